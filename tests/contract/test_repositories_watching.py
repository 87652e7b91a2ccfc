"""What operators see and stop, in every store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import NotThere
from bot.domain.health import CallCount, slot_of
from bot.domain.jobs import Job
from bot.domain.notice import NoticeKind
from tests.contract.rows import Team, make_account, make_notice
from tests.contract.stores import Store
from tests.fakes import MORNING, MemoryStore

MINUTE = timedelta(minutes=1)


async def test_a_site_is_stopped_once_and_goes_on_once(store: Store, team: Team) -> None:
    async with store.uow.system() as tx:
        assert await tx.pause_site("work_ua", MORNING)
        assert not await tx.pause_site("work_ua", MORNING + MINUTE)
        await tx.commit()
    async with store.uow(team.tenant) as own:
        assert await own.paused_sites() == {"work_ua": MORNING}
    async with store.uow.system() as tx:
        assert await tx.resume_site("work_ua")
        assert not await tx.resume_site("work_ua")
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.paused_sites() == {}


async def test_nothing_is_due_at_a_stopped_site_and_all_is_once_it_goes_on(
    store: Store, team: Team
) -> None:
    await _save(store, team, team.account, glance_at=MORNING, reconcile_at=MORNING)

    async def due() -> list[int]:
        async with store.uow.system() as tx:
            now = MORNING + MINUTE
            asked = (tx.due_accounts, tx.due_glances, tx.due_reconciles)
            return [len(await one(now, 9)) for one in asked]

    assert await due() == [1, 1, 1]
    await _pause(store, team.account.site)
    assert await due() == [0, 0, 0]
    async with store.uow.system() as tx:
        await tx.resume_site(team.account.site)
        await tx.commit()
    assert await due() == [1, 1, 1]


async def test_accounts_of_a_site_that_goes_on_are_read_in_turn(store: Store, team: Team) -> None:
    site, moments = team.account.site, [MORNING, MORNING + MINUTE]
    await _save(store, team, team.account, state=AccountState.PAUSED, next_sync_at=None)
    await _add(store, team, next_sync_at=MORNING - MINUTE)
    await _add(store, team, site="other", next_sync_at=MORNING + 50 * MINUTE)
    for _ in range(3):
        await _add(store, team, next_sync_at=MORNING + 50 * MINUTE)
    async with store.uow.system() as tx:
        await tx.hasten_syncs(site, moments)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        found = [(one.site, one.next_sync_at) for one in await tx.accounts.all()]
    assert ("other", MORNING + 50 * MINUTE) in found
    due = [at for its, at in found if its == site]
    assert sorted(at for at in due if at is not None) == [
        MORNING - MINUTE,
        MORNING,
        MORNING,
        MORNING + MINUTE,
    ]
    assert due.count(None) == 1


async def test_the_standing_of_sites_and_of_what_waits(store: Store, team: Team) -> None:
    now, site = MORNING, team.account.site
    for minutes, due in ((5, -2), (10, -1), (70, 0), (200, 1)):
        moments = {"last_sync_at": now - minutes * MINUTE, "next_sync_at": now + due * MINUTE}
        failing = now if due == 1 else None
        await _add(store, team, failing_since=failing, **moments)
    await _save(store, team, team.account, state=AccountState.PAUSED)
    await _pause(store, site)
    notices = [make_notice(team.group, at, due_at=now + at * MINUTE) for at in (0, 1)]
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe(notices)
        await tx.commit()
    async with store.uow.system() as tx:
        found = await tx.standing(now)
    (one,) = found.sites
    assert (one.site, one.states) == (site, {"active": 3, "failing": 1, "paused": 1})
    assert (one.due, one.needs_login, one.paused_at) == (3, 1, MORNING)
    syncs = (one.newest_sync, one.median_sync, one.oldest_sync)
    assert syncs == tuple(now - minutes * MINUTE for minutes in (5, 70, 200))
    (pile,) = found.notices
    assert (pile.kind, pile.count, pile.oldest) == (NoticeKind.CARD.value, 2, now)
    assert found.oldest_notice == now
    assert (list(found.actions), found.updates) == ([], 0)


async def test_jobs_by_lane_task_and_state(store: Store) -> None:
    if isinstance(store.uow, MemoryStore):
        return  # which has no lanes
    now = datetime.now(UTC)
    async with store.uow.system() as tx:
        await tx.enqueue(Job("sync", 1, unique="one", at=now - MINUTE))
        await tx.enqueue(Job("sync", 2, unique="two", at=now + 9 * MINUTE))
        await tx.enqueue(Job("sync", 3, unique="three", at=now - 2 * MINUTE, priority=30))
        await tx.enqueue(Job("deliver", 4, at=now + 9 * MINUTE, priority=100))
        await tx.commit()
    async with store.uow.system() as tx:
        found = await tx.standing(now + MINUTE)
    jobs = {(one.lane, one.task): one for one in found.jobs}
    assert {one.state for one in jobs.values()} == {"waiting"}
    assert {key: one.count for key, one in jobs.items()} == {
        ("background", "sync"): 2,
        ("asked", "sync"): 1,
        ("answers", "deliver"): 1,
    }
    assert jobs["answers", "deliver"].oldest is None
    assert found.oldest_job == now - 2 * MINUTE


async def test_calls_are_added_up_over_processes_and_asked_for_by_time(store: Store) -> None:
    now = slot_of(MORNING)
    for moment in (now - timedelta(hours=2), now, now):
        async with store.uow.system() as tx:
            counts = {("work_ua", moment): CallCount(5, 2, 1), ("telegram", moment): CallCount(1)}
            await tx.count_calls(counts)
            await tx.commit()
    async with store.uow.system() as tx:
        found = await tx.calls(now - timedelta(hours=1))
    assert found == {"work_ua": CallCount(10, 4, 2), "telegram": CallCount(2)}
    assert found["work_ua"].failing == 60


async def test_mistakes_are_counted_by_what_they_are_and_told_of_now_and_then(
    store: Store,
) -> None:
    hour = timedelta(hours=1)
    async with store.uow.system() as tx:
        await tx.count_faults({"KeyError in a.b": 10_000, "ValueError in c.d": 1}, MORNING)
        await tx.count_faults({"KeyError in a.b": 2}, MORNING + MINUTE)
        await tx.commit()
    async with store.uow.system() as tx:
        other, one = await tx.untold_faults(MORNING - hour, 5)
        assert (one.what, one.seen, one.told) == ("KeyError in a.b", 10_002, 0)
        assert [it.id for it in await tx.untold_faults(MORNING - hour, 1)] == [other.id]
        await tx.tell_fault(one, MORNING)
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.untold_faults(MORNING, 5) == [other]
        assert await tx.faults_told(MORNING - MINUTE) == 1
        assert await tx.faults_told(MORNING) == 0
        await tx.count_faults({"KeyError in a.b": 1}, MORNING + 2 * MINUTE)
        again = await tx.fault(one.id)
        assert (again.seen, again.told) == (10_003, 10_002)
        assert again in await tx.untold_faults(MORNING, 5)
        assert again not in await tx.untold_faults(MORNING - MINUTE, 5)
        with pytest.raises(NotThere):
            await tx.fault(1)


async def test_what_was_counted_long_ago_goes(store: Store) -> None:
    async with store.uow.system() as tx:
        await tx.count_calls({("work_ua", MORNING): CallCount(1)})
        await tx.commit()
    async with store.uow.system() as tx:
        await tx.prune(MORNING + timedelta(days=3))
        assert await tx.calls(MORNING) == {}


async def _add(store: Store, team: Team, **changes: Any) -> None:
    account = make_account(team.tenant.workspace_id, team.owner.id)
    await _save(store, team, account, **changes)


async def _save(store: Store, team: Team, account: EmployerAccount, **changes: Any) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(replace(account, **changes))
        await tx.commit()


async def _pause(store: Store, site: str) -> None:
    async with store.uow.system() as tx:
        await tx.pause_site(site, MORNING)
        await tx.commit()
