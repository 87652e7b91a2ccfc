"""Which reader a document needs; told by what is in it, not by its name."""

import codecs
import html
import re

from bot.domain import rich_text
from bot.domain.errors import BadInput
from bot.domain.vacancy import DESCRIPTION_MOST

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .doc begins, and also a .docx that is encrypted ([MS-OFFCRYPTO] 1.3)."""
_KNOWN = (".docx", ".pdf")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
"""What no text holds: a PDF may say that its letters are such."""


def rich_text_of(content: bytes, ending: str) -> str:
    """What a document says.

    Raises: BadInput("file-kind" | "file-pages" | "file-locked" | "file-broken" | "file-empty" |
    "description-long").

    Whatever else a reader raises means that the file is broken. What no vacancy can hold is refused
    here: megabytes of text would hold up whoever else waits for the process that asks.
    """
    rich = _CONTROL.sub("", _read(content, ending))
    words = rich_text.plain(rich)
    if not re.search(r"\w", words):
        raise BadInput("file-empty")
    if len(words) > DESCRIPTION_MOST:
        raise BadInput("description-long", most=DESCRIPTION_MOST, length=len(words))
    return rich


def _read(content: bytes, ending: str) -> str:
    if content.startswith(b"PK\x03\x04"):
        from bot.documents.docx import read_docx  # noqa: PLC0415 - loaded when it is needed

        return read_docx(content)
    if b"%PDF-" in content[:1024]:
        from bot.documents.pdf import read_pdf  # noqa: PLC0415 - loaded when it is needed

        return read_pdf(content)
    if content.startswith(_OLD_WORD):
        raise BadInput("file-locked" if ending in _KNOWN else "file-kind")
    if content and ending in _KNOWN:
        raise BadInput("file-broken")
    if ending != ".txt":
        raise BadInput("file-empty" if ending in _KNOWN else "file-kind")
    return rich_text.from_message(html.escape(_decoded(content), quote=False))


def _decoded(content: bytes) -> str:
    """A text in UTF-8 or UTF-16, else in the old Cyrillic encoding of Windows."""
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1251")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise BadInput("file-broken")
