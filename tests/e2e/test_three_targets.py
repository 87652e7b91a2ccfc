"""A vacancy to three sites by one confirm: one refuses, is fixed and tried again right there."""

import pytest

from tests.e2e import steps
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.three import Desk, on_three_sites

pytestmark = pytest.mark.begins(State.WRITTEN)
MOST_TAPS = 12


async def _to_preview(desk: Desk) -> None:
    """Only what is missing is asked: a category, a role, a type of publication each."""
    await desk.tap("📣 Опублікувати", "Від якого акаунта")
    chosen = await desk.tap("На кілька сайтів одразу", "Де опублікувати?")
    ticked = [one for one in chosen.buttons if one.startswith("☑️")]
    assert len(ticked) == 3, chosen.buttons
    asked = await desk.tap("Далі (3)", "Від однієї до трьох")
    assert "Оголошення 1 з 3" in asked.text
    await desk.tap("IT, комп'ютери, інтернет", "Обрано: IT")
    await desk.tap("Готово", "Тип публікації")
    await desk.tap("Стандарт", "Напишіть слово з назви")
    await steps.say(desk.phone, "менеджер", "За запитом «менеджер»")
    await desk.tap("Менеджер по продажам", "Тип публікації")
    await desk.tap("Стандарт", "Тип публікації")
    shown = await desk.tap("Бізнес", "Одним підтвердженням — сайтів: 3")
    for words in (
        "Оголошення 1 з 3",
        "Work.ua",
        "HeadHunter",
        "Robota.ua",
        "«Стандарт»",
        "«Бізнес»",
    ):
        assert words in shown.text, words


async def test_three_targets_with_one_refusal_that_is_fixed_and_tried_again(
    outside: Outside, open_house: Opener
) -> None:
    desk = await on_three_sites(outside, open_house)
    await _to_preview(desk)
    words = "оберіть іншу категорію"
    body = {"status": "error", "errors": [{"id": "choose_category", "message": words}]}
    refusal = {"path": "/jobs$", "method": "POST", "kind": "status", "status": 400, "body": body}
    await outside.work_ua.fault(**refusal, times=1)
    shown = await steps.see_button(desk.phone, "Опублікувати (3)")
    over = await desk.tap("Опублікувати (3)", "Готово: 2 з 3")
    assert over.message_id == shown.message_id  # one message, edited
    assert desk.taps <= MOST_TAPS
    assert words in over.text
    assert over.text.count("✅ Опубліковано") == 2
    assert await steps.jobs(outside) == []
    asked = await desk.tap("✏️ Work.ua: Категорія", "Від однієї до трьох")
    assert "Обрано: IT" in asked.text
    await desk.tap("Стор. 2", "Обрано")
    await desk.tap("Медицина", "Медицина, фармацевтика")
    alone = await desk.tap("Готово", "Так буде на")
    assert "Одним підтвердженням" not in alone.text
    over = await desk.tap("📣 Опублікувати", "Готово: 3 з 3")
    assert over.text.count("✅ Опубліковано") == 3
    assert (await steps.job(outside)).active
    assert [len(await desk.ads(site)) for site in ("work_ua", "robota_ua", "headhunter")] == [1] * 3
    assert (await steps.balance(outside))["standart_job"] == 4


@pytest.mark.thorough
async def test_a_restart_in_mid_way_publishes_each_once(
    outside: Outside, open_house: Opener
) -> None:
    desk = await on_three_sites(outside, open_house)
    await _to_preview(desk)
    await outside.work_ua.fault(path="/jobs$", method="POST", kind="drop_after", times=1)
    shown = await steps.see_button(desk.phone, "Опублікувати (3)")
    publish = shown.button("Опублікувати (3)").value
    for _ in range(3):
        await desk.phone.press(publish, shown.message_id)
    await desk.phone.see("У роботі")
    await desk.house.restart()
    await desk.phone.see("Готово: 3 з 3")
    assert [len(await desk.ads(site)) for site in ("work_ua", "robota_ua", "headhunter")] == [1] * 3
    posts = [one for one in await outside.work_ua.calls("/jobs") if one["method"] == "POST"]
    assert len(posts) == 1
