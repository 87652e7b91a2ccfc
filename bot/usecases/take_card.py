"""Who works on a candidate, and at which stage."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.conversation import Flash
from bot.domain.errors import NotThere, TakenAlready
from bot.domain.group import Did
from bot.domain.handling import Handling, Stage
from bot.domain.ids import MemberId
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.telling import led_to
from bot.domain.workspace import RIGHTS, Actor, ChatLink, Member, Right
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.handle_card import HandleCard, OnCard, name_of
from bot.usecases.owe_answer import take_back
from bot.usecases.redraw_cards import word_in


@dataclass(frozen=True, slots=True)
class TakeCard:
    """The first who asks has it; the second hears who that is."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere; Conflict when it was taken this very moment: ask again."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            handling, flash = card.application.handling, None
            try:
                mine = handling.take(actor.member_id, self.handle.clock.now())
            except TakenAlready as taken:
                mine, who = handling, await name_of(tx, MemberId(taken.by))
                flash = Flash("card-taken", {"who": who, "moment": taken.at})
            if mine is handling:
                await self.handle.freshen(tx, card)
            else:
                await self.handle.store(tx, actor.member_id, card, mine, Did.TAKEN)
            await tx.commit()
        return flash


def dropped(was: Handling, now: datetime) -> Flash | None:
    """That who was put off, and has got on since, does not come back then."""
    if not was.waits(now) or was.later_until is None:
        return None
    return Flash("card-later-off", {"moment": was.later_until})


@dataclass(frozen=True, slots=True)
class MoveCard:
    """To another stage, here alone: no site hears of it. A reminder is dropped, and that said."""

    uow: UnitOfWork
    handle: HandleCard
    stage: Stage

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere, IllegalTransition, Conflict."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            flash = None
            if card.stale:
                flash = await self.handle.moved_on(tx, card)
            else:
                now = self.handle.clock.now()
                flash = dropped(card.application.handling, now)
                moved = card.application.handling.to(self.stage, actor.member_id, now)
                await self.handle.store(
                    tx, actor.member_id, card, moved, Did.MOVED, detail=self.stage
                )
            await tx.commit()
        return flash


@dataclass(frozen=True, slots=True)
class AssignCard:
    """To a member, who gets the card where they have none, else a word under it."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """What the button has chosen is a member, 0 for nobody. Raises: NotThere, Conflict."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            to = await _member(tx, card.version) if card.version else None
            handling, now = card.application.handling, self.handle.clock.now()
            chosen = to.id if to is not None else None
            given = handling.assign(chosen, actor.member_id, now)
            if given is handling:
                await self.handle.freshen(tx, card)
            else:
                detail = str(chosen or "")
                await self.handle.store(
                    tx, actor.member_id, card, given, Did.ASSIGNED, detail=detail
                )
                if to is not None and to.id != actor.member_id:
                    await self._tell(tx, card, to)
            await tx.commit()

    async def _tell(self, tx: Transaction, card: OnCard, to: Member) -> None:
        home = await tx.chats.private(self.handle.bot_id, to.user_id)
        now, version = self.handle.clock.now(), card.application.version
        cards = await tx.notices.of_subject(NoticeKind.CARD, card.application.id)
        if any(_comes(one, home) for one in cards):
            word = word_in(home, card.application, now, f"assigned.{version}")
            await tx.notices.owe([word])
        else:
            await tx.notices.owe([self.handle.owe(card, home, f"assigned.{version}", now)])


def _comes(card: Notice, home: ChatLink) -> bool:
    """Whether it stands in the chat, or will: one that is dead does when the chat is back."""
    waits = card.state is NoticeState.DEAD and home.gone_since is None
    gone = waits or card.state is NoticeState.WITHDRAWN
    return card.chat_link_id == home.id and not gone


async def _member(tx: Transaction, member_id: int) -> Member:
    """Who may handle candidates. Raises: NotThere."""
    for one in await tx.workspaces.members():
        if one.id == member_id and Right.HANDLE in RIGHTS[one.role]:
            return one
    raise NotThere


@dataclass(frozen=True, slots=True)
class UndoCard:
    """Take back what one has just done here."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """Where that was an answer, what is owed to the candidate is withdrawn with it.

        Raises: NotThere; NothingToUndo: too late, or somebody else's.
        """
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            handling, now = card.application.handling, self.handle.clock.now()
            back = handling.undo(actor.member_id, now, self.handle.paces.undo)
            past = await tx.actions.of_application(card.application.id)
            if past and led_to(past[0], handling):
                await take_back(tx, card.application, past[0], self.handle.clock)
            what = handling.act.value if handling.act is not None else ""
            await self.handle.store(tx, actor.member_id, card, back, Did.UNDONE, detail=what)
            await tx.commit()
