"""docs/emulators.md names the control API as it is, and the settings that the emulators print."""

import re
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path

import pytest
from aiohttp import web

from bot import emulate
from bot.emulator_kit import CONTROL, is_control
from handlers import emulator as telegram
from sites import discover

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


def _sites() -> dict[str, web.Application]:
    """Each site's emulator, by the site's name."""
    found = {}
    for site in discover():
        module, _, name = site.emulator.partition(":")
        found[site.info.name] = getattr(import_module(module), name)()
    return found


def test_the_tables_are_the_control_api() -> None:
    sites = _sites()
    common = _there(telegram.app()).intersection(*map(_there, sites.values()))
    assert _named("At all:") == common
    assert _named("Telegram:") == _there(telegram.app()) - common
    for name, app in sites.items():
        assert _named(f"{name}:") == _there(app) - common


async def _printed(service: str, *, sample: bool = False, token: str | None = None) -> str:
    """What `vidhuk emulate` says, with the address that the page gives it."""
    line = next(one for one in PAGE.splitlines() if f" emulate {service} " in one)
    port = line.partition("--port ")[2].partition(" ")[0]
    async with AsyncExitStack() as stack:
        said = await emulate.start(stack, service, emulate.Asked(0, sample, token, 60))
    return said.replace(said.partition("\n")[0], f"http://127.0.0.1:{port}")


def _settings(said: str) -> list[str]:
    return re.findall(r"^    ([A-Z_]+=.+)$", said, re.M)


@pytest.mark.parametrize("service", ["telegram", *(site.info.key for site in discover())])
async def test_the_settings_that_an_emulator_prints_are_those_of_the_page(service: str) -> None:
    settings = _settings(await _printed(service, sample=True))
    assert settings
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
