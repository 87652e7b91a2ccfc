"""One vacancy on one site under one account: three facts and the status they add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.alert import OVER, SOON_DAYS, Alert, Today
from bot.domain.errors import IllegalTransition
from bot.domain.fingerprint import Fingerprint, changed
from bot.domain.ids import (
    AccountId,
    PublicationId,
    VacancyId,
    WorkspaceId,
)
from bot.domain.sent import Sent
from bot.domain.site import Ad, FieldValues, Receipt, RemoteAd, Statistics
from bot.domain.site_action import (
    ActionState,
    Kind,
    SiteAction,
)


@dataclass(frozen=True, slots=True)
class StubbedAd:
    """A publication with responses that were kept unread; the same holds for it."""

    workspace_id: WorkspaceId
    id: PublicationId
    account_id: AccountId


class Status(StrEnum):
    """The four words a recruiter sees."""

    ERRONEOUS = "erroneous"
    DRAFT = "draft"
    PUBLISHED = "published"
    INACTIVE = "inactive"


_AD_NEXT: Mapping[Ad, frozenset[Ad]] = {
    Ad.NONE: frozenset({Ad.DRAFT, Ad.LIVE, Ad.REFUSED, Ad.ENDED}),
    Ad.DRAFT: frozenset({Ad.LIVE, Ad.REFUSED, Ad.ENDED}),
    Ad.LIVE: frozenset({Ad.REFUSED, Ad.ENDED}),
    Ad.REFUSED: frozenset({Ad.LIVE, Ad.ENDED}),
    Ad.ENDED: frozenset({Ad.LIVE, Ad.REFUSED}),
}


ANSWERED = (Ad.LIVE, Ad.ENDED, Ad.REFUSED)
"""Where candidates have seen the ad: those who answer it are wanted."""
_MISSED, _DELETED, _EXPIRED = "badge-missed", "badge-deleted", "badge-expired"
_CLOSED = "badge-closed"
_PAUSED, _CONFIRM = "badge-paused", "badge-confirm"
_UNSETTLED = frozenset({_MISSED, "badge-moderation", "badge-unknown"})
"""What may be well or not: nobody is told before the site says more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the status of a publication is made of; many have the same."""

    account_id: AccountId
    ad: Ad
    sync: bool
    operation: ActionState | None = None
    unsure_since: datetime | None = None
    """When the request was made whose outcome is unknown; None for any other."""

    def status(self, *, login_lost: bool, unsure_long: bool) -> Status:
        """The first that fits (design.md 4)."""
        unknown = self.operation is ActionState.UNSURE and unsure_long
        if self.operation is ActionState.FAILED or unknown:
            return Status.ERRONEOUS
        if self.ad is Ad.REFUSED or (login_lost and self.ad is Ad.LIVE and self.sync):
            return Status.ERRONEOUS
        if self.ad in (Ad.NONE, Ad.DRAFT):
            return Status.DRAFT
        return Status.PUBLISHED if self.ad is Ad.LIVE and self.sync else Status.INACTIVE


@dataclass(frozen=True, slots=True)
class Publication:
    """One vacancy on one site under one account."""

    id: PublicationId
    workspace_id: WorkspaceId
    vacancy_id: VacancyId
    account_id: AccountId
    site: str
    created_at: datetime
    title: str = ""
    """The vacancy's title as it was last sent, for lists and for finding the ad on the site."""
    description: str = ""
    """The same of its description; empty while nothing was sent."""
    remote_id: str | None = None
    url: str | None = None
    ad: Ad = Ad.NONE
    badge: str | None = None
    refusal: str | None = None
    """The site's own words on why it took the ad down, as long as that is so."""
    sync: bool = True
    fields: FieldValues = field(default_factory=dict)
    published_at: datetime | None = None
    expires_at: datetime | None = None
    linked: bool = False
    """Made in the cabinet, and never overwritten by us: the site may not tell all that it holds."""
    fingerprint: Fingerprint | None = None
    """Of the ad as the site last took it; None: that is not known."""
    sent: Sent | None = None
    """The ad as the site last took it from us; None: it never did, or nobody kept that."""
    statistics: Statistics | None = None
    """How it fared when the site was last asked."""
    told: Alert | None = None
    """What its owner knows to be wrong with the ad."""
    told_at: datetime | None = None
    """When that was last told, or that all is well again; None: never."""
    paid: int | None = None
    """All that was paid for the ad so far, whole units of `paid_currency`; None: nobody said."""
    paid_currency: str | None = None
    operation: SiteAction | None = None
    """The last request to the site; read from its last row, never stored here."""
    version: int = 1

    def status(self, *, login_lost: bool = False, unsure_long: bool = False) -> Status:
        """The shown status."""
        last = self.operation.state if self.operation is not None else None
        standing = Standing(self.account_id, self.ad, self.sync, last)
        return standing.status(login_lost=login_lost, unsure_long=unsure_long)

    @property
    def busy(self) -> bool:
        """A request to the site is under way: only looking and withdrawing are offered."""
        return self.operation is not None and self.operation.under_way

    @property
    def bound(self) -> bool:
        """The site knows the ad, or may: the account can't be changed any more."""
        unknown = self.operation is not None and self.operation.unknown
        return self.remote_id is not None or self.busy or unknown

    @property
    def forgettable(self) -> bool:
        """No candidate has ever seen its ad, and nothing is on its way to the site."""
        return self.ad in (Ad.NONE, Ad.DRAFT) and not self.busy

    @property
    def uncertain(self) -> bool:
        """The site may hold an ad of it that nobody here knows."""
        return self.remote_id is None and self.operation is not None and self.operation.tried

    def unsaved(self, now: Fingerprint) -> tuple[str, ...]:
        """The parts of the ad that have changed since the site took it, as far as is known."""
        if self.busy or self.ad not in (Ad.LIVE, Ad.DRAFT):
            return ()
        return changed(self.fingerprint, now)

    def holds(self, now: Fingerprint) -> bool:
        """The site surely has the ad just so: it took it, and no request has gone wrong since."""
        last = self.operation
        settled = last is None or last.state is ActionState.DONE
        return settled and self.ad in (Ad.LIVE, Ad.DRAFT) and self.fingerprint == now

    @property
    def may_sync(self) -> bool:
        """Its responses give cards."""
        return self.sync and self.ad in ANSWERED

    @property
    def unheard(self) -> bool:
        """Candidates may answer its ad, and nobody here would see it."""
        return not self.sync and self.ad in ANSWERED and not self.gone

    @property
    def gone(self) -> bool:
        """Its ad was deleted on the site: whoever publishes again makes another publication."""
        return self.ad is Ad.ENDED and self.badge == _DELETED

    @property
    def closed_here(self) -> bool:
        """It was our own request that closed its ad, and no other has come since."""
        last = self.operation
        asked = last is not None and (last.kind, last.state) == (Kind.CLOSE, ActionState.DONE)
        return asked and self.ad is Ad.ENDED and self.badge == _CLOSED

    def days_left(self, today: Today) -> int | None:
        """Of a live ad that is about to end; None for any other."""
        if self.ad is not Ad.LIVE or self.expires_at is None:
            return None
        days = today.days_left(self.expires_at)
        return days if days <= SOON_DAYS else None

    @property
    def lost(self) -> Alert | None:
        """Why candidates see its ad no more; None: they do, or never did."""
        if self.ad is Ad.REFUSED:
            return Alert.REFUSED
        if self.ad is not Ad.ENDED:
            return None
        if self.gone:
            return Alert.DELETED
        return Alert.EXPIRED if self.badge == _EXPIRED else Alert.CLOSED

    def alert(self, today: Today, *, payable: bool = True) -> Alert | None:
        """What its owner has to know of the ad as it stands; while that is unclear, as before.

        `payable`: there is something to renew it with.
        """
        if self.badge in _UNSETTLED:
            return self.told
        if self.ad is Ad.ENDED:
            return self._alert_of_ended(today)
        if self.ad is not Ad.LIVE:
            return self.lost
        if self.badge == _PAUSED:
            return Alert.PAUSED
        if self.expires_at is not None and today.is_soon(self.expires_at):
            return Alert.EXPIRING if payable else Alert.UNPAID
        return Alert.CONFIRM if self.badge == _CONFIRM else None

    def _alert_of_ended(self, today: Today) -> Alert | None:
        """That an ad which is over runs out, or is swept away, is no news.

        Some sites call all that is over closed.
        """
        if self.told in OVER:
            return self.told
        ran_out = self.expires_at is not None and self.expires_at <= today.now
        return Alert.EXPIRED if ran_out and self.lost is Alert.CLOSED else self.lost

    def acknowledged(self, today: Today) -> "Publication":
        """Who asked for what the site did knows what came of it; what was not said so far stays."""
        known = self.lost
        if self.ad is Ad.LIVE and self.badge not in _UNSETTLED:
            alert = self.alert(today, payable=self.told is not Alert.UNPAID)
            known = alert if alert is self.told else None
        return self if known is self.told else replace(self, told=known, told_at=None)

    def deleted(self) -> "Publication":
        """The site no longer has the ad."""
        return self.stood(Ad.ENDED, _DELETED)

    def missed(self) -> "Publication":
        """The site's own list lacks the ad: lists lag, so only the second one is believed."""
        if self.ad is Ad.NONE or self.gone:
            return self
        return self.deleted() if self.badge == _MISSED else self.stood(self.ad, _MISSED)

    def stood(
        self,
        ad: Ad,
        badge: str | None = None,
        expires_at: datetime | None = None,
        refusal: str | None = None,
    ) -> "Publication":
        """Where the ad stands now, by the site's own word. Raises: IllegalTransition.

        An end that is not told again stays, but for an ad that was over and is up again; so do
        the words of a refusal, while the ad is refused.
        """
        if ad is not self.ad and ad not in _AD_NEXT[self.ad]:
            raise IllegalTransition(self.id, self.ad, ad)
        before = None if (self.ad, ad) == (Ad.ENDED, Ad.LIVE) else self.expires_at
        why = (refusal or self.refusal) if ad is Ad.REFUSED else None
        return replace(self, ad=ad, badge=badge, expires_at=expires_at or before, refusal=why)

    def receipted(self, receipt: Receipt, now: datetime) -> "Publication":
        """The site took the request. An ad that was up before and is off now has ended.

        What was closed is seen where it stood: an address that is only made up may differ.
        """
        same = receipt.ad is Ad.ENDED and receipt.remote_id == self.remote_id
        off = receipt.ad is Ad.DRAFT and self.ad not in (Ad.NONE, Ad.DRAFT)
        live = receipt.ad is Ad.LIVE and self.ad is not Ad.LIVE
        ad = Ad.ENDED if off else receipt.ad
        return replace(
            self.stood(ad, receipt.badge, receipt.expires_at, receipt.refusal),
            remote_id=receipt.remote_id,
            url=(self.url if same else None) or receipt.url,
            published_at=now if live else self.published_at,
        )

    def seen(self, remote: RemoteAd) -> "Publication":
        """What the site's own list says of the ad; a step that makes no sense is not taken.

        What was up and is a draft there was closed: believed, as lists lag, from the second one on.
        """
        if remote.ad is Ad.DRAFT and self.ad in (Ad.LIVE, Ad.REFUSED):
            over = self.badge == _MISSED
            return self.stood(*((Ad.ENDED, _CLOSED) if over else (self.ad, _MISSED)))
        if remote.ad is not self.ad and remote.ad not in _AD_NEXT[self.ad]:
            return self
        return replace(
            self.stood(remote.ad, remote.badge, remote.expires_at, remote.refusal),
            url=remote.url or self.url,
            published_at=self.published_at or remote.published_at,
        )
