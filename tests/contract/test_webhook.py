"""That the webhook stands, and that Telegram's trouble with it is told: against its emulator."""

import logging
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.domain.paces import Paces
from handlers.inbox import WrongToken
from handlers.webhook import CONNECTIONS, Webhook, drop_webhook, place
from tests.contract.telegram_emulator import Line, line
from tests.emulated import Emulated
from tests.fakes import FakeClock

URL, SECRET = "https://bot.example/telegram/0123", "a-secret"
ALLOWED = ["callback_query", "message"]
NOWHERE = "http://127.0.0.1:9/telegram/0123"


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line(pace=100.0) as one:
        yield one


def _webhook(bot: Bot, url: str = URL, secret: str = SECRET) -> Webhook:
    clock = FakeClock(datetime.now(UTC))
    return Webhook(bot, clock, Paces(), url, secret, ALLOWED)


async def _set(tg: Line) -> int:
    """How often it was set."""
    calls = await tg.telegram.get("calls")
    return len([one for one in calls if one["path"].endswith("/setWebhook")])


async def test_it_is_set_once_by_however_many_processes(tg: Line) -> None:
    first, second = _webhook(tg.bot), _webhook(tg.bot)
    assert not first.stands
    assert await first.look() == timedelta(minutes=1)
    await second.look()
    await first.look()
    assert (first.stands, second.stands, await _set(tg)) == (True, True, 1)
    info = await tg.bot.get_webhook_info()
    assert (info.url, info.max_connections) == (URL, CONNECTIONS)
    assert list(info.allowed_updates) == ALLOWED


@pytest.mark.parametrize(
    "changed", [{"url": "https://other.example/x"}, {"max_connections": 1}, {"allowed_updates": []}]
)
async def test_what_was_changed_is_set_anew_and_what_waits_stays(
    tg: Line, changed: dict[str, object]
) -> None:
    await (await tg.phone()).type("чекає")
    webhook = _webhook(tg.bot)
    await webhook.look()
    usual = {"url": URL, "max_connections": CONNECTIONS, "allowed_updates": ALLOWED}
    await tg.bot.set_webhook(**{**usual, **changed})  # type: ignore[arg-type]  # of any of them
    await webhook.look()
    info = await tg.bot.get_webhook_info()
    assert (info.url, info.max_connections, info.pending_update_count) == (URL, CONNECTIONS, 1)
    assert await _set(tg) == 3


async def test_an_address_that_telegram_refuses_is_told_once(
    tg: Line, caplog: pytest.LogCaptureFixture
) -> None:
    webhook = _webhook(tg.bot, "http://bot.example/telegram/0123")
    pauses = [await webhook.look() for _ in range(8)]
    assert [one.total_seconds() for one in pauses] == [2, 4, 8, 16, 32, 60, 60, 60]
    assert not webhook.stands
    (said,) = [one.getMessage() for one in caplog.records]
    assert "an https url must be provided for webhook" in said


async def test_telegram_that_is_away_is_asked_again(
    tg: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    webhook = _webhook(tg.bot)
    await webhook.look()
    await Emulated(tg.base, tg.session).fault(path="/getWebhookInfo", kind="drop_before", times=1)
    assert await webhook.look() == timedelta(seconds=2)
    assert webhook.stands  # as far as Telegram has told
    await webhook.look()
    said = [one.getMessage() for one in caplog.records if one.name == "handlers.webhook"]
    assert said[0] == "Telegram posts updates to https://bot.example, 0 wait"
    assert said[1].startswith("the webhook can't be looked at or set: NetworkError")
    assert said[2:] == ["Telegram knows the webhook again"]


async def test_a_wrong_token_ends_it(tg: Line) -> None:
    wrong = Bot("7700000001:AAnobodyKnowsThisTokenHere", f"{tg.base}/bot")
    async with wrong.request:
        with pytest.raises(WrongToken):
            await _webhook(wrong).look()


async def test_trouble_is_told_once_and_its_end_too(
    tg: Line, caplog: pytest.LogCaptureFixture
) -> None:
    webhook = _webhook(tg.bot, NOWHERE)
    await webhook.look()
    await (await tg.phone()).type("є хто?")
    while (await tg.bot.get_webhook_info()).last_error_date is None:
        pass
    for _ in range(2):
        await webhook.look()
    (said,) = [one.getMessage() for one in caplog.records]
    assert said.startswith("Telegram has trouble with the webhook: Connection failed")
    assert said.endswith("1 wait")
    assert webhook.stands
    caplog.set_level(logging.INFO)
    await drop_webhook(tg.bot)
    await tg.updates()
    await webhook.look()
    assert caplog.records[-1].getMessage() == "Telegram brings updates again"


async def test_an_error_of_long_ago_is_not_told(tg: Line, caplog: pytest.LogCaptureFixture) -> None:
    webhook = _webhook(tg.bot, NOWHERE)
    await webhook.look()
    await (await tg.phone()).type("є хто?")
    while (await tg.bot.get_webhook_info()).last_error_date is None:
        pass
    late = FakeClock(datetime.fromtimestamp(time.time(), UTC) + timedelta(hours=1))
    await Webhook(tg.bot, late, Paces(), NOWHERE, SECRET, ALLOWED).look()
    assert caplog.records == []


async def test_who_fetches_takes_a_webhook_away_and_loses_nothing(tg: Line) -> None:
    await drop_webhook(tg.bot)
    await _webhook(tg.bot).look()
    await (await tg.phone()).type("чекає")
    with pytest.raises(Conflict):
        await tg.bot.get_updates()
    await drop_webhook(tg.bot)
    assert (await tg.update()).message is not None
    calls = await tg.telegram.get("calls")
    assert len([one for one in calls if one["path"].endswith("/deleteWebhook")]) == 1


def test_of_an_address_only_the_place_is_shown() -> None:
    assert place("https://me:secret@bot.example:8443/telegram/0123?x=1") == (
        "https://bot.example:8443"
    )
