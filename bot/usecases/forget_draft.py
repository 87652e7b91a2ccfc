"""A publication that is no ad so far is dropped here; its site hears nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.ids import AccountId, PublicationId, VacancyId, new_id
from bot.domain.publication import Publication
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.kept_draft import kept, restored
from bot.usecases.screens import current, refresh_ads, show

FORGOTTEN = "forgotten"
"""Of the conversation's draft: what the undo brings back."""


@dataclass(frozen=True, slots=True)
class ForgetDraft:
    """The yes to the question that says what stays on the site."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            if talk.place.screen != "forget" or not publication.forgettable:
                raise Stale
            await tx.publications.forget(publication.id)
            await refresh_ads(tx, publication)
            before = None if publication.uncertain else kept(publication)
            where = {"site": publication.site}
            flash = Flash(
                "done-forgotten-here" if publication.remote_id else "done-forgotten", where
            )
            place = Place("vacancy", publication.vacancy_id)
            talk = talk.cleared().drafted(**{FORGOTTEN: before})
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class UndoForget:
    """It is back as it was, under an id of its own."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, also where another one has taken its place; NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            before = talk.draft.get(FORGOTTEN)
            if before is None:
                raise Stale
            publication = await self._again(tx, actor, before)
            await refresh_ads(tx, publication)
            place, flash = Place("publication", publication.id), Flash("done-not-forgotten")
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()

    async def _again(self, tx: Transaction, actor: Actor, before: Mapping[str, Any]) -> Publication:
        vacancy = await tx.vacancies.get(VacancyId(before["vacancy"]))
        account = await tx.accounts.get(AccountId(before["account"]))
        remote_id = before["remote_id"]
        other = await tx.publications.remembered(vacancy.id, account.id)
        taken = remote_id and await tx.publications.by_remote(account.site, remote_id)
        if taken or (other is not None and other.created_at.isoformat() > before["since"]):
            raise Stale
        now = self.clock.now()
        ids = PublicationId(new_id()), actor.workspace_id, vacancy.id, account.id
        again = restored(before, Publication(*ids, account.site, now))
        saved = await tx.publications.save(again)
        if again.operation is not None:
            await tx.actions.save(again.operation)
        return saved
