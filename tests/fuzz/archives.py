"""What `vidhuk restore` is given: examined, or refused in words before anything is written."""

import io
import json
import tarfile
import tempfile
from functools import cache
from pathlib import Path

from storage.manifest import DATABASE, MANIFEST, NoBackup, read_manifest
from storage.restoring import examined
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time
from tests.fuzz.shapes import raw

_NAMES = (
    *(DATABASE, MANIFEST, "files/3f/1y2p0ij32e83f", "files/zz/1", "../keys", "/etc/passwd", ""),
    *("files/../../keys", ".", "files/3f/1y2p0ij32e83f/", "а" * 300, "\udcff", "files/3f/3f\n"),
)
_TYPES = b"01234567gxLKSVAZ"
_SAID = {
    "format": 1,
    "made_at": "2026-11-23T10:00:00+00:00",
    "schema": "0036_hash_key",
    "tables": {"users": {"rows": 1, "last": 5, "digest": "0"}},
    "members": {DATABASE: "0" * 64, "files/3f/1y2p0ij32e83f": "1" * 64},
    "keys": ["a"],
    "seal": "x",
}


@cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="vidhuk-fuzz-")) / "archive.tar"


def one_input(data: bytes) -> None:
    """Raises: whatever is no NoBackup."""
    feed = Feed(data)
    with in_time():
        try:
            if feed.below(3) == 0:
                manifest = read_manifest(raw(feed, _SAID))
                hash(manifest.keys)
                manifest.text()
            else:
                _place().write_bytes(_archive(feed))
                examined(_place(), lambda *_: None)
        except NoBackup:
            pass


def _archive(feed: Feed) -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w:", format=feed.pick([0, 1, 2])) as archive:
        for _ in range(1 + feed.below(5)):
            member = tarfile.TarInfo(feed.pick(_NAMES))
            content = (
                raw(feed, _SAID)[:2000] if member.name == MANIFEST else feed.take(feed.below(40))
            )
            member.size = len(content)
            if feed.below(4) == 0:
                member.type = bytes([feed.pick(_TYPES)])
                member.linkname = feed.pick(_NAMES)
            if feed.below(4) == 0:
                member.pax_headers = {
                    feed.pick(["path", "size", "GNU.sparse.map", "mtime"]): feed.pick(
                        ["1,2,3", "-1", "x", "9" * 30, "../x"]
                    )
                }
            try:
                archive.addfile(member, io.BytesIO(content))
            except (ValueError, UnicodeError, OSError):
                continue  # no program would write that
    found = bytearray(kept.getvalue())
    for _ in range(feed.below(6)):
        at = feed.below(60_000) % len(found)
        found[at : at + 1] = feed.take(1)
    return bytes(found[: feed.below(60_000)] if feed.byte() == 1 else found)


def seeds() -> list[bytes]:
    """Manifests with one change, and archives of each name and kind."""
    manifests = [bytes([0, kind, 1, step, 2, 3, step]) for kind in range(16) for step in (0, 5)]
    archives = [
        bytes([1, 0, 1, at, 3, 7, 7, 7, kind, 1]) for at in range(len(_NAMES)) for kind in (0, 4)
    ]
    return manifests + archives + [json.dumps([1]).encode()]
