"""What the system refuses, said with the setting that led there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from bot.wiring.lost_database import DatabaseLost
from handlers.texts import BrokenTexts
from sites import WrongSite
from storage.canary import WrongKey
from storage.engine import WrongDatabase
from storage.jobs.lockfile import AlreadyRunning
from storage.keys import KeyFileBroken, KeyFileMissing
from storage.migrate import BrokenReferences, SchemaTooNew
from storage.vault import BadKey

_OURS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT)
"""What a faulty statement of the program is answered with, as in a migration."""

_NO_RIGHTS = "42501"
"""PostgreSQL's insufficient_privilege."""


class Unusable(Exception):
    """What a setting names can't be used."""


PLAIN = (
    BrokenTexts,
    AlreadyRunning,
    SchemaTooNew,
    BrokenReferences,
    WrongKey,
    BadKey,
    KeyFileBroken,
    KeyFileMissing,
    WrongSite,
    Unusable,
    DatabaseLost,
    WrongDatabase,
    OSError,
)
"""Whose words are all that an operator needs."""


def told(error: SQLAlchemyError) -> str:
    """The database's own words in one line; they name no password."""
    if not isinstance(error, DatabaseError):
        return type(error).__name__
    said = str(error.orig).strip().splitlines()
    return " ".join(one.strip() for one in said) if isinstance(error, OperationalError) else said[0]


def why(error: OSError) -> str:
    """The system's own words, without its number and what Python adds."""
    if error.errno is None or error.errno < 0:  # of the resolver: it has words of its own
        return str(error.strerror).lower()
    return os.strerror(error.errno).lower()


@contextmanager
def led_by(setting: str, place: object) -> Iterator[None]:
    """Inside, `place` is used, as the setting asks. Raises: Unusable, one line with its name.

    A fault of the program goes through: it needs its traceback.
    """
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename not in (None, str(place)) else ""
        raise Unusable(f"{setting}: {place}: {why(error)}{where}") from None
    except sqlite3.Error as error:
        if _is_code_ours(error):
            raise
        raise Unusable(f"{setting}: {place}: {error}") from None
    except WrongDatabase as error:
        raise Unusable(f"{setting}: {place}: {error}") from None
    except DatabaseError as error:
        if getattr(error.orig, "sqlstate", "") == _NO_RIGHTS:
            raise Unusable(f"{setting}: {place}: {told(error)}: its role must own it") from None
        if _is_ours(error):
            raise
        raise Unusable(f"{setting}: {place}: {told(error)}") from None


def _is_ours(error: DatabaseError) -> bool:
    """By SQLite's result code, without what it adds in the higher bytes.

    A server's fault that is no program's is an `OperationalError` (PEP 249).
    """
    if not isinstance(error.orig, sqlite3.Error):
        return not isinstance(error, OperationalError)
    return _is_code_ours(error.orig)


def _is_code_ours(error: sqlite3.Error) -> bool:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF in _OURS
