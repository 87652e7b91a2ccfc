"""The opaque cursor of the responses: a place in each folder (design.md 5); pure.

A folder is newest first, a page of it 20 rows, and a response moves from folder to folder. A pass
reads the folders one after another; each has its own newest date and what was read near it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

NOT_VIEWED = 1
FOLDERS = (NOT_VIEWED, 2, 3, 4, 6, 10)
"""Not viewed, viewed, interesting, to think over, invited, hired: those whose people are wanted."""
ASIDE: Mapping[int, str] = {7: "standing-rejected", 5: "standing-archived"}
"""Rejected, and not interesting (our reading: archived). Nobody comes from there: only where those
stand is read that came before."""
_ORDER = (*FOLDERS, *ASIDE)
ANY = 0
"""All folders at once."""
DOUBTED = 10
"""Only the Ukrainian text of the document has it (section 8): a 400 says that there is none."""

PAGE_FULL = 20
SKIPPED_MOST = 3
ASIDE_PAGES = 4
ASIDE_AGE = timedelta(days=14)
_TICK, _NEVER = timedelta(milliseconds=1), datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
"""A date so far ahead is a slip; clocks and the reading of zones (R19) differ by less."""


@dataclass(frozen=True, slots=True)
class Row:
    """A response on a page. `key` names it for good, None: it can't be read."""

    key: str | None
    added: datetime | None


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a folder was read: its newest date, and the keys that lie within a day of that."""

    newest: datetime | None = None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """`floor`: what is older was there a day before the account was connected.

    `before`: what came within that day. A folder forgets who leaves it, and one that is looked at
    leaves the first folder at once, for one that may be read back for years: kept for good.
    """

    floor: datetime | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)
    before: frozenset[str] = frozenset()

    def knows(self, key: str) -> bool:
        """Whether it was read already, in whichever folder it lay then."""
        return key in self.before or any(key in mark.seen for mark in self.marks.values())

    def start(self, folder: int, overlap: timedelta) -> datetime | None:
        """From which date on a folder is read again; None: from its beginning."""
        newest = self.marks.get(folder, Mark()).newest
        return None if newest is None else newest - overlap

    def marked(self, folder: int, mark: Mark) -> "Cursor":
        """With that folder read up to there."""
        return replace(self, marks={**self.marks, folder: mark})

    def write(self) -> str:
        """As it is stored."""
        marks = {key: [_out(mark.newest), *mark.seen] for key, mark in self.marks.items()}
        stored = {"floor": _out(self.floor), "folders": marks, "before": sorted(self.before)}
        return json.dumps(stored)

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """What `write` wrote; an older version's has no `before`."""
        stored = json.loads(text)
        marks = {
            int(key): Mark(_in(newest), tuple(seen))
            for key, (newest, *seen) in stored["folders"].items()
        }
        return cls(_in(stored["floor"]), marks, frozenset(stored.get("before", ())))


@dataclass(frozen=True, slots=True)
class Position:
    """Where a pass stands: before `page` of `folder`.

    `newest` and `seen` are of this folder in this pass, `total` is how many it was last said to
    hold. `shaky`: a row may have been passed over, so that the folder's mark must stay.
    """

    folder: int = FOLDERS[0]
    page: int = 0
    newest: datetime | None = None
    seen: tuple[str, ...] = ()
    total: int | None = None
    shaky: bool = False
    skipped: int = 0

    @property
    def aside(self) -> bool:
        """Whether nobody comes from here."""
        return self.folder in ASIDE

    def next_folder(self) -> "Position | None":
        """None after the last one."""
        following = _ORDER.index(self.folder) + 1
        return Position(_ORDER[following]) if following < len(_ORDER) else None

    def write(self) -> str:
        """As it is stored."""
        stored = {
            "folder": self.folder,
            "page": self.page,
            "newest": _out(self.newest),
            "seen": self.seen,
            "total": self.total,
            "shaky": self.shaky,
            "skipped": self.skipped,
        }
        return json.dumps(stored)

    @classmethod
    def read(cls, text: str) -> "Position":
        """What `write` wrote."""
        stored = json.loads(text)
        newest, seen = _in(stored["newest"]), tuple(stored["seen"])
        return cls(**{**stored, "newest": newest, "seen": seen})


@dataclass(frozen=True, slots=True)
class Past:
    """Where a reading of all that came to some ads stands: `at` in the first one's folders."""

    ads: tuple[str, ...]
    at: str | None = None

    def onward(self, at: str | None) -> "Past":
        """After a page; None: that ad is at its end."""
        return Past(self.ads, at) if at is not None else Past(self.ads[1:])

    def write(self) -> str | None:
        """As it is stored; None at the end."""
        return json.dumps({"ads": self.ads, "at": self.at}) if self.ads else None

    @classmethod
    def read(cls, stored: str | None, ads: Sequence[str]) -> "Past":
        """What `write` wrote; the beginning of these ads where nothing is stored."""
        kept = json.loads(stored) if stored else {}
        return cls(tuple(kept["ads"]), kept["at"]) if "ads" in kept else cls(tuple(ads))


@dataclass(frozen=True, slots=True)
class Step:
    """What a page means: the keys that were never read, and where to go on.

    `cursor` is None while the folder is not at its end.
    """

    new: tuple[Row, ...]
    cursor: Cursor | None
    onward: Position | None


def first_marks(
    pages: Mapping[int, Sequence[Row]],
    now: datetime,
    overlap: timedelta,
    cut: Sequence[int] = (),
) -> Cursor:
    """The cursor of a feed that starts now: whatever is in the folders was there before.

    Of those in `cut` not all of a day was read: what is as old as the oldest read of one was there.
    """
    tops = {folder: newest_of(rows, now) for folder, rows in pages.items()}
    known = [top for top in tops.values() if top is not None]
    newest = max(known, default=None)
    before = {key for rows in pages.values() for key in _near(rows, newest, overlap)}
    read_to = [_oldest(pages[folder]) + _TICK for folder in cut]
    floor = max([newest - overlap, *read_to]) if newest else None
    cursor = Cursor(floor, before=frozenset(before))
    for folder, rows in pages.items():
        cursor = cursor.marked(folder, Mark(tops[folder], _near(rows, tops[folder], overlap)))
    return cursor


def step(
    known: Cursor,
    place: Position,
    page: Sequence[Row],
    total: int | None,
    now: datetime,
    overlap: timedelta,
) -> Step:
    """After one page of a folder whose people are wanted."""
    newest = newest_of(page, now) if place.newest is None else place.newest
    start = known.start(place.folder, overlap)
    new = [row for row in page if _is_new(row, known, place, start)]
    # A row that left the folder meanwhile pulled the next ones up: one may lie on a page before.
    shrank = total is not None and place.total is not None and total < place.total
    place = replace(
        place,
        newest=newest,
        seen=tuple(dict.fromkeys((*place.seen, *_near(page, newest, overlap)))),
        total=total,
        shaky=place.shaky or shrank,
    )
    if not ended(page, place.page, total, start):
        return Step(_once(new), None, replace(place, page=place.page + 1))
    return Step(_once(new), _read_up_to(known, place), place.next_folder())


def _read_up_to(known: Cursor, place: Position) -> Cursor:
    if place.shaky:
        return known
    before = known.marks.get(place.folder, Mark()).newest
    dates = [date for date in (before, place.newest) if date is not None]
    return known.marked(place.folder, Mark(max(dates, default=None), place.seen))


def skip(known: Cursor, place: Position) -> Step:
    """A page that fails while others come: read next time, as the folder's mark stays."""
    place = replace(place, page=place.page + 1, shaky=True, skipped=place.skipped + 1)
    if place.skipped <= SKIPPED_MOST and not place.aside:
        return Step((), None, place)
    return Step((), known, place.next_folder())


def aside(
    place: Position, page: Sequence[Row], total: int | None, now: datetime
) -> Position | None:
    """Where to go on after a page of a folder that nobody comes from."""
    if place.page + 1 >= ASIDE_PAGES:
        return place.next_folder()
    return through(place, page, total, now - ASIDE_AGE)


def through(
    place: Position, page: Sequence[Row], total: int | None, since: datetime
) -> Position | None:
    """Where a comparison goes on: through all folders, each as far back as `since`."""
    over = ended(page, place.page, total, since)
    return place.next_folder() if over else replace(place, page=place.page + 1)


def after_failure(place: Position) -> Position | None:
    """The same after a page that fails: a few of a folder are passed over."""
    skipped = place.skipped + 1
    if skipped > SKIPPED_MOST:
        return place.next_folder()
    return replace(place, page=place.page + 1, skipped=skipped)


def ended(page: Sequence[Row], number: int, total: int | None, start: datetime | None) -> bool:
    """Whether a folder was read far enough. A page of known rows is no reason to stop."""
    if not page or (total is not None and (number + 1) * PAGE_FULL >= total):
        return True
    last = next((row.added for row in reversed(page) if row.added is not None), None)
    return start is not None and last is not None and last < start


def _is_new(row: Row, known: Cursor, place: Position, start: datetime | None) -> bool:
    if row.key is None or row.key in place.seen or known.knows(row.key):
        return False
    bounds = [bound for bound in (known.floor, start) if bound is not None]
    return row.added is None or not bounds or row.added >= max(bounds)


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple({row.key: row for row in rows}.values())


def newest_of(rows: Iterable[Row], now: datetime) -> datetime | None:
    """The newest credible date."""
    dates = [row.added for row in rows if row.added is not None and row.added < now + _AHEAD]
    return max(dates, default=None)


def _oldest(rows: Iterable[Row]) -> datetime:
    dates = [row.added for row in rows if row.added is not None]
    return min(dates, default=_NEVER)


def _near(rows: Iterable[Row], newest: datetime | None, overlap: timedelta) -> tuple[str, ...]:
    """The keys of those that the next pass may meet again; without a date it always does."""
    return tuple(
        row.key
        for row in rows
        if row.key is not None
        and (row.added is None or newest is None or row.added >= newest - overlap)
    )


def _out(moment: datetime | None) -> float | None:
    return None if moment is None else moment.timestamp()


def _in(timestamp: float | None) -> datetime | None:
    return None if timestamp is None else datetime.fromtimestamp(timestamp, UTC)
