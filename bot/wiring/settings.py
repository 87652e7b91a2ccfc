"""Settings from the environment and `.env`; every wrong one is named in one message."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from cryptography.fernet import Fernet
from platformdirs import user_data_path
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)
from sqlalchemy import make_url

from bot.domain.quiet import USUAL, Hours
from bot.wiring.address import ON_FILE, database_address
from sites import discover
from sites.kit.site import BaseAddress, Site, SiteSettings

DATA = user_data_path("vidhuk", appauthor=False)
NO_SILENCE = "off"


class WrongSettings(Exception):
    """One line a wrong setting, each with its name and what it should be."""


def _token(value: SecretStr) -> SecretStr:
    number, colon, rest = value.get_secret_value().partition(":")
    if not (colon and number.isdigit() and len(rest) >= 10):
        raise ValueError("must look like 123456:ABC..., as BotFather gives it")
    return value


def _keys(value: SecretStr) -> SecretStr:
    for key in filter(None, (one.strip() for one in value.get_secret_value().split(","))):
        try:
            Fernet(key)
        except ValueError:
            raise ValueError("must be Fernet keys; `vidhuk keys new` makes one") from None
    return value


def _folder(value: Path) -> Path:
    return value.expanduser()


def _email(value: str) -> str:
    name, at, host = value.partition("@")
    if value and not (name and at and "." in host and value.isascii() and value.isprintable()):
        raise ValueError("must be an e-mail address")
    return value


def _listen(value: str) -> str:
    host, colon, port = value.rpartition(":")
    if not (host and colon and port.isdigit() and int(port) < 65536):
        raise ValueError("must be host:port")
    return value


def _silence(value: str) -> str:
    if value != NO_SILENCE and Hours.read(value) is None:
        raise ValueError("must be hours like 20:00-08:30, or `off`")
    return value


_ADDRESS: TypeAdapter[str] = TypeAdapter(BaseAddress)


def _public(value: str) -> str:
    return _ADDRESS.validate_python(value) if value.strip() else ""


def _numbers(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    numbers = value.replace(",", " ").split()
    if not all(one.isdecimal() for one in numbers):
        raise ValueError("must be Telegram ids, which are numbers (@userinfobot tells yours)")
    return numbers


def _folder_if_any(value: Any) -> Any:
    return value or None


class Whereabouts(BaseSettings):
    """What is read before all else: what there is to set follows from the sites."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    sites_path: Annotated[Path | None, BeforeValidator(_folder_if_any)] = Field(
        None, description="A folder with plug-ins of your own, for more sites: docs/add-a-site.md."
    )


def find_sites() -> tuple[Site[Any], ...]:
    """Every site that there is a plug-in for. Raises: sites.WrongSite."""
    more = Whereabouts().sites_path
    return discover(None if more is None else more.expanduser())


class Settings(BaseSettings):
    """What an operator can set; the description of each is its line in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        description="The bot's token, from @BotFather."
    )
    telegram_api_url: BaseAddress = Field(
        "https://api.telegram.org",
        description="Where the Bot API is; change it only for a local Bot API server.",
    )
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling",
        description="How updates come: `polling` (fetched, by one process) or `webhook` (Telegram "
        "posts them to PUBLIC_URL, for as many processes as you like).",
    )
    database_url: Annotated[str, AfterValidator(database_address)] = Field(
        f"sqlite+aiosqlite:///{DATA / 'vidhuk.sqlite3'}",
        repr=False,  # it may hold a password
        description="The database; by default a file in the user's data folder. On PostgreSQL: "
        "postgresql+psycopg://user:password@host/database, with @ / # : % of the password "
        "percent-encoded (@ is %40).",
    )
    files_dir: Annotated[Path, AfterValidator(_folder)] = Field(
        DATA / "files", description="Where resumes and photos lie, encrypted."
    )
    encryption_keys: Annotated[SecretStr, AfterValidator(_keys)] = Field(
        SecretStr(""),
        description="Fernet keys, comma-separated; the first writes, all read. "
        "Unset: a file `keys` beside the database is made at the first start (PostgreSQL: in the "
        "user's data folder). Back it up; `vidhuk keys rotate --new` replaces it.",
    )
    contact_email: Annotated[str, AfterValidator(_email)] = Field(
        "",
        description="Your e-mail; job sites ask for one in the User-Agent of a program, and "
        "HeadHunter refuses a program without: required with HEADHUNTER_CLIENT_ID.",
    )
    sync_interval: int = Field(
        60, ge=5, le=1440, description="Minutes between two syncs of an account."
    )
    quiet_hours: Annotated[str, AfterValidator(_silence)] = Field(
        str(USUAL),
        description="When chats hear of no new candidates, nor on weekends, while they choose "
        "nothing else: from-to by the company's clock, or `off`.",
    )
    registration: Literal["open", "invite"] = Field(
        "invite",
        description="Who may create a workspace: `open` (everybody) or `invite`.",
    )
    operators: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_numbers)] = Field(
        (),
        description="Telegram ids of those who run the bot, comma-separated: they hear of mistakes "
        "and have /health.",
    )
    support_contact: str = Field(
        "", description="Whom people may ask for help: @name or an address."
    )
    public_url: Annotated[str, AfterValidator(_public)] = Field(
        "",
        description="Where the world reaches the HTTP door, https://host without a trailing slash: "
        "people come back to it from the login pages of job sites, and sites call it. Unset: sites "
        "with a login page of their own are not offered. Required with TELEGRAM_MODE=webhook.",
    )
    listen: Annotated[str, AfterValidator(_listen)] = Field(
        "127.0.0.1:8080",
        description="host:port of the HTTP door (/healthz, /readyz and /metrics; /oauth, /hooks "
        "and /telegram for PUBLIC_URL).",
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="How a line of the log looks: `text` or `json`."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR."
    )
    pace: float = Field(1.0, gt=0, description="For tests: divides every pause.")
    undo_least: timedelta = Field(
        timedelta(), description="For the demo: how long a person can take something back."
    )

    @property
    def by_webhook(self) -> bool:
        """Telegram posts updates to our door."""
        return self.telegram_mode == "webhook"

    @property
    def usual_silence(self) -> Hours | None:
        """The quiet hours of chats that have chosen nothing."""
        return Hours.read(self.quiet_hours)

    @property
    def bot_id(self) -> int:
        """The number before the colon of the token is the bot's id."""
        return int(self.bot_token.get_secret_value().partition(":")[0])

    @property
    def on_sqlite(self) -> bool:
        """The database is a file, and one process works on it."""
        return make_url(self.database_url).drivername == ON_FILE

    @property
    def database_place(self) -> str:
        """The database as it may be shown: without a password."""
        shown = make_url(self.database_url).render_as_string(hide_password=True)
        return str(self.database_file) if self.on_sqlite else shown

    @property
    def database_password(self) -> str | None:
        """That of the server, where the address holds one."""
        return make_url(self.database_url).password

    @property
    def database_file(self) -> Path:
        """The SQLite file."""
        return Path(make_url(self.database_url).database or "")

    @property
    def key_file(self) -> Path:
        """Where the key is when `encryption_keys` is unset."""
        return self.database_file.with_name("keys") if self.on_sqlite else DATA / "keys"

    @property
    def erasure_journal(self) -> Path:
        """What was erased, for a database that was restored from before.

        Where a database is a file that is replaced, this one beside it stays; a server's own has
        no folder here.
        """
        if self.on_sqlite:
            return self.database_file.with_name("erasures")
        return self.files_dir / "erasures"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are set; empty: those of the key file."""
        texts = self.encryption_keys.get_secret_value().split(",")
        return tuple(one.strip() for one in texts if one.strip())


@dataclass(frozen=True, slots=True)
class AllSettings:
    """The program's own settings and each site's."""

    own: Settings
    sites: Mapping[str, SiteSettings]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no line of the log may hold; those of the sites too."""
        fields = [
            getattr(one, name) for one in self.sites.values() for name in type(one).model_fields
        ]
        of_sites = [one.get_secret_value() for one in fields if isinstance(one, SecretStr)]
        own = (self.own.bot_token.get_secret_value(), *self.own.keys)
        return tuple(filter(None, (*own, self.own.database_password, *of_sites)))


def load(sites: Sequence[Site[Any]], **given: Any) -> AllSettings:
    """Read them all; `given` wins over the environment. Raises: WrongSettings."""
    wrong: list[str] = []
    own: Settings | None = None
    try:
        own = Settings(**given)
    except ValidationError as error:
        wrong += _lines(error, str.upper)
    of_sites: dict[str, SiteSettings] = {}
    for site in sites:
        try:
            of_sites[site.info.key] = site.read_settings(".env")
        except ValidationError as error:
            wrong += _lines(error, site.setting_name)
    if own is not None and not own.contact_email:
        wrong += _unwritten(sites, of_sites)
    if own is not None and own.by_webhook:
        wrong += _unposted(own)
    if own is None or wrong:
        raise WrongSettings("\n".join([*wrong, *misspelt(sites)]))
    return AllSettings(own, of_sites)


def _unwritten(sites: Sequence[Site[Any]], of_sites: Mapping[str, SiteSettings]) -> list[str]:
    """A site that is switched on and would refuse every request for want of an e-mail."""
    wanting = [one.info for one in sites if one.wants_contact and one.info.key in of_sites]
    offered = {one.info.key: one.offered for one in sites}
    return [
        f"CONTACT_EMAIL: is required for {info.name}, which refuses a program without an e-mail"
        for info in wanting
        if offered[info.key](of_sites[info.key])
    ]


def _unposted(own: Settings) -> list[str]:
    """Why Telegram could not post updates to us."""
    if not own.public_url:
        return ["PUBLIC_URL: is required with TELEGRAM_MODE=webhook: Telegram posts updates to it"]
    default = Settings.model_fields["telegram_api_url"].get_default()
    if own.telegram_api_url == default and not own.public_url.startswith("https://"):
        return ["PUBLIC_URL: must be https:// with TELEGRAM_MODE=webhook: Telegram takes no other"]
    return []


def misspelt(sites: Sequence[Site[Any]]) -> list[str]:
    """A line for each name in `.env` that is no setting, but nearly one."""
    known = {"PACE", *(one.name for one in described(sites))}
    named = [name.upper() for name in DotEnvSettingsSource(Settings).env_vars]
    near = {one: get_close_matches(one, known, n=1, cutoff=0.8) for one in named}
    return [
        f"{name} in .env is no setting; {found[0]}?"
        for name, found in near.items()
        if name not in known and found
    ]


def _lines(error: ValidationError, name: Callable[[str], str]) -> list[str]:
    """Never the value: it may be a secret."""
    return [
        f"{name(str(one['loc'][0]))}: {_complaint(one['type'], one['msg'])}"
        for one in error.errors(include_input=False, include_context=False)
    ]


def _complaint(kind: str, words: str) -> str:
    if kind == "missing":
        return "is required"
    return words.removeprefix("Value error, ").replace("Input should", "must")


_INNER = ("pace", "undo_least")
"""What no operator sets."""


# -- what there is to set -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Described:
    """One setting as an operator reads of it; `default` is None for a required one."""

    name: str
    default: str | None
    words: str


def described(sites: Sequence[Site[Any]]) -> list[Described]:
    """Every setting but those of tests and the demo: the program's own, then each site's."""
    own = {**Settings.model_fields, **Whereabouts.model_fields}
    found = [_described(name.upper(), field) for name, field in own.items() if name not in _INNER]
    for site in sites:
        fields = site.settings.model_fields.items()
        found += [_described(site.setting_name(name), field) for name, field in fields]
    return found


def _described(name: str, field: FieldInfo) -> Described:
    default = None if field.is_required() else _shown(field.get_default())
    return Described(name, default, str(field.description))


def _shown(default: Any) -> str:
    if default is None or isinstance(default, SecretStr):
        return ""
    if isinstance(default, tuple):
        return ",".join(map(str, default))
    return str(default).replace(str(DATA), "~/.local/share/vidhuk")


def env_example(sites: Sequence[Site[Any]]) -> str:
    """The text of `.env.example`. No comment follows a value: not every reader cuts it off."""
    lines = ["# Copy to .env and fill in. Everything but BOT_TOKEN has a default."]
    for one in described(sites):
        setting = f"{one.name}=" if one.default is None else f"# {one.name}={one.default}"
        lines += ["", f"# {one.words}", setting]
    return "\n".join(lines) + "\n"
