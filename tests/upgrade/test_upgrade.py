"""Every row of every former schema is there after the upgrade, and can be read (design.md 10).

Nothing is released so far: each revision that a database may stand at counts as released.
"""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine, select
from sqlalchemy.engine import URL, make_url

from storage import migrate
from storage.tables import metadata
from tests.postgres import Postgres
from tests.upgrade import filled

VERSIONS = Path(migrate.__file__).with_name("migrations") / "versions"
REVISIONS = sorted(one.name.partition("_")[0] for one in VERSIONS.glob("0*.py"))
TYPICAL = (REVISIONS[1], REVISIONS[-2])
ON_POSTGRES = tuple(one for one in REVISIONS if one >= "0007")[:: len(REVISIONS) // 4]
"""The first with the jobs' tables, and some later ones."""


def _gone(revision: str) -> set[str]:
    """What Telegram keeps of files is asked for anew since whose they are is known."""
    return {"telegram_files"} if "0002" <= revision < "0023" else set()


def _upgraded(url: URL, revision: str) -> None:
    plain = url.set(drivername="sqlite") if url.get_backend_name() == "sqlite" else url
    engine = create_engine(plain)
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), revision)
        before = filled.fill(connection)
    engine.dispose()
    migrate.upgrade(url)
    with engine.connect() as connection:
        after = filled.counted(connection)
        for table in metadata.sorted_tables:
            connection.execute(select(table)).all()
    engine.dispose()
    assert not migrate.pending(url)
    lost = {name for name, count in before.items() if after.get(name) != count}
    assert lost == _gone(revision)


@pytest.mark.parametrize(
    "revision",
    [
        pytest.param(one, marks=() if one in TYPICAL else pytest.mark.thorough)
        for one in REVISIONS[:-1]
    ],
)
def test_a_file_of_a_former_schema_keeps_its_rows(tmp_path: Path, revision: str) -> None:
    _upgraded(make_url(f"sqlite+aiosqlite:///{tmp_path}/vidhuk.sqlite3"), revision)


@pytest.mark.parametrize(
    "revision", [pytest.param(one, marks=pytest.mark.thorough) for one in ON_POSTGRES]
)
def test_a_server_of_a_former_schema_keeps_its_rows(postgres: Postgres, revision: str) -> None:
    _upgraded(postgres.make(f"at_{revision}"), revision)
