"""The database: repositories and the transactions that hold them."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.domain.account import AccountStanding, DueAccount, EmployerAccount, Incident
from bot.domain.application import WantedFiles
from bot.domain.board import DueBoard
from bot.domain.bulk_refusal import BulkRefusal
from bot.domain.carousel import GatheredIn
from bot.domain.code_login import CodeLogin, DueLogin
from bot.domain.digest import OpenDigest
from bot.domain.due import Due
from bot.domain.hook import DueEvent, Hook
from bot.domain.ids import (
    AccountId,
    ActionId,
    ApplicationId,
    ChatLinkId,
    IncidentId,
    PublicationId,
    WorkspaceId,
)
from bot.domain.jobs import Job
from bot.domain.morning import DueMorning
from bot.domain.notice import Notice, SentMessage
from bot.domain.publication import StubbedAd
from bot.domain.share import Share
from bot.domain.site import Entry
from bot.domain.site_action import ActionState, DueAction, SiteAction
from bot.domain.team import Leaver
from bot.domain.topic import StaleTopic
from bot.domain.workspace import Actor, Person, Tenant
from bot.ports.ads import Publications, Vacancies
from bot.ports.candidates import (
    Adoptions,
    Answers,
    Applications,
    Barred,
    Digests,
    Merges,
    Notes,
    Pleas,
    StoredFiles,
    UnlinkedAds,
)
from bot.ports.erasing import ErasedAnywhere, Erasing, Retentions
from bot.ports.group_chats import Boards, Topics
from bot.ports.logins import CodeLogins, Hooks
from bot.ports.notices import Audit, Carousels, ChatLinks, GroupTokens, Modes, Mornings, Notices
from bot.ports.opinions import Opinions
from bot.ports.people import Conversations, Invites, Users, Workspaces
from bot.ports.queues import BulkRefusals, Queues
from bot.ports.tallies import Reports, Tallies
from bot.ports.updates import Updates
from bot.ports.watching import PausedSites, Watching


class Accounts(Protocol):
    """Employer accounts of one workspace."""

    async def get(self, account_id: AccountId) -> EmployerAccount:
        """Raises: NotThere."""

    async def by_identity(self, site: str, remote_identity: str) -> EmployerAccount | None: ...
    async def all(self, *, disconnected: bool = False) -> Sequence[EmployerAccount]:
        """In the order they were added."""

    async def standings(self) -> Sequence[AccountStanding]:
        """Of all, disconnected ones too."""

    async def save(self, account: EmployerAccount) -> EmployerAccount:
        """Insert (version 1, unseen id) or update, version one higher. Raises: Conflict."""


class Actions(Protocol):
    """What is owed to the sites (the outbox of site actions)."""

    async def get(self, action_id: ActionId) -> SiteAction:
        """Raises: NotThere."""

    async def save(self, action: SiteAction, *, was: ActionState | None = None) -> None:
        """Insert it, or update the one that still is as it `was`. Raises: Conflict."""

    async def next_number(self, subject: PublicationId | ApplicationId) -> int:
        """The number of its next action, from 1."""

    async def of_application(self, application_id: ApplicationId) -> Sequence[SiteAction]:
        """All that its site was ever asked to tell the candidate, the newest first."""


class Incidents(Protocol):
    """Sites that do not answer."""

    async def open(self, site: str) -> Incident | None:
        """Nobody else changes it before this transaction ends."""

    async def get(self, incident_id: IncidentId) -> Incident:
        """Raises: NotThere."""

    async def save(self, incident: Incident) -> None: ...


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CachedDictionary:
    """A site's dictionary as it was at `fetched_at`; LONG_AGO: it was found wrong since."""

    entries: tuple[Entry, ...]
    fetched_at: datetime

    @property
    def doubted(self) -> bool:
        """The site has refused a value of it: nothing is chosen before it is fetched anew."""
        return self.fetched_at == LONG_AGO

    def believed(self) -> "CachedDictionary":
        """Chosen from again for want of a better copy; as old as before, so fetched next time."""
        return replace(self, fetched_at=LONG_AGO + timedelta(seconds=1))


class Transaction(PausedSites, Protocol):
    """One transaction. Without `commit` it undoes itself.

    Opened for an actor or a tenant, it sees the rows of that workspace only.
    """

    users: Users
    workspaces: Workspaces
    invites: Invites
    conversations: Conversations
    accounts: Accounts
    vacancies: Vacancies
    publications: Publications
    unlinked: UnlinkedAds
    adoptions: Adoptions
    actions: Actions
    applications: Applications
    notes: Notes
    answers: Answers
    barred: Barred
    merges: Merges
    pleas: Pleas
    opinions: Opinions
    digests: Digests
    files: StoredFiles
    notices: Notices
    carousels: Carousels
    modes: Modes
    mornings: Mornings
    topics: Topics
    boards: Boards
    chats: ChatLinks
    group_tokens: GroupTokens
    audit: Audit
    incidents: Incidents
    code_logins: CodeLogins
    hooks: Hooks
    erasing: Erasing
    retentions: Retentions
    tallies: Tallies
    reports: Reports
    queues: Queues
    bulk_refusals: BulkRefusals

    async def dictionary(self, site: str, name: str) -> CachedDictionary | None:
        """A site's dictionary as it was last fetched."""

    async def doubt_dictionary(self, site: str, name: str) -> None:
        """The site refused a value of it, so that it is fetched anew before its next use."""

    async def enqueue(self, job: Job) -> bool:
        """Add the job in this transaction; False when its `unique` key waits already."""

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        """The same for many at once."""

    async def withdraw(self, unique: str) -> bool:
        """Take back the job that waits under this key; False when none does."""

    async def commit(self) -> None:
        """Make it so, mark the actor's update done, wake the workers.

        Raises: Conflict when the database refuses a key that somebody else took meanwhile;
        AlreadyHandled when the update is marked so far: a transaction that follows the one that
        marked it has no update.
        """


class SystemTransaction(ErasedAnywhere, Updates, Watching, Protocol):
    """What no workspace owns, and the questions that go across all of them."""

    chats: ChatLinks
    notices: Notices
    topics: Topics
    boards: Boards
    workspaces: Workspaces
    conversations: Conversations

    async def take_turn(self, key: str, now: datetime, until: datetime) -> bool:
        """Be the only one under `key`, of all processes, at most until then; False: another is."""

    async def leave_turn(self, key: str, until: datetime) -> None:
        """Let the next one in, unless the time was up, and that one is in already."""

    async def told_profile(self) -> str | None:
        """The digest of what Telegram was last told of this bot, None: nothing so far."""

    async def keep_profile(self, digest: str) -> None:
        """It was told this."""

    async def look_at_clock(self, now: datetime) -> timedelta:
        """Note the time. Was it set back since the last look, all that is due goes back with it.

        Returns by how much; zero nearly always.
        """

    async def due(self, now: datetime) -> Collection[Due]:
        """Which of the questions that `Due` names have an answer."""

    async def due_accounts(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        """Accounts whose `next_sync_at` has come, the longest due first."""

    async def due_reconciles(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        """The same by `reconcile_at`; none that has trouble with its site."""

    async def due_glances(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        """The same by `glance_at`; none that has trouble, or whose feed is being read."""

    async def owed_links(self, now: datetime) -> Sequence[ChatLinkId]:
        """Chats that are owed something due."""

    async def claim_notice(self, link_id: ChatLinkId, now: datetime) -> Notice | None:
        """Take the chat's next due notice (by priority, then age) and mark it sending.

        A screen shows what is true when it is sent: the others owed to its person are withdrawn.
        """

    async def unsay(self, notice: Notice) -> Mapping[int, str]:
        """The text hashes of what was said of its kind and subject, by message id; then forget.

        Until the next answer of Telegram nobody knows what those messages say.
        """

    async def settle_notice(self, notice: Notice, message: SentMessage | None) -> None:
        """Store how it ended together with what was said."""

    async def said_at(self, bot_id: int, chat_id: int, message_id: int) -> SentMessage | None:
        """What that message was, where it was one of ours that may be edited."""

    async def shared_as(self, bot_id: int, inline_message_id: str) -> Share | None:
        """Which card that message is, where it was sent through inline mode."""

    async def next_due(self, link_id: ChatLinkId) -> datetime | None:
        """When the chat's next owed notice is due."""

    async def chat_gone(self, link_id: ChatLinkId, now: datetime) -> None:
        """The chat can't be written to: its owed notices are dead, but for INLINE."""

    async def chat_back(self, bot_id: int, chat_id: int) -> int:
        """It can again: dead notices are owed and woken; return how many."""

    async def move_chat(self, bot_id: int, old: int, new: int) -> None:
        """A group became a supergroup: its id is rewritten everywhere."""

    async def owed_actions(self, now: datetime) -> Sequence[DueAction]:
        """Requests that are owed and due, sending, or unsure; whose login sends each."""

    async def kept_stubs(self) -> Sequence[StubbedAd]:
        """Those of active accounts that give cards and have responses that were kept unread."""

    async def open_digests(self) -> Sequence[OpenDigest]:
        """Those that still gather."""

    async def gathered_in(self, now: datetime) -> Sequence[GatheredIn]:
        """Chats in which cards that were gathered are due."""

    async def due_mornings(self, now: datetime) -> Sequence[DueMorning]:
        """Members who are to be told what is to do, or of whom nobody has thought so far."""

    async def leavers(self) -> Sequence[Leaver]:
        """Whose candidates are to go to an heir."""

    async def stale_topics(self) -> Sequence[StaleTopic]:
        """Those that are not as their vacancies are."""

    async def due_boards(self, now: datetime) -> Sequence[DueBoard]:
        """Those that are to be looked at, in chats that can be written to."""

    async def due_reports(self, now: datetime) -> Sequence[DueMorning]:
        """Members who are to be told of the week, or of whom nobody has thought so far."""

    async def owed_bulk_refusals(self) -> Sequence[BulkRefusal]:
        """Those that are not done."""

    async def stranded_in(self) -> Sequence[WorkspaceId]:
        """Those with notices that nobody would ever try to send (Notices.stranded)."""

    async def code_login(self, state_hmac: str) -> CodeLogin | None:
        """The login that this state belongs to."""

    async def owed_logins(self) -> Sequence[DueLogin]:
        """Those that are back with a code, also one whose code is on its way."""

    async def hook(self, secret_hmac: str) -> Hook | None:
        """Whose door this secret opens."""

    async def called_with(self, hook: Hook) -> Sequence[DueAccount]:
        """Whom the site calls by this hook's subscription, in whatever team; none by a farewell."""

    async def due_hooks(self, now: datetime) -> Sequence[DueAccount]:
        """Accounts whose sites are to be asked to call, or to call no more."""

    async def move_doors(self, address: str, now: datetime) -> None:
        """Hooks of another address than this, or of none that is known, are due."""

    async def owed_events(self) -> Sequence[DueEvent]:
        """What sites have called about and nobody has looked into."""

    async def held_applications(self, now: datetime) -> Sequence[WantedFiles]:
        """Those of active accounts whose rest the site gives by now."""

    async def wanted_files(self) -> Sequence[WantedFiles]:
        """Those of active accounts."""

    async def broken_workspaces(self) -> Sequence[WorkspaceId]:
        """Those for which records are kept aside."""

    async def broken_record(self, record_id: int) -> tuple[str, str]:
        """The site and the place of a record that is kept aside. Raises: NotThere."""

    async def known_file(self, bot_id: int, sha256: str) -> str | None:
        """Telegram's file_id of bytes that were uploaded before."""

    async def keep_file_id(
        self, bot_id: int, sha256: str, file_id: str, application_id: int | None = None
    ) -> None:
        """Telegram's copy of a file, and whose it is."""

    async def dictionary(self, site: str, name: str) -> CachedDictionary | None: ...
    async def save_dictionary(self, site: str, name: str, cached: CachedDictionary) -> None: ...

    async def prune(self, now: datetime) -> int:
        """Drop what nobody needs.

        Updates, links and logins out of date after 7 days, screens after one, events after 30.
        """

    async def enqueue(self, job: Job) -> bool: ...
    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        """The same for many at once."""

    async def commit(self) -> None: ...


class DatabaseUnavailable(Exception):
    """It is locked, its disk is full, or it is away: time mends it. What was not committed is not.

    A commit that raises it may have happened.
    """


class AlreadyHandled(Exception):
    """Another process took this one for dead and has handled the update: nothing was changed."""


class UnitOfWork(Protocol):
    """Opens transactions. Any step of one raises: DatabaseUnavailable."""

    def __call__(self, scope: Actor | Tenant) -> AbstractAsyncContextManager[Transaction]: ...
    def person(self, person: Person) -> AbstractAsyncContextManager[Transaction]:
        """The person's own rows, invites, and workspaces they make or join."""

    def system(self) -> AbstractAsyncContextManager[SystemTransaction]: ...
