"""`vidhuk doctor`: everything of `check`, and what is wrong inside; each line says what to do."""

import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError

from bot.domain.health import Standing
from bot.wiring import commands, start
from bot.wiring.finding import Finding
from bot.wiring.refusals import told
from bot.wiring.settings import AllSettings, Settings
from sites.kit.reach import status_of
from sites.kit.site import Site
from storage.checkup import Checkup, OnServer
from storage.engine import open_engine, open_to_read
from storage.migrate import revisions

LONG = timedelta(minutes=15)
"""What is due for longer waits for a process that does not run, or is stuck."""
OVERDUE = timedelta(hours=3)
PER_PROCESS = 33
"""Connections that one process may open: docs/operations.md, "What to expect"."""
_GIGABYTE = 1024**3
_WAL_MOST = 256 * 1024**2
_APART_MOST = timedelta(seconds=5)
_OLDEST_SERVER = 140000
_WAITING_UPDATES = 1000


async def doctor(found: AllSettings, sites: Sequence[Site[Any]]) -> list[Finding]:
    """Look at everything, one after another; nothing is changed."""
    findings = await commands.check(found, sites)
    own = found.own
    opens = all(one.good for one in findings if one.what in ("database", "database and key"))
    if opens and _has_database(own):
        try:
            async with _checkup(own) as checkup:
                findings += await _inside(own, checkup)
        except SQLAlchemyError as error:
            what = f"can't be read: {told(error)}; stop the bot and restore a backup"
            findings.append(Finding("database", False, what))
    findings += _private(own)
    findings += await _updates(own)
    findings += await _proxy(own)
    return findings


def _has_database(own: Settings) -> bool:
    """Not before the first start; nor does this make the key that such a start would."""
    there = not own.on_sqlite or own.database_file.exists()
    return there and (bool(own.keys) or own.key_file.exists())


@asynccontextmanager
async def _checkup(own: Settings) -> AsyncIterator[Checkup]:
    engine = open_to_read(own.database_file) if own.on_sqlite else open_engine(own.database_url)
    try:
        yield Checkup(engine, start.open_vault(own))
    finally:
        await engine.dispose()


async def _inside(own: Settings, checkup: Checkup) -> list[Finding]:
    now, (current, head) = datetime.now(UTC), await checkup.asked(revisions)
    findings = [_schema(current, head)]
    if own.on_sqlite:
        findings += [_whole(await checkup.quick_check()), *_disk(own)]
    else:
        findings += _server(await checkup.server())
    if current != head:
        return findings  # its tables may be others than this program's
    standing = await checkup.standing(now)
    return [
        *findings,
        *_waiting(standing, now),
        *_accounts(standing, await checkup.never_due(), await checkup.overdue(now - OVERDUE)),
        *_files(*await checkup.files(own.files_dir)),
        *_sealed(await checkup.sealed()),
    ]


# -- the database ----------------------------------------------------------------------------


def _schema(current: str | None, head: str) -> Finding:
    if current == head:
        return Finding("schema", True, f"revision {head}")
    what = f"revision {current or 'none'}, this program's is {head}; `vidhuk migrate`, or a start"
    return Finding("schema", False, what, advice=True)


def _whole(troubles: Sequence[str]) -> Finding:
    if not troubles:
        return Finding("the file's pages", True, "whole (quick_check)")
    what = f"damaged: {troubles[0]}; stop the bot, keep a copy of the file, restore a backup"
    return Finding("the file's pages", False, what)


def _disk(own: Settings) -> list[Finding]:
    file = own.database_file
    size, free = file.stat().st_size, shutil.disk_usage(file.parent).free
    # A migration copies the file first.
    needed = max(_GIGABYTE, 2 * size)
    room = f"{_size(free)} free, the database is {_size(size)}"
    findings = [
        Finding("disk", True, room)
        if free >= needed
        else Finding("disk", False, f"{room}; make room for {_size(needed)} at least")
    ]
    journal = file.with_name(f"{file.name}-wal")
    written = journal.stat().st_size if journal.exists() else 0
    if written > _WAL_MOST:
        what = f"{_size(written)}: who reads this file for hours (a backup)? End that, or restart"
        findings.append(Finding("journal of pages", False, what, advice=True))
    return findings


def _server(server: OnServer) -> list[Finding]:
    version = f"{server.version // 10000}"
    new, left = server.version >= _OLDEST_SERVER, server.most - server.used
    apart = f"{server.apart.total_seconds():.1f} s from this machine's"
    return [
        Finding("PostgreSQL", new, version if new else f"{version}; it must be 14 or newer"),
        Finding("its encoding", server.encoding == "UTF8", server.encoding)
        if server.encoding == "UTF8"
        else Finding("its encoding", False, f"{server.encoding}; make a database with UTF8"),
        Finding("its connections", True, f"{left} of {server.most} are free")
        if left >= PER_PROCESS
        else Finding(
            "its connections",
            False,
            f"{left} of {server.most} are free, one process may need {PER_PROCESS};"
            " raise max_connections",
            advice=True,
        ),
        Finding("its clock", True, apart)
        if server.apart <= _APART_MOST
        else Finding("its clock", False, f"{apart}; let both ask a time server", advice=True),
    ]


# -- what waits ------------------------------------------------------------------------------


def _waiting(standing: Standing, now: datetime) -> list[Finding]:
    dead = {one.task: one.count for one in standing.jobs if one.state == "failed"}
    findings = [
        _late("jobs", standing.oldest_job, now),
        _late("messages", standing.oldest_notice, now),
    ]
    if dead:
        what = f"{_listed(dead)}; see `job ... of ...` in the log; what they serve is owed still"
        findings.append(Finding("jobs given up", False, what, advice=True))
    return findings


def _late(what: str, oldest: datetime | None, now: datetime) -> Finding:
    if oldest is None or now - oldest < LONG:
        return Finding(f"due {what}", True, "none waits long")
    minutes = (now - oldest).total_seconds() / 60
    said = f"the oldest waits for {minutes:.0f} minutes; does a bot run, and what does its log say?"
    return Finding(f"due {what}", False, said)


def _accounts(
    standing: Standing, never: Mapping[str, int], overdue: Mapping[str, int]
) -> list[Finding]:
    findings = []
    if never:
        what = f"{_listed(never)}; a tap on `sync` at each account makes it due"
        findings.append(Finding("accounts never due", False, what))
    if overdue:
        what = f"{_listed(overdue)}: due for 3 hours; does a bot run, does the site answer?"
        findings.append(Finding("accounts not read", False, what))
    waiting = {one.site: one.needs_login for one in standing.sites if one.needs_login}
    if waiting:
        what = f"{_listed(waiting)}; their recruiters were told, with a button"
        findings.append(Finding("accounts that need a login", False, what, advice=True))
    stopped = [one.site for one in standing.sites if one.paused_at is not None]
    if stopped:
        what = f"{', '.join(stopped)}; /resume_site in the chat lets it go on"
        findings.append(Finding("stopped by an operator", False, what, advice=True))
    return findings or [Finding("accounts", True, "each is read in time")]


# -- what is stored --------------------------------------------------------------------------


def _files(missing: int, unknown: int) -> list[Finding]:
    findings = []
    if missing:
        what = f"{missing} are not in FILES_DIR; is it the right folder? Else restore its backup"
        findings.append(Finding("stored files", False, what))
    if unknown:
        what = f"{unknown} in FILES_DIR belong to nobody; does another bot use the folder?"
        findings.append(Finding("files of nobody", False, what, advice=True))
    return findings or [Finding("stored files", True, "all are there")]


def _private(own: Settings) -> list[Finding]:
    """What holds secrets or names plainly is for its owner alone."""
    files = [Path(".env").absolute()]
    files += [] if own.keys else [own.key_file]
    files += [own.database_file] if own.on_sqlite else []
    loose = [str(one) for one in files if one.exists() and one.stat().st_mode & 0o077]
    what = f"others on this machine may read {', '.join(loose)}; chmod 600"
    return [Finding("private files", False, what, advice=True)] if loose else []


def _sealed(tried: Mapping[str, tuple[int, int]]) -> list[Finding]:
    shut = {table: count for table, (_, count) in tried.items() if count}
    if not shut:
        return [Finding("sealed rows", True, f"{sum(one for one, _ in tried.values())} opened")]
    what = f"{_listed(shut)} can't be opened; add the key of that time to ENCRYPTION_KEYS, last"
    return [Finding("sealed rows", False, what)]


# -- outside ---------------------------------------------------------------------------------


async def _updates(own: Settings) -> list[Finding]:
    try:
        async with commands.bot_of(own) as bot:
            told = await bot.get_webhook_info()
    except TelegramError:
        return []  # `check` says so
    if told.url and not own.by_webhook:
        what = "a webhook is set, so nobody can fetch; start the bot anew, it takes it away"
        return [Finding("updates", False, what)]
    waiting = f"{told.pending_update_count} wait at Telegram"
    if told.pending_update_count >= _WAITING_UPDATES:
        return [Finding("updates", False, f"{waiting}; does a bot run?", advice=True)]
    return []  # `check` says how many


async def _proxy(own: Settings) -> list[Finding]:
    """Whoever asks from outside gets in where people and sites do, and nowhere else."""
    if not own.public_url:
        return []
    came = await status_of(f"{own.public_url}/oauth/nobody?state=0")
    shown = await status_of(f"{own.public_url}/metrics")
    if came is None:
        what = f"{own.public_url} can't be reached from here; do the proxy and the bot run?"
        return [Finding("PUBLIC_URL", False, what, advice=True)]
    findings = []
    if came >= 500:
        what = f"the proxy says {came}: does it reach LISTEN, and does a bot run there?"
        findings.append(Finding("PUBLIC_URL", False, what, advice=True))
    if shown == 200:
        what = "the world reads /metrics; let the proxy hand on /oauth, /hooks, /telegram alone"
        findings.append(Finding("PUBLIC_URL", False, what))
    return findings or [Finding("PUBLIC_URL", True, f"{own.public_url} leads here")]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


def _size(count: int) -> str:
    return f"{count / 1024**2:.0f} MiB"
