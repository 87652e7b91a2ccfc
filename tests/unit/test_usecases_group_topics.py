"""A forum whose company is linked in one topic, and is asked for in another one."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Actor, ChatKind, ChatLink, Role
from bot.usecases.answer_group import AskUnlink, UnlinkHere
from bot.usecases.asked import InGroup
from bot.usecases.confirm_group import ConfirmGroup
from bot.usecases.link_group import LinkGroup
from bot.usecases.move_here import MoveHere
from bot.usecases.reading.screen import ReadScreen
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import LINKS, NOTICES
from tests.group_desk import CHAT, candidate, in_group
from tests.office import Office

TOPIC = 42


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    made.chat.admins_of[CHAT] = frozenset({made.owner.user_id})
    await _linked(made, None)
    return made


async def _linked(office: Office, thread: int | None, who: Actor | None = None) -> ChatLink:
    link = ChatLink(
        ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id, thread_id=thread
    )
    linker = (who or office.owner).member_id
    async with office.transaction() as tx:
        group = Group("Найм", linker, Standing.LINKED, Covers.ALL, full=True)
        await tx.chats.save(group.on(link))
    return _at(office, thread)


def _at(office: Office, thread: int | None) -> ChatLink:
    (link,) = [
        one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP and one.thread_id == thread
    ]
    return link


def _is_linked(office: Office, thread: int | None) -> bool:
    return Group.of(_at(office, thread)).linked


async def _ask(office: Office, thread: int = TOPIC, who: Actor | None = None) -> InGroup:
    """`/link` in a topic; a press on the question that comes."""
    asked = InGroup(CHAT, "Найм", thread, 7, topic="Кандидати")
    await office.make(LinkGroup)(who or office.owner, asked)
    await office.work()
    return _question(office, NoticeKind.GROUP_ASKED, thread)


def _question(office: Office, kind: NoticeKind, thread: int | None) -> InGroup:
    link = _at(office, thread)
    notice = [it for it in office.rows(NOTICES) if (it.kind, it.chat_link_id) == (kind, link.id)]
    return InGroup(CHAT, "", thread, 8, link=link, notice=notice[-1])


def _words(office: Office) -> list[str]:
    return [one.word for one in in_group(office, views.GroupWord)]


async def test_a_second_topic_is_told_where_the_first_one_is_and_moves_it(office: Office) -> None:
    first = _at(office, None)
    asked = await _ask(office)
    (question,) = in_group(office, views.GroupAsked)
    assert question.beside == [views.InTopic(None, "")]
    assert await office.make(MoveHere)(office.owner, asked) is None
    moved = _at(office, TOPIC)
    assert (moved.id, Group.of(moved).topic, Group.of(moved).full) == (first.id, "Кандидати", True)
    assert not _is_linked(office, None)
    await candidate(office)
    office.clock.advance(minutes=20)
    await office.work()
    assert _words(office) == ["moved"]
    assert len(in_group(office, views.Card)) == 1
    # A second tap moves nothing back.
    assert await office.make(MoveHere)(office.owner, asked) == Flash("group-moved-before")
    assert _at(office, TOPIC).id == first.id


async def test_both_may_stay_and_the_list_tells_them_apart(office: Office) -> None:
    assert await office.make(ConfirmGroup)(office.owner, await _ask(office)) is None
    assert _is_linked(office, None)
    assert _is_linked(office, TOPIC)
    await office.press(office.owner, "groups")
    page = await office.make(ReadScreen)(office.owner.person)
    assert page is not None
    assert isinstance(page.screen, views.Screen)
    assert isinstance(page.screen.view, views.Groups)
    topics = [one.topic for one in page.screen.view.groups]
    assert topics == [views.InTopic(None, ""), views.InTopic(TOPIC, "Кандидати")]


async def test_a_board_moves_too(office: Office) -> None:
    await office.press(office.owner, "group", _at(office, None).id)
    await office.press(office.owner, "group_board")
    await office.work()
    office.clock.advance(seconds=1)
    await office.make(MoveHere)(office.owner, await _ask(office))
    await office.work()
    boards = [one.address.thread_id for one in office.chat.said if _is_board(one.view)]
    assert boards == [None, TOPIC]


def _is_board(view: object) -> bool:
    return isinstance(view, views.GroupBoard)


async def test_who_does_not_manage_the_first_may_not_move_it(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    office.chat.admins_of[CHAT] = frozenset({recruiter.user_id})
    asked = await _ask(office, who=recruiter)
    with pytest.raises(NotAllowed):
        await office.make(MoveHere)(recruiter, asked)
    assert _is_linked(office, None)


async def test_nobody_moves_without_being_an_admin_of_the_chat(office: Office) -> None:
    asked = await _ask(office)
    office.chat.admins_of[CHAT] = frozenset({1})
    assert await office.make(MoveHere)(office.owner, asked) == Flash("group-not-admin")
    assert _is_linked(office, None)


@pytest.mark.parametrize("everywhere", [True, False])
async def test_unlinking_one_topic_names_the_other_one_or_ends_both(
    office: Office, everywhere: bool
) -> None:
    await _linked(office, TOPIC)
    link = _at(office, None)
    await office.make(AskUnlink)(office.owner, InGroup(CHAT, "", None, 9, link=link))
    await office.work()
    (question,) = in_group(office, views.GroupUnlink)
    assert question.beside == [views.InTopic(TOPIC, "")]
    press = _question(office, NoticeKind.GROUP_UNLINK, None)
    yes = office.make(UnlinkHere, everywhere=everywhere)
    assert await yes(office.owner, press) is None
    await office.work()
    assert [_is_linked(office, None), _is_linked(office, TOPIC)] == [False, not everywhere]
    left = [one.beside for one in in_group(office, views.GroupWord)]
    assert left == ([[], []] if everywhere else [[views.InTopic(TOPIC, "")]])
    assert await yes(office.owner, press) == Flash("group-unlinked-before")


async def test_everywhere_means_what_the_member_manages(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    await _linked(office, TOPIC, recruiter)
    link = _at(office, TOPIC)
    await office.make(AskUnlink)(recruiter, InGroup(CHAT, "", TOPIC, 9, link=link))
    press = replace(_question(office, NoticeKind.GROUP_UNLINK, TOPIC), link=link)
    await office.make(UnlinkHere, everywhere=True)(recruiter, press)
    assert [_is_linked(office, None), _is_linked(office, TOPIC)] == [True, False]


async def test_an_offer_that_is_withdrawn_is_called_so_and_nothing_comes_later(
    office: Office,
) -> None:
    await _ask(office)
    link = _at(office, TOPIC)
    await office.make(AskUnlink)(office.owner, InGroup(CHAT, "", TOPIC, 9, link=link))
    office.clock.advance(minutes=20)
    await office.work()
    assert _words(office) == ["not-offered"]
