"""Whom a card can be given to, and where it can be shown: page by page."""

from collections.abc import Sequence

from bot.domain import views
from bot.domain.group import Group
from bot.domain.views import CardPage
from bot.domain.workspace import RIGHTS, ChatLink, Member, Right
from bot.ports import Transaction
from bot.usecases.reading.desk import page_of

_PAGE = 24
"""Buttons, three in a row."""


async def choices(
    tx: Transaction, page: CardPage, part: int, link: ChatLink, members: Sequence[Member]
) -> tuple[Sequence[views.Choice], int, int]:
    """Those of one part of the page, which part that is, and how many there are."""
    return page_of(await _all(tx, page, link, members), part, _PAGE)


async def _all(
    tx: Transaction, page: CardPage, link: ChatLink, members: Sequence[Member]
) -> list[views.Choice]:
    if page is CardPage.ASSIGN:
        able = [one for one in members if Right.HANDLE in RIGHTS[one.role]]
        return [views.Choice("assign_to", one.id, one.name) for one in able]
    if page is not CardPage.SHARE:
        return []
    found = [(one.id, Group.of(one)) for one in await tx.chats.groups() if one.id != link.id]
    there = [views.Choice("share_to", key, one.title) for key, one in found if one.linked]
    others = [one for one in members if one.user_id != link.user_id]
    return there + [views.Choice("share_with", one.id, one.name) for one in others]
