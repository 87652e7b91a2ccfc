"""Who did what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.audit import Matter
from bot.domain.group import Did
from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One deed."""

    at: datetime
    who: str
    did: Did
    detail: str = ""
    """A word of ours that says more."""
    title: str = ""
    """The vacancy's, the ad's, the account's, the member's or the group's, where it is there."""
    site: str | None = None
    """Of an ad or an account."""
    number: int | None = None
    """A candidate's."""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The newest first."""

    lines: Sequence[AuditLine]
    page: int
    more: bool
    matter: Matter | None = None
    who: str | None = None
    """Whose deeds alone; None: everybody's."""


@dataclass(frozen=True, slots=True)
class AuditMatters:
    """Of which kind."""

    chosen: Matter | None


@dataclass(frozen=True, slots=True)
class AuditMembers:
    """Whose; who has left is there too."""

    members: Sequence[tuple[MemberId, str]]
    chosen: MemberId | None
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class AuditFile:
    """The lines as a file."""

    form: str
    """csv or xlsx"""
    lines: Sequence[AuditLine]
    left_out: bool = False
    """There are more than a file takes."""


AuditView: TypeAlias = AuditPage | AuditMatters | AuditMembers | AuditFile
"""All of these that are drawn by themselves."""
