"""The cursor and the place of a pass through HeadHunter's ads (design.md 5)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sites.headhunter.feed import (
    CLOCKS_APART,
    Cursor,
    Listed,
    Position,
    Stage,
    ended,
    order_of,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CONNECTED = Cursor(NOW, NOW, frozenset({"5"}), {"1": 2})


def item(hours_ago: float, number: int = 1, **more: Any) -> dict[str, Any]:
    moment = (NOW - timedelta(hours=hours_ago)).isoformat()
    return {"id": str(number), "created_at": moment, "updated_at": moment, **more}


def test_a_cursor_and_a_place_are_stored_whole() -> None:
    cursor = Cursor(NOW, NOW, frozenset({"5", "6"}), {"1": 2, "2": 0}, {"1": NOW}, {"2": NOW}, NOW)
    assert Cursor.read(cursor.write()) == cursor
    assert Cursor.read(Cursor().write()) == Cursor()
    stage = Stage("/negotiations/response", (("vacancy_id", "1"), ("order_by", "created_at")))
    for stages in (None, (), (stage, stage)):
        place = Position(
            NOW, ("1", "2"), {"1": 2}, {"1": NOW}, stages, 3, 120, ("2",), ("9",), True
        )
        assert Position.load(place.write()) == place


def test_nothing_older_than_the_connection_is_read_again() -> None:
    assert CONNECTED.threshold(DAY) == NOW - CLOCKS_APART
    later = Cursor(NOW + 3 * DAY, NOW)
    assert later.threshold(DAY) == NOW + 2 * DAY
    assert Cursor().threshold(DAY).year == 1990


def test_an_ad_is_quiet_while_nothing_in_it_can_be_new() -> None:
    assert CONNECTED.quiet(Listed("1", 2, updated=False), DAY)
    assert CONNECTED.quiet(Listed("9", 0, updated=False), DAY)
    assert not CONNECTED.quiet(Listed("1", 3, updated=False), DAY)
    assert not CONNECTED.quiet(Listed("1", 2, updated=True), DAY)
    read = Cursor(NOW, NOW - 5 * DAY, counts={"1": 2}, fresh={"1": NOW - timedelta(hours=3)})
    assert not read.quiet(Listed("1", 2, updated=False), DAY)  # within the overlap
    assert read.quiet(Listed("1", 2, updated=False), timedelta(hours=1))


def test_what_came_just_before_the_connection_is_forgotten_when_it_no_longer_matters() -> None:
    soon = CONNECTED.passed(Position(NOW + timedelta(hours=1), (), {}, {}), DAY)
    assert soon.before == {"5"}
    assert CONNECTED.passed(Position(NOW + 3 * DAY, (), {}, {}), DAY).before == frozenset()


def test_a_pass_remembers_what_the_ads_had_and_forgets_what_is_old() -> None:
    place = Position(NOW + 3 * DAY, (), {"1": 4, "2": 0}, {"1": NOW + 3 * DAY, "2": NOW})
    done = CONNECTED.passed(place, DAY)
    assert (done.since, done.counts, set(done.fresh)) == (NOW + 3 * DAY, {"1": 4, "2": 0}, {"1"})


def test_a_place_goes_through_pages_stages_and_ads() -> None:
    first, second = Stage("/a", ()), Stage("/b", ())
    place = Position(NOW, ("1", "2"), {"1": 1, "2": 1}, {}).at([first, second])
    place = place.read([item(2)], last=False)
    assert (place.page, place.stages) == (1, (first, second))
    place = place.read([item(1)], last=True)
    assert (place.page, place.stages) == (0, (second,))
    assert place.fresh == {"1": NOW - timedelta(hours=1)}
    place = place.read([], last=True)
    assert (place.ads, place.stages) == (("2",), None)
    assert place.at([]).ads == ()
    assert (place.hidden().ads, place.hidden().unseen) == ((), ("2",))


def test_an_ad_that_was_not_seen_is_read_from_then_on_whenever_it_is() -> None:
    hidden = CONNECTED.passed(Position(NOW + DAY, (), {"1": 2}, {}, unseen=("1",)), DAY)
    assert hidden.unseen == {"1": NOW}
    still = hidden.passed(Position(NOW + 9 * DAY, (), {"1": 2}, {}, unseen=("1",)), DAY)
    assert still.unseen == {"1": NOW}
    assert still.threshold(DAY, "1") == NOW - CLOCKS_APART
    assert still.threshold(DAY, "2") == NOW + 8 * DAY
    assert not still.quiet(Listed("1", 2, updated=False), DAY)
    assert still.passed(Position(NOW + 10 * DAY, (), {"1": 2}, {}), DAY).unseen == {}


def test_a_pass_looks_everywhere_once_within_the_overlap() -> None:
    assert Cursor().looks_everywhere(NOW, DAY)  # of an older version
    known = CONNECTED.passed(Position(NOW, (), {}, {}, full=True), DAY)
    assert not known.looks_everywhere(NOW + timedelta(hours=19), DAY)
    later = known.passed(Position(NOW + timedelta(hours=19), (), {}, {}), DAY)
    assert later.looks_everywhere(NOW + timedelta(hours=20), DAY)


def test_an_ad_that_is_listed_no_more_is_not_waited_for() -> None:
    assert Position(NOW, ("7",), {"1": 2}, {}, off=("7",)).hidden().unseen == ()


def test_a_list_ends_at_the_first_page_that_is_all_old() -> None:
    threshold = NOW - DAY
    assert ended([], threshold)
    assert ended([item(48), item(50)], threshold)
    assert not ended([item(23), item(50)], threshold)
    assert not ended([item(48, updated_at=NOW.isoformat())], threshold)  # moved up by a change
    assert not ended([item(50), item(48)], threshold)  # the oldest first: the rest is newer
    assert not ended([{"id": "1"}], threshold)


def test_the_order_is_one_that_the_collection_offers() -> None:
    def offers(*names: str) -> list[dict[str, str]]:
        return [{"id": one} for one in names]

    root = {"order_types": offers("relevance", "last_change_time_except_employer_inbox")}
    assert order_of(root) == "last_change_time_except_employer_inbox"
    assert order_of({**root, "sub_collections": [{"order_types": offers("created_at")}]}) == (
        "created_at"
    )
    assert order_of({"order_types": offers("relevance")}) is None
    assert order_of({}) is None


def test_what_a_list_tells_of_an_ad_is_read_leniently() -> None:
    told = Listed.of({"id": 7, "counters": {"responses": "3", "invitations_and_responses": 5}})
    assert told == Listed("7", 5, updated=False)
    assert Listed.of({"id": "7", "counters": None}) == Listed("7", 0, updated=False)
    assert Listed.of({"counters": {}}) is None


@given(st.lists(st.integers(0, 72), min_size=1, max_size=20))
def test_no_page_with_a_recent_response_ever_ends_a_list(hours: list[int]) -> None:
    page = [item(one, number) for number, one in enumerate(hours)]
    if any(one <= 24 for one in hours):
        assert not ended(page, NOW - DAY)
