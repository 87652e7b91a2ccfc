"""`make fuzz [ARGS="updates texts --minutes 10"]`: bad input by coverage, a kind after another.

Whatever breaks is kept in `tests/fuzz/findings/<kind>/`, where `make test` finds it; the corpus of
inputs that reach new code stays in `.fuzz/corpus/<kind>` for the next time.
"""

import argparse
import hashlib
import importlib
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz.kinds import FINDINGS, KINDS

ROOT = Path(__file__).parents[2]
_PACKAGES = ("bot", "handlers", "sites", "storage")
_MEMORY_MB, _HANG_SECONDS, _LONGEST = 2048, 60, 4096
_DONE = re.compile(r"Done (\d+) runs")


def main(asked: Sequence[str]) -> int:
    """Run what was asked for; how many findings are new."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="kind", help=", ".join(KINDS))
    parser.add_argument("--minutes", type=float, default=1.0, help="for each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(asked)
    unknown = sorted({*given.kinds} - {*KINDS})
    if unknown:
        parser.error(f"no such kind: {', '.join(unknown)}; there are {', '.join(KINDS)}")
    if given.child:
        _feed(given.kinds[0], given.minutes, given.seed)
        return 0
    new = 0
    for kind in given.kinds or KINDS:
        new += _run(kind, given.minutes, given.seed)
    return min(new, 1)


def _run(kind: str, minutes: float, seed: int) -> int:
    """One kind in a process of its own; how many findings are new."""
    before, begun = _kept(kind), time.monotonic()
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz", kind, "--child"]
    command += ["--minutes", str(minutes), "--seed", str(seed)]
    with tempfile.TemporaryFile("w+") as said:
        code = subprocess.run(command, cwd=ROOT, stderr=said, stdout=said, check=False).returncode
        said.seek(0)
        words = said.read()
    runs = _DONE.search(words)
    new, took = _kept(kind) - before, (time.monotonic() - begun) / 60
    print(
        f"{kind}: {runs[1] if runs else '?'} runs in {took:.1f} minutes, "
        f"{len(new)} new findings" + (f", ended by {code}" if code else ""),
        flush=True,
    )
    for name in sorted(new):
        print(f"  {FINDINGS.relative_to(ROOT) / kind / name}")
    if new or code or not runs:
        print(words[-8000:])
    return len(new) + (1 if code or not runs else 0)


def _kept(kind: str) -> set[str]:
    return {one.name for one in (FINDINGS / kind).glob("*")}


def _feed(kind: str, minutes: float, seed: int) -> None:
    """In the process of the kind: libFuzzer, which ends the process."""
    import atheris  # noqa: PLC0415 - only `make fuzz` has it

    with atheris.instrument_imports(include=list(_PACKAGES)):
        module = importlib.import_module(f"tests.fuzz.{kind}")
    corpus, found = ROOT / ".fuzz" / "corpus" / kind, FINDINGS / kind
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for one in module.seeds():
        (corpus / hashlib.sha1(one, usedforsecurity=False).hexdigest()).write_bytes(one)
    given = [
        sys.argv[0],
        str(corpus),
        f"-max_total_time={round(minutes * 60)}",
        f"-artifact_prefix={found}{os.sep}",
        f"-seed={seed}",
        f"-max_len={_LONGEST}",
        f"-timeout={_HANG_SECONDS}",
        f"-rss_limit_mb={_MEMORY_MB}",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup(given, _keeping(module.one_input, found))
    atheris.Fuzz()


def _keeping(one_input: Callable[[bytes], None], found: Path) -> Callable[[bytes], None]:
    """Go on after a finding: each is kept once, told by its error and where it was raised."""
    known: set[str] = set()

    def look(data: bytes) -> None:
        try:
            one_input(data)
        except Exception as error:  # noqa: BLE001 - whatever breaks is what is looked for
            name = _name(error)
            if name not in known:
                known.add(name)
                (found / name).write_bytes(data)
                traceback.print_exception(error)

    return look


def _name(error: BaseException) -> str:
    """`TypeError-access-146`: the error at the bottom of it, and the place of ours above it."""
    cause = error.__cause__ or error
    frames = traceback.extract_tb(cause.__traceback__)
    ours = [one for one in frames if str(ROOT) in one.filename and "/.venv/" not in one.filename]
    place = (ours or frames)[-1]
    return f"{type(cause).__name__}-{Path(place.filename).stem}-{place.lineno}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
