"""Linking an ad that was made in the employer's cabinet (design.md 5)."""

from dataclasses import dataclass, replace

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.adoption import Wanted
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import ContractBroken, NotThere, SiteError, Stale
from bot.domain.fingerprint import Fingerprint, fingerprint
from bot.domain.ids import UnlinkedAdId, VacancyId
from bot.domain.jobs import Job
from bot.domain.own_ad import OwnAd, UnlinkedAd
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.sent import Sent
from bot.domain.site import Ad
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import Actor, Person, Tenant
from bot.ports import Clock, Dictionaries, Sites, Transaction, UnitOfWork
from bot.usecases.adopt_ads import LIST, owe
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.asked import Press
from bot.usecases.keep_applications import stubs_job
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.note_unlinked import link_job, may_be
from bot.usecases.paste_address import SCREEN as PASTED
from bot.usecases.paste_address import go_on
from bot.usecases.screens import (
    current,
    note_all,
    refresh,
    refresh_account,
    refresh_ads,
    screen_notice,
    show,
)
from bot.usecases.settle_adoption import SCREEN as PROGRESS
from bot.usecases.settle_adoption import note
from bot.usecases.tell_digest import gather

SCREEN = "link_ad"
_BEGUN = "link-begun"
"""Said on the screen of the next address; `ad` is the one that it speaks of."""


async def _ad(tx: Transaction, actor: Actor, asked: Press) -> UnlinkedAd:
    """The ad on the screen. Raises: Stale, NotThere."""
    talk = current(await tx.conversations.of(actor), asked)
    if talk.place.screen != SCREEN:
        raise Stale
    return await tx.unlinked.get(UnlinkedAdId(talk.place.subject))


@dataclass(frozen=True, slots=True)
class AskLink:
    """`link`, with what is new; with `to_vacancy` the button carries the ad's vacancy."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    to_vacancy: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Who asks first, wins. Raises: Stale, NotThere, AuthExpired without a login."""
        async with self.uow(actor) as tx:
            ad = await _ad(tx, actor, asked)
            account = await tx.accounts.get(ad.account_id)
            account.require_login()
            if ad.asked_by is None:
                if self.to_vacancy:
                    vacancy = await tx.vacancies.get(VacancyId(asked.id))
                    ad = replace(ad, vacancy_id=vacancy.id)
                unread = self.sites.info(account.site).tells_unread
                now = self.clock.now()
                await owe(tx, actor, account, [ad], Wanted(), now, tells_unread=unread)
            flash = Flash(_BEGUN, {"title": ad.title, "ad": ad.id})
            if not await go_on(tx, actor, asked, await tx.conversations.of(actor), flash):
                await show(tx, actor, Place(SCREEN, ad.id), asked=asked)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class LeaveAd:
    """`not now`: nobody is told of this ad again; its account's page still offers it."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            ad = await _ad(tx, actor, asked)
            told_at = ad.told_at or self.clock.now()
            await tx.unlinked.save(replace(ad.left(), told_at=told_at))
            await note(tx, ad, self.clock.now(), self.bot_id)
            flash = Flash("done-not-linked")
            if not await go_on(tx, actor, asked, await tx.conversations.of(actor), flash):
                await show(tx, actor, Place("account", ad.account_id), asked=asked, flash=flash)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class LinkAd:
    """The job behind it: the site's own words become a vacancy and its publication."""

    uow: UnitOfWork
    sites: Sites
    dictionaries: Dictionaries
    clock: Clock
    paces: Paces
    bot_id: int
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: an ad has one publication. While the site is away it comes back later.

        An ad that no contract has is told of and waits for somebody to ask again.
        """
        assert job.workspace_id is not None  # link_job always names it
        tenant = Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            try:
                ad = await tx.unlinked.get(UnlinkedAdId(job.subject))
            except NotThere:
                return  # linked meanwhile
            account = await tx.accounts.get(ad.account_id)
        if ad.asked_by is None or account.state is not AccountState.ACTIVE:
            return
        try:
            own = await self._read(account, ad)
        except SiteError as error:
            await self._failed(account, ad, error)
            return
        async with self.uow(tenant) as tx:
            await self._link(tx, ad.id, own)
            await tx.commit()

    async def _read(self, account: EmployerAccount, ad: UnlinkedAd) -> OwnAd | None:
        fields = self.sites.info(account.site).fields
        names = {one.dictionary for one in fields if one.dictionary}
        found = await self.dictionaries.of(account, names)
        async with self.sites.session(account) as session:
            return await session.ad(ad.remote_id, found)

    async def _failed(self, account: EmployerAccount, ad: UnlinkedAd, error: SiteError) -> None:
        """The wish stays; a pass that gets through wakes it too."""
        if isinstance(error, RECRUITER_ACTS):
            await pause_account(self.uow, self.clock, self.bot_id, account, error)
        flash = Flash(error.text_id, error.values())
        async with self.uow(Tenant(account.workspace_id)) as tx:
            if isinstance(error, ContractBroken):
                await self.alert.daily(tx, account, error)
                await self._turn_down(tx, ad.id)
                await refresh(tx, (LIST,), ad.account_id, flash=flash)
            else:
                now = self.clock.now()
                later = max(now + self.paces.of(minutes=15), error.not_before(now))
                await tx.enqueue(link_job(ad, at=later))
            await refresh(tx, (SCREEN,), ad.id, flash=flash)
            if ad.adoption_id is not None:
                await refresh(tx, (PROGRESS,), ad.adoption_id, flash=flash)
            await tx.commit()

    async def _link(self, tx: Transaction, ad_id: UnlinkedAdId, own: OwnAd | None) -> None:
        try:
            ad = await tx.unlinked.get(ad_id)
        except NotThere:
            return
        if own is None:
            await self._give_up(tx, replace(ad, ad=Ad.ENDED))
            await refresh(tx, (SCREEN,), ad.id, flash=Flash("error-ad-missing", {"site": ad.site}))
            return
        if ad.asked_by is None:
            return  # turned down meanwhile
        publication = await tx.publications.by_remote(ad.site, ad.remote_id)
        if publication is None:
            if any(may_be(one, ad) for one in await tx.publications.of_account(ad.account_id)):
                now = self.clock.now()
                await tx.enqueue(link_job(ad, at=now + self.paces.of(minutes=1)))
                return
            publication = await self._make(tx, ad, own)
        await tx.unlinked.drop(ad.id)
        waiting = len(await tx.applications.stubs_of(ad.site, ad.remote_id))
        now = self.clock.now()
        adoption = await note(tx, ad, now, self.bot_id, lambda it: it.with_linked(publication.id))
        if adoption is not None and adoption.digest and publication.may_sync:
            account = await tx.accounts.get(publication.account_id)
            await gather(tx, account, [publication], adoption.asked_at)
        if publication.may_sync and (waiting or (adoption is not None and adoption.digest)):
            await tx.enqueue(stubs_job(publication))
        await self._show(tx, ad, publication, waiting)

    async def _make(self, tx: Transaction, ad: UnlinkedAd, own: OwnAd) -> Publication:
        now = self.clock.now()
        vacancy = await self._target(tx, ad)
        if vacancy is not None:
            if vacancy.shelf is Shelf.ARCHIVE and own.remote.ad is Ad.LIVE:
                # Nobody would look there for its candidates.
                vacancy = await tx.vacancies.save(vacancy.put(Shelf.OPEN))
            return await tx.publications.save(ad.publication(own, vacancy, now))
        assert ad.asked_by is not None  # _link has looked
        vacancy = await tx.vacancies.save(ad.vacancy(own, ad.asked_by, now))
        publication = ad.publication(own, vacancy, now)
        return await tx.publications.save(
            replace(
                publication,
                fingerprint=self._told(own, publication, vacancy),
                sent=Sent.of(vacancy, own.fields),
            )
        )

    def _told(self, own: OwnAd, publication: Publication, vacancy: Vacancy) -> Fingerprint:
        """Of what the site tells: a field that it keeps to itself may stand there anyhow."""
        info = self.sites.info(publication.site)
        known = {*info.answers, *own.fields}
        whole = fingerprint(vacancy, own.fields, info)
        return {part: mark for part, mark in whole.items() if part in known}

    async def _target(self, tx: Transaction, ad: UnlinkedAd) -> Vacancy | None:
        if ad.vacancy_id is None:
            return None
        try:
            found = await tx.vacancies.get(ad.vacancy_id)
        except NotThere:
            return None  # deleted meanwhile
        return None if found.shelf is Shelf.TEMPLATE else found

    async def _show(
        self, tx: Transaction, ad: UnlinkedAd, publication: Publication, waiting: int
    ) -> None:
        flash = Flash("done-linked", {"count": waiting})
        for talk in await tx.conversations.looking_at((SCREEN,), ad.id):
            who = Person(talk.user_id, talk.chat_id)
            await show(tx, who, Place("publication", publication.id), flash=flash, talk=talk)
        await self._over(tx, ad)
        await refresh(tx, (LIST,), ad.account_id)
        await refresh_account(tx, await tx.accounts.get(ad.account_id))
        await refresh_ads(tx, publication)

    async def _over(self, tx: Transaction, ad: UnlinkedAd) -> None:
        """Who went on to the next address is not told for ever that this one is under way."""

        async def over(talk: Conversation) -> Conversation | None:
            said = talk.flash
            mine = said is not None and said.text_id == _BEGUN and said.values.get("ad") == ad.id
            return replace(talk, flash=None) if mine else None

        sites = [one.key for one in self.sites.all()]
        ads = [one.id for site in sites for one in await tx.unlinked.of_site(site)]
        for talk in await note_all(tx, (SCREEN, PASTED), 0, *ads, change=over):
            link = await tx.chats.private(talk.bot_id, talk.user_id)
            await tx.notices.owe([screen_notice(talk, link)])

    async def _turn_down(self, tx: Transaction, ad_id: UnlinkedAdId) -> None:
        try:
            ad = await tx.unlinked.get(ad_id)
        except NotThere:
            return  # linked meanwhile
        await self._give_up(tx, ad)

    async def _give_up(self, tx: Transaction, ad: UnlinkedAd) -> None:
        await tx.unlinked.save(ad.left())
        await self._over(tx, ad)
        now = self.clock.now()
        await note(tx, ad, now, self.bot_id, lambda it: it.without(ad.title))
