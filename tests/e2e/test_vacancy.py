"""The vacancy form: seven steps, each answer kept as it comes, whatever is typed."""

import pytest

from tests.contract.telegram_emulator import picture
from tests.e2e import people, steps
from tests.e2e.house import InTheLoop
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.BEGUN)

NASTY = "<b>Кухар</b> & «Ко» 👩‍🍳 <script>"


async def _to_step(phone: Phone, number: int) -> Shown:
    """The form with good answers up to this question."""
    shown = await steps.say(phone, "/new", "крок 1/8")
    answers = (steps.TITLE, steps.DESCRIPTION, "Львів", None, None, "25-40 тис", None)
    for at, words in enumerate(answers[: number - 1], start=2):
        if words is None:
            taps = {5: "Повна зайнятість", 6: "Від 1 року", 8: "Пропустити"}
            shown = await steps.tap(phone, taps[at], f"крок {at}/8")
        else:
            shown = await steps.say(phone, words, f"крок {at}/8")
    return shown


@pytest.mark.thorough
async def test_the_answers_stand_on_the_vacancys_page(phone: Phone) -> None:
    page = await steps.write(phone)
    for words in (
        steps.TITLE,
        "вести клієнтів",
        "Київ",
        "Повна зайнятість",
        "Від 1 року",
        "25 000 – 40 000 ₴",
        "Олена, +380 44 000 00 00",
    ):
        assert words in steps.flat(page.text)


@pytest.mark.thorough
async def test_a_page_without_an_account_leads_to_one(phone: Phone) -> None:
    page = await steps.write(phone)
    assert "потрібен акаунт роботодавця" in page.text
    page.button("Додати акаунт")
    assert not [one for one in page.buttons if "Опублікувати" in one]


async def test_back_and_skip_lead_through_the_form(phone: Phone) -> None:
    shown = await _to_step(phone, 3)
    shown = await steps.tap(phone, "Назад", "крок 2/8")
    assert "вести клієнтів" in shown.text
    await steps.tap(phone, "Далі", "крок 3/8")
    for number in range(4, 9):
        await steps.tap(phone, "Пропустити", f"крок {number}/8")
    page = await steps.tap(phone, "Пропустити", "Ще ніде не опубліковано")
    assert steps.TITLE in page.text
    assert "📍" not in page.text
    assert "💰" not in page.text


@pytest.mark.thorough
async def test_title_and_description_cannot_be_skipped(phone: Phone) -> None:
    shown = await _to_step(phone, 1)
    assert not [one for one in shown.buttons if "Пропустити" in one or "Далі" in one]
    shown = await steps.say(phone, steps.TITLE, "крок 2/8")
    assert not [one for one in shown.buttons if "Пропустити" in one or "Далі" in one]


@pytest.mark.thorough
async def test_one_answer_is_changed_from_the_page(phone: Phone) -> None:
    await steps.write(phone)
    asked = await steps.tap(phone, "✏️ Оплата", "Яка оплата?")
    assert "25" in asked.text
    await steps.say(phone, "до 1500 $", "Ще ніде не опубліковано")
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    page = await steps.say(phone, "Старший менеджер", "Ще ніде не опубліковано")
    assert "Старший менеджер" in page.text
    assert "до" in page.text
    await steps.tap(phone, "✏️ Місто", "У якому місті?")
    page = await steps.tap(phone, "Віддалено", "Ще ніде не опубліковано")
    assert "Віддалено" in page.text


@pytest.mark.thorough
async def test_a_cancelled_draft_is_offered_again(phone: Phone) -> None:
    await _to_step(phone, 4)
    await steps.say(phone, "/cancel", "Чернетку збережено")
    offer = await steps.say(phone, "/new", f"Продовжити чернетку «{steps.TITLE}»?")
    assert "на кроці 4 з 8" in offer.text
    await steps.tap(phone, "Продовжити", "крок 4/8")
    await steps.tap(phone, "Пізніше", "Чернетку збережено")
    await steps.say(phone, "/new", "Продовжити чернетку")
    await steps.tap(phone, "Почати нову", "крок 1/8")
    await steps.say(phone, "Бариста", "крок 2/8")
    listed = await steps.say(phone, "/vacancies", "Вакансії")
    assert [one for one in listed.buttons if steps.TITLE in one]
    assert [one for one in listed.buttons if "Бариста" in one]


@pytest.mark.thorough
async def test_a_form_that_was_only_opened_leaves_no_vacancy(phone: Phone) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    assert "Поки жодної" in (await steps.say(phone, "/vacancies", "Вакансії")).text
    await steps.say(phone, "/new", "крок 1/8")
    await steps.say(phone, "/cancel", "скасовано")
    await steps.write(phone)
    listed = await steps.say(phone, "/vacancies", "Вакансії")
    assert not [one for one in listed.buttons if "Без назви" in one]
    assert [one for one in listed.buttons if steps.TITLE in one]


@pytest.mark.thorough
async def test_a_long_description_is_changed_in_two_messages(phone: Phone) -> None:
    await steps.write(phone)
    await steps.tap(phone, "✏️ Опис", "Опишіть роботу")
    await steps.say(phone, "Робота з людьми. " * 240, "Прийнято")
    await steps.say(phone, "Кінець.", "Ще ніде не опубліковано")
    await steps.tap(phone, "✏️ Опис", "Опишіть роботу")
    await steps.say(phone, "Інша робота. " * 310, "Прийнято")
    page = await steps.tap(phone, "Далі", "Ще ніде не опубліковано")
    assert "Інша робота" in page.text


@pytest.mark.thorough
async def test_an_answer_is_dropped_by_a_button(phone: Phone) -> None:
    await steps.write(phone)
    await steps.tap(phone, "✏️ Оплата", "Яка оплата?")
    page = await steps.tap(phone, "Прибрати", "Ще ніде не опубліковано")
    assert "₴" not in page.text


@pytest.mark.thorough
async def test_a_restart_goes_on_with_the_next_answer(house: InTheLoop, phone: Phone) -> None:
    await _to_step(phone, 3)
    await house.restart()
    await steps.say(phone, "Одеса", "крок 4/8")
    await house.stop()
    sent = await phone.press("Стажування")
    await house.start()
    await phone.see("крок 5/8")
    assert sent["kind"] == "callback"


@pytest.mark.thorough
async def test_a_vacancy_is_deleted_after_a_question(phone: Phone) -> None:
    await steps.write(phone)
    await steps.tap(phone, "Видалити", "Повернути не вийде")
    await steps.tap(phone, "Ні, лишити", "Ще ніде не опубліковано")
    await steps.tap(phone, "Видалити", "Повернути не вийде")
    await steps.tap(phone, "Видалити", f"«{steps.TITLE}» видалено")


# -- bad input ----------------------------------------------------------------------------


@pytest.mark.thorough
async def test_bad_titles_are_explained(phone: Phone) -> None:
    await _to_step(phone, 1)
    for bad, said in (
        ("\u200b\u2800", "немає жодної літери"),
        ("... !!!", "немає жодної літери"),
        ("Ю" * 101, "знаків: 101, можна до 100"),
        ("МЕНЕДЖЕР З ПРОДАЖУ", "великими літерами"),
    ):
        again = await steps.say(phone, bad, said)
        assert "крок 1/8" in again.text
    shown = await steps.say(phone, NASTY, "крок 2/8")
    shown = await steps.tap(phone, "Назад", "крок 1/8")
    assert NASTY in shown.text


@pytest.mark.thorough
async def test_a_title_of_a_hundred_characters_and_emoji_is_taken(phone: Phone) -> None:
    await _to_step(phone, 1)
    await steps.say(phone, "👩‍🍳 Кухар " + "ю" * 90, "крок 2/8")


@pytest.mark.thorough
async def test_a_description_that_telegram_cuts_is_put_together(phone: Phone) -> None:
    await _to_step(phone, 2)
    text = "\n".join(f"Рядок {number:04}: робота з клієнтами та звітами." for number in range(150))
    assert len(text) > 6000
    first, second = text[:4096], text[4096:]
    waiting = await steps.say(phone, first, "крок 2/8")
    assert "4" in waiting.text.splitlines()[0]
    await steps.say(phone, second, "крок 3/8")
    shown = await steps.tap(phone, "Назад", "крок 2/8")
    assert "Рядок 0000" in shown.text


@pytest.mark.thorough
async def test_a_description_may_be_as_long_as_its_first_message(phone: Phone) -> None:
    await _to_step(phone, 2)
    waiting = await steps.say(phone, "Робота. " * 500, "крок 2/8")
    waiting.button("Далі")
    await steps.tap(phone, "Далі", "крок 3/8")


@pytest.mark.thorough
async def test_html_typed_into_a_description_stays_text(phone: Phone) -> None:
    await _to_step(phone, 2)
    await steps.say(phone, f"{NASTY}\n</p><a href='x'>", "крок 3/8")
    shown = await steps.tap(phone, "Назад", "крок 2/8")
    assert NASTY in shown.text


@pytest.mark.thorough
async def test_bad_cities_are_explained(phone: Phone) -> None:
    await _to_step(phone, 3)
    await steps.say(phone, "???", "Не бачу назви міста")
    await steps.say(phone, "Ю" * 81, "можна до 80")
    await steps.say(phone, "<b>Львів</b> 🦁", "крок 4/8")


@pytest.mark.thorough
async def test_buttons_are_asked_for_where_they_are_due(phone: Phone) -> None:
    await _to_step(phone, 4)
    again = await steps.say(phone, "повна", "оберіть кнопкою")
    assert "крок 4/8" in again.text
    await steps.tap(phone, "Проєктна", "крок 5/8")
    await steps.say(phone, "п'ять років " * 200, "оберіть кнопкою")


@pytest.mark.thorough
async def test_pay_the_wrong_way_round_is_turned_by_a_button(phone: Phone) -> None:
    await _to_step(phone, 6)
    for bad in ("багато", "<b>", "💰", "9" * 200, "0"):
        again = await steps.say(phone, bad, "✍️")
        assert "крок 6/8" in again.text
    offer = await steps.say(phone, "40-30 тис", "«Від» більше за «до»")
    plain = [steps.flat(one) for one in offer.buttons]
    assert "✅ 30 000 – 40 000 ₴ на місяць" in plain
    shown = await steps.tap(phone, "✅ 30", "крок 7/8")
    assert "Записано: 30 000 – 40 000 ₴ на місяць" in steps.flat(shown.text)
    await steps.tap(phone, "Пропустити", "крок 8/8")
    page = await steps.tap(phone, "Пропустити", "Ще ніде не опубліковано")
    assert "30 000 – 40 000 ₴" in steps.flat(page.text)


@pytest.mark.thorough
async def test_what_pay_does_not_hold_is_named_before_it_is_dropped(phone: Phone) -> None:
    await _to_step(phone, 6)
    offer = await steps.say(phone, "25000 + бонуси", "без «+ бонуси»")
    assert "✅ від 25 000 ₴ на місяць" in [steps.flat(one) for one in offer.buttons]
    shown = await steps.say(phone, "800 грн за зміну", "крок 7/8")
    assert "Записано: від 800 ₴ за зміну" in steps.flat(shown.text)
    await steps.tap(phone, "Назад", "крок 6/8")
    shown = await steps.say(phone, "за домовленістю", "крок 7/8")
    assert "оплату не вказуємо" in shown.text
    assert "₴" not in shown.text


@pytest.mark.thorough
async def test_bad_contacts_are_explained(phone: Phone) -> None:
    await _to_step(phone, 8)
    await steps.say(phone, "\u2800", "Контакт порожній")
    await steps.say(phone, "Ю" * 201, "можна до 200")
    page = await steps.say(phone, f"{NASTY} {people.EMAIL}", "Ще ніде не опубліковано")
    assert NASTY in page.text


@pytest.mark.thorough
@pytest.mark.parametrize("step", [1, 3, 7, 8])
async def test_what_is_no_text_is_told_from_one(phone: Phone, step: int) -> None:
    await _to_step(phone, step)
    for send in (phone.sticker, phone.voice):
        sent = await send()
        again = await phone.see("Тут потрібен текст", after=sent)
        assert f"крок {step}/8" in again.text


@pytest.mark.thorough
async def test_of_a_picture_only_its_words_are_taken(phone: Phone) -> None:
    await _to_step(phone, 2)
    await phone.see("З картинок текст не беру", after=await phone.send_photo(picture()))
    sent = await phone.send_document("опис.docx", b"PK\x03\x04", caption="Опис")
    await phone.see("Файл не відкривається", after=sent)
    sent = await phone.send_photo(picture(), caption="Опис вакансії")
    await phone.see("крок 3/8", after=sent)
