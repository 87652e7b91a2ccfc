"""Asking whoever has a candidate to hand that candidate over (product.md 2.10)."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.errors import NotThere
from bot.domain.group import Did
from bot.domain.ids import MemberId, PleaId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.plea import Plea, PleaState
from bot.domain.workspace import RIGHTS, Actor, Right
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.handle_card import HandleCard, OnCard, name_of
from bot.usecases.settle_plea import close_plea, member, plea_notice, say_anew


@dataclass(frozen=True, slots=True)
class Plead:
    """The holder gets a notice with two buttons; one such wish is open at a time."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash:
        """Raises: NotThere; Conflict when somebody asked this very moment."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            flash = await self._asked(tx, actor, card)
            await self.handle.freshen(tx, card)
            await tx.commit()
        return flash

    async def _asked(self, tx: Transaction, actor: Actor, card: OnCard) -> Flash:
        holder_id = card.application.handling.assignee_id
        if holder_id is None:
            return Flash("plea-free")
        if holder_id == actor.member_id:
            return Flash("plea-mine")
        holder = await member(tx, holder_id)
        if holder is None or Right.HANDLE not in RIGHTS[holder.role]:
            return await self._take(tx, actor, card)
        waiting = await self._waiting(tx, card)
        if waiting is not None:
            who, moment = await name_of(tx, waiting.asked_by), waiting.asked_at
            mine = waiting.asked_by == actor.member_id
            text_id = "plea-asked" if mine else "plea-others"
            return Flash(text_id, {"who": who, "moment": moment})
        home = await tx.chats.private(self.handle.bot_id, holder.user_id)
        if home.gone_since is not None:
            return Flash("plea-unreachable", {"who": holder.name})
        plea = self._plea(actor, card, holder_id)
        await tx.pleas.save(plea)
        await tx.notices.owe([plea_notice(plea, NoticeKind.PLEA, home, plea.asked_at)])
        return Flash("plea-sent", {"who": holder.name})

    def _plea(self, actor: Actor, card: OnCard, holder_id: MemberId) -> Plea:
        ids = (PleaId(new_id()), actor.workspace_id, card.application.id)
        return Plea(*ids, actor.member_id, holder_id, self.handle.clock.now())

    async def _waiting(self, tx: Transaction, card: OnCard) -> Plea | None:
        """One that nobody has answered for a day stands in nobody's way."""
        plea, now = await tx.pleas.open_of(card.application.id), self.handle.clock.now()
        if plea is None or plea.waits(now, self.handle.paces.plea_life):
            return plea
        await close_plea(tx, plea.to(PleaState.STALE), now, self.handle.bot_id)
        return None

    async def _take(self, tx: Transaction, actor: Actor, card: OnCard) -> Flash:
        """Nobody could answer: whoever had it has left, or handles candidates no more."""
        given = card.application.handling.assign(
            actor.member_id, actor.member_id, self.handle.clock.now()
        )
        did, detail = Did.ASSIGNED, str(actor.member_id)
        await self.handle.store(tx, actor.member_id, card, given, did, detail=detail)
        return Flash("plea-taken")


@dataclass(frozen=True, slots=True)
class AnswerPlea:
    """The holder gives the candidate, or keeps it."""

    uow: UnitOfWork
    handle: HandleCard
    give: bool

    async def __call__(self, actor: Actor, asked: Press) -> Flash | None:
        """Raises: NotThere, also for anybody but who was asked; Conflict."""
        async with self.uow(actor) as tx:
            plea = await tx.pleas.get(PleaId(asked.id))
            if plea.holder_id != actor.member_id:
                raise NotThere
            flash = await self._answer(tx, actor, plea)
            await tx.commit()
        return flash

    async def _answer(self, tx: Transaction, actor: Actor, plea: Plea) -> Flash | None:
        now, bot_id = self.handle.clock.now(), self.handle.bot_id
        if not plea.waits(now, self.handle.paces.plea_life):
            if plea.state is PleaState.OPEN:
                await close_plea(tx, plea.to(PleaState.STALE), now, bot_id)
            else:
                await say_anew(tx, plea, now)
            return Flash("plea-stale")
        if not self.give:
            await close_plea(tx, plea.to(PleaState.KEPT), now, bot_id)
            return None
        asker = await member(tx, plea.asked_by)
        if asker is None or Right.HANDLE not in RIGHTS[asker.role]:
            await close_plea(tx, plea.to(PleaState.STALE), now, bot_id)
            return Flash("plea-nobody")
        await self._give(tx, actor, plea)
        return None

    async def _give(self, tx: Transaction, actor: Actor, plea: Plea) -> None:
        """Assigning it anew answers the plea."""
        application = await tx.applications.get(plea.application_id)
        now, asker = self.handle.clock.now(), await member(tx, plea.asked_by)
        given = application.handling.assign(plea.asked_by, actor.member_id, now)
        card, detail = OnCard(application), str(plea.asked_by)
        await self.handle.store(tx, actor.member_id, card, given, Did.ASSIGNED, detail=detail)
        if asker is not None:
            home = await tx.chats.private(self.handle.bot_id, asker.user_id)
            cards = await tx.notices.of_subject(NoticeKind.CARD, application.id)
            if home.id not in {one.chat_link_id for one in cards}:
                await tx.notices.owe([self.handle.owe(card, home, "assigned", now)])
