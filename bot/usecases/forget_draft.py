"""A publication that is no ad so far is dropped here; its site hears nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.ids import AccountId, PublicationId, VacancyId, new_id
from bot.domain.publication import Publication
from bot.domain.site import Ad, Entry
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
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
            kept = None if publication.uncertain else _kept(publication)
            where = {"site": publication.site}
            flash = Flash(
                "done-forgotten-here" if publication.remote_id else "done-forgotten", where
            )
            place = Place("vacancy", publication.vacancy_id)
            talk = talk.cleared().drafted(**{FORGOTTEN: kept})
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
            kept = talk.draft.get(FORGOTTEN)
            if kept is None:
                raise Stale
            publication = await self._again(tx, actor, kept)
            await refresh_ads(tx, publication)
            place, flash = Place("publication", publication.id), Flash("done-not-forgotten")
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()

    async def _again(self, tx: Transaction, actor: Actor, kept: Mapping[str, Any]) -> Publication:
        vacancy = await tx.vacancies.get(VacancyId(kept["vacancy"]))
        account = await tx.accounts.get(AccountId(kept["account"]))
        remote_id, ends = kept["remote_id"], kept["expires_at"]
        other = await tx.publications.remembered(vacancy.id, account.id)
        taken = remote_id and await tx.publications.by_remote(account.site, remote_id)
        if taken or (other is not None and other.created_at.isoformat() > kept["since"]):
            raise Stale
        return await tx.publications.save(
            Publication(
                PublicationId(new_id()),
                actor.workspace_id,
                vacancy.id,
                account.id,
                account.site,
                self.clock.now(),
                title=kept["title"],
                description=kept["description"],
                remote_id=remote_id,
                url=kept["url"],
                ad=Ad(kept["ad"]),
                badge=kept["badge"],
                sync=kept["sync"],
                fields={
                    key: tuple(Entry(one, names) for one, names in entries)
                    for key, entries in kept["fields"].items()
                },
                expires_at=ends and datetime.fromisoformat(ends),
                linked=kept["linked"],
                fingerprint=kept["fingerprint"],
            )
        )


def _kept(one: Publication) -> dict[str, Any]:
    """As JSON values; what was asked of the site before is over."""
    return {
        "vacancy": one.vacancy_id,
        "account": one.account_id,
        "since": one.created_at.isoformat(),
        "title": one.title,
        "description": one.description,
        "remote_id": one.remote_id,
        "url": one.url,
        "ad": one.ad.value,
        "badge": one.badge,
        "sync": one.sync,
        "fields": {
            key: [[entry.id, dict(entry.names)] for entry in entries]
            for key, entries in one.fields.items()
        },
        "expires_at": one.expires_at and one.expires_at.isoformat(),
        "linked": one.linked,
        "fingerprint": one.fingerprint and dict(one.fingerprint),
    }
