"""Files that appear whole or not at all, for the owner's eyes only."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, *, replace: bool) -> bool:
    """Write the file with mode 600, and its folders with 700 where they are missing.

    A reader sees the old content or the new one, also after a power cut. Without `replace` a file
    that is there stays as it is: False then. A killed process may leave `<name>.<random>` behind.
    A link is followed, and a file keeps its owner: root writes for the service too.
    """
    path = path.resolve()
    make_folder(path.parent)
    try:
        with _beside(path, content) as half:
            if replace:
                half.replace(path)
            else:
                # A rename would replace what somebody faster wrote; a link refuses to.
                os.link(half, path)
    except FileExistsError:
        return False
    sync_folder(path.parent)
    return True


def exchange(path: Path, seen: bytes, content: bytes) -> bool:
    """Put `content` in the place of `seen`; False where that is no longer what lies there.

    Who deletes the file meanwhile takes what lies beside it along: then there is nothing to
    rename, and it does not come back.
    """
    try:
        with _beside(path, content) as half:
            if path.read_bytes() != seen:
                return False
            half.replace(path)
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file with this content beside `path`, whole on the disk; it goes where nobody moves it."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _give(descriptor, path)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield half
    finally:
        half.unlink(missing_ok=True)


def _give(descriptor: int, path: Path) -> None:
    """To the owner of what lies at `path`, as far as we may."""
    with suppress(FileNotFoundError, PermissionError):
        there = path.stat()
        os.fchown(descriptor, there.st_uid, there.st_gid)


def leftovers(path: Path) -> list[Path]:
    """What killed processes left of this file."""
    return list(path.parent.glob(f"{path.name}.*"))


def make_folder(folder: Path) -> None:
    """Private all the way down: `parents=True` would make those between with the usual mode."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """A new name outlives a power cut only when its folder was written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
