"""What `vidhuk keys <command>` does; `bot/cli.py` names the commands."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.paces import Paces
from bot.wiring import start
from bot.wiring.commands import CannotStart, migrate
from bot.wiring.database import beside
from bot.wiring.refusals import PLAIN, led_by
from bot.wiring.refusals import told as words_of
from bot.wiring.settings import Settings
from storage.canary import has_canary
from storage.copying import Told
from storage.files import EncryptedFiles
from storage.jobs.living import somebody_works
from storage.jobs.lockfile import AlreadyRunning, LockFile
from storage.keys import load_or_make, new_key, rewrite
from storage.rotation import Census, Rotation
from storage.vault import FernetVault, fingerprint

_ROUNDS = 3
"""A value that the bot was changing when its turn came is met in the next round."""
NOBODY = "no key"
_BY_HAND = (
    "the keys are set by ENCRYPTION_KEYS, which no command changes. `vidhuk keys new` makes a key; "
    "ENCRYPTION_KEYS=OLD,NEW for every process, restart each; then NEW,OLD, restart each; then "
    "`vidhuk keys rotate`. One process alone can take NEW,OLD at once"
)
_MACHINES = (
    "on PostgreSQL a process on another machine has a key file of its own and would meet what it "
    "can't open. If every process reads this very file: --one-file. Else set ENCRYPTION_KEYS: "
    "docs/operations.md"
)
AT_WORK = (
    "processes of the bot are at work: what is sealed with the first key, those that do not have "
    "it can't read. Has each of them been restarted with ENCRYPTION_KEYS=NEW,OLD?"
)


@dataclass(frozen=True, slots=True)
class Held:
    """One key by its fingerprint, and what it has sealed."""

    fingerprint: str
    first: bool
    values: int
    files: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The keys of a database, the one that writes first; and what none of them opens."""

    keys: tuple[Held, ...]
    unreadable: dict[str, int]
    in_file: bool

    @property
    def lines(self) -> list[str]:
        """For a terminal."""
        lines = [
            f"{one.fingerprint}  {one.values} values, {one.files} files"
            + ("  (first: seals what is new)" if one.first else "")
            for one in self.keys
        ]
        lines += [f"{NOBODY:8}  {count} in {where}" for where, count in self.unreadable.items()]
        return lines

    @property
    def advice(self) -> list[str]:
        """What may be done now, and what remains to be done before."""
        told = [self.of_old(one) for one in self.keys if not one.first]
        if self.unreadable:
            told.append(
                "What no key opens was sealed with one that is not here: put it back and rotate "
                "again; gone for good, `vidhuk keys lost` empties just that."
            )
        return told

    def of_old(self, one: Held) -> str:
        """What is to be done about a key that is not the first."""
        if one.values or one.files:
            return (
                f"{one.fingerprint} still seals {one.values} values and {one.files} files: keep "
                "it. After a rotation that means a process which still seals with it: start each "
                "anew with the new key first, and rotate again."
            )
        if self.in_file:
            return (
                f"The old key may be dropped now: vidhuk keys drop {one.fingerprint}. Backups "
                "from before need it."
            )
        return (
            f"The old key {one.fingerprint} may be dropped now: take it out of ENCRYPTION_KEYS and "
            "start every process anew. Backups from before need it."
        )

    @property
    def clean(self) -> bool:
        """The first key has sealed all there is."""
        return not self.unreadable and not any(
            one.values or one.files for one in self.keys if not one.first
        )


@dataclass(frozen=True, slots=True)
class _Open:
    own: Settings
    vault: FernetVault
    rotation: Rotation
    engine: AsyncEngine

    async def standing(self) -> Standing:
        self.vault.look_again()
        return _standing(self.own, self.vault, await self.rotation.census())


async def standing(own: Settings, told: Told) -> Standing:
    """Which keys there are and what each has sealed. Raises: CannotStart."""
    async with _opened(own, told) as opened:
        return await opened.standing()


async def add(own: Settings, *, one_file: bool) -> str:
    """A new key in front of the key file; its fingerprint. Raises: CannotStart."""
    async with _opened(own, _quiet) as opened:
        return await _add(opened, one_file=one_file)


async def rotate(
    own: Settings,
    told: Told,
    *,
    fresh: bool,
    one_file: bool,
    meant: Callable[[str], bool],
) -> Standing:
    """Seal everything with the first key, with a new one if `fresh`. Raises: CannotStart.

    `meant` is asked first where processes may know another key than this command.
    """
    async with _opened(own, told) as opened:
        if await _may_differ(opened) and not meant(AT_WORK):
            raise CannotStart(f"{AT_WORK} Nothing was changed; once they are: --yes")
        if fresh:
            await _add(opened, one_file=one_file)
        for _ in range(_ROUNDS):
            await opened.rotation.seal_anew()
            found = await opened.standing()
            if found.clean:
                break
        return found


async def _may_differ(opened: _Open) -> bool:
    """Whether others work on the database whose keys were set apart from ours."""
    own = opened.own
    if not own.keys:
        return False
    if not own.on_sqlite:
        return await somebody_works(opened.engine)
    try:
        with LockFile.beside(own.database_file):
            return False
    except AlreadyRunning:
        return True


@contextmanager
def _changing(own: Settings) -> Iterator[None]:
    """One command at a time changes the key file: of two, one would take away the other's key.

    Raises: CannotStart.
    """
    try:
        with LockFile(own.key_file.with_name(f"{own.key_file.name}.lock")):
            yield
    except AlreadyRunning:
        raise CannotStart(f"another command is changing {own.key_file}; wait for it") from None


async def drop(own: Settings, given: str, told: Told) -> str:
    """Take a key that seals nothing out of the key file; what was done, in words.

    Raises: CannotStart.
    """
    async with _opened(own, told) as opened:
        with _changing(own):
            return await _drop(opened, given)


async def _drop(opened: _Open, given: str) -> str:
    own, found = opened.own, await opened.standing()
    held = next((one for one in found.keys if one.fingerprint == given), None)
    if held is None:
        known = ", ".join(one.fingerprint for one in found.keys)
        raise CannotStart(f"there is no key {given}; there are: {known}")
    _refuse_needed(held)
    if not found.in_file:
        return found.of_old(held)
    _refuse_early(own)
    keys, _ = load_or_make(own.key_file)
    rewrite(own.key_file, [one for one in keys if fingerprint(one) != given])
    # What a process had in hand when the key was still there is stored by now.
    left = (await opened.standing()).unreadable
    if sum(left.values()) > sum(found.unreadable.values()):
        rewrite(own.key_file, keys)
        raise CannotStart(f"{given} is still in use: it stays; rotate once more")
    return f"{given} is dropped; backups from before need it, so keep it as long as those."


def _refuse_early(own: Settings) -> None:
    """Every process looks at the file within seconds (bot/wiring/start.py); then it has."""
    seen = 6 * Paces(own.pace).key_look.total_seconds()
    if time.time() - own.key_file.stat().st_mtime < seen:
        raise CannotStart(
            f"{own.key_file} was changed less than a minute ago: a process that runs may not have "
            "seen it yet. Drop the key in a minute"
        )


def _refuse_needed(held: Held) -> None:
    if held.first:
        raise CannotStart(
            f"{held.fingerprint} seals what is new: `vidhuk keys rotate --new` puts another first"
        )
    if held.values or held.files:
        raise CannotStart(
            f"{held.fingerprint} seals {held.values} values and {held.files} files: "
            "`vidhuk keys rotate` first"
        )


async def _add(opened: _Open, *, one_file: bool) -> str:
    own = opened.own
    if own.keys:
        raise CannotStart(_BY_HAND)
    if not own.on_sqlite and not one_file:
        raise CannotStart(_MACHINES)
    made = new_key()
    with led_by("ENCRYPTION_KEYS", own.key_file), _changing(own):
        keys, _ = await asyncio.to_thread(load_or_make, own.key_file)
        await asyncio.to_thread(rewrite, own.key_file, [made, *keys])
    opened.vault.look_again()
    return fingerprint(made)


def _standing(own: Settings, vault: FernetVault, census: Census) -> Standing:
    keys = tuple(
        Held(one, not number, census.values[one], census.files[one])
        for number, one in enumerate(vault.keys)
    )
    return Standing(keys, dict(census.unreadable), in_file=not own.keys)


@asynccontextmanager
async def _opened(own: Settings, told: Told) -> AsyncIterator[_Open]:
    """The database that a bot has used, beside that bot. Raises: CannotStart."""
    if own.on_sqlite and not own.database_file.exists():
        raise CannotStart(f"{own.database_file} is not there: the first start makes it and its key")
    await asyncio.to_thread(migrate, own)  # never under a running bot: that holds the lock
    try:
        async with beside(own, Paces(own.pace)) as database:
            if not await has_canary(database.engine):
                raise CannotStart("no bot has used this database: its first start makes a key")
            vault = await start.vault_of(own, database.engine)
            files = EncryptedFiles(own.files_dir, vault)
            rotation = Rotation(database.engine, vault, files, told)
            yield _Open(own, vault, rotation, database.engine)
    except PLAIN as error:
        raise CannotStart(str(error)) from None
    except SQLAlchemyError as error:
        raise CannotStart(f"DATABASE_URL: {words_of(error)}") from None


def _quiet(_what: str, _done: int, _of: int) -> None:
    """Nobody waits for it."""
