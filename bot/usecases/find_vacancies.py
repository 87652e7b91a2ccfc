"""The lists of vacancies: narrowed by typing, turned page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.errors import Stale
from bot.domain.vacancy import Shelf
from bot.domain.workspace import Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Press, Typed
from bot.usecases.screens import current, show

LIST_OF: Mapping[Shelf, str] = {
    Shelf.OPEN: "vacancies",
    Shelf.ARCHIVE: "archive",
    Shelf.TEMPLATE: "templates",
}
LISTS = tuple(LIST_OF.values())
TYPED_MOST = 80


@dataclass(frozen=True, slots=True)
class FindVacancies:
    """Those of the present list that hold each typed word; the reader of the list looks for it."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """From the first page. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if talk.place.screen not in LISTS:
                raise Stale
            typed = " ".join(asked.text.split())[:TYPED_MOST]
            place = replace(talk.place, page=0)
            talk = talk.cleared().drafted(find=typed or None)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TurnVacancies:
    """Another page of what was found."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen not in LISTS:
                raise Stale
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()
