"""docs/emulators.md names the control API as it is, and the settings that the emulators print."""

import re
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import web

from bot import emulate
from bot.emulator_kit import CONTROL, is_control
from handlers import emulator as telegram
from sites.work_ua import emulator as work_ua

PAGE = (Path(__file__).parents[2] / "docs" / "emulators.md").read_text(encoding="utf-8")
_REQUEST = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/\S+)`")


def _named(title: str) -> set[tuple[str, str]]:
    """The first column of the table below this line."""
    table = PAGE.partition(f"\n{title}\n\n")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()]
    return {found for cell in cells for found in _REQUEST.findall(cell)}


def _there(app: web.Application) -> set[tuple[str, str]]:
    return {
        (route.method, route.resource.canonical.removeprefix(CONTROL))
        for route in app.router.routes()
        if route.method != "HEAD" and route.resource and is_control(route.resource.canonical)
    }


def test_the_tables_are_the_control_api() -> None:
    both = _there(telegram.app()) & _there(work_ua.app())
    assert _named("At both:") == both
    assert _named("Telegram:") == _there(telegram.app()) - both
    assert _named("Work.ua:") == _there(work_ua.app()) - both


async def _printed(service: str, *, sample: bool = False, token: str | None = None) -> str:
    """What `vidhuk emulate` says, with the address that the page gives it."""
    line = next(one for one in PAGE.splitlines() if f" emulate {service} " in one)
    port = line.partition("--port ")[2].partition(" ")[0]
    async with AsyncExitStack() as stack:
        said = await emulate.start(stack, service, emulate.Asked(0, sample, token, 60))
    return said.replace(said.partition("\n")[0], f"http://127.0.0.1:{port}")


def _settings(said: str) -> list[str]:
    return re.findall(r"^    ([A-Z_]+=.+)$", said, re.M)


@pytest.mark.parametrize("service", ["telegram", "work_ua"])
async def test_the_settings_that_an_emulator_prints_are_those_of_the_page(service: str) -> None:
    settings = _settings(await _printed(service, sample=True))
    assert len(settings) > 1
    assert [one for one in settings if f"export {one}" not in PAGE] == []


async def test_a_token_that_was_given_is_not_printed() -> None:
    said = await _printed("telegram", sample=True, token="123:maybe-a-real-one")
    assert "123:" not in said
    assert "BOT_TOKEN" not in said


async def test_what_is_not_there_yet_is_said() -> None:
    assert "knows no bot" in await _printed("telegram")
    assert "--sample" in await _printed("work_ua")


async def test_the_sample_logins_are_printed() -> None:
    said = await _printed("work_ua", sample=True)
    for login in ("demo@romashka.example", "demo@kava.example", "seeker@example.com"):
        assert f"\n    {login} " in said
