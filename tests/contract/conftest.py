"""The stores that the suites of repositories run over."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.domain.paces import Paces
from storage.migrate import upgrade
from tests.contract.carried import Place, Places
from tests.contract.engines import KINDS as ENGINES
from tests.contract.engines import QUICK, Engine, make_engine
from tests.contract.rows import Team, make_team
from tests.contract.stores import KINDS, PostgresStore, SqlStore, Store, make_store, sqlite_store
from tests.contract.tasks import Work
from tests.postgres import Postgres

_ON_SERVER = {"postgresql", "procrastinate"}
_OF_SERVER = {"test_postgres", "test_engine_postgres"}
_ALWAYS = {*_OF_SERVER, "test_jobs", "test_repositories"}
"""What of the server's `make test` runs too, on the server of the wheel."""


def pytest_configure(config: pytest.Config) -> None:
    matrix = "matrix: very many cases, of which `make test` asks the fake store alone"
    config.addinivalue_line("markers", matrix)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything, or with `--database postgresql` what needs the server."""
    ours = [one for one in items if "contract" in one.path.parts]
    for one in ours:
        if _left_to_ci(one):
            one.add_marker(pytest.mark.thorough)
    if config.getoption("database") == "postgresql":
        dropped = {one for one in ours if not _on_server(one)}
        items[:] = [one for one in items if one not in dropped]


def _left_to_ci(item: pytest.Item) -> bool:
    if item.get_closest_marker("matrix"):
        return "memory" not in _given(item)
    return _on_server(item) and item.path.stem not in _ALWAYS


def _on_server(item: pytest.Item) -> bool:
    return item.path.stem in _OF_SERVER or bool(_given(item) & _ON_SERVER)


def _given(item: pytest.Item) -> set[str]:
    """The test's parameters."""
    called = getattr(item, "callspec", None)
    return {str(value) for value in called.params.values()} if called is not None else set()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the present schema, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def empty_postgres(request: pytest.FixtureRequest) -> Callable[[], URL]:
    """Gives an empty database on PostgreSQL; the server starts when somebody asks."""

    def get() -> URL:
        server: Postgres = request.getfixturevalue("postgres")
        return server.empty()

    return get


@pytest.fixture(params=KINDS)
async def store(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    migrated: Path,
    empty_postgres: Callable[[], URL],
) -> AsyncIterator[Store]:
    """Each store in turn."""
    made = make_store(request.param, tmp_path, migrated, empty_postgres)
    yield made
    await made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    migrated: Path,
    empty_postgres: Callable[[], URL],
) -> AsyncIterator[SqlStore | PostgresStore]:
    """Both real ones in turn; a test of one alone is parametrized with its name."""
    made = make_store(request.param, tmp_path, migrated, empty_postgres)
    assert isinstance(made, SqlStore | PostgresStore)
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


@pytest.fixture(params=ENGINES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def engine(
    kind: str, tmp_path: Path, empty_postgres: Callable[[], URL]
) -> AsyncIterator[Engine]:
    made = await make_engine(kind, tmp_path, empty_postgres, Paces())
    yield made
    await made.close()


@pytest.fixture
async def hasty(
    kind: str, tmp_path: Path, empty_postgres: Callable[[], URL]
) -> AsyncIterator[Engine]:
    """An engine that does not wait long for what is in hand when it stops."""
    made = await make_engine(kind, tmp_path, empty_postgres, QUICK)
    yield made
    await made.close()


@pytest.fixture
def work(engine: Engine) -> Work:
    """The engine's task `work`."""
    engine.jobs.task("work", made := Work())
    return made


@pytest.fixture
def places(tmp_path: Path, empty_postgres: Callable[[], URL]) -> Places:
    return Places(tmp_path, empty_postgres)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A folder with a house that has rows in every table, files, and a backup of all that."""
    folder = tmp_path_factory.mktemp("lived")
    made = Places(folder, lambda: URL.create("none")).make("sqlite", "old")
    made.fill(migrated)
    made.backup(folder / "vidhuk.tar")
    return folder


@pytest.fixture
def old(places: Places, lived: Path, tmp_path: Path) -> Place:
    """A copy of that house."""
    shutil.copytree(lived / "old", tmp_path / "old")
    return places.make("sqlite", "old")


@pytest.fixture
def archive(lived: Path, tmp_path: Path) -> Path:
    """A copy of its backup."""
    return Path(shutil.copy(lived / "vidhuk.tar", tmp_path / "vidhuk.tar"))
