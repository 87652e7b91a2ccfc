"""When a chat may be told: over midnight, at weekends, when the clock is put on, back, or wrong."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, MemberId
from bot.domain.quiet import USUAL, Hours, Mode, Quiet
from bot.domain.workspace import ChatKind, ChatLink

KYIV = ZoneInfo("Europe/Kyiv")
NIGHTS = Quiet(hours=USUAL)
WHOLE = Quiet(hours=USUAL, weekends=True)
LINK = ChatLink(ChatLinkId(1), 42, 7, ChatKind.PRIVATE, user_id=7)


def kyiv(day: int, hour: int, minute: int = 0, *, month: int = 11, fold: int = 0) -> datetime:
    """In 2026; 2 November is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=KYIV, fold=fold).astimezone(UTC)


def test_at_day_one_is_told_at_once() -> None:
    noon = kyiv(3, 12)
    assert NIGHTS.due(Mode.INSTANT, noon, noon) == noon


@pytest.mark.parametrize("came", [kyiv(3, 20), kyiv(3, 23, 59), kyiv(4, 0), kyiv(4, 8, 29)])
def test_the_night_ends_in_the_morning_on_either_side_of_midnight(came: datetime) -> None:
    assert NIGHTS.free(came) == kyiv(4, 8, 30)


def test_hours_of_one_day_are_quiet_too() -> None:
    lunch = Quiet(hours=Hours(time(13), time(14)))
    assert lunch.free(kyiv(3, 13, 10)) == kyiv(3, 14)
    assert lunch.free(kyiv(3, 14)) == kyiv(3, 14)


def test_a_weekend_ends_with_the_night_after_it() -> None:
    assert WHOLE.free(kyiv(6, 20, 1)) == kyiv(9, 8, 30)
    assert WHOLE.free(kyiv(7, 12)) == kyiv(9, 8, 30)
    assert Quiet(weekends=True).free(kyiv(8, 23)) == kyiv(9, 0)


def test_a_mute_that_ends_at_night_ends_in_the_morning() -> None:
    muted = Quiet(hours=USUAL, muted_until=kyiv(3, 21))
    assert muted.free(kyiv(3, 12)) == kyiv(4, 8, 30)
    assert muted.is_muted(kyiv(3, 12))
    assert not muted.is_muted(kyiv(3, 21))


def test_a_night_in_which_the_clock_is_put_on_or_back_ends_by_the_clock_on_the_wall() -> None:
    assert NIGHTS.free(kyiv(28, 23, month=3)) == kyiv(29, 8, 30, month=3)
    assert kyiv(29, 8, 30, month=3) - kyiv(28, 20, month=3) == timedelta(hours=11, minutes=30)
    assert NIGHTS.free(kyiv(24, 23, month=10)) == kyiv(25, 8, 30, month=10)
    assert kyiv(25, 8, 30, month=10) - kyiv(24, 20, month=10) == timedelta(hours=13, minutes=30)


def test_an_end_that_the_clock_jumps_over_is_when_it_jumps() -> None:
    early = Quiet(hours=Hours(time(22), time(3, 30)))
    assert early.free(kyiv(29, 1, month=3)) == kyiv(29, 4, month=3)


def test_an_end_that_the_clock_shows_twice_is_the_second_one() -> None:
    early = Quiet(hours=Hours(time(22), time(3, 30)))
    assert early.free(kyiv(25, 3, 40, month=10)) == kyiv(25, 3, 30, month=10, fold=1)


def test_packets_come_at_round_minutes() -> None:
    came = kyiv(3, 12, 3)
    assert Quiet().due(Mode.QUARTER, came, came) == kyiv(3, 12, 15)
    assert Quiet().due(Mode.HOURLY, came, came) == kyiv(3, 13)
    kathmandu = Quiet("Asia/Kathmandu").due(Mode.HOURLY, came, came)
    assert kathmandu.astimezone(ZoneInfo("Asia/Kathmandu")).minute == 0


def test_the_daily_ones_come_at_nine_and_debts_a_day_later() -> None:
    early, late = kyiv(3, 8), kyiv(3, 10)
    assert Quiet().due(Mode.DAILY, early, early) == kyiv(3, 9)
    assert Quiet().due(Mode.DAILY, late, late) == kyiv(4, 9)
    assert Quiet().due(Mode.DEBT, late, late) == kyiv(5, 9)
    assert WHOLE.due(Mode.DAILY, kyiv(6, 10), kyiv(6, 10)) == kyiv(9, 8, 30)


def test_what_is_due_already_is_due_now() -> None:
    assert Quiet().due(Mode.QUARTER, kyiv(3, 12, 3), kyiv(3, 12, 15)) == kyiv(3, 12, 15)
    assert Quiet().due(Mode.DAILY, kyiv(2, 12), kyiv(3, 15)) == kyiv(3, 15)


def test_one_who_came_before_the_clock_was_set_back_came_now() -> None:
    now = kyiv(3, 12)
    assert Quiet().due(Mode.INSTANT, now + timedelta(days=400), now) == now
    assert Quiet().due(Mode.HOURLY, now + timedelta(days=400), now) == kyiv(3, 13)


def test_a_morning_is_followed_by_the_next_one_that_is_not_quiet() -> None:
    assert Quiet().morning_after(kyiv(3, 8)) == kyiv(3, 9)
    assert Quiet().morning_after(kyiv(3, 9)) == kyiv(4, 9)
    assert Quiet(weekends=True).morning_after(kyiv(6, 9)) == kyiv(9, 0)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20:00-08:30", "20:00-08:30"),
        (" 22 – 7 ", "22:00-07:00"),
        ("9.15-10", "09:15-10:00"),
        ("25-7", None),
        ("8-8", None),
        ("вночі", None),
        ("", None),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, read: str | None) -> None:
    hours = Hours.read(typed)
    assert (str(hours) if hours else None) == read


def test_a_chat_that_has_chosen_nothing_is_as_usual() -> None:
    assert Quiet.of(LINK, "Europe/Kyiv", USUAL) == WHOLE
    assert Quiet.of(LINK, "Europe/London", None) == Quiet("Europe/London")


@pytest.mark.parametrize(
    "quiet",
    [
        Quiet(hours=None, weekends=False),
        Quiet(hours=Hours(time(21, 30), time(7)), weekends=True, mode=Mode.DEBT, morning=False),
        Quiet(muted_until=kyiv(3, 12)),
    ],
)
def test_what_a_chat_has_chosen_is_kept_whatever_is_usual(quiet: Quiet) -> None:
    kept = quiet.on(LINK)
    assert Quiet.of(kept, "Europe/Kyiv", USUAL) == Quiet.of(kept, "Europe/Kyiv", None) == quiet


def test_a_group_keeps_what_it_is_and_when_it_is_quiet() -> None:
    group = Group("Команда", MemberId(3), muted_until=kyiv(3, 12))
    kept = Quiet(hours=USUAL, mode=Mode.HOURLY).on(group.on(LINK))
    assert Group.of(kept).title == "Команда"
    again = Group("Нова назва", MemberId(3)).on(kept)
    assert Quiet.of(again, "Europe/Kyiv", None).mode is Mode.HOURLY
    assert Quiet.of(group.on(LINK), "Europe/Kyiv", None).muted_until == kyiv(3, 12)


# -- whatever is chosen -------------------------------------------------------------------

ZONES = ("Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Tokyo")
moments = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
times = st.times().map(lambda it: it.replace(second=0, microsecond=0))
hours = st.builds(Hours, times, times).filter(lambda it: it.start != it.end)
chosen = st.builds(
    Quiet,
    st.sampled_from(ZONES),
    st.none() | hours,
    st.booleans(),
    st.none() | moments,
)


@given(chosen, moments)
def test_it_never_waits_longer_or_shorter_than_the_silence(quiet: Quiet, came: datetime) -> None:
    free = quiet.free(came)
    assert free >= came
    assert quiet.free(free) == free
    if free > came:
        middle = came + (free - came) / 2
        assert quiet.free(middle) == free
        assert quiet.free(free - timedelta(seconds=1)) == free


@given(chosen, moments)
def test_what_is_free_is_no_weekend_and_not_within_the_hours(quiet: Quiet, came: datetime) -> None:
    free = quiet.free(came)
    local = free.astimezone(ZoneInfo(quiet.zone))
    assert not (quiet.weekends and local.weekday() >= 5)
    assert not quiet.is_muted(free)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if quiet.hours is None or twice:
        return
    start, end, shown = quiet.hours.start, quiet.hours.end, local.time()
    within = start <= shown < end if start < end else shown >= start or shown < end
    assert not within


@given(chosen, st.sampled_from(list(Mode)), moments, st.timedeltas(timedelta(), timedelta(days=9)))
def test_who_came_first_is_told_first_and_asking_later_changes_nothing(
    quiet: Quiet, mode: Mode, came: datetime, later: timedelta
) -> None:
    due = quiet.due(mode, came, came)
    assert quiet.due(mode, came + later, came + later) >= due
    meanwhile = min(came + later, due)
    assert quiet.due(mode, came, meanwhile) == due
    assert quiet.due(mode, came, due) == due
