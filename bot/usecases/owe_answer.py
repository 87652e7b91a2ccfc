"""Deciding about a candidate: the stage here, and what is owed to the site (design.md 6)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.application import Application
from bot.domain.errors import AnswerUnderWay, NothingToUndo
from bot.domain.group import Did
from bot.domain.handling import Reason
from bot.domain.ids import ActionId, new_id
from bot.domain.jobs import Job
from bot.domain.site_action import ActionState, DueAction, Kind, SiteAction
from bot.domain.telling import moved, passes_on, undoable
from bot.domain.workspace import Actor
from bot.ports import Clock, Sites, Transaction
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.redraw_cards import changed, changing
from bot.usecases.refusal_job import noted
from bot.usecases.screens import refresh
from bot.usecases.spot import REVIEW

TELL = "tell"
TOLD = "told"
"""The screen that shows how it went."""


@dataclass(frozen=True, slots=True)
class OweAnswer:
    """Part of the use cases that tell candidates anything, one or many; in their transaction."""

    sites: Sites
    clock: Clock
    handle: HandleCard

    async def __call__(
        self,
        tx: Transaction,
        actor: Actor,
        card: OnCard,
        kind: Kind,
        words: str | None,
        *,
        reason: Reason | None = None,
        at_once: bool = False,
        here: bool = False,
    ) -> SiteAction | None:
        """Nothing leaves before the undo is over. None: the site tells nobody, it stays here.

        `at_once`: of many, whose undo is over by now. `here`: the site has said that it does not
        do this for the response.

        Raises: AnswerUnderWay; Conflict when somebody else was faster.
        """
        application, now = card.application, self.clock.now()
        account = await tx.accounts.get(application.account_id)
        past = await tx.actions.of_application(application.id)
        if past and past[0].under_way:
            raise AnswerUnderWay
        action = None
        if not here and passes_on(self.sites.info(application.site), account, kind):
            action = await self._made(tx, actor, application, kind, words, now)
            if at_once and action.state is ActionState.OWED:
                action = replace(action, due_at=now)
            await tx.actions.save(action)
            await tx.enqueue(tell_job(action, account.id))
        was, told = application.handling, action is not None
        handling = moved(was, kind, actor.member_id, now, told=told, reason=reason)
        if handling.stage is not was.stage:
            detail = handling.stage.value
            await self.handle.store(tx, actor.member_id, card, handling, Did.MOVED, detail=detail)
        if action is None:
            return None
        await self.handle.note_down(tx, actor.member_id, card, Did.TOLD, detail=kind.value)
        if handling.stage is was.stage:  # else every copy is drawn again already
            if handling != was:
                await tx.applications.handle(replace(application, handling=handling))
            await redraw_answer(tx, application, action, self.clock)
        return action

    async def _made(
        self,
        tx: Transaction,
        actor: Actor,
        application: Application,
        kind: Kind,
        words: str | None,
        now: datetime,
    ) -> SiteAction:
        action = SiteAction(
            ActionId(new_id()),
            application.workspace_id,
            kind,
            await tx.actions.next_number(application.id),
            actor.member_id,
            now,
            application_id=application.id,
            due_at=now + self.handle.paces.undo,
            since=now,
            words=words,
        )
        past = await tx.actions.of_application(application.id)
        if past and past[0].unknown and (past[0].kind, past[0].words) == (kind, words):
            # It may have arrived: the site is looked at before anything is said again.
            since, made = past[0].since, past[0].created_at
            unsure = ActionState.UNSURE
            action = replace(action, state=unsure, due_at=now, since=since, created_at=made)
        return action


def tell_job(action: SiteAction | DueAction, account_id: int) -> Job:
    """The wake-up for one candidate to be told; an account talks to its site one at a time."""
    return Job(
        TELL,
        action.id,
        action.workspace_id,
        lock=f"account:{account_id}",
        unique=f"tell:{action.id}",
        at=action.due_at,
        priority=40,
    )


async def take_back(
    tx: Transaction, application: Application, action: SiteAction, clock: Clock
) -> None:
    """Withdraw what is owed to the candidate and has not left; once is enough.

    Raises: NothingToUndo when it is on its way, or has ended; Conflict when it leaves this
    very moment.
    """
    if action.state is ActionState.WITHDRAWN:
        return
    if not undoable(action, clock.now()):
        raise NothingToUndo
    gone = action.to(ActionState.WITHDRAWN, clock.now())
    await tx.actions.save(gone, was=action.state)
    await tx.withdraw(f"tell:{gone.id}")
    await redraw_answer(tx, application, gone, clock)


async def unsaid(tx: Transaction, application: Application, action: SiteAction) -> None:
    """The candidate was not told after all, which is no answer. Raises: Conflict."""
    fresh = await tx.applications.get(application.id)
    handling = fresh.handling.unsaid(action.created_at)
    if handling is not fresh.handling:
        await tx.applications.handle(replace(fresh, handling=handling))


async def redraw_answer(
    tx: Transaction, application: Application, action: SiteAction, clock: Clock
) -> None:
    """Every copy of the card, and the screen of who watches, say how it goes."""
    now, why = clock.now(), f"told{action.number}{action.state}{action.attempts}"
    fresh = await tx.applications.get(application.id)
    about = await changing(tx, fresh, now)
    await tx.notices.owe([changed(fresh, one, now, why) for one in about])
    await refresh(tx, (TOLD,), action.id)
    await refresh(tx, (REVIEW,), application.id)
    await noted(tx, action)
