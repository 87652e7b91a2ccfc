"""Group chats of a team: who linked one, what it gets, and how much of a candidate it shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import (
    ChatLinkId,
    DeedId,
    GroupTokenId,
    MemberId,
    VacancyId,
    WorkspaceId,
)
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Actor, ChatKind, ChatLink, Right

TITLE_MOST = 128
MUTE_MOST = timedelta(days=7)
_SPAN = re.compile(r"(\d{1,4})\s*(m|min|хв|мин|h|год|ч|d|д)", re.I)
_UNITS = {"m": "minutes", "х": "minutes", "м": "minutes", "d": "days", "д": "days"}


class Standing(StrEnum):
    """How far the linking of a group has come."""

    ASKED = "asked"
    """It waits to be confirmed and gets nothing."""
    LINKED = "linked"
    UNLINKED = "unlinked"


class Covers(StrEnum):
    """Which vacancies' candidates come to a group."""

    ALL = "all"
    OWN = "own"
    """Those of the member who linked it."""
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Group:
    """What the link of a group knows besides where it is; kept in `ChatLink.settings`."""

    title: str
    linked_by: MemberId
    standing: Standing = Standing.ASKED
    covers: Covers = Covers.OWN
    vacancies: frozenset[VacancyId] = frozenset()
    """Those chosen; meant only where `covers` is CHOSEN."""
    full: bool = False
    """Cards with contacts and file; else masked."""
    until: datetime | None = None
    """Before which it must be confirmed."""
    muted_until: datetime | None = None

    @classmethod
    def of(cls, link: ChatLink) -> "Group":
        """Read it from the link of a group."""
        kept = link.settings
        chosen = kept.get("vacancies", "").split()
        return cls(
            kept.get("title", ""),
            MemberId(int(kept.get("linked_by", "0"))),
            Standing(kept.get("standing", Standing.UNLINKED)),
            Covers(kept.get("covers", Covers.OWN)),
            frozenset(VacancyId(int(one)) for one in chosen),
            kept.get("full") == "yes",
            _moment(kept.get("until")),
            _moment(kept.get("muted_until")),
        )

    def on(self, link: ChatLink) -> ChatLink:
        """The link with this in its settings."""
        kept = {
            "title": self.title[:TITLE_MOST],
            "linked_by": str(self.linked_by),
            "standing": self.standing.value,
            "covers": self.covers.value,
            "vacancies": " ".join(str(one) for one in sorted(self.vacancies)),
            "full": "yes" if self.full else "",
            "until": self.until.isoformat() if self.until else "",
            "muted_until": self.muted_until.isoformat() if self.muted_until else "",
        }
        kept = {**link.settings, **kept}  # with what else it knows: when it is quiet
        return replace(link, settings={key: value for key, value in kept.items() if value})

    @property
    def linked(self) -> bool:
        """Whether it was confirmed and not unlinked since."""
        return self.standing is Standing.LINKED

    def waits(self, now: datetime) -> bool:
        """Whether it can still be confirmed."""
        return self.standing is Standing.ASKED and self.until is not None and now < self.until

    def wants(self, vacancy: Vacancy) -> bool:
        """Whether the vacancy's candidates come here."""
        if not self.linked:
            return False
        if self.covers is Covers.CHOSEN:
            return vacancy.id in self.vacancies
        return self.covers is Covers.ALL or vacancy.owner_id == self.linked_by

    def starts(self, moment: datetime) -> datetime:
        """When a card that is due at `moment` may come: a muted group gets it afterwards."""
        return max(moment, self.muted_until or moment)

    def managed_by(self, actor: Actor) -> bool:
        """Those who run the team manage every group, others those that they linked."""
        mine = self.linked_by == actor.member_id
        return actor.may(Right.MANAGE_TEAM) or (mine and actor.may(Right.LINK_GROUPS))


def is_linked_group(link: ChatLink) -> bool:
    """Whether the link is that of a group which gets cards."""
    return link.kind is ChatKind.GROUP and Group.of(link).linked


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept).astimezone(UTC) if kept else None


def mute_span(words: Sequence[str]) -> timedelta | None:
    """`2h`, `30 хв`, `1d`; None for what is no such time, or longer than a week."""
    found = _SPAN.fullmatch(" ".join(words).strip().rstrip("."))
    if found is None:
        return None
    unit = _UNITS.get(found[2][0].lower(), "hours")
    span = timedelta(**{unit: int(found[1])})
    return span if timedelta() < span <= MUTE_MOST else None


@dataclass(frozen=True, slots=True)
class GroupToken:
    """What a `startgroup` link carries: good for one group, a short time; only its HMAC is kept."""

    id: GroupTokenId
    workspace_id: WorkspaceId
    token_hmac: str
    asked_by: MemberId
    vacancy_id: VacancyId | None
    """Whose candidates are to come; None: as many as the member may have."""
    expires_at: datetime
    used: bool = False


class Did(StrEnum):
    """What is remembered of who looked at whom."""

    CONTACT = "contact"
    """Saw a candidate's contacts in a popup; subject: the application."""
    RESUME = "resume"
    """Had a candidate's whole card sent; subject: the application."""
    JOINED = "joined"
    """Said that two applications are one person's; subject: the newer application."""
    PARTED = "parted"
    """Said that they are two people's; subject: the newer application."""
    FULL_CARDS = "full_cards"
    """Let a group see whole cards; subject: its link."""
    TAKEN = "taken"
    """Took an application, the subject of this and of all that follow."""
    MOVED = "moved"
    """Moved it to a stage; detail: which."""
    ASSIGNED = "assigned"
    """Gave it to a member; detail: whose id, empty for nobody."""
    LATER = "later"
    """Put it off; detail: until when, ISO."""
    UNDONE = "undone"
    """Took back what they had just done; detail: what."""
    NOTED = "noted"
    """Wrote a note; detail: its id."""
    SHARED = "shared"
    """Showed it in another chat; detail: the link of that."""
    TOLD = "told"
    """Had its site tell the candidate something; detail: what kind of thing."""
    HEARD = "heard"
    """Said that they had told the candidate what was decided."""
    BARRED = "barred"
    UNBARRED = "unbarred"
    ERASED = "erased"
    """Let somebody go; detail: the erasure. Of a whole vacancy: that is the subject."""
    EXPORTED = "exported"
    """Took a file of a vacancy, or of an application; detail: which of the two."""
    PROLONGED = "prolonged"
    """Said that the candidates of a vacancy agree to stay."""


LOOKS = (Did.CONTACT, Did.RESUME, Did.EXPORTED)
"""By which somebody saw contacts."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit: ids only."""

    id: DeedId
    workspace_id: WorkspaceId
    member_id: MemberId
    did: Did
    subject_id: int
    at: datetime
    chat_link_id: ChatLinkId | None = None
    """The group it was done in."""
    detail: str = ""
    """A word of ours, an id, a moment: nothing about a person."""
