"""The door of inline mode: presses under messages that stand in chats nobody knows."""

import pytest
from telegram import CallbackQuery, ChosenInlineResult, Update, User

from bot.domain.ids import to_base36
from bot.domain.workspace import Role
from handlers.context import Context
from handlers.inline import Inline
from handlers.press import encode
from handlers.texts import load
from tests.card_desk import Desk, make_desk
from tests.fakes.store.kinds import APPLICATIONS, DEEDS, OPINIONS, SHARES
from tests.group_desk import candidate
from tests.office import Office

MESSAGE, STRANGER = "AAQ-inline-1", 7_000_000_001
TEXTS = load([])
NO_ACCESS, STALE = "Немає доступу", "застаріла"


def door(office: Office) -> Inline:
    return Inline(Context(office.make, office.uow, office.clock, TEXTS, {}))


def user(user_id: int) -> User:
    return User(user_id, "Хтось", is_bot=False, language_code="uk")


async def press(desk: Desk, user_id: int, data: str) -> str | None:
    """What the popup says."""
    query = CallbackQuery("1", user(user_id), "1", data=data, inline_message_id=MESSAGE)
    update = Update(1, callback_query=query)
    said = await door(desk.office).press(update, query, MESSAGE)
    await desk.office.work()
    return said


async def choose(desk: Desk, user_id: int, result_id: str) -> None:
    result = ChosenInlineResult(result_id, user(user_id), "c", inline_message_id=MESSAGE)
    await door(desk.office).chosen(Update(1, chosen_inline_result=result), result)
    await desk.office.work()


def good(desk: Desk) -> str:
    return encode("opine_good", desk.one.id, 0)


async def sent() -> Desk:
    desk = await make_desk()
    await choose(desk, desk.oleh.user_id, number(desk))
    return desk


def number(desk: Desk) -> str:
    """The id of the result that is the candidate."""
    return f"c:{to_base36(desk.one.id)}:{to_base36(desk.office.workspace.id)}"


async def test_a_member_is_answered_quietly_and_a_stranger_in_a_popup() -> None:
    desk = await sent()
    assert len(desk.office.rows(SHARES)) == 1
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    assert await press(desk, manager.user_id, good(desk)) is None
    assert len(desk.office.rows(OPINIONS)) == 1
    assert NO_ACCESS in str(await press(desk, STRANGER, good(desk)))
    await desk.office.fire(manager)
    assert NO_ACCESS in str(await press(desk, manager.user_id, good(desk)))
    assert len(desk.office.rows(OPINIONS)) == 1


@pytest.mark.parametrize("data", ["", "1|menu|0|0", "nonsense", "1|opine_good|!|0"])
async def test_a_button_that_is_none_of_these_is_stale(data: str) -> None:
    desk = await sent()
    assert STALE in str(await press(desk, desk.oleh.user_id, data))


async def test_a_button_that_names_another_candidate_than_the_message_is_refused() -> None:
    desk = await sent()
    await candidate(desk.office)
    (other,) = [one.id for one in desk.office.rows(APPLICATIONS) if one.id != desk.one.id]
    said = await press(desk, desk.oleh.user_id, encode("opine_good", other, 0))
    assert said is not None
    assert desk.office.rows(OPINIONS) == []


async def test_a_press_before_telegrams_word_counts_in_the_pressers_own_company() -> None:
    desk = await make_desk()
    assert await press(desk, desk.ira.user_id, good(desk)) is None
    assert len(desk.office.rows(OPINIONS)) == 1


@pytest.mark.parametrize("result_id", ["v:1", "c:!", "c:1", "c:1:1", "c:1:1:1", "6y3e", "c:"])
async def test_what_is_no_candidate_of_the_company_is_not_noted(result_id: str) -> None:
    desk = await make_desk()
    await choose(desk, desk.oleh.user_id, result_id)
    await choose(desk, STRANGER, number(desk))
    assert (desk.office.rows(SHARES), desk.office.rows(DEEDS)) == ([], [])
