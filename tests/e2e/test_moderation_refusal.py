"""The site's moderators take an ad down: the radar finds it, one message mends it."""

import pytest

from tests.e2e import steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)
TAKEN_DOWN, LIVE_AGAIN = "Сайт зняв оголошення", "знову діє"


async def _turn(outside: Outside, state: str) -> None:
    ad = await steps.job(outside)
    await outside.work_ua.control("POST", f"/jobs/{ad.id}/state", {"state": state})


async def _count(phone: Phone, words: str) -> int:
    return len([one for one in await phone.messages() if one.by_bot and words in one.text])


async def test_a_refusal_by_moderation_is_told_once_mended_by_its_button_and_heals_in_silence(
    phone: Phone, outside: Outside
) -> None:
    await steps.say(phone, "/menu", "Опубліковано 1")
    await _turn(outside, "block")
    news = await phone.see(TAKEN_DOWN)
    assert steps.TITLE in news.text
    assert news.buttons == ("✏️ Виправити",)
    status = await steps.say(phone, "/status", "Публікації")
    assert "🔴" in status.text
    assert "заблоковано сайтом" in status.text
    await steps.tap(phone, "✏️ Виправити", "Так буде на")
    await steps.say(phone, "/menu", "Помилки 1")
    await _turn(outside, "unblock")
    await phone.see(LIVE_AGAIN)
    await phone.see("Опубліковано 1")
    assert (await _count(phone, TAKEN_DOWN), await _count(phone, LIVE_AGAIN)) == (1, 1)
