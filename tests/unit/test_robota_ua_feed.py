"""The passes over Robota.ua's folders: nothing is passed over, nobody comes twice."""

from datetime import UTC, datetime, timedelta

from bot.domain.paces import Paces
from sites.robota_ua import feed
from sites.robota_ua.feed import ASIDE, FOLDERS, Cursor, Mark, Position, Row

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = Paces().overlap
HOUR = timedelta(hours=1)


def row(number: int, hours_ago: float) -> Row:
    return Row(f"Notepad:{number}", NOW - hours_ago * HOUR)


def keys(step: feed.Step) -> list[str | None]:
    return [one.key for one in step.new]


def read(known: Cursor, place: Position, page: list[Row], total: int | None = None) -> feed.Step:
    return feed.step(known, place, page, total, NOW, DAY)


def test_a_cursor_and_a_position_come_back_as_they_were_written() -> None:
    cursor = Cursor(NOW - DAY, {1: Mark(NOW, ("Notepad:1", "NoCvApply:2")), 10: Mark(None)})
    assert Cursor.read(cursor.write()) == cursor
    assert Cursor.read(Cursor().write()) == Cursor()
    for place in (Position(), Position(6, 2, NOW, ("Notepad:1",), 41, True, 3)):
        assert Position.read(place.write()) == place


def test_the_folders_follow_each_other_and_those_aside_come_last() -> None:
    place: Position | None = Position()
    order = []
    while place is not None:
        order.append(place.folder)
        place = place.next_folder()
    assert order == [*FOLDERS, *ASIDE]


def test_a_folder_is_read_to_a_day_before_its_mark() -> None:
    known = Cursor(None, {1: Mark(NOW - 10 * HOUR)})
    newest = [row(number, number) for number in range(20)]
    step = read(known, Position(), newest)
    assert (len(step.new), step.cursor) == (20, None)
    assert step.onward == Position(1, 1, NOW, tuple(one.key or "" for one in newest), None)
    older = [row(number, number * 2) for number in range(20, 40)]
    step = read(known, step.onward, older)
    assert len(step.new) == 0  # 40 hours ago and more: before the mark's day
    assert step.cursor is not None
    assert step.cursor.marks[1].newest == NOW
    assert step.onward == Position(2)


def test_a_page_of_known_rows_is_no_reason_to_stop() -> None:
    page = [row(number, 1) for number in range(20)]
    known = Cursor(None, {1: Mark(NOW - HOUR, tuple(one.key or "" for one in page))})
    step = read(known, Position(), page, 60)
    assert (keys(step), step.cursor) == ([], None)
    assert step.onward is not None
    assert step.onward.page == 1


def test_the_last_page_is_an_empty_one_or_that_of_the_told_total() -> None:
    page = [row(number, 1) for number in range(20)]
    assert read(Cursor(), Position(), page, 20).onward == Position(2)
    assert read(Cursor(), Position(), page, 21).onward != Position(2)
    assert read(Cursor(), Position(), [], None).onward == Position(2)


def test_who_moved_to_another_folder_is_known_there() -> None:
    known = Cursor(None, {1: Mark(NOW, ("Notepad:1",)), 6: Mark(NOW - 100 * HOUR)})
    assert keys(read(known, Position(6), [row(1, 1), row(2, 2)])) == ["Notepad:2"]


def test_what_was_there_before_the_account_stays_unread_wherever_it_moves() -> None:
    pages: dict[int, list[Row]] = {1: [row(1, 0), row(2, 30)], 6: [row(3, 200)], 2: [], 3: []}
    known = feed.first_marks(pages, NOW, DAY)
    assert known.floor == NOW - DAY
    for folder in FOLDERS:
        assert keys(read(known, Position(folder), [row(1, 0), row(2, 30), row(3, 200)])) == []
    assert keys(read(known, Position(2), [row(4, -1)])) == ["Notepad:4"]


def test_what_was_there_before_is_known_for_good_though_its_folder_forgot_it() -> None:
    pages: dict[int, list[Row]] = {1: [row(1, 0), row(2, 30)], 2: [row(3, 3)], 6: [row(5, 200)]}
    known = Cursor.read(feed.first_marks(pages, NOW, DAY).write())
    assert known.before == {"Notepad:1", "Notepad:3"}  # older ones the floor keeps away
    emptied = read(known, Position(1), [row(4, -1)], 1)
    assert emptied.cursor is not None
    assert keys(read(emptied.cursor, Position(2), [row(1, 0), row(3, 3)])) == []
    assert keys(read(emptied.cursor, Position(6), [row(1, 0), row(3, 3)])) == []


def test_an_account_without_any_response_reads_all_that_comes() -> None:
    known = feed.first_marks({folder: [] for folder in FOLDERS}, NOW, DAY)
    assert keys(read(known, Position(3), [row(1, 900)])) == ["Notepad:1"]


def test_a_folder_that_shrank_keeps_its_mark() -> None:
    known = Cursor(None, {1: Mark(NOW - 90 * HOUR)})
    first = read(known, Position(), [row(number, number) for number in range(20)], 30)
    assert first.onward is not None
    last = read(known, first.onward, [row(number, number) for number in range(21, 30)], 29)
    assert last.cursor == known
    assert last.onward == Position(2)


def test_the_mark_never_goes_back_nor_far_ahead() -> None:
    known = Cursor(None, {1: Mark(NOW)})
    step = read(known, Position(), [row(1, 5), row(2, 200)])
    assert step.cursor is not None
    assert step.cursor.marks[1].newest == NOW
    step = read(known, Position(), [Row("Notepad:9", NOW + 400 * HOUR), row(1, 5), row(2, 200)])
    assert step.cursor is not None
    assert step.cursor.marks[1].newest == NOW


def test_a_row_without_a_date_is_read_once_and_one_without_a_key_never() -> None:
    page = [Row("Notepad:1", None), Row(None, NOW), row(2, 1)]
    step = read(Cursor(), Position(), page, 3)
    assert keys(step) == ["Notepad:1", "Notepad:2"]
    assert step.cursor is not None
    assert keys(read(step.cursor, Position(), page, 3)) == []


def test_what_was_read_near_the_mark_is_kept_and_no_more() -> None:
    page = [row(1, 0), row(2, 23), row(3, 25)]
    step = read(Cursor(), Position(), page, 3)
    assert step.cursor is not None
    assert step.cursor.marks[1].seen == ("Notepad:1", "Notepad:2")


def test_pages_that_fail_are_skipped_three_times_then_the_folder_waits() -> None:
    place: Position | None = Position()
    for skipped in (1, 2, 3):
        assert place is not None
        step = feed.skip(Cursor(), place)
        place = step.onward
        assert place is not None
        assert (place.page, place.skipped, place.shaky) == (skipped, skipped, True)
    assert place is not None
    assert feed.skip(Cursor(), place).onward == Position(2)


def test_folders_aside_are_looked_at_for_two_weeks_or_four_pages() -> None:
    page = [row(number, 1) for number in range(20)]
    place: Position | None = Position(7)
    pages = 0
    while place is not None and place.folder == 7:
        place = feed.aside(place, page, None, NOW)
        pages += 1
    assert (pages, place) == (4, Position(5))
    assert feed.aside(Position(5), [row(1, 24 * 15)], None, NOW) is None
