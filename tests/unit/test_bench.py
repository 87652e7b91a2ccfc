"""The frame of the benchmarks: what a goal is, and what is kept."""

import json

import pytest

from bench.measures import Goal, Measure, table

FAST = Measure("sync", 60.0, 100.0, "pages/s", 80.0, Goal(at_least=0.5))
SLOW = Measure("start", 5.0, 1.0, "s", 80.0, Goal(at_most=4.0))


def test_a_goal_is_met_from_its_own_side() -> None:
    assert FAST.met
    assert not SLOW.met


@pytest.mark.parametrize("one", [FAST, SLOW])
def test_a_measure_comes_whole_through_the_process_that_measured_it(one: Measure) -> None:
    assert Measure.unpacked(json.loads(json.dumps(one.packed()))) == one


def test_the_table_says_which_goals_were_missed() -> None:
    head, sync, start = table([FAST, SLOW]).splitlines()
    assert head.split()[-2:] == ["met", "MiB"]
    assert sync.split()[-2:] == ["yes", "80"]
    assert start.split()[-2:] == ["NO", "80"]
