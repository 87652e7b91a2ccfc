"""A topic for each vacancy in a forum: made once, kept as its vacancy is, and done without."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.group import Group
from bot.domain.ids import WorkspaceId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.publication import Publication
from bot.domain.topic import TopicState
from bot.domain.vacancy import Shelf
from bot.domain.workspace import Person, Tenant, Workspace
from bot.ports import GroupStanding, NoForum, NoRight, NoTopic, TryLater, Unanswered
from bot.usecases.follow_topics import NoteTopic
from bot.usecases.group_words import word_to
from bot.usecases.note_chat import NoteChat
from bot.usecases.take_card import TakeCard
from tests.fakes.store.kinds import NOTICES, TOPICS
from tests.group_desk import CHAT, candidate, card_of, group_of, linked
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


def threads(office: Office) -> list[int | None]:
    """Where what was said in the group stands."""
    return [one.address.thread_id for one in office.chat.said if one.address.chat_id == CHAT]


def made(office: Office) -> list[object]:
    return [what for did, _, what in office.groups.did if did == "make"]


def troubles(office: Office) -> list[str]:
    return [one.word for one in office.said(office.owner) if isinstance(one, views.GroupTrouble)]


async def change(office: Office, ad: Publication, **changes: object) -> None:
    async with office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.vacancy_id)
        await tx.vacancies.save(replace(vacancy, **changes))  # type: ignore[arg-type]


async def test_each_vacancy_has_one_topic_of_its_name(office: Office) -> None:
    await linked(office, topics=True)
    first = await candidate(office)
    await candidate(office, first)
    second = await candidate(office)
    assert made(office) == ["Бариста", "Бариста"]
    assert threads(office) == [50, 50, 51]
    assert {one.vacancy_id for one in office.rows(TOPICS)} == {first.vacancy_id, second.vacancy_id}
    assert troubles(office) == []


async def test_without_the_wish_cards_stay_where_the_group_is_linked(office: Office) -> None:
    await linked(office)
    await candidate(office)
    assert threads(office) == [None]
    assert made(office) == []


async def test_an_answer_that_was_lost_is_no_reason_to_make_a_second_topic(office: Office) -> None:
    await linked(office, topics=True)
    office.groups.next.append(Unanswered())
    await candidate(office)
    await office.tick()
    assert len(made(office)) == 1
    assert threads(office) == []
    note = office.make(NoteTopic)
    await note(CHAT, 77, "Чужа")  # somebody else's
    await note(CHAT, 77, "Бариста")
    await note(CHAT, 77, "Бариста")
    office.clock.advance(minutes=3)
    await office.tick()
    assert threads(office) == [77]
    assert len(made(office)) == 1


async def test_a_topic_that_nobody_hears_of_is_asked_for_after_longer_waits_and_not_for_ever(
    office: Office,
) -> None:
    await linked(office, topics=True)
    office.groups.next.extend([Unanswered()] * 4)
    ad = await candidate(office)
    asked = []
    for minutes in (3, 3, 4, 19, 54):
        asked.append(len(made(office)))
        office.clock.advance(minutes=minutes)
        await office.tick()
    assert asked == [1, 2, 2, 3, 4]
    assert len(made(office)) == 4
    assert threads(office) == [None]
    assert troubles(office) == ["topic-lost"]
    await candidate(office, ad)
    assert threads(office) == [None, None]
    assert len(made(office)) == 4


@pytest.mark.parametrize("chat_only", [True, False])
async def test_a_pause_that_telegram_asks_for_or_no_way_to_it_is_no_try(
    office: Office, *, chat_only: bool
) -> None:
    await linked(office, topics=True)
    later = TryLater(timedelta(seconds=5), chat_only=chat_only)
    office.groups.next.extend([later] * 3)
    await candidate(office)
    for _ in range(4):
        office.clock.advance(minutes=1)
        await office.tick()
    assert threads(office) == [50]
    (topic,) = office.rows(TOPICS)
    assert topic.tries == 1


async def test_a_topic_that_was_deleted_is_made_once_more_and_then_done_without(
    office: Office,
) -> None:
    await linked(office, topics=True)
    ad = await candidate(office)
    office.chat.answer(CHAT, NoTopic())
    await candidate(office, ad)
    assert threads(office) == [50, 51]
    assert troubles(office) == []
    office.chat.answer(CHAT, NoTopic())
    await candidate(office, ad)
    await candidate(office, ad)
    assert threads(office) == [50, 51, None, None]
    assert len(made(office)) == 2
    assert troubles(office) == ["topic-lost"]


async def test_a_topic_that_is_shut_for_the_bot_is_written_to_again_once_it_may(
    office: Office,
) -> None:
    await linked(office, topics=True)
    ad = await candidate(office)
    office.chat.answer(CHAT, NoTopic(closed=True))
    await candidate(office, ad)
    assert threads(office) == [50, None]
    await office.make(NoteChat)(Person(1, CHAT), CHAT, here=True, topics=True)
    await candidate(office, ad)
    assert threads(office) == [50, None, 50]


@pytest.mark.parametrize(
    ("refusal", "word"), [(NoRight(), "topics-right"), (NoForum(), "topics-forum")]
)
async def test_who_linked_the_group_hears_once_that_topics_can_not_be_made(
    office: Office, refusal: NoRight | NoForum, word: str
) -> None:
    await linked(office, topics=True)
    office.groups.next.append(refusal)
    await candidate(office)
    second = await candidate(office)
    assert threads(office) == [None, None]
    assert len(made(office)) == 1
    assert troubles(office) == [word]
    await office.make(NoteChat)(Person(1, CHAT), CHAT, here=True, topics=True)
    await candidate(office, second)
    assert threads(office) == [None, None, 50]


async def test_a_topic_follows_the_name_of_its_vacancy_and_its_end(office: Office) -> None:
    await linked(office, topics=True)
    ad = await candidate(office)
    office.groups.did.clear()
    await change(office, ad, title="Старший бариста")
    await office.tick()
    await office.tick()
    await change(office, ad, shelf=Shelf.ARCHIVE)
    await office.tick()
    await change(office, ad, shelf=Shelf.OPEN, title="Бариста")
    await office.tick()
    assert [one[0] for one in office.groups.did] == ["name", "close", "name", "reopen"]
    assert office.groups.topics == {50: "Бариста"}
    await office.tick()
    assert len(office.groups.did) == 4


async def test_a_name_that_can_not_be_told_is_not_told_for_ever(office: Office) -> None:
    await linked(office, topics=True)
    ad = await candidate(office)
    office.groups.next.append(NoRight())
    await change(office, ad, title="Старший бариста")
    for _ in range(3):
        await office.tick()
    assert [one[0] for one in office.groups.did] == ["make", "name"]
    assert troubles(office) == ["topics-right"]
    assert threads(office) == [50]
    await candidate(office, ad)
    assert threads(office) == [50, 50]  # it may still be written to


async def test_names_and_ends_that_could_not_be_told_are_told_once_the_right_is_back(
    office: Office,
) -> None:
    await linked(office, topics=True)
    ad = await candidate(office)
    office.groups.next.append(NoRight())
    await change(office, ad, title="Старший бариста")
    await office.tick()
    await change(office, ad, title="Старший бариста", shelf=Shelf.ARCHIVE)
    await office.tick()
    office.groups.did.clear()
    await office.make(NoteChat)(Person(1, CHAT), CHAT, here=True, topics=True)
    for _ in range(4):
        await office.tick()
    assert [one[0] for one in office.groups.did] == ["name", "close"]
    assert office.groups.topics == {50: "Старший бариста"}
    await office.make(NoteChat)(Person(1, CHAT), CHAT, here=True, topics=True)
    await office.tick()
    assert len(office.groups.did) == 2


async def test_a_topic_of_a_group_that_is_another_companys_is_forgotten(office: Office) -> None:
    link = await linked(office, topics=True)
    ad = await candidate(office)
    theirs = Workspace(WorkspaceId(new_id()), "Інша")
    async with office.store.uow(Tenant(theirs.id)) as tx:
        await tx.workspaces.save(theirs)
        await tx.commit()
    async with office.store.uow.system() as all_:
        held = await all_.chats.hold(link.id)
        await all_.chats.save(replace(held, workspace_id=theirs.id))
        await all_.commit()
    await change(office, ad, title="Старший бариста")
    await office.tick()
    assert office.rows(TOPICS) == []


async def test_a_topic_that_is_gone_when_it_is_to_be_renamed_is_made_with_the_next_card(
    office: Office,
) -> None:
    await linked(office, topics=True)
    ad = await candidate(office)
    office.groups.next.append(NoTopic())
    await change(office, ad, title="Старший бариста")
    await office.tick()
    (topic,) = office.rows(TOPICS)
    assert topic.state is TopicState.LOST
    await candidate(office, ad)
    assert made(office) == ["Бариста", "Старший бариста"]
    assert threads(office) == [50, 51]


async def test_without_the_topic_where_it_is_linked_a_group_is_lost(office: Office) -> None:
    link = await linked(office, topics=True)
    async with office.transaction() as tx:
        await tx.chats.save(replace(await tx.chats.hold(link.id), thread_id=9))
    office.groups.next.append(NoRight())
    office.chat.answer(CHAT, NoTopic())
    await candidate(office)
    assert group_of(office).gone_since is not None
    assert [one for one in office.said(office.owner) if isinstance(one, views.GroupLost)]


async def test_without_the_topic_where_it_is_linked_a_group_lives_on_in_its_others(
    office: Office,
) -> None:
    link = await linked(office, topics=True)
    ad = await candidate(office)
    async with office.transaction() as tx:
        held = replace(await tx.chats.hold(link.id), thread_id=9)
        await tx.chats.save(held)
        await tx.notices.owe([word_to(held, "linked", office.clock.now())])
    office.chat.answer(CHAT, NoTopic())
    await office.tick()
    await candidate(office, ad)
    assert group_of(office).thread_id is None
    assert group_of(office).gone_since is None
    assert threads(office) == [50, None, 50]
    assert troubles(office) == ["home-lost"]
    async with office.transaction() as tx:
        await tx.notices.owe([word_to(group_of(office), "linked", office.clock.now(), 3)])
    office.chat.answer(CHAT, NoTopic(closed=True))  # General is shut: the word alone waits
    await office.tick()
    assert group_of(office).gone_since is None
    office.clock.advance(minutes=10)
    await office.tick()
    assert threads(office) == [50, None, 50, None]


async def test_a_card_that_went_with_its_topic_does_not_come_anew_at_each_change(
    office: Office,
) -> None:
    await linked(office, topics=True)
    await candidate(office)
    office.chat.clear(CHAT)
    await office.make(TakeCard)(office.owner, card_of(office))
    await office.work()
    assert threads(office) == [50]
    assert office.chat.now(CHAT) == []


async def test_topics_are_switched_on_where_the_bot_can_make_them(office: Office) -> None:
    link = await linked(office)
    await office.press(office.owner, "group", link.id)
    for standing, flash in (
        (None, "group-standing-unknown"),
        (GroupStanding(forum=False, may_manage_topics=True), "group-no-forum"),
        (GroupStanding(forum=True, may_manage_topics=False), "group-topics-right"),
    ):
        office.groups.standings[CHAT] = standing
        await office.press(office.owner, "group_topics")
        said = office.at(office.owner).flash
        assert said is not None
        assert said.text_id == flash
        assert not Group.of(group_of(office)).topics
    del office.groups.standings[CHAT]
    await office.press(office.owner, "group_topics")
    assert Group.of(group_of(office)).topics
    await office.press(office.owner, "group_topics")
    assert not Group.of(group_of(office)).topics


async def test_no_topic_is_touched_where_nobody_wants_topics_any_more(office: Office) -> None:
    link = await linked(office, topics=True)
    ad = await candidate(office)
    async with office.transaction() as tx:
        held = await tx.chats.hold(link.id)
        await tx.chats.save(replace(Group.of(held), topics=False).on(held))
    await change(office, ad, title="Старший бариста")
    await office.tick()
    assert [one[0] for one in office.groups.did] == ["make"]
    assert [one for one in office.rows(NOTICES) if one.kind is NoticeKind.TOPIC] == []
