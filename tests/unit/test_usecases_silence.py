"""What a chat chooses, by taps and commands, and what a person hears at 9:00."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.domain.errors import NotThere, Stale
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.morning import Debts
from bot.domain.notice import NoticeKind
from bot.domain.quiet import USUAL, Mode, Quiet
from bot.domain.workspace import ChatKind, ChatLink, Role
from bot.usecases.answer_group import MuteGroup
from bot.usecases.asked import InGroup
from bot.usecases.reading.screen import ReadScreen
from handlers.buttons import COMMANDS
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, LINKS, NOTICES
from tests.office import Office

GROUP = -500
PRESET = 1


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def _seen(office: Office, kind: type[Any]) -> Any:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, kind)
    return seen.screen.view


async def _group(office: Office) -> ChatLink:
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, GROUP, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    return group.on(link)


def _quiet(office: Office, link_id: int | None = None) -> Quiet:
    links = office.rows(LINKS)
    mine = [one for one in links if one.id == link_id or (not link_id and one.user_id)]
    return Quiet.of(mine[0], "Europe/Kyiv", None)


async def _answered(office: Office, count: int, **ad: Any) -> None:
    """So many candidates are stored, each another person."""
    account = await office.account()
    live = await office.live(account, **ad)
    for at in range(count):
        office.site.respond(live.remote_id or "", phones=(f"+38067000000{at}",))
    await office.sync(account)
    await office.work()


async def _mute(office: Office, text: str) -> None:
    await office._do(office.owner, COMMANDS["mute"], office.typed(text))


# -- a person's own chat -------------------------------------------------------------------


async def test_everything_is_chosen_by_taps(office: Office) -> None:
    await office.press(office.owner, "silence")
    await office.press(office.owner, "hush_mode", list(Mode).index(Mode.HOURLY))
    await office.press(office.owner, "hush_weekends")
    await office.press(office.owner, "hush_morning")
    await office.press(office.owner, "hush_hours")
    await office.press(office.owner, "hush_take", PRESET)
    chosen = Quiet(hours=USUAL, weekends=True, mode=Mode.HOURLY, morning=False)
    assert _quiet(office) == chosen
    assert (await _seen(office, views.Silence)).quiet == chosen
    await office.press(office.owner, "hush_hours")
    await office.press(office.owner, "hush_take", 0)
    assert _quiet(office).hours is None


async def test_hours_are_typed_and_what_is_none_is_asked_again(office: Office) -> None:
    await office.press(office.owner, "silence")
    await office.press(office.owner, "hush_hours")
    await office.type(office.owner, "вночі")
    assert office.flash(office.owner) == "hours-how"
    await office.type(office.owner, "19:30-8")
    assert str(_quiet(office).hours) == "19:30-08:00"


async def test_a_tap_on_what_is_not_offered_any_more_changes_nothing(office: Office) -> None:
    await office.press(office.owner, "silence")
    for verb, subject in (("hush_mode", 9), ("hush_take", PRESET)):
        with pytest.raises(Stale):
            await office.press(office.owner, verb, subject)
    with pytest.raises(Stale):
        await office.press(office.owner, "hush_weekends", version=1)


async def test_muted_one_hears_later_or_when_the_mute_is_taken_back(office: Office) -> None:
    await _mute(office, "/mute 2h")
    await _answered(office, 2)
    assert office.said(office.owner) == []
    office.clock.advance(hours=1)
    await office.press(office.owner, "hush_end")
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [views.Card] * 2
    await _mute(office, "/mute 1d")
    assert _quiet(office).muted_until == office.clock.now() + timedelta(days=1)
    await _mute(office, "/mute off")
    assert _quiet(office).muted_until is None


async def test_a_mute_without_a_time_shows_what_is_chosen(office: Office) -> None:
    await _mute(office, "/mute")
    assert office.flash(office.owner) is None
    await _seen(office, views.Silence)
    await _mute(office, "/mute завжди")
    assert office.flash(office.owner) == "mute-how"


# -- groups and vacancies ------------------------------------------------------------------


async def test_a_group_chooses_its_own_and_keeps_what_it_is(office: Office) -> None:
    link = await _group(office)
    await office.press(office.owner, "silence", link.id)
    assert (await _seen(office, views.Silence)).title == "Команда"
    await office.press(office.owner, "hush_weekends")
    assert _quiet(office, link.id).weekends
    assert not _quiet(office).weekends
    assert Group.of(next(one for one in office.rows(LINKS) if one.id == link.id)).linked


async def test_nobody_chooses_for_a_group_that_is_not_theirs(office: Office) -> None:
    link = await _group(office)
    recruiter = await office.hire(Role.RECRUITER)
    await office.press(recruiter, "silence", link.id)
    with pytest.raises(NotThere):
        await office.press(recruiter, "hush_weekends")
    await office.press(recruiter, "bell", (await office.vacancy()).id)
    with pytest.raises(NotThere):
        await office.press(recruiter, "bell_chat", link.id)


async def test_a_muted_group_hears_of_many_in_one_message(office: Office) -> None:
    link = await _group(office)
    mute = office.make(MuteGroup)
    await mute(office.owner, InGroup(GROUP, "", None, 5, ("2h",), link=link))
    await _answered(office, 8)
    there = [one.view for one in office.chat.said if one.address.chat_id == GROUP]
    assert not any(isinstance(one, views.Carousel) for one in there)
    await mute(office.owner, InGroup(GROUP, "", None, 6, ("off",), link=link))
    await office.work()
    there = [one.view for one in office.chat.said if one.address.chat_id == GROUP]
    assert [one.count for one in there if isinstance(one, views.Carousel)] == [8]


async def test_a_vacancy_is_heard_of_otherwise_in_each_chat(office: Office) -> None:
    link, vacancy = await _group(office), await office.vacancy()
    await office.press(office.owner, "bell", vacancy.id)
    shown = await _seen(office, views.Bell)
    assert [title for _, title in shown.chats] == ["", "Команда"]
    assert (shown.mode, shown.usual) == (None, Mode.INSTANT)
    await office.press(office.owner, "bell_chat", link.id)
    await office.press(office.owner, "bell_mode", 1 + list(Mode).index(Mode.DAILY))
    shown = await _seen(office, views.Bell)
    assert (shown.chosen, shown.mode) == (link.id, Mode.DAILY)
    async with office.transaction() as tx:
        assert await tx.modes.of_link(link.id) == {vacancy.id: Mode.DAILY}
    await office.press(office.owner, "bell_mode", 0)
    async with office.transaction() as tx:
        assert await tx.modes.of_link(link.id) == {}


# -- at 9:00 -------------------------------------------------------------------------------


async def _at(office: Office, **units: float) -> list[views.Morning]:
    """All mornings told so far, once so much time has passed by ticks of the clock."""
    office.clock.advance(timedelta(**units))
    await office.tick()
    return [one for one in office.said(office.owner) if isinstance(one, views.Morning)]


async def test_a_morning_is_told_once_a_day_and_not_where_nothing_is(office: Office) -> None:
    assert await _at(office, minutes=1) == []
    assert await _at(office, days=1) == []
    await _answered(office, 3)
    assert await _at(office, hours=20) == []
    (told,) = await _at(office, hours=3, minutes=59)
    assert (told.new, told.debts) == (3, Debts(day=3))
    assert len(await _at(office, minutes=1)) == 1
    assert len(await _at(office, hours=23)) == 1
    later = (await _at(office, hours=1))[1]
    assert (later.new, later.debts) == (0, Debts(days=3))


async def test_a_clock_set_back_tells_no_morning_before_nine(office: Office) -> None:
    await _at(office, hours=5)  # 14:00
    await _answered(office, 3)
    office.clock.jump(office.clock.now() - timedelta(hours=3))
    assert await _at(office, minutes=1) == []
    for _ in range(21):
        assert await _at(office, hours=1) == []
    assert len(await _at(office, hours=1)) == 1
    office.clock.jump(office.clock.now() - timedelta(hours=3))
    assert len(await _at(office, minutes=1)) == 1
    assert len(await _at(office, hours=4)) == 1


async def test_a_morning_lists_whom_one_comes_back_to_today(office: Office) -> None:
    await _at(office, minutes=1)
    await _answered(office, 2)
    first, second = office.rows(APPLICATIONS)
    await _later(office, first, "later_morning")
    (told,) = await _at(office, hours=24)
    assert [one.name for one in told.later] == [first.name]
    assert told.debts.count == 2
    await office.press(office.owner, "bar_yes", second.id, version=second.version)
    await office.work()
    await office.command(office.owner, "digest")
    assert (await _seen(office, views.MorningPage)).morning.debts.count == 1


async def _later(office: Office, one: Application, verb: str) -> None:
    await office.press(office.owner, verb, one.id, version=one.version)
    await office.work()


async def test_a_morning_that_was_missed_is_not_told_on_another_day(office: Office) -> None:
    await _at(office, minutes=1)
    await _answered(office, 1)
    assert await _at(office, days=1, hours=16) == []  # Wednesday, 1:00


async def test_a_quiet_weekend_has_no_mornings(office: Office) -> None:
    await office.press(office.owner, "silence")
    await office.press(office.owner, "hush_weekends")
    await _at(office, minutes=1)
    await _answered(office, 1)
    for day in range(1, 7):
        told = await _at(office, days=1)
        assert len(told) == min(day, 4)
    assert len(await _at(office, days=1)) == 5


async def test_who_wants_none_or_may_not_see_candidates_hears_none(office: Office) -> None:
    manager = await office.hire(Role.HIRING_MANAGER)
    await office.press(office.owner, "silence")
    await office.press(office.owner, "hush_morning")
    await _at(office, minutes=1)
    await _answered(office, 1)
    assert await _at(office, days=1) == []
    assert [one for one in office.rows(NOTICES) if one.kind is NoticeKind.MORNING] == []
    assert office.said(manager) == []


async def test_what_is_to_do_is_shown_when_it_is_asked_for(office: Office) -> None:
    soon = office.clock.now() + timedelta(days=2)
    await _answered(office, 2, expires_at=soon)
    await office.command(office.owner, "digest")
    shown = (await _seen(office, views.MorningPage)).morning
    assert (shown.new, shown.debts.count) == (2, 2)
    assert [(one.title, one.days) for one in shown.ads] == [("Бариста", 2)]
