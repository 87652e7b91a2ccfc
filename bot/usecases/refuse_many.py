"""Politely refusing many at once: who, with which words, and the last question."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.answer import AnswerKind, nameless
from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, Skip, Turn
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import NotAllowed, NotThere, Stale
from bot.domain.group import Did
from bot.domain.handling import Act, Stage
from bot.domain.ids import ApplicationId, BulkRefusalId, new_id
from bot.domain.queues import SNAPSHOT_MOST, QueueLine, Seen
from bot.domain.reply import NEEDS
from bot.domain.site_action import ActionState, Kind
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.manage_answers import there, with_ready
from bot.usecases.open_inbox import NAMES, PART, QUEUE, REFUSING, part_of
from bot.usecases.owe_answer import unsaid
from bot.usecases.refusal_job import refuse_job
from bot.usecases.screens import current, refresh, show, stay

WORDS, CHECK = "refuse_words", "refuse_check"
_STEPS = (NAMES, WORDS, CHECK)
_CHOICE = "refuse"


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to be refused, and with which words; kept in the conversation."""

    ids: tuple[ApplicationId, ...]
    off: frozenset[ApplicationId] = field(default_factory=frozenset)
    """Those who are left out."""
    words: str | None = None
    more: bool = False

    @classmethod
    def of(cls, talk: Conversation) -> "Choice":
        """Raises: Stale when the way was left."""
        kept: dict[str, Any] | None = talk.draft.get(_CHOICE)
        if kept is None:
            raise Stale
        ids = tuple(ApplicationId(one) for one in kept["ids"])
        off = frozenset(ApplicationId(one) for one in kept["off"])
        return cls(ids, off, kept.get("words"), bool(kept.get("more")))

    def on(self, talk: Conversation) -> Conversation:
        """The conversation with this in its draft."""
        kept = {
            "ids": list(self.ids),
            "off": sorted(self.off),
            "words": self.words,
            "more": self.more,
        }
        return talk.drafted(**{_CHOICE: kept})

    @property
    def chosen(self) -> list[ApplicationId]:
        """Those who are not left out."""
        return [one for one in self.ids if one not in self.off]


@dataclass(frozen=True, slots=True)
class AskRefusal:
    """A button of the unanswered ones: those of the list, by name."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """An empty list says so. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != QUEUE:
                raise Stale
            part = part_of(talk)
            seen = Seen.of(actor, own=part.own)
            ids = await tx.queues.ids(seen, part, self.clock.now(), limit=SNAPSHOT_MOST + 1)
            if not ids:
                await stay(tx, actor, Flash("review-nobody"), asked=asked, talk=talk)
            else:
                first = tuple(ids[:SNAPSHOT_MOST])
                lines = await tx.queues.lines(first)
                # Who is worked on is refused only if somebody says so.
                taken = frozenset(one.id for one in lines if one.assignee_id is not None)
                choice = Choice(first, taken, more=len(ids) > SNAPSHOT_MOST)
                talk = choice.on(talk.cleared().drafted(**{PART: part.kept()}))
                await show(tx, actor, Place(NAMES), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """One of them, or take one in again."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, choice = await _step(tx, actor, asked)
            one = ApplicationId(asked.id)
            if talk.place.screen != NAMES or one not in choice.ids:
                raise Stale
            talk = replace(choice, off=choice.off ^ {one}).on(talk)
            await show(tx, actor, talk.place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class GoToStep:
    """Another step of the way."""

    uow: UnitOfWork
    clock: Clock
    screen: str

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Nobody at all is no choice. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, choice = await _step(tx, actor, asked)
            if not choice.chosen:
                await stay(tx, actor, Flash("refuse-nobody"), asked=asked, talk=talk)
            else:
                await with_ready(tx, actor, self.clock)
                await show(tx, actor, Place(self.screen), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class PickRefusalWords:
    """A template."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk, choice = await _step(tx, actor, asked)
            answer = await there(tx, asked.id)
            if answer.kind is not AnswerKind.REJECT:
                raise NotThere
            talk = replace(choice, words=answer.body).on(talk)
            await show(tx, actor, Place(CHECK), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class CallNobody:
    """The chosen text without anybody's name: for all, where some hide theirs."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, choice = await _step(tx, actor, asked)
            if talk.place.screen != CHECK or choice.words is None:
                raise Stale
            talk = replace(choice, words=nameless(choice.words)).on(talk)
            await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)
            await tx.commit()


async def _step(tx: Transaction, actor: Actor, asked: Press) -> tuple[Conversation, Choice]:
    """Raises: Stale."""
    talk = current(await tx.conversations.of(actor), asked)
    if talk.place.screen not in _STEPS:
        raise Stale
    return talk, Choice.of(talk)


@dataclass(frozen=True, slots=True)
class ConfirmRefusal:
    """The last tap: all are owed at once, and nothing happens before the undo is over."""

    uow: UnitOfWork
    clock: Clock
    sites: Sites
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, also for a second tap."""
        async with self.uow(actor) as tx:
            talk, choice = await _step(tx, actor, asked)
            lines = await tx.queues.lines(choice.chosen)
            if talk.place.screen != CHECK or choice.words is None or not lines:
                raise Stale
            now = self.clock.now()
            due = now + self.handle.paces.undo
            ids = (BulkRefusalId(new_id()), actor.workspace_id, actor.member_id)
            refusal = BulkRefusal(*ids, now, due, len(lines), choice.words)
            await tx.bulk_refusals.add(refusal, self._items(refusal, lines))
            await tx.enqueue(refuse_job(refusal, at=due))
            left = talk.cleared().drafted(**{PART: talk.draft.get(PART)})
            await show(tx, actor, Place(REFUSING, refusal.id), asked=asked, talk=left)
            await tx.commit()

    def _items(self, refusal: BulkRefusal, lines: Sequence[QueueLine]) -> list[BulkRefusalItem]:
        need = NEEDS[Kind.REJECT]
        return [
            BulkRefusalItem(
                refusal.id,
                one.id,
                refusal.workspace_id,
                at,
                one.assignee_id,
                need in self.sites.info(one.site).can,
            )
            for at, one in enumerate(lines)
        ]


@dataclass(frozen=True, slots=True)
class StopRefusal:
    """Whoever has not been told stays as they were."""

    uow: UnitOfWork
    clock: Clock
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; NotAllowed: somebody else's; IllegalTransition once it is over."""
        async with self.uow(actor) as tx:
            refusal = await tx.bulk_refusals.get(BulkRefusalId(asked.id), hold=True)
            if refusal.asked_by != actor.member_id and not actor.may(Right.MANAGE_TEAM):
                raise NotAllowed
            now = self.clock.now()
            flash = Flash("refuse-undone" if refusal.undoable(now) else "refuse-stopped")
            refusal = await tx.bulk_refusals.save(refusal.stopped(now))
            for one in await tx.bulk_refusals.items(refusal.id):
                if one.item.turn is Turn.WAITING:
                    await tx.bulk_refusals.settle(one.item.skipped(Skip.STOPPED))
                elif one.action is ActionState.OWED:
                    await self._take_back(tx, actor, refusal, one.item)
            await tx.enqueue(refuse_job(refusal))
            await refresh(tx, (REFUSING,), refusal.id, but=actor.user_id)
            place = Place(REFUSING, refusal.id)
            await show(tx, actor, place, asked=asked, flash=flash)
            await tx.commit()

    async def _take_back(
        self, tx: Transaction, actor: Actor, refusal: BulkRefusal, item: BulkRefusalItem
    ) -> None:
        """It has not left. Raises: Conflict when it does this very moment."""
        assert item.action_id is not None  # it is owed by it
        action = await tx.actions.get(item.action_id)
        gone = action.to(ActionState.WITHDRAWN, self.clock.now())
        await tx.actions.save(gone, was=ActionState.OWED)
        await tx.withdraw(f"tell:{action.id}")
        await tx.bulk_refusals.let_go(item.skipped(Skip.STOPPED))
        one = await tx.applications.get(item.application_id)
        handling = one.handling
        ours = handling.act is Act.MOVED and handling.acted_by == refusal.asked_by
        if ours and handling.stage is Stage.REJECTED and handling.before is not None:
            card, what = OnCard(one), Act.MOVED.value
            before = handling.before
            await self.handle.store(tx, actor.member_id, card, before, Did.UNDONE, detail=what)
        else:
            await unsaid(tx, one, action)
