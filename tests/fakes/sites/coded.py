"""A small job site in memory whose people log in on its own page, and which calls."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from bot.domain.errors import AuthExpired
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Can, Challenge, Happened, Heard, RemoteApplication
from bot.ports import Clock
from tests.fakes.sites.world import INFO, FakeSite

CODED = replace(
    INFO,
    key="coded",
    name="Coded",
    login=(),
    can=frozenset(Can) - {Can.GLANCE},
    by_code=True,
    optional=True,
    close_is_final=True,
    tells_viewed=True,
)


class CodedSite(FakeSite):
    """A site `by_code`. What a test does there beyond `FakeSite`: allow, revoke, call."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock, CODED)
        self.challenges: dict[str, Challenge] = {}
        self.tokens: dict[str, str] = {}
        """Whose each token is."""
        self.resumes: dict[str, Mapping[str, Any]] = {}
        """What only the resume of a response tells, by its remote id."""
        self.looked_at: list[str] = []
        """The responses whose candidates see that they were looked at."""
        self.limit_until: datetime | None = None
        """Until when no more resumes are given."""
        self._codes: dict[str, tuple[str, Challenge]] = {}

    def page(self, challenge: Challenge) -> str:
        state = challenge.state.reveal()
        self.challenges[state] = challenge
        back = quote(challenge.redirect, safe="")
        return f"https://coded.example/authorize?state={quote(state)}&redirect_uri={back}"

    def allow(self, address: str, login: str) -> dict[str, str]:
        """The person logs in on the page and clicks "allow": what the browser comes back with."""
        state = parse_qs(urlsplit(address).query)["state"][0]
        code = f"code-{next(self._numbers)}"
        self._codes[code] = (login, self.challenges[state])
        return {"state": state, "code": code}

    def redeem(self, challenge: Challenge, code: Secret) -> Credentials:
        trouble = self.enter("redeem")
        login, asked = self._codes.pop(code.reveal(), ("", challenge))
        if not login or asked != challenge:
            raise AuthExpired(self.info.key, "code")
        if trouble is not None:
            raise trouble.error
        token = f"token-{next(self._numbers)}"
        self.tokens[token] = login
        return Credentials.of({"token": token})

    def revoke(self, login: str) -> None:
        """The login's tokens are worth nothing from now on."""
        self.tokens = {token: one for token, one in self.tokens.items() if one != login}

    def left(self, credentials: Credentials) -> None:
        self.tokens.pop(credentials["token"].reveal(), None)

    def whose(self, credentials: Credentials) -> tuple[str, str]:
        token = credentials.get("token")
        login = self.tokens.get(token.reveal(), "") if token else ""
        employer = self.employers.get(login)
        return login, employer.password if employer else ""

    def call(
        self,
        kind: Happened,
        remote_id: str,
        ad: str | None = None,
        key: str | None = None,
        whose: str | None = None,
    ) -> bytes:
        """The body of a call."""
        said = {"key": key or f"event-{next(self._numbers)}", "kind": kind, "id": remote_id}
        return json.dumps({**said, "ad": ad, "whose": whose}).encode()

    def answer(self, remote_ad_id: str, **resume: Any) -> RemoteApplication:
        """A candidate answers an ad; `resume` is what the site's list does not tell."""
        response = self.respond(remote_ad_id)
        self.resumes[response.remote_id] = resume
        return response

    def opened_by(
        self, login: str, item: RemoteApplication, *, may_view: bool
    ) -> RemoteApplication:
        trouble = self.enter("whole")
        if trouble is not None:
            raise trouble.error
        if not may_view:
            return replace(item, unopened=True)
        if self.limit_until is not None and self.clock.now() < self.limit_until:
            return replace(item, held_until=self.limit_until)
        self.looked_at.append(item.remote_id)
        return replace(item, **self.resumes.get(item.remote_id, {}))

    def hear(self, body: bytes) -> Heard | None:
        return hear(body)


def hear(body: bytes) -> Heard | None:
    """`Site.hear` of the invented site."""
    try:
        said = json.loads(body)
        return Heard(said["key"], Happened(said["kind"]), said["id"], said["ad"], said["whose"])
    except (ValueError, KeyError, TypeError):
        return None
