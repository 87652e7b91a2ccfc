"""`/status` narrowed: to a site, to an account, to one's own vacancies."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.conversation import Conversation, Place
from bot.domain.errors import Stale
from bot.domain.ids import AccountId
from bot.domain.workspace import Actor
from bot.ports import Sites, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.screens import current, show

SCREEN = "status"


class By(StrEnum):
    """What a list of publications is narrowed by."""

    SITE = "site"
    ACCOUNT = "account"
    OWN = "own"


def filter_at(talk: Conversation) -> dict[str, Any] | None:
    """What was chosen so far, by `By`; None while nobody is choosing."""
    kept: dict[str, Any] | None = talk.draft.get("filter")
    return kept


def _at(talk: Conversation, asked: Press) -> Conversation:
    talk = current(talk, asked)
    if talk.place.screen != SCREEN:
        raise Stale
    return talk


@dataclass(frozen=True, slots=True)
class OpenFilters:
    """What there is to choose from comes below the list."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at(await tx.conversations.of(actor), asked).drafted(filter={})
            await show(tx, actor, Place(SCREEN), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class FilterStatus:
    """One more condition, or one less: what was chosen is tapped again.

    A button carries the site's place in the list of all sites, or the account's id.
    """

    uow: UnitOfWork
    sites: Sites
    by: By

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = _at(await tx.conversations.of(actor), asked)
            kept = filter_at(talk)
            if kept is None:
                raise Stale
            chosen: str | int | bool = True
            if self.by is By.ACCOUNT:
                chosen = (await tx.accounts.get(AccountId(asked.id))).id
            elif self.by is By.SITE:
                chosen = self._site(asked.id)
            left = {key: value for key, value in kept.items() if key != self.by}
            if kept.get(self.by) != chosen:
                left[self.by.value] = chosen
            await show(tx, actor, Place(SCREEN), asked=asked, talk=talk.drafted(filter=left))
            await tx.commit()

    def _site(self, number: int) -> str:
        known = self.sites.all()
        if number >= len(known):
            raise Stale
        return known[number].key


@dataclass(frozen=True, slots=True)
class TurnStatus:
    """Another page of what is left."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at(await tx.conversations.of(actor), asked)
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()
