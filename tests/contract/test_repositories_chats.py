"""Notices, messages and chats, over every store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.errors import NotThere
from bot.domain.ids import ChatLinkId, MemberId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState, SentMessage
from bot.domain.workspace import ChatKind, ChatLink, Member, Person, Role, User
from tests.contract.rows import CHAT, Team, make_message, make_notice, make_team, say
from tests.contract.stores import BOT, Store
from tests.fakes import MORNING

SOON = MORNING + timedelta(minutes=2, microseconds=1)


async def _owe(store: Store, team: Team, *notices: Notice) -> int:
    async with store.uow(team.tenant) as tx:
        new = await tx.notices.owe(notices)
        await tx.commit()
    return new


async def _claim_all(store: Store, link: ChatLink, now: datetime = MORNING) -> list[Notice]:
    """What the chat's worker would send, in its order."""
    claimed = []
    async with store.uow.system() as tx:
        while notice := await tx.claim_notice(link.id, now):
            claimed.append(notice)
            await tx.settle_notice(notice.to(NoticeState.SENT, 1), None)
        await tx.commit()
    return claimed


async def _jobs(store: Store, link: ChatLink) -> list[tuple[datetime | None, int]]:
    """When the chat is woken, and how urgently."""
    jobs = [job for job in await store.waiting() if job.subject == link.id]
    assert {(job.task, job.lock) for job in jobs} <= {("deliver", f"chat:{link.id}")}
    return [(job.at, job.priority) for job in jobs]


def _ids(notices: Sequence[Notice]) -> list[NoticeId]:
    return [notice.id for notice in notices]


# -- owing


async def test_what_is_owed_twice_is_one_notice(store: Store, team: Team) -> None:
    notice = make_notice(team.group)
    twin = make_notice(team.group)
    again = make_notice(team.group, occurrence="2")
    assert await _owe(store, team, notice, twin) == 1
    assert await _owe(store, team, twin, again) == 1
    async with store.uow(team.tenant) as tx:
        assert await tx.notices.of_subject(NoticeKind.CARD, 1) == [notice, again]
        assert await tx.notices.of_subject(NoticeKind.CARD, 2) == []
        assert await tx.notices.get(notice.id) == notice
        with pytest.raises(NotThere):
            await tx.notices.get(twin.id)


async def test_a_chat_is_woken_at_once_and_again_for_what_is_due_later(
    store: Store, team: Team
) -> None:
    later = make_notice(team.group, 3, due_at=SOON)
    await _owe(store, team, make_notice(team.group, 1), make_notice(team.group, 2), later)
    assert await _jobs(store, team.group) == [(MORNING, 10), (SOON, 10)]
    assert await _owe(store, team, make_notice(team.group, 3, due_at=SOON)) == 0
    assert len(await store.waiting()) == 2


async def test_an_answer_to_a_person_wakes_with_the_highest_priority(
    store: Store, team: Team
) -> None:
    await _owe(
        store,
        team,
        make_notice(team.group),
        make_notice(team.group, kind=NoticeKind.SCREEN),
    )
    assert await _jobs(store, team.group) == [(MORNING, 100)]


async def test_nothing_is_owed_to_a_chat_that_nobody_knows(store: Store, team: Team) -> None:
    stranger = replace(team.group, id=ChatLinkId(new_id()))
    with pytest.raises(NotThere):
        await _owe(store, team, make_notice(stranger))


async def test_a_notice_that_waits_is_made_due(store: Store, team: Team) -> None:
    waiting = make_notice(team.group, due_at=SOON)
    withdrawn = make_notice(team.group, occurrence="2", due_at=SOON)
    await _owe(store, team, waiting, withdrawn)
    async with store.uow(team.tenant) as tx:
        assert await tx.notices.withdraw(withdrawn)
        assert not await tx.notices.withdraw(withdrawn)
        assert await tx.notices.due_now(NoticeKind.CARD, 1, MORNING, MORNING) == 0
        assert await tx.notices.due_now(NoticeKind.CARD, 1, MORNING, SOON) == 1
        assert await tx.notices.due_now(NoticeKind.CARD, 1, MORNING, SOON) == 0
        assert (await tx.notices.get(waiting.id)).due_at == MORNING
        await tx.commit()
    assert await _jobs(store, team.group) == [(SOON, 10), (MORNING, 10)]
    assert _ids(await _claim_all(store, team.group)) == [waiting.id]


# -- claiming


async def test_answers_go_before_news_and_news_before_cards(store: Store, team: Team) -> None:
    kinds = (
        NoticeKind.CARD_FILE,
        NoticeKind.CARD,
        NoticeKind.SITE_DOWN,
        NoticeKind.CARD,
        NoticeKind.SCREEN,
        NoticeKind.ERASE,
    )
    owed = [make_notice(team.group, at, kind=kind) for at, kind in enumerate(kinds)]
    await _owe(store, team, *owed)
    claimed = await _claim_all(store, team.group)
    assert _ids(claimed) == [owed[at].id for at in (5, 4, 2, 1, 3, 0)]
    assert {one.state for one in claimed} == {NoticeState.SENDING}


async def test_only_what_is_due_is_claimed(store: Store, team: Team) -> None:
    now, later = make_notice(team.group, 1), make_notice(team.group, 2, due_at=SOON)
    await _owe(store, team, now, later)
    async with store.uow.system() as tx:
        assert await tx.next_due(team.group.id) == MORNING
        assert await tx.owed_links(MORNING - timedelta(seconds=1)) == []
        assert await tx.owed_links(MORNING) == [team.group.id]
    assert _ids(await _claim_all(store, team.group)) == [now.id]
    async with store.uow.system() as tx:
        assert await tx.next_due(team.group.id) == SOON
    assert _ids(await _claim_all(store, team.group, SOON)) == [later.id]
    async with store.uow.system() as tx:
        assert await tx.next_due(team.group.id) is None
        assert await tx.owed_links(SOON) == []


async def test_a_notice_that_a_dead_process_was_sending_is_claimed_again(
    store: Store, team: Team
) -> None:
    notice = make_notice(team.group)
    await _owe(store, team, notice)
    async with store.uow.system() as tx:
        assert await tx.claim_notice(team.group.id, MORNING)
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.owed_links(MORNING) == [team.group.id]
        assert await tx.next_due(team.group.id) == MORNING
        again = await tx.claim_notice(team.group.id, MORNING)
    assert again is not None
    assert again.id == notice.id


async def test_a_claim_without_a_commit_is_no_claim(store: Store, team: Team) -> None:
    notice = make_notice(team.group)
    await _owe(store, team, notice)
    async with store.uow.system() as tx:
        assert await tx.claim_notice(team.group.id, MORNING)
    async with store.uow(team.tenant) as tx:
        assert (await tx.notices.get(notice.id)).state is NoticeState.OWED


async def test_of_a_persons_screens_the_newest_state_is_sent_once(store: Store, team: Team) -> None:
    def screen(subject: int, occurrence: str, **changes: Any) -> Notice:
        kind = NoticeKind.SCREEN
        return make_notice(team.group, subject, kind=kind, occurrence=occurrence, **changes)

    owed = [screen(1, "1"), screen(1, "2"), screen(1, "3")]
    others = [screen(2, "1"), screen(1, "4", due_at=SOON), make_notice(team.group, 1)]
    await _owe(store, team, *owed, *others)
    assert _ids(await _claim_all(store, team.group)) == [owed[0].id, others[0].id, others[2].id]
    async with store.uow(team.tenant) as tx:
        states = [(await tx.notices.get(one.id)).state for one in (*owed, others[1])]
    assert states == [
        NoticeState.SENT,
        NoticeState.WITHDRAWN,
        NoticeState.WITHDRAWN,
        NoticeState.OWED,
    ]


async def test_what_a_message_says_is_forgotten_until_the_next_answer(
    store: Store, team: Team
) -> None:
    said, other = make_message(team.group, 10), make_message(team.group, 11, subject_id=2)
    notice = make_notice(team.group)
    await say(store, team.group, said, other)
    async with store.uow.system() as tx:
        assert await tx.unsay(notice) == {10: said.text_hash}
        assert await tx.unsay(notice) == {}
        await tx.commit()
    assert await store.said() == [replace(said, text_hash=""), other]


async def test_how_a_notice_ended_is_stored_with_what_was_said(store: Store, team: Team) -> None:
    await _owe(store, team, make_notice(team.group))
    message = make_message(team.group, 10, thread_id=4)
    async with store.uow.system() as tx:
        claimed = await tx.claim_notice(team.group.id, MORNING)
        assert claimed is not None
        settled = replace(claimed.to(NoticeState.SENT, 10), attempts=2)
        await tx.settle_notice(settled, message)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.notices.get(claimed.id) == settled
    assert await store.said() == [message]


async def test_a_message_that_was_edited_stays_one(store: Store, team: Team) -> None:
    first, other = make_message(team.group, 10), make_message(team.group, 11)
    edited = replace(first, version=2, text_hash="1:def", sent_at=SOON)
    await say(store, team.group, first, other, edited)
    assert await store.said() == [edited, other]


# -- chats


async def test_a_private_chat_is_linked_on_first_sight(store: Store, team: Team) -> None:
    user = User(5_000_000_009, "en", "Ann")
    async with store.uow.person(Person(user.id, user.id)) as tx:
        await tx.users.save(user)
        link = await tx.chats.private(BOT, user.id)
        assert (link.chat_id, link.kind, link.user_id) == (user.id, ChatKind.PRIVATE, user.id)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.chats.private(BOT, user.id) == link
        assert await tx.chats.get(link.id) == link
        changed = replace(link, language="uk", settings={"quiet": "22-8"})
        await tx.chats.save(changed)
        assert await tx.chats.of_chat(BOT, user.id) == [changed]
        with pytest.raises(NotThere):
            await tx.chats.get(ChatLinkId(1))


async def test_a_chat_that_is_gone_gets_what_it_missed_when_it_is_back(
    store: Store, team: Team
) -> None:
    before, sent, during = (make_notice(team.group, subject) for subject in (1, 2, 3))
    await _owe(store, team, before, sent.to(NoticeState.SENT))
    async with store.uow.system() as tx:
        await tx.chat_gone(team.group.id, SOON)
        await tx.chat_gone(team.group.id, SOON + timedelta(hours=1))
        await tx.commit()
    await _owe(store, team, during)
    async with store.uow.system() as tx:
        assert (await tx.chats.get(team.group.id)).gone_since == SOON
        assert await tx.owed_links(SOON) == []
        assert await tx.claim_notice(team.group.id, SOON) is None
        assert await tx.next_due(team.group.id) is None
    async with store.uow(team.tenant) as tx:
        assert (await tx.notices.get(before.id)).state is NoticeState.DEAD

    async with store.uow.system() as tx:
        assert await tx.chat_back(BOT, CHAT) == 2
        assert await tx.chat_back(BOT, CHAT) == 0
        assert (await tx.chats.get(team.group.id)).gone_since is None
        await tx.commit()
    assert len(await _jobs(store, team.group)) == 1
    assert _ids(await _claim_all(store, team.group)) == [before.id, during.id]


async def test_a_notice_that_was_laid_aside_stays_so_while_the_chat_is_there(
    store: Store, team: Team
) -> None:
    await _owe(store, team, make_notice(team.group, state=NoticeState.DEAD))
    async with store.uow.system() as tx:
        assert await tx.chat_back(BOT, CHAT) == 0
        assert await tx.owed_links(MORNING) == []


async def test_what_is_owed_to_a_chat_that_is_gone_wakes_nobody(store: Store, team: Team) -> None:
    async with store.uow.system() as tx:
        await tx.chat_gone(team.group.id, MORNING)
        await tx.commit()
    assert await _owe(store, team, make_notice(team.group)) == 1
    assert await store.waiting() == []


async def test_what_needs_no_chat_is_owed_still_where_it_is_gone(store: Store, team: Team) -> None:
    before, after = (
        make_notice(team.group, kind=kind, subject_id=7)
        for kind in (NoticeKind.INLINE_CHANGED, NoticeKind.FORGET_INLINE)
    )
    await _owe(store, team, before)
    async with store.uow.system() as tx:
        await tx.chat_gone(team.group.id, MORNING)
        await tx.commit()
    await _owe(store, team, after)
    assert set(_ids(await _claim_all(store, team.group))) == {before.id, after.id}


async def _private(store: Store, team: Team, user_id: int, *, role: Role | None) -> ChatLink:
    """The chat of a person who is a member of the team, or with None was one once."""
    removed = MORNING if role is None else None
    member = Member(
        MemberId(new_id()), team.workspace.id, user_id, role or Role.OWNER, "Ігор", removed
    )
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save_member(member)
        link = await tx.chats.private(BOT, user_id)
        await tx.commit()
    return link


async def test_cards_that_were_laid_aside_in_a_chat_that_is_there_are_stranded(
    store: Store, team: Team
) -> None:
    may, may_not = (
        await _private(store, team, 11, role=Role.RECRUITER),
        await _private(store, team, 12, role=Role.HIRING_MANAGER),
    )
    dead = {"workspace_id": team.workspace.id, "state": NoticeState.DEAD}
    first, second = make_notice(may, 1, **dead), make_notice(may_not, 1, **dead)
    await _owe(store, team, first, second, make_notice(team.group, 1, **dead))
    async with store.uow(team.tenant) as tx:
        assert _ids(await tx.notices.stranded(10)) == [first.id, second.id]


async def test_cards_are_stranded_in_chats_that_are_gone_of_who_may_not_see_them(
    store: Store, team: Team
) -> None:
    other = await make_team(store, 5_000_000_002, chat_id=CHAT - 5)
    left = await _private(store, team, 11, role=None)
    lowered = await _private(store, team, 12, role=Role.HIRING_MANAGER)
    recruiter = await _private(store, team, 13, role=Role.RECRUITER)
    await _private(store, other, 13, role=None)
    here = await _private(store, team, 14, role=None)
    of_team = {"workspace_id": team.workspace.id}
    first, second = make_notice(left, 1, **of_team), make_notice(lowered, 1, **of_team)
    others = [
        make_notice(recruiter, 1, **of_team),
        make_notice(here, 1, **of_team),
        make_notice(team.group, 1),
        make_notice(left, 2, kind=NoticeKind.PUBLICATION, **of_team),
    ]
    # Whoever may see candidates may not therefore mend a login.
    paused = make_notice(recruiter, 2, kind=NoticeKind.ACCOUNT_PAUSED, **of_team)
    theirs = make_notice(recruiter, 5, workspace_id=other.workspace.id)
    await _owe(store, team, first, second, *others, paused)
    await _owe(store, other, theirs)
    async with store.uow.system() as tx:
        assert await tx.stranded_in() == []
        for link in (left, lowered, recruiter, team.group):
            await tx.chat_gone(link.id, MORNING)
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.stranded_in() == [team.workspace.id, other.workspace.id]
    async with store.uow(team.tenant) as tx:
        assert _ids(await tx.notices.stranded(10)) == sorted([first.id, second.id, paused.id])
        assert _ids(await tx.notices.stranded(1)) == [first.id]
    async with store.uow(other.tenant) as tx:
        assert _ids(await tx.notices.stranded(10)) == [theirs.id]


async def test_a_group_that_moved_keeps_its_link_and_its_messages(store: Store, team: Team) -> None:
    new = CHAT - 1
    collides: SentMessage = make_message(team.group, 11)
    kept = make_message(team.group, 10)
    theirs = replace(make_message(team.group, 11), chat_id=new, subject_id=2)
    elsewhere = replace(make_message(team.group, 10), bot_id=BOT + 1)
    await say(store, team.group, kept, collides, theirs, elsewhere)
    async with store.uow.system() as tx:
        await tx.move_chat(BOT, CHAT, new)
        await tx.move_chat(BOT, CHAT, new)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert (await tx.chats.get(team.group.id)).chat_id == new
        assert await tx.chats.of_chat(BOT, CHAT) == []
    assert await store.said() == [replace(kept, chat_id=new), theirs, elsewhere]


async def test_a_new_chat_that_was_linked_already_keeps_its_own_link(
    store: Store, team: Team
) -> None:
    new = CHAT - 1
    linked = replace(team.group, id=ChatLinkId(new_id()), chat_id=new)
    async with store.uow(team.tenant) as tx:
        await tx.chats.save(linked)
        await tx.commit()
    async with store.uow.system() as tx:
        await tx.move_chat(BOT, CHAT, new)
        assert await tx.chats.of_chat(BOT, new) == [linked]
