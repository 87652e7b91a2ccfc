"""The system's questions across all workspaces, in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import ports
from bot.domain.account import AccountState, DueAccount, EmployerAccount
from bot.domain.application import WantedFiles
from bot.domain.digest import OpenDigest
from bot.domain.ids import (
    AccountId,
    ChatLinkId,
    WorkspaceId,
)
from bot.domain.jobs import Job
from bot.domain.notice import INLINE, Notice, NoticeKind, NoticeState, SentMessage, priority
from bot.domain.publication import StubbedAd
from bot.domain.share import Share
from bot.domain.site_action import ActionState, DueAction
from bot.ports import LONG_AGO, CachedDictionary
from tests.fakes.store.candidates import wanted
from tests.fakes.store.chats import (
    MemoryChatLinks,
    MemoryNotices,
    keep_message,
    stranded,
    touched,
    wake,
)
from tests.fakes.store.clock import MemoryLookAtClock
from tests.fakes.store.due import MemoryLookAtEverything
from tests.fakes.store.erasing import MemoryErasedAnywhere
from tests.fakes.store.inbox import MemoryInbox
from tests.fakes.store.kinds import (
    ACCOUNTS,
    ACTIONS,
    APPLICATIONS,
    BROKEN,
    CHANGED,
    DICTIONARIES,
    DIGESTS,
    EVENTS,
    INBOX,
    INVITES,
    LINKS,
    LOGINS,
    MESSAGES,
    NOTICES,
    PUBLICATIONS,
    SHARES,
    STUBS,
    TOKENS,
    UPLOADS,
    Said,
)
from tests.fakes.store.logins import MemoryCalls
from tests.fakes.store.noise import MemoryDueInChats
from tests.fakes.store.people import MemoryConversations, MemoryLeavers, MemoryWorkspaces
from tests.fakes.store.queues import MemoryOwedBulkRefusals
from tests.fakes.store.rooms import MemoryBoards, MemoryDueInRooms, MemoryTopics
from tests.fakes.store.session import Repository, Session
from tests.fakes.store.watching import MemoryWatched, forget_counts, paused_sites

_PRESENT = (NoticeKind.SCREEN, NoticeKind.CAROUSEL_CHANGED, NoticeKind.BOARD)
_MONTH, _WEEK, _DAY = timedelta(days=30), timedelta(days=7), timedelta(days=1)


def _unpaid(notice: Notice) -> bool:
    return notice.state in (NoticeState.OWED, NoticeState.SENDING)


class MemoryOwed(Repository):
    """The part of ports.SystemTransaction that asks what is owed."""

    async def due_accounts(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        due = [
            (one.next_sync_at, one.id, one.workspace_id)
            for one in self._asked()
            if one.next_sync_at is not None and one.next_sync_at <= now
        ]
        return [DueAccount(of, account_id) for _, account_id, of in sorted(due)[:limit]]

    async def due_reconciles(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        return self._untroubled(now, limit, lambda it: it.reconcile_at)

    async def due_glances(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        return self._untroubled(now, limit, lambda it: None if it.resume else it.glance_at)

    def _untroubled(
        self, now: datetime, limit: int, at: Callable[[EmployerAccount], datetime | None]
    ) -> Sequence[DueAccount]:
        calm = [one for one in self._asked() if not one.failing_since and not one.proof]
        moments = [(at(one), one.id, one.workspace_id) for one in calm]
        due = sorted(
            (moment, id_, of) for moment, id_, of in moments if moment is not None and moment <= now
        )
        return [DueAccount(of, id_) for _, id_, of in due[:limit]]

    def _asked(self) -> list[EmployerAccount]:
        """Active accounts of sites that may be asked."""
        return asked_accounts(self._session)

    async def owed_links(self, now: datetime) -> Sequence[ChatLinkId]:
        due = self._rows.all(NOTICES, lambda it: _unpaid(it) and it.due_at <= now)
        return sorted({one.chat_link_id for one in due})

    async def stranded_in(self) -> Sequence[WorkspaceId]:
        found = {one.workspace_id for one in stranded(self._session)}
        return sorted(one for one in found if one is not None)

    async def claim_notice(self, link_id: ChatLinkId, now: datetime) -> Notice | None:
        due = [one for one in self._owed_to(link_id) if one.due_at <= now]
        if not due:
            return None
        claimed = min(due, key=lambda it: (priority(it.kind), it.id)).to(NoticeState.SENDING)
        self._store(claimed)
        for other in due:
            same = (other.kind, other.subject_id) == (claimed.kind, claimed.subject_id)
            if claimed.kind in _PRESENT and same and other.id != claimed.id:
                self._store(other.to(NoticeState.WITHDRAWN))
        return claimed

    async def unsay(self, notice: Notice) -> Mapping[int, str]:
        about = (notice.bot_id, notice.kind, notice.subject_id)
        said = [
            one
            for one in self._rows.all(MESSAGES)
            if (one.message.bot_id, one.message.kind, one.message.subject_id) == about
            and one.message.text_hash
        ]
        for one in said:
            self._rows.replace(MESSAGES, replace(one, message=replace(one.message, text_hash="")))
        return {one.message.message_id: one.message.text_hash for one in said}

    async def settle_notice(self, notice: Notice, message: SentMessage | None) -> None:
        self._store(notice)
        if message is not None:
            keep_message(self._session, message)

    async def said_at(self, bot_id: int, chat_id: int, message_id: int) -> SentMessage | None:
        place = (bot_id, chat_id, message_id)
        found = self._rows.find(MESSAGES, lambda it: it.place == place)
        return None if found is None else found.message

    async def shared_as(self, bot_id: int, inline_message_id: str) -> Share | None:
        wanted = (bot_id, inline_message_id)
        return self._rows.find(SHARES, lambda it: (it.bot_id, it.inline_message_id) == wanted)

    async def next_due(self, link_id: ChatLinkId) -> datetime | None:
        return min((one.due_at for one in self._owed_to(link_id)), default=None)

    async def chat_gone(self, link_id: ChatLinkId, now: datetime) -> None:
        link = self._rows.find(LINKS, lambda it: it.id == link_id and it.gone_since is None)
        if link is not None:
            self._rows.replace(LINKS, replace(link, gone_since=now))
        for notice in self._owed_to(link_id):
            if notice.kind not in INLINE:
                self._store(notice.to(NoticeState.DEAD))

    async def chat_back(self, bot_id: int, chat_id: int) -> int:
        here = self._rows.all(LINKS, lambda it: (it.bot_id, it.chat_id) == (bot_id, chat_id))
        gone = [link for link in here if link.gone_since is not None]
        for link in gone:
            self._rows.replace(LINKS, replace(link, gone_since=None))
        ids = {link.id for link in gone}
        dead = self._rows.all(
            NOTICES, lambda it: it.chat_link_id in ids and it.state is NoticeState.DEAD
        )
        owed = [one.to(NoticeState.OWED) for one in dead]
        for notice in owed:
            self._store(notice)
        await wake(self._session, owed)
        return len(owed)

    async def move_chat(self, bot_id: int, old: int, new: int) -> None:
        links = self._rows.all(LINKS, lambda it: it.bot_id == bot_id and it.chat_id in (old, new))
        linked = {(one.workspace_id, one.thread_id) for one in links if one.chat_id == new}
        for link in links:
            if link.chat_id == old and (link.workspace_id, link.thread_id) not in linked:
                self._rows.replace(LINKS, replace(link, chat_id=new))
        said = self._rows.all(MESSAGES, lambda it: it.message.bot_id == bot_id)
        taken = {one.message.message_id for one in said if one.chat_id == new}
        self._rows.drop(
            MESSAGES,
            lambda it: it.place[:2] == (bot_id, old) and it.message.message_id in taken,
        )
        for one in self._rows.all(MESSAGES, lambda it: it.place[:2] == (bot_id, old)):
            self._rows.replace(MESSAGES, Said(one.id, replace(one.message, chat_id=new)))

    async def owed_actions(self, now: datetime) -> Sequence[DueAction]:
        left = (ActionState.SENDING, ActionState.UNSURE)
        accounts: dict[int | None, AccountId] = {
            **{one.id: one.account_id for one in self._rows.all(PUBLICATIONS)},
            **{one.id: one.account_id for one in self._rows.all(APPLICATIONS)},
        }
        return [
            DueAction(
                one.workspace_id,
                one.id,
                accounts[one.publication_id or one.application_id],
                one.due_at,
                one.application_id,
            )
            for one in self._rows.all(ACTIONS)
            if one.state in left
            or (one.state is ActionState.OWED and (one.due_at is None or one.due_at <= now))
        ]

    async def open_digests(self) -> Sequence[OpenDigest]:
        found = self._rows.all(DIGESTS, lambda it: it.told_at is None)
        return [OpenDigest(one.workspace_id, one.id, one.account_id) for one in found]

    async def kept_stubs(self) -> Sequence[StubbedAd]:
        active = {one.id for one in self._rows.all(ACCOUNTS) if one.state is AccountState.ACTIVE}
        kept = {(one.workspace_id, one.site, one.remote_ad_id) for one in self._rows.all(STUBS)}
        return [
            StubbedAd(one.workspace_id, one.id, one.account_id)
            for one in self._rows.all(PUBLICATIONS)
            if one.may_sync
            and one.account_id in active
            and (one.workspace_id, one.site, one.remote_id) in kept
        ]

    async def wanted_files(self) -> Sequence[WantedFiles]:
        return wanted(self._rows, {one.id for one in asked_accounts(self._session)})

    async def held_applications(self, now: datetime) -> Sequence[WantedFiles]:
        active = {one.id for one in asked_accounts(self._session)}
        held = [
            (one.held_until, one.id, one)
            for one in self._rows.all(APPLICATIONS)
            if one.held_until is not None and one.held_until <= now and one.account_id in active
        ]
        return [
            WantedFiles(one.workspace_id, one.account_id, one.id)
            for *_, one in sorted(held, key=lambda it: it[:2])
        ]

    async def broken_workspaces(self) -> Sequence[WorkspaceId]:
        return sorted({one.workspace_id for one in self._rows.all(BROKEN)})

    async def broken_record(self, record_id: int) -> tuple[str, str]:
        kept = self._rows.get(BROKEN, record_id)
        return self._rows.get(ACCOUNTS, kept.account_id).site, kept.record.where

    def _owed_to(self, link_id: ChatLinkId) -> list[Notice]:
        return self._rows.all(NOTICES, lambda it: it.chat_link_id == link_id and _unpaid(it))

    def _store(self, notice: Notice) -> None:
        self._rows.replace(NOTICES, notice)
        touched(self._session, notice)


class MemorySystemTransaction(
    MemoryInbox,
    MemoryOwed,
    MemoryLookAtClock,
    MemoryLookAtEverything,
    MemoryCalls,
    MemoryDueInChats,
    MemoryDueInRooms,
    MemoryLeavers,
    MemoryErasedAnywhere,
    MemoryOwedBulkRefusals,
    MemoryWatched,
):
    """ports.SystemTransaction"""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.topics: ports.Topics = MemoryTopics(session)
        self.boards: ports.Boards = MemoryBoards(session)
        self.chats: ports.ChatLinks = MemoryChatLinks(session)
        self.notices: ports.Notices = MemoryNotices(session)
        self.workspaces: ports.Workspaces = MemoryWorkspaces(session)
        self.conversations: ports.Conversations = MemoryConversations(session)

    async def known_file(self, bot_id: int, sha256: str) -> str | None:
        file_id: str | None = self._rows.tables[UPLOADS].get((bot_id, sha256))
        return file_id

    async def keep_file_id(
        self, bot_id: int, sha256: str, file_id: str, application_id: int | None = None
    ) -> None:
        self._rows.tables[UPLOADS][bot_id, sha256] = file_id

    async def dictionary(self, site: str, name: str) -> CachedDictionary | None:
        return cached(self._session, site, name)

    async def save_dictionary(self, site: str, name: str, cached: CachedDictionary) -> None:
        self._rows.tables[DICTIONARIES][site, name] = cached

    async def prune(self, now: datetime) -> int:
        forget_counts(self._session, now)
        changed = self._rows.tables[CHANGED]
        screens: tuple[NoticeKind, ...] = (
            *_PRESENT,
            NoticeKind.TIDY,
            NoticeKind.CARD_PAGE,
            NoticeKind.BOARD_PIN,
        )
        screens += (NoticeKind.HEALTH, NoticeKind.HEALTH_CHANGED)
        return sum(
            (
                self._rows.drop(
                    INBOX, lambda it: it.stored_at < now - _WEEK and it.state != "open"
                ),
                self._rows.drop(
                    NOTICES,
                    lambda it: (
                        it.kind in screens and not _unpaid(it) and changed[it.id] < now - _DAY
                    ),
                ),
                self._rows.drop(
                    MESSAGES,
                    lambda it: (
                        it.message.kind is NoticeKind.SCREEN and it.message.sent_at < now - _DAY
                    ),
                ),
                self._rows.drop(INVITES, lambda it: it.expires_at < now - _WEEK),
                self._rows.drop(TOKENS, lambda it: it.expires_at < now - _WEEK),
                self._rows.drop(LOGINS, lambda it: it.expires_at < now - _WEEK),
                self._rows.drop(EVENTS, lambda it: it.done and it.heard_at < now - _MONTH),
            )
        )

    async def enqueue(self, job: Job) -> bool:
        return await self._session.enqueue(job)

    async def enqueue_all(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            await self._session.enqueue(job)

    async def commit(self) -> None:
        self._session.commit()


def asked_accounts(session: Session) -> list[EmployerAccount]:
    """Active ones, but those of sites that an operator has stopped."""
    paused = paused_sites(session)
    return session.rows.all(
        ACCOUNTS, lambda it: it.state is AccountState.ACTIVE and it.site not in paused
    )


def cached(session: Session, site: str, name: str) -> CachedDictionary | None:
    """A site's dictionary as it was last fetched."""
    found: CachedDictionary | None = session.rows.tables[DICTIONARIES].get((site, name))
    return found


def doubt(session: Session, site: str, name: str) -> None:
    """No copy of it is young enough any more."""
    known = cached(session, site, name)
    if known is not None:
        session.rows.tables[DICTIONARIES][site, name] = replace(known, fetched_at=LONG_AGO)
