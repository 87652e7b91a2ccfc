"""Logins by code, and what sites call, over every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, DueAccount, Viewed
from bot.domain.code_login import DueLogin, LoginStep
from bot.domain.errors import Conflict, NotThere
from bot.domain.hook import DueEvent
from bot.domain.ids import CodeLoginId, EventId, new_id
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Statistics
from tests.contract.rows import (
    Team,
    make_action,
    make_code_login,
    make_event,
    make_hook,
    make_team,
)
from tests.contract.stores import SqlStore, Store
from tests.fakes import MORNING

CODE = Secret("код-1")


async def test_a_login_is_found_by_its_state_and_moves_on_once(store: Store, team: Team) -> None:
    login = make_code_login(team)
    called = login.to(LoginStep.CALLED, code=CODE)
    async with store.uow(team.actor) as tx:
        await tx.code_logins.save(login)
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.code_login(login.state_hmac) == login
        assert await system.code_login("1:none") is None
        assert await system.owed_logins() == []
    async with store.uow(team.actor) as tx:
        await tx.code_logins.save(called, was=LoginStep.ASKED)
        with pytest.raises(Conflict):
            await tx.code_logins.save(called, was=LoginStep.ASKED)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.code_logins.get(login.id) == called
    async with store.uow.system() as system:
        owed = DueLogin(team.workspace.id, login.id, team.owner.user_id)
        assert await system.owed_logins() == [owed]


async def test_a_login_whose_code_is_on_its_way_is_owed_and_one_that_is_over_is_not(
    store: Store, team: Team
) -> None:
    called = make_code_login(team).to(LoginStep.CALLED, code=CODE)
    async with store.uow(team.tenant) as tx:
        await tx.code_logins.save(called.to(LoginStep.REDEEMING))
        await tx.commit()
    over = called.to(LoginStep.OVER)
    async with store.uow.system() as system:
        assert [one.id for one in await system.owed_logins()] == [called.id]
    async with store.uow(team.tenant) as tx:
        await tx.code_logins.save(over, was=LoginStep.REDEEMING)
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.owed_logins() == []
        assert await system.code_login(called.state_hmac) == over
    assert over.code is None


async def test_no_two_logins_have_one_state(store: Store, team: Team) -> None:
    login = make_code_login(team)
    async with store.uow(team.tenant) as tx:
        await tx.code_logins.save(login)
        with pytest.raises(Conflict):
            await tx.code_logins.save(replace(login, id=CodeLoginId(new_id())))


async def test_a_hook_is_found_by_its_secret_until_it_is_shut(store: Store, team: Team) -> None:
    hook = make_hook(team)
    async with store.uow(team.tenant) as tx:
        assert await tx.hooks.of(team.account.id) is None
        await tx.hooks.save(hook)
        await tx.hooks.save(replace(hook, subscription="22", failures=1))
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.hook(hook.secret_hmac) == replace(hook, subscription="22", failures=1)
        assert await system.hook("1:none") is None
    async with store.uow(team.tenant) as tx:
        await tx.hooks.drop(team.account.id)
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.hook(hook.secret_hmac) is None


async def test_all_that_one_subscription_calls_are_found_whatever_their_team(
    store: Store, team: Team
) -> None:
    others = await make_team(store)
    rows = [replace(make_hook(one), subscription="22") for one in (team, others)]
    for one, row in zip((team, others), rows, strict=True):
        async with store.uow(one.tenant) as tx:
            await tx.hooks.save(row)
            await tx.commit()
    both = {(one.workspace_id, one.account_id) for one in rows}
    async with store.uow.system() as system:
        found = await system.called_with(rows[0])
        assert {(one.workspace_id, one.id) for one in found} == both
        (alone,) = await system.called_with(replace(rows[0], subscription=None))
        assert alone.id == team.account.id
        (elsewhere,) = await system.called_with(replace(rows[0], site="other"))
        assert elsewhere.id == team.account.id
    async with store.uow(others.tenant) as tx:
        await tx.hooks.save(replace(rows[1], farewell=Credentials.of({"token": "т"})))
        await tx.commit()
    async with store.uow.system() as system:
        (left,) = await system.called_with(rows[0])
        assert left.id == team.account.id


async def test_hooks_are_due_while_their_account_is_active_or_says_farewell(
    store: Store, team: Team
) -> None:
    hook = make_hook(team)
    due = [DueAccount(team.workspace.id, team.account.id)]
    async with store.uow(team.tenant) as tx:
        await tx.hooks.save(hook)
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.due_hooks(MORNING) == due
        assert await system.due_hooks(MORNING - timedelta(seconds=1)) == []
    async with store.uow(team.tenant) as tx:
        account = await tx.accounts.get(team.account.id)
        await tx.accounts.save(account.to(AccountState.DISCONNECTED))
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.due_hooks(MORNING) == []
    async with store.uow(team.tenant) as tx:
        await tx.hooks.save(replace(hook, farewell=Credentials.of({"token": "т"})))
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.due_hooks(MORNING) == due


async def test_what_a_site_calls_about_is_kept_once(store: Store, team: Team) -> None:
    event = make_event(team)
    async with store.uow(team.tenant) as tx:
        assert await tx.hooks.hear(event)
        assert not await tx.hooks.hear(replace(event, id=EventId(new_id())))
        assert await tx.hooks.event(event.id) == event
        await tx.commit()
    async with store.uow.system() as system:
        owed = DueEvent(team.workspace.id, event.id, team.account.id)
        assert await system.owed_events() == [owed]
    async with store.uow(team.tenant) as tx:
        await tx.hooks.looked_into(event)
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.owed_events() == []


async def test_old_logins_and_events_are_pruned_and_those_that_are_owed_are_not(
    store: Store, team: Team
) -> None:
    login, owed, done = make_code_login(team), make_event(team, "1"), make_event(team, "2")
    async with store.uow(team.tenant) as tx:
        await tx.code_logins.save(login)
        for event in (owed, done):
            await tx.hooks.hear(event)
        await tx.hooks.looked_into(done)
        await tx.commit()
    async with store.uow.system() as system:
        await system.prune(MORNING + timedelta(days=31))
        await system.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.hooks.event(owed.id) == owed
        with pytest.raises(NotThere):
            await tx.hooks.event(done.id)
        with pytest.raises(NotThere):
            await tx.code_logins.get(login.id)


async def test_what_a_team_and_an_account_have_chosen_is_kept(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save(replace(team.workspace, offers=frozenset({"x", "y"})))
        account = await tx.accounts.get(team.account.id)
        await tx.accounts.save(replace(account, viewed=Viewed.OPENED))
        publication = await tx.publications.get(team.publication.id)
        told = Statistics(12, None, 5)
        await tx.publications.save(replace(publication, statistics=told))
        action = make_action(team, despite_duplicates=True)
        await tx.actions.save(action)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert (await tx.workspaces.get(team.workspace.id)).offers == {"x", "y"}
        assert (await tx.accounts.get(team.account.id)).viewed is Viewed.OPENED
        assert (await tx.publications.get(team.publication.id)).statistics == told
        assert (await tx.actions.get(action.id)).despite_duplicates


async def test_nothing_secret_of_a_login_or_a_hook_lies_open(sql: SqlStore) -> None:
    team = await make_team(sql)
    async with sql.uow(team.tenant) as tx:
        await tx.code_logins.save(make_code_login(team).to(LoginStep.CALLED, code=CODE))
        await tx.hooks.save(make_hook(team, farewell=Credentials.of({"token": "токен-1"})))
        await tx.commit()
    await sql.close()
    content = b"".join(one.read_bytes() for one in sql.path.parent.glob(f"{sql.path.name}*"))
    for secret in ("код-1", "стан", "verifier", "таємниця", "токен-1"):
        assert secret.encode() not in content


async def test_hooks_at_another_address_are_due_and_no_others(store: Store, team: Team) -> None:
    other = await make_team(store, 5_000_000_002, chat_id=-7)
    there = replace(
        make_hook(team), door="https://new.example.com", due_at=MORNING + timedelta(days=1)
    )
    moved = replace(
        make_hook(other), door="https://old.example.com", due_at=MORNING + timedelta(days=1)
    )
    for owner, hook in ((team, there), (other, moved)):
        async with store.uow(owner.tenant) as tx:
            await tx.hooks.save(hook)
            await tx.commit()
    async with store.uow.system() as system:
        await system.move_doors("https://new.example.com", MORNING)
        await system.commit()
    async with store.uow.system() as system:
        assert await system.due_hooks(MORNING) == [DueAccount(other.workspace.id, other.account.id)]
    async with store.uow(other.tenant) as tx:
        await tx.hooks.save(replace(moved, door=None, due_at=None))  # its login is lost
        await tx.commit()
    async with store.uow.system() as system:
        await system.move_doors("https://new.example.com", MORNING)
        assert await system.due_hooks(MORNING) == []
