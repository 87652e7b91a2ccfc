"""A group's board: one pinned message, changed silently when its numbers do."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.board import Board, DueBoard
from bot.domain.errors import NotThere
from bot.domain.ids import ChatLinkId
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.workspace import ChatLink, Tenant
from bot.ports import (
    Clock,
    Delivered,
    GroupChats,
    NoForum,
    NoRight,
    Outcome,
    Refused,
    SystemTransaction,
    Transaction,
    UnitOfWork,
)
from bot.usecases.group_words import to_group
from bot.usecases.reading.boards import board_of, said_by
from bot.usecases.tell_trouble import BOARD_PIN, tell_trouble

KEEP_BOARD = "keep_board"


def board_job(due: DueBoard) -> Job:
    """The wake-up of a board that is to be looked at."""
    key = f"board:{due.chat_link_id}"
    return Job(KEEP_BOARD, due.chat_link_id, due.workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class KeepBoard:
    """The job: where the numbers are others, owe the change; at most one a pace."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. That of a group which is linked no more goes."""
        assert job.workspace_id is not None  # board_job always names it
        link_id = ChatLinkId(job.subject)
        async with self.uow(Tenant(job.workspace_id)) as tx:
            try:
                await self._look(tx, await tx.chats.hold(link_id))
            except NotThere:
                await tx.boards.drop(link_id)
            await tx.commit()

    async def _look(self, tx: Transaction, link: ChatLink) -> None:
        board, now = await tx.boards.of(link.id), self.clock.now()
        if board is None or board.look_at > now:
            return
        said = said_by(await board_of(tx, link, now), link.language)
        if said != board.shown:
            await tx.notices.owe([_change(link, now)])
        await tx.boards.save(replace(board, shown=said, look_at=now + self.paces.board))


@dataclass(frozen=True, slots=True)
class PinBoard:
    """For the deliverer: which message the board is, and that it is pinned."""

    uow: UnitOfWork
    group_chats: GroupChats
    clock: Clock

    async def stands(self, notice: Notice, link: ChatLink, message_id: int) -> None:
        """The board is this message now: a new one is pinned."""
        assert notice.workspace_id is not None  # a board is always some company's
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            link = await tx.chats.hold(link.id)  # its clock may be looking at the board just now
            board = await tx.boards.of(link.id)
            if board is None:  # nobody wants it any more
                await tx.notices.owe([_down(link, message_id, self.clock.now())])
            else:
                await tx.boards.save(replace(board, message_id=message_id))
                if message_id != board.pinned_id and not board.unpinnable:
                    await tx.notices.owe([_pin(link, message_id, self.clock.now())])
            await tx.commit()

    async def pin(self, notice: Notice, link: ChatLink) -> Outcome | None:
        """Where the bot may not, who linked the group hears of it once."""
        assert notice.workspace_id is not None  # a board is always some company's
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            board = await tx.boards.of(link.id)
        if board is None or board.message_id != notice.subject_id:
            return None
        did = await self.group_chats.pin(link.chat_id, notice.subject_id)
        if not isinstance(did, Delivered | NoRight | NoForum | Refused):
            return did
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            link = await tx.chats.hold(link.id)
            board = await tx.boards.of(link.id)
            if board is not None and isinstance(did, Delivered):
                await tx.boards.save(replace(board, pinned_id=notice.subject_id))
            elif board is not None and not board.unpinnable:
                await tx.boards.save(replace(board, unpinnable=True))
                await tell_trouble(tx, link, BOARD_PIN, self.clock.now())
            await tx.commit()
        return did if isinstance(did, Delivered) else None

    async def take_off(self, notice: Notice, link: ChatLink) -> Outcome | None:
        """A board that nobody wants is pinned no more, and goes."""
        assert notice.workspace_id is not None  # a board is always some company's
        did = await self.group_chats.unpin(link.chat_id, notice.subject_id)
        if not isinstance(did, Delivered | NoRight | NoForum | Refused):
            return did
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            now, subject = self.clock.now(), notice.subject_id
            await tx.notices.owe([to_group(link, NoticeKind.TIDY, now, subject=subject)])
            await tx.commit()
        return Delivered(0)


async def put_up(tx: Transaction, link: ChatLink, now: datetime) -> None:
    """The group is to have a board from now on."""
    assert link.workspace_id is not None  # only a company's group is managed
    board = Board(link.id, link.workspace_id, now)
    await tx.boards.save(board)
    await tx.enqueue(board_job(DueBoard(link.workspace_id, link.id)))


async def take_down(tx: Transaction, link: ChatLink, now: datetime) -> None:
    """It has one no more."""
    board = await tx.boards.of(link.id)
    if board is None:
        return
    await tx.boards.drop(link.id)
    if board.message_id is not None:
        await tx.notices.owe([_down(link, board.message_id, now)])


async def pin_again(tx: Transaction | SystemTransaction, link: ChatLink, now: datetime) -> None:
    """The bot may pin by now."""
    board = await tx.boards.of(link.id)
    if board is None or not board.unpinnable:
        return
    await tx.boards.save(replace(board, unpinnable=False))
    if board.message_id is not None:
        await tx.notices.owe([_pin(link, board.message_id, now)])


def _change(link: ChatLink, now: datetime) -> Notice:
    return to_group(link, NoticeKind.BOARD, now, occurrence=f"{now.timestamp():.6f}")


def _pin(link: ChatLink, message_id: int, now: datetime) -> Notice:
    when = f"{now.timestamp():.6f}"
    return to_group(link, NoticeKind.BOARD_PIN, now, occurrence=when, subject=message_id)


def _down(link: ChatLink, message_id: int, now: datetime) -> Notice:
    return to_group(link, NoticeKind.BOARD_DOWN, now, subject=message_id)
