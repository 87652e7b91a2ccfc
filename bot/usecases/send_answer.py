"""What was chosen for a candidate goes out; it is taken back; it is sent once more."""

from dataclasses import dataclass, replace

from bot.domain.answer import TEXT_MOST, Filled
from bot.domain.conversation import Flash, Place
from bot.domain.errors import NothingToUndo, NotThere, Stale
from bot.domain.ids import ActionId
from bot.domain.site_action import ActionState
from bot.domain.telling import leads_on, led_to
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.answer_candidate import HERE, Telling, filled, step_of, with_notice
from bot.usecases.asked import Press
from bot.usecases.handle_card import HandleCard, OnCard, name_of
from bot.usecases.owe_answer import TOLD, OweAnswer, take_back, unsaid
from bot.usecases.screens import show, stay
from bot.usecases.spot import Spot
from bot.usecases.take_card import dropped


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """The last tap: it is decided here, and owed to the site where that tells the candidate."""

    uow: UnitOfWork
    owe: OweAnswer
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """A tag without a value, or an unknown one, stands in the way; so does who was faster.

        Raises: Stale, NotThere, AnswerUnderWay; Conflict when somebody else was faster.
        """
        async with self.uow(actor) as tx:
            talk, telling = await step_of(tx, actor, asked)
            card = await self.handle.find(tx, actor, Press(talk.place.subject))
            words = await filled(tx, actor, card.application, telling)
            whole = await with_notice(tx, self.owe.sites, actor, card.application, telling, words)
            no = await _overtaken(tx, actor, card, telling) or _unfit(words, whole)
            if no is not None:
                seen = replace(telling, seen=card.application.handling.stage)
                await stay(tx, actor, no, asked=asked, talk=seen.on(talk))
                await tx.commit()
                return
            text = whole if telling.words is not None else None
            here, why = telling.here, telling.reason
            action = await self.owe(tx, actor, card, telling.kind, text, reason=why, here=here)
            off = await self._off(tx, card)
            place = Place(HERE, card.application.id)
            kept = replace(telling, words=text, values=None).on(talk)
            spot = Spot.of(talk)
            if action is not None and spot is not None:
                spot = spot.past(card.application.id)
                place, kept = spot.place, spot.on(talk)
            elif action is not None:
                place, kept = Place(TOLD, action.id), talk.cleared()
            await show(tx, actor, place, asked=asked, talk=kept, flash=off)
            await tx.commit()

    async def _off(self, tx: Transaction, card: OnCard) -> Flash | None:
        """Who has got on since they were put off does not come back then: that is said."""
        fresh = await tx.applications.get(card.application.id)
        was = card.application.handling
        return dropped(was, self.owe.clock.now()) if fresh.handling.later_until is None else None


def _unfit(words: Filled, whole: str) -> Flash | None:
    """Why nobody may read it; long values make it longer than what was typed."""
    if not words.whole:
        return Flash("tell-not-whole")
    length = len(whole)
    said = {"most": TEXT_MOST, "length": length}
    return Flash("bad-answer-long", said) if length > TEXT_MOST else None


async def _overtaken(tx: Transaction, actor: Actor, card: OnCard, telling: Telling) -> Flash | None:
    """Somebody else has decided while words were chosen: nobody is invited, or refused, twice."""
    handling = card.application.handling
    fits = leads_on(telling.kind, handling.stage)
    same = telling.seen in (None, handling.stage) or handling.acted_by == actor.member_id
    if (fits and same) or handling.acted_at is None:
        return None
    who = await name_of(tx, handling.acted_by)
    text_id = "tell-moved-on" if fits else "tell-decided"
    return Flash(text_id, {"who": who, "moment": handling.acted_at})


@dataclass(frozen=True, slots=True)
class UndoAnswer:
    """Take back what has not left, with the stage that it led to; a button of its screen.

    Where somebody has gone on from there, the stage is theirs: it stays, and that is said.
    """

    uow: UnitOfWork
    clock: Clock
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Too late is said on the screen. Raises: NotThere."""
        async with self.uow(actor) as tx:
            action = await tx.actions.get(ActionId(asked.id))
            if action.application_id is None:
                raise NotThere
            card = await self.handle.find(tx, actor, Press(action.application_id))
            flash, came_with_it = Flash("tell-undone"), led_to(action, card.application.handling)
            try:
                await take_back(tx, card.application, action, self.clock)
            except NothingToUndo as late:
                flash = Flash(late.text_id)
            else:
                if came_with_it:
                    await self.handle.back(tx, actor, card)
                else:
                    await unsaid(tx, card.application, action)
                    flash = await _stands(tx, card)
            await show(tx, actor, Place(TOLD, action.id), asked=asked, flash=flash)
            await tx.commit()


async def _stands(tx: Transaction, card: OnCard) -> Flash:
    """Whose step came after the answer that was taken back, and where the candidate stands."""
    handling = card.application.handling
    if handling.acted_at is None:
        return Flash("tell-undone")
    who = await name_of(tx, handling.acted_by)
    return Flash(
        "tell-undone-stands",
        {"who": who, "moment": handling.acted_at, "stage": handling.stage.value},
    )


@dataclass(frozen=True, slots=True)
class TellAgain:
    """The last answer once more, after it failed: a button of the card, or of the screen."""

    uow: UnitOfWork
    owe: OweAnswer
    handle: HandleCard
    on_card: bool = True

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, Stale when there is nothing to repeat; AnswerUnderWay."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            past = await tx.actions.of_application(card.application.id)
            if not past or past[0].state is not ActionState.FAILED or past[0].hopeless:
                raise Stale
            action = await self.owe(tx, actor, card, past[0].kind, past[0].words)
            talk = (await tx.conversations.of(actor)).cleared()
            place = Place(HERE, card.application.id)
            if action is not None:
                place = Place(TOLD, action.id)
            else:
                talk = Telling(past[0].kind, words=past[0].words).on(talk)
            pressed = Press(asked.id, 0, asked.message_id) if self.on_card else asked
            await show(tx, actor, place, asked=pressed, talk=talk)
            await tx.commit()
