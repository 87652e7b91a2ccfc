"""`vidhuk keys lost`: going on without what was sealed with a key that is gone for good."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.paces import Paces
from bot.usecases.tell_lost_key import TellLostKey
from bot.wiring import start
from bot.wiring.commands import CannotStart
from bot.wiring.database import Database, opened
from bot.wiring.parts import Parts
from bot.wiring.refusals import PLAIN
from bot.wiring.refusals import told as words_of
from bot.wiring.settings import Settings
from storage.canary import WrongKey, has_canary, try_key
from storage.copying import Told
from storage.files import EncryptedFiles
from storage.jobs.living import somebody_works
from storage.keys import new_key
from storage.lost import LostKey
from storage.migrate import keep_copy
from storage.rotation import FILES, Rotation
from storage.uow import SqlUnitOfWork
from storage.vault import FernetVault

Confirm = Callable[[Sequence[str]], bool]
"""Asks whether it is meant, having said what will be gone."""
_COPY = "before-lost-key"


async def lost(own: Settings, confirm: Confirm, told: Told) -> list[str]:
    """Empty what no key opens; what was done, in words. Raises: CannotStart."""
    if own.on_sqlite and not own.database_file.exists():
        raise CannotStart(f"{own.database_file} is not there: nothing is lost in it")
    try:
        async with opened(own, Paces(own.pace)) as database:
            await _look(own, database)
            gone = await _unreadable(own, database, told)
            if not gone:
                return await _tell_rest(own, database)
            if not confirm(_warning(own, gone)):
                raise CannotStart("nothing was changed")
            return await _go_on(own, database, told)
    except PLAIN as error:
        raise CannotStart(str(error)) from None
    except SQLAlchemyError as error:
        raise CannotStart(f"DATABASE_URL: {words_of(error)}") from None


async def _look(own: Settings, database: Database) -> None:
    """Raises: CannotStart where nothing can be lost, or somebody still has the key."""
    if not await has_canary(database.engine):
        raise CannotStart("no bot has used this database: its first start makes a key")
    if not own.on_sqlite and await somebody_works(database.engine):
        raise CannotStart(
            "a process of the bot works with this database, so it has the key: stop them all "
            "first, or save the key"
        )


async def _unreadable(own: Settings, database: Database, told: Told) -> dict[str, int]:
    """What no key opens, by where it is."""
    there = own.keys or own.key_file.exists()
    # The file is made only once it is meant; until then a key that opens nothing stands for it.
    vault = start.open_vault(own) if there else FernetVault([new_key()])
    rotation = Rotation(database.engine, vault, EncryptedFiles(own.files_dir, vault), told)
    gone = (await rotation.census()).unreadable
    if gone:
        return dict(gone)
    try:
        await try_key(database.engine, vault)
    except WrongKey:  # killed just before the end
        return {"canary.sealed": 1}
    return {}


async def _tell_rest(own: Settings, database: Database) -> list[str]:
    """One that was killed may have paused accounts without a word. Raises: CannotStart if not."""
    waiting = await _tell(own, database, start.open_vault(own))
    if not waiting:
        raise CannotStart("every value opens with the present keys: nothing is lost")
    return [f"every value opens by now; {waiting} accounts are asked for their logins"]


async def _tell(own: Settings, database: Database, vault: FernetVault) -> int:
    uow = SqlUnitOfWork(database.engine, vault, database.jobs, database.clock, bot_id=own.bot_id)
    paces = Paces(own.pace)
    parts = Parts(uow=uow, clock=database.clock, paces=paces, vault=vault, bot_id=own.bot_id)
    return await parts.make(TellLostKey)()


def _warning(own: Settings, gone: dict[str, int]) -> list[str]:
    return [
        "No key opens:",
        *(f"  {count} in {where}" for where, count in gone.items()),
        "It will be emptied: logins (each account has to be connected again), contacts, letters "
        "and resumes of candidates (read from the sites again where those still have them), notes, "
        "drafts, files. Names, ads, stages, teams, groups and settings stay.",
        "Hashes go too: who was erased with /forget is not known again, and phones find nobody "
        "until they were read again. The black list holds for the candidates that are here.",
        "Should the key ever be found, this can't be undone"
        + (
            " but by the copy that is made now, which has no stored files: copy FILES_DIR before."
            if own.on_sqlite
            else ": make a dump before."
        ),
    ]


async def _go_on(own: Settings, database: Database, told: Told) -> list[str]:
    copy: Path | None = None
    if own.on_sqlite:
        # To the microsecond: a second run keeps the copy of the first.
        suffix = f"{_COPY}-{database.clock.now():%Y%m%d-%H%M%S-%f}"
        copy = await asyncio.to_thread(keep_copy, own.database_url, suffix)
    vault = start.open_vault(own)
    files = EncryptedFiles(own.files_dir, vault)
    clock, engine = database.clock, database.engine
    work = LostKey(engine, vault, files, clock.now(), told)
    hashes = await work.hash_anew()
    counts = await work.empty()
    waiting = await _tell(own, database, vault)
    await work.prove()
    said = [f"emptied: {count} {_NAMES.get(name, name)}" for name, count in counts.items() if count]
    if hashes:
        said.append("a new key of the hashes: nobody who was erased is known again")
    if copy is not None:
        said.append(f"the database as it was: {copy}; delete it once the key is given up")
    return [*said, f"start the bot: {waiting} accounts are asked for their logins"]


_NAMES = {
    "accounts": "accounts (logins)",
    "applications": "responses (contacts, letters, resumes)",
    "broken_records": "records that could not be read",
    "conversations": "drafts of conversations",
    "files": "references to files",
    "hooks": "doors for calls of sites",
    "inbox": "messages that were not handled",
    "publications": "ads (what the site has of each)",
    "site_actions": "requests to sites (their texts)",
    "vacancies": "vacancies (the contact in the ad)",
    FILES: FILES,
}
