"""Invented refusals, and what another workspace asks of them and of the inbox."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.application import Application
from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, Skip
from bot.domain.ids import ActionId, BulkRefusalId, new_id
from bot.domain.queues import Part, Queue, Seen
from bot.ports import Transaction
from tests.contract.rows import Team
from tests.fakes import MORNING


def make_refusal(team: Team, **changes: Any) -> BulkRefusal:
    asked = (team.workspace.id, team.owner.id, MORNING, MORNING + timedelta(seconds=10))
    refusal = BulkRefusal(BulkRefusalId(new_id()), *asked, 1, "Дякуємо, {ім'я}!")
    return replace(refusal, **changes)


def make_item(refusal: BulkRefusal, one: Application, number: int = 0) -> BulkRefusalItem:
    return BulkRefusalItem(refusal.id, one.id, refusal.workspace_id, number, told=True)


Ask = Callable[[Transaction, Any], Awaitable[object]]


async def _counts(tx: Transaction, it: Any) -> bool:
    seen = Seen(it.team.owner.id, every=True)
    return any((await tx.queues.counts(seen, list(Queue), MORNING)).values())


async def _ages(tx: Transaction, it: Any) -> bool:
    return any((await tx.queues.ages(Seen(it.team.owner.id, every=True), MORNING)).values())


ASKED: Mapping[str, Ask] = {
    "queues.counts": _counts,
    "queues.ages": _ages,
    "queues.ids": lambda tx, it: tx.queues.ids(
        Seen(it.team.owner.id, every=True), Part(Queue.UNANSWERED), MORNING, limit=9
    ),
    "queues.lines": lambda tx, it: tx.queues.lines([it.application.id]),
    "queues.sees": lambda tx, it: tx.queues.sees(
        Seen(it.team.owner.id, every=True), it.application.id
    ),
    "queues.search": lambda tx, it: tx.queues.search(
        Seen(it.team.owner.id, every=True), "Олена", 9
    ),
    "bulk_refusals.get": lambda tx, it: tx.bulk_refusals.get(it.refusal.id),
    "bulk_refusals.open": lambda tx, _: tx.bulk_refusals.open(),
    "bulk_refusals.add": lambda tx, it: tx.bulk_refusals.add(make_refusal(it.team), []),
    "bulk_refusals.save": lambda tx, it: tx.bulk_refusals.save(replace(it.refusal, words="х")),
    "bulk_refusals.items": lambda tx, it: tx.bulk_refusals.items(it.refusal.id),
    "bulk_refusals.settle": lambda tx, it: tx.bulk_refusals.settle(
        make_item(it.refusal, it.application).skipped(Skip.STOPPED)
    ),
    "bulk_refusals.let_go": lambda tx, it: tx.bulk_refusals.let_go(
        make_item(it.refusal, it.application).skipped(Skip.STOPPED)
    ),
    "bulk_refusals.of_action": lambda tx, _: tx.bulk_refusals.of_action(ActionId(1)),
}
