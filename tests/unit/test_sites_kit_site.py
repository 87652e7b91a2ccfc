"""Plug-ins: found by their folder, refused clearly when wrong, opened with what they need."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import sites
from bot.domain.errors import AuthExpired, NotThere
from bot.domain.paces import Paces, Rate
from bot.domain.secret import Credentials
from bot.domain.site import AdField, FieldKind
from bot.domain.workspace import LANGUAGES
from sites.kit.http import Web
from sites.kit.plugins import Plugins, site_rates
from sites.kit.site import Site
from tests.fakes import FakeClock, MemoryLimits, MemoryRenewals


@pytest.fixture
def work_ua() -> Site[Any]:
    return next(site for site in sites.discover() if site.info.key == "work_ua")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """One more place where plug-ins are looked for (SITES_PATH)."""
    monkeypatch.setattr(sites, "__path__", [*sites.__path__])
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("sites.zz_")]:
        del sys.modules[name]


def _plug_in(folder: Path, key: str, source: str) -> None:
    (folder / key).mkdir()
    (folder / key / "__init__.py").write_text(source, encoding="utf-8")


def test_every_folder_with_a_site_is_found_and_nothing_else() -> None:
    assert "work_ua" in [site.info.key for site in sites.discover()]
    assert "kit" not in [site.info.key for site in sites.discover()]


def test_a_folder_without_a_site_stops_the_start(folder: Path) -> None:
    _plug_in(folder, "zz_empty", "")
    with pytest.raises(sites.WrongSite, match=r"sites\.zz_empty has no SITE"):
        sites.discover(folder)


def test_every_flaw_of_every_site_is_named_at_once(folder: Path) -> None:
    _plug_in(folder, "zz_copied", "from sites.work_ua import SITE\n")
    _plug_in(folder, "zz_empty", "")
    with pytest.raises(sites.WrongSite) as wrong:
        sites.discover(folder)
    assert "its key is work_ua, its folder zz_copied" in str(wrong.value)
    assert "sites.zz_empty has no SITE" in str(wrong.value)


def test_a_place_that_is_no_folder_of_plug_ins_is_refused(folder: Path) -> None:
    with pytest.raises(sites.WrongSite, match=rf"^SITES_PATH: {folder}/none: no such folder$"):
        sites.discover(folder / "none")
    (folder / "notes").mkdir()
    with pytest.raises(sites.WrongSite, match=rf"^SITES_PATH: {folder} holds no plug-in"):
        sites.discover(folder)


@pytest.mark.parametrize("key", ["work_ua", "kit"])
def test_a_plug_in_takes_no_place_of_ours(folder: Path, key: str) -> None:
    _plug_in(folder, key, "raise RuntimeError('it must not even be loaded')")
    with pytest.raises(sites.WrongSite) as wrong:
        sites.discover(folder)
    assert str(wrong.value) == f"SITES_PATH: sites.{key} is there already: {folder}/{key}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = 1\nx = 1 / 0", "ZeroDivisionError: division by zero (FOLDER/zz/__init__.py, line 2)"),
        (
            "import nowhere_at_all",
            "No module named 'nowhere_at_all' (FOLDER/zz/__init__.py, line 1)",
        ),
        ("def f(:", "invalid syntax (__init__.py, line 1)"),
    ],
)
def test_a_plug_in_that_does_not_load_is_said_with_its_line(
    folder: Path, source: str, said: str
) -> None:
    _plug_in(folder, "zz_broken", source)
    with pytest.raises(sites.WrongSite) as wrong:
        sites.discover(folder)
    assert str(wrong.value).startswith("sites.zz_broken can't be loaded: ")
    assert str(wrong.value).endswith(said.replace("FOLDER/zz", f"{folder}/zz_broken"))


def test_flaws_are_said_in_words(work_ua: Site[Any], tmp_path: Path) -> None:
    fields = (
        AdField("a", FieldKind.CHOICE),
        AdField("a", FieldKind.CREDIT),
        AdField("b", FieldKind.FLAG, draft=True),
    )
    info = replace(
        work_ua.info, login=(), fields=fields, can=frozenset(), answers=("title", "salary")
    )
    info = replace(info, key="Work-UA")
    wrong = replace(work_ua, info=info, rates=(), emulator="x:app", texts=tmp_path)
    said = " ".join(wrong.flaws("work_ua"))
    for part in (
        "login",
        "rates",
        "emulator",
        "uk, en, ru",
        "twice",
        "dictionary",
        "credit",
        "key is to",
    ):
        assert part in said
    assert "not required" in said
    assert "no vacancy is asked for salary" in said
    assert work_ua.flaws("work_ua") == []


def test_settings_come_from_variables_named_after_the_site(
    work_ua: Site[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("WORK_UA_API_URL", raising=False)
    assert work_ua.setting_name("api_url") == "WORK_UA_API_URL"
    assert work_ua.read_settings().api_url == "https://api.work.ua"
    env_file = tmp_path / ".env"
    env_file.write_text("WORK_UA_API_URL=http://127.0.0.1:1/\nBOT_TOKEN=x\n", encoding="utf-8")
    assert work_ua.read_settings(str(env_file)).api_url == "http://127.0.0.1:1"
    monkeypatch.setenv("WORK_UA_API_URL", "https://proxy.example/work")
    assert work_ua.read_settings(str(env_file)).api_url == "https://proxy.example/work"
    for wrong in ("work.ua", "ftp://work.ua", "https://", "https://a:b@work.ua", "https://x?y=1"):
        monkeypatch.setenv("WORK_UA_API_URL", wrong)
        with pytest.raises(ValidationError, match="api_url"):
            work_ua.read_settings()


def test_every_field_and_login_has_its_label_in_every_language(work_ua: Site[Any]) -> None:
    key = work_ua.info.key
    wanted = [f"{key}-name"]
    wanted += [f"{key}-login-{one.key}" for one in work_ua.info.login]
    wanted += [f"{key}-field-{one.key}" for one in work_ua.info.fields]
    for language in LANGUAGES:
        text = (work_ua.texts / f"{language}.ftl").read_text(encoding="utf-8")
        assert [one for one in wanted if f"\n{one} =" not in text] == []


def test_rates_are_the_sites_own_at_the_common_pace(work_ua: Site[Any]) -> None:
    assert site_rates([work_ua], Paces()) == {"site:work_ua": (Rate(5, timedelta(seconds=1)),)}
    fast = site_rates([work_ua], Paces(factor=100))
    assert fast["site:work_ua"] == (Rate(5, timedelta(milliseconds=10)),)


async def test_plugins_open_known_sites_only_and_never_without_a_login(
    work_ua: Site[Any],
) -> None:
    clock = FakeClock(datetime.now(UTC))
    limits = MemoryLimits(clock, site_rates([work_ua], Paces()))
    web = Web(clock=clock, limits=limits, paces=Paces(), contact_email="ops@example.com")
    plugins = Plugins([work_ua], {"work_ua": work_ua.read_settings()}, web, MemoryRenewals())
    assert [info.key for info in plugins.all()] == ["work_ua"]
    with pytest.raises(NotThere):
        plugins.info("other")
    with pytest.raises(AuthExpired):
        async with plugins.login("work_ua", Credentials({})):
            pass
    with pytest.raises(RuntimeError, match="not open"):
        _ = web.session
