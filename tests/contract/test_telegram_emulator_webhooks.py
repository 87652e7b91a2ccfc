"""The emulated Telegram posts updates as the Bot API says, and as its server does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import WebhookInfo
from telegram.error import Conflict

from bot.emulator_kit import serve
from tests.contract.telegram_emulator import Line, line, refused

SECRET = "X-Telegram-Bot-Api-Secret-Token"
PACE = 100.0


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line(pace=PACE) as one:
        yield one


@dataclass
class Hook:
    """Where updates come to. `answers` are given first, after them 200; `held`: none is."""

    base: str = ""
    answers: list[web.Response] = field(default_factory=list)
    held: asyncio.Event | None = None
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    most: int = 0
    _busy: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        self._busy += 1
        self.most = max(self.most, self._busy)
        self.got.append(await request.json())
        self.secrets.append(request.headers.get(SECRET))
        self._news.set()
        if self.held is not None:
            await self.held.wait()
        self._busy -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [one["message"]["text"] for one in self.got]

    async def until(self, count: int) -> None:
        """So many have come."""
        async with asyncio.timeout(20):
            while len(self.got) < count:
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def _hook(*answers: int, **given: Any) -> AsyncIterator[Hook]:
    one = Hook(answers=[web.Response(status=status) for status in answers], **given)
    application = web.Application()
    application.router.add_post("/hook", one.take)
    runner, base = await serve(application)
    one.base = f"{base}/hook"
    try:
        yield one
    finally:
        if one.held is not None:
            one.held.set()
        await runner.cleanup()


async def _info(tg: Line, fits: Callable[[WebhookInfo], object]) -> WebhookInfo:
    """What Telegram tells of the webhook, once it fits."""
    async with asyncio.timeout(20):
        while not fits(info := await tg.bot.get_webhook_info()):
            pass
    return info


def _idle(info: WebhookInfo) -> bool:
    return not info.pending_update_count


async def test_polling_is_refused_while_a_webhook_is_set(tg: Line) -> None:
    await tg.bot.set_webhook("https://bot.example/hook", secret_token="abc")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await tg.bot.get_updates()
    await tg.bot.delete_webhook()
    assert await tg.bot.get_updates() == ()


async def test_a_webhook_is_told_as_it_was_set(tg: Line) -> None:
    before = await tg.bot.get_webhook_info()
    assert (before.url, before.max_connections, before.allowed_updates) == ("", None, ())
    allowed = ["callback_query", "message"]
    await tg.bot.set_webhook("https://bot.example/a", max_connections=7, allowed_updates=allowed)
    found = await tg.bot.get_webhook_info()
    assert (found.url, found.max_connections) == ("https://bot.example/a", 7)
    assert list(found.allowed_updates) == allowed
    assert (found.pending_update_count, found.last_error_date) == (0, None)
    await tg.bot.set_webhook("https://bot.example/b")
    again = await tg.bot.get_webhook_info()
    assert (again.max_connections, list(again.allowed_updates)) == (40, allowed)
    await tg.bot.set_webhook("")
    assert (await tg.bot.get_webhook_info()).url == ""


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("http://bot.example/hook", None, "An HTTPS URL must be provided"),
        ("https://bot.example/hook", "пароль", "secret token contains unallowed characters"),
        ("https://bot.example/hook", "a" * 257, "secret token is too long"),
    ],
)
async def test_what_telegram_would_not_take_is_refused(
    tg: Line, url: str, secret: str | None, words: str
) -> None:
    with refused(words):
        await tg.bot.set_webhook(url, secret_token=secret)
    assert (await tg.bot.get_webhook_info()).url == ""


async def test_an_update_is_posted_with_the_secret(tg: Line) -> None:
    async with _hook() as hook:
        await tg.bot.set_webhook(hook.base, secret_token="s3cret_-")
        await (await tg.phone()).type("вгору")
        await hook.until(1)
        await _info(tg, _idle)
        await tg.bot.set_webhook(hook.base)
        await (await tg.phone()).type("і далі")
        await hook.until(2)
    assert hook.texts == ["вгору", "і далі"]
    assert hook.secrets == ["s3cret_-", None]


async def test_what_waited_before_the_webhook_is_posted_unless_it_is_dropped(tg: Line) -> None:
    phone = await tg.phone()
    await phone.type("раніше")
    async with _hook() as hook:
        await tg.bot.set_webhook(hook.base)
        await hook.until(1)
        await _info(tg, _idle)
        await tg.bot.delete_webhook()
        await phone.type("зайве")
        await tg.bot.set_webhook(hook.base, drop_pending_updates=True)
        await phone.type("потрібне")
        await hook.until(2)
    assert hook.texts == ["раніше", "потрібне"]


async def test_what_waits_when_a_webhook_is_deleted_can_be_fetched(tg: Line) -> None:
    async with _hook(*[500] * 50) as hook:
        await tg.bot.set_webhook(hook.base)
        await (await tg.phone()).type("не зникне")
        await hook.until(1)
        await tg.bot.delete_webhook()
    message = (await tg.update()).message
    assert message is not None
    assert message.text == "не зникне"


async def test_an_update_is_posted_again_until_it_is_taken(tg: Line) -> None:
    async with _hook(500, 404, 201) as hook:
        await tg.bot.set_webhook(hook.base)
        await (await tg.phone()).type("ще раз")
        await hook.until(3)
        info = await _info(tg, _idle)
    assert len({one["update_id"] for one in hook.got}) == 1
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert info.last_error_date is not None


async def test_nobody_there_is_an_error_and_nothing_is_lost(tg: Line) -> None:
    await tg.bot.set_webhook("http://127.0.0.1:9/hook")
    await (await tg.phone()).type("є хто?")
    info = await _info(tg, lambda found: found.last_error_message)
    assert (info.last_error_message or "").startswith("Connection failed")
    assert info.pending_update_count == 1


async def test_of_one_chat_one_after_another_of_many_at_once(tg: Line) -> None:
    phones = [await tg.phone(f"Людина {number}") for number in range(5)]
    async with _hook(held=asyncio.Event()) as hook:
        await tg.bot.set_webhook(hook.base, max_connections=3)
        for number in range(2):
            for phone in phones:
                await phone.type(f"{phone.person} {number}")
        await hook.until(3)
        assert len({one["message"]["chat"]["id"] for one in hook.got}) == 3
        assert hook.held is not None
        hook.held.set()
        await hook.until(10)
    assert hook.most == 3
    for phone in phones:
        own = [one for one in hook.texts if one.startswith(f"{phone.person} ")]
        assert own == [f"{phone.person} {number}" for number in range(2)]


async def test_others_do_not_wait_for_one_that_is_not_taken(tg: Line) -> None:
    first, second = await tg.phone("Олена"), await tg.phone("Олег")
    async with _hook() as hook:
        hook.answers = [web.Response(status=503, headers={"Retry-After": "100"})]
        await tg.bot.set_webhook(hook.base)
        await first.type("перше")
        await hook.until(1)
        await first.type("друге")
        await second.type("інше")
        await hook.until(4)
    assert hook.texts == ["перше", "інше", "перше", "друге"]
