"""What may be asked of Robota.ua, and as whom; pure."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from urllib.parse import urlsplit

from bot.domain.secret import Credentials
from sites.kit.answer import Answer
from sites.kit.lenient import integer

# An allow-list: /resume/open/{id} and /resume/{id}/contacts/visibility spend paid contact
# openings, /apply/view marks a response as seen on the site (R16), /apply/folder moves it (R24);
# none can be asked for by mistake.
PATHS = tuple(
    re.compile(path)
    for path in (
        r"/vacancy/add",
        r"/vacancy/list",
        r"/vacancy/get/\d+",
        r"/vacancy/state/\d+",
        r"/apply/list",
        r"/resume/\d+",
        r"/values/citylist",
        r"/api/service/tickets/[A-Za-z]+",
    )
)
FILES = (re.compile(r"/apply/getfile/\d+"),)
LOGIN = (re.compile(r"/Login"),)
CITIES = (re.compile(r"/dictionary/city"),)
ANY_FILE = (re.compile(r"/.*", re.S),)
HOSTS = ("robota.ua", "rabota.ua")
Patterns: TypeAlias = tuple[re.Pattern[str], ...]
PATIENCE = timedelta(seconds=20)
"""The site takes a request each two seconds, so that one waits for those of other accounts."""

NO_END = timedelta(minutes=45)
"""How long a token is trusted that does not say when it ends."""
EARLY = timedelta(hours=1)
"""So long before its end it is renewed."""

_JWT = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")
_TOKEN_NAMES = ("token", "access_token", "accessToken")


def tells_key(answer: Answer) -> bool:
    """Whether a 5xx is about one page that fails while others come (robota-ua.md section 6)."""
    return answer.status >= 500 and isinstance(answer.data, dict) and "key" in answer.data


def token_of(answer: Answer) -> str | None:
    """The JWT of an answer to a login: a JSON text, a bare text or a field; None: there is none."""
    data = answer.data
    if isinstance(data, dict):
        data = next((data[name] for name in _TOKEN_NAMES if data.get(name)), "")
    if not isinstance(data, str):
        data = answer.body.decode("utf-8", "replace")
    token = data.strip().strip('"').strip()
    return token if _JWT.fullmatch(token) else None


def ends(token: str) -> datetime | None:
    """When the token ends by its own word (R03: seven days); no other claim is read."""
    payload = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        seconds = integer(claims.get("exp")) if isinstance(claims, dict) else None
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (binascii.Error, ValueError, OverflowError, OSError):
        return None


def with_token(login: Mapping[str, str], token: str, now: datetime) -> Credentials:
    """What the account keeps: the login, the token, and from when on it is to be renewed."""
    end = ends(token) or now + NO_END
    early = min(EARLY, (end - now) / 2)
    return Credentials.of({**login, "token": token, "renew_at": (end - early).isoformat()})


def due(credentials: Credentials, now: datetime) -> bool:
    """Whether a new token is needed before anything is asked."""
    if "token" not in credentials or "renew_at" not in credentials:
        return True
    try:
        return datetime.fromisoformat(credentials["renew_at"].reveal()) <= now
    except (ValueError, TypeError):
        return True


def origin(address: str) -> str:
    """Scheme, host and port of an address; empty for what is none, or has a login in it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if not parts.hostname or "@" in parts.netloc or parts.scheme not in ("http", "https"):
        return ""
    host = f"{parts.scheme}://{parts.hostname.rstrip('.')}"
    return host if port is None else f"{host}:{port}"


def is_own(address: str, *configured: str) -> bool:
    """Whether a file may be fetched there: the site's own hosts, and those of the settings."""
    where = origin(address)
    if where and where in map(origin, configured):
        return True
    host = where.removeprefix("https://")
    return any(host == own or host.endswith(f".{own}") for own in HOSTS)
