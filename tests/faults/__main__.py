"""`make faults`: the product among faults of all kinds, and what it has lost or done twice.

Without names all scenarios are run, each in a process of its own, two at a time. `--short` is what
CI runs.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.cradle import cradle
from tests.faults.counts import Counts
from tests.faults.disk import in_namespace, may_mount
from tests.faults.scenarios import disks, hours, jumps, kills, network, restarts
from tests.faults.stage import Given


def _run(scenario: Callable[[Given], Coroutine[Any, Any, Counts]]) -> Callable[[Given], Counts]:
    """In a loop of its own, where time is the machine's."""
    return lambda given: asyncio.run(scenario(given))


_MOUNTS = "disk-full"
_AT_ONCE = 2
# What takes longest is begun first.
SCENARIOS: Mapping[str, Callable[[Given], Counts]] = {
    "minutes": _run(hours.minutes),
    "day": hours.day,
    "kills-postgresql": _run(kills.on_postgresql),
    "kills": _run(kills.on_sqlite),
    "restarts": _run(restarts.run),
    _MOUNTS: _run(disks.run),
    "cuts": _run(network.cut),
    "lost-answers": _run(network.lost),
    "clock-jumps": _run(jumps.run),
}


def main() -> int:
    """Returns what the process ends with."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("--short", action="store_true", help="fewer and shorter faults")
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCENARIOS))
    given = asked.parse_args()
    if strangers := sorted(set(given.names) - set(SCENARIOS)):
        asked.error(f"no such scenario: {', '.join(strangers)}")
    names = given.names or list(SCENARIOS)
    if names == [_MOUNTS] and not may_mount():
        return _apart(_MOUNTS, short=given.short)
    if len(names) == 1:
        return _here(names[0], short=given.short)
    began = time.monotonic()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        codes = list(pool.map(lambda name: _apart(name, short=given.short), names))
    took = f"in {time.monotonic() - began:.0f} s"
    wrong = [name for name, code in zip(names, codes, strict=True) if code]
    print(f"wrong: {', '.join(wrong)}, {took}" if wrong else f"nothing lost, nothing wrong, {took}")
    return int(bool(wrong))


def _apart(name: str, *, short: bool) -> int:
    """In a process of its own; one that is to mount a disk and may not do so has a namespace."""
    words: Sequence[str] = (sys.executable, "-m", "tests.faults", *(["--short"] * short), name)
    if name == _MOUNTS and not may_mount():
        words = in_namespace(*words)
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(done.stdout.decode().strip() or f"{name}: ended with {done.returncode}", flush=True)
    return done.returncode


def _here(name: str, *, short: bool) -> int:
    """Run it and print its counts."""
    began = time.monotonic()
    with cradle() as loaded, tempfile.TemporaryDirectory(prefix="faults-") as folder:
        counts = SCENARIOS[name](Given(short, Path(folder), loaded))
    print(f"{name}: {counts.line()}, {time.monotonic() - began:.0f} s", flush=True)
    for one in counts.wrong:
        print(f"  WRONG: {one}", flush=True)
    return int(bool(counts.wrong))


if __name__ == "__main__":
    sys.exit(main())
