"""From a card to what its candidate reads, and what is owed to the site meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.answer import AnswerKind, Tag
from bot.domain.application import Application
from bot.domain.errors import (
    AnswerUnderWay,
    NothingToUndo,
    Rejected,
    SiteUnavailable,
    Stale,
)
from bot.domain.handling import Reason, Stage
from bot.domain.publication import ActionState, Kind, SiteAction
from bot.domain.reply import Reply
from bot.domain.site import Can, Problem
from bot.domain.views import Screen
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites.world import INFO
from tests.fakes.store.kinds import ACCOUNTS, ACTIONS, APPLICATIONS
from tests.office import Office, no_words

LOCAL = replace(INFO, can=INFO.can - {Can.INVITE, Can.REJECT, Can.MESSAGE})
"""A site that tells candidates nothing."""


@dataclass
class Desk:
    """A recruiter with one candidate's card."""

    office: Office

    @property
    def one(self) -> Application:
        return self.office.rows(APPLICATIONS)[0]

    @property
    def action(self) -> SiteAction:
        return self.office.rows(ACTIONS)[-1]

    def state(self) -> ActionState:
        """Where the last answer stands."""
        return self.action.state

    @property
    def told(self) -> Sequence[Reply]:
        return self.office.site.beyond.told

    async def on_card(self, verb: str) -> None:
        """A button of the card."""
        cards = [
            one
            for one in self.office.chat.now(self.office.owner.chat_id)
            if isinstance(one.view, views.Card)
        ]
        asked = Press(self.one.id, self.one.version, cards[-1].message_id)
        context = Context(self.office.make, self.office.uow, self.office.clock, no_words, {})
        await context.do(self.office.owner.person, BUTTONS[verb], asked)
        await self.office.work()

    async def press(self, verb: str, id: int = 0) -> Any:
        """A button of the screen; what it shows then."""
        await self.office.press(self.office.owner, verb, id)
        await self.office.work()
        return self.screen

    async def type(self, text: str) -> Any:
        await self.office.type(self.office.owner, text)
        await self.office.work()
        return self.screen

    @property
    def screen(self) -> Any:
        screens = [
            one.view
            for one in self.office.chat.now(self.office.owner.chat_id)
            if isinstance(one.view, Screen)
        ]
        return screens[-1].view

    @property
    def card(self) -> Any:
        cards = [
            one.view
            for one in self.office.chat.now(self.office.owner.chat_id)
            if isinstance(one.view, views.Card)
        ]
        return cards[-1]

    async def reject(self, words: bool = True) -> None:
        """All the way to the last tap."""
        await self.on_card("tell_reject")
        await self.press("tell_reason", list(Reason).index(Reason.SALARY))
        if words:
            await self.press("tell_template", self.screen.items[0].id)
        else:
            await self.press("tell_silent")
        await self.press("tell_send")

    async def wait(self, **units: float) -> None:
        """Time passes, and what is due is done."""
        await self.office.clock.sleep(timedelta(**units))
        await self.office.tick()


async def at_site(site: FakeSite | None = None, clock: FakeClock | None = None) -> Desk:
    office = await Office(*([site] if site else []), clock=clock).open()
    account = await office.account()
    ad = await office.live(account)
    assert ad.remote_id is not None
    office.site.respond(
        ad.remote_id, name="Коваль Олена", phones=("+380671234521",), emails=("o@example.com",)
    )
    await office.sync(account)
    await office.work()
    return Desk(office)


@pytest.fixture
async def desk() -> Desk:
    return await at_site()


@pytest.fixture
async def local() -> Desk:
    clock = FakeClock(hurried=True)
    return await at_site(FakeSite(clock, LOCAL), clock)


# -- the way there -------------------------------------------------------------------------


async def test_a_refusal_asks_why_then_which_words_then_shows_them(desk: Desk) -> None:
    await desk.on_card("tell_reject")
    assert isinstance(desk.screen, views.TellReason)
    words = await desk.press("tell_reason", list(Reason).index(Reason.SALARY))
    assert isinstance(words, views.TellWords)
    assert words.passed_on
    assert {one.kind for one in words.items} == {AnswerKind.REJECT}
    assert words.items[0].language == "uk"
    preview = await desk.press("tell_template", words.items[0].id)
    assert isinstance(preview, views.TellPreview)
    assert preview.reason is Reason.SALARY
    assert preview.filled is not None
    assert preview.filled.whole
    for known in ("Олена", "Бариста", "Олег Щур", "ТОВ «Ромашка»"):
        assert known in preview.filled.text
    assert desk.told == []
    assert desk.office.rows(ACTIONS) == []


async def test_nothing_leaves_before_the_undo_is_over_and_then_once(desk: Desk) -> None:
    await desk.reject()
    assert isinstance(desk.screen, views.Told)
    assert desk.screen.until == desk.office.clock.now() + desk.office.paces.undo
    assert desk.one.handling.stage is Stage.REJECTED
    assert desk.one.handling.reason is Reason.SALARY
    assert desk.card.state.undo
    assert desk.told == []
    await desk.wait(seconds=11)
    (reply,) = desk.told
    assert (reply.kind, reply.remote_id) == (Kind.REJECT, desk.one.remote_id)
    assert reply.text is not None
    assert "Олена" in reply.text
    shown: Any = desk.screen
    assert (desk.action.state, shown.until) == (ActionState.DONE, None)
    assert desk.one.standing == "standing-rejected"
    assert desk.card.state.answer == desk.action
    await desk.wait(hours=1)
    assert len(desk.told) == 1


async def test_a_silent_refusal_says_nothing(desk: Desk) -> None:
    await desk.reject(words=False)
    await desk.wait(seconds=11)
    assert [one.text for one in desk.told] == [None]


async def test_undone_on_its_screen_the_site_sees_no_call(desk: Desk) -> None:
    await desk.reject()
    await desk.press("told_undo", desk.action.id)
    assert desk.office.flash(desk.office.owner) == "tell-undone"
    assert desk.one.handling.stage is Stage.NEW
    assert desk.state() is ActionState.WITHDRAWN
    await desk.wait(minutes=5)
    assert "answer" not in desk.office.site.calls


async def test_undone_on_the_card_the_site_sees_no_call(desk: Desk) -> None:
    await desk.reject()
    await desk.on_card("undo")
    assert (desk.one.handling.stage, desk.action.state) == (Stage.NEW, ActionState.WITHDRAWN)
    await desk.wait(minutes=5)
    assert "answer" not in desk.office.site.calls


async def test_once_it_has_left_it_cant_be_taken_back(desk: Desk) -> None:
    await desk.reject()
    await desk.wait(seconds=11)
    with pytest.raises(NothingToUndo):
        await desk.on_card("undo")
    await desk.press("told_undo", desk.action.id)
    assert desk.one.handling.stage is Stage.REJECTED


async def test_a_tag_without_a_value_stands_in_the_way_until_it_is_typed(desk: Desk) -> None:
    await desk.on_card("tell_invite")
    (talk,) = [one for one in desk.screen.items if one.ready == "invite-talk-uk"]
    preview = await desk.press("tell_template", talk.id)
    assert preview.filled.lacking == (Tag.DATE, Tag.ADDRESS)
    await desk.press("tell_send")
    assert desk.office.flash(desk.office.owner) == "tell-not-whole"
    assert desk.office.rows(ACTIONS) == []
    await desk.press("tell_value", list(Tag).index(Tag.DATE))
    await desk.type("вівторок, 12:00")
    await desk.press("tell_value", list(Tag).index(Tag.ADDRESS))
    preview = await desk.type("Хрещатик, 1")
    assert preview.filled.whole
    await desk.press("tell_send")
    assert desk.one.handling.stage is Stage.INTERVIEW
    await desk.wait(seconds=11)
    (reply,) = desk.told
    assert reply.text is not None
    assert "вівторок, 12:00, Хрещатик, 1" in reply.text


async def test_an_unknown_tag_of_ones_own_stands_in_the_way(desk: Desk) -> None:
    await desk.on_card("tell_reply")
    await desk.press("tell_own")
    preview = await desk.type("Ваша {зарплата}?")
    assert preview.filled.unknown == ("зарплата",)
    await desk.press("tell_send")
    assert desk.office.flash(desk.office.owner) == "tell-not-whole"


async def test_what_is_typed_goes_to_the_preview_and_never_straight_out(desk: Desk) -> None:
    await desk.on_card("tell_reply")
    await desk.press("tell_own")
    preview = await desk.type("Коли вам зручно?")
    assert isinstance(preview, views.TellPreview)
    await desk.wait(minutes=1)
    assert desk.told == []
    await desk.press("tell_own")
    assert desk.screen.present == "Коли вам зручно?"
    await desk.type("Коли подзвонити, {ім'я}?")
    await desk.press("tell_send")
    await desk.wait(seconds=11)
    assert [one.text for one in desk.told] == ["Коли подзвонити, Олена?"]
    assert desk.one.handling.stage is Stage.CONTACT


async def test_a_second_answer_waits_until_the_first_has_arrived(desk: Desk) -> None:
    await desk.reject()
    with pytest.raises(AnswerUnderWay):
        await desk.on_card("tell_invite")
    await desk.wait(seconds=11)
    await desk.on_card("tell_invite")
    assert isinstance(desk.screen, views.TellWords)


async def test_buttons_of_a_way_that_was_left_do_nothing(desk: Desk) -> None:
    await desk.on_card("tell_reject")
    await desk.press("leave")
    for verb in ("tell_reason", "tell_template", "tell_silent", "tell_send", "tell_own"):
        with pytest.raises(Stale):
            await desk.press(verb)


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


async def test_a_response_deleted_on_the_site_before_the_tap_is_told_so(desk: Desk) -> None:
    desk.office.site.forget(desk.one.remote_id)
    await desk.reject()
    await desk.wait(seconds=11)
    assert (desk.action.state, desk.action.error) == (
        ActionState.FAILED,
        "error-response-missing",
    )


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
