"""Small real documents for invented candidates: PDF and DOCX with Cyrillic, JPEG photos."""

import io
import zipfile
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _font() -> Path:
    spec = find_spec("matplotlib")  # its wheel carries DejaVu, which knows Cyrillic
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"


@lru_cache(maxsize=64)
def pdf(text: str) -> bytes:
    """A one-column PDF of the text."""
    page = FPDF()
    page.add_page()
    page.add_font("DejaVu", fname=str(_font()))
    page.set_font("DejaVu", size=12)
    page.multi_cell(0, 7, text)
    return bytes(page.output())


@lru_cache(maxsize=64)
def docx(text: str) -> bytes:
    """A Word document, one paragraph a line."""
    lines = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines()
    )
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_WORD}"><w:body>{lines}</w:body></w:document>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


@lru_cache(maxsize=64)
def portrait(name: str) -> bytes:
    """A drawn portrait: a plain figure with the initials; nobody's face."""
    shade = 90 + sum(name.encode()) % 90
    image = Image.new("RGB", (480, 600), (shade, 140, 230 - shade))
    pen = ImageDraw.Draw(image)
    pen.ellipse((150, 110, 330, 310), fill=(245, 224, 200))
    pen.pieslice((60, 330, 420, 830), 180, 360, fill=(250, 250, 250))
    initials = "".join(part[0] for part in name.split()[:2])
    font = ImageFont.truetype(str(_font()), 72)
    pen.text((240, 450), initials, font=font, fill=(60, 60, 80), anchor="mm")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
