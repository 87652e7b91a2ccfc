"""The stores that the suites of repositories run over."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.migrate import upgrade
from tests.contract.rows import Team, make_team
from tests.contract.stores import KINDS, SqlStore, Store, make_store, sqlite_store


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the present schema, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=KINDS)
async def store(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path
) -> AsyncIterator[Store]:
    """Each store in turn."""
    made = make_store(request.param, tmp_path, migrated)
    yield made
    await made.close()


@pytest.fixture
async def team(store: Store) -> Team:
    """A stored team."""
    return await make_team(store)


@pytest.fixture
async def sql(tmp_path: Path, migrated: Path) -> AsyncIterator[SqlStore]:
    """A SQLite file, for what only a file can show."""
    made = sqlite_store(tmp_path, migrated)
    yield made
    await made.close()
