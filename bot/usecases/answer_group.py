"""The commands of a group; where nothing is linked it is only said how to do that."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Did, Group, Standing, mute_span
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.paces import Paces
from bot.domain.workspace import Actor, ChatKind, ChatLink, Person, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup
from bot.usecases.choose_silence import OFF, Silences
from bot.usecases.group_words import beside, to_group, withdraw_offer, word_to
from bot.usecases.keep_board import take_down
from bot.usecases.write_down import write_down


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """`/status`, `/today` and `/help`."""

    uow: UnitOfWork
    clock: Clock
    word: str = ""
    """The answer; empty: what the kind says."""
    kind: NoticeKind = NoticeKind.GROUP_STATUS

    async def __call__(self, actor: Actor, asked: InGroup) -> None:
        """Owe the answer."""
        link = asked.link
        if link is None:
            return
        now, word = self.clock.now(), self.word
        if not Group.of(link).linked:
            word = "waits"
        said = (
            word_to(link, word, now, asked.message_id)
            if word
            else to_group(link, self.kind, now, occurrence=str(asked.message_id))
        )
        async with self.uow(actor) as tx:
            await tx.notices.owe([said])
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TellSettings:
    """`/settings`: what is chosen for the group, and the way to change it in private."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: InGroup) -> None:
        """Raises: NotAllowed for a group that somebody else manages."""
        async with self.uow(actor) as tx:
            link = await _own(tx, actor, asked)
            word = "settings" if Group.of(link).linked else "waits"
            await tx.notices.owe([word_to(link, word, self.clock.now(), asked.message_id)])
            await tx.commit()


@dataclass(frozen=True, slots=True)
class MuteGroup:
    """`/mute 2h`: cards wait until then; `/mute off`: they come now."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces
    silences: Silences

    async def __call__(self, actor: Actor, asked: InGroup) -> None:
        """Raises: NotAllowed for a group that somebody else manages."""
        now = self.clock.now()
        off = len(asked.words) == 1 and asked.words[0].lower() in OFF
        span = mute_span(asked.words)
        async with self.uow(actor) as tx:
            link = await _own(tx, actor, asked)
            if not Group.of(link).linked:
                return
            if off:
                await self._mute(tx, actor, link, asked, "unmuted")
            elif span is not None:
                until = self.paces.of(seconds=span.total_seconds())
                group = replace(Group.of(link), muted_until=now + until)
                await self._mute(tx, actor, group.on(link), asked, "muted")
            else:
                await tx.notices.owe([word_to(link, "mute-how", now, asked.message_id)])
            await tx.commit()

    async def _mute(
        self, tx: Transaction, actor: Actor, link: ChatLink, asked: InGroup, word: str
    ) -> None:
        group, now = Group.of(link), self.clock.now()
        if word == "unmuted":
            group = replace(group, muted_until=None)
        await tx.chats.save(group.on(link))
        await self.silences.mute(tx, actor, link, group.muted_until)
        await tx.notices.owe([word_to(link, word, now, asked.message_id)])


@dataclass(frozen=True, slots=True)
class AskUnlink:
    """`/unlink`: is that so? A link that nobody has confirmed goes at once."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: InGroup) -> None:
        """Raises: NotAllowed for a group that somebody else manages."""
        async with self.uow(actor) as tx:
            link, now = await _own(tx, actor, asked), self.clock.now()
            if Group.of(link).linked:
                number = str(asked.message_id)
                question = to_group(link, NoticeKind.GROUP_UNLINK, now, occurrence=number)
                await tx.notices.owe([question])
            else:
                await unlink(tx, actor, self.clock, link, asked.message_id, word="not-offered")
            await tx.commit()


@dataclass(frozen=True, slots=True)
class UnlinkHere:
    """The yes to that: nothing comes to this chat, or topic, any more."""

    uow: UnitOfWork
    clock: Clock
    everywhere: bool = False
    """In all topics of the chat that the member manages."""

    async def __call__(self, actor: Actor, asked: InGroup) -> Flash | None:
        """Who comes second is told so. Raises: NotAllowed for what somebody else manages."""
        async with self.uow(actor) as tx:
            link = await _own(tx, actor, asked)
            others = await beside(tx, link) if self.everywhere else []
            meant = [link, *(one for one in others if Group.of(one).managed_by(actor))]
            meant = [one for one in meant if Group.of(one).linked]
            if not meant:
                return Flash("group-unlinked-before")
            for one in sorted(meant, key=lambda it: it.id):
                held = await tx.chats.hold(one.id)
                await unlink(tx, actor, self.clock, held, new_id())
            if asked.message_id is not None:
                gone = to_group(link, NoticeKind.TIDY, self.clock.now(), subject=asked.message_id)
                await tx.notices.owe([gone])
            await tx.commit()
        return None


@dataclass(frozen=True, slots=True)
class RefuseInGroup:
    """Somebody asks for what is not theirs.

    A stranger hears it once a day, so that nobody floods a chat; a member each time.
    """

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, link: ChatLink, person: Person, message_id: int | None) -> None:
        """Nothing is said where nothing is linked, or not any more."""
        if link.workspace_id is None:
            return
        now = self.clock.now()
        async with self.uow(Tenant(link.workspace_id)) as tx:
            with suppress(NotThere):  # it is another company's by now
                link = await tx.chats.get(link.id)
                if Group.of(link).linked:
                    members = await tx.workspaces.members()
                    known = any(one.user_id == person.user_id for one in members)
                    word, number = f"members-only.{now:%Y-%m-%d}.{person.user_id}", None
                    if known:
                        word, number = "not-yours", message_id
                    await tx.notices.owe([word_to(link, word, now, number)])
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AnswerUnlinked:
    """Where nothing is linked: how that is done, and by whom."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, asked: InGroup, *, member: bool, language: str) -> None:
        """Owe the answer to each question of a `member` of some company, else once a day.

        The chat has a link of nobody's then, which whoever links it takes over.
        """
        now = self.clock.now()
        async with self.uow.system() as tx:
            links = await tx.chats.of_chat(self.bot_id, asked.chat_id)
            link = next((one for one in links if one.thread_id == asked.thread_id), None)
            if link is None:
                link = ChatLink(
                    ChatLinkId(new_id()),
                    self.bot_id,
                    asked.chat_id,
                    ChatKind.GROUP,
                    thread_id=asked.thread_id,
                    language=language,
                )
                await tx.chats.save(link)
            day = "" if member else f".{now:%Y-%m-%d}"
            number = asked.message_id if member else None
            await tx.notices.owe([word_to(link, f"not-linked{day}", now, number)])
            await tx.commit()


async def unlink(
    tx: Transaction,
    actor: Actor,
    clock: Clock,
    link: ChatLink,
    message_id: int | None = None,
    *,
    word: str = "unlinked",
) -> None:
    """The cards' buttons stop, and what was still owed is withdrawn when it is looked at."""
    group = replace(Group.of(link), standing=Standing.UNLINKED, until=None, full=False)
    await tx.chats.save(group.on(link))
    await take_down(tx, link, clock.now())
    await write_down(tx, actor, Did.GROUP_UNLINKED, link.id, clock.now())
    await withdraw_offer(tx, link)
    await tx.notices.owe([word_to(link, word, clock.now(), message_id)])


async def _own(tx: Transaction, actor: Actor, asked: InGroup) -> ChatLink:
    """The group as it is now: it may have moved, or been changed, since the command came.

    Raises: NotAllowed; NotThere when it is another company's by now.
    """
    link = await tx.chats.hold(asked.link.id) if asked.link is not None else None
    if link is None or not Group.of(link).managed_by(actor):
        raise NotAllowed
    return link
