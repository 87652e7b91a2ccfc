"""A small disk of a scenario's own, which can be filled to the last byte."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = 48 << 20
_BALLAST = "ballast"
_PIECES = (1 << 20, 1 << 12, 1)


class NoDisk(Exception):
    """This user may not mount anything, and no namespace helps."""


@dataclass(frozen=True, slots=True)
class Disk:
    """What is mounted at `folder`."""

    folder: Path

    def fill(self) -> None:
        """Until nothing more can be written."""
        with (self.folder / _BALLAST).open("ab", buffering=0) as ballast:
            for piece in _PIECES:
                self._fill(ballast.fileno(), bytes(piece))

    def _fill(self, file: int, piece: bytes) -> None:
        while True:
            try:
                os.write(file, piece)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                return

    def free(self) -> None:
        """As somebody who deletes what is not needed."""
        (self.folder / _BALLAST).unlink()


def may_mount() -> bool:
    """Whether this process can; else it is to run again by `in_namespace`."""
    return os.geteuid() == 0


def in_namespace(*words: str) -> list[str]:
    """The command that runs `words` as one who may mount, in a namespace of its own."""
    return ["unshare", "--user", "--map-root-user", "--mount", *words]


@asynccontextmanager
async def disk(folder: Path) -> AsyncIterator[Disk]:
    """A tmpfs, unmounted at the end. Raises: NoDisk."""
    folder.mkdir()
    await _run("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "faults", str(folder))
    try:
        yield Disk(folder)
    finally:
        await _run("umount", "--lazy", str(folder))


async def _run(*words: str) -> None:
    process = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.PIPE)
    _, said = await process.communicate()
    if process.returncode:
        raise NoDisk(said.decode().strip())
