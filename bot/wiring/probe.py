"""`vidhuk probe`: reads a real account, writes nothing, and looks whether assumptions hold."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from bot.domain.errors import SiteError
from bot.domain.paces import Paces
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Can, Challenge, FileRef, Page, RemoteApplication, RemoteFile
from bot.domain.window import Rules, Window, rates_of, reserve
from bot.ports import Clock, SiteSession
from bot.wiring.settings import AllSettings
from sites.kit.answer import Answer
from sites.kit.assumption import Assumption, Verdict, judged
from sites.kit.http import Web
from sites.kit.plugins import site_rates
from sites.kit.site import Opening, Site
from storage.clock import SystemClock

T = TypeVar("T")
_GO = """Open in a browser
  {page}
and log in. It leads back to your bot, which says that it does not know this login. Give here the
whole address that the browser shows then, """


class NoWayIn(Exception):
    """There are no credentials to read with; says why."""


@dataclass(slots=True)
class Report:
    """What was asked, each with what came of it, and what it shows; nothing personal in it."""

    calls: list[tuple[str, bool, str]] = field(default_factory=list)
    verdicts: list[tuple[Assumption, Verdict, str]] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Every call was answered, and nothing differs from what is assumed."""
        answered = all(came for _, came, _ in self.calls)
        return answered and all(one is not Verdict.DIFFERS for _, one, _ in self.verdicts)

    async def ask(self, what: str, call: Awaitable[T], said: Callable[[T], str]) -> T | None:
        """One call, noted with what is `said` of its answer; None when there is none."""
        try:
            answer = await call
        except SiteError as error:
            self.calls.append((what, False, f"{type(error).__name__}: {error}"))
            return None
        self.calls.append((what, True, said(answer)))
        return answer


Ask = Callable[[str], str]
"""Asks the person at the terminal for one line, and shows nothing of it."""


async def probe(found: AllSettings, site: Site[Any], ask: Ask) -> Report:
    """Log in once, read, judge; a login that is refused ends it. Raises: NoWayIn."""
    report, heard = Report(), list[tuple[str, Answer]]()
    clock, paces = SystemClock(), Paces(found.own.pace)
    limits = _Turns(clock, site_rates([site], paces))
    web = Web(clock=clock, limits=limits, paces=paces, contact_email=found.own.contact_email)
    web.hears = lambda path, answer: heard.append((path, answer))
    async with web:
        settings = found.sites[site.info.key]
        credentials = await _credentials(found, site, web, ask)
        opening = Opening(web, settings, credentials, asyncio.Lock(), _renewed(credentials), False)
        await _read(report, site, site.open(opening))
    report.verdicts = [(one, *judged(one, heard)) for one in site.assumptions]
    return report


async def _credentials(found: AllSettings, site: Site[Any], web: Web, ask: Ask) -> Credentials:
    if site.code_login is None:
        return Credentials.of({one.key: ask(one.key) for one in site.info.login})
    key = site.info.key
    state, verifier = (Secret(secrets.token_urlsafe(48)) for _ in range(2))
    challenge = Challenge(state, verifier, f"{found.own.public_url}/oauth/{key}")
    page = site.code_login.authorize(found.sites[key], challenge)
    given = ask(f"{_GO.format(page=page)}{challenge.redirect}?...")
    back = parse_qs(urlsplit(given.strip()).query)
    if back.get("state") != [state.reveal()] or "code" not in back:
        raise NoWayIn("that is not the address which this login led back to")
    try:
        return await site.code_login.redeem(
            web, found.sites[key], challenge, Secret(back["code"][0])
        )
    except SiteError as error:
        raise NoWayIn(f"{site.info.name} did not take the code: {type(error).__name__}") from None


def _renewed(credentials: Credentials) -> Callable[..., Awaitable[Credentials]]:
    async def renew(ask: Callable[[Credentials], Awaitable[Credentials]]) -> Credentials:
        return await ask(credentials)

    return renew


async def _read(report: Report, site: Site[Any], session: SiteSession) -> None:
    ask, can = report.ask, site.info.can
    if await ask("login", session.check(), lambda _: "an employer's account") is None:
        return
    if Can.CREDITS in can:
        await ask("unused publications", session.credits(), lambda got: f"{len(got)} types")
    for name in site.info.dictionaries:
        await ask(f"list {name}", session.dictionary(name), lambda got: f"{len(got)} entries")
    await ask("own ads", session.ads(), lambda got: f"{len(got.items)} ads")
    if Can.APPLICATIONS not in can:
        return
    await ask("the newest response", session.newest(), lambda _: "read")
    page = await ask("responses", session.applications(None, None), _page)
    ref = _first_file(page.items) if page is not None else None
    if ref is not None and not site.info.tells_viewed:  # else its candidate might learn of it
        await ask("a resume's file", session.file(ref), _file)


def _page(page: Page) -> str:
    return f"{len(page.items)} on the first page, {len(page.broken)} can't be read"


def _file(found: RemoteFile | None) -> str:
    return "gone" if found is None else f"{found.mime}, {len(found.content)} bytes"


def _first_file(items: Sequence[RemoteApplication]) -> FileRef | None:
    return next((one.resume for one in items if one.resume is not None), None)


class _Turns:
    """ports.Limits for one process that asks a little."""

    def __init__(self, clock: Clock, rules: Rules) -> None:
        self._clock, self._rules, self._windows = clock, rules, dict[str, Window]()

    async def acquire(self, *keys: str, within: timedelta | None = None) -> timedelta:
        now = self._clock.now()
        held = [(self._windows.get(key, Window(now)), rates_of(self._rules, key)) for key in keys]
        moment, windows = reserve(held, now)
        if within is None or moment - now <= within:
            self._windows.update(zip(keys, windows, strict=True))
        return moment - now

    async def halt(self, key: str, until: datetime) -> None:
        now = self._clock.now()
        self._windows[key] = self._windows.get(key, Window(now)).halted(until)
