"""What the emulated site knows: companies, users, ads, responses, switches."""

import time
from copy import deepcopy
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.emulator_kit import Kit, Window

KYIV = ZoneInfo("Europe/Kyiv")
REQUESTS_A_SECOND = 50  # work-ua.md section 5
ADDRESS_LOCK_SECONDS = 60.0
WRONG_PASSWORDS = 10
PASSWORD_LOCK_SECONDS = 24 * 3600.0  # A03: "one day" by one client's notes
PUBLICATION_DAYS = 30


@dataclass(slots=True)
class Switches:
    """Readings that the contract leaves open (work-ua.md section 14); the first value is ours."""

    applicant: str = "401"  # A04: 401 | 403 | publications_403 | publications_object
    plain_edit: str = "stays"  # A05: stays | deactivates | spends
    names: str = "full"  # A06: full | name_only
    free_listed: bool = False  # A08: is standart_job_free in the balance at zero
    no_balance: str = "array"  # section 8: array | 404, for a company without any publication
    description_min: int = 0  # A10
    text_response_default: int = 0  # A11
    location: str = "path"  # A13: path | absolute | www | missing
    no_credits_error: str = "no_publications"  # A14: id of the error
    publish_leaves_inactive: bool = False  # A15
    list_lags: bool = False  # /jobs/my shows the jobs as they stood when this was switched on
    close_again: int = 400  # A17: 204 | 400 | 403 | 404
    foreign_job: int = 404  # A17: 400 | 403 | 404, for PUT, DELETE and close
    never_published: str = "null"  # A19: null | empty | missing
    from_type_default: str = "send"  # A20: send | both
    per_job_responses: str = "works"  # A21: works | 404
    absent_fields: str = "absent"  # A22: absent | null | empty
    photo_needs_auth: bool = True  # A23
    localised_errors: bool = True  # A26
    admin_feed: str = "company"  # an admin's feed holds: company | own
    delete_status: int = 204  # section 10: 204 | 202
    ids: str = "text"  # section 2: text | number, ids in /jobs/my
    flags: str = "number"  # section 2: number | text
    shuffle: bool = False  # serve the items of a page out of order
    repeat_pages: int = 0  # serve the last page again for so many feed requests
    latency: float = 0.005  # real seconds a feed request takes, to see two at once

    def change(self, wanted: dict[str, Any]) -> None:
        """Set the named switches. Raises ValueError for a name that is none."""
        known = {one.name for one in fields(self)}
        for name, value in wanted.items():
            if name not in known:
                raise ValueError(f"no switch {name}")
            setattr(self, name, value)


@dataclass(slots=True)
class Company:
    """An employer with its unused publications by type."""

    name: str
    balance: dict[str, int] = field(default_factory=dict)
    may_hide: bool = False
    contacts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class User:
    """A login. An applicant has no company."""

    login: str
    password: str
    company: str | None = None
    admin: bool = True
    blocked: bool = False
    posting_limit: int | None = None

    @property
    def applicant(self) -> bool:
        """A job seeker's login."""
        return self.company is None


@dataclass(slots=True)
class Ad:
    """A job as the site holds it; `fields` is what POST and PUT set, replaced as a whole."""

    id: int
    company: str
    login: str
    fields: dict[str, Any]
    date: datetime
    active: bool = False
    blocked: bool = False
    publication: str | None = None
    date_expire: datetime | None = None
    deleted: bool = False


@dataclass(slots=True)
class Attachment:
    """The file of a response. `disposition` of its name: plain (raw UTF-8), utf8 or none."""

    body: bytes
    name: str
    mime: str
    disposition: str = "utf8"


@dataclass(slots=True)
class Answer:
    """A response; `item` is what the account-wide feed shows, `when` orders `before`."""

    id: int
    job_id: int
    company: str
    login: str
    item: Any
    when: datetime
    from_type: str = "send"
    attachment: Attachment | None = None
    photo: bytes | None = None


class World:
    """The whole site.

    Ids begin at a number taken from the clock: an emulator that starts again never hands out an
    id that a bot has stored before.
    """

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.addresses = Window(kit.clock, REQUESTS_A_SECOND, 1.0)
        self.reset()

    def reset(self) -> None:
        """Forget everything but the ids already given."""
        started = int(time.time()) - 1_760_000_000
        self.next_ad = max(getattr(self, "next_ad", 0), 8_400_001 + started // 100)
        self.next_answer = max(getattr(self, "next_answer", 0), 500_000_000 + started)
        self.switches = Switches()
        self.stale: dict[int, Ad] | None = None
        self.companies: dict[str, Company] = {}
        self.users: dict[str, User] = {}
        self.ads: dict[int, Ad] = {}
        self.answers: list[Answer] = []
        self.wrong_passwords: dict[str, int] = {}
        self.locked_logins: dict[str, float] = {}
        self.locked_addresses: dict[str, float] = {}
        self.last_page: dict[str, list[Any]] = {}
        self.demo_sent: dict[int, int] = {}

    def switch(self, wanted: dict[str, Any]) -> None:
        """Change the named switches. Raises ValueError for a name that is none."""
        self.switches.change(wanted)
        if "list_lags" in wanted:
            self.stale = deepcopy(self.ads) if self.switches.list_lags else None

    def new_ad(self, user: User, values: dict[str, Any]) -> Ad:
        """Keep a new inactive ad."""
        assert user.company is not None
        ad = Ad(self.next_ad, user.company, user.login, values, now())
        self.next_ad += 1
        self.ads[ad.id] = ad
        return ad

    def activate(self, ad: Ad, publication: str) -> None:
        """Write one publication off and show the ad, with a fresh date."""
        self.companies[ad.company].balance[publication] -= 1
        self.show(ad, publication)

    def show(self, ad: Ad, publication: str) -> None:
        """Make the ad live without paying for it (for the control API)."""
        ad.publication = publication
        ad.date = now()
        ad.date_expire = ad.date + timedelta(days=PUBLICATION_DAYS)
        ad.active = not self.switches.publish_leaves_inactive

    def visible(self, user: User, *, all_users: bool) -> list[Ad]:
        """Ads that this user may see, newest first; an admin with `all_users`: the company's."""
        whole = all_users and user.admin
        mine = [
            ad
            for ad in (self.ads if self.stale is None else self.stale).values()
            if not ad.deleted and (ad.company == user.company if whole else ad.login == user.login)
        ]
        return sorted(mine, key=lambda ad: ad.id, reverse=True)

    def owned(self, user: User, job_id: int) -> Ad | None:
        """The ad if this user may change it: his own, or his company's for an admin."""
        ad = self.ads.get(job_id)
        if ad is None or ad.deleted or ad.company != user.company:
            return None
        return ad if user.admin or ad.login == user.login else None

    def expire_due(self) -> None:
        """Take down ads whose time is over."""
        moment = now()
        for ad in self.ads.values():
            if ad.active and ad.date_expire is not None and ad.date_expire <= moment:
                ad.active = False


def now() -> datetime:
    """The site's present, in Kyiv time."""
    return datetime.now(UTC).astimezone(KYIV).replace(microsecond=0)


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with offset, as the site writes dates."""
    return None if moment is None else moment.astimezone(KYIV).isoformat()


def as_shown(ad: Ad) -> dict[str, Any]:
    """The whole ad for the control API."""
    found = asdict(ad)
    found["date"], found["date_expire"] = iso(ad.date), iso(ad.date_expire)
    return found


WORLD: web.AppKey[World] = web.AppKey("work_ua_world", World)


def world_of(request: web.Request) -> World:
    """The site that this request talks to."""
    return request.app[WORLD]
