"""The key file: made at the first start when no keys are set."""

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.fernet import Fernet

from storage.disk import write_whole

log = logging.getLogger(__name__)


class KeyFileBroken(Exception):
    """The key file is there, but holds no key, or what is none."""


class KeyFileMissing(Exception):
    """The database was written with a key, and the file that it should be in is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is missing, and nothing opens this database but the key that was in it: "
            "put the file back, or set ENCRYPTION_KEYS. Gone for good? `vidhuk keys lost` goes on "
            "without what was sealed with it"
        )


def new_key() -> str:
    """Make a Fernet key: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode()


def load_or_make(path: Path) -> tuple[tuple[str, ...], bool]:
    """Read the keys of the file, or make the file with one; return them and whether it was made.

    Two processes that start at once get the same key: the file appears whole, and only once.
    Raises: KeyFileBroken, OSError.
    """
    made = not path.exists() and write_whole(path, _lines([new_key()]), replace=False)
    return _read(path), made


def rewrite(path: Path, keys: Sequence[str]) -> None:
    """Put these keys into the file; a reader sees the old ones or these. Raises: OSError."""
    write_whole(path, _lines(keys), replace=True)


class WatchedKeys:
    """The keys of a file that may be changed while the process runs.

    `read` is told them each time before they are used.
    """

    def __init__(self, path: Path, read: Callable[[Sequence[str]], None]) -> None:
        self._path, self._told = path, read
        self._seen: tuple[int, ...] | None = None

    def load(self) -> tuple[tuple[str, ...], bool]:
        """See `load_or_make`."""
        _, made = load_or_make(self._path)
        self._seen = self._look()  # first: what is written after this look is seen by the next
        keys = _read(self._path)
        self._told(keys)
        return keys, made

    def changed(self) -> Sequence[str] | None:
        """See storage.vault.Again. A file that is gone or broken is the next start's to tell of."""
        try:
            seen = self._look()
            if seen == self._seen:
                return None
            keys = _read(self._path)
        except (OSError, KeyFileBroken):
            return None
        self._seen = seen
        self._told(keys)
        log.info("the key file has changed; keys in it: %d", len(keys))
        return keys

    def _look(self) -> tuple[int, ...]:
        """A look costs a microsecond or two: every value that is sealed can afford it."""
        found = os.stat(self._path)
        return found.st_ino, found.st_mtime_ns, found.st_size


def _read(path: Path) -> tuple[str, ...]:
    keys = tuple(path.read_text(encoding="ascii", errors="replace").replace(",", " ").split())
    if not keys:
        raise KeyFileBroken(f"{path} holds no key")
    for number, key in enumerate(keys, 1):
        try:
            Fernet(key)
        except ValueError:
            which = f"{number} of {len(keys)}"
            raise KeyFileBroken(f"{path}: encryption key {which} is not a Fernet key") from None
    return keys


def _lines(keys: Sequence[str]) -> bytes:
    return "".join(f"{key}\n" for key in keys).encode()
