"""What `vidhuk <command>` does; `bot/cli.py` names the commands."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import SecretStr
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.domain.errors import NotThere
from bot.domain.ids import WorkspaceId, from_base36
from bot.domain.paces import Paces
from bot.domain.workspace import Role
from bot.usecases.invite import IssueInvite
from bot.wiring import redaction, settings, start
from bot.wiring.check_database import database_found, takes_files
from bot.wiring.database import Part, beside
from bot.wiring.finding import Finding
from bot.wiring.lost_database import require_file
from bot.wiring.parts import Parts
from bot.wiring.probe import Ask, NoWayIn, Report, probe
from bot.wiring.refusals import PLAIN, led_by, why
from bot.wiring.settings import AllSettings, Settings
from bot.wiring.updates import PATH
from handlers.inbox import WrongToken
from handlers.webhook import place, trouble
from sites import WrongSite
from sites.kit.reach import reachable
from sites.kit.site import Site
from storage.jobs.lockfile import AlreadyRunning, LockFile
from storage.keys import new_key
from storage.migrate import (
    pending,
    upgrade,
)
from storage.uow import SqlUnitOfWork

Sites = Sequence[Site[Any]]
_RECENT = timedelta(hours=1)
"""Telegram keeps its last error for ever."""


class CannotStart(Exception):
    """One message for the operator; the process ends with code 2."""


def load() -> tuple[AllSettings, Sites]:
    """Settings and sites, and the loggers set up. Raises: CannotStart."""
    sites = find_sites()
    try:
        found = settings.load(sites)
    except settings.WrongSettings as error:
        raise CannotStart(f"Wrong settings:\n{error}") from None
    redaction.set_up(found.own.log_format, found.own.log_level, found.secrets)
    return found, sites


def find_sites() -> Sites:
    """Every plug-in, with those of SITES_PATH. Raises: CannotStart."""
    try:
        return settings.find_sites()
    except WrongSite as error:
        raise CannotStart(str(error)) from None
    except OSError as error:
        whose = "; settings are read from .env: who runs this must be able to read it"
        raise CannotStart(f"{error.filename}: {why(error)}{whose}") from None
    except UnicodeDecodeError:
        raise CannotStart(".env: is not in UTF-8") from None


def signalled() -> asyncio.Event:
    """Set by SIGTERM or SIGINT from now on, while the loop runs."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


async def run_until_signal(found: AllSettings, sites: Sites, part: Part = Part.ALL) -> None:
    """The product, or a part of it, until SIGTERM or SIGINT. Raises: CannotStart."""
    if part is not Part.ALL and found.own.on_sqlite:
        raise CannotStart(
            "DATABASE_URL: several processes need PostgreSQL; on SQLite `vidhuk run` does all"
        )
    stop = signalled()
    try:
        await start.run(found, sites, stop, part=part)
    except PLAIN as error:
        raise CannotStart(str(error)) from None
    except BaseExceptionGroup as group:
        if group.subgroup(WrongToken) is None:
            raise
        raise CannotStart("BOT_TOKEN: Telegram does not know this token") from None


def migrate(own: Settings) -> str:
    """Bring the schema up to date; what was done, in words. Raises: CannotStart."""
    try:
        with led_by("DATABASE_URL", own.database_place):
            if own.on_sqlite:
                own.database_file.parent.mkdir(parents=True, exist_ok=True)
            if not pending(own.database_url):
                return "The schema is up to date."
            held = LockFile.beside(own.database_file) if own.on_sqlite else contextlib.nullcontext()
            with held:
                require_file(own)
                copy = upgrade(own.database_url)
    except AlreadyRunning as error:
        raise CannotStart(f"{error}; it has an older schema: stop it first") from None
    except PLAIN as error:
        raise CannotStart(str(error)) from None
    return f"Migrated; the file as it was: {copy}" if copy else "Migrated."


async def invite(own: Settings, workspace: str | None, role: Role) -> str:
    """A single-use link for 24 h. Raises: CannotStart."""
    await asyncio.to_thread(migrate, own)  # never under a running bot: that holds the lock
    paces = Paces(own.pace)
    try:
        async with beside(own, paces) as database:
            vault = await start.vault_of(own, database.engine)
            clock = database.clock
            uow = SqlUnitOfWork(database.engine, vault, database.jobs, clock, bot_id=own.bot_id)
            parts = Parts(uow=uow, clock=clock, paces=paces, vault=vault)
            workspace_id = WorkspaceId(from_base36(workspace)) if workspace else None
            token = await parts.make(IssueInvite)(workspace_id, role)
    except ValueError:
        raise CannotStart("--workspace: the id as the settings screen shows it") from None
    except NotThere:
        raise CannotStart("--workspace: there is none with this id") from None
    except PLAIN as error:
        raise CannotStart(str(error)) from None
    try:
        async with bot_of(own) as bot:
            return f"https://t.me/{bot.username}?start={token}"
    except TelegramError:
        return f"Telegram can't be reached; send this to the bot: /start {token}"


def fresh_key() -> str:
    """A key for ENCRYPTION_KEYS."""
    return new_key()


# -- check --------------------------------------------------------------------------------


async def check(found: AllSettings, sites: Sites) -> list[Finding]:
    """Look at everything a start needs, one after another; nothing is changed."""
    findings = [Finding("settings", True, "all read")]
    findings += [Finding("settings", False, one, advice=True) for one in settings.misspelt(sites)]
    findings.append(await database_found(found.own, sites))
    findings.append(_files(found.own))
    findings.append(_door(found.own))
    findings += await _telegram(found.own)
    for site in sites:
        unoffered = _offered(found, site)
        findings += unoffered
        for name, value in found.sites[site.info.key].model_dump().items():
            if name.endswith("_url"):
                good, detail = await reachable(str(value))
                detail += "" if good else _look_at(site.setting_name(name))
                line = Finding(f"{site.info.name} ({name})", good, detail, advice=bool(unoffered))
                findings.append(line)
    return findings


def _offered(found: AllSettings, site: Site[Any]) -> list[Finding]:
    """Why people are not offered a site; nothing to say of one that they are."""
    name = f"{site.info.name} is not offered"
    findings = []
    if not site.offered(found.sites[site.info.key]):
        needed = [
            site.setting_name(one)
            for one, value in found.sites[site.info.key]
            if not (value.get_secret_value() if isinstance(value, SecretStr) else value)
        ]
        findings.append(Finding(name, False, f"set {', '.join(needed)}", advice=True))
    elif site.info.by_code and not found.own.public_url:
        detail = "PUBLIC_URL is unset: people could not come back from its login page"
        findings.append(Finding(name, False, detail, advice=True))
    return findings


def probed(found: AllSettings, sites: Sites, key: str, ask: Ask) -> Report:
    """What a real account shows of the assumptions about its site. Raises: CannotStart."""
    site = next((one for one in sites if one.info.key == key), None)
    if site is None:
        raise CannotStart(f"no site {key!r}; there are: {', '.join(one.info.key for one in sites)}")
    for one in _offered(found, site):
        raise CannotStart(f"{one.what}: {one.detail}")
    try:
        return asyncio.run(probe(found, site, ask))
    except NoWayIn as error:
        raise CannotStart(str(error)) from None


def _files(own: Settings) -> Finding:
    folder = own.files_dir
    if not takes_files(folder):
        return Finding("files folder", False, f"{folder}: no files can be made there")
    return Finding("files folder", True, str(folder))


def _door(own: Settings) -> Finding:
    host, _, port = own.listen.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host.strip("[]"), int(port)), family=family).close()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        whose = ", by a bot that runs already? Else choose another LISTEN" if taken else ""
        return Finding("LISTEN", False, f"{own.listen}: {why(error)}{whose}", advice=taken)
    return Finding("LISTEN", True, f"{own.listen} is free")


def _look_at(setting: str) -> str:
    return f"; is there a network, and is {setting} right?"


@contextlib.asynccontextmanager
async def bot_of(own: Settings) -> Any:
    """The bot at Telegram, for a question or two. Raises: TelegramError."""
    base = own.telegram_api_url
    token = own.bot_token.get_secret_value()
    async with Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
        yield bot


async def _telegram(own: Settings) -> list[Finding]:
    try:
        async with bot_of(own) as bot:
            me, hook = await bot.get_me(), await bot.get_webhook_info()
    except InvalidToken:
        return [Finding("bot token", False, "Telegram does not know it")]
    except TelegramError as error:
        words = "can't be reached" if isinstance(error, NetworkError) else str(error)
        words = f"{own.telegram_api_url}: {words}{_look_at('TELEGRAM_API_URL')}"
        return [Finding("Telegram", False, words)]
    switches = (
        ("inline mode", bool(me.supports_inline_queries), "/setinline in @BotFather"),
        ("may join groups", bool(me.can_join_groups), "/setjoingroups in @BotFather"),
    )
    return [
        Finding("bot token", True, f"@{me.username}"),
        *_updates(own, hook),
        *(
            Finding(name, on, "on" if on else f"off: {how}", advice=True)
            for name, on, how in switches
        ),
    ]


def _updates(own: Settings, hook: WebhookInfo) -> list[Finding]:
    """How updates come, and what Telegram tells of that."""
    there, waiting = place(hook.url), f"{hook.pending_update_count} wait at Telegram"
    if not own.by_webhook:
        if not hook.url:
            return [Finding("updates", True, f"fetched, {waiting}")]
        words = f"posted to {there} so far; the next start fetches them, {waiting}"
        return [Finding("updates", False, words, advice=True)]
    if not hook.url:
        return [Finding("webhook", True, f"will be set at the next start, {waiting}")]
    if not hook.url.startswith(f"{own.public_url}{PATH}"):
        words = f"is set to {there}; the next start sets it to {own.public_url}, {waiting}"
        return [Finding("webhook", False, words, advice=True)]
    error_at = hook.last_error_date
    if error_at is not None and datetime.now(UTC) - error_at < _RECENT:
        words = f"{there}, last error at {error_at:%H:%M} UTC: {trouble(hook)}"
        return [Finding("webhook", False, words, advice=True)]
    return [Finding("webhook", True, f"{there}, {waiting}")]
