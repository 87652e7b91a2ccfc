"""`/metrics`: the counters of this process and the standing of the whole, as Prometheus reads it.

Labels are sites, kinds and states; a test searches what comes out for anything else. The library
is loaded by the first who asks: a tenth of a second that a start need not wait for.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from bot.domain.health import Process, Standing
from bot.ports import Clock, DatabaseUnavailable, UnitOfWork
from bot.wiring.meter import Meter

FRESH = timedelta(seconds=5)
"""How long one look at the database serves: who asks more often does it no harm."""
Family = tuple[str, str, str, Sequence[str], Iterable[tuple[Sequence[str], float]]]
"""Kind, name, what it is, the names of its labels; values by labels."""


class Metrics:
    """What stands behind the door."""

    def __init__(
        self,
        meter: Meter,
        uow: UnitOfWork,
        clock: Clock,
        process: Process,
        ready: Callable[[], Awaitable[bool]],
    ) -> None:
        self._meter, self._uow, self._clock = meter, uow, clock
        self._process, self._ready = process, ready
        self._seen: tuple[float, Standing | None] | None = None
        self._look = asyncio.Lock()

    async def __call__(self) -> tuple[bytes, str]:
        """The whole page, and its content type."""
        standing, ready = await self._standing(), await self._ready()
        families = list(self._families(standing, ready=ready))
        return await asyncio.to_thread(_written, families, self._meter)

    async def _standing(self) -> Standing | None:
        """None while the database does not answer."""
        async with self._look:
            if self._seen is None or monotonic() - self._seen[0] >= FRESH.total_seconds():
                found = None
                with suppress(DatabaseUnavailable):
                    async with self._uow.system() as tx:
                        found = await tx.standing(self._clock.now())
                self._seen = monotonic(), found
            return self._seen[1]

    def _families(self, standing: Standing | None, *, ready: bool) -> Iterable[Family]:
        yield from _of_process(self._process)
        yield "gauge", "ready", "Whether the process can work.", (), [((), float(ready))]
        up = float(standing is not None)
        yield "gauge", "database_up", "Whether the database answered.", (), [((), up)]
        yield from _of_whole(standing or Standing(), self._clock.now())
        yield from _of_counts(self._meter)


def _of_process(process: Process) -> Iterable[Family]:
    labels = ("version",)
    yield "gauge", "build_info", "The version that runs.", labels, [((process.version,), 1.0)]
    started = process.started_at.timestamp() if process.started_at is not None else 0.0
    yield "gauge", "start_time_seconds", "When the process began.", (), [((), started)]


def _of_whole(standing: Standing, now: datetime) -> Iterable[Family]:
    sites = standing.sites
    ages = [
        ((one.site, which), _age(moment, now))
        for one in sites
        for which, moment in (
            ("newest", one.newest_sync),
            ("median", one.median_sync),
            ("oldest", one.oldest_sync),
        )
        if moment is not None
    ]
    said = "How long ago working accounts were last read."
    yield "gauge", "site_sync_age_seconds", said, ("site", "of"), ages
    states = [((one.site, state), n) for one in sites for state, n in one.states.items()]
    yield "gauge", "accounts", "Employer accounts by state.", ("site", "state"), states
    due = [((one.site,), one.due) for one in sites]
    yield "gauge", "accounts_due", "Accounts that wait to be read.", ("site",), due
    paused = [((one.site,), float(one.paused_at is not None)) for one in sites]
    yield "gauge", "site_paused", "Whether an operator has stopped the site.", ("site",), paused
    jobs = [((one.lane, one.task, one.state), one.count) for one in standing.jobs]
    yield "gauge", "jobs", "Jobs that wait, run, or were given up.", ("lane", "task", "state"), jobs
    oldest = _age(standing.oldest_job, now)
    yield "gauge", "oldest_job_seconds", "How long the oldest due job waits.", (), [((), oldest)]
    notices = [((one.kind,), one.count) for one in standing.notices]
    yield "gauge", "notices_owed", "Messages that are owed to chats.", ("kind",), notices
    oldest, said = _age(standing.oldest_notice, now), "How long the oldest due message waits."
    yield "gauge", "oldest_notice_seconds", said, (), [((), oldest)]
    actions = [((one.kind,), one.count) for one in standing.actions]
    yield "gauge", "actions_owed", "Requests that are owed to sites.", ("kind",), actions
    yield "gauge", "updates_open", "Updates in hand.", (), [((), standing.updates)]


def _of_counts(meter: Meter) -> Iterable[Family]:
    asked = list(meter.requests.items())
    said = "Requests to job sites."
    yield "counter", "site_requests", said, ("site", "outcome"), asked
    limited = [((source,), count) for source, count in meter.limited.items()]
    yield "counter", "limited", "Answers that said: too many (429).", ("source",), limited
    messages = [((outcome,), count) for outcome, count in meter.messages.items()]
    said = "Messages to Telegram, by how it ended."
    yield "counter", "messages", said, ("outcome",), messages
    yield "counter", "cards_sent", "Cards of candidates.", (), [((), meter.cards)]
    errors = [((kind,), count) for kind, count in meter.errors.items()]
    yield "counter", "errors", "What broke, by the class of the error.", ("kind",), errors
    updates = [((kind,), count) for kind, count in meter.updates.items()]
    yield "counter", "updates", "Updates that were handled.", ("kind",), updates
    jobs = list(meter.jobs.items())
    yield "counter", "jobs_run", "Jobs that ended.", ("task", "outcome"), jobs


def _age(moment: datetime | None, now: datetime) -> float:
    return 0.0 if moment is None else max(0.0, (now - moment).total_seconds())


def _written(families: Sequence[Family], meter: Meter) -> tuple[bytes, str]:
    from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415 - see above
    from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4  # noqa: PLC0415
    from prometheus_client.metrics_core import (  # noqa: PLC0415
        CounterMetricFamily,
        GaugeMetricFamily,
        HistogramMetricFamily,
    )

    class Collected:
        def collect(self) -> Iterable[Any]:
            made = {"gauge": GaugeMetricFamily, "counter": CounterMetricFamily}
            for kind, name, said, labels, values in families:
                family = made[kind](f"vidhuk_{name}", said, labels=labels)
                for words, value in values:
                    family.add_metric(list(words), value)
                yield family
            said, took = "How long job sites took to answer.", meter.request_seconds
            of_sites = HistogramMetricFamily("vidhuk_site_request_seconds", said, labels=["site"])
            for site, one in took.items():
                of_sites.add_metric([site], list(one.buckets()), one.seconds)
            yield of_sites
            said, whole = "How long updates took, from taken to done.", meter.update_seconds
            of_updates = HistogramMetricFamily("vidhuk_update_seconds", said)
            of_updates.add_metric([], list(whole.buckets()), whole.seconds)
            yield of_updates

    registry = CollectorRegistry()
    registry.register(Collected())
    return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4
