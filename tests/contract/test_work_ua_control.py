"""The Work.ua emulator's control API as a person with curl meets it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.emulated import Emulated, running

LOGIN = "demo@romashka.example"


@pytest.fixture
async def site() -> AsyncIterator[Emulated]:
    async with running("sites.work_ua.emulator:app") as one:
        await one.control("POST", "/demo")
        yield one


async def _answered(site: Emulated) -> list[int]:
    return [one["job_id"] for one in await site.control("GET", "/responses")]


async def test_who_names_no_ad_answers_the_newest_live_one(site: Emulated) -> None:
    ads = [(await site.control("POST", "/jobs", {"login": LOGIN}))["id"] for _ in range(2)]
    await site.control("POST", "/jobs", {"login": LOGIN, "active": False})
    await site.control("POST", "/demo/candidate")
    await site.control("POST", "/responses", {"fio": "Хтось"})
    await site.control("POST", f"/jobs/{ads[1]}/state", {"state": "close"})
    await site.control("POST", "/responses/many", {"count": 2})
    assert await _answered(site) == [ads[1], ads[1], ads[0], ads[0]]


async def test_an_answer_is_fit_to_be_read(site: Emulated) -> None:
    async with site.http.get(f"{site.base}/emulator/companies") as answer:
        said = await answer.text()
    assert "ТОВ «Ромашка»" in said
    assert said.endswith("\n")


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("POST", "/demo/candidate", {}, "there is no live ad"),
        ("POST", "/demo/candidate", {"job_id": "x"}, "job_id must be a number"),
        ("POST", "/responses", {}, "there is no live ad"),
        ("POST", "/responses", {"job_id": 5}, "no such job"),
        ("POST", "/responses", {"nаme": "x"}, "unknown keys: nаme"),
        ("POST", "/responses/many", {"count": "x"}, "count must be a number"),
        ("POST", "/jobs/x/state", {"state": "close"}, "no such job"),
        ("POST", "/jobs", {"login": LOGIN, "title": "x"}, "unknown: title"),
        ("POST", "/users", {"login": "a", "password": "b", "firm": "x"}, "unknown: firm"),
        ("POST", "/users", {"login": "a", "password": "b", "company": "x", "balance": 5}, "object"),
        ("POST", "/companies", {"name": "x", "balance": {"standart_job": "many"}}, "must be a num"),
        ("PUT", "/balance", {"company": "ТОВ «Ромашка»"}, "a balance is"),
        ("PATCH", "/users", {"login": LOGIN, "pasword": "x"}, "unknown: pasword"),
        ("POST", "/faults", {"path": "/", "kind": "delay", "seconds": "5"}, "seconds must be a nu"),
    ],
)
async def test_nonsense_is_refused_in_words(
    site: Emulated, method: str, path: str, body: dict[str, Any], words: str
) -> None:
    url = f"{site.base}/emulator{path}"
    async with site.http.request(method, url, json=body) as refused:
        assert refused.status == 400
        assert words in await refused.text()
