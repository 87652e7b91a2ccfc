"""HeadHunter's real client against its emulator: who logs in there, and how."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp.typedefs import Middleware

from bot.domain.account import EmployerAccount, Viewed
from bot.domain.application import ApplicationStub
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.paces import Paces
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Challenge, Entry
from bot.ports import AdForm, SiteSession
from sites.headhunter import SITE
from sites.kit.http import Web
from sites.kit.plugins import Plugins, site_rates
from tests.emulated import Emulated, running
from tests.fakes import FakeClock, MemoryLimits, MemoryRenewals
from tests.site_bench import LOGIN, PACE, PASSWORD, VACANCY

YES = (Entry("1", {"uk": "✓"}),)
COMPANY = "ТОО «Ромашка»"
REDIRECT = "http://127.0.0.1:9/oauth/headhunter"
CHALLENGE = Challenge(
    Secret("canary-tok-state"),
    Secret("canary-tok-verifier-of-43-letters-or-more-as-the-rule-is"),
    REDIRECT,
)
AD = replace(
    VACANCY,
    title="Менеджер по продажам",
    description="<p>Ищем человека, который <b>любит</b> людей и цифры.</p><ul>"
    + "".join(f"<li>обязанность номер {number} в нашей компании</li>" for number in range(1, 6))
    + "</ul>",
    city="Алматы",
)


@dataclass(frozen=True, slots=True)
class House:
    """The emulated site with one employer, and the port Sites over it."""

    at: Emulated
    plugins: Plugins
    renewals: MemoryRenewals
    clock: FakeClock

    async def answered(
        self, address: str, login: str = LOGIN, password: str = PASSWORD, answer: str = "allow"
    ) -> dict[str, str]:
        """What the login page sends a person back with, who has clicked there."""
        form = {"login": login, "password": password, "answer": answer}
        async with self.at.http.post(address, data=form, allow_redirects=False) as back:
            assert back.status == 302, await back.text()
            sent = urlsplit(back.headers["Location"])
        assert sent._replace(query="").geturl() == REDIRECT
        return {key: values[0] for key, values in parse_qs(sent.query).items()}

    async def credentials(self, login: str = LOGIN, password: str = PASSWORD) -> Credentials:
        """Tokens of a person who has pressed "allow"."""
        address = self.plugins.authorize(SITE.info.key, CHALLENGE)
        back = await self.answered(address, login, password)
        assert back["state"] == CHALLENGE.state.reveal()
        return await self.plugins.redeem(SITE.info.key, CHALLENGE, Secret(back["code"]))

    def session(
        self, credentials: Credentials, *, viewed: Viewed = Viewed.DELIVERED
    ) -> AbstractAsyncContextManager[SiteSession]:
        """A line of an account that holds these credentials."""
        return self.plugins.session(account(credentials, viewed))

    @asynccontextmanager
    async def opened(self, *, viewed: Viewed = Viewed.DELIVERED) -> AsyncIterator[SiteSession]:
        """A line of the employer's account."""
        async with self.session(await self.credentials(), viewed=viewed) as session:
            yield session

    async def respond(self, remote_ad_id: str, **body: Any) -> str:
        """A candidate answers the ad; return the response's id."""
        made = await self.at.control("POST", "/responses", {"job_id": remote_ad_id, **body})
        return str(made["id"])

    async def responses(self) -> dict[str, dict[str, Any]]:
        """The responses as the site holds them, by id."""
        return {one["id"]: one for one in await self.at.control("GET", "/responses")}

    async def switch(self, **wanted: Any) -> None:
        """Another reading of the contract."""
        await self.at.control("PATCH", "/switches", wanted)

    async def user(self, **changes: Any) -> None:
        """Change the employer's user."""
        await self.at.control("PATCH", "/users", {"login": LOGIN, **changes})

    async def asked(self, path: str = "") -> list[str]:
        """What was asked, as `METHOD path`."""
        return [f"{one['method']} {one['path']}" for one in await self.at.calls(path)]

    def stub(self, ad: str, response: str) -> ApplicationStub:
        """A response that is only known to be there."""
        ids = (WorkspaceId(1), AccountId(1), SITE.info.key)
        return ApplicationStub(*ids, ad, response, self.clock.now())


def account(credentials: Credentials, viewed: Viewed = Viewed.DELIVERED) -> EmployerAccount:
    """The employer's account with these credentials."""
    ids = (AccountId(1), WorkspaceId(1), SITE.info.key)
    found = EmployerAccount(*ids, "1/1", COMPANY, COMPANY, credentials, MemberId(1))
    return replace(found, viewed=viewed)


async def ad_form(session: SiteSession, **fields: tuple[Entry, ...]) -> AdForm:
    """The ad with all that it needs."""
    town = next(one for one in await session.dictionary("areas") if one.id == "160")
    role = next(one for one in await session.dictionary("roles") if one.id == "70")
    left = next(one for one in await session.credits() if one.left)
    chosen = {"area": (town,), "role": (role,), "publication": (Entry(left.id, left.names),)}
    return AdForm(AD, {**chosen, **fields})


@asynccontextmanager
async def house(*, watched: Middleware | None = None, **settings: Any) -> AsyncIterator[House]:
    """Start the emulator with one employer who has ten publications."""
    clock = FakeClock(datetime.now(UTC), hurried=True)
    paces, renewals = Paces(), MemoryRenewals()
    async with running(SITE.emulator, pace=PACE, watched=watched) as at:
        known = (await at.control("GET", "/facts"))["settings"]
        given = SITE.settings(**{"api_url": at.base, "authorize_url": at.base, **known, **settings})
        limits = MemoryLimits(clock, site_rates([SITE], paces))
        async with Web(
            clock=clock, limits=limits, paces=paces, contact_email="ops@example.com"
        ) as web:
            plugins = Plugins([SITE], {SITE.info.key: given}, web, renewals)
            user = {"login": LOGIN, "password": PASSWORD, "company": COMPANY}
            balance = {"HH_STANDARD": 10, "HH_PREMIUM": 0, "HH_ANONYMOUS": 2}
            await at.control("POST", "/users", {**user, "balance": balance})
            yield House(at, plugins, renewals, clock)


async def left(session: SiteSession, kind: str = "HH_STANDARD") -> int:
    """Unused publications of this type."""
    return next(one.left or 0 for one in await session.credits() if one.id == kind)


async def jobs(at: House) -> list[dict[str, Any]]:
    """The ads as the site has them."""
    found: list[dict[str, Any]] = await at.at.control("GET", "/jobs")
    return found
