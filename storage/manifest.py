"""What a backup says of itself; the last member of its archive, so that a cut one has none."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from bot.ports import Vault, VaultBroken
from storage.copying import Tally

FORMAT = 1
DATABASE, MANIFEST, FILES = "vidhuk.sqlite3", "manifest.json", "files/"
"""Names in the archive; a file's is `files/<shard>/<id>`, as in FILES_DIR."""
_PLACE = "backup:manifest"


class NoBackup(Exception):
    """The archive is none of ours, not whole, or not as it was written: in words."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Of one archive."""

    made_at: str
    """ISO 8601, UTC."""
    schema: str
    """The revision of the database in it."""
    tables: Mapping[str, Tally]
    members: Mapping[str, str]
    """The sha256 of every other member by its name."""
    keys: tuple[str, ...]
    """The fingerprints of the keys that open it; the keys themselves are not in it."""
    seal: str = ""
    """The hash of all this, sealed by the vault: only who has a key can have written it."""

    def sealed(self, vault: Vault) -> Self:
        """As it stands in an archive."""
        return replace(self, seal=vault.seal(_PLACE, self._digest()))

    def opens_with(self, vault: Vault) -> bool:
        """Whether one of the keys has sealed it. Raises: NoBackup for a manifest that was changed.

        A key that opens the seal has made it, for just this content.
        """
        try:
            said = vault.unseal(_PLACE, self.seal)
        except VaultBroken:
            return False
        if said != self._digest():
            raise NoBackup("its manifest was changed after it was written")
        return True

    def text(self) -> bytes:
        """The member."""
        content = {"format": FORMAT, **asdict(self)}
        return json.dumps(content, indent=1, sort_keys=True).encode()

    def _digest(self) -> str:
        return hashlib.sha256(replace(self, seal="").text()).hexdigest()


def read_manifest(content: bytes) -> Manifest:
    """Raises: NoBackup."""
    try:
        said: dict[str, Any] = json.loads(content)
        number = said.pop("format")
        if number != FORMAT:
            raise NoBackup(
                f"it has format {number}, and this program knows {FORMAT}: update the program first"
            )
        tables = {str(name): Tally(**one) for name, one in said.pop("tables").items()}
        return Manifest(tables=tables, keys=tuple(said.pop("keys")), **said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NoBackup("its manifest can't be read") from error
