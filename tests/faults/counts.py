"""The judge: what a scenario began and what it ended with, told in one line."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Begun:
    """What the world outside was made to do; names and titles are each unlike any other."""

    responses: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By who responded: the chats that have to show them."""
    ads: Collection[str] = ()
    """Titles of the ads that somebody wanted published, however often they tapped."""
    notes: Collection[str] = ()
    """What was typed about candidates."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The same once all is quiet: in the database, at the sites and in the chats."""

    applications: Mapping[str, int] = field(default_factory=dict)
    """How many there are of each name."""
    shown: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    """By chat its messages with candidates, oldest first, and whom each of them shows."""
    delivered: int = 0
    undelivered: Mapping[str, int] = field(default_factory=dict)
    """Notices that are owed still, or that nobody has got: how many of each kind."""
    unseen: int = 0
    """Notices that count as sent while Telegram shows no such message."""
    ads: Mapping[str, int] = field(default_factory=dict)
    """How many ads the sites have of each title."""
    published: Collection[str] = ()
    """Titles of the publications that count as live."""
    notes: Mapping[str, int] = field(default_factory=dict)
    open_updates: int = 0
    """What people wrote or tapped and nobody has handled."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A scenario's numbers; `wrong` says in words what must not be."""

    begun: Begun
    ended: Ended
    in_flight: int
    """Messages with candidates that were on their way when a fault came: each may come again."""
    faults: int
    wrong: tuple[str, ...]

    @property
    def repeats(self) -> int:
        """Messages with somebody whom the chat had shown before."""
        return len(_repeated(self.ended))

    def line(self) -> str:
        """All of it, for people."""
        begun, ended = self.begun, self.ended
        missing = len(_missing(begun, ended))
        parts = [
            f"{len(begun.responses)} responses",
            f"{sum(ended.applications.values())} applications",
            f"{_lost(begun.responses, ended.applications)} lost",
            f"{_more(ended.applications.values())} twice",
            f"{sum(len(_names(chat)) for chat in ended.shown.values())} shown",
            f"{missing} missing",
            f"{ended.delivered} notices delivered",
            f"{sum(ended.undelivered.values()) + ended.unseen} undelivered",
            f"{len(begun.ads)} ads",
            f"{_lost(begun.ads, ended.ads)} unpublished",
            f"{_more(ended.ads.values())} twice",
            f"{len(begun.notes)} notes",
            f"{_lost(begun.notes, ended.notes)} lost",
            f"{_more(ended.notes.values())} twice",
            f"repeats {self.repeats} ≤ {self.in_flight} in flight",
            f"faults {self.faults}",
        ]
        return ", ".join(parts)


def judged(begun: Begun, ended: Ended, *, in_flight: int, faults: int) -> Counts:
    """Nothing may be lost, nothing done twice, and no more said twice than was on its way."""
    wrong = [
        *_compared("an application", begun.responses, ended.applications),
        *_compared("an ad", begun.ads, ended.ads),
        *_compared("a note", begun.notes, ended.notes),
        *(f"{name} is missing in {chat}" for name, chat in _missing(begun, ended)),
        *(f"{name} is shown in {chat}, uncalled for" for name, chat in _strangers(begun, ended)),
        *(f"an ad counts as published and is not: {one}" for one in _unbacked(ended)),
        *(f"an ad is not known to be live: {one}" for one in _unnoticed(begun, ended)),
        *(f"undelivered: {count} of {kind}" for kind, count in ended.undelivered.items()),
    ]
    if ended.unseen:
        wrong.append(f"counted as sent and not in the chat: {ended.unseen}")
    if ended.open_updates:
        wrong.append(f"updates that nobody has handled: {ended.open_updates}")
    counts = Counts(begun, ended, in_flight, faults, ())
    if counts.repeats > in_flight:
        wrong.append(f"{counts.repeats} repeats, and only {in_flight} were in flight")
        wrong += [f"shown once more in {chat}: {names}" for chat, names in _repeated(ended)]
    return Counts(begun, ended, in_flight, faults, tuple(wrong))


def _compared(what: str, wanted: Iterable[str], found: Mapping[str, int]) -> list[str]:
    known = set(wanted)
    lost = [f"{what} is lost: {one}" for one in sorted(known) if not found.get(one)]
    more = [f"{what} is there {n} times: {one}" for one, n in sorted(found.items()) if n > 1]
    return [*lost, *more, *(f"{what} of nobody: {one}" for one in sorted(set(found) - known))]


def _lost(wanted: Iterable[str], found: Mapping[str, int]) -> int:
    return sum(not found.get(one) for one in wanted)


def _more(counts: Iterable[int]) -> int:
    """How many there are beyond one of each."""
    return sum(count - 1 for count in counts if count > 1)


def _missing(begun: Begun, ended: Ended) -> list[tuple[str, str]]:
    """Who is not shown, and in which chat."""
    shown = {chat: _names(messages) for chat, messages in ended.shown.items()}
    return [
        (name, chat)
        for name, chats in sorted(begun.responses.items())
        for chat in chats
        if name not in shown.get(chat, ())
    ]


def _strangers(begun: Begun, ended: Ended) -> list[tuple[str, str]]:
    """Who is shown where nobody should see them."""
    return [
        (name, chat)
        for chat, messages in ended.shown.items()
        for name in sorted(_names(messages))
        if chat not in begun.responses.get(name, ())
    ]


def _names(messages: Iterable[Iterable[str]]) -> set[str]:
    return {name for message in messages for name in message}


def _repeated(ended: Ended) -> list[tuple[str, str]]:
    """Messages with somebody whom the same chat had shown before: where, and who."""
    found = []
    for chat, messages in ended.shown.items():
        known: set[str] = set()
        for names in messages:
            if again := known & set(names):
                found.append((chat, ", ".join(sorted(again))))
            known |= set(names)
    return found


def _unbacked(ended: Ended) -> list[str]:
    return sorted(one for one in ended.published if not ended.ads.get(one))


def _unnoticed(begun: Begun, ended: Ended) -> list[str]:
    return sorted(one for one in begun.ads if ended.ads.get(one) and one not in ended.published)
