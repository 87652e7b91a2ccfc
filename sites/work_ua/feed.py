"""The opaque cursor of the responses feed (design.md 5); pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

MARKS_IN_OVERLAP = 24
SURELY_SHORT = 20  # the site's own page size: a page with fewer is the last, whatever limit held
STUCK_MOST = 3
LEAP = 10
BELIEVED = 10**9
"""Ids up to here are never odd; the site took all its years to come to half of it."""


def credible(ids: Sequence[int], after: int) -> list[int]:
    """Those that may move the cursor: none that is far above all before it.

    A slip of the site would else hide whatever comes after it.
    """
    highest = max(after, BELIEVED)
    for number in sorted(ids):
        if number <= LEAP * highest:
            highest = max(highest, number)
    return [number for number in ids if number <= highest]


class FeedBroken(Exception):
    """The feed does not page as it is documented: going on could lose responses."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """`newest` is the greatest id read; `marks` say when which id was the greatest, oldest first.

    Ids up to a mark's were all read by its moment. `passed` is when the last pass began that got
    to the end. `newest` 0 with a mark: the feed was empty.
    """

    newest: int = 0
    marks: tuple[tuple[datetime, int], ...] = ()
    passed: datetime | None = None

    def start(self, overlap: timedelta) -> int:
        """After which id a pass begins: the greatest read more than `overlap` ago.

        Ago as of the last whole pass, not of now: what came late while nobody looked is read too.
        """
        old = [number for moment, number in self.marks if self._outlived(moment, overlap)]
        if old:
            return old[-1]
        return self.marks[0][1] if self.marks else 0

    def advanced(
        self, read: int, now: datetime, overlap: timedelta, *, passed: datetime | None = None
    ) -> "Cursor":
        """After everything up to `read` was read; `passed`: a pass begun then is at its end."""
        marks = list(self.marks)
        newest = max(self.newest, read)
        if not marks or now - marks[-1][0] >= overlap / MARKS_IN_OVERLAP:
            marks.append((now, newest))
        onward = Cursor(newest, tuple(marks), passed or self.passed)
        while len(marks) > 1 and onward._outlived(marks[1][0], overlap):
            marks.pop(0)  # no pass can begin there any more
        return replace(onward, marks=tuple(marks))

    def _outlived(self, moment: datetime, overlap: timedelta) -> bool:
        return self.passed is not None and moment <= self.passed - overlap

    def write(self) -> str:
        """As it is stored."""
        marks = [[moment.timestamp(), number] for moment, number in self.marks]
        passed = self.passed.timestamp() if self.passed is not None else None
        return json.dumps({"newest": self.newest, "marks": marks, "passed": passed})

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """What `write` wrote."""
        stored = json.loads(text)
        marks = ((_moment(when), number) for when, number in stored["marks"])
        passed = stored["passed"]
        return cls(stored["newest"], tuple(marks), None if passed is None else _moment(passed))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a pass begun at `began` stands: after id `at`.

    `stuck` pages in a row brought nothing newer.
    """

    at: int
    began: datetime
    stuck: int = 0

    def onward(self, ids: Sequence[int], *, came: int) -> "Position | None":
        """After a page of `came` items with these credible ids; None when the pass is at its end.

        A page without anything newer comes from a site that repeats itself: asked again a few
        times. Raises: FeedBroken when it goes on, or when the page is in the wrong order.
        """
        if not ids and came < SURELY_SHORT:
            return None  # nothing, or a few records without any id
        if max(ids, default=0) <= self.at:
            if self.stuck >= STUCK_MOST:
                raise FeedBroken("last_id is ignored")
            return replace(self, stuck=self.stuck + 1)
        falling = len(set(ids)) > 1 and list(ids) == sorted(ids, reverse=True)
        if came >= SURELY_SHORT and falling:
            raise FeedBroken("sort is ignored")  # the oldest were left out of this page
        return Position(max(ids), self.began) if came >= SURELY_SHORT else None

    def write(self) -> str:
        """As it is stored."""
        stored = {"at": self.at, "began": self.began.timestamp(), "stuck": self.stuck}
        return json.dumps(stored)

    @classmethod
    def read(cls, text: str) -> "Position":
        """What `write` wrote."""
        stored = json.loads(text)
        return cls(stored["at"], _moment(stored["began"]), stored["stuck"])


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a comparison stands: newest first, below id `before` of the first of `lists`.

    "" is the feed of all ads, any other that of this ad. `before` 0: at the newest.
    """

    lists: tuple[str, ...]
    before: int = 0

    def onward(self, ids: Sequence[int], *, came: int, over: bool) -> "Walk | None":
        """After a page of `came` items with these ids; `over`: all of it is too old.

        A page that does not go down comes from a site that repeats itself: no more of that list.
        """
        stuck = not ids or (self.before and min(ids) >= self.before)
        if not over and not stuck and came >= SURELY_SHORT:
            return Walk(self.lists, min(ids))
        return Walk(self.lists[1:]) if self.lists[1:] else None

    def write(self) -> str:
        """As it is stored."""
        return json.dumps({"lists": self.lists, "before": self.before})

    @classmethod
    def read(cls, text: str) -> "Walk":
        """What `write` wrote."""
        stored = json.loads(text)
        return cls(tuple(stored["lists"]), stored["before"])


def _moment(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
