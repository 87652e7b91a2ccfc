"""Job sites in memory, behind ports.Sites."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.domain.account import EmployerAccount, Viewed
from bot.domain.application import KeptRecord
from bot.domain.errors import NotThere
from bot.domain.own_ad import NamedAd
from bot.domain.rich_text import plain
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
from bot.ports import AdForm, SiteSession
from tests.fakes.sites.coded import CODED, CodedSite
from tests.fakes.sites.session import FakeSession
from tests.fakes.sites.world import CITIES, INFO, STANDARD, Employer, FakeSite

__all__ = [
    "CITIES",
    "CODED",
    "INFO",
    "STANDARD",
    "CodedSite",
    "Employer",
    "FakeSession",
    "FakeSite",
    "FakeSites",
]


class FakeSites:
    """ports.Sites of these sites."""

    def __init__(self, *sites: FakeSite) -> None:
        self._sites = {site.info.key: site for site in sites}

    def all(self) -> Sequence[SiteInfo]:
        return [site.info for site in self._sites.values()]

    def info(self, key: str) -> SiteInfo:
        if key not in self._sites:
            raise NotThere(key)
        return self._sites[key].info

    @asynccontextmanager
    async def session(self, account: EmployerAccount) -> AsyncIterator[SiteSession]:
        may_view = account.viewed is Viewed.DELIVERED
        async with self._opened(account.site, account.credentials, may_view=may_view) as session:
            yield session

    @asynccontextmanager
    async def login(self, site: str, credentials: Credentials) -> AsyncIterator[SiteSession]:
        async with self._opened(site, credentials) as session:
            yield session

    @asynccontextmanager
    async def _opened(
        self, site: str, credentials: Credentials, *, may_view: bool = True
    ) -> AsyncIterator[SiteSession]:
        session = FakeSession(self._sites[site], credentials, may_view=may_view)
        self._sites[site].opened(session.login, 1)
        try:
            await self._sites[site].wait()
            yield session
        finally:
            self._sites[site].opened(session.login, -1)

    def authorize(self, site: str, challenge: Challenge) -> str:
        return self._sites[site].page(challenge)

    async def redeem(self, site: str, challenge: Challenge, code: Secret) -> Credentials:
        return self._sites[site].redeem(challenge, code)

    def hear(self, site: str, body: bytes) -> Heard | None:
        return self._sites[site].hear(body)

    def ads_in(self, message_html: str) -> Sequence[NamedAd]:
        return [
            NamedAd(key, ad)
            for key in self._sites
            for ad in dict.fromkeys(re.findall(rf"{key}\.example/(ad-\d+)", message_html))
        ]

    def suggest(
        self, site: str, vacancy: Vacancy, dictionaries: Mapping[str, Sequence[Entry]]
    ) -> FieldValues:
        wanted = vacancy.city.casefold()
        fits = [one for one in dictionaries.get("city", ()) if wanted in _names(one)]
        return {"city": (fits[0],)} if wanted and fits else {}

    def check_form(self, form: AdForm, site: str, *, publish: bool) -> tuple[Problem, ...]:
        missing = tuple(
            Problem("missing", f"{one.key} is missing", one.key)
            for one in self.info(site).fields
            if one.required and (publish or one.draft) and not form.fields.get(one.key)
        )
        cries = (Problem("no_cries", "no cries in a title", "title"),)
        lengthy = tuple(
            Problem("long", "", "title", int(one.id))
            for one in form.limits
            if len(form.vacancy.title) > int(one.id)
        )
        return missing + cries * ("!" in form.vacancy.title) + lengthy

    def measures(self, site: str, form: AdForm) -> tuple[Measure, ...]:
        length = len(plain(form.vacancy.description))
        least = self._sites[site].description_least
        return (Measure("description", length, least),)

    def reread(self, site: str, record: KeptRecord) -> RemoteApplication | None:
        found = self._sites[site].readable.get(record.raw)
        if isinstance(found, Exception):
            raise found
        return found

    def search(self, site: str, entries: Sequence[Entry], typed: str) -> Sequence[Entry]:
        wanted = typed.strip().casefold()
        fits = [one for one in entries if any(wanted in name for name in _names(one))]
        return sorted(fits, key=lambda one: not any(n.startswith(wanted) for n in _names(one)))


def _names(entry: Entry) -> list[str]:
    return [name.casefold() for name in entry.names.values()]
