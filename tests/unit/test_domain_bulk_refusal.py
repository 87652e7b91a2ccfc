"""Who is refused after all, and how far it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.account import AccountState
from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, ItemState, Skip, Tally, skip
from bot.domain.errors import IllegalTransition
from bot.domain.handling import NEW, Stage
from bot.domain.ids import ActionId, ApplicationId, BulkRefusalId, MemberId
from bot.domain.site_action import ActionState
from tests import views as samples

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
ONE = replace(samples.application("Олена"), standing=None)
ME, HER = MemberId(1), MemberId(2)
REFUSAL = BulkRefusal(
    BulkRefusalId(7), ONE.workspace_id, ME, NOW, NOW + timedelta(seconds=10), 3, "Дякуємо"
)
ITEM = BulkRefusalItem(REFUSAL.id, ONE.id, ONE.workspace_id, 0, assignee_id=ME, told=True)


def why(account: AccountState = AccountState.ACTIVE, **changes: Any) -> Skip | None:
    barred = {ONE.id} if changes.pop("barred", False) else set()
    can_tell = changes.pop("can_tell", True)
    known = samples.account("x", account)
    one = replace(ONE, **changes)
    return skip(ITEM, one, known, can_tell=can_tell, barred=barred, now=NOW)


def test_who_stands_as_before_is_refused() -> None:
    assert why() is None
    assert why(handling=replace(NEW, stage=Stage.LOOK, assignee_id=ME)) is None
    assert why(handling=replace(NEW, later_until=NOW)) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"handling": replace(NEW, answered_at=NOW)}, Skip.ANSWERED),
        ({"handling": replace(NEW, stage=Stage.REJECTED)}, Skip.ANSWERED),
        ({"handling": replace(NEW, assignee_id=HER)}, Skip.TAKEN),
        ({"handling": replace(NEW, later_until=NOW + timedelta(hours=1))}, Skip.LATER),
        ({"standing": "standing-archived"}, Skip.SITE),
        ({"barred": True}, Skip.BARRED),
        ({"account": AccountState.PAUSED}, Skip.LOGIN),
        ({"account": AccountState.DISCONNECTED}, Skip.DISCONNECTED),
        ({"account": AccountState.DISCONNECTED, "can_tell": False}, None),
    ],
)
def test_whoever_has_changed_since_is_left_alone(
    changes: dict[str, Any], expected: Skip | None
) -> None:
    assert why(**changes) is expected


def test_it_is_stopped_once_and_not_when_it_is_over() -> None:
    assert REFUSAL.undoable(NOW)
    assert not REFUSAL.undoable(REFUSAL.due_at)
    stopped = REFUSAL.stopped(NOW)
    assert not stopped.undoable(NOW)
    for over in (stopped, replace(REFUSAL, done_at=NOW)):
        with pytest.raises(IllegalTransition):
            over.stopped(NOW)


def test_a_tally_counts_each_once() -> None:
    def item(number: int) -> BulkRefusalItem:
        return replace(ITEM, application_id=ApplicationId(number), number=number)

    owed = [item(at).passed(ActionId(at)) for at in range(3)]
    states = [
        ItemState(owed[0], ActionState.DONE),
        ItemState(owed[1], ActionState.UNSURE),
        ItemState(owed[2], ActionState.FAILED, "error-x"),
        ItemState(item(3).passed(None)),
        ItemState(item(4).skipped(Skip.TAKEN)),
        ItemState(item(5)),
    ]
    tally = Tally.of(replace(REFUSAL, total=8), states)
    assert tally == Tally(1, 1, 1, 1, 1, {Skip.TAKEN: 1}, 2)
    assert not tally.over
    assert Tally.of(replace(REFUSAL, total=1), states[:1]).over
