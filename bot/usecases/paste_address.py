"""The web address of an ad, pasted anywhere in the private chat (product.md 2.12).

The address itself is never asked for: the ad is looked for in the lists of the company's accounts.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Conflict, NotThere, SiteError, Stale
from bot.domain.ids import UnlinkedAdId, WorkspaceId, new_id
from bot.domain.jobs import Job
from bot.domain.own_ad import NamedAd, UnlinkedAd
from bot.domain.site import RemoteAd
from bot.domain.workspace import Actor, Person, Right
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.identify import known
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.note_unlinked import NoteUnlinked
from bot.usecases.screens import current, show, stay

FIND_AD = "find_ad"
SCREEN = "pasted"
_MOST = 20
"""Of addresses in one message."""
_ADDRESS = re.compile(r"(?<![\w@./])(?:https?://|www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)\S", re.I)
"""Something that is meant to lead to a page."""


@dataclass(frozen=True, slots=True)
class PasteAddress:
    """A message that names an ad of a known site."""

    uow: UnitOfWork
    sites: Sites

    def fits(self, asked: Typed) -> bool:
        """Whether it does, or names some other page: then it is said what would be understood."""
        return bool(_ADDRESS.search(asked.html) or self.sites.ads_in(asked.html))

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """What the bot has of it opens at once, else the sites are asked by a job.

        Of several one after another; those of an earlier message that nobody has answered so far
        come after them. Any other flow that was under way is left, as by any other screen.
        Raises: NotAllowed for an ad that is to be linked by somebody who may not publish.
        """
        named = self.sites.ads_in(asked.html)[:_MOST]
        async with self.uow(actor) as tx:
            if not named:
                sites = " ".join(one.key for one in self.sites.all())
                await stay(tx, actor, Flash("pasted-unknown", {"sites": sites}), asked=asked)
            else:
                earlier = [one for one in await _unanswered(tx, actor) if one not in named]
                flash = Flash("pasted-several", {"count": len(named)}) if named[1:] else None
                if earlier:
                    flash = Flash("pasted-earlier", {"count": len(earlier)})
                await _open(tx, actor, asked, [*named, *earlier][:_MOST], flash)
            await tx.commit()


async def _unanswered(tx: Transaction, actor: Actor) -> list[NamedAd]:
    """The ad that the person is offered or that is being looked for, and those that wait for it."""
    talk = await tx.conversations.of(actor)
    if waits_for_ad(talk):
        return [_named(talk), *_next(talk)]
    if talk.place.screen != "link_ad":
        return _next(talk) if talk.place.screen == SCREEN else []
    with suppress(NotThere):  # linked by somebody meanwhile
        row = await tx.unlinked.get(UnlinkedAdId(talk.place.subject))
        if row.asked_by is None:
            return [NamedAd(row.site, row.remote_id), *_next(talk)]
    return _next(talk)


def _next(talk: Conversation) -> list[NamedAd]:
    return [NamedAd(str(site), str(ad)) for site, ad in talk.draft.get("next", ())]


@dataclass(frozen=True, slots=True)
class NextAddress:
    """The present one of several is left as it is."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale when there is no other, NotAllowed."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if not await go_on(tx, actor, asked, talk):
                raise Stale
            await tx.commit()


async def go_on(
    tx: Transaction, actor: Actor, asked: Asked, talk: Conversation, flash: Flash | None = None
) -> bool:
    """To the next of several addresses; False when there is none."""
    waiting = _next(talk)
    if not waiting:
        return False
    flash = flash or Flash("pasted-next", {"count": len(waiting) - 1})
    await _open(tx, actor, asked, waiting, flash)
    return True


@dataclass(frozen=True, slots=True)
class SearchAgain:
    """Some account could not be asked, or was added since."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotAllowed."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            await _open(tx, actor, asked, [_named(talk), *_next(talk)])
            await tx.commit()


def _named(talk: Conversation) -> NamedAd:
    pasted = talk.draft.get("pasted")
    if pasted is None:
        raise Stale
    return NamedAd(str(pasted["site"]), str(pasted["ad"]))


def _with_next(talk: Conversation, waiting: Sequence[NamedAd]) -> Conversation:
    left = [[one.site, one.remote_id] for one in waiting]
    return talk.cleared().drafted(next=left or None)


async def _open(
    tx: Transaction,
    actor: Actor,
    asked: Asked,
    ads: Sequence[NamedAd],
    flash: Flash | None = None,
) -> None:
    """The first of them. One that is linked already holds up no other, and that it is, is said."""
    known = [await tx.publications.by_remote(one.site, one.remote_id) for one in ads]
    linked = [one for one in known if one is not None]
    unlinked = [ad for ad, publication in zip(ads, known, strict=True) if publication is None]
    talk = _with_next(await tx.conversations.of(actor), unlinked[1:])
    if not unlinked:
        said = "pasted-linked-all" if linked[1:] else "pasted-linked"
        place, flash = Place("publication", linked[0].id), Flash(said, {"count": len(linked)})
        await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
        return
    actor.require(Right.PUBLISH)
    ad = unlinked[0]
    if linked:
        values = {"count": len(linked), "left": len(unlinked)}
        flash = Flash("pasted-linked-some", values)
    row = await _row(tx, ad)
    if row is not None and (await tx.accounts.get(row.account_id)).state is AccountState.ACTIVE:
        await show(tx, actor, Place("link_ad", row.id), asked=asked, flash=flash, talk=talk)
        return
    pasted = {"site": ad.site, "ad": ad.remote_id, "search": new_id()}
    talk = talk.drafted(pasted=pasted)
    await show(tx, actor, Place(SCREEN), asked=asked, flash=flash, talk=talk)
    await tx.enqueue(find_job(actor.user_id, actor.workspace_id))


def find_job(user_id: int, workspace_id: WorkspaceId) -> Job:
    """The ad that this person named is looked for."""
    key = f"find:{user_id}"
    return Job(FIND_AD, user_id, workspace_id, lock=key, unique=key, priority=50)


async def _row(tx: Transaction, ad: NamedAd) -> UnlinkedAd | None:
    rows = await tx.unlinked.of_site(ad.site)
    return next((one for one in rows if one.remote_id == ad.remote_id), None)


@dataclass(frozen=True, slots=True)
class FindAd:
    """The job behind it: the lists of all accounts that the company has there."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    bot_id: int
    unlinked: NoteUnlinked

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a conversation that has moved on meanwhile wins."""
        person = Person(job.subject, job.subject)
        async with self.uow.person(person) as tx:
            talk = await tx.conversations.of(person)
            found = await known(tx, person)
        if found is None or found.actor is None or not waits_for_ad(talk):
            return
        actor, ad = found.actor, _named(talk)
        async with self.uow(actor) as tx:
            accounts = [one for one in await tx.accounts.all() if one.site == ad.site]
        unasked: dict[str, str] = {}
        for account in accounts:
            if account.state is not AccountState.ACTIVE:
                unasked[str(account.id)] = account.paused_by or "error-auth-expired"
                continue
            try:
                remote = await self._look(account, ad)
            except SiteError as error:
                unasked[str(account.id)] = error.text_id
                if isinstance(error, RECRUITER_ACTS):
                    await pause_account(self.uow, self.clock, self.bot_id, account, error)
                continue
            if remote is not None:
                await self._found(actor, talk, account, remote)
                return
        await self._not_found(actor, talk, accounts, unasked)

    async def _look(self, account: EmployerAccount, ad: NamedAd) -> RemoteAd | None:
        """In the list alone: by its id a site may well tell of other people's ads too."""
        async with self.sites.session(account) as session:
            listed = await session.ads()
        return next((one for one in listed if one.remote_id == ad.remote_id), None)

    async def _found(
        self, actor: Actor, then: Conversation, account: EmployerAccount, remote: RemoteAd
    ) -> None:
        with suppress(Conflict):  # a sync has kept it in this very moment
            async with self.uow(actor) as tx:
                linked = await tx.publications.by_remote(account.site, remote.remote_id)
                if linked is None:
                    await self.unlinked.keep(tx, account, remote)
                await tx.commit()
        ad = _named(then)
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if not _same(then, talk):
                return
            linked, row = await tx.publications.by_remote(ad.site, ad.remote_id), await _row(tx, ad)
            if linked is not None:
                place = Place("publication", linked.id)
                await show(tx, actor, place, flash=Flash("pasted-linked"), talk=talk.cleared())
            elif row is not None:
                talk = talk.cleared().drafted(next=talk.draft.get("next"))
                await show(tx, actor, Place("link_ad", row.id), talk=talk)
            await tx.commit()

    async def _not_found(
        self,
        actor: Actor,
        then: Conversation,
        accounts: Sequence[EmployerAccount],
        unasked: Mapping[str, str],
    ) -> None:
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if not _same(then, talk):
                return
            asked = [one.id for one in accounts if str(one.id) not in unasked]
            pasted = {**talk.draft["pasted"], "asked": asked, "unasked": unasked}
            pasted.pop("search")
            await show(tx, actor, talk.place, talk=talk.drafted(pasted=pasted))
            await tx.commit()


def _search(talk: Conversation) -> Any:
    pasted = talk.draft.get("pasted") or {}
    return pasted.get("search") if talk.place.screen == SCREEN else None


def waits_for_ad(talk: Conversation) -> bool:
    """Whether the lists of the sites are being looked through for this person."""
    return _search(talk) is not None


def _same(then: Conversation, now: Conversation) -> bool:
    return waits_for_ad(now) and _search(now) == _search(then)
