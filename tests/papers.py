"""Documents that people send: made here, so that a test says what is in them."""

import io
import zipfile
from collections.abc import Sequence

from fpdf import FPDF
from matplotlib import get_data_path
from pypdf import PdfReader, PdfWriter

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FONT = f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf"

STYLES = f"""<w:styles {_W}>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>"""


def run(text: str, look: str = "") -> str:
    """A run of a Word paragraph; `look` is what stands in its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", number: str = "") -> str:
    """A Word paragraph; `number` is that of its list."""
    its = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        its += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{its}</w:pPr>{''.join(runs)}</w:p>"


def docx(*paragraphs: str, head: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A Word document."""
    body = f"<w:document {_W} {_MC}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    held = {
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{head}{body}',
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **(parts or {}),
    }
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
    return kept.getvalue()


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF; each line of a page as it stands."""
    made = FPDF()
    made.add_font("DejaVu", fname=FONT)
    for page in pages:
        made.add_page()
        made.set_font("DejaVu", size=11)
        for line in page:
            made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def locked(content: bytes, password: str) -> bytes:
    """A PDF that wants this password; empty: only its printing is forbidden."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()
