"""A PDF made of a resume's text: readable, the same every time, and never a failure."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from bot.domain.workspace import LANGUAGES
from handlers.pictures import jpeg, thumbnail
from handlers.render.cards import file_name, made_name
from handlers.render.ink import Ink
from handlers.resume_pdf import is_heading, make_pdf
from handlers.texts import load
from sites.work_ua import SITE
from tests import views as samples
from tests.views import NOW, ZONE

TEXTS = load([Path(SITE.texts)])
INK = Ink(TEXTS("uk"), ZONE, NOW, "vidhuk_bot")
RESUME = """МЕТА
Посада менеджера з продажу, ґанок, їжак, Ёлка

Досвід роботи:
2022 – зараз, «Епіцентр», Sales Lead
• керувала відділом із 8 осіб ✅🚀
"""
OLENA = replace(
    samples.application("x"),
    name="Олена Коваль",
    position="Менеджер з продажу",
    city="Київ",
    phones=("+380671234521",),
    emails=("o.koval@example.com",),
    resume_text=RESUME,
)


def picture(width: int = 300, height: int = 400, mode: str = "RGB", kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, kind)
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_it_holds_all_that_the_site_gave() -> None:
    (page,) = pages(make_pdf(OLENA, INK))
    for words in (
        "Олена Коваль",
        "Менеджер з продажу",
        "Київ · 31 рік",
        "+380 67 123 4521 · o.koval@example.com",
        "Work.ua, 23.11.2026",
        "Відгук на сайті",
        "ґанок, їжак, Ёлка",
        "керувала відділом із 8 осіб ▪",
        "сформовано ботом із тексту сайту",
        "стор. 1 з 1",
    ):
        assert words in page


def test_skills_pay_and_letter_stand_in_it_and_what_is_empty_does_not() -> None:
    whole = replace(OLENA, pay="40 000 ₴", skills=("CRM", "B2B"), letter="Добрий день!")
    (page,) = pages(make_pdf(whole, INK))
    for words in ("Менеджер з продажу · 40 000 ₴", "Навички\nCRM, B2B", "лист\nДобрий день!"):
        assert words in page
    bare = replace(OLENA, skills=(), letter=" \n", pay=None, position=None, phones=(), emails=())
    (page,) = pages(make_pdf(bare, INK))
    for words in ("Навички", "лист", "₴", "·  "):
        assert words not in page


def test_a_long_letter_is_there_to_its_last_word() -> None:
    long = replace(OLENA, letter="Слово за словом. " * 588 + "Кінець.")
    assert "Кінець." in pages(make_pdf(long, INK))[-1]


def test_what_is_written_from_the_right_is_shown_from_the_right() -> None:
    right = replace(OLENA, resume_text="\u05e9\u05dc\u05d5\u05dd")
    with_shaping = make_pdf(right, INK)
    stream = PdfReader(BytesIO(with_shaping)).pages[0]
    spots: list[tuple[str, float]] = []
    stream.extract_text(visitor_text=lambda text, _cm, tm, *_: spots.append((text, float(tm[4]))))
    (at,) = {x for text, x in spots if "\u05dd" in text or "\u05e9" in text}
    assert at > 300  # points; the page is 595 wide


def test_what_a_bullet_says_stays_beside_it_on_the_next_page_too() -> None:
    many = replace(
        OLENA, resume_text="\n".join(f"- пункт {at} " + "слово " * 30 for at in range(60))
    )
    found = pages(make_pdf(many, INK))
    assert len(found) > 2
    assert sum(one.count("•") for one in found) == 60


def test_it_speaks_the_readers_language() -> None:
    for language in LANGUAGES:
        t = TEXTS(language)
        (page,) = pages(make_pdf(OLENA, replace(INK, t=t)))
        assert t.label("pdf-made") in page


def test_the_photo_stands_on_the_page() -> None:
    pdf = PdfReader(BytesIO(make_pdf(OLENA, INK, picture())))
    assert len(pdf.pages[0].images) == 1
    without = PdfReader(BytesIO(make_pdf(OLENA, INK, b"not a picture")))
    assert len(without.pages[0].images) == 0


def test_the_response_can_be_opened_from_it() -> None:
    (note,) = PdfReader(BytesIO(make_pdf(OLENA, INK))).pages[0].annotations or []
    assert note.get_object()["/A"]["/URI"] == OLENA.url


def test_the_same_candidate_gives_the_same_bytes_later() -> None:
    later = replace(INK, now=NOW + timedelta(days=900))
    assert make_pdf(OLENA, INK, picture()) == make_pdf(OLENA, later, picture())


def test_long_texts_go_on_over_pages() -> None:
    long = replace(OLENA, resume_text="Довгий рядок опису роботи. " * 400)
    found = pages(make_pdf(long, INK))
    assert len(found) > 1
    assert f"стор. 2 з {len(found)}" in found[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 5000,
        "🎈" * 5000,
        "\x00\x01\ud800\udfff\ufffe\u2028\u2029",
        "\u202eעברית العربية\u202c " * 50,
        "漢字かな交じり文 " * 50,
        "а\u0301" * 500,
        "\n" * 3000,
        "\t" * 500 + "в кінці",
        "рядок\r\nрядок\rрядок",
        "**жирне** __не__ {nb} <b>теги</b> \\ ( ) %",
    ],
)
def test_odd_texts_never_break_it(text: str) -> None:
    odd = replace(samples.application(text), resume_text=text)
    assert pages(make_pdf(odd, INK, picture()))


@settings(max_examples=8)
@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    odd = replace(samples.application(text), resume_text=text)
    assert make_pdf(odd, INK).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Досвід роботи:", True),
        ("ОСВІТА", True),
        ("WORK EXPERIENCE", True),
        ("МВА", False),
        ("2018 – 2022", False),
        ("Повний цикл: пошук, переговори", False),
        (
            "Дуже довгий рядок, який закінчується двокрапкою, та не є заголовком:",
            False,
        ),
        ("עברית", False),
        ("", False),
    ],
)
def test_headings_are_guessed(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


# -- pictures -----------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "L", "P", "CMYK", "1"])
def test_any_picture_becomes_a_small_jpeg(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    small = thumbnail(picture(2000, 1000, mode, kind))
    assert small is not None
    with Image.open(BytesIO(small)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (320, 160))


def test_what_is_no_picture_gives_none() -> None:
    whole = picture(500, 500, kind="JPEG")
    assert thumbnail(b"") is None
    assert thumbnail(b"<html>not found</html>") is None
    assert thumbnail(whole[: len(whole) // 2]) is None


def test_a_picture_that_would_take_all_memory_is_left() -> None:
    assert jpeg(picture(9000, 9000, "1"), 320) is None


# -- names --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "mime", "shown"),
    [
        ("Koval.pdf", "", "Koval.pdf"),
        ("../../etc/passwd", "", "passwd"),
        ("C:\\Users\\o\\резюме.docx", "", "резюме.docx"),
        ("a\r\nb\x00\u202ecod.exe", "", "a bcod.exe"),
        ('<b>"a"; b=1?.pdf', "", "b a b=1.pdf"),
        (None, "text/rtf", "Олена Коваль.rtf"),
        ("...", "application/msword", "Олена Коваль.doc"),
        ("Ж" * 300 + ".pdf", "", "Ж" * 75 + "….pdf"),
        ("резюме", "", "резюме"),
    ],
)
def test_a_file_is_named_harmlessly(given_name: str | None, mime: str, shown: str) -> None:
    assert file_name(samples.file("", name=given_name, mime=mime), OLENA, INK) == shown


def test_a_made_file_is_named_after_the_candidate() -> None:
    assert made_name(OLENA, INK) == "Олена Коваль.pdf"
    assert made_name(replace(OLENA, name="/../<b>"), INK) == "b.pdf"
    assert made_name(replace(OLENA, name=None), INK) == "Резюме.pdf"
