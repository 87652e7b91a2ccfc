"""Refusing many at once, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, ItemState, Skip, Turn
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import ActionId, BulkRefusalId, new_id
from bot.domain.site_action import ActionState, Kind
from tests.contract.refusing import make_item, make_refusal
from tests.contract.rows import Team, make_action, make_application, make_team
from tests.contract.stores import Store
from tests.fakes import MORNING


async def _asked(store: Store, count: int = 2) -> tuple[Team, BulkRefusal, list[BulkRefusalItem]]:
    team = await make_team(store)
    people = [make_application(team, str(at)) for at in range(count)]
    refusal = make_refusal(team, total=count)
    items = [make_item(refusal, one, at) for at, one in enumerate(people)]
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in people])
        await tx.bulk_refusals.add(refusal, items[::-1])
        await tx.commit()
    return team, refusal, items


async def test_what_was_asked_for_is_open_until_it_is_done(store: Store) -> None:
    team, refusal, items = await _asked(store)
    async with store.uow.system() as system:
        assert refusal in await system.owed_bulk_refusals()
    async with store.uow(team.tenant) as tx:
        assert await tx.bulk_refusals.get(refusal.id, hold=True) == refusal
        assert await tx.bulk_refusals.open() == [refusal]
        assert await tx.bulk_refusals.items(refusal.id) == [ItemState(one) for one in items]
        done = await tx.bulk_refusals.save(replace(refusal, done_at=MORNING))
        assert await tx.bulk_refusals.get(refusal.id) == done
        assert await tx.bulk_refusals.open() == []
        await tx.commit()
    async with store.uow.system() as system:
        assert refusal.id not in {one.id for one in await system.owed_bulk_refusals()}
    async with store.uow(team.tenant) as tx:
        with pytest.raises(Conflict):
            await tx.bulk_refusals.save(refusal.stopped(MORNING))
    async with store.uow(team.tenant) as tx:
        with pytest.raises(NotThere):
            await tx.bulk_refusals.get(BulkRefusalId(new_id()))


async def test_each_candidate_has_one_turn(store: Store) -> None:
    team, refusal, items = await _asked(store, 3)
    action = make_action(
        team, kind=Kind.REJECT, publication_id=None, application_id=items[0].application_id
    )
    async with store.uow(team.tenant) as tx:
        await tx.actions.save(action)
        owed, here = items[0].passed(action.id), items[1].passed(None)
        for one in (owed, here, items[2].skipped(Skip.TAKEN)):
            await tx.bulk_refusals.settle(one)
        assert await tx.bulk_refusals.of_action(action.id) == refusal.id
        assert await tx.bulk_refusals.of_action(ActionId(new_id())) is None
        states = await tx.bulk_refusals.items(refusal.id)
        assert [one.item.turn for one in states] == [Turn.OWED, Turn.HERE, Turn.SKIPPED]
        assert [one.action for one in states] == [ActionState.OWED, None, None]
        assert states[0].under_way
        await tx.bulk_refusals.let_go(owed.skipped(Skip.STOPPED))
        (stopped, *_) = await tx.bulk_refusals.items(refusal.id)
        assert (stopped.item.turn, stopped.item.why) == (Turn.SKIPPED, Skip.STOPPED)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        with pytest.raises(Conflict):
            await tx.bulk_refusals.settle(items[1].skipped(Skip.STOPPED))


async def test_it_is_said_why_a_site_refused(store: Store) -> None:
    team, refusal, items = await _asked(store, 1)
    about = items[0].application_id
    failed = make_action(team, kind=Kind.REJECT, publication_id=None, application_id=about)
    failed = failed.to(ActionState.SENDING, MORNING).refused(
        MORNING + timedelta(seconds=1), "error-response-missing"
    )
    async with store.uow(team.tenant) as tx:
        await tx.actions.save(failed)
        await tx.bulk_refusals.settle(items[0].passed(failed.id))
        (one,) = await tx.bulk_refusals.items(refusal.id)
    assert (one.action, one.error) == (ActionState.FAILED, "error-response-missing")
