"""The demo in a browser: a new person does a recruiter's whole day by typing and tapping.

`make screens` keeps the pictures of this day in docs/screens.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.e2e.glass import Glass, demo, glass

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.on_sqlite]

COMPANY, LOGIN, PASSWORD = "Кав'ярня «Кіт і кава»", "demo@kava.example", "kava"
SECOND_LOGIN, SECOND_PASSWORD = "manager@romashka.example", "manager"
WRONG_PASSWORD = "не той пароль"
TITLE = "Бариста"
DESCRIPTION = """Готуємо каву й тішимо гостей.

Що робити:
- варити каву
- тримати бар у чистоті

Пропонуємо навчання, чайові та обіди."""
CANDIDATE, SECOND_CANDIDATE = "Приклад Олена Іванівна", "Андрій Зразок"
TAPS_TO_START = 6


async def test_a_recruiters_day_in_the_browser(
    chromium: Browser, screens: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real.sqlite3"
    settings = f"BOT_TOKEN=1:of-the-real-bot\nDATABASE_URL=sqlite+aiosqlite:///{real}\n"
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / ".env").write_text(settings)
    async with demo(tmp_path / "house") as address, glass(chromium, address, screens) as phone:
        for step in DAY:
            async with phone.step(step.__name__.lstrip("_").replace("_", " ")):
                await step(phone)
    assert not real.exists()


async def _the_guide_gives_logins_to_copy(phone: Glass) -> None:
    page = phone.page
    await page.get_by_label("Що спробувати").tap()
    await page.get_by_role("dialog").get_by_text(LOGIN).tap()
    await page.get_by_text("Скопійовано").wait_for()
    assert await page.evaluate("navigator.clipboard.readText()") == LOGIN
    await page.get_by_label("Закрити").tap()


async def _a_new_person_takes_the_phone(phone: Glass) -> None:
    page = phone.page
    await page.get_by_label("Хто тримає телефон").tap()
    await page.get_by_text("Додати людину").tap()
    await page.get_by_placeholder("Ім'я").fill("Ірина")
    await page.get_by_role("button", name="Далі").tap()
    await page.locator(".head-under", has_text="Ірина").wait_for()
    await page.locator(".chats .row").first.tap()


async def _start(phone: Glass) -> None:
    await phone.page.get_by_text("Приношу в цей чат відгуки кандидатів").wait_for()
    await phone.press(phone.page.get_by_role("button", name="Почати"))
    await phone.see("Оберіть мову")
    await phone.shot("01-start")
    await phone.choose("Українська", "Як називається ваша компанія?")
    await phone.answer(COMPANY, "За яким часом")
    await phone.choose("Лишити: Київ", "Хто й що обробляє")
    await phone.choose("Погоджуюсь", "Почнімо")
    assert phone.taps <= TAPS_TO_START


async def _an_account_at_the_second_try(phone: Glass) -> None:
    await phone.choose("Додати акаунт", "Який сайт підключаємо?")
    await phone.choose("Work.ua", "логін (e-mail)")
    await phone.answer(LOGIN, "пароль від Work.ua")
    await phone.answer(WRONG_PASSWORD, "не прийняв логін або пароль")
    await phone.gone(WRONG_PASSWORD)
    await phone.shot("02-wrong-password")
    await phone.answer(PASSWORD, "Як називати цей акаунт?")
    await phone.answer("Кава", "Тепер це «Кава»")
    await phone.reads("Стандарт")
    await phone.choose("Перевірити", "Вхід працює")
    await phone.shot("03-account")


async def _a_second_account(phone: Glass) -> None:
    await phone.answer("/accounts", "Акаунти роботодавця")
    await phone.choose("Додати акаунт", "Який сайт підключаємо?")
    await phone.choose("Work.ua", "логін (e-mail)")
    await phone.answer(SECOND_LOGIN, "пароль від Work.ua")
    await phone.answer(SECOND_PASSWORD, "Як називати цей акаунт?")
    await phone.answer("Ромашка", "Тепер це «Ромашка»")
    await phone.answer("/accounts", "Акаунти роботодавця")
    await phone.reads("Кава")
    await phone.reads("Ромашка")


async def _a_vacancy_with_a_pause(phone: Glass) -> None:
    await phone.answer("/new", "крок 1/8")
    await phone.answer(TITLE, "крок 2/8")
    await phone.answer(DESCRIPTION, "крок 3/8")
    await phone.answer("/cancel", "Чернетку збережено")
    await phone.answer("/new", "Продовжити чернетку «Бариста»?")
    await phone.choose("Продовжити", "крок 3/8")
    await phone.answer("Львів", "крок 4/8")
    await phone.choose("Повна зайнятість", "крок 5/8")
    await phone.choose("Назад", "крок 4/8")
    await phone.choose("Повна зайнятість", "крок 5/8")
    await phone.shot("04-vacancy-step")
    await phone.choose("Без досвіду", "крок 6/8")
    await phone.answer("30-20 тис", "Може, навпаки")
    await phone.choose("20 000", "крок 7/8")
    await phone.choose("Пропустити", "крок 8/8")
    await phone.choose("Пропустити", "Ще ніде не опубліковано")
    await phone.shot("05-vacancy")


async def _publish(phone: Glass) -> None:
    await phone.choose("📣 Опублікувати", "Від якого акаунта публікуємо?")
    await phone.choose("Кава", "Від однієї до трьох")
    await phone.tap("Стор. 2")
    await phone.reads("Стор. 1")
    await phone.answer("ресторан", "За запитом «ресторан»")
    await phone.choose("Готельно-ресторанний", "Обрано: Готельно-ресторанний")
    await phone.shot("06-field")
    await phone.choose("Готово", "Так буде на")
    await phone.choose("Опублікувати", "Тип публікації")
    await phone.choose("Стандарт", "Спишеться 1 публікація «Стандарт»")
    await phone.reads("Після публікації акаунт змінити не можна")
    await phone.shot("07-preview")
    await phone.choose("Опублікувати", "Стан: 🟢 Опубліковано")
    await phone.reads("Акаунт уже змінити не можна")


async def _inline_in_another_chat(phone: Glass) -> None:
    page = phone.page
    await page.get_by_role("button", name="Назад").first.tap()
    await page.get_by_role("button", name="Нова група").tap()
    await page.get_by_placeholder("Назва групи").fill("Команда кав'ярні")
    # The bot need not be a member for inline mode.
    await page.get_by_role("dialog").get_by_text("@vidhuk_demo_bot").tap()
    await page.get_by_role("button", name="Створити").tap()
    await page.get_by_text("створено групу").wait_for()
    await page.locator("#input").fill("@vidhuk_demo_bot бар")
    await page.locator(".result", has_text=TITLE).tap()
    await phone.see("через @vidhuk_demo_bot")
    await phone.reads("🟢 Опубліковано")
    await phone.shot("08-inline")
    await page.get_by_role("button", name="Назад").first.tap()
    await page.locator(".chats .row", has_text="Vidhuk").tap()


async def _a_candidate_with_a_file(phone: Glass) -> None:
    card = await phone.see(CANDIDATE)
    await phone.reads("Доброго дня! Зацікавила ваша вакансія")
    await phone.shot("09-card")
    async with phone.page.expect_popup() as opened:
        await card.locator("a.file").tap()
    await (await opened.value).close()
    assert (await phone.file(CANDIDATE)).startswith(b"%PDF")
    await phone.tap("Телефон")
    await phone.page.get_by_text("Скопійовано").wait_for()
    copied = await phone.page.evaluate("navigator.clipboard.readText()")
    assert copied == "+380500001234"
    await phone.tap("На сайті")
    await phone.page.get_by_role("alertdialog").get_by_text("work.ua").wait_for()
    await phone.page.get_by_role("button", name="Скасувати").tap()


async def _stop_and_resume_sync(phone: Glass) -> None:
    await phone.answer("/status", "📣 Публікації")
    await phone.choose(TITLE, "Стан: 🟢 Опубліковано")
    await phone.reads("відгук")
    await phone.choose("Зупинити синхронізацію", "Неактивна")
    await phone.reads("Оголошення на сайті лишилося")
    await phone.choose("Відновити синхронізацію", "Стан: 🟢 Опубліковано")
    await phone.tap("Синхронізувати")
    await phone.reads("відгук")


async def _a_candidate_with_text_alone(phone: Glass) -> None:
    card = await phone.see(SECOND_CANDIDATE)
    await phone.reads("Резюме сформовано ботом")
    await card.locator("a.file", has_text=".pdf").wait_for()
    assert (await phone.file(SECOND_CANDIDATE)).startswith(b"%PDF")
    await phone.shot("10-cards")


async def _edit(phone: Glass) -> None:
    await phone.answer("/status", "📣 Публікації")
    await phone.choose(TITLE, "Стан: 🟢 Опубліковано")
    await phone.shot("11-publication")
    await phone.choose("Змінити", "Зміни на")
    await phone.tap("Текст вакансії")
    await phone.choose("Оплата", "Яка оплата?")
    await phone.answer("25-35 тис", "25 000 – 35 000")
    await phone.reads("нова публікація не списується")
    await phone.choose("Зберегти зміни", "Стан: 🟢 Опубліковано")


async def _every_command(phone: Glass) -> None:
    page = phone.page
    await page.get_by_role("button", name="Меню").first.tap()
    await page.get_by_role("option", name="/menu").tap()
    await phone.see("2 акаунти · 🗂 1 вакансія")
    await phone.shot("12-menu")
    await phone.answer("/vacancies", "🗂 Вакансії")
    await phone.choose(TITLE, "25 000 – 35 000")
    await phone.answer("/sync", "Акаунти роботодавця")
    await phone.answer("/lang", "Якою мовою")
    await phone.choose("English", "The language is changed")
    await phone.answer("/help", "How it works")
    await phone.answer("/lang", "Which language")
    await phone.choose("Українська", "Мову змінено")
    await phone.answer("/help", "Як це працює")
    await phone.answer("/cancel", "Скасовувати нічого")
    await phone.answer("/status", "📣 Публікації")
    await phone.shot("13-status")


async def _close(phone: Glass) -> None:
    await phone.answer("/status", "📣 Публікації")
    await phone.choose(TITLE, "Стан: 🟢 Опубліковано")
    await phone.choose("Закрити", "Закрити «Бариста»?")
    await phone.choose("Так, закрити", "закрито з бота")
    await phone.reads("Неактивна")


async def _another_person_has_a_day_of_their_own(phone: Glass) -> None:
    page = phone.page
    await page.get_by_role("button", name="Назад").first.tap()
    await page.get_by_label("Хто тримає телефон").tap()
    await page.locator(".person", has_text="Олена").tap()
    await page.locator(".chats .row", has_text="Vidhuk").tap()
    await phone.see("Вакансія «Менеджер з продажу»")
    assert await page.locator(".messages article", has_text=TITLE + "»").count() == 0


async def _her_inbox(phone: Glass) -> None:
    await phone.answer("/inbox", "📥 Вхідні")
    await phone.shot("53-inbox")
    await phone.choose("Без відповіді", "1. Приклад")
    await phone.shot("54-unanswered")
    await phone.choose("По одному", "Без відповіді · 1/")
    await phone.shot("55-review")
    await phone.choose("До списку", "⏳ Без відповіді:")
    await phone.choose("Відмовити всім", "Чемно відмовити")
    await phone.choose("Обрати текст", "Оберіть шаблон")
    await phone.choose("Ввічлива відмова · UK", "на прикладі")
    await phone.shot("56-refuse")


DAY = (
    _the_guide_gives_logins_to_copy,
    _a_new_person_takes_the_phone,
    _start,
    _an_account_at_the_second_try,
    _a_second_account,
    _a_vacancy_with_a_pause,
    _publish,
    _inline_in_another_chat,
    _a_candidate_with_a_file,
    _stop_and_resume_sync,
    _a_candidate_with_text_alone,
    _edit,
    _every_command,
    _close,
    _another_person_has_a_day_of_their_own,
    _her_inbox,
)
