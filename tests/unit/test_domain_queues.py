"""Ages of those who wait, and what one member sees of the inbox."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.morning import Debts
from bot.domain.names import name_keys, wanted_names
from bot.domain.queues import Age, Part, Queue, Seen, age_of, debts_of, sent_within
from bot.domain.workspace import Actor, Role

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-0.1, Age.DAY),
        (0.99, Age.DAY),
        (1, Age.DAYS),
        (3, Age.LONG),
        (7, Age.WEEKS),
        (29.9, Age.WEEKS),
        (30, Age.PAST),
        (4000, Age.PAST),
    ],
)
def test_an_age_is_what_its_bounds_say(days: float, age: Age) -> None:
    sent = NOW - timedelta(days=days)
    assert age_of(NOW - sent) is age
    for one in Age:
        after, until = sent_within(one, NOW)
        inside = (after is None or sent > after) and (until is None or sent <= until)
        assert inside is (one is age)


def test_history_is_no_debt() -> None:
    ages = dict.fromkeys(Age, 1)
    assert debts_of(ages) == Debts(1, 1, 2)
    assert sent_within(None, NOW) == (NOW - timedelta(days=30), None)


def test_who_runs_the_team_sees_all_or_only_their_own() -> None:
    def seen(role: Role, *, own: bool = False) -> bool:
        return Seen.of(Actor(WorkspaceId(1), MemberId(2), role, 3, 3), own=own).every

    assert [seen(one) for one in Role] == [True, True, False, False]
    assert not seen(Role.OWNER, own=True)


@pytest.mark.parametrize("part", [Part(Queue.NEW), Part(Queue.UNANSWERED, Age.WEEKS, own=True)])
def test_a_part_is_kept_as_it_is(part: Part) -> None:
    assert Part.of(part.kept()) == part


def test_a_name_is_found_in_any_spelling_form_and_order() -> None:
    def found(typed: str, name: str) -> bool:
        return all(one.fits(name_keys(name)) for one in wanted_names(typed))

    for typed in ("Коваль Олена", "KOVAL olena", "Лена", "ковал", "оленa коваль"):
        assert found(typed, "Олена Коваль"), typed
    for typed in ("Ковальчук", "Іван Коваль", "ко"):
        assert not found(typed, "Олена Коваль"), typed
    assert wanted_names("!?") == []
    assert not name_keys(None)
