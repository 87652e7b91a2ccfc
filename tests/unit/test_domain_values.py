"""Small values: conversations, notices, candidates, paces, errors."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import errors
from bot.domain.application import Application
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import BadInput, SiteError, TooSoon, VidhukError
from bot.domain.ids import (
    AccountId,
    ApplicationId,
    ChatLinkId,
    InviteId,
    NoticeId,
    PersonId,
    WorkspaceId,
)
from bot.domain.notice import Notice, NoticeKind, NoticeState, priority
from bot.domain.paces import Paces
from bot.domain.site import Entry, Problem, name_in
from bot.domain.workspace import RIGHTS, Invite, Right, Role
from tests.fakes import BOT_ID, MORNING

TALK = Conversation(5, 5, BOT_ID, MORNING, draft={"site": "fake", "zones": ["Europe/Kyiv"]})
NOTICE = Notice(
    NoticeId(1),
    WorkspaceId(2),
    BOT_ID,
    ChatLinkId(3),
    NoticeKind.CARD,
    subject_id=4,
    due_at=MORNING,
)
CANDIDATE = Application(
    *(ApplicationId(1), WorkspaceId(2), PersonId(3), AccountId(4), None),
    *("fake", "1", "ad-1", MORNING, MORNING),
)


# -- conversations ---------------------------------------------------------------------------


def test_a_draft_takes_values_and_loses_those_that_are_none() -> None:
    drafted = TALK.drafted(site="other", zones=None, typed="")
    assert drafted.draft == {"site": "other", "typed": ""}
    assert TALK.draft == {"site": "fake", "zones": ["Europe/Kyiv"]}
    assert json.loads(json.dumps(drafted.draft)) == drafted.draft


def test_another_place_keeps_the_draft_and_says_only_what_is_new() -> None:
    said = TALK.at(Place("menu"), flash=Flash("done-renamed"))
    moved = said.at(Place("account", 7, 2))
    assert (moved.place, moved.flash) == (Place("account", 7, 2), None)
    assert moved.draft == TALK.draft
    assert moved.cleared().draft == {}


# -- notices ---------------------------------------------------------------------------------


def test_a_person_is_answered_before_there_is_news_and_cards_come_last() -> None:
    order = sorted(NoticeKind, key=priority)
    assert order[:2] == [NoticeKind.ERASE, NoticeKind.SCREEN]
    last = [NoticeKind.CARD, NoticeKind.CAROUSEL, NoticeKind.CARD_AGAIN, NoticeKind.CARD_FILE]
    assert order[-6:-2] == last
    assert order[-2:] == [NoticeKind.BOARD_PIN, NoticeKind.BOARD]  # nobody waits for a board
    news = (NoticeKind.PUBLICATION, NoticeKind.ACCOUNT_PAUSED, NoticeKind.SITE_DOWN)
    assert all(order.index(NoticeKind.TIDY) < order.index(kind) for kind in news)


def test_a_notice_is_known_by_kind_subject_and_link_and_never_by_a_chat_id() -> None:
    assert NOTICE.unique_key == "card:4:3"
    assert replace(NOTICE, occurrence="2").unique_key == "card:4:3:2"
    other_chat = replace(NOTICE, chat_link_id=ChatLinkId(5))
    assert other_chat.unique_key != NOTICE.unique_key


@given(st.lists(st.sampled_from(NoticeKind), min_size=2, max_size=2, unique=True))
def test_notices_of_two_kinds_never_share_a_key(kinds: list[NoticeKind]) -> None:
    keys = {replace(NOTICE, kind=kind).unique_key for kind in kinds}
    assert len(keys) == 2


def test_a_notice_remembers_the_message_it_became() -> None:
    sent = NOTICE.to(NoticeState.SENT, 77)
    assert (sent.state, sent.message_id) == (NoticeState.SENT, 77)
    assert sent.to(NoticeState.OWED).message_id == 77


# -- candidates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [
        ("1995-03-02", 31),
        ("1995-03-03", 30),
        ("2012-03-02", 14),
        ("2012-03-03", None),
        ("2008-02-29", 18),
        ("1926-03-02", 100),
        ("1925-03-02", None),
        ("0001-01-01", None),
        ("1900-01-01", None),
        ("2030-01-01", None),
        ("1995-02-30", None),
        ("31 рік", None),
        ("", None),
        (None, None),
    ],
)
def test_an_age_is_only_told_when_it_is_credible(birth_date: str | None, age: int | None) -> None:
    assert replace(CANDIDATE, birth_date=birth_date).age(date(2026, 3, 2)) == age


# -- paces -----------------------------------------------------------------------------------

NOT_SCALED = {
    "out_of_order",
    "stranger_rate",
    "bot_rates",
    "invite_life",
    "link_life",
    "login_life",
    "renewal_most",
    "uploads",
    "drain",
}
DURATIONS = [
    name
    for name, value in vars(Paces).items()
    if isinstance(value, property) and name not in NOT_SCALED
]


@pytest.mark.parametrize("name", DURATIONS)
def test_one_factor_divides_every_pace(name: str) -> None:
    usual, hurried = getattr(Paces(), name), getattr(Paces(100), name)
    assert usual > timedelta()
    assert hurried == usual / 100


def test_a_hurried_process_still_has_the_time_that_one_request_takes_to_stop() -> None:
    assert Paces(2).drain == Paces().drain / 2
    assert Paces(1000).drain == Paces(1000).drain_least >= timedelta(seconds=1)


def test_the_limits_of_chats_are_divided_too() -> None:
    for group in (False, True):
        usual, hurried = (Paces(factor).chat_rates(group=group) for factor in (1, 50))
        assert [one.count for one in usual] == [one.count for one in hurried]
        assert [one.window / 50 for one in usual] == [one.window for one in hurried]
    assert Paces(10).bot_rates[0].window == Paces().bot_rates[0].window / 10


def test_a_person_reads_an_invite_at_the_pace_of_people() -> None:
    assert Paces(1000).invite_life == timedelta(hours=24)
    assert Paces(1000).link_life == timedelta(minutes=15)


def test_pauses_grow_up_to_half_an_hour() -> None:
    minutes = [Paces().backoff(failures) / timedelta(minutes=1) for failures in range(9)]
    assert minutes == [1, 1, 2, 4, 8, 16, 30, 30, 30]
    seconds = [Paces().job_retry(failures) / timedelta(seconds=1) for failures in range(1, 8)]
    assert seconds == [5, 20, 80, 320, 1280, 1800, 1800]


def test_a_sync_is_hourly_unless_it_is_set() -> None:
    assert Paces().sync_interval == timedelta(hours=1)
    assert Paces(sync_minutes=15).sync_interval == timedelta(minutes=15)


# -- errors ----------------------------------------------------------------------------------


def _make(kind: type[SiteError]) -> SiteError:
    more: dict[type[SiteError], Any] = {
        errors.ProofNeeded: "https://x.example",
        errors.Rejected: (Problem("min", "Замало"),),
        errors.Duplicate: ("ad-1",),
        errors.ContractBroken: "GET /jobs",
    }
    if issubclass(kind, errors._Until):
        return kind("fake", MORNING)
    return kind("fake", *([more[kind]] if kind in more else []))


KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, SiteError) and not kind.__name__.startswith("_")
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_of_a_site_names_the_site_and_keeps_in_json(kind: type[SiteError]) -> None:
    values = _make(kind).values()
    assert values["site"] == "fake"
    assert set(values) <= {"site", "until"}


def test_the_text_of_an_error_follows_from_its_name() -> None:
    assert errors.WrongLogin("fake").text_id == "error-wrong-login"
    assert errors.AdMissing("fake").text_id == "error-ad-missing"
    assert VidhukError().text_id == "error-vidhuk-error"
    assert BadInput("pay-swapped", low=1).text_id == "bad-pay-swapped"


def test_nobody_is_told_to_wait_zero_seconds() -> None:
    assert TooSoon(timedelta(milliseconds=3)).values() == {"seconds": 1}
    assert TooSoon(timedelta(seconds=90.4)).values() == {"seconds": 90}


# -- invites, rights, names ------------------------------------------------------------------


def test_an_invite_is_good_once_and_until_its_time() -> None:
    invite = Invite(InviteId(1), "1:abc", Role.RECRUITER, None, MORNING)
    assert invite.usable(MORNING - timedelta(microseconds=1))
    assert not invite.usable(MORNING)
    assert not replace(invite, used_by=5).usable(MORNING - timedelta(hours=1))


def test_every_role_looks_and_only_owner_and_admin_run_the_company() -> None:
    assert set(RIGHTS) == set(Role)
    assert all(Right.LOOK in rights for rights in RIGHTS.values())
    for right in (Right.MANAGE_ACCOUNTS, Right.MANAGE_TEAM):
        assert {role for role in Role if right in RIGHTS[role]} == {Role.OWNER, Role.ADMIN}
    assert RIGHTS[Role.HIRING_MANAGER] == {Right.LOOK, Right.NOTE}
    assert Right.HANDLE in RIGHTS[Role.RECRUITER]


def test_a_name_falls_back_to_ukrainian_and_then_to_any() -> None:
    names = {"uk": "Київ", "en": "Kyiv"}
    assert [name_in(names, language) for language in ("en", "ru")] == ["Kyiv", "Київ"]
    assert Entry("1", {"ru": "Киев"}).name("en") == "Киев"
    assert name_in({}, "uk") == ""
