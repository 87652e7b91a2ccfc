"""The schema grows only by revisions, and nothing is lost on the way (design.md 10)."""

import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.domain.ids import new_id
from storage import migrate
from storage.migrate import BrokenReferences, SchemaTooNew, pending, upgrade
from storage.tables import metadata

HEAD = "0036"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/new/vidhuk.sqlite"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "vidhuk.sqlite"


def _run(path: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        found = [connection.execute(statement).fetchall() for statement in statements]
    return found[-1]


def _indexes(path: Path) -> set[tuple[object, ...]]:
    return set(_run(path, "SELECT name, sql FROM sqlite_master WHERE type = 'index'"))


def _make(path: Path, revision: str) -> None:
    """An empty database of a former version."""
    path.parent.mkdir()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(migrate.config(connection), revision)
    engine.dispose()


@pytest.fixture
def old(path: Path) -> Path:
    """A database some revisions behind, with a row in it."""
    _make(path, "0001")
    _run(path, "INSERT INTO workspaces VALUES (1, 'Ромашка', 'Europe/Kyiv', 1)")
    return path


def test_the_revisions_make_what_the_program_expects(url: str, path: Path) -> None:
    assert upgrade(url) is None
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        # Indexes are compared by their SQL below: Alembic can't compare one that is descending.
        opts = {"include_object": lambda _item, _name, kind, *_: kind != "index"}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_revisions_stand_in_files_that_begin_with_their_names() -> None:
    """How the newest one is known without Alembic, which takes long to load."""
    scripts = ScriptDirectory(str(Path(migrate.__file__).with_name("migrations")))
    revisions = [one.revision for one in scripts.walk_revisions()]
    files = [Path(one.path).name.partition("_")[0] for one in scripts.walk_revisions()]
    assert revisions == files == sorted(files, reverse=True)
    assert scripts.get_heads() == [HEAD]


def test_the_revisions_make_the_same_indexes(url: str, path: Path, tmp_path: Path) -> None:
    upgrade(url)
    fresh = tmp_path / "fresh.sqlite"
    engine = create_engine(f"sqlite:///{fresh}")
    metadata.create_all(engine)
    engine.dispose()
    extra = {("sqlite_autoindex_alembic_version_1", None)}
    assert _indexes(path) - extra == _indexes(fresh)


def test_a_new_file_is_for_its_owner_alone(url: str, path: Path) -> None:
    upgrade(url)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_second_time_changes_nothing(url: str, path: Path) -> None:
    upgrade(url)
    before = path.read_bytes()
    assert upgrade(url) is None
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_file_is_copied_before_it_is_changed(url: str, old: Path) -> None:
    copy = upgrade(url)
    assert copy == old.with_name(f"{old.name}.before-{HEAD}")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    for each, revision in ((old, HEAD), (copy, "0001")):
        assert _run(each, "SELECT version_num FROM alembic_version") == [(revision,)]
        assert _run(each, "SELECT name FROM workspaces") == [("Ромашка",)]


def test_rows_that_point_at_nothing_undo_the_migration(url: str, old: Path) -> None:
    _run(old, "PRAGMA foreign_keys=OFF", "INSERT INTO users VALUES (5, 'uk', 'Олег', 404)")
    with pytest.raises(BrokenReferences, match="users"):
        upgrade(url)
    assert _run(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert _run(old, "SELECT name FROM sqlite_master WHERE name = 'notices'") == []


_AN_AD = (
    "INSERT INTO workspaces (id, name, time_zone, version) VALUES (1, 'Ромашка', 'Europe/Kyiv', 1)",
    "INSERT INTO members (id, workspace_id, user_id, role, name) VALUES (2, 1, 5, 'owner', 'О')",
    "INSERT INTO accounts (id, workspace_id, site, remote_identity, identity_hmac, label, login,"
    " credentials, added_by, state, credits, failures, version)"
    " VALUES (3, 1, 'fake', 'x', 'x', 'x', 'x', 'x', 2, 'active', '[]', 0, 1)",
    "INSERT INTO vacancies (id, workspace_id, owner_id, created_at, title, description, city,"
    " country, remote, version) VALUES (4, 1, 2, 0, 'Бариста', '', 'Київ', 'UA', 0, 1)",
    "INSERT INTO publications (id, workspace_id, vacancy_id, account_id, site, created_at, title,"
    " description, ad, sync, fields, version)"
    " VALUES (6, 1, 4, 3, 'fake', 0, 'Бариста', '<p>Кава</p>', 'live', 1, '{}', 1)",
    "INSERT INTO site_actions (id, workspace_id, kind, number, unique_key, asked_by, created_at,"
    " publication_id, state, attempts, problems)"
    " VALUES (7, 1, 'publish', 1, '6:1', 2, 0, 6, 'done', 1, '[]')",
)
_FINGERPRINTS = tuple(
    f"ALTER TABLE {table} ADD COLUMN fingerprint TEXT" for table in ("publications", "site_actions")
)


@pytest.mark.parametrize("made_by_0005", [(), _FINGERPRINTS], ids=["without", "with"])
def test_both_databases_that_were_called_0005_are_brought_up_to_date(
    url: str, path: Path, made_by_0005: tuple[str, ...]
) -> None:
    _make(path, "0005")
    _run(path, *_AN_AD, *made_by_0005)
    assert pending(url)
    upgrade(url)
    ads = "SELECT title, description, fingerprint FROM publications"
    assert _run(path, ads) == [("Бариста", "<p>Кава</p>", None)]
    assert _run(path, "SELECT state, fingerprint FROM site_actions") == [("done", None)]
    assert not pending(url)


def test_who_is_here_already_is_found_by_name(url: str, path: Path) -> None:
    _make(path, "0023")
    person = "INSERT INTO persons (id, workspace_id, name) VALUES (8, 1, 'Олена Коваль')"
    application = (
        "INSERT INTO applications (id, workspace_id, person_id, account_id, site, remote_id,"
        " remote_ad_id, sent_at, stored_at, name, phones, emails, skills, channels, version)"
        " VALUES (9, 1, 8, 3, 'fake', 'r', 'a', 0, 0, 'Олена Коваль', '', '', '[]', '[]', 1)"
    )
    _run(path, *_AN_AD, person, application)
    upgrade(url)
    found = _run(path, "SELECT application_id, word, workspace_id FROM name_words ORDER BY word")
    assert found == [(9, word, 1) for word in ("=olena", "koval", "olena")]


@pytest.mark.parametrize(
    ("ad", "badge", "told"),
    [
        ("refused", "badge-blocked", "refused"),
        *(
            pytest.param(*one, marks=pytest.mark.thorough)
            for one in (
                ("live", None, None),
                ("ended", "badge-expired", "expired"),
                ("ended", "badge-deleted", "deleted"),
                ("ended", None, "closed"),
            )
        ),
    ],
)
def test_what_happened_to_an_ad_before_the_radar_is_known(
    url: str, path: Path, ad: str, badge: str | None, told: str | None
) -> None:
    _make(path, "0011")
    word = "NULL" if badge is None else f"'{badge}'"
    _run(path, *_AN_AD, f"UPDATE publications SET ad = '{ad}', badge = {word}")
    upgrade(url)
    assert _run(path, "SELECT told, told_at FROM publications") == [(told, None)]


def test_since_when_an_account_is_watched_is_read_from_its_id(url: str, path: Path) -> None:
    """Else the first comparison would bring as new what was there before the account."""
    _make(path, "0011")
    made = new_id()
    _run(path, *_AN_AD, f"UPDATE accounts SET id = {made}")
    _run(path, f"UPDATE publications SET account_id = {made}")
    upgrade(url)
    ((since, due),) = _run(path, "SELECT watched_since, reconcile_at FROM accounts")
    moment = datetime.fromtimestamp(int(str(since)) / 1_000_000, UTC)
    assert timedelta() <= datetime.now(UTC) - moment < timedelta(minutes=5)
    assert due is None


KILLED_AFTER = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from storage.migrate import upgrade

left = int(sys.argv[2])

@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

upgrade(sys.argv[1])
"""


def test_applications_of_before_are_new_and_whose_audit_was_kept_stays(
    url: str, path: Path
) -> None:
    _make(path, "0015")
    _run(
        path,
        *_AN_AD[:3],
        "INSERT INTO persons (id, workspace_id, name) VALUES (8, 1, 'Олена')",
        "INSERT INTO applications (id, workspace_id, person_id, account_id, site, remote_id,"
        " remote_ad_id, sent_at, stored_at, phones, emails, skills, channels, unopened, version)"
        " VALUES (9, 1, 8, 3, 'fake', '1', '7', 0, 0, 'x', 'x', '[]', '[]', 0, 4)",
        "INSERT INTO audit (id, workspace_id, member_id, did, subject_id, at)"
        " VALUES (10, 1, 2, 'contact', 9, 0)",
    )
    upgrade(url)
    handled = "SELECT stage, assignee_id, act, before, version FROM applications"
    assert _run(path, handled) == [("new", None, None, None, 4)]
    assert _run(path, "SELECT did, detail FROM audit") == [("contact", "")]


def test_refusals_that_stayed_here_before_are_no_answers(url: str, path: Path) -> None:
    _make(path, "0028")
    columns = "id, workspace_id, person_id, account_id, site, remote_id, remote_ad_id, sent_at,"
    more = " stored_at, phones, emails, skills, channels, version, stage, answered_at"
    rest = "1, 8, 3, 'fake', {0}, '7', 0, 0, 'x', 'x', '[]', '[]', 1"
    stages = ("rejected", "rejected", "contact", "rejected")
    _run(
        path,
        *_AN_AD[:3],
        "INSERT INTO persons (id, workspace_id, name) VALUES (8, 1, 'Олена')",
        *(
            f"INSERT INTO applications ({columns}{more}) VALUES"
            f" ({one}, {rest.format(one)}, '{stage}', 5)"
            for one, stage in zip((11, 12, 13, 14), stages, strict=True)
        ),
        "INSERT INTO site_actions (id, workspace_id, unique_key, kind, number, asked_by, state,"
        " created_at, attempts, problems, despite_duplicates, application_id)"
        " VALUES (20, 1, '12:1', 'reject', 1, 2, 'done', 0, 1, '[]', 0, 12)",
        "INSERT INTO audit (id, workspace_id, member_id, did, subject_id, at, detail)"
        " VALUES (30, 1, 2, 'moved', 14, 5, 'interview')",
    )
    upgrade(url)
    stands = _run(path, "SELECT id, answered_at, decided_at FROM applications ORDER BY id")
    assert stands == [(11, None, 5), (12, 5, None), (13, 5, None), (14, 5, None)]


@pytest.mark.parametrize(
    "statements", [9, *(pytest.param(one, marks=pytest.mark.thorough) for one in (2, 23))]
)
def test_killed_in_mid_migration_the_database_is_as_it_was_and_the_next_start_migrates_it(
    url: str, old: Path, statements: int
) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED_AFTER, url, str(statements)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert _run(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert _run(old, "SELECT count(*) FROM sqlite_master WHERE name = 'notices'") == [(0,)]
    upgrade(url)
    assert _run(old, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert _run(old, "SELECT name FROM workspaces") == [("Ромашка",)]
    assert not pending(url)


def test_a_schema_newer_than_the_program_is_left_alone(url: str, path: Path) -> None:
    upgrade(url)
    _run(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew, match="9999"):
        upgrade(url)
    assert path.read_bytes() == before


def test_what_is_to_be_done_is_told_without_doing_it(url: str, path: Path) -> None:
    assert pending(url)
    assert not path.exists()
    upgrade(url)
    assert not pending(url)
    _run(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew):
        pending(url)


def test_two_who_migrate_at_once_do_it_once(url: str, old: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        copies = list(pool.map(upgrade, [url] * 4))
    assert [copy for copy in copies if copy is not None] == [
        old.with_name(f"{old.name}.before-{HEAD}")
    ]
    assert _run(old, "SELECT name FROM workspaces") == [("Ромашка",)]


def test_the_tables_can_be_written_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_every_name_fits_into_postgresql() -> None:
    names = [str(one.name) for table in metadata.sorted_tables for one in table.constraints]
    names += [str(one.name) for table in metadata.sorted_tables for one in table.indexes]
    assert [name for name in names if len(name) > 63] == []
