"""The day goes on in another place: from a backup, or in another kind of database."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.wiring import carrying
from bot.wiring.commands import CannotStart
from bot.wiring.settings import Settings
from tests.e2e import people, steps
from tests.e2e.databases import FILE, Databases, ask
from tests.e2e.house import InTheLoop, Outside, settings_of
from tests.e2e.leaks import search
from tests.e2e.mornings import State
from tests.phone import Phone
from tests.postgres import Postgres

pytestmark = pytest.mark.begins(State.PUBLISHED)

SECOND = "Петро Другий"
OWED = "SELECT count(*) FROM notices WHERE kind = 'card' AND state IN ('owed', 'sending')"
Mover = Callable[[Path, str], Awaitable[InTheLoop]]


def _quiet(*_: object) -> None: ...


@pytest.fixture
async def begin_at(outside: Outside) -> AsyncIterator[Mover]:
    """Start the product at this folder and database, which are laid out already."""
    async with AsyncExitStack() as stack:

        async def begin(folder: Path, database: str) -> InTheLoop:
            one = InTheLoop(folder, outside, database)
            await stack.enter_async_context(one.heard())
            await one.start()
            stack.push_async_callback(_end, one)
            return one

        yield begin


async def _end(one: InTheLoop) -> None:
    await one.stop()
    assert search(one) == []


def _own(folder: Path, outside: Outside, database: str) -> Settings:
    return settings_of(InTheLoop(folder, outside, database).variables).own


async def _backed_up(house: InTheLoop, path: Path) -> Path:
    """While it runs."""
    await asyncio.to_thread(carrying.backup, house.inside.settings, path, _quiet)
    return path


async def _restored(own: Settings, path: Path) -> None:
    await asyncio.to_thread(carrying.restore, own, path, _quiet)


async def _seen(phone: Phone) -> list[str]:
    """What the menu, the list and the publication's page say."""
    menu = await steps.say(phone, "/menu", people.ROMASHKA)
    listed = await steps.say(phone, "/status", "Публі")
    page = await steps.tap(phone, steps.TITLE, "Стан: 🟢 Опубліковано")
    return [re.sub(r"\d\d:\d\d", "hh:mm", one.text) for one in (menu, listed, page)]


def _one_more(seen: list[str]) -> list[str]:
    """The same with a second candidate."""
    grown = [re.sub(r"(📥|Нові|Без відповіді) 1\b", r"\1 2", one) for one in seen]
    return [one.replace("2 відгук\n", "2 відгуки\n") for one in grown]


async def _unsent(phone: Phone, outside: Outside, house: InTheLoop) -> None:
    """Somebody answers while Telegram can't be written to: the card stays owed."""
    await outside.telegram.fault(path="/send", kind="drop_before")
    ad = (await steps.job(outside)).id
    await steps.respond(outside, ad, fio=SECOND, phone="067 111-22-33", email="", type="easy")
    async with asyncio.timeout(phone.wait):
        while ask(house.database, OWED) == [(0,)]:
            await phone.pause()


async def test_a_restored_backup_shows_the_same_screens_and_goes_on(
    phone: Phone,
    outside: Outside,
    house: InTheLoop,
    begin_at: Mover,
    databases: Databases,
    tmp_path: Path,
) -> None:
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf")
    card = await phone.see(people.NAME)
    async with asyncio.timeout(phone.wait):
        while not any(one.document for one in await phone.messages()):
            await phone.pause()
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, "Бухгалтерка", "крок 2/8")
    before = await _seen(phone)
    await steps.say(phone, "/new", "Продовжити чернетку")
    await steps.tap(phone, "Продовжити", "крок 2/8")
    await _unsent(phone, outside, house)
    archive = await _backed_up(house, house.folder / "vidhuk.tar")
    await house.stop()
    await outside.telegram.control("DELETE", "/faults")

    folder = tmp_path / "elsewhere"
    folder.mkdir()
    database = databases.fresh(folder)
    await _restored(_own(folder, outside, database), archive)
    await begin_at(folder, database)
    await phone.see(SECOND)
    await steps.say(phone, "Львів", "крок 3/8")
    assert await _seen(phone) == _one_more(before)
    await phone.tap("Беру", message_id=card.message_id)
    await phone.see("Олена")
    assert await phone.telegram.violations() == []


@pytest.mark.thorough
async def test_who_was_erased_since_the_backup_is_erased_again(
    phone: Phone,
    outside: Outside,
    house: InTheLoop,
    begin_at: Mover,
    databases: Databases,
    tmp_path: Path,
) -> None:
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf")
    await phone.see(people.NAME)
    archive = await _backed_up(house, tmp_path / "vidhuk.tar")
    await steps.say(phone, "/forget", "Видалити дані кандидата")
    await steps.say(phone, "канарейко", "Щоб підтвердити")
    await steps.say(phone, people.PHONE, "Видаляю (записів: 1)")
    await phone.see("Записів: 1")
    await house.stop()

    journal, folder = house.inside.settings.erasure_journal, house.folder
    kept = journal.read_bytes()
    for one in folder.glob(f"{FILE}*"):
        one.unlink()
    shutil.rmtree(folder / "files")
    journal.parent.mkdir(exist_ok=True)
    journal.write_bytes(kept)
    database = databases.fresh(folder)
    await _restored(_own(folder, outside, database), archive)
    assert ask(database, "SELECT count(*) FROM applications") == [(1,)]
    await begin_at(folder, database)
    await steps.say(phone, "/forget", "Видалити дані кандидата")
    await steps.say(phone, "Канарейко", "Нікого не знайшлося")
    assert ask(database, "SELECT count(*) FROM applications") == [(0,)]
    assert [one for one in (folder / "files").glob("??/*") if one.is_file()] == []


@pytest.mark.thorough
@pytest.mark.on_sqlite
async def test_the_day_goes_on_on_a_server_and_back_on_a_file(
    phone: Phone, outside: Outside, house: InTheLoop, begin_at: Mover, postgres: Postgres
) -> None:
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf")
    await phone.see(people.NAME)
    before = await _seen(phone)
    await _unsent(phone, outside, house)
    await house.stop()
    await outside.telegram.control("DELETE", "/faults")
    server = postgres.empty().render_as_string(hide_password=False)
    await asyncio.to_thread(carrying.move, house.inside.settings, server, _quiet)
    there = await begin_at(house.folder, server)
    await phone.see(SECOND)
    assert await _seen(phone) == _one_more(before)
    with pytest.raises(CannotStart, match="workers are at work on it"):
        await asyncio.to_thread(_moved_back, there)
    await there.stop()

    await asyncio.to_thread(_moved_back, there)
    back = await begin_at(house.folder, _back(there))
    assert await _seen(phone) == _one_more(before)
    await steps.respond(outside, (await steps.job(outside)).id, fio="Третя Людина", type="easy")
    await phone.see("Третя Людина")
    assert "📥 3" in (await _seen(phone))[1]
    assert back.inside.settings.on_sqlite


def _back(there: InTheLoop) -> str:
    return f"sqlite+aiosqlite:///{there.folder / 'back.sqlite3'}"


def _moved_back(there: InTheLoop) -> None:
    carrying.move(there.inside.settings, _back(there), _quiet)
