"""How long candidates stay once their vacancy is closed: said a week before, then they go."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.conversation import Flash, Place
from bot.domain.erasure import Erasure, Why
from bot.domain.errors import NotThere
from bot.domain.group import Did
from bot.domain.ids import (
    ErasureId,
    MemberId,
    NoticeId,
    PublicationId,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.retention import Retention, is_closed
from bot.domain.workspace import Actor, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.erase_person import erase_job
from bot.usecases.recipients import listener
from bot.usecases.screens import current, show, stay
from bot.usecases.write_down import write_down

RETAIN = "retain"
_HOURS = 24
_BATCH = 100


@dataclass(frozen=True, slots=True)
class KeepRetention:
    """Once a day; each company has its own hour, so that not all of them work at once."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces

    async def __call__(self) -> None:
        """An extra wake-up does no harm."""
        now = self.clock.now()
        async with self.uow.system() as tx:
            every = await tx.every_workspace()
            await tx.enqueue_all(
                [_job(one.id, now + self.paces.of(minutes=one.id % (_HOURS * 60))) for one in every]
            )
            await tx.commit()


def _job(workspace_id: WorkspaceId, at: datetime) -> Job:
    unique = f"{RETAIN}:{workspace_id}"
    return Job(RETAIN, workspace_id, workspace_id, unique=unique, at=at)


@dataclass(frozen=True, slots=True)
class RetainCandidates:
    """The job: the closed vacancies of one company."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat."""
        workspace_id = WorkspaceId(job.subject)
        async with self.uow(Tenant(workspace_id)) as tx:
            workspace = await tx.workspaces.get(workspace_id)
            ads: dict[VacancyId, list[Publication]] = defaultdict(list)
            for one in await tx.publications.all():
                ads[one.vacancy_id].append(one)
            known = {one.vacancy_id: one for one in await tx.retentions.all()}
            counts = await tx.applications.counts()
            for vacancy in await tx.vacancies.all():
                theirs, kept = ads[vacancy.id], known.get(vacancy.id)
                if not is_closed(vacancy, theirs):
                    if kept is not None:
                        await tx.retentions.drop(vacancy.id)
                elif kept is None:
                    now = self.clock.now()
                    await tx.retentions.save(Retention(vacancy.id, workspace_id, now))
                elif any(counts.get(PublicationId(one.id)) for one in theirs):
                    await self._step(tx, kept, workspace.retention_months)
            await tx.commit()

    async def _step(self, tx: Transaction, kept: Retention, months: int) -> None:
        now = self.clock.now()
        if kept.to_warn(months, now):
            await tx.retentions.save(replace(kept, warned_at=now))
            link = await listener(tx, self.bot_id, Right.MANAGE_TEAM)
            if link is not None:
                notice = Notice(
                    NoticeId(new_id()),
                    kept.workspace_id,
                    link.bot_id,
                    link.id,
                    NoticeKind.RETENTION,
                    kept.vacancy_id,
                    now,
                    f"{now.timestamp():.0f}",
                )
                await tx.notices.owe([notice])
        elif kept.over(months, now):
            await erase_vacancy(tx, kept, self.clock)


async def erase_vacancy(
    tx: Transaction, kept: Retention, clock: Clock, by: MemberId | None = None
) -> int:
    """Let all its candidates go; for those who come later the time begins anew."""
    now, batch = clock.now(), []
    everyone = await tx.erasing.of_vacancy(kept.vacancy_id)
    for start in range(0, len(everyone), _BATCH):
        ids = tuple(one.id for one in everyone[start : start + _BATCH])
        where = (ErasureId(new_id()), kept.workspace_id)
        batch.append(Erasure(*where, Why.RETENTION, ids, now, by))
    for erasure in batch:
        await tx.erasing.add(erasure)
    await tx.enqueue_all([erase_job(one) for one in batch])
    await tx.retentions.save(Retention(kept.vacancy_id, kept.workspace_id, now))
    return len(everyone)


@dataclass(frozen=True, slots=True)
class ProlongKeeping:
    """The candidates agreed to stay for another term."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere when they are gone, or their vacancy is open again."""
        async with self.uow(actor) as tx:
            kept, now = await _closed(tx, VacancyId(asked.id)), self.clock.now()
            await tx.retentions.save(kept.prolong(now))
            await write_down(tx, actor, Did.PROLONGED, kept.vacancy_id, now)
            await stay(tx, actor, Flash("done-kept"), asked=asked)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class EraseVacancy:
    """They go now: from the screen that asks once more."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale; NotThere, also when the vacancy is open again."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            kept = await _closed(tx, VacancyId(asked.id))
            count = await erase_vacancy(tx, kept, self.clock, actor.member_id)
            await write_down(tx, actor, Did.ERASED, kept.vacancy_id, self.clock.now())
            flash = Flash("erase-begun", {"count": count})
            await show(tx, actor, Place(), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()


async def _closed(tx: Transaction, vacancy_id: VacancyId) -> Retention:
    """Its warning may be older than an ad that is up again. Raises: NotThere."""
    kept, vacancy = await tx.retentions.get(vacancy_id), await tx.vacancies.get(vacancy_id)
    if not is_closed(vacancy, await tx.publications.of_vacancy(vacancy_id)):
        raise NotThere
    return kept


@dataclass(frozen=True, slots=True)
class ChooseRetention:
    """For how many months, for all closed vacancies."""

    uow: UnitOfWork
    clock: Clock
    months: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Who was announced already goes a week after that at the earliest."""
        async with self.uow(actor) as tx:
            workspace = await tx.workspaces.get(actor.workspace_id)
            await tx.workspaces.save(replace(workspace, retention_months=self.months))
            now, months = self.clock.now(), str(self.months)
            await write_down(tx, actor, Did.RETENTION, workspace.id, now, detail=months)
            await stay(tx, actor, Flash("done-retention", {"months": self.months}), asked=asked)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseStop:
    """Whether those who were erased are known again by their contacts."""

    uow: UnitOfWork
    clock: Clock
    on: bool

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """It holds for those who were erased before, too."""
        async with self.uow(actor) as tx:
            workspace = await tx.workspaces.get(actor.workspace_id)
            await tx.workspaces.save(replace(workspace, stop_erased=self.on))
            now, word = self.clock.now(), "on" if self.on else "off"
            await write_down(tx, actor, Did.STOP_ERASED, workspace.id, now, detail=word)
            flash = Flash("done-stop-on" if self.on else "done-stop-off")
            await stay(tx, actor, flash, asked=asked)
            await tx.commit()
