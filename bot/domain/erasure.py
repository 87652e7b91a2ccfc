"""Erasing a person (product.md 2.13): what is asked for, how far it is, what is remembered of it.

What is remembered are keyed hashes alone: nobody is recognised by them who is not there anyway.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.domain.application import Application
from bot.domain.ids import (
    ApplicationId,
    ErasureId,
    FileId,
    MemberId,
    PersonId,
    WorkspaceId,
    to_base36,
)
from bot.domain.names import given_of
from bot.domain.person import mail_key
from bot.domain.site import RemoteApplication

_NUMBER_LEAST = 9
"""Digits that tell one subscriber from another; those before them are written or left out."""
_NUMBER_SHORTEST = 7
_TAIL = 4
_CODE = 6
_LONGEST_DAY = timedelta(hours=25)


class Why(StrEnum):
    """What an erasure is done for."""

    ASKED = "asked"
    """The person asked for it, or somebody of the team did."""
    RETENTION = "retention"
    """The time was up."""
    REPLAY = "replay"
    """Whoever was erased is here again: from a backup, or by contacts that came late."""


class Step(StrEnum):
    """How far an erasure is."""

    OWED = "owed"
    WIPED = "wiped"
    """No row is left; files and messages still are."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Erasure:
    """The applications of one person, or of one vacancy, that go. Ids only."""

    id: ErasureId
    workspace_id: WorkspaceId
    why: Why
    applications: tuple[ApplicationId, ...]
    asked_at: datetime
    asked_by: MemberId | None = None
    step: Step = Step.OWED
    files: tuple[FileId, ...] = ()
    """Whose bytes go, or have gone."""
    records: int = 0
    """How many applications there were."""
    messages: int = 0
    """How many chat messages were found so far."""
    done_at: datetime | None = None

    @property
    def subjects(self) -> tuple[int, ...]:
        """What messages may be about."""
        return (*self.applications, *self.files)


class KeyKind(StrEnum):
    """What a hash was made of."""

    APPLICATION = "application"
    """A row's id: a backup that has it holds somebody who was erased. So the next two."""
    FILE = "file"
    RECORD = "record"
    RESPONSE = "response"
    """Site and remote id: the same response never comes back. So the resume's address."""
    RESUME = "resume"
    PHONE = "phone"
    """Whoever has it never comes back, where the company wants that, but for one of another
    given name. So the e-mail, whatever the name is."""
    EMAIL = "email"
    NAME = "name"
    """A phone with a given name of who was erased by it: a family has one phone."""


IDS = (KeyKind.APPLICATION, KeyKind.FILE, KeyKind.RECORD)
CONTACTS = (KeyKind.RESUME, KeyKind.PHONE, KeyKind.EMAIL, KeyKind.NAME)


class Key(NamedTuple):
    """One remembered hash; made for one workspace, so it says nothing in another."""

    kind: KeyKind
    hmac: str


class Trait(NamedTuple):
    """What a key is made of."""

    kind: KeyKind
    text: str


def traits(site: str, one: Application | RemoteApplication, *, contacts: bool) -> Iterator[Trait]:
    """By what a response, and where `contacts` is set its person, is known again."""
    yield Trait(KeyKind.RESPONSE, f"{site}:{one.remote_id}")
    if not contacts:
        return
    # An address that names the ad may be that of all its responses (HeadHunter, H08).
    if one.url and one.remote_ad_id not in one.url:
        yield Trait(KeyKind.RESUME, f"{site}:{one.url}")
    for phone in sorted(numbers_of(one)):
        yield Trait(KeyKind.PHONE, phone)
    for email in sorted(_boxes(one)):
        yield Trait(KeyKind.EMAIL, email)


def name_traits(people: Iterable[Application | RemoteApplication]) -> Iterator[Trait]:
    """With which names each phone was erased; one that nobody has named goes with any."""
    names: dict[str, set[str]] = {}
    for one in people:
        for phone in numbers_of(one):
            names.setdefault(phone, set()).update(given_of(one.name))
    for phone, given in sorted(names.items()):
        for name in sorted(given) or [""]:
            yield Trait(KeyKind.NAME, f"{phone}:{name}")


def signs(site: str, one: RemoteApplication) -> Iterator[Trait]:
    """Those that are asked for of one who comes."""
    yield from traits(site, one, contacts=True)
    yield from name_traits([one])
    yield from (Trait(KeyKind.NAME, f"{phone}:") for phone in sorted(numbers_of(one)))


def comes_back(one: RemoteApplication, known: Collection[Trait]) -> bool:
    """Whether one of whom these signs are remembered was erased.

    By a phone alone nobody is, who has another given name than all that were erased by it.
    """
    if any(trait.kind not in (KeyKind.PHONE, KeyKind.NAME) for trait in known):
        return True
    shared = [trait.text for trait in known if trait.kind is KeyKind.PHONE]
    named = [trait.text.partition(":")[0] for trait in known if trait.kind is KeyKind.NAME]
    return bool(shared) and (not given_of(one.name) or any(phone in named for phone in shared))


def numbers_of(one: Application | RemoteApplication) -> set[str]:
    """Those that can be somebody's own: no `12345`, no zeros alone."""
    found = map(number, one.phones)
    return {it for it in found if len(it) >= _NUMBER_SHORTEST and len(set(it)) > 1}


def _boxes(one: Application | RemoteApplication) -> set[str]:
    return {box for box in map(mail_key, one.emails) if box is not None}


def number(phone: str) -> str:
    """What two ways of writing one number have in common."""
    digits = "".join(char for char in phone if char.isdecimal())
    return digits[-_NUMBER_LEAST:]


def names_alike(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: a family shares a phone, not a given name."""
    words, others = _words(one), _words(other)
    return not words or not others or len(words & others) >= min(2, len(words), len(others))


def _words(name: str | None) -> set[str]:
    return {word for word in (name or "").casefold().replace(".", " ").split() if len(word) > 1}


def same_person(one: Application, other: Application) -> bool:
    """Whether erasing the one means the other too."""
    if one.person_id == other.person_id:
        return True
    return bool(_contacts(one) & _contacts(other)) and names_alike(one.name, other.name)


def belong(
    known: Collection[Application], seen: Iterable[Application], apart: Collection[PersonId]
) -> list[Application]:
    """Those of `seen` that erasing the known ones means too.

    One without a name goes with whoever has its phone, but brings nobody of another name along:
    the names of all that go fit each other. Who was told `apart` by the team stays.
    """
    persons = {one.person_id for one in known}
    mine = [one for one in seen if one.person_id in persons]
    others = [
        one
        for one in seen
        if one.person_id not in persons
        and one.person_id not in apart
        and any(same_person(it, one) for it in known)
    ]
    names = [one.name for one in (*known, *mine) if _words(one.name)]
    if not names:
        names = [one.name for one in others if _words(one.name)]
    fit = [one for one in others if all(names_alike(one.name, name) for name in names)]
    return [*mine, *fit]


def _contacts(one: Application) -> set[str]:
    return numbers_of(one) | _boxes(one)


def same_day(one: datetime, other: datetime) -> bool:
    """Whether both may be of one day: in whatever zone, none is longer, its clock set back too."""
    return abs(one - other) <= _LONGEST_DAY


def code(application_id: ApplicationId) -> str:
    """What is typed for somebody without a phone; by letters that are no words."""
    return to_base36(application_id)[-_CODE:].upper()


def confirmed(typed: str, person: list[Application]) -> bool:
    """Whether what was typed is the person's number: all of it, or its last four digits.

    Who has none is confirmed by the code that was shown. Nothing is no number.
    """
    phones = {number(phone) for one in person for phone in one.phones} - {""}
    if not phones:
        return bool(person) and typed.strip().upper() == code(person[0].id)
    digits = "".join(char for char in typed if char.isdecimal())
    if len(digits) == _TAIL:
        return any(phone.endswith(digits) for phone in phones)
    return len(digits) >= _NUMBER_LEAST and number(digits) in phones


@dataclass(frozen=True, slots=True)
class Wiped:
    """What one wiping found. `keys` are traits, for the caller to hash."""

    traits: tuple[Trait, ...] = ()
    files: tuple[FileId, ...] = ()
    records: int = 0
    digests: tuple[int, ...] = ()
    """Messages about many of which these were some."""
    kin: tuple[ApplicationId, ...] = ()
    """Applications that stay, whose cards name these: of the same person, or perhaps."""
    orphans: tuple[ApplicationId, ...] = ()
    """Those of them that chats heard of by a word under a card of these."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Rows that went, by table: for the log."""
