"""Mistakes of ours: operators hear of each kind, however many there are, and of none for ever."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.health import TOLD_MOST
from bot.domain.views import OurFault
from bot.domain.workspace import Person
from bot.usecases.tell_faults import KeepCounts
from bot.wiring.meter import KINDS_MOST, Meter, counted_job
from tests.fakes import FakeClock
from tests.fakes.store.kinds import NOTICES
from tests.office import Office

OPERATOR = 9_000_000_001
RUNS_IT = Person(OPERATOR, OPERATOR)
HOUR = timedelta(hours=1)


@pytest.fixture
async def office() -> Office:
    return await Office(operators=[OPERATOR]).open()


async def _seen(office: Office, **faults: int) -> None:
    await office.make(KeepCounts)({}, Counter(faults))
    await office.work()


def _told(office: Office) -> list[tuple[str, int, bool]]:
    said = [one for one in office.said(RUNS_IT) if isinstance(one, OurFault)]
    return [(one.what, one.times, one.again) for one in said]


async def test_each_kind_is_told_once_an_hour_with_how_often_it_was_seen(office: Office) -> None:
    await _seen(office, KeyError=3)
    for _ in range(20):
        await _seen(office, KeyError=500)
    assert _told(office) == [("KeyError", 3, False)]
    office.clock.advance(HOUR)
    await _seen(office)
    assert _told(office) == [("KeyError", 3, False), ("KeyError", 10_000, True)]
    office.clock.advance(HOUR)
    await _seen(office)
    assert len(_told(office)) == 2


async def test_a_storm_of_kinds_is_few_messages_and_the_rest_follows(office: Office) -> None:
    storm = {f"Error{number}": 100 for number in range(12)}
    await _seen(office, **storm)
    await _seen(office, **storm)
    assert len(_told(office)) == TOLD_MOST
    for _ in range(3):
        office.clock.advance(HOUR)
        await _seen(office)
    assert {what for what, _, _ in _told(office)} == set(storm)


async def test_a_message_that_can_not_be_said_makes_no_other(office: Office) -> None:
    await _seen(office, KeyError=1)
    before = len(office.rows(NOTICES))
    office.faults.note(RuntimeError("no such renderer"))  # as its delivery would
    await _seen(office)
    assert len(office.rows(NOTICES)) == before


async def test_where_nobody_runs_it_they_are_only_counted() -> None:
    office = await Office().open()
    await _seen(office, KeyError=1)
    assert office.rows(NOTICES) == []
    async with office.store.uow.system() as tx:
        (one,) = await tx.untold_faults(office.clock.now(), 5)
    assert one.seen == 1


# -- how they are noted ------------------------------------------------------------------


async def test_ten_thousand_errors_are_one_kind_that_names_a_place_and_nothing_else() -> None:
    meter = Meter(FakeClock())

    async def break_(_: object) -> None:
        raise ValueError("Олена Коваль, +380671234567")

    job = counted_job(meter, "sync", break_)
    for _ in range(10_000):
        with pytest.raises(ValueError, match="Олена"):
            await job(None)  # type: ignore[arg-type]
    _, faults = meter.take()
    assert list(faults.items()) == [
        ("ValueError in bot.wiring.meter.counted_job.<locals>.do", 10_000)
    ]
    assert meter.jobs == {("sync", "failed"): 10_000}
    assert not meter.has_news


def test_there_are_never_more_kinds_than_a_page_holds() -> None:
    meter = Meter(FakeClock())
    for number in range(3 * KINDS_MOST):
        meter.note(type(f"Error{number}", (Exception,), {})())
    assert len(meter.errors) == KINDS_MOST + 1
    assert meter.errors["other"] == 2 * KINDS_MOST
