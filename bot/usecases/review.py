"""Going through the candidates of a list one by one, on one message."""

from dataclasses import dataclass

from bot.domain.application import Application, FileKind, FileState
from bot.domain.conversation import Conversation, Flash
from bot.domain.errors import CardThere, NotThere, Stale
from bot.domain.group import Did
from bot.domain.ids import ApplicationId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.queues import SNAPSHOT_MOST, Seen
from bot.domain.site_action import SiteAction
from bot.domain.telling import led_to, undoable
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.handle_card import HandleCard
from bot.usecases.open_inbox import FIND, part_of
from bot.usecases.owe_answer import take_back
from bot.usecases.screens import current, show, stay
from bot.usecases.spot import REVIEW, Spot


@dataclass(frozen=True, slots=True)
class BeginReview:
    """From a list: at its first one, or at the one whose line was tapped."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """An empty list says so. Raises: Stale when the list was left."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            chosen = ApplicationId(asked.id)
            ids, more = await _listed(tx, actor, talk, self.clock)
            if chosen and chosen not in ids:  # behind those that fit, or answered meanwhile
                ids, more = (chosen,), False
            if not ids:
                await stay(tx, actor, Flash("review-nobody"), asked=asked, talk=talk)
            else:
                at = ids.index(chosen) if chosen else 0
                spot = Spot(ids, at, more=more)
                await show(tx, actor, spot.place, asked=asked, talk=spot.on(talk))
            await tx.commit()


async def _listed(
    tx: Transaction, actor: Actor, talk: Conversation, clock: Clock
) -> tuple[tuple[ApplicationId, ...], bool]:
    found = talk.draft.get(FIND)
    if found is not None:
        return tuple(ApplicationId(one) for one in found["ids"]), False
    part = part_of(talk)
    seen = Seen.of(actor, own=part.own)
    ids = await tx.queues.ids(seen, part, clock.now(), limit=SNAPSHOT_MOST + 1)
    return tuple(ids[:SNAPSHOT_MOST]), len(ids) > SNAPSHOT_MOST


@dataclass(frozen=True, slots=True)
class TurnReview:
    """The next one, the one before; 0: the same anew, after what a card led to."""

    uow: UnitOfWork
    step: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            spot = Spot.of(talk)
            if spot is None:
                raise Stale
            spot = spot.turned(self.step)
            await show(tx, actor, spot.place, asked=asked, talk=spot.on(talk))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class UndoReview:
    """Take back what was just done with the one before, and be there again."""

    uow: UnitOfWork
    clock: Clock
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; NothingToUndo: too late, or somebody else's."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            spot = Spot.of(talk)
            if spot is None:
                raise Stale
            card = await self.handle.find(tx, actor, Press(asked.id))
            one = card.application
            now, within = self.clock.now(), self.handle.paces.undo
            past = await tx.actions.of_application(one.id)
            came_with_it = bool(past) and led_to(past[0], one.handling)
            mine = bool(past) and past[0].asked_by == actor.member_id
            if mine and undoable(past[0], now) and not _acted_since(one, past[0], actor):
                await take_back(tx, one, past[0], self.clock)
                if came_with_it:
                    await self.handle.back(tx, actor, card)
            else:
                back = one.handling.undo(actor.member_id, now, within)
                if came_with_it:
                    await take_back(tx, one, past[0], self.clock)
                what = one.handling.act.value if one.handling.act is not None else ""
                await self.handle.store(tx, actor.member_id, card, back, Did.UNDONE, detail=what)
            spot = spot.back_at(one.id)
            pressed = Press(asked.id, talk.version, asked.message_id)
            await show(tx, actor, spot.place, asked=pressed, talk=spot.on(talk))
            await tx.commit()


def _acted_since(one: Application, told: SiteAction, actor: Actor) -> bool:
    """Whether the member has done something else with the candidate after this was said."""
    at = one.handling.acted_at
    return at is not None and at > told.created_at and one.handling.acted_by == actor.member_id


@dataclass(frozen=True, slots=True)
class SendReviewed:
    """The resume of the one who is looked at, below; the card itself where there is no file."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; CardThere when the chat has it already."""
        async with self.uow(actor) as tx:
            one = await tx.applications.get(ApplicationId(asked.id))
            if not await tx.queues.sees(Seen.of(actor), one.id):
                raise NotThere
            files = await tx.files.of_application(one.id)
            kept = [it for it in files if it.kind is FileKind.RESUME]
            kept = [it for it in kept if it.state is FileState.KEPT]
            kind, subject = (
                (NoticeKind.CARD_FILE, int(kept[0].id)) if kept else (NoticeKind.CARD, one.id)
            )
            link = await tx.chats.private(self.bot_id, actor.user_id)
            notice = Notice(
                NoticeId(new_id()),
                actor.workspace_id,
                self.bot_id,
                link.id,
                kind,
                subject,
                self.clock.now(),
                occurrence=f"{REVIEW}.{asked.message_id}",
            )
            if not await tx.notices.owe([notice]):
                raise CardThere
            await tx.commit()
