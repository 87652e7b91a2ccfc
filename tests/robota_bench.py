"""Robota.ua's client at its emulator: what its contract tests share."""

from dataclasses import replace
from typing import Any

import sites
from bot.domain.account import EmployerAccount
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.secret import Credentials
from bot.domain.site import Page, RemoteApplication
from bot.ports import SiteSession
from tests.site_bench import LOGIN, PASSWORD, Bench

ROBOTA_UA = next(site for site in sites.discover() if site.info.key == "robota_ua")
ACCOUNT = EmployerAccount(
    AccountId(1),
    WorkspaceId(1),
    "robota_ua",
    LOGIN,
    "Ромашка",
    LOGIN,
    Credentials.of({"login": LOGIN, "password": PASSWORD}),
    MemberId(1),
)


async def switch(at: Bench, **values: Any) -> None:
    await at.at.control("PATCH", "/switches", values)


async def published(at: Bench, session: SiteSession) -> str:
    return (await session.publish(await at.form(session), key="1:1")).remote_id


async def connected(at: Bench) -> EmployerAccount:
    """An account that keeps what the check gave."""
    async with at.session() as session:
        identity = await session.check()
    assert identity.credentials is not None
    return replace(ACCOUNT, credentials=identity.credentials)


class Feed:
    """A live ad, and the passes over the feed as the sync makes them."""

    def __init__(self, at: Bench, session: SiteSession, ad: str, cursor: str) -> None:
        self.at, self.session, self.ad, self.cursor = at, session, ad, cursor
        self.pages: list[Page] = []

    async def respond(self, **body: Any) -> str:
        return await self.at.respond(self.ad, **body)

    async def move(self, response: str, folder: int) -> None:
        await self.at.at.control("POST", f"/responses/{response}/folder", {"folder": folder})

    async def switch(self, **values: Any) -> None:
        await self.at.at.control("PATCH", "/switches", values)

    async def sync(self) -> list[RemoteApplication]:
        """One whole pass; the pages of it stay in `pages`."""
        self.pages, resume = [], None
        while True:
            page = await self.session.applications(self.cursor, resume)
            self.pages.append(page)
            self.cursor, resume = page.cursor or self.cursor, page.resume
            if resume is None:
                return [one for page in self.pages for one in page.items]

    async def came(self) -> list[str]:
        return [one.remote_id for one in await self.sync()]

    @property
    def standings(self) -> dict[str, str | None]:
        return {key: one for page in self.pages for key, one in page.standings.items()}

    async def one(self, **body: Any) -> RemoteApplication:
        await self.respond(**body)
        (found,) = await self.sync()
        return found
