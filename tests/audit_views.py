"""The list of who did what, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.audit import ABOUT, About, Matter
from bot.domain.group import ON_VACANCIES, Did
from bot.domain.handling import Stage
from bot.domain.ids import MemberId
from bot.domain.site_action import Kind
from bot.domain.views import View
from bot.domain.views.audit import AuditFile, AuditLine, AuditMatters, AuditMembers, AuditPage
from bot.domain.workspace import Role
from tests.views import INFO, NOW

_DETAILS = {
    Did.MOVED: Stage.HIRED,
    Did.TOLD: Kind.REJECT,
    Did.INVITED: Role.RECRUITER,
    Did.CAME: Role.ADMIN,
    Did.ROLE: Role.HIRING_MANAGER,
    Did.RETENTION: "12",
    **dict.fromkeys(ON_VACANCIES, "Олег <b>"),
    Did.AUDIT_TAKEN: "csv",
    Did.STOP_ERASED: "on",
    Did.FIRST_NOTICE: "off",
}
_MOST = 2**63 - 1


def audit_lines(text: str) -> list[AuditLine]:
    """One of each kind."""
    return [
        AuditLine(
            NOW,
            text,
            did,
            _DETAILS.get(did, ""),
            text if ABOUT[did] is not About.NOTHING else "",
            INFO.key if ABOUT[did] in (About.AD, About.ACCOUNT) else None,
            _MOST if ABOUT[did] is About.CANDIDATE else None,
        )
        for did in Did
    ]


def audit_views(text: str) -> Iterator[View]:
    lines = audit_lines(text)
    for start in range(0, len(lines), 10):
        yield AuditPage(lines[start : start + 10], 3, more=True)
    yield AuditPage([replace(lines[0], who="")], 0, False, Matter.CONTACTS, text)
    yield AuditPage([], 0, more=False)
    yield AuditMatters(None)
    yield AuditMatters(Matter.ADS)
    members = [(MemberId(_MOST - at), text) for at in range(16)]
    yield AuditMembers(members, members[3][0], 1, 3)
    yield AuditFile("csv", lines, left_out=True)
    yield AuditFile("xlsx", [])
