"""Pictures and sheets: of any names, in any language, and nothing of them costs the start."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from PIL import Image

from bot.domain.handling import Stage
from bot.domain.tally import Tally
from bot.domain.views.reports import CandidateSheet, ReportLine, ReportSheet
from bot.domain.workspace import LANGUAGES
from handlers.charts import WIDTH, picture
from handlers.made_files import made_file
from handlers.render.drawn import Media
from handlers.render.ink import Ink
from handlers.spreadsheet import candidates, harmless, numbers
from handlers.texts import load
from sites.robota_ua import SITE as OTHER
from sites.work_ua import SITE
from tests import views as samples
from tests.report_views import SITES, SMALL, TALLY, page, sheet_row
from tests.views import AWKWARD

TEXTS = load([SITE.texts, OTHER.texts])
FORMULA = "=cmd|' /C calc'!A0"
_HIGH_MOST = 2400
"""Telegram takes more, but a phone shows such a picture too small."""


def ink(language: str = "uk") -> Ink:
    return Ink(TEXTS(language), samples.ZONE, samples.NOW, "bot")


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.mark.parametrize(
    "language", ["uk", *(pytest.param(one, marks=pytest.mark.thorough) for one in ("en", "ru"))]
)
def test_a_picture_is_as_wide_as_a_phone_reads_it(language: str) -> None:
    lines = [ReportLine(text, TALLY) for text in (*AWKWARD, "$x^2$ \\frac{", FORMULA)]
    for view in (page(*lines), page(ReportLine("", SMALL), title="🎈", days=None)):
        with Image.open(BytesIO(picture(view, ink(language)))) as shown:
            assert shown.format == "PNG"
            assert shown.width == WIDTH
            assert shown.height < _HIGH_MOST


def test_bars_and_their_numbers_reach_the_right_edge() -> None:
    with Image.open(BytesIO(picture(page(ReportLine("", SMALL)), ink()))) as shown:
        funnel = shown.convert("L").crop((0, 400, WIDTH, 700)).point(lambda it: it < 250 and 255)
        box = funnel.getbbox()
        assert box is not None
        assert WIDTH - 60 < box[2] < WIDTH - 30


def test_a_picture_of_great_numbers_is_not_greater() -> None:
    huge = Tally(dict.fromkeys(Stage, 10**9), {f"{SITES[0]}": 10**9})
    lines = [ReportLine(f"Вакансія {at}", huge) for at in range(300)]
    with Image.open(BytesIO(picture(page(*lines), ink()))) as shown:
        assert shown.height < _HIGH_MOST


async def test_other_buttons_need_no_new_picture() -> None:
    first = page(ReportLine("Кухар", SMALL))
    asked = []

    async def known(key: str) -> str | None:
        asked.append(key)
        return "file" if len(asked) > 1 else None

    made = await made_file(first, Media.PHOTO, ink(), known)
    assert made is not None
    assert made.content.startswith(b"\x89PNG")
    same = replace(first, report=replace(first.report, version=7, page=1), choices=[], pages=3)
    again = await made_file(same, Media.PHOTO, ink(), known)
    assert again is not None
    assert (again.key, again.content) == (made.key, b"")
    other = page(ReportLine("Кухар", TALLY))
    assert (await made_file(other, Media.PHOTO, ink(), None)).key != made.key  # type: ignore[union-attr]
    assert await made_file(first, Media.NONE, ink(), known) is None


# -- sheets -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (FORMULA, f"'{FORMULA}"),
        ("+380671234521", "380671234521"),
        ("+380 67 123 4521", "380 67 123 4521"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\u202e=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("Олена =)", "Олена =)"),
        ("", ""),
    ],
)
def test_nothing_from_outside_is_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


@pytest.mark.parametrize("text", [*AWKWARD, FORMULA], ids=range(len(AWKWARD) + 1))
def test_a_sheet_opens_with_texts_alone(text: str) -> None:
    rows = [sheet_row(text), sheet_row("Олена Коваль", url="https://www.work.ua/x")]
    sheet = opened(candidates(CandidateSheet(text, rows), ink())).active
    assert sheet.max_row == 3
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "inlineStr", "n"), (cell.coordinate, cell.value)
            assert cell.hyperlink is None
            if isinstance(cell.value, str):
                assert not cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_heads_are_in_the_readers_language_and_cells_in_their_columns() -> None:
    row = sheet_row("Олена Коваль", phones=("+380671234521",), birth_date="1995-02-03")
    shown = {}
    for language in LANGUAGES:
        sheet = opened(candidates(CandidateSheet("x", [row]), ink(language))).active
        heads, cells = ([cell.value for cell in one] for one in sheet.iter_rows())
        shown[language] = dict(zip(heads, cells, strict=True))
    assert shown["uk"]["Ім'я"] == "Олена Коваль"
    assert shown["uk"]["Телефон"] == "380 67 123 4521"
    assert shown["en"]["Responded"] == "2026-11-20 10:30"
    assert shown["ru"]["Этап"] == "Отказ"
    assert shown["en"]["Reason of refusal"] == "Salary"


def test_a_report_as_a_file_has_its_numbers() -> None:
    view = ReportSheet(page(ReportLine(FORMULA, TALLY), ReportLine("", SMALL)))
    book = opened(numbers(view, ink("en")))
    assert book.sheetnames == ["Vacancies", "Sites", "Summary"]
    first = [cell.value for cell in book["Vacancies"][2]]
    assert first[:4] == [f"'{FORMULA}", 63, 59, 14]
    whole = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
    assert whole["Responses"] == 67
    assert whole["Cost of a response: Work.ua"] == "13\xa0₴"


async def test_file_names_are_in_cyrillic_and_harmless() -> None:
    view = CandidateSheet('Кухар / "су-шеф" <b>\u202e..', [])
    made = await made_file(view, Media.EXPORT, ink(), None)
    assert made is not None
    assert made.name == "Кандидати - Кухар су-шеф b - 2026-11-23.xlsx"
    assert made.key == ""
    assert opened(made.content).active.max_row == 1


def test_a_start_imports_none_of_the_heavy_ones() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, bot.wiring.start, bot.wiring.commands, handlers, handlers.render\n"
            "print(sorted({'matplotlib', 'numpy', 'xlsxwriter'} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"
