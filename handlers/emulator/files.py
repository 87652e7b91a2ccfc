"""Files that went through the chat, and what the server looks at in a picture."""

import base64
import hashlib
import mimetypes
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from handlers.emulator.refusal import Json, bad

UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
THUMBNAIL_LIMIT = 200 * 1024
THUMBNAIL_SIDE = 320

# What a file_id of the real server begins with, by kind.
_PREFIX = {"document": "BQAC", "photo": "AgAC", "sticker": "CAAC", "voice": "AwAC"}
_FOLDER = {"document": "documents", "photo": "photos", "sticker": "stickers", "voice": "voice"}


@dataclass(frozen=True, slots=True)
class Stored:
    """One file on the server. `width` and `height` are 0 for what is no picture."""

    number: int
    kind: str
    name: str
    mime: str
    body: bytes
    width: int = 0
    height: int = 0
    thumbnail: "Stored | None" = None

    @property
    def unique_id(self) -> str:
        return "AgAD" + _digest(f"{self.number}")[:12]

    def path(self) -> str:
        """`file_path` of getFile: made by the server, only the ending is the sender's."""
        ending = PurePath(self.name).suffix if self.name.isascii() else ""
        ending = ending or mimetypes.guess_extension(self.mime) or ""
        return f"{_FOLDER[self.kind]}/file_{self.number}{ending}"


def _digest(text: str) -> str:
    raw = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Files:
    """All files by number. A file_id belongs to one bot: another bot cannot use it."""

    def __init__(self) -> None:
        self._all: dict[int, Stored] = {}
        self._ids: dict[tuple[int, str], Stored] = {}
        self._paths: dict[str, Stored] = {}

    def put(self, kind: str, name: str, body: bytes, thumbnail: bytes | None = None) -> Stored:
        """Keep a file; raises Refusal for an empty one and for a photo that is not a picture."""
        if not body:
            raise bad("file must be non-empty")
        width, height = _photo_size(body) if kind == "photo" else picture_size(body) or (0, 0)
        small = self.put("photo", "thumb.jpg", thumbnail) if thumbnail else None
        mime = "image/jpeg" if kind == "photo" else _mime(name)
        number = len(self._all) + 1
        stored = Stored(number, kind, name, mime, body, width, height, small)
        self._all[number] = stored
        self._paths[stored.path()] = stored
        return stored

    def id_for(self, bot_id: int, stored: Stored) -> str:
        file_id = _PREFIX[stored.kind] + _digest(f"{bot_id}/{stored.number}")
        self._ids[bot_id, file_id] = stored
        return file_id

    def by_id(self, bot_id: int, file_id: str) -> Stored | None:
        return self._ids.get((bot_id, file_id))

    def by_path(self, path: str) -> Stored | None:
        return self._paths.get(path)

    def by_number(self, number: int) -> Stored | None:
        return self._all.get(number)

    def shape(self, bot_id: int, stored: Stored) -> Json:
        """The fields that every file object of the Bot API has."""
        return {
            "file_id": self.id_for(bot_id, stored),
            "file_unique_id": stored.unique_id,
            "file_size": len(stored.body),
        }

    def photo_size(self, bot_id: int, stored: Stored) -> Json:
        size = {"width": stored.width, "height": stored.height}
        return self.shape(bot_id, stored) | size


def _mime(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _photo_size(body: bytes) -> tuple[int, int]:
    if len(body) > PHOTO_LIMIT:
        raise bad(
            f"file of size {len(body)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    size = picture_size(body)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    short, long = sorted(size)
    if short == 0 or short + long > 10_000 or long > 20 * short:
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size


def thumbnail_fault(body: bytes) -> str | None:
    """Why the server ignores this thumbnail, None when it takes it."""
    size = picture_size(body)
    if not body.startswith(b"\xff\xd8") or size is None:
        return "a thumbnail must be JPEG"
    if max(size) > THUMBNAIL_SIDE:
        return f"a thumbnail must not exceed 320 pixels, this is {size[0]}x{size[1]}"
    if len(body) > THUMBNAIL_LIMIT:
        return f"a thumbnail must be under 200 kB, this is {len(body)} bytes"
    return None


def picture_size(body: bytes) -> tuple[int, int] | None:
    """Width and height from the header of a JPEG, PNG, GIF, BMP or WebP; None for the rest."""
    for start, read in _READERS:
        if body.startswith(start):
            try:
                return read(body)
            except (struct.error, IndexError):
                return None
    return None


def _png(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", body[16:24])
    return width, height


def _gif(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", body[6:10])
    return width, height


def _bmp(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<ii", body[18:26])
    return width, abs(height)


def _webp(body: bytes) -> tuple[int, int]:
    kind = body[12:16]
    if kind == b"VP8X":
        wide = int.from_bytes(body[24:27], "little") + 1
        return wide, int.from_bytes(body[27:30], "little") + 1
    if kind == b"VP8L":
        bits = struct.unpack("<I", body[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", body[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(body: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header (SOF), which holds the size."""
    at = 2
    while True:
        while body[at] == 0xFF and body[at + 1] == 0xFF:
            at += 1
        marker, length = body[at + 1], struct.unpack(">H", body[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        at += 2 + length


_READERS: tuple[tuple[bytes, Callable[[bytes], tuple[int, int]]], ...] = (
    (b"\xff\xd8", _jpeg),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"GIF8", _gif),
    (b"BM", _bmp),
    (b"RIFF", _webp),
)
