"""Comparing candidates with what their vacancies must have; nobody is ever rejected by it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.application import Application, FileKind, FileState, StoredFile
from bot.domain.carousel import GatheredIn
from bot.domain.errors import BadInput, NotThere
from bot.domain.handling import Stage
from bot.domain.ids import ApplicationId, VacancyId, WorkspaceId, new_id
from bot.domain.jobs import Job
from bot.domain.matching import Material, evidence
from bot.domain.must_have import Point, below
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.paces import Paces
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Tenant
from bot.ports import Attachments, Clock, Files, Transaction, UnitOfWork, VaultBroken
from bot.usecases.redraw_cards import redraw
from bot.usecases.tell_new import TellNew

log = logging.getLogger(__name__)
MATCH = "match"
MATCH_ALL = "match_all"
_CLOSE = 86
"""Of 100, for words of five letters and more: one letter of seven or eight may differ."""
_OVER = (Stage.REJECTED, Stage.HIRED)
REDRAWN_MOST = 50
"""So many cards say at once what has changed; older ones say it when they are next drawn."""


def _close(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - it takes long to load, and many never need it

    return fuzz.ratio(one, other) >= _CLOSE


def points(application: Application, must_haves: Sequence[str], now: datetime) -> list[Point]:
    """Each must-have with the line that shows it; none at all where there is nothing to read."""
    if not must_haves:
        return []
    material = Material.of(application, now.year, more=application.file_text or "")
    if not material.lines:
        return []
    return [Point(one, evidence(one, material, _close)) for one in must_haves]


def compared(application: Application, must_haves: Sequence[str], now: datetime) -> Application:
    """With how many of them it shows."""
    found = points(application, must_haves, now)
    if not found:
        return replace(application, points_met=None, points_of=None)
    return replace(application, points_met=sum(one.met for one in found), points_of=len(found))


async def vacancy_of(tx: Transaction, application: Application) -> Vacancy | None:
    """The vacancy that it answers; None when the ad is not linked."""
    if application.publication_id is None:
        return None
    publication = await tx.publications.get(application.publication_id)
    return await tx.vacancies.get(publication.vacancy_id)


async def must_haves_of(tx: Transaction, application: Application) -> Vacancy | None:
    """The same, where it asks for anything."""
    vacancy = await vacancy_of(tx, application)
    return vacancy if vacancy is not None and vacancy.must_haves else None


def match_job(workspace_id: WorkspaceId, application_id: ApplicationId) -> Job:
    """One application is to be compared anew."""
    key = f"match:{application_id}"
    return Job(MATCH, application_id, workspace_id, lock=key, unique=key)


async def match_all_later(tx: Transaction, vacancy: Vacancy, before: Vacancy, at: datetime) -> None:
    """All its candidates anew, when its points have changed and anybody may have answered.

    `at`: a little later, for points are ticked one after another.
    """
    same = (vacancy.must_haves, vacancy.push_from) == (before.must_haves, before.push_from)
    if same or not await tx.publications.of_vacancy(vacancy.id):
        return
    key = f"match_all:{vacancy.id}"
    job = Job(MATCH_ALL, vacancy.id, vacancy.workspace_id, lock=key, unique=key, at=at)
    await tx.enqueue(job)


@dataclass(frozen=True, slots=True)
class MatchAll:
    """The job: a vacancy asks for something else now."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, job: Job) -> None:
        """One job for each: a thousand resumes hold nothing up. What a card says is read anew."""
        assert job.workspace_id is not None  # match_all_later always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            ids = await tx.applications.of_vacancy(VacancyId(job.subject))
            await tx.enqueue_all([match_job(job.workspace_id, one) for one in ids])
            for one in [await tx.applications.get(one) for one in ids[:REDRAWN_MOST]]:
                if one.handling.stage not in _OVER:
                    await redraw(tx, one, self.clock.now(), why=f"match{new_id()}")
            await tx.commit()


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """The job: its file is read, if need be, and it is noted how much it shows."""

    uow: UnitOfWork
    clock: Clock
    files: Files
    attachments: Attachments
    paces: Paces
    tell: TellNew

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: what shows the same as before changes nothing."""
        assert job.workspace_id is not None  # match_job always names it
        tenant = Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            try:
                one = await tx.applications.get(ApplicationId(job.subject))
            except NotThere:  # erased meanwhile
                return
            vacancy = await must_haves_of(tx, one)
            rows = await tx.files.of_application(one.id)
        file = next((row for row in rows if _readable(row)), None)
        fresh = one.file_text is None and file is not None and vacancy is not None
        if fresh and file is not None:
            one = replace(one, file_text=await self._text(file))
        wanted = vacancy.must_haves if vacancy is not None else ()
        async with self.uow(tenant) as tx:
            one = compared(one, wanted, self.clock.now())
            await tx.applications.match(one)
            if fresh:
                await redraw(tx, one, self.clock.now(), why=f"match{new_id()}")
            least = vacancy.push_from if vacancy is not None else None
            await self._tell(tx, one, few=below(one.points_met, least))
            await tx.commit()

    async def _tell(self, tx: Transaction, one: Application, *, few: bool) -> None:
        """Its cards that are not told so far have the moment that is theirs by now."""
        now = self.clock.now()
        before = now + self.paces.file_wait  # what waits longer waits for something else
        cards = await tx.notices.of_subject(NoticeKind.CARD, one.id)
        held = [it for it in cards if it.state is NoticeState.GATHERED]
        if few:
            late = [
                it for it in cards if it.state is NoticeState.OWED and now < it.due_at <= before
            ]
            await tx.notices.go_on(NoticeState.OWED, [it.to(NoticeState.GATHERED) for it in late])
            held += late
        else:
            await tx.notices.due_now(NoticeKind.CARD, one.id, now, before)
        for link_id in sorted({it.chat_link_id for it in held}):
            await self.tell.tell(tx, GatheredIn(one.workspace_id, link_id))

    async def _text(self, file: StoredFile) -> str:
        """Empty for what can't be read: an encrypted PDF, a scan, an old .doc."""
        try:
            content = await self.files.read(file.id)
            return await self.attachments.text(content, file.name or "")
        except (BadInput, OSError, VaultBroken) as error:
            log.info("a resume can't be read for must-haves: %s", type(error).__name__)
            return ""


def _readable(file: StoredFile) -> bool:
    return file.kind is FileKind.RESUME and file.state is FileState.KEPT
