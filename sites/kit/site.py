"""What a site's plug-in is: one `SITE` in `sites/<key>/__init__.py`."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Generic, TypeAlias, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.paces import Rate
from bot.domain.secret import Credentials, Secret
from bot.domain.site import (
    AdField,
    Can,
    Challenge,
    Entry,
    FieldKind,
    FieldValues,
    Heard,
    Measure,
    Problem,
    RemoteApplication,
    SiteInfo,
)
from bot.domain.vacancy import Step, Vacancy
from bot.domain.workspace import LANGUAGES
from bot.ports import AdForm, SiteSession
from sites.kit.assumption import Assumption
from sites.kit.http import Web


def _base_address(text: str) -> str:
    """An http(s) address without a trailing slash, query or login."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address like https://host")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("must have no login, query or fragment")
    return text.strip().rstrip("/")


BaseAddress: TypeAlias = Annotated[str, AfterValidator(_base_address)]
"""A setting that is the base of addresses; stored without a trailing slash."""


class SiteSettings(BaseSettings):
    """Settings of one site. A field `api_url` of site `work_ua` is the variable WORK_UA_API_URL.

    Read with `Site.read_settings`; a `description` of each field is its line in .env.example.
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True)


S = TypeVar("S", bound=SiteSettings)
_KEY = re.compile(r"[a-z][a-z0-9_]*")


Renew: TypeAlias = Callable[
    [Callable[[Credentials], Awaitable[Credentials]]], Awaitable[Credentials]
]
"""`await renew(ask)` returns other credentials than the session has.

`ask` is called by one process at a time, with what is stored; what it returns is stored before
anybody uses it. Who waited meanwhile gets that, without a call. Raises: AuthExpired when the
account was disconnected meanwhile, and what `ask` raises.
"""


@dataclass(frozen=True, slots=True)
class Opening(Generic[S]):
    """What a session is opened with. `lock` lets one request at a time out for one login."""

    web: Web
    settings: S
    credentials: Credentials
    lock: asyncio.Lock
    renew: Renew
    may_view: bool = True
    """A candidate may learn by what is read that the resume was looked at."""


@dataclass(frozen=True, slots=True)
class CodeLogin(Generic[S]):
    """How people log in on the site's own page.

    `authorize` makes its address; `redeem` asks once for the credentials that a code is good for,
    and raises AuthExpired for one that is used, old or not for us.
    """

    authorize: Callable[[S, Challenge], str]
    redeem: Callable[[Web, S, Challenge, Secret], Awaitable[Credentials]]


@dataclass(frozen=True, slots=True)
class Site(Generic[S]):
    """Everything of its own that a site declares.

    `emulator` is text (`package.module:app`), so that production never imports it. `texts` is a
    folder of <language>.ftl with, for site key K: K-login-<field>, K-field-<field>,
    K-problem-<code> and what else the plug-in names. `suggest` gives values of fields that follow
    from the vacancy. `check_form` gives problems without words: message is empty, and
    `K-problem-<code>` says it; without one only what the fields declare is looked at. `measures`
    tells how long texts are beside what the site takes, for a word before anything is sent.
    `reread` gets a record that once could not be read, in raw form, and the moment it was kept.
    `rates` are production's, for one process; wiring divides them by PACE. `offered` tells whether
    the site can be used with these settings; `hear` reads a body that the site has sent unasked
    (pure), None for one that says nothing to us. `ad_id` gives the remote id of the ad whose web
    address it gets as somebody pastes it (pure), None for what is no address of an ad here.
    `assumptions` are those that `vidhuk probe` sees in answers. `wants_contact`: it refuses a
    program without an e-mail in its User-Agent.
    """

    info: SiteInfo
    settings: type[S]
    open: Callable[[Opening[S]], SiteSession]
    emulator: str
    texts: Path
    suggest: Callable[[Vacancy, Mapping[str, Sequence[Entry]]], FieldValues] = lambda *_: {}
    check_form: Callable[[AdForm, bool], tuple[Problem, ...]] | None = None
    measures: Callable[[AdForm], tuple[Measure, ...]] = lambda _: ()
    reread: Callable[[str, datetime], RemoteApplication | None] = lambda *_: None
    rates: tuple[Rate, ...] = (Rate(1, timedelta(seconds=1)),)
    code_login: CodeLogin[S] | None = None
    offered: Callable[[S], bool] = lambda _: True
    hear: Callable[[bytes], Heard | None] | None = None
    ad_id: Callable[[str], str | None] = lambda _: None
    assumptions: tuple[Assumption, ...] = ()
    wants_contact: bool = False

    def read_settings(self, env_file: str | None = None) -> S:
        """Settings from the environment and, below it, the file.

        Raises: pydantic.ValidationError; `setting_name` turns its fields into variables.
        """
        prefix = f"{self.info.key}_"
        return self.settings(_env_prefix=prefix, _env_file=env_file)

    def setting_name(self, field: str) -> str:
        """The environment variable of a settings field."""
        return f"{self.info.key}_{field}".upper()

    def flaws(self, folder: str) -> list[str]:
        """What is wrong with this declaration, in words; `folder` is where it was found."""
        info, found = self.info, []
        if info.key != folder:
            found.append(f"its key is {info.key}, its folder {folder}")
        if not _KEY.fullmatch(info.key):
            found.append("its key is to be small Latin letters, digits and _")
        found += self._unmatched()
        if not self.rates:
            found.append("it has no rates")
        if not self.emulator.startswith(f"sites.{info.key}.emulator:"):
            found.append(f"its emulator is not sites.{info.key}.emulator:<name>")
        found += self._unsaid()
        unasked = [name for name in info.answers if name not in tuple(Step)]
        if unasked:
            found.append(f"no vacancy is asked for {', '.join(unasked)}")
        return found + [flaw for field in info.fields for flaw in _field_flaws(info, field)]

    def _unsaid(self) -> Iterator[str]:
        """Texts that the chat would ask for in vain."""
        info = self.info
        missing = [name for name in LANGUAGES if not (self.texts / f"{name}.ftl").is_file()]
        if missing:
            yield f"it has no texts in {', '.join(missing)}"
            return
        source = (self.texts / f"{LANGUAGES[0]}.ftl").read_text(encoding="utf-8")
        needed = ["name", *(f"login-{one.key}" for one in info.login)]
        needed += [f"field-{one.key}" for one in info.fields]
        unsaid = [
            f"{info.key}-{one}" for one in needed if f"\n{info.key}-{one} =" not in f"\n{source}"
        ]
        if unsaid:
            yield f"its texts lack {', '.join(unsaid)}"

    def _unmatched(self) -> Iterator[str]:
        """What stands in `info` and has nothing behind it, or the other way round."""
        info = self.info
        if info.by_code == bool(info.login):
            yield "it needs login fields or by_code, one of them"
        if info.by_code != (self.code_login is not None):
            yield "by_code and code_login go together"
        if (Can.PUSH in info.can) != (self.hear is not None):
            yield "Can.PUSH and hear go together"


def _field_flaws(info: SiteInfo, field: AdField) -> list[str]:
    found = []
    if [one.key for one in info.fields].count(field.key) > 1:
        found.append(f"field {field.key} stands twice")
    if field.kind is FieldKind.CHOICE and not field.dictionary:
        found.append(f"field {field.key} names no dictionary")
    if field.kind is FieldKind.CREDIT and Can.CREDITS not in info.can:
        found.append(f"field {field.key} is a credit, but the site can't tell credits")
    if field.draft and not field.required:
        found.append(f"field {field.key} is needed for a draft but not required")
    return found
