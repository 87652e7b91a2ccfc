"""A card's buttons: note, later, share, black list, history."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed
from bot.domain.group import Covers, Did, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.vacancy import Shelf
from bot.domain.workspace import ChatKind, ChatLink, Role
from bot.usecases.asked import Typed
from bot.usecases.note_card import FindReplied
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.share_inline import OpenShared
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, NOTES


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


# -- notes -----------------------------------------------------------------------------------


async def test_a_note_is_typed_after_the_button(desk: Desk) -> None:
    await desk.press(desk.oleh, "note")
    assert desk.office.at(desk.oleh).place.screen == "card_note"
    await desk.office.type(desk.oleh, " Гарно говорить ")
    await desk.office.work()
    assert desk.office.flash(desk.oleh) == "done-noted"
    note = desk.state(CHAT).note
    assert note is not None
    assert (note.text, note.member_id, note.count) == ("Гарно говорить", desk.oleh.member_id, 1)
    assert desk.deeds()[0][0] is Did.NOTED


async def test_a_reply_to_a_card_is_a_note_and_masked_copies_hide_numbers(desk: Desk) -> None:
    await desk.reply(desk.oleh, desk.oleh.chat_id, "Дзвонити 067 123 45 21")
    await desk.reply(desk.ira, CHAT, "Домовились")
    own, masked = desk.state(desk.oleh.chat_id).note, desk.state(CHAT).note
    assert own is not None
    assert masked is not None
    assert [one.text for one in desk.office.rows(NOTES)] == ["Дзвонити 067 123 45 21", "Домовились"]
    assert (masked.text, masked.count) == ("Домовились", 2)
    await desk.reply(desk.oleh, desk.oleh.chat_id, "Дзвонити 067 123 45 21")
    masked = desk.state(CHAT).note
    assert masked is not None
    assert "067" not in masked.text


async def test_a_reply_to_something_else_is_no_note(desk: Desk) -> None:
    find = desk.office.make(FindReplied)
    assert await find(CHAT, Typed("Так", "Так", 7, reply_to=99_999)) is None
    assert await find(CHAT, Typed("Так", "Так", 7)) is None


async def test_in_a_group_the_button_says_how(desk: Desk) -> None:
    assert await desk.in_group(desk.ira, "note") == Flash("card-note-how")


# -- later -----------------------------------------------------------------------------------


async def test_what_was_put_off_comes_back_under_its_card(desk: Desk) -> None:
    await desk.press(desk.oleh, "later_hour")
    handling = desk.state(CHAT).handling
    assert handling.later_until is not None
    assert handling.later_by == desk.oleh.member_id
    desk.office.clock.advance(minutes=59)
    await desk.office.work()
    assert desk.said(views.CardSaid, desk.oleh.chat_id) == []
    desk.office.clock.advance(minutes=1)
    await desk.office.work()
    (word,) = desk.said(views.CardSaid, desk.oleh.chat_id)
    assert (word.view.word, word.view.name) == ("later", "Олена Коваль")
    assert word.reply_to is not None
    assert desk.said(views.CardSaid, CHAT) == []


async def test_what_was_put_off_in_a_group_comes_back_there_masked(desk: Desk) -> None:
    await desk.in_group(desk.ira, "later_hour")
    desk.office.clock.advance(hours=1)
    await desk.office.work()
    (word,) = desk.said(views.CardSaid, CHAT)
    assert word.view.name == "Олена К."


async def test_what_was_moved_or_put_off_again_does_not_come_back_twice(desk: Desk) -> None:
    await desk.press(desk.oleh, "later_hour")
    await desk.press(desk.oleh, "later_morning")
    desk.office.clock.advance(hours=1)
    await desk.office.work()
    assert desk.said(views.CardSaid, desk.oleh.chat_id) == []
    await desk.press(desk.oleh, "stage_contact")
    desk.office.clock.advance(hours=48)
    await desk.office.work()
    assert desk.said(views.CardSaid, desk.oleh.chat_id) == []


async def test_a_day_is_typed(desk: Desk) -> None:
    await desk.press(desk.oleh, "day_off")
    await desk.office.type(desk.oleh, "25.12 14:30")
    await desk.office.work()
    assert desk.office.flash(desk.oleh) == "done-put-off"
    assert desk.one.handling.later_until is not None


# -- share -----------------------------------------------------------------------------------


async def test_a_candidate_is_shown_once_in_another_group_as_that_may_see_it(desk: Desk) -> None:
    other = ChatLink(ChatLinkId(new_id()), BOT_ID, -700, ChatKind.GROUP, desk.office.workspace.id)
    group = Group("Керівники", desk.oleh.member_id, Standing.LINKED, Covers.CHOSEN)
    async with desk.office.transaction() as tx:
        await tx.chats.save(group.on(other))
    await desk.press(desk.oleh, "share")
    offered = {one.id for one in desk.state(desk.oleh.chat_id).choices}
    assert offered == {desk.group.id, other.id, desk.ira.member_id}
    assert await desk.press(desk.oleh, "share_to", other.id) == Flash("card-shared")
    assert isinstance(desk.shown(-700), views.MaskedCard)
    assert await desk.press(desk.oleh, "share_to", other.id) == Flash("card-there-already")
    assert (Did.SHARED, str(other.id)) in desk.deeds()


async def test_a_hiring_manager_sees_the_one_who_was_shown_to_them_and_may_note(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await desk.press(desk.oleh, "share_with", manager.member_id)
    assert isinstance(desk.shown(manager.chat_id), views.Card)
    await desk.press(desk.oleh, "take")
    assert desk.state(manager.chat_id).handling.assignee_id == desk.oleh.member_id
    await desk.reply(manager, manager.chat_id, "👍")
    assert [one.text for one in desk.office.rows(NOTES)] == ["👍"]
    with pytest.raises(NotAllowed):
        await desk.press(manager, "stage_rejected")


@pytest.mark.parametrize("lost", ["role", "team"])
async def test_a_card_of_a_time_when_its_reader_saw_more_keeps_nobody_from_sharing(
    desk: Desk, lost: str
) -> None:
    open_it: Any = desk.office.make(OpenShared, subject=desk.one.id)
    await open_it(desk.ira, desk.office.typed("/start"))
    await desk.office.work()
    before = len(desk.said(views.Card, desk.ira.chat_id))
    assert await desk.press(desk.oleh, "share_with", desk.ira.member_id) == Flash(
        "card-there-already"
    )
    if lost == "role":
        await desk.office.demote(desk.ira, Role.HIRING_MANAGER)
    else:
        async with desk.office.transaction() as tx:
            for vacancy in await tx.vacancies.all(*Shelf):
                await tx.vacancies.save(vacancy.without(desk.ira.member_id))
    again = [await desk.press(desk.oleh, "share_with", desk.ira.member_id) for _ in range(2)]
    assert again == [Flash("card-shared"), Flash("card-there-already")]
    assert len(desk.said(views.Card, desk.ira.chat_id)) == before + 1


# -- the black list --------------------------------------------------------------------------


async def test_who_is_barred_comes_without_a_card_and_is_listed(desk: Desk) -> None:
    await desk.press(desk.oleh, "bar_yes")
    assert desk.state(CHAT).barred
    office = desk.office
    ad = (await office.publication_now()).remote_id
    cards = _new(desk)
    office.site.respond(str(ad), name="Олена К", phones=("+380671234521",))
    await office.sync(office.rows(ACCOUNTS)[0])
    await office.work()
    assert len(office.rows(APPLICATIONS)) == 2
    assert _new(desk) == cards
    await office.press(desk.oleh, "barred")
    await office.work()
    shown = office.chat.said[-1].view
    assert isinstance(shown, views.Screen)
    listed = shown.view
    assert isinstance(listed, views.BarredList)
    (entry,) = listed.entries
    assert (entry.name, entry.who, len(entry.later)) == ("Олена Коваль", "Олег Щур", 1)
    await office.press(desk.oleh, "lift", entry.application_id)
    assert office.flash(desk.oleh) == "done-unbarred"
    assert [one[0] for one in desk.deeds()] == [Did.BARRED, Did.UNBARRED]


def _new(desk: Desk) -> int:
    """Messages, not changes of them: the first card says where else its person has answered."""
    kinds = (views.Card, views.CardAgain)
    every = [one for kind in kinds for one in desk.said(kind, desk.oleh.chat_id)]
    return len([one for one in every if not one.edited])


async def test_a_recruiter_sees_and_lifts_own_ones_of_the_black_list_alone(desk: Desk) -> None:
    office, other = desk.office, await desk.office.hire(Role.RECRUITER)
    await desk.press(desk.oleh, "bar_yes")
    for who, count in ((desk.ira, 1), (other, 0), (desk.oleh, 1)):
        await office.press(who, "barred")
        seen = await office.make(ReadScreen)(who.person)
        assert seen is not None
        assert isinstance(seen.screen.view, views.BarredList)
        assert len(seen.screen.view.entries) == count
    with pytest.raises(NotAllowed):
        await office.press(other, "lift", desk.one.id)
    await office.press(desk.ira, "lift", desk.one.id)
    assert office.flash(desk.ira) == "done-unbarred"


async def test_who_gave_no_contacts_can_not_be_barred(desk: Desk) -> None:
    office = desk.office
    bare = replace(desk.one, phones=(), emails=())
    async with office.transaction() as tx:
        await tx.applications.complete(bare, [])
    assert await desk.press(desk.oleh, "bar_yes") == Flash("card-unknowable")
    assert desk.deeds() == []


# -- history ---------------------------------------------------------------------------------


async def test_the_history_comes_to_the_presser_alone_newest_first(desk: Desk) -> None:
    await desk.press(desk.oleh, "take")
    await desk.reply(desk.ira, CHAT, "Домовились")
    await desk.press(desk.oleh, "later_hour")
    assert await desk.in_group(desk.ira, "history") == Flash("group-sent")
    (history,) = desk.said(views.CardHistory, desk.ira.chat_id)
    deeds = history.view.deeds
    assert [one.did for one in deeds] == [Did.LATER, Did.NOTED, Did.TAKEN]
    assert [one.detail for one in deeds][1:] == ["Домовились", ""]
    assert deeds[0].moment == desk.one.handling.later_until
    assert desk.said(views.CardHistory, CHAT) == []
