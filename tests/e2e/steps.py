"""A recruiter's moves, in Ukrainian, each from the screen it begins on to the one it ends on."""

import asyncio
from dataclasses import dataclass
from typing import Any

from tests.e2e import people
from tests.e2e.house import Outside
from tests.phone import Phone, Shown, shown

TITLE = "Менеджер з продажу"
DESCRIPTION = """Шукаємо людину в команду.

Працюємо в центрі міста, вчимо всього, що треба знати, обідаємо разом і цінуємо час одне одного.

- вести клієнтів
- працювати в CRM"""
"""Long enough for every site."""


async def say(phone: Phone, text: str, expected: str) -> Shown:
    """Send a text and wait for an answer below it that contains `expected`."""
    return await phone.see(expected, after=await phone.type(text))


async def tap(phone: Phone, button: str, expected: str) -> Shown:
    """Tap the newest such button; wait until its message, or one below it, says `expected`."""
    message = await see_button(phone, button)
    await phone.tap(button, message_id=message.message_id)
    return await phone.see(expected, after=message.message_id - 1)


async def see_button(phone: Phone, button: str, *, at: Shown | None = None) -> Shown:
    """Wait until a message (`at`, or one below it) has such a button; return the newest."""
    where = f"chats/{phone.chat or phone.person}/wait"
    query = {"as": phone.person, "timeout": phone.wait, "button": button}
    if at is not None:
        query["after"] = at.message_id - 1
    found = (await phone.telegram.get(where, **query))["found"]
    assert found is not None, f"no button {button!r} is shown\n{await phone.as_text()}"
    return shown(found)


async def behind_the_dots(phone: Phone, card: Shown, button: str) -> str:
    """What a button of a card's second page copies or opens."""
    await phone.tap("⋯", message_id=card.message_id)
    return (await see_button(phone, button, at=card)).button(button).value


async def screens(phone: Phone, text: str) -> list[Shown]:
    """The bot's messages with this text, once those that gave way to newer ones have gone."""
    async with asyncio.timeout(phone.wait):
        while True:
            found = [one for one in await phone.messages() if one.by_bot and text in one.text]
            if len(found) <= 1:
                return found
            await phone.telegram.get(f"chats/{phone.person}", wait=1)


def flat(text: str) -> str:
    """With ordinary blanks where the screens put those that do not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


# -- the site -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Job:
    """An ad as the site holds it."""

    id: int
    active: bool
    name: str
    fields: dict[str, Any]
    publication: str | None
    deleted: bool


async def employer(
    outside: Outside,
    login: str = people.LOGIN,
    password: str = people.PASSWORD,
    company: str | None = people.ROMASHKA,
    **more: Any,
) -> None:
    """A user at the site; by default the administrator of the company of most stories."""
    if company == people.ROMASHKA:
        more.setdefault("balance", dict(people.BALANCE))
    body = {"login": login, "password": password, "company": company, **more}
    await outside.work_ua.control("POST", "/users", body)


async def jobs(outside: Outside) -> list[Job]:
    """Every ad that the site holds, oldest first."""
    found = await outside.work_ua.control("GET", "/jobs")
    return [
        Job(
            one["id"],
            one["active"],
            one["fields"]["name"],
            one["fields"],
            one["publication"],
            one["deleted"],
        )
        for one in found
    ]


async def job(outside: Outside) -> Job:
    """The only ad there is."""
    found = await jobs(outside)
    assert len(found) == 1, f"{len(found)} ads on the site"
    return found[0]


async def balance(outside: Outside, company: str = people.ROMASHKA) -> dict[str, int]:
    """What a company has left, by type of publication."""
    found = await outside.work_ua.control("GET", "/companies")
    left: dict[str, int] = next(one["balance"] for one in found if one["name"] == company)
    return left


async def respond(outside: Outside, job_id: int, **candidate: Any) -> int:
    """Somebody answers an ad; the candidate whose data no log may hold unless told else."""
    whole = {
        "fio": people.NAME,
        "phone": people.PHONE,
        "email": people.EMAIL,
        "cover": people.LETTER,
        "text": people.RESUME,
        **candidate,
    }
    found = await outside.work_ua.control("POST", "/responses", {"job_id": job_id, **whole})
    return int(found["id"])


# -- first start --------------------------------------------------------------------------


async def begin(phone: Phone, company: str = people.ROMASHKA) -> None:
    """From nothing to the menu of a new workspace."""
    await say(phone, "/start", "Оберіть мову")
    await tap(phone, "Українська", "Як називається ваша компанія?")
    await say(phone, company, "За яким часом")
    await tap(phone, "Лишити: Київ", "Хто й що обробляє")
    await tap(phone, "Погоджуюсь", "Почнімо")


# -- accounts -----------------------------------------------------------------------------


async def give_login(
    phone: Phone, login: str, password: str, expected: str, site: str = "Work.ua"
) -> Shown:
    """From the menu or the list of accounts to what the check of a login ends in."""
    await tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await tap(phone, site, "логін (e-mail)")
    await say(phone, login, f"пароль від {site}")
    return await say(phone, password, expected)


async def connect(
    phone: Phone,
    label: str = "Ромашка",
    login: str = people.LOGIN,
    password: str = people.PASSWORD,
    site: str = "Work.ua",
) -> Shown:
    """From the menu or the list of accounts to the page of a new account."""
    await give_login(phone, login, password, "Як називати цей акаунт?", site)
    return await say(phone, label, f"Тепер це «{label}»")


# -- vacancies ----------------------------------------------------------------------------


async def write(phone: Phone, title: str = TITLE, city: str = "Київ") -> Shown:
    """`/new` through all eight steps to the vacancy's page."""
    await say(phone, "/new", "крок 1/8")
    await say(phone, title, "крок 2/8")
    await say(phone, DESCRIPTION, "крок 3/8")
    await say(phone, city, "крок 4/8")
    await tap(phone, "Повна зайнятість", "крок 5/8")
    await tap(phone, "Від 1 року", "крок 6/8")
    await say(phone, "25-40 тис", "крок 7/8")
    await tap(phone, "Пропустити", "крок 8/8")
    return await say(phone, "Олена, +380 44 000 00 00", "Ще ніде не опубліковано")


async def prepare(phone: Phone, account: str = "Ромашка") -> Shown:
    """From the vacancy's page to the preview, with nothing but the type left to choose."""
    await tap(phone, "📣 Опублікувати", "Від якого акаунта")
    await tap(phone, f"Work.ua · {account}", "Від однієї до трьох")
    await tap(phone, "IT, комп'ютери, інтернет", "Обрано: IT")
    return await tap(phone, "Готово", "Так буде на")


async def choose_type(phone: Phone, kind: str = "Стандарт") -> Shown:
    """From the preview by `Publish` to the preview with its cost."""
    await tap(phone, "Опублікувати", "Тип публікації")
    return await tap(phone, kind, "Спишеться 1 публікація")


async def publish(phone: Phone, account: str = "Ромашка") -> Shown:
    """From the vacancy's page to the page of a live publication."""
    await prepare(phone, account)
    await choose_type(phone)
    return await tap(phone, "Опублікувати", "Стан: 🟢 Опубліковано")


async def settle(phone: Phone, outside: Outside) -> Job:
    """A whole morning: workspace, account, vacancy, live ad; returns the ad."""
    await employer(outside)
    await begin(phone)
    await connect(phone)
    await write(phone)
    await publish(phone)
    return await job(outside)
