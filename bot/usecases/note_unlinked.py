"""Own ads that no publication holds: kept with each pass, told once when they have responses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.ids import NoticeId, UnlinkedAdId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.own_ad import UnlinkedAd
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.site import Ad, AdList, RemoteAd
from bot.domain.vacancy import one_line
from bot.domain.workspace import Right
from bot.ports import Clock, Transaction
from bot.usecases.recipients import chat_of
from bot.usecases.settle_adoption import settle

LINK_AD = "link_ad"


def link_job(ad: UnlinkedAd, at: datetime | None = None) -> Job:
    """The wake-up of what `asked_by` wants."""
    return Job(
        LINK_AD,
        ad.id,
        ad.workspace_id,
        lock=f"account:{ad.account_id}",
        unique=f"link:{ad.id}",
        at=at,
        priority=50,
    )


def may_be(publication: Publication, remote: RemoteAd | UnlinkedAd) -> bool:
    """A request of ours whose answer is still out, or never came, may be what made this ad."""
    unnamed = publication.bound and publication.remote_id is None
    return unnamed and publication.title == one_line(remote.title)


@dataclass(frozen=True, slots=True)
class NoteUnlinked:
    """Keep what the site's list has and we do not, in the caller's transaction."""

    clock: Clock
    paces: Paces
    bot_id: int

    async def __call__(self, tx: Transaction, account: EmployerAccount, ads: AdList) -> None:
        """Safe to repeat: an ad is told of once, several at once are one notice."""
        waiting = await tx.applications.waiting(account.site)
        known = {one.remote_id: one for one in await tx.unlinked.of_site(account.site)}
        publications = await tx.publications.all()
        linked = {one.remote_id for one in publications if one.site == account.site}
        for remote in ads:
            old = known.get(remote.remote_id)
            if remote.remote_id in linked:
                if old is not None:
                    await tx.unlinked.drop(old.id)
                continue
            wanted = old is not None or remote.ad is Ad.LIVE or waiting.get(remote.remote_id)
            if wanted and not any(may_be(one, remote) for one in publications):
                await self._kept(tx, account, old, remote)
        listed = {one.remote_id for one in ads}
        for one in known.values():
            missing = one.account_id == account.id and one.remote_id not in listed
            if ads.whole and missing and one.ad is not Ad.ENDED:
                await tx.unlinked.save(replace(one, ad=Ad.ENDED))
        await self._go_on(tx, account, waiting)

    async def keep(self, tx: Transaction, account: EmployerAccount, remote: RemoteAd) -> None:
        """One that somebody has asked for, whatever became of it. Raises: Conflict."""
        known = await tx.unlinked.of_site(account.site)
        old = next((one for one in known if one.remote_id == remote.remote_id), None)
        await self._kept(tx, account, old, remote)

    async def _kept(
        self,
        tx: Transaction,
        account: EmployerAccount,
        old: UnlinkedAd | None,
        remote: RemoteAd,
    ) -> None:
        """An ad that two users of one company see stays with the first while that one works."""
        kept = old or UnlinkedAd(
            UnlinkedAdId(new_id()),
            account.workspace_id,
            account.id,
            account.site,
            remote.remote_id,
            remote.title,
            remote.url,
            remote.ad,
        )
        seen = replace(kept, title=remote.title, url=remote.url, ad=remote.ad)
        if old is not None and old.account_id != account.id:
            holder = await tx.accounts.get(old.account_id)
            if holder.state is not AccountState.ACTIVE:
                seen = replace(seen, account_id=account.id)
        if seen != old:
            await tx.unlinked.save(seen)

    async def _go_on(
        self, tx: Transaction, account: EmployerAccount, waiting: Mapping[str, int]
    ) -> None:
        if account.state is not AccountState.ACTIVE:
            return
        now = self.clock.now()
        for adoption in await tx.adoptions.open():
            if adoption.account_id == account.id:
                await settle(tx, adoption, now, self.bot_id)
        every = await tx.unlinked.of_site(account.site)
        mine = [one for one in every if one.account_id == account.id]
        for one in mine:
            if one.asked_by is not None:  # its job may be lost: the row is what is owed
                await tx.enqueue(link_job(one))
        untold = [
            one
            for one in mine
            if one.told_at is None and one.asked_by is None and waiting.get(one.remote_id)
        ]
        if untold and not self._just_told(mine, now):
            await self._tell(tx, account, untold, now)

    def _just_told(self, ads: Sequence[UnlinkedAd], now: datetime) -> bool:
        told = [one.told_at for one in ads if one.told_at is not None]
        return any(timedelta() < now - one < self.paces.unlinked_pause for one in told)

    async def _tell(
        self,
        tx: Transaction,
        account: EmployerAccount,
        ads: Sequence[UnlinkedAd],
        now: datetime,
    ) -> None:
        link = await chat_of(tx, self.bot_id, account.added_by, Right.PUBLISH)
        if link is None:
            return
        for one in ads:
            await tx.unlinked.save(replace(one, told_at=now))
        notice = Notice(
            NoticeId(new_id()),
            account.workspace_id,
            self.bot_id,
            link.id,
            NoticeKind.UNLINKED_ADS,
            account.id,
            now,
            occurrence=now.isoformat(),
        )
        await tx.notices.owe([notice])
