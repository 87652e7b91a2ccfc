"""Lenient JSON, candidates' texts, search by typing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.site import Entry
from sites.kit.lenient import flag, integer, moment, text, texts
from sites.kit.people import emails, file_name, mime_of, phones, plain_text
from sites.kit.search import search


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *[(7, 7), ("7", 7), (" 7 ", 7), (7.0, 7), ("-3", -3), (7.5, None), (True, None)],
        *[("x", None), ("--5", None), ("-", None), ("1" * 5000, None), (10**18, None)],
        *[(1e300, None), (float("inf"), None), (float("nan"), None)],
    ],
)
def test_numbers_come_as_numbers_or_as_texts(value: Any, number: int | None) -> None:
    assert integer(value) == number


def test_flags_come_as_numbers_texts_or_booleans() -> None:
    assert [flag(one) for one in (1, "1", True)] == [True] * 3
    assert [flag(one) for one in (0, "0", False, None, "", "yes", 2)] == [False] * 7


def test_empty_texts_are_none_and_a_bare_text_is_a_list_of_one() -> None:
    nothing: tuple[Any, ...] = (None, "", "  ", [], {}, True)
    assert [text(one) for one in nothing] == [None] * 6
    assert text(5) == "5"
    assert texts(["a", None, "", "b"]) == ("a", "b")
    assert texts("a") == ("a",)
    assert texts(None) == ()


def test_moments_are_aware_utc_and_odd_ones_are_none() -> None:
    assert moment("2026-11-23T10:10:49+02:00") == datetime(2026, 11, 23, 8, 10, 49, tzinfo=UTC)
    odd = (None, "", "yesterday", "2026-11-23T10:10:49", "0001-01-01T00:00:00+02:00", 5)
    assert [moment(one) for one in odd] == [None] * 6
    incredible = ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z")
    assert [moment(one) for one in incredible] == [None] * 3


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("рядок 1\r\nрядок 2", "рядок 1\nрядок 2"),
        ("<p><b>Ім'я</b></p><p>один<br>два<br/>три</p>", "Ім'я\nодин\nдва\nтри"),
        ("<ul>\n<li>раз</li>\n<li>два</li>\n</ul>", "• раз\n• два"),
        ("досвід < 3 років, R&amp;D > 2", "досвід < 3 років, R&D > 2"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("<p>x<script>alert(1)</script></p>", "x"),
        ("<p>1 &lt; 2</p>", "1 < 2"),
    ],
)
def test_resume_texts_are_made_plain(raw: str, plain: str) -> None:
    assert plain_text(raw) == plain


@given(st.text())
def test_any_text_can_be_made_plain_and_stays_so_without_markup(raw: str) -> None:
    made = plain_text(raw)
    assert "\r" not in made
    assert "\n\n\n" not in made


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("050 000-12-34", ("+380500001234",)),
        ("(063) 000 11 22", ("+380630001122",)),
        ("+380 67 000 45 67", ("+380670004567",)),
        ("0500001234, +48 600 000 000", ("+380500001234", "+48600000000")),
        ("+1 212 555 0100", ("+12125550100",)),
        ("12", ("12",)),
        ("дзвоніть", ()),
        (None, ()),
    ],
)
def test_phones_become_e164_where_they_can(raw: str | None, read: tuple[str, ...]) -> None:
    assert phones(raw, country="UA") == read


def test_emails_are_split_and_counted_once() -> None:
    assert emails('"o.k"@example.com; b@example.com b@example.com, @') == (
        '"o.k"@example.com',
        "b@example.com",
    )
    assert emails('"Олена Коваль" <o.koval@example.com>') == ("o.koval@example.com",)
    assert emails('"o k"@example.com') == ('"o k"@example.com',)
    assert emails("mailto:@ @x, a@, @") == ()
    assert emails(None) == ()


def test_endless_emails_are_read_at_once() -> None:
    assert emails("a" * 1_000_000) == ()
    assert emails('"' * 1_000_000) == ()


@pytest.mark.parametrize(
    ("content", "declared", "mime"),
    [
        (b"%PDF-1.7", "application/octet-stream", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "", "image/jpeg"),
        (b"PK\x03\x04....word/document.xml", "", "application/vnd.openxmlformats-officedocument"),
        (b"PK\x03\x04....x", "application/x-zip", "application/zip"),
        (b"hello", "text/plain; charset=utf-8", "text/plain"),
        (b"", "", "application/octet-stream"),
    ],
)
def test_the_kind_of_a_file_is_read_from_its_bytes(
    content: bytes, declared: str, mime: str
) -> None:
    assert mime_of(content, declared).startswith(mime)


def test_file_names_lose_folders_and_wrong_bytes() -> None:
    assert file_name("../../Резюме.pdf") == "Резюме.pdf"
    assert file_name("C:\\docs\\cv.doc") == "cv.doc"
    broken = "Резюме.pdf".encode("cp1251").decode("utf-8", "surrogateescape")
    assert file_name(broken) == "Резюме.pdf"
    assert file_name("\u202efdp.exe\n") == "fdp.exe"
    assert file_name("///") is None
    assert file_name(None) is None


TOWNS = tuple(
    Entry(str(at), {"uk": uk, "ru": ru, "en": en})
    for at, (uk, ru, en) in enumerate(
        [
            ("Івано-Франківськ", "Ивано-Франковск", "Ivano-Frankivsk"),
            ("Київ", "Киев", "Kyiv"),
            ("Кам'янське", "Каменское", "Kamianske"),
            ("Біла Церква", "Белая Церковь", "Bila Tserkva"),
            ("Київка", "Киевка", "Kyivka"),
        ]
    )
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("київ", "Київ"),
        ("КИЕВ", "Київ"),
        ("kyiv", "Київ"),
        ("камʼянське", "Кам'янське"),
        ("івано франківськ", "Івано-Франківськ"),
        ("церк", "Біла Церква"),
        ("белая", "Біла Церква"),
        ("киіїв", "Київ"),
        ("Kyivk", "Київка"),
    ],
)
def test_a_town_is_found_in_any_language_and_misspelt(typed: str, first: str) -> None:
    assert search(TOWNS, typed)[0].names["uk"] == first


def test_nothing_like_it_is_nothing() -> None:
    assert search(TOWNS, "Лондон") == []
    assert len(search(TOWNS, "  ")) == len(TOWNS)
