"""The port `Sites` over the discovered plug-ins."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from bot.domain.account import EmployerAccount, Viewed
from bot.domain.application import KeptRecord
from bot.domain.errors import AuthExpired, NotThere, SiteError
from bot.domain.own_ad import NamedAd
from bot.domain.paces import Paces, Rate
from bot.domain.secret import Credentials, Secret
from bot.domain.site import (
    Challenge,
    Entry,
    FieldValues,
    Heard,
    Measure,
    Problem,
    RemoteApplication,
    SiteInfo,
)
from bot.domain.vacancy import Vacancy
from bot.ports import AdForm, Renewals, SiteSession
from sites.kit import addresses, search
from sites.kit.forms import unfilled
from sites.kit.http import Web
from sites.kit.site import CodeLogin, Opening, Renew, Site, SiteSettings


class Plugins:
    """Every discovered site with its settings, over one HTTP client.

    One request at a time goes out for one login, whoever asks. `reachable`: people who log in on a
    site's own page find the way back.
    """

    def __init__(
        self,
        sites: Sequence[Site[Any]],
        settings: Mapping[str, SiteSettings],
        web: Web,
        renewals: Renewals,
        *,
        reachable: bool = True,
    ) -> None:
        self._sites = {site.info.key: site for site in sites}
        self._settings, self._web, self._renewals = settings, web, renewals
        self._reachable = reachable
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    def all(self) -> Sequence[SiteInfo]:
        """Those that can be offered, in the order they were discovered."""
        return [
            site.info
            for site in self._sites.values()
            if site.offered(self._settings[site.info.key])
            and (self._reachable or not site.info.by_code)
        ]

    def info(self, key: str) -> SiteInfo:
        """Raises: NotThere."""
        return self._site(key).info

    @asynccontextmanager
    async def session(self, account: EmployerAccount) -> AsyncIterator[SiteSession]:
        """The account's line to its site. Raises: AuthExpired when it holds no credentials."""
        held = _Held(account, self._renewals)
        site, credentials = account.site, account.credentials
        may_view = account.viewed is Viewed.DELIVERED
        try:
            yield self._open(
                site, account.remote_identity, credentials, held.renew, may_view=may_view
            )
        except SiteError as error:
            error.asked_with = held.account.credentials
            raise

    @asynccontextmanager
    async def login(self, site: str, credentials: Credentials) -> AsyncIterator[SiteSession]:
        """A line for credentials that no account holds so far."""
        fields = self._site(site).info.login
        typed = [
            credentials[one.key] for one in fields if not one.secret and one.key in credentials
        ]
        name = typed[0].reveal().strip().lower() if typed else ""
        yield self._open(site, name, credentials, _Given(credentials).renew)

    def authorize(self, site: str, challenge: Challenge) -> str:
        """The address of the site's login page."""
        return self._code_login(site).authorize(self._settings[site], challenge)

    async def redeem(self, site: str, challenge: Challenge, code: Secret) -> Credentials:
        """The first credentials for a code; asked for once. Raises: SiteError."""
        redeem = self._code_login(site).redeem
        return await redeem(self._web, self._settings[site], challenge, code)

    def hear(self, site: str, body: bytes) -> Heard | None:
        """What a body says that the site has sent."""
        hear = self._site(site).hear
        return None if hear is None else hear(body)

    def ads_in(self, message_html: str) -> Sequence[NamedAd]:
        """The ads whose addresses stand in a message."""
        return [
            NamedAd(key, remote_id)
            for key, site in self._sites.items()
            for remote_id in addresses.named(message_html, site.ad_id)
        ]

    def suggest(
        self, site: str, vacancy: Vacancy, dictionaries: Mapping[str, Sequence[Entry]]
    ) -> FieldValues:
        """Values of the site's fields that follow from the vacancy."""
        return self._site(site).suggest(vacancy, dictionaries)

    def check_form(self, form: AdForm, site: str, *, publish: bool) -> tuple[Problem, ...]:
        """What the site would surely refuse; nothing is sent."""
        found = self._site(site)
        if found.check_form is None:
            return unfilled(form, found.info, publish=publish)
        return found.check_form(form, publish)

    def measures(self, site: str, form: AdForm) -> tuple[Measure, ...]:
        """How long the form's texts are beside what the site takes."""
        return self._site(site).measures(form)

    def reread(self, site: str, record: KeptRecord) -> RemoteApplication | None:
        """What this version makes of a record that was kept aside; None: it still can't."""
        return self._site(site).reread(record.raw, record.kept_at)

    def search(self, site: str, entries: Sequence[Entry], typed: str) -> Sequence[Entry]:
        """Entries that fit what was typed, best first; the same for every site so far."""
        self._site(site)
        return search.search(entries, typed)

    def _site(self, key: str) -> Site[Any]:
        try:
            return self._sites[key]
        except KeyError:
            raise NotThere(key) from None

    def _code_login(self, key: str) -> CodeLogin[Any]:
        found = self._site(key).code_login
        if found is None:
            raise NotThere(key)
        return found

    def _open(
        self, key: str, name: str, credentials: Credentials, renew: Renew, *, may_view: bool = True
    ) -> SiteSession:
        site = self._site(key)
        if not credentials or any(one.key not in credentials for one in site.info.login):
            raise AuthExpired(key, "no credentials")  # of an account that was disconnected
        lock = self._locks.setdefault((key, name), asyncio.Lock())
        settings = self._settings[key]
        return site.open(Opening(self._web, settings, credentials, lock, renew, may_view))


class _Held:
    """An account as its session knows it."""

    def __init__(self, account: EmployerAccount, renewals: Renewals) -> None:
        self.account, self._renewals = account, renewals

    async def renew(self, ask: Callable[[Credentials], Awaitable[Credentials]]) -> Credentials:
        """`sites.kit.site.Renew`."""
        self.account = await self._renewals(self.account, ask)
        if not self.account.credentials:
            raise AuthExpired(self.account.site, "disconnected meanwhile")
        return self.account.credentials


class _Given:
    """Credentials that no account holds: renewed for nobody else."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    async def renew(self, ask: Callable[[Credentials], Awaitable[Credentials]]) -> Credentials:
        """`sites.kit.site.Renew`."""
        self._credentials = await ask(self._credentials)
        return self._credentials


def site_rates(sites: Sequence[Site[Any]], paces: Paces) -> dict[str, tuple[Rate, ...]]:
    """What the port Limits must keep, by its key `site:<key>`, at this pace."""
    return {
        f"site:{site.info.key}": tuple(
            Rate(rate.count, rate.window / paces.factor) for rate in site.rates
        )
        for site in sites
    }
