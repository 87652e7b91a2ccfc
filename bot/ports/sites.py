"""Job sites, as their plug-ins fulfil them."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeAlias

from bot.domain.account import EmployerAccount
from bot.domain.application import ApplicationStub, KeptRecord
from bot.domain.own_ad import NamedAd, OwnAd
from bot.domain.reply import Offer, Reply
from bot.domain.secret import Credentials, Secret
from bot.domain.site import (
    AdList,
    Can,
    Challenge,
    Choice,
    Credit,
    Entry,
    FieldValues,
    FileRef,
    Heard,
    Identity,
    Measure,
    Page,
    Problem,
    Receipt,
    RemoteAd,
    RemoteApplication,
    RemoteFile,
    SiteInfo,
    Statistics,
)
from bot.domain.vacancy import Vacancy

CLOCKS_APART = timedelta(minutes=2)
"""How far a site's clock may be from ours."""


@dataclass(frozen=True, slots=True)
class AdForm:
    """All that an ad needs on one site: the neutral text and the site's own values."""

    vacancy: Vacancy
    fields: FieldValues
    remote_id: str | None = None
    """The ad's id where the site has it already (a draft, a live ad)."""
    taken: frozenset[str] = frozenset()
    """Ads that belong to other publications: none of them is the one looked for."""
    limits: tuple[Entry, ...] = ()
    """What `SiteInfo.limits` holds by now, for who checks the form; nothing where it is unknown."""
    despite_duplicates: bool = False
    """The recruiter has seen that the site holds a similar ad, and wants this one all the same."""


Wanted: TypeAlias = Callable[[RemoteApplication], bool]
"""Which responses from before somebody has asked for."""


class SiteSession(Protocol):
    """One account's open line to its site. Every call may raise any SiteError.

    A plug-in's session is a subclass: what its site can't (`Can`) it inherits, and nobody calls.
    """

    async def check(self) -> Identity:
        """One look at who this login is; never repeated by itself after a refusal.

        Raises: WrongLogin, NotEmployer, UserBlocked, LoginLocked, SiteUnavailable.
        """

    async def credits(self) -> tuple[Credit, ...]:
        """Unused publications by type; none where the site does not tell them."""
        return ()

    async def dictionary(self, name: str) -> tuple[Entry, ...]:
        """One dictionary, whole; asked for those that the site's fields name."""
        raise LookupError(name)

    async def save_draft(self, form: AdForm, *, key: str) -> Receipt:
        """Put the ad on the site unpublished; free.

        Raises: Rejected, OutcomeUnknown.
        """
        raise LookupError(Can.DRAFT)

    async def publish(self, form: AdForm, *, key: str) -> Receipt:
        """Make the ad live. Raises: Rejected, NoCredits, Duplicate, OutcomeUnknown."""

    async def edit(self, form: AdForm) -> Receipt:
        """Overwrite the ad's text; spends nothing. Raises: Rejected, AdMissing, OutcomeUnknown."""
        raise LookupError(Can.EDIT)

    async def close(self, remote_id: str) -> Receipt:
        """Take the ad off. Raises: AdMissing, OutcomeUnknown."""
        raise LookupError(Can.CLOSE)

    async def delete_draft(self, remote_id: str) -> None:
        """Take away what was saved and never published. Raises: AdMissing, OutcomeUnknown."""
        raise LookupError(Can.DELETE_DRAFT)

    async def find(self, form: AdForm, since: datetime) -> RemoteAd | None:
        """After a lost answer: the ad that the request made, or may have changed.

        With a remote id that ad as it stands: whether it changed, its state and `published_at`
        tell. Without one the ad that this login made after `since` (when the request went out)
        and that says what the form says. None: the site's list does not have it, which may lag.
        Inherited: from the list of own ads, by title and `made_at`; one that does not tell when it
        was made counts, so that nothing is made twice.
        """
        earliest = since - CLOCKS_APART
        for one in await self.ads():
            made = (
                one.title == form.vacancy.title
                and one.remote_id not in form.taken
                and (one.made_at or earliest) >= earliest
            )
            if one.remote_id == form.remote_id or (form.remote_id is None and made):
                return one
        return None

    async def ads(self) -> AdList:
        """The account's own ads with their state."""

    async def ad(self, remote_id: str, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd | None:
        """One own ad with all that the site tells of it, None when it no longer has it.

        `dictionaries` are those of the site's fields, for the names of what it gives as ids.
        Inherited: no more than the list of own ads tells.
        """
        found = next((one for one in await self.ads() if one.remote_id == remote_id), None)
        return None if found is None else OwnAd(found)

    async def newest(self) -> str:
        """The cursor of a feed that starts now: nothing older will be read."""

    async def applications(self, cursor: str | None, resume: str | None) -> Page:
        """One page of responses (design.md 5)."""

    async def history(self, ads: Sequence[str], resume: str | None, wanted: Wanted) -> Page:
        """One page of all that these ads ever got, of which only what is `wanted` comes.

        Nobody's resume is opened for it. Inherited: the account's feed, read from its beginning.
        """
        page = await self.applications(None, resume)
        return replace(page, items=tuple(one for one in page.items if wanted(one)))

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """One page of what these ads were answered with since then, wherever it stands by now.

        For the daily comparison: no cursor is needed or given; what is older may come too. Of who
        is not known already the rest is asked for (`whole`); nobody's resume is opened before.
        """
        raise LookupError(Can.RECENT)

    async def glance(self) -> str:
        """An opaque word that is another one once a response came; a request or two."""
        raise LookupError(Can.GLANCE)

    async def application(self, stub: ApplicationStub) -> RemoteApplication | None:
        """One response again, None when the site no longer has it."""

    async def file(self, ref: FileRef) -> RemoteFile | None:
        """A resume or photo, None when the site no longer has it.

        Raises: ContractBroken for an address that is not the site's own.
        """
        return None

    async def whole(self, item: RemoteApplication) -> RemoteApplication:
        """The rest of a response of which a page holds only what the site's list tells.

        After `recent` it is asked for each that becomes a card, so that who is barred is known.
        Where candidates see that a resume was looked at (`SiteInfo.tells_viewed`) it is asked for
        just those that become cards. What may not be read yet comes as it is, with `unopened` or
        `held_until`.
        """
        return item

    async def logins(self) -> tuple[Choice, ...]:
        """The work accounts that this login may act for; none or one: nothing to ask."""
        return ()

    async def prolong(self, remote_id: str) -> Receipt:
        """Keep a live ad up for another term, for one more publication of its type.

        Raises: Rejected, NoCredits, AdMissing, OutcomeUnknown.
        """
        raise LookupError(Can.PROLONG)

    async def statistics(self, remote_id: str) -> Statistics:
        """How the ad fares. Raises: AdMissing."""
        raise LookupError(Can.STATISTICS)

    async def offers(self, remote_id: str) -> Sequence[Offer]:
        """What may be done with this response now. Raises: ResponseMissing.

        Inherited by sites that can do nothing for a candidate.
        """
        return ()

    async def site_text(self, ref: str) -> str | None:
        """The words of a `SiteText`, names filled in by the site; None: it is there no more."""
        return None

    async def answer(self, reply: Reply) -> str | None:
        """Tell the candidate; return where the response stands now (`standing`).

        Raises: Rejected, ResponseMissing, AccessNotBought, NoCredits, OutcomeUnknown.
        """
        raise LookupError(reply.kind)

    async def answered(self, reply: Reply, since: datetime) -> bool | None:
        """After a lost answer: whether the request that went out at `since` had its effect.

        None: the site does not tell, so that nobody will ever know. Raises: ResponseMissing.
        """
        raise LookupError(reply.kind)

    async def subscribe(self, address: str) -> str:
        """Let the site call `address`; return the subscription's opaque id. Safe to repeat."""
        raise LookupError(Can.PUSH)

    async def unsubscribe(self, subscription: str) -> None:
        """No more calls; not an error when the site no longer knows it."""
        raise LookupError(Can.PUSH)

    async def leave(self) -> None:
        """This login is forgotten here: where the site can, it makes its credentials worthless."""
        return


class Sites(Protocol):
    """The discovered plug-ins."""

    def all(self) -> Sequence[SiteInfo]:
        """Those that can be offered with these settings, in the order they are shown."""

    def info(self, key: str) -> SiteInfo:
        """Raises: NotThere."""

    def session(self, account: EmployerAccount) -> AbstractAsyncContextManager[SiteSession]: ...
    def login(
        self, site: str, credentials: Credentials
    ) -> AbstractAsyncContextManager[SiteSession]:
        """A line for credentials that no account holds so far."""

    def authorize(self, site: str, challenge: Challenge) -> str:
        """The address of the login page of a site `by_code`."""

    async def redeem(self, site: str, challenge: Challenge, code: Secret) -> Credentials:
        """The first credentials for a code that the login page gave; never sent twice.

        Raises: SiteError; AuthExpired for a code that is used, old or not for us.
        """

    def hear(self, site: str, body: bytes) -> Heard | None:
        """What a body says that the site has sent; None: nothing that we know."""

    def ads_in(self, message_html: str) -> Sequence[NamedAd]:
        """The ads of known sites whose addresses stand in a chat message; nothing is asked for."""

    def suggest(
        self, site: str, vacancy: Vacancy, dictionaries: Mapping[str, Sequence[Entry]]
    ) -> FieldValues:
        """Values of the site's fields that follow from the vacancy (city, employment ...)."""

    def check_form(self, form: AdForm, site: str, *, publish: bool) -> tuple[Problem, ...]:
        """What the site would surely refuse: missing fields, lengths. Nothing is sent."""

    def measures(self, site: str, form: AdForm) -> tuple[Measure, ...]:
        """How long the form's texts are beside what the site takes, or is thought to take."""

    def reread(self, site: str, record: KeptRecord) -> RemoteApplication | None:
        """What this version makes of a record that was kept aside; None: it still can't."""

    def search(self, site: str, entries: Sequence[Entry], typed: str) -> Sequence[Entry]:
        """Entries that fit what was typed, best first."""


class Renewals(Protocol):
    """New credentials in place of those that run out, for sites whose logins do."""

    async def __call__(
        self, account: EmployerAccount, ask: Callable[[Credentials], Awaitable[Credentials]]
    ) -> EmployerAccount:
        """Return the account with other credentials than it came with.

        `ask` is called by one process at a time, with what is stored; what it returns is stored
        before anybody uses it. Who waited meanwhile gets that, without a call. Raises: what `ask`
        raises.
        """


class Dictionaries(Protocol):
    """Live dictionaries, cached by site (not by account) for `Paces.dictionary_age`."""

    async def of(
        self, account: EmployerAccount, names: Collection[str]
    ) -> Mapping[str, tuple[Entry, ...]]:
        """Raises: SiteError when one is neither cached nor to be had."""
