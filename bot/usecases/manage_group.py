"""A linked group, from the private chat: whose candidates it gets, and how much of them."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotAllowed, Stale
from bot.domain.group import Covers, Deed, Did, Group
from bot.domain.ids import DeedId, VacancyId, new_id
from bot.domain.workspace import Actor, ChatLink, Right
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.answer_group import unlink
from bot.usecases.asked import Press
from bot.usecases.group_words import managed, word_to
from bot.usecases.screens import current, show


@dataclass(frozen=True, slots=True)
class ChooseCovers:
    """All vacancies, one's own, or chosen ones: an index in `tuple(Covers)`."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; NotAllowed for all by who does not run the team."""
        choices = tuple(Covers)
        if asked.id >= len(choices):
            raise Stale
        if choices[asked.id] is Covers.ALL:
            actor.require(Right.MANAGE_TEAM)
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            await _change(tx, actor, asked, link, replace(group, covers=choices[asked.id]))


@dataclass(frozen=True, slots=True)
class PickVacancy:
    """A vacancy whose candidates are to come, or no longer; a button carries its id."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; NotAllowed for somebody else's vacancy."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            if vacancy.owner_id != actor.member_id and not actor.may(Right.MANAGE_TEAM):
                raise NotAllowed
            chosen = group.vacancies ^ {vacancy.id}
            changed = replace(group, covers=Covers.CHOSEN, vacancies=chosen)
            await _change(tx, actor, asked, link, changed)


@dataclass(frozen=True, slots=True)
class ShowFull:
    """Whole cards, or masked ones again; the group is told of either."""

    uow: UnitOfWork
    clock: Clock
    full: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            if self.full:
                await tx.audit.add(self._deed(actor, link))
            if group.full is not self.full:
                word = "now-full" if self.full else "now-masked"
                await tx.notices.owe([word_to(link, word, self.clock.now(), new_id())])
            await _change(tx, actor, asked, link, replace(group, full=self.full))

    def _deed(self, actor: Actor, link: ChatLink) -> Deed:
        moment = self.clock.now()
        return Deed(
            DeedId(new_id()),
            actor.workspace_id,
            actor.member_id,
            Did.FULL_CARDS,
            link.id,
            moment,
            link.id,
        )


@dataclass(frozen=True, slots=True)
class UnlinkGroup:
    """Nothing comes to the group any more."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            await unlink(tx, actor, self.clock, link)
            flash = Flash("done-group-unlinked", {"title": group.title})
            await show(tx, actor, Place("groups"), asked=asked, flash=flash)
            await tx.commit()


async def _present(tx: Transaction, actor: Actor, asked: Press) -> tuple[ChatLink, Group]:
    talk = current(await tx.conversations.of(actor), asked)
    return await managed(tx, actor, talk.place.subject, hold=True)


async def _change(
    tx: Transaction, actor: Actor, asked: Press, link: ChatLink, group: Group
) -> None:
    await tx.chats.save(group.on(link))
    await show(tx, actor, Place("group", link.id), asked=asked)
    await tx.commit()
