"""What only the file can show: what is sealed in it, and how tasks share it."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.conversation import Flash
from bot.domain.ids import UpdateKey
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.site import Ad, BrokenRecord
from bot.domain.vacancy import Contact
from bot.domain.workspace import Person, User
from bot.ports import VaultBroken
from bot.usecases.look_for_work import LookForWork
from storage import tables as t
from storage.canary import WrongKey, check_key
from storage.jobs.embedded import EmbeddedJobs
from storage.jobs.lockfile import LockFile
from storage.uow import SqlUnitOfWork
from storage.vault import FernetVault
from tests.contract.rows import (
    SITE,
    make_account,
    make_action,
    make_application,
    make_file,
    make_publication,
    make_stub,
    make_team,
    make_update,
)
from tests.contract.stores import BOT, SqlStore
from tests.fakes import MORNING

pytestmark = pytest.mark.usefixtures("threaded")

# Invented, and found nowhere else: each must not be readable in the file.
CANARIES = {
    "password": "Пароль-canary-71c4",
    "login": "canary-login-71c4@example.com",
    "contact": "Canary Контакт 71c4",
    "phone": "+380675557104",
    "email": "canary-mail-71c4@example.com",
    "birth_date": "1991-07-14",
    "letter": "canary-letter-71c4",
    "resume": "canary-resume-71c4",
    "raw": "canary-raw-71c4",
    "ref": "canary-ref-71c4",
    "draft": "canary-draft-71c4",
    "flash": "canary-flash-71c4",
    "update": "canary-update-71c4",
    "open update": "canary-open-71c4",
}


async def _fill(store: SqlStore) -> None:
    """Write each canary where its like belongs."""
    team = await make_team(store)
    secret = CANARIES
    account = make_account(
        team.workspace.id,
        team.owner.id,
        login=secret["login"],
        remote_identity=secret["login"],
        credentials=Credentials.of({"login": secret["login"], "password": secret["password"]}),
    )
    application = make_application(
        team,
        "1",
        phones=(secret["phone"],),
        emails=(secret["email"],),
        birth_date=secret["birth_date"],
        letter=secret["letter"],
        resume_text=secret["resume"],
    )
    done, left = (
        make_update(at, payload=secret[key]) for at, key in enumerate(("update", "open update"))
    )
    async with store.uow.system() as system:
        await system.store_updates([done, left])
        await system.commit()
    async with store.uow(replace(team.actor, update_key=done.key)) as tx:
        talk = (await tx.conversations.of(team.actor)).drafted(login={"x": secret["draft"]})
        await tx.conversations.save(replace(talk, flash=Flash("x", {"y": secret["flash"]})))
        await tx.accounts.save(account)
        await tx.vacancies.save(replace(team.vacancy, contact=Contact(secret["contact"])))
        file = make_file(application, ref=secret["ref"])
        await tx.applications.add_new([(application, [file])])
        record = BrokenRecord("x", secret["raw"], remote_id="9")
        await tx.applications.keep_broken(account.id, record, MORNING)
        await tx.commit()


async def test_nothing_secret_can_be_read_in_the_file(sql: SqlStore) -> None:
    await _fill(sql)
    content = b"".join(path.read_bytes() for path in sql.path.parent.glob("vidhuk.sqlite*"))
    assert "Олена Коваль".encode() in content
    for name, canary in CANARIES.items():
        plain = canary.encode()
        escaped = json.dumps(canary).strip('"').encode()
        assert plain not in content, name
        assert escaped not in content, name
        assert canary.split("@")[0].encode() not in content, name


async def test_a_sealed_value_that_was_moved_to_another_row_is_refused(sql: SqlStore) -> None:
    team = await make_team(sql)
    other = make_account(team.workspace.id, team.owner.id)
    async with sql.uow(team.tenant) as tx:
        await tx.accounts.save(other)
        await tx.commit()
    a = t.accounts.c
    async with sql.engine.begin() as connection:
        stolen = await connection.scalar(select(a.credentials).where(a.id == team.account.id))
        moved = update(t.accounts).where(a.id == other.id).values(credentials=stolen)
        await connection.execute(moved)
    async with sql.uow(team.tenant) as tx:
        assert await tx.accounts.get(team.account.id) == team.account
        with pytest.raises(VaultBroken):
            await tx.accounts.get(other.id)


async def test_a_candidate_is_found_by_phone_its_tail_and_email(sql: SqlStore) -> None:
    team = await make_team(sql)
    application = make_application(team, "1", phones=("+380670004521", "12"))
    async with sql.uow(team.tenant) as tx:
        await tx.applications.add_new([(application, [])])
        await tx.commit()
    hmac = sql.vault.hmac
    async with sql.engine.begin() as connection:
        c = t.application_contacts.c
        rows = await connection.execute(select(c.kind, c.contact_hmac))
        assert {tuple(row) for row in rows} == {
            ("phone", hmac("phone", "+380670004521")),
            ("phone", hmac("phone", "12")),
            ("phone_tail", hmac("phone_tail", "4521")),
            ("email", hmac("email", "o.koval@example.com")),
        }


async def test_a_done_update_is_empty_in_the_commit_of_its_effects(sql: SqlStore) -> None:
    first, second = make_update(1), make_update(2)
    async with sql.uow.system() as system:
        await system.store_updates([first, second])
        await system.finish_update(second.key, failed=True)
        await system.commit()
    async with sql.uow.person(Person(5, 5, UpdateKey(first.key))) as tx:
        await tx.commit()
    async with sql.engine.begin() as connection:
        rows = await connection.execute(
            select(t.inbox.c.state, t.inbox.c.payload).order_by(t.inbox.c.id)
        )
        assert [tuple(row) for row in rows] == [("done", None), ("failed", None)]


async def test_texts_that_no_database_takes_are_stored_without_their_bad_parts(
    sql: SqlStore,
) -> None:
    team = await make_team(sql)
    half, user = "Ко\ud83dваль\0", User(8, "uk", "Юля\ud83d")
    application = make_application(team, "1", name=half, letter=half, skills=(half,))
    async with sql.uow(team.tenant) as tx:
        await tx.users.save(user)
        await tx.applications.add_new([(application, [])])
        await tx.commit()
    async with sql.uow(team.tenant) as tx:
        stored = await tx.applications.get(application.id)
        assert (stored.name, stored.letter, stored.skills) == ("Ко?валь", half, (half,))
        assert await tx.users.get(8) == User(8, "uk", "Юля?")


# -- the key


async def test_the_right_key_passes(sql: SqlStore) -> None:
    vault = FernetVault([Fernet.generate_key().decode()])
    await check_key(sql.engine, vault)
    await check_key(sql.engine, vault)


async def test_a_wrong_key_is_refused_at_start(sql: SqlStore) -> None:
    await check_key(sql.engine, FernetVault([Fernet.generate_key().decode()]))
    with pytest.raises(WrongKey):
        await check_key(sql.engine, FernetVault([Fernet.generate_key().decode()]))


# -- tasks that share the file


async def test_fifty_tasks_at_once_wait_for_each_other(sql: SqlStore) -> None:
    team = await make_team(sql)

    async def rename(number: int) -> None:
        async with sql.uow(team.tenant) as tx:
            user = await tx.users.get(1) or User(1, "uk", "0")
            await tx.users.save(replace(user, name=str(int(user.name) + 1)))
            await tx.accounts.save(make_account(team.workspace.id, team.owner.id))
            await tx.commit()

    await asyncio.gather(*(rename(number) for number in range(50)))
    async with sql.uow(team.tenant) as tx:
        assert await tx.users.get(1) == User(1, "uk", "50")
        assert len(await tx.accounts.all()) == 51


async def test_two_engines_on_one_file_wait_for_each_other(sql: SqlStore, tmp_path: Path) -> None:
    other = SqlStore(sql.path, sql.vault)

    async def count(store: SqlStore) -> None:
        async with store.uow.person(Person(1, 1)) as tx:
            user = await tx.users.get(1) or User(1, "uk", "0")
            await tx.users.save(replace(user, name=str(int(user.name) + 1)))
            await tx.commit()

    await asyncio.gather(*(count(store) for _ in range(10) for store in (sql, other)))
    async with sql.uow.person(Person(1, 1)) as tx:
        assert await tx.users.get(1) == User(1, "uk", "20")
    await other.close()


async def test_a_task_that_is_cancelled_leaves_nothing_and_lets_others_on(
    sql: SqlStore,
) -> None:
    team = await make_team(sql)
    inside = asyncio.Event()

    async def interrupted() -> None:
        async with sql.uow(team.tenant) as tx:
            await tx.vacancies.save(replace(team.vacancy, title="х"))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(interrupted())
    await inside.wait()
    task.cancel()
    await asyncio.wait([task])
    async with asyncio.timeout(5), sql.uow(team.tenant) as tx:
        assert await tx.vacancies.get(team.vacancy.id) == team.vacancy


async def test_a_transaction_within_a_transaction_is_a_mistake_that_is_named(
    sql: SqlStore,
) -> None:
    async def nested() -> None:
        async with sql.uow.system(), sql.uow.system():
            pass

    with pytest.raises(RuntimeError, match="within"):
        await nested()
    async with sql.uow.system() as system:
        await system.commit()


class _Bell(EmbeddedJobs):
    """Notes when it is woken, and whether the database is free by then."""

    engine: AsyncEngine
    free: list[bool]

    def wake(self) -> None:
        self.free.append("out connections: 0" in self.engine.pool.status())


async def test_the_workers_are_woken_by_a_commit_that_left_work_and_find_the_way_free(
    sql: SqlStore,
) -> None:
    bell = _Bell(sql.engine, sql.clock, Paces(), LockFile.beside(sql.path))
    bell.engine, bell.free = sql.engine, []
    uow = SqlUnitOfWork(sql.engine, sql.vault, bell, sql.clock, bot_id=BOT)
    async with uow.system() as tx:
        await tx.enqueue(Job("sync", 1))
    async with uow.system() as tx:
        await tx.commit()
    assert bell.free == []
    async with uow.system() as tx:
        await tx.enqueue(Job("sync", 1))
        await tx.commit()
        assert bell.free == [True]


async def test_the_file_is_in_the_mode_it_needs(sql: SqlStore) -> None:
    async with sql.engine.begin() as connection:
        pragmas = {
            name: await connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
        assert pragmas == {
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": 2,
            "busy_timeout": 30_000,
        }


async def test_times_come_back_as_they_were_to_the_microsecond(sql: SqlStore) -> None:
    moment = MORNING + timedelta(microseconds=999_999)
    async with sql.engine.begin() as connection:
        await connection.execute(
            insert(t.dictionaries).values(
                site=SITE, host="", name="x", entries=[], fetched_at=moment
            )
        )
        found = await connection.scalar(select(func.max(t.dictionaries.c.fetched_at)))
        assert found == moment
        assert found.utcoffset() == timedelta()


@pytest.mark.parametrize("table", ["publications", "site_actions"])
async def test_a_row_that_can_not_be_read_keeps_no_company_from_its_work(
    sql: SqlStore, table: str
) -> None:
    team = await make_team(sql)
    ad = make_publication(team.vacancy, team.account, remote_id="ad-9", ad=Ad.LIVE)
    ad = replace(ad, fingerprint={"title": "1"})
    action = make_action(team, publication_id=ad.id)
    async with sql.uow(team.tenant) as tx:
        await tx.publications.save(ad)
        await tx.actions.save(replace(action, fingerprint={"title": "1"}))
        await tx.applications.add_stubs([make_stub(team, "1")])
        await tx.commit()
    async with sql.engine.begin() as connection:
        await connection.execute(text(f"UPDATE {table} SET fingerprint = 'torn'"))
    async with sql.uow(team.tenant) as tx:
        with pytest.raises(VaultBroken):
            await tx.publications.get(ad.id)
    await LookForWork(sql.uow, sql.clock, Paces())()
    woken = {(job.task, job.subject) for job in await sql.waiting()}
    assert {("act", action.id), ("fetch_stubs", ad.id), ("sync", team.account.id)} <= woken


async def test_a_name_that_was_read_later_is_the_persons(sql: SqlStore) -> None:
    team = await make_team(sql)
    hidden = make_application(team, "1", name=None)
    async with sql.uow(team.tenant) as tx:
        await tx.applications.add_new([(hidden, [])])
        await tx.applications.complete(replace(hidden, name="Олена Коваль"), [])
        await tx.commit()
    async with sql.engine.begin() as connection:
        assert (await connection.execute(select(t.persons.c.name))).scalars().all() == [
            "Олена Коваль"
        ]
