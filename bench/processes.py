"""Processes that are measured, and what the kernel knows of them."""

import asyncio
import signal
import sys
import urllib.request
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from json import load
from pathlib import Path
from typing import Any


@asynccontextmanager
async def running(
    *words: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that is killed at the end, if it does not end by SIGTERM; it says nothing."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*words, cwd=cwd, env=env, stdout=quiet)
    try:
        yield process
    finally:
        await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is None:
            process.send_signal(how)
            try:
                await asyncio.wait_for(process.wait(), 15)
            except TimeoutError:
                continue


@asynccontextmanager
async def bot_api() -> AsyncIterator[str]:
    """The address of a Bot API whose person has written (bench/botapi.py)."""
    words = (sys.executable, "-m", "bench.botapi")
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None  # it is piped
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        await _ended(process)


async def state(address: str) -> dict[str, Any]:
    """What has come to such an API."""
    return await asyncio.to_thread(_asked, f"{address}/bench/state")


def _asked(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=30) as answer:
        found: dict[str, Any] = load(answer)
    return found


def resident_mib(pid: int, *, peak: bool = False) -> float:
    """What it holds in memory, now or at most so far."""
    name = "VmHWM:" if peak else "VmRSS:"
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith(name)) / 1024
