"""An account's line to Robota.ua, with its token (robota-ua.md section 2)."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.domain.errors import (
    AuthExpired,
    ContractBroken,
    OutcomeUnknown,
    SiteError,
    SiteUnavailable,
    UserBlocked,
    WrongLogin,
)
from bot.domain.secret import Credentials
from sites.kit.answer import Answer
from sites.kit.http import Line, Rules, Web, cloudflare
from sites.kit.site import Opening, Renew
from sites.robota_ua import access
from sites.robota_ua.keys import KEY
from sites.robota_ua.settings import Settings


class Door:
    """Requests as one employer: the token is renewed when it is due, and once after a 401.

    R28: an API key instead of the login is not offered.
    """

    def __init__(self, opening: Opening[Settings]) -> None:
        self._web: Web = opening.web
        self._lock: asyncio.Lock = opening.lock
        self._renew: Renew = opening.renew
        self._credentials: Credentials = opening.credentials
        self._addresses = addresses = opening.settings
        self.login = opening.credentials["login"].reveal().strip()
        self.line = self._line(addresses.api_url, access.PATHS, access.FILES)
        self._auth = self._line(addresses.auth_url, access.LOGIN)
        self.public = self._line(addresses.dictionary_url, access.CITIES)
        self._carry()

    @property
    def kept(self) -> Credentials:
        """What the account keeps by now."""
        return self._credentials

    def _line(
        self,
        base: str,
        paths: access.Patterns,
        files: access.Patterns = (),
        challenged: Callable[[Answer], bool] = cloudflare,
    ) -> Line:
        # R25: no Origin is sent, and a challenge is never answered.
        rules = Rules(
            KEY,
            base,
            paths,
            files,
            access.HOSTS,
            patience=access.PATIENCE,
            tells=access.tells_key,
            challenged=challenged,
        )
        return Line(self._web, rules, {"Accept": "application/json"}, self._lock)

    def _carry(self) -> None:
        if "token" in self._credentials:
            bearer = f"Bearer {self._credentials['token'].reveal()}"
            self.line.headers["Authorization"] = bearer

    def files_at(self, address: str, *, signed: bool) -> Line:
        """A line to where a file lies; `signed`: the token goes there, and nowhere it leads."""
        base = access.origin(address)
        if not signed:  # a wall in front of photos says nothing of the API
            return self._line(base, (), access.ANY_FILE, lambda _: False)
        line = self._line(base, (), access.ANY_FILE)
        line.headers["Authorization"] = self.line.headers["Authorization"]
        return line

    def owns(self, address: str) -> bool:
        """Whether a file may be fetched there."""
        base = self._addresses
        return access.is_own(address, base.auth_url, base.api_url, base.dictionary_url)

    async def ask(self, send: Callable[[], Awaitable[Answer]]) -> Answer:
        """Raises: WrongLogin when the login is refused, AuthExpired when a fresh token is."""
        fresh = access.due(self._credentials, self._web.clock.now())
        if fresh:
            await self.enter()
        answer = await send()
        if answer.status == 401 and not fresh:
            await self.enter()
            answer = await send()
        if answer.status == 401:
            raise AuthExpired(KEY, "a fresh token is refused")
        return answer

    async def enter(self) -> None:
        """Get a token in place of the one that is held, or of none. Raises: WrongLogin."""
        self._credentials = await self._renew(self._log_in)
        self._carry()

    async def _log_in(self, present: Credentials) -> Credentials:
        """One request with the password; what refuses it is never asked again by itself (R01)."""
        login = {key: present[key].reveal() for key in ("login", "password")}
        body = {"username": login["login"].strip(), "password": login["password"], "remember": True}
        try:
            answer = await self._auth.write("POST", "/Login", json=body)
        except OutcomeUnknown as lost:  # a token that nobody got harms nobody
            raise SiteUnavailable(KEY, str(lost)) from None
        if answer.status in (204, 400, 401, 403):
            raise WrongLogin(KEY, f"status {answer.status}")
        if answer.status != 200:
            raise SiteUnavailable(KEY, f"POST /Login: status {answer.status}")
        token = access.token_of(answer)
        if token is None:
            raise WrongLogin(KEY, "no token came")
        return access.with_token(login, token, self._web.clock.now())


def refused(answer: Answer, what: str) -> SiteError:
    """What a status means wherever nothing more special is known (robota-ua.md section 10)."""
    if answer.status >= 500:
        return SiteUnavailable(KEY, f"{what}: status {answer.status}")
    if answer.status == 403:
        return UserBlocked(KEY, what)
    return ContractBroken(KEY, f"{what}: status {answer.status}")
