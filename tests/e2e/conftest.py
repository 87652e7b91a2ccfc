"""Fixtures of the stories: the outside, the house, and its end with nothing leaked.

A story marked `begins(State.WRITTEN, SYNC_INTERVAL="1440")` finds the house in that state, with
those settings, and `phone` on the page that belongs to it; without the mark it is empty.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from sites import discover
from tests.cradle import Cradle
from tests.e2e.databases import Databases, Files, OnServer
from tests.e2e.house import PACE, InTheLoop, OnItsOwn, Outside, emulated_process
from tests.e2e.leaks import search
from tests.e2e.mornings import Mornings, emulated, olena
from tests.phone import Phone

Opener = Callable[..., Awaitable[InTheLoop]]
_MARK = "begins(state, **settings): where the story begins (tests/e2e/mornings.py)"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARK)
    for one in _ELSEWHERE.values():
        config.addinivalue_line("markers", f"{one}: a story of what no other database can do")


_ELSEWHERE = {"sqlite": "on_postgresql", "postgresql": "on_sqlite"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = _ELSEWHERE[config.getoption("database")]
    items[:] = [one for one in items if one.get_closest_marker(elsewhere) is None]


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    """The kind that this run is about."""
    if request.config.getoption("database") == "sqlite":
        return Files()
    return OnServer(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def mornings(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases, worker_id: str
) -> Mornings:
    """Reached once for all workers; on a server, where each has its own databases, by each."""
    own = tmp_path_factory.getbasetemp()
    among = own.parent if databases.shared and worker_id != "master" else own
    return Mornings(among / "mornings", databases)


@dataclass
class Home:
    """The folder of a story's house, and the address of its database."""

    folder: Path
    database: str


@pytest.fixture
async def home(
    request: pytest.FixtureRequest,
    outside: Outside,
    tmp_path: Path,
    databases: Databases,
    mornings: Mornings,
) -> Home:
    """As the story's mark says; empty without one."""
    folder = tmp_path / "house"
    mark = request.node.get_closest_marker("begins")
    if mark is not None:
        return Home(folder, await mornings.lay_out(mark.args[0], folder, outside))
    folder.mkdir()
    return Home(folder, databases.fresh(folder))


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    """Both emulators in the test's own loop."""
    async with emulated() as found:
        yield found


@pytest.fixture
async def open_house(outside: Outside, home: Home) -> AsyncIterator[Opener]:
    """Start the product in the test's loop; keyword arguments are settings by their variables."""
    async with AsyncExitStack() as stack:

        async def open_one(**given: str) -> InTheLoop:
            one = InTheLoop(home.folder, outside, home.database, given)
            await stack.enter_async_context(one.heard())
            await one.start()
            stack.push_async_callback(_close, one)
            return one

        yield open_one


async def _close(one: InTheLoop) -> None:
    await one.stop()
    assert search(one) == []


@pytest.fixture
async def house(request: pytest.FixtureRequest, open_house: Opener) -> InTheLoop:
    """The running product, with the settings of the story's mark."""
    mark = request.node.get_closest_marker("begins")
    return await open_house(**(mark.kwargs if mark is not None else {}))


@pytest.fixture
async def phone(house: InTheLoop, outside: Outside) -> Phone:
    """Olena's, on the page that belongs to the state, once the bot listens.

    What is due at the start, a sync above all, has been done: it draws the page anew.
    """
    phone = await olena(outside)
    async with asyncio.timeout(phone.wait):
        while not await outside.telegram.calls("/getUpdates"):
            await phone.telegram.get(f"chats/{phone.person}", wait=0.02)
        await house.inside.jobs.idle()
    return phone


@pytest.fixture
async def process(outside: Outside, home: Home, loaded: Cradle) -> AsyncIterator[OnItsOwn]:
    """`vidhuk run`, not started yet, beside emulators in the test's loop."""
    one = OnItsOwn(home.folder, outside, home.database, cradle=loaded)
    yield one
    await one.stop()
    assert search(one) == []


@pytest.fixture
async def far_outside(tmp_path: Path, loaded: Cradle) -> AsyncIterator[Outside]:
    """All emulators as processes of their own."""
    folder = tmp_path / "outside"
    folder.mkdir()
    keys = [site.info.key for site in discover()]
    async with AsyncExitStack() as stack:
        telegram, *sites = [
            await stack.enter_async_context(emulated_process(folder, service, PACE, cradle=loaded))
            for service in ("telegram", *keys)
        ]
        by_key = dict(zip(keys, sites, strict=True))
        found = Outside(telegram, by_key["work_ua"], by_key)
        await found.open()
        yield found
