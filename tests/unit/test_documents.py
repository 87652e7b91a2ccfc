"""A description out of a .docx, .pdf or .txt file: its words and shape, or why it can't be read."""

import io
import zipfile

import pytest
from defusedxml import DefusedXmlException

from bot import documents
from bot.documents.reading import rich_text_of
from bot.domain.errors import BadInput
from bot.domain.vacancy import DESCRIPTION_MOST
from tests.papers import docx, locked, paragraph, pdf, run

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOLD, ITALIC = "<w:b/>", "<w:i/>"


def _problem(content: bytes, ending: str) -> str:
    with pytest.raises(BadInput) as found:
        rich_text_of(content, ending)
    return found.value.problem


# -- Word ------------------------------------------------------------------------------------


def test_a_word_document_keeps_headings_lists_bold_and_italic() -> None:
    content = docx(
        paragraph(run("Обов'язки"), style="1"),
        paragraph(run("Варити "), run("ка", BOLD), run("ву", BOLD), number="1"),
        paragraph(run("усміхатися", ITALIC), style="a5"),
        paragraph(run("Спершу"), number="2"),
        paragraph(run("Потім"), number="2"),
        paragraph(run("Графік 2/2", f"{BOLD}{ITALIC}")),
    )
    assert rich_text_of(content, ".docx") == (
        "<h3>Обов'язки</h3>"
        "<ul><li>Варити <b>каву</b></li><li><i>усміхатися</i></li></ul>"
        "<ol><li>Спершу</li><li>Потім</li></ol>"
        "<p><b><i>Графік 2/2</i></b></p>"
    )


def test_lists_that_were_typed_by_hand_are_lists() -> None:
    content = docx(*(paragraph(run(line)) for line in ("Умови:", "- офіс", "— графік", "1. раз")))
    assert rich_text_of(content, ".docx") == (
        "<p>Умови:</p><ul><li>офіс</li><li>графік</li></ul><ol><li>раз</li></ol>"
    )


def test_a_links_words_stay_and_what_was_deleted_or_hidden_does_not() -> None:
    content = docx(
        paragraph(
            f'<w:hyperlink w:anchor="x">{run("наш сайт")}</w:hyperlink>',
            f"<w:del><w:r><w:delText>старе</w:delText></w:r>{run('старе')}</w:del>",
            run(" таємне", "<w:vanish/>"),
            run(" не жирне", '<w:b w:val="0"/>'),
        ),
        paragraph(run("рядок"), "<w:r><w:br/></w:r>", run("другий"), "<w:r><w:tab/></w:r>"),
    )
    assert rich_text_of(content, ".docx") == "<p>наш сайт не жирне</p><p>рядок</p><p>другий</p>"


def test_tables_and_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('у рамці'))}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('у комірці'))}</w:tc></w:tr></w:tbl>"
    content = docx(paragraph(run("поруч"), twice), cell)
    assert rich_text_of(content, ".docx") == "<p>поруч</p><p>у рамці</p><p>у комірці</p>"


def test_what_looks_like_html_stays_text() -> None:
    text = "&lt;b&gt;1 &amp; 2&lt;/b&gt; &lt;script&gt; 👩‍🍳"
    assert rich_text_of(docx(paragraph(run(text))), ".docx") == f"<p>{text}</p>"


def test_a_document_with_macros_is_only_read() -> None:
    content = docx(paragraph(run("Кава")), parts={"word/vbaProject.bin": "Sub AutoOpen()"})
    assert rich_text_of(content, ".docm") == "<p>Кава</p>"


def test_a_document_without_styles_and_numbers_is_read_all_the_same() -> None:
    kept = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(docx(paragraph(run("Кава"), number="1"))))
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("word/document.xml", whole.read("word/document.xml"))
    assert rich_text_of(kept.getvalue(), ".docx") == "<ul><li>Кава</li></ul>"


# -- PDF -------------------------------------------------------------------------------------


def test_a_pdfs_lines_become_paragraphs_and_lists() -> None:
    content = pdf(
        [
            "Шукаємо бариста в невелику кав'ярню біля метро, де вас чекає",
            "дружна команда.",
            "• варити каву",
            "• усміхатися",
            "Графік 2/2",
        ],
        ["Другий аркуш"],
    )
    assert rich_text_of(content, ".pdf") == (
        "<p>Шукаємо бариста в невелику кав'ярню біля метро, де вас чекає дружна команда.</p>"
        "<ul><li>варити каву</li><li>усміхатися</li></ul>"
        "<p>Графік 2/2</p><p>Другий аркуш</p>"
    )


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert rich_text_of(locked(pdf(["Кава"]), ""), ".pdf") == "<p>Кава</p>"


def test_a_pdf_of_too_many_pages_is_refused_with_their_number() -> None:
    with pytest.raises(BadInput) as found:
        rich_text_of(pdf(*[["Кава"]] * 21), ".pdf")
    assert (found.value.problem, found.value.values()) == ("file-pages", {"pages": 21, "most": 20})


# -- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_text_file_is_read_in_the_encodings_of_windows(encoding: str) -> None:
    content = "Їжа & <кава>\r\n- ґанок\r\n".encode(encoding)
    assert rich_text_of(content, ".txt") == "<p>Їжа &amp; &lt;кава&gt;</p><ul><li>ґанок</li></ul>"


# -- what can't be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "ending", "problem"),
    [
        (OLD_WORD, ".docx", "file-locked"),
        (OLD_WORD, ".doc", "file-kind"),
        (b"\x89PNG\r\n", ".png", "file-kind"),
        ("Кава".encode(), "", "file-kind"),
        (b"", ".txt", "file-empty"),
        (b"", ".docx", "file-empty"),
        (b" \n - \n", ".txt", "file-empty"),
        (b"\0\1\2\3" * 9, ".txt", "file-broken"),
        (b"no archive", ".docx", "file-broken"),
        (b"PK\x03\x04 torn", ".docx", "file-broken"),
        (docx(paragraph(run(" "))), ".docx", "file-empty"),
        (docx(parts={"word/document.xml": ""})[:200], ".docx", "file-broken"),
        (locked(pdf(["Кава"]), "secret"), ".pdf", "file-locked"),
        (pdf([]), ".pdf", "file-empty"),
    ],
)
def test_what_cannot_be_read_is_refused_for_its_own_reason(
    content: bytes, ending: str, problem: str
) -> None:
    assert _problem(content, ending) == problem


def test_an_archive_that_is_no_word_document_is_of_another_kind() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert _problem(kept.getvalue(), ".docx") == "file-kind"


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    blown = docx(parts={"word/styles.xml": " " * 40 * 2**20})
    assert len(blown) < 100_000
    assert _problem(blown, ".docx") == "file-broken"


def test_nothing_that_a_document_defines_for_itself_is_unfolded() -> None:
    """The reader's own refusal, whatever the limits of its process."""
    bomb = '<!DOCTYPE x [<!ENTITY a "кава"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(DefusedXmlException):
        rich_text_of(docx(paragraph(run("&b;")), head=bomb), ".docx")


# -- the process -----------------------------------------------------------------------------


async def test_a_text_longer_than_any_description_never_leaves_its_process() -> None:
    with pytest.raises(BadInput) as found:
        await documents.read(b"word " * 10_000, "long.txt")
    assert found.value.problem == "description-long"
    assert found.value.values() == {"most": DESCRIPTION_MOST, "length": 49_999}


async def test_a_process_of_its_own_reads_the_file() -> None:
    content = docx(paragraph(run("Кава")))
    assert await documents.read(content, "../../опис вакансії.DOCX") == "<p>Кава</p>"


BOMB = '<!DOCTYPE x [<!ENTITY a "кава"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (docx(paragraph(run("&b;")), head=BOMB), "опис.docx", "file-broken"),
        (docx("<w:tbl>" * 5000 + "</w:tbl>" * 5000), "опис.docx", "file-broken"),
        (b"%PDF-1.7\n torn", "опис.pdf", "file-broken"),
        (b"", "", "file-kind"),
    ],
)
async def test_whatever_a_file_does_its_reader_answers(
    content: bytes, name: str, problem: str
) -> None:
    with pytest.raises(BadInput) as found:
        await documents.read(content, name)
    assert found.value.problem == problem


async def test_the_limits_of_a_refusal_come_through() -> None:
    with pytest.raises(BadInput) as found:
        await documents.read(pdf(*[["Кава"]] * 21), "опис.pdf")
    assert found.value.values() == {"pages": 21, "most": 20}


async def test_a_file_that_is_too_big_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere")
    with pytest.raises(BadInput, match="file-big"):
        await documents.read(b"x" * (documents.SIZE_MOST + 1), "опис.txt")


async def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SECONDS", 0.0)
    with pytest.raises(BadInput, match="file-broken"):
        await documents.read(b"text", "опис.txt")
