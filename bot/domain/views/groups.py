"""Group chats: their settings in private, and what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, NoticeId
from bot.domain.quiet import Mode
from bot.domain.vacancy import Vacancy
from bot.domain.views.boards import BoardView
from bot.domain.views.handling import UNHANDLED, CardState
from bot.domain.views.persons import ALONE, Kin
from bot.domain.views.vacancies import PublicationLine
from bot.domain.workspace import LANGUAGES


@dataclass(frozen=True, slots=True)
class GroupAdd:
    """A single-use link that brings the bot into a group; its address is made from its name."""

    token: str
    expires_at: datetime
    vacancy: Vacancy | None
    """Whose candidates are to come; None: as many as the member may have."""


@dataclass(frozen=True, slots=True)
class InTopic:
    """Where in a forum something is linked; without a thread it is the general topic."""

    thread_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One link; `topic` None: the chat has but this one, for all of it."""

    link_id: ChatLinkId
    title: str
    topic: InTopic | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """Those that the member manages."""

    groups: Sequence[GroupLine]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group. `vacancies`: those to choose from."""

    link_id: ChatLinkId
    group: Group
    lost: bool
    """The bot can't write there."""
    vacancies: Sequence[Vacancy]
    may_all: bool
    language: str = LANGUAGES[0]
    mode: Mode = Mode.INSTANT
    board: bool = False
    unpinnable: bool = False
    """The board stands there, but the bot may not pin it."""
    topic: InTopic | None = None


@dataclass(frozen=True, slots=True)
class ConfirmFull:
    """What whole cards in a group mean."""

    link_id: ChatLinkId
    title: str


@dataclass(frozen=True, slots=True)
class ConfirmUnlink:
    """What a group that is unlinked gets no more."""

    link_id: ChatLinkId
    title: str
    topic: InTopic | None = None


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """In the group: may candidates come here? Its button carries the notice's id."""

    notice_id: NoticeId
    company: str
    until: datetime
    beside: Sequence[InTopic] = ()
    """Where else in this chat the company is linked."""


@dataclass(frozen=True, slots=True)
class GroupUnlink:
    """In the group: is it to be unlinked? Its button carries the notice's id."""

    notice_id: NoticeId
    company: str
    beside: Sequence[InTopic] = ()


@dataclass(frozen=True, slots=True)
class GroupWord:
    """An answer in the group: the text `group-<word>`."""

    word: str
    link_id: ChatLinkId
    group: Group
    company: str
    beside: Sequence[InTopic] = ()
    """Where else in this chat its candidates come still."""


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """In the group: what is chosen for it; it is changed in private."""

    link_id: ChatLinkId
    group: Group
    company: str
    language: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class GroupStatus:
    """What comes to the group, and how it stands on the sites."""

    group: Group
    company: str
    lines: Sequence[PublicationLine]


@dataclass(frozen=True, slots=True)
class GroupLost:
    """To the one who linked it: the bot can't write there."""

    title: str


@dataclass(frozen=True, slots=True)
class GroupTrouble:
    """To the one who linked it: what the bot may not do there; the text `group-trouble-<word>`."""

    word: str
    title: str
    vacancy: str


@dataclass(frozen=True, slots=True)
class MaskedCard:
    """A candidate as a group sees one: nothing here says who it is. Texts are scrubbed."""

    notice_id: NoticeId
    name: str
    city: str
    position: str
    pay: str
    skills: Sequence[str]
    site: str
    account: str
    vacancy: str | None
    sent_at: datetime
    has_resume: bool
    standing: str | None = None
    """Text id of where the response stands on the site."""
    state: CardState = UNHANDLED
    kin: Kin = ALONE
    number: int = 0
    """What who stays hidden is called by; 0: the name is shown."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """A candidate's contacts, for a popup that one person sees."""

    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]


GroupView = (
    ConfirmFull
    | ConfirmUnlink
    | GroupAdd
    | GroupAsked
    | GroupLost
    | GroupPage
    | GroupSettings
    | GroupStatus
    | GroupTrouble
    | GroupUnlink
    | GroupWord
    | Groups
    | MaskedCard
    | BoardView
)
"""All about groups."""
