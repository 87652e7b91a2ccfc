"""Who did what, over every store; the databases keep every line as it is."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.audit import AuditSieve, Matter
from bot.domain.group import Did
from bot.domain.ids import MemberId, new_id
from bot.domain.workspace import Member, Person, Role
from tests.contract.rows import Team, make_deed
from tests.contract.stores import Store


async def test_the_newest_come_first_a_page_at_a_time(store: Store, team: Team) -> None:
    deeds = [make_deed(team, at) for at in range(5)]
    async with store.uow(team.tenant) as tx:
        for one in deeds:
            await tx.audit.add(one)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.audit.listed(AuditSieve(), 0, 2) == [deeds[4], deeds[3]]
        assert await tx.audit.listed(AuditSieve(), 4, 2) == [deeds[0]]


async def test_they_are_narrowed_by_kind_and_by_member(store: Store, team: Team) -> None:
    ira = Member(MemberId(new_id()), team.workspace.id, 71, Role.RECRUITER, "Іра")
    saw, took = make_deed(team, 1), make_deed(team, 2, did=Did.TAKEN, member_id=ira.id)
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save_member(ira)
        await tx.audit.add(saw)
        await tx.audit.add(took)
        contacts, hers = AuditSieve(Matter.CONTACTS), AuditSieve(member_id=ira.id)
        assert await tx.audit.listed(contacts, 0, 9) == [saw]
        assert await tx.audit.listed(hers, 0, 9) == [took]
        assert await tx.audit.listed(replace(hers, matter=Matter.CONTACTS), 0, 9) == []


async def test_a_person_writes_down_their_own_deeds_and_nobody_elses(
    store: Store, team: Team
) -> None:
    own = make_deed(team, 1, did=Did.CAME)
    async with store.uow.person(Person(team.owner.user_id, 1)) as tx:
        await tx.audit.add(own)
        await tx.commit()
    async with store.uow.person(Person(666, 1)) as tx:
        assert await tx.audit.of_subject(1) == []
    async with store.uow(team.tenant) as tx:
        assert await tx.audit.of_subject(1) == [own]


@pytest.mark.parametrize("statement", ["UPDATE audit SET detail = 'x'", "DELETE FROM audit"])
@pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)
async def test_a_line_is_neither_changed_nor_deleted(
    store: Any, team: Team, statement: str
) -> None:
    deed = make_deed(team, 1)
    async with store.uow(team.tenant) as tx:
        await tx.audit.add(deed)
        await tx.commit()
    with pytest.raises(DBAPIError, match="only added to"):
        async with store.engine.begin() as connection:
            await connection.execute(text(statement))
    async with store.uow(team.tenant) as tx:
        assert await tx.audit.of_subject(1) == [deed]


@pytest.mark.parametrize(
    ("store", "statement"),
    [
        ("sqlite", "INSERT OR REPLACE INTO audit SELECT * FROM audit"),
        ("postgresql", "TRUNCATE audit"),
    ],
    indirect=["store"],
)
async def test_nor_is_it_put_anew_or_emptied(store: Any, team: Team, statement: str) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.audit.add(make_deed(team, 1))
        await tx.commit()
    with pytest.raises(DBAPIError, match="only added to"):
        async with store.engine.begin() as connection:
            await connection.execute(text(statement))
