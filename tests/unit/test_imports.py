"""What takes long to load, and most starts never need, is loaded when it is first used."""

import subprocess
import sys

SLOW = ("rapidfuzz", "fpdf", "uharfbuzz", "pypdf", "matplotlib", "alembic")


def test_a_start_loads_nothing_that_only_some_candidates_need() -> None:
    code = f"import sys, bot.wiring.start; print(*(one for one in {SLOW} if one in sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == []
