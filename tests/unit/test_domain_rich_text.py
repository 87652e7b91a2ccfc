"""Rich text keeps every word, and nothing that a site or the chat could choke on."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rich_text import from_message, plain, to_message

KEPT = {"p", "ul", "ol", "li", "b", "i", "a"}
IN_A_MESSAGE = {"b", "i", "a"}


class _Nesting(HTMLParser):
    """Every tag, and whether each end meets its beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.well = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        allowed = {"href"} if tag == "a" else set()
        self.well &= {name for name, _ in attrs} == allowed
        self.well &= all((value or "").startswith(("http://", "https://")) for _, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        self.well &= bool(self.open) and self.open.pop() == tag


def _nesting(rich: str) -> _Nesting:
    reader = _Nesting()
    reader.feed(rich)
    reader.close()
    return reader


def _words(text: str) -> list[str]:
    """What a person would miss: a mark at the beginning of a line is the list's, not a word."""
    return re.findall(r"\w+", text)


# -- what a recruiter sends, as Telegram's HTML ----------------------------------------------

pieces = st.one_of(
    st.text(st.sampled_from("абвїABC 019.,-—•*·)(<>&\"'/\t"), max_size=12),
    st.sampled_from(["1. ", "2) ", "- ", "• ", "— ", "10. ", "99) ", "&amp;", "&lt;b&gt;", "😀"]),
)
marks = st.sampled_from(
    [
        "b",
        "i",
        "u",
        "s",
        "code",
        "strong",
        "em",
        "tg-spoiler",
        'a href="https://example.com/?a=1&amp;b"',
    ]
)


@st.composite
def _marked(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    mark = draw(marks)
    return f"<{mark}>{draw(inside)}</{mark.split()[0]}>"


texts = st.recursive(
    pieces.map(lambda piece: html.escape(html.unescape(piece), quote=False)),
    lambda inside: st.one_of(
        _marked(inside), st.lists(inside, max_size=4).map("".join), st.lists(inside).map("\n".join)
    ),
    max_leaves=25,
)


@given(texts)
def test_no_word_is_lost(message: str) -> None:
    said = html.unescape(re.sub(r"<[^>]+>", "", message))
    kept = _words(plain(from_message(message)))
    for word in _words(said):
        assert word in kept
        kept = kept[kept.index(word) + 1 :]  # in the order in which they were said


@given(texts)
def test_only_allowed_tags_come_out_and_each_is_closed(message: str) -> None:
    rich = _nesting(from_message(message))
    assert rich.tags <= KEPT
    assert (rich.well, rich.open) == (True, [])
    again = _nesting(to_message(from_message(message)))
    assert again.tags <= IN_A_MESSAGE
    assert (again.well, again.open) == (True, [])


@given(texts)
def test_what_is_shown_for_editing_comes_back_the_same(message: str) -> None:
    rich = from_message(message)
    assert from_message(to_message(rich)) == rich


@given(st.text(max_size=300))
def test_any_text_is_taken_and_nothing_in_it_becomes_a_tag(typed: str) -> None:
    rich = from_message(html.escape(typed, quote=False))
    reader = _nesting(rich)
    assert reader.tags <= {"p", "ul", "ol", "li"}
    assert (reader.well, reader.open) == (True, [])


@given(st.text(st.sampled_from("ab<>&;/\"'= \n!-?"), max_size=80))
def test_even_what_telegram_would_never_send_comes_out_clean(broken: str) -> None:
    reader = _nesting(from_message(broken))
    assert reader.tags <= KEPT
    assert (reader.well, reader.open) == (True, [])


# -- examples --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "rich"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("Продаємо каву", "<p>Продаємо каву</p>"),
        ("Одне\n\n\nДруге", "<p>Одне</p><p>Друге</p>"),
        ("Треба:\n- CRM\n- B2B", "<p>Треба:</p><ul><li>CRM</li><li>B2B</li></ul>"),
        ("• CRM\n— B2B\n* Excel", "<ul><li>CRM</li><li>B2B</li><li>Excel</li></ul>"),
        ("1. Дзвінок\n2. Зустріч", "<ol><li>Дзвінок</li><li>Зустріч</li></ol>"),
        ("1) Дзвінок\n2) Зустріч", "<ol><li>Дзвінок</li><li>Зустріч</li></ol>"),
        ("- CRM\n\n- B2B", "<ul><li>CRM</li><li>B2B</li></ul>"),
        ("- CRM\n1. Дзвінок", "<ul><li>CRM</li></ul><ol><li>Дзвінок</li></ol>"),
        ("<b>- CRM</b>\n- B2B", "<ul><li><b>CRM</b></li><li>B2B</li></ul>"),
        ("<b>Одне\nдруге</b>", "<p><b>Одне</b></p><p><b>друге</b></p>"),
        ("<strong>a</strong> <em>b</em> <u>c</u>", "<p><b>a</b> <i>b</i> c</p>"),
        ("a &lt;b&gt; &amp; c", "<p>a &lt;b&gt; &amp; c</p>"),
        (
            '<a href="https://example.com/?a=1&amp;b=2">тут</a>',
            '<p><a href="https://example.com/?a=1&amp;b=2">тут</a></p>',
        ),
        ('<a href="tg://user?id=5">Олег</a>', "<p>Олег</p>"),
        ('<a href="javascript:alert(1)">тут</a>', "<p>тут</p>"),
        ('<span onclick="x()">a</span>', "<p>a</p>"),
        ("2-3 дні", "<p>2-3 дні</p>"),
        ("-5 °C", "<p>-5 °C</p>"),
        ("3.5 роки", "<p>3.5 роки</p>"),
        ("- ", "<p>-</p>"),
    ],
)
def test_a_message_becomes_rich_text(message: str, rich: str) -> None:
    assert from_message(message) == rich


def test_a_number_that_a_list_would_change_stays_as_it_was_typed() -> None:
    message = "1. Вимоги\nдосвід\n2. Умови\nофіс\n10. Липня починаємо"
    assert plain(from_message(message)).split("\n") == [
        *("1. Вимоги", "", "досвід", "", "2. Умови", "", "офіс", "", "10. Липня починаємо"),
    ]


def test_headings_of_a_site_are_shown_bold_and_lists_with_their_marks() -> None:
    rich = "<h3>Умови</h3><ul><li>офіс</li></ul><ol><li>раз</li><li>два</li></ol><p>Пишіть</p>"
    assert to_message(rich) == "<b>Умови</b>\n• офіс\n\n1. раз\n2. два\n\nПишіть"
    assert plain(rich) == "Умови\n• офіс\n\n1. раз\n2. два\n\nПишіть"


def test_plain_text_holds_what_the_reader_sees() -> None:
    assert plain("<p>a &lt; b &amp;&amp; c &gt; d</p>") == "a < b && c > d"
    assert plain('<p><a href="https://example.com">тут</a></p>') == "тут"


def test_a_huge_text_is_read_at_once() -> None:
    line = "<b>- Дуже</b> довгий <i>рядок</i> &amp; ще\n"
    assert from_message(line * 5000).count("<li>") == 5000
