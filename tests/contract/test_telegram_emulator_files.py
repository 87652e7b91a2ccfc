"""Files in the emulated Telegram: sent both ways, downloaded, refused."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto, Message
from telegram.error import NetworkError

from tests.contract.telegram_emulator import SPEC, Line, line, picture, refused

CYRILLIC = "Коваль Олена — резюме.pdf"
PDF = b"%PDF-1.4 \xd0\xba"


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


async def test_a_document_keeps_its_cyrillic_name(tg: Line) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_document(
        phone.person, PDF, "Резюме", filename=CYRILLIC, thumbnail=picture(320, 240)
    )
    assert sent.document is not None
    assert sent.document.file_name == CYRILLIC
    assert sent.document.mime_type == "application/pdf"
    assert sent.document.thumbnail is not None
    assert sent.document.thumbnail.width == 320
    shown = (await phone.see("Резюме")).document
    assert shown is not None
    assert (shown.name, shown.size) == (CYRILLIC, len(PDF))
    assert await phone.download(shown) == PDF
    assert await tg.telegram.violations() == []


async def test_a_file_is_sent_again_by_its_id(tg: Line) -> None:
    olena, ivan = await tg.friend("Олена"), await tg.friend("Іван")
    sent = await tg.bot.send_document(olena.person, PDF, filename=CYRILLIC)
    assert sent.document is not None
    again = await tg.bot.send_document(ivan.person, sent.document.file_id)
    assert again.document is not None
    assert again.document.file_unique_id == sent.document.file_unique_id
    assert (await ivan.see(CYRILLIC)).document is not None
    with refused("can't use file of type Document as Photo"):
        await tg.bot.send_photo(ivan.person, sent.document.file_id)
    with refused("wrong file identifier/HTTP URL specified"):
        await tg.bot.send_document(ivan.person, "BQACAgIAAxkBAAIB")
    with refused("failed to get HTTP URL content"):
        await tg.bot.send_document(ivan.person, "https://files.example/a.pdf")


async def test_a_file_id_belongs_to_one_bot(tg: Line) -> None:
    other = replace(SPEC, token="7700000002:AAother", username="other_bot")
    await tg.telegram.post("bots", token=other.token, username=other.username)
    phone = await tg.friend()
    sent = await tg.bot.send_document(phone.person, PDF, filename="a.pdf")
    assert sent.document is not None
    await phone.at("@other_bot").type("/start")
    async with Bot(other.token, base_url=f"{tg.base}/bot") as second:
        with refused("wrong file identifier/HTTP URL specified"):
            await second.send_document(phone.person, sent.document.file_id)


async def test_what_a_person_sends_is_downloaded(tg: Line) -> None:
    phone = await tg.friend()
    await phone.send_document(CYRILLIC, PDF, "подивіться")
    message = (await tg.update()).message
    assert message is not None
    assert message.document is not None
    assert (message.caption, message.document.file_name) == ("подивіться", CYRILLIC)
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == PDF
    await phone.send_photo(picture(90, 60))
    photo = (await tg.update()).message
    assert photo is not None
    assert (photo.photo[-1].width, photo.photo[-1].height) == (90, 60)
    assert bytes(await (await photo.photo[-1].get_file()).download_as_bytearray())


async def test_a_file_above_20_mb_cannot_be_downloaded(tg: Line) -> None:
    phone = await tg.friend()
    await phone.send_document("big.bin", bytes(20 * 1024 * 1024 + 1))
    message = (await tg.update()).message
    assert message is not None
    assert message.document is not None
    with refused("file is too big"):
        await message.document.get_file()


async def test_a_file_above_50_mb_is_too_large(tg: Line) -> None:
    phone = await tg.friend()
    for size in (50 * 1024 * 1024 + 1, 52 * 1024 * 1024):
        with refused("Request Entity Too Large", NetworkError):
            await tg.bot.send_document(phone.person, bytes(size), filename="huge.bin")


async def test_what_is_no_photo_is_refused(tg: Line) -> None:
    phone = await tg.friend()
    with refused("IMAGE_PROCESS_FAILED"):
        await tg.bot.send_photo(phone.person, b"<html>no picture</html>")
    with refused("PHOTO_INVALID_DIMENSIONS"):
        await tg.bot.send_photo(phone.person, picture(2100, 100))
    with refused("PHOTO_INVALID_DIMENSIONS"):
        await tg.bot.send_photo(phone.person, picture(9000, 1001))
    with refused("is too big for a photo"):
        await tg.bot.send_photo(phone.person, picture() + bytes(10 * 1024 * 1024))
    with refused("file must be non-empty"):
        await tg.bot.send_document(phone.person, b"", filename="empty.pdf")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "WEBP"])
async def test_pictures_of_every_kind_have_their_size(tg: Line, kind: str) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_photo(phone.person, picture(120, 70, kind))
    assert (sent.photo[-1].width, sent.photo[-1].height) == (120, 70)


@pytest.mark.parametrize(
    ("thumbnail", "words"),
    [(picture(321, 10), "must not exceed 320"), (picture(10, 10, "PNG"), "must be JPEG")],
)
async def test_a_wrong_thumbnail_is_ignored_and_noted(
    tg: Line, thumbnail: bytes, words: str
) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_document(phone.person, PDF, filename="a.pdf", thumbnail=thumbnail)
    assert sent.document is not None
    assert sent.document.thumbnail is None
    assert any(words in one for one in await tg.telegram.violations())


async def test_media_is_replaced_in_place(tg: Line) -> None:
    phone = await tg.friend()
    sent = await tg.bot.send_photo(phone.person, picture(), "було")
    edited = await sent.edit_media(InputMediaDocument(PDF, "стало", filename=CYRILLIC))
    assert isinstance(edited, Message)
    assert edited.document is not None
    shown = await phone.see("стало")
    assert (shown.message_id, shown.photo) == (sent.message_id, None)
    await edited.edit_caption("<b>підпис</b>", parse_mode="HTML")
    assert (await phone.see("підпис")).html == "<b>підпис</b>"
    await edited.edit_media(InputMediaPhoto(picture(50, 50)))
    assert (await phone.screen()).photo is not None
