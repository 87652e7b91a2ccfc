"""The inbox, the search and refusing many at once, in memory."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.application import Application
from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, ItemState, Turn
from bot.domain.errors import Conflict
from bot.domain.handling import Stage
from bot.domain.ids import (
    ActionId,
    ApplicationId,
    BulkRefusalId,
    PublicationId,
    VacancyId,
)
from bot.domain.morning import DAY, LOOKS_BACK
from bot.domain.names import name_keys, wanted_names
from bot.domain.person import mail_key, phone_key
from bot.domain.queues import (
    COUNTED_MOST,
    DEBT_AFTER,
    SETTLED,
    Age,
    Part,
    Queue,
    QueueLine,
    Seen,
    Waiting,
    age_of,
)
from bot.domain.vacancy import Shelf, Vacancy
from tests.fakes.store.kinds import (
    ACTIONS,
    APPLICATIONS,
    BULK_REFUSALS,
    ITEMS,
    PUBLICATIONS,
    VACANCIES,
)
from tests.fakes.store.notes import MemoryBarred
from tests.fakes.store.session import Repository


def _back(moment: datetime | None) -> float:
    return -moment.timestamp() if moment is not None else 0


_ORDER: Mapping[Queue, Callable[[Application], Any]] = {
    Queue.NEW: lambda it: (-it.sent_at.timestamp(), -it.id),
    Queue.MINE: lambda it: (_back(it.handling.taken_at), -it.id),
    Queue.UNANSWERED: lambda it: (it.sent_at, it.id),
    Queue.LATER: lambda it: (it.handling.later_until, it.id),
    Queue.HERE: lambda it: (_back(it.handling.decided_at), -it.id),
    Queue.REPLIED: lambda it: (_back(it.handling.answered_at), -it.id),
}


@dataclass(frozen=True, slots=True)
class _Ads:
    """What each application answers."""

    of: Mapping[PublicationId | None, Vacancy]

    def sees(self, seen: Seen, one: Application) -> bool:
        vacancy = self.of.get(one.publication_id)
        own = vacancy is not None and vacancy.is_of(seen.member_id)
        return seen.every or own or one.handling.assignee_id == seen.member_id

    def is_open(self, one: Application) -> bool:
        vacancy = self.of.get(one.publication_id)
        return vacancy is not None and vacancy.shelf is Shelf.OPEN


class MemoryQueues(Repository):
    """ports.Queues"""

    async def counts(
        self, seen: Seen, queues: Collection[Queue], now: datetime
    ) -> Mapping[Queue, int]:
        return {one: len(await self._all(seen, Part(one), now)) for one in queues}

    async def ages(self, seen: Seen, now: datetime) -> Mapping[Age, int]:
        return {one: len(await self._all(seen, Part(Queue.UNANSWERED, one), now)) for one in Age}

    async def waiting(
        self, vacancies: Collection[VacancyId], now: datetime
    ) -> Mapping[VacancyId, Waiting]:
        ads, everyone = self._ads(), self._rows.all(APPLICATIONS)
        people = defaultdict[VacancyId, tuple[set[int], set[int]]](lambda: (set(), set()))
        for one in await self._waiting(everyone, now):
            vacancy, handling = ads.of[one.publication_id], one.handling
            if vacancy.id in vacancies and age_of(now - one.sent_at) is not Age.PAST:
                new, debt = people[vacancy.id]
                if handling.stage is Stage.NEW and handling.assignee_id is None:
                    new.add(one.person_id)
                if one.sent_at <= now - DEBT_AFTER:
                    debt.add(one.person_id)
        return {key: Waiting(len(new), len(debt)) for key, (new, debt) in people.items()}

    async def ids(
        self, seen: Seen, part: Part, now: datetime, *, limit: int, skip: int = 0
    ) -> Sequence[ApplicationId]:
        found = sorted(await self._all(seen, part, now), key=_ORDER[part.queue])
        return [one.id for one in found[skip : skip + limit]]

    async def lines(self, ids: Sequence[ApplicationId]) -> Sequence[QueueLine]:
        ads = self._ads()
        known = {one.id: one for one in self._rows.all(APPLICATIONS)}
        return [_line(known[one], ads) for one in ids if one in known]

    async def sees(self, seen: Seen, application_id: ApplicationId) -> bool:
        one = self._rows.find(APPLICATIONS, lambda it: it.id == application_id)
        return one is not None and self._ads().sees(seen, one)

    async def search(self, seen: Seen, words: str, limit: int) -> Sequence[ApplicationId]:
        ads = self._ads()
        every = self._rows.all(APPLICATIONS, lambda it: ads.sees(seen, it))[::-1]
        digits = "".join(filter(str.isdecimal, words))
        if "@" in words:
            wanted = {words.strip().lower(), mail_key(words)}
            found = [one for one in every if wanted & _mails(one)]
        elif len(digits) >= 4 and not any(map(str.isalpha, words)):
            found = [one for one in every if _numbered(one, words, digits)]
        else:
            found = [*_called(every, words), *_of_vacancy(every, words, ads)]
        return list(dict.fromkeys(one.id for one in found))[:limit]

    async def _all(self, seen: Seen, part: Part, now: datetime) -> list[Application]:
        ads = self._ads()
        theirs = self._rows.all(APPLICATIONS, lambda it: ads.sees(seen, it))
        match part.queue:
            case _ if part.lately:
                found = await self._lately(seen, now)
            case Queue.MINE:
                mine = [it for it in theirs if it.handling.assignee_id == seen.member_id]
                found = [it for it in mine if it.handling.stage not in SETTLED]
            case Queue.LATER:
                found = [it for it in theirs if it.handling.waits(now)]
            case Queue.HERE:
                kept = [(it.handling.decided_at, it) for it in theirs if it.handling.unaware]
                found = [it for at, it in kept if at is not None and at >= now - LOOKS_BACK]
            case Queue.REPLIED:
                answers = [(it.handling.answered_at, it) for it in theirs]
                found = [it for at, it in answers if at is not None and at >= now - LOOKS_BACK]
            case _:
                found = await self._unanswered(theirs, part, now)
        return found[: COUNTED_MOST + 1]

    async def _lately(self, seen: Seen, now: datetime) -> list[Application]:
        ads = self._ads()
        every = self._rows.all(APPLICATIONS, lambda it: now - it.stored_at < DAY)
        barred = await MemoryBarred(self._session).among([one.id for one in every])
        first: dict[int, Application] = {}
        for one in sorted(every, key=lambda it: (it.stored_at, it.id)):
            vacancy = ads.of.get(one.publication_id)
            own = vacancy is not None and vacancy.is_of(seen.member_id)
            if own and ads.is_open(one) and one.id not in barred:
                first.setdefault(one.person_id, one)
        return list(first.values())

    async def _unanswered(
        self, theirs: Sequence[Application], part: Part, now: datetime
    ) -> list[Application]:
        waiting: dict[tuple[int, bool], Application] = {}
        for one in await self._waiting(theirs, now):
            past = age_of(now - one.sent_at) is Age.PAST
            waiting.setdefault((one.person_id, past), one)
        aged = [(age_of(now - one.sent_at), one) for one in waiting.values()]
        found = [
            one for age, one in aged if age is part.age or (part.age is None and age != Age.PAST)
        ]
        if part.queue is Queue.UNANSWERED:
            return found
        untouched = [it for it in found if it.handling.stage is Stage.NEW]
        return [it for it in untouched if it.handling.assignee_id is None]

    async def _waiting(self, theirs: Sequence[Application], now: datetime) -> list[Application]:
        """The oldest first; a person as often as they wrote."""
        ads, heard = self._ads(), self._heard()
        barred = await MemoryBarred(self._session).among([one.id for one in theirs])
        found = []
        for one in sorted(theirs, key=lambda it: (it.sent_at, it.id)):
            handling = one.handling
            free = one.id not in barred and ads.is_open(one) and not handling.waits(now)
            answered = not handling.waiting or one.standing is not None
            since = heard.get(one.person_id)
            if free and not answered and not (since is not None and since >= one.sent_at):
                found.append(one)
        return found

    def _heard(self) -> dict[int, datetime]:
        found: dict[int, datetime] = {}
        for one in self._rows.all(APPLICATIONS):
            at = one.handling.answered_at
            if at is not None:
                found[one.person_id] = max(at, found.get(one.person_id, at))
        return found

    def _ads(self) -> _Ads:
        vacancies = {one.id: one for one in self._rows.all(VACANCIES)}
        return _Ads({one.id: vacancies[one.vacancy_id] for one in self._rows.all(PUBLICATIONS)})


def _line(one: Application, ads: _Ads) -> QueueLine:
    vacancy, handling = ads.of.get(one.publication_id), one.handling
    return QueueLine(
        one.id,
        one.name,
        vacancy.title if vacancy is not None else "",
        one.site,
        one.account_id,
        one.sent_at,
        handling.stage,
        handling.assignee_id,
        handling.answered_at,
        handling.later_until,
        handling.decided_at,
    )


def _mails(one: Application) -> set[str | None]:
    return {key for it in one.emails for key in (it.strip().lower(), mail_key(it)) if key}


def _numbered(one: Application, words: str, digits: str) -> bool:
    key = phone_key(words) if len(digits) >= 9 else None
    plain = ["".join(filter(str.isdecimal, it)) for it in one.phones]
    return key in map(phone_key, one.phones) or any(it.endswith(digits) for it in plain)


def _called(every: Sequence[Application], words: str) -> list[Application]:
    wanted = wanted_names(words)
    if not wanted:
        return []
    first = wanted[0]
    keys = {one.id: name_keys(one.name) for one in every}
    known = sorted(set().union(*keys.values()), key=lambda it: (len(it), it))
    begun = [it for it in known if first.begins is not None and it.startswith(first.begins)]
    return [
        one
        for word in dict.fromkeys([first.sound, *sorted(first.given), *begun])
        for one in every
        if word in keys[one.id] and all(it.fits(keys[one.id]) for it in wanted[1:])
    ]


def _of_vacancy(every: Sequence[Application], words: str, ads: _Ads) -> list[Application]:
    titles = {one.id: one.title.casefold() for one in ads.of.values() if one.title}
    of_title = [it for it in words.casefold().split() if any(it in one for one in titles.values())]
    if not of_title:
        return []
    fitting = {key for key, title in titles.items() if all(it in title for it in of_title)}
    answered = [
        it for it in every if (found := ads.of.get(it.publication_id)) and found.id in fitting
    ]
    rest = " ".join(it for it in words.split() if it.casefold() not in of_title)
    return _called(answered, rest) if rest else answered


class MemoryBulkRefusals(Repository):
    """ports.BulkRefusals"""

    async def get(self, refusal_id: BulkRefusalId, *, hold: bool = False) -> BulkRefusal:
        return self._rows.get(BULK_REFUSALS, refusal_id)

    async def open(self) -> Sequence[BulkRefusal]:
        return self._rows.all(BULK_REFUSALS, lambda it: it.done_at is None)

    async def add(self, refusal: BulkRefusal, items: Sequence[BulkRefusalItem]) -> None:
        self._rows.add(BULK_REFUSALS, refusal)
        for one in items:
            self._rows.add(ITEMS, one)

    async def save(self, refusal: BulkRefusal) -> BulkRefusal:
        held = self._rows.find(BULK_REFUSALS, lambda it: it.id == refusal.id)
        if held is None or held.version != refusal.version:
            raise Conflict(BULK_REFUSALS.name)
        newer = replace(refusal, version=refusal.version + 1)
        self._rows.replace(BULK_REFUSALS, newer)
        return newer

    async def items(self, refusal_id: BulkRefusalId) -> Sequence[ItemState]:
        mine = self._rows.all(ITEMS, lambda it: it.refusal_id == refusal_id)
        actions = {one.id: one for one in self._rows.all(ACTIONS)}
        found = []
        for one in sorted(mine, key=lambda it: it.number):
            action = actions.get(one.action_id) if one.action_id is not None else None
            state, error = (action.state, action.error) if action is not None else (None, None)
            found.append(ItemState(one, state, error))
        return found

    async def settle(self, item: BulkRefusalItem) -> None:
        self._change(item, Turn.WAITING)

    async def let_go(self, item: BulkRefusalItem) -> None:
        self._change(item, Turn.OWED)

    def _change(self, item: BulkRefusalItem, was: Turn) -> None:
        key = ITEMS.key(item)
        held = self._rows.find(ITEMS, lambda it: ITEMS.key(it) == key and it.turn is was)
        if held is None:
            raise Conflict(ITEMS.name)
        self._rows.replace(ITEMS, item)

    async def of_action(self, action_id: ActionId) -> BulkRefusalId | None:
        found = self._rows.find(ITEMS, lambda it: it.action_id == action_id)
        return None if found is None else found.refusal_id


class MemoryOwedBulkRefusals(Repository):
    """The part of ports.SystemTransaction that asks who is to be refused."""

    async def owed_bulk_refusals(self) -> Sequence[BulkRefusal]:
        return self._rows.all(BULK_REFUSALS, lambda it: it.done_at is None)
