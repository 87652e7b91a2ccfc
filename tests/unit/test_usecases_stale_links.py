"""A group's command says something about the group as it is now, not as it was when it came."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.workspace import ChatKind, ChatLink
from bot.ports import Transaction
from bot.usecases.answer_group import MuteGroup, UnlinkHere
from bot.usecases.asked import InGroup, Press
from bot.usecases.lose_chat import MoveGroup
from bot.usecases.manage_group import ChooseCovers
from bot.usecases.note_chat import NoteChat
from tests.fakes import BOT_ID
from tests.fakes.overtaken import OvertakenChats
from tests.fakes.store.kinds import LINKS
from tests.office import Office

CHAT, SUPERGROUP = -500, -100_500
COMMANDS = [MuteGroup, UnlinkHere]


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def _linked(office: Office) -> ChatLink:
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    return _now(office)


def _now(office: Office) -> ChatLink:
    (link,) = [one for one in office.rows(LINKS) if one.kind is ChatKind.GROUP]
    return link


async def _say(office: Office, command: type[Any], link: ChatLink) -> None:
    """`link` is what the group was when the command came."""
    asked = InGroup(CHAT, "", None, 5, ("2h",), link=link)
    await office.make(command)(office.owner, asked)


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_group_that_is_back_is_not_lost_again(office: Office, command: type[Any]) -> None:
    await _linked(office)
    note = office.make(NoteChat)
    await note(office.owner.person, CHAT, here=False)
    lost = _now(office)
    assert lost.gone_since is not None
    await note(office.owner.person, CHAT, here=True)
    await _say(office, command, lost)
    assert _now(office).gone_since is None


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_group_that_moved_meanwhile_stays_moved(office: Office, command: type[Any]) -> None:
    link = await _linked(office)
    await office.make(MoveGroup)(CHAT, SUPERGROUP)
    await _say(office, command, link)
    assert _now(office).chat_id == SUPERGROUP


async def test_what_was_chosen_meanwhile_stays_chosen(office: Office) -> None:
    link = await _linked(office)
    async with office.transaction() as tx:
        await tx.chats.save(replace(Group.of(link), covers=Covers.OWN).on(link))
    await _say(office, MuteGroup, link)
    group = Group.of(_now(office))
    assert group.covers is Covers.OWN
    assert group.muted_until == office.clock.now() + timedelta(hours=2)


async def test_a_group_that_was_unlinked_meanwhile_is_not_linked_again(office: Office) -> None:
    link = await _linked(office)
    await _say(office, UnlinkHere, link)
    await _say(office, MuteGroup, link)
    assert Group.of(_now(office)).standing is Standing.UNLINKED


# -- in the very moment ----------------------------------------------------------------------


async def _overtaken(office: Office, nth: int, act: Callable[[], Awaitable[object]]) -> ChatLink:
    """The group after `act`, in whose `nth` transaction it moves once it was read."""

    def move(tx: Transaction) -> None:
        real = tx.chats

        async def moves() -> None:
            await real.save(replace(await real.get(link.id), chat_id=SUPERGROUP))

        tx.chats = OvertakenChats(real, moves)

    link = _now(office)
    office.uow.amid(nth, move)
    await act()
    return _now(office)


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_undoes_no_move_that_comes_in_the_very_moment(
    office: Office, command: type[Any]
) -> None:
    link = await _linked(office)
    now = await _overtaken(office, 1, lambda: _say(office, command, link))
    assert now.chat_id == SUPERGROUP
    assert Group.of(now) != Group.of(link)


async def test_a_choice_on_the_groups_page_undoes_no_move(office: Office) -> None:
    link = await _linked(office)
    await office.press(office.owner, "group", link.id)
    own = tuple(Covers).index(Covers.OWN)
    version = office.at(office.owner).version
    asked = Press(own, version, None)
    choose = office.make(ChooseCovers)
    now = await _overtaken(office, 1, lambda: choose(office.owner, asked))
    assert (now.chat_id, Group.of(now).covers) == (SUPERGROUP, Covers.OWN)
