"""A page of a carousel is a card: its buttons work in place, and who came twice counts once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.domain.conversation import Flash
from bot.domain.group import Covers, Group, Standing
from bot.domain.handling import Stage
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeState
from bot.domain.quiet import USUAL, Quiet
from bot.domain.views import CardPage
from bot.domain.workspace import ChatKind, ChatLink
from bot.ports import TryLater
from bot.usecases.asked import InGroup, Press
from handlers.buttons import BUTTONS, GROUP_BUTTONS
from handlers.context import Context
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, NOTICES
from tests.office import no_words
from tests.person_desk import OLENA, Desk, open_desk

GROUP = -500


@pytest.fixture
async def desk() -> Desk:
    return await open_desk()


def people(count: int) -> list[dict[str, Any]]:
    names = ("Олег", "Ірина", "Петро", "Ганна", "Марко", "Віра", "Лев", "Юлія")
    return [{"name": f"{names[at]} К", "phones": (f"+38067000000{at}",)} for at in range(count)]


def shown(desk: Desk, chat_id: int | None = None) -> Any:
    """The last message of the chat, as it stands."""
    return desk.office.chat.now(chat_id or desk.owner.chat_id)[-1]


def carousel(desk: Desk) -> views.Carousel:
    (found,) = [
        one.view
        for one in desk.office.chat.now(desk.owner.chat_id)
        if isinstance(one.view, views.Carousel)
    ]
    return found


def card(desk: Desk) -> views.Card:
    found = carousel(desk).card
    assert isinstance(found, views.Card)
    return found


async def tap(desk: Desk, verb: str) -> Flash | None:
    """A button of the candidate's at whom the carousel stands."""
    office, there = desk.office, shown(desk)
    one = card(desk).application
    asked = Press(one.id, card(desk).state.version, there.message_id)
    context = Context(office.make, office.uow, office.clock, no_words, {})
    said = await context.do(desk.owner.person, BUTTONS[verb], asked)
    await office.work()
    return said


async def quiet(desk: Desk) -> None:
    """Nothing comes to the owner before the morning."""
    async with desk.office.transaction() as tx:
        link = await tx.chats.private(BOT_ID, desk.owner.user_id)
        chosen = replace(Quiet.of(link, "Europe/Kyiv", None), hours=USUAL)
        await tx.chats.save(chosen.on(link))
    desk.office.clock.advance(hours=12)


async def morning(desk: Desk) -> None:
    desk.office.clock.advance(timedelta(hours=12))
    await desk.office.tick()


# -- the card's own buttons --------------------------------------------------------------------


async def test_a_page_is_handled_in_place_and_that_can_be_taken_back(desk: Desk) -> None:
    await desk.come(0, *people(6))
    messages = len(desk.office.chat.now(desk.owner.chat_id))
    await tap(desk, "take")
    assert (card(desk).state.handling.assignee_id, card(desk).state.undo) == (
        desk.owner.member_id,
        True,
    )
    await tap(desk, "undo")
    assert card(desk).state.handling.assignee_id is None
    await tap(desk, "stage_reserve")
    assert card(desk).state.handling.stage is Stage.RESERVE
    assert len(desk.office.chat.now(desk.owner.chat_id)) == messages


async def test_the_page_behind_the_dots_opens_in_the_carousel(desk: Desk) -> None:
    await desk.come(0, *people(6))
    await tap(desk, "more")
    assert card(desk).state.page is CardPage.MORE
    await tap(desk, "card")
    assert card(desk).state.page is CardPage.MAIN


async def test_a_change_of_somebody_else_does_not_turn_the_page(desk: Desk) -> None:
    await desk.come(0, *people(6))
    first = card(desk).application
    asked = Press(first.id, card(desk).state.version, shown(desk).message_id)
    await desk.press("leaf_on", carousel(desk).subject)
    second = card(desk).application
    assert second.id != first.id
    context = Context(desk.office.make, desk.office.uow, desk.office.clock, no_words, {})
    await context.do(desk.owner.person, BUTTONS["take"], asked)
    await desk.office.work()
    assert card(desk).application.id == second.id
    await desk.press("leaf_back", carousel(desk).subject)
    assert card(desk).state.handling.assignee_id == desk.owner.member_id


async def test_a_card_that_was_opened_and_its_page_say_the_same(desk: Desk) -> None:
    await desk.come(0, *people(6))
    there = shown(desk)
    await desk.press("missed_one", card(desk).application.id)
    own = shown(desk)
    assert isinstance(own.view, views.Card)
    asked = Press(own.view.application.id, own.view.state.version, there.message_id)
    context = Context(desk.office.make, desk.office.uow, desk.office.clock, no_words, {})
    await context.do(desk.owner.person, BUTTONS["take"], asked)
    await desk.office.work()
    both = [card(desk), shown(desk).view]
    assert {one.state.handling.assignee_id for one in both} == {desk.owner.member_id}
    assert [one.state.undo for one in both] == [True, False]


async def test_in_a_group_a_page_is_handled_in_place_and_a_note_wants_a_card(desk: Desk) -> None:
    office = desk.office
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, GROUP, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", desk.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        link = group.on(link)
        await tx.chats.save(link)
    await desk.come(0, *people(6))
    there = shown(desk, GROUP)
    masked = there.view.card
    assert isinstance(masked, views.MaskedCard)
    (notice,) = [one for one in office.rows(NOTICES) if one.id == masked.notice_id]

    async def press(verb: str, version: int) -> Any:
        row = GROUP_BUTTONS[verb]
        asked = InGroup(
            GROUP, "", None, there.message_id, link=link, notice=notice, version=version
        )
        said = await office.make(row.use_case, **row.fixed)(desk.owner, asked)
        await office.work()
        return said

    await press("take", masked.state.version)
    state = shown(desk, GROUP).view.card.state
    assert (state.handling.assignee_id, state.undo) == (desk.owner.member_id, True)
    await press("more", state.version)
    assert shown(desk, GROUP).view.card.state.page is CardPage.MORE
    assert await press("note", state.version) == Flash("card-note-open")


# -- who came twice, and who is barred ------------------------------------------------------------


def _second(rows: list[Application]) -> Application:
    return max(rows, key=lambda one: one.id)


async def test_who_came_twice_in_a_crowd_counts_once_and_the_other_can_be_opened(
    desk: Desk,
) -> None:
    await quiet(desk)
    await desk.come(0, *people(5), OLENA)
    second = _second(await desk.come(1, OLENA))
    await morning(desk)
    assert carousel(desk).count == 6
    assert len(desk.office.said(desk.owner)) == 1
    for _ in range(5):
        await desk.press("leaf_on", carousel(desk).subject)
    assert card(desk).application.name == "Олена Коваль"
    assert [one.application_id for one in card(desk).kin.others] == [second.id]
    await desk.press("whole", second.id)
    opened = shown(desk).view
    assert isinstance(opened, views.Card)
    assert opened.application.id == second.id


async def test_of_few_in_a_night_the_second_comes_under_the_first(desk: Desk) -> None:
    await quiet(desk)
    await desk.come(0, *people(2), OLENA)
    await desk.come(1, OLENA)
    assert desk.office.said(desk.owner) == []
    await morning(desk)
    kinds = [type(one).__name__ for one in desk.office.said(desk.owner)]
    assert kinds == ["Card", "Card", "Card", "CardAgain"]
    word = shown(desk)
    assert word.reply_to == desk.standing()[2].message_id


async def test_whose_card_stands_already_is_a_page_of_a_crowd(desk: Desk) -> None:
    await desk.come(0, OLENA)
    await desk.come(1, *people(5), OLENA)
    assert carousel(desk).count == 6


async def test_one_person_with_many_answers_is_no_crowd(desk: Desk) -> None:
    await desk.come(0, *[OLENA] * 7)
    (told,) = desk.office.said(desk.owner)
    assert isinstance(told, views.Card)
    assert told.kin.total == 6


async def test_who_is_barred_is_not_counted(desk: Desk) -> None:
    await desk.come(0, OLENA)
    one = desk.standing()[0].view
    assert isinstance(one, views.Card)
    await desk.office.press(
        desk.owner, "bar_yes", one.application.id, version=one.application.version
    )
    await desk.office.work()
    await desk.come(1, *people(5), OLENA)
    kinds = [type(one).__name__ for one in desk.office.said(desk.owner)]
    assert kinds.count("Carousel") == 0
    assert len([one for one in desk.standing() if isinstance(one.view, views.Card)]) == 6


async def test_taken_apart_who_was_silent_in_a_crowd_has_a_card(desk: Desk) -> None:
    await quiet(desk)
    await desk.come(0, *people(5), OLENA)
    second = _second(await desk.come(1, OLENA))
    await morning(desk)
    await desk.press("apart_after", desk.merge.id)
    opened = shown(desk).view
    assert isinstance(opened, views.Card)
    assert opened.application.id == second.id
    cards = [one for one in desk.office.rows(NOTICES) if one.subject_id == second.id]
    assert {one.state for one in cards} == {NoticeState.SENT, NoticeState.WITHDRAWN}
    assert len(desk.office.rows(APPLICATIONS)) == 7


async def test_who_was_put_off_comes_back_though_the_page_was_turned(desk: Desk) -> None:
    await desk.come(0, *people(6))
    await tap(desk, "day_off")
    await desk.press("leaf_on", carousel(desk).subject)
    await desk.office.type(desk.owner, "25.12 14:30")
    await desk.office.work()
    desk.office.clock.advance(timedelta(days=366))
    await desk.office.work()
    words = [one.view for one in desk.office.chat.said if isinstance(one.view, views.CardSaid)]
    assert [one.word for one in words] == ["later"]


async def test_what_changes_before_the_message_stands_makes_no_second_one(desk: Desk) -> None:
    """It shows what is true when it is sent."""
    office, chat_id = desk.office, desk.owner.chat_id
    office.chat.answer(chat_id, TryLater(timedelta(minutes=1)))
    came = await desk.come(0, *people(7))
    remote_id = came[0].remote_id
    office.site.standings[remote_id] = "standing-rejected"
    await office.sync(desk.accounts[0])
    office.clock.advance(minutes=2)
    await office.tick()
    assert carousel(desk).count == 7
    assert card(desk).application.standing == "standing-rejected"
