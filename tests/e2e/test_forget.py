"""Somebody asks to be forgotten: nothing tells of them any more, whatever is restored."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e import people, steps
from tests.e2e.databases import FILE
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.mornings import State
from tests.e2e.team import colleague, linked
from tests.phone import Phone

pytestmark = [pytest.mark.begins(State.PUBLISHED), pytest.mark.on_sqlite]

STUB = "🗑 Дані видалено за запитом"
WORDS = ("Канарейко", "713-55-91", "7135591", "713 55 91", people.EMAIL)
TWO_DAYS = 49 * 3600


async def test_after_forget_nothing_tells_of_the_person_not_even_a_backup(
    phone: Phone, outside: Outside, house: InTheLoop, tmp_path: Path
) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    group = await linked(phone, recruiter)
    chats = [phone, recruiter, group]
    old, young = await _known(phone, outside, group)
    assert _on_disk(house) != []
    backup = _copy(house.folder / FILE, tmp_path / "backup.sqlite3")
    await _forget(phone)
    receipt = await phone.see("Записів: 1")
    assert "файлів: 1" in receipt.text
    await _gone(chats, house)
    stubs = {one.message_id for one in await phone.messages() if one.text.strip() == STUB}
    assert old in stubs
    assert young not in {one.message_id for one in await group.messages()}
    await _stays_away(phone, outside)
    await house.stop()
    _restore(backup, house.folder / FILE)
    assert _on_disk(house) != []
    await house.start()
    await _gone(chats, house)
    await steps.say(phone, "/forget", "Видалити дані кандидата")
    await steps.say(phone, "Канарейко", "Нікого не знайшлося")
    await _gone(chats, house)
    assert await phone.telegram.violations() == []


async def _known(phone: Phone, outside: Outside, group: Phone) -> tuple[int, int]:
    """The card in private, two days old by now, and the one in the group; a note, an export."""
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf")
    card = await phone.see(people.NAME)
    masked = await group.see("🆕 Олена К.")
    await phone.telegram.post("age", **{"as": phone.person, "seconds": TWO_DAYS})
    await phone.type(f"Дзвонити {people.PHONE}", reply_to=card.message_id)
    await phone.see("Нотатку записано")
    await _export(phone)
    return card.message_id, masked.message_id


async def _gone(chats: list[Phone], house: InTheLoop) -> None:
    for chat in chats:
        await _told(chat)
    assert _on_disk(house) == []
    assert [word for word in WORDS if word in house.log] == []


async def _stays_away(phone: Phone, outside: Outside) -> None:
    """Neither by the same response nor by another one with the same phone."""
    job = (await steps.job(outside)).id
    await steps.respond(outside, job, fio="Хтось Інший", phone=people.PHONE, email="x@example.com")
    await steps.respond(outside, job, fio="Іван Новий", phone="067 111-22-33", email="")
    await phone.see("Іван Новий")
    assert "Хтось Інший" not in await phone.as_text()


async def _export(phone: Phone) -> None:
    await steps.say(phone, "/export", "З якої вакансії?")
    await steps.tap(phone, steps.TITLE, "кандидатів — 1")
    await phone.tap("CSV")
    sent = await phone.see("Приберу з чату за годину.")
    assert sent.document is not None
    assert people.EMAIL in (await phone.download(sent.document)).decode("utf-8-sig")


async def _forget(phone: Phone) -> None:
    """Found by a part of the name; nothing but the number lets it happen."""
    await steps.say(phone, "/forget", "Видалити дані кандидата")
    page = await steps.say(phone, "канарейко", "Щоб підтвердити")
    assert "Work.ua" in page.text
    await steps.say(phone, "0000", "Номер не той")
    await steps.say(phone, "так", "Номер не той")
    await steps.say(phone, people.PHONE, "Видаляю (записів: 1)")


async def _told(chat: Phone) -> None:
    """Wait until nothing in the chat tells of the person; buttons and names of files count."""
    async with asyncio.timeout(chat.wait):
        while any(_names(str(one)) for one in await chat.messages()):
            await chat.telegram.get(f"chats/{chat.person}", wait=0.2)


def _names(text: str) -> bool:
    return any(word in text for word in WORDS)


def _on_disk(house: InTheLoop) -> list[str]:
    """Where a name stands open in any file of the house."""
    words = [word.encode() for word in (people.NAME, "Канарейко", "Koval", people.EMAIL)]
    return [
        path.name
        for path in sorted(house.folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes() for word in words)
    ]


def _copy(path: Path, to: Path) -> Path:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to


def _restore(backup: Path, path: Path) -> None:
    for journal in ("-wal", "-shm"):
        path.with_name(path.name + journal).unlink(missing_ok=True)
    path.write_bytes(backup.read_bytes())
