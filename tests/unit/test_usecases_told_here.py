"""What was decided here, and no site passes on, is no answer until somebody says it is known."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.errors import Rejected
from bot.domain.handling import Act, Stage
from bot.domain.queues import Queue, Seen
from bot.domain.site import Problem
from bot.domain.site_action import ActionState
from bot.domain.tally import FirstAnswers, Within
from tests.fakes import MORNING, FakeClock, FakeSite
from tests.tell_desk import LOCAL, Desk, at_site

EVER = Within(MORNING - timedelta(days=99), MORNING + timedelta(days=99))
QUEUES = (Queue.UNANSWERED, Queue.HERE, Queue.REPLIED)


@pytest.fixture
async def local() -> Desk:
    clock = FakeClock(hurried=True)
    return await at_site(FakeSite(clock, LOCAL), clock)


async def counts(desk: Desk) -> list[int]:
    """Who waits, about whom something was decided here alone, who has heard."""
    async with desk.office.transaction() as tx:
        seen = Seen.of(desk.office.owner)
        found = await tx.queues.counts(seen, QUEUES, desk.office.clock.now())
        return [found[one] for one in QUEUES]


async def answers(desk: Desk) -> FirstAnswers:
    async with desk.office.transaction() as tx:
        return await tx.tallies.first_answers(EVER, None)


async def test_a_refusal_that_stays_here_leaves_the_debt_and_is_no_answer(local: Desk) -> None:
    assert await counts(local) == [1, 0, 0]
    await local.reject()
    assert await counts(local) == [0, 1, 0]
    assert await answers(local) == FirstAnswers(here=1)


async def test_who_says_that_the_candidate_knows_has_answered(local: Desk) -> None:
    await local.reject()
    here: Any = await local.press("told_heard", local.one.id)
    assert local.office.flash(local.office.owner) == "tell-heard"
    assert isinstance(here, views.ToldHere)
    assert not here.application.handling.unaware
    assert await counts(local) == [0, 0, 1]
    assert (await answers(local)).count == 1


async def test_the_card_offers_it_as_well_and_its_undo(local: Desk) -> None:
    await local.reject()
    await local.on_card("heard")
    assert local.one.handling.act is Act.HEARD
    assert await counts(local) == [0, 0, 1]
    await local.on_card("undo")
    assert await counts(local) == [0, 1, 0]
    assert local.one.handling.stage is Stage.REJECTED


async def test_who_is_looked_at_again_waits_again(local: Desk) -> None:
    await local.reject()
    await local.on_card("take")
    assert await counts(local) == [1, 0, 0]


async def test_what_the_site_is_asked_to_tell_is_an_answer() -> None:
    desk = await at_site()
    await desk.reject()
    assert await counts(desk) == [0, 0, 1]
    await desk.press("told_undo", desk.action.id)
    assert await counts(desk) == [1, 0, 0]


async def test_what_the_site_did_not_take_is_none_and_repeated_it_is_one() -> None:
    desk = await at_site()
    desk.office.site.trouble("answer", Rejected("fake", (Problem("limit", "Ні"),)))
    await desk.reject()
    await desk.wait(seconds=11)
    assert desk.state() is ActionState.FAILED
    assert await counts(desk) == [0, 1, 0]
    await desk.on_card("tell_again")
    assert await counts(desk) == [0, 0, 1]


async def test_a_message_to_somebody_in_reserve_is_an_answer_and_undone_it_is_none() -> None:
    desk = await at_site()
    await desk.on_card("stage_reserve")
    await desk.on_card("tell_reply")
    await desk.press("tell_own")
    await desk.type("Коли вам зручно?")
    await desk.press("tell_send")
    assert await counts(desk) == [0, 0, 1]
    assert desk.one.handling.stage is Stage.RESERVE
    await desk.press("told_undo", desk.action.id)
    assert await counts(desk) == [1, 0, 0]
