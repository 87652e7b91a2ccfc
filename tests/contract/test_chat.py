"""The port Chat against the emulated Bot API: a refusal is an outcome, or what passes is sent."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot

from bot.domain.paces import Paces
from bot.domain.views import Screen
from bot.ports import Address, Delivered, Gone, Moved, NoTopic, Outcome, Refused, TryLater
from tests.contract.chat_desk import FORM, MENU, Desk, seated
from tests.contract.telegram_emulator import SPEC, line


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with line() as tg:
        yield await seated(tg)


# -- screens ------------------------------------------------------------------------------


async def test_a_screen_is_a_message_with_buttons(desk: Desk) -> None:
    sent = await desk.says(MENU)
    (shown,) = [one for one in await desk.phone.messages() if one.by_bot]
    assert shown.message_id == sent
    assert shown.text.startswith("🏢 Ромашка · пн 14:05")
    assert "<b>Ромашка</b>" in shown.html
    assert shown.button("Публікації").value == "1|status|0|7"
    assert await desk.tg.telegram.violations() == []


async def test_a_screen_is_edited_in_place(desk: Desk) -> None:
    sent = await desk.says(MENU)
    assert await desk.says(FORM, edit=sent) == sent
    assert len(await desk.texts()) == 1
    assert await desk.says(FORM, edit=sent) == sent  # "message is not modified"


async def test_a_screen_that_says_the_same_already_is_left_as_it_is(desk: Desk) -> None:
    sent = await desk.chat.show(desk.address, MENU)
    assert isinstance(sent, Delivered)
    await desk.fault("editMessageText", kind="status", status=500)
    again = await desk.chat.show(desk.address, MENU, edit=sent.message_id, said=sent.text_hash)
    assert again == sent
    other = Screen(MENU.view, MENU.version + 1)  # its buttons differ
    changed = await desk.chat.show(desk.address, other, edit=sent.message_id, said=sent.text_hash)
    assert isinstance(changed, TryLater)


async def test_a_message_that_is_gone_is_sent_anew(desk: Desk) -> None:
    sent = await desk.says(MENU)
    await desk.chat.erase(desk.address, sent)
    again = await desk.says(FORM, edit=sent)
    assert again != sent
    assert len(await desk.texts()) == 1


async def test_a_change_of_a_message_that_is_gone_may_be_let_go(desk: Desk) -> None:
    sent = await desk.says(MENU)
    await desk.chat.erase(desk.address, sent)
    done = await desk.chat.show(desk.address, FORM, edit=sent, anew=False)
    assert isinstance(done, Delivered)
    assert done.message_id == sent
    assert await desk.texts() == []


async def test_a_message_of_somebody_else_is_not_edited(desk: Desk) -> None:
    typed = await desk.phone.type("моє")
    sent = await desk.says(MENU, edit=typed)
    assert sent != typed
    assert len(await desk.texts()) == 1


async def test_a_text_becomes_a_card_and_a_card_a_text_again(desk: Desk) -> None:
    sent = await desk.says(MENU)
    carded = await desk.says(desk.card(), edit=sent)
    assert (await desk.phone.screen()).document is not None
    back = await desk.says(MENU, edit=carded)
    (only,) = [one for one in await desk.phone.messages() if one.by_bot]
    assert only.message_id == back
    assert only.document is None
    assert only.text.startswith("🏢 Ромашка")


async def test_an_answer_to_a_message_that_is_gone_is_sent_without_it(desk: Desk) -> None:
    typed = await desk.phone.type("/menu")
    assert (await desk.phone.messages())[-1].message_id == typed
    await desk.says(MENU, reply_to=typed)
    assert (await desk.phone.screen()).reply_to == typed
    await desk.says(MENU, reply_to=999)
    assert (await desk.phone.screen()).reply_to is None
    await desk.refuse("sendMessage", "Bad Request: message to be replied not found")
    await desk.says(MENU, reply_to=typed)


async def test_a_message_that_telegram_can_not_read_goes_out_as_plain_text(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    words = 'Bad Request: can\'t parse entities: Unsupported start tag "олена" at byte offset 3'
    await desk.refuse("sendMessage", words)
    await desk.says(MENU)
    shown = await desk.phone.screen()
    assert shown.text.startswith("🏢 Ромашка")
    assert "<b>" not in shown.html
    ours = [one for one in caplog.records if one.name == "handlers.chat"]
    assert [one.levelno for one in ours] == [logging.ERROR]
    assert "олена" not in str(ours[0].__dict__)


@pytest.mark.parametrize(
    "words", ["BUTTON_URL_INVALID", "inline keyboard button URL 'x' is invalid: Wrong HTTP URL"]
)
async def test_buttons_whose_address_is_refused_are_left_out(desk: Desk, words: str) -> None:
    await desk.refuse("sendDocument", f"Bad Request: {words}")
    await desk.says(desk.card())
    assert (await desk.phone.screen()).buttons == ("📋 Телефон", "📋 E-mail")


# -- outcomes -----------------------------------------------------------------------------


async def shown(desk: Desk, address: Address | None = None) -> Outcome:
    return await desk.chat.show(address or desk.address, MENU)


async def test_a_pause_that_telegram_asks_for_is_told() -> None:
    async with line(slack=0.0) as tg:
        desk = await seated(tg)
        outcomes = [await shown(desk) for _ in range(4)]
    assert [type(one) for one in outcomes[:3]] == [Delivered] * 3
    assert outcomes[3] == TryLater(timedelta(seconds=1))


async def test_a_pause_lasts_as_long_as_the_pace_lets_it() -> None:
    async with line(slack=0.0) as tg:
        desk = await seated(tg, paces=Paces(factor=10))
        outcomes = [await shown(desk) for _ in range(4)]
    assert outcomes[3] == TryLater(timedelta(seconds=0.1))


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "status", "status": 500},
        {"kind": "status", "status": 502, "body": "<html>Bad Gateway</html>"},
        {"kind": "drop_before"},
        {"kind": "drop_after"},
        {"kind": "garbage"},
    ],
    ids=lambda rule: str(rule["kind"]) + str(rule.get("status", "")),
)
async def test_telegram_away_means_later_for_every_chat(desk: Desk, rule: dict[str, Any]) -> None:
    await desk.fault("sendMessage", **rule)
    assert await shown(desk) == TryLater(timedelta(seconds=5), chat_only=False)
    assert isinstance(await shown(desk), Delivered)


async def test_a_token_that_is_no_longer_good_means_later(desk: Desk) -> None:
    await desk.refuse("sendMessage", "Unauthorized", code=401)
    assert await shown(desk) == TryLater(timedelta(seconds=5), chat_only=False)


async def test_before_telegram_was_ever_reached_everything_waits(desk: Desk) -> None:
    stranger = replace(desk.chat, bot=Bot("1:never-reached"))
    away = TryLater(timedelta(seconds=5), chat_only=False)
    assert await stranger.show(desk.address, MENU) == away
    assert await stranger.show(desk.address, desk.card()) == away


async def test_a_person_who_blocked_the_bot_is_gone(desk: Desk) -> None:
    await desk.phone.block()
    assert await shown(desk) == Gone()
    await desk.phone.unblock()
    assert isinstance(await shown(desk), Delivered)


async def test_chats_that_are_not_there_are_gone(desk: Desk) -> None:
    assert await shown(desk, replace(desk.address, chat_id=123_456)) == Gone()
    stranger = await desk.tg.phone("Ніхто")
    assert await shown(desk, replace(desk.address, chat_id=stranger.person)) == Gone()
    await desk.refuse("sendMessage", "Forbidden: user is deactivated", code=403)
    assert await shown(desk) == Gone(person=True)
    await desk.refuse("sendMessage", "Bad Request: CHAT_WRITE_FORBIDDEN")
    assert await shown(desk) == Gone()


async def test_a_group_that_became_a_supergroup_has_moved(desk: Desk) -> None:
    group = await desk.tg.telegram.group(
        "Відділ", type="group", members=[desk.phone.person, SPEC.id]
    )
    moved = await desk.tg.telegram.post(f"chats/{group}/migrate")
    outcome = await shown(desk, replace(desk.address, chat_id=group, group=True))
    assert isinstance(outcome, Moved)
    assert str(outcome.chat_id).startswith("-100"), moved


async def test_what_belongs_into_a_topic_that_is_gone_goes_nowhere_else(desk: Desk) -> None:
    """It is owed until the topic is back, and who linked it is told."""
    group = await desk.tg.telegram.group(
        "Форум", type="supergroup", forum=True, members=[desk.phone.person, SPEC.id]
    )
    address = replace(desk.address, chat_id=group, thread_id=987_654, group=True)
    assert await shown(desk, address) == NoTopic()


async def test_a_refusal_that_nothing_helps_against_is_told_without_what_it_quotes(
    desk: Desk,
) -> None:
    await desk.refuse("sendMessage", 'Bad Request: strange "Олена Коваль" thing')
    outcome = await shown(desk)
    assert isinstance(outcome, Refused)
    assert "strange" in outcome.reason.lower()
    assert "Олена" not in outcome.reason


async def test_a_message_refused_in_every_form_is_refused(desk: Desk) -> None:
    words = "Bad Request: can't parse entities: odd"
    await desk.refuse("sendMessage", words, times=9)
    assert isinstance(await shown(desk), Refused)


# -- taking away --------------------------------------------------------------------------


async def test_a_password_is_taken_away(desk: Desk) -> None:
    typed = await desk.phone.type("hunter2")
    assert await desk.chat.erase(desk.address, typed) == Delivered(typed)
    await desk.phone.gone("hunter2")
    assert await desk.chat.erase(desk.address, typed) == Delivered(typed)


async def old(desk: Desk) -> None:
    await desk.tg.telegram.post("age", **{"as": desk.phone.person}, seconds=49 * 3600)


async def test_an_old_message_of_ours_is_emptied(desk: Desk) -> None:
    sent = await desk.says(MENU)
    await old(desk)
    assert await desk.chat.erase(desk.address, sent) == Delivered(sent)
    assert await desk.texts() == ["🗑 Видалено"]
    assert await desk.chat.erase(desk.address, sent) == Delivered(sent)


async def test_an_old_card_loses_its_file_too(desk: Desk) -> None:
    sent = await desk.says(desk.card())
    await old(desk)
    assert await desk.chat.erase(desk.address, sent) == Delivered(sent)
    shown = await desk.phone.screen()
    assert shown.text == "🗑 Видалено"
    assert shown.document is not None
    assert await desk.phone.download(shown.document) == "🗑 Видалено".encode()
    assert shown.rows == ()


async def test_an_old_message_of_a_person_can_not_be_taken_away(desk: Desk) -> None:
    typed = await desk.phone.type("hunter2")
    await old(desk)
    assert isinstance(await desk.chat.erase(desk.address, typed), Refused)


async def test_taking_away_meets_the_same_outcomes(desk: Desk) -> None:
    sent = await desk.says(MENU)
    await desk.fault("deleteMessage", kind="drop_before")
    assert isinstance(await desk.chat.erase(desk.address, sent), TryLater)
    await desk.phone.block()
    assert await desk.chat.erase(desk.address, sent) in (Gone(), Delivered(sent))


async def test_nothing_of_a_candidate_is_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await desk.refuse("sendDocument", "Bad Request: can't parse entities: «Олена»")
    await desk.refuse("sendDocument", "Bad Request: wholly unknown «Олена»")
    await desk.chat.show(desk.address, desk.card())
    ours = [str(one.__dict__) for one in caplog.records if one.name.startswith("handlers.")]
    assert len(ours) == 2
    for secret in ("Олена", "+38067", "o.koval", "Koval", "Готова"):
        assert secret not in "".join(ours)
