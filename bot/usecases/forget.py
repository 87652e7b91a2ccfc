"""Finding somebody who is to be erased, and confirming it by their number (product.md 2.13)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.application import Application
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.erasure import Erasure, Why, confirmed
from bot.domain.errors import NotThere
from bot.domain.group import Did
from bot.domain.ids import ApplicationId, ErasureId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Asked, InGroup, Press, Typed
from bot.usecases.erase_person import erase_job
from bot.usecases.reading.seen import is_hidden
from bot.usecases.screens import show, stay
from bot.usecases.write_down import write_down

PERSON = "erase_person"
_FOUND_MOST = 30


@dataclass(frozen=True, slots=True)
class FindForget:
    """What was typed is a number, an address or a name; the message vanishes from the chat."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """One person who fits is shown at once; a command without words asks for them."""
        words = after_command(asked.text) if isinstance(asked, Typed) else ""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if not isinstance(asked, Typed) or not words:
                await show(tx, actor, Place("erase"), asked=asked, talk=talk.cleared())
                await tx.commit()
                return
            await vanish(tx, talk, asked)
            found = list(await tx.erasing.find(words))[:_FOUND_MOST]
            person = await tx.erasing.of_person(found[0].id) if found else ()
            if found and {one.id for one in found} <= {one.id for one in person}:
                await _show(tx, actor, talk, person, asked)
            else:
                talk = talk.cleared().drafted(found=[one.id for one in found])
                await show(tx, actor, Place("erase"), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class OpenForget:
    """Somebody of those found, or the candidate of a card; in a group the presser alone sees it."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if isinstance(asked, InGroup):
                if asked.notice is None or asked.notice.kind is not NoticeKind.CARD:
                    raise NotThere
                chosen, pressed = ApplicationId(asked.notice.subject_id), Press()
                link = await tx.chats.get(asked.notice.chat_link_id)
                if is_hidden(link, await tx.applications.get(chosen)):
                    return Flash("group-blind-first")
            else:
                here = asked.version == talk.version and talk.place.screen == "erase"
                chosen = ApplicationId(asked.id)
                pressed = asked if here else replace(asked, version=0)
            person = await tx.erasing.of_person(chosen)
            await _show(tx, actor, talk, person, pressed)
            await tx.commit()
        return Flash("group-sent") if isinstance(asked, InGroup) else None


async def _show(
    tx: Transaction,
    actor: Actor,
    talk: Conversation,
    person: Sequence[Application],
    asked: Press | Typed,
) -> None:
    talk = talk.cleared().drafted(shown=sorted(one.id for one in person))
    await show(tx, actor, Place(PERSON, person[0].id), asked=asked, talk=talk)


@dataclass(frozen=True, slots=True)
class ConfirmForget:
    """The person's number, typed: nothing else lets anybody go."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """What came since it was shown is shown first. Raises: NotThere."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            await vanish(tx, talk, asked)
            person = list(await tx.erasing.of_person(ApplicationId(talk.place.subject)))
            if sorted(one.id for one in person) != talk.draft.get("shown"):
                await _show(tx, actor, talk, person, asked)
            elif not confirmed(asked.text, person):
                await stay(tx, actor, Flash("erase-wrong"), asked=asked, talk=talk)
            else:
                flash = await self._begin(tx, actor, person)
                await show(tx, actor, Place(), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()

    async def _begin(self, tx: Transaction, actor: Actor, person: list[Application]) -> Flash:
        if await tx.erasing.under_way(person[0].id):
            return Flash("erase-under-way")
        now = self.clock.now()
        erasure = Erasure(
            ErasureId(new_id()),
            actor.workspace_id,
            Why.ASKED,
            tuple(one.id for one in person),
            now,
            actor.member_id,
        )
        await tx.erasing.add(erasure)
        for one in person:
            await write_down(tx, actor, Did.ERASED, one.id, now, detail=str(erasure.id))
        await tx.enqueue(erase_job(erasure))
        return Flash("erase-begun", {"count": len(person)})


def after_command(text: str) -> str:
    """What was typed, without the command that it may begin with."""
    text = text.strip()
    return text.partition(" ")[2].strip() if text.startswith("/") else text


async def vanish(tx: Transaction, talk: Conversation, typed: Typed) -> None:
    """What was typed names somebody: it goes from the chat."""
    if typed.message_id is None:
        return
    link = await tx.chats.private(talk.bot_id, talk.user_id)
    notice = Notice(
        NoticeId(new_id()),
        talk.workspace_id,
        talk.bot_id,
        link.id,
        NoticeKind.FORGET,
        typed.message_id,
        talk.updated_at,
        occurrence="typed",
    )
    await tx.notices.owe([notice])
