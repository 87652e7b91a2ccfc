"""The address of a database, as DATABASE_URL and `move --to` take it."""

import re
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

ON_FILE, ON_SERVER = DRIVERS = ("sqlite+aiosqlite", "postgresql+psycopg")
_ADDRESSES = "sqlite+aiosqlite:////path/file or postgresql+psycopg://user:password@host/database"
_HOST = re.compile(r"[\w.-]*|[0-9A-Fa-f:.%\w-]*:[0-9A-Fa-f:.%\w-]*")
"""A name or an IP address; SQLAlchemy takes the brackets off."""


def database_address(value: str) -> str:
    """The address with a whole path. Raises: ValueError, which tells nothing of the value."""
    try:
        url = make_url(value)
    except ArgumentError:
        raise ValueError(f"must be an address like {_ADDRESSES}") from None
    except ValueError:  # of the port, with what stands there
        raise ValueError(_UNREADABLE) from None
    if url.drivername == ON_SERVER and (value.count("@") > 1 or _is_cut_amiss(url)):
        raise ValueError(_UNREADABLE)
    if url.drivername not in DRIVERS or not url.database:
        raise ValueError(f"must be an address like {_ADDRESSES}")
    if url.drivername == ON_FILE and url.database.startswith("~"):
        return f"sqlite+aiosqlite:///{Path(url.database).expanduser()}"
    return value


_UNREADABLE = (
    f"must be an address like {_ADDRESSES}; a password with @, /, #, : or % has to be "
    "percent-encoded (@ is %40, / %2F, # %23, : %3A, % %25)"
)


def _is_cut_amiss(url: URL) -> bool:
    """Whether a part of the password may have become host or database, which are shown."""
    return not _HOST.fullmatch(url.host or "") or any(one in (url.database or "") for one in "@/#")
