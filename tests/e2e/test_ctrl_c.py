"""Ctrl-C ends every command quietly, also one that is still starting."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.e2e.house import ENDS_WITHIN, program

STARTS_WITHIN = 60.0
"""Seconds until a program is loaded; so long on a busy machine alone."""


@asynccontextmanager
async def _started(
    folder: Path, *words: str, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`vidhuk <words>`; what it leaves in the folder fails the test."""
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)}
    process = await asyncio.create_subprocess_exec(
        program(),
        *words,
        cwd=folder,
        env=own | more,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    assert list(folder.iterdir()) == []


async def _interrupted(process: asyncio.subprocess.Process) -> str:
    """Ctrl-C; everything said after it."""
    process.send_signal(signal.SIGINT)
    async with asyncio.timeout(ENDS_WITHIN):
        said, complaint = await process.communicate()
    return (said + complaint).decode()


LOADING, LISTENING = -signal.SIGINT, 0
"""How it ends: by the signal itself, which a shell shows as 130; or in order."""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("module", "codes"),
    [
        ("typer", {LOADING}),
        ("bot.emulate", {LOADING, LISTENING}),  # it listens a moment later: either is in order
        ("handlers.emulator.page", {LISTENING}),
    ],
)
async def test_while_the_program_is_loaded(tmp_path: Path, module: str, codes: set[int]) -> None:
    """Python tells of each module that it has loaded; Ctrl-C comes right after this one."""
    told = {"PYTHONPROFILEIMPORTTIME": "1"}
    async with _started(tmp_path, "demo", "--port", "0", **told) as process:
        async with asyncio.timeout(STARTS_WITHIN):
            await _loaded(process, module)
        assert "Traceback" not in await _interrupted(process)
        assert process.returncode in codes


async def _loaded(process: asyncio.subprocess.Process, module: str) -> None:
    assert process.stderr is not None  # it is piped
    async for line in process.stderr:
        if line.decode().rpartition("|")[2].strip() == module:
            return
    raise AssertionError(f"it never loaded {module}")


COMMANDS = [
    ("demo", "--quiet"),
    pytest.param(("emulate", "telegram"), marks=pytest.mark.thorough),
    pytest.param(("emulate", "robota_ua", "--sample"), marks=pytest.mark.thorough),
]


@pytest.mark.parametrize("words", COMMANDS)
async def test_once_the_address_is_printed(tmp_path: Path, words: tuple[str, ...]) -> None:
    """The demo's bot and its invented company are still being set up."""
    async with _started(tmp_path, *words, "--port", "0") as process:
        assert process.stdout is not None  # it is piped
        assert (await process.stdout.readline()).startswith(b"http://127.0.0.1:")
        assert "Traceback" not in await _interrupted(process)
        assert process.returncode == 0
