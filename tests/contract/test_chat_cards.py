"""Candidates' cards in the emulated Telegram: documents, photos, and what to do without them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from bot.domain import views
from bot.ports import Delivered, Gone, TryLater, Unanswered
from tests import views as samples
from tests.contract.chat_desk import OLENA, PDF, Desk, seated
from tests.contract.telegram_emulator import line, picture


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with line() as tg:
        yield await seated(tg)


async def test_a_card_is_the_document_with_its_caption(desk: Desk) -> None:
    await desk.says(desk.card(photo=desk.photo(picture(900, 1200))))
    shown = await desk.phone.screen()
    assert shown.document is not None
    assert shown.document.name == "Koval.pdf"
    assert await desk.phone.download(shown.document) == PDF
    assert shown.document.thumbnail is not None
    assert shown.text.startswith("🆕 Олена Коваль")
    assert shown.button("Телефон").value == "+380671234521"
    assert shown.button("На сайті").kind == "url"
    assert await desk.tg.telegram.violations() == []


async def test_a_resume_of_text_becomes_a_pdf(desk: Desk) -> None:
    await desk.says(desk.card(resume=None, photo=desk.photo(picture(300, 400))))
    shown = await desk.phone.screen()
    assert shown.document is not None
    assert shown.document.name == "Олена Коваль.pdf"
    assert (await desk.phone.download(shown.document)).startswith(b"%PDF-")
    assert "сформовано ботом" in shown.text


async def test_without_a_resume_the_card_is_the_photo(desk: Desk) -> None:
    bare = replace(OLENA, resume_text=None)
    photo = desk.photo(picture(300, 400))
    await desk.says(desk.card(application=bare, resume=None, photo=photo))
    assert (await desk.phone.screen()).photo is not None


async def test_with_nothing_at_all_the_card_is_a_text(desk: Desk) -> None:
    await desk.says(desk.card(application=replace(OLENA, resume_text=None), resume=None))
    shown = await desk.phone.screen()
    assert (shown.document, shown.photo) == (None, None)
    assert "Резюме недоступне" in shown.text


async def test_the_late_file_answers_its_card(desk: Desk) -> None:
    card = await desk.says(desk.card(resume=None, file_late=True))
    await desk.says(views.CardFile(OLENA, desk.shelf.put(PDF)), reply_to=card)
    shown = await desk.phone.screen()
    assert shown.reply_to == card
    assert shown.document is not None


async def test_an_endless_letter_is_a_file_whose_last_word_can_be_read(desk: Desk) -> None:
    letter = "Маю досвід продажу. " * 900 + "Останнє слово"
    await desk.says(views.CardLetter(replace(OLENA, letter=letter)))
    shown = await desk.phone.screen()
    assert shown.document is not None
    assert shown.document.name == "Олена Коваль - лист.pdf"
    pages = PdfReader(BytesIO(await desk.phone.download(shown.document))).pages
    read = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Останнє слово" in read
    assert read.count("досвід") == 900
    await desk.refuse("sendDocument", "Bad Request: strange")
    await desk.says(views.CardLetter(replace(OLENA, letter=letter + "!")))
    assert (await desk.phone.screen()).document is None


async def test_a_file_goes_up_once(desk: Desk) -> None:
    await desk.says(desk.card())
    calls = len(desk.shelf.known)
    await desk.says(desk.card())
    assert len(desk.shelf.known) == calls == 1
    (known,) = desk.shelf.known.values()
    sent = await calls_of(desk, "sendDocument")
    assert known not in str(sent[0])
    assert known in str(sent[1])


async def calls_of(desk: Desk, method: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await desk.tg.telegram.get("calls")
    return [one for one in found if one["path"].endswith(f"/{method}")]


async def test_the_same_bytes_under_another_name_go_up_again(desk: Desk) -> None:
    await desk.says(desk.card())
    await desk.says(desk.card(resume=desk.shelf.put(PDF, "Ivanenko.pdf")))
    shown = await desk.phone.screen()
    assert shown.document is not None
    assert shown.document.name == "Ivanenko.pdf"


async def test_a_file_id_that_is_no_good_any_more_is_replaced(desk: Desk) -> None:
    await desk.says(desk.card())
    (key,) = desk.shelf.known
    desk.shelf.known[key] = "BQACAgIAAxkBAAIB"
    await desk.says(desk.card())
    assert desk.shelf.known[key] != "BQACAgIAAxkBAAIB"
    assert (await desk.phone.screen()).document is not None


@pytest.mark.parametrize("size", [(100, 2), (9000, 2000)], ids=["too flat", "too big"])
async def test_a_photo_that_telegram_refuses_is_left_out(desk: Desk, size: tuple[int, int]) -> None:
    photo = desk.photo(picture(*size, kind="PNG"))
    bare = replace(OLENA, resume_text=None)
    await desk.says(desk.card(application=bare, resume=None, photo=photo))
    shown = await desk.phone.screen()
    assert (shown.document, shown.photo) == (None, None)
    assert shown.text.startswith("🆕 Олена Коваль")


async def test_a_photo_of_12_megabytes_is_shown_smaller(desk: Desk) -> None:
    photo = desk.photo(picture(800, 1000).ljust(12 * 1024**2, b"\0"))
    bare = replace(OLENA, resume_text=None)
    await desk.says(desk.card(application=bare, resume=None, photo=photo))
    shown = await desk.phone.screen()
    assert shown.photo is not None
    assert 0 < shown.photo.size < 1024**2


async def test_a_photo_that_is_none_is_left_out(desk: Desk) -> None:
    bare = replace(OLENA, resume_text=None)
    photo = desk.photo(b"<html>not found</html>")
    await desk.says(desk.card(application=bare, resume=None, photo=photo))
    assert (await desk.phone.screen()).photo is None
    await desk.says(desk.card(photo=photo))
    shown = await desk.phone.screen()
    assert shown.document is not None
    assert shown.document.thumbnail is None


async def test_a_thumbnail_that_is_refused_is_left_out(desk: Desk) -> None:
    await desk.refuse("sendDocument", "Bad Request: IMAGE_PROCESS_FAILED")
    await desk.says(desk.card(photo=desk.photo(picture(300, 400))))
    shown = await desk.phone.screen()
    assert shown.document is not None
    assert shown.document.thumbnail is None


async def test_a_file_over_50_mb_is_named_and_linked(desk: Desk) -> None:
    huge = desk.shelf.put(PDF, "portfolio.zip", size=60 * 1024 * 1024)
    await desk.says(desk.card(resume=huge))
    shown = await desk.phone.screen()
    assert shown.document is None
    assert "📎 portfolio.zip — завеликий для Telegram, відкрийте на сайті" in shown.text
    assert shown.button("На сайті").kind == "url"
    assert desk.shelf.loads == 0


async def test_a_file_that_the_server_finds_too_large_is_named_and_linked(desk: Desk) -> None:
    await desk.refuse("sendDocument", "Request Entity Too Large", code=413)
    await desk.says(desk.card())
    shown = await desk.phone.screen()
    assert shown.document is None
    assert "завеликий для Telegram" in shown.text


LOST: dict[str, dict[str, Any]] = {
    "cut": {"kind": "drop_before"},
    "cut after": {"kind": "drop_after"},
    "500": {"kind": "status", "status": 500},
    "504": {"kind": "html", "status": 504},
    "garbage": {"kind": "garbage"},
}


@pytest.mark.parametrize("how", LOST)
async def test_a_file_without_an_answer_is_no_reason_to_stop_everybody(
    desk: Desk, how: str
) -> None:
    await desk.fault("sendDocument", **LOST[how])
    assert await desk.chat.show(desk.address, desk.card()) == Unanswered()
    assert isinstance(await desk.chat.show(desk.address, desk.card()), Delivered)


@pytest.mark.parametrize("how", LOST)
async def test_a_file_that_never_gets_an_answer_is_named_and_linked(desk: Desk, how: str) -> None:
    await desk.fault("sendDocument", **{**LOST[how], "times": 9})
    await desk.says(desk.card(photo=desk.photo(picture(300, 400))), drop_file=True)
    shown = await desk.phone.screen()
    assert (shown.document, shown.photo) == (None, None)
    assert "📎 Koval.pdf — не вдалося надіслати, відкрийте на сайті" in shown.text
    assert shown.button("На сайті").kind == "url"
    assert len(await calls_of(desk, "sendDocument")) == 1


async def test_a_made_pdf_and_a_photo_stay_behind_too(desk: Desk) -> None:
    for method in ("sendDocument", "sendPhoto"):
        await desk.fault(method, kind="drop_before", times=9)
    photo = desk.photo(picture(300, 400))
    await desk.says(desk.card(resume=None, photo=photo), drop_file=True)
    assert "📎 Олена Коваль.pdf — не вдалося надіслати" in (await desk.phone.screen()).text
    assert await calls_of(desk, "sendPhoto") == []
    await desk.says(views.CardPhoto(OLENA, photo), drop_file=True)
    assert "Фото не вдалося показати" in (await desk.phone.screen()).text
    await desk.says(views.CardFile(OLENA, desk.shelf.put(PDF)), drop_file=True)
    assert "не вдалося надіслати" in (await desk.phone.screen()).text


async def test_when_the_words_alone_get_no_answer_telegram_is_away(desk: Desk) -> None:
    for method in ("sendDocument", "sendMessage"):
        await desk.fault(method, kind="drop_before")
    outcome = await desk.chat.show(desk.address, desk.card(), drop_file=True)
    assert outcome == TryLater(timedelta(seconds=5), chat_only=False)


@pytest.mark.parametrize("kind", ["documents", "photos"])
async def test_a_group_that_takes_no_files_gets_the_words(desk: Desk, kind: str) -> None:
    words = f"Bad Request: not enough rights to send {kind} to the chat"
    await desk.refuse("sendDocument", words)
    await desk.says(desk.card())
    assert "не вдалося надіслати" in (await desk.phone.screen()).text
    await desk.refuse("sendMessage", "Bad Request: not enough rights to send text messages")
    outcome = await desk.chat.show(desk.address, views.PasswordLeft())
    assert outcome == Gone()


@pytest.mark.parametrize("contact", ["5 " + "😀" * 200, "5 " + "x" * 255])
async def test_a_contact_too_long_to_copy_has_no_button(desk: Desk, contact: str) -> None:
    """An emoji counts as two: by letters the first would fit."""
    await desk.says(desk.card(application=replace(OLENA, phones=(contact,), emails=())))
    assert (await desk.phone.screen()).buttons == ("↗️ На сайті",)
    assert len(await calls_of(desk, "sendDocument")) == 1


async def test_a_candidate_whose_buttons_are_refused_arrives_without(desk: Desk) -> None:
    await desk.refuse("sendDocument", "Bad Request: BUTTON_COPY_TEXT_INVALID")
    await desk.says(desk.card())
    shown = await desk.phone.screen()
    assert shown.buttons == ()
    assert shown.document is not None


async def test_a_candidate_refused_for_reasons_unknown_arrives_as_bare_words(desk: Desk) -> None:
    await desk.refuse("sendDocument", "Bad Request: strange")
    await desk.refuse("sendMessage", "Bad Request: strange", times=2)
    await desk.says(desk.card())
    shown = await desk.phone.screen()
    assert "Олена Коваль" in shown.text
    assert (shown.buttons, shown.document) == ((), None)
    assert "<b>" not in shown.html


@pytest.mark.parametrize("content", [b"lost", b"sealed with another key"])
async def test_a_file_that_can_not_be_read_is_named_and_linked(desk: Desk, content: bytes) -> None:
    await desk.says(desk.card(resume=desk.shelf.put(content)))
    shown = await desk.phone.screen()
    assert shown.document is None
    assert "не вдалося прочитати" in shown.text
    await desk.says(desk.card(photo=desk.photo(content)))
    assert (await desk.phone.screen()).document is not None


async def test_the_worst_candidates_arrive() -> None:
    async with line(slack=1000.0) as tg:
        desk = await seated(tg)
        for text in samples.AWKWARD:
            for card in list(samples.cards(text))[:8]:
                assert isinstance(card, views.Card)
                given = desk.shelf.put(PDF, text) if card.resume is not None else None
                face = desk.photo(picture()) if card.photo is not None else None
                await desk.says(replace(card, resume=given, photo=face))
        assert await tg.telegram.violations() == []
