"""The sample plug-in in a folder of one's own: no flaw, texts in three languages, an emulator."""

import ast
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot import emulate
from bot.domain.workspace import LANGUAGES
from bot.wiring import commands, settings
from bot.wiring.settings import described
from handlers.texts import load
from sites.kit.site import Site
from tests.own_site import KEY, SAMPLE, laid_out

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that SITES_PATH names."""
    with laid_out(tmp_path) as folder:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("SITES_PATH", str(folder))
        yield folder


@pytest.fixture
def zrazok(own: Path) -> Site[Any]:
    return next(site for site in settings.find_sites() if site.info.key == KEY)


def test_it_has_texts_in_every_language(zrazok: Site[Any]) -> None:
    texts = load([zrazok.texts])
    assert [texts(language).site(KEY) for language in LANGUAGES] == ["Зразок", "Zrazok", "Зразок"]


def test_its_settings_are_described_with_ours(zrazok: Site[Any]) -> None:
    found = described([zrazok])[-1]
    assert (found.name, found.default) == ("ZRAZOK_API_URL", "https://api.zrazok.example")


async def test_its_emulator_runs_as_any_other(own: Path) -> None:
    async with AsyncExitStack() as stack:
        said = await emulate.start(stack, KEY, emulate.Asked(0, True, None, 1))
    assert "ZRAZOK_API_URL=http://127.0.0.1:" in said
    assert "demo@zrazok.example" in said


def test_it_imports_what_a_plug_in_may_and_is_named_nowhere() -> None:
    """As import-linter says of ours; and no other code knows the site."""
    plug_in = SAMPLE / KEY / "__init__.py"
    roots = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(plug_in.read_bytes()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    allowed = ("bot.domain.", "bot.ports", "sites.kit.", "pydantic")
    strangers = {one for one in roots if one.split(".")[0] not in sys.stdlib_module_names}
    assert [one for one in strangers if not one.startswith(allowed)] == []
    houses = ("bot", "handlers", "sites", "storage")
    sources = [path for house in houses for path in (ROOT / house).rglob("*.py")]
    assert [one for one in sources if KEY in one.read_text(encoding="utf-8")] == []


def test_a_text_that_its_fields_need_is_missed_at_the_start(own: Path) -> None:
    for language in LANGUAGES:
        file = own / KEY / "texts" / f"{language}.ftl"
        kept = [
            line for line in file.read_text(encoding="utf-8").splitlines() if "topic" not in line
        ]
        file.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(
        commands.CannotStart, match=f"^sites.{KEY}: its texts lack {KEY}-field-topic$"
    ):
        commands.find_sites()


def test_texts_that_differ_stop_a_start_in_words(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (own / KEY / "texts" / "en.ftl").open("a", encoding="utf-8") as file:
        file.write("zrazok-more = More\n")
    monkeypatch.setenv("BOT_TOKEN", "4200000009:AAcommandsCanaryZq8vKt3xw9LmNp5Rd")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{own}/it.sqlite3")
    monkeypatch.setenv("FILES_DIR", f"{own}/files")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.setattr("sys.argv", ["vidhuk", "run"])
    with pytest.raises(SystemExit) as ended:
        import_module("bot.cli").main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == ("texts that differ from Ukrainian: en: zrazok-more\n")


def test_an_emulator_that_is_not_there_is_said_in_words(own: Path) -> None:
    (own / KEY / "emulator.py").unlink()
    with pytest.raises(commands.CannotStart, match=rf"^sites\.{KEY}\.emulator:app is not there: "):
        emulate._maker(KEY)
