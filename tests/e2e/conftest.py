"""Fixtures of the stories: the outside, the house, and its end with nothing leaked.

A story marked `begins(State.WRITTEN, SYNC_INTERVAL="1440")` finds the house in that state, with
those settings, and `phone` on the page that belongs to it; without the mark it is empty.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.e2e.house import PACE, InTheLoop, OnItsOwn, Outside, emulated_process
from tests.e2e.leaks import search
from tests.e2e.mornings import Mornings, emulated, olena, open_page
from tests.phone import Phone

Opener = Callable[..., Awaitable[InTheLoop]]
_MARK = "begins(state, **settings): where the story begins (tests/e2e/mornings.py)"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARK)


@pytest.fixture(scope="session")
def mornings(tmp_path_factory: pytest.TempPathFactory) -> Mornings:
    """Reached once a worker."""
    return Mornings(tmp_path_factory.mktemp("mornings") / "copies")


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    """Both emulators in the test's own loop."""
    async with emulated() as found:
        yield found


@pytest.fixture
async def open_house(outside: Outside, tmp_path: Path) -> AsyncIterator[Opener]:
    """Start the product in the test's loop; keyword arguments are settings by their variables."""
    async with AsyncExitStack() as stack:

        async def open_one(**given: str) -> InTheLoop:
            one = InTheLoop(tmp_path / "house", outside, given)
            one.folder.mkdir(exist_ok=True)
            await stack.enter_async_context(one.heard())
            await one.start()
            stack.push_async_callback(_close, one)
            return one

        yield open_one


async def _close(one: InTheLoop) -> None:
    await one.stop()
    assert search(one) == []


@pytest.fixture
async def house(
    request: pytest.FixtureRequest,
    outside: Outside,
    open_house: Opener,
    tmp_path: Path,
    mornings: Mornings,
) -> InTheLoop:
    """The running product, as the story's mark says."""
    mark = request.node.get_closest_marker("begins")
    if mark is None:
        return await open_house()
    await mornings.lay_out(mark.args[0], tmp_path / "house", outside)
    return await open_house(**mark.kwargs)


@pytest.fixture
async def phone(request: pytest.FixtureRequest, house: InTheLoop, outside: Outside) -> Phone:
    """Olena's, on the page that belongs to the state."""
    phone = await olena(outside)
    mark = request.node.get_closest_marker("begins")
    if mark is not None:
        await open_page(phone, mark.args[0])
    return phone


@pytest.fixture
async def process(outside: Outside, tmp_path: Path) -> AsyncIterator[OnItsOwn]:
    """`vidhuk run`, not started yet, beside emulators in the test's loop."""
    one = OnItsOwn(tmp_path / "house", outside)
    one.folder.mkdir()
    yield one
    await one.stop()
    assert search(one) == []


@pytest.fixture
async def far_outside(tmp_path: Path) -> AsyncIterator[Outside]:
    """Both emulators as processes of their own."""
    folder = tmp_path / "outside"
    folder.mkdir()
    async with (
        emulated_process(folder, "telegram", PACE) as telegram,
        emulated_process(folder, "work_ua", PACE) as work_ua,
    ):
        found = Outside(telegram, work_ua)
        await found.open()
        yield found
