"""docs/emulators.md does what it says: its own commands, in its order, on free ports."""

import argparse
import re
import shlex
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cradle import Cradle
from tests.e2e import steps
from tests.e2e.house import PACE, SYNC_MINUTES, WAIT, OnItsOwn, Outside, emulated_process
from tests.emulated import Emulated
from tests.phone import Phone

DOC = Path(__file__).parents[2] / "docs" / "emulators.md"
LOGIN, PASSWORD = "demo@romashka.example", "romashka"
ROBOTA_LOGIN, HEADHUNTER_LOGIN = "hr@romashka.example", "kadry@romashka.example"
FOLDER = "/tmp/vidhuk-try"
_curl = argparse.ArgumentParser()
_curl.add_argument("-X", dest="method")
_curl.add_argument("-d", dest="body")
_curl.add_argument("-G", dest="get", action="store_true")
_curl.add_argument("--data-urlencode", dest="query", action="append", default=[])
_curl.add_argument("url")


def _commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", DOC.read_text(encoding="utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


def _emulators() -> Iterator[tuple[str, str, list[str]]]:
    """Service, port and other options of each `vidhuk emulate`."""
    for line in _commands():
        program, *words = shlex.split(line)
        if program.endswith("/vidhuk") and words[0] == "emulate":
            _, service, _, port, *options = words
            yield service, port, options


def _settings() -> dict[str, str]:
    exports = (line.removeprefix("export ") for line in _commands() if line.startswith("export "))
    return dict(one.split("=", 1) for one in exports)


@dataclass(slots=True)
class Documented(OnItsOwn):
    """`vidhuk run` with the settings of the page; only its time is that of a test."""

    @property
    def variables(self) -> dict[str, str]:
        return {**self.given, "PACE": str(PACE), "SYNC_INTERVAL": str(SYNC_MINUTES)}


@dataclass(frozen=True, slots=True)
class Page:
    """The page's commands, with what stands elsewhere in this run."""

    outside: Outside
    elsewhere: dict[str, str]

    def here(self, text: str) -> str:
        """The text, as true in this run."""
        for written, true in self.elsewhere.items():
            text = text.replace(written, true)
        return text

    def at(self, line: str) -> Emulated:
        """The emulator that a command of the page speaks to."""
        base = next(true for written, true in self.elsewhere.items() if f"{written}/" in line)
        return next(one for one in self.outside.sites.values() if one.base == base)

    async def call(self, line: str) -> Any:
        """What `curl` would print; the request must succeed."""
        asked = _curl.parse_args(shlex.split(self.here(line))[1:])
        assert asked.url.isascii(), "curl sends an address as it is"
        assert asked.get or not asked.query, "without -G they would be the body"
        method = asked.method or ("POST" if asked.body else "GET")
        body = asked.body.encode() if asked.body else None
        query = dict(one.split("=", 1) for one in asked.query)
        http = self.outside.work_ua.http
        async with http.request(method, asked.url, data=body, params=query) as answer:
            assert answer.status == 200, f"{line}\n{await answer.text()}"
            return await answer.json()


@pytest.mark.thorough
@pytest.mark.long
@pytest.mark.on_sqlite
async def test_the_day_of_the_page(tmp_path: Path, loaded: Cradle) -> None:
    async with AsyncExitStack() as stack:
        found, elsewhere = {}, {FOLDER: str(tmp_path), "127.0.0.1:8083": "127.0.0.1:0"}
        for service, port, options in _emulators():
            at = ("--port", "0", *options)
            process = emulated_process(tmp_path, service, PACE, *at, cradle=loaded)
            found[service] = await stack.enter_async_context(process)
            elsewhere[f"http://127.0.0.1:{port}"] = found[service].base
        outside = Outside(found["telegram"], found["work_ua"], found)
        page = Page(outside, elsewhere)
        given = {name: page.here(value) for name, value in _settings().items()}
        house = Documented(tmp_path, outside, given["DATABASE_URL"], given)
        stack.push_async_callback(house.stop)
        await house.start()
        phone = await _first_person(outside)
        await steps.begin(phone)
        assert f"`{LOGIN}`, the password `{PASSWORD}`" in DOC.read_text(encoding="utf-8")
        await steps.connect(phone, "Ромашка", LOGIN, PASSWORD)
        await steps.write(phone)
        await steps.publish(phone)
        await found["robota_ua"].control("POST", "/jobs", {"login": ROBOTA_LOGIN})
        await found["headhunter"].control("POST", "/jobs", {"login": HEADHUNTER_LOGIN})
        await found["headhunter"].control("POST", "/responses", {})
        await _every_call(page, phone)


async def _first_person(outside: Outside) -> Phone:
    telegram = outside.telegram
    person = (await telegram.control("GET", "/people"))[0]["id"]
    assert f" {person};" in DOC.read_text(encoding="utf-8")
    return Phone(telegram.base, telegram.http, person, wait=WAIT)


async def _every_call(page: Page, phone: Phone) -> None:
    """In the page's order; what a call is for is seen right after it."""
    for line in _commands():
        if not line.startswith("curl "):
            continue
        ad = (await steps.job(page.outside)).id
        if "/responses/ID/" in line:
            site = page.at(line)
            (came,) = await site.control("GET", "/responses")
            ad = came["id"]
        answer = await page.call(line.replace("/ID/", f"/{ad}/"))
        if "/wait " in line:
            assert answer["found"] is not None
        if "/demo/candidate" in line:
            await _card(phone, "Приклад Олена Іванівна", file=True)
        if "Ганна Проба" in line and "barred" not in line:
            await _card(phone, "Ганна Проба", file=True)
        if "Ігор Ескізний" in line:
            await _card(phone, "Ігор Ескізний", file=False)
    site = page.outside.work_ua
    assert not (await steps.job(page.outside)).active  # it has expired
    assert (await site.control("GET", "/switches"))["publish_leaves_inactive"] is True
    assert await site.control("GET", "/faults") == []
    assert await steps.balance(page.outside, "Фірма") == {"standart_job": 0}


async def _card(phone: Phone, name: str, *, file: bool) -> None:
    await phone.type("/sync")
    card = await phone.see(name)
    made = "сформовано ботом" in card.text
    assert card.document is not None
    assert made is not file
