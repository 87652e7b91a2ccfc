"""Employer accounts: their states, their moment within the hour, what a screen shows of a login."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.account import AccountState, EmployerAccount, distinct_label, told_apart
from bot.domain.errors import IllegalTransition
from bot.domain.ids import AccountId, MemberId, WorkspaceId, new_id
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from tests.fakes import MORNING

HOUR = timedelta(hours=1)
ACCOUNT = EmployerAccount(
    AccountId(1),
    WorkspaceId(2),
    "fake",
    "olena@example.com",
    "Ромашка",
    "olena@example.com",
    Credentials.of({"login": "olena@example.com", "password": "пароль"}),
    MemberId(3),
    cursor="100",
    next_sync_at=MORNING,
    failing_since=MORNING,
    failures=4,
)
ids = st.integers(1, (1 << 63) - 1).map(AccountId)
moments = st.timedeltas(timedelta(), timedelta(days=20_000)).map(lambda it: MORNING + it)
intervals = st.sampled_from([HOUR, timedelta(minutes=5), timedelta(hours=24), HOUR / 300])


def _account(account_id: AccountId) -> EmployerAccount:
    return replace(ACCOUNT, id=account_id)


# -- its moment within the interval ----------------------------------------------------------


@given(ids, moments, intervals)
def test_the_next_slot_is_ahead_and_within_one_interval(
    account_id: AccountId, now: datetime, interval: timedelta
) -> None:
    slot = _account(account_id).next_slot(now, interval)
    assert now < slot <= now + interval
    assert slot.tzinfo is UTC


@given(ids, moments, intervals)
def test_a_sync_at_its_slot_gets_the_next_one_and_not_the_same_again(
    account_id: AccountId, now: datetime, interval: timedelta
) -> None:
    account = _account(account_id)
    slot = account.next_slot(now, interval)
    assert account.next_slot(slot, interval) == slot + interval


@given(ids, moments, st.integers(0, 3599))
def test_the_slot_does_not_depend_on_when_it_is_asked_for(
    account_id: AccountId, now: datetime, seconds: int
) -> None:
    account = _account(account_id)
    slot = account.next_slot(now, HOUR)
    asked = now + timedelta(seconds=seconds)
    if asked < slot:
        assert account.next_slot(asked, HOUR) == slot


def test_accounts_are_spread_evenly_over_the_hour() -> None:
    slots = [_account(AccountId(new_id())).next_slot(MORNING, HOUR) for _ in range(6000)]
    by_minute = Counter((slot - MORNING) // timedelta(minutes=1) for slot in slots)
    assert len(by_minute) == 60
    assert max(by_minute.values()) < 160  # 100 a minute; three times the usual deviation
    assert min(by_minute.values()) > 50


def test_an_account_keeps_its_slot_from_hour_to_hour() -> None:
    account, moment = _account(AccountId(new_id())), MORNING
    minutes = set()
    for _ in range(24):
        moment = account.next_slot(moment, HOUR)
        minutes.add((moment.minute, moment.second))
    assert len(minutes) == 1


def test_the_pace_makes_the_interval_shorter() -> None:
    interval = Paces(60, sync_minutes=60).sync_interval
    assert interval == timedelta(minutes=1)
    assert ACCOUNT.next_slot(MORNING, interval) <= MORNING + interval


# -- states ----------------------------------------------------------------------------------

LEGAL = {
    AccountState.ACTIVE: {AccountState.PAUSED, AccountState.DISCONNECTED},
    AccountState.PAUSED: {AccountState.ACTIVE, AccountState.DISCONNECTED},
    AccountState.DISCONNECTED: {AccountState.ACTIVE},
}


@pytest.mark.parametrize("old", AccountState)
@pytest.mark.parametrize("new", AccountState)
def test_an_account_moves_only_along_its_table(old: AccountState, new: AccountState) -> None:
    account = replace(ACCOUNT, state=old)
    if new is old or new in LEGAL[old]:
        assert account.to(new).state is new
    else:
        with pytest.raises(IllegalTransition):
            account.to(new)


def test_a_paused_account_keeps_its_login_and_says_why() -> None:
    paused = ACCOUNT.to(AccountState.PAUSED, reason="error-auth-expired")
    assert (paused.paused_by, paused.credentials) == ("error-auth-expired", ACCOUNT.credentials)
    assert (paused.next_sync_at, paused.failing_since, paused.failures) == (None, None, 0)


def test_disconnecting_wipes_the_secret_and_keeps_where_the_feed_stood() -> None:
    gone = ACCOUNT.to(AccountState.DISCONNECTED)
    assert gone.credentials == Credentials({})
    assert (gone.cursor, gone.next_sync_at) == ("100", None)
    assert gone.remote_identity == ACCOUNT.remote_identity


def test_an_account_that_works_again_forgets_why_it_did_not() -> None:
    paused = ACCOUNT.to(AccountState.PAUSED, reason="error-auth-expired")
    assert paused.to(AccountState.ACTIVE).paused_by is None


@pytest.mark.parametrize(
    ("login", "shown"),
    [
        ("olena@example.com", "ol•••@example.com"),
        ("o@example.com", "o•••@example.com"),
        ("Secret@2024.ua", "Se•••@2024.ua"),
        ("olena", "•••"),
        ("ab", "•••"),
        ("", "•••"),
        ("P@ss@word.com", "•••"),
        ("P@ss.w0rd", "•••"),
        ("pass@word", "•••"),
    ],
)
def test_an_email_is_shown_by_its_beginning_and_nothing_else_is(login: str, shown: str) -> None:
    assert replace(ACCOUNT, login=login).masked_login == shown


# -- two that are called the same ---------------------------------------------------------


def named(number: int, label: str, login: str, site: str = "work_ua") -> EmployerAccount:
    return replace(ACCOUNT, id=AccountId(number), site=site, label=label, login=login)


def test_of_two_with_one_name_the_login_comes_first_as_buttons_cut_the_end_off() -> None:
    one, two = named(1, "Ромашка", "olha@romashka.ua"), named(2, "ромашка", "petro@lilia.ua")
    every = [one, two, named(3, "Ромашка", "x@x.ua", "robota_ua"), named(4, "Лілія", "x@x.ua")]
    shown = [told_apart(it, every).label for it in every]
    assert shown[:2] == ["ol•••@romashka.ua · Ромашка", "pe•••@lilia.ua · ромашка"]
    assert shown[2:] == ["Ромашка", "Лілія"]


def test_logins_that_are_the_same_once_masked_are_counted() -> None:
    one, two = named(1, "Ромашка", "hr1@romashka.ua"), named(2, "Ромашка", "hr2@romashka.ua")
    assert [told_apart(it, [one, two]).label for it in (one, two)] == [
        "№1 · Ромашка",
        "№2 · Ромашка",
    ]
    hidden = replace(two, login="canary-pw")
    assert told_apart(hidden, [one, two]).label == "№2 · Ромашка"


def test_a_suggested_name_is_one_that_nobody_has_and_fits() -> None:
    one, two = named(1, "Ромашка", "a@b.ua"), named(2, "Ромашка", "olha@romashka.ua")
    assert distinct_label(two, [one], 40) == "Ромашка (ol•••@romashka.ua)"
    taken = named(3, "Ромашка (ol•••@romashka.ua)", "c@d.ua")
    assert distinct_label(two, [one, taken], 40) == "Ромашка 2"
    assert distinct_label(replace(two, label="Лілія"), [one], 40) == "Лілія"
    long = named(4, "Р" * 40, "")
    assert distinct_label(replace(long, id=AccountId(5)), [long], 40) == "Р" * 38 + " 2"
