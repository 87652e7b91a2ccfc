"""What becomes of the groups that somebody linked, when they leave."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.group import Covers, Group
from bot.domain.ids import VacancyId, new_id
from bot.domain.workspace import Member
from bot.ports import Transaction
from bot.usecases.group_words import word_to


async def hand_groups(
    tx: Transaction, one: Member, heir: Member, theirs: Collection[VacancyId], now: datetime
) -> list[str]:
    """Groups that the member linked are the heir's to manage; the titles of all that are linked.

    Whoever was taken out may sit in them still: no other candidates than before come there, and
    none with contacts. `theirs`: the vacancies that the member worked on.
    """
    titles = []
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
            await tx.chats.save(replace(group, linked_by=heir.id, full=False).on(held))
    return titles
