"""What every test may ask for."""

import faulthandler
import gc
import io
import logging
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import hypothesis
import pytest
from aioresponses import aioresponses
from playwright.async_api import Browser, async_playwright

from tests.cradle import Cradle, cradle
from tests.direct import THREADED, ask_in_the_loop
from tests.logs import open_canaries, product_log
from tests.needs import chromium_path
from tests.postgres import Postgres
from tests.postgres import postgres as start_postgres

# A slow example is a busy machine's, not the code's; the same examples each time, here and in CI.
hypothesis.settings.register_profile("vidhuk", deadline=None, derandomize=True)
hypothesis.settings.register_profile(
    "quick", hypothesis.settings.get_profile("vidhuk"), max_examples=25
)
hypothesis.settings.load_profile("vidhuk")

# Without them Chromium asks the outside for updates and fails slowly on a closed network.
_CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


QUICK = "not thorough"
"""What `make test` asks for."""
_IN_MEMORY = Path("/dev/shm")
_WATCH = SimpleNamespace(since=-60.0, told=2)
"""Over a test that hangs: since when, and where it is told."""


def pytest_configure(config: pytest.Config) -> None:
    """What tests write need not survive a power cut: into memory, where the machine has a place.

    What is collected stays: to look for garbage among it meanwhile took a third of that time.
    """
    gc.disable()
    _WATCH.told = os.dup(2)  # what tests write to 2 itself is kept for the report
    # design.md 13: what a run says at DEBUG is searched for secrets.
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    root.setLevel = _unless_so  # type: ignore[method-assign]
    logging.getLogger("asyncio").setLevel(logging.INFO)  # each loop names its selector
    if config.getoption("markexpr") == QUICK:
        hypothesis.settings.load_profile("quick")  # CI and `make test-all` try a hundred examples
        ask_in_the_loop()
    thorough = "thorough: left out by `make test`, run by `make test-all` and by CI"
    config.addinivalue_line("markers", thorough)
    if os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > 2 * 1024**3:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


def _unless_so(level: int | str) -> None:
    """For each test pytest sets the level a dozen times, and loggers forget what they know."""
    root = logging.getLogger()
    if level not in (root.level, logging.getLevelName(root.level)):
        logging.Logger.setLevel(root, level)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Each worker imports all that it collects: not the stories of browsers, which are left out."""
    ours = collection_path.name.startswith("test_browser_")
    return True if ours and config.getoption("markexpr") == QUICK else None


def pytest_runtest_logstart() -> None:
    """A test that hangs for ten minutes shows where.

    pytest's own `faulthandler_timeout` starts a thread for each test and waits for its end.
    """
    if time.monotonic() > _WATCH.since + 60:
        _WATCH.since = time.monotonic()
        faulthandler.dump_traceback_later(600, file=_WATCH.told)


def pytest_unconfigure() -> None:
    """Whoever ends is waited for no more."""
    faulthandler.cancel_dump_traceback_later()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """More than there are cores: a story waits for a third of its time.

    Each one more collects all tests anew, which takes eight seconds of a core.
    """
    return -(-(os.cpu_count() or 1) * 3 // 2)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long is begun first, so that no worker is left alone with it in the end.

    Each worker begins with an even part of the list, and steals from the ends of the others' parts:
    dealt out like cards, each part begins with what takes long.

    `make test` needs nothing but Python: what needs a browser is left to those who have one.
    """
    for one in items:
        if one.get_closest_marker("browser"):
            one.add_marker(pytest.mark.thorough)
    items.sort(key=lambda one: (not one.get_closest_marker("long"), "e2e" not in one.path.parts))
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = [one for first in range(workers) for one in items[first::workers]]


def pytest_collection_finish() -> None:
    """Thousands of items stay to the end: no collection of garbage looks through them again.

    Each test leaves some; to look for it as often as Python does took a twentieth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what the stories of tests/e2e stand on; the suites of tests/contract run over both",
    )


@pytest.fixture(autouse=True)
def nothing_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the product would log at DEBUG in any test names nobody (design.md 13).

    The stories of tests/e2e search what their own houses log, and keep, with the same canaries.
    """
    if "e2e" in request.path.parts:
        yield
        return
    said = io.StringIO()
    with product_log(said, "DEBUG", ()):
        yield
    assert open_canaries(said.getvalue()) == []


@pytest.fixture(scope="session")
def loaded() -> Iterator[Cradle]:
    """Where the program is loaded already: its processes are forked there."""
    with cradle() as one:
        yield one


@pytest.fixture
def threaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's driver with its thread, whatever kind of run this is."""
    monkeypatch.setattr("storage.driver._Connection", THREADED)


@pytest.fixture(scope="session")
def postgres(worker_id: str, testrun_uid: str) -> Iterator[Postgres]:
    """The PostgreSQL server, with this worker's databases on it."""
    with start_postgres(testrun_uid, worker_id) as server:
        yield server


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser; mark the test with `browser`."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=_CHROMIUM_ARGS)
        yield browser
        await browser.close()


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    """The folder for screenshots, which `make screens` alone takes; else for those of failures."""
    folder = Path(os.environ.get("SCREENS") or tmp_path / "screens")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class _Answer(aiohttp.ClientResponse):
    """aioresponses 0.7.9 does not know the `stream_writer` that aiohttp asks for since 3.14."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"stream_writer": SimpleNamespace(output_size=0)} | kwargs)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[aioresponses]:
    """Canned answers for aiohttp clients, for small cases: a site has its own emulator.

    Client middlewares are passed by, and httpx (python-telegram-bot) is never seen.
    """
    monkeypatch.setattr("aioresponses.core.ClientResponse", _Answer)
    with aioresponses() as canned:
        yield canned
