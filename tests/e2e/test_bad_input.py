"""What candidates send: whatever it is, their card arrives, and nothing of it does harm."""

import base64
import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import update

from storage import tables as t
from tests.e2e import people, steps
from tests.e2e.house import InTheLoop, Outside
from tests.e2e.mornings import State
from tests.phone import Document, Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)
MEGABYTE = 1024 * 1024
BIDI = "\u202e\u202d\u2066\u2067\u2069\u200f"


@pytest.fixture
async def ad(phone: Phone, outside: Outside) -> int:
    """The live ad's id on the site."""
    return (await steps.job(outside)).id


async def _card(to: Phone, outside: Outside, ad: int, name: str, **candidate: Any) -> Shown:
    """The card of somebody without a resume of text, unless given."""
    await steps.respond(outside, ad, **{"fio": name, "text": "", **candidate})
    return await to.see(name)


def _given(content: bytes, name: str) -> dict[str, str]:
    return {"base64": base64.b64encode(content).decode(), "name": name}


async def _document(to: Phone, shown: Shown, name: str) -> Document:
    """The file by this name, with its card or, where it took its time, behind it."""
    found = await to.see(name, after=shown.message_id - 1)
    assert found.document is not None
    assert found.document.name == name
    return found.document


async def test_a_caption_that_overflows_after_escaping_is_cut_whole(
    phone: Phone, outside: Outside, ad: int
) -> None:
    piece = "R&D < 3 > 2 \"'"
    letter = f"{piece} " * 300
    card = await _card(phone, outside, ad, "Олена Коваль", cover=letter, text=people.RESUME)
    await _document(phone, card, "Олена Коваль.pdf")
    # As many times as there is room, and no entity in halves.
    assert card.text.count(piece) > 20
    assert card.text.count("…") == 1


async def test_a_name_with_bidi_marks_turns_no_line_around(
    phone: Phone, outside: Outside, ad: int
) -> None:
    card = await _card(phone, outside, ad, "Іван Наплутав", raw={"fio": f"Іван {BIDI}Наплутав"})
    assert not set(card.text) & set(BIDI)


@pytest.mark.thorough
async def test_a_name_of_combining_characters_arrives(
    phone: Phone, outside: Outside, ad: int
) -> None:
    name = "Зальго" + "\u0301\u0327\u0360\u0489" * 40
    await steps.respond(outside, ad, fio=name, text="")
    card = await phone.see("🆕 Зальго")
    assert len(card.text.splitlines()[0]) < 200


@pytest.mark.thorough
async def test_a_name_of_300_letters_is_shortened(phone: Phone, outside: Outside, ad: int) -> None:
    await steps.respond(outside, ad, fio="Ю" * 300, file="pdf", text="")
    card = await phone.see("Ю" * 60)
    assert len(card.text.splitlines()[0]) < 150
    late = await phone.see(".pdf", after=card.message_id - 1)
    assert late.document is not None
    assert len(late.document.name) <= 90


COUNTRIES = {
    "050 713-55-91": "+380507135591",
    "+48 600 000 000": "+48600000000",
    "+49 1512 3456789": "+4915123456789",
    "+44 7911 123456": "+447911123456",
    "+1 (212) 555-0100": "+12125550100",
    "+373 621 23 456": "+37362123456",
}


async def test_phones_of_six_countries_are_copied_as_one_dials_them(
    phone: Phone, outside: Outside, ad: int
) -> None:
    for number, (typed, dialled) in enumerate(COUNTRIES.items()):
        card = await _card(phone, outside, ad, f"Людина {number}", phone=typed)
        assert card.button("Телефон").value == dialled


async def test_an_email_with_quotes_is_copied_whole(
    phone: Phone, outside: Outside, ad: int
) -> None:
    quoted = '"o\'k & <x>"@example.com'
    card = await _card(phone, outside, ad, "Олена Коваль", email=quoted)
    assert await steps.behind_the_dots(phone, card, "E-mail") == quoted
    assert quoted in card.text
    named = await _card(phone, outside, ad, "Ірина Мак", email='"Ірина" <i.mak@example.com>')
    assert await steps.behind_the_dots(phone, named, "E-mail") == "i.mak@example.com"


async def test_an_empty_file_is_asked_for_again_and_holds_up_no_card(
    phone: Phone, outside: Outside, ad: int
) -> None:
    card = await _card(phone, outside, ad, "Олена Коваль", file=_given(b"", "empty.pdf"))
    assert card.document is None
    assert "Файл ще завантажується" in card.text


async def test_a_pdf_with_a_path_for_a_name_stays_in_its_folder(
    phone: Phone, outside: Outside, ad: int, house: InTheLoop
) -> None:
    file = {"kind": "pdf", "name": "../../x.pdf", "disposition": "plain"}
    card = await _card(phone, outside, ad, "Олена Коваль", file=file)
    await _document(phone, card, "x.pdf")
    stored = [one for one in house.folder.parent.rglob("*") if one.is_file()]
    assert [one for one in stored if "files" in one.parts]
    assert not [one for one in stored if one.name.endswith("pdf")]


async def test_a_docx_with_macros_is_passed_on_as_it_came(
    phone: Phone, outside: Outside, ad: int
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<never parsed")
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 AutoOpen")
    file = _given(packed.getvalue(), "Резюме.docm")
    card = await _card(phone, outside, ad, "Олена Коваль", file=file)
    passed_on = await _document(phone, card, "Резюме.docm")
    assert await phone.download(passed_on) == packed.getvalue()


async def test_a_file_of_60_megabytes_stays_on_the_site_and_the_card_comes(
    phone: Phone, outside: Outside, ad: int
) -> None:
    file = {"kind": "pdf", "size": 60 * MEGABYTE}
    card = await _card(phone, outside, ad, "Олена Коваль", file=file)
    assert card.document is None
    assert "Резюме недоступне" in card.text
    assert card.button("На сайті").kind == "url"


async def test_files_of_the_same_name_stay_those_of_their_senders(
    phone: Phone, outside: Outside, ad: int
) -> None:
    for name in ("Олена Перша", "Ігор Другий"):
        content = b"%PDF-1.4 " + name.encode()
        card = await _card(phone, outside, ad, name, file=_given(content, "resume.pdf"))
        own = await _document(phone, card, "resume.pdf")
        assert await phone.download(own) == content


_BEHIND = pytest.param("America/New_York", marks=pytest.mark.thorough)


@pytest.mark.parametrize("zone", ["Europe/Kyiv", _BEHIND])
async def test_dates_in_the_year_0001_do_not_keep_a_card_back(
    phone: Phone, outside: Outside, ad: int, house: InTheLoop, zone: str
) -> None:
    async with house.inside.engine.begin() as connection:
        await connection.execute(update(t.workspaces).values(time_zone=zone))
    for number, date in enumerate(("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")):
        raw = {"date": date, "birth_date": date[:10]}
        card = await _card(phone, outside, ad, f"Людина {number}", raw=raw)
        assert "дн." not in card.text
        assert "років" not in card.text


async def test_a_candidate_without_any_contact_has_a_card_without_their_buttons(
    phone: Phone, outside: Outside, ad: int
) -> None:
    card = await _card(phone, outside, ad, "Олена Коваль", phone=None, email=None)
    assert "↗️ На сайті" in card.buttons
    assert not {"📋 Телефон", "📋 E-mail"} & set(card.buttons)
    assert people.LETTER in card.text
