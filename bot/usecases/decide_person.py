"""A recruiter says whether two applications are one person's."""

from dataclasses import dataclass

from bot.domain.errors import AlreadyDecided, NotThere
from bot.domain.group import Deed, Did, is_linked_group
from bot.domain.ids import ChatLinkId, DeedId, MergeId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.person import Merge, MergeState
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.join_persons import join, split
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.redraw_cards import card_instead

_CARDS = (NoticeKind.CARD, NoticeKind.CARD_AGAIN)


@dataclass(frozen=True, slots=True)
class SamePerson:
    """They are one: each card says so of the other."""

    uow: UnitOfWork
    clock: Clock
    keep: KeepApplications
    asked: bool = True
    """The answer to a card's question; else another decision than the one that was made."""

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """Raises: NotThere; AlreadyDecided when somebody was faster, whatever they said."""
        async with self.uow(actor) as tx:
            await tx.merges.hold()
            merge = await _merge(tx, asked, answer=self.asked)
            merge = merge.to(MergeState.JOINED, actor.member_id, self.clock.now())
            await join(tx, merge)
            await _note(tx, actor, asked, Did.JOINED, merge)
            await self.keep.redraw_person(tx, merge.application_id)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AnotherPerson:
    """They are two: what was joined is taken apart, and the newcomer has a card of its own."""

    uow: UnitOfWork
    clock: Clock
    keep: KeepApplications
    asked: bool = True
    """The answer to a card's question; else another decision than the one that was made."""

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """Raises: NotThere; AlreadyDecided, also after 30 days."""
        async with self.uow(actor) as tx:
            await tx.merges.hold()
            merge = await _merge(tx, asked, answer=self.asked)
            joined = merge.state is MergeState.JOINED
            state = MergeState.UNDONE if joined else MergeState.REFUSED
            merge = merge.to(state, actor.member_id, self.clock.now())
            if joined:
                for one in await split(tx, merge):
                    await card_instead(tx, one, self.clock.now())
            else:
                await tx.merges.save(merge)
            await _note(tx, actor, asked, Did.PARTED, merge)
            for application_id in (merge.application_id, merge.other_id):
                await self.keep.redraw_person(tx, application_id)
            await tx.commit()


async def _merge(tx: Transaction, asked: Press | InGroup, *, answer: bool) -> Merge:
    """What the button is about, as its card showed it. Raises: NotThere, AlreadyDecided."""
    if isinstance(asked, Press):
        merge = await tx.merges.get(MergeId(asked.id))
    else:
        merge = await _merge_of(tx, asked)
    if (merge.state is MergeState.ASKED) is not answer:
        raise AlreadyDecided
    return merge


async def _merge_of(tx: Transaction, asked: InGroup) -> Merge:
    """In a group the button carries the notice, and behind it the decision."""
    notice, link = asked.notice, asked.link
    if notice is None or link is None or notice.kind not in _CARDS or not is_linked_group(link):
        raise NotThere
    merge = await tx.merges.get(MergeId(asked.version))
    if notice.subject_id not in (merge.application_id, merge.other_id):
        raise NotThere
    return merge


async def _note(
    tx: Transaction, actor: Actor, asked: Press | InGroup, did: Did, merge: Merge
) -> None:
    where: ChatLinkId | None = None
    if isinstance(asked, InGroup) and asked.link is not None:
        where = asked.link.id
    owner, subject, now = actor.workspace_id, merge.application_id, merge.decided_at
    assert now is not None  # a member has just decided
    await tx.audit.add(Deed(DeedId(new_id()), owner, actor.member_id, did, subject, now, where))
