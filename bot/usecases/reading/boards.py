"""How a group's vacancies stand, and what came today; in private the same of one's own."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import views
from bot.domain.application import Application
from bot.domain.errors import NotThere
from bot.domain.group import Group
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.queues import Waiting
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import ChatLink, Workspace
from bot.ports import Clock, Transaction
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.reading.seen import name_in, number_of

SHOWN, PEOPLE = 30, 20


async def board_of(tx: Transaction, link: ChatLink, now: datetime) -> views.GroupBoard:
    """Of the open vacancies whose candidates come to the group. Raises: NotThere."""
    group = Group.of(link)
    if link.workspace_id is None or not group.linked:
        raise NotThere
    company = (await tx.workspaces.get(link.workspace_id)).name
    wanted = [one for one in await _open(tx) if group.wants(one)]
    lines = await _lines(tx, wanted, now)
    return views.GroupBoard(company, lines[:SHOWN], max(0, len(lines) - SHOWN))


def said_by(board: views.GroupBoard, language: str) -> str:
    """A hash of what it says: a board that says the same is not changed."""
    return hashlib.sha256(repr((language, board)).encode()).hexdigest()


async def _open(tx: Transaction) -> Sequence[Vacancy]:
    return [one for one in await tx.vacancies.all(Shelf.OPEN) if not one.blank]


async def _lines(
    tx: Transaction, vacancies: Sequence[Vacancy], now: datetime
) -> list[views.BoardLine]:
    """Those with a debt first, then those with new ones."""
    waiting = await tx.queues.waiting([one.id for one in vacancies], now)
    members = {one.id: one.name for one in await tx.workspaces.members()}
    lines = [
        views.BoardLine(one.title, found.new, found.debt, members.get(one.owner_id, ""))
        for one in vacancies
        for found in (waiting.get(one.id, Waiting()),)
    ]
    return sorted(lines, key=lambda it: (-it.debt, -it.new))


async def board_news(tx: Transaction, notice: Notice, clock: Clock, _paces: Paces) -> views.View:
    """As it is when it is sent. Raises: NotThere once nobody wants it."""
    link = await tx.chats.get(notice.chat_link_id)
    if await tx.boards.of(link.id) is None:
        raise NotThere
    return await board_of(tx, link, clock.now())


async def board_edited(tx: Transaction, notice: Notice) -> int | None:
    """The message that it is."""
    board = await tx.boards.of(notice.chat_link_id)
    return board.message_id if board is not None else None


async def today_news(tx: Transaction, notice: Notice, clock: Clock, _paces: Paces) -> views.View:
    """In a group: by the names that it may see."""
    link = await tx.chats.get(notice.chat_link_id)
    group = Group.of(link)
    if link.workspace_id is None:
        raise NotThere
    company = await tx.workspaces.get(link.workspace_id)
    wanted = [one for one in await _open(tx) if group.wants(one)]
    return await _today(tx, company, wanted, clock.now(), lambda one: name_in(link, one))


async def today(desk: Desk) -> views.View:
    """In private: of the vacancies that one answers for or works on."""
    mine = [one for one in await _open(desk.tx) if one.is_of(desk.member.member_id)]
    now = desk.clock.now()
    found = await _today(desk.tx, desk.company, mine, now, lambda one: one.name or "")
    return views.TodayPage(found)


async def _today(
    tx: Transaction,
    company: Workspace,
    vacancies: Sequence[Vacancy],
    now: datetime,
    called: Callable[[Application], str],
) -> views.CameToday:
    local = now.astimezone(ZoneInfo(company.time_zone))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    came = await tx.applications.arrivals([one.id for one in vacancies], midnight)
    barred = await tx.barred.among([one.id for one in came]) if came else ()
    came = [one for one in came if one.id not in barred]
    members = {one.id: one.name for one in await tx.workspaces.members()}
    titles = {one.id: one.title for one in vacancies}
    newest = await tx.applications.several([one.id for one in came[::-1][:PEOPLE]])
    ads = {one.publication_id for one in newest if one.publication_id is not None}
    vacancy_of = {one: (await tx.publications.get(one)).vacancy_id for one in ads}
    people = []
    for one in newest:
        if one.publication_id is None:
            continue
        vacancy_id = vacancy_of[one.publication_id]
        handling = one.handling
        who = members.get(handling.assignee_id, "") if handling.assignee_id is not None else ""
        answered = not handling.waiting or one.standing is not None
        shown = (called(one), number_of(one.id), titles.get(vacancy_id, ""), who, answered)
        people.append(views.TodayOne(*shown))
    lines = [one for one in await _lines(tx, vacancies, now) if one.new or one.debt]
    return views.CameToday(company.name, len(came), people, lines[:SHOWN])


SCREENS: dict[str, Reader] = {"today": today}
