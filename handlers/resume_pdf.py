"""A resume that the site gives as text only, as a clean PDF that opens on any phone.

Who, the photo, contacts, where from, then the text, skills and letter; what is empty is left out.

The bytes depend on the application alone (its date is the response's), so that a copy which
Telegram has is found again by its hash.
"""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont
from PIL import Image

from bot.domain.application import Application
from bot.domain.vacancy import one_line
from handlers.pictures import jpeg
from handlers.render.cards import pretty
from handlers.render.ink import Ink, is_link, short
from handlers.texts import clean

_MARGIN = 18.0  # mm
_PHOTO = 34.0  # mm, wide and high at most
_PHOTO_PIXELS = 480
_FROM_RIGHT = frozenset({"R", "AL", "AN"})
_STRONG = frozenset({"L", "R", "AL"})
"""Classes of letters that tell which way a text runs (Unicode, UAX 9)."""
_GREY = (110, 110, 110)
_BLUE = (30, 90, 180)
_TEXT_MOST = 60_000
_HEADING_MOST = 60
_FONT = "DejaVu"
_INDENT = 4.0  # mm, of what a bullet stands before
_BULLET = re.compile(r"\s*[•·▪◦●*–—-]\s+(?=\S)")
_STRANGE = "▪"
"""Stands for letters that the fonts lack, emoji mostly."""


class _Page(FPDF):
    def __init__(self, ink: Ink) -> None:
        super().__init__(format="A4")
        self.ink = ink
        self.set_margin(_MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(True, margin=20)
        self.add_font(_FONT, "", _fonts() / "DejaVuSans.ttf")
        self.add_font(_FONT, "B", _fonts() / "DejaVuSans-Bold.ttf")
        fonts = [one for one in self.fonts.values() if isinstance(one, TTFFont)]
        self.known = frozenset.intersection(*(frozenset(one.cmap) for one in fonts))

    def footer(self) -> None:
        t = self.ink.t
        self.set_text_shaping(False)  # it would not know the number of pages
        self.set_y(-14)
        self.set_font(_FONT, size=8)
        self.set_text_color(*_GREY)
        self.cell(self.epw / 2, 6, self.drawable(t.label("pdf-made")))
        number = t.label("pdf-page", page=str(self.page_no()), pages=str(self.str_alias_nb_pages))
        self.cell(self.epw / 2, 6, number, align="R")

    def drawable(self, text: str) -> str:
        """The text in letters that the fonts have; signs that only change a letter are dropped."""
        shown = "".join(
            char if ord(char) in self.known else "" if _is_part(char) else _STRANGE
            for char in unicodedata.normalize("NFC", text)
        )
        return re.sub(f"{_STRANGE}+", _STRANGE, shown)

    def say(
        self, text: str, height: float, width: float = 0, *, link: str = "", align: str = ""
    ) -> None:
        """One paragraph; what is written from the right stands there, its letters joined."""
        shown = self.drawable(text)
        turned = [unicodedata.bidirectional(char) for char in shown]
        self.set_text_shaping(not _FROM_RIGHT.isdisjoint(turned))
        self.multi_cell(
            width or self.epw,
            height,
            shown,
            align=align or ("R" if _runs_from_right(shown) else "L"),
            link=link,
            new_x="LMARGIN",
            new_y="NEXT",
        )


def make_pdf(one: Application, ink: Ink, photo: bytes | None = None) -> bytes:
    """A4, the photo at the right top. Takes any text; letters that no font has become `▪`."""
    pdf = _Page(ink)
    pdf.set_creation_date(one.sent_at)
    pdf.set_title(pdf.drawable(_name(one, ink)))
    pdf.add_page()
    below = _photo(pdf, photo)
    _head(pdf, one, pdf.epw - (_PHOTO + 6 if below else 0))
    pdf.set_y(max(pdf.get_y(), below) + 3)
    pdf.set_draw_color(*_GREY)
    pdf.line(_MARGIN, pdf.get_y(), pdf.w - _MARGIN, pdf.get_y())
    pdf.ln(4)
    _body(pdf, one.resume_text or "")
    _section(pdf, "pdf-skills", ", ".join(one.skills))
    _section(pdf, "pdf-letter", one.letter or "")
    return bytes(pdf.output())


@cache
def _fonts() -> Path:
    """DejaVu comes inside matplotlib, which takes long to import: only its folder is looked up."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("matplotlib, whose fonts a PDF is set in")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def _name(one: Application, ink: Ink) -> str:
    return short(one.name or "", 100) or ink.t.label("card-nameless")


def _photo(pdf: _Page, photo: bytes | None) -> float:
    """Put the photo at the right top; return where it ends, 0 without one."""
    picture = jpeg(photo, _PHOTO_PIXELS) if photo else None
    if picture is None:
        return 0
    with Image.open(BytesIO(picture)) as opened:
        scale = _PHOTO / max(opened.size)
        width, height = (side * scale for side in opened.size)
    pdf.image(picture, x=pdf.w - _MARGIN - width, y=_MARGIN, w=width, h=height)
    return _MARGIN + height


def _head(pdf: _Page, one: Application, width: float) -> None:
    ink = pdf.ink
    pdf.set_y(_MARGIN)
    _line(pdf, width, _name(one, ink), 18, bold=True)
    _line(pdf, width, " · ".join(filter(None, _wish(one))), 12)
    age = one.age(one.sent_at.date())
    place = [short(one.city or "", 80), ink.t.label("card-age", age=age) if age else ""]
    _line(pdf, width, " · ".join(filter(None, place)), 10)
    contacts = [*map(pretty, one.phones), *(short(email, 100) for email in one.emails)]
    _line(pdf, width, " · ".join(contacts), 10)
    source = ink.t.label("pdf-source", site=ink.site(one.site), moment=ink.day(one.sent_at))
    _line(pdf, width, source, 9, colour=_GREY)
    if one.url and is_link(one.url):
        _line(pdf, width, ink.t.label("pdf-link"), 9, colour=_BLUE, link=one.url)


def _line(
    pdf: _Page,
    width: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: tuple[int, int, int] = (0, 0, 0),
    link: str = "",
) -> None:
    if not text:
        return
    pdf.set_font(_FONT, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.say(text, size * 0.5, width, link=link, align="L")
    pdf.ln(0.8)


def _runs_from_right(text: str) -> bool:
    kinds = map(unicodedata.bidirectional, text)
    return next((one for one in kinds if one in _STRONG), "L") != "L"


def _wish(one: Application) -> tuple[str, str]:
    return short(one.position or "", 200), short(one.pay or "", 80)


def _section(pdf: _Page, text_id: str, text: str) -> None:
    if not text.strip():
        return
    if pdf.will_page_break(20):
        pdf.add_page()
    pdf.ln(4)
    pdf.set_font(_FONT, "B", 11)
    pdf.set_text_color(*_GREY)
    pdf.say(pdf.ink.t.label(text_id), 6)
    pdf.ln(1)
    _body(pdf, text)


def _body(pdf: _Page, text: str) -> None:
    pdf.set_text_color(0, 0, 0)
    lines = clean(re.sub(r"\r\n?", "\n", text)[:_TEXT_MOST]).replace("\t", "    ").split("\n")
    empty = True
    for line in lines:
        if not line.strip():
            if not empty:
                pdf.ln(2.5)
            empty = True
            continue
        heading = is_heading(line)
        if heading and not empty:
            pdf.ln(2)
        pdf.set_font(_FONT, "B" if heading else "", 10)
        _paragraph(pdf, line.rstrip())
        empty = False


def _paragraph(pdf: _Page, line: str) -> None:
    """What follows a bullet stays to the right of it."""
    bullet = _BULLET.match(line)
    if bullet is None or _runs_from_right(line):
        pdf.say(line, 5)
        return
    pdf.set_left_margin(_MARGIN + _INDENT)
    if pdf.will_page_break(5):
        pdf.add_page()
    pdf.set_x(_MARGIN)
    pdf.set_text_shaping(False)
    pdf.cell(_INDENT, 5, "•")
    pdf.say(line[bullet.end() :], 5)
    pdf.set_left_margin(_MARGIN)
    pdf.set_x(_MARGIN)


def is_heading(line: str) -> bool:
    """A short line that ends with a colon or has capital letters only."""
    words = one_line(line)
    if not words or len(words) > _HEADING_MOST:
        return False
    letters = [char for char in words if char.isalpha()]
    capitals = len(letters) > 3 and words.lower() != words == words.upper()
    return words.endswith(":") or capitals


def _is_part(char: str) -> bool:
    """What only changes the letter before it."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc", "Sk")
