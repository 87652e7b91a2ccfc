"""The first start: at most six taps, in any language, openly or by invite."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from storage import tables as t
from tests.cradle import Cradle
from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.house import InTheLoop, Outside
from tests.phone import Phone

WORDS = {
    "uk": (
        "Українська",
        "Як називається ваша компанія?",
        "За яким часом живе компанія?",
        "Лишити: Київ",
        "Хто й що обробляє",
        "Погоджуюсь",
        "Додати акаунт",
    ),
    "en": (
        "English",
        "What is your company called?",
        "Which time does the company live by?",
        "Keep Kyiv",
        "Who processes what",
        "I agree",
        "Add account",
    ),
    "ru": (
        "Русский",
        "Как называется ваша компания?",
        "По какому времени живёт компания?",
        "Оставить: Киев",
        "Кто и что обрабатывает",
        "Согласен",
        "Добавить аккаунт",
    ),
}


@pytest.mark.parametrize(
    "language", ["uk", *(pytest.param(one, marks=pytest.mark.thorough) for one in ("en", "ru"))]
)
async def test_six_taps_lead_to_the_menu(house: InTheLoop, outside: Outside, language: str) -> None:
    button, company, zone, keep, consent, agree, add = WORDS[language]
    phone = await outside.phone("Олена", language=language)
    taps = 0

    async def tap(words: str) -> None:
        nonlocal taps
        taps += 1
        await phone.tap(words)

    await steps.say(phone, "/start", "Оберіть мову")
    await tap(button)
    await phone.see(company)
    await steps.say(phone, "ТОВ «Ромашка» & <b>Ко</b> 🌼", zone)
    await tap(keep)
    asked = await phone.see(consent)
    assert "ТОВ «Ромашка» & <b>Ко</b> 🌼" in asked.text
    await tap(agree)
    await phone.gone(consent)
    await phone.gone(company)
    menu = await phone.last_of_bot()
    assert menu.message_id == asked.message_id
    assert "ТОВ «Ромашка» & <b>Ко</b> 🌼" in menu.text
    menu.button(add)
    assert taps <= 6
    assert len([one for one in await phone.messages() if one.by_bot]) == 1


@pytest.mark.thorough
async def test_a_time_zone_is_found_by_its_city(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await steps.say(phone, "Ромашка", "За яким часом")
    await steps.say(phone, "Мухосранськ", "Не знаю такого міста")
    found = await steps.say(phone, "Львів", "Оберіть місто зі знайдених")
    assert found.buttons[0].startswith("Київ · ")
    await steps.say(phone, "Польща", "Оберіть місто зі знайдених")
    await phone.tap("Варшава")
    assert "Варшава" in (await phone.see("Хто й що обробляє")).text
    await steps.tap(phone, "Погоджуюсь", "Почнімо")
    await phone.type("/settings")
    assert "Варшава" in (await phone.see("Налаштування")).text


@pytest.mark.thorough
async def test_a_name_that_is_none_is_asked_again(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    for name in ("\u200b \u2800", "!!! — 🌼", "Ю" * 61, "Ромашка\n" * 20):
        again = await steps.say(phone, name, "✍️")
        assert "Як називається ваша компанія?" in again.text


@pytest.mark.thorough
async def test_a_sticker_is_no_name(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await phone.sticker()
    await phone.see("Тут потрібен текст")


@pytest.mark.thorough
async def test_agreeing_twice_makes_one_company(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await phone.type("Ромашка")
    asked = await steps.tap(phone, "Лишити", "Хто й що обробляє")
    agree = asked.button("Погоджуюсь").value
    await phone.press(agree, asked.message_id)
    await phone.press(agree, asked.message_id)
    await phone.see("Почнімо")
    await steps.say(phone, "/menu", "Почнімо")
    async with house.inside.engine.connect() as connection:
        count = await connection.scalar(select(func.count()).select_from(t.workspaces))
    assert count == 1


@pytest.mark.thorough
async def test_the_start_goes_on_after_a_restart(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await house.restart()
    await phone.type("Ромашка")
    await steps.tap(phone, "Лишити", "Хто й що обробляє")


@pytest.mark.thorough
async def test_a_member_who_starts_again_comes_to_the_menu(
    house: InTheLoop, outside: Outside
) -> None:
    phone = await outside.phone("Олена")
    await steps.begin(phone)
    await steps.say(phone, "/start", "Почнімо")


# -- by invite ----------------------------------------------------------------------------


async def _follow(phone: Phone, link: str) -> None:
    await phone.type(f"/start {link.rpartition('=')[2]}")


async def test_a_stranger_is_refused_once_and_politely(
    open_house: Opener, outside: Outside
) -> None:
    await open_house(REGISTRATION="invite")
    phone = await outside.phone("Хтось")
    refusal = "Тут реєструють за запрошенням"
    for words in ("/start", "/menu", "пустіть", "/new", "/start хибне"):
        await steps.say(phone, words, refusal)
    said = await steps.screens(phone, refusal)
    assert len(said) == 1
    assert said[0].button("Кому написати").value == "https://t.me/romashka_support"


@pytest.mark.thorough
async def test_an_operator_may_create_a_company(open_house: Opener, outside: Outside) -> None:
    operator = await outside.phone("Оператор")
    await open_house(REGISTRATION="invite", OPERATORS=str(operator.person))
    await steps.begin(operator)


@pytest.mark.thorough
async def test_an_invite_from_the_command_line_works_once(
    open_house: Opener, outside: Outside, loaded: Cradle
) -> None:
    house = await open_house(REGISTRATION="invite")
    house.cradle = loaded
    link = await house.command("invite")
    assert link.startswith("https://t.me/vidhuk_story_bot?start=")
    first, second = await outside.phone("Олена"), await outside.phone("Ігор")
    await _follow(first, link)
    await steps.tap(first, "Українська", "Як називається ваша компанія?")
    await first.type("Ромашка")
    await first.tap("Лишити")
    await steps.tap(first, "Погоджуюсь", "Почнімо")
    await _follow(second, link)
    await second.see("Запрошення не діє")


async def test_the_owner_invites_a_recruiter_by_a_button(
    open_house: Opener, outside: Outside
) -> None:
    owner = await outside.phone("Оператор")
    await open_house(REGISTRATION="invite", OPERATORS=str(owner.person))
    await steps.begin(owner, "Ромашка")
    await owner.type("/settings")
    shown = await steps.tap(owner, "Запросити рекрутера", "Запрошення: рекрутер")
    link = await owner.tap("Копіювати")
    assert link is not None
    assert link in shown.text
    newcomer = await outside.phone("Ігор")
    await _follow(newcomer, link)
    await newcomer.tap("Українська")
    assert "Ромашка" in (await newcomer.see("Вас запросили")).text
    menu = await steps.tap(newcomer, "Погоджуюсь", "Акаунт роботодавця додає адміністратор")
    assert "Додати акаунт" not in " ".join(menu.buttons)


@pytest.mark.thorough
async def test_an_invite_expires(open_house: Opener, outside: Outside, loaded: Cradle) -> None:
    house = await open_house(REGISTRATION="invite")
    house.cradle = loaded
    link = await house.command("invite")
    async with house.inside.engine.begin() as connection:
        yesterday = datetime.now(UTC) - timedelta(hours=1)
        await connection.execute(update(t.invites).values(expires_at=yesterday))
    phone = await outside.phone("Олена")
    await _follow(phone, link)
    await phone.see("Запрошення не діє")


@pytest.mark.thorough
async def test_a_wrong_company_name_can_be_put_right_before_agreeing(
    house: InTheLoop, outside: Outside
) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await phone.type("Рамашка")
    await steps.tap(phone, "Лишити", "Хто й що обробляє")
    await steps.tap(phone, "Змінити назву", "Як називається ваша компанія?")
    await phone.type(people.ROMASHKA)
    await phone.tap("Лишити")
    assert people.ROMASHKA in (await phone.see("Хто й що обробляє")).text


@pytest.mark.thorough
async def test_a_second_tap_before_there_is_a_company_is_quiet(
    house: InTheLoop, outside: Outside
) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    asked = await steps.say(phone, "Ромашка", "За яким часом")
    keep = asked.button("Лишити").value
    await phone.press(keep, asked.message_id)
    assert await phone.tap(keep, message_id=asked.message_id) is None
    await phone.see("Хто й що обробляє")


# -- commands on the way in ---------------------------------------------------------------


@pytest.mark.thorough
async def test_help_is_given_on_the_way_in_and_the_question_stays(
    house: InTheLoop, outside: Outside
) -> None:
    phone = await outside.phone("Олена")
    first = await steps.say(phone, "/start", "Оберіть мову")
    asked = await steps.say(phone, "/help", "Як це працює")
    assert "Оберіть мову" in asked.text
    assert asked.buttons == first.buttons
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    asked = await steps.say(phone, "/help", "Як це працює")
    assert "Як називається ваша компанія?" in asked.text
    assert "@romashka_support" in asked.text
    await steps.say(phone, "Ромашка", "За яким часом")
    await steps.tap(phone, "Лишити", "Хто й що обробляє")
    asked = await steps.say(phone, "/help", "Як це працює")
    assert "Хто й що обробляє" in asked.text
    await steps.tap(phone, "Погоджуюсь", "Почнімо")


@pytest.mark.thorough
async def test_a_command_waits_until_the_way_in_is_gone(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await phone.type("/start")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await steps.say(phone, "Ромашка", "За яким часом")
    for command in ("/menu", "/new", "/settings"):
        asked = await steps.say(phone, command, "Спершу закінчимо реєстрацію")
        assert "За яким часом" in asked.text
    await steps.tap(phone, "Лишити", "Хто й що обробляє")
    for command in ("/cancel", "/sync"):
        assert "Ромашка" in (await steps.say(phone, command, "Спершу закінчимо реєстрацію")).text
    await steps.tap(phone, "Погоджуюсь", "Почнімо")


@pytest.mark.thorough
async def test_who_was_invited_is_helped_on_the_way_in_too(
    open_house: Opener, outside: Outside, loaded: Cradle
) -> None:
    house = await open_house(REGISTRATION="invite")
    house.cradle = loaded
    phone = await outside.phone("Олена")
    await _follow(phone, await house.command("invite"))
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    await steps.say(phone, "/menu", "Спершу закінчимо реєстрацію")
    await steps.say(phone, "/help", "Як це працює")
    await phone.type("Ромашка")
    await steps.tap(phone, "Лишити", "Хто й що обробляє")
    await steps.tap(phone, "Погоджуюсь", "Почнімо")


@pytest.mark.thorough
async def test_a_newcomers_first_word_may_be_a_command(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    await steps.say(phone, "/help", "Оберіть мову")
    await steps.say(phone, "/new", "Спершу закінчимо реєстрацію")
