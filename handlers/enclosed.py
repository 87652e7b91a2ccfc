"""The file that goes with a card: the site's own, a PDF that we make, or the photo."""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.domain.application import Application, StoredFile
from bot.ports import VaultBroken
from handlers.pictures import sendable, thumbnail
from handlers.render.cards import file_name, letter_name, made_name
from handlers.render.drawn import Drawn, Media, Trouble
from handlers.render.ink import Ink

log = logging.getLogger(__name__)

LoadFile: TypeAlias = Callable[[StoredFile], Awaitable[bytes]]
"""The bytes of a kept file. Raises: FileNotFoundError, VaultBroken."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file as it is uploaded. `key` is what Telegram's copy of it is known by; empty: by none."""

    media: Media
    key: str
    name: str
    content: bytes
    of: int
    """The application that it belongs to."""
    thumbnail: bytes | None = None


class Unreadable(Exception):
    """A file's bytes are lost: the card must do without."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


async def enclose(
    drawn: Drawn, of: Application, ink: Ink, load: LoadFile, *, thumbnailed: bool
) -> Enclosed | None:
    """What `drawn` carries; None for a text. Raises: Unreadable."""
    if drawn.media is Media.NONE:
        return None
    if drawn.media is Media.PHOTO:
        assert drawn.photo is not None  # that is what PHOTO means
        photo = await asyncio.to_thread(sendable, await _read(drawn.photo, load, Trouble.PHOTO))
        return Enclosed(Media.PHOTO, _key(photo, "photo"), "photo.jpg", photo, of.id)
    if drawn.media is Media.LETTER:
        letter = replace(of, resume_text=of.letter, letter=None, skills=())
        made = await asyncio.to_thread(_made, letter, ink)
        return _enclosed(drawn, letter_name(of, ink), made, of)
    face = await _face(drawn, load)
    if drawn.resume is not None:
        name = file_name(drawn.resume, of, ink)
        content = await _read(drawn.resume, load, Trouble.UNREADABLE)
    else:
        name = made_name(of, ink)
        content = await asyncio.to_thread(_made, of, ink, face)
    small = await asyncio.to_thread(thumbnail, face) if face and thumbnailed else None
    return _enclosed(drawn, name, content, of, small)


def _enclosed(
    drawn: Drawn, name: str, content: bytes, of: Application, small: bytes | None = None
) -> Enclosed:
    return Enclosed(drawn.media, _key(content, name), name, content, of.id, small)


def _made(of: Application, ink: Ink, face: bytes | None = None) -> bytes:
    # fpdf2 takes nearly half a second to import, and most candidates bring a file of their own
    from handlers.resume_pdf import make_pdf  # noqa: PLC0415 - see above

    return make_pdf(of, ink, face)


async def _face(drawn: Drawn, load: LoadFile) -> bytes | None:
    if drawn.photo is None:
        return None
    try:
        return await _read(drawn.photo, load, Trouble.PHOTO)
    except Unreadable:
        return None


async def _read(file: StoredFile, load: LoadFile, trouble: Trouble) -> bytes:
    try:
        return await load(file)
    except (FileNotFoundError, VaultBroken) as error:
        log.error("a kept file can't be read", extra={"file_id": file.id})
        raise Unreadable(trouble) from error


def _key(content: bytes, name: str) -> str:
    """Telegram keeps a file with the name it came by: the same bytes named anew go up again."""
    return hashlib.sha256(hashlib.sha256(content).digest() + name.encode()).hexdigest()
