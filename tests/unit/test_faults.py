"""The judge of `make faults`: it sees what is lost, what is there twice, and what nobody knows."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from storage.clock import SystemClock
from tests.faults.clocks import QuickLoop, told_by
from tests.faults.counts import Begun, Ended, judged

CHAT, GROUP = "the chat of 1", "the group -1"
BEGUN = Begun(
    {"Людина 0001": (CHAT, GROUP), "Людина 0002": (CHAT, GROUP)},
    ("Посада 01 нова",),
    ("Нотатка 0001",),
)
ENDED = Ended(
    applications={"Людина 0001": 1, "Людина 0002": 1},
    shown={CHAT: [["Людина 0001"], ["Людина 0002"]], GROUP: [["Людина 0002", "Людина 0001"]]},
    delivered=9,
    ads={"Посада 01 нова": 1},
    published=("Посада 01 нова",),
    notes={"Нотатка 0001": 1},
)


def _wrong(ended: Ended, in_flight: int = 0) -> list[str]:
    return list(judged(BEGUN, ended, in_flight=in_flight, faults=1).wrong)


def test_with_everything_in_its_place_nothing_is_wrong_and_the_line_says_the_numbers() -> None:
    counts = judged(BEGUN, ENDED, in_flight=3, faults=2)
    assert counts.wrong == ()
    assert counts.line() == (
        "2 responses, 2 applications, 0 lost, 0 twice, 4 shown, 0 missing, 9 notices delivered, "
        "0 undelivered, 1 ads, 0 unpublished, 0 twice, 1 notes, 0 lost, 0 twice, "
        "repeats 0 ≤ 3 in flight, faults 2"
    )


def test_a_response_that_nobody_stored_is_lost() -> None:
    assert _wrong(replace(ENDED, applications={"Людина 0001": 1})) == [
        "an application is lost: Людина 0002"
    ]


def test_a_response_stored_twice_is_seen() -> None:
    doubled = {"Людина 0001": 1, "Людина 0002": 2}
    assert _wrong(replace(ENDED, applications=doubled)) == [
        "an application is there 2 times: Людина 0002"
    ]


def test_who_is_stored_and_not_shown_is_missing_in_that_chat() -> None:
    shown = {**ENDED.shown, GROUP: [["Людина 0001"]]}
    assert _wrong(replace(ENDED, shown=shown)) == [f"Людина 0002 is missing in {GROUP}"]


def test_who_is_shown_to_strangers_is_seen() -> None:
    shown = {**ENDED.shown, "the chat of 2": [["Людина 0001"]]}
    assert _wrong(replace(ENDED, shown=shown)) == [
        "Людина 0001 is shown in the chat of 2, uncalled for"
    ]


def test_a_message_that_came_again_is_a_repeat_however_many_it_shows() -> None:
    shown = {**ENDED.shown, GROUP: [["Людина 0001", "Людина 0002"]] * 2}
    again = replace(ENDED, shown=shown)
    assert _wrong(again, in_flight=1) == []
    assert _wrong(again) == [
        "1 repeats, and only 0 were in flight",
        f"shown once more in {GROUP}: Людина 0001, Людина 0002",
    ]


def test_an_ad_published_twice_or_never_is_seen() -> None:
    assert _wrong(replace(ENDED, ads={"Посада 01 нова": 2})) == [
        "an ad is there 2 times: Посада 01 нова"
    ]
    assert _wrong(replace(ENDED, ads={}, published=())) == ["an ad is lost: Посада 01 нова"]


def test_an_ad_that_the_site_has_and_the_product_does_not_know_and_the_reverse() -> None:
    assert _wrong(replace(ENDED, published=())) == ["an ad is not known to be live: Посада 01 нова"]
    assert "an ad counts as published and is not: Посада 01 нова" in _wrong(replace(ENDED, ads={}))


def test_a_note_lost_or_kept_twice_is_seen() -> None:
    assert _wrong(replace(ENDED, notes={})) == ["a note is lost: Нотатка 0001"]
    assert _wrong(replace(ENDED, notes={"Нотатка 0001": 2})) == [
        "a note is there 2 times: Нотатка 0001"
    ]


def test_what_is_owed_still_unseen_or_unhandled_is_wrong() -> None:
    left = replace(ENDED, undelivered={"card": 2}, unseen=1, open_updates=3)
    assert _wrong(left) == [
        "undelivered: 2 of card",
        "counted as sent and not in the chat: 1",
        "updates that nobody has handled: 3",
    ]


def test_a_day_takes_no_time_where_nobody_does_anything() -> None:
    async def a_day() -> float:
        loop = asyncio.get_running_loop()
        began = loop.time()
        await asyncio.sleep(86_400)
        await asyncio.to_thread(sum, [1])
        return loop.time() - began

    began = datetime.now(UTC)
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        assert runner.run(a_day()) >= 86_400
    assert (datetime.now(UTC) - began).total_seconds() < 60


def test_modules_are_told_another_time_and_then_their_own_again() -> None:
    clock = SystemClock()
    with told_by(lambda: 3600.0, "storage.clock"):
        assert (clock.now() - datetime.now(UTC)).total_seconds() > 3000
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 600
