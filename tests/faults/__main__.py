"""`make faults`: the product among faults of all kinds, and what it has lost or done twice.

Without names all scenarios are run. `--short` is what CI runs.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from tests.cradle import Cradle, cradle
from tests.faults.counts import Counts
from tests.faults.disk import in_namespace, may_mount
from tests.faults.scenarios import disks, hours, jumps, kills, network, restarts
from tests.faults.stage import Given


def _run(scenario: Callable[[Given], Coroutine[Any, Any, Counts]]) -> Callable[[Given], Counts]:
    """In a loop of its own, where time is the machine's."""
    return lambda given: asyncio.run(scenario(given))


_MOUNTS = "disk-full"
SCENARIOS: Mapping[str, Callable[[Given], Counts]] = {
    "kills": _run(kills.on_sqlite),
    "kills-postgresql": _run(kills.on_postgresql),
    "restarts": _run(restarts.run),
    _MOUNTS: _run(disks.run),
    "cuts": _run(network.cut),
    "lost-answers": _run(network.lost),
    "clock-jumps": _run(jumps.run),
    "day": hours.day,
    "minutes": _run(hours.minutes),
}


def main() -> int:
    """Returns what the process ends with."""
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("--short", action="store_true", help="fewer and shorter faults")
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCENARIOS))
    given = asked.parse_args()
    if strangers := sorted(set(given.names) - set(SCENARIOS)):
        asked.error(f"no such scenario: {', '.join(strangers)}")
    wrong = 0
    with cradle() as loaded:
        for name in given.names or SCENARIOS:
            wrong += _wrong(name, given.short, loaded)
    print(f"{wrong} wrong" if wrong else "nothing lost, nothing wrong")
    return int(wrong > 0)


def _wrong(name: str, short: bool, loaded: Cradle) -> int:
    """Run it, print its counts; how much is wrong."""
    if name == _MOUNTS and not may_mount():
        again = (sys.executable, "-m", "tests.faults", *(["--short"] if short else []), name)
        return subprocess.run(in_namespace(*again), check=False).returncode
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        counts = SCENARIOS[name](Given(short, Path(folder), loaded))
    print(f"{name}: {counts.line()}, {time.monotonic() - began:.0f} s", flush=True)
    for one in counts.wrong:
        print(f"  WRONG: {one}", flush=True)
    return len(counts.wrong)


if __name__ == "__main__":
    sys.exit(main())
