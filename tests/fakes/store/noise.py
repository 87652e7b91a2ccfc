"""Carousels, how often chats hear of what, and mornings, in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.carousel import Carousel, GatheredIn
from bot.domain.ids import CarouselId, ChatLinkId, MemberId, VacancyId
from bot.domain.morning import DueMorning
from bot.domain.notice import NoticeState
from bot.domain.quiet import Mode
from tests.fakes.store.kinds import (
    CAROUSELS,
    MEMBERS,
    MODES,
    MORNINGS,
    NOTICES,
    REPORT_TIMES,
    VACANCIES,
    ChosenMode,
    NextMorning,
)
from tests.fakes.store.rows import Kind
from tests.fakes.store.session import Repository


class MemoryCarousels(Repository):
    """ports.Carousels"""

    async def get(self, carousel_id: CarouselId) -> Carousel:
        return self._rows.get(CAROUSELS, carousel_id)

    async def save(self, carousel: Carousel) -> Carousel:
        return self._rows.put_version(CAROUSELS, carousel)


class MemoryModes(Repository):
    """ports.Modes"""

    async def of_link(self, link_id: ChatLinkId) -> Mapping[VacancyId, Mode]:
        found = self._rows.all(MODES, lambda it: it.chat_link_id == link_id)
        return {one.vacancy_id: one.mode for one in found}

    async def choose(self, link_id: ChatLinkId, vacancy_id: VacancyId, mode: Mode | None) -> None:
        if mode is None:
            self._rows.drop(MODES, lambda it: it.key == (vacancy_id, link_id))
            return
        owner = self._rows.get(VACANCIES, vacancy_id).workspace_id
        self._rows.put(MODES, ChosenMode(owner, vacancy_id, link_id, mode))


class MemoryMornings(Repository):
    """ports.Mornings"""

    async def due(self, member_id: MemberId) -> datetime | None:
        found = self._rows.find(MORNINGS, lambda it: it.member_id == member_id)
        return None if found is None else found.due_at

    async def save(self, member_id: MemberId, due: datetime) -> None:
        owner = self._rows.get(MEMBERS, member_id).workspace_id
        self._rows.put(MORNINGS, NextMorning(owner, member_id, due))


class MemoryDueInChats(Repository):
    """The part of ports.SystemTransaction that asks what waits for its moment."""

    async def gathered_in(self, now: datetime) -> Sequence[GatheredIn]:
        due = self._rows.all(
            NOTICES, lambda it: it.state is NoticeState.GATHERED and it.due_at <= now
        )
        places = {
            (one.workspace_id, one.chat_link_id) for one in due if one.workspace_id is not None
        }
        return [GatheredIn(*place) for place in sorted(places)]

    async def due_mornings(self, now: datetime) -> Sequence[DueMorning]:
        return self._due(MORNINGS, now)

    async def due_reports(self, now: datetime) -> Sequence[DueMorning]:
        return self._due(REPORT_TIMES, now)

    def _due(self, times: Kind[NextMorning], now: datetime) -> Sequence[DueMorning]:
        later = {one.member_id for one in self._rows.all(times) if one.due_at > now}
        members = self._rows.all(MEMBERS, lambda it: it.removed_at is None and it.id not in later)
        return [
            DueMorning(one.workspace_id, one.id)
            for one in sorted(members, key=lambda it: (it.workspace_id, it.id))
        ]
