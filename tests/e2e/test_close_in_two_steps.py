"""An archive that nobody can undo: asked twice, and stopping the sync is offered first."""

import pytest

from tests.e2e import steps
from tests.e2e.conftest import Opener
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.three import live_at_headhunter

pytestmark = pytest.mark.begins(State.WRITTEN)


async def test_the_archive_is_asked_twice_and_a_stop_is_offered_before_it(
    outside: Outside, open_house: Opener
) -> None:
    desk = await live_at_headhunter(outside, open_house)
    first = await desk.tap("Закрити", "назавжди")
    assert first.buttons[0] == "⏸ Зупинити синхронізацію"
    await desk.tap("Зупинити синхронізацію", "⏸ Неактивна")
    assert [one["active"] for one in await desk.ads("headhunter")] == [True]
    await desk.tap("Відновити синхронізацію", "Стан: 🟢 Опубліковано")
    await desk.tap("Закрити", "назавжди")
    again = await desk.tap("Далі", f"Закрити «{steps.TITLE}» назавжди?")
    assert [one["active"] for one in await desk.ads("headhunter")] == [True]
    assert [one for one in again.buttons if "Так, назавжди" in one]
    await desk.tap("Так, назавжди", "закрито з бота")
    assert [one["active"] for one in await desk.ads("headhunter")] == [False]
