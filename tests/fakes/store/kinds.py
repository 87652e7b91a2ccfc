"""The kinds of rows, with the keys that the tables have."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.account import EmployerAccount, Incident
from bot.domain.adoption import Adoption
from bot.domain.answer import Answer
from bot.domain.application import Application, ApplicationStub, Candidate, StoredFile
from bot.domain.board import Board
from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem
from bot.domain.carousel import Carousel
from bot.domain.code_login import CodeLogin
from bot.domain.conversation import Conversation
from bot.domain.digest import Digest
from bot.domain.erasure import Erasure
from bot.domain.group import Deed, GroupToken
from bot.domain.handling import Barring, Note
from bot.domain.hook import Event, Hook
from bot.domain.ids import AccountId, ChatLinkId, MemberId, VacancyId, WorkspaceId
from bot.domain.notice import Notice, SentMessage
from bot.domain.own_ad import UnlinkedAd
from bot.domain.person import Merge
from bot.domain.plea import Plea, PleaState
from bot.domain.publication import Publication
from bot.domain.quiet import Mode
from bot.domain.report import Report
from bot.domain.retention import Retention
from bot.domain.share import Opinion, Share
from bot.domain.site import BrokenRecord
from bot.domain.site_action import SiteAction
from bot.domain.tally import ErasedCount, ErasedKey
from bot.domain.topic import Topic
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import ChatLink, Invite, Member, User, Workspace
from bot.ports import StoredUpdate
from tests.fakes.store.rows import Kind


@dataclass(frozen=True, slots=True)
class Said:
    """A message, in the order in which they were said."""

    id: int
    message: SentMessage

    @property
    def workspace_id(self) -> WorkspaceId | None:
        return self.message.workspace_id

    @property
    def chat_id(self) -> int:
        return self.message.chat_id

    @property
    def place(self) -> tuple[int, int, int]:
        """What it is found by."""
        return (self.message.bot_id, self.message.chat_id, self.message.message_id)


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be read."""

    id: int
    workspace_id: WorkspaceId
    account_id: AccountId
    record: BrokenRecord
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class BarredContact:
    """One contact on the black list."""

    workspace_id: WorkspaceId
    contact: str
    barring: Barring

    @property
    def member_id(self) -> int:
        return self.barring.member_id


@dataclass(frozen=True, slots=True)
class InInbox:
    """An update and how far it is: `state` is open, done or failed."""

    update: StoredUpdate
    stored_at: datetime
    state: str = "open"


@dataclass(frozen=True, slots=True)
class ChosenMode:
    """How often a chat hears of one vacancy."""

    workspace_id: WorkspaceId
    vacancy_id: VacancyId
    chat_link_id: ChatLinkId
    mode: Mode

    @property
    def key(self) -> tuple[int, int]:
        """What it is found by."""
        return (self.vacancy_id, self.chat_link_id)


@dataclass(frozen=True, slots=True)
class NextMorning:
    """When a member is told what is to do."""

    workspace_id: WorkspaceId
    member_id: MemberId
    due_at: datetime


@dataclass(frozen=True, slots=True)
class KeptCount:
    """What is counted of those who were erased."""

    workspace_id: WorkspaceId
    key: ErasedKey
    count: ErasedCount


def _group(link: ChatLink) -> tuple[object, ...] | None:
    """A chat and topic is linked once in a workspace."""
    if link.workspace_id is None:
        return None
    return (link.workspace_id, link.bot_id, link.chat_id, link.thread_id)


_OWNED = {"workspace_id": "workspaces"}

USERS: Kind[User] = Kind("users", anywhere=_OWNED)
WORKSPACES: Kind[Workspace] = Kind("workspaces")
MEMBERS: Kind[Member] = Kind(
    "members", unique=(lambda it: (it.workspace_id, it.user_id),), anywhere=_OWNED
)
INVITES: Kind[Invite] = Kind("invites", unique=(lambda it: it.token_hmac,), anywhere=_OWNED)
TOKENS: Kind[GroupToken] = Kind(
    "group_tokens",
    unique=(lambda it: it.token_hmac,),
    parents={"asked_by": "members"},
    anywhere=_OWNED,
)
DEEDS: Kind[Deed] = Kind("audit", parents={"member_id": "members"}, anywhere=_OWNED)
CONVERSATIONS: Kind[Conversation] = Kind(
    "conversations", key=lambda it: it.user_id, anywhere=_OWNED
)
LINKS: Kind[ChatLink] = Kind(
    "chat_links",
    unique=(lambda it: it.user_id and (it.bot_id, it.user_id), _group),
    anywhere=_OWNED,
)
ACCOUNTS: Kind[EmployerAccount] = Kind(
    "accounts",
    unique=(lambda it: (it.workspace_id, it.site, it.remote_identity),),
    parents={"added_by": "members"},
    anywhere=_OWNED,
)
INCIDENTS: Kind[Incident] = Kind(
    "incidents",
    unique=(lambda it: None if it.closed_at else (it.workspace_id, it.site),),
    anywhere=_OWNED,
)
VACANCIES: Kind[Vacancy] = Kind("vacancies", parents={"owner_id": "members"}, anywhere=_OWNED)
PUBLICATIONS: Kind[Publication] = Kind(
    "publications",
    unique=(lambda it: it.remote_id and (it.workspace_id, it.site, it.remote_id),),
    parents={"vacancy_id": "vacancies", "account_id": "accounts"},
    anywhere=_OWNED,
)
UNLINKED: Kind[UnlinkedAd] = Kind(
    "unlinked_ads",
    unique=(lambda it: (it.workspace_id, it.site, it.remote_id),),
    parents={"account_id": "accounts", "asked_by": "members"},
    anywhere=_OWNED,
)
ADOPTIONS: Kind[Adoption] = Kind(
    "adoptions", parents={"account_id": "accounts", "asked_by": "members"}, anywhere=_OWNED
)
ACTIONS: Kind[SiteAction] = Kind(
    "site_actions",
    unique=(lambda it: it.unique_key,),
    parents={
        "publication_id": "publications",
        "application_id": "applications",
        "asked_by": "members",
    },
    anywhere=_OWNED,
)
ANSWERS: Kind[Answer] = Kind(
    "answers",
    unique=(lambda it: it.ready and (it.workspace_id, it.ready),),
    anywhere=_OWNED,
)
PERSONS: Kind[Candidate] = Kind("persons", anywhere=_OWNED)
APPLICATIONS: Kind[Application] = Kind(
    "applications",
    unique=(lambda it: (it.workspace_id, it.site, it.remote_id),),
    parents={
        "person_id": "persons",
        "account_id": "accounts",
        "publication_id": "publications",
    },
    anywhere=_OWNED,
)
MERGES: Kind[Merge] = Kind(
    "merges",
    parents={
        "application_id": "applications",
        "other_id": "applications",
        "decided_by": "members",
    },
    anywhere=_OWNED,
)
PLEAS: Kind[Plea] = Kind(
    "pleas",
    unique=(lambda it: it.application_id if it.state is PleaState.OPEN else None,),
    parents={"application_id": "applications", "asked_by": "members", "holder_id": "members"},
    anywhere=_OWNED,
)
OPINIONS: Kind[Opinion] = Kind(
    "opinions",
    key=lambda it: (it.application_id, it.member_id),
    parents={"application_id": "applications", "member_id": "members"},
    anywhere=_OWNED,
)
SHARES: Kind[Share] = Kind(
    "shares",
    unique=(lambda it: (it.bot_id, it.inline_message_id),),
    anywhere={"chat_link_id": "chat_links", **_OWNED},
)
DIGESTS: Kind[Digest] = Kind(
    "digests",
    unique=(lambda it: None if it.told_at else it.account_id,),
    parents={"account_id": "accounts"},
    anywhere=_OWNED,
)
NOTES: Kind[Note] = Kind(
    "notes",
    parents={"application_id": "applications", "member_id": "members"},
    anywhere=_OWNED,
)
BARRED: Kind[BarredContact] = Kind(
    "barred_contacts",
    key=lambda it: (it.workspace_id, it.contact),
    parents={"member_id": "members"},
    anywhere=_OWNED,
)
STUBS: Kind[ApplicationStub] = Kind(
    "application_stubs",
    key=lambda it: (it.workspace_id, it.site, it.remote_id),
    parents={"account_id": "accounts"},
)
BROKEN: Kind[Broken] = Kind(
    "broken_records",
    unique=(lambda it: (it.account_id, it.record.remote_id or it.record.raw),),
    parents={"account_id": "accounts"},
    anywhere=_OWNED,
)
FILES: Kind[StoredFile] = Kind("files", parents={"application_id": "applications"}, anywhere=_OWNED)
NOTICES: Kind[Notice] = Kind(
    "notices",
    unique=(lambda it: it.unique_key,),
    anywhere={"chat_link_id": "chat_links", **_OWNED},
)
CAROUSELS: Kind[Carousel] = Kind("carousels", anywhere={"chat_link_id": "chat_links", **_OWNED})
MODES: Kind[ChosenMode] = Kind(
    "delivery_modes", key=lambda it: it.key, anywhere={"chat_link_id": "chat_links", **_OWNED}
)
MORNINGS: Kind[NextMorning] = Kind(
    "mornings",
    key=lambda it: it.member_id,
    parents={"member_id": "members"},
    anywhere=_OWNED,
)
TOPICS: Kind[Topic] = Kind(
    "topics",
    unique=(lambda it: (it.chat_link_id, it.vacancy_id),),
    anywhere={"chat_link_id": "chat_links", **_OWNED},
)
BOARDS: Kind[Board] = Kind(
    "boards",
    key=lambda it: it.chat_link_id,
    anywhere={"chat_link_id": "chat_links", **_OWNED},
)
MESSAGES: Kind[Said] = Kind("messages", unique=(lambda it: it.place,), anywhere=_OWNED)
INBOX: Kind[InInbox] = Kind(
    "inbox",
    key=lambda it: it.update.key,
    unique=(lambda it: (it.update.bot_id, it.update.update_id),),
)

LOGINS: Kind[CodeLogin] = Kind(
    "code_logins",
    unique=(lambda it: it.state_hmac,),
    parents={"again": "accounts"},
    anywhere=_OWNED,
)
HOOKS: Kind[Hook] = Kind(
    "hooks",
    key=lambda it: it.account_id,
    unique=(lambda it: it.secret_hmac,),
    parents={"account_id": "accounts"},
    anywhere=_OWNED,
)
EVENTS: Kind[Event] = Kind(
    "events",
    unique=(lambda it: (it.account_id, it.heard.key),),
    parents={"account_id": "accounts"},
    anywhere=_OWNED,
)

ERASURES: Kind[Erasure] = Kind("erasures", anywhere=_OWNED)
RETENTIONS: Kind[Retention] = Kind(
    "retentions", key=lambda it: it.vacancy_id, parents={"vacancy_id": "vacancies"}, anywhere=_OWNED
)

COUNTS: Kind[KeptCount] = Kind("erased_counts", key=lambda it: it.key, anywhere=_OWNED)
REPORTS: Kind[Report] = Kind(
    "reports",
    unique=(lambda it: it.week and (it.member_id, it.week),),
    parents={"member_id": "members"},
    anywhere=_OWNED,
)
REPORT_TIMES: Kind[NextMorning] = Kind(
    "report_times",
    key=lambda it: it.member_id,
    parents={"member_id": "members"},
    anywhere=_OWNED,
)
BULK_REFUSALS: Kind[BulkRefusal] = Kind(
    "refusals", parents={"asked_by": "members"}, anywhere=_OWNED
)
ITEMS: Kind[BulkRefusalItem] = Kind(
    "refusal_items",
    key=lambda it: (it.application_id, it.refusal_id),
    parents={"application_id": "applications", "refusal_id": "refusals"},
    anywhere=_OWNED,
)

KINDS: tuple[Kind[Any], ...] = (
    *(USERS, WORKSPACES, MEMBERS, INVITES, CONVERSATIONS, LINKS),
    *(ACCOUNTS, INCIDENTS, VACANCIES, PUBLICATIONS, UNLINKED, ADOPTIONS, ACTIONS, ANSWERS),
    *(PERSONS, APPLICATIONS, MERGES, PLEAS, OPINIONS, SHARES, DIGESTS),
    *(STUBS, BROKEN, FILES, NOTES, BARRED, TOPICS, BOARDS),
    *(CAROUSELS, MODES, MORNINGS, COUNTS, REPORTS, REPORT_TIMES),
    *(NOTICES, MESSAGES, INBOX, TOKENS, DEEDS),
    *(LOGINS, HOOKS, EVENTS, ERASURES, RETENTIONS, BULK_REFUSALS, ITEMS),
)
# Plain dictionaries beside the rows: by (site, name), by (bot, sha256), by notice.
DICTIONARIES, UPLOADS, CHANGED = "dictionaries", "telegram_files", "changed"
CLOCK = "clock"
PAUSES, CALLS, FAULTS = "site_pauses", "call_counts", "faults"
"""By site, by (source, slot), by class and place."""
TURNS = "turns"
PROFILE = "profile"
ERASED = "erased"
"""Remembered hashes, by themselves."""
