"""A card's buttons: take, stage, undo, assign, pages."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NothingToUndo, NotThere
from bot.domain.group import Did, Group, Standing
from bot.domain.handling import Act, Stage
from bot.domain.views import CardPage
from bot.domain.workspace import Role
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes.store.kinds import ACCOUNTS, DEEDS
from tests.office import no_words


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


# -- take ------------------------------------------------------------------------------------


async def test_who_takes_a_candidate_is_named_on_every_copy(desk: Desk) -> None:
    assert await desk.in_group(desk.ira, "take") is None
    for chat in (desk.oleh.chat_id, CHAT):
        handling = desk.state(chat).handling
        assert (handling.act, handling.acted_by) == (Act.TAKEN, desk.ira.member_id)
        assert handling.stage is Stage.LOOK
    assert desk.deeds() == [(Did.TAKEN, "")]
    assert desk.office.rows(DEEDS)[0].chat_link_id == desk.group.id


async def test_the_second_hears_who_was_first_and_when_and_sees_the_new_state(desk: Desk) -> None:
    first = desk.office.clock.now()
    old = desk.one.version
    await desk.press(desk.oleh, "take")
    desk.office.clock.advance(minutes=2)
    said = await desk.in_group(desk.ira, "take", old)
    assert said == Flash("card-taken", {"who": "Олег Щур", "moment": first})
    assert desk.state(CHAT).handling.assignee_id == desk.oleh.member_id
    assert desk.deeds() == [(Did.TAKEN, "")]


async def test_a_second_tap_of_the_winner_is_answered_quietly(desk: Desk) -> None:
    await desk.press(desk.oleh, "take")
    version = desk.one.version
    assert await desk.press(desk.oleh, "take") is None
    assert desk.one.version == version


async def test_two_at_once_leave_one_winner_a_hundred_times(desk: Desk) -> None:
    office = desk.office
    for _ in range(100):
        async with office.transaction() as tx:
            free = replace(desk.one.handling, assignee_id=None, taken_at=None)
            await tx.applications.handle(replace(desk.one, handling=free))
        said = await asyncio.gather(desk.press(desk.oleh, "take"), desk.in_group(desk.ira, "take"))
        assert [one.text_id for one in said if one is not None] == ["card-taken"]
    assert len(desk.deeds()) == 100


async def test_who_may_not_handle_candidates_takes_none(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        await desk.press(await desk.office.hire(Role.HIRING_MANAGER), "take")


async def test_a_candidate_who_was_erased_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotThere):
        await desk.office.press(desk.oleh, "take", 1)


async def test_a_card_is_handled_while_its_account_is_disconnected(desk: Desk) -> None:
    await desk.office.press(desk.oleh, "disconnect_yes", desk.office.rows(ACCOUNTS)[0].id)
    await desk.office.work()
    await desk.press(desk.oleh, "take")
    assert desk.state(CHAT).handling.assignee_id == desk.oleh.member_id


async def test_a_group_that_was_unlinked_handles_nobody(desk: Desk) -> None:
    async with desk.office.transaction() as tx:
        unlinked = replace(Group.of(desk.group), standing=Standing.UNLINKED)
        await tx.chats.save(unlinked.on(desk.group))
    with pytest.raises(NotThere):
        await desk.in_group(desk.ira, "take")


# -- stage and undo --------------------------------------------------------------------------


async def test_a_stage_is_written_down_and_can_be_taken_back_at_once(desk: Desk) -> None:
    await desk.press(desk.oleh, "stage_rejected")
    assert desk.state(desk.oleh.chat_id).undo
    assert not desk.state(CHAT).undo  # where it was not done
    await desk.press(desk.oleh, "undo")
    assert desk.one.handling.stage is Stage.NEW
    assert desk.state(CHAT).handling.act is None
    assert desk.deeds() == [(Did.MOVED, "rejected"), (Did.UNDONE, "moved")]


async def test_the_undo_goes_when_its_time_is_up(desk: Desk) -> None:
    await desk.press(desk.oleh, "stage_interview")
    desk.office.clock.advance(seconds=10)
    await desk.office.work()
    assert not desk.state(desk.oleh.chat_id).undo
    with pytest.raises(NothingToUndo):
        await desk.press(desk.oleh, "undo")


async def test_nobody_else_takes_it_back(desk: Desk) -> None:
    await desk.in_group(desk.ira, "stage_interview")
    with pytest.raises(NothingToUndo):
        await desk.press(desk.oleh, "undo")


async def test_a_tap_on_an_old_copy_changes_nothing_and_answers_with_the_new_state(
    desk: Desk,
) -> None:
    old = desk.one.version
    await desk.press(desk.oleh, "stage_interview")
    said = await desk.in_group(desk.ira, "stage_rejected", old)
    assert said is not None
    assert said.text_id == "card-moved-on-by"
    assert said.values["who"] == "Олег Щур"
    assert desk.one.handling.stage is Stage.INTERVIEW
    assert desk.state(CHAT).handling.stage is Stage.INTERVIEW


async def test_edits_of_old_copies_go_before_new_cards(desk: Desk) -> None:
    office, before = desk.office, len(desk.office.chat.said)
    ad = (await office.publication_now()).remote_id
    office.site.respond(str(ad), name="Іван Другий")
    context = Context(office.make, office.uow, office.clock, no_words, {})
    await office.sync(office.rows(ACCOUNTS)[0])  # the second card is owed first
    asked = Press(desk.one.id, desk.one.version)
    await context.do(desk.oleh.person, BUTTONS["take"], asked)
    await office.work()
    told = [one for one in office.chat.said[before:] if one.address.chat_id == desk.oleh.chat_id]
    cards = [one.edited for one in told if isinstance(one.view, views.Card)]
    assert cards == [True, False]


async def test_of_several_changes_only_the_last_is_told(desk: Desk) -> None:
    office, before = desk.office, len(desk.office.chat.said)
    context = Context(office.make, office.uow, office.clock, no_words, {})
    for verb in ("take", "stage_contact", "stage_offer"):
        asked = Press(desk.one.id, desk.one.version)
        await context.do(desk.oleh.person, BUTTONS[verb], asked)
    await office.work()
    told = [one.address.chat_id for one in office.chat.said[before:]]
    assert sorted(told) == sorted([desk.oleh.chat_id, CHAT])
    assert desk.state(CHAT).handling.stage is Stage.OFFER


# -- pages -----------------------------------------------------------------------------------


async def test_another_page_stands_under_one_copy_until_something_is_done(desk: Desk) -> None:
    await desk.press(desk.oleh, "more")
    assert desk.state(desk.oleh.chat_id).page is CardPage.MORE
    assert desk.state(CHAT).page is CardPage.MAIN
    await desk.press(desk.oleh, "card")
    assert desk.state(desk.oleh.chat_id).page is CardPage.MAIN
    await desk.press(desk.oleh, "stage")
    await desk.in_group(desk.ira, "take")
    assert desk.state(desk.oleh.chat_id).page is CardPage.MAIN


async def test_a_card_says_what_its_site_can_and_what_its_reader_may(desk: Desk) -> None:
    state = desk.state(desk.oleh.chat_id)
    assert state.can == desk.office.site.info.can
    assert state.private
    assert not desk.state(CHAT).private


# -- assign ----------------------------------------------------------------------------------


async def test_who_is_given_a_candidate_gets_the_card(desk: Desk) -> None:
    await desk.press(desk.oleh, "assign")
    offered = {one.id for one in desk.state(desk.oleh.chat_id).choices}
    assert offered == {desk.oleh.member_id, desk.ira.member_id}
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    assert desk.state(desk.ira.chat_id).handling.assignee_id == desk.ira.member_id
    await desk.press(desk.ira, "assign_to", desk.oleh.member_id)
    (word,) = desk.said(views.CardSaid, desk.oleh.chat_id)  # the card is there already
    assert word.view.word == "assigned"
    assert word.reply_to is not None
    await desk.press(desk.oleh, "assign_to", 0)
    assert desk.one.handling.assignee_id is None


async def test_nobody_gets_a_candidate_whom_they_may_not_handle(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotThere):
        await desk.press(desk.oleh, "assign_to", manager.member_id)
