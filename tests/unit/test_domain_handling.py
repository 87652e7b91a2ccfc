"""Who has an application, at which stage, until when: the rules."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import IllegalTransition, NothingToUndo, TakenAlready
from bot.domain.group import Did
from bot.domain.handling import Act, Handling, Reason, Stage
from bot.domain.ids import MemberId
from tests.fakes import MORNING

OLEH, IRA = MemberId(1), MemberId(2)
TEN = timedelta(seconds=10)
NEW = Handling()


def test_who_takes_a_new_one_looks_at_it() -> None:
    mine = NEW.take(OLEH, MORNING)
    assert (mine.assignee_id, mine.taken_at, mine.stage) == (OLEH, MORNING, Stage.LOOK)
    assert (mine.act, mine.acted_by, mine.acted_at) == (Act.TAKEN, OLEH, MORNING)


def test_the_second_hears_who_was_first_and_when() -> None:
    mine = NEW.take(OLEH, MORNING)
    with pytest.raises(TakenAlready) as taken:
        mine.take(IRA, MORNING + TEN)
    assert (taken.value.by, taken.value.at) == (OLEH, MORNING)


def test_a_second_tap_of_the_same_one_changes_nothing() -> None:
    mine = NEW.take(OLEH, MORNING)
    assert mine.take(OLEH, MORNING + TEN) is mine


def test_taking_keeps_a_stage_that_was_chosen() -> None:
    moved = NEW.to(Stage.INTERVIEW, IRA, MORNING)
    assert moved.take(OLEH, MORNING).stage is Stage.INTERVIEW


def test_who_was_refused_and_is_taken_is_looked_at_again() -> None:
    refused = NEW.to(Stage.REJECTED, IRA, MORNING, reason=Reason.SALARY)
    taken = refused.take(OLEH, MORNING + TEN)
    assert (taken.stage, taken.reason, taken.assignee_id) == (Stage.LOOK, None, OLEH)
    undone = taken.undo(OLEH, MORNING + TEN, TEN)
    assert (undone.stage, undone.reason, undone.assignee_id) == (
        Stage.REJECTED,
        Reason.SALARY,
        None,
    )


@pytest.mark.parametrize("stage", [one for one in Stage if one is not Stage.NEW])
def test_every_stage_can_be_reached_from_every_other_but_from_itself(stage: Stage) -> None:
    there = NEW.to(stage, OLEH, MORNING)
    assert there.stage is stage
    with pytest.raises(IllegalTransition):
        there.to(stage, OLEH, MORNING)


def test_nobody_is_new_twice() -> None:
    with pytest.raises(IllegalTransition):
        NEW.to(Stage.LOOK, OLEH, MORNING).to(Stage.NEW, OLEH, MORNING)


def test_the_first_answer_is_remembered_and_a_look_is_none() -> None:
    looked = NEW.to(Stage.LOOK, OLEH, MORNING)
    assert looked.answered_at is None
    asked = looked.to(Stage.CONTACT, OLEH, MORNING)
    rejected = asked.to(Stage.REJECTED, OLEH, MORNING + TEN, reason=Reason.SALARY)
    assert rejected.answered_at == MORNING
    assert rejected.reason is Reason.SALARY
    assert rejected.to(Stage.RESERVE, OLEH, MORNING).reason is None


def test_a_refusal_kept_here_is_no_answer_and_is_no_debt_either() -> None:
    kept = NEW.to(Stage.REJECTED, OLEH, MORNING)
    assert (kept.answered_at, kept.decided_at) == (None, MORNING)
    assert not kept.waiting
    assert kept.unaware
    told = kept.hear(OLEH, MORNING + TEN)
    assert (told.answered_at, told.act) == (MORNING + TEN, Act.HEARD)
    assert not told.unaware
    assert told.hear(OLEH, MORNING + 2 * TEN) is told
    assert told.undo(OLEH, MORNING + TEN, TEN).unaware


def test_what_the_site_passes_on_is_an_answer_and_an_invitation_kept_here_is_none() -> None:
    assert NEW.to(Stage.REJECTED, OLEH, MORNING, told=True).answered_at == MORNING
    kept = NEW.to(Stage.INTERVIEW, OLEH, MORNING, told=False)
    assert (kept.answered_at, kept.decided_at) == (None, MORNING)
    assert NEW.to(Stage.INTERVIEW, OLEH, MORNING).answered_at == MORNING


@pytest.mark.parametrize("stage", [Stage.LOOK, Stage.RESERVE])
def test_who_is_looked_at_again_after_a_refusal_kept_here_waits_again(stage: Stage) -> None:
    kept = NEW.to(Stage.REJECTED, OLEH, MORNING)
    assert kept.to(stage, OLEH, MORNING).waiting
    assert kept.take(OLEH, MORNING).waiting


def test_an_answer_that_did_not_leave_is_a_decision_kept_here() -> None:
    told = NEW.to(Stage.REJECTED, OLEH, MORNING, told=True)
    assert told.unsaid(MORNING + TEN) is told
    assert told.unsaid(MORNING).unaware
    looked = told.take(OLEH, MORNING)
    assert looked.unsaid(MORNING).waiting


def test_what_is_put_off_waits_until_then_or_until_it_is_moved() -> None:
    off = NEW.put_off(MORNING + TEN, OLEH, MORNING)
    assert off.waits(MORNING)
    assert not off.waits(MORNING + TEN)
    assert off.later_by == OLEH
    assert not off.to(Stage.CONTACT, OLEH, MORNING).waits(MORNING)


def test_it_is_given_to_somebody_and_taken_from_them() -> None:
    given = NEW.assign(IRA, OLEH, MORNING)
    assert (given.assignee_id, given.acted_by, given.act) == (IRA, OLEH, Act.ASSIGNED)
    assert given.assign(IRA, OLEH, MORNING) is given
    free = given.assign(None, OLEH, MORNING)
    assert (free.assignee_id, free.taken_at) == (None, None)
    assert free.take(IRA, MORNING).assignee_id == IRA


def test_who_did_it_takes_it_back_within_ten_seconds_and_one_step_only() -> None:
    moved = NEW.take(OLEH, MORNING).to(Stage.REJECTED, OLEH, MORNING)
    back = moved.undo(OLEH, MORNING + TEN - timedelta(microseconds=1), TEN)
    assert back == replace(NEW.take(OLEH, MORNING), before=None)
    with pytest.raises(NothingToUndo):
        back.undo(OLEH, MORNING, TEN)


def test_nobody_else_takes_it_back_and_nobody_late() -> None:
    moved = NEW.to(Stage.REJECTED, OLEH, MORNING)
    assert moved.undoable(MORNING, TEN)
    assert not moved.undoable(MORNING + TEN, TEN)
    for who, when in ((IRA, MORNING), (OLEH, MORNING + TEN)):
        with pytest.raises(NothingToUndo):
            moved.undo(who, when, TEN)
    with pytest.raises(NothingToUndo):
        NEW.undo(OLEH, MORNING, TEN)


def test_every_act_has_its_line_in_the_audit() -> None:
    assert {Did(act.value).value for act in Act} == {act.value for act in Act}
