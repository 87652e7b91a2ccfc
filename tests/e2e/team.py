"""A company of several people, and the group where they talk."""

from tests.e2e import people, steps
from tests.e2e.house import BOT, Outside
from tests.phone import Phone, Shown

TITLE = "Команда продажу"
NO_ACCESS = "Немає доступу"


async def link_from(phone: Phone, where: str = "settings") -> str:
    """The single-use token of a link to a group, from the settings or the vacancy's page."""
    if where == "settings":
        await steps.say(phone, "/settings", "Налаштування")
        await steps.tap(phone, "Групи", "Поки жодної не підключено")
    else:
        await steps.say(phone, "/vacancies", "Вакансії")
        await steps.tap(phone, steps.TITLE, "Київ")
    page = await steps.tap(phone, "Додати групу", "Посилання спрацює один раз")
    url = page.button("Обрати групу").value
    assert url.startswith(f"https://t.me/{BOT}?startgroup=")
    return url.partition("startgroup=")[2]


async def bring(
    phone: Phone, token: str, *, kind: str = "supergroup", members: tuple[Phone, ...] = ()
) -> Phone:
    """The bot into a new group of these people, by the link."""
    telegram = phone.telegram
    everyone = [phone.person, *(one.person for one in members)]
    number = await telegram.group(TITLE, type=kind, members=everyone, by=phone.person)
    await telegram.post(f"chats/{number}/members", by=phone.person, add=[f"@{BOT}"], start=token)
    return phone.at(number)


async def linked(phone: Phone, *members: Phone, kind: str = "supergroup") -> Phone:
    """A confirmed group of all vacancies."""
    group = await bring(phone, await link_from(phone), kind=kind, members=members)
    await group.see("хоче отримувати тут картки")
    assert await group.tap("Підтвердити") is None
    await group.see("✅ Підключено")
    return group


async def colleague(phone: Phone, outside: Outside, name: str, role: str, **more: str) -> Phone:
    """One more member of the company."""
    await steps.say(phone, "/settings", "Налаштування")
    page = await steps.tap(phone, f"Запросити {role}", "Спрацює один раз")
    token = page.text.partition("?start=")[2].split()[0]
    other = await outside.phone(name, **more)
    await steps.say(other, f"/start {token}", "Оберіть мову")
    await steps.tap(other, "Українська", "Хто й що обробляє")
    await steps.tap(other, "Погоджуюсь", people.ROMASHKA)
    return other


async def cards(group: Phone) -> list[Shown]:
    return [one for one in await group.messages() if one.by_bot and "🆕" in one.text]


async def joins(phone: Phone, name: str) -> None:
    """A colleague works on the vacancy from now on."""
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "Відповідає")
    await steps.tap(phone, "Хто працює", "у команді вакансії")
    await steps.tap(phone, name, f"{name}: тепер у команді")


async def dismiss(phone: Phone, name: str, heir: str) -> Shown:
    """Out of the company; the heir has what they worked on."""
    await steps.say(phone, "/team", "Команда")
    await steps.tap(phone, name, "Кандидатів у роботі")
    await steps.tap(phone, "Вилучити з команди", "Хто забирає роботу?")
    return await steps.tap(phone, heir, f"{name}: вилучено з команди")
