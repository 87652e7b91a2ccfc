"""The inbox: its lists, one candidate after another in place, and the search."""

from datetime import timedelta

import pytest

from bot.domain.errors import NotAllowed, NothingToUndo, Stale
from bot.domain.handling import Stage
from bot.domain.queues import Age, Queue
from bot.domain.vacancy import Shelf
from bot.domain.views import CardPage, Menu
from bot.domain.views.inbox import Found, Inbox, QueueList, Review
from bot.domain.workspace import Actor, Role
from tests.inbox_desk import Desk, make_desk

THREE = ("Анна", "Богдан", "Віра")


@pytest.fixture
async def desk() -> Desk:
    made = await make_desk()
    await made.respond(*THREE)
    return made


async def test_the_menu_and_the_inbox_count_who_waits(desk: Desk) -> None:
    await desk.respond("Давній", days=9)
    menu = await desk.command("menu")
    assert isinstance(menu, Menu)
    assert (menu.new, menu.debt) == (4, 4)
    inbox = await desk.press("inbox")
    assert isinstance(inbox, Inbox)
    assert (inbox.counts[Queue.NEW], inbox.counts[Queue.MINE], inbox.own) == (4, 0, False)
    debt = await desk.press("queue_unanswered")
    assert desk.names(debt) == ["Давній", *THREE]
    assert (debt.ages[Age.DAY], debt.ages[Age.WEEKS], debt.may_refuse) == (3, 1, True)
    assert desk.names(await desk.press("debt_weeks")) == ["Давній"]
    assert desk.names(await desk.press("queue_later")) == []


async def test_a_recruiter_sees_own_ones_and_a_hiring_manager_none(desk: Desk) -> None:
    ira = await desk.office.hire(Role.RECRUITER)
    await desk.command("menu", who=ira)
    inbox = await desk.press("inbox", who=ira)
    assert inbox.own is None
    assert not any(inbox.counts.values())
    assert (await desk.command("find", "Анна", who=ira)).count == 0
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    assert (await desk.command("menu", who=manager)).new is None
    for name in ("inbox", "find"):
        with pytest.raises(NotAllowed):
            await desk.command(name, who=manager)


async def test_a_right_that_was_lost_closes_the_list(desk: Desk) -> None:
    ira = await desk.office.hire(Role.ADMIN)
    await desk.command("inbox", who=ira)
    assert isinstance(await desk.press("queue_new", who=ira), QueueList)
    await desk.office.demote(ira, Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed):
        await desk.press("list_page", 0, who=ira)
    await desk.office.press(ira, "help")
    assert (await desk.press("menu", who=ira)).new is None


async def test_a_list_is_turned_page_by_page_also_when_it_has_shrunk(desk: Desk) -> None:
    await desk.respond(*(f"Особа {at}" for at in range(20)), days=2)
    await desk.command("inbox")
    first = await desk.press("queue_unanswered")
    assert (first.pages, len(first.lines)) == (3, 8)
    last = await desk.press("list_page", 2)
    assert (last.page, len(last.lines)) == (2, 7)
    assert (await desk.press("list_page", 99)).page == 2


async def test_candidates_are_gone_through_in_place(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_new")
    shown = await desk.press("review")
    message = desk.office.at(desk.oleh).message_id
    assert (shown.card.application.name, shown.at, shown.count) == ("Віра", 0, 3)
    shown = await desk.on_card("take")
    assert (shown.card.application.name, shown.at) == ("Богдан", 1)
    assert shown.undo == desk.id_of("Віра")
    assert desk.one("Віра").handling.assignee_id == desk.oleh.member_id
    shown = await desk.on_card("later")
    assert (shown.card.state.page, shown.card.application.name) == (CardPage.LATER, "Богдан")
    shown = await desk.on_card("later_hour")
    assert (shown.card.application.name, shown.card.state.page) == ("Анна", CardPage.MAIN)
    shown = await desk.press("review_on")
    assert (shown.card, shown.over, shown.at) == (None, True, 3)
    shown = await desk.press("review_back")
    assert shown.card.application.name == "Анна"
    assert desk.office.at(desk.oleh).message_id == message
    assert desk.names(await desk.press("list_back")) == ["Анна"]


async def test_what_was_done_is_taken_back_in_time(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_new")
    await desk.press("review")
    await desk.on_card("stage_reserve")
    shown = await desk.press("review_undo", desk.id_of("Віра"))
    assert (shown.card.application.name, shown.at, shown.undo) == ("Віра", 0, None)
    assert desk.one("Віра").handling.stage is Stage.NEW
    await desk.on_card("stage_reserve")
    desk.office.clock.advance(timedelta(seconds=11))
    with pytest.raises(NothingToUndo):
        await desk.press("review_undo", desk.id_of("Віра"))


async def test_what_was_done_last_is_taken_back_and_not_the_answer_before_it(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_new")
    await desk.press("review")
    await desk.on_card("tell_reject")
    words = await desk.press("tell_reason", 1)
    await desk.press("tell_template", words.items[0].id)
    await desk.press("tell_send")
    desk.office.clock.advance(timedelta(seconds=1))
    await desk.press("review_back")
    await desk.on_card("take")
    await desk.press("review_undo", desk.id_of("Віра"))
    handling = desk.one("Віра").handling
    assert (handling.stage, handling.assignee_id) == (Stage.REJECTED, None)
    await desk.wait(seconds=11)
    assert len(desk.told) == 1


async def test_a_refusal_from_there_goes_on_to_the_next_and_can_be_undone(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_new")
    await desk.press("review")
    message = desk.office.at(desk.oleh).message_id
    await desk.on_card("tell_reject")
    assert isinstance(await desk.press("leave"), Review)
    await desk.on_card("tell_reject")
    words = await desk.press("tell_reason", 1)
    await desk.press("tell_template", words.items[0].id)
    shown = await desk.press("tell_send")
    assert (shown.card.application.name, shown.undo_name) == ("Богдан", "Віра")
    assert desk.office.at(desk.oleh).message_id == message
    shown = await desk.press("review_undo", desk.id_of("Віра"))
    assert desk.one("Віра").handling.stage is Stage.NEW
    await desk.wait(minutes=1)
    assert not desk.told
    assert shown.card.application.name == "Віра"


async def test_a_note_and_a_day_lead_back_to_the_candidates(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_new")
    await desk.press("review")
    await desk.on_card("note")
    shown = await desk.type("Передзвонити")
    assert (shown.card.application.name, shown.card.state.note.text) == ("Віра", "Передзвонити")
    await desk.on_card("day_off")
    shown = await desk.type("05.03")
    assert shown.card.application.name == "Богдан"


async def test_a_second_tap_does_nothing_to_the_next_one(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_new")
    await desk.press("review")
    version = desk.office.at(desk.oleh).version
    await desk.press("review_on")
    with pytest.raises(Stale):
        await desk.press("review_on", version=version)
    assert desk.screen().at == 1


async def test_somebody_else_is_faster_and_the_screen_says_so(desk: Desk) -> None:
    ira = await desk.office.hire(Role.ADMIN)
    await desk.command("inbox")
    await desk.press("queue_new")
    await desk.press("review")
    await desk.command("inbox", who=ira)
    await desk.press("queue_new", who=ira)
    theirs = await desk.press("review", desk.id_of("Віра"), who=ira)
    assert theirs.at == 0
    shown = await desk.on_card("take")
    assert shown.at == 1
    assert desk.screen(ira).at == 0  # it is looked at still, as it is by now
    assert desk.screen(ira).card.state.handling.assignee_id == desk.oleh.member_id


async def test_an_empty_list_begins_nothing(desk: Desk) -> None:
    await desk.command("inbox")
    await desk.press("queue_mine")
    assert isinstance(await desk.press("review"), QueueList)
    assert desk.office.flash(desk.oleh) == "review-nobody"


async def test_a_candidate_is_looked_for_and_opened(desk: Desk) -> None:
    asked = await desk.command("find")
    assert (asked.words, desk.names(asked)) == (None, [])
    found = await desk.type("анна")
    assert isinstance(found, Found)
    assert desk.names(found) == ["Анна"]
    assert desk.names(await desk.command("find", "бариста")) == ["Віра", "Богдан", "Анна"]
    shown = await desk.press("review", desk.id_of("Богдан"))
    assert (shown.card.application.name, shown.at, shown.count) == ("Богдан", 1, 3)
    assert shown.queue is None
    assert isinstance(await desk.press("list_back"), Found)


async def test_what_was_looked_for_vanishes_from_the_chat(desk: Desk) -> None:
    await desk.command("find", "Анна")
    typed = desk.office.typed("x").message_id
    assert typed is not None
    assert (desk.oleh.chat_id, typed - 1) in desk.office.chat.erased


async def _lose(desk: Desk, who: Actor) -> None:
    async with desk.office.transaction() as tx:
        for vacancy in await tx.vacancies.all(*Shelf):
            await tx.vacancies.save(vacancy.without(who.member_id))


async def test_who_was_found_is_shown_no_more_once_the_vacancy_is_lost(desk: Desk) -> None:
    ira = await desk.office.hire(Role.RECRUITER)
    await desk.office.join(ira)
    assert (await desk.command("find", "бариста", who=ira)).count == 3
    await _lose(desk, ira)
    shown = await desk.press("list_page", 0, who=ira)
    assert (shown.count, list(shown.lines)) == (0, [])


async def test_who_was_to_be_refused_is_named_no_more_once_the_vacancy_is_lost(desk: Desk) -> None:
    ira = await desk.office.hire(Role.RECRUITER)
    await desk.office.join(ira)
    await desk.command("inbox", who=ira)
    await desk.press("queue_unanswered", who=ira)
    assert (await desk.press("refuse", who=ira)).total == 3
    await _lose(desk, ira)
    shown = await desk.press("list_page", 0, who=ira)
    assert (shown.total, list(shown.lines)) == (0, [])
