"""A note that names a colleague reaches that colleague."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.handling import mentioned
from bot.domain.views.handling import NotePing, NoteUnseen
from bot.domain.workspace import Actor, Person, Role
from bot.usecases.identify import Identify
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes.store.kinds import NOTES, USERS


@pytest.fixture
async def desk() -> Desk:
    desk = await make_desk()
    await _called(desk, desk.ira, "Iryna_HR")
    return desk


async def _called(desk: Desk, who: Actor, username: str) -> None:
    person = Person(who.user_id, who.chat_id, username=username)
    assert await desk.office.make(Identify)(person) is not None


def _told(desk: Desk, who: Actor, kind: type[Any] = NotePing) -> list[Any]:
    return [one.view for one in desk.said(kind, who.chat_id)]


def test_names_are_read_as_telegram_shapes_them() -> None:
    text = "@Iryna_HR, спитай @oleh1! a@iryna.ua t.me/@other @abc @1234 @@twice (@maria_k)"
    assert mentioned(text) == {"iryna_hr", "oleh1", "maria_k"}
    assert mentioned("без імен") == frozenset()


async def test_who_is_named_in_a_reply_hears_of_it_with_the_way_to_the_card(desk: Desk) -> None:
    await desk.reply(desk.oleh, desk.oleh.chat_id, "@iryna_hr глянь, <b>гарна</b>")
    (told,) = _told(desk, desk.ira)
    assert (told.name, told.who) == ("Олена Коваль", "Олег Щур")
    assert told.text == "@iryna_hr глянь, <b>гарна</b>"
    assert not told.stands
    assert desk.office.flash(desk.oleh) == "done-noted"


async def test_in_a_group_nothing_is_written_and_the_note_comes_in_private(desk: Desk) -> None:
    before = len([one for one in desk.office.chat.said if one.address.chat_id == CHAT])
    await desk.reply(desk.oleh, CHAT, "@IRYNA_HR подзвони")
    assert len(_told(desk, desk.ira)) == 1
    in_group = [one for one in desk.office.chat.said if one.address.chat_id == CHAT][before:]
    assert all("MaskedCard" in type(one.view).__name__ for one in in_group)


async def test_by_the_button_too_and_never_oneself(desk: Desk) -> None:
    await _called(desk, desk.oleh, "oleh_shchur")
    await desk.press(desk.oleh, "note")
    await desk.office.type(desk.oleh, "@oleh_shchur @iryna_hr @nobody_here")
    await desk.office.work()
    assert len(_told(desk, desk.ira)) == 1
    assert _told(desk, desk.oleh) == []
    assert desk.office.flash(desk.oleh) == "done-noted"
    assert len(desk.office.rows(NOTES)) == 1


async def test_a_name_that_changed_is_known_by_its_new_form_alone(desk: Desk) -> None:
    await _called(desk, desk.ira, "iryna_new")
    await desk.reply(desk.oleh, desk.oleh.chat_id, "@iryna_hr @IRYNA_NEW")
    assert len(_told(desk, desk.ira)) == 1
    await _called(desk, desk.ira, "")
    user = next(one for one in desk.office.rows(USERS) if one.id == desk.ira.user_id)
    assert user.username is None
    await desk.reply(desk.oleh, desk.oleh.chat_id, "@iryna_new")
    assert len(_told(desk, desk.ira)) == 1


async def test_whoever_may_not_see_the_candidate_is_not_told_and_the_author_hears_it(
    desk: Desk,
) -> None:
    marta = await desk.office.hire(Role.HIRING_MANAGER)
    await _called(desk, marta, "marta_boss")
    await desk.reply(desk.oleh, desk.oleh.chat_id, "@marta_boss @iryna_hr")
    assert _told(desk, marta) == []
    assert len(_told(desk, desk.ira)) == 1
    assert desk.office.flash(desk.oleh) == "done-noted-unseen"
    await desk.reply(desk.ira, CHAT, "@marta_boss")
    (unseen,) = _told(desk, desk.ira, NoteUnseen)
    assert unseen.names == ["hiring_manager"]
    await desk.press(desk.oleh, "share_with", marta.member_id)
    await desk.reply(desk.oleh, desk.oleh.chat_id, "@marta_boss тепер видно")
    (told,) = _told(desk, marta)
    assert told.stands
    assert desk.office.flash(desk.oleh) == "done-noted"


async def test_rights_are_looked_at_again_when_it_is_sent(desk: Desk) -> None:
    async with desk.office.transaction() as tx:
        home = await tx.chats.private(desk.group.bot_id, desk.ira.user_id)
        gone = replace(home, gone_since=desk.office.clock.now())
        await tx.chats.save(gone)
    await desk.reply(desk.oleh, desk.oleh.chat_id, "@iryna_hr")
    await desk.office.demote(desk.ira, Role.HIRING_MANAGER)
    async with desk.office.transaction() as tx:
        await tx.chats.save(replace(gone, gone_since=None))
    await desk.office.work()
    assert _told(desk, desk.ira) == []
