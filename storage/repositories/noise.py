"""What keeps chats calm: carousels, how often each hears of what, and when mornings are told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, or_, select

from bot.domain.carousel import Carousel, GatheredIn
from bot.domain.ids import CarouselId, ChatLinkId, MemberId, VacancyId, WorkspaceId
from bot.domain.morning import DueMorning
from bot.domain.notice import NoticeState
from bot.domain.quiet import Mode
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_CAROUSEL = Mapper(Carousel, t.carousels)
_n, _modes = t.notices.c, t.delivery_modes.c


class SqlCarousels(Repository):
    """ports.Carousels"""

    async def get(self, carousel_id: CarouselId) -> Carousel:
        return _CAROUSEL.value(await self._rows.by_key(t.carousels, carousel_id))

    async def save(self, carousel: Carousel) -> Carousel:
        version = await self._rows.put_version(t.carousels, _CAROUSEL.row(carousel))
        return replace(carousel, version=version)


class SqlModes(Repository):
    """ports.Modes"""

    async def of_link(self, link_id: ChatLinkId) -> Mapping[VacancyId, Mode]:
        statement = self._rows.select(t.delivery_modes, _modes.vacancy_id, _modes.mode)
        found = await self._rows.run(statement.where(_modes.chat_link_id == link_id))
        return {VacancyId(vacancy_id): Mode(mode) for vacancy_id, mode in found}

    async def choose(self, link_id: ChatLinkId, vacancy_id: VacancyId, mode: Mode | None) -> None:
        mine = (_modes.chat_link_id == link_id, _modes.vacancy_id == vacancy_id)
        if mode is None:
            await self._rows.drop(t.delivery_modes, *mine)
        elif not await self._rows.change(t.delivery_modes, mine, {"mode": mode}):
            owner = (await self._rows.by_key(t.vacancies, vacancy_id))["workspace_id"]
            row = {"vacancy_id": vacancy_id, "chat_link_id": link_id, "workspace_id": owner}
            await self._rows.add(t.delivery_modes, [{**row, "mode": mode}])


class SqlMornings(Repository):
    """ports.Mornings"""

    async def due(self, member_id: MemberId) -> datetime | None:
        m = t.mornings.c
        statement = self._rows.select(t.mornings, m.due_at).where(m.member_id == member_id)
        due: datetime | None = (await self._rows.run(statement)).scalar()
        return due

    async def save(self, member_id: MemberId, due: datetime) -> None:
        owner = (await self._rows.by_key(t.members, member_id))["workspace_id"]
        row = {"member_id": member_id, "workspace_id": owner, "due_at": due}
        await self._rows.put(t.mornings, row)


GATHERED_IN = (
    select(_n.workspace_id, _n.chat_link_id)
    .where(_n.state == NoticeState.GATHERED, _n.due_at <= bindparam("now"))
    .distinct()
    .order_by(_n.workspace_id, _n.chat_link_id)
)


def _due_by(times: Table) -> Select[Any]:
    """Members whose moment has come, or of whom nobody has thought so far."""
    m, due = t.members.c, times.c
    known = and_(due.workspace_id == m.workspace_id, due.member_id == m.id)
    statement = select(m.workspace_id, m.id).outerjoin_from(t.members, times, known)
    come = or_(due.due_at.is_(None), due.due_at <= bindparam("now"))
    return statement.where(m.removed_at.is_(None), come).order_by(m.workspace_id, m.id)


DUE_MORNINGS, DUE_REPORTS = _due_by(t.mornings), _due_by(t.report_times)


class DueInChats(Repository):
    """The part of ports.SystemTransaction that asks what waits for its moment."""

    async def gathered_in(self, now: datetime) -> Sequence[GatheredIn]:
        found = await self._rows.run(GATHERED_IN, {"now": now})
        return [GatheredIn(WorkspaceId(row[0]), ChatLinkId(row[1])) for row in found]

    async def due_mornings(self, now: datetime) -> Sequence[DueMorning]:
        return await self._due(DUE_MORNINGS, now)

    async def due_reports(self, now: datetime) -> Sequence[DueMorning]:
        return await self._due(DUE_REPORTS, now)

    async def _due(self, statement: Select[Any], now: datetime) -> Sequence[DueMorning]:
        found = await self._rows.run(statement, {"now": now})
        return [DueMorning(WorkspaceId(row[0]), MemberId(row[1])) for row in found]
