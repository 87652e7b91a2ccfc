"""What a member writes about a candidate: after a button, or as a reply to the card."""

from dataclasses import dataclass

from bot.domain.conversation import Flash, Place
from bot.domain.group import Did, is_linked_group
from bot.domain.handling import NOTE_MOST, Note
from bot.domain.ids import ApplicationId, NoteId, new_id
from bot.domain.notice import CARD_LIKE
from bot.domain.workspace import Actor, ChatKind, ChatLink
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press, Replied, Typed
from bot.usecases.handle_card import HandleCard, OnCard
from bot.usecases.hear_typed import hear
from bot.usecases.ping import Pinged, ping, tell_unseen
from bot.usecases.redraw_cards import redraw, word_in
from bot.usecases.screens import show, stay
from bot.usecases.spot import Spot, kept_for


@dataclass(frozen=True, slots=True)
class AskNote:
    """The button: in private the note is typed next; in a group it is a reply to the card."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere."""
        if isinstance(asked, InGroup):
            return Flash("card-note-how" if _answerable(asked) else "card-note-open")
        async with self.uow(actor) as tx:
            application = await tx.applications.get(ApplicationId(asked.id))
            place = Place("card_note", application.id)
            talk, pressed = kept_for(await tx.conversations.of(actor), asked)
            await show(tx, actor, place, asked=pressed, talk=talk)
            await tx.commit()
        return None


def _answerable(asked: InGroup) -> bool:
    """A reply to a message that shows many says nothing of whom it is about."""
    return asked.notice is not None and asked.notice.message_id == asked.message_id


@dataclass(frozen=True, slots=True)
class TypeNote:
    """What was typed then."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            card = await self.handle.find(tx, actor, Press(talk.place.subject))
            link = await tx.chats.private(self.handle.bot_id, actor.user_id)
            if long := _too_long(asked):
                now = self.handle.clock.now()
                await hear(tx, actor, link, card.application.id, asked, now)
                await stay(tx, actor, long, asked=asked, talk=talk)
                await tx.commit()
                return
            _, pinged = await _write(tx, self.handle, actor, card, asked, link)
            spot = Spot.of(talk)
            place = spot.place if spot is not None else Place()
            await show(tx, actor, place, asked=asked, flash=_noted(pinged))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ReplyNote:
    """A reply to a card is a note; the card itself shows it."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Replied) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            application = await tx.applications.get(asked.application_id)
            card = OnCard(application, asked.link, None)
            if long := _too_long(asked.typed):
                await self._refuse(tx, actor, card, asked, long)
                await tx.commit()
                return
            note, pinged = await _write(tx, self.handle, actor, card, asked.typed, asked.link)
            if card.group is None:
                await stay(tx, actor, _noted(pinged), asked=asked.typed)
            elif pinged.unseen:
                await tell_unseen(tx, self.handle.bot_id, actor, note, pinged)
            await tx.commit()

    async def _refuse(
        self, tx: Transaction, actor: Actor, card: OnCard, asked: Replied, long: Flash
    ) -> None:
        """In a group the writer alone hears it, in their own chat."""
        one, now = card.application, self.handle.clock.now()
        await hear(tx, actor, asked.link, one.id, asked.typed, now)
        if card.group is None:
            await stay(tx, actor, long, asked=asked.typed)
        else:
            home = await tx.chats.private(self.handle.bot_id, actor.user_id)
            await tx.notices.owe([word_in(home, one, now, f"note-long.{new_id()}")])


def _too_long(typed: Typed) -> Flash | None:
    """Nothing of a note is cut in silence: it is not taken, and that is said."""
    length = len(typed.text.strip())
    return Flash("note-long", {"most": NOTE_MOST, "length": length}) if length > NOTE_MOST else None


def _noted(pinged: Pinged) -> Flash:
    if pinged.unseen:
        return Flash("done-noted-unseen", {"who": pinged.names})
    return Flash("done-noted")


async def _write(
    tx: Transaction, handle: HandleCard, actor: Actor, card: OnCard, typed: Typed, link: ChatLink
) -> tuple[Note, Pinged]:
    now, words = handle.clock.now(), typed.text.strip()
    note = Note(
        NoteId(new_id()),
        actor.workspace_id,
        card.application.id,
        actor.member_id,
        words,
        now,
    )
    await tx.notes.add(note)
    await hear(tx, actor, link, card.application.id, typed, now)
    await handle.note_down(tx, actor.member_id, card, Did.NOTED, detail=str(note.id))
    # As a new version: each change of the copies has one, and their old buttons are refused.
    stored = await tx.applications.handle(card.application)
    await redraw(tx, stored, now)
    return note, await ping(tx, handle.bot_id, actor, stored, note)


@dataclass(frozen=True, slots=True)
class FindReplied:
    """Which card a message of the chat answers."""

    uow: UnitOfWork
    bot_id: int

    async def __call__(self, chat_id: int, asked: Typed) -> Replied | None:
        """None where the message that it answers is no card, or the group not linked any more."""
        if asked.reply_to is None or not asked.is_text:
            return None
        async with self.uow.system() as tx:
            said = await tx.said_at(self.bot_id, chat_id, asked.reply_to)
            links = await tx.chats.of_chat(self.bot_id, chat_id)
        if said is None or said.kind not in CARD_LIKE or said.workspace_id is None:
            return None
        for link in links:
            if link.kind is ChatKind.PRIVATE or _same(link, said.workspace_id, said.thread_id):
                return Replied(ApplicationId(said.subject_id), asked, link, said.workspace_id)
        return None


def _same(link: ChatLink, workspace_id: int, thread_id: int | None) -> bool:
    here = link.workspace_id == workspace_id and link.thread_id == thread_id
    return here and is_linked_group(link)
