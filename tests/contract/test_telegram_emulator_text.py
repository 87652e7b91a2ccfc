"""HTML parse mode and the limits of text in the emulated Bot API."""

from collections.abc import AsyncIterator

import pytest

from handlers.emulator.htmlmode import parse_html
from handlers.emulator.refusal import Refusal
from handlers.emulator.richtext import Text, pieces, tidy, to_html, units
from tests.contract.telegram_emulator import Line, line, picture, refused


@pytest.fixture
async def tg() -> AsyncIterator[Line]:
    async with line() as running:
        yield running


def entities(text: Text) -> list[tuple[str, int, int]]:
    return [(one["type"], one["offset"], one["length"]) for one in text.entities]


@pytest.mark.parametrize(
    ("source", "plain", "found"),
    [
        ("<b>жир</b>ний", "жирний", [("bold", 0, 3)]),
        ("👩‍💼 <i>x</i>", "👩‍💼 x", [("italic", 6, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><del>b</del>", "ab", [("strikethrough", 0, 1), ("strikethrough", 1, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<pre><code class='language-py'>a</code></pre>", "a", [("pre", 0, 1)]),
        ("<code>a &amp; b</code>", "a & b", [("code", 0, 5)]),
        ("<a href='https://a.ua/?x=1&amp;y=2'>a</a>", "a", [("text_link", 0, 1)]),
        ("<a href='nowhere'>a</a>", "a", []),
        ("<b></b>a", "a", []),
        ("<B>a</b>", "a", [("bold", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#33;&#x21;", '<>&"!!', []),
        ("&nbsp;&copy;&mdash;", "&nbsp;&copy;&mdash;", []),
        ("R&D & co", "R&D & co", []),
        ("a > b", "a > b", []),
    ],
)
def test_html_becomes_text_and_entities(
    source: str, plain: str, found: list[tuple[str, int, int]]
) -> None:
    text = parse_html(source)
    assert (text.plain, entities(text)) == (plain, found)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("ї<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<3", "Unclosed start tag at byte offset 0"),
        ("<b>a", "Can't find end tag corresponding to start tag b"),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>a</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>a</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
    ],
)
def test_wrong_html_is_refused_in_the_servers_words(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_html(source)
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {words}")


@pytest.mark.parametrize(
    "source",
    [
        "<b>a <i>b</i></b> c",
        "<blockquote>x\ny</blockquote>",
        '<a href="https://a.ua/">a</a> &amp; &lt;b&gt;',
        '<pre><code class="language-py">x</code></pre>',
        "<b>👍</b><tg-spoiler>секрет</tg-spoiler>",
    ],
)
def test_shown_html_is_what_was_sent(source: str) -> None:
    assert to_html(parse_html(source)) == source


def test_blank_ends_are_trimmed_and_entities_follow() -> None:
    text = tidy(parse_html("\n  <b>  a </b> b\n\n"))
    assert (text.plain, entities(text)) == ("a  b", [("bold", 0, 2)])


def test_nothing_overlaps_code() -> None:
    text = tidy(parse_html("<b>a<code>b</code>c</b>"))
    assert entities(text) == [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]


def test_the_server_finds_links_by_itself() -> None:
    text = tidy(Text("/menu див. https://a.ua/x. t.me/bot, @someone o.koval@ukr.example #v42"))
    assert [one["type"] for one in text.entities] == [
        *("bot_command", "url", "url", "mention", "email", "hashtag")
    ]
    assert entities(text)[1] == ("url", 11, 14)
    assert tidy(Text("4/5 7/10 a/b")).entities == ()


async def test_text_has_at_most_4096_units_after_parsing(tg: Line) -> None:
    phone = await tg.friend()
    fits = "<b>" + "👍" * 2048 + "</b>"
    sent = await tg.bot.send_message(phone.person, fits, parse_mode="HTML")
    assert units(sent.text or "") == 4096
    for wrong in ("👍" * 2048 + "!", "я" * 4097):
        with refused("message is too long"):
            await tg.bot.send_message(phone.person, wrong)
    with refused("MESSAGE_TOO_LONG"):
        await sent.edit_text("я" * 4097)


async def test_a_phone_cuts_a_long_text_as_the_apps_do(tg: Line) -> None:
    phone = await tg.friend()
    text = "\n".join(f"Рядок {number:03}: робота з клієнтами." for number in range(300))
    await phone.type(text)
    parts = [one.message.text or "" for one in await tg.updates() if one.message is not None]
    assert [units(one) <= 4096 for one in parts] == [True] * 3
    assert "\n".join(parts) == text
    assert min(map(units, parts[:-1])) > 3990


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("", [0]),
        ("я" * 10, [10]),
        ("я" * 11, [10, 1]),
        ("👍" * 6, [10, 2]),
        ("я" * 10 + " \n", [10]),
    ],
)
def test_where_a_long_text_is_cut(text: str, sizes: list[int]) -> None:
    assert [units(one) for one in pieces(text, 10)] == sizes


@pytest.mark.parametrize("blank", ["", " \n ", "<b> </b>"])
async def test_an_empty_text_is_refused(tg: Line, blank: str) -> None:
    phone = await tg.friend()
    with refused("message text is empty"):
        await tg.bot.send_message(phone.person, blank, parse_mode="HTML")


async def test_a_caption_has_at_most_1024_units(tg: Line) -> None:
    phone = await tg.friend()
    await tg.bot.send_photo(phone.person, picture(), "&amp;" * 1024, parse_mode="HTML")
    with refused("message caption is too long"):
        await tg.bot.send_photo(phone.person, picture(), "&amp;" * 1025, parse_mode="HTML")


async def test_only_a_hundred_entities_are_kept(tg: Line) -> None:
    phone = await tg.friend()
    many = " ".join("<b>x</b>" for _ in range(120))
    sent = await tg.bot.send_message(phone.person, many, parse_mode="HTML")
    assert len(sent.entities) == 100


async def test_wrong_html_reaches_the_bot_as_bad_request(tg: Line) -> None:
    phone = await tg.friend()
    with refused("can't parse entities: unsupported start tag"):
        await tg.bot.send_message(phone.person, "Оклад <40 000> грн", parse_mode="HTML")
    with refused("unsupported parse_mode"):
        await tg.bot.send_message(phone.person, "x", parse_mode="XML")
