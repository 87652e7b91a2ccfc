"""What `vidhuk move`, `vidhuk backup` and `vidhuk restore` do; `bot/cli.py` names them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.usecases.wake_waiting import wake_waiting_job
from bot.wiring.address import database_address
from bot.wiring.commands import CannotStart
from bot.wiring.refusals import Unusable, led_by
from bot.wiring.settings import Settings
from storage.backup import AlreadyThere, Backup
from storage.canary import WrongKey, try_opened
from storage.copying import Differs, Tally, Told, copy
from storage.jobs.first import leave_job
from storage.jobs.lockfile import AlreadyRunning
from storage.journal import ErasureJournal
from storage.keys import KeyFileBroken, KeyFileMissing, load_or_make
from storage.manifest import Manifest, NoBackup
from storage.migrate import BrokenReferences, SchemaTooNew
from storage.places import Unfit, filled, read_alone, snapshot
from storage.restoring import NoRoom, Restore, examined
from storage.vault import BadKey, FernetVault, fingerprint

_PLAIN = (
    AlreadyThere,
    BadKey,
    BrokenReferences,
    KeyFileBroken,
    KeyFileMissing,
    NoRoom,
    OSError,
    SchemaTooNew,
    Unusable,
    WrongKey,
)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the tables, what else there is to tell, and what is to be done next."""

    tables: Mapping[str, Tally]
    facts: Sequence[tuple[str, str]]
    next: Sequence[str]
    lacking: str = ""
    """What is not as it should be, though it was done."""


# -- move ---------------------------------------------------------------------------------


def move(own: Settings, to: str, told: Told) -> Done:
    """All of the database into an empty one. Raises: CannotStart."""
    target = _elsewhere(own, to)
    if _resolved(target) == _resolved(own):
        raise CannotStart("--to: this is the database of DATABASE_URL itself")
    with (
        _in_words(),
        _of("DATABASE_URL", own.database_place),
        read_alone(own.database_url) as reading,
        _of("--to", target.database_place),
        filled(target.database_url) as writing,
    ):
        found = copy(reading, writing, told)
        leave_job(writing, wake_waiting_job(), _now())
        _take_journal(own.erasure_journal, target.erasure_journal)
    return Done(
        found,
        [("from", own.database_place), ("to", target.database_place)],
        [
            f"set DATABASE_URL to {_address(target)}, for every process; FILES_DIR stays as it is",
            _key_stays(own, target),
            "start, and keep the old database, which nothing has changed, until all is well; "
            "never start both",
        ],
    )


def _address(own: Settings) -> str:
    """As DATABASE_URL takes it, but for the password."""
    if own.on_sqlite:
        return f"sqlite+aiosqlite:///{own.database_file.absolute()}"
    return own.database_place + (" (with its password)" if own.database_password else "")


def _resolved(own: Settings) -> str:
    return str(own.database_file.resolve()) if own.on_sqlite else own.database_place


def _take_journal(old: Path, new: Path) -> None:
    """Who was erased must stay so in a database that was restored from before and then moved."""
    known = ErasureJournal(old).read()
    if known and old != new:
        journal = ErasureJournal(new)
        journal.prove()
        journal.add(known - journal.read())


def _elsewhere(own: Settings, to: str) -> Settings:
    try:
        return own.model_copy(update={"database_url": database_address(to)})
    except ValueError as error:
        raise CannotStart(f"--to: {error}") from None


def _key_stays(own: Settings, target: Settings) -> str:
    if own.keys or target.key_file == own.key_file:
        return "the key stays as it is"
    return f"the key: copy {own.key_file} to {target.key_file}, or set ENCRYPTION_KEYS"


# -- backup -------------------------------------------------------------------------------


def backup(own: Settings, path: Path, told: Told) -> Done:
    """One archive of database and files, while the bot runs. Raises: CannotStart."""
    with _in_words():
        with _of("DATABASE_URL", own.database_place), snapshot(own.database_url) as connection:
            keys = _keys(own)
            vault = FernetVault(keys)
            try_opened(connection, vault)

        def marks() -> list[str]:
            return [fingerprint(one) for one in _keys(own)]

        with _of("backup", path):
            made = Backup(own.database_url, own.files_dir, vault, marks)(path, _now(), told)
    facts = [
        ("archive", f"{path}, {_size(made.size)}"),
        ("files", str(made.files)),
        ("opens with", _marks(made.manifest.keys)),
    ]
    lacking = ""
    if made.missing:
        facts.insert(2, ("files not there", str(made.missing)))
        lacking = (
            f"{made.missing} stored files are not in {own.files_dir}, so the archive lacks them: "
            "is FILES_DIR right? (Who was erased during the backup is a good reason; run another)"
        )
    return Done(
        made.manifest.tables,
        facts,
        [
            "keep it apart from this machine, and the key apart from it: nothing opens it without",
            f"the journal of erasures, {own.erasure_journal}, is not in it and stays in use: after "
            "a restore it tells who was erased since",
        ],
        lacking,
    )


# -- restore ------------------------------------------------------------------------------


def restore(own: Settings, path: Path, told: Told) -> Done:
    """An archive into the empty place that the settings name. Raises: CannotStart."""
    with _in_words():
        with led_by("restore", path):
            try:
                manifest = examined(path, told)
                vault = _vault_for(own, manifest)
            except NoBackup as error:
                raise CannotStart(f"{path}: {error}; nothing was written") from None
        with _of("DATABASE_URL", own.database_place):
            doing = Restore(own.database_url, own.files_dir, vault, wake_waiting_job())
            found = doing(path, manifest, _now(), told)
    there = own.erasure_journal.exists()
    return Done(
        found,
        [
            ("from", f"{path}, of {manifest.made_at[:16].replace('T', ' ')} UTC"),
            ("database", own.database_place),
            ("files", f"{len(manifest.members) - 1} in {own.files_dir}"),
        ],
        [
            "start: who was erased since goes once more, by the journal"
            if there
            else f"put the journal of erasures back as {own.erasure_journal} before the first "
            "start: without it those who were erased since are back",
        ],
    )


def _vault_for(own: Settings, manifest: Manifest) -> FernetVault:
    """Raises: CannotStart when a key is missing that the archive was made with; NoBackup."""
    needed = f"the backup opens with {_marks(manifest.keys)}"
    if not own.keys and not own.key_file.exists():
        raise CannotStart(f"{needed}, and there is no key: set ENCRYPTION_KEYS, or {own.key_file}")
    keys = _keys(own)
    given = [fingerprint(one) for one in keys]
    if not set(manifest.keys) <= set(given):
        raise CannotStart(f"{needed}, not with {' and '.join(given)}; nothing was written")
    vault = FernetVault(keys)
    if not manifest.opens_with(vault):
        raise NoBackup("its seal was made with another key than it says")
    return vault


# -- of all three -------------------------------------------------------------------------


def _keys(own: Settings) -> Sequence[str]:
    """Those that are set, else of the key file, which must be there."""
    if own.keys:
        return own.keys
    if not own.key_file.exists():
        raise KeyFileMissing(own.key_file)
    with led_by("ENCRYPTION_KEYS", own.key_file):
        return load_or_make(own.key_file)[0]


def _marks(marks: Sequence[str]) -> str:
    """Of an archive with several any value may be sealed with any of them."""
    if not marks[1:]:
        return f"key {marks[0]} (a fingerprint, not the key)"
    listed = " and ".join(marks)
    return f"keys {listed}, all of them; {marks[0]} is its seal (fingerprints, not the keys)"


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB"


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _of(setting: str, place: object) -> Iterator[None]:
    """Inside, something is the matter with just this place. Raises: Unusable."""
    with led_by(setting, place):
        try:
            yield
        except (Unfit, Differs, NoBackup) as error:
            raise Unusable(f"{setting}: {place}: {error}") from None


@contextmanager
def _in_words() -> Iterator[None]:
    """Raises: CannotStart."""
    try:
        yield
    except AlreadyRunning as error:
        raise CannotStart(f"{error}: stop it first") from None
    except _PLAIN as error:
        raise CannotStart(str(error)) from None
