"""Paying what is owed to a chat: the newest screen once, no file for ever, nobody held up."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.group import Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.site import FileRef, RemoteFile
from bot.domain.views import Card, Screen
from bot.domain.workspace import Actor, ChatKind, ChatLink, Role
from bot.ports import Refused, TryLater, Unanswered
from bot.usecases.screens import refresh
from tests.fakes import BOT_ID
from tests.fakes.chat import Shown
from tests.fakes.store.kinds import LINKS, MESSAGES, NOTICES
from tests.office import Office

AWAY = TryLater(timedelta(seconds=5), chat_only=False)
GROUP, SUPERGROUP = -200, -100_200


@pytest.fixture
async def office() -> Office:
    """The owner looks at a page that nothing changes."""
    made = await Office().open()
    await made.command(made.owner, "help")
    await made.work()
    return made


def _screens(office: Office, who: Actor | None = None) -> list[Shown]:
    chat_id = (who or office.owner).chat_id
    shown = [one for one in office.chat.said if isinstance(one.view, Screen)]
    return [one for one in shown if one.address.chat_id == chat_id]


def _cards(office: Office) -> list[Shown]:
    return [one for one in office.chat.said if isinstance(one.view, Card)]


async def _candidates(office: Office, count: int = 1) -> None:
    """Somebody answers, with a file that the site has; the cards are owed and due."""
    account = await office.account()
    ad = await office.live(account)
    office.site.files["/cv"] = RemoteFile(b"%PDF", "cv.pdf", "application/pdf")
    for _ in range(count):
        office.site.respond(ad.remote_id or "", resume=FileRef("/cv"))
    await office.sync(account)
    while (job := office.jobs.take("fetch_files")) is not None:
        await office.run(job)


async def _later(office: Office, **units: Any) -> None:
    office.clock.advance(**units)
    await office.work()


# -- screens ---------------------------------------------------------------------------------


async def test_of_many_screens_owed_the_newest_is_sent_once(office: Office) -> None:
    before = len(_screens(office))
    for verb in ("accounts", "menu", "status", "menu", "accounts"):
        await office.press(office.owner, verb)
    await office.work()
    (shown,) = _screens(office)[before:]
    assert isinstance(shown.view, Screen)
    assert shown.view.version == office.at(office.owner).version
    states = {one.state for one in office.rows(NOTICES)}
    assert states == {NoticeState.SENT, NoticeState.WITHDRAWN}


async def test_a_screen_that_changed_nothing_is_not_sent_again(office: Office) -> None:
    before = len(_screens(office))
    async with office.transaction() as tx:
        await refresh(tx, ("help",), 0)
    await office.work()
    assert len(_screens(office)) == before
    assert office.rows(MESSAGES)[0].message.text_hash != ""


async def test_a_screen_whose_answer_was_lost_is_sent_again_though_it_looks_the_same(
    office: Office,
) -> None:
    """It may have arrived: what stands in the chat is not known any more."""
    before = len(_screens(office))
    office.chat.answer(office.owner.chat_id, AWAY)
    other = await office.hire(Role.RECRUITER)
    await office.press(office.owner, "accounts")
    await office.work()
    assert [one.message.text_hash for one in office.rows(MESSAGES)] == [""]
    await _later(office, seconds=5)
    assert len(_screens(office)) == before + 1
    assert _screens(office, other) == []


async def test_an_older_message_tapped_while_a_screen_is_sent_stays_the_living_one(
    office: Office,
) -> None:
    owner, chat = office.owner, office.chat
    first = office.at(owner).message_id
    assert first is not None
    await office.command(owner, "menu")
    await office.run(_take(office))  # a new screen below; the old one stands for a moment
    assert office.at(owner).message_id != first

    async def tap_the_old_one() -> None:
        chat.meanwhile = calm
        await office.press(owner, "accounts", message_id=first, version=1)

    calm, chat.meanwhile = chat.meanwhile, tap_the_old_one
    await office.press(owner, "status")
    await office.work()
    living = office.at(owner).message_id
    assert living == first
    standing = [one for one in chat.now(owner.chat_id) if isinstance(one.view, Screen)]
    assert [(one.message_id, one.view) for one in standing] == [(living, _screens(office)[-1].view)]


async def test_an_old_screen_that_lives_again_is_not_tidied_away(office: Office) -> None:
    owner = office.owner
    first = office.at(owner).message_id
    assert first is not None
    await office.command(owner, "menu")
    await office.run(_take(office))  # the new screen; the old one is still to be tidied
    await office.press(owner, "accounts", message_id=first, version=1)
    await office.work()
    assert [one.message_id for one in office.chat.now(owner.chat_id)] == [first]
    assert office.at(owner).message_id == first


def _take(office: Office) -> Job:
    job = office.jobs.take()
    assert job is not None
    return job


# -- files whose answer is lost --------------------------------------------------------------


async def test_a_file_that_is_lost_again_and_again_stays_behind(office: Office) -> None:
    await _candidates(office)
    office.chat.answer(office.owner.chat_id, *(Unanswered() for _ in range(3)))
    await office.work()
    await _later(office, seconds=5)
    assert _cards(office) == []
    await _later(office, seconds=20)
    assert [one.alone for one in _cards(office)] == [True]
    await _later(office, hours=1)
    assert len(_cards(office)) == 1


async def test_a_file_that_is_lost_holds_up_nobody(office: Office) -> None:
    await _candidates(office, count=2)
    other = await office.hire(Role.RECRUITER)
    office.chat.answer(office.owner.chat_id, Unanswered())
    await office.command(other, "menu")
    await office.work()
    assert len(_cards(office)) == 1  # the second candidate's, at once
    assert len(_screens(office, other)) == 1
    await _later(office, seconds=5)
    assert [one.alone for one in _cards(office)] == [False, False]


async def test_when_the_words_alone_get_no_answer_either_it_was_not_the_file(
    office: Office,
) -> None:
    await _candidates(office)
    chat_id = office.owner.chat_id
    office.chat.answer(chat_id, *(Unanswered() for _ in range(3)), AWAY)
    for seconds in (0, 5, 20, 60):
        await _later(office, seconds=seconds)
    assert len(_cards(office)) == 1


async def test_a_pause_that_telegram_asks_for_is_no_failure_of_the_message(office: Office) -> None:
    await _candidates(office)
    wait = TryLater(timedelta(seconds=30))
    office.chat.answer(office.owner.chat_id, *(wait for _ in range(10)))
    for _ in range(11):
        await _later(office, seconds=30)
    (card,) = _cards(office)
    assert not card.alone


async def test_a_message_that_always_fails_does_not_hold_up_other_chats_for_ever(
    office: Office,
) -> None:
    office.chat.answer(office.owner.chat_id, *(AWAY for _ in range(20)))
    await office.command(office.owner, "menu")
    for _ in range(4):
        await _later(office, seconds=5)
    other = await office.hire(Role.RECRUITER)
    await office.command(other, "menu")
    await office.work()
    assert len(_screens(office, other)) == 1


# -- refusals --------------------------------------------------------------------------------


async def test_what_is_refused_holds_up_nothing_and_is_tried_again(office: Office) -> None:
    await _candidates(office, count=2)
    office.chat.answer(office.owner.chat_id, *(Refused("strange") for _ in range(3)))
    for _ in range(5):
        await _later(office, minutes=5)
    states = [one.state for one in office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    assert states == [NoticeState.SENT, NoticeState.SENT]


async def test_a_card_that_telegram_refuses_stays_owed_until_it_goes(office: Office) -> None:
    await _candidates(office)
    office.chat.answer(office.owner.chat_id, *(Refused("strange") for _ in range(10)))
    for _ in range(12):
        await _later(office, minutes=30)
    assert len(_cards(office)) == 1


async def test_a_screen_that_telegram_refuses_is_let_go(office: Office) -> None:
    before = len(_screens(office))
    office.chat.answer(office.owner.chat_id, *(Refused("strange") for _ in range(3)))
    await office.press(office.owner, "menu")
    for _ in range(5):
        await _later(office, minutes=30)
    assert len(_screens(office)) == before


@pytest.fixture
async def group(office: Office) -> ChatLink:
    """A group that is owed one message."""
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, GROUP, ChatKind.GROUP, office.workspace.id)
    link = Group("Команда", office.owner.member_id, Standing.LINKED, full=True).on(link)
    async with office.transaction() as tx:
        await tx.chats.save(link)
    await _candidates(office)
    office.chat.move(GROUP, SUPERGROUP)
    return link


async def test_a_group_that_became_a_supergroup_gets_its_message_there(
    office: Office, group: ChatLink
) -> None:
    await office.work()
    assert SUPERGROUP in [one.address.chat_id for one in _cards(office)]


async def test_a_group_whose_new_chat_is_linked_already_is_not_asked_for_ever(
    office: Office, group: ChatLink
) -> None:
    linked = ChatLink(ChatLinkId(new_id()), BOT_ID, SUPERGROUP, ChatKind.GROUP, office.workspace.id)
    async with office.transaction() as tx:
        await tx.chats.save(linked)
    await office.work()
    (old,) = [one for one in office.rows(LINKS) if one.id == group.id]
    assert old.gone_since is not None
    assert [one.state for one in office.rows(NOTICES) if one.chat_link_id == group.id] == [
        NoticeState.DEAD
    ]


# -- one job, one message --------------------------------------------------------------------


async def test_a_job_sends_one_message_and_the_next_follows(office: Office) -> None:
    """So that a process that is told to stop waits for the request in hand and no other."""
    await _candidates(office, count=5)
    for sent in range(1, 6):
        await office.run(_take(office))
        assert len(_cards(office)) == sent
    assert office.jobs.take() is None


async def test_what_must_wait_wakes_its_chat_by_itself(office: Office) -> None:
    await _candidates(office)
    office.chat.answer(office.owner.chat_id, TryLater(timedelta(minutes=10)))
    await office.work()
    await _later(office, minutes=10)  # without the clock's look for work
    assert len(_cards(office)) == 1
