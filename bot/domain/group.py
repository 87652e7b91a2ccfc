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
_YES = "yes"
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
    topics: bool = False
    """Each vacancy has a topic of its own."""
    rightless: bool = False
    """The bot may not make topics any more, or there are none: who linked it was told."""
    blind: bool = False
    """Who a candidate is stays hidden until somebody takes them."""
    topic: str = ""
    """What the topic was called where it was linked; empty: it is not known, or there is none."""

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
            kept.get("full") == _YES,
            _moment(kept.get("until")),
            _moment(kept.get("muted_until")),
            kept.get("topics") == _YES,
            kept.get("rightless") == _YES,
            kept.get("blind") == _YES,
            kept.get("topic", ""),
        )

    def on(self, link: ChatLink) -> ChatLink:
        """The link with this in its settings."""
        kept = {
            "title": self.title[:TITLE_MOST],
            "linked_by": str(self.linked_by),
            "standing": self.standing.value,
            "covers": self.covers.value,
            "vacancies": " ".join(str(one) for one in sorted(self.vacancies)),
            "full": _YES if self.full else "",
            "topics": _YES if self.topics else "",
            "rightless": _YES if self.rightless else "",
            "blind": _YES if self.blind else "",
            "topic": self.topic[:TITLE_MOST],
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
        return self.covers is Covers.ALL or vacancy.is_of(self.linked_by)

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
    """What is remembered of who did what (`bot/domain/audit.py` says about what)."""

    CONTACT = "contact"
    """Saw a candidate's contacts in a popup; subject: the application."""
    RESUME = "resume"
    """Had a candidate's whole card sent; subject: the application."""
    JOINED = "joined"
    """Said that two applications are one person's; subject: the newer application."""
    PARTED = "parted"
    """Said that they are two people's; subject: the newer application."""
    FULL_CARDS = "full_cards"
    """Let a group see whole cards, or (detail: off) no more; subject: its link, as of the next."""
    BLIND = "blind"
    """Hid who candidates are until they are taken, or showed it again; detail: on or off."""
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
    GROUP_LINKED = "group_linked"
    """Let cards come to a group, the subject of this and the next: its link."""
    GROUP_UNLINKED = "group_unlinked"
    SHARED_INLINE = "shared_inline"
    """Sent a masked card into some chat of Telegram's; subject: the application."""
    INVITED = "invited"
    """Made a link into the team; subject: the invite, detail: the role."""
    UNINVITED = "uninvited"
    """Took such a link back that nobody had used; subject: the invite."""
    CAME = "came"
    """Joined the team; subject: the member, detail: the role."""
    ROLE = "role"
    """Gave a member, the subject of this and the next two, another role; detail: which."""
    REMOVED = "removed"
    """Took a member out of the team."""
    HANDED = "handed"
    """Made a member the owner in their own place."""
    WORKS_ON = "works_on"
    """Put a member into a vacancy's team; subject: the vacancy, detail: the member, as of these."""
    WORKS_OFF = "works_off"
    """Took a member out of it."""
    ANSWERS = "answers"
    """Made a member answer for it."""
    NAMED = "named"
    """Gave the company another name, or (the next) another time; subject: the workspace."""
    TIME_ZONE = "time_zone"
    RETENTION = "retention"
    """Chose how long candidates stay, as of the next two; detail: for how many months."""
    STOP_ERASED = "stop_erased"
    """Whether who was erased may come back; detail: on or off."""
    FIRST_NOTICE = "first_notice"
    """What candidates read first; detail: on, off, or the language of other words."""
    AD_SAVE = "ad_save"
    """Asked a site for it; subject: the publication, as of the next six."""
    AD_PUBLISH = "ad_publish"
    AD_EDIT = "ad_edit"
    AD_CLOSE = "ad_close"
    AD_PROLONG = "ad_prolong"
    AD_DELETE = "ad_delete"
    AD_WITHDRAWN = "ad_withdrawn"
    """Took the last of these back before the site had it."""
    CONNECTED = "connected"
    """Gave the bot a login; subject: the account, as of the next two."""
    RENEWED = "renewed"
    DISCONNECTED = "disconnected"
    AUDIT_TAKEN = "audit_taken"
    """Took a file of all this; subject: the workspace, detail: in which form."""


ON_VACANCIES = (Did.WORKS_ON, Did.WORKS_OFF, Did.ANSWERS)
"""What gave members work on vacancies, or took it."""
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
