"""What is asked of another workspace's deeds; part of `tests/contract/asked.py`."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.audit import AuditSieve
from bot.domain.ids import DeedId, new_id

ASKED_OF_DEEDS: Mapping[str, Callable[[Any, Any], Awaitable[Any]]] = {
    "audit.add": lambda tx, it: tx.audit.add(replace(it.deed, id=DeedId(new_id()))),
    "audit.looks": lambda tx, _: tx.audit.looks(),
    "audit.listed": lambda tx, _: tx.audit.listed(AuditSieve(), 0, 9),
    "audit.of_subject": lambda tx, it: tx.audit.of_subject(it.deed.subject_id),
}
