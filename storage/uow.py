"""Transactions on the database."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import ports
from bot.domain.errors import Conflict
from bot.domain.ids import UpdateKey
from bot.domain.jobs import Job
from bot.domain.workspace import Actor, Person, Tenant
from bot.ports import DatabaseUnavailable
from storage.jobs import JobWriter
from storage.repositories.accounts import SqlAccounts, SqlIncidents
from storage.repositories.answers import SqlAnswers
from storage.repositories.applications import SqlApplications
from storage.repositories.bulk_refusals import OwedBulkRefusals, SqlBulkRefusals
from storage.repositories.cached import Cached, dictionary, doubt
from storage.repositories.chats import SqlChatLinks, SqlNotices
from storage.repositories.clock import LookAtClock
from storage.repositories.conversations import SqlConversations
from storage.repositories.digests import OpenDigests, SqlDigests
from storage.repositories.due import LookAtEverything
from storage.repositories.erasing import ErasedAnywhere, SqlErasing, SqlRetentions
from storage.repositories.finding import SqlFinding
from storage.repositories.inbox import Inbox, finish
from storage.repositories.logins import Calls, SqlCodeLogins, SqlHooks
from storage.repositories.merges import SqlMerges
from storage.repositories.noise import DueInChats, SqlCarousels, SqlModes, SqlMornings
from storage.repositories.notes import SqlBarred, SqlNotes
from storage.repositories.opinions import SentInline, SqlOpinions
from storage.repositories.owed import OwedToChats, OwedToSites, prune
from storage.repositories.people import (
    Leavers,
    SqlAudit,
    SqlGroupTokens,
    SqlInvites,
    SqlUsers,
    SqlWorkspaces,
)
from storage.repositories.pleas import SqlPleas
from storage.repositories.profile import Profiles
from storage.repositories.publications import SqlActions, SqlPublications
from storage.repositories.rooms import DueInRooms, SqlBoards, SqlTopics
from storage.repositories.stored_files import SqlStoredFiles
from storage.repositories.tallies import SqlReports, SqlTallies
from storage.repositories.turns import Turns
from storage.repositories.unlinked import SqlAdoptions, SqlUnlinkedAds
from storage.repositories.vacancies import SqlVacancies
from storage.repositories.watching import Watched, paused_sites
from storage.scope import Everything, OnePerson, OneWorkspace, Scope
from storage.session import Session

_CROSSED = ("40P01", "40001")
"""PostgreSQL's codes of two transactions that waited for each other: one of them was undone."""


class SqlTransaction:
    """ports.Transaction"""

    # One line a repository, no more.
    def __init__(self, session: Session, update_key: UpdateKey | None) -> None:  # noqa: PLR0915
        self._session, self._update_key = session, update_key
        self.users: ports.Users = SqlUsers(session)
        self.workspaces: ports.Workspaces = SqlWorkspaces(session)
        self.invites: ports.Invites = SqlInvites(session)
        self.conversations: ports.Conversations = SqlConversations(session)
        self.accounts: ports.Accounts = SqlAccounts(session)
        self.vacancies: ports.Vacancies = SqlVacancies(session)
        self.publications: ports.Publications = SqlPublications(session)
        self.unlinked: ports.UnlinkedAds = SqlUnlinkedAds(session)
        self.adoptions: ports.Adoptions = SqlAdoptions(session)
        self.actions: ports.Actions = SqlActions(session)
        self.applications: ports.Applications = SqlApplications(session)
        self.notes: ports.Notes = SqlNotes(session)
        self.barred: ports.Barred = SqlBarred(session)
        self.merges: ports.Merges = SqlMerges(session)
        self.pleas: ports.Pleas = SqlPleas(session)
        self.opinions: ports.Opinions = SqlOpinions(session)
        self.answers: ports.Answers = SqlAnswers(session)
        self.digests: ports.Digests = SqlDigests(session)
        self.files: ports.StoredFiles = SqlStoredFiles(session)
        self.notices: ports.Notices = SqlNotices(session)
        self.carousels: ports.Carousels = SqlCarousels(session)
        self.modes: ports.Modes = SqlModes(session)
        self.mornings: ports.Mornings = SqlMornings(session)
        self.topics: ports.Topics = SqlTopics(session)
        self.boards: ports.Boards = SqlBoards(session)
        self.chats: ports.ChatLinks = SqlChatLinks(session)
        self.group_tokens: ports.GroupTokens = SqlGroupTokens(session)
        self.audit: ports.Audit = SqlAudit(session)
        self.incidents: ports.Incidents = SqlIncidents(session)
        self.code_logins: ports.CodeLogins = SqlCodeLogins(session)
        self.hooks: ports.Hooks = SqlHooks(session)
        self.erasing: ports.Erasing = SqlErasing(session)
        self.retentions: ports.Retentions = SqlRetentions(session)
        self.tallies: ports.Tallies = SqlTallies(session)
        self.reports: ports.Reports = SqlReports(session)
        self.queues: ports.Queues = SqlFinding(session)
        self.bulk_refusals: ports.BulkRefusals = SqlBulkRefusals(session)

    async def dictionary(self, site: str, name: str) -> ports.CachedDictionary | None:
        return await dictionary(self._session.rows, site, name)

    async def doubt_dictionary(self, site: str, name: str) -> None:
        await doubt(self._session.rows, site, name)

    async def paused_sites(self) -> Mapping[str, datetime]:
        return await paused_sites(self._session.rows)

    async def enqueue(self, job: Job) -> bool:
        return await self._session.enqueue(job)

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        await self._session.enqueue_all(jobs)

    async def withdraw(self, unique: str) -> bool:
        return await self._session.withdraw(unique)

    async def commit(self) -> None:
        if self._update_key is not None and not await finish(self._session.rows, self._update_key):
            raise ports.AlreadyHandled
        await self._session.commit()


class SqlSystemTransaction(
    Inbox,
    OwedToChats,
    OwedToSites,
    Cached,
    LookAtClock,
    LookAtEverything,
    Turns,
    Profiles,
    Calls,
    OpenDigests,
    DueInChats,
    DueInRooms,
    Leavers,
    ErasedAnywhere,
    OwedBulkRefusals,
    SentInline,
    Watched,
):
    """ports.SystemTransaction"""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.topics: ports.Topics = SqlTopics(session)
        self.boards: ports.Boards = SqlBoards(session)
        self.chats: ports.ChatLinks = SqlChatLinks(session)
        self.notices: ports.Notices = SqlNotices(session)
        self.workspaces: ports.Workspaces = SqlWorkspaces(session)
        self.conversations: ports.Conversations = SqlConversations(session)

    async def prune(self, now: datetime) -> int:
        return await prune(self._session, now)

    async def enqueue(self, job: Job) -> bool:
        return await self._session.enqueue(job)

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        await self._session.enqueue_all(jobs)

    async def commit(self) -> None:
        await self._session.commit()


class SqlUnitOfWork:
    """ports.UnitOfWork; the engine comes from `storage.engine.open_engine`.

    Each transaction is short and a task has one at a time: on SQLite they stand in line.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        vault: ports.Vault,
        jobs: JobWriter,
        clock: ports.Clock,
        *,
        bot_id: int,
    ) -> None:
        self._engine, self._vault, self._jobs, self._clock = engine, vault, jobs, clock
        self._bot_id = bot_id
        self._inside: set[asyncio.Task[Any] | None] = set()

    def __call__(self, scope: Actor | Tenant) -> AbstractAsyncContextManager[ports.Transaction]:
        if isinstance(scope, Tenant):
            return self._transaction(OneWorkspace(scope.workspace_id), None)
        return self._transaction(OneWorkspace(scope.workspace_id, scope.user_id), scope.update_key)

    def person(self, person: Person) -> AbstractAsyncContextManager[ports.Transaction]:
        return self._transaction(OnePerson(person.user_id), person.update_key)

    @asynccontextmanager
    async def system(self) -> AsyncIterator[ports.SystemTransaction]:
        async with self._open(Everything()) as session:
            yield SqlSystemTransaction(session)

    @asynccontextmanager
    async def _transaction(
        self, scope: Scope, update_key: UpdateKey | None
    ) -> AsyncIterator[ports.Transaction]:
        async with self._open(scope) as session:
            yield SqlTransaction(session, update_key)

    @asynccontextmanager
    async def _open(self, scope: Scope) -> AsyncIterator[Session]:
        task = asyncio.current_task()
        if task in self._inside:
            raise RuntimeError("a transaction within a transaction would wait for itself")
        self._inside.add(task)
        try:
            # A connection that is given back without a commit rolls back.
            async with self._engine.connect() as connection:
                yield Session(
                    connection,
                    scope,
                    self._vault,
                    jobs=self._jobs,
                    clock=self._clock,
                    bot_id=self._bot_id,
                )
        except (OperationalError, PoolTimeout) as error:
            if getattr(getattr(error, "orig", None), "sqlstate", None) in _CROSSED:
                raise Conflict from None
            raise DatabaseUnavailable(type(error).__name__) from error
        finally:
            self._inside.discard(task)
