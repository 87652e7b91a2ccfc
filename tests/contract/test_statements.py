"""What the hot paths ask of the database: as many statements for much as for little."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from bot.domain.ids import MemberId, WorkspaceId, new_id
from bot.domain.workspace import Member, Person, Role, Tenant, User, Workspace
from bot.usecases.identify import Identify
from tests.contract.rows import Team, make_team
from tests.contract.stores import BOT, SqlStore


@contextmanager
def statements(sql: SqlStore) -> Iterator[list[str]]:
    """Those that are executed meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(sql.engine.sync_engine, "before_cursor_execute", note)
    yield said
    event.remove(sql.engine.sync_engine, "before_cursor_execute", note)


async def _join_another(sql: SqlStore, team: Team) -> None:
    """The team's owner is a member of one more company."""
    other = Workspace(WorkspaceId(new_id()), "ФОП Приклад")
    user_id = team.owner.user_id
    async with sql.uow(Tenant(other.id)) as tx:
        await tx.workspaces.save(other)
        member = Member(MemberId(new_id()), other.id, user_id, Role.RECRUITER, "Олег Щур")
        await tx.workspaces.save_member(member)
        await tx.commit()


async def test_a_press_costs_the_same_however_many_companies_its_presser_has(
    sql: SqlStore,
) -> None:
    team = await make_team(sql)
    person = Person(team.owner.user_id, team.owner.user_id)
    async with sql.uow.person(person) as tx:
        await tx.users.save(User(person.user_id, "uk", "Олег Щур", team.workspace.id))
        await tx.chats.private(BOT, person.user_id)
        await tx.commit()
    with statements(sql) as alone:
        await Identify(sql.uow, BOT)(person)
    for _ in range(3):
        await _join_another(sql, team)
    with statements(sql) as among_others:
        await Identify(sql.uow, BOT)(person)
    assert len(among_others) == len(alone) == 5
