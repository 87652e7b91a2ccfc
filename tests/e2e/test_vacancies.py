"""A vacancy copied, kept as a template and put away; a text out of a file, and its words."""

import pytest

from tests.contract.telegram_emulator import picture
from tests.e2e import steps
from tests.e2e.mornings import State
from tests.papers import docx, paragraph, pdf, run
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def test_an_old_vacancy_becomes_a_copy_a_template_and_leaves_the_list(phone: Phone) -> None:
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.tap(phone, steps.TITLE, "вести клієнтів")
    await steps.tap(phone, "📄 Шаблон", "збережено як шаблон")
    await steps.tap(phone, "В архів", "Ці оголошення лишаться на сайтах")
    await steps.tap(phone, "Так, в архів", "Вакансію сховано в архів")
    listed = await steps.say(phone, "/vacancies", "Вакансії")
    assert not [one for one in listed.buttons if steps.TITLE in one]
    await steps.tap(phone, "Шаблони · 1", "Шаблони компанії")
    await steps.tap(phone, steps.TITLE, "Шаблон компанії")
    await steps.tap(phone, "Створити вакансію", "Вакансія з шаблону")
    await steps.tap(phone, "✏️ Назва", "Як називається посада?")
    await steps.say(phone, "Старший менеджер", "Ще ніде не опубліковано")
    # What was chosen for the same account is there already: the category too.
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
    preview = await steps.tap(phone, "Work.ua · Ромашка", "Так буде на")
    assert "IT, комп'ютери, інтернет" in steps.flat(preview.text)
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.say(phone, "старший", "За «старший»")
    await steps.tap(phone, "Показати всі", "Вакансії")
    await steps.tap(phone, "Архів · 1", "Архів вакансій")
    await steps.tap(phone, steps.TITLE, "В архіві")
    await steps.tap(phone, "Повернути з архіву", "знову у списку")


async def test_a_file_gives_the_text_and_doubtful_words_are_shown_before_publishing(
    phone: Phone,
) -> None:
    await steps.say(phone, "/new", "крок 1/8")
    await phone.see("Файл стає описом", after=await phone.send_document("опис.pdf", pdf(["Кава"])))
    await steps.say(phone, "Бариста", "крок 2/8")
    await phone.see("З картинок", after=await phone.send_album(picture(), picture()))
    await phone.see("потрібен текст", after=await phone.voice())
    await phone.see("Такий файл не прочитаю", after=await phone.send_document("a.zip", b"no"))
    await phone.see("не відкривається", after=await phone.send_document("a.docx", b"PK\3\4torn"))
    text = docx(
        paragraph(run("Шукаємо "), run("бариста", "<w:b/>"), run(" до 35 років")),
        paragraph(run("варити каву"), number="1"),
    )
    shown = await phone.see("Таким буде", after=await phone.send_document("опис.docx", text))
    assert "<b>бариста</b>" in shown.html
    await steps.tap(phone, "Взяти опис", "Опис узято з файлу")
    await steps.say(phone, "Київ", "крок 4/8")
    for number in range(5, 9):
        await steps.tap(phone, "Пропустити", f"крок {number}/8")
    page = await steps.tap(phone, "Пропустити", "Ще ніде не опубліковано")
    assert "<b>бариста</b>" in page.html
    assert "• варити каву" in page.text
    assert "📏 Опис: Work.ua —" in steps.flat(page.text)
    words = await steps.tap(phone, "📣 Опублікувати", "Перевірте слова")
    assert "<b>до 35 років</b>" in words.html
    await steps.tap(phone, "Все одно опублікувати", "Від якого акаунта")
    await steps.tap(phone, "Назад", "Ще ніде не опубліковано")
    await steps.tap(phone, "📣 Опублікувати", "Перевірте слова")
    await steps.tap(phone, "Виправити: Опис", "Опишіть роботу")
    said = "Шукаємо бариста\n- варити каву"
    fixed = await phone.see("Ще ніде", after=await phone.forward_text(said, "Подруга"))
    assert "сумнівне" not in fixed.text
    await steps.tap(phone, "📣 Опублікувати", "Від якого акаунта")
