"""What the emulated site knows: companies, users, tokens, vacancies, applies, switches."""

import base64
import json
import secrets
import time
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.emulator_kit import Kit, Window

KYIV = ZoneInfo("Europe/Kyiv")
PUBLICATION_DAYS = 30
BURST, BURST_SECONDS = 50, 20.0  # robota-ua.md section 10: about 50 in a burst are challenged
NO_DATE = "0001-01-01T00:00:00"


@dataclass(slots=True)
class Switches:
    """Readings that the contract leaves open (robota-ua.md section 13); the first value is ours."""

    wrong_password: int = 401  # R01: 401 | 400 | 403 | 200 (an empty body)
    applicant: int = 401  # R02: 401 | 403, for a job seeker's token
    token_seconds: float = 604800.0  # R03
    token_ends: bool = True  # R03: is `exp` in the token
    login_answer: str = "text"  # text | bare | object: how the token comes
    add_answer: str = "object"  # R05: object | number | id | nothing
    state_answer: str = "success"  # section 5.2: success | empty (204) | nothing (200)
    refusal_key: str = "message"  # R06: message | error, of a refused state
    tickets: str = "number"  # R08: number | object | list | text | unknown | a status
    publish_leaves: str = "Publicated"  # R09: any name of a state
    after_edit: str = "stays"  # R13: stays | or the name of a state
    totals: bool = True  # R11: is `total` told
    published_name: bool = True  # R10: is `vacancyStateId` known by name
    tells_types: bool = True  # are employmentTypes, workTypes and flags in /vacancy/get
    get_by: str = "GET"  # section 5.4: GET | POST
    citylist: bool = True  # is /values/citylist there
    description: str = "page"  # page | fragment
    foreign: int = 404  # somebody else's vacancy: 404 | 403 | 400 | 200 (with success: false)
    close_again: str = "refused"  # refused | taken
    profile_incomplete: bool = False  # section 5.2: the company's profile is not filled in
    interactions: bool = False  # are interactions listed even when they were not asked for
    notebook: bool = True  # is the company's number in /vacancy/get
    view_answers: bool = False  # R17: /apply/view gives a resume; else 204
    redirect_files: bool = True  # section 9: filePath leads to a CDN
    hired_folder: bool = True  # section 8: is there a folder 10; else it is answered with 400
    latency: float = 0.002  # real seconds a list of applies takes, to see two at once

    def change(self, wanted: dict[str, Any]) -> None:
        """Set the named switches. Raises ValueError for a name that is none."""
        known = {one.name for one in fields(self)}
        for name, value in wanted.items():
            if name not in known:
                raise ValueError(f"no switch {name}")
            setattr(self, name, value)


@dataclass(slots=True)
class Company:
    """An employer with its unused publications by type; a type that is absent is not bought."""

    name: str
    notebook: int
    balance: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class User:
    """A login. An applicant has no company."""

    login: str
    password: str
    company: str | None = None
    blocked: bool = False

    @property
    def applicant(self) -> bool:
        """A job seeker's login."""
        return self.company is None


@dataclass(slots=True)
class Vacancy:
    """A vacancy as the site holds it; `fields` is what `/vacancy/add` sets, replaced as a whole."""

    id: int
    company: str
    login: str
    fields: dict[str, Any]
    added: datetime
    state: str = "NotPublicated"
    dated: datetime | None = None
    expires: datetime | None = None
    ban: str = ""


@dataclass(slots=True)
class Attachment:
    """The file of an apply. `disposition` of its name: utf8, latin1, file, plain or none."""

    body: bytes
    name: str
    mime: str
    disposition: str = "utf8"
    packed: str | None = None
    """The key of a JSON object in which it comes as base64."""


@dataclass(slots=True)
class Apply:
    """A response; `item` is its row in the list, `when` orders it."""

    id: int
    vacancy_id: int
    company: str
    item: Any
    when: datetime
    kind: str
    """The candidateType."""
    folder: int = 1
    resume_id: int = 0
    barred: bool = False
    resume: str = "whole"
    """What GET /resume gives: whole | empty (204) | broken (500)."""
    attachment: Attachment | None = None
    photo: bytes | None = None


class World:
    """The whole site. Ids begin at a number taken from the clock: none is ever given twice."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.bursts = Window(kit.clock, BURST, BURST_SECONDS)
        self.reset()

    def reset(self) -> None:
        """Forget everything but the ids already given."""
        started = int(time.time()) - 1_760_000_000
        self.next_vacancy = max(getattr(self, "next_vacancy", 0), 10_000_001 + started // 100)
        self.next_apply = max(getattr(self, "next_apply", 0), 90_000_001 + started)
        self.next_resume = max(getattr(self, "next_resume", 0), 20_000_001 + started)
        self.switches = Switches()
        self.companies: dict[str, Company] = {}
        self.users: dict[str, User] = {}
        self.tokens: dict[str, tuple[str, datetime]] = {}
        self.vacancies: dict[int, Vacancy] = {}
        self.applies: list[Apply] = []
        self.demo_sent: dict[int, int] = {}

    def company(self, name: str) -> Company:
        """The company of this name, made when it is new."""
        return self.companies.setdefault(name, Company(name, 1_234_567 + len(self.companies)))

    # -- tokens

    def give_token(self, user: User) -> str:
        """A token that ends when the switches say; the ones before stay good."""
        end = datetime.now(UTC) + timedelta(seconds=self.switches.token_seconds)
        claims: dict[str, Any] = {"jti": secrets.token_hex(8)}
        if self.switches.token_ends:
            claims["exp"] = int(end.timestamp())
        token = ".".join(map(_packed, ({"alg": "HS256", "typ": "JWT"}, claims, "signature")))
        self.tokens[token] = (user.login, end)
        return token

    def owner(self, token: str) -> User | None:
        """Whose token it is; None when it is nobody's, or over."""
        login, end = self.tokens.get(token, ("", datetime.min.replace(tzinfo=UTC)))
        return self.users.get(login) if end > datetime.now(UTC) else None

    def forget_tokens(self, login: str | None = None) -> None:
        """All tokens, or one user's, are refused from now on."""
        self.tokens = {
            token: (owner, end)
            for token, (owner, end) in self.tokens.items()
            if login is not None and owner != login
        }

    # -- vacancies

    def new_vacancy(self, user: User, values: dict[str, Any]) -> Vacancy:
        """Keep a new draft."""
        assert user.company is not None
        vacancy = Vacancy(self.next_vacancy, user.company, user.login, values, now())
        self.next_vacancy += 1
        self.vacancies[vacancy.id] = vacancy
        return vacancy

    def show(self, vacancy: Vacancy, state: str = "Publicated") -> None:
        """Put it on the site without paying for it (for the control API)."""
        vacancy.state, vacancy.dated = state, now()
        vacancy.expires = vacancy.dated + timedelta(days=PUBLICATION_DAYS)

    def owned(self, user: User, number: int) -> Vacancy | None:
        """The vacancy if it is this user's company's, and still there."""
        vacancy = self.vacancies.get(number)
        if vacancy is None or vacancy.state == "Deleted" or vacancy.company != user.company:
            return None
        return vacancy


def _packed(part: Any) -> str:
    raw = json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def now() -> datetime:
    """The site's present, in Kyiv time."""
    return datetime.now(UTC).astimezone(KYIV)


def written(moment: datetime | None) -> str:
    """As the site writes dates: Kyiv time without a zone (R19), hundredths of a second."""
    if moment is None:
        return NO_DATE
    return moment.astimezone(KYIV).replace(tzinfo=None).isoformat(timespec="milliseconds")[:-1]


def as_shown(vacancy: Vacancy) -> dict[str, Any]:
    """The whole vacancy for the control API."""
    found = asdict(vacancy) | {"active": vacancy.state == "Publicated"}
    for name in ("added", "dated", "expires"):
        found[name] = written(getattr(vacancy, name))
    return found


WORLD: web.AppKey[World] = web.AppKey("robota_ua_world", World)


def world_of(request: web.Request) -> World:
    """The site that this request talks to."""
    return request.app[WORLD]
