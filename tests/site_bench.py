"""A discovered site's real client against its own emulator, over real HTTP."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.ids import MemberId, VacancyId, WorkspaceId
from bot.domain.paces import Paces
from bot.domain.pay import Pay
from bot.domain.secret import Credentials
from bot.domain.site import Entry, FieldKind, FieldValues, RemoteApplication
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.ports import AdForm, SiteSession
from sites.kit.http import Web
from sites.kit.plugins import Plugins, site_rates
from sites.kit.site import Site
from tests.emulated import Emulated, running
from tests.fakes import FakeClock, MemoryLimits, MemoryRenewals

LOGIN, PASSWORD, COMPANY = "boss@romashka.example", "canary-пароль-1", "ТОВ «Ромашка»"
PACE = 1000.0

VACANCY = Vacancy(
    VacancyId(1),
    WorkspaceId(1),
    MemberId(1),
    datetime(2026, 11, 23, tzinfo=UTC),
    title="Менеджер з продажу",
    description=(
        "<p>Шукаємо людину, яка <b>любить</b> <i>продавати</i>. Працюємо з понеділка до п'ятниці"
        " в центрі міста, поруч із метро; платимо вчасно і вчимо всього, що треба знати.</p>"
        "<ol><li>досвід від року</li><li>R&amp;D</li></ol>"
    ),
    city="Київ",
    employment=Employment.FULL,
    experience=Experience.FROM_1,
    pay=Pay(25000, 40000),
    contact=Contact("Оля, 050 000-00-00"),
    step=None,
)


@dataclass(frozen=True, slots=True)
class Bench:
    """One site, its emulator with one employer, and the port Sites over it."""

    site: Site[Any]
    at: Emulated
    plugins: Plugins
    clock: FakeClock
    web: Web
    facts: Mapping[str, Any]
    """What the emulator says of its site: `feed` and `publish` (paths), `balance` to begin with."""

    def session(
        self, login: str = LOGIN, password: str = PASSWORD
    ) -> AbstractAsyncContextManager[SiteSession]:
        """A line for these credentials, given to the login form's fields in order."""
        return self.plugins.login(self.site.info.key, self.credentials(login, password))

    def credentials(self, login: str = LOGIN, password: str = PASSWORD) -> Credentials:
        """As they are typed, field by field of the login form."""
        fields = self.site.info.login
        return Credentials.of({one.key: password if one.secret else login for one in fields})

    async def form(self, session: SiteSession, vacancy: Vacancy = VACANCY) -> AdForm:
        """The vacancy with every required field filled: as suggested, else its first entry."""
        found: dict[str, Sequence[Entry]] = {}
        for field in self.site.info.fields:
            if field.kind is FieldKind.CHOICE:
                found[field.dictionary] = await session.dictionary(field.dictionary)
        chosen: dict[str, tuple[Entry, ...]] = dict(
            self.plugins.suggest(self.site.info.key, vacancy, found)
        )
        for field in self.site.info.fields:
            if not field.required or field.key in chosen:
                continue
            if field.kind is FieldKind.CREDIT:
                left = next(one for one in await session.credits() if one.left)
                chosen[field.key] = (Entry(left.id, left.names),)
            else:
                chosen[field.key] = (found[field.dictionary][0],)
        return AdForm(vacancy, chosen)

    async def respond(self, remote_ad_id: str, **body: Any) -> str:
        """A candidate answers the ad; return the response's id."""
        made = await self.at.control("POST", "/responses", {"job_id": remote_ad_id, **body})
        return str(made.get("remote_id", made["id"]))

    async def respond_many(self, remote_ad_id: str, count: int) -> list[str]:
        """So many answer the ad one after another; their ids."""
        return [await self.respond(remote_ad_id) for _ in range(count)]

    async def lose(self, kind: str) -> None:
        """The answers to the requests that publish are lost (drop_after), or never given."""
        for path in self.facts["publish"]:
            await self.at.fault(path=path, kind=kind)

    async def balance(self, **left: int) -> None:
        """Set the employer's unused publications."""
        await self.at.control("PUT", "/balance", {"company": COMPANY, "balance": left})


def with_fields(form: AdForm, fields: Mapping[str, Any]) -> AdForm:
    """The form with some values replaced; None takes one out."""
    merged: FieldValues = {
        key: value for key, value in {**form.fields, **fields}.items() if value is not None
    }
    return replace(form, fields=merged)


async def read_all(
    session: SiteSession, cursor: str | None, *, pages: int = 20
) -> tuple[list[RemoteApplication], str | None]:
    """Everything from the cursor on, as the sync reads it; the cursor after it."""
    found: list[RemoteApplication] = []
    resume: str | None = None
    for _ in range(pages):
        page = await session.applications(cursor, resume)
        found += page.items
        cursor, resume = page.cursor or cursor, page.resume
        if resume is None:
            return found, cursor
    raise AssertionError("the scan does not end")


@asynccontextmanager
async def bench(site: Site[Any], *, pace: float = PACE) -> AsyncIterator[Bench]:
    """Start the emulator with one employer who has ten publications of one type."""
    clock = FakeClock(datetime.now(UTC), hurried=True)
    paces = Paces()
    async with running(site.emulator, pace=pace) as at:
        addresses = {name: at.base for name in site.settings.model_fields if name.endswith("_url")}
        limits = MemoryLimits(clock, site_rates([site], paces))
        web = Web(clock=clock, limits=limits, paces=paces, contact_email="ops@example.com")
        async with web:
            settings = {site.info.key: site.settings(**addresses)}
            plugins = Plugins([site], settings, web, MemoryRenewals())
            user = {"login": LOGIN, "password": PASSWORD, "company": COMPANY}
            facts = await at.control("GET", "/facts")
            await at.control("POST", "/users", {**user, "balance": facts["balance"]})
            yield Bench(site, at, plugins, clock, web, facts)
