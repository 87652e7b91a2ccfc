"""The key file: made at the first start when no keys are set."""

from pathlib import Path

from cryptography.fernet import Fernet

from storage.disk import write_whole


class KeyFileBroken(Exception):
    """The key file is there, but holds no key."""


class KeyFileMissing(Exception):
    """The database was written with a key, and the file that it should be in is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is missing, and nothing opens this database but the key that was in it: "
            "put the file back, or set ENCRYPTION_KEYS"
        )


def new_key() -> str:
    """Make a Fernet key: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode()


def load_or_make(path: Path) -> tuple[tuple[str, ...], bool]:
    """Read the keys of the file, or make the file with one; return them and whether it was made.

    Two processes that start at once get the same key: the file appears whole, and only once.
    Raises: KeyFileBroken, OSError.
    """
    made = not path.exists() and write_whole(path, f"{new_key()}\n".encode(), replace=False)
    keys = tuple(path.read_text(encoding="ascii", errors="replace").replace(",", " ").split())
    if not keys:
        raise KeyFileBroken(f"{path} holds no key")
    return keys, made
