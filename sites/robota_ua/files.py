"""Resumes and photos of Robota.ua (robota-ua.md section 9)."""

import base64
import binascii
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.errors import ContractBroken
from bot.domain.site import FileRef, RemoteFile
from sites.kit.answer import Answer
from sites.kit.people import file_name, mime_of
from sites.robota_ua.keys import KEY
from sites.robota_ua.line import Door

Ask = Callable[[Callable[[], Awaitable[Answer]]], Awaitable[Answer]]
PHOTO_MOST = 5 * 1024**2
_PACKED = ("fileContent", "base64", "content", "file", "data")
_GONE = (204, 400, 403, 404, 410, 500)
"""500 too means that there is no such file: it is no reason to ask again."""


class Files:
    """Files of one account's responses."""

    def __init__(self, ask: Ask, door: Door) -> None:
        self._ask, self._door = ask, door

    async def fetch(self, ref: FileRef) -> RemoteFile | None:
        """None when the site does not have it. Raises: ContractBroken for a foreign address."""
        kind, _, rest = ref.ref.partition(":")
        if kind == "photo":
            return await self._photo(rest)
        resume_type, _, rest = rest.partition(":")
        number, _, path = rest.partition(":")
        address = f"/apply/getfile/{number}?resumeType={resume_type}"
        answer = await self._ask(lambda: self._door.line.download(address, missing=_GONE))
        found = resume(answer, ref.name, number)
        if found is None and path:
            found = await self._by_path(path, ref.name, number)
        return found

    async def _by_path(self, path: str, name: str | None, number: str) -> RemoteFile | None:
        """The address of the list's row: the token goes to its host, never where it leads."""
        if not self._door.owns(path):
            raise ContractBroken(KEY, "a file address is not the site's own")
        answer = await self._ask(
            lambda: self._door.files_at(path, signed=True).download(path, missing=_GONE)
        )
        return resume(answer, name, number)

    async def _photo(self, address: str) -> RemoteFile | None:
        """R22: photos are public; no token goes there."""
        if not self._door.owns(address):
            raise ContractBroken(KEY, "a photo's address is not the site's own")
        line = self._door.files_at(address, signed=False)
        answer = await line.download(address, missing=(*_GONE, 401))
        mime = mime_of(answer.body, answer.headers.get("Content-Type", ""))
        small = 0 < len(answer.body) <= PHOTO_MOST
        if answer.status != 200 or not small or not mime.startswith("image/"):
            return None
        return RemoteFile(answer.body, file_name(answer.filename), mime)


def resume(answer: Answer, name: str | None, number: str) -> RemoteFile | None:
    """The file of an answer, plain or packed in JSON; None: there is none."""
    if answer.status != 200 or not answer.body:
        return None
    content, declared = answer.body, answer.headers.get("Content-Type", "")
    if "json" in declared or content[:1] in (b"{", b'"'):
        unpacked = packed(content)
        if unpacked is not None:
            content, declared = unpacked, ""
        elif "json" in declared:
            return None
    mime = mime_of(content, declared)
    told = disposition_name(answer.headers.get("Content-Disposition", "")) or answer.filename
    ending = ".pdf" if mime == "application/pdf" else ""
    return RemoteFile(content, file_name(told) or name or f"resume_{number}{ending}", mime)


def packed(content: bytes) -> bytes | None:
    """A file as base64 in a JSON object or text."""
    try:
        data: Any = json.loads(content)
        if isinstance(data, dict):
            data = next((data[name] for name in _PACKED if isinstance(data.get(name), str)), None)
        if not isinstance(data, str):
            return None
        return base64.b64decode(data.partition("base64,")[2] or data, validate=True) or None
    except (ValueError, binascii.Error, RecursionError):
        return None


def disposition_name(header: str) -> str | None:
    """The name in `file=`, which no standard knows, and any whose UTF-8 came as Latin-1."""
    if "filename*" in header.lower():
        return None  # read by the rules
    found = re.search(r'(?:filename|file)\s*=\s*(?:"([^"]*)"|([^;]+))', header, re.I)
    if found is None:
        return None
    name = (found[1] if found[1] is not None else found[2]).strip()
    try:
        return name.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
