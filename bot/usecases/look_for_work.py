"""The clock's use case: what is due becomes a wake-up; nothing owed is ever forgotten."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.domain.carousel import GatheredIn
from bot.domain.due import Due
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.site_action import DueAction
from bot.ports import Clock, SystemTransaction, UnitOfWork
from bot.usecases.ask_site import act_job
from bot.usecases.erase_person import erase_job
from bot.usecases.follow_topics import topic_job
from bot.usecases.give_candidates import give_job
from bot.usecases.glance import glance_job
from bot.usecases.hand_over import hand_over_job
from bot.usecases.keep_applications import files_job, rest_job, stubs_job
from bot.usecases.keep_board import board_job
from bot.usecases.log_in_by_code import redeem_job
from bot.usecases.open_hook import hook_job
from bot.usecases.owe_answer import tell_job
from bot.usecases.reconcile import reconcile_job
from bot.usecases.refusal_job import refuse_job
from bot.usecases.sync_applications import sync_job
from bot.usecases.take_call import look_into_job
from bot.usecases.tell_digest import digest_job
from bot.usecases.tell_morning import morning_job
from bot.usecases.tell_new import gathered_job
from bot.usecases.tell_report import report_job

log = logging.getLogger(__name__)
BATCH = 500
DELIVER = "deliver"
_EVER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class LookForWork:
    """Run at start and at every tick; an extra wake-up does no harm."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces

    async def __call__(self) -> None:
        """Accounts that are due, what is owed, files and kept responses that are still wanted."""
        now = self.clock.now()
        async with self.uow.system() as tx:
            back = await tx.look_at_clock(now)
            if back:
                log.warning("the clock was set back by %s: what is due goes back with it", back)
            jobs = await self._due(tx, now)
            if back:  # what is told in the morning is not simply told so much earlier
                jobs += [_telling(one) for one in await tx.gathered_in(now + _EVER)]
            await tx.commit()
        await self._wake(jobs)

    async def _due(self, tx: SystemTransaction, now: datetime) -> list[Job]:
        """What every owner's rows say; each job looks at its own row again when it runs."""
        # A retry that waits keeps its own, earlier moment.
        soon = now + self.paces.of(minutes=30)
        # Seldom: a stub whose response the site has no more stays for two weeks.
        later = now + self.paces.of(hours=6)
        asked: Mapping[Due, tuple[Callable[..., Job], Callable[[], Awaitable[Sequence[Any]]]]] = {
            Due.NOTICES: (deliver_job, lambda: tx.owed_links(now)),
            Due.STRANDED: (hand_over_job, tx.stranded_in),
            Due.ACTIONS: (_sent_by, lambda: tx.owed_actions(now)),
            Due.LOGINS: (redeem_job, tx.owed_logins),
            Due.EVENTS: (look_into_job, tx.owed_events),
            Due.HOOKS: (hook_job, lambda: tx.due_hooks(now)),
            Due.SYNCS: (sync_job, lambda: tx.due_accounts(now, BATCH)),
            Due.GLANCES: (glance_job, lambda: tx.due_glances(now, BATCH)),
            Due.RECONCILES: (reconcile_job, lambda: tx.due_reconciles(now, BATCH)),
            Due.HELD: (rest_job, lambda: tx.held_applications(now)),
            Due.FILES: (partial(files_job, at=soon), tx.wanted_files),
            Due.BULK_REFUSALS: (refuse_job, tx.owed_bulk_refusals),
            Due.ERASURES: (erase_job, tx.owed_erasures),
            Due.DIGESTS: (digest_job, tx.open_digests),
            Due.GATHERED: (_telling, lambda: tx.gathered_in(now)),
            Due.MORNINGS: (morning_job, lambda: tx.due_mornings(now)),
            Due.REPORTS: (report_job, lambda: tx.due_reports(now)),
            Due.TOPICS: (topic_job, tx.stale_topics),
            Due.BOARDS: (board_job, lambda: tx.due_boards(now)),
            Due.LEAVERS: (give_job, tx.leavers),
            Due.STUBS: (partial(stubs_job, at=later), tx.kept_stubs),
        }
        due = await tx.due(now)
        return [
            make(one) for what, (make, ask) in asked.items() if what in due for one in await ask()
        ]

    async def _wake(self, jobs: Sequence[Job]) -> None:
        """By the batch, so that nobody's tap waits behind thousands."""
        for start in range(0, len(jobs), BATCH):
            async with self.uow.system() as tx:
                await tx.enqueue_all(jobs[start : start + BATCH])
                await tx.commit()


@dataclass(frozen=True, slots=True)
class Prune:
    """Once an hour: updates done, screens sent and links out of date long ago."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self) -> None:
        """Keys that prevent a repeat stay."""
        async with self.uow.system() as tx:
            await tx.prune(self.clock.now())
            await tx.commit()


def _sent_by(owed: DueAction) -> Job:
    """Who pays it: an ad's request and a candidate's answer are different work."""
    make = act_job if owed.application_id is None else tell_job
    return make(owed, owed.account_id)


def _telling(place: GatheredIn) -> Job:
    return gathered_job(place.workspace_id, place.chat_link_id)


def deliver_job(link_id: int, at: datetime | None = None) -> Job:
    """The wake-up of one chat's deliverer, as the repository of notices makes it."""
    return Job(
        DELIVER,
        link_id,
        lock=f"chat:{link_id}",
        unique=f"deliver:{link_id}",
        at=at,
        priority=10,
    )
