"""One account's line: its token, renewed when it is due, and what the site's refusals mean."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.domain.errors import ContractBroken, DailyLimit, SiteError, SiteUnavailable
from bot.domain.secret import Credentials
from bot.domain.site import WORK_ACCOUNT
from sites.headhunter import login
from sites.headhunter.access import (
    FILES,
    HOSTS,
    PATHS,
    agent,
    costs,
    counted,
    expired,
    refusal,
    says,
)
from sites.headhunter.keys import ACCESS, KEY
from sites.kit.answer import Answer
from sites.kit.http import Line, Pairs, Rules
from sites.kit.site import Opening

_MOSCOW = timedelta(hours=3)


class Account:
    """What a session asks through. Every call may raise SiteUnavailable and AuthExpired."""

    def __init__(self, opening: Opening[Any], base: str, *, back: str) -> None:
        self._opening, self._base, self._back = opening, base, back
        self.web = opening.web
        self.credentials = opening.credentials
        rules = Rules(KEY, base, PATHS, FILES, HOSTS, told=counted)
        self._line = Line(opening.web, rules, self._headers(), opening.lock)

    def _headers(self) -> dict[str, str]:
        name = agent(self.web.contact_email)
        found = {
            "Authorization": f"Bearer {self.credentials[ACCESS].reveal()}",
            "HH-User-Agent": name,
            "User-Agent": name,
            "Accept": "application/json",
        }
        account = self.credentials.get(WORK_ACCOUNT)
        if account is not None:
            found["X-Manager-Account-Id"] = account.reveal()
        return found

    # -- asking ---------------------------------------------------------------------------------

    async def get(self, path: str, params: Pairs = ()) -> Answer:
        """Statuses other than 200 are the caller's to read."""
        return await self._sent(lambda: self._line.get(path, params))

    async def data(self, path: str, params: Pairs = ()) -> Any:
        """The JSON of a 200. Raises: what any other status means."""
        answer = await self.get(path, params)
        if answer.status != 200:
            raise self.refused(answer, f"GET {path}")
        return answer.data

    async def write(
        self,
        method: str,
        path: str,
        json: Any = None,
        *,
        form: Pairs | None = None,
        params: Pairs = (),
    ) -> Answer:
        """Once; only a token that has run out, so that nothing happened, is worth another."""
        return await self._sent(
            lambda: self._line.write(method, path, form, json=json, params=params)
        )

    async def download(self, address: str) -> Answer:
        """A file, never one that costs. Raises: ContractBroken for such."""
        if costs(address):
            raise ContractBroken(KEY, "a file that costs")
        return await self._sent(lambda: self._line.download(address))

    async def _sent(self, send: Callable[[], Awaitable[Answer]]) -> Answer:
        if login.due(self.credentials, self.web.clock.now()):
            await self._renew()
        answer = await send()
        if not expired(answer):
            return answer
        await self._renew()
        answer = await send()
        if expired(answer):  # the pair is kept: a renewal was refused as too early
            raise SiteUnavailable(KEY, "a token that has run out, and has not")
        return answer

    async def _renew(self) -> None:
        async def ask(present: Credentials) -> Credentials:
            return await login.renewed(self.web, self._base, present, self._opening.lock)

        self.credentials = await self._opening.renew(ask)
        self._line.headers.update(self._headers())

    # -- refusals ---------------------------------------------------------------------------------

    def refused(self, answer: Answer, what: str) -> SiteError:
        """What a refusal means wherever nothing more special is known."""
        if answer.status == 429 and says(answer, "view_limit_exceeded"):
            return DailyLimit(KEY, self.tomorrow())
        return refusal(answer, what, back=self._back, leads=self._line.leads)

    def tomorrow(self) -> datetime:
        """When a day's limit begins anew: H13, at midnight in Moscow."""
        now = self.web.clock.now()
        there = now + _MOSCOW
        midnight = there.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return now + self.web.paces.of(seconds=(midnight - there).total_seconds())

    def moment(self, answer: Answer) -> datetime:
        """The site's own present, by the answer's Date; else ours."""
        try:
            return parsedate_to_datetime(answer.headers["Date"])
        except (KeyError, ValueError):
            return self.web.clock.now()
