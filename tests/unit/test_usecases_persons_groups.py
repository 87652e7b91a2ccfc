"""One person who answers more than once, as a group hears of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.domain.errors import AlreadyDecided, NotThere
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.workspace import ChatKind, ChatLink
from bot.usecases.asked import InGroup
from bot.usecases.decide_person import AnotherPerson, SamePerson
from bot.usecases.open_contact import OpenContact
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import DEEDS, MERGES, NOTICES
from tests.person_desk import ANDRII, OLENA, Desk, open_desk

GROUP = -500


@pytest.fixture
async def desk() -> Desk:
    return await open_desk()


async def _linked(desk: Desk, **changes: Any) -> ChatLink:
    office = desk.office
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, GROUP, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(replace(group, **changes).on(link))
        return await tx.chats.get(link.id)


def _pressed(desk: Desk, link: ChatLink, kind: NoticeKind, application: Application) -> InGroup:
    (notice,) = [
        one
        for one in desk.office.rows(NOTICES)
        if (one.kind, one.subject_id, one.chat_link_id) == (kind, application.id, link.id)
    ]
    version = desk.office.rows(MERGES)[-1].id  # as the card's button carries it
    return InGroup(GROUP, "", None, notice.message_id, link=link, notice=notice, version=version)


async def test_in_a_group_that_masks_nobody_is_named(desk: Desk) -> None:
    link = await _linked(desk)
    await desk.come(0, OLENA)
    await desk.come(1, {**OLENA, "name": "Лена Коваль"})
    (third,) = await desk.come(1, ANDRII)
    card, word, other = (one.view for one in desk.standing(GROUP))
    assert isinstance(card, views.MaskedCard)
    assert len(card.kin.others) == 1
    assert isinstance(word, views.CardAgain)
    assert word.kin.notice_id is not None
    assert isinstance(other, views.MaskedCard)
    assert other.kin.question is not None
    assert "Коваль" not in repr(other.kin.question)
    asked = _pressed(desk, link, NoticeKind.CARD, third)
    await desk.office.make(SamePerson)(desk.owner, asked)
    (deed,) = desk.office.rows(DEEDS)
    assert deed.chat_link_id == link.id
    assert desk.persons == 1


async def test_the_word_in_a_group_shows_contacts_and_takes_apart(desk: Desk) -> None:
    link = await _linked(desk, full=True)
    (first,) = await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    asked = _pressed(desk, link, NoticeKind.CARD_AGAIN, second)
    assert isinstance(await desk.office.make(OpenContact)(desk.owner, asked), views.Contacts)
    await desk.office.make(AnotherPerson, asked=False)(desk.owner, asked)
    await desk.office.work()
    assert len(desk.standing(GROUP)) == 3
    old = _pressed(desk, link, NoticeKind.CARD, first)
    with pytest.raises(AlreadyDecided):
        await desk.office.make(AnotherPerson, asked=False)(desk.owner, old)


async def test_the_first_card_in_a_group_takes_apart_who_was_joined_to_it(desk: Desk) -> None:
    link = await _linked(desk)
    (first,) = await desk.come(0, OLENA)
    await desk.come(1, OLENA)
    shown = desk.standing(GROUP)[0].view
    assert isinstance(shown, views.MaskedCard)
    assert shown.kin.question is not None  # so it has the button
    asked = _pressed(desk, link, NoticeKind.CARD, first)
    await desk.office.make(AnotherPerson, asked=False)(desk.owner, asked)
    assert desk.persons == 2


async def test_a_button_of_another_candidates_question_is_none_of_the_cards(desk: Desk) -> None:
    link = await _linked(desk)
    (first,) = await desk.come(0, {"name": "Іван Сам", "phones": ("+380501112233",)})
    await desk.come(0, OLENA)
    await desk.come(1, OLENA)
    asked = _pressed(desk, link, NoticeKind.CARD, first)
    with pytest.raises(NotThere):
        await desk.office.make(AnotherPerson, asked=False)(desk.owner, asked)


async def test_a_muted_group_hears_of_it_afterwards(desk: Desk) -> None:
    until = desk.office.clock.now() + timedelta(hours=2)
    await _linked(desk, muted_until=until)
    await desk.come(0, OLENA)
    await desk.come(1, OLENA)
    assert desk.standing(GROUP) == []
    desk.office.clock.advance(hours=2)
    await desk.office.work()
    kinds = [type(one.view) for one in desk.standing(GROUP)]
    assert kinds == [views.MaskedCard, views.CardAgain]
