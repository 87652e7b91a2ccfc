"""The emulated Robota.ua is as strict as the contract, and refuses what costs."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.emulated import Emulated, running

EMULATOR = "sites.robota_ua.emulator:app"
LOGIN, PASSWORD = "boss@romashka.example", "canary-пароль-1"
TEXT = "<p>" + "Шукаємо людину, яка любить свою роботу. " * 5 + "</p>"
FORM: dict[str, Any] = {
    "id": 0,
    "cityId": 1,
    "name": "Менеджер",
    "description": TEXT,
    "publishType": "Business",
    "sendResumeType": "3",
    "endingType": "CloseAndNotify",
}
KINDS = ["Application", "ApplicationWithResume", "ApplicationWithFile"]
LIST = {"vacancyId": 0, "folderId": 1, "page": 0, "filter": "", "candidateTypes": KINDS}


@dataclass(slots=True)
class Site:
    """The emulator and a client of it."""

    at: Emulated
    token: str = ""

    async def call(self, method: str, path: str, **more: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        call = self.at.http.request(method, f"{self.at.base}{path}", headers=headers, **more)
        async with call as answer:
            is_json = answer.content_type == "application/json"
            return answer.status, await answer.json() if is_json else await answer.text()

    async def log_in(self, password: str = PASSWORD) -> int:
        body = {"username": LOGIN, "password": password}
        status, found = await self.call("POST", "/Login", json=body)
        self.token = found if status == 200 else ""
        return status

    async def add(self, **changes: Any) -> Any:
        _, found = await self.call("POST", "/vacancy/add", json={**FORM, **changes})
        return found

    async def live(self) -> int:
        number = (await self.add())["vacancyId"]
        await self.call("POST", f"/vacancy/state/{number}?state=Publicated")
        return int(number)

    async def balance(self) -> dict[str, int]:
        (company,) = await self.at.control("GET", "/companies")
        found: dict[str, int] = company["balance"]
        return found

    async def violations(self) -> list[str]:
        """Those so far; they are forgiven."""
        found: list[str] = await self.at.control("GET", "/violations")
        await self.at.control("DELETE", "/violations")
        return found


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running(EMULATOR, pace=1000) as at:
        user = {"login": LOGIN, "password": PASSWORD, "company": "ТОВ «Ромашка»"}
        await at.control("POST", "/users", {**user, "balance": {"Business": 2}})
        one = Site(at)
        await one.log_in()
        yield one


async def test_nothing_but_lists_is_told_without_a_token(site: Site) -> None:
    site.token = "a.b.c"
    for method, path in (("POST", "/vacancy/list"), ("GET", "/values/citylist")):
        assert (await site.call(method, path, json={"page": 0}))[0] == 401
    assert (await site.call("GET", "/dictionary/city"))[0] == 200


async def test_a_login_must_be_json_with_both_fields(site: Site) -> None:
    for more in ({"data": {"username": LOGIN}}, {"json": {"username": LOGIN}}, {"data": b"x"}):
        assert (await site.call("POST", "/Login", **more))[0] == 400
    assert await site.log_in("wrong") == 401


async def test_whatever_costs_or_is_unknown_fails_the_run(site: Site) -> None:
    for path in ("/resume/open/1", "/resume/1/contacts/visibility", "/whatever"):
        await site.call("POST", path)
    assert await site.violations() == [
        "paid call: POST /resume/open/1",
        "no such call: POST /resume/open/1",
        "paid call: POST /resume/1/contacts/visibility",
        "no such call: POST /resume/1/contacts/visibility",
        "no such call: POST /whatever",
    ]


async def test_what_must_not_be_sent_fails_the_run(site: Site) -> None:
    await site.add(rubricList=[1], experienceId=0)
    await site.add(endingType="AutoRepublish")
    assert await site.violations() == [
        "/vacancy/add must not be sent experienceId",
        "/vacancy/add must not be sent rubricList",
        "/vacancy/add without CloseAndNotify may spend a unit at the term's end",
    ]
    await site.call("POST", "/apply/list", json={"folderId": 0, "page": 0, "vacancyId": 0})
    await site.call("GET", "/resume/1")
    assert len(await site.violations()) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cityId": 0}, "місто"),
        ({"cityId": None}, "місто"),
        ({"name": ""}, "Назва"),
        ({"name": "х" * 101}, "Назва"),
        ({"description": f"<p>{'х' * 149}</p>"}, "занадто короткий"),
        ({"publishType": "Free"}, "Тип публікації"),
        ({"sendResumeType": "1"}, "спосіб"),
        ({"employmentTypes": ["Night"]}, "зайнятості"),
        ({"workTypes": ["Moon"]}, "формат"),
        ({"salaryRange": {"amountFrom": 2, "amountTo": 1}}, "зарплату"),
        ({"salary": 1, "salaryRange": {"amountFrom": 1, "amountTo": 2}}, "зарплату"),
    ],
)
async def test_a_refusal_is_a_200_with_its_words(
    site: Site, changes: dict[str, Any], words: str
) -> None:
    found = await site.add(**changes)
    assert (found["success"], found["vacancyId"]) == (False, 0)
    assert found["error"].startswith("[CUSTOM ERROR] ")
    assert words in found["error"]


async def test_a_unit_is_spent_with_the_state_and_a_refusal_leaves_a_draft(site: Site) -> None:
    first, second, third = [(await site.add())["vacancyId"] for _ in range(3)]
    assert await site.balance() == {"Business": 2}
    for number in (first, second):
        answer = await site.call("POST", f"/vacancy/state/{number}?state=Publicated")
        assert answer == (200, {"success": True})
    assert await site.balance() == {"Business": 0}
    status, found = await site.call("POST", f"/vacancy/state/{third}?state=Publicated")
    assert (status, found["success"]) == (200, False)
    assert (await site.call("GET", f"/vacancy/get/{third}"))[1]["state"] == "NotPublicated"
    wrong = await site.call("POST", f"/vacancy/state/{third}?state=Live")
    assert wrong[0] == 400


async def test_what_is_read_has_other_names_and_dates_without_a_zone(site: Site) -> None:
    number = await site.live()
    _, found = await site.call("GET", f"/vacancy/get/{number}")
    assert {"vacancyName", "vacancyId", "contactEmail"} <= set(found)
    assert found["description"].startswith("<html>")
    assert found["blockingDate"] == "0001-01-01T00:00:00"
    assert "+" not in found["vacancyDate"]
    assert (await site.call("POST", f"/vacancy/get/{number}"))[0] == 405


async def test_a_list_has_twenty_and_an_empty_page_behind_the_last(site: Site) -> None:
    for _ in range(21):
        await site.at.control("POST", "/jobs", {"login": LOGIN})
    sizes = []
    for page in range(3):
        _, found = await site.call("POST", "/vacancy/list", json={"page": page})
        assert found["total"] == 21
        sizes.append(len(found["vacancies"]))
    assert sizes == [20, 1, 0]
    body = {"page": 0, "vacancyName": "Немає"}
    assert (await site.call("POST", "/vacancy/list", json=body))[1]["vacancies"] == []


async def test_applies_come_newest_first_twenty_a_page_of_the_folder_that_was_asked_for(
    site: Site,
) -> None:
    await site.live()
    made = await site.at.control("POST", "/responses/many", {"count": 25})
    await site.at.control("POST", f"/responses/{made['ids'][0]}/folder", {"folder": 7})
    _, first = await site.call("POST", "/apply/list", json=LIST)
    _, second = await site.call("POST", "/apply/list", json={**LIST, "page": 1})
    assert first["total"] == 24
    ids = [one["id"] for one in [*first["applies"], *second["applies"]]]
    assert ids == sorted(made["ids"][1:], reverse=True)
    _, rejected = await site.call("POST", "/apply/list", json={**LIST, "folderId": 7})
    assert [one["id"] for one in rejected["applies"]] == made["ids"][:1]


async def test_interactions_come_only_to_who_forgets_to_say_what_is_wanted(site: Site) -> None:
    await site.live()
    one = await site.at.control("POST", "/responses", {})
    await site.at.control("POST", "/responses", {"type": "interaction", "id": one["id"]})
    _, found = await site.call("POST", "/apply/list", json=LIST)
    assert [it["resumeType"] for it in found["applies"]] == ["Notepad"]
    bare = {key: value for key, value in LIST.items() if key != "candidateTypes"}
    _, found = await site.call("POST", "/apply/list", json=bare)
    assert {it["resumeType"] for it in found["applies"]} == {"Notepad", "Interaction"}
    assert {it["id"] for it in found["applies"]} == {one["id"]}
    await site.violations()


async def test_opening_an_apply_marks_it_as_viewed_and_may_tell_nothing(site: Site) -> None:
    await site.live()
    one = await site.at.control("POST", "/responses", {})
    view = f"/apply/view/{one['id']}?resumeType=Notepad"
    assert (await site.call("POST", view))[0] == 204
    assert (await site.at.control("GET", "/responses"))[0]["folder"] == 2
    await site.at.control("PATCH", "/switches", {"view_answers": True})
    status, found = await site.call("POST", view)
    assert (status, type(found["contacts"])) == (200, list)
    assert (await site.call("POST", f"/apply/view/{one['id']}?resumeType=Interaction"))[0] == 400


async def test_a_file_needs_the_kind_as_the_list_writes_it(site: Site) -> None:
    await site.live()
    one = await site.at.control("POST", "/responses", {"type": "easy"})
    for kind, status in (("NoCvApply", 404), ("notepad", 500), ("", 500)):
        path = f"/apply/getfile/{one['id']}?resumeType={kind}"
        assert (await site.call("GET", path))[0] == status
    assert (await site.call("GET", "/apply/getfile/1?resumeType=Notepad"))[0] == 404


async def test_a_burst_is_answered_with_a_challenge() -> None:
    async with running(EMULATOR, pace=1) as at:
        site = Site(at)
        statuses = [(await site.call("GET", "/dictionary/city"))[0] for _ in range(51)]
        assert statuses == [200] * 50 + [403]


async def test_two_lists_at_once_for_one_login_fail_the_run(site: Site) -> None:
    await site.at.control("PATCH", "/switches", {"latency": 0.05})
    calls = (site.call("POST", "/apply/list", json=LIST) for _ in range(2))
    await asyncio.gather(*calls)
    assert await site.violations() == [f"two requests at once: applies of {LOGIN}"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/users", {"login": "x"}),
        ("POST", "/users", {"login": "x", "password": "y", "role": 1}),
        ("PATCH", "/users", {"login": "nobody"}),
        ("PUT", "/balance", {"company": "nobody", "balance": {}}),
        ("PUT", "/balance", {"company": "ТОВ «Ромашка»", "balance": {"Business": "x"}}),
        ("POST", "/jobs", {"login": LOGIN, "colour": "red"}),
        ("POST", "/jobs/1/state", {"state": "publish"}),
        ("POST", "/responses", {"fio": "x"}),
        ("POST", "/responses", {"nonsense": 1}),
        ("POST", "/responses/1/folder", {"folder": 7}),
        ("DELETE", "/responses/1", None),
        ("PATCH", "/switches", {"no_such": 1}),
        ("POST", "/demo/candidate", {}),
        ("POST", "/tokens/expire", {"login": "nobody"}),
    ],
)
async def test_nonsense_is_refused_in_words(
    site: Site, method: str, path: str, body: dict[str, Any] | None
) -> None:
    address = f"{site.at.base}/emulator{path}"
    async with site.at.http.request(method, address, json=body) as answer:
        assert answer.status == 400
        assert await answer.text()


async def test_the_sample_company_can_be_used_at_once(site: Site) -> None:
    users = (await site.at.control("POST", "/demo"))["users"]
    await site.at.control("POST", "/jobs", {"login": users[0]["login"]})
    ids = [(await site.at.control("POST", "/demo/candidate"))["remote_id"] for _ in range(4)]
    assert [one.partition(":")[0] for one in ids] == [
        "Notepad",
        "AttachedFile",
        "NoCvApply",
        "Notepad",
    ]
    await site.at.control("POST", "/reset")
    assert await site.at.control("GET", "/responses") == []
