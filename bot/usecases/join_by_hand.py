"""A recruiter joins two candidates whom nothing has shown to be one person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.application import Application
from bot.domain.conversation import Flash, Place
from bot.domain.errors import AlreadyDecided, NotThere, Stale
from bot.domain.group import Did
from bot.domain.ids import ApplicationId, MergeId, new_id
from bot.domain.person import Merge, MergeState, likeness
from bot.domain.queues import Seen
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press, Typed
from bot.usecases.decide_person import note
from bot.usecases.forget import vanish
from bot.usecases.handle_card import HandleCard
from bot.usecases.join_persons import join
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.reading.seen import is_hidden
from bot.usecases.screens import current, show

LIST, CONFIRM = "join", "join_confirm"
FOUND_MOST = 50
_LEAST = 3
"""Letters: a shorter word of a name is an initial."""


@dataclass(frozen=True, slots=True)
class OpenJoin:
    """With whom the candidate of a card is one; asked in a group, the presser alone sees it."""

    uow: UnitOfWork
    handle: HandleCard

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> Flash | None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            card = await self.handle.find(tx, actor, asked)
            if card.group is not None and is_hidden(card.group, card.application):
                return Flash("group-blind-first")
            talk = (await tx.conversations.of(actor)).cleared()
            pressed = Press() if card.group is not None else _below(asked)
            await show(tx, actor, Place(LIST, card.application.id), asked=pressed, talk=talk)
            await tx.commit()
        return Flash("group-sent") if card.group is not None else None


def _below(asked: Press | InGroup) -> Press:
    """The card stays as it is."""
    return Press(message_id=asked.message_id)


@dataclass(frozen=True, slots=True)
class FindJoin:
    """What was typed is a name, a number or an address; the message vanishes from the chat."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            one = await tx.applications.get(ApplicationId(talk.place.subject))
            await vanish(tx, talk, asked)
            ids = await tx.queues.search(Seen.of(actor), asked.text.strip(), FOUND_MOST)
            found = others(await tx.applications.several(ids), one)
            talk = talk.cleared().drafted(found=[it.id for it in found])
            await show(tx, actor, talk.place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class PickJoin:
    """One of those found: both are shown side by side."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            other = await other_of(tx, actor, asked.id)
            place = replace(talk.place, screen=CONFIRM)
            await show(tx, actor, place, asked=asked, talk=talk.drafted(other=other.id))
            await tx.commit()


@dataclass(frozen=True, slots=True)
class JoinByHand:
    """They are one person from now on; within 30 days each card offers to take them apart."""

    uow: UnitOfWork
    clock: Clock
    keep: KeepApplications

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; AlreadyDecided when they are one by now."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != CONFIRM:
                raise Stale
            await tx.merges.hold()
            one = await tx.applications.get(ApplicationId(talk.place.subject))
            pair = [one, await other_of(tx, actor, talk.draft.get("other", 0))]
            for one in pair:
                if await tx.erasing.under_way(one.id):
                    raise NotThere
            merge = await self._merge(tx, actor, pair)
            await join(tx, merge)
            await note(tx, actor, asked, Did.JOINED, merge)
            await self.keep.redraw_person(tx, merge.application_id)
            flash = Flash("done-joined", {"name": pair[0].name or "", "other": pair[1].name or ""})
            await show(tx, actor, Place(), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()

    async def _merge(self, tx: Transaction, actor: Actor, pair: Sequence[Application]) -> Merge:
        """What was found of these two before, decided now; else a new one."""
        other, newcomer = sorted(pair, key=lambda one: (one.sent_at, one.id))
        now = self.clock.now()
        for merge in await tx.merges.of([newcomer.id]):
            if {merge.application_id, merge.other_id} == {newcomer.id, other.id}:
                if merge.state is MergeState.JOINED:
                    raise AlreadyDecided
                if merge.open(now):
                    return merge.to(MergeState.JOINED, actor.member_id, now)
        ids = (MergeId(new_id()), actor.workspace_id, newcomer.id, other.id)
        return Merge(*ids, MergeState.JOINED, now, actor.member_id, now)


async def seen_of(tx: Transaction, actor: Actor, found: Sequence[Application]) -> list[Application]:
    """Those whom the member sees: what is shown of the others are their contacts too."""
    seen = Seen.of(actor)
    return [one for one in found if seen.every or await tx.queues.sees(seen, one.id)]


async def alike_to(tx: Transaction, actor: Actor, one: Application) -> list[Application]:
    """Those with a contact of theirs, or a word of their name, whom the member sees."""
    found = await seen_of(tx, actor, await tx.applications.alike([one]))
    for word in (one.name or "").split():
        if len(word) >= _LEAST:
            ids = await tx.queues.search(Seen.of(actor), word, FOUND_MOST)
            found += await tx.applications.several(ids)
    return [it for it in others(found, one) if likeness(one, it)]


async def other_of(tx: Transaction, actor: Actor, application_id: int) -> Application:
    """The other one of the two. Raises: NotThere, also for one whom the member does not see."""
    one = await tx.applications.get(ApplicationId(application_id))
    if not await seen_of(tx, actor, [one]):
        raise NotThere
    return one


def others(found: Sequence[Application], one: Application) -> list[Application]:
    """The newest application of each other person, those first who are likest."""
    persons: dict[int, Application] = {}
    for it in found:
        known = persons.setdefault(it.person_id, it)
        if likeness(one, it) > likeness(one, known):
            persons[it.person_id] = it
    persons.pop(one.person_id, None)
    newest = sorted(persons.values(), key=lambda it: it.sent_at, reverse=True)
    return sorted(newest, key=lambda it: likeness(one, it), reverse=True)
