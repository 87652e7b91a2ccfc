"""`vidhuk demo`: the real bot beside emulators of Telegram and the job sites, in one process.

An invented company is set up by the same taps that a recruiter makes; candidates answer its ads
over the first minute. Everything lies in a temporary folder that goes with Ctrl-C.
"""

import asyncio
import html
import secrets
import socket
import tempfile
import urllib.request
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pydantic import SecretStr

from bot.domain.ids import from_base36
from bot.domain.paces import Paces
from bot.domain.site import SiteInfo
from bot.emulate import NEWCOMER, RECRUITER, TELEGRAM, Remote, add_people, leading, serve
from bot.wiring import redaction, start
from bot.wiring.commands import find_sites, fresh_key, signalled
from bot.wiring.settings import AllSettings, Settings
from sites.kit.site import Site, SiteSettings

PACE = 60.0
"""An hour of the product is a minute of the demo."""
SYNC_MINUTES = 5
BOT = "vidhuk_demo_bot"
DESCRIPTION = """Шукаємо людину в команду.

Що робити:
- працювати з клієнтами
- вести облік у CRM

Пропонуємо офіційне оформлення, навчання та зручний графік; офіс поруч із метро."""
_PAUSES = (2, 8, 10, 15, 20)
"""Seconds between the candidates of one ad."""
_Json = dict[str, Any]


def main(port: int, quiet: bool) -> None:
    """Run until Ctrl-C. Raises: CannotStart."""
    asyncio.run(_demo(port, quiet))


async def _demo(port: int, quiet: bool) -> None:
    redaction.set_up("text", "WARNING", ())
    stop = signalled()
    token = f"4200000001:{secrets.token_urlsafe(26)}"
    sites = find_sites()
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vidhuk-demo-"))
        remotes: dict[str, Remote] = {}
        for site in sites:
            key = site.info.key
            remotes[key] = await serve(stack, key, 0, pace=PACE)
            await remotes[key].post("demo")
        guide = _guide({site.info.name: await remotes[site.info.key].get("demo") for site in sites})
        bot = import_module("handlers.emulator").BotSpec(token, username=BOT)
        telegram = await serve(stack, TELEGRAM, port, pace=PACE, bots=[bot], guide=guide)
        found = AllSettings(
            _own(Path(folder), token, telegram.base),
            {site.info.key: await _pointed(site, remotes[site.info.key]) for site in sites},
        )
        _say(telegram.base, quiet)
        work = asyncio.create_task(start.run(found, sites, stop))
        story = asyncio.create_task(
            _story(telegram, {site.info: remotes[site.info.key] for site in sites})
        )
        await asyncio.wait({work, story}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        story.cancel()
        await asyncio.gather(work, asyncio.wait({story}))
        if not story.cancelled():
            story.result()


def _own(folder: Path, token: str, telegram: str) -> Settings:
    """Nothing is read from the user's own settings, but how to log."""
    door = f"127.0.0.1:{_free_port()}"
    return Settings(
        _env_file=None,
        bot_token=SecretStr(token),
        telegram_api_url=telegram,
        database_url=f"sqlite+aiosqlite:///{folder / 'demo.sqlite3'}",
        files_dir=folder / "files",
        encryption_keys=SecretStr(fresh_key()),
        contact_email="demo@vidhuk.example",
        sync_interval=SYNC_MINUTES,
        registration="open",
        quiet_hours="off",
        operators=(),
        support_contact="@vidhuk_demo_support",
        listen=door,
        public_url=f"http://{door}",
        pace=PACE,
        undo_least=Paces().undo,
    )


def _free_port() -> int:
    """For the HTTP door: login pages send people back there, so that it is known beforehand."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _pointed(site: Site[Any], emulator: Remote) -> SiteSettings:
    """The site's settings with every address led to its emulator."""
    led: dict[str, Any] = await leading(site, emulator)
    made: SiteSettings = site.settings(_env_file=None, **led)
    return made


def _say(address: str, quiet: bool) -> None:
    if quiet:
        print(address, flush=True)
        return
    print(
        f"""
  vidhuk demo: {address}

  Open it in a browser: it is a phone with the bot in it.
  - Candidates answer the invented company's ads over the first minute.
  - Switch to {NEWCOMER!r} to start from /start; logins to try stand beside the phone.
  - Type @{BOT} in any chat for inline mode.

  An hour of the product is a minute here. Ctrl-C ends it and leaves nothing behind.
""",
        flush=True,
    )


def _guide(demos: dict[str, _Json]) -> str:
    """What stands beside the phone: what to try, and logins that a tap copies."""
    logins = ""
    for name, demo in demos.items():
        users = "".join(map(_login, demo["users"]))
        logins += f"<h3>{html.escape(name)}: логін і пароль, дотик копіює</h3><dl>{users}</dl>"
    return (
        "<h2>Що спробувати</h2><ul>"
        f"<li><b>{RECRUITER}</b> має компанію: відгуки надходять самі</li>"
        f"<li><b>{NEWCOMER}</b> починає з /start: акаунт, вакансія, публікація</li>"
        "<li>Хто тримає телефон: кружечок над списком чатів</li>"
        f"<li>Команда: {RECRUITER} у /team робить запрошення, {NEWCOMER} відкриває його; "
        "ще людей і групи додають над списком чатів</li>"
        "<li>У групі: /link, далі «Підтвердити» — картки без контактів прийдуть туди</li>"
        f"<li>У будь-якому чаті <code>@{BOT}</code> і пробіл</li></ul>{logins}"
    )


def _login(user: _Json) -> str:
    about = [user.get("company") or "шукач роботи, не роботодавець"]
    about += ["бачить лише свої вакансії"] if user.get("admin") is False else []
    about += ["заблокований"] if user.get("blocked") else []
    words = [f"<code>{html.escape(user[key])}</code>" for key in ("login", "password")]
    return f"<dt>{html.escape(', '.join(about))}</dt><dd>{' '.join(words)}</dd>"


# -- the invented company's day --------------------------------------------------------------


@dataclass(slots=True)
class Thumb:
    """A person who types and taps; buttons are found by their verb, in any language."""

    telegram: Remote
    person: int
    _pressed: str = ""
    """The last button's data: what is pressed next is another one, of no older screen."""
    _typed: int = 0
    """The last message typed: the screen that answers it stands below."""

    async def type(self, text: str) -> None:
        """Send a message to the bot."""
        sent = await self.telegram.post("send", **{"from": self.person, "text": text})
        self._typed = sent["message_id"]

    async def wait(self, verb: str) -> None:
        """Until a screen that is not older has this verb."""
        await self._find(f"1|{verb}|", 0, "")

    async def tap(self, verb: str, index: int = 0, *, on: str = "", named: str = "") -> None:
        """Wait for a screen that says `on`, and press the `index`-th button of this verb.

        `named`: only of those whose label has this.

        A screen on its way while a text was typed stands below it too, one step behind.
        """
        message_id, data = await self._find(f"1|{verb}|", index, on, named)
        self._pressed = data
        await self.telegram.post(
            "tap", **{"from": self.person, "message_id": message_id, "button": data}
        )

    async def log_in(self, login: str, password: str) -> None:
        """Open the site's own page by the newest button that leads to one, and allow all."""
        form = urlencode({"login": login, "password": password, "answer": "allow"}).encode()
        path, wait = f"chats/{self.person}?as={self.person}", ""
        while True:
            chat = await self.telegram.get(path + wait)
            found = [
                button["value"]
                for message in chat["messages"]
                for row in message["buttons"]
                for button in row
                if button["kind"] == "url" and button["value"].startswith("http://127.0.0.1:")
            ]
            if found:
                return await asyncio.to_thread(_send, found[-1], form)
            wait = "&wait=1"

    async def _find(self, prefix: str, index: int, words: str, named: str = "") -> tuple[int, str]:
        path, wait = f"chats/{self.person}?as={self.person}", ""
        while True:
            chat = await self.telegram.get(path + wait)
            for message in reversed(chat["messages"]):
                if message["message_id"] < self._typed:
                    break
                if words not in (message.get("text") or ""):
                    continue
                found = [
                    button["data"]
                    for row in message["buttons"]
                    for button in row
                    if button.get("data", "").startswith(prefix)
                    and named in button["text"]
                    and button["data"] != self._pressed
                    and _version_of(button["data"]) >= _version_of(self._pressed)
                ]
                if len(found) > index:
                    return message["message_id"], found[index]
            wait = "&wait=1"  # answers when the chat changes, at the latest after a second


def _send(address: str, form: bytes) -> None:
    """As a browser does, which follows where the page leads."""
    with urllib.request.urlopen(address, form, timeout=30) as page:  # nosec B310 # of the emulator
        page.read()


def _version_of(data: str) -> int:
    return from_base36(data.rpartition("|")[2] or "0")


async def _story(telegram: Remote, sites: dict[SiteInfo, Remote]) -> None:
    """One company set up by taps, then candidates for every ad that anybody publishes."""
    recruiter = await add_people(telegram)
    demos = {info: await remote.get("demo") for info, remote in sites.items()}
    # Where it publishes most it begins: that is what a person who looks sees first.
    order = sorted(demos, key=lambda info: len(demos[info]["vacancies"]), reverse=True)
    async with asyncio.TaskGroup() as group:
        for remote in sites.values():
            group.create_task(_candidates(remote))
        thumb = Thumb(telegram, recruiter)
        await _company(thumb, demos[order[0]]["users"][0]["company"])
        for info in order:
            await _at_site(thumb, info, demos[info])


async def _company(thumb: Thumb, name: str) -> None:
    await thumb.type("/start")
    await thumb.tap("lang")
    await thumb.type(name)
    await thumb.tap("zone_keep")
    await thumb.tap("consent")


async def _at_site(thumb: Thumb, info: SiteInfo, demo: _Json) -> None:
    """An account, and what its emulator's seed wants published or saved under it."""
    user, site = demo["users"][0], info.name
    await thumb.type("/accounts")
    await thumb.tap("connect")
    if info.optional:
        await thumb.tap("offers")
        await thumb.tap("offer", named=site)
        await thumb.tap("offer_yes")
    await thumb.tap("site", named=site)
    if info.by_code:
        await thumb.log_in(user["login"], user["password"])
    else:
        await thumb.type(user["login"])
        await thumb.type(user["password"])
    await thumb.wait("label_keep")
    await thumb.type(user["company"])
    for vacancy in demo["vacancies"]:
        await _vacancy(thumb, site, vacancy["title"], vacancy["pay"])
        for words in vacancy.get("typed", ()):
            await thumb.tap("field")  # what is missing stands first
            await thumb.wait("option")
            await thumb.type(words)
            await thumb.tap("option")
        for option in vacancy["options"]:
            await thumb.tap("option", option)
            await thumb.tap("option_done")
        if not vacancy["live"]:
            await thumb.tap("save")
            continue
        await thumb.tap("send")  # the type of publication is asked for
        await thumb.tap("option")
        await thumb.tap("send")


async def _vacancy(thumb: Thumb, site: str, title: str, pay: str) -> None:
    """The form, then the account; the site's fields that follow from it are filled already."""
    await thumb.type("/new")
    await thumb.type(title)
    await thumb.type(DESCRIPTION)
    await thumb.type("Київ")
    await thumb.tap("pick", on="4/8")
    await thumb.tap("pick", 1, on="5/8")
    await thumb.type(pay)
    await thumb.tap("skip", on="7/8")
    await thumb.tap("skip", on="8/8")
    await thumb.tap("publish")
    await thumb.tap("under", named=site)


async def _candidates(site: Remote) -> None:
    """A few answer each new ad over its first minute."""
    known: set[Any] = set()
    invented = len((await site.get("demo"))["candidates"])
    async with asyncio.TaskGroup() as group:
        while True:
            for job in await site.get("jobs"):
                if job.get("active") and job["id"] not in known:
                    known.add(job["id"])
                    group.create_task(_answer(site, job["id"], _PAUSES[:invented]))
            await asyncio.sleep(1)


async def _answer(site: Remote, job_id: Any, pauses: Sequence[int]) -> None:
    for pause in pauses:
        await asyncio.sleep(pause)
        await site.post("demo/candidate", job_id=job_id)
