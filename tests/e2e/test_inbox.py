"""A morning's inbox: gone through in place, somebody looked for, the rest politely refused."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)
OTHERS = ("Бойко Іван", "Гнатюк Марія", "Дорош Петро", "Жук Олексій", "Зінченко <i>Ігор</i>")


async def test_an_inbox_is_gone_through_searched_and_the_rest_is_refused(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    for number, name in enumerate(OTHERS):
        known = {"fio": name, "phone": f"067 000-10-{number:02}", "email": f"n{number}@example.com"}
        await steps.respond(outside, ad.id, **known, type="easy", text="")
    await steps.respond(outside, ad.id, file="pdf")
    await phone.see("6 нових")
    await steps.say(phone, "/menu", "📥 Нові 6 · ⏳ Без відповіді 6")
    await _go_through(phone)
    await _find(phone)
    await _refuse_the_rest(phone)
    assert await phone.telegram.violations() == []


async def _go_through(phone: Phone) -> None:
    """One message: each tap shows the next candidate."""
    await steps.tap(phone, "Вхідні 6", "Без відповіді: 6")
    first = await steps.tap(phone, "Розібрати нових: 6", "Нові · 1/6")
    assert people.EMAIL in first.text
    await _on(phone, first, "Резюме")
    file = await phone.see(f"{people.NAME}.pdf", after=first.message_id)
    assert file.document is not None
    await _on(phone, first, "Беру", "Нові · 2/6")
    await _on(phone, first, "Пізніше", "Коли нагадати?")
    await _on(phone, first, "Завтра", "Нові · 3/6")
    await _on(phone, first, "Далі", "Нові · 4/6")
    await _on(phone, first, "До списку", "Нові: 4")


async def _on(phone: Phone, message: Shown, button: str, expected: str = "") -> Shown:
    """Tap it on this very message, which then says what is expected."""
    await steps.see_button(phone, button, at=message)
    await phone.tap(button, message_id=message.message_id)
    if not expected:
        return message
    shown = await phone.see(expected)
    assert shown.message_id == message.message_id
    return shown


async def _find(phone: Phone) -> None:
    """By the end of a phone; what was typed goes."""
    await phone.type(f"/find {people.PHONE[-5:].replace('-', '')}")
    found = await phone.see("1 відгук")
    assert people.NAME.split()[0] in found.text
    card = await steps.tap(phone, "1. ", "Пошук · 1/1")
    assert people.EMAIL in card.text
    await steps.say(phone, "/find ihor", "Зінченко")


async def _refuse_the_rest(phone: Phone) -> None:
    """By name, without the one who was taken; Work.ua tells nobody, which is said."""
    await steps.say(phone, "/inbox", "Відкладені: 1")
    await steps.tap(phone, "Без відповіді 5", "Без відповіді: 5")
    names = await steps.tap(phone, "Відмовити всім: 5", "Чемно відмовити: 4 кандидати")
    assert "лише тут" in names.text
    assert "✋ у роботі" in names.text
    await steps.tap(phone, "Обрати текст: 4", "Оберіть шаблон")
    asked = await steps.tap(phone, "Ввічлива відмова · UK", "Відмовити 4 кандидатам?")
    assert "Work.ua: 4 — відмова лише тут" in asked.text
    await steps.tap(phone, "Так, відмовити: 4", "Відмови: ")
    done = await phone.see("✅ Готово")
    assert "Відмови: 4 з 4" in done.text
    assert "Work.ua: 4 — відмова лише тут" in done.text
    await steps.tap(phone, "Вхідні", "Вирішено тут, кандидат не знає: 4")
