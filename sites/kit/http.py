"""HTTP to job sites: one client, one line an account, one table from status to error.

Retries happen here alone and only where a repeat is safe: GETs. A write whose answer is lost is
OutcomeUnknown and is never sent again. Errors name method, path and what went wrong, never query,
body or headers: those hold passwords, phones and résumés.
"""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp

from bot.domain.errors import (
    AutomationRefused,
    ContractBroken,
    OutcomeUnknown,
    SiteCrowded,
    SiteError,
    SiteUnavailable,
)
from bot.domain.paces import Paces
from bot.ports import Clock, Limits
from sites.kit.answer import Answer, TooBig, foreign_page, read, walled_file, wreck
from sites.kit.urls import joined, origin
from sites.kit.watched import Watched

Pairs = Sequence[tuple[str, str]]

RETRIES = 2
_TIMEOUT_SECONDS, _FILE_SECONDS = 30.0, 60.0
_TIMEOUT_LEAST = 5.0  # a greater PACE does not make the machine or its network faster
_CHALLENGE_MINUTES = 30
_CHALLENGE_STATUSES = (200, 403, 429, 503)
_HOPS = 3


class ForbiddenPath(RuntimeError):
    """The plug-in asked for a path that stands on no allow-list: a mistake of ours."""


class _NotSent(Exception):
    """No connection: the request never left."""


class _Lost(Exception):
    """The request left, its answer did not come."""


def timeout_of(paces: Paces, *, file: bool) -> aiohttp.ClientTimeout:
    """How long an answer may take, or a file."""
    given = paces.of(seconds=_FILE_SECONDS if file else _TIMEOUT_SECONDS).total_seconds()
    seconds = max(_TIMEOUT_LEAST, given)
    return aiohttp.ClientTimeout(total=seconds, sock_connect=min(10.0, seconds))


def _never(_answer: Answer) -> bool:
    return False


def _walled(answer: Answer) -> bool:
    return answer.status in (401, 403) and answer.wall


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows: `paths` to ask and `files` to fetch (whole matches) under `base`.

    `hosts` are the site's own domains with their subdomains: files come from there too, any
    path, over https only and without credentials.
    """

    site: str
    base: str
    paths: tuple[re.Pattern[str], ...]
    files: tuple[re.Pattern[str], ...] = ()
    hosts: tuple[str, ...] = ()
    pause: timedelta = timedelta(seconds=60)
    """How long to wait after a 429 that does not say."""
    patience: timedelta = timedelta(seconds=2)
    """The longest wait for a place among the site's requests."""
    tells: Callable[[Answer], bool] = _never
    """Whether a 5xx is the site's own word about this very request: read, not repeated."""
    challenged: Callable[[Answer], bool] = _walled
    """Whether an answer says that programs are refused."""
    told: Callable[[Answer], bool] = lambda _: False
    """Whether the plug-in reads an answer itself though its status means one thing elsewhere."""


def cloudflare(answer: Answer) -> bool:
    """`Rules.challenged` of a site behind Cloudflare."""
    return answer.status in _CHALLENGE_STATUSES and answer.challenge


class Web:
    """The process's HTTP client; wiring enters it once. Cookies are never kept."""

    def __init__(self, *, clock: Clock, limits: Limits, paces: Paces, contact_email: str) -> None:
        self.clock, self.limits, self.paces = clock, limits, paces
        self.refused: dict[str, datetime] = {}
        """By site, until when it refuses programs: it is not asked before."""
        self.contact_email = contact_email
        self.hears: Callable[[str, Answer], None] | None = None
        """Gets each answer beside who asked, with the path; for `vidhuk probe`."""
        self.watched = Watched()
        self._agent = f"vidhuk ({contact_email})" if contact_email else "vidhuk"
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._agent},
            middlewares=(_sent_once,),
            timeout=timeout_of(self.paces, file=False),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def timeout(self, *, file: bool) -> aiohttp.ClientTimeout:
        """How long is waited for what was asked for."""
        return timeout_of(self.paces, file=True) if file else self.session.timeout

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open client. Raises: RuntimeError before it was entered."""
        if self._session is None:
            raise RuntimeError("the HTTP client is not open")
        return self._session


async def _sent_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from sending again by itself.

    Its client repeats a PUT once when the connection breaks, which could write a publication off
    twice; it does so only for the exceptions that are renamed here.
    """
    try:
        return await handler(request)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as never:
        raise _NotSent(type(never).__name__) from None
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as lost:
        raise _Lost(type(lost).__name__) from None


@dataclass(frozen=True, slots=True)
class _Body:
    """What goes with a request."""

    params: Pairs = ()
    form: Pairs | None = None
    json: Any = None
    file: bool = False
    """What comes back is one."""


class Line:
    """One account's line to its site: paced, one request at a time.

    `headers` go with every request to the API's own host.
    """

    def __init__(
        self, web: Web, rules: Rules, headers: Mapping[str, str], lock: asyncio.Lock
    ) -> None:
        self._web, self.rules, self.headers, self._lock = web, rules, dict(headers), lock

    async def get(self, path: str, params: Pairs = (), *, once: bool = False) -> Answer:
        """Ask; a 200 is sure to hold JSON. Repeated a few times when the site is away.

        With `once` there is no repeat, and a 429 is the caller's to read: for trying a password.
        Raises: SiteUnavailable, AutomationRefused, ContractBroken.
        """
        return await self._read("GET", path, _Body(params=params), once=once)

    async def post(
        self, path: str, json: Any = None, *, params: Pairs = (), once: bool = False
    ) -> Answer:
        """As `get`, for what a site only tells in answer to a POST; `json` is the body."""
        return await self._read("POST", path, _Body(params=params, json=json), once=once)

    async def _read(self, method: str, path: str, body: _Body, *, once: bool) -> Answer:
        self._allowed(path)
        place, tries = f"{method} {path}", 1 if once else 1 + RETRIES
        for attempt in range(tries):
            if attempt:
                await self._rest(attempt)
            answer, trouble = await self._try(method, self.rules.base + path, body)
            if answer is not None and (trouble is None or self._is_said(answer)):
                if once and answer.status == 429 and not self.rules.challenged(answer):
                    return answer
                refusal = await self._refusal(answer, place)
                if refusal is not None:
                    raise refusal
                return answer
        raise SiteUnavailable(self.rules.site, f"{place}: {trouble}")

    def _is_said(self, answer: Answer) -> bool:
        return self.rules.challenged(answer) or self.rules.tells(answer)

    async def _try(self, method: str, url: str, body: _Body) -> tuple[Answer | None, str | None]:
        try:
            answer = await self._once(method, url, body)
        except (_NotSent, _Lost, TooBig) as trouble:
            return None, f"{type(trouble).__name__.strip('_')} {trouble}"
        return answer, wreck(answer)

    async def write(
        self,
        method: str,
        path: str,
        form: Pairs | None = None,
        *,
        json: Any = None,
        params: Pairs = (),
    ) -> Answer:
        """Send a form or JSON (None: an empty body), once. Statuses under 500 are the caller's.

        Raises: OutcomeUnknown when it may have had its effect; SiteUnavailable, AutomationRefused,
        ContractBroken when it surely had none.
        """
        self._allowed(path)
        place = f"{method} {path}"
        try:
            body = _Body(params=params, form=form, json=json)
            answer = await self._once(method, self.rules.base + path, body)
        except _NotSent as never:
            raise SiteUnavailable(self.rules.site, f"{place}: {never}") from None
        except (_Lost, TooBig) as lost:
            raise OutcomeUnknown(self.rules.site, f"{place}: {lost}") from None
        refusal = await self._refusal(answer, place)
        if refusal is not None:
            raise refusal
        if answer.status >= 500 or 300 <= answer.status < 400 or foreign_page(answer):
            raise OutcomeUnknown(self.rules.site, f"{place}: status {answer.status}")
        return answer

    async def download(self, address: str, missing: Collection[int] = ()) -> Answer:
        """Fetch a file by the site's path or whole address; redirects only within the site.

        Statuses in `missing` say that there is none, whatever they mean elsewhere.

        The account's credentials go to the API's own host alone (work-ua.md A23).
        Raises: ContractBroken for an address that is not the site's or a file that is too big,
        SiteUnavailable, AutomationRefused.
        """
        url, trouble = joined(f"{self.rules.base}/", address), ""
        for attempt in range(1 + RETRIES):
            if attempt:
                await self._rest(attempt)
            try:
                answer = await self._follow(url)
            except (_NotSent, _Lost) as lost:
                trouble = str(lost)
                continue
            except TooBig:
                raise ContractBroken(self.rules.site, "a file is too big") from None
            if answer.status in missing and not self.rules.challenged(answer):
                return answer
            refusal = await self._refusal(answer, "GET file")
            if refusal is not None:
                raise refusal
            if answer.status < 500 and not walled_file(answer):
                return answer
            trouble = "a web page" if answer.status < 500 else f"status {answer.status}"
        raise SiteUnavailable(self.rules.site, f"GET file: {trouble}")

    async def _follow(self, url: str) -> Answer:
        for _ in range(_HOPS):
            if not self.owns(url):
                raise ContractBroken(self.rules.site, "a file address is not the site's own")
            answer = await self._once("GET", url, _Body(file=True), own=self._at_base(url))
            target = answer.headers.get("Location")
            if answer.status not in (301, 302, 303, 307, 308) or target is None:
                return answer
            url = joined(url, target)
        raise ContractBroken(self.rules.site, "a file address redirects without end")

    def owns(self, url: str) -> bool:
        """Whether a file may be fetched from there (design.md 12)."""
        if self._at_base(url):
            path = urlsplit(url).path.removeprefix(urlsplit(self.rules.base).path)
            return any(pattern.fullmatch(path) for pattern in self.rules.files)
        return self._at_hosts(url)

    def leads(self, url: str) -> bool:
        """Whether a person may be sent there: a page of the API's own host, or of the site's."""
        return self._at_base(url) or self._at_hosts(url)

    def _at_hosts(self, url: str) -> bool:
        scheme, host, port = origin(url)
        if scheme != "https" or port != 443:
            return False
        return any(host == own or host.endswith(f".{own}") for own in self.rules.hosts)

    def _at_base(self, url: str) -> bool:
        return origin(url) == origin(self.rules.base)

    def _allowed(self, path: str) -> None:
        if not any(pattern.fullmatch(path) for pattern in self.rules.paths):
            raise ForbiddenPath(path)

    async def _rest(self, attempt: int) -> None:
        pause = self._web.paces.of(seconds=2 ** (attempt - 1))
        await self._web.clock.sleep(pause * random.uniform(0.5, 1.0))  # nosec B311 # a pause

    async def _once(self, method: str, url: str, body: _Body, *, own: bool = True) -> Answer:
        async with self._lock:
            await self._turn()
            request = self._web.watched.begins(self.rules.site)
            try:
                async with self._web.session.request(
                    method,
                    url,
                    params=list(body.params),
                    data=None if body.form is None else aiohttp.FormData(list(body.form)),
                    json=body.json,
                    headers=self.headers if own else None,
                    allow_redirects=False,
                    timeout=self._web.timeout(file=body.file),
                ) as response:
                    answer = replace(await read(response), own=own)
                request.answered(answer, refused=self.rules.challenged(answer))
            except (aiohttp.ClientError, TimeoutError) as lost:
                raise _Lost(type(lost).__name__) from None
            finally:
                request.ends()
        if self._web.hears is not None:
            self._web.hears(url.removeprefix(self.rules.base), answer)
        return answer

    async def _turn(self) -> None:
        """Wait for a place among the site's requests; a long wait is the job's, not the worker's.

        Raises: SitePaused, SiteCrowded with how long, AutomationRefused; nothing was sent.
        """
        await self._web.watched.require_going(self.rules.site)
        until = self._web.refused.get(self.rules.site)
        if until is not None and self._web.clock.now() < until:
            raise AutomationRefused(self.rules.site, until, "asked in vain a while ago")
        patience = self._web.paces.of(seconds=self.rules.patience.total_seconds())
        wait = await self._web.limits.acquire(f"site:{self.rules.site}", within=patience)
        if wait > patience:
            raise SiteCrowded(self.rules.site, "its limit is used up", retry_after=wait)
        if wait > timedelta(0):
            await self._web.clock.sleep(wait)

    async def _refusal(self, answer: Answer, place: str) -> SiteError | None:
        """The error of a status that means the same on every site; the request had no effect."""
        if self.rules.challenged(answer):
            return self._challenged(answer, place)
        kind = _REFUSALS.get(answer.status)
        if kind is None or self.rules.told(answer):
            return None
        return await kind(self, answer, place)

    async def _too_many(self, answer: Answer, place: str) -> SiteError:
        seconds = answer.retry_after or self.rules.pause.total_seconds()
        pause = self._web.paces.of(seconds=seconds)
        if answer.own:
            await self._web.limits.halt(f"site:{self.rules.site}", self._web.clock.now() + pause)
        return SiteUnavailable(self.rules.site, f"{place}: status 429", retry_after=pause)

    def _challenged(self, answer: Answer, place: str) -> SiteError:
        """It is this machine that is refused, whatever the account: nobody asks for a while."""
        until = self._web.clock.now() + self._web.paces.of(minutes=_CHALLENGE_MINUTES)
        self._web.refused[self.rules.site] = until
        return AutomationRefused(self.rules.site, until, f"{place}: a web page, {answer.status}")

    async def _not_there(self, answer: Answer, place: str) -> SiteError:
        return ContractBroken(self.rules.site, f"{place}: status {answer.status}")


_Refuse = Callable[[Line, Answer, str], Awaitable[SiteError]]

_REFUSALS: Mapping[int, _Refuse] = {
    405: Line._not_there,
    411: Line._not_there,
    413: Line._not_there,
    414: Line._not_there,
    415: Line._not_there,
    429: Line._too_many,
    501: Line._not_there,
}
