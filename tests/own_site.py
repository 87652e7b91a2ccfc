"""The sample plug-in in a folder of one's own, as an operator has one (SITES_PATH)."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sites

SAMPLE = Path(__file__).parent / "sample_site"
KEY = "zrazok"


@contextmanager
def laid_out(folder: Path) -> Iterator[Path]:
    """Copied into `folder`, and known to this process too; returns what SITES_PATH is to say."""
    own = folder / "own sites"
    shutil.copytree(SAMPLE, own, ignore=shutil.ignore_patterns("__pycache__"))
    before = [*sites.__path__]
    sites.discover(own)
    try:
        yield own
    finally:
        sites.__path__[:] = before
        for name in [name for name in sys.modules if name.startswith(f"sites.{KEY}")]:
            del sys.modules[name]
