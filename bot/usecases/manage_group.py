"""A linked group, from the private chat: whose candidates it gets, and how much of them."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotAllowed, Stale
from bot.domain.group import Covers, Deed, Did, Group
from bot.domain.ids import DeedId, VacancyId, new_id
from bot.domain.workspace import LANGUAGES, Actor, ChatLink, Right
from bot.ports import Clock, GroupChats, Transaction, UnitOfWork
from bot.usecases.answer_group import unlink
from bot.usecases.asked import Press
from bot.usecases.follow_topics import give_back
from bot.usecases.group_words import managed, word_to
from bot.usecases.keep_board import put_up, take_down
from bot.usecases.reach import reaches_vacancy
from bot.usecases.screens import current, show
from bot.usecases.write_down import write_down


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
    """A vacancy whose candidates are to come, or no longer, as the button says; it has its id."""

    uow: UnitOfWork
    wanted: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Any may be let go. Raises: Stale, NotThere; NotAllowed for somebody else's vacancy."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            picked = VacancyId(asked.id)
            chosen = group.vacancies - {picked}
            if self.wanted:
                vacancy = await tx.vacancies.get(picked)
                if not reaches_vacancy(actor, Right.LINK_GROUPS, vacancy):
                    raise NotAllowed
                chosen |= {picked}
            changed = replace(group, covers=Covers.CHOSEN, vacancies=chosen)
            await _change(tx, actor, asked, link, changed)


@dataclass(frozen=True, slots=True)
class ChooseGroupLanguage:
    """In which all is said there from now on, by changed cards too: an index in LANGUAGES."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        if asked.id >= len(LANGUAGES):
            raise Stale
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            spoken = replace(link, language=LANGUAGES[asked.id])
            await _change(tx, actor, asked, spoken, group)


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
            if group.full is not self.full:
                await tx.audit.add(self._deed(actor, link))
                word = "now-full" if self.full else "now-masked"
                await tx.notices.owe([word_to(link, word, self.clock.now(), new_id())])
            blind = group.blind and not self.full
            await _change(tx, actor, asked, link, replace(group, full=self.full, blind=blind))

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
            "" if self.full else "off",
        )


@dataclass(frozen=True, slots=True)
class TurnTopics:
    """Each vacancy has a topic of its own in the group, or none has."""

    uow: UnitOfWork
    group_chats: GroupChats

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Telegram is asked first whether that can be. Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
        refusal = None if group.topics else await self._refusal(link.chat_id)
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            if refusal is not None:
                await show(tx, actor, Place("group", link.id), asked=asked, flash=refusal)
                await tx.commit()
                return
            await give_back(tx, link)
            turned = replace(group, topics=not group.topics, rightless=False)
            await _change(tx, actor, asked, link, turned)

    async def _refusal(self, chat_id: int) -> Flash | None:
        standing = await self.group_chats.standing(chat_id)
        if standing is None:
            return Flash("group-standing-unknown")
        if not standing.forum:
            return Flash("group-no-forum")
        return None if standing.may_manage_topics else Flash("group-topics-right")


@dataclass(frozen=True, slots=True)
class TurnBoard:
    """A pinned board of the group's vacancies, or none."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            if await tx.boards.of(link.id) is None:
                await put_up(tx, link, self.clock.now())
            else:
                await take_down(tx, link, self.clock.now())
            await _change(tx, actor, asked, link, group)


@dataclass(frozen=True, slots=True)
class TurnBlind:
    """Who a candidate is stays hidden in the group until somebody takes them, or does not."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Cards are masked then, never whole. Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            link, group = await _present(tx, actor, asked)
            word = "now-seen" if group.blind else "now-blind"
            await tx.notices.owe([word_to(link, word, self.clock.now(), new_id())])
            now, detail = self.clock.now(), "off" if group.blind else "on"
            await write_down(tx, actor, Did.BLIND, link.id, now, detail=detail)
            turned = replace(group, blind=not group.blind, full=False)
            await _change(tx, actor, asked, link, turned)


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
