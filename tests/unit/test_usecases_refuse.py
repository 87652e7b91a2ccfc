"""Politely refusing many: who, the last question, once each, stopped, gone on after a crash."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.account import AccountState
from bot.domain.answer import TEXT_MOST, Answer, AnswerKind
from bot.domain.bulk_refusal import AT_ONCE, Skip, Tally, Turn
from bot.domain.erasure import Erasure, Why
from bot.domain.errors import NotAllowed, SiteUnavailable, Stale
from bot.domain.handling import NEW, Stage
from bot.domain.ids import AnswerId, ErasureId, new_id
from bot.domain.queues import Queue
from bot.domain.site_action import ActionState
from bot.domain.views.inbox import QueueList, RefuseCheck, Refused, Refusing
from bot.domain.workspace import Role
from tests.fakes import FakeClock, FakeSite
from tests.fakes.fragile import Killed
from tests.inbox_desk import Desk, make_desk
from tests.tell_desk import LOCAL

NAMES = [f"Особа {at:02}" for at in range(8)]


async def waiting(
    count: int = 3, site: FakeSite | None = None, clock: FakeClock | None = None
) -> Desk:
    """So many wait for nine days, and the list of them is shown."""
    desk = await make_desk(site, clock)
    await desk.respond(*NAMES[:count], days=9)
    await desk.command("inbox")
    await desk.press("queue_unanswered")
    await desk.press("debt_weeks")
    return desk


async def check(desk: Desk) -> Any:
    """Up to the last question, with a polite text."""
    await desk.press("refuse")
    words = await desk.press("refuse_words")
    polite = next(one for one in words.items if "{дата}" not in one.body)
    return await desk.press("refuse_pick", polite.id)


async def confirmed(desk: Desk) -> Refusing:
    await check(desk)
    shown = await desk.press("refuse_yes")
    assert isinstance(shown, Refusing)
    return shown


async def over(desk: Desk) -> Tally:
    """Until nothing is on its way any more."""
    for _ in range(8):
        await desk.wait(seconds=11)
    return await tally(desk)


async def tally(desk: Desk) -> Tally:
    async with desk.office.transaction() as tx:
        return Tally.of(desk.refusal, await tx.bulk_refusals.items(desk.refusal.id))


async def change(desk: Desk, name: str, **changes: Any) -> None:
    """Somebody did something with one of them meanwhile."""
    one = desk.one(name)
    handling = changes.pop("handling", one.handling)
    async with desk.office.transaction() as tx:
        stored = await tx.applications.handle(replace(one, handling=handling))
        if changes:
            await tx.applications.complete(replace(stored, **changes), [])


async def test_all_are_refused_by_name_after_the_last_question() -> None:
    desk = await waiting(3)
    names = await desk.press("refuse")
    assert (desk.names(names), names.total, names.here) == (NAMES[:3], 3, set())
    names = await desk.press("refuse_one", desk.id_of(NAMES[1]))
    assert names.left_out == 1
    words = await desk.press("refuse_words")
    assert words.count == 2
    asked = await desk.press("refuse_pick", words.items[0].id)
    assert isinstance(asked, RefuseCheck)
    assert (asked.count, asked.name, asked.here, asked.skipped) == (2, NAMES[0], {}, {})
    shown = await desk.press("refuse_yes")
    assert (shown.tally.waiting, len(desk.told)) == (2, 0)
    await desk.wait(seconds=11)
    shown = await desk.wait(seconds=1)
    assert len(desk.told) == 2
    assert all("Бариста" in str(one.text) for one in desk.told)
    assert (shown.tally.told, shown.tally.over) == (2, True)
    assert desk.refusal.done_at is not None
    assert desk.one(NAMES[0]).handling.stage is Stage.REJECTED
    assert desk.one(NAMES[1]).handling == NEW


async def test_within_ten_seconds_all_of_it_is_undone() -> None:
    desk = await waiting(3)
    await confirmed(desk)
    shown = await desk.press("refuse_stop", desk.refusal.id)
    assert desk.office.flash(desk.oleh) == "refuse-undone"
    assert (await over(desk)).skipped == {Skip.STOPPED: 3}
    assert not desk.told
    assert not desk.actions
    assert desk.one(NAMES[0]).handling == NEW
    assert isinstance(shown, Refusing)


async def test_a_few_are_on_their_way_at_a_time_and_a_stop_leaves_the_rest() -> None:
    desk = await waiting(8)
    site = desk.office.site
    site.go_down(SiteUnavailable(site.info.key))
    await confirmed(desk)
    await desk.wait(seconds=11)
    going = await tally(desk)
    assert (going.going, going.waiting) == (AT_ONCE, 8 - AT_ONCE)
    await desk.press("refuse_stop", desk.refusal.id)
    assert desk.office.flash(desk.oleh) == "refuse-stopped"
    site.go_down(None)
    assert (await over(desk)).skipped == {Skip.STOPPED: 8}
    assert not desk.told
    assert {desk.one(one).handling.stage for one in NAMES} == {Stage.NEW}
    assert {one.state for one in desk.actions} == {ActionState.WITHDRAWN}


@pytest.mark.parametrize("nth", [2, 4, 9, 14, 20])
async def test_a_crash_in_the_midst_loses_nobody_and_tells_nobody_twice(nth: int) -> None:
    desk = await waiting(8)
    await confirmed(desk)
    desk.office.clock.advance(timedelta(seconds=11))
    desk.office.uow.kill(nth)
    with pytest.raises(Killed):
        await desk.office.tick()
    desk.office.uow.calm()
    for job in desk.office.jobs.waiting:  # nothing but the rows tells what is owed
        desk.office.jobs.take_back(str(job.unique))
    assert (await over(desk)).told == 8
    assert len({one.remote_id for one in desk.told}) == len(desk.told) == 8


async def test_who_heard_from_the_team_by_another_application_meanwhile_is_not_refused() -> None:
    desk = await waiting(3)
    await desk.respond("Та сама", days=1)
    ira = await desk.office.hire(Role.RECRUITER)
    await confirmed(desk)
    async with desk.office.transaction() as tx:
        mine = [desk.one("Та сама")]
        (newer,) = await tx.applications.give_to(desk.one(NAMES[0]).person_id, mine)
        invited = newer.handling.to(Stage.INTERVIEW, ira.member_id, desk.office.clock.now())
        await tx.applications.handle(replace(newer, handling=invited))
        await tx.applications.give_to(desk.one(NAMES[1]).person_id, [desk.one(NAMES[2])])
    done = await over(desk)
    assert (done.skipped, done.told, len(desk.told)) == ({Skip.ANSWERED: 2}, 1, 1)


async def test_who_was_refused_here_for_another_vacancy_meanwhile_is_refused_all_the_same() -> None:
    desk = await waiting(1)
    await desk.respond("Та сама", days=1)
    ira = await desk.office.hire(Role.RECRUITER)
    await confirmed(desk)
    async with desk.office.transaction() as tx:
        mine = [desk.one("Та сама")]
        (newer,) = await tx.applications.give_to(desk.one(NAMES[0]).person_id, mine)
        here = newer.handling.to(Stage.REJECTED, ira.member_id, desk.office.clock.now())
        await tx.applications.handle(replace(newer, handling=here))
    done = await over(desk)
    assert (done.skipped, done.told) == ({}, 1)


async def test_whoever_has_changed_meanwhile_is_left_alone_and_that_is_said() -> None:
    desk = await waiting(6)
    ira = await desk.office.hire(Role.RECRUITER)
    await confirmed(desk)
    now = desk.office.clock.now()
    await change(desk, NAMES[0], handling=NEW.take(ira.member_id, now))
    await change(desk, NAMES[1], handling=NEW.to(Stage.CONTACT, ira.member_id, now))
    await change(desk, NAMES[2], handling=NEW.put_off(now + timedelta(days=1), ira.member_id, now))
    await change(desk, NAMES[3], standing="standing-rejected")
    done = await over(desk)
    why = {Skip.TAKEN: 1, Skip.ANSWERED: 1, Skip.LATER: 1, Skip.SITE: 1}
    assert (done.told, done.skipped) == (2, why)
    assert [one.name for one in desk.screen().others] == NAMES[:4]


async def test_an_account_that_was_disconnected_is_passed_over() -> None:
    desk = await waiting(2)
    await confirmed(desk)
    async with desk.office.transaction() as tx:
        account = desk.office.account_now(desk.account)
        await tx.accounts.save(replace(account, state=AccountState.DISCONNECTED))
    assert (await over(desk)).skipped == {Skip.DISCONNECTED: 2}
    assert desk.one(NAMES[0]).handling == NEW


async def test_one_who_was_erased_is_no_more_counted() -> None:
    desk = await waiting(2)
    await confirmed(desk)
    ids = (ErasureId(new_id()), desk.office.workspace.id, Why.RETENTION)
    gone = Erasure(*ids, (desk.id_of(NAMES[0]),), desk.office.clock.now())
    async with desk.office.transaction() as tx:
        await tx.erasing.wipe(gone, contacts=False)
    done = await over(desk)
    assert (done.told, done.erased) == (1, 1)


async def test_where_the_site_tells_nobody_it_is_said_before_and_after() -> None:
    clock = FakeClock(hurried=True)
    desk = await waiting(2, FakeSite(clock, LOCAL), clock)
    assert len((await desk.press("refuse")).here) == 2
    await desk.press("list_back")
    asked = await check(desk)
    assert asked.here == {desk.office.site.info.key: 2}
    await desk.press("refuse_yes")
    done = await over(desk)
    assert (done.here, done.told) == (2, 0)
    assert desk.screen().here == {desk.office.site.info.key: 2}
    assert desk.one(NAMES[0]).handling.stage is Stage.REJECTED
    assert [one.turn for one in desk.items] == [Turn.HERE, Turn.HERE]


async def test_a_tag_without_a_value_keeps_those_out_whom_it_would_miss() -> None:
    desk = await make_desk()
    await desk.respond("Анна", days=9)
    await desk.respond("", days=9)
    await desk.command("inbox")
    await desk.press("queue_unanswered")
    asked = await check(desk)
    assert (asked.count, asked.skipped) == (1, {Skip.LACKING: [""]})
    await desk.press("refuse_yes")
    done = await over(desk)
    assert (done.told, done.skipped) == (1, {Skip.LACKING: 1})
    assert "Анна" in str(desk.told[0].text)


async def test_a_text_without_the_name_goes_to_those_who_hide_theirs_as_well() -> None:
    desk = await make_desk()
    await desk.respond("Анна", days=9)
    await desk.respond("", days=9)
    await desk.command("inbox")
    await desk.press("queue_unanswered")
    assert (await check(desk)).hidden == 1
    asked = await desk.press("refuse_nameless")
    assert (asked.count, asked.skipped, asked.hidden) == (2, {}, 0)
    assert "Анна" not in asked.filled.text
    await desk.press("refuse_yes")
    assert (await over(desk)).told == 2
    assert all("Добрий день!" in str(one.text) for one in desk.told)


async def test_a_text_that_nobody_can_get_is_not_confirmed() -> None:
    desk = await waiting(2)
    ids = (AnswerId(new_id()), desk.office.workspace.id)
    dated = Answer(*ids, "Дата", AnswerKind.REJECT, "uk", "До {дата}!", desk.office.clock.now())
    async with desk.office.transaction() as tx:
        await tx.answers.save(dated)
    await desk.press("refuse")
    await desk.press("refuse_words")
    asked = await desk.press("refuse_pick", dated.id)
    assert (asked.count, asked.filled.whole) == (0, False)


async def test_a_second_tap_refuses_nobody_twice_and_two_wishes_are_one() -> None:
    desk = await waiting(2)
    await check(desk)
    version = desk.office.at(desk.oleh).version
    await desk.press("refuse_yes")
    with pytest.raises(Stale):
        await desk.press("refuse_yes", version=version)
    first = desk.refusal
    await desk.command("inbox")
    await desk.press("queue_unanswered")
    await check(desk)
    await desk.press("refuse_yes")
    assert desk.refusal.id != first.id
    assert (await over(desk)).skipped == {Skip.ANSWERED: 2}
    assert len(desk.told) == 2


async def test_who_does_not_watch_hears_of_it_and_only_some_may_stop_it() -> None:
    desk = await waiting(2)
    await confirmed(desk)
    ira = await desk.office.hire(Role.RECRUITER)
    await desk.command("menu", who=ira)
    with pytest.raises(NotAllowed):
        await desk.press("refuse_stop", desk.refusal.id, who=ira)
    assert (await desk.command("inbox")).going[0].left == 2
    await over(desk)
    (said,) = [one for one in desk.office.said(desk.oleh) if isinstance(one, Refused)]
    assert said.tally.told == 2


async def test_who_may_no_more_refuses_nobody() -> None:
    desk = await waiting(2)
    await confirmed(desk)
    await desk.office.demote(desk.oleh, Role.HIRING_MANAGER)
    assert (await over(desk)).skipped == {Skip.UNSEEN: 2}
    assert not desk.told


async def test_an_empty_list_is_nothing_to_refuse() -> None:
    desk = await waiting(1)
    await change(
        desk, NAMES[0], handling=NEW.to(Stage.CONTACT, desk.oleh.member_id, desk.office.clock.now())
    )
    assert isinstance(await desk.press("refuse"), QueueList)
    assert desk.office.flash(desk.oleh) == "review-nobody"
    assert desk.screen().part.queue is Queue.UNANSWERED


async def test_whose_first_message_a_refusal_is_reads_who_processes_their_data() -> None:
    desk = await waiting(2)
    await desk.press("first_notice")
    await desk.press("notice_on")
    await desk.command("inbox")
    await desk.press("queue_unanswered")
    await desk.press("debt_weeks")
    await confirmed(desk)
    await over(desk)
    assert len(desk.told) == 2
    assert all("Ваші дані обробляє" in str(one.text) for one in desk.told)


async def test_who_is_worked_on_is_left_out_until_somebody_says_otherwise() -> None:
    desk = await waiting(3)
    await change(desk, NAMES[1], handling=NEW.take(desk.oleh.member_id, desk.office.clock.now()))
    names = await desk.press("refuse")
    assert (names.total, names.left_out, names.off) == (3, 1, {desk.id_of(NAMES[1])})
    names = await desk.press("refuse_one", desk.id_of(NAMES[1]))
    assert names.left_out == 0


async def test_a_text_that_a_name_makes_too_long_leaves_for_nobody() -> None:
    desk = await make_desk()
    await desk.respond("Ї" * 120, days=9)
    await desk.command("inbox")
    await desk.press("queue_unanswered")
    await desk.press("debt_weeks")
    await confirmed(desk)
    async with desk.office.transaction() as tx:
        await tx.bulk_refusals.save(replace(desk.refusal, words="{ім’я}" + "я" * (TEXT_MOST - 20)))
    assert (await over(desk)).skipped == {Skip.LONG: 1}
    assert not desk.told
