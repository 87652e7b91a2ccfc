"""Who of those that come is known already, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.application import Application
from bot.domain.errors import AlreadyDecided
from bot.domain.ids import ApplicationId, ChatLinkId, MergeId, PersonId, new_id
from bot.domain.notice import WAITING, Notice, NoticeKind, NoticeState
from bot.domain.person import Meeting, Merge, MergeState, contact_keys, meet, part_of
from bot.ports import Clock, Transaction

_TOLD = (NoticeState.OWED, NoticeState.SENDING, NoticeState.SENT, *WAITING)


@dataclass(frozen=True, slots=True)
class JoinPersons:
    """Joins what is surely one person's, and leaves the rest to be asked about."""

    clock: Clock

    async def meet(
        self, tx: Transaction, newcomers: Sequence[Application]
    ) -> tuple[Sequence[Application], Sequence[Merge]]:
        """Those with their persons, the oldest first, and what was found of them.

        None of them is stored so far. They meet each other, too. From here on nobody else joins.
        """
        inorder = sorted(newcomers, key=lambda one: (one.sent_at, one.id))
        if not any(contact_keys(one.phones, one.emails) for one in inorder):
            return inorder, []
        await tx.merges.hold()
        known = _Known(await tx.applications.alike(inorder))
        met: list[Application] = []
        merges: list[Merge] = []
        for one in inorder:
            found = meet(one, known.alike(one))
            merges += [self._merge(one, found)] if found is not None else []
            sure = found is not None and found.sure
            whose = found.other.person_id if found is not None and sure else one.person_id
            met.append(replace(one, person_id=whose))
            known.add(met[-1])
        return met, merges

    async def meet_late(self, tx: Transaction, one: Application) -> Application:
        """A stored one, of which more is known by now; nobody has found anything of it so far."""
        mine = await tx.applications.of_person(one.person_id)
        if len(mine) > 1 or await tx.merges.of([one.id]):
            return one
        known = [it for it in await tx.applications.alike([one]) if it.id != one.id]
        found = meet(one, known)
        if found is None:
            return one
        await tx.merges.save(self._merge(one, found))
        if found.sure:
            (one,) = await tx.applications.give_to(found.other.person_id, [one])
        return one

    def _merge(self, newcomer: Application, found: Meeting) -> Merge:
        state = MergeState.JOINED if found.sure else MergeState.ASKED
        owner, now = newcomer.workspace_id, self.clock.now()
        return Merge(MergeId(new_id()), owner, newcomer.id, found.other.id, state, now)


class _Known:
    """Applications by their contacts."""

    def __init__(self, applications: Sequence[Application]) -> None:
        self._by_contact: dict[str, list[Application]] = {}
        for one in applications:
            self.add(one)

    def add(self, one: Application) -> None:
        for key in contact_keys(one.phones, one.emails):
            self._by_contact.setdefault(key, []).append(one)

    def alike(self, one: Application) -> list[Application]:
        """Those with a contact of this one, each once."""
        keys = sorted(contact_keys(one.phones, one.emails))
        found = {it.id: it for key in keys for it in self._by_contact.get(key, ())}
        return list(found.values())


async def join(tx: Transaction, merge: Merge) -> None:
    """All that is known of the newcomer's person is the other one's from now on.

    Raises: AlreadyDecided when they are one: joined twice they could not be taken apart.
    """
    newcomer = await tx.applications.get(merge.application_id)
    other = await tx.applications.get(merge.other_id)
    if newcomer.person_id == other.person_id:
        raise AlreadyDecided
    mine = await tx.applications.of_person(newcomer.person_id)
    await tx.applications.give_to(other.person_id, mine)
    await tx.merges.save(merge)


async def split(tx: Transaction, merge: Merge) -> Sequence[Application]:
    """The newcomer is a person of its own, with those that were joined by way of it; they."""
    await tx.merges.save(merge)
    newcomer = await tx.applications.get(merge.application_id)
    mine = await tx.applications.of_person(newcomer.person_id)
    part = part_of(newcomer.id, await tx.merges.of([one.id for one in mine]))
    leaving = [one for one in mine if one.id in part]
    return await tx.applications.give_to(PersonId(new_id()), leaving)


async def known_again(tx: Transaction, card: Notice) -> Notice:
    """A card that is about to be owed, as a word under the first one where its chat has one."""
    if card.kind is not NoticeKind.CARD:
        return card
    one = await tx.applications.get(ApplicationId(card.subject_id))
    return again(card, (await cards_of_person(tx, one)).get(card.chat_link_id))


def again(card: Notice, before: Notice | None) -> Notice:
    """A card as a word under the one that its person has in the chat; None: it has none."""
    if before is None:
        return card
    due = before.due_at if before.state is NoticeState.OWED else card.due_at
    return replace(card, kind=NoticeKind.CARD_AGAIN, due_at=max(due, card.due_at))


async def cards_of_person(tx: Transaction, one: Application) -> Mapping[ChatLinkId, Notice]:
    """The first card of the same person in each chat, also one that is on its way."""
    found: dict[ChatLinkId, Notice] = {}
    for other in await tx.applications.of_person(one.person_id):
        if other.id == one.id:
            continue
        for card in await tx.notices.of_subject(NoticeKind.CARD, other.id):
            if card.state in _TOLD:
                found.setdefault(card.chat_link_id, card)
    return found
