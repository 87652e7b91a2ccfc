"""What may be asked of HeadHunter, and what its refusals mean (headhunter.md 1.6, 2.3); pure."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.domain.errors import (
    AccessNotBought,
    AuthExpired,
    ContractBroken,
    ProofNeeded,
    SiteError,
    UserBlocked,
)
from sites.headhunter.keys import KEY
from sites.kit.answer import Answer
from sites.kit.lenient import text

MOVES = re.compile(r"/negotiations/[a-z_][\w-]*/\d+")
"""What an action of a response may ask for; who never responded can't be invited by it."""
TEMPLATES = re.compile(r"/message_templates/\w+")
# An allow-list: the search in resumes, contacts that cost and invitations of people who have not
# responded stand nowhere in it.
PATHS = tuple(
    re.compile(path)
    for path in (
        r"/token",
        r"/me",
        r"/manager_accounts/mine",
        r"/dictionaries",
        r"/areas",
        r"/professional_roles",
        r"/vacancy_conditions",
        r"/employers/\d+/services/available_publications",
        r"/employers/\d+/vacancies/(?:active|archived)",
        r"/employers/\d+/vacancies/archived/\d+",
        r"/vacancies",
        r"/vacancies/\d+",
        r"/vacancies/\d+/(?:stats|prolongate)",
        r"/vacancies/drafts",
        r"/vacancies/drafts/\d+",
        r"/negotiations",
        r"/negotiations/(?:read|\d+|\d+/messages)",
        r"/negotiations/[a-z_][\w-]*",
        MOVES.pattern,
        TEMPLATES.pattern,
        r"/resumes/\w+",
        r"/common/chats/[\w-]+/messages",
        r"/webhook/subscriptions",
        r"/webhook/subscriptions/\w+",
    )
)
# Where a file lies is the site's affair, its path changes (6.5): a name with a file's ending.
FILES = (re.compile(r"/.+\.(?:pdf|rtf|docx?|txt|jpe?g|png|gif|webp)", re.I | re.S),)
HOSTS = (
    "hh.ru",
    "hhcdn.ru",
    "hh.kz",
    "hh.uz",
    "rabota.by",
    "hh1.az",
    "headhunter.ge",
    "headhunter.kg",
)
PAID = "with_contact"


def asked(path: str) -> bool:
    """Whether a path that the site has named is one that we ask for."""
    return any(known.fullmatch(path) for known in PATHS)


def costs(address: str) -> bool:
    """Whether an address opens contacts for money (headhunter.md 6.5): it is never asked for."""
    return PAID in dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))


def agent(contact_email: str) -> str:
    """Who we are, in the form that the site wants (1.2); H20: no library's name is taken."""
    return f"vidhuk/1.0 ({contact_email})"


def errors(answer: Answer) -> list[Mapping[str, Any]]:
    """errors[] of a refusal; one that stands bare (1.7) counts as a list of one."""
    data = answer.data
    if not isinstance(data, dict):
        return []
    found = data.get("errors")
    listed = found if isinstance(found, list) else [data]
    return [one for one in listed if isinstance(one, dict) and one.get("type")]


def says(answer: Answer, value: str, kind: str | None = None) -> bool:
    """Whether one of the errors is this one."""
    return any(
        one.get("value") == value and kind in (None, one.get("type")) for one in errors(answer)
    )


def expired(answer: Answer) -> bool:
    """Whether the token only has to be renewed; it is 403, a 401 would mean the same."""
    return answer.status in (401, 403) and says(answer, "token_expired")


def not_ours(answer: Answer) -> bool:
    """Whether what was asked for is not there, or not for this manager to see (1.6)."""
    found = errors(answer)
    forbidden = all(
        one.get("type") == "forbidden" and one.get("value") in (None, "forbidden") for one in found
    )
    return answer.status == 404 or (answer.status == 403 and bool(found) and forbidden)


def counted(answer: Answer) -> bool:
    """Whether a 429 speaks of a day's limit, not of too many requests (1.7)."""
    limits = ("view_limit_exceeded", "vacancy_draft_limit_exceeded")
    return answer.status == 429 and any(says(answer, one) for one in limits)


_LOGIN_LOST = {
    "bad_authorization",
    "token_expired",
    "token_revoked",
    "user_auth_expected",
    "application_auth_expected",
    "no_scope",
    "manager_extra_account_not_found",
}
_BLOCKED = {"used_manager_account_forbidden", "employer_on_additional_check_restricted"}


def refusal(answer: Answer, what: str, *, back: str, leads: Callable[[str], bool]) -> SiteError:
    """What a refusal means wherever nothing more special is known.

    `back`: where a person goes after having proved to be one (`backurl`), and where one is sent
    whom the site would send elsewhere (`leads` tells that).
    """
    for one in errors(answer):
        value = text(one.get("value"))
        if value == "captcha_required":
            page = text(one.get("captcha_url")) or ""
            return ProofNeeded(KEY, _proof(page, back) if leads(page) else back)
        if value == "action_must_be_payed":
            return AccessNotBought(KEY, what)
        if value in _BLOCKED:
            return UserBlocked(KEY, f"{what}: {value}")
        if value in _LOGIN_LOST and answer.status in (401, 403):
            return AuthExpired(KEY, f"{what}: {value}")
    if answer.status == 401:
        return AuthExpired(KEY, what)
    said = ", ".join(f"{one.get('type')}/{one.get('value')}" for one in errors(answer))
    request = answer.headers.get("X-Request-Id", "")  # what the site's support asks for
    return ContractBroken(KEY, f"{what}: status {answer.status} {said} {request}".strip())


def _proof(url: str, back: str) -> str:
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), ("backurl", back)])
    return parts._replace(query=query).geturl()
