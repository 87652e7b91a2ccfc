"""Settings: read from the environment and `.env`; what is wrong is named at once, never shown."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.wiring.settings import (
    Described,
    Settings,
    WrongSettings,
    described,
    env_example,
    load,
)
from sites import discover
from tests.cradle import Cradle

ROOT = Path(__file__).parents[2]
SITES = discover()
TOKEN = "4200000001:AAsettings-canary-token"
WRONG = {
    "BOT_TOKEN": "canary-token",
    "TELEGRAM_API_URL": "canary-address",
    "TELEGRAM_MODE": "canary",
    "DATABASE_URL": "postgresql://canary:canary@host/name",
    "ENCRYPTION_KEYS": "canary-key",
    "CONTACT_EMAIL": "canary at example",
    "SYNC_INTERVAL": "canary",
    "QUIET_HOURS": "canary",
    "REGISTRATION": "canary",
    "OPERATORS": "1,canary",
    "PUBLIC_URL": "canary.example.com",
    "LISTEN": "canary",
    "LOG_FORMAT": "canary",
    "LOG_LEVEL": "canary",
    **{
        site.setting_name(name): "https://canary:canary@host/" if name != "host" else "canary"
        for site in SITES
        for name in site.settings.model_fields
        if name.endswith("_url") or name == "host"
    },
}
ANY_TEXT = {
    "FILES_DIR",
    "SUPPORT_CONTACT",
    "SITES_PATH",
    "HEADHUNTER_CLIENT_ID",
    "HEADHUNTER_CLIENT_SECRET",
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [*WRONG, *ANY_TEXT, "PACE"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def names() -> set[str]:
    return {one.name for one in described(SITES)}


# -- reading ------------------------------------------------------------------------------


def test_a_token_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    own = load(SITES).own
    assert own.bot_id == 4200000001
    assert (own.registration, own.sync_interval, own.operators) == ("invite", 60, ())
    assert own.key_file == own.database_file.with_name("keys")


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        f"BOT_TOKEN={TOKEN}\nSYNC_INTERVAL=30\nLOG_LEVEL=ERROR\nOTHERS=x\n"
        "WORK_UA_API_URL=http://127.0.0.1:1/\n"
    )
    monkeypatch.setenv("SYNC_INTERVAL", "45")
    found = load(SITES)
    assert (found.own.sync_interval, found.own.log_level) == (45, "ERROR")
    assert found.sites["work_ua"].model_dump() == {"api_url": "http://127.0.0.1:1"}


def test_a_misspelt_setting_is_named_beside_what_is_wrong() -> None:
    Path(".env").write_text(f"BOT_TOKN={TOKEN}\nPOSTGRES_USER=x\nLOG_LEVEL=INFO\n")
    with pytest.raises(WrongSettings) as wrong:
        load(SITES)
    assert str(wrong.value).splitlines() == [
        "BOT_TOKEN: is required",
        "BOT_TOKN in .env is no setting; BOT_TOKEN?",
    ]


def test_an_operator_is_no_name() -> None:
    with pytest.raises(WrongSettings, match="OPERATORS: must be Telegram ids, which are numbers"):
        load(SITES, bot_token=TOKEN, operators="@me")


@pytest.mark.parametrize("text", ["7, 8", "7,8", " 7 8 ", "7,,8,"])
def test_operators_are_numbers_however_they_are_parted(text: str) -> None:
    assert load(SITES, bot_token=TOKEN, operators=text).own.operators == (7, 8)


def test_a_home_may_be_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///~/it.sqlite3")
    monkeypatch.setenv("FILES_DIR", "~/files")
    own = load(SITES, bot_token=TOKEN).own
    assert (own.database_file, own.files_dir) == (tmp_path / "it.sqlite3", tmp_path / "files")


def test_no_secret_shows_in_what_is_printed() -> None:
    key = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE="
    found = load(SITES, bot_token=TOKEN, encryption_keys=key)
    assert found.own.keys == (key,)
    assert TOKEN not in repr(found)
    assert key not in repr(found)


def test_no_secret_of_ours_or_of_a_site_may_be_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADHUNTER_CLIENT_SECRET", "canary-pw-of-the-client")
    address = "postgresql+psycopg://one:canary-pw-of-the-base@host/name"
    key = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE="
    found = load(SITES, bot_token=TOKEN, encryption_keys=key, database_url=address)
    assert found.secrets == (TOKEN, key, "canary-pw-of-the-base", "canary-pw-of-the-client")
    assert load(SITES, bot_token=TOKEN).secrets == (TOKEN, "canary-pw-of-the-client")


def test_headhunter_is_not_switched_on_without_an_email(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADHUNTER_CLIENT_ID", "a-client")
    with pytest.raises(WrongSettings) as wrong:
        load(SITES, bot_token=TOKEN)
    assert str(wrong.value) == (
        "CONTACT_EMAIL: is required for HeadHunter, which refuses a program without an e-mail"
    )
    assert load(SITES, bot_token=TOKEN, contact_email="me@firm.example").own.contact_email


def test_telegram_posts_only_to_an_address_of_ours() -> None:
    wants = {"bot_token": TOKEN, "telegram_mode": "webhook"}
    for public, why in (("", "is required"), ("http://bot.example", "must be https://")):
        with pytest.raises(WrongSettings, match=f"^PUBLIC_URL: {why} with TELEGRAM_MODE=webhook"):
            load(SITES, **wants, public_url=public)
    assert load(SITES, **wants, public_url="https://bot.example").own.by_webhook
    local = {"telegram_api_url": "http://127.0.0.1:8081", "public_url": "http://127.0.0.1:8080"}
    assert load(SITES, **wants, **local).own.by_webhook
    assert not load(SITES, bot_token=TOKEN).own.by_webhook


# -- what is wrong ------------------------------------------------------------------------


def test_every_setting_can_be_wrong_or_is_any_text() -> None:
    assert set(WRONG) | ANY_TEXT == names()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, WRONG[name])
    with pytest.raises(WrongSettings) as raised:
        load(SITES)
    assert re.fullmatch(rf"{name}: \S.*", str(raised.value))
    assert "canary" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "12:short"),
        ("SYNC_INTERVAL", "4"),
        ("SYNC_INTERVAL", "1441"),
        ("LISTEN", "127.0.0.1:65536"),
        ("LISTEN", ":8080"),
        ("PUBLIC_URL", "https://host/?a=b"),
        ("DATABASE_URL", "sqlite+aiosqlite://"),
        ("DATABASE_URL", "sqlite:///it.sqlite3"),
        ("TELEGRAM_API_URL", "https://host/?a=b"),
        ("CONTACT_EMAIL", "пошта@example.com"),
        ("CONTACT_EMAIL", "a@example.com\nX: y"),
    ],
)
def test_so_is_one_that_is_nearly_right(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSettings, match=rf"^{name}: "):
        load(SITES)


@pytest.mark.parametrize(
    "password",
    [
        "can@ry", "can@ry:1", "c@n/ry", "c@n#ry", "c@n?ry", "c@n:ry@", "can@ry/canary", "canary/c@",
        "c%nary:/#", "canary#/x",
    ],
)  # fmt: skip
def test_nothing_of_a_password_that_was_not_encoded_is_shown(
    password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can be read in one way alone is taken; the rest is refused without a word of it."""
    address = f"postgresql+psycopg://vidhuk:{password}@host.example/vidhuk"
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", address)
    if "@" in password:
        with pytest.raises(WrongSettings) as raised:
            load(SITES)
        assert re.match(r"DATABASE_URL: .* has to be percent-encoded", str(raised.value))
        assert not re.search(r"can|ary|c@n|host\.example", str(raised.value))
    else:
        own = load(SITES).own
        assert own.database_place == "postgresql+psycopg://vidhuk:***@host.example/vidhuk"
        assert own.database_password == password


@pytest.mark.parametrize("host", ["127.0.0.1:5433", "[::1]:5433", "db_1.example-host.ua", ""])
def test_an_address_of_a_server_is_taken_as_it_is(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"postgresql+psycopg://vidhuk:p%40%2F%23@{host}/vidhuk"
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", address)
    assert load(SITES).own.database_url == address


@pytest.mark.parametrize("slashed", ["can/ary@host.example", "canary#@host.example/x"])
def test_a_password_without_a_user_is_no_host(
    slashed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", f"postgresql+psycopg://{slashed}/vidhuk")
    with pytest.raises(WrongSettings, match="percent-encoded") as raised:
        load(SITES)
    assert "ary" not in str(raised.value).replace("library", "")


@pytest.mark.parametrize("command", ["run", "check", "migrate", "invite"])
async def test_all_wrong_settings_are_named_in_one_message_with_code_2(
    command: str, tmp_path: Path, loaded: Cradle
) -> None:
    code, said, complained = await _ended(loaded, command, tmp_path, WRONG)
    assert (code, said) == (2, "")
    assert re.findall(r"^([A-Z_]+): ", complained, re.M) == list(WRONG)
    assert "canary" not in complained
    assert "Traceback" not in complained
    assert list(tmp_path.iterdir()) == []


async def test_a_missing_token_is_asked_for(tmp_path: Path, loaded: Cradle) -> None:
    code, _, complained = await _ended(loaded, "run", tmp_path, {})
    assert (code, complained) == (2, "Wrong settings:\nBOT_TOKEN: is required\n")


async def _ended(
    loaded: Cradle, command: str, folder: Path, given: Mapping[str, str]
) -> tuple[int, str, str]:
    """`vidhuk <command>` with these settings alone: its code and what it says."""
    own = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    one = await loaded.child(command, cwd=folder, env=own | dict(given))
    said, complained = await one.communicate()
    return await one.wait(), said.decode(), complained.decode()


# -- what operators read ------------------------------------------------------------------


def test_env_example_is_what_the_code_makes() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example(SITES)


def test_pace_is_for_tests_alone() -> None:
    assert "pace" in Settings.model_fields
    assert not re.search(r"\bPACE\b", env_example(SITES))


def test_every_setting_has_words() -> None:
    assert [one.name for one in described(SITES) if not one.words.endswith(".")] == []


def test_env_example_taken_whole_gives_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line's comment sign taken off, and a token given."""
    text = re.sub(r"^# ([A-Z_]+=)", r"\1", env_example(SITES), flags=re.M)
    Path(".env").write_text(text.replace("BOT_TOKEN=", f"BOT_TOKEN={TOKEN}"))
    whole, plain = load(SITES), load(SITES, _env_file=None, bot_token=TOKEN)
    assert whole.sites == plain.sites
    home = {"database_url", "files_dir"}  # shown as they are on Linux
    assert _values(whole.own, home) == _values(plain.own, home)
    shared = Path("~/.local/share/vidhuk").expanduser()
    assert whole.own.database_file == shared / "vidhuk.sqlite3"
    assert whole.own.files_dir == shared / "files"


def _values(own: Settings, without: set[str]) -> dict[str, Any]:
    return own.model_dump(exclude=without)


def test_the_readme_has_every_setting_as_the_code_describes_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = "\n".join(map(_row, described(SITES)))
    assert f"| Setting | Default | |\n| --- | --- | --- |\n{rows}\n" in readme, f"\n{rows}"


def _row(one: Described) -> str:
    default = f"`{one.default}`" if one.default else "required" if one.default is None else ""
    return f"| `{one.name}` | {default} | {one.words} |"
