"""Who answers for a vacancy, and who else works on it."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotThere, Stale
from bot.domain.group import Did
from bot.domain.ids import MemberId, VacancyId
from bot.domain.team import Word
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import RIGHTS, Actor, Member, Right
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.leave_groups import leave_groups
from bot.usecases.reach import reaches_vacancy
from bot.usecases.screens import current, refresh, show
from bot.usecases.tell_member import tell_member
from bot.usecases.write_down import write_down

TEAM, OWNER = "vacancy_team", "vacancy_owner"


@dataclass(frozen=True, slots=True)
class TickColleague:
    """Into the team, or out of it again: as the button said, whatever a colleague did meanwhile."""

    uow: UnitOfWork
    clock: Clock
    into: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Who is where they are wanted already stays. Raises: Stale, NotThere, Conflict."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
            one = await able(tx, asked.id, leaving=vacancy)
            if vacancy.owner_id == one.id:
                raise NotThere  # it has to be handed to somebody first
            word = Word.JOINED if self.into else Word.LEFT
            if vacancy.is_of(one.id) is not self.into:
                vacancy = await self._change(tx, actor, vacancy, one, word)
            flash = Flash(f"done-team-{word}", {"name": one.name})
            await _show(tx, actor, asked, vacancy, flash, talk.place.page)
            await tx.commit()

    async def _change(
        self, tx: Transaction, actor: Actor, vacancy: Vacancy, one: Member, word: Word
    ) -> Vacancy:
        changed = vacancy.joined(one.id) if self.into else vacancy.without(one.id)
        saved = await tx.vacancies.save(changed)
        if not self.into:
            await leave_groups(tx, one.id, saved)
        did, now = Did.WORKS_ON if self.into else Did.WORKS_OFF, self.clock.now()
        await write_down(tx, actor, did, vacancy.id, now, detail=str(one.id))
        await tell_member(tx, self.clock, actor, one, word, vacancy.id)
        return saved


@dataclass(frozen=True, slots=True)
class HandVacancy:
    """Another member answers for it; who did so before stays in the team."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere, Conflict."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
            one = await able(tx, asked.id)
            saved = vacancy
            if vacancy.owner_id != one.id:
                handed = vacancy.handed(one.id)
                members = {it.id: it for it in await tx.workspaces.members()}
                if vacancy.owner_id not in members:  # has left
                    handed = handed.without(vacancy.owner_id)
                saved = await tx.vacancies.save(handed)
                await leave_groups(tx, vacancy.owner_id, saved)
                now, who = self.clock.now(), str(one.id)
                await write_down(tx, actor, Did.ANSWERS, vacancy.id, now, detail=who)
                await tell_member(tx, self.clock, actor, one, Word.ANSWERS, vacancy.id)
                if vacancy.owner_id in members:
                    before = members[vacancy.owner_id]
                    await tell_member(tx, self.clock, actor, before, Word.REPLACED, vacancy.id)
            await _show(tx, actor, asked, saved, Flash("done-team-answers", {"name": one.name}))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TurnColleagues:
    """Another page of them."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen not in (TEAM, OWNER):
                raise Stale
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()


async def able(tx: Transaction, member_id: int, *, leaving: Vacancy | None = None) -> Member:
    """A member who may handle candidates; or one who is in the team of the one that they leave.

    Raises: NotThere.
    """
    for one in await tx.workspaces.members():
        inside = leaving is not None and MemberId(member_id) in leaving.team
        if one.id == member_id and (inside or Right.HANDLE in RIGHTS[one.role]):
            return one
    raise NotThere


async def _show(
    tx: Transaction, actor: Actor, asked: Press, vacancy: Vacancy, flash: Flash, page: int = 0
) -> None:
    """Whoever has left it themselves may look at its page alone."""
    inside = reaches_vacancy(actor, Right.PUBLISH, vacancy)
    place = Place(TEAM, vacancy.id, page) if inside else Place("vacancy", vacancy.id)
    await show(tx, actor, place, asked=asked, flash=flash)
    await refresh(tx, (TEAM, OWNER, "vacancy"), vacancy.id, but=actor.user_id)
