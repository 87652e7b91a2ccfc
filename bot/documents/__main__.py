"""The process that reads one document: bytes in, JSON out; its argument is the name's ending."""

import contextlib
import json
import sys

from bot.documents.reading import rich_text_of
from bot.domain.errors import BadInput

MEMORY = 768 * 2**20
CPU_SECONDS = 15


def _bounded() -> None:
    """Little memory and time, no file to write; where the system knows such bounds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _answer(content: bytes, ending: str) -> dict[str, object]:
    try:
        return {"rich": rich_text_of(content, ending)}
    except BadInput as bad:
        return {"problem": bad.problem, "values": bad.values()}
    except Exception:  # noqa: BLE001 - whatever a file holds, its reader's answer is an answer
        return {"problem": "file-broken", "values": {}}


_bounded()
sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read(), sys.argv[1])))
