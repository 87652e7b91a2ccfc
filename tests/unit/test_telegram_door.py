"""The door for updates over real HTTP: who is let in, and what of a request is kept."""

import io
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from telegram import Bot, Chat, Message, Update, User

from bot.domain.paces import Paces
from bot.ports import DatabaseUnavailable
from handlers.arrivals import Arrivals
from handlers.inbox import Inbox
from handlers.web import SECRET_HEADER, UPDATE_MOST, FromTelegram, door
from tests.fakes import BOT_ID, MORNING, FakeClock, Fragile, MemoryStore
from tests.fakes.store.kinds import INBOX as ROWS

PATH, SECRET = "/telegram/0123abcd", "the-secret_of-a-webhook"
WHO = User(5_000_000_001, "Олена", is_bot=False)
Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


async def ready() -> bool:
    return True


async def unhandled(_: Update) -> None:
    """Nothing is handled here."""


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(FakeClock())


@pytest.fixture
def uow(store: MemoryStore) -> Fragile:
    return Fragile(store.uow)


@pytest.fixture
async def client(store: MemoryStore, uow: Fragile) -> AsyncIterator[Client]:
    inbox = Inbox(uow, BOT_ID, store.clock, Paces(), patient=False)
    arrivals = Arrivals(inbox, Bot("1:x"), unhandled, set())
    telegram = FromTelegram(PATH, SECRET, arrivals.take)
    async with TestClient(TestServer(door(ready, telegram=telegram))) as client:
        yield client


def _update(number: int = 1, text: str = "так") -> bytes:
    message = Message(number, MORNING, Chat(WHO.id, Chat.PRIVATE), from_user=WHO, text=text)
    return Update(number, message).to_json().encode()


async def _post(client: Client, body: bytes, secret: str | None = SECRET) -> tuple[int, str]:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    answer = await client.post(PATH, data=io.BytesIO(body), headers=headers)
    return answer.status, await answer.text()


async def test_an_update_is_kept_before_it_is_answered_for(
    store: MemoryStore, client: Client
) -> None:
    assert await _post(client, _update()) == (200, "ok\n")
    (row,) = store.rows(ROWS)
    assert (row.state, row.update.user_id, row.update.bot_id) == ("open", WHO.id, BOT_ID)
    assert json.loads(row.update.payload)["message"]["text"] == "так"
    assert [one.subject for one in store.jobs.waiting] == [WHO.id]
    assert await _post(client, _update()) == (200, "ok\n")
    assert len(store.rows(ROWS)) == 1


@pytest.mark.parametrize("secret", [None, "", "x", SECRET[:-1], SECRET + "x", SECRET.upper(), "ї"])
async def test_without_the_secret_nobody_finds_a_door(
    store: MemoryStore, client: Client, secret: str | None
) -> None:
    assert await _post(client, _update(), secret) == (404, "")
    assert await _post(client, b"{", secret) == (404, "")
    assert store.rows(ROWS) == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", PATH),
        ("HEAD", PATH),
        ("PUT", PATH),
        ("POST", PATH + "x"),
        ("POST", PATH + "/"),
        ("POST", "/telegram"),
        ("POST", "/telegram/"),
    ],
)
async def test_nothing_else_is_a_door(client: Client, method: str, path: str) -> None:
    answer = await client.request(method, path, headers={SECRET_HEADER: SECRET})
    assert (answer.status, await answer.text()) == (404, "")


async def test_a_body_larger_than_any_update_is_not_kept(
    store: MemoryStore, client: Client
) -> None:
    assert (await _post(client, _update() + b" " * UPDATE_MOST))[0] == 404
    assert store.rows(ROWS) == []
    long = "ї" * 4096
    nested: dict[str, Any] = json.loads(_update(2, long))
    nested["message"]["reply_to_message"] = json.loads(_update(3, long))["message"]
    assert len(json.dumps(nested)) > 40_000
    assert await _post(client, json.dumps(nested).encode()) == (200, "ok\n")
    assert [one.update.update_id for one in store.rows(ROWS)] == [2]


@pytest.mark.parametrize("body", [b"", b"not JSON", b"{}", b'{"update_id": 1, "message": 2}'])
async def test_what_is_no_update_is_not_asked_for_again(
    store: MemoryStore, client: Client, body: bytes
) -> None:
    assert await _post(client, body) == (200, "ok\n")
    assert store.rows(ROWS) == []


async def test_while_the_database_is_away_telegram_is_told_to_come_back(
    store: MemoryStore, uow: Fragile, client: Client
) -> None:
    async def away() -> None:
        raise DatabaseUnavailable("OperationalError")

    uow.before(1, away)
    answer = await client.post(PATH, data=_update(), headers={SECRET_HEADER: SECRET})
    assert (answer.status, await answer.text()) == (503, "")
    assert answer.headers["Retry-After"] == "5"
    assert await _post(client, _update()) == (200, "ok\n")
    assert len(store.rows(ROWS)) == 1


async def test_a_process_that_fetches_updates_has_no_door_for_them() -> None:
    async with TestClient(TestServer(door(ready))) as client:
        answer = await client.post(PATH, data=_update(), headers={SECRET_HEADER: SECRET})
        assert answer.status == 404
