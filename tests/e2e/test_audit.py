"""The owner reads who did what, and takes it away as a file."""

import csv
from io import StringIO

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.team import colleague
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def test_the_owner_reads_what_a_colleague_did_and_takes_the_file(
    phone: Phone, outside: Outside
) -> None:
    roman = await colleague(phone, outside, "=Роман", "рекрутера")
    await steps.respond(outside, (await steps.job(outside)).id)
    card = await phone.see(people.NAME)
    await phone.tap("Беру", message_id=card.message_id)
    await phone.see("✋ Взято в роботу")
    await steps.say(roman, "/audit", "Немає доступу")
    page = await steps.say(phone, "/audit", "Журнал дій")
    for line in (
        "взято в роботу · кандидат № ",
        "=Роман: вступ до команди: рекрутер",
        "запрошення в команду: рекрутер",
        f"публікація · {steps.TITLE} · Work.ua",
        "підключення акаунта · Ромашка · Work.ua",
    ):
        assert line in page.text
    assert people.NAME not in page.text
    await steps.tap(phone, "Що робили", "Які дії показати?")
    narrowed = await steps.tap(phone, "Команда", "🔎 Команда")
    assert "взято в роботу" not in narrowed.text
    await steps.tap(phone, "Хто", "Чиї дії показати?")
    narrowed = await steps.tap(phone, "Роман", "🔎 Команда · =Роман")
    assert "запрошення" not in narrowed.text
    await steps.tap(phone, "CSV", "Готую файл")
    sent = await phone.see("🧾 Записів: 1.")
    assert sent.document is not None
    rows = list(csv.reader(StringIO((await phone.download(sent.document)).decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["'=Роман"]
    await steps.say(phone, "/audit", "вивантаження журналу: CSV")
    assert await phone.telegram.violations() == []
