"""An answer to a candidate that does not arrive, or that no site passes on."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.answer import Tag
from bot.domain.errors import (
    Rejected,
    SiteUnavailable,
    Stale,
)
from bot.domain.handling import Stage
from bot.domain.notice import NoticeKind
from bot.domain.reply import Reply
from bot.domain.site import Problem
from bot.domain.site_action import ActionState, Kind
from bot.usecases.erase_person import came_back
from bot.usecases.owe_answer import tell_job
from bot.usecases.tell_candidate import TellCandidate
from tests.fakes import FakeClock, FakeSite
from tests.fakes.store.kinds import ACCOUNTS, ACTIONS, NOTICES
from tests.tell_desk import LOCAL, Desk, at_site


@pytest.fixture
async def desk() -> Desk:
    return await at_site()


@pytest.fixture
async def local() -> Desk:
    clock = FakeClock(hurried=True)
    return await at_site(FakeSite(clock, LOCAL), clock)


# -- what goes wrong -----------------------------------------------------------------------


async def test_a_lost_answer_is_looked_for_and_never_sent_twice(desk: Desk) -> None:
    await desk.reject()
    desk.office.site.lose_answer("answer", after=True)
    await desk.wait(seconds=11)
    assert desk.state() is ActionState.UNSURE
    await desk.wait(seconds=30)
    assert desk.state() is ActionState.DONE
    assert len(desk.told) == 1
    assert desk.office.site.calls.count("answered") == 1


async def test_what_surely_did_not_arrive_is_sent_again(desk: Desk) -> None:
    await desk.reject()
    desk.office.site.lose_answer("answer", after=False)
    for _ in range(6):
        await desk.wait(minutes=1)
    assert desk.state() is ActionState.DONE
    assert len(desk.told) == 1


async def test_a_process_killed_amid_the_request_looks_first(desk: Desk) -> None:
    await desk.reject()
    now = desk.office.clock.now()
    async with desk.office.transaction() as tx:
        sending = replace(desk.action.to(ActionState.SENDING, now), attempts=1)
        await tx.actions.save(sending, was=ActionState.OWED)
    desk.office.site.beyond.told.append(
        Reply(Kind.REJECT, desk.one.remote_id, desk.action.unique_key, desk.action.words)
    )
    for _ in range(3):
        await desk.wait(seconds=30)
    assert desk.state() is ActionState.DONE
    assert "answer" not in desk.office.site.calls


async def test_a_refusal_of_the_site_is_told_with_its_words_and_a_way_on(desk: Desk) -> None:
    await desk.reject()
    words = Problem("limit", "Ліміт вичерпано")
    desk.office.site.trouble("answer", Rejected("fake", (words,)))
    await desk.wait(seconds=11)
    assert (desk.action.state, desk.action.problems) == (ActionState.FAILED, (words,))
    assert desk.card.state.answer == desk.action
    said = [one for one in desk.office.said(desk.office.owner) if isinstance(one, views.CardSaid)]
    assert [one.word for one in said] == ["untold"]
    await desk.on_card("tell_again")
    assert isinstance(desk.screen, views.Told)
    await desk.wait(seconds=11)
    assert desk.state() is ActionState.DONE
    assert len(desk.told) == 1


async def test_a_site_that_is_down_is_asked_again_later(desk: Desk) -> None:
    await desk.reject()
    desk.office.site.trouble("answer", SiteUnavailable("fake"))
    await desk.wait(seconds=11)
    assert desk.state() is ActionState.OWED
    await desk.wait(minutes=2)
    assert desk.state() is ActionState.DONE


async def test_a_response_deleted_on_the_site_after_the_tap_is_told_so_and_not_tried_again(
    desk: Desk,
) -> None:
    await desk.reject()
    desk.office.site.forget(desk.one.remote_id)
    await desk.wait(seconds=11)
    assert (desk.action.state, desk.action.error) == (
        ActionState.FAILED,
        "error-response-missing",
    )
    with pytest.raises(Stale):
        await desk.on_card("tell_again")


async def test_an_account_disconnected_between_card_and_tap_keeps_the_decision_here(
    desk: Desk,
) -> None:
    account = desk.office.rows(ACCOUNTS)[0]
    async with desk.office.transaction() as tx:
        await tx.accounts.save(replace(account, state=AccountState.DISCONNECTED))
    await desk.reject()
    assert isinstance(desk.screen, views.ToldHere)
    assert desk.screen.disconnected
    assert desk.one.handling.stage is Stage.REJECTED
    assert desk.office.rows(ACTIONS) == []


async def test_an_account_disconnected_within_the_undo_fails_with_a_way_on(desk: Desk) -> None:
    await desk.reject()
    account = desk.office.rows(ACCOUNTS)[0]
    async with desk.office.transaction() as tx:
        await tx.accounts.save(replace(account, state=AccountState.DISCONNECTED))
    await desk.wait(seconds=11)
    assert (desk.action.state, desk.action.error) == (ActionState.FAILED, "error-not-connected")
    assert desk.told == []


# -- a site that tells candidates nothing --------------------------------------------------


async def test_where_the_site_cant_the_decision_stays_here_and_says_so(local: Desk) -> None:
    await local.on_card("tell_reject")
    words = await local.press("tell_reason", 0)
    assert not words.passed_on
    await local.press("tell_template", words.items[0].id)
    here = await local.press("tell_send")
    assert isinstance(here, views.ToldHere)
    assert not here.disconnected
    assert here.words is not None
    assert "Олена" in here.words
    assert here.application.phones == ("+380671234521",)
    assert local.one.handling.stage is Stage.REJECTED
    await local.wait(minutes=1)
    assert "answer" not in local.office.site.calls
    assert local.office.rows(ACTIONS) == []


async def test_a_decision_that_stayed_here_is_undone_on_the_card(local: Desk) -> None:
    await local.reject()
    await local.on_card("undo")
    assert local.one.handling.stage is Stage.NEW


async def test_whose_card_stands_nowhere_by_then_hears_that_the_candidate_was_not_told(
    desk: Desk,
) -> None:
    await desk.reject()
    office = desk.office
    async with office.transaction() as tx:
        for one in office.rows(NOTICES):
            if one.kind is NoticeKind.CARD:  # a carousel shows somebody else by now
                await tx.notices.withdraw(one)
    office.site.trouble("answer", Rejected("fake", (Problem("text", "Ні"),)))
    await desk.wait(seconds=11)
    assert desk.state() is ActionState.FAILED
    words = [one.view for one in office.chat.said if isinstance(one.view, views.CardSaid)]
    assert [one.word for one in words] == ["untold"]


async def test_somebody_erased_before_it_left_is_told_nothing(desk: Desk) -> None:
    await desk.reject()
    job = tell_job(desk.action, desk.one.account_id)
    erasure = came_back(desk.one, desk.office.clock.now())
    async with desk.office.transaction() as tx:
        await tx.erasing.add(erasure)
        await tx.erasing.wipe(erasure, contacts=False)
    await desk.office.make(TellCandidate)(job)
    assert list(desk.told) == []


async def test_a_text_that_grew_too_long_with_its_values_stays_here(desk: Desk) -> None:
    await desk.on_card("tell_reply")
    await desk.press("tell_own")
    await desk.type("{дата} " * 100)
    await desk.press("tell_value", list(Tag).index(Tag.DATE))
    await desk.type("д" * 200)
    await desk.press("tell_send")
    assert desk.office.flash(desk.office.owner) == "bad-answer-long"
    assert desk.office.rows(ACTIONS) == []
