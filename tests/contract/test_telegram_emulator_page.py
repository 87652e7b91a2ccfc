"""The chat page of the emulated Telegram in a real browser, at the size of a phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, FilePayload, Page, async_playwright
from telegram import (
    BotCommand,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyKeyboardMarkup,
)

from tests.contract.telegram_emulator import SPEC, Line, line, picture
from tests.needs import chromium_path
from tests.phone import Phone

# One browser for the file: starting it takes longer than any of the tests.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
]
NASTY = "<img src=x onerror=alert(1)><script>alert(2)</script>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        await browser.close()


@dataclass
class Seen:
    """A page that a person looks at, and what went wrong in it."""

    tg: Line
    phone: Phone
    page: Page
    wrong: list[str] = field(default_factory=list)

    async def shows(self, text: str) -> None:
        await self.page.get_by_role("log").get_by_text(text).first.wait_for()

    async def overflow(self) -> int:
        """How far anything is wider than the screen, in pixels."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@asynccontextmanager
async def seen(browser: Browser, *, started: bool = True) -> AsyncIterator[Seen]:
    """A phone with the bot's chat open; at the end nothing may be wrong with the page."""
    async with line() as tg:
        phone = await (tg.friend() if started else tg.phone())
        context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="uk-UA")
        page = await context.new_page()
        page.set_default_timeout(5000)
        one = Seen(tg, phone, page)
        page.on("pageerror", lambda error: one.wrong.append(str(error)))
        page.on("console", lambda said: _note(one, said))
        await page.goto(f"{tg.base}/#{phone.person}/{SPEC.id}")
        yield one
        assert await one.overflow() == 0
        await context.close()
        assert one.wrong == []


def _note(one: Seen, said: ConsoleMessage) -> None:
    if said.type in ("error", "warning"):
        one.wrong.append(said.text)


async def test_a_newcomer_names_a_person_and_starts_the_bot(chromium: Browser) -> None:
    async with line() as tg:
        page = await chromium.new_page(viewport={"width": 390, "height": 844}, locale="uk-UA")
        await tg.bot.set_my_description("Пересилаю відгуки")
        await page.goto(tg.base)
        await page.get_by_placeholder("Ім'я").fill("Марія")
        await page.get_by_role("button", name="Далі").click()
        await page.get_by_role("button", name="Контракт").click()
        await page.get_by_text("Пересилаю відгуки").wait_for()
        await page.get_by_role("button", name="Почати").click()
        message = (await tg.bot.get_updates(timeout=5))[0].message
        assert message is not None
        assert message.text == "/start"
        assert message.from_user is not None
        assert (message.from_user.first_name, message.from_user.language_code) == ("Марія", "uk")
        await page.close()


async def test_a_start_link_carries_its_payload(chromium: Browser) -> None:
    async with seen(chromium) as one:
        text = f"https://t.me/{SPEC.username}?start=invite_1"
        await one.tg.bot.send_message(one.phone.person, text)
        await one.page.get_by_role("log").get_by_text("?start=invite_1").click()
        await one.page.get_by_role("button", name="Почати").click()
        message = (await one.tg.bot.get_updates(timeout=5))[0].message
        assert message is not None
        assert message.text == "/start invite_1"


async def test_text_is_typed_shown_edited_and_gone(chromium: Browser) -> None:
    async with seen(chromium) as one:
        await one.page.fill("#input", "Привіт")
        await one.page.keyboard.press("Enter")
        await one.shows("Привіт")
        sent = await one.tg.bot.send_message(one.phone.person, "<b>Раз</b>", parse_mode="HTML")
        await one.page.locator("b", has_text="Раз").wait_for()
        await sent.edit_text("Два")
        await one.shows("Два")
        await one.shows("змінено")
        await sent.delete()
        await one.page.get_by_role("log").get_by_text("Два").wait_for(state="detached")


async def test_nothing_that_is_written_becomes_html(chromium: Browser) -> None:
    async with seen(chromium) as one:
        rows = InlineKeyboardMarkup([[InlineKeyboardButton(NASTY[:60], callback_data="x")]])
        await one.tg.bot.send_message(one.phone.person, NASTY, reply_markup=rows)
        await one.tg.bot.send_document(one.phone.person, b"x", filename=f"{NASTY[:30]}.pdf")
        await one.tg.bot.set_my_commands([BotCommand("x", NASTY)])
        await one.shows(NASTY)
        assert await one.page.locator(".messages img[src=x], .messages script").count() == 0


async def test_buttons_toast_alert_and_copy(chromium: Browser) -> None:
    async with seen(chromium) as one:
        await one.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        row = [
            InlineKeyboardButton("Тихо", callback_data="toast"),
            InlineKeyboardButton("Гучно", callback_data="alert", style="danger"),
            InlineKeyboardButton("Копія", copy_text=CopyTextButton("+380670000000")),
        ]
        markup = InlineKeyboardMarkup([row])
        await one.tg.bot.send_message(one.phone.person, "?", reply_markup=markup)
        for name, alert in (("Тихо", False), ("Гучно", True)):
            await one.page.get_by_role("button", name=name).click()
            query = (await one.tg.update()).callback_query
            assert query is not None
            await query.answer(f"Відповідь: {name}", show_alert=alert)
            await one.page.get_by_text(f"Відповідь: {name}").wait_for()
        await one.page.get_by_role("button", name="Гаразд").click()
        await one.page.get_by_role("button", name="Копія").click()
        await one.page.get_by_text("Скопійовано").wait_for()
        assert await one.page.evaluate("navigator.clipboard.readText()") == "+380670000000"


async def test_commands_come_from_the_menu(chromium: Browser) -> None:
    async with seen(chromium) as one:
        await one.tg.bot.set_my_commands([BotCommand("menu", "Меню бота")], language_code="uk")
        await one.page.get_by_role("button", name="Меню").click()
        await one.page.get_by_text("Меню бота").click()
        message = (await one.tg.bot.get_updates(timeout=5))[0].message
        assert message is not None
        assert message.text == "/menu"


async def test_reply_keyboard_and_forced_reply(chromium: Browser) -> None:
    async with seen(chromium) as one:
        rows = ReplyKeyboardMarkup([["Так", "Ні"]], resize_keyboard=True)
        await one.tg.bot.send_message(one.phone.person, "Чи?", reply_markup=rows)
        await one.page.get_by_role("button", name="Так").click()
        yes = (await one.tg.update()).message
        assert yes is not None
        assert yes.text == "Так"
        await one.tg.bot.send_message(one.phone.person, "Пароль?", reply_markup=ForceReply())
        await one.page.locator(".about-bar").get_by_text("Пароль?").wait_for()
        await one.page.fill("#input", "секрет")
        await one.page.click("#send")
        await one.shows("секрет")
        secret = (await one.tg.update()).message
        assert secret is not None
        assert secret.reply_to_message is not None


async def test_inline_mode_shows_results_over_the_field(chromium: Browser) -> None:
    async with seen(chromium) as one:
        await one.page.fill("#input", f"@{SPEC.username} st")
        query = (await one.tg.bot.get_updates(timeout=5))[0].inline_query
        assert query is not None
        content = InputTextMessageContent("📣 <b>Sales</b>", parse_mode="HTML")
        article = InlineQueryResultArticle("1", "Sales B2B", content, description="Опубліковано")
        await query.answer([article], cache_time=0, is_personal=True)
        await one.page.get_by_text("Sales B2B").click()
        await one.shows("📣 Sales")
        await one.shows(f"@{SPEC.username}")


async def test_files_open_and_pictures_grow(chromium: Browser) -> None:
    async with seen(chromium) as one:
        person, bot = one.phone.person, one.tg.bot
        await bot.send_document(person, b"%PDF", "Резюме", filename="Олена Коваль.pdf")
        await bot.send_photo(person, picture(400, 500), "Фото")
        link = one.page.get_by_role("link", name="Олена Коваль.pdf")
        await link.wait_for()
        assert await link.get_attribute("target") == "_blank"
        await one.page.get_by_role("button", name="Фото", exact=True).click()
        await one.page.locator(".lightbox img").click()
        await one.page.locator(".lightbox").wait_for(state="detached")
        scan = FilePayload(name="скан.pdf", mimeType="application/pdf", buffer=b"%PDF-1")
        await one.page.set_input_files("input[type=file]", files=[scan])
        await one.page.get_by_placeholder("Підпис").fill("ось")
        await one.page.get_by_role("button", name="Надіслати").last.click()
        message = (await bot.get_updates(timeout=5))[0].message
        assert message is not None
        assert message.document is not None
        assert (message.document.file_name, message.caption) == ("скан.pdf", "ось")


async def test_long_words_never_widen_the_screen(chromium: Browser) -> None:
    async with seen(chromium) as one:
        rows = [[InlineKeyboardButton("Ж" * 60, callback_data=f"{n}") for n in range(3)]]
        long = f"<pre>{'x' * 300}</pre>{'Ы' * 400} <code>{'y' * 200}</code>"
        await one.tg.bot.send_message(
            one.phone.person, long, parse_mode="HTML", reply_markup=InlineKeyboardMarkup(rows)
        )
        await one.tg.bot.send_document(one.phone.person, b"x", filename=f"{'Щ' * 200}.docx")
        await one.shows("Щ" * 200)
        inner = "e => e.scrollWidth - e.clientWidth"
        assert await one.page.locator(".messages").evaluate(inner) == 0


async def test_a_group_is_made_and_another_person_answers(chromium: Browser) -> None:
    async with seen(chromium) as one:
        ivan = await one.tg.phone("Іван")
        await one.page.get_by_role("button", name="Назад").click()
        await one.page.get_by_role("button", name="Нова група").click()
        await one.page.get_by_placeholder("Назва групи").fill("Відділ")
        await one.page.get_by_text("Іван").click()
        await one.page.get_by_role("button", name="Створити").click()
        await one.shows("створено групу")
        chats = await one.tg.telegram.get("phone", **{"as": ivan.person})
        number = next(chat["ref"] for chat in chats["chats"] if chat["title"] == "Відділ")
        await ivan.at(number).type("Я тут")
        await one.shows("Я тут")
        await one.page.get_by_role("button", name="Назад").click()
        await ivan.at(number).type("А ви?")
        await one.page.get_by_text("Іван: А ви?").wait_for()
        assert await one.page.locator(".badge").inner_text() == "1"
        await one.page.go_back()
        await one.shows("А ви?")


async def test_several_messages_keep_the_newest_in_sight(chromium: Browser) -> None:
    async with seen(chromium) as one:
        texts = [f"рядок {number}\n" + "текст " * 60 for number in range(6)]
        await asyncio.gather(*[one.tg.bot.send_message(one.phone.person, text) for text in texts])
        await one.tg.bot.send_message(one.phone.person, "останній")
        newest = one.page.get_by_role("log").get_by_text("останній")
        await newest.wait_for()
        await one.page.wait_for_function(
            "(() => { const e = document.querySelector('.messages');"
            " return e.scrollHeight - e.scrollTop - e.clientHeight < 5 })()"
        )
