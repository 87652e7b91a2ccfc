"""What a document says that somebody has sent: .docx, .pdf or .txt, as rich text.

A file from outside may be made to do harm, so each is read by a process of its own, which has
little time and memory and knows no secret; nothing in it is ever run.
"""

import asyncio
import contextlib
import json
import sys
from pathlib import PurePath
from typing import Any

from bot.domain.errors import BadInput

SIZE_MOST = 5 * 2**20
"""Bytes of a file."""
SECONDS = 20.0


async def read(content: bytes, name: str) -> str:
    """The file's text as rich text.

    Raises: BadInput("file-kind" | "file-big" | "file-pages" | "file-locked" | "file-broken" |
    "file-empty" | "description-long").
    """
    if len(content) > SIZE_MOST:
        raise BadInput("file-big", most=SIZE_MOST // 2**20)
    said = await _asked(content, PurePath(name).suffix.lower())
    if "problem" in said:
        raise BadInput(said["problem"], **said["values"])
    rich: str = said["rich"]
    return rich


async def _asked(content: bytes, ending: str) -> dict[str, Any]:
    """The answer of the process that reads it. Raises: BadInput when it gives none."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", __name__, ending),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(SECONDS):
            answer, _ = await process.communicate(content)
        found: dict[str, Any] = json.loads(answer)
    except (TimeoutError, ValueError):
        raise BadInput("file-broken") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return found
