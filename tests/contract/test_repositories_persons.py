"""One person behind several applications, over every store."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, MergeId, PersonId, new_id
from bot.domain.paces import Paces
from bot.domain.person import MergeState
from bot.domain.site import Ad, RemoteApplication
from bot.domain.workspace import Tenant
from bot.usecases.erased import StopErased
from bot.usecases.join_persons import JoinPersons
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.tell_new import TellNew
from storage.vault import FernetVault
from tests.contract.rows import (
    Team,
    make_account,
    make_application,
    make_merge,
    make_publication,
    make_team,
)
from tests.contract.stores import BOT, PostgresStore, SqlStore, Store
from tests.fakes import MORNING, PlainVault


async def test_applications_are_found_by_any_contact_however_it_is_written(
    store: Store, team: Team
) -> None:
    rows = [
        make_application(team, "1", phones=("+380671112233",), emails=()),
        make_application(team, "2", phones=("067 111 22 33",), emails=("o.koval@gmail.com",)),
        make_application(team, "3", phones=("+380679999999",), emails=("OKoval+cv@Gmail.com",)),
        make_application(team, "4", phones=("+380670002233",), emails=("okoval@ukr.net",)),
    ]
    nobody = make_application(team, "6", phones=("+380000000000",), emails=())
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.alike(rows) == []
        await tx.applications.add_new([(one, []) for one in rows])
        fresh = make_application(team, "5", phones=("+380671112233",), emails=())
        assert await tx.applications.alike([fresh]) == rows[:2]
        mailed = make_application(team, "5", phones=(), emails=("o.k.oval@gmail.com",))
        assert await tx.applications.alike([mailed]) == rows[1:3]
        assert await tx.applications.alike([fresh, mailed]) == rows[:3]
        assert await tx.applications.alike([replace(nobody, phones=())]) == []


async def test_a_contact_of_a_crowd_hides_nobody_else(store: Store, team: Team) -> None:
    old = make_application(team, "old", phones=(), emails=("o.koval@ukr.net",))
    agency = {"phones": ("+380440000001",), "emails": ()}
    crowd = [make_application(team, f"a{number}", **agency) for number in range(101)]
    fresh = make_application(team, "new", phones=(), emails=("o.koval@ukr.net",))
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in (old, *crowd)])
        found = await tx.applications.alike([fresh, make_application(team, "a", **agency)])
        assert old.id in {one.id for one in found}


async def test_an_application_that_goes_to_another_person_leaves_nobody_behind(
    store: Store, team: Team
) -> None:
    first, second = make_application(team, "1"), make_application(team, "2")
    third = make_application(team, "3", person_id=second.person_id)
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in (first, second, third)])
        assert await tx.applications.of_person(second.person_id) == [second, third]
        (moved,) = await tx.applications.give_to(first.person_id, [second])
        assert moved == replace(second, person_id=first.person_id, version=2)
        assert await tx.applications.of_person(first.person_id) == [first, moved]
        assert await tx.applications.of_person(second.person_id) == [third]
        await tx.applications.give_to(first.person_id, [third])
        again = PersonId(new_id())
        (alone,) = await tx.applications.give_to(again, [moved])
        assert await tx.applications.of_person(again) == [alone]
        (touched,) = await tx.applications.touch([alone])
        assert await tx.applications.get(alone.id) == touched == replace(alone, version=4)
        await tx.commit()


async def test_a_person_keeps_the_name_that_an_application_does_not_tell(
    store: Store, team: Team
) -> None:
    first = make_application(team, "1")
    hidden = make_application(team, "2", person_id=first.person_id, name=None)
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(first, []), (hidden, [])])
        assert (await tx.applications.complete(hidden, [])).name is None
        await tx.commit()


async def test_several_come_in_the_order_that_is_asked_for(store: Store, team: Team) -> None:
    one, other = (make_application(team, number) for number in "12")
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []), (other, [])])
        wanted = [other.id, ApplicationId(1), one.id]
        assert await tx.applications.several(wanted) == [other, one]
        assert await tx.applications.several([]) == []


async def test_an_application_may_stand_in_several_merges(store: Store, team: Team) -> None:
    rows = [make_application(team, str(number)) for number in range(3)]
    merge = make_merge(rows[1], rows[0])
    joined = make_merge(rows[2], rows[1], state=MergeState.JOINED)
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in rows])
        await tx.merges.hold()
        await tx.merges.save(merge)
        await tx.merges.save(joined)
        assert await tx.merges.of([rows[1].id]) == [merge, joined]
        assert await tx.merges.of([rows[0].id]) == [merge]
        assert await tx.merges.of([]) == []
        decided = merge.to(MergeState.REFUSED, team.owner.id, MORNING)
        await tx.merges.save(decided)
        assert await tx.merges.get(merge.id) == decided
        with pytest.raises(NotThere):
            await tx.merges.get(MergeId(1))
        by_hand = make_merge(rows[1], rows[2], state=MergeState.JOINED)
        await tx.merges.save(by_hand)
        assert await tx.merges.of([rows[1].id]) == [decided, joined, by_hand]


async def _at_once(one: Store, other: Store, team: Team) -> None:
    """Two processes store an application of the same person at the same time."""
    keep = KeepApplications(
        one.clock,
        BOT,
        JoinPersons(one.clock),
        TellNew(one.clock, Paces(), None),
        StopErased(PlainVault()),
    )
    accounts = [
        make_account(team.workspace.id, team.owner.id, remote_identity=f"{number}@x.ua")
        for number in range(2)
    ]
    async with one.uow(team.tenant) as tx:
        for number, account in enumerate(accounts):
            await tx.accounts.save(account)
            ad = make_publication(team.vacancy, account, remote_id=f"at-{number}", ad=Ad.LIVE)
            await tx.publications.save(ad)
        await tx.commit()

    async def come(store: Store, number: int) -> None:
        item = RemoteApplication(
            str(number), f"at-{number}", MORNING, name="Олена Коваль", phones=("+380671234567",)
        )
        async with store.uow(Tenant(team.workspace.id)) as tx:
            await keep(tx, accounts[number], [item])
            await asyncio.sleep(0)
            await tx.commit()

    await asyncio.gather(come(one, 0), come(other, 1))
    async with one.uow(team.tenant) as tx:
        probe = make_application(team, "x", phones=("+380671234567",), emails=())
        stored = await tx.applications.alike([probe])
        assert len(stored) == 2
        assert len({it.person_id for it in stored}) == 1
        assert len(await tx.merges.of([it.id for it in stored])) == 1


async def test_two_processes_on_one_file_make_one_person(
    tmp_path: Path, migrated: Path, sql: SqlStore
) -> None:
    other = SqlStore(sql.path, sql.vault)
    try:
        await _at_once(sql, other, await make_team(sql))
    finally:
        await other.close()


@pytest.mark.thorough
async def test_two_processes_on_one_server_make_one_person(
    empty_postgres: Callable[[], URL],
) -> None:
    url, vault = empty_postgres(), FernetVault(["bEJ0bGFzdF9vbmVfdGhhdF9pc18zMl9ieXRlc19sb24="])
    one, other = PostgresStore(url, vault), PostgresStore(url, vault)
    try:
        await _at_once(one, other, await make_team(one))
    finally:
        await one.close()
        await other.close()
