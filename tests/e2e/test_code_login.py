"""A site whose people log in on its own page, and which calls: by a button, a browser and a hook.

The door is the product's own, over HTTP; the site behind it is invented (tests/invented).
"""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest

import sites
from bot.domain.errors import NotEmployer
from bot.domain.site import FileRef, Happened, RemoteFile
from storage.clock import SystemClock
from tests import invented
from tests.e2e import people, steps
from tests.e2e.conftest import Opener
from tests.e2e.house import WAIT, InTheLoop, Outside, door
from tests.e2e.mornings import State, olena, open_page
from tests.fakes.sites import CodedSite
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.BEGUN)
COOK, INVENTED = "Кухар у кав'ярню", Path(invented.__file__).parent


@dataclass(frozen=True, slots=True)
class Story:
    """A recruiter's phone and browser, and the invented site."""

    phone: Phone
    house: InTheLoop
    site: CodedSite
    browser: aiohttp.ClientSession
    door: str

    async def way(self) -> str:
        """The address behind the newest login button."""
        message = await steps.see_button(self.phone, "Увійти на Coded")
        return message.button("Увійти на Coded").value

    async def come_back(self, brought: dict[str, str]) -> str:
        """The words of the page that the site's login page leads to."""
        query = urlencode(brought)
        async with self.browser.get(f"{self.door}/oauth/coded?{query}") as answer:
            return re.sub(r"<style>.*</style>|<[^>]+>", "", await answer.text(), flags=re.S)

    async def allow(self) -> str:
        """She logs in there and allows it."""
        return await self.come_back(self.site.allow(await self.way(), people.LOGIN))

    async def hook(self) -> str:
        """The address that the site was given to call at."""
        async with asyncio.timeout(WAIT):
            await self.site.beyond.subscribed.wait()
        return self.site.beyond.subscriptions[people.LOGIN]

    async def call(self, remote_id: str, ad: str) -> int:
        """The site calls at the address that it was given; the status of the answer."""
        address = await self.hook()
        body = self.site.call(Happened.APPLICATION, remote_id, ad)
        async with self.browser.post(address, data=body) as answer:
            return answer.status


@pytest.fixture
async def story(
    outside: Outside, open_house: Opener, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Story]:
    """The team has switched the site on and looks at the way to its page; nothing polls."""
    monkeypatch.setattr(sites, "__path__", [*sites.__path__, str(INVENTED)])
    site = CodedSite(SystemClock())
    site.employ(people.LOGIN, people.PASSWORD)
    invented.world[:] = [site]
    way_in = door()
    house = await open_house(**way_in, SYNC_INTERVAL="1440")
    phone = await olena(outside)
    await open_page(phone, State.BEGUN)
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Інші сайти", "лише якщо ви їх увімкнете")
    await steps.tap(phone, "Coded", "Дані кандидатів надходять із Coded")
    await steps.tap(phone, "Пропонувати Coded", "Coded тепер можна підключати")
    await steps.tap(phone, "Coded", "відкриється сторінка Coded")
    async with aiohttp.ClientSession() as browser:
        yield Story(phone, house, site, browser, way_in["PUBLIC_URL"])


async def connect(story: Story) -> None:
    """From the button to the account's page."""
    assert "Поверніться в чат" in await story.allow()
    await steps.tap(story.phone, "Лишити", "✅ Працює")


async def link(story: Story) -> str:
    """Connected, and an ad that was made in the cabinet linked; its id."""
    ad = story.site.post(people.LOGIN, COOK).remote_id
    await connect(story)
    await steps.tap(story.phone, "Не підключено оголошень: 1", "Їх створено в кабінеті")
    await steps.tap(story.phone, COOK, "зроблю вакансію")
    await steps.tap(story.phone, "🔗 Підключити", "Підключено")
    return ad


async def test_the_chat_moves_on_by_itself_when_the_browser_comes_back(story: Story) -> None:
    shown = await story.phone.see("відкриється сторінка Coded")
    assert "Резюме читаю відразу" in shown.text
    page = await story.allow()
    assert "Дякую, вхід отримано" in page
    named = await story.phone.see("Як називати цей акаунт?")
    assert "Coded підключено" in named.text
    account = await steps.tap(story.phone, "Лишити", "✅ Працює")
    assert "ТОВ «olena»" in account.text


async def test_nothing_secret_of_a_login_or_a_door_is_logged_or_lies_open(story: Story) -> None:
    brought = story.site.allow(await story.way(), people.LOGIN)
    await story.come_back(brought)
    await story.phone.see("Як називати цей акаунт?")
    async with story.browser.get(f"{story.door}/oauth/coded?state=x&code=чужий-код") as answer:
        assert answer.status == 404
    secrets = [*brought.values(), *story.site.tokens]
    secrets += [one.verifier.reveal() for one in story.site.challenges.values()]
    secrets.append((await story.hook()).rpartition("/")[2])
    assert len(secrets) == 5
    for secret in (*secrets, "чужий-код"):
        assert secret not in story.house.log
        assert secret.encode() not in story.house.kept()


@pytest.mark.thorough
async def test_who_does_not_allow_it_may_try_again(story: Story) -> None:
    brought = story.site.allow(await story.way(), people.LOGIN)
    page = await story.come_back({"state": brought["state"], "error": "access_denied"})
    assert "Доступ не дозволено" in page
    await story.phone.see("Доступ до Coded не дозволено")
    assert "Цей вхід уже використано" in await story.come_back(brought)
    await steps.tap(story.phone, "Спробувати ще", "Кнопка спрацює один раз")
    await connect(story)


@pytest.mark.thorough
async def test_an_applicant_is_refused_in_words(story: Story) -> None:
    story.site.employers[people.LOGIN].refuses = NotEmployer("coded")
    await story.allow()
    await story.phone.see("Це акаунт шукача на Coded")


async def test_a_call_brings_the_card_and_where_none_comes_the_next_poll_does(
    story: Story,
) -> None:
    ad = await link(story)
    story.site.files["cv"] = RemoteFile(b"%PDF-1.4 x", "cv.pdf", "application/pdf")
    polls = story.site.calls.count("applications")
    first = story.site.answer(ad, name=people.NAME, phones=(people.PHONE_STORED,))
    assert await story.call(first.remote_id, ad) == 200
    card = await story.phone.see("🆕")
    assert people.NAME in card.text
    assert story.site.calls.count("applications") == polls
    assert await story.call(first.remote_id, ad) == 200
    story.site.answer(ad, name="Коваль Ігор", resume=FileRef("cv"))
    await steps.say(story.phone, "/sync", "Коваль Ігор")
    cards = [one for one in await story.phone.messages() if one.by_bot and "🆕" in one.text]
    assert len(cards) == 2


@pytest.mark.thorough
async def test_a_resume_that_nobody_has_opened_is_read_by_a_tap(story: Story) -> None:
    ad = await link(story)
    await steps.say(story.phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(story.phone, "ТОВ «olena»", "Резюме читаю відразу")
    await steps.tap(story.phone, "Читати, коли відкрию", "Резюме читаю, коли його відкриють")
    response = story.site.answer(ad, phones=(people.PHONE_STORED,))
    await story.call(response.remote_id, ad)
    card = await story.phone.see("Резюме ще не відкрито")
    assert story.site.looked_at == []
    await story.phone.tap("Відкрити резюме", message_id=card.message_id)
    await story.phone.see("+380 50 713", after=card.message_id - 1)
    assert story.site.looked_at == [response.remote_id]


@pytest.mark.thorough
async def test_a_lost_login_is_renewed_on_the_sites_page(story: Story) -> None:
    await connect(story)
    story.site.revoke(people.LOGIN)
    await steps.tap(story.phone, "🔍 Перевірити", "Coded відкликав доступ")
    await steps.tap(story.phone, "Оновити вхід", "Кнопка спрацює один раз")
    await story.allow()
    await story.phone.see("знову працює")


@pytest.mark.thorough
async def test_a_disconnected_account_has_no_door_any_more(story: Story) -> None:
    await connect(story)
    address = await story.hook()
    await steps.tap(story.phone, "Відключити", "Відключити «ТОВ «olena»")
    await steps.tap(story.phone, "Відключити", "відключено, доступ стерто")
    async with story.browser.post(address, data=b"{}") as answer:
        assert (answer.status, await answer.text()) == (404, "")
