"""One human behind several applications: who is joined, who is asked about, who is apart."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.application import Application
from bot.domain.errors import AlreadyDecided
from bot.domain.ids import ApplicationId, MemberId, MergeId, PersonId, WorkspaceId
from bot.domain.names import compatible, name_keys

UNDO_LIFE = timedelta(days=30)
"""How long a decision about two applications can be taken back."""
_GENERATION = 13
"""Years between birth dates from which on two namesakes with one phone are parent and child."""
_FAMILY_MOST = 6
"""A contact of more people is an agency's, or made up: nobody is asked about each of them."""
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_NOBODYS = frozenset({"noreply", "no-reply", "noemail", "none", "test", "example"})
_DOTLESS = ("gmail.com", "googlemail.com")


class Verdict(StrEnum):
    """What to make of two applications."""

    JOINED = "joined"
    ASK = "ask"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Traits:
    """What an application shows of its person."""

    name: str | None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    born: date | None = None

    @classmethod
    def of(cls, one: Application) -> "Traits":
        """Read them from an application."""
        return cls(one.name, one.phones, one.emails, one.born())


def phone_key(phone: str) -> str | None:
    """E.164; None for what can be nobody's number. One without a country's code is Ukrainian."""
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    if not phone.strip().startswith("+"):
        digits = _with_country(digits)
    fits = _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS
    return f"+{digits}" if fits and len(set(digits[-_LEAST_DIGITS:])) > 1 else None


def _with_country(digits: str) -> str:
    if digits.startswith("00"):
        return digits[2:]
    if len(digits) == 10 and digits.startswith("0"):
        return f"38{digits}"
    if len(digits) == 11 and digits.startswith("80"):
        return f"3{digits}"
    return f"7{digits[1:]}" if len(digits) == 11 and digits.startswith("8") else digits


def mail_key(email: str) -> str | None:
    """The mailbox: without a tag after `+`, nor dots where they mean nothing; None: nobody's."""
    local, at, host = email.strip().casefold().rpartition("@")
    box = local.partition("+")[0]
    if host in _DOTLESS:
        box, host = box.replace(".", ""), _DOTLESS[0]
    return f"{box}@{host}" if at and host and box and box not in _NOBODYS else None


def contact_keys(phones: Iterable[str], emails: Iterable[str]) -> frozenset[str]:
    """By what two applications have one in common."""
    found = [*map(phone_key, phones), *map(mail_key, emails)]
    return frozenset(key for key in found if key is not None)


def verdict(one: Traits, other: Traits) -> Verdict:
    """JOINED only for an equal contact and given names that agree; a family has one phone, too."""
    mine, theirs = (contact_keys(it.phones, it.emails) for it in (one, other))
    if not mine & theirs:
        return Verdict.APART
    if one.born and other.born and abs(one.born.year - other.born.year) >= _GENERATION:
        return Verdict.ASK
    return Verdict.JOINED if compatible(one.name, other.name) else Verdict.ASK


# -- a newcomer among those who are known -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which application a new one belongs with; not sure: somebody must be asked."""

    other: Application
    sure: bool


def meet(newcomer: Application, known: Sequence[Application]) -> Meeting | None:
    """With whom of those known the newcomer is one person, or may be; None: with nobody.

    One who fits two people is asked about: they were told apart by somebody.
    """
    traits = Traits.of(newcomer)
    verdicts = [(one, verdict(traits, Traits.of(one))) for one in known]
    joined = [one for one, said in verdicts if said is Verdict.JOINED]
    if joined:
        alone = len({one.person_id for one in joined}) == 1
        return Meeting(_newest(joined), alone)
    asked = [one for one, said in verdicts if said is Verdict.ASK]
    family = len(persons_of(asked)) <= _FAMILY_MOST
    return Meeting(_newest(asked), False) if asked and family else None


def _newest(applications: Sequence[Application]) -> Application:
    return max(applications, key=lambda one: (one.sent_at, one.id))


def likeness(one: Application, other: Application) -> int:
    """How much speaks for one person, the more the greater; 0: nothing that is seen."""
    contacts = contact_keys(one.phones, one.emails) & contact_keys(other.phones, other.emails)
    born = one.born() is not None and one.born() == other.born()
    words = len(name_keys(one.name) & name_keys(other.name))
    return 10 * bool(contacts) + 3 * born + 2 * compatible(one.name, other.name) + words


# -- what was decided ---------------------------------------------------------------------


class MergeState(StrEnum):
    """How two applications stand to each other."""

    JOINED = "joined"
    ASKED = "asked"
    REFUSED = "refused"
    """Somebody was asked and said that they are two people."""
    UNDONE = "undone"
    """They were one person, until somebody said that they are two."""


TOLD_APART = (MergeState.REFUSED, MergeState.UNDONE)
"""Somebody of the team knows that they are two."""

_NEXT: Mapping[MergeState, frozenset[MergeState]] = {
    MergeState.ASKED: frozenset({MergeState.JOINED, MergeState.REFUSED}),
    MergeState.JOINED: frozenset({MergeState.UNDONE}),
    MergeState.REFUSED: frozenset({MergeState.JOINED}),
    MergeState.UNDONE: frozenset({MergeState.JOINED}),
}


@dataclass(frozen=True, slots=True)
class Merge:
    """Two applications that were found to be alike, or joined by hand; of more, each has its own.

    The newcomer is the later one: it leaves when they turn out to be two people's.
    """

    id: MergeId
    workspace_id: WorkspaceId
    application_id: ApplicationId
    other_id: ApplicationId
    state: MergeState
    found_at: datetime
    decided_by: MemberId | None = None
    """None: nobody but the bot."""
    decided_at: datetime | None = None

    def open(self, now: datetime) -> bool:
        """Whether somebody may still decide, or take back what was decided."""
        if self.state is MergeState.ASKED:
            return True
        return now - (self.decided_at or self.found_at) < UNDO_LIFE

    def to(self, state: MergeState, by: MemberId, now: datetime) -> "Merge":
        """As a member decides. Raises: AlreadyDecided, also when it is too late."""
        if state not in _NEXT[self.state] or not self.open(now):
            raise AlreadyDecided
        return replace(self, state=state, decided_by=by, decided_at=now)


_RANK = (MergeState.ASKED, MergeState.JOINED, MergeState.REFUSED, MergeState.UNDONE)


def to_decide(
    application_id: ApplicationId, merges: Iterable[Merge], now: datetime
) -> Merge | None:
    """What a card lets decide: its own question, else what was joined last, else what was not."""
    found = [one for one in merges if one.open(now)]
    own = [one for one in found if one.application_id == application_id]
    others = [one for one in found if one not in own and one.state is MergeState.JOINED]
    last = sorted([*others, *own], key=lambda one: one.decided_at or one.found_at, reverse=True)
    return min(last, key=lambda one: (_RANK.index(one.state), one not in own), default=None)


def part_of(newcomer: ApplicationId, merges: Iterable[Merge]) -> frozenset[ApplicationId]:
    """The applications that leave with this one: those joined by way of it, itself too."""
    near: dict[ApplicationId, set[ApplicationId]] = {}
    for one in merges:
        if one.state is MergeState.JOINED:
            near.setdefault(one.application_id, set()).add(one.other_id)
            near.setdefault(one.other_id, set()).add(one.application_id)
    found, ahead = {newcomer}, [newcomer]
    while ahead:
        fresh = near.get(ahead.pop(), set()) - found
        found |= fresh
        ahead += fresh
    return frozenset(found)


def persons_of(applications: Collection[Application]) -> frozenset[PersonId]:
    """Whose they are."""
    return frozenset(one.person_id for one in applications)
