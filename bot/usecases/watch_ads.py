"""The radar: how an account's ads stand on their site now, and who is told of what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.account import EmployerAccount
from bot.domain.alert import PASSING, Alert, Today
from bot.domain.ids import ChatLinkId, NoticeId, PublicationId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.publication import Publication
from bot.domain.site import AdList, RemoteAd
from bot.domain.workspace import ChatLink
from bot.ports import Clock, Sites, Transaction
from bot.usecases.count_credits import renewable
from bot.usecases.keep_applications import stubs_job
from bot.usecases.recipients import owners_of
from bot.usecases.today import today_of


@dataclass(frozen=True, slots=True)
class WatchAds:
    """Keep what the site's list says of the account's ads, in the caller's transaction."""

    sites: Sites
    clock: Clock
    bot_id: int

    async def __call__(self, tx: Transaction, account: EmployerAccount, ads: AdList) -> None:
        """Safe to repeat: a change is told once, all that one look has found is one notice.

        An ad that a request is under way for is left to that.
        """
        by_id = {one.remote_id: one for one in ads}
        publications = await tx.publications.of_account(account.id)
        found = [(one, _seen(one, by_id, whole=ads.whole)) for one in publications]
        today = await today_of(tx, self.clock, account.workspace_id)
        news = self._news(account, [seen for _, seen in found], today)
        owners = await owners_of(tx, self.bot_id, [seen for _, seen in found if seen.id in news])
        told: dict[ChatLinkId, ChatLink] = {}
        for before, seen in found:
            link = owners.get(seen.id)
            after = seen if link is None else _heard(seen, news[seen.id], today)
            if link is not None and after.told_at is not None:
                told[link.id] = link
            if after != before:
                await tx.publications.save(after)
            if after.may_sync and not before.may_sync:
                await tx.enqueue(stubs_job(after))  # published in the cabinet
        await tx.notices.owe([self._notice(account, link, today) for link in told.values()])

    def _news(
        self, account: EmployerAccount, ads: Sequence[Publication], today: Today
    ) -> Mapping[PublicationId, Alert | None]:
        """What is to be told of those that stand otherwise; of one without sync nothing is."""
        info = self.sites.info(account.site)
        found: dict[PublicationId, Alert | None] = {}
        for one in ads:
            alert = one.alert(today, payable=renewable(one, info, account.credits))
            if alert is not one.told and one.sync and not one.busy:
                found[one.id] = alert
        return found

    def _notice(self, account: EmployerAccount, link: ChatLink, today: Today) -> Notice:
        return Notice(
            NoticeId(new_id()),
            account.workspace_id,
            self.bot_id,
            link.id,
            NoticeKind.ADS_CHANGED,
            account.id,
            today.now,
            occurrence=today.now.isoformat(),
        )


def _heard(seen: Publication, alert: Alert | None, today: Today) -> Publication:
    """Its owner is told now; that something is over by itself is kept without a word."""
    passed = alert is None and seen.told in PASSING
    return replace(seen, told=alert, told_at=None if passed else today.now)


def _seen(before: Publication, listed: Mapping[str, RemoteAd], *, whole: bool) -> Publication:
    """The publication as the site's list has it; `whole`: nothing is missing there by chance."""
    if before.remote_id is None or before.busy:
        return before
    remote = listed.get(before.remote_id)
    if remote is not None:
        return before.seen(remote)
    return before.missed() if whole else before
