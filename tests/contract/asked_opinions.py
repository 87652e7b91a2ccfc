"""What is asked of another workspace's opinions and shares; part of `tests/contract/asked.py`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.share import Opinion
from tests.fakes import MORNING


async def _opine(tx: Any, it: Any) -> bool:
    owner = it.team.owner
    opinion = Opinion(it.application.id, owner.id, owner.workspace_id, good=True, at=MORNING)
    return bool(await tx.opinions.save(opinion))


async def _votes(tx: Any, it: Any) -> bool:
    return bool(await tx.opinions.votes(it.application.id))


ASKED_OF_OPINIONS: Mapping[str, Callable[[Any, Any], Awaitable[Any]]] = {
    "opinions.save": _opine,
    "opinions.votes": _votes,
    "opinions.add_share": lambda tx, it: tx.opinions.add_share(it.share),
    "opinions.share": lambda tx, it: tx.opinions.share(it.share.id),
    "opinions.shares": lambda tx, it: tx.opinions.shares([it.application.id]),
}
