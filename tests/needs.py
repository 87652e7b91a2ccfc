"""What a test needs from the machine: absent, it skips for a developer and fails in CI."""

import os
import shutil
from typing import NoReturn

import pytest

IN_CI = bool(os.environ.get("CI"))


def absent(what: str) -> NoReturn:
    """Say that `what` is missing here: a failure in CI, a skip elsewhere."""
    if IN_CI:
        pytest.fail(f"{what} is missing, and CI must not skip", pytrace=False)
    pytest.skip(f"{what} is missing")


def chromium_path() -> str:
    """The installed Chromium; `CHROMIUM` names another one. Skips or fails without it."""
    names = (os.environ.get("CHROMIUM"), "/usr/bin/chromium", "chromium", "chromium-browser")
    for name in filter(None, names):
        if found := shutil.which(name):
            return found
    absent("Chromium")
