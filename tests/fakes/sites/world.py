"""A small job site in memory: logins, ads, unused publications, a feed of responses, files."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from bot.domain.errors import OutcomeUnknown, SiteError
from bot.domain.reply import Reply
from bot.domain.secret import Credentials, Secret
from bot.domain.site import (
    Ad,
    AdField,
    BrokenRecord,
    Can,
    Challenge,
    Choice,
    Credit,
    Entry,
    FieldKind,
    FieldValues,
    Heard,
    LoginField,
    RemoteAd,
    RemoteApplication,
    RemoteFile,
    SiteInfo,
    Statistics,
)
from bot.domain.site_action import Kind
from bot.ports import Clock
from tests.fakes.fragile import Happening

INFO = SiteInfo(
    "fake",
    "Fake",
    login=(LoginField("login"), LoginField("password", secret=True)),
    can=frozenset(Can) - {Can.PUSH, Can.PROLONG, Can.STATISTICS, Can.RECENT, Can.GLANCE},
    fields=(
        AdField(
            "city",
            FieldKind.CHOICE,
            "city",
            required=True,
            draft=True,
            search=True,
            place=True,
        ),
        AdField("publication", FieldKind.CREDIT, required=True),
        AdField("hot", FieldKind.FLAG),
    ),
    answers=("title", "description", "pay", "contact"),
)
CITIES = (
    Entry("1", {"uk": "Київ", "en": "Kyiv"}),
    Entry("2", {"uk": "Львів", "en": "Lviv"}),
    Entry("3", {"uk": "Київська область", "en": "Kyiv region"}),
)
STANDARD = Credit("standard", {"uk": "Стандарт", "en": "Standard"}, 3)
LIFE = timedelta(days=30)


@dataclass(slots=True)
class Employer:
    """A login at the site; an `admin` has the ads of everybody in his list.

    `refuses` is what every look at it ends with; `token` is what its account keeps.
    """

    login: str
    password: str
    company: str
    credits: dict[str, int | None] = field(default_factory=lambda: {STANDARD.id: 3})
    refuses: SiteError | None = None
    admin: bool = False
    token: str | None = None


@dataclass(slots=True)
class PostedAd:
    """An ad as the site keeps it; `dated` is when it was made, or published last."""

    remote: RemoteAd
    owner: str
    dated: datetime
    fields: FieldValues
    description: str = ""


@dataclass(slots=True)
class Beyond:
    """What only some sites have."""

    work: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    """The work accounts of a login, where it has several."""
    subscriptions: dict[str, str] = field(default_factory=dict)
    """The address that each login's events go to."""
    subscribed: asyncio.Event = field(default_factory=asyncio.Event)
    """Somebody has given such an address."""
    views: dict[str, Statistics] = field(default_factory=dict)
    """How ads fare, by remote id."""
    told: list[Reply] = field(default_factory=list)
    """What candidates were told, in order."""
    texts: dict[str, str] = field(default_factory=dict)
    """Texts of the employers' own, by name."""
    refuses: set[Kind] = field(default_factory=set)
    """What can't be done with any response."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """How a call ends; with `after` it had its effect."""

    error: BaseException
    after: bool = False


class FakeSite:
    """One job site. Behind it stand its people: a test adds employers, responses and trouble."""

    list_most: int | None = None
    """No more ads than that come with the list."""
    description_least = 0
    """Characters that a description needs."""
    terms_stay = False
    """A live ad that is published again ends when it would have."""

    def __init__(
        self,
        clock: Clock,
        info: SiteInfo = INFO,
        *,
        page_size: int = 2,
        newest_first: bool = False,
    ) -> None:
        self.clock, self.info = clock, info
        self.page_size, self.newest_first = page_size, newest_first
        self.employers: dict[str, Employer] = {}
        self.ads: dict[str, PostedAd] = {}
        self.feed: list[RemoteApplication | BrokenRecord] = []
        self.forgotten: set[str] = set()
        self.standings: dict[str, str | None] = {}
        """Where responses stand that came before."""
        self.readable: dict[str, RemoteApplication | Exception] = {}
        """By their raw form, records that the plug-in has learned to read since, or stumbles at."""
        self.files: dict[str, RemoteFile] = {}
        self.dictionaries: dict[str, tuple[Entry, ...]] = {"city": CITIES}
        self.calls: list[str] = []
        """The names of the calls that arrived, in order."""
        self.requests: list[tuple[str, str]] = []
        """Requests that had an effect: the call, and the remote id."""
        self.tried: list[tuple[str, str]] = []
        """Login and password of every check."""
        self.most_at_once = 0
        """The most sessions that one login had open at once."""
        self._open: dict[str, int] = defaultdict(int)
        self._trouble: dict[str, deque[Trouble]] = defaultdict(deque)
        self.edits_end_ads = False
        """An edit takes the ad down."""
        self.beyond = Beyond()
        self._down: SiteError | None = None
        self._stale: tuple[datetime, dict[str, PostedAd]] | None = None
        self._meanwhile: deque[Happening] = deque()
        self._numbers = count(1)

    # -- what a test does at the site

    def employ(self, login: str = "olena@example.com", password: str = "пароль") -> Employer:
        """Let an employer sign up."""
        self.employers[login] = Employer(login, password, f"ТОВ «{login.partition('@')[0]}»")
        return self.employers[login]

    def trouble(self, call: str, *errors: BaseException, after: bool = False) -> None:
        """The next calls of this name fail so; with `after` they had their effect."""
        self._trouble[call].extend(Trouble(error, after) for error in errors)

    def lose_answer(self, call: str, *, after: bool = True) -> None:
        """The next request of this name is sent, and its answer never comes."""
        self.trouble(call, OutcomeUnknown(self.info.key), after=after)

    def forgive(self) -> None:
        """All trouble that was still to come is off."""
        self._trouble.clear()

    def meanwhile(self, happening: Happening) -> None:
        """This happens while the next session is open, before its first call arrives."""
        self._meanwhile.append(happening)

    def left(self, credentials: Credentials) -> None:
        """The account was disconnected; a password goes on."""

    def go_down(self, error: SiteError | None) -> None:
        """Every call fails so from now on; None: the site is back."""
        self._down = error

    def lag(self, **units: float) -> None:
        """For so long the list of ads shows them as they stand now."""
        self._stale = (self.clock.now() + timedelta(**units), deepcopy(self.ads))

    def respond(self, remote_ad_id: str, **known: object) -> RemoteApplication:
        """A candidate answers an ad."""
        number = next(self._numbers)
        given: dict[str, object] = {"name": f"Кандидат {number}", "sent_at": self.clock.now()}
        application = RemoteApplication(
            remote_id=str(number),
            remote_ad_id=remote_ad_id,
            **(given | known),  # type: ignore[arg-type]
        )
        self.feed.append(application)
        return application

    def forget(self, remote_id: str) -> None:
        """A response that was read before is there no more."""
        self.forgotten.add(remote_id)

    def garble(self, raw: str = "{") -> BrokenRecord:
        """The feed gets a record that can't be read."""
        record = BrokenRecord(f"feed[{len(self.feed)}]", raw, str(next(self._numbers)))
        self.feed.append(record)
        return record

    def post(
        self, login: str, title: str, ad: Ad = Ad.LIVE, description: str = "<p>Із кабінету</p>"
    ) -> RemoteAd:
        """An employer makes an ad in the site's own cabinet."""
        remote_id = self.new_id()
        remote = RemoteAd(remote_id, title, ad, f"https://fake.example/{remote_id}")
        fields = {"city": CITIES[:1]}
        self.ads[remote_id] = PostedAd(remote, login, self.clock.now(), fields, description)
        return remote

    def until(self, remote_id: str, moment: datetime) -> None:
        """The ad is up until then."""
        posted = self.ads[remote_id]
        posted.remote = replace(posted.remote, expires_at=moment)

    def set_ad(
        self, remote_id: str, ad: Ad, badge: str | None = None, refusal: str | None = None
    ) -> None:
        """The site itself changes an ad: blocks it, lets it expire."""
        posted = self.ads[remote_id]
        published_at = None if ad is Ad.DRAFT else posted.remote.published_at
        posted.remote = replace(
            posted.remote, ad=ad, badge=badge, published_at=published_at, refusal=refusal
        )

    # -- what only sites of another kind have: `CodedSite`

    def page(self, challenge: Challenge) -> str:
        """The address of the login page."""
        raise LookupError(self.info.key)

    def redeem(self, challenge: Challenge, code: Secret) -> Credentials:
        """What a code is good for."""
        raise LookupError(self.info.key)

    def hear(self, body: bytes) -> Heard | None:
        """What a body says that the site has sent."""
        return None

    def opened_by(
        self, login: str, item: RemoteApplication, *, may_view: bool
    ) -> RemoteApplication:
        """What a login gets that opens a resume."""
        return item

    # -- for the sessions

    def whose(self, credentials: Credentials) -> tuple[str, str]:
        """Login and password of who comes with these."""
        given = {one.secret: credentials.get(one.key) for one in self.info.login}
        login, password = given.get(False), given.get(True)
        return login.reveal() if login else "", password.reveal() if password else ""

    @property
    def listed(self) -> Mapping[str, PostedAd]:
        """The ads as the list shows them at this moment."""
        if self._stale is not None and self.clock.now() < self._stale[0]:
            return self._stale[1]
        return self.ads

    def enter(self, call: str) -> Trouble | None:
        """Count the call; raise its trouble, or return what comes after the effect."""
        self.calls.append(call)
        if self._down is not None:
            raise self._down
        trouble = self._trouble[call].popleft() if self._trouble[call] else None
        if trouble is not None and not trouble.after:
            raise trouble.error
        return trouble

    async def wait(self) -> None:
        """Let happen what happens meanwhile."""
        if self._meanwhile:
            await self._meanwhile.popleft()()

    def opened(self, login: str, change: int) -> None:
        """A session begins (1) or ends (-1)."""
        self._open[login] += change
        self.most_at_once = max(self.most_at_once, self._open[login])

    def new_id(self) -> str:
        """The id of a new ad."""
        return f"ad-{next(self._numbers)}"
