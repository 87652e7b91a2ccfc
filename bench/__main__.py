"""`make bench [ARGS="start"]`: the measures, one after another, as a table and a file."""

import asyncio
import json
import sys
from importlib import import_module
from pathlib import Path

from bench.measures import Measure, table

MODULES = ("start",)
RESULTS = Path(__file__).with_name("results.json")
_ONE = "--one"
_LINE = "measured: "


async def main(words: list[str]) -> int:
    """Measure what is named, else all. Exit code 1: a goal was missed, or a measure broke."""
    if words[:1] == [_ONE]:
        for one in await import_module(f"bench.{words[1]}").measure():
            print(_LINE + json.dumps(one.packed()), flush=True)
        return 0
    unknown = set(words) - set(MODULES)
    if unknown:
        print(f"There are {', '.join(MODULES)}, and no {', '.join(sorted(unknown))}.")
        return 2
    measures, broken = [], []
    for module in words or MODULES:
        print(f"{module} …", flush=True)
        found = await _measured(module)
        measures += found
        broken += [] if found else [module]
    _keep(measures)
    print(table(measures))
    if broken:
        print(f"Broken off: {', '.join(broken)}")
    return int(bool(broken) or not all(one.met for one in measures))


async def _measured(module: str) -> list[Measure]:
    """What one module measures in a process of its own; none when it breaks off."""
    words = (sys.executable, "-m", "bench", _ONE, module)
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    lines = out.decode().splitlines()
    for line in lines:
        if not line.startswith(_LINE):
            print(f"  {line}")
    found = [json.loads(line.removeprefix(_LINE)) for line in lines if line.startswith(_LINE)]
    return [] if process.returncode else [Measure.unpacked(one) for one in found]


def _keep(measures: list[Measure]) -> None:
    """Put the new numbers into the file; those of modules that did not run stay."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    new = {one.name: one.record() for one in measures}
    rest = [one for one in kept if one["name"] not in new]
    RESULTS.write_text(json.dumps([*rest, *new.values()], indent=1) + "\n")


sys.exit(asyncio.run(main(sys.argv[1:])))
