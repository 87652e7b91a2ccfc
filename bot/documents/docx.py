"""A Word document: paragraphs, headings, lists, bold and italic (ECMA-376 part 1, chapter 17).

Only three parts of the archive are ever read; macros, pictures and links stay where they are.
"""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from xml.etree.ElementTree import Element  # nosec B405 # a type: defusedxml reads
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import fromstring

from bot.domain import rich_text
from bot.domain.errors import BadInput
from bot.domain.rich_text import Block

PART_MOST = 20 * 2**20
"""Bytes of one part, unpacked: a text of our length is far from it."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TWICE = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom"})
"""What stands elsewhere as well, or was deleted."""
_OFF = frozenset({"0", "false", "off", "none"})


def read_docx(content: bytes) -> str:
    """Raises: BadInput("file-kind" | "file-locked" | "file-broken")."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise BadInput("file-kind")
            body = _part(archive, "word/document.xml")
            styles = _Styles.of(_part(archive, "word/styles.xml"))
            lists = _lists(_part(archive, "word/numbering.xml"))
    except BadZipFile:
        raise BadInput("file-broken") from None
    if body is None:
        raise BadInput("file-broken")
    lines = [line for one in _paragraphs(body) for line in _lines(one, styles, lists)]
    return rich_text.joined(_marked(lines))


def _marked(lines: Iterable[Block]) -> Iterator[Block]:
    """With the lists that were typed by hand."""
    for kind, some in groupby(lines, key=lambda block: block.kind):
        blocks = list(some)
        if kind == "p":
            yield from rich_text.blocks("\n".join(block.html for block in blocks))
        else:
            yield from blocks


def _part(archive: ZipFile, name: str) -> Element | None:
    """One part, None where the document has none. Raises: BadInput."""
    if name not in archive.namelist():
        return None
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise BadInput("file-locked")
    with archive.open(info) as packed:
        xml = packed.read(PART_MOST + 1)  # what the archive says of its size may be a lie
    if len(xml) > PART_MOST:
        raise BadInput("file-broken")
    found: Element = fromstring(xml, forbid_dtd=True)
    return found


@dataclass(frozen=True, slots=True)
class _Styles:
    """Styles of paragraphs by id: which are headings, and which belong to a list."""

    headings: frozenset[str]
    lists: dict[str, Element]

    @classmethod
    def of(cls, root: Element | None) -> "_Styles":
        headings, lists = set(), {}
        for style in root.iter(f"{_W}style") if root is not None else ():
            key = style.get(f"{_W}styleId", "")
            if _value(style.find(f"{_W}name")).lower().startswith(("heading", "title")):
                headings.add(key)
            numbered = style.find(f"{_W}pPr/{_W}numPr")
            if numbered is not None:
                lists[key] = numbered
        return cls(frozenset(headings), lists)


def _lists(root: Element | None) -> dict[tuple[str, str], str]:
    """The kind of each list (`ul`, `ol`, `p`) by its number and level."""
    if root is None:
        return {}
    levels = {
        (one.get(f"{_W}abstractNumId", ""), level.get(f"{_W}ilvl", "0")): _value(
            level.find(f"{_W}numFmt")
        )
        for one in root.iter(f"{_W}abstractNum")
        for level in one.iter(f"{_W}lvl")
    }
    found = {}
    for number in root.iter(f"{_W}num"):
        base = _value(number.find(f"{_W}abstractNumId"))
        for (abstract, level), shape in levels.items():
            if abstract == base:
                kind = {"bullet": "ul", "none": "p"}.get(shape, "ol")
                found[number.get(f"{_W}numId", ""), level] = kind
    return found


def _paragraphs(element: Element) -> Iterator[Element]:
    """In their order, those of tables and text boxes too."""
    for child in element:
        if child.tag in _TWICE:
            continue
        if child.tag == f"{_W}p":
            yield child
        yield from _paragraphs(child)


def _lines(
    paragraph: Element, styles: _Styles, lists: dict[tuple[str, str], str]
) -> Iterator[Block]:
    style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr")
    kind = _list_kind(numbered if numbered is not None else styles.lists.get(style), lists)
    heading = style in styles.headings
    line: list[tuple[str, bool, bool]] = []
    for piece in (*_pieces(paragraph), ("\n", False, False)):
        if piece[0] != "\n":
            line.append(piece)
        elif heading:
            yield Block("h3", html.escape("".join(text for text, _, _ in line), quote=False))
            line = []
        else:
            yield Block(kind, _html(line))
            line = []


def _list_kind(numbered: Element | None, lists: dict[tuple[str, str], str]) -> str:
    if numbered is None:
        return "p"
    number = _value(numbered.find(f"{_W}numId"))
    level = _value(numbered.find(f"{_W}ilvl")) or "0"
    return "p" if number == "0" else lists.get((number, level), "ul")


def _pieces(element: Element) -> Iterator[tuple[str, bool, bool]]:
    """Texts with bold and italic; a line break is a newline of its own."""
    for child in element:
        if child.tag in _TWICE or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}r":
            yield from _run(child)
        yield from _pieces(child)


def _run(run: Element) -> Iterator[tuple[str, bool, bool]]:
    look = run.find(f"{_W}rPr")
    if _is_on(look, "vanish"):
        return
    bold, italic = _is_on(look, "b"), _is_on(look, "i")
    for child in run:
        if child.tag == f"{_W}t":
            yield (child.text or "").replace("\n", " "), bold, italic
        elif child.tag == f"{_W}tab":
            yield " ", bold, italic
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-", bold, italic
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n", False, False


def _html(line: Iterable[tuple[str, bool, bool]]) -> str:
    out = []
    for (bold, italic), some in groupby(line, key=lambda piece: piece[1:]):
        text = html.escape("".join(piece[0] for piece in some), quote=False)
        if text.strip():
            text = f"<i>{text}</i>" if italic else text
            text = f"<b>{text}</b>" if bold else text
        out.append(text)
    return "".join(out).strip()


def _is_on(look: Element | None, name: str) -> bool:
    found = look.find(f"{_W}{name}") if look is not None else None
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
