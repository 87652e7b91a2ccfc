"""What the emulated site knows: companies, people, tokens, ads, responses, subscriptions."""

import secrets
import time
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from aiohttp import web

from bot.emulator_kit import Kit, Window

CLIENT_ID, CLIENT_SECRET = "emulated-client", "canary-pw-emulated-secret"
MOSCOW = timezone(timedelta(hours=3))  # the site writes its times so, whatever the country
REQUESTS_A_SECOND = 10  # I#74
TOKEN_SECONDS = 1_209_599.0
CODE_SECONDS = 600.0
PUBLICATION_DAYS = 30
DRAFTS_MOST = 200
DAY_SECONDS = 24 * 3600.0


@dataclass(slots=True)
class Switches:
    """Readings that the contract leaves open (headhunter.md 10); the first value is ours."""

    order: str = "newest"  # H07: newest | oldest first, within a collection
    # H07: created_at is offered by sub (collections) | root | nobody; none: no order by time at all
    order_types: str = "sub"
    chats: str = "participant"  # H10: participant | absent (the manager sees no chat) | blocked
    chats_mark_viewed: bool = False  # H10
    moderation: bool = False  # H06: a new ad is approved only by the control API
    archive_again: int = 404  # H14: 204 | 403 | 404
    photo_needs_auth: bool = False  # H11
    contacts_without_topic: bool = True  # H09
    expires_in: float = TOKEN_SECONDS
    frozen_names: bool = False  # 5.4: a name can't be edited after moderation
    draft_put: str = "whole"  # H05: whole | part, what a PUT of a draft leaves out is reset | kept
    list_lags: bool = False  # the lists show the ads as they stood when this was switched on
    latency: float = 0.005  # real seconds that a list of responses takes, to see two at once

    def change(self, wanted: dict[str, Any]) -> None:
        """Set the named switches. Raises ValueError for a name that is none."""
        known = {one.name for one in fields(self)}
        for name, value in wanted.items():
            if name not in known:
                raise ValueError(f"no switch {name}")
            setattr(self, name, value)


@dataclass(slots=True)
class Company:
    """An employer: its unused publications by property type, the paid methods that it has."""

    id: str
    name: str
    balance: dict[str, int] = field(default_factory=dict)
    access: set[str] = field(default_factory=lambda: {"1", "3"})


@dataclass(slots=True)
class User:
    """A person with a login. An applicant has no company; `accounts`: manager id to company."""

    login: str
    password: str
    company: str | None
    id: str
    accounts: dict[str, str] = field(default_factory=dict)
    admin: bool = True
    integration: bool = False
    blocked: set[str] = field(default_factory=set)
    """Work accounts that are blocked."""
    quota: int | None = None
    """How many ads the manager may publish."""
    views: int = 500
    """How many resumes the manager may look at in a day."""
    captcha: bool = False

    @property
    def primary(self) -> str:
        """The manager that acts when no work account is named."""
        return next(iter(self.accounts), "")


@dataclass(slots=True)
class Code:
    """What the login page gave; good for one pair of tokens."""

    login: str
    client: str
    redirect: str
    challenge: str
    until: float
    used: bool = False


@dataclass(slots=True)
class Token:
    """A pair; `until` is the end of the access token. `state`: live, refreshed, revoked, dead."""

    access: str
    refresh: str
    login: str
    until: float
    state: str = "live"


@dataclass(slots=True)
class Vacancy:
    """An ad, with the body that made it."""

    id: str
    company: str
    manager: str
    fields: dict[str, Any]
    created_at: datetime
    published_at: datetime
    expires_at: datetime
    archived_at: datetime | None = None
    hidden: bool = False
    approved: bool = True
    views: int = 0
    prolonged: int = 0


@dataclass(slots=True)
class Draft:
    """An ad that was never published."""

    id: str
    company: str
    manager: str
    fields: dict[str, Any]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What the employer has told the candidate; `key`: of the chat's message."""

    text: str
    at: datetime
    key: str = ""


@dataclass(slots=True)
class Topic:
    """One resume × one vacancy. `stage` is the collection that it is in."""

    id: str
    vacancy: str
    created_at: datetime
    updated_at: datetime
    resume: dict[str, Any] | None
    chat: int
    letter: str | None
    stage: str = "response"
    source: str = "NEGOTIATION"
    viewed: bool = False
    text: str = ""
    photo: bytes | None = None
    deleted: bool = False
    item: dict[str, Any] = field(default_factory=dict)
    """Fields of the list item that are set as they are."""
    state: str | None = None
    """What the applicant sees, once somebody has moved the response; None: what its stage shows."""
    told: list[Said] = field(default_factory=list)
    refuses: str | None = None
    """The `negotiations/<value>` that every move and message ends with."""

    @property
    def shown(self) -> str:
        """What the applicant sees."""
        kept = {"response": "response", "consider": "response", "discard_by_employer": "discard"}
        return self.state or kept.get(self.stage, "invitation")


@dataclass(slots=True)
class Subscription:
    """Where the site calls one user's program."""

    id: str
    login: str
    url: str
    actions: list[dict[str, Any]]


class World:
    """The whole site.

    Ids begin at a number taken from the clock: an emulator that starts again never hands out an
    id that a bot has stored before.
    """

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.addresses = Window(kit.clock, REQUESTS_A_SECOND * 10, 10.0)
        self._last = int(time.time()) - 1_760_000_000
        self.reset()

    def reset(self) -> None:
        """Forget everything but the ids already given."""
        self.switches = Switches()
        self.companies: dict[str, Company] = {}
        self.users: dict[str, User] = {}
        self.codes: dict[str, Code] = {}
        self.tokens: list[Token] = []
        self.vacancies: dict[str, Vacancy] = {}
        self.drafts: dict[str, Draft] = {}
        self.topics: dict[str, Topic] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.deliveries: list[dict[str, Any]] = []
        self.looks: dict[str, list[float]] = {}
        self.demo_sent: dict[str, int] = {}
        self.stale: dict[str, Vacancy] | None = None

    def new_id(self, base: int) -> str:
        """Greater than every one before; all kinds share the sequence, so there are gaps."""
        self._last += 3
        return str(base + self._last)

    def switch(self, wanted: dict[str, Any]) -> None:
        """Change the named switches. Raises ValueError for a name that is none."""
        self.switches.change(wanted)
        if "list_lags" in wanted:
            self.stale = deepcopy(self.vacancies) if self.switches.list_lags else None

    # -- who ------------------------------------------------------------------------------------

    def company_of(self, manager: str) -> str | None:
        """The name of the company that this manager acts for."""
        for user in self.users.values():
            if manager in user.accounts:
                return user.accounts[manager]
        return None

    def issue(self, login: str) -> Token:
        """A new pair."""
        until = self.kit.clock.seconds() + self.switches.expires_in
        # As many letters as real ones; each says that it is invented.
        token = Token(
            f"USERAcanary-tok-{secrets.token_hex(16).upper()}",
            f"USERRcanary-tok-{secrets.token_hex(16).upper()}",
            login,
            until,
        )
        self.tokens.append(token)
        return token

    def look(self, user: User, resume: str) -> bool:
        """Count one look at a resume; False when the day's are used up. The same one is free."""
        now = self.kit.clock.seconds()
        if now >= self.looks.setdefault(f"{user.login}/until", [now + DAY_SECONDS])[0]:
            self.looks = {f"{user.login}/until": [now + DAY_SECONDS]}
        seen = self.looks.setdefault(f"{user.login}/{resume}", [])
        used = sum(
            1 for key, hits in self.looks.items() if hits and key.startswith(f"{user.login}/")
        )
        if not seen and used - 1 >= user.views:
            return False
        seen.append(now)
        return True

    # -- ads ------------------------------------------------------------------------------------

    def shown(self) -> dict[str, Vacancy]:
        """The ads as the lists show them."""
        return self.vacancies if self.stale is None else self.stale

    def publish(self, company: str, manager: str, body: dict[str, Any], area: str) -> Vacancy:
        """Write one publication off and show the ad."""
        for one in body["vacancy_properties"]["properties"]:
            self.companies[company].balance[one["property_type"]] -= 1
        return self.show(company, manager, body, area)

    def show(self, company: str, manager: str, body: dict[str, Any], area: str) -> Vacancy:
        """Make an ad that costs nothing (for the control API)."""
        made = now()
        ad = Vacancy(
            self.new_id(30_000_000),
            company,
            manager,
            {**body, "area": {"id": area}},
            made,
            made,
            made + timedelta(days=PUBLICATION_DAYS),
            approved=not self.switches.moderation,
        )
        ad.fields.pop("areas", None)
        self.vacancies[ad.id] = ad
        return ad

    def owned(self, company: str, number: str) -> Vacancy | None:
        """The ad where it is this company's."""
        ad = self.vacancies.get(number)
        return ad if ad is not None and ad.company == company and not ad.hidden else None

    def expire_due(self) -> None:
        """Archive ads whose time is over."""
        moment = now()
        for ad in self.vacancies.values():
            if ad.archived_at is None and ad.expires_at <= moment:
                ad.archived_at = ad.expires_at


def now() -> datetime:
    """The site's present."""
    return datetime.now(UTC).astimezone(MOSCOW).replace(microsecond=0)


def iso(moment: datetime) -> str:
    """As the site writes times: no colon in the offset (S:info)."""
    return moment.astimezone(MOSCOW).strftime("%Y-%m-%dT%H:%M:%S%z")


WORLD: web.AppKey[World] = web.AppKey("headhunter_world", World)


def world_of(request: web.Request) -> World:
    """The site that this request talks to."""
    return request.app[WORLD]
