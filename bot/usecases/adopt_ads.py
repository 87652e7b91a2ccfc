"""Ads made in the cabinet: all of an account, some of them, or later; with what of the past."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.account import EmployerAccount
from bot.domain.adoption import FEW, UNREAD_AGE, Adoption, History, Wanted, day_typed
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import BadInput, Stale
from bot.domain.ids import AccountId, AdoptionId, UnlinkedAdId, new_id
from bot.domain.own_ad import UnlinkedAd
from bot.domain.workspace import Actor, Right
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.note_unlinked import link_job
from bot.usecases.paste_address import go_on
from bot.usecases.reach import reaches_vacancy
from bot.usecases.reading.own_ads import unlinked_of
from bot.usecases.screens import current, refresh, show, stay
from bot.usecases.settle_adoption import SCREEN as PROGRESS
from bot.usecases.sync_applications import sync_job

LIST, HISTORY = "unlinked_ads", "adopt"


@dataclass(frozen=True, slots=True)
class TurnAds:
    """Another page of the list."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at(await tx.conversations.of(actor), asked, LIST)
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseAds:
    """The account's list with a tick before each ad."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Back from the next question the ticks are as they were. Raises: NotThere."""
        async with self.uow(actor) as tx:
            account = await tx.accounts.get(AccountId(asked.id))
            talk = await tx.conversations.of(actor)
            ticks = (talk.draft.get("adopt") or {}).get("ads", [])
            talk = talk.cleared().drafted(chosen=ticks)
            await show(tx, actor, Place(LIST, account.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TickAd:
    """One more is wanted, or one less."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = _at(await tx.conversations.of(actor), asked, LIST)
            chosen = talk.draft.get("chosen")
            if chosen is None:
                raise Stale
            ad = await tx.unlinked.get(UnlinkedAdId(asked.id))
            kept = [one for one in chosen if one != ad.id]
            talk = talk.drafted(chosen=kept if len(kept) < len(chosen) else [*chosen, ad.id])
            await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskHistory:
    """These are to be linked: all of an account, the chosen ones, or the one on the screen."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere; NotConnected or AuthExpired without a login."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            account, ids = await self._asked(tx, talk)
            account.require_login()
            adopt = {"ads": ids, "join": False}
            talk = talk.cleared().drafted(adopt=adopt, next=talk.draft.get("next"))
            await show(tx, actor, Place(HISTORY, account.id), asked=asked, talk=talk)
            await tx.commit()

    async def _asked(
        self, tx: Transaction, talk: Conversation
    ) -> tuple[EmployerAccount, list[int]]:
        if talk.place.screen == "link_ad":
            ad = await tx.unlinked.get(UnlinkedAdId(talk.place.subject))
            return await tx.accounts.get(ad.account_id), [ad.id]
        if talk.place.screen not in (LIST, "account"):
            raise Stale
        account = await tx.accounts.get(AccountId(talk.place.subject))
        chosen = talk.draft.get("chosen")
        if not chosen:
            free = [one.ad.id for one in await unlinked_of(tx, account) if one.ad.asked_by is None]
            return account, list(free)
        return account, chosen


@dataclass(frozen=True, slots=True)
class TurnJoin:
    """Whether an ad goes to the vacancy that has its title, or each makes one of its own."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk, adopt = _adopt(await tx.conversations.of(actor), asked)
            talk = talk.drafted(adopt={**adopt, "join": not adopt["join"]})
            await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseHistory:
    """The last question: with that all of them are owed, in one transaction."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    history: History

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """A button of History.SINCE carries a number of days; a typed text is a day.

        What somebody else has asked for meanwhile, or is gone, is left out. Raises: Stale;
        NotConnected or AuthExpired without a login.
        """
        async with self.uow(actor) as tx:
            talk, adopt = _adopt(await tx.conversations.of(actor), asked)
            try:
                wanted = Wanted(self.history, await self._since(tx, actor, asked))
            except BadInput as bad:
                await stay(tx, actor, Flash(bad.text_id, bad.values()), asked=asked)
                await tx.commit()
                return
            account = await tx.accounts.get(AccountId(talk.place.subject))
            account.require_login()
            ads = await _free(tx, account, adopt["ads"])
            if not ads:
                flash, place = Flash("adopt-none-left"), Place(LIST, account.id)
                await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())
            else:
                wishes = await self._joined(tx, actor, ads) if adopt["join"] else ads
                tells_unread = self.sites.info(account.site).tells_unread
                now = self.clock.now()
                adoption = await owe(
                    tx, actor, account, wishes, wanted, now, tells_unread=tells_unread
                )
                flash = Flash("link-begun", {"title": ads[0].title})
                if not await go_on(tx, actor, asked, talk, flash):
                    place = Place(PROGRESS, adoption.id)
                    await show(tx, actor, place, asked=asked, talk=talk.cleared())
            await tx.commit()

    async def _since(self, tx: Transaction, actor: Actor, asked: Asked) -> datetime | None:
        if self.history is not History.SINCE:
            return None
        zone = ZoneInfo((await tx.workspaces.get(actor.workspace_id)).time_zone)
        today = self.clock.now().astimezone(zone).date()
        if isinstance(asked, Typed):
            day = day_typed(asked.text, today)
        elif asked.id > 0:
            day = today - timedelta(days=min(asked.id, _DAYS_MOST))
        else:
            raise Stale
        return datetime.combine(day, time(), zone)

    async def _joined(
        self, tx: Transaction, actor: Actor, ads: Sequence[UnlinkedAd]
    ) -> list[UnlinkedAd]:
        """Only with vacancies that are the member's to publish."""
        every = await tx.vacancies.all()
        vacancies = [one for one in every if reaches_vacancy(actor, Right.PUBLISH, one)]
        return [
            replace(ad, vacancy_id=next((it.id for it in vacancies if ad.fits(it)), None))
            for ad in ads
        ]


_DAYS_MOST = 3650


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: the account's page offers them any time."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at(await tx.conversations.of(actor), asked, "account")
            flash = Flash("done-ads-later")
            await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()


async def owe(
    tx: Transaction,
    actor: Actor,
    account: EmployerAccount,
    ads: Sequence[UnlinkedAd],
    wanted: Wanted,
    now: datetime,
    *,
    tells_unread: bool,
) -> Adoption:
    """Owe that these are linked, each to its `vacancy_id` or to a new vacancy.

    What came before is one digest where it is read from the site, or is more than a few.
    """
    since = now - UNREAD_AGE if wanted.history is History.NEW else wanted.since
    reading = tells_unread or wanted.history is not History.NEW
    waiting = await tx.applications.waiting(account.site)
    many = sum(waiting.get(ad.remote_id, 0) for ad in ads) > FEW
    adoption = await tx.adoptions.save(
        Adoption(
            AdoptionId(new_id()),
            actor.workspace_id,
            account.id,
            actor.member_id,
            now,
            len(ads),
            wanted.history,
            since,
            digest=reading or many,
            reading=reading,
        )
    )
    wishes = [_wish(actor, ad, adoption, now) for ad in ads]
    await tx.unlinked.save_all(wishes)
    await tx.enqueue_all([link_job(wish) for wish in wishes])
    if adoption.digest:  # it is told once the account was read to its end
        await tx.accounts.save(replace(account, next_sync_at=now))
        await tx.enqueue(sync_job(account, priority=30))
    await refresh(tx, ("link_ad",), *(wish.id for wish in wishes))
    return adoption


def _wish(actor: Actor, ad: UnlinkedAd, adoption: Adoption, now: datetime) -> UnlinkedAd:
    told_at = ad.told_at or now
    return replace(ad, asked_by=actor.member_id, told_at=told_at, adoption_id=adoption.id)


async def _free(
    tx: Transaction, account: EmployerAccount, ids: Collection[int]
) -> list[UnlinkedAd]:
    """Those that are still there and that nobody has asked for."""
    return [
        one
        for one in await tx.unlinked.of_site(account.site)
        if one.id in ids and one.asked_by is None
    ]


def _at(talk: Conversation, asked: Asked, screen: str) -> Conversation:
    talk = current(talk, asked)
    if talk.place.screen != screen:
        raise Stale
    return talk


def _adopt(talk: Conversation, asked: Asked) -> tuple[Conversation, dict[str, Any]]:
    """The conversation at the last question, and what was chosen before. Raises: Stale."""
    talk = _at(talk, asked, HISTORY)
    if "adopt" not in talk.draft:
        raise Stale
    return talk, talk.draft["adopt"]
