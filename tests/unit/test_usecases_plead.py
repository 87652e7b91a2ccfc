"""Who comes second asks for the candidate, and the holder gives or keeps it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Did
from bot.domain.plea import Plea, PleaState
from bot.domain.views.handling import PleaAnswered, PleaAsked
from bot.domain.workspace import Actor, Role
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes.store.kinds import LINKS, PLEAS
from tests.unit.test_render import verbs


@pytest.fixture
async def desk() -> Desk:
    desk = await make_desk()
    await desk.press(desk.oleh, "take")
    return desk


def _plea(desk: Desk) -> Plea:
    return desk.office.rows(PLEAS)[-1]


def _now(desk: Desk, who: Actor, kind: type[Any]) -> list[Any]:
    """As they stand in the chat."""
    shown = desk.office.chat.now(who.chat_id)
    return [one for one in shown if isinstance(one.view, kind)]


async def _answer(desk: Desk, who: Actor, verb: str, plea: Plea | None = None) -> Flash | None:
    """By the button of the notice, as `Desk.press` does by a card's."""
    row, asked = BUTTONS[verb], Press((plea or _plea(desk)).id)
    who.require(row.right) if row.right else None
    said: Flash | None = await desk.office.make(row.use_case, **row.fixed)(who, asked)
    await desk.office.work()
    return said


async def test_the_holder_is_asked_and_hands_the_candidate_over(desk: Desk) -> None:
    said = await desk.in_group(desk.ira, "plead")
    assert said == Flash("plea-sent", {"who": "Олег Щур"})
    (asked,) = _now(desk, desk.oleh, PleaAsked)
    assert (asked.view.name, asked.view.who) == ("Олена Коваль", "recruiter")
    assert set(verbs(asked.view)) == {"plea_give", "plea_keep"}
    assert await _answer(desk, desk.oleh, "plea_give") is None
    assert desk.one.handling.assignee_id == desk.ira.member_id
    assert desk.deeds()[-1] == (Did.ASSIGNED, str(desk.ira.member_id))
    (changed,) = _now(desk, desk.oleh, PleaAsked)
    assert (changed.message_id, changed.view.state) == (asked.message_id, PleaState.GIVEN)
    assert verbs(changed.view) == []
    (answer,) = _now(desk, desk.ira, PleaAnswered)
    assert (answer.view.state, answer.view.who) == (PleaState.GIVEN, "Олег Щур")
    assert desk.shown(desk.ira.chat_id).application.id == desk.one.id


async def test_or_keeps_it(desk: Desk) -> None:
    await desk.in_group(desk.ira, "plead")
    assert await _answer(desk, desk.oleh, "plea_keep") is None
    assert desk.one.handling.assignee_id == desk.oleh.member_id
    assert [one.view.state for one in _now(desk, desk.oleh, PleaAsked)] == [PleaState.KEPT]
    assert [one.view.state for one in _now(desk, desk.ira, PleaAnswered)] == [PleaState.KEPT]
    assert await _answer(desk, desk.oleh, "plea_give") == Flash("plea-stale")
    assert desk.one.handling.assignee_id == desk.oleh.member_id
    assert await desk.in_group(desk.ira, "plead") == Flash("plea-sent", {"who": "Олег Щур"})


async def test_one_wish_is_open_at_a_time(desk: Desk) -> None:
    marta = await desk.office.hire(Role.RECRUITER)
    await desk.in_group(desk.ira, "plead")
    asked_at = _plea(desk).asked_at
    mine = await desk.in_group(desk.ira, "plead")
    others = await desk.in_group(marta, "plead")
    assert mine is not None
    assert mine.text_id == "plea-asked"
    assert others == Flash("plea-others", {"who": "recruiter", "moment": asked_at})
    assert len(desk.office.rows(PLEAS)) == 1


async def test_who_has_it_and_a_free_candidate_are_not_asked_about(desk: Desk) -> None:
    assert await desk.press(desk.oleh, "plead") == Flash("plea-mine")
    await desk.press(desk.oleh, "undo")
    assert await desk.in_group(desk.ira, "plead") == Flash("plea-free")
    assert desk.office.rows(PLEAS) == []


async def test_given_to_somebody_else_the_wish_is_out_of_date_and_the_asker_hears_it(
    desk: Desk,
) -> None:
    marta = await desk.office.hire(Role.RECRUITER)
    await desk.in_group(desk.ira, "plead")
    await desk.press(desk.oleh, "assign_to", marta.member_id)
    assert _plea(desk).state is PleaState.STALE
    assert [one.view.state for one in _now(desk, desk.ira, PleaAnswered)] == [PleaState.STALE]
    assert await _answer(desk, desk.oleh, "plea_give") == Flash("plea-stale")
    assert desk.one.handling.assignee_id == marta.member_id


async def test_assigned_to_the_asker_by_hand_the_wish_is_fulfilled(desk: Desk) -> None:
    await desk.in_group(desk.ira, "plead")
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    assert _plea(desk).state is PleaState.GIVEN


async def test_after_a_day_without_an_answer_another_may_ask(desk: Desk) -> None:
    marta = await desk.office.hire(Role.RECRUITER)
    await desk.in_group(desk.ira, "plead")
    first = _plea(desk)
    desk.office.clock.advance(days=1)
    assert await desk.in_group(marta, "plead") == Flash("plea-sent", {"who": "Олег Щур"})
    states = {one.id: one.state for one in desk.office.rows(PLEAS)}
    assert states == {first.id: PleaState.STALE, _plea(desk).id: PleaState.OPEN}
    assert await _answer(desk, desk.oleh, "plea_give", first) == Flash("plea-stale")
    desk.office.clock.advance(days=1)
    assert await _answer(desk, desk.oleh, "plea_give") == Flash("plea-stale")
    assert desk.one.handling.assignee_id == desk.oleh.member_id


async def test_nobody_but_who_was_asked_answers_and_rights_are_looked_at_again(desk: Desk) -> None:
    await desk.in_group(desk.ira, "plead")
    with pytest.raises(NotThere):
        await _answer(desk, desk.ira, "plea_give")
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    for verb in ("plead", "plea_give"):
        with pytest.raises(NotAllowed):
            await desk.press(manager, verb)
    await desk.office.demote(desk.ira, Role.HIRING_MANAGER)
    assert await _answer(desk, desk.oleh, "plea_give") == Flash("plea-nobody")
    assert desk.one.handling.assignee_id == desk.oleh.member_id


async def test_what_a_colleague_who_has_left_had_is_taken_at_once(desk: Desk) -> None:
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    await desk.office.demote(desk.ira, Role.HIRING_MANAGER)
    assert await desk.press(desk.oleh, "plead") == Flash("plea-taken")
    assert desk.one.handling.assignee_id == desk.oleh.member_id


async def test_who_has_blocked_the_bot_can_not_be_asked(desk: Desk) -> None:
    async with desk.office.transaction() as tx:
        home = next(one for one in desk.office.rows(LINKS) if one.user_id == desk.oleh.user_id)
        await tx.chats.save(replace(home, gone_since=desk.office.clock.now()))
    said = await desk.in_group(desk.ira, "plead")
    assert said == Flash("plea-unreachable", {"who": "Олег Щур"})
    assert desk.office.rows(PLEAS) == []


async def test_a_card_knows_its_reader(desk: Desk) -> None:
    assert desk.state(desk.oleh.chat_id).me == desk.oleh.member_id
    assert desk.state(CHAT).me is None
