"""What a job site is to the inside: what it can, what it needs, what it says of an ad."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import TypeAlias

from bot.domain.secret import Credentials, Secret

Names: TypeAlias = Mapping[str, str]
"""A name by language (uk, en, ru); at least one is there."""


def name_in(names: Names, language: str) -> str:
    """The name in `language`, else in Ukrainian, else in any."""
    return names.get(language) or names.get("uk") or next(iter(names.values()), "")


class Can(StrEnum):
    """What a site can do for us; buttons are built from it."""

    DRAFT = "draft"
    PUBLISH = "publish"
    EDIT = "edit"
    CLOSE = "close"
    DELETE_DRAFT = "delete_draft"
    APPLICATIONS = "applications"
    CREDITS = "credits"
    """Tells how many unused publications of each type there are."""
    PUSH = "push"
    """Calls us when something has happened."""
    PROLONG = "prolong"
    """Keeps an ad up for another term, for another publication."""
    STATISTICS = "statistics"
    """Tells how often an ad was seen."""
    INVITE = "invite"
    """Tells a candidate that he or she is invited."""
    REJECT = "reject"
    """Tells a candidate that he or she is not wanted."""
    MESSAGE = "message"
    """Passes a message on to a candidate."""
    RECENT = "recent"
    """Lists what ads were answered with lately, whatever a cursor has passed."""
    GLANCE = "glance"
    """Tells in answer to a cheap request whether anything came."""


@dataclass(frozen=True, slots=True)
class LoginField:
    """One question of the connect dialogue; its label is `<site>-login-<key>`."""

    key: str
    secret: bool = False


class FieldKind(StrEnum):
    """How a field of an ad is asked for."""

    CHOICE = "choice"
    """One or several entries of `dictionary`."""
    CREDIT = "credit"
    """A type of unused publication: what publishing costs."""
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class AdField:
    """A field that an ad has on this site beyond the neutral vacancy.

    The label is the text `<site>-field-<key>`. A `draft` field is needed even to save a draft.
    """

    key: str
    kind: FieldKind
    dictionary: str = ""
    most: int = 1
    required: bool = False
    draft: bool = False
    search: bool = False
    """A long list: asked for by typing, not by paging."""
    place: bool = False
    """Where the work is: what the site has nearest to the vacancy's city is offered first."""


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What the inside knows of a site; `key` is also its settings' prefix and folder."""

    key: str
    name: str
    login: tuple[LoginField, ...]
    can: frozenset[Can]
    fields: tuple[AdField, ...]
    answers: tuple[str, ...]
    """Answers of the vacancy (`Step`) that its ads have as they are; the others go by `fields`."""
    by_code: bool = False
    """People log in on the site's own page, which sends them back with a code; `login` is ()."""
    optional: bool = False
    """Offered to a workspace only once it has read `<site>-notice` and wants it so."""
    close_is_final: bool = False
    """An ad that was closed can never be up again."""
    tells_unread: bool = False
    """A response says whether anybody has looked at it (`RemoteApplication.unread`)."""
    tells_viewed: bool = False
    """A candidate sees that the resume was looked at: it is read on delivery, or when opened."""
    limits: str = ""
    """The dictionary of what the fields of its ads must be like, where the site tells that."""

    @property
    def dictionaries(self) -> tuple[str, ...]:
        """All that a form needs, each once."""
        names = [*(one.dictionary for one in self.fields), self.limits]
        return tuple(dict.fromkeys(filter(None, names)))

    def field(self, key: str) -> AdField:
        """Raises: KeyError."""
        for one in self.fields:
            if one.key == key:
                return one
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a site's dictionary."""

    id: str
    names: Names

    @property
    def number(self) -> int:
        """What a button carries: the same wherever the entry stands in its list; 56 bits."""
        return int.from_bytes(blake2b(self.id.encode(), digest_size=7).digest(), "big")

    def name(self, language: str) -> str:
        """What the person reads."""
        return name_in(self.names, language)


@dataclass(frozen=True, slots=True)
class Credit:
    """Unused publications of one type."""

    id: str
    names: Names
    left: int | None
    """None: the site does not tell; that forbids nothing."""

    @property
    def at_hand(self) -> bool:
        """Whether one may be there to be spent."""
        return self.left is None or self.left > 0


FieldValues: TypeAlias = Mapping[str, tuple[Entry, ...]]
"""Chosen values by field key. A flag that is on, and a text, is one Entry whose id is the value."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason of a refusal, in the site's own words; `field` is a key of ours where known."""

    code: str
    message: str
    field: str | None = None
    limit: int | None = None
    """The number that our own words name."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How long an answer of the vacancy (`part`) is on a site; `added` of it are other answers."""

    part: str
    length: int
    least: int = 0
    most: int | None = None
    added: int = 0

    @property
    def fits(self) -> bool:
        """Whether it keeps to both limits."""
        return self.length >= self.least and (self.most is None or self.length <= self.most)


@dataclass(frozen=True, slots=True)
class Challenge:
    """One login on the site's own page, from the way there to the way back.

    `state` comes back with the code, `verifier` proves that who redeems the code has asked for it
    (RFC 7636, S256), `redirect` is the address that the person is sent back to.
    """

    state: Secret
    verifier: Secret
    redirect: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the work accounts that a login may act for."""

    id: str
    name: str


WORK_ACCOUNT = "work_account"
"""The key of the credentials that holds the id of the chosen `Choice`."""


class Happened(StrEnum):
    """What a site calls about."""

    APPLICATION = "application"
    """A response came."""
    MOVED = "moved"
    """A response, however old, stands elsewhere now."""
    AD = "ad"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a body says that a site has sent unasked: a hint, read again before it is believed."""

    key: str
    """Names the event for good: what comes again has the same."""
    kind: Happened
    remote_id: str = ""
    """Of the response; else of what it is about, or empty."""
    remote_ad_id: str | None = None
    whose: str | None = None
    """What the `remote_identity` of those begins with whom it is for; None: it may be anybody."""

    def is_for(self, remote_identity: str) -> bool:
        """Whether it may concern the account of this name at the site."""
        return self.whose is None or remote_identity.startswith(self.whose)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How an ad fares; None where the site does not tell."""

    views: int | None = None
    responses: int | None = None
    days: int | None = None
    """Of how many days; None: since it is up."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a login is at the site. `remote_identity` is the login's stable opaque name there."""

    remote_identity: str
    name: str
    """What to call the account at first: company or login."""
    credits: tuple[Credit, ...] = ()
    credentials: Credentials | None = None
    """What the account keeps instead of what was typed: a token beside login and password."""


class Ad(StrEnum):
    """Where the ad itself stands (design.md 4)."""

    NONE = "none"
    DRAFT = "draft"
    LIVE = "live"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RemoteAd:
    """An ad as the site shows it to its employer."""

    remote_id: str
    title: str
    ad: Ad
    url: str
    badge: str | None = None
    """Text id of what to say beside the status: `badge-closed`, `badge-moderation`, ...

    `badge-expired`, `badge-paused` and `badge-confirm` (in the cabinet) are told to the ad's owner.
    """
    published_at: datetime | None = None
    expires_at: datetime | None = None
    made_at: datetime | None = None
    """For plug-ins that inherit `SiteSession.find`."""
    refusal: str | None = None
    """The site's own words on why it took the ad down; None: it gives none."""


@dataclass(frozen=True, slots=True)
class AdList:
    """The account's own ads, each once."""

    items: tuple[RemoteAd, ...]
    whole: bool = True
    """False: there may be more than came, so that none that it lacks is missing."""

    def __iter__(self) -> Iterator[RemoteAd]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the site gave for an ad that was saved or published."""

    remote_id: str
    url: str
    ad: Ad
    expires_at: datetime | None = None
    badge: str | None = None
    paid: bool = True
    """False: no publication was spent, although the request was one that spends."""
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """How to fetch a file from the site; `ref` is opaque, made by the plug-in."""

    ref: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A fetched file. `name` may come from a stranger: shown, never used as a path."""

    content: bytes
    name: str | None
    mime: str


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that could not be read: kept aside in raw form, encrypted, and reported."""

    where: str
    raw: str
    remote_id: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of responses.

    `cursor` is None while stopping here could lose anything (design.md 5).
    `resume` is where the scan goes on; None when it has ended.
    """

    items: Sequence["RemoteApplication"]
    cursor: str | None
    resume: str | None = None
    broken: Sequence[BrokenRecord] = field(default_factory=tuple)
    standings: Mapping[str, str | None] = field(default_factory=dict)
    """Where responses stand that may have come before, by remote id; None: as any other."""


@dataclass(frozen=True, slots=True)
class RemoteApplication:
    """A response as the site gives it; everything but the ids and the moment may be missing."""

    remote_id: str
    """Unique for the site, opaque."""
    remote_ad_id: str
    sent_at: datetime
    url: str | None = None
    name: str | None = None
    """None: the candidate hides the name."""
    phones: tuple[str, ...] = ()
    """As the site gives them; made E.164 by the plug-in where that is possible."""
    emails: tuple[str, ...] = ()
    birth_date: str | None = None
    """ISO date, or what the site has when it is no date."""
    city: str | None = None
    letter: str | None = None
    resume_text: str | None = None
    """Plain text, lines separated by a newline."""
    skills: tuple[str, ...] = ()
    position: str | None = None
    pay: str | None = None
    channels: tuple[str, ...] = ()
    """How the candidate prefers to be reached, in the site's words."""
    resume: FileRef | None = None
    photo: FileRef | None = None
    unopened: bool = False
    """There is more, which is read when the recruiter opens it (`SiteInfo.tells_viewed`)."""
    held_until: datetime | None = None
    """There is more, which the site's daily limit holds back until then."""
    standing: str | None = None
    """Text id of where it stands on the site: `standing-rejected`, ...; None: nothing to say."""
    unread: bool | None = None
    """Nobody at the employer has looked at it; None: the site does not tell."""
    barred: bool = False
    """The person is on the employer's black list: nobody wants the card."""
