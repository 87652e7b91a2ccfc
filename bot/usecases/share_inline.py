"""A masked card that goes into any chat, for opinions of colleagues (product.md 2.15)."""

from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.errors import NotThere
from bot.domain.group import Did
from bot.domain.ids import ApplicationId, NoticeId, ShareId, WorkspaceId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.queues import Part, Queue, Seen
from bot.domain.share import Opinion, Share
from bot.domain.views.inline import SharedCard
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press, Typed
from bot.usecases.reach import About, require
from bot.usecases.reading.inline import shared_card
from bot.usecases.redraw_cards import redraw
from bot.usecases.screens import show
from bot.usecases.vacancy_home import OpenCandidate
from bot.usecases.write_down import write_down

MOST = 10


@dataclass(frozen=True, slots=True)
class FindShareable:
    """Candidates whom the member sees, as anybody may see them; the new ones without a word."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, typed: str) -> list[SharedCard]:
        """At most MOST. Raises: NotAllowed."""
        actor.require(Right.HANDLE)
        words, seen = " ".join(typed.split()), Seen.of(actor)
        async with self.uow(actor) as tx:
            if words:
                ids = await tx.queues.search(seen, words, MOST)
            else:
                ids = await tx.queues.ids(seen, Part(Queue.NEW), self.clock.now(), limit=MOST)
            return [await shared_card(tx, await tx.applications.get(one)) for one in ids]


@dataclass(frozen=True, slots=True)
class NoteShared:
    """Telegram says that one of them was sent: who did that is written down."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(
        self, actor: Actor, application_id: ApplicationId, inline_message_id: str
    ) -> None:
        """A press may have been faster: then it says so by now.

        Of who was erased between the search and the sending nothing stays in that chat.
        """
        async with self.uow(actor) as tx:
            link, now = await tx.chats.private(self.bot_id, actor.user_id), self.clock.now()
            ids = (ShareId(new_id()), actor.workspace_id, self.bot_id, inline_message_id)
            share = Share(*ids, application_id, link.id, now)
            if await tx.opinions.add_share(share):
                await write_down(tx, actor, Did.SHARED_INLINE, application_id, now)
            try:
                await tx.applications.get(application_id)
            except NotThere:
                gone = about_share(share, NoticeKind.FORGET_INLINE, self.clock, "late")
                await tx.notices.owe([gone])
            else:
                if await tx.opinions.votes(application_id):
                    await _tell_shares(tx, application_id, self.clock)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class FindShare:
    """What a button of such a message is about, and who presses it, as what."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(self, inline_message_id: str) -> tuple[WorkspaceId, ApplicationId] | None:
        """None for a message that Telegram has not told of."""
        async with self.uow.system() as tx:
            found = await tx.shared_as(self.bot_id, inline_message_id)
        return (found.workspace_id, found.application_id) if found is not None else None


@dataclass(frozen=True, slots=True)
class Opine:
    """What the presser thinks; another press of theirs moves the vote."""

    uow: UnitOfWork
    clock: Clock
    good: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Every copy of the card and of the message says so. Raises: NotThere, Conflict."""
        async with self.uow(actor) as tx:
            one, now = await tx.applications.get(ApplicationId(asked.id)), self.clock.now()
            opinion = Opinion(one.id, actor.member_id, actor.workspace_id, self.good, now)
            if await tx.opinions.save(opinion):
                stored = await tx.applications.handle(one)
                await redraw(tx, stored, now)
                await _tell_shares(tx, one.id, self.clock)
            await tx.commit()


async def _tell_shares(tx: Transaction, application_id: ApplicationId, clock: Clock) -> None:
    """One change that waits is enough: it shows what is true when it is sent."""
    owed = []
    for share in await tx.opinions.shares([application_id]):
        waiting = await tx.notices.of_subject(NoticeKind.INLINE_CHANGED, share.id)
        if not any(one.state is NoticeState.OWED for one in waiting):
            owed.append(about_share(share, NoticeKind.INLINE_CHANGED, clock, str(new_id())))
    await tx.notices.owe(owed)


def about_share(share: Share, kind: NoticeKind, clock: Clock, occurrence: str) -> Notice:
    """What is owed to such a message, in the turn of who sent it."""
    return Notice(
        NoticeId(new_id()),
        share.workspace_id,
        share.bot_id,
        share.chat_link_id,
        kind,
        share.id,
        clock.now(),
        occurrence,
    )


@dataclass(frozen=True, slots=True)
class OpenShared:
    """From the message into the bot: the whole card, for who may see it."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    subject: int = 0

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Raises: NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            right, about = Right.SEE_CONTACTS, About.CARD
            await require(tx, self.bot_id, actor, right, about, self.subject)
        open_candidate = OpenCandidate(self.uow, self.clock, self.bot_id)
        await open_candidate(actor, Press(self.subject, message_id=asked.message_id))


@dataclass(frozen=True, slots=True)
class OpenNote:
    """From the message into the bot: a note is typed there, and nobody in that chat reads it."""

    uow: UnitOfWork
    bot_id: int
    subject: int = 0

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Raises: NotThere; NotAllowed of one whom nobody has sent, for who may not see them."""
        async with self.uow(actor) as tx:
            one = await tx.applications.get(ApplicationId(self.subject))
            await require(tx, self.bot_id, actor, Right.NOTE, About.CARD, one.id)
            talk = (await tx.conversations.of(actor)).cleared()
            await show(tx, actor, Place("card_note", one.id), asked=asked, talk=talk)
            await tx.commit()
