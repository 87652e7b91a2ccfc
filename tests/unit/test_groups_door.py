"""The door for groups: who is answered there, and what is asked about once more."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, WorkspaceId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.views import GroupWord, MaskedCard
from bot.domain.workspace import ChatKind, ChatLink, Role, Tenant, Workspace
from bot.usecases.answer_group import UnlinkHere
from bot.usecases.asked import InGroup
from handlers.context import Context
from handlers.groups import Groups
from handlers.press import encode
from handlers.texts import Texts, load
from tests.card_desk import Desk, make_desk
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import LINKS, NOTES, NOTICES
from tests.office import Office

CHAT, STRANGER = -500, 7_000_000_001


def _no_words(_: str) -> Texts:
    raise NotAllowed


async def _linked(office: Office) -> ChatLink:
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    return group.on(link)


@pytest.mark.parametrize("command", ["mute", "unlink"])
async def test_a_command_in_a_group_that_is_another_companys_by_now_is_not_answered(
    command: str,
) -> None:
    office = await Office().open()
    theirs = replace(await _linked(office), workspace_id=WorkspaceId(new_id()))

    async def relink() -> None:
        company = Workspace(theirs.workspace_id or office.workspace.id, "ФОП Приклад")
        async with office.store.uow(Tenant(company.id)) as tx:
            await tx.workspaces.save(company)
            await tx.commit()
        async with office.store.uow.system() as tx:
            await tx.chats.save(theirs)
            await tx.commit()

    sender = User(office.owner.user_id, "Олег", is_bot=False)
    chat = Chat(CHAT, Chat.SUPERGROUP, title="Команда")
    message = Message(5, datetime.now(UTC), chat, from_user=sender, text=f"/{command} 2h")
    groups = Groups(Context(office.make, office.uow, office.clock, _no_words, {}))
    office.uow.before(4, relink)  # the group, who asks, as whom, and then the command itself
    await groups.command(Update(1, message=message), message, command, ["2h"])
    (now,) = [one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]
    assert now == theirs


# -- who is answered, and asked once more ---------------------------------------------------


async def _say(office: Office, command: str, user_id: int, number: int = 5, *words: str) -> None:
    sender = User(user_id, "Хтось", is_bot=False)
    chat = Chat(CHAT, Chat.SUPERGROUP, title="Команда")
    message = Message(number, office.clock.now(), chat, from_user=sender, text=f"/{command}")
    groups = Groups(Context(office.make, office.uow, office.clock, _no_words, {}))
    await groups.command(Update(1, message=message), message, command, list(words))
    await office.work()


def _said(office: Office) -> list[str]:
    """The answers in the group, and `?` for a question."""
    views_ = [one.view for one in office.chat.said if one.address.chat_id == CHAT]
    return [one.word if isinstance(one, GroupWord) else "?" for one in views_]


@pytest.mark.parametrize("command", ["status", "mute", "unlink", "help"])
async def test_a_stranger_is_answered_once_a_day_whatever_they_ask_for(command: str) -> None:
    office = await Office().open()
    await _linked(office)
    for number in range(5):
        await _say(office, command, STRANGER, number)
    assert _said(office) == ["members-only"]
    await _say(office, command, STRANGER + 1)
    assert _said(office) == ["members-only"] * 2
    office.clock.advance(hours=24)
    await _say(office, command, STRANGER)
    assert _said(office) == ["members-only"] * 3


async def test_a_member_is_told_what_is_not_theirs_to_do() -> None:
    office = await Office().open()
    await _linked(office)
    recruiter = await office.hire(Role.RECRUITER)
    await _say(office, "unlink", recruiter.user_id)
    await _say(office, "mute", recruiter.user_id, 6)
    assert _said(office) == ["not-yours"] * 2


@pytest.mark.parametrize("command", ["status", "help", "link"])
async def test_where_nothing_is_linked_a_stranger_hears_once_a_day_how_that_is_done(
    command: str,
) -> None:
    office = await Office().open()
    for number in range(3):
        await _say(office, command, STRANGER + number, number)
    assert _said(office) == ["not-linked"]
    office.clock.advance(hours=24)
    await _say(office, command, STRANGER)
    assert _said(office) == ["not-linked"] * 2


@pytest.mark.parametrize("command", ["mute", "unlink", "start"])
async def test_where_nothing_is_linked_the_rest_is_not_answered(command: str) -> None:
    office = await Office().open()
    await _say(office, command, STRANGER)
    await _say(office, command, office.owner.user_id)
    assert _said(office) == []


async def test_a_member_hears_it_as_often_as_they_ask_and_can_link_it_then() -> None:
    office = await Office().open()
    for number, command in enumerate(("status", "help")):
        await _say(office, command, office.owner.user_id, number + 1)
    assert _said(office) == ["not-linked"] * 2
    await _say(office, "link", office.owner.user_id)
    (link,) = [one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]
    assert link.workspace_id == office.workspace.id
    assert Group.of(link).standing is Standing.ASKED
    await _say(office, "status", office.owner.user_id, 9)
    assert _said(office)[-1] == "waits"


async def test_a_group_that_was_unlinked_says_how_to_link_it_again() -> None:
    office = await Office().open()
    link = await _linked(office)
    async with office.transaction() as tx:
        off = replace(Group.of(link), standing=Standing.UNLINKED)
        await tx.chats.save(off.on(link))
    await _say(office, "status", STRANGER)
    assert _said(office) == ["not-linked"]
    assert len([one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]) == 1


async def test_a_group_is_unlinked_only_after_a_question() -> None:
    office = await Office().open()
    await _linked(office)
    await _say(office, "unlink", office.owner.user_id)
    assert _said(office) == ["?"]
    (link,) = [one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]
    assert Group.of(link).linked
    (asked,) = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.GROUP_UNLINK]
    press = InGroup(CHAT, "", None, asked.message_id, link=link, notice=asked)
    recruiter = await office.hire(Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.make(UnlinkHere)(recruiter, press)
    await office.make(UnlinkHere)(office.owner, press)
    await office.work()
    assert _said(office) == ["?", "unlinked"]
    assert (CHAT, asked.message_id) in office.chat.erased
    assert await office.make(UnlinkHere)(office.owner, press) == Flash("group-unlinked-before")


# -- cards -----------------------------------------------------------------------------------


async def _reply(desk: Desk, user_id: int, text: str) -> None:
    """Somebody in the group answers the card."""
    office, chat = desk.office, Chat(CHAT, Chat.SUPERGROUP, title="Команда")
    sender, now = User(user_id, "Хтось", is_bot=False), desk.office.clock.now()
    (card,) = [one for one in office.chat.now(CHAT) if isinstance(one.view, MaskedCard)]
    answered = Message(card.message_id, now, chat)
    message = Message(5, now, chat, from_user=sender, text=text, reply_to_message=answered)
    groups = Groups(Context(office.make, office.uow, office.clock, _no_words, {}))
    await groups.replied(Update(1, message=message), message)
    await office.work()


async def test_a_members_reply_to_a_card_is_a_note_and_a_strangers_is_just_talk() -> None:
    desk = await make_desk()
    before = len(desk.office.chat.said)
    await _reply(desk, STRANGER, "Хто це?")
    assert desk.office.rows(NOTES) == []
    assert len(desk.office.chat.said) == before
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await _reply(desk, manager.user_id, "👍")
    assert [(one.text, one.member_id) for one in desk.office.rows(NOTES)] == [
        ("👍", manager.member_id)
    ]


async def test_a_button_made_up_for_another_chat_does_nothing() -> None:
    desk = await make_desk()
    office, elsewhere = desk.office, Chat(-900, Chat.SUPERGROUP, title="Інша")
    (card,) = [
        one
        for one in office.rows(NOTICES)
        if one.kind is NoticeKind.CARD and one.chat_link_id == desk.group.id
    ]
    sender = User(desk.oleh.user_id, "Олег", is_bot=False)
    data = encode("take", card.id, desk.one.version)
    message = Message(5, office.clock.now(), elsewhere)
    query = CallbackQuery("1", sender, "1", message=message, data=data)
    texts = load()
    groups = Groups(Context(office.make, office.uow, office.clock, texts, {}))
    said = await groups.press(Update(1, callback_query=query), query)
    assert said == "Цього вже немає. Можливо, хтось його видалив."
    assert desk.one.handling.assignee_id is None
