"""A vacancy's candidates as a list, a file and a picture; and what a response has cost."""

import asyncio
from io import BytesIO

import openpyxl
import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)
FORMULA = "=cmd|' /C calc'!A0"


async def test_from_a_vacancy_to_its_candidates_a_file_and_a_report(
    phone: Phone, outside: Outside
) -> None:
    job = (await steps.job(outside)).id
    await steps.respond(outside, job)
    await phone.see(people.NAME)
    await steps.respond(outside, job, fio=FORMULA, phone="067 111-22-33", email="x@example.com")
    await phone.see(FORMULA)
    await _priced(phone)
    home = await steps.tap(phone, "Кандидати 2", "Людей: 2")
    assert FORMULA in home.text
    await _opened(phone, home)
    await _file(phone)
    await _pictures(phone)
    assert await phone.telegram.violations() == []


async def _priced(phone: Phone) -> None:
    await steps.say(phone, "/status", "Публікації")
    await steps.tap(phone, steps.TITLE, "Стан:")
    await steps.tap(phone, "Ціна", "Скільки всього заплачено")
    await steps.say(phone, "дорого", "не схоже на суму")
    page = await steps.say(phone, "900 грн", "Ціну записано")
    assert "450 ₴ за відгук" in steps.flat(page.text)


async def _opened(phone: Phone, home: Shown) -> None:
    """The card comes once more, below."""
    await phone.tap(FORMULA[:10], message_id=home.message_id)
    card = await phone.see(FORMULA, after=home.message_id)
    assert FORMULA in card.text


async def _file(phone: Phone) -> None:
    await steps.tap(phone, "XLSX", "Готую файл")
    sent = await phone.see("Кандидатів: 2. Приберу з чату за годину.")
    assert sent.document is not None
    assert sent.document.name.startswith("Кандидати - ")
    book = openpyxl.load_workbook(BytesIO(await phone.download(sent.document)))
    names = {row[0].value for row in book.active.iter_rows(min_row=2)}
    assert names == {people.NAME, f"'{FORMULA}"}


async def _pictures(phone: Phone) -> None:
    """Of the vacancy, then of all: one message, turned by its buttons."""
    await phone.tap("Воронка")
    funnel = await phone.see("за весь час")
    assert funnel.photo is not None
    assert (await phone.download(funnel.photo)).startswith(b"\x89PNG")
    told = await steps.say(phone, "/report", "Усі вакансії")
    assert "2 людини з 2 ще нові" in steps.flat(told.text)
    await phone.tap("Період", message_id=told.message_id)
    await steps.see_button(phone, "Минулий тиждень", at=told)
    await phone.tap("Минулий тиждень", message_id=told.message_id)
    empty = await phone.see("ніхто не відгукнувся")
    assert empty.photo is None
    async with asyncio.timeout(phone.wait):
        while told.message_id in {one.message_id for one in await phone.messages()}:
            await phone.telegram.get(f"chats/{phone.person}", wait=0.2)
