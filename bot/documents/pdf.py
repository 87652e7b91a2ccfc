"""A PDF: its words, and the paragraphs that they seem to make."""

import html
import re
from io import BytesIO

from pypdf import PdfReader

from bot.domain import rich_text
from bot.domain.errors import BadInput

PAGES_MOST = 20
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc➢➤✓✔■□○⁃", "•"))
_WIDE = 0.6
"""A line that is at least so much of the longest may have gone on in the next one."""


def read_pdf(content: bytes) -> str:
    """Raises: BadInput("file-pages" | "file-locked"); anything else for a file that is broken."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadInput("file-locked")
    pages = len(reader.pages)
    if pages > PAGES_MOST:
        raise BadInput("file-pages", pages=pages, most=PAGES_MOST)
    text = "\n".join(page.extract_text() for page in reader.pages).translate(_BULLETS)
    return rich_text.from_message(html.escape("\n".join(_paragraphs(text)), quote=False))


def _paragraphs(text: str) -> list[str]:
    """Lines put together that only the width of the page has parted."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    longest = max(map(len, lines), default=0)
    found: list[str] = []
    last = ""
    for line in lines:
        goes_on = len(last) >= _WIDE * longest and re.match(r"[a-zа-яґєії(«\"]", line)
        if found and goes_on:
            found[-1] += f" {line}"
        else:
            found.append(line)
        last = line
    return found
