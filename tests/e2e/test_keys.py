"""Keys go round while the bot works; a key that is lost costs no more than what it sealed."""

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.canary import WrongKey
from storage.keys import KeyFileMissing, new_key
from storage.tables import inbox
from storage.vault import FernetVault, fingerprint
from tests.contract.planted import WORDS, plant
from tests.cradle import Cradle
from tests.e2e import people, steps
from tests.e2e.conftest import Home, Opener
from tests.e2e.databases import FILE, ask
from tests.e2e.house import KEY, InTheLoop, OnItsOwn, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = [pytest.mark.begins(State.PUBLISHED), pytest.mark.on_sqlite]

NEW_KEY = new_key()


@pytest.fixture
async def house(home: Home, open_house: Opener, loaded: Cradle) -> InTheLoop:
    """With a key file, as a first start makes it."""
    _keys(home.folder).write_text(f"{KEY}\n")
    made = await open_house(ENCRYPTION_KEYS="")
    made.cradle = loaded
    return made


def _keys(folder: Path) -> Path:
    return folder / "keys"


async def _candidate(phone: Phone, outside: Outside, name: str = people.NAME) -> Shown:
    job = await steps.job(outside)
    await steps.respond(outside, job.id, file="pdf", fio=name)
    return await phone.see(name)


async def _until_none(phone: Phone, house: InTheLoop, rows: str) -> None:
    async with asyncio.timeout(phone.wait):
        while ask(house.database, f"SELECT count(*) FROM {rows}") != [(0,)]:
            await phone.telegram.get(f"chats/{phone.person}", wait=0.1)


async def _find(phone: Phone) -> Shown:
    """By the end of the phone; the card has the rest."""
    tail = people.PHONE[-5:].replace("-", "")
    await steps.say(phone, f"/find {tail}", "відгук")
    card = await steps.tap(phone, "1. ", "Пошук · 1/")
    assert people.EMAIL in card.text
    return card


async def _file(phone: Phone, card: Shown) -> None:
    await steps.see_button(phone, "Резюме", at=card)
    await phone.tap("Резюме", message_id=card.message_id)
    sent = await phone.see(".pdf", after=card.message_id)
    assert sent.document is not None


async def test_a_key_is_replaced_while_the_bot_works(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await _candidate(phone, outside)
    said = await house.command("keys", "rotate", "--new")
    old = fingerprint(KEY)
    assert f"{old}  0 values, 0 files" in said
    assert f"vidhuk keys drop {old}" in said
    await _candidate(phone, outside, "Друга Ганна")
    assert old in await house.command("keys", "drop", old)
    assert KEY not in _keys(house.folder).read_text()
    await house.restart()
    # The bot goes on with the login, and with what it knew: the file, contacts, equal phones.
    await _candidate(phone, outside, "Третя Ія")
    await _file(phone, await _find(phone))
    said = await house.command("keys", "list")
    assert len(said.splitlines()) == 1
    assert "first" in said


async def test_a_lost_key_costs_what_it_sealed_and_nothing_else(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    card = await _candidate(phone, outside)
    assert people.EMAIL in card.text
    await phone.type("Дзвонити завтра", reply_to=card.message_id)
    await phone.see("Нотатку записано")
    await house.stop()
    await _refused(house)
    said = await house.command("keys", "lost", "--yes")
    assert "1 accounts are asked" in said
    assert list(house.folder.glob(f"{FILE}.before-lost-key-*"))
    await house.start()
    await phone.see("Ключ шифрування втрачено")
    await _walk(phone)
    await _reconnect(phone)
    await _until_none(phone, house, "applications WHERE contacts_lost")
    await _until_none(phone, house, "files WHERE state <> 'kept'")
    await house.inside.jobs.idle()  # what is drawn anew makes a tap on it stale
    await _file(phone, await _find(phone))
    assert "no key" not in await house.command("keys", "list")


async def _refused(house: InTheLoop) -> None:
    """Whatever the file holds, the start says what there is to do."""
    _keys(house.folder).unlink()
    with pytest.raises(KeyFileMissing, match="vidhuk keys lost"):
        await house.start()
    _keys(house.folder).write_text(f"{NEW_KEY}\n")
    with pytest.raises(WrongKey, match="vidhuk keys lost"):
        await house.start()
    _keys(house.folder).unlink()


async def _walk(phone: Phone) -> None:
    """Every screen opens."""
    for words, expected in _SCREENS.items():
        await steps.say(phone, words, expected)
    await steps.say(phone, "/find Канарейко", "відгук")
    card = await steps.tap(phone, "1. ", "Пошук · 1/1")
    assert "втрачено разом із ключем" in card.text
    assert people.EMAIL not in card.text
    card.button("На сайті")
    await steps.say(phone, "/vacancies", "🗂 Вакансії")
    await steps.tap(phone, steps.TITLE, "Київ")


_SCREENS = {
    "/menu": people.ROMASHKA,
    "/status": "Ромашка",
    "/inbox": "Вхідні",
    "/accounts": "Акаунти",
    "/templates": "Шаблони",
    "/digest": "",
    "/today": "",
    "/team": "Команда",
    "/report": "",
    "/settings": "Налаштування",
    "/privacy": "",
    "/audit": "",
    "/export": "",
    "/help": "",
}


async def _reconnect(phone: Phone) -> None:
    await steps.tap(phone, "Оновити вхід", "логін (e-mail)")
    await steps.say(phone, people.LOGIN, "пароль від Work.ua")
    page = await steps.say(phone, people.PASSWORD, "знову працює")
    assert "✅ Працює" in page.text


# -- killed ---------------------------------------------------------------------------------


def _payloads(file: Path) -> dict[int, str]:
    with closing(sqlite3.connect(file)) as database:
        wanted = "SELECT id, payload FROM inbox WHERE payload IS NOT NULL"
        return dict(database.execute(wanted).fetchall())


def _by(file: Path, vault: FernetVault) -> set[str | None]:
    return {vault.sealed_by(one) for one in _payloads(file).values()}


async def test_a_rotation_that_is_killed_is_finished_by_the_next_one(
    process: OnItsOwn,
) -> None:
    file = process.folder / FILE
    planted = plant(make_url(process.database), FernetVault([KEY]), rows=3000, only=inbox)
    process.given = {"ENCRYPTION_KEYS": f"{NEW_KEY},{KEY}"}
    child = await process.spawn("keys", "rotate")
    vault = FernetVault([NEW_KEY, KEY])
    async with asyncio.timeout(30):
        while fingerprint(NEW_KEY) not in await asyncio.to_thread(_by, file, vault):
            pass
    os.kill(child.pid, signal.SIGKILL)
    await child.wait()
    assert _by(file, vault) == {fingerprint(NEW_KEY), fingerprint(KEY)}
    said = await process.command("keys", "rotate")
    assert f"The old key {fingerprint(KEY)} may be dropped now" in said
    assert _by(file, vault) == {fingerprint(NEW_KEY)}
    rows = _payloads(file)
    alone = FernetVault([NEW_KEY])
    assert {alone.unseal(f"inbox:payload:{key}", rows[key]) for _, key in planted} == {WORDS}
