"""Employer accounts: connecting them, each refusal in its own words, their page."""

import asyncio

import pytest

from tests.contract.telegram_emulator import picture
from tests.e2e import people, steps
from tests.e2e.house import SYNC_MINUTES, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.BEGUN)


async def _no_password(phone: Phone) -> None:
    """No message ever keeps a password, shown or gone (gone ones are waited for)."""
    for password in people.PASSWORDS:
        await phone.gone(password)


async def test_a_right_login_is_connected_and_its_password_gone(phone: Phone) -> None:
    named = await steps.give_login(phone, people.LOGIN, people.PASSWORD, "Як називати цей акаунт?")
    assert "romashka.\u2060example" in named.text  # as a name it is no link
    await _no_password(phone)
    page = await steps.tap(phone, "Лишити: romashka.example", "✅ Працює")
    assert "ol•••@romashka.example" in page.text
    assert people.LOGIN not in page.text
    shown = page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Стандарт 5, СтандартПлюс 2, Гаряча 1" in shown


@pytest.mark.thorough
async def test_the_password_is_not_what_the_screen_repeats(phone: Phone) -> None:
    await steps.give_login(phone, people.LOGIN, people.PASSWORD, "Як називати цей акаунт?")
    said = [one.text for one in await phone.messages() if one.by_bot]
    assert not [one for one in said if people.PASSWORD in one]


async def test_a_wrong_password_is_asked_for_again(phone: Phone) -> None:
    asked = await steps.give_login(
        phone, people.LOGIN, people.WRONG_PASSWORD, "не прийняв логін або пароль"
    )
    assert "це акаунт шукача" in asked.text
    assert "пароль від Work.ua" in asked.text
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")
    await _no_password(phone)


@pytest.mark.thorough
async def test_a_typo_in_the_login_is_corrected(phone: Phone) -> None:
    typo = "olna@romashka.example"
    refused = await steps.give_login(
        phone, typo, people.PASSWORD, "Якщо пароль точно правильний, спитайте свого менеджера"
    )
    assert f"Логін: {typo}" in refused.text
    await steps.tap(phone, "Інший логін", "логін (e-mail)")
    shown = await steps.say(phone, people.LOGIN, "пароль від Work.ua")
    assert f"Логін: {people.LOGIN}" in shown.text
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")
    await _no_password(phone)
    assert people.LOGIN not in [one.text for one in await phone.messages() if not one.by_bot]


@pytest.mark.thorough
async def test_every_question_leads_back_and_out(phone: Phone, outside: Outside) -> None:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    await steps.tap(phone, "Назад", "Який сайт підключаємо?")
    await steps.tap(phone, "Скасувати", "Почнімо")
    await outside.work_ua.fault(path="/jobs/my", kind="status", status=500)
    await steps.give_login(phone, people.LOGIN, people.PASSWORD, "вхід не перевірено")
    await steps.tap(phone, "Інший логін", "логін (e-mail)")
    await steps.tap(phone, "Скасувати", "Почнімо")


@pytest.mark.thorough
async def test_an_applicant_is_told_what_the_cause_may_be(phone: Phone, outside: Outside) -> None:
    await steps.employer(outside, "seeker@example.com", people.WRONG_PASSWORD, None)
    await steps.give_login(
        phone, "seeker@example.com", people.WRONG_PASSWORD, "це акаунт шукача, а не роботодавця"
    )


@pytest.mark.thorough
async def test_an_applicant_that_can_be_told_is_named(phone: Phone, outside: Outside) -> None:
    switches = {"applicant": "publications_object"}
    await outside.work_ua.control("PATCH", "/switches", switches)
    await steps.employer(outside, "seeker@example.com", people.WRONG_PASSWORD, None)
    await steps.give_login(
        phone, "seeker@example.com", people.WRONG_PASSWORD, "Це акаунт шукача на Work.ua"
    )


@pytest.mark.thorough
async def test_a_blocked_user_is_named_so(phone: Phone, outside: Outside) -> None:
    await steps.employer(outside, blocked=True)
    told = await steps.give_login(
        phone, people.LOGIN, people.PASSWORD, "заблокував цього користувача"
    )
    assert "логін (e-mail)" in told.text
    assert "Назад" in " ".join(told.buttons)


@pytest.mark.thorough
async def test_a_site_that_is_away_can_be_tried_again_and_again(
    phone: Phone, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/jobs/my", kind="status", status=500)
    away = await steps.give_login(phone, people.LOGIN, people.PASSWORD, "вхід не перевірено")
    await _no_password(phone)
    for fault in ({"kind": "garbage"}, {"kind": "empty"}, {"kind": "drop_before"}):
        assert "Логін і пароль пам'ятаю" in away.text
        await outside.work_ua.control("DELETE", "/faults")
        await outside.work_ua.fault(path="/jobs/my", **fault)
        away = await _tried_again(phone, away)
    await outside.work_ua.control("DELETE", "/faults")
    await steps.tap(phone, "Ще раз", "Як називати цей акаунт?")


async def _tried_again(phone: Phone, away: Shown) -> Shown:
    """Wait for the screen after `away`, which reads the same: its buttons carry another version."""
    await phone.tap("Ще раз", message_id=away.message_id)
    async with asyncio.timeout(phone.wait):
        while True:
            now = await steps.see_button(phone, "Ще раз")
            if now.button("Ще раз").value != away.button("Ще раз").value:
                return now
            await phone.telegram.get(f"chats/{phone.person}", wait=0.2)


@pytest.mark.thorough
async def test_a_wall_for_people_is_said_to_be_one(phone: Phone, outside: Outside) -> None:
    await outside.work_ua.fault(path="/jobs/my", kind="html")
    told = await steps.give_login(phone, people.LOGIN, people.PASSWORD, "не пускає програми")
    assert "Наступна спроба — після:" in told.text
    assert "Логін і пароль пам'ятаю" in told.text
    await outside.work_ua.control("DELETE", "/faults")
    asked = len(await outside.work_ua.calls())
    again = await steps.tap(phone, "Ще раз", "не пускає програми")
    assert "Наступна спроба — після:" in again.text
    assert len(await outside.work_ua.calls()) == asked  # it is left alone until then


@pytest.mark.thorough
async def test_too_many_wrong_passwords_lock_the_login(phone: Phone) -> None:
    refused = "не прийняв логін або пароль"
    await steps.give_login(phone, people.LOGIN, people.WRONG_PASSWORD, refused)
    for _ in range(9):
        await steps.say(phone, people.WRONG_PASSWORD, refused)
    locked = await steps.say(phone, people.WRONG_PASSWORD, "забагато спроб")
    assert "Можна пробувати після" in locked.text
    assert "Інший логін" in " ".join(locked.buttons)
    await steps.say(phone, people.PASSWORD, "забагато спроб")
    await _no_password(phone)


@pytest.mark.thorough
async def test_a_password_sent_while_the_first_is_checked_replaces_it(
    phone: Phone, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/jobs/my", kind="delay", seconds=300, times=1)
    await steps.give_login(phone, people.LOGIN, people.WRONG_PASSWORD, "Перевіряю вхід")
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")
    await _no_password(phone)


@pytest.mark.thorough
async def test_a_password_sent_twice_never_becomes_the_label(phone: Phone) -> None:
    named = "Як називати цей акаунт?"
    await steps.give_login(phone, people.LOGIN, people.PASSWORD, named)
    await steps.say(phone, people.PASSWORD, named)
    await _no_password(phone)


@pytest.mark.thorough
@pytest.mark.parametrize("between", ["\n", " "])
async def test_login_and_password_in_one_message_are_taken_away(phone: Phone, between: str) -> None:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    await steps.say(phone, f"{people.LOGIN}{between}{people.PASSWORD}", "одним рядком, без")
    await _no_password(phone)


@pytest.mark.thorough
async def test_a_password_sent_before_its_time_is_taken_away(phone: Phone) -> None:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    for early in (people.PASSWORD, "/" + people.WRONG_PASSWORD):
        await steps.say(phone, early, "Спершу оберіть сайт кнопкою")
    await _no_password(phone)
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    doubtful = await steps.say(phone, people.WRONG_PASSWORD, "Це не схоже на e-mail")
    assert "Логін: •••\n" in doubtful.text
    await _no_password(phone)
    await steps.tap(phone, "Інший логін", "логін (e-mail)")
    await steps.say(phone, people.LOGIN, "пароль від Work.ua")
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")


@pytest.mark.thorough
async def test_two_accounts_stand_side_by_side(phone: Phone, outside: Outside) -> None:
    await steps.employer(outside, people.KAVA_LOGIN, people.KAVA_PASSWORD, people.KAVA)
    await steps.connect(phone, "Ромашка, Київ")
    await steps.tap(phone, "Назад", "Акаунти роботодавця")
    await steps.connect(phone, "Кава", people.KAVA_LOGIN, people.KAVA_PASSWORD)
    shown = await steps.say(phone, "/accounts", "Акаунти роботодавця")
    assert [one for one in shown.buttons if "Ромашка, Київ" in one or "Кава" in one]
    assert "ol•••@romashka.example" in shown.text
    assert "ow•••@kava.example" in shown.text


@pytest.mark.thorough
async def test_the_same_login_again_opens_the_account(phone: Phone) -> None:
    await steps.connect(phone, "Ромашка, Київ")
    await steps.tap(phone, "Назад", "Акаунти роботодавця")
    page = await steps.give_login(
        phone, people.LOGIN.upper(), people.PASSWORD, "Цей акаунт уже підключено: «Ромашка, Київ»"
    )
    assert "✅ Працює" in page.text
    shown = await steps.tap(phone, "Назад", "Акаунти роботодавця")
    assert len([one for one in shown.buttons if "Ромашка" in one]) == 1


@pytest.mark.thorough
async def test_a_password_that_stays_in_the_chat_is_told_of(phone: Phone, outside: Outside) -> None:
    words = "Bad Request: message can't be deleted"
    body = {"ok": False, "error_code": 400, "description": words}
    await outside.telegram.fault(path="/deleteMessage", kind="status", status=400, body=body)
    told = await steps.give_login(
        phone, people.LOGIN, people.PASSWORD, "Не можу видалити це повідомлення"
    )
    assert people.PASSWORD not in told.text


@pytest.mark.thorough
async def test_a_picture_or_a_file_of_a_password_is_taken_away(phone: Phone) -> None:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await phone.send_photo(picture(), "вхід на папірці")
    await phone.see("Спершу оберіть сайт")
    await phone.gone("на папірці")
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    await phone.send_document("вхід.txt", b"secret", "вхід у файлі")
    await phone.see("Тут потрібен текст")
    await phone.gone("у файлі")
    await steps.say(phone, people.LOGIN, "пароль від Work.ua")
    heard = await phone.voice()
    await phone.see("Тут потрібен текст", after=heard)
    await steps.say(phone, people.PASSWORD, "Як називати цей акаунт?")


@pytest.mark.thorough
async def test_cancelling_forgets_the_login(phone: Phone) -> None:
    await steps.tap(phone, "Додати акаунт", "Який сайт підключаємо?")
    await steps.tap(phone, "Work.ua", "логін (e-mail)")
    await steps.say(phone, people.LOGIN, "пароль від Work.ua")
    await steps.say(phone, "/cancel", "Почнімо")
    await steps.say(phone, "щось", "👇")


# -- the account's page -------------------------------------------------------------------


@pytest.mark.thorough
async def test_a_new_account_says_what_comes_next(phone: Phone) -> None:
    page = await steps.connect(phone)
    assert "Далі: створіть вакансію" in page.text
    assert f"Сайт перевіряю сам кожні {SYNC_MINUTES} хв" in page.text
    await steps.tap(phone, "Нова вакансія", "крок 1/8")


@pytest.mark.thorough
async def test_ads_of_the_cabinet_are_the_next_step_where_there_are_some(
    phone: Phone, outside: Outside
) -> None:
    ad = {"login": people.LOGIN, "name": "Кухар", "publication": "standart_job"}
    await outside.work_ua.control("POST", "/jobs", ad)
    await steps.connect(phone)
    await phone.see("Далі: підключіть оголошення з кабінету (1)")
    await steps.tap(phone, "Не підключено оголошень: 1", "Не підключені оголошення")


@pytest.mark.thorough
async def test_the_page_checks_renames_and_takes_a_new_password(
    phone: Phone, outside: Outside
) -> None:
    await steps.connect(phone)
    await steps.tap(phone, "Перевірити", "Вхід працює")
    await steps.tap(phone, "Назва", "Нова назва")
    await steps.say(phone, "Ю" * 41, "від 1 до 40 знаків")
    await steps.say(phone, "Ромашка <b>Львів</b>", "Тепер це «Ромашка <b>Львів</b>»")
    change = {"login": people.LOGIN, "password": people.NEW_PASSWORD}
    await outside.work_ua.control("PATCH", "/users", change)
    await steps.tap(phone, "Перевірити", "На паузі: потрібен новий вхід")
    await steps.tap(phone, "Новий пароль", "Новий вхід")
    page = await steps.say(phone, people.NEW_PASSWORD, "знову працює")
    assert "✅ Працює" in page.text
    await _no_password(phone)


@pytest.mark.thorough
async def test_a_new_password_of_another_login_is_refused(phone: Phone, outside: Outside) -> None:
    await steps.connect(phone)
    change = {"login": people.LOGIN, "password": people.NEW_PASSWORD}
    await outside.work_ua.control("PATCH", "/users", change)
    await steps.tap(phone, "Новий пароль", "Новий вхід")
    await steps.say(phone, people.WRONG_PASSWORD, "не прийняв логін або пароль")
    await steps.say(phone, "/cancel", "Логін: ol•••")


@pytest.mark.thorough
async def test_an_account_comes_back_after_a_disconnect(phone: Phone) -> None:
    await steps.connect(phone)
    asked = await steps.tap(phone, "Відключити", "Відключити «Ромашка»")
    assert "Оголошення на Work.ua лишаться" in asked.text
    await steps.tap(phone, "Відключити", "доступ стерто")
    await phone.see("Жодного ще не підключено")
    page = await steps.give_login(phone, people.LOGIN, people.PASSWORD, "Work.ua підключено")
    assert "Ромашка" in page.text
