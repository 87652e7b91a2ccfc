"""Candidates' photos made small: for a document's thumbnail, and for the page of a PDF."""

import struct
from io import BytesIO

from PIL import Image, ImageOps

THUMBNAIL_SIDE = 320
"""Pixels; Telegram takes a JPEG of up to 320 by 320 and 200 kB (Bot API, sendDocument)."""
_THUMBNAIL_MOST = 200 * 1024
PHOTO_SIDE = 2560
"""Pixels; more is never shown in a chat."""
PHOTO_MOST = 10 * 1024 * 1024
"""Bytes of a photo that Telegram takes (Bot API, sendPhoto)."""
_SOURCE_MOST = 50_000_000
"""Pixels: a picture that claims more would take all memory."""


def thumbnail(photo: bytes) -> bytes | None:
    """A JPEG thumbnail; None when the bytes are no picture."""
    small = jpeg(photo, THUMBNAIL_SIDE)
    return small if small is not None and len(small) < _THUMBNAIL_MOST else None


def sendable(photo: bytes) -> bytes:
    """The photo as it is, or smaller when it has too many bytes for Telegram."""
    return photo if len(photo) <= PHOTO_MOST else jpeg(photo, PHOTO_SIDE) or photo


def jpeg(photo: bytes, side: int) -> bytes | None:
    """The picture upright, at most `side` pixels wide and high, as a JPEG without metadata."""
    try:
        with Image.open(BytesIO(photo)) as opened:
            if opened.width * opened.height > _SOURCE_MOST:
                return None
            opened.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((side, side))
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(upright, mask=_mask(upright))
            out = BytesIO()
            flat.save(out, "JPEG", quality=85)
            return out.getvalue()
    except _UNREADABLE:
        return None


def _mask(picture: Image.Image) -> Image.Image | None:
    return picture.getchannel("A") if picture.mode in ("RGBA", "LA") else None


# What Pillow raises for bytes that are no picture, or only the beginning of one.
_UNREADABLE = (
    OSError,
    TypeError,  # strange EXIF
    struct.error,
    ValueError,
    SyntaxError,
    IndexError,
    OverflowError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
