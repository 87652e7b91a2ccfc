"""Clocks that go otherwise than the machine's: one that is set, and one that runs ahead.

No switch of the product's: what its modules know as `datetime` and `time` is exchanged.
"""

import asyncio
import selectors
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from types import FunctionType
from typing import Any

_GRAIN = 0.001
"""Real seconds in which whatever was sent over the loopback has come."""
_LOOK = 0.005
Ahead = Callable[[], float]
"""By how many seconds a clock is ahead of the machine's."""


class _Time:
    """The module `time`, by another clock."""

    def __init__(self, ahead: Ahead) -> None:
        self._ahead = ahead

    def time(self) -> float:
        return time.time() + self._ahead()

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead()

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


class _AnyDatetime(type):
    """What others made is one too."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, datetime)


def _datetime(ahead: Ahead) -> type[datetime]:
    class Shifted(datetime, metaclass=_AnyDatetime):
        """What it makes is an ordinary `datetime`."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(seconds=ahead())

    return Shifted


@contextmanager
def told_by(ahead: Ahead, *packages: str) -> Iterator[None]:
    """All modules of these packages that are loaded ask this clock."""
    clock = _Time(ahead)
    known: Mapping[str, tuple[object, object]] = {
        "datetime": (datetime, _datetime(ahead)),
        "time": (time, clock),
    }
    with ExitStack() as stack:
        for name, module in tuple(sys.modules.items()):
            if not f"{name}.".startswith(tuple(f"{one}." for one in packages)):
                continue
            for word, (real, other) in known.items():
                if vars(module).get(word) is real:
                    stack.callback(setattr, module, word, real)
                    setattr(module, word, other)
            for one in _functions(module):
                _ask(one, time.monotonic, clock.monotonic, stack)
        yield


def _functions(module: Any) -> Iterator[FunctionType]:
    for one in vars(module).values():
        if isinstance(one, FunctionType):
            yield one
        elif isinstance(one, type) and isinstance(made := vars(one).get("__init__"), FunctionType):
            yield made


def _ask(one: FunctionType, real: object, other: object, stack: ExitStack) -> None:
    """Where the machine's clock is what an argument is by default."""
    for name in ("__defaults__", "__kwdefaults__"):
        given = getattr(one, name)
        values = given.values() if isinstance(given, dict) else given or ()
        if not any(value is real for value in values):
            continue
        stack.callback(setattr, one, name, given)
        if isinstance(given, dict):
            changed: Any = {key: other if v is real else v for key, v in given.items()}
        else:
            changed = tuple(other if value is real else value for value in values)
        setattr(one, name, changed)


# -- time that nobody waits for ------------------------------------------------------------


class _Impatient(selectors.DefaultSelector):
    """Where nothing happens at once, its time jumps to the moment that is waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0.0
        self.threads = 0
        self._children = _children()

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if self.threads or _children() > self._children:  # they need real time
            return super().select(_LOOK if timeout is None else min(timeout, _LOOK))
        found = super().select(_GRAIN)
        if not found and timeout is not None:
            self.ahead += max(0.0, timeout - _GRAIN)
        return found


def _children() -> int:
    """How many processes this one has."""
    tasks = Path("/proc/self/task")
    return sum(map(_of_thread, tasks.iterdir()))


def _of_thread(one: Path) -> int:
    try:
        return len((one / "children").read_text().split())
    except FileNotFoundError:  # it has ended meanwhile
        return 0


class QuickLoop(asyncio.SelectorEventLoop):
    """An event loop in which hours of waiting take no time; what is done in them takes its own."""

    def __init__(self) -> None:
        self._impatient = _Impatient()
        super().__init__(self._impatient)

    @property
    def ahead(self) -> float:
        """By how many seconds its time is ahead of the machine's."""
        return self._impatient.ahead

    def time(self) -> float:
        return super().time() + self.ahead

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """A thread is waited for by the machine's own time."""
        self._impatient.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_ended)
        return future

    def _thread_ended(self, _future: object) -> None:
        self._impatient.threads -= 1


def modules(names: Sequence[str]) -> None:
    """Load them: `told_by` sees only what is loaded."""
    for name in names:
        __import__(name)
