"""A group's board: one pinned message, changed when its numbers are others; and /today."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.group import Covers, Group, Standing
from bot.domain.handling import Stage
from bot.domain.notice import CARDS, NoticeKind, priority
from bot.domain.workspace import Actor, Person, Role
from bot.ports import NoRight
from bot.usecases.answer_group import AnswerGroup, unlink
from bot.usecases.asked import InGroup
from bot.usecases.note_chat import NoteChat
from bot.usecases.take_card import TakeCard
from tests.fakes.store.kinds import APPLICATIONS, BOARDS, NOTICES
from tests.group_desk import CHAT, candidate, card_of, group_of, in_group, linked
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


async def board_on(office: Office) -> None:
    await office.press(office.owner, "group", group_of(office).id)
    await office.press(office.owner, "group_board")
    await office.work()


async def later(office: Office, **units: int) -> None:
    office.clock.advance(timedelta(**units))
    await office.tick()


def boards(office: Office) -> list[views.GroupBoard]:
    return list(in_group(office, views.GroupBoard))


def there(office: Office) -> list[int]:
    """The messages in the group that are boards."""
    now = office.chat.now(CHAT)
    return [one.message_id for one in now if isinstance(one.view, views.GroupBoard)]


async def today_page(office: Office, who: Actor) -> views.TodayPage:
    """/today in private."""
    await office.command(who, "today")
    await office.work()
    shown = [one.view for one in office.chat.now(who.chat_id)]
    screens = [one.view for one in shown if isinstance(one, views.Screen)]
    (page,) = [one for one in screens if isinstance(one, views.TodayPage)]
    return page


async def test_a_board_is_one_message_that_is_pinned_and_changed(office: Office) -> None:
    await linked(office)
    await board_on(office)
    (number,) = there(office)
    assert office.groups.did == [("pin", CHAT, number)]
    ad = await candidate(office)
    await later(office, minutes=2)
    await later(office, hours=25)
    assert there(office) == [number]
    counts = [(one.lines[0].new, one.lines[0].debt) for one in boards(office) if one.lines]
    assert counts == [(1, 0), (1, 1)]
    assert boards(office)[-1].lines[0].who == "Олег Щур"
    assert len(office.groups.did) == 1
    assert ad.title == boards(office)[-1].lines[0].title


async def test_a_board_changes_at_most_once_in_its_pace_and_not_where_nothing_did(
    office: Office,
) -> None:
    await linked(office)
    await board_on(office)
    ad = await candidate(office)
    for _ in range(3):
        await candidate(office, ad)
        await office.tick()
    assert len(boards(office)) == 1
    await later(office, minutes=2)
    assert len(boards(office)) == 2
    for _ in range(3):
        await later(office, minutes=2)
    assert len(boards(office)) == 2


async def test_a_board_that_was_deleted_is_made_anew_and_pinned(office: Office) -> None:
    await linked(office)
    await board_on(office)
    (first,) = there(office)
    office.chat.clear(CHAT)
    await candidate(office)
    await later(office, minutes=2)
    (second,) = there(office)
    assert second != first
    assert office.groups.did == [("pin", CHAT, first), ("pin", CHAT, second)]


async def test_where_the_bot_may_not_pin_who_linked_the_group_hears_of_it_once(
    office: Office,
) -> None:
    await linked(office)
    office.groups.next.append(NoRight())
    await board_on(office)
    (number,) = there(office)
    await candidate(office)
    await later(office, minutes=2)
    told = [one.word for one in office.said(office.owner) if isinstance(one, views.GroupTrouble)]
    assert told == ["board-pin"]
    await office.make(NoteChat)(Person(1, CHAT), CHAT, here=True, pins=True)
    await office.work()
    assert office.groups.did[-1] == ("pin", CHAT, number)
    (board,) = office.rows(BOARDS)
    assert (board.pinned_id, board.unpinnable) == (number, False)


async def test_a_board_that_nobody_wants_goes_and_so_does_that_of_an_unlinked_group(
    office: Office,
) -> None:
    await linked(office)
    await board_on(office)
    (number,) = there(office)
    await office.press(office.owner, "group_board")
    await office.work()
    assert there(office) == []
    assert office.groups.did[-1] == ("unpin", CHAT, number)
    assert (CHAT, number) in office.chat.erased
    await board_on(office)
    async with office.transaction() as tx:
        await unlink(tx, office.owner, office.clock, await tx.chats.hold(group_of(office).id))
    await office.work()
    assert there(office) == []
    assert office.rows(BOARDS) == []
    await candidate(office)
    await later(office, minutes=5)
    assert there(office) == []


async def test_a_board_switched_off_while_it_is_on_its_way_goes_again(office: Office) -> None:
    await linked(office)

    async def off() -> None:
        office.chat.meanwhile = _nothing
        async with office.transaction() as tx:
            await tx.boards.drop(group_of(office).id)

    async def _nothing() -> None: ...

    await office.press(office.owner, "group", group_of(office).id)
    await office.work()
    await office.press(office.owner, "group_board")
    office.chat.meanwhile = off
    await office.work()
    assert there(office) == []


async def test_a_board_of_a_group_that_is_linked_no_more_is_not_looked_at_for_ever(
    office: Office,
) -> None:
    link = await linked(office)
    await board_on(office)
    async with office.transaction() as tx:
        held = await tx.chats.hold(link.id)
        gone = replace(Group.of(held), standing=Standing.UNLINKED)
        await tx.chats.save(gone.on(held))
    await later(office, minutes=2)
    assert office.rows(BOARDS) == []


async def test_a_board_names_only_the_vacancies_of_its_group(office: Office) -> None:
    mine = await candidate(office)
    recruiter = await office.hire(Role.RECRUITER)
    await office.vacancy(owner_id=recruiter.member_id, title="Чужа")
    await linked(office, covers=Covers.OWN)
    await board_on(office)
    assert [one.title for one in boards(office)[-1].lines] == [mine.title]


async def test_a_board_speaks_another_language_once_its_group_does(office: Office) -> None:
    link = await linked(office)
    await board_on(office)
    async with office.transaction() as tx:
        await tx.chats.save(replace(await tx.chats.hold(link.id), language="en"))
    await later(office, minutes=2)
    said = [one.address.language for one in office.chat.said if one.address.chat_id == CHAT]
    assert said == ["uk", "en"]


def test_a_board_waits_for_everything_else() -> None:
    others = [priority(one) for one in NoticeKind if not one.startswith("board")]
    assert priority(NoticeKind.BOARD) > max(others) >= max(map(priority, CARDS))


async def test_today_says_who_came_and_who_has_taken_whom(office: Office) -> None:
    link = await linked(office)
    ad = await candidate(office, name="Олена Коваль")
    await later(office, days=1)
    await candidate(office, ad, name="Іван Другий")
    await candidate(office, ad, name="Марта Третя")
    taken = office.rows(APPLICATIONS)[-1]
    await office.make(TakeCard)(office.owner, card_of(office, taken.id))
    asked = InGroup(CHAT, "", None, 5, link=link)
    await office.make(AnswerGroup, kind=NoticeKind.GROUP_TODAY)(office.owner, asked)
    await office.work()
    (today,) = in_group(office, views.CameToday)
    assert today.came == 2
    assert [(one.name, one.who) for one in today.people] == [
        ("Марта Т.", "Олег Щур"),
        ("Іван Д.", ""),
    ]
    assert [(one.new, one.debt) for one in today.waiting] == [(2, 1)]
    page = await today_page(office, office.owner)
    assert [one.name for one in page.today.people] == ["Марта Третя", "Іван Другий"]


async def test_today_marks_those_about_whom_all_is_decided(office: Office) -> None:
    ad = await candidate(office, name="Відмовлена")
    await candidate(office, ad, name="Відмовлена на сайті")
    await candidate(office, ad, name="Нова")
    here, there, _ = office.rows(APPLICATIONS)
    refused = here.handling.to(Stage.REJECTED, office.owner.member_id, office.clock.now())
    async with office.transaction() as tx:
        await tx.applications.handle(replace(here, handling=refused))
        await tx.applications.complete(replace(there, standing="standing-rejected"), [])
    page = await today_page(office, office.owner)
    assert {one.name: one.answered for one in page.today.people} == {
        "Відмовлена": True,
        "Відмовлена на сайті": True,
        "Нова": False,
    }


async def test_today_tells_a_team_of_its_vacancies_and_nobody_else(office: Office) -> None:
    ira, other = await office.hire(Role.RECRUITER), await office.hire(Role.RECRUITER)
    ad = await candidate(office, name="Олена")
    async with office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.vacancy_id)
        await tx.vacancies.save(vacancy.joined(ira.member_id))
    assert [one.name for one in (await today_page(office, ira)).today.people] == ["Олена"]
    assert (await today_page(office, other)).today.people == []


async def test_the_names_of_today_go_from_the_group_after_a_day(office: Office) -> None:
    link = await linked(office)
    await candidate(office)
    asked = InGroup(CHAT, "", None, 5, link=link)
    await office.make(AnswerGroup, kind=NoticeKind.GROUP_TODAY)(office.owner, asked)
    await office.work()
    assert [one for one in office.chat.now(CHAT) if isinstance(one.view, views.CameToday)]
    await later(office, hours=24)
    assert not [one for one in office.chat.now(CHAT) if isinstance(one.view, views.CameToday)]


async def test_boards_leave_no_more_rows_than_a_day_of_them(office: Office) -> None:
    await linked(office)
    await board_on(office)
    ad = await candidate(office)
    for _ in range(3):
        await candidate(office, ad)
        await later(office, minutes=2)
    async with office.store.uow.system() as tx:
        await tx.prune(office.clock.now() + timedelta(days=2))
        await tx.commit()
    assert [one for one in office.rows(NOTICES) if one.kind is NoticeKind.BOARD] == []
    assert Group.of(group_of(office)).linked
