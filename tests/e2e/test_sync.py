"""Sync asked for, sync that fails midway, logins that are lost: nothing ever goes missing."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.site import BrokenRecord
from sites.work_ua.feed import Cursor
from tests.e2e import people, steps
from tests.e2e.crew import olenas
from tests.e2e.crowd import how_many
from tests.e2e.house import WAIT, InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)

SELDOM = "1440"
"""Minutes between syncs: none comes by itself in the time of a story."""


async def _cards(phone: Phone) -> list[Shown]:
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def _count(phone: Phone, words: str) -> int:
    return len([one for one in await phone.messages() if words in one.text])


@pytest.mark.begins(State.PUBLISHED, SYNC_INTERVAL=SELDOM)
async def test_sync_now_says_what_it_found(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    ad = await steps.job(outside)
    await _first_sync(house, outside)
    await steps.respond(outside, ad.id, type="easy", text="")
    await steps.tap(phone, "Синхронізувати", "1 новий відгук")
    await phone.see(people.NAME)
    calls = len(await outside.work_ua.calls("/jobs/responses"))
    soon = await phone.tap("Синхронізувати")
    assert soon is None or "Щойно перевіряли" in soon
    shown = await steps.say(phone, "/sync", "Акаунти роботодавця")
    assert "Ромашка" in shown.text
    assert len(await outside.work_ua.calls("/jobs/responses")) <= calls + 2
    assert len(await _cards(phone)) == 1


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED, SYNC_INTERVAL=SELDOM)
async def test_sync_now_without_news_says_so(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await _first_sync(house, outside)
    await steps.tap(phone, "Синхронізувати", "Нових відгуків немає")


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED, SYNC_INTERVAL=SELDOM)
async def test_a_sync_of_all_says_what_each_account_has_brought(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await _first_sync(house, outside)
    await steps.employer(outside, "petro@example.com", company="Ромашка-Схід")
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.connect(phone, "Схід", "petro@example.com")
    await steps.respond(outside, (await steps.job(outside)).id, type="easy", text="")
    shown = await steps.say(phone, "/sync", "📥 1 новий відгук")
    await phone.gone("⏳")
    shown = await phone.see("📥 1 новий відгук", after=shown.message_id - 1)
    assert shown.text.index("Ромашка ·") < shown.text.rindex("📥") < shown.text.index("Схід ·")
    assert shown.text.count("Нових відгуків немає") == 1
    await phone.see(people.NAME)


@pytest.mark.thorough
@pytest.mark.begins(State.PUBLISHED, SYNC_INTERVAL=SELDOM)
async def test_a_sync_of_all_says_why_an_account_was_not_read(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await _first_sync(house, outside)
    await outside.work_ua.fault(path="/jobs/responses", kind="status", status=500)
    await steps.say(phone, "/sync", "Work.ua не відповідає")
    await outside.work_ua.control("DELETE", "/faults")
    change = {"login": people.LOGIN, "password": people.NEW_PASSWORD}
    await outside.work_ua.control("PATCH", "/users", change)
    await steps.say(phone, "/menu", people.ROMASHKA)
    await phone.see("акаунт на паузі")
    await steps.say(phone, "/sync", "більше не приймає цей вхід")


@pytest.mark.begins(State.PUBLISHED, SYNC_INTERVAL="180")
async def test_who_answers_between_two_syncs_comes_within_minutes_and_who_was_missed_next_day(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    ad = await steps.job(outside)
    await _first_sync(house, outside)
    await steps.respond(outside, ad.id, fio="Перша Людина", type="easy", text="")
    await phone.see("Перша Людина")  # nobody has asked for it
    await house.stop()
    missed = int(await steps.respond(outside, ad.id, fio="Друга Людина", type="easy", text=""))
    async with house.opened() as uow, uow(await olenas(uow)) as tx:
        (account,) = await tx.accounts.all()
        now = datetime.now(UTC)
        past = Cursor(missed, ((now - timedelta(days=2), missed),), now).write()
        far = now + timedelta(days=1)
        planned = replace(account, reconcile_at=now, glance_at=far, next_sync_at=far)
        await tx.accounts.save(replace(planned, cursor=past))
        await tx.commit()
    await house.start()
    await phone.see("Друга Людина")
    await house.inside.jobs.idle()
    assert len(await _cards(phone)) == 2
    assert await outside.work_ua.calls(f"/jobs/{ad.id}/responses")  # only a comparison asks there


@pytest.mark.thorough
@pytest.mark.begins(State.WRITTEN, SYNC_INTERVAL=SELDOM)
async def test_what_waits_for_a_publication_comes_at_once(phone: Phone, outside: Outside) -> None:
    await steps.prepare(phone)
    await steps.tap(phone, "Як чернетку", "🔗")
    await steps.respond(outside, (await steps.job(outside)).id, type="easy", text="")
    await steps.tap(phone, "До публікації", "Так буде на")
    await steps.choose_type(phone)
    await steps.tap(phone, "Опублікувати", "🟢 Опубліковано")
    await phone.see(people.NAME)


FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "html", "status": 200},
    {"kind": "garbage"},
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "status", "status": 500},
)


async def test_an_outage_in_mid_sync_loses_nothing_and_is_told_once(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    for number, fault in enumerate(FAULTS):
        times = {} if fault is FAULTS[-1] else {"times": 1}
        await outside.work_ua.fault(
            path="/jobs/responses", skip=0 if number else 1, **fault, **times
        )
    many = {"job_id": ad.id, "count": 60, "type": "easy"}
    await outside.work_ua.control("POST", "/responses/many", many)
    down = await phone.see("Нічого не загубиться")
    assert "Work.ua не відповідає" in down.text
    await steps.tap(phone, "🗂 Вакансія", "вести клієнтів")
    await outside.work_ua.control("DELETE", "/faults")
    await phone.see("знову відповідає")
    await steps.respond(outside, ad.id, type="easy", text="")
    async with asyncio.timeout(phone.wait):  # she may be told of before the site's last page is
        while await how_many(phone) < 61:
            await phone.telegram.get(f"chats/{phone.person}", wait=0.2)
    await phone.see(people.NAME)
    assert await how_many(phone) == 61
    assert await _count(phone, "Нічого не загубиться") == 1
    assert await _count(phone, "знову відповідає") == 1


@pytest.mark.thorough
async def test_a_short_hiccup_is_not_told(phone: Phone, outside: Outside) -> None:
    ad = await steps.job(outside)
    await outside.work_ua.fault(path="/jobs/responses", kind="status", status=500, times=4)
    await steps.respond(outside, ad.id, type="easy", text="")
    await phone.see(people.NAME)
    assert await _count(phone, "не відповідає") == 0
    assert await _count(phone, "знову відповідає") == 0


@pytest.mark.thorough
async def test_records_that_make_no_sense_do_not_hold_up_the_rest(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    for item in ("сміття", {"id": "не число"}, {"no": "id"}, None):
        await outside.work_ua.control("POST", "/responses", {"job_id": ad.id, "item": item})
    await steps.respond(outside, ad.id, type="easy", text="")
    await phone.see(people.NAME)
    assert len(await _cards(phone)) == 1
    assert await _count(phone, "не відповідає") == 0


@pytest.mark.thorough
async def test_a_record_that_the_last_version_could_not_read_comes_with_the_new_one(
    phone: Phone, outside: Outside, house: InTheLoop
) -> None:
    await house.stop()
    item = {"id": 7, "job_id": (await steps.job(outside)).id, "fio": people.NAME}
    async with house.opened() as uow, uow(await olenas(uow)) as tx:
        (account,) = await tx.accounts.all()
        record = BrokenRecord("jobs/responses", json.dumps(item), "7")
        await tx.applications.keep_broken(account.id, record, datetime.now(UTC))
        await tx.commit()
    await house.start()
    await phone.see(people.NAME)


async def test_a_lost_login_is_told_once_and_mended_by_a_button(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    change = {"login": people.LOGIN, "password": people.NEW_PASSWORD}
    await outside.work_ua.control("PATCH", "/users", change)
    await steps.respond(outside, ad.id, file="pdf")
    paused = await phone.see("акаунт на паузі")
    assert "Пароль змінили?" in paused.text
    await phone.see("Стан: 🔴 Помилка")
    status = await steps.say(phone, "/status", "Публікації")
    assert "🔴" in status.text
    menu = await steps.say(phone, "/menu", people.ROMASHKA)
    assert "оновіть вхід" in menu.text
    assert await _count(phone, "акаунт на паузі") == 1
    await phone.tap("Оновити вхід", message_id=paused.message_id)
    await phone.see("Новий вхід")
    await steps.say(phone, people.NEW_PASSWORD, "знову працює")
    card = await phone.see(people.NAME)
    assert card.document is not None
    assert len(await _cards(phone)) == 1


async def test_a_disconnect_and_a_reconnect_leave_no_gap_and_no_double(
    phone: Phone, outside: Outside
) -> None:
    ad = await steps.job(outside)
    await steps.respond(outside, ad.id, fio="Перша Людина", type="easy", text="")
    await phone.see("Перша Людина")
    await steps.say(phone, "/accounts", "Акаунти роботодавця")
    await steps.tap(phone, "Ромашка", "ol•••")
    asked = await steps.tap(phone, "Відключити", "Відключити «Ромашка»")
    assert "1 публікація перестане" in asked.text
    await steps.tap(phone, "Відключити", "доступ стерто")
    await steps.respond(outside, ad.id, fio="Друга Людина", type="easy", text="")
    status = await steps.say(phone, "/status", "Публікації")
    assert "⏸" in status.text
    await steps.say(phone, "/accounts", "Жодного ще не підключено")
    page = await steps.give_login(phone, people.LOGIN, people.PASSWORD, "Work.ua підключено")
    assert "відновіть синхронізацію (1)" in page.text
    assert "відгуки прийдуть у цей чат" not in page.text
    await steps.tap(phone, "Відновити синхронізацію (1)", "Синхронізацію відновлено")
    await phone.see("Друга Людина")
    await steps.respond(outside, ad.id, fio="Третя Людина", type="easy", text="")
    await phone.see("Третя Людина")
    assert len(await _cards(phone)) == 3


async def _first_sync(house: InTheLoop, outside: Outside) -> None:
    """Return when the sync that was due at the start is over."""
    async with asyncio.timeout(WAIT):
        while not await outside.work_ua.calls("/jobs/responses"):
            await outside.telegram.calls()
        await house.inside.jobs.idle()
