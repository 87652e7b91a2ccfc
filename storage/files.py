"""The bytes of stored files on disk (design.md 8)."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from bot.domain.ids import FileId, from_base36, to_base36
from bot.ports import Vault
from storage.disk import exchange, leftovers, make_folder, write_whole

RESTORING = ".restoring"
"""Is in the folder until all is there: what a killed restore has left, the next takes away."""
STAGED = ".vidhuk.sqlite3.restoring"
"""The database of a restore that is at work, beside the file that it becomes, or in the folder."""


class EncryptedFiles:
    """ports.Files in a folder: `<shard>/<id in base 36>`, sealed, mode 600.

    A shard is the last two characters of the id: those are random, the first ones are the time.
    """

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder, self._vault = folder, vault

    def prove(self) -> None:
        """See that files can be made in the folder; made itself where missing. Raises: OSError."""
        make_folder(self._folder)
        # Of a restore that was killed after its last step: what lies here is in use from now on.
        (self._folder / RESTORING).unlink(missing_ok=True)
        with TemporaryFile(dir=self._folder):
            pass

    async def keep(self, file_id: FileId, content: bytes) -> None:
        await asyncio.to_thread(self._keep, file_id, content)

    async def read(self, file_id: FileId) -> bytes:
        return await asyncio.to_thread(self._read, file_id)

    async def all(self) -> Sequence[FileId]:
        return await asyncio.to_thread(self._all)

    async def erase(self, file_id: FileId) -> None:
        await asyncio.to_thread(self._erase, file_id)

    def _path(self, file_id: FileId) -> Path:
        return self._folder / stored_as(file_id)

    def _keep(self, file_id: FileId, content: bytes) -> None:
        sealed = self._vault.seal_bytes(_place(file_id), content)
        write_whole(self._path(file_id), sealed, replace=True)

    def _read(self, file_id: FileId) -> bytes:
        return self._vault.unseal_bytes(_place(file_id), self._path(file_id).read_bytes())

    def _all(self) -> list[FileId]:
        return list(stored_in(self._folder))

    def _erase(self, file_id: FileId) -> None:
        path = self._path(file_id)
        path.unlink(missing_ok=True)
        for half in leftovers(path):
            half.unlink(missing_ok=True)
        # One that was being sealed anew may have come back in between: storage.disk.exchange.
        path.unlink(missing_ok=True)

    # -- as they lie there

    async def sealed(self, file_id: FileId) -> bytes | None:
        """Its bytes as they lie on the disk; None: it is gone."""
        with suppress(FileNotFoundError):
            return await asyncio.to_thread(self._path(file_id).read_bytes)
        return None

    async def seal_anew(self, file_id: FileId, sealed: bytes) -> bool:
        """Seal what `sealed` gave with the first key; False where another lies there by now.

        Raises: VaultBroken.
        """
        return await asyncio.to_thread(self._seal_anew, file_id, sealed)

    def _seal_anew(self, file_id: FileId, sealed: bytes) -> bool:
        content = self._vault.unseal_bytes(_place(file_id), sealed)
        return exchange(
            self._path(file_id), sealed, self._vault.seal_bytes(_place(file_id), content)
        )


def stored_in(folder: Path) -> set[FileId]:
    """What lies in a folder of these, read without a key."""
    found = (one.name for one in folder.glob("??/*") if one.name.isalnum())
    return {FileId(from_base36(name)) for name in found}


def stored_as(file_id: FileId) -> str:
    """The path of a file's bytes in the folder."""
    name = to_base36(file_id)
    return f"{name[-2:]}/{name}"


def _place(file_id: FileId) -> str:
    return f"files:bytes:{file_id}"
