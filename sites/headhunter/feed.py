"""The opaque cursor of the responses (design.md 5); pure.

There is no feed of an account: responses are listed by ad and by stage, newest first, and no list
takes "since". A pass goes through the ads in which something may be new, each list down to a day
before the last whole pass; its cursor comes with its last page.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sites.headhunter.mapping import Item, id_of, objects, within
from sites.kit.lenient import integer, moment, text

CLOCKS_APART = timedelta(minutes=2)
_ALWAYS = datetime(1990, 1, 1, tzinfo=UTC)
_ORDERS = ("created_at", "last_change_time_except_employer_inbox")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Since when passes were whole, by the site's own clock.

    `floor`: when the account was connected; `before`: responses of the minutes just before, which
    are not wanted. `counts`: how many responses each listed ad had when it was read last; `fresh`:
    when the newest of them came. `unseen`: ads that could not be read since then, or not whole.
    `full`: when a pass last looked into the quiet ads too.
    """

    since: datetime | None = None
    floor: datetime | None = None
    before: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    fresh: Mapping[str, datetime] = field(default_factory=dict)
    unseen: Mapping[str, datetime] = field(default_factory=dict)
    full: datetime | None = None

    def looks_everywhere(self, now: datetime, overlap: timedelta) -> bool:
        """Whether the next pass must: one may have come while another left, and been read there.

        The one after it comes within the hour, so that the overlap covers what lies between two.
        """
        return self.full is None or now - self.full >= overlap * 5 / 6

    def threshold(self, overlap: timedelta, ad: str = "") -> datetime:
        """Responses from then on are read again, in this ad."""
        since = self.unseen.get(ad, self.since)
        if since is None:
            return _ALWAYS
        floor = _ALWAYS if self.floor is None else self.floor - CLOCKS_APART
        return max(since - overlap, floor)

    @property
    def known(self) -> frozenset[str]:
        """The ads that were listed at the last pass."""
        return frozenset((*self.counts, *self.unseen))

    def quiet(self, ad: "Listed", overlap: timedelta) -> bool:
        """Whether nothing can be new in this ad, nor in what is read again."""
        fresh = self.fresh.get(ad.id, _ALWAYS)
        same = self.counts.get(ad.id, 0) == ad.count
        calm = same and not ad.updated and ad.id not in self.unseen
        return calm and fresh < self.threshold(overlap)

    def passed(self, place: "Position", overlap: timedelta) -> "Cursor":
        """After a whole pass."""
        unseen = {ad: self.unseen.get(ad, self.since or place.began) for ad in place.unseen}
        full = place.began if place.full else self.full
        done = Cursor(place.began, self.floor, self.before, place.counts, place.fresh, unseen, full)
        threshold = done.threshold(overlap)
        recent = {ad: when for ad, when in place.fresh.items() if when >= threshold}
        far = self.floor is None or self.floor + CLOCKS_APART < threshold
        return replace(done, fresh=recent, before=frozenset() if far else self.before)

    def write(self) -> str:
        """As it is stored."""
        return json.dumps(
            {
                "since": _seconds(self.since),
                "floor": _seconds(self.floor),
                "before": sorted(self.before),
                "counts": self.counts,
                "fresh": {ad: when.timestamp() for ad, when in self.fresh.items()},
                "unseen": {ad: when.timestamp() for ad, when in self.unseen.items()},
                "full": _seconds(self.full),
            }
        )

    @classmethod
    def read(cls, stored: str) -> "Cursor":
        """What `write` wrote; an older version's has neither `unseen` nor `full`."""
        found = json.loads(stored)
        return cls(
            _moment(found["since"]),
            _moment(found["floor"]),
            frozenset(found["before"]),
            found["counts"],
            _moments(found["fresh"]),
            _moments(found.get("unseen", {})),
            _moment(found.get("full")),
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of ads tells of one's responses."""

    id: str
    count: int
    updated: bool

    @classmethod
    def of(cls, item: Item) -> "Listed | None":
        """None for an item without an id."""
        number = id_of(item)
        counters = item.get("counters")
        told: Item = counters if isinstance(counters, dict) else {}
        counts = (integer(told.get(key)) for key in ("invitations_and_responses", "responses"))
        unread = (integer(told.get("unread_responses")) or 0) > 0
        updated = item.get("has_updates") is True or unread
        return (
            None if number is None else cls(number, max(filter(None, counts), default=0), updated)
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """One list of one ad's responses, by the address that the site gave for it."""

    path: str
    params: tuple[tuple[str, str], ...]

    @property
    def sorted(self) -> bool:
        """Whether it is sorted by time: else what is new may be on any page."""
        return "order_by" in dict(self.params)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a pass begun at `began` stands: at page `page` of the first stage of the first ad.

    `stages` None: those of the first ad are not known so far. `total`: how many this stage was said
    to hold. `off`: ads that are not up any more. `unseen`: those that the next pass reads again.
    `full`: quiet ads are among them.
    """

    began: datetime
    ads: tuple[str, ...]
    counts: Mapping[str, int]
    fresh: Mapping[str, datetime]
    stages: tuple[Stage, ...] | None = None
    page: int = 0
    total: int | None = None
    off: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    full: bool = False

    def at(self, stages: Sequence[Stage]) -> "Position":
        """The first ad has these stages; with none it is done."""
        if not stages:
            return self.skipped()
        return replace(self, stages=tuple(stages), page=0, total=None)

    def skipped(self) -> "Position":
        """To the next ad."""
        return replace(self, ads=self.ads[1:], stages=None, page=0, total=None)

    def hidden(self) -> "Position":
        """The first ad's responses can't be seen: asked for again at the next pass."""
        return self._again().skipped()

    def _again(self) -> "Position":
        """The next pass reads the first ad again, unless the site lists it no more."""
        ad = self.ads[0]
        if ad in self.unseen or ad not in self.counts:
            return self
        return replace(self, unseen=(*self.unseen, ad))

    def read(self, items: Sequence[Item], *, last: bool, total: int | None = None) -> "Position":
        """After a page with these items; `last`: nothing more of the stage is wanted.

        A response that left the stage meanwhile pulled the next ones up: one may lie on a page
        that was read before.
        """
        if total is not None and self.total is not None and total < self.total:
            return replace(self._again(), total=None).read(items, last=last, total=total)
        ad = self.ads[0]
        dates = [self.fresh.get(ad, _ALWAYS)]
        dates += [when for one in items if (when := moment(one.get("created_at"))) is not None]
        fresh = {**self.fresh, ad: max(dates)}
        onward = replace(self, fresh=fresh, page=self.page + 1, total=total)
        if not last or self.stages is None:
            return onward
        return replace(onward, stages=None, page=0).at(self.stages[1:])

    def write(self) -> str:
        """As it is stored."""
        stages = self.stages
        return json.dumps(
            {
                "began": self.began.timestamp(),
                "ads": self.ads,
                "counts": self.counts,
                "fresh": {ad: when.timestamp() for ad, when in self.fresh.items()},
                "stages": None if stages is None else [[one.path, one.params] for one in stages],
                "page": self.page,
                "total": self.total,
                "off": self.off,
                "unseen": self.unseen,
                "full": self.full,
            }
        )

    @classmethod
    def load(cls, stored: str) -> "Position":
        """What `write` wrote; an older version's ends with the page."""
        found = json.loads(stored)
        stages = found["stages"]
        return cls(
            datetime.fromtimestamp(found["began"], UTC),
            tuple(found["ads"]),
            found["counts"],
            _moments(found["fresh"]),
            None if stages is None else tuple(map(_stage, stages)),
            found["page"],
            found.get("total"),
            tuple(found.get("off", ())),
            tuple(found.get("unseen", ())),
            found.get("full", False),
        )


def _stage(stored: Any) -> Stage:
    path, params = stored
    return Stage(path, tuple((key, value) for key, value in params))


def order_of(collection: Item) -> str | None:
    """By what to sort a collection (H07): by date of the response where that is offered.

    The collection itself may not offer it, and its sub-collections do. None: as the site likes.
    """
    places = [collection, *objects(collection.get("sub_collections"))]
    offered = {id_of(one) for place in places for one in objects(place.get("order_types"))}
    return next((one for one in _ORDERS if one in offered), None)


def ended(items: Sequence[Item], threshold: datetime) -> bool:
    """Whether what follows this page is older than the threshold (H07: newest first).

    A page in rising order says that the site sorts the other way: then all has to be read.
    """
    if not items:
        return True
    dates = [text(one.get("created_at")) or "" for one in items]
    rising = len(set(dates)) > 1 and dates == sorted(dates)
    recent = within(items, "created_at", threshold) or within(items, "updated_at", threshold)
    return not rising and not recent


def _seconds(when: datetime | None) -> float | None:
    return None if when is None else when.timestamp()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _moments(stored: Mapping[str, float]) -> Mapping[str, datetime]:
    return {ad: datetime.fromtimestamp(seconds, UTC) for ad, seconds in stored.items()}
