"""OAuth (headhunter.md 2.1 to 2.3): the login page, the first pair of tokens, the next ones."""

import asyncio
import base64
import hashlib
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.domain.errors import (
    AuthExpired,
    ContractBroken,
    OutcomeUnknown,
    SiteError,
    SiteUnavailable,
)
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Challenge
from sites.headhunter.access import PATHS, agent, errors
from sites.headhunter.keys import ACCESS, EXPIRES, KEY, REFRESH
from sites.headhunter.settings import Settings
from sites.kit.answer import Answer
from sites.kit.http import Line, Pairs, Rules, Web
from sites.kit.lenient import integer, text

_A_WHILE = timedelta(hours=1)


def authorize(app: Settings, challenge: Challenge) -> str:
    """The login page for an employer, whoever is logged in at the site (2.1).

    H01: the page of another country is a setting. H21: `state` goes as it is, letters and digits.
    """
    digest = hashlib.sha256(challenge.verifier.reveal().encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": app.client_id,
        "state": challenge.state.reveal(),
        "redirect_uri": challenge.redirect,
        "role": "employer",
        "force_role": "true",
        "force_login": "true",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{app.authorize_url}?{urlencode(asked)}"


async def redeem(web: Web, app: Settings, challenge: Challenge, code: Secret) -> Credentials:
    """The first pair for a code. Sent once: a code is spent whatever comes of it (I#839).

    Raises: AuthExpired for a code that is old, used or not for us, SiteUnavailable,
    ContractBroken when the application itself is refused.
    """
    form = [
        ("grant_type", "authorization_code"),
        ("client_id", app.client_id),
        ("client_secret", app.client_secret.get_secret_value()),
        ("code", code.reveal()),
        ("redirect_uri", challenge.redirect),
        ("code_verifier", challenge.verifier.reveal()),
    ]
    answer = await _asked(web, app.api_url, form, asyncio.Lock())
    pair = _pair(answer, web)
    if pair is None:
        raise classify(answer)
    return Credentials(pair)


async def renewed(web: Web, base: str, present: Credentials, lock: asyncio.Lock) -> Credentials:
    """The next pair for one that has run out; each refresh token works once.

    A site that says it is too early keeps the old one good: it is asked again in a while.
    Raises: AuthExpired, SiteUnavailable, ContractBroken.
    """
    form = [("grant_type", "refresh_token"), ("refresh_token", present[REFRESH].reveal())]
    answer = await _asked(web, base, form, lock)
    pair = _pair(answer, web)
    if pair is not None:
        return Credentials({key: present[key] for key in present if key != EXPIRES} | pair)
    if _described(answer) == "token not expired":
        later = web.clock.now() + web.paces.of(seconds=_A_WHILE.total_seconds())
        return Credentials({**present, EXPIRES: Secret(later.isoformat())})
    raise classify(answer)


def due(credentials: Credentials, now: datetime) -> bool:
    """Whether the token's time is over by our own clock; before it a renewal is refused."""
    stored = credentials.get(EXPIRES)
    return stored is not None and datetime.fromisoformat(stored.reveal()) <= now


async def _asked(web: Web, base: str, form: Pairs, lock: asyncio.Lock) -> Answer:
    """One token call; an answer that was lost may have cost the pair: the next call tells."""
    name = agent(web.contact_email)
    headers = {"HH-User-Agent": name, "User-Agent": name, "Accept": "application/json"}
    line = Line(web, Rules(KEY, base, PATHS), headers, lock)
    try:
        return await line.write("POST", "/token", form)
    except OutcomeUnknown as lost:
        raise SiteUnavailable(KEY, f"POST /token: {lost}") from None


def _pair(answer: Answer, web: Web) -> dict[str, Secret] | None:
    """One that does not say how long it lives is renewed when the site says that it has run out."""
    data = answer.data
    if answer.status != 200 or not isinstance(data, dict):
        return None
    access, refresh = text(data.get(ACCESS)), text(data.get(REFRESH))
    seconds = integer(data.get("expires_in"))
    if access is None or refresh is None:
        return None
    found = {ACCESS: access, REFRESH: refresh}
    if seconds is not None:
        found[EXPIRES] = (web.clock.now() + web.paces.of(seconds=seconds)).isoformat()
    return {key: Secret(value) for key, value in found.items()}


_OURS = ("invalid_client", "forbidden", "unsupported_grant_type", "unauthorized_client")
_OUR_WORDS = ("account not found", "bad redirect url")
"""The application is wrong, no person: the operators are told."""


def classify(answer: Answer) -> SiteError:
    """What a refusal of the token call means (2.3); it has the shape of RFC 6749."""
    if any(one.get("type") == "bad_user_agent" for one in errors(answer)):
        return ContractBroken(KEY, "POST /token: bad_user_agent, look at CONTACT_EMAIL")
    data: Any = answer.data
    error = data.get("error") if isinstance(data, dict) else None
    if answer.status != 400 or not isinstance(error, str):
        return SiteUnavailable(KEY, f"POST /token: status {answer.status}")
    said = _described(answer)
    if error in _OURS or said in _OUR_WORDS:
        return ContractBroken(KEY, f"POST /token: {error}, {said}")
    return AuthExpired(KEY, f"POST /token: {error}, {said}")


def _described(answer: Answer) -> str:
    data = answer.data
    return (text(data.get("error_description")) or "") if isinstance(data, dict) else ""
