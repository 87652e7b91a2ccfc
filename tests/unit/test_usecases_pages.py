"""Long lists have pages: colleagues, the black list; and what is too long is not cut in silence."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.handling import NOTE_MOST, Barring
from bot.domain.views import CardPage
from bot.domain.workspace import Role
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, NOTES, PUBLICATIONS


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


async def test_of_many_colleagues_each_can_be_given_a_card(desk: Desk) -> None:
    for _ in range(25):
        await desk.office.hire(Role.RECRUITER)
    chat = desk.oleh.chat_id
    await desk.press(desk.oleh, "assign")
    first = desk.state(chat)
    assert (len(first.choices), first.part, first.parts) == (24, 0, 2)
    await desk.press(desk.oleh, "assign_more", 1)
    second = desk.state(chat)
    assert (second.page, len(second.choices), second.part) == (CardPage.ASSIGN, 3, 1)
    await desk.press(desk.oleh, "assign_to", second.choices[-1].id)
    assert desk.one.handling.assignee_id == second.choices[-1].id
    await desk.in_group(desk.oleh, "share_more", 1)
    assert (desk.state(CHAT).page, desk.state(CHAT).part) == (CardPage.SHARE, 1)


async def test_the_black_list_has_pages(desk: Desk) -> None:
    office = desk.office
    (ad,) = office.rows(PUBLICATIONS)
    for at in range(10):
        office.site.respond(str(ad.remote_id), name=f"Особа {at}", phones=(f"+38067000{at:04}",))
    await office.sync(office.rows(ACCOUNTS)[0])
    await office.work()
    async with office.transaction() as tx:
        for at, one in enumerate(office.rows(APPLICATIONS)):
            moment = office.clock.now() + timedelta(minutes=at)
            await tx.barred.bar(one, Barring(one.id, office.owner.member_id, moment))
    await office.press(desk.oleh, "barred")
    await office.work()
    first = _screen(desk)
    assert (len(first.entries), first.page, first.pages) == (8, 0, 2)
    await office.press(desk.oleh, "list_page", 1)
    await office.work()
    second = _screen(desk)
    assert (len(second.entries), second.page) == (3, 1)
    await office.press(desk.oleh, "lift", second.entries[0].application_id)
    await office.work()
    assert (len(_screen(desk).entries), _screen(desk).page) == (2, 1)


def _screen(desk: Desk) -> Any:
    every = desk.office.chat.now(desk.oleh.chat_id)
    return [one.view.view for one in every if isinstance(one.view, views.Screen)][-1]


async def test_a_note_that_is_too_long_is_not_cut_but_refused(desk: Desk) -> None:
    await desk.press(desk.oleh, "note")
    await desk.office.type(desk.oleh, "я" * (NOTE_MOST + 1))
    await desk.office.work()
    flash = desk.office.at(desk.oleh).flash
    assert flash is not None
    assert (flash.text_id, flash.values["length"]) == ("note-long", NOTE_MOST + 1)
    assert isinstance(_screen(desk), views.AskNote)
    assert desk.office.rows(NOTES) == []
    await desk.office.type(desk.oleh, "я" * NOTE_MOST)
    await desk.office.work()
    assert [len(one.text) for one in desk.office.rows(NOTES)] == [NOTE_MOST]


async def test_in_a_group_the_writer_of_one_hears_of_it_in_private(desk: Desk) -> None:
    await desk.reply(desk.oleh, CHAT, "я" * (NOTE_MOST + 1))
    assert desk.office.rows(NOTES) == []
    said = desk.said(views.CardSaid, desk.oleh.chat_id)
    assert [one.view.word for one in said] == ["note-long"]
    await desk.reply(desk.oleh, desk.oleh.chat_id, "я" * (NOTE_MOST + 1))
    flash = desk.office.at(desk.oleh).flash
    assert flash is not None
    assert flash.text_id == "note-long"
