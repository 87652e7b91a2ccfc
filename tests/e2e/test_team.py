"""A company of several people: who comes in, as what, who goes, and whose it is in the end."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.team import NO_ACCESS, colleague, dismiss, joins
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def test_a_team_from_the_first_invite_to_another_owner(
    phone: Phone, outside: Outside
) -> None:
    admin = await colleague(phone, outside, "Адам", "адміністратора")
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    manager = await colleague(phone, outside, "Марта", "керівника")
    await _an_invite_is_withdrawn(phone, outside)
    seen = await steps.say(manager, "/team", "Команда")
    assert "Роман — рекрутер" in seen.text
    assert "Адам" not in " ".join(seen.buttons)
    await _works_on_the_vacancy(phone, outside, recruiter)
    await _two_change_one(phone, admin, manager)
    await dismiss(admin, "Роман", "Адам")
    await recruiter.see("Вас вилучено з команди")
    assert NO_ACCESS in str(await recruiter.tap("Беру"))
    await _goes_to_another_owner(phone, admin)
    assert await phone.telegram.violations() == []


async def _an_invite_is_withdrawn(phone: Phone, outside: Outside) -> None:
    await steps.say(phone, "/team", "Команда")
    page = await steps.tap(phone, "Запросити рекрутера", "Спрацює один раз")
    token = page.text.partition("?start=")[2].split()[0]
    await steps.say(phone, "/team", "ще не скористалися")
    await steps.tap(phone, "✖️ 1", "більше не діє")
    late = await outside.phone("Запізнілий")
    await steps.say(late, f"/start {token}", "Оберіть мову")
    await steps.tap(late, "Українська", "Як називається ваша компанія?")  # nobody invites them


async def _works_on_the_vacancy(phone: Phone, outside: Outside, recruiter: Phone) -> None:
    """Nothing before, cards from then on."""
    ad = (await steps.job(outside)).id
    other = {"fio": "Іван Перший", "phone": "+380441112233", "email": "ivan@example.com"}
    await steps.respond(outside, ad, type="easy", **other)
    await phone.see("Іван Перший")
    await joins(phone, "Роман")
    await recruiter.see("Ви в команді вакансії")
    await steps.respond(outside, ad, type="easy")
    await recruiter.see(people.NAME)
    assert not any("Іван Перший" in one.text for one in await recruiter.messages())


async def _two_change_one(phone: Phone, admin: Phone, manager: Phone) -> None:
    """The second hears of the first; a role counts at once."""
    for one in (phone, admin):
        await steps.say(one, "/team", "Команда")
        await steps.tap(one, "Марта", "Кандидатів у роботі")
    await steps.tap(admin, "рекрутер", "роль змінено")
    await manager.see("ваша роль тепер — рекрутер")
    await steps.tap(phone, "керівник, який наймає", "Змінено раніше за вас: Адам")
    await steps.say(manager, "/inbox", "Вхідні")


async def _goes_to_another_owner(phone: Phone, admin: Phone) -> None:
    await steps.say(phone, "/team", "Команда")
    await steps.tap(phone, "Передати компанію", "Кому?")
    await steps.tap(phone, "Адам", "Новий власник: Адам")
    await steps.tap(phone, "Так, передати", "Тепер власник — Адам")
    await admin.see("ви тепер власник")
    await steps.say(admin, "/team", "Адам — власник")
    await steps.say(phone, "/team", "Команда")
    assert "Передати компанію" not in " ".join((await phone.screen()).buttons)
