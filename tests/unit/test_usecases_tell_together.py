"""Two recruiters about one candidate: nobody is told twice, nor is another's answer taken back."""

import pytest

from bot.domain.conversation import Flash
from bot.domain.handling import Stage
from bot.domain.site_action import ActionState, Kind
from bot.domain.workspace import Actor, Role
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.office import no_words
from tests.tell_desk import Desk, at_site


@pytest.fixture
async def desk() -> Desk:
    return await at_site()


@pytest.fixture
async def ira(desk: Desk) -> Actor:
    recruiter = await desk.office.hire(Role.RECRUITER)
    await desk.office.join(recruiter)
    return recruiter


async def card(desk: Desk, who: Actor, verb: str, version: int | None = None) -> Flash | None:
    """A button of a card."""
    office = desk.office
    asked = Press(desk.one.id, version or desk.one.version)
    context = Context(office.make, office.uow, office.clock, no_words, {})
    said = await context.do(who.person, BUTTONS[verb], asked)
    await office.work()
    return said


async def choose(desk: Desk, who: Actor, kind: Kind) -> None:
    """All the way to the preview."""
    await card(desk, who, f"tell_{kind}")
    if kind is Kind.REJECT:
        await desk.office.press(who, "tell_reason", 0)
        await desk.office.press(who, "tell_silent")
    else:
        await desk.office.press(who, "tell_own")
        await desk.office.type(who, f"Слова від {who.member_id}")
    await desk.office.work()


async def send(desk: Desk, who: Actor) -> str | None:
    """The last tap, and the undo is over; the line above the screen."""
    await desk.office.press(who, "tell_send")
    await desk.office.work()
    said = desk.office.flash(who)
    await desk.wait(seconds=11)
    return said


async def test_of_two_who_invite_at_once_one_does(desk: Desk, ira: Actor) -> None:
    await choose(desk, desk.office.owner, Kind.INVITE)
    await choose(desk, ira, Kind.INVITE)
    assert await send(desk, ira) is None
    assert await send(desk, desk.office.owner) == "tell-decided"
    assert await send(desk, desk.office.owner) == "tell-decided"
    assert len(desk.told) == 1


async def test_who_was_overtaken_by_another_decision_is_asked_once_more(
    desk: Desk, ira: Actor
) -> None:
    await choose(desk, desk.office.owner, Kind.REJECT)
    await choose(desk, ira, Kind.INVITE)
    await send(desk, ira)
    assert await send(desk, desk.office.owner) == "tell-moved-on"
    assert [one.kind for one in desk.told] == [Kind.INVITE]
    await send(desk, desk.office.owner)
    assert [one.kind for one in desk.told] == [Kind.INVITE, Kind.REJECT]


async def test_an_undo_after_a_colleagues_step_takes_back_the_words_and_says_how_it_stands(
    desk: Desk, ira: Actor
) -> None:
    owner = desk.office.owner
    await choose(desk, owner, Kind.REJECT)
    await desk.office.press(owner, "tell_send")
    await desk.office.work()
    await card(desk, ira, "stage_reserve")
    await desk.office.press(owner, "told_undo", desk.action.id)
    await desk.office.work()
    flash = desk.office.at(owner).flash
    assert flash is not None
    assert flash.text_id == "tell-undone-stands"
    assert flash.values["stage"] == Stage.RESERVE
    assert desk.state() is ActionState.WITHDRAWN
    handling = desk.one.handling
    assert (handling.stage, handling.acted_by) == (Stage.RESERVE, ira.member_id)
    assert handling.waiting
    await desk.wait(seconds=11)
    assert desk.told == []


async def test_ones_own_step_meanwhile_asks_nothing(desk: Desk) -> None:
    await choose(desk, desk.office.owner, Kind.INVITE)
    await card(desk, desk.office.owner, "take")
    assert await send(desk, desk.office.owner) is None
    assert len(desk.told) == 1


async def test_a_tap_on_an_old_copy_begins_nothing_that_was_decided(desk: Desk, ira: Actor) -> None:
    await card(desk, ira, "stage_rejected")
    said = await card(desk, desk.office.owner, "tell_reject")
    assert said is not None
    assert said.text_id == "card-moved-on-by"


# -- taking back -----------------------------------------------------------------------------


async def _written_to(desk: Desk, who: Actor) -> None:
    """A reply that changes no stage; its undo is not over."""
    await choose(desk, who, Kind.REPLY)
    await desk.office.press(who, "tell_send")
    await desk.office.work()


async def test_the_undo_of_an_answer_takes_no_other_answer_back(desk: Desk, ira: Actor) -> None:
    owner = desk.office.owner
    await choose(desk, owner, Kind.REPLY)
    await send(desk, owner)
    first = desk.action
    await _written_to(desk, ira)
    await desk.office.press(owner, "told_undo", first.id)
    assert desk.office.flash(owner) == "error-nothing-to-undo"
    assert desk.state() is ActionState.OWED


async def test_the_undo_of_an_answer_leaves_what_was_done_besides(desk: Desk) -> None:
    owner = desk.office.owner
    await card(desk, owner, "stage_contact")
    desk.office.clock.advance(minutes=1)
    await card(desk, owner, "take")
    await _written_to(desk, owner)
    await desk.office.press(owner, "told_undo", desk.action.id)
    assert desk.state() is ActionState.WITHDRAWN
    assert desk.one.handling.assignee_id == owner.member_id


async def test_the_undo_of_a_stage_leaves_an_answer_that_did_not_lead_there(desk: Desk) -> None:
    owner = desk.office.owner
    await card(desk, owner, "stage_contact")
    await _written_to(desk, owner)
    await card(desk, owner, "stage_offer")
    await card(desk, owner, "undo")
    assert desk.one.handling.stage is Stage.CONTACT
    assert desk.state() is ActionState.OWED
