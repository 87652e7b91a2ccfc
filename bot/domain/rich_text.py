"""Our small rich text: paragraphs, lists, headings, bold, italic, links.

Kept as HTML of the tags p ul ol li h3 b i a(href), everything else escaped. Made from what a
recruiter typed; each site and the chat make their own form from it.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

_MARK = re.compile(r"((?:\s*<[^>]+>)*)\s*(?:[•·▪◦●*–—-]|(\d{1,2})[.)])\s+(.*)", re.S)
_TAG = re.compile(r"<[^>]+>")
_LINK = re.compile(r"</?a(?:\s[^>]*)?>")
_LISTS = ("ul", "ol")
_SAME = {"strong": "b", "b": "b", "em": "i", "i": "i"}


def from_message(message_html: str) -> str:
    """Turn a chat message (Telegram's HTML) into rich text.

    Each line is a paragraph; lines that begin with a bullet, or with the number that is due in
    a list (1, 2, 3 ...), are lists. Any other number stays as it was typed.
    """
    return joined(blocks(message_html))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`p`), a heading (`h3`) or one item of a list (`ul`, `ol`); `html` is inside."""

    kind: str
    html: str


def joined(found: Iterable[Block]) -> str:
    """The blocks as rich text; items that follow each other are one list, empty ones are none."""
    out: list[str] = []
    open_list = ""
    for block in found:
        if not _TAG.sub("", block.html).strip():
            continue
        kind = block.kind if block.kind in _LISTS else ""
        if kind != open_list:
            out += [f"</{open_list}>" if open_list else "", f"<{kind}>" if kind else ""]
            open_list = kind
        tag = "li" if kind else block.kind
        out.append(f"<{tag}>{block.html}</{tag}>")
    if open_list:
        out.append(f"</{open_list}>")
    return "".join(out)


def without_links(message_html: str) -> str:
    """The same with links as plain words."""
    return _LINK.sub("", message_html)


def blocks(message_html: str) -> Iterable[Block]:
    """The lines of a chat message as `from_message` takes them."""
    open_list, items = "", 0
    for line in _balanced_lines(message_html):
        if not _TAG.sub("", line).strip():
            continue
        kind, words = _marked(line, items + 1 if open_list == "ol" else 1)
        items = items + 1 if kind == open_list else 1
        open_list = kind
        yield Block(kind or "p", words)


@lru_cache(maxsize=64)  # a page is drawn at each press, and its description stays the same
def to_message(rich: str) -> str:
    """Turn rich text into HTML that a chat message takes (b, i, a and newlines)."""
    reader = _ToMessage()
    reader.feed(rich)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.out)).strip()


def plain(rich: str) -> str:
    """The text alone, lists as lines with bullets."""
    return html.unescape(_TAG.sub("", to_message(rich)))


def _marked(line: str, due: int) -> tuple[str, str]:
    """The kind of list that the line belongs to, empty for none, and its words without the mark."""
    mark = _MARK.fullmatch(line)
    if mark is None or not _TAG.sub("", mark[3]).strip() or mark[2] not in (None, str(due)):
        return "", line.strip()
    return "ol" if mark[2] else "ul", mark[1].strip() + mark[3].strip()


def _balanced_lines(message_html: str) -> list[str]:
    """Split at newlines; a tag open across one is closed before it and opened again after."""
    reader = _Lines()
    reader.feed(message_html)
    reader.close()
    return reader.lines()


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, str]] = []

    def lines(self) -> list[str]:
        self._break()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._break()
            return
        opened = _opening(tag, attrs)
        if opened:
            self._open.append((_SAME.get(tag, tag), opened))
            self._line.append(opened)

    def handle_endtag(self, tag: str) -> None:
        name = _SAME.get(tag, tag)
        if self._open and self._open[-1][0] == name:
            self._open.pop()
            self._line.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        first, *rest = data.split("\n")
        self._line.append(html.escape(first, quote=False))
        for part in rest:
            self._break()
            self._line.append(html.escape(part, quote=False))

    def _break(self) -> None:
        closing = "".join(f"</{name}>" for name, _ in reversed(self._open))
        self._done.append("".join(self._line) + closing)
        self._line = [opened for _, opened in self._open]


def _opening(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    if tag in _SAME:
        return f"<{_SAME[tag]}>"
    href = dict(attrs).get("href") or ""
    if tag == "a" and href.startswith(("http://", "https://")):
        return f'<a href="{html.escape(href)}">'
    return ""


class _ToMessage(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.out.append(self._bullet())
        elif tag == "h3":
            self.out.append("<b>")
        elif tag != "p":
            self.out.append(_opening(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            if self._numbers:
                self._numbers.pop()
            self.out.append("\n")
        elif tag == "li":
            self.out.append("\n")
        elif tag == "h3":
            self.out.append("</b>\n")
        elif tag == "p":
            self.out.append("\n\n")
        elif tag in _SAME or tag == "a":
            self.out.append(f"</{_SAME.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self.out.append(html.escape(data, quote=False))

    def _bullet(self) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "• "
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "
