"""What becomes of the groups that somebody linked, when they leave the team or a vacancy."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.group import Covers, Group
from bot.domain.ids import MemberId, VacancyId, new_id
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import Member, Right
from bot.ports import Transaction
from bot.usecases.group_words import word_to
from bot.usecases.reach import reaches_vacancy


async def hand_groups(
    tx: Transaction, one: Member, heir: Member, theirs: Collection[VacancyId], now: datetime
) -> list[str]:
    """Groups that the member linked are the heir's to manage; the titles of all that are linked.

    Whoever was taken out may sit in them still: no other candidates than before come there, and
    none with contacts. `theirs`: the vacancies that the member worked on. What of it the heir
    does not reach now comes no longer.
    """
    titles, every = [], await tx.vacancies.all(*Shelf)
    reached = {it.id for it in every if reaches_vacancy(heir, Right.LINK_GROUPS, it)}
    for link in await tx.chats.groups():
        group = Group.of(link)
        if group.linked:
            titles.append(group.title)
        if group.linked_by == one.id:
            held = await tx.chats.hold(link.id)
            group = Group.of(held)
            if group.covers is Covers.OWN:
                group = replace(group, covers=Covers.CHOSEN, vacancies=frozenset(theirs))
            if group.linked and group.full:
                await tx.notices.owe([word_to(held, "now-masked", now, new_id())])
            handed = replace(
                group, linked_by=heir.id, full=False, vacancies=group.vacancies & reached
            )
            await tx.chats.save(handed.on(held))
    return titles


async def leave_groups(tx: Transaction, member_id: MemberId, vacancy: Vacancy) -> None:
    """A vacancy that the member works on no more does not come to the groups they linked.

    Whoever runs the team may have it there all the same.
    """
    members = {it.id: it for it in await tx.workspaces.members()}
    who = members.get(member_id)
    if who is not None and reaches_vacancy(who, Right.LINK_GROUPS, vacancy):
        return
    for link in await tx.chats.groups():
        group = Group.of(link)
        if group.linked_by == member_id and vacancy.id in group.vacancies:
            held = await tx.chats.hold(link.id)
            group = Group.of(held)
            left = replace(group, vacancies=group.vacancies - {vacancy.id})
            await tx.chats.save(left.on(held))
