"""The inbox: how many stand in each queue, and one queue page by page."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Conversation, Place
from bot.domain.errors import Stale
from bot.domain.queues import Age, Part, Queue
from bot.domain.workspace import Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Asked, Press
from bot.usecases.screens import current, show

INBOX, QUEUE, FIND, NAMES, REFUSING = "inbox", "queue", "find", "refuse_names", "refusing"
PAGED = (QUEUE, FIND, NAMES, REFUSING, "refuse_words", "tell_words", "barred")
PART = "part"
"""Of the draft: what of the inbox is looked at."""


def part_of(talk: Conversation) -> Part:
    """Raises: Stale when nothing is looked at any more."""
    kept = talk.draft.get(PART)
    if kept is None:
        raise Stale
    return Part.of(kept)


@dataclass(frozen=True, slots=True)
class OpenInbox:
    """All queues; `own`: only one's own, for who sees everybody's."""

    uow: UnitOfWork
    own: bool = False

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Whatever was under way is left."""
        async with self.uow(actor) as tx:
            talk = (await tx.conversations.of(actor)).cleared()
            talk = talk.drafted(**{PART: Part(Queue.NEW, own=self.own).kept()})
            await show(tx, actor, Place(INBOX), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class OpenQueue:
    """One of them. `own` None: as the inbox was looked at before."""

    uow: UnitOfWork
    queue: Queue
    age: Age | None = None
    own: bool | None = None
    lately: bool = False

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """From its first page."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            kept = talk.draft.get(PART)
            own = self.own if self.own is not None else kept is not None and Part.of(kept).own
            part = Part(self.queue, self.age, own, self.lately)
            talk = talk.cleared().drafted(**{PART: part.kept()})
            await show(tx, actor, Place(QUEUE), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class BackToQueue:
    """To the list from which its candidates were gone through, or were to be refused."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """To the inbox where there is none."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            found, kept = talk.draft.get(FIND), talk.draft.get(PART)
            place, talk = Place(INBOX), talk.cleared()
            if found is not None:
                place, talk = Place(FIND), talk.drafted(**{FIND: found})
            elif kept is not None:
                place, talk = Place(QUEUE), talk.drafted(**{PART: kept})
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Another page of the list that is shown."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen not in PAGED:
                raise Stale
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()
