"""The cursor of the feed: whatever is cut short or comes late within a day is read."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sites.work_ua.feed import (
    LEAP,
    MARKS_IN_OVERLAP,
    STUCK_MOST,
    Cursor,
    FeedBroken,
    Position,
    credible,
)

DAY = timedelta(hours=24)
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAGE = 50


def test_a_cursor_survives_being_stored() -> None:
    cursor = Cursor().advanced(7, START, DAY)
    assert Cursor.read(cursor.write()) == cursor
    cursor = cursor.advanced(9, START + timedelta(hours=2), DAY, passed=START)
    assert Cursor.read(cursor.write()) == cursor
    place = Position(5, START, 2)
    assert Position.read(place.write()) == place


def test_a_pass_begins_at_the_newest_id_read_more_than_a_day_ago() -> None:
    cursor = Cursor()
    for hour, number in enumerate(range(100, 140)):
        now = START + timedelta(hours=hour)
        cursor = cursor.advanced(number, now, DAY, passed=now)
    assert cursor.newest == 139
    assert cursor.start(DAY) == 115
    assert len(cursor.marks) <= MARKS_IN_OVERLAP + 2


def test_an_empty_feed_has_a_cursor_of_its_own() -> None:
    cursor = Cursor().advanced(0, START, DAY, passed=START)
    assert cursor.newest == 0
    assert Cursor.read(cursor.write()).start(DAY) == 0


def test_a_clock_set_back_makes_the_overlap_longer_never_shorter() -> None:
    late = START + timedelta(hours=30)
    cursor = Cursor().advanced(100, START, DAY).advanced(200, late, DAY, passed=late)
    assert cursor.start(DAY) == 100
    back = START - timedelta(days=3)
    assert cursor.advanced(200, back, DAY, passed=back).start(DAY) == 100


def test_after_days_of_downtime_the_overlap_is_that_of_the_last_pass() -> None:
    cursor = Cursor()
    for hour, number in enumerate(range(100, 140)):
        now = START + timedelta(hours=hour)
        cursor = cursor.advanced(number, now, DAY, passed=now)
    begin = cursor.start(DAY)
    much_later = START + timedelta(days=9)
    assert cursor.advanced(500, much_later, DAY).start(DAY) == begin  # a first page, cut short
    assert cursor.advanced(500, much_later, DAY, passed=much_later).start(DAY) == 139


def test_a_short_page_ends_the_scan_and_a_full_one_goes_on() -> None:
    assert Position(0, START).onward([], came=0) is None
    assert Position(0, START).onward([1, 2, 3], came=3) is None
    assert Position(0, START).onward(list(range(1, 51)), came=50) == Position(50, START)
    assert Position(0, START).onward(list(range(1, 21)), came=20) == Position(20, START)


def test_a_page_served_again_is_asked_for_again_but_not_for_ever() -> None:
    place: Position | None = Position(50, START)
    for stuck in range(1, STUCK_MOST + 1):
        assert place is not None
        place = place.onward([48, 49, 50], came=3)
        assert place == Position(50, START, stuck)
    assert place is not None
    assert place.onward(list(range(51, 61)), came=10) is None
    with pytest.raises(FeedBroken):
        place.onward([48, 49, 50], came=3)


def test_a_page_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(FeedBroken):
        Position(0, START).onward(list(range(50, 0, -1)), came=50)


def test_a_page_on_which_one_id_can_be_read_has_no_order() -> None:
    assert Position(0, START).onward([7], came=20) == Position(7, START)
    assert Position(0, START).onward([7, 7], came=20) == Position(7, START)


def test_a_few_records_without_ids_are_the_end_and_a_page_of_them_is_no_end() -> None:
    assert Position(50, START).onward([], came=3) is None
    assert Position(50, START).onward([], came=20) == Position(50, START, 1)


def test_an_id_far_above_all_before_it_moves_nothing() -> None:
    ids = [540_000_001, 540_000_002, 10**15]
    assert credible(ids, 540_000_000) == ids[:2]
    assert credible(ids, 0) == ids[:2]
    assert credible([10**15], 540_000_000) == []
    assert credible([1, 2, 40], 0) == [1, 2, 40]
    years = [10**9, LEAP * 10**9, LEAP**2 * 10**9]
    assert credible(years[::-1], 0) == years[::-1]


@dataclass
class Feed:
    """A feed by id in which ids may appear late, and a reader that is often interrupted."""

    ids: set[int] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    cursor: Cursor = field(default_factory=lambda: Cursor().advanced(0, START, DAY, passed=START))
    resume: Position | None = None

    def page(self, now: datetime) -> bool:
        """One page as the client reads it; False when the scan is at its end."""
        place = self.resume or Position(self.cursor.start(DAY), now)
        ids = sorted(number for number in self.ids if number > place.at)[:PAGE]
        self.read.update(ids)
        self.resume = place.onward(ids, came=len(ids))
        passed = place.began if self.resume is None else None
        self.cursor = self.cursor.advanced(max([place.at, *ids]), now, DAY, passed=passed)
        return self.resume is not None

    def read_on(self, now: datetime, *, pages: int = 99) -> None:
        """Until the end of the pass, or until it is cut short after so many pages."""
        while pages and self.page(now):
            pages -= 1


@settings(max_examples=40)
@given(st.integers(min_value=0, max_value=2**32), st.integers(min_value=30, max_value=120))
def test_nothing_is_missed_however_passes_are_cut_and_ids_come_late(seed: int, hours: int) -> None:
    chance = random.Random(seed)
    feed, late, number = Feed(), dict[int, list[int]](), 0
    for hour in range(hours):
        for _ in range(chance.choice((0, 1, 2, 5, 80))):
            number += 1
            delay = chance.choice((0, 0, 0, chance.randint(1, 23)))
            late.setdefault(hour + delay, []).append(number)
        feed.ids.update(late.pop(hour, []))
        if chance.random() < 0.5:  # else the bot is down, or the site is
            feed.read_on(START + timedelta(hours=hour), pages=chance.choice((1, 2, 99)))
        if chance.random() < 0.1:
            feed.resume = None  # restored from a backup, say
    for hour in range(hours, hours + 25):
        feed.ids.update(late.pop(hour, []))
        feed.read_on(START + timedelta(hours=hour))
    assert feed.read == feed.ids
