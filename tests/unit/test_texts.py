"""The texts: complete in every language, and every one that the code names is there."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.domain import errors
from bot.domain.errors import BadInput, SiteError, VidhukError
from bot.domain.workspace import LANGUAGES
from handlers.buttons import BUTTONS, COMMANDS, GROUP_BUTTONS, GROUP_COMMANDS
from handlers.errors import explain, told
from handlers.texts import FOLDER, BrokenTexts, Html, clean, load
from sites import discover

ROOT = Path(__file__).parents[2]
SITES = discover()
TEXTS = load([site.texts for site in SITES])
UK = TEXTS("uk")
NOW = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
ZONE = "Europe/Kyiv"
reads_the_code = pytest.mark.thorough
"""As test_architecture.py: `make check` reads the code, `make test` runs it."""


@cache
def nodes(folder: str) -> list[tuple[Path, list[ast.AST]]]:
    """All that stands in each module of a folder."""
    return [
        (path, list(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "emulator" not in path.parts and path.name != "emulator_kit.py"
    ]


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of functions and methods by these names, each with its place."""
    for path, found in (*nodes("bot"), *nodes("handlers")):
        for node in found:
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in names:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def ids_of(node: ast.expr) -> list[str]:
    """Patterns of the ids that an argument can be: a word, a word with holes, either of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.IfExp):
        return ids_of(node.body) + ids_of(node.orelse)
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"[\w-]+"
            for one in node.values
        )
        return ["".join(parts)]
    return []


# -- every id is there --------------------------------------------------------------------

ALL_IDS = frozenset(UK.ids())
WHOLE = {re.escape(one): one for one in ALL_IDS}
"""Those that are named whole, by their patterns."""


def exists(pattern: str) -> bool:
    return pattern in WHOLE or any(re.fullmatch(pattern, text_id) for text_id in ALL_IDS)


@reads_the_code
def test_every_text_that_the_chat_names_exists() -> None:
    named = [
        (place, pattern)
        for place, call in calls("t", "label", "press", "told", "_said")
        for pattern in ids_of(call.args[0])
    ]
    assert len(named) > 200
    assert not [one for one in named if not exists(one[1])]


@reads_the_code
def test_every_flash_exists_and_gets_its_variables() -> None:
    found = list(calls("Flash"))
    assert len(found) > 20
    for place, call in found:
        for pattern in ids_of(call.args[0]):
            assert exists(pattern), (place, pattern)
            if pattern in WHOLE and not _dynamic(call):
                text_id = WHOLE[pattern]
                unset = UK.needs(text_id) - _keys(call) - {"until"}
                assert not unset, (place, text_id, unset)


def _dynamic(call: ast.Call) -> bool:
    return len(call.args) > 1 and not isinstance(call.args[1], ast.Dict)


def _keys(call: ast.Call) -> set[str]:
    if len(call.args) < 2 or not isinstance(call.args[1], ast.Dict):
        return set()
    return {str(key.value) for key in call.args[1].keys if isinstance(key, ast.Constant)}


@reads_the_code
def test_every_bad_input_exists_and_gets_its_variables() -> None:
    found = list(calls("BadInput", "PayInDoubt"))
    assert len(found) > 10
    for place, call in found:
        for problem in ids_of(call.args[0]):
            assert exists(f"bad-{problem}"), (place, problem)
            given = {word.arg for word in call.keywords}
            unset = UK.needs("bad-" + problem.replace("\\", "")) - given
            assert not unset, (place, problem, unset)


@reads_the_code
def test_every_id_that_the_inside_keeps_exists() -> None:
    kinds = re.compile(r"(error|bad|badge|done|needs)-[a-z][a-z-]*[a-z]")
    for path, found in (*nodes("bot"), *nodes("sites")):
        for node in found:
            word = _word(node)
            if kinds.fullmatch(word):
                assert word in ALL_IDS, (path, word)


def _word(node: ast.AST) -> str:
    word = node.value if isinstance(node, ast.Constant) else ""
    return word if isinstance(word, str) else ""


def subclasses(kind: type[VidhukError]) -> Iterator[type[VidhukError]]:
    for one in kind.__subclasses__():
        if one.__module__ == errors.__name__:
            yield one
            yield from subclasses(one)


ERRORS = sorted(
    {one for one in subclasses(VidhukError) if not one.__name__.startswith("_")} - {BadInput},
    key=lambda one: one.__name__,
)


def made(kind: type[VidhukError]) -> VidhukError:
    until = NOW + timedelta(hours=20)
    special: dict[str, VidhukError] = {
        "IllegalTransition": errors.IllegalTransition(1, "a", "b"),
        "TakenAlready": errors.TakenAlready(1, NOW),
        "TooManyChosen": errors.TooManyChosen(3),
        "TooSoon": errors.TooSoon(timedelta(seconds=73)),
        "ProofNeeded": errors.ProofNeeded("work_ua", "https://example.com"),
        "Rejected": errors.Rejected("work_ua", ()),
        "Duplicate": errors.Duplicate("work_ua", ()),
        "ContractBroken": errors.ContractBroken("work_ua", "x"),
        "LoginLocked": errors.LoginLocked("work_ua", until),
        "DailyLimit": errors.DailyLimit("work_ua", until),
        "AutomationRefused": errors.AutomationRefused("work_ua", until),
    }
    if kind.__name__ in special:
        return special[kind.__name__]
    return kind("work_ua") if issubclass(kind, SiteError) else kind()


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_words(kind: type[VidhukError], language: str) -> None:
    t = TEXTS(language)
    words = explain(made(kind), t, time_zone=ZONE, now=NOW)
    assert words != t("error-unexpected")
    assert "none" not in words
    values: dict[str, errors.Value] = {"site": "work_ua", "seconds": 5, "most": 3}
    assert told(made(kind).text_id, values, t, time_zone=ZONE, now=NOW)


def test_a_wrong_login_names_every_cause() -> None:
    words = explain(errors.WrongLogin("work_ua"), UK, time_zone=ZONE, now=NOW)
    assert "шукача" in words
    assert "API" in words
    assert "Work.ua" in words


def test_a_sync_by_the_hour_is_said_so() -> None:
    assert "щогодини" in UK("account-every", minutes=60)
    assert "кожні 15 хв" in UK("account-every", minutes=15)


def test_a_lock_says_until_when() -> None:
    words = explain(made(errors.LoginLocked), UK, time_zone=ZONE, now=NOW)
    assert "після: завтра 10:05" in words


def test_an_error_that_is_not_ours_is_told_without_detail() -> None:
    words = explain(RuntimeError("secret"), UK, time_zone=ZONE, now=NOW)
    assert words == UK("error-unexpected")


def test_every_site_has_the_texts_that_its_questions_need() -> None:
    for site in SITES:
        needed = [f"{site.info.key}-name"]
        needed += [f"{site.info.key}-login-{field.key}" for field in site.info.login]
        needed += [f"{site.info.key}-field-{field.key}" for field in site.info.fields]
        assert not [text_id for text_id in needed if text_id not in ALL_IDS]


def test_every_command_has_a_line_in_every_language() -> None:
    for language, name in product(LANGUAGES, COMMANDS):
        assert 3 <= len(TEXTS(language).label(f"command-{name}")) <= 256
    for language, name in product(LANGUAGES, GROUP_COMMANDS):
        assert 3 <= len(TEXTS(language).label(f"group-command-{name}")) <= 256


@reads_the_code
def test_every_button_that_is_drawn_has_a_verb() -> None:
    for place, call in calls("press"):
        if len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
            assert call.args[1].value in {**BUTTONS, **GROUP_BUTTONS}, place


LEAKS = {"uk": "[ыэъё]", "en": "[а-яіїєґё]", "ru": "[іїєґ]"}
IN_THEIR_OWN = r"^(hello-language|language-\w\w) = .*$"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_leaks_into_another(language: str) -> None:
    for path in ROOT.glob(f"handlers/texts/{language}/*.ftl"):
        source = re.sub(IN_THEIR_OWN, "", path.read_text(encoding="utf-8"), flags=re.M)
        assert not re.search(LEAKS[language], source, re.I), path


# -- no words outside the texts -----------------------------------------------------------


@reads_the_code
def test_no_words_for_people_stand_in_the_code() -> None:
    found = []
    for path, every in nodes("handlers"):
        said = {
            id(node.value)
            for node in every
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in every:
            if id(node) not in said and re.search(r"[а-яіїєґё]", _word(node), re.I):
                found.append(f"{path.relative_to(ROOT)}: {_word(node)}")
    assert not found


# -- the loader ---------------------------------------------------------------------------


def site_texts(folder: Path, **by_language: str) -> Path:
    for language in LANGUAGES:
        source = by_language.get(language, by_language["uk"])
        (folder / f"{language}.ftl").write_text(source, encoding="utf-8")
    return folder


def test_a_site_brings_texts_of_its_own(tmp_path: Path) -> None:
    texts = load([site_texts(tmp_path, uk="fourth-name = Четвертий", en="fourth-name = Fourth")])
    assert texts("en").site("fourth") == "Fourth"
    assert texts("de").site("fourth") == "Четвертий"


@pytest.mark.parametrize(
    ("uk", "en", "words"),
    [
        ("a-b = Так { $name }", "a-b = Yes", "en: a-b"),
        ("a-b = Так", "a-c = Yes", "en: a-b, en: a-c"),
        ("a-b = Так\na-b = Ні", "a-b = Yes", "repeats a-b"),
        ("do-menu = Ще раз", "do-menu = Again", "repeats do-menu"),
        ("a-b = { $n -> [one] так *[other] ні }", "a-b = Yes", "not Fluent"),
        ("a-b =\n    .title = Так", "a-b = Yes", "empty"),
        ("a-b = Так\nнемає", "a-b = Yes", "not Fluent: немає"),
    ],
)
def test_a_broken_text_stops_the_start(tmp_path: Path, uk: str, en: str, words: str) -> None:
    with pytest.raises(BrokenTexts, match=re.escape(words)):
        load([site_texts(tmp_path, uk=uk, en=en, ru=uk)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_ours_is_fluent_with_the_variables_that_were_found(language: str) -> None:
    """The product parses each when it is first said."""
    folders = [FOLDER / language, *(Path(site.texts) for site in SITES)]
    files = [*folders[0].glob("*.ftl"), *(folder / f"{language}.ftl" for folder in folders[1:])]
    texts = TEXTS(language)
    seen = set()
    for file, entry in [(one, entry) for one in files for entry in parsed(one)]:
        assert isinstance(entry, fluent.Message | fluent.BaseComment), file
        if isinstance(entry, fluent.Message):
            reader = VariableReader()
            reader.visit(entry)
            assert texts.needs(entry.id.name) == reader.names
            seen.add(entry.id.name)
    assert seen == set(texts.ids())


def parsed(file: Path) -> list[fluent.EntryType]:
    return FluentParser().parse(file.read_text(encoding="utf-8")).body


class VariableReader(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.names.add(node.id.name)


def test_a_missing_text_or_variable_is_never_silent() -> None:
    with pytest.raises(BrokenTexts, match="no text nowhere"):
        UK("nowhere")
    with pytest.raises(BrokenTexts, match="lacks label"):
        UK("done-renamed")


def test_values_from_outside_are_escaped_and_ours_are_not() -> None:
    assert UK("done-renamed", label="<b>&") == "✅ Тепер це «&lt;b&gt;&amp;»."
    assert UK("done-renamed", label=Html("<b>x</b>")) == "✅ Тепер це «<b>x</b>»."
    assert UK.label("done-renamed", label="<b>&") == "✅ Тепер це «<b>&»."


def test_what_could_turn_a_line_around_is_dropped() -> None:
    assert clean("a\u202eb\u200f\u2066c\u2069\x00\ud800\ufeff d\n👩\u200d👧") == "abc d\n👩\u200d👧"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "📥 1 новий відгук."),
        (3, "📥 3 нові відгуки."),
        (5, "📥 5 нових відгуків."),
        (21, "📥 21 новий відгук."),
        (1234, "📥 1\u00a0234 нові відгуки."),
    ],
)
def test_plurals_are_ukrainian(count: int, words: str) -> None:
    assert UK("done-sync-found", count=count) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW - timedelta(hours=2), "12:05"),
        (NOW - timedelta(hours=15), "вчора 23:05"),
        (NOW + timedelta(hours=20), "завтра 10:05"),
        (NOW - timedelta(days=11), "12 лист. 14:05"),
        (NOW - timedelta(days=400), "19 жовт. 2025"),
    ],
)
def test_a_moment_is_told_shortly(moment: datetime, words: str) -> None:
    assert UK.when(moment, ZONE, NOW) == words


def test_moments_follow_the_zone_of_the_reader() -> None:
    assert UK.when(NOW, "America/New_York", NOW) == "07:05"
    assert UK.clock(NOW, ZONE) == "пн 14:05"


def test_zones_have_names_of_cities() -> None:
    assert [TEXTS(language).city(ZONE) for language in LANGUAGES] == ["Київ", "Kyiv", "Киев"]
    assert UK.city("Europe/Warsaw") == "Варшава"
    assert UK.city("Etc/GMT+5") == "GMT+5"


def test_money_is_told_with_its_sign() -> None:
    assert UK.money(40_000, "UAH") == "40\u00a0000\u00a0₴"
    assert UK.money(5, "XTS") == "5\u00a0XTS"
