"""What one process counts of itself. Plain numbers; labels are words of our own, never anybody's.

Nothing here waits or fails: it stands in the way of everything.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from types import TracebackType
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from telegram.error import NetworkError

from bot.domain.errors import VidhukError
from bot.domain.health import TELEGRAM, CallCount, Called, slot_of
from bot.domain.jobs import Job
from bot.domain.views import Card, CardAgain, Screen, View
from bot.ports import (
    Address,
    Chat,
    Clock,
    DatabaseUnavailable,
    Delivered,
    Outcome,
    Refused,
    RunJob,
    TryLater,
    Unanswered,
)

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the pieces of a histogram, in seconds."""
KINDS_MOST = 100
"""So many different words one label takes; what comes after them is `other`."""
_OURS = ("bot.", "handlers.", "sites.", "storage.")
_EXPECTED = (VidhukError, DatabaseUnavailable, OperationalError, PoolTimeout, NetworkError)
"""What time or people mend: no mistake of ours."""


@dataclass(slots=True)
class Histogram:
    """How long something took: how often within each bound, and in all."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        """It took so long once more."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    def buckets(self) -> Iterator[tuple[str, float]]:
        """As Prometheus wants them: each with all that took no longer."""
        total = 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), self.counts, strict=True):
            total += count
            yield bound, total


class Meter:
    """ports.Faults, and every counter of this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.requests: Counter[tuple[str, str]] = Counter()
        """To job sites, by site and `Called`."""
        self.request_seconds: dict[str, Histogram] = {}
        self.limited: Counter[str] = Counter()
        self.messages: Counter[str] = Counter()
        self.cards = 0
        self.errors: Counter[str] = Counter()
        self.updates: Counter[str] = Counter()
        self.update_seconds = Histogram()
        self.jobs: Counter[tuple[str, str]] = Counter()
        self._calls: dict[tuple[str, datetime], CallCount] = {}
        self._faults: Counter[str] = Counter()

    # -- what happens

    def called(self, site: str, how: Called, seconds: float) -> None:
        """A job site was asked."""
        self.requests[site, how.value] += 1
        self.request_seconds.setdefault(site, Histogram()).add(seconds)
        self._call(site, how)

    def said(self, view: View | Screen | None, outcome: Outcome, *, anew: bool) -> None:
        """Telegram was; `anew`: with a message of its own, not a change of one."""
        how = Called.OK
        if isinstance(outcome, TryLater) and outcome.chat_only:
            how = Called.LIMITED
        elif isinstance(outcome, TryLater | Unanswered | Refused):
            how = Called.FAILED
        self.messages[type(outcome).__name__.lower()] += 1
        if anew and isinstance(outcome, Delivered) and isinstance(view, Card | CardAgain):
            self.cards += 1
        self._call(TELEGRAM, how)

    def handled(self, kind: str, seconds: float) -> None:
        """An update, from when it was taken to when it was done."""
        self.updates[kind] += 1
        self.update_seconds.add(seconds)

    def ran(self, task: str, error: Exception | None) -> None:
        """A job, to its end or to its next try."""
        self.jobs[task, "ok" if error is None else "failed"] += 1
        if error is not None:
            self.note(error)

    def note(self, error: BaseException) -> None:
        """Something broke. What is a mistake of ours operators are told of."""
        _add(self.errors, type(error).__name__)
        if not isinstance(error, _EXPECTED):
            _add(self._faults, f"{type(error).__name__} in {_place(error.__traceback__)}")

    def _call(self, source: str, how: Called) -> None:
        if how is Called.LIMITED:
            self.limited[source] += 1
        key = source, slot_of(self._clock.now())
        self._calls[key] = self._calls.get(key, CallCount()) + CallCount.of(how)

    # -- what goes to the other processes' counts

    @property
    def has_news(self) -> bool:
        """Anything was counted that the database has not."""
        return bool(self._calls or self._faults)

    def take(self) -> tuple[Mapping[tuple[str, datetime], CallCount], Mapping[str, int]]:
        """What was counted since the last time."""
        taken = self._calls, self._faults
        self._calls, self._faults = {}, Counter()
        return taken

    def put_back(
        self, calls: Mapping[tuple[str, datetime], CallCount], faults: Mapping[str, int]
    ) -> None:
        """The database did not take it."""
        for key, count in calls.items():
            self._calls[key] = self._calls.get(key, CallCount()) + count
        self._faults.update(faults)


def _add(counter: Counter[str], word: str) -> None:
    counter[word if word in counter or len(counter) < KINDS_MOST else "other"] += 1


def _place(trace: TracebackType | None) -> str:
    """The innermost of our own functions: what it was called with stands nowhere."""
    found = "elsewhere"
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith(_OURS):
            found = f"{module}.{trace.tb_frame.f_code.co_qualname}"
        trace = trace.tb_next
    return found


def counted_job(meter: Meter, task: str, run: RunJob) -> RunJob:
    """The same work, counted."""

    async def do(job: Job) -> None:
        try:
            await run(job)
        except Exception as error:
            meter.ran(task, error)
            raise
        meter.ran(task, None)

    return do


def counted(meter: Meter, run: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """The same for what runs every so often."""

    async def do() -> None:
        try:
            await run()
        except Exception as error:
            meter.note(error)
            raise

    return do


@dataclass(frozen=True, slots=True)
class CountedChat:
    """ports.Chat: another one, counted."""

    chat: Chat
    meter: Meter

    async def show(self, address: Address, view: View | Screen, **how: Any) -> Outcome:
        """One message."""
        outcome = await self.chat.show(address, view, **how)
        changes = how.get("edit") is not None or how.get("inline") is not None
        self.meter.said(view, outcome, anew=not changes)
        return outcome

    async def admins(self, chat_id: int) -> frozenset[int] | None:
        """A question, which nobody counts."""
        return await self.chat.admins(chat_id)

    async def erase(self, address: Address, message_id: int, *, stub: str = "erased") -> Outcome:
        """One that goes."""
        outcome = await self.chat.erase(address, message_id, stub=stub)
        self.meter.said(None, outcome, anew=False)
        return outcome

    async def blank(self, address: Address, inline: str, *, stub: str) -> Outcome:
        """The same of one that stands elsewhere."""
        outcome = await self.chat.blank(address, inline, stub=stub)
        self.meter.said(None, outcome, anew=False)
        return outcome


class Stopwatch:
    """Seconds since it was made; not the product's clock, which may be set."""

    def __init__(self) -> None:
        self._begun = perf_counter()

    @property
    def seconds(self) -> float:
        """So far."""
        return perf_counter() - self._begun
