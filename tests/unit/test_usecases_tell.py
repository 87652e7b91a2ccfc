"""From a card to what its candidate reads, and what is owed to the site meanwhile."""

from typing import Any

import pytest

from bot.domain import views
from bot.domain.answer import Answer, AnswerKind, Tag
from bot.domain.errors import (
    AnswerUnderWay,
    NothingToUndo,
    SiteUnavailable,
    Stale,
)
from bot.domain.handling import Reason, Stage
from bot.domain.ids import AnswerId, new_id
from bot.domain.site_action import ActionState, Kind
from tests.fakes import FakeClock, FakeSite
from tests.fakes.store.kinds import ACTIONS
from tests.tell_desk import LOCAL, Desk, at_site


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


async def test_an_invitation_says_that_it_drops_a_reminder(desk: Desk) -> None:
    await desk.on_card("later_morning")
    until = desk.one.handling.later_until
    await desk.on_card("tell_invite")
    await desk.press("tell_own")
    await desk.type("Чекаємо на вас завтра")
    await desk.press("tell_send")
    flash = desk.office.at(desk.office.owner).flash
    assert flash is not None
    assert (flash.text_id, flash.values) == ("card-later-off", {"moment": until})


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
    assert desk.office.flash(desk.office.owner) == "error-nothing-to-undo"
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


async def test_the_employers_own_texts_at_the_site_are_offered_beside_the_templates(
    desk: Desk,
) -> None:
    desk.office.site.beyond.texts["Відмова з hh"] = "Дякуємо, Олено!"
    await desk.on_card("tell_reject")
    words = await desk.press("tell_reason", 0)
    assert list(words.texts) == [("Відмова з hh", "Дякуємо, Олено!")]
    preview = await desk.press("tell_site_text", 0)
    assert preview.filled.text == "Дякуємо, Олено!"
    with pytest.raises(Stale):
        await desk.press("tell_site_text", 1)


async def test_what_the_site_would_not_allow_is_said_before_any_word_is_chosen(
    desk: Desk,
) -> None:
    desk.office.site.beyond.refuses.add(Kind.INVITE)
    await desk.on_card("tell_invite")
    assert desk.screen.error == "error-not-offered"
    await desk.press("leave")
    desk.office.site.forget(desk.one.remote_id)
    await desk.on_card("tell_reply")
    assert desk.screen.error == "error-response-missing"


async def test_where_the_site_has_the_response_no_more_the_refusal_stays_here_and_says_why(
    desk: Desk,
) -> None:
    desk.office.site.forget(desk.one.remote_id)
    await desk.reject()
    assert isinstance(desk.screen, views.ToldHere)
    assert desk.screen.error == "error-response-missing"
    assert desk.office.rows(ACTIONS) == []
    assert desk.one.handling.unaware


async def test_templates_of_ones_own_come_first_and_the_rest_on_other_pages(desk: Desk) -> None:
    office = desk.office
    async with office.transaction() as tx:
        for at in range(9):
            ids = (AnswerId(new_id()), office.workspace.id, f"Свій {at}")
            await tx.answers.save(
                Answer(*ids, AnswerKind.REJECT, "uk", "Дякуємо", office.clock.now())
            )
    await desk.on_card("tell_reject")
    first = await desk.press("tell_reason", 0)
    assert {one.name for one in first.items} == {f"Свій {at}" for at in range(8)}
    assert first.pages > 1
    second = await desk.press("list_page", 1)
    assert second.items[0].name == "Свій 8"
    assert any(one.ready for one in second.items)


async def test_a_site_that_does_not_answer_holds_nobody_up(desk: Desk) -> None:
    desk.office.site.trouble("offers", SiteUnavailable("fake"))
    await desk.on_card("tell_invite")
    assert (desk.screen.error, list(desk.screen.texts)) == (None, [])


async def test_what_the_site_does_not_offer_is_decided_here(desk: Desk) -> None:
    desk.office.site.beyond.refuses.add(Kind.INVITE)
    await desk.on_card("tell_invite")
    await desk.press("tell_own")
    await desk.type("Запрошуємо!")
    assert not desk.screen.passed_on
    await desk.press("tell_send")
    await desk.wait(seconds=11)
    assert desk.told == []
    assert desk.one.handling.stage is Stage.INTERVIEW
