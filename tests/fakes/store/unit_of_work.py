"""Transactions on dictionaries."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Any

from bot import ports
from bot.domain.ids import UpdateKey
from bot.domain.jobs import Job
from bot.domain.workspace import Actor, Person, Tenant
from bot.ports import AlreadyHandled, CachedDictionary
from tests.fakes.clock import FakeClock
from tests.fakes.jobs import MemoryJobs
from tests.fakes.store.ads import (
    MemoryAccounts,
    MemoryActions,
    MemoryAdoptions,
    MemoryIncidents,
    MemoryPublications,
    MemoryUnlinkedAds,
    MemoryVacancies,
)
from tests.fakes.store.answers import MemoryAnswers
from tests.fakes.store.candidates import (
    MemoryApplications,
    MemoryDigests,
    MemoryMerges,
    MemoryStoredFiles,
)
from tests.fakes.store.chats import MemoryChatLinks, MemoryNotices
from tests.fakes.store.erasing import MemoryErasing, MemoryRetentions
from tests.fakes.store.inbox import finish
from tests.fakes.store.kinds import (
    CALLS,
    CHANGED,
    CLOCK,
    DICTIONARIES,
    ERASED,
    ERASURES,
    FAULTS,
    KINDS,
    PAUSES,
    PROFILE,
    TURNS,
    UPLOADS,
)
from tests.fakes.store.logins import MemoryCodeLogins, MemoryHooks
from tests.fakes.store.noise import MemoryCarousels, MemoryModes, MemoryMornings
from tests.fakes.store.notes import MemoryBarred, MemoryNotes
from tests.fakes.store.opinions import MemoryOpinions
from tests.fakes.store.people import (
    MemoryAudit,
    MemoryConversations,
    MemoryGroupTokens,
    MemoryInvites,
    MemoryUsers,
    MemoryWorkspaces,
)
from tests.fakes.store.pleas import MemoryPleas
from tests.fakes.store.queues import MemoryBulkRefusals, MemoryQueues
from tests.fakes.store.rooms import MemoryBoards, MemoryTopics
from tests.fakes.store.rows import Kind, Rows, V
from tests.fakes.store.scope import Everything, OnePerson, OneWorkspace, Scope, Tables
from tests.fakes.store.session import Session
from tests.fakes.store.system import MemorySystemTransaction, cached, doubt
from tests.fakes.store.tallies import MemoryReports, MemoryTallies
from tests.fakes.store.watching import paused_sites

BOT_ID = 7_000_000_001


class MemoryTransaction:
    """ports.Transaction"""

    # One line a repository, no more.
    def __init__(self, session: Session, update_key: UpdateKey | None) -> None:  # noqa: PLR0915
        self._session, self._update_key = session, update_key
        self.users: ports.Users = MemoryUsers(session)
        self.workspaces: ports.Workspaces = MemoryWorkspaces(session)
        self.invites: ports.Invites = MemoryInvites(session)
        self.conversations: ports.Conversations = MemoryConversations(session)
        self.accounts: ports.Accounts = MemoryAccounts(session)
        self.vacancies: ports.Vacancies = MemoryVacancies(session)
        self.publications: ports.Publications = MemoryPublications(session)
        self.unlinked: ports.UnlinkedAds = MemoryUnlinkedAds(session)
        self.adoptions: ports.Adoptions = MemoryAdoptions(session)
        self.actions: ports.Actions = MemoryActions(session)
        self.applications: ports.Applications = MemoryApplications(session)
        self.answers: ports.Answers = MemoryAnswers(session)
        self.notes: ports.Notes = MemoryNotes(session)
        self.barred: ports.Barred = MemoryBarred(session)
        self.pleas: ports.Pleas = MemoryPleas(session)
        self.opinions: ports.Opinions = MemoryOpinions(session)
        self.merges: ports.Merges = MemoryMerges(session)
        self.digests: ports.Digests = MemoryDigests(session)
        self.files: ports.StoredFiles = MemoryStoredFiles(session)
        self.notices: ports.Notices = MemoryNotices(session)
        self.carousels: ports.Carousels = MemoryCarousels(session)
        self.modes: ports.Modes = MemoryModes(session)
        self.mornings: ports.Mornings = MemoryMornings(session)
        self.topics: ports.Topics = MemoryTopics(session)
        self.boards: ports.Boards = MemoryBoards(session)
        self.chats: ports.ChatLinks = MemoryChatLinks(session)
        self.group_tokens: ports.GroupTokens = MemoryGroupTokens(session)
        self.audit: ports.Audit = MemoryAudit(session)
        self.incidents: ports.Incidents = MemoryIncidents(session)
        self.code_logins: ports.CodeLogins = MemoryCodeLogins(session)
        self.hooks: ports.Hooks = MemoryHooks(session)
        self.erasing: ports.Erasing = MemoryErasing(session)
        self.retentions: ports.Retentions = MemoryRetentions(session)
        self.tallies: ports.Tallies = MemoryTallies(session)
        self.reports: ports.Reports = MemoryReports(session)
        self.queues: ports.Queues = MemoryQueues(session)
        self.bulk_refusals: ports.BulkRefusals = MemoryBulkRefusals(session)

    async def dictionary(self, site: str, name: str) -> CachedDictionary | None:
        return cached(self._session, site, name)

    async def doubt_dictionary(self, site: str, name: str) -> None:
        doubt(self._session, site, name)

    async def paused_sites(self) -> Mapping[str, datetime]:
        return paused_sites(self._session)

    async def enqueue(self, job: Job) -> bool:
        return await self._session.enqueue(job)

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            await self._session.enqueue(job)

    async def withdraw(self, unique: str) -> bool:
        return self._session.jobs.withdraw(unique)

    async def commit(self) -> None:
        if self._update_key is not None and not finish(self._session, self._update_key):
            raise AlreadyHandled
        self._session.commit()


class MemoryStore:
    """ports.UnitOfWork on dictionaries; transactions stand in line, as on SQLite.

    What was committed is read by `rows` without a transaction. What is enqueued goes to `jobs`.
    """

    def __init__(
        self,
        clock: FakeClock | None = None,
        jobs: MemoryJobs | None = None,
        *,
        bot_id: int = BOT_ID,
    ) -> None:
        self.clock = clock or FakeClock()
        self.jobs = jobs or MemoryJobs(self.clock)
        self._bot_id = bot_id
        names = [
            *(kind.name for kind in KINDS),
            DICTIONARIES,
            UPLOADS,
            CHANGED,
            CLOCK,
            TURNS,
            PROFILE,
            ERASED,
            PAUSES,
            CALLS,
            FAULTS,
        ]
        self._tables: Tables = {name: {} for name in names}
        self._line = asyncio.Lock()
        self._inside: set[asyncio.Task[Any] | None] = set()
        self.commits = 0

    @property
    def uow(self) -> ports.UnitOfWork:
        """Itself, by the name of what it is for."""
        return self

    def rows(self, kind: Kind[V]) -> list[V]:
        """All that was committed of one kind (`tests.fakes.store.kinds`), by key."""
        return sorted(self._tables[kind.name].values(), key=kind.key)

    def kept(self) -> Tables:
        """All that was committed, to be put back: a commit makes new tables."""
        return self._tables

    def put_back(self, kept: Tables) -> None:
        """As if nothing had been committed since."""
        self._tables = kept

    def restore_unerased(self) -> None:
        """As a backup from before any erasure has it."""
        self._tables[ERASED], self._tables[ERASURES.name] = {}, {}

    def __call__(self, scope: Actor | Tenant) -> AbstractAsyncContextManager[ports.Transaction]:
        if isinstance(scope, Tenant):
            return self._transaction(OneWorkspace(scope.workspace_id), None)
        return self._transaction(OneWorkspace(scope.workspace_id, scope.user_id), scope.update_key)

    def person(self, person: Person) -> AbstractAsyncContextManager[ports.Transaction]:
        return self._transaction(OnePerson(person.user_id), person.update_key)

    @asynccontextmanager
    async def system(self) -> AsyncIterator[ports.SystemTransaction]:
        async with self._open(Everything()) as session:
            yield MemorySystemTransaction(session)

    @asynccontextmanager
    async def _transaction(
        self, scope: Scope, update_key: UpdateKey | None
    ) -> AsyncIterator[ports.Transaction]:
        async with self._open(scope) as session:
            yield MemoryTransaction(session, update_key)

    @asynccontextmanager
    async def _open(self, scope: Scope) -> AsyncIterator[Session]:
        task = asyncio.current_task()
        if task in self._inside:
            raise RuntimeError("a transaction within a transaction would wait for itself")
        self._inside.add(task)
        try:
            await self._line.acquire()
            tables = {name: dict(table) for name, table in self._tables.items()}
            with self.jobs.transaction() as draft:
                rows = Rows(tables, scope, KINDS)
                session = Session(rows, draft, self.clock, self._bot_id, self._commit)
                try:
                    yield session
                finally:
                    self._end(session)
        finally:
            self._inside.discard(task)

    def _commit(self, session: Session) -> None:
        self._tables = session.rows.tables
        self.commits += 1
        session.jobs.commit()
        self._end(session)

    def _end(self, session: Session) -> None:
        """Let the next in line; the first time only."""
        if session.rows.is_open:
            session.rows.close()
            self._line.release()
