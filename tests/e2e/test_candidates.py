"""Candidates: each arrives once, as one card with everything that the site gives."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.e2e import people, steps
from tests.e2e.crowd import IN_FLIGHT, TOLD, how_many
from tests.e2e.databases import ask
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)

NASTY = "<b>Іван</b> \u202eнавпаки\u202c & Ко"


@pytest.fixture
async def ad(phone: Phone, outside: Outside) -> int:
    """The live ad's id on the site."""
    return (await steps.job(outside)).id


async def _pdf(phone: Phone, card: Shown) -> str:
    assert card.document is not None
    reader = PdfReader(io.BytesIO(await phone.download(card.document)))
    return "\n".join(page.extract_text() for page in reader.pages)


async def _cards(phone: Phone) -> list[Shown]:
    """Every card shown now."""
    return [one for one in await phone.messages() if one.by_bot and "🆕" in one.text]


async def test_every_field_that_the_site_gives_stands_on_the_card(
    phone: Phone, ad: int, outside: Outside
) -> None:
    await steps.respond(
        outside,
        ad,
        file="pdf",
        with_photo=True,
        birth_date="1990-02-01",
        preferCommunicationChannels=["telegram", "phone"],
    )
    card = await phone.see(people.NAME)
    for words in (
        "років",
        f"Вакансія «{steps.TITLE}»",
        "Work.ua · Ромашка",
        "+380 50 713 5591",
        people.EMAIL,
        "Telegram, телефон",
        people.LETTER,
        "1990",
    ):
        assert words in steps.flat(card.text), words
    assert card.document is not None
    assert card.document.name == f"{people.NAME}.pdf"
    assert card.document.thumbnail is not None
    assert "Канаркове резюме" in await _pdf(phone, card)
    assert card.button("Телефон").kind == "copy_text"
    assert card.button("Телефон").value == people.PHONE_STORED
    assert await steps.behind_the_dots(phone, card, "E-mail") == people.EMAIL
    assert card.button("На сайті").value.startswith("https://www.work.ua/")


@pytest.mark.thorough
async def test_each_kind_of_resume_has_its_card(phone: Phone, ad: int, outside: Outside) -> None:
    docx = {"kind": "docx", "name": "Резюме ім'я & прізвище.docx"}
    easy: dict[str, Any] = {"type": "easy", "text": ""}
    resumes: dict[str, dict[str, Any]] = {
        "Мар'яна Документ": {"file": docx},
        "Тарас Текст": {"text": "Тарас\r\nВодій\r\nКиїв, ї є ґ"},
        "Світлина Сама": {**easy, "with_photo": True},
        "Порожня Ніна": easy,
    }
    for at, (name, resume) in enumerate(resumes.items()):
        # With a phone and an e-mail of their own: a card names others who have the same.
        own = {"phone": f"050 713 56 0{at}", "email": f"own{at}@example.com"}
        await steps.respond(outside, ad, fio=name, **own, **resume)
    word = await phone.see("Мар'яна Документ")
    assert word.document is not None
    assert word.document.name == "Резюме ім'я & прізвище.docx"
    assert (await phone.download(word.document)).startswith(b"PK")
    text = await phone.see("Тарас Текст")
    assert "сформовано ботом" in text.text
    made = await _pdf(phone, text)
    assert "Київ, ї є ґ" in made
    assert "Водій" in made
    photo = await phone.see("Світлина Сама")
    assert photo.photo is not None
    assert photo.document is None
    nothing = await phone.see("Порожня Ніна")
    assert nothing.document is None
    assert nothing.photo is None
    assert "Резюме недоступне" in nothing.text
    assert people.LETTER in nothing.text


@pytest.mark.thorough
async def test_odd_names_and_endless_letters_stay_within_one_message(
    phone: Phone, ad: int, outside: Outside
) -> None:
    await steps.respond(outside, ad, fio=NASTY, cover="<i>Дуже</i> & багато 🌼 " * 400)
    await steps.respond(outside, ad, fio=None, email=None, phone=None, text=None, cover=None)
    await steps.respond(outside, ad, fio="Ю" * 300, file={"kind": "pdf", "name": "Ю" * 300})
    odd = await phone.see("<b>Іван</b>")
    assert "\u202e" not in odd.text
    assert "Дуже & багато" in odd.text
    assert odd.document is not None
    assert "\u202e" not in odd.document.name
    nameless = await phone.see("Ім'я приховано")
    assert "Телефон" not in " ".join(nameless.buttons)
    await phone.see("Ю" * 60)


async def test_sixty_at_once_all_arrive_once(
    phone: Phone, ad: int, outside: Outside, house: InTheLoop
) -> None:
    """Some pages are looked at, and all are counted; tests/e2e/test_kills.py leafs through all."""
    many = {"job_id": ad, "count": 60, "type": "easy"}
    await outside.work_ua.control("POST", "/responses/many", many)
    carousel = await phone.see("60 нових")
    await steps.respond(outside, ad, fio="Остання За Всіма", type="easy", text="")
    await phone.see("Остання За Всіма")
    assert await how_many(phone) == 61
    which = f"{TOLD} OR {IN_FLIGHT}"  # the last one is seen before the process hears that it is
    told = f"SELECT count(*), count(DISTINCT subject_id) FROM notices WHERE {which}"
    assert ask(house.database, told) == [(61, 61)]
    pages = [carousel.text]
    for button, place in (("▶️", 2), ("▶️", 3), ("◀️", 2), ("◀️", 1), ("◀️", 60), ("◀️", 59)):
        await phone.tap(button, message_id=carousel.message_id)
        shown = await steps.see_button(phone, f"{place}/60", at=carousel)
        pages.append(shown.text)
    assert pages[4] == pages[0]
    assert len(set(pages)) == 5


@pytest.mark.thorough
async def test_a_slow_file_follows_its_card_as_a_reply(
    phone: Phone, ad: int, outside: Outside
) -> None:
    await outside.work_ua.fault(path="/response_files/", kind="status", status=500, times=12)
    await steps.respond(outside, ad, file="pdf")
    card = await phone.see("Файл ще завантажується")
    assert people.NAME in card.text
    assert card.document is None
    late = await phone.see(f"{people.NAME}.pdf")
    assert late.reply_to == card.message_id
    assert late.document is not None
    assert "Канаркове резюме" in await _pdf(phone, late)


@pytest.mark.thorough
async def test_a_file_that_is_gone_leaves_the_text(phone: Phone, ad: int, outside: Outside) -> None:
    await outside.work_ua.fault(path="/response_files/", kind="status", status=404)
    await steps.respond(outside, ad, file="pdf")
    card = await phone.see(people.NAME)
    assert "сформовано ботом" in card.text
    assert "CRM, B2B" in await _pdf(phone, card)


async def test_a_stopped_sync_keeps_nothing_personal_and_resumes_with_cards(
    phone: Phone, ad: int, outside: Outside, house: InTheLoop
) -> None:
    await steps.tap(phone, "Зупинити синхронізацію", "⏸ Неактивна")
    await phone.see("на сайті й далі видно")
    await steps.respond(outside, ad, file="pdf")
    feeds = len(await outside.work_ua.calls("/jobs/responses"))
    while len(await outside.work_ua.calls("/jobs/responses")) < feeds + 3:
        await phone.telegram.get(f"chats/{phone.person}", wait=0.2)
    assert await _cards(phone) == []
    assert people.NAME.encode() not in house.kept()
    await steps.tap(phone, "Відновити синхронізацію", "🟢 Опубліковано")
    card = await phone.see(people.NAME)
    assert card.document is not None
    assert len(await _cards(phone)) == 1


@pytest.mark.thorough
async def test_responses_to_ads_of_the_cabinet_give_no_cards(
    phone: Phone, ad: int, outside: Outside
) -> None:
    foreign = await outside.work_ua.control("POST", "/jobs", {"login": people.LOGIN})
    await steps.respond(outside, foreign["id"], fio="Чужа Людина")
    await steps.respond(outside, ad, type="easy", text="")
    await phone.see(people.NAME)
    assert len(await _cards(phone)) == 1


@pytest.mark.thorough
async def test_a_card_of_an_ad_that_ended_still_comes(
    phone: Phone, ad: int, outside: Outside
) -> None:
    await outside.work_ua.control("POST", f"/jobs/{ad}/state", {"state": "expire"})
    await phone.see("строк вийшов")
    await steps.respond(outside, ad, type="easy", text="")
    await phone.see(people.NAME)
