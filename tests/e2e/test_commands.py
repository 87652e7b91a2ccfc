"""A command that the bot does not have is no answer to the question under way."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.team import bring
from tests.phone import Phone

NONE = "Такої команди немає"


@pytest.mark.thorough
async def test_an_unknown_command_is_no_title(phone: Phone) -> None:
    await steps.begin(phone)
    await steps.say(phone, "/new", "крок 1/8")
    again = await steps.say(phone, "/foo", NONE)
    assert "крок 1/8" in again.text
    await steps.say(phone, steps.TITLE, "крок 2/8")
    await phone.type("/menu")
    assert NONE in (await steps.say(phone, "/settingz", NONE)).text


@pytest.mark.thorough
async def test_an_unknown_command_is_no_company(phone: Phone) -> None:
    await steps.say(phone, "/start", "Оберіть мову")
    await steps.tap(phone, "Українська", "Як називається ваша компанія?")
    again = await steps.say(phone, "/foo", NONE)
    assert "Як називається ваша компанія?" in again.text


@pytest.mark.thorough
async def test_a_password_may_begin_with_a_slash(phone: Phone, outside: Outside) -> None:
    await steps.begin(phone)
    await steps.employer(outside, password="/Passw0rd")
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    again = await steps.say(phone, "/foo", "логін (e-mail)")
    assert "✍️" in again.text
    await steps.say(phone, people.LOGIN, "пароль від Work.ua")
    await steps.say(phone, "/Passw0rd", "Як називати цей акаунт?")
    await phone.gone("/Passw0rd")


@pytest.mark.thorough
async def test_commands_are_listed_in_each_language_and_in_groups(
    phone: Phone, outside: Outside
) -> None:
    await steps.say(phone, "/start", "Оберіть мову")
    words = {"uk": "Нова вакансія", "en": "New vacancy", "ru": "Новая вакансия"}
    for language, said in words.items():
        somebody = await outside.phone("Хтось", language=language)
        commands = await somebody.commands()
        assert said in commands["new"]
        wanted = {"menu", "new", "vacancies", "status", "sync", "accounts", "lang", "help"}
        assert wanted <= set(commands)
    group = await bring(phone, "a-token-of-nobody")
    own = {"status", "today", "mute", "settings", "link", "unlink", "help"}
    assert set(await group.commands()) == own
    member = await outside.phone("Учасник")
    await phone.telegram.post(f"chats/{group.chat}/members", by=phone.person, add=[member.person])
    assert set(await member.at(group.chat).commands()) == {"status", "today", "help"}


async def test_telegram_is_told_the_commands_once(
    phone: Phone, house: InTheLoop, outside: Outside
) -> None:
    await steps.say(phone, "/start", "Оберіть мову")
    told = len(await outside.telegram.calls("/setMyCommands"))
    assert told == 12
    await house.restart()
    await steps.say(phone, "/start", "Оберіть мову")
    assert len(await outside.telegram.calls("/setMyCommands")) == told
