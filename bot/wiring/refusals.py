"""What the system refuses, said with the setting that led there."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError

from storage.engine import WrongDatabase

_OURS = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT)
"""What a faulty statement of the program is answered with, as in a migration."""

_NO_RIGHTS = "42501"
"""PostgreSQL's insufficient_privilege."""


class Unusable(Exception):
    """What a setting names can't be used."""


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
    except WrongDatabase as error:
        raise Unusable(f"{setting}: {place}: {error}") from None
    except DatabaseError as error:
        if getattr(error.orig, "sqlstate", "") == _NO_RIGHTS:
            said = str(error.orig).partition("\n")[0]
            raise Unusable(f"{setting}: {place}: {said}: its role must own it") from None
        if _is_ours(error):
            raise
        raise Unusable(f"{setting}: {place}: {str(error.orig).strip()}") from None


def _is_ours(error: DatabaseError) -> bool:
    """By SQLite's result code, without what it adds in the higher bytes.

    A server's fault that is no program's is an `OperationalError` (PEP 249).
    """
    if not isinstance(error.orig, sqlite3.Error):
        return not isinstance(error, OperationalError)
    code: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF in _OURS
