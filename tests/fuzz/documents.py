"""Documents that people send, and photos of candidates: read, or refused in words.

In the process that reads documents anything raised means "broken"; what matters is what it costs,
and that what was read can be stored, shown and sent on.
"""

import json
import re
import warnings
import zipfile
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from bot.documents import reading
from bot.domain import rich_text
from bot.domain.errors import BadInput
from bot.domain.vacancy import DESCRIPTION_MOST
from bot.emulator_kit.documents import portrait
from handlers.pictures import jpeg, sendable, thumbnail
from tests import papers
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, storable
from tests.unit.test_render import read

_SECONDS = 4.0
"""A tenth of what the process has; the photo of a megapixel takes its time."""
_ENDINGS = (".docx", ".pdf", ".txt", ".doc", "")
_XML = (
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:br/>", "<w:tab/>", "<w:b/>"),
    *("<w:pPr>", "</w:pPr>", '<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:vanish/>", "<w:del>"),
    *('<w:pStyle w:val="1"/>', "</w:del>", "<w:tbl>", "</w:tbl>", "&lt;", "&#0;", "&#xd800;"),
    *("Досвід", "• ", "1. ", "\n", "<![CDATA[", "]]>", "<!-- ", " -->", "&amp;", "&nope;"),
)


def one_input(data: bytes) -> None:
    """Raises: whatever a document costs too much of, and AssertionError."""
    feed = Feed(data)
    with warnings.catch_warnings(), in_time(_SECONDS):
        warnings.simplefilter("ignore")
        match feed.below(5):
            case 0:
                _document(_zipped(feed), feed.pick(_ENDINGS))
            case 1:
                _document(_changed(feed, _pdf()), feed.pick(_ENDINGS))
            case 2:
                _document(feed.rest(), ".txt")
            case 3:
                _photo(_changed(feed, feed.pick(_photos())))
            case _:
                _document(_changed(feed, _docx()), ".docx")


def _document(content: bytes, ending: str) -> None:
    try:
        rich = reading.rich_text_of(content, ending)
    except BadInput as bad:
        json.dumps({"problem": bad.problem, "values": dict(bad.values())})
        return
    except Exception:  # noqa: BLE001 - the process says that the file is broken
        return
    assert len(rich_text.plain(rich)) <= DESCRIPTION_MOST
    storable(rich, "description")
    read(rich_text.to_message(rich))
    assert not re.search(r"<(?!/?(?:p|ul|ol|li|h3|b|i|a)\b)", rich)


def _photo(content: bytes) -> None:
    small = thumbnail(content)
    assert small is None or small.startswith(b"\xff\xd8")
    again = jpeg(content, 480)
    assert again is None or len(again) < 2**20
    sendable(content)


@cache
def _pdf() -> bytes:
    return papers.pdf(["Досвід роботи: 5 років", "• Excel", "1. продажі"], ["Друга сторінка"])


@cache
def _docx() -> bytes:
    return papers.docx(
        papers.paragraph(papers.run("Досвід", "<w:b/>"), style="1"),
        papers.paragraph(papers.run("Excel"), number="1"),
    )


@cache
def _photos() -> list[bytes]:
    found = [portrait("Олена Коваль")]
    small = Image.new("RGBA", (12, 9), (10, 200, 30, 90))
    for kind in ("PNG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "PPM"):
        kept = BytesIO()
        (small.convert("RGB") if kind in ("PPM", "BMP") else small).save(kept, kind)
        found.append(kept.getvalue())
    return found


def _changed(feed: Feed, content: bytes) -> bytes:
    """Some bytes of it are others, or missing, or twice there."""
    found = bytearray(content)
    for _ in range(1 + feed.below(12)):
        at = (feed.below(60_000) * 7) % max(1, len(found))
        match feed.below(5):
            case 0:
                found[at : at + 1] = bytes([feed.byte()])
            case 1:
                del found[at : at + feed.below(300)]
            case 2:
                found[at:at] = found[at : at + feed.below(300)]
            case 3:
                found[at : at + 4] = feed.pick([b"\xff" * 4, b"\0" * 4, b"9999", b"-1  "])
            case _:
                found[at:at] = feed.take(feed.below(20))
    return bytes(found)


def _zipped(feed: Feed) -> bytes:
    """A Word document whose XML the input has put together."""
    words: list[str] = []
    while feed.left > 3 and len(words) < 300:
        kind = feed.byte()
        piece = _XML[kind % len(_XML)]
        words.append(piece * (kind // 4 if kind > 240 else 1))
    parts: dict[str, Any] = {}
    if feed.flip():
        parts["word/styles.xml"] = f"<w:styles {papers._W}>{''.join(words[::2])}</w:styles>"
    if feed.flip():
        parts["word/numbering.xml"] = f"<w:numbering {papers._W}>{''.join(words)}</w:numbering>"
    head = '<!DOCTYPE a [<!ENTITY b "c">]>' if feed.byte() == 1 else ""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        body = f"<w:body>{''.join(words)}</w:body>"
        xml = f"{head}<w:document {papers._W} {papers._MC}>{body}</w:document>"
        archive.writestr("word/document.xml", xml.encode("utf-8", "replace"))
        for name, text in parts.items():
            archive.writestr(name, text.encode("utf-8", "replace"))
    return kept.getvalue()


def seeds() -> list[bytes]:
    """Documents and photos as they are, and with one thing changed."""
    paragraph = [0, 2, 4, 25, 5, 3, 1]
    zipped = [bytes([0, 0, *paragraph, at, *paragraph, 1, 1, 0]) for at in range(len(_XML))]
    changed = [
        bytes([kind, what, n, at, at * 3 % 256, op, 40])
        for kind in (1, 3, 4)
        for what in range(8)
        for n in (0, 3)
        for at, op in ((9, 0), (77, 1), (140, 3), (200, 4))
    ]
    return [*zipped, *changed, b"\x02" + "Досвід\n• Excel".encode(), b"\x02\xff\xfe\x00\xd8a\x00"]
