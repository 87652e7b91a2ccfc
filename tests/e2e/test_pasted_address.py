"""An ad's address, copied from the site and sent to the bot: the ad is found and linked."""

import pytest

from tests.e2e import people, steps
from tests.e2e.by_code import begun, known
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.emulated import Emulated
from tests.phone import Phone, Shown

COOK = "Кухар у кав'ярню"


async def _post(site: Emulated) -> int:
    """The recruiter's colleague makes an ad in the cabinet."""
    about = "<p>Готувати <b>сніданки</b> для гостей, які поспішають на роботу.</p>" * 4
    ad = {"login": people.LOGIN, "name": COOK, "description": about}
    return int((await site.control("POST", "/jobs", ad))["id"])


async def _link(phone: Phone, address: str) -> Shown:
    shown = await steps.say(phone, address, "зроблю вакансію")
    assert COOK in shown.text
    return await steps.tap(phone, "🔗 Підключити", "Підключено")


async def _asked(site: Emulated) -> list[str]:
    return [one["path"] for one in await site.calls()]


@pytest.mark.begins(State.CONNECTED, SYNC_INTERVAL="1440")
async def test_from_work_ua_in_the_midst_of_something_else(phone: Phone, outside: Outside) -> None:
    site = outside.work_ua
    ad = await _post(site)
    address = f"Ось: https://m.work.ua/en/jobs/{ad}/?utm_source=share, дивись"
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, address, "крок 2/8")  # a title is due, so that is one
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await _link(phone, address)
    assert COOK in (await phone.see("Стан: 🟢 Опубліковано")).text
    await steps.say(phone, f"work.ua/jobs/{ad}", "вже підключено")
    await steps.say(phone, "https://www.work.ua/jobs/7/", "немає у ваших акаунтах Work.ua: Ромашка")
    await steps.say(phone, "https://robota.ua/company1/vacancy7", "жодного акаунта Robota.ua")
    await steps.say(phone, "https://evil.example/www.work.ua/jobs/7/", "За цією адресою")
    assert not [one for one in await _asked(site) if f"/jobs/{ad}" in one]


@pytest.mark.thorough
@pytest.mark.begins(State.BEGUN, SYNC_INTERVAL="1440")
async def test_from_robota_ua(phone: Phone, outside: Outside) -> None:
    site = outside.sites["robota_ua"]
    user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
    await site.control("POST", "/users", user)
    await steps.connect(phone, site="Robota.ua")
    ad = await _post(site)
    await _link(phone, f"www.robota.ua/ua/company1234567/vacancy{ad}?utm_medium=social")


@pytest.mark.thorough
@pytest.mark.begins(State.BEGUN)
async def test_from_a_region_of_headhunter(outside: Outside, open_house: Opener) -> None:
    await open_house(**await known(outside))
    story = await begun(outside)
    await story.connect()
    ad = await _post(story.site)
    await _link(story.phone, f"https://almaty.hh.kz/vacancy/{ad}?hhtmFrom=main")
