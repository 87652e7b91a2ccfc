"""The members of a company: their roles, taking one out, and giving the company to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import NotAllowed, NotThere, Stale
from bot.domain.group import Did
from bot.domain.ids import InviteId, MemberId
from bot.domain.queues import Part, Queue, Seen
from bot.domain.team import GIVEN, HEIRS_FIRST, Leaver, Word, may_touch
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import RIGHTS, Actor, Invite, Member, Right, Role
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.give_candidates import give_job
from bot.usecases.leave_groups import hand_groups
from bot.usecases.screens import current, refresh, show
from bot.usecases.tell_member import tell_member, tell_owner
from bot.usecases.write_down import write_down

LIST, ONE, OWNERS, SURE = "team", "member", "owner_to", "owner_sure"
REMOVE, DEMOTE = "member_remove", "member_demote"
"""Where who takes the work over is chosen."""
_SEEN = "member_version"
SHOWN = "invites"
"""Of the draft: the ids of invites as they are listed, those taken back too."""
_COUNTED_MOST = 1000


@dataclass(frozen=True, slots=True)
class OpenMember:
    """One member's page."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            one = await member_of(tx, asked.id)
            talk = (await tx.conversations.of(actor)).cleared()
            await show_one(tx, actor, asked, talk, one)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChangeRole:
    """Another role, by its index in `Role`."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Who changed the member meanwhile is named, and nothing happens.

        Raises: Stale, NotThere; NotAllowed for the owner, and for oneself.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            one = await touched(tx, actor, talk)
            if asked.id >= len(Role) or (role := tuple(Role)[asked.id]) not in GIVEN:
                raise Stale
            if await overtaken(tx, actor, asked, talk, one):
                return
            if Right.HANDLE not in RIGHTS[role] and await self._works(tx, one):
                await show(tx, actor, Place(DEMOTE, one.id), asked=asked, talk=talk)
                await tx.commit()
                return
            if one.role is not role:
                changed = one.changed(actor.member_id, self.clock.now(), role=role)
                one = await tx.workspaces.save_member(changed)
                now = self.clock.now()
                await write_down(tx, actor, Did.ROLE, one.id, now, detail=role)
                if Right.MANAGE_TEAM not in RIGHTS[role]:
                    await withdraw_invites(tx, actor, one, now)
                await tell_member(tx, self.clock, actor, one, Word.ROLE, one.id)
                await tell_owner(tx, self.clock, actor, Word.ROLE_OF, one.id)
                await refresh_lists(tx, actor)
            await show_one(tx, actor, asked, talk, one, Flash("done-role", {"name": one.name}))
            await tx.commit()

    async def _works(self, tx: Transaction, one: Member) -> bool:
        work = await work_of(tx, one, self.clock)
        return Right.HANDLE in RIGHTS[one.role] and bool(work.vacancies or work.candidates)


@dataclass(frozen=True, slots=True)
class AskRemoval:
    """What somebody works on, and who takes it over."""

    uow: UnitOfWork
    screen: str = REMOVE

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """`asked.id`: the page of colleagues. Raises: Stale, NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            found = await in_hand(tx, actor, asked)
            if found is None:
                return
            talk, one = found
            place = Place(self.screen, one.id, asked.id)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """Out of the company: the person's buttons stop at once, a colleague has the work."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """`asked.id`: who takes it over. Raises: Stale, NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            found = await in_hand(tx, actor, asked, REMOVE)
            if found is None:
                return
            talk, one = found
            now, heir = self.clock.now(), await heir_of(tx, one, asked)
            titles = await hand_all(tx, self.clock, actor, one, heir)
            await withdraw_invites(tx, actor, one, now)
            await write_down(tx, actor, Did.REMOVED, one.id, now)
            await tell_member(tx, self.clock, actor, one, Word.REMOVED, one.id)
            await tell_owner(tx, self.clock, actor, Word.OUT, one.id)
            gone = one.changed(actor.member_id, now, removed_at=now, heir_id=heir.id)
            await tx.workspaces.save_member(gone)
            await refresh_lists(tx, actor)
            name = "done-removed-groups" if titles else "done-removed"
            flash = Flash(name, {"name": one.name, "groups": ", ".join(titles)})
            await show(tx, actor, Place(LIST), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()


@dataclass(frozen=True, slots=True)
class HandCompany:
    """The last tap: somebody else is the owner, and who was is an admin."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; Conflict when somebody changed one of the two just now."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != SURE or talk.place.subject != asked.id:
                raise Stale
            new, old = await member_of(tx, asked.id), await member_of(tx, actor.member_id)
            if old.role is not Role.OWNER or new.id == old.id:
                raise NotAllowed
            now, by = self.clock.now(), actor.member_id
            new = await tx.workspaces.save_member(new.changed(by, now, role=Role.OWNER))
            await tx.workspaces.save_member(old.changed(by, now, role=Role.ADMIN))
            await write_down(tx, actor, Did.HANDED, new.id, now)
            await tell_member(tx, self.clock, actor, new, Word.OWNER, new.id)
            await refresh_lists(tx, actor)
            flash = Flash("done-owner", {"name": new.name})
            await show(tx, actor, Place(LIST), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()


@dataclass(frozen=True, slots=True)
class WithdrawInvite:
    """A link that nobody has used does not work any more."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """One that was used meanwhile is said. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            now, kept = self.clock.now(), talk.draft.get(SHOWN) or []
            drawn = [one.id for one in in_their_rows(kept, await tx.invites.open(now)) if one]
            gone = await tx.invites.withdraw(InviteId(asked.id))
            if gone:
                await write_down(tx, actor, Did.UNINVITED, asked.id, now)
            talk = talk.drafted(**{SHOWN: kept + [one for one in drawn if one not in kept]})
            flash = Flash("done-uninvited" if gone else "invite-used")
            await show(tx, actor, Place(LIST), asked=asked, flash=flash, talk=talk)
            await tx.commit()


def in_their_rows(shown: Sequence[int], invites: Sequence[Invite]) -> list[Invite | None]:
    """None where one was taken back: no other slides under a thumb that taps twice."""
    by_id = {int(one.id): one for one in invites}
    fresh = [one for one in invites if one.id not in shown]
    return [*(by_id.get(one) for one in shown), *fresh]


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has to do with."""

    vacancies: list[Vacancy]
    """They answer for, or are in the team of."""
    candidates: int


async def work_of(tx: Transaction, one: Member, clock: Clock) -> Work:
    """Candidates count up to a thousand."""
    every = await tx.vacancies.all(*Shelf)
    seen, mine = Seen(one.id, every=False), Part(Queue.MINE)
    ids = await tx.queues.ids(seen, mine, clock.now(), limit=_COUNTED_MOST)
    return Work([it for it in every if it.is_of(one.id) and not it.blank], len(ids))


async def hand_all(
    tx: Transaction, clock: Clock, actor: Actor, one: Member, heir: Member
) -> list[str]:
    """All that the member works on; the heir hears of it. The titles of all linked groups.

    The member is to be stored with the heir: candidates follow by a job.
    """
    work = await work_of(tx, one, clock)
    titles = await _hand_work(tx, work, one, heir, clock.now())
    own = sum(it.owner_id == one.id for it in work.vacancies)
    if own or work.candidates:
        counts = {"vacancies": own, "candidates": work.candidates}
        await tell_member(tx, clock, actor, heir, Word.HANDED, heir.id, left=one.id, **counts)
    await tx.enqueue(give_job(Leaver(actor.workspace_id, one.id)))
    return titles


async def heir_of(tx: Transaction, one: Member, asked: Press) -> Member:
    """Whom the button names. Raises: NotThere."""
    heir = next((it for it in await heirs(tx, one) if it.id == asked.id), None)
    if heir is None:
        raise NotThere
    return heir


async def _hand_work(
    tx: Transaction, work: Work, one: Member, heir: Member, now: datetime
) -> list[str]:
    """Vacancies and groups are the heir's; the titles of all groups that are linked."""
    for vacancy in work.vacancies:
        await tx.vacancies.save(vacancy.left_to(heir.id, one.id))
    return await hand_groups(tx, one, heir, [it.id for it in work.vacancies], now)


async def withdraw_invites(tx: Transaction, actor: Actor, one: Member, now: datetime) -> None:
    """Links that somebody made who may make none any more: they might let them in again."""
    for invite in await tx.invites.open(now):
        if invite.made_by == one.id and await tx.invites.withdraw(invite.id):
            await write_down(tx, actor, Did.UNINVITED, invite.id, now)


async def heirs(tx: Transaction, one: Member) -> list[Member]:
    """Who could take over, the owner first."""
    members = await tx.workspaces.members()
    able = [it for it in members if it.id != one.id and Right.HANDLE in RIGHTS[it.role]]
    return sorted(able, key=lambda it: (HEIRS_FIRST[it.role], it.name.casefold(), it.id))


async def member_of(tx: Transaction, member_id: int) -> Member:
    """One who was not taken out. Raises: NotThere."""
    for one in await tx.workspaces.members():
        if one.id == MemberId(member_id):
            return one
    raise NotThere


async def in_hand(
    tx: Transaction, actor: Actor, asked: Press, screen: str | None = None
) -> tuple[Conversation, Member] | None:
    """The dialogue and whom it is about; None: a colleague was faster, and the page says so.

    Raises: Stale, also for another screen than this one; NotThere, NotAllowed.
    """
    talk = current(await tx.conversations.of(actor), asked)
    one = await touched(tx, actor, talk)
    if screen is not None and talk.place.screen != screen:
        raise Stale
    return None if await overtaken(tx, actor, asked, talk, one) else (talk, one)


async def touched(tx: Transaction, actor: Actor, talk: Conversation) -> Member:
    """Whose page it is. Raises: Stale, NotThere, NotAllowed."""
    if talk.place.screen not in (ONE, REMOVE, DEMOTE):
        raise Stale
    one = await member_of(tx, talk.place.subject)
    if not may_touch(actor, one):
        raise NotAllowed
    return one


async def overtaken(
    tx: Transaction, actor: Actor, asked: Press, talk: Conversation, one: Member
) -> bool:
    """Whether a colleague has changed the member since the page was opened: it says so.

    That the candidates of a member have gone to the heir by now is nobody's change.
    """
    if talk.draft.get(_SEEN) == one.version or one.changed_by == actor.member_id:
        return False
    flash = Flash("member-changed")
    if one.changed_by is not None and one.changed_at is not None:
        members = {it.id: it.name for it in await tx.workspaces.members()}
        who = members.get(one.changed_by, "")
        flash = Flash("member-changed-by", {"who": who, "moment": one.changed_at})
    await show_one(tx, actor, asked, talk, one, flash)
    await tx.commit()
    return True


async def show_one(
    tx: Transaction,
    actor: Actor,
    asked: Press,
    talk: Conversation,
    one: Member,
    flash: Flash | None = None,
) -> None:
    """The member's page, which knows as what it was drawn."""
    talk = talk.drafted(**{_SEEN: one.version})
    await show(tx, actor, Place(ONE, one.id), asked=asked, flash=flash, talk=talk)


async def refresh_lists(tx: Transaction, actor: Actor) -> None:
    """Lists that are open show it; whoever has the member's page open hears at the next tap."""
    await refresh(tx, (LIST, OWNERS), 0, but=actor.user_id)
