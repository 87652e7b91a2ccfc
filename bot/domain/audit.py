"""What the lines of the audit are about, and how its list is narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.group import ON_VACANCIES, Did
from bot.domain.ids import MemberId


class Matter(StrEnum):
    """Kinds of deeds, as an owner looks for them."""

    CONTACTS = "contacts"
    FILES = "files"
    SHARING = "sharing"
    CANDIDATES = "candidates"
    PERSONS = "persons"
    ADS = "ads"
    ACCOUNTS = "accounts"
    TEAM = "team"
    ERASURES = "erasures"
    SETTINGS = "settings"


class About(StrEnum):
    """Of what row the subject of a deed is the id."""

    CANDIDATE = "candidate"
    VACANCY = "vacancy"
    AD = "ad"
    ACCOUNT = "account"
    MEMBER = "member"
    GROUP = "group"
    NOTHING = "nothing"
    """The company itself, or what was gone the moment it was used."""


_BY_MATTER: Mapping[Matter, Mapping[Did, About]] = {
    Matter.CONTACTS: dict.fromkeys((Did.CONTACT, Did.RESUME), About.CANDIDATE),
    Matter.FILES: {Did.EXPORTED: About.CANDIDATE, Did.AUDIT_TAKEN: About.NOTHING},
    Matter.SHARING: {
        **dict.fromkeys((Did.SHARED, Did.SHARED_INLINE), About.CANDIDATE),
        **dict.fromkeys(
            (Did.FULL_CARDS, Did.BLIND, Did.GROUP_LINKED, Did.GROUP_UNLINKED), About.GROUP
        ),
    },
    Matter.CANDIDATES: dict.fromkeys(
        (
            *(Did.TAKEN, Did.MOVED, Did.ASSIGNED, Did.LATER, Did.UNDONE),
            *(Did.NOTED, Did.TOLD, Did.HEARD, Did.BARRED, Did.UNBARRED),
        ),
        About.CANDIDATE,
    ),
    Matter.PERSONS: dict.fromkeys((Did.JOINED, Did.PARTED), About.CANDIDATE),
    Matter.ADS: dict.fromkeys(
        (
            *(Did.AD_SAVE, Did.AD_PUBLISH, Did.AD_EDIT, Did.AD_CLOSE),
            *(Did.AD_PROLONG, Did.AD_DELETE, Did.AD_WITHDRAWN),
        ),
        About.AD,
    ),
    Matter.ACCOUNTS: dict.fromkeys((Did.CONNECTED, Did.RENEWED, Did.DISCONNECTED), About.ACCOUNT),
    Matter.TEAM: {
        **dict.fromkeys((Did.INVITED, Did.UNINVITED), About.NOTHING),
        **dict.fromkeys((Did.CAME, Did.ROLE, Did.REMOVED, Did.HANDED), About.MEMBER),
        **dict.fromkeys(ON_VACANCIES, About.VACANCY),
    },
    Matter.ERASURES: {Did.ERASED: About.CANDIDATE, Did.PROLONGED: About.VACANCY},
    Matter.SETTINGS: dict.fromkeys(
        (Did.NAMED, Did.TIME_ZONE, Did.RETENTION, Did.STOP_ERASED, Did.FIRST_NOTICE),
        About.NOTHING,
    ),
}
DEEDS: Mapping[Matter, frozenset[Did]] = {
    matter: frozenset(deeds) for matter, deeds in _BY_MATTER.items()
}
ABOUT: Mapping[Did, About] = {
    did: about for deeds in _BY_MATTER.values() for did, about in deeds.items()
}
"""Files and erasures may be of a whole vacancy too: then that is there under the subject's id."""


@dataclass(frozen=True, slots=True)
class AuditSieve:
    """What the list shows; None: all of them."""

    matter: Matter | None = None
    member_id: MemberId | None = None

    @property
    def deeds(self) -> frozenset[Did]:
        """Those that are wanted; empty: all."""
        return DEEDS[self.matter] if self.matter is not None else frozenset()
