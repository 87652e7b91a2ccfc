"""What is asked of another workspace's words about candidates; part of `tests/contract/asked.py`.

Opinions, the shares that they are asked for with, notes, and the black list.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.handling import Barring
from bot.domain.share import Opinion
from tests.contract.rows import make_note
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
    "notes.add": lambda tx, it: tx.notes.add(make_note(it.application, it.team)),
    "notes.of_application": lambda tx, it: tx.notes.of_application(it.application.id),
    "notes.of_applications": lambda tx, it: tx.notes.of_applications([it.application.id]),
    "barred.bar": lambda tx, it: tx.barred.bar(
        replace(it.application, phones=("+380990000009",)),
        Barring(it.application.id, it.team.owner.id, MORNING),
    ),
    "barred.lift": lambda tx, it: tx.barred.lift(it.application.id),
    "barred.among": lambda tx, it: tx.barred.among([it.application.id]),
    "barred.all": lambda tx, _: tx.barred.all(),
}
