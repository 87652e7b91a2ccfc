"""The black list is about a person: each of their cards says it, and each takes them off it."""

from typing import Any

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.fakes.store.kinds import APPLICATIONS
from tests.office import no_words
from tests.person_desk import ANDRII, OLENA, Desk, open_desk


@pytest.fixture
async def desk() -> Desk:
    """Two of one family with one phone: two people, two cards."""
    desk = await open_desk()
    await desk.come(0, OLENA)
    await desk.come(1, ANDRII)
    return desk


async def tap(desk: Desk, verb: str, at: int) -> None:
    """A button of the card of one application."""
    one = _one(desk, at)
    shown = [
        it
        for it in desk.standing()
        if isinstance(it.view, views.Card) and it.view.application.id == one.id
    ]
    office = desk.office
    context = Context(office.make, office.uow, office.clock, no_words, {})
    asked = Press(one.id, one.version, shown[-1].message_id)
    await context.do(desk.owner.person, BUTTONS[verb], asked)
    await office.work()


def _one(desk: Desk, at: int) -> Application:
    return desk.office.rows(APPLICATIONS)[at]


def barred(desk: Desk) -> list[Any]:
    """What the cards say, in the order of the chat."""
    return [one.view.state.barred for one in desk.standing() if isinstance(one.view, views.Card)]


async def test_every_card_with_that_contact_says_so(desk: Desk) -> None:
    await tap(desk, "bar_yes", 0)
    assert barred(desk) == [True, True]


async def test_any_of_them_takes_the_person_off_the_list(desk: Desk) -> None:
    await tap(desk, "bar_yes", 0)
    await tap(desk, "bar_lift", 1)
    assert barred(desk) == [False, False]


async def test_the_list_itself_changes_the_cards_too(desk: Desk) -> None:
    await tap(desk, "bar_yes", 0)
    await desk.press("lift", _one(desk, 0).id)
    assert barred(desk) == [False, False]
