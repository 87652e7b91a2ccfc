"""Those who are erased, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.application import Application, FileState
from bot.domain.conversation import Conversation, Place
from bot.domain.erasure import (
    Erasure,
    Key,
    KeyKind,
    Step,
    Trait,
    Why,
    Wiped,
    belong,
    name_traits,
    number,
    same_day,
    same_person,
    traits,
)
from bot.domain.group import Did
from bot.domain.ids import ApplicationId, ErasureId, PersonId, VacancyId, new_id
from bot.domain.marks import Marks
from bot.domain.notice import (
    ABOUT_CANDIDATES,
    CAROUSELS,
    WAITING,
    NoticeKind,
    NoticeState,
    SentMessage,
)
from bot.domain.person import TOLD_APART, MergeState
from bot.domain.retention import Retention
from bot.domain.workspace import Workspace
from tests.fakes.store.candidates import name_anew
from tests.fakes.store.kinds import (
    ACTIONS,
    APPLICATIONS,
    BARRED,
    BROKEN,
    CONVERSATIONS,
    DEEDS,
    ERASED,
    ERASURES,
    FILES,
    ITEMS,
    LINKS,
    MEMBERS,
    MERGES,
    MESSAGES,
    NOTES,
    NOTICES,
    OPINIONS,
    PERSONS,
    PLEAS,
    PUBLICATIONS,
    RETENTIONS,
    WORKSPACES,
    Said,
)
from tests.fakes.store.session import Repository
from tests.fakes.store.tallies import keep_counts

_LISTS = (NoticeKind.EXPORT, NoticeKind.MORNING, NoticeKind.GROUP_TODAY)


class MemoryErasing(Repository):
    """ports.Erasing"""

    async def find(self, words: str) -> Sequence[Application]:
        found = self._rows.all(APPLICATIONS, lambda it: _fits(it, words))
        return sorted(found, key=lambda it: it.id, reverse=True)

    async def of_person(self, application_id: ApplicationId) -> Sequence[Application]:
        one = self._rows.get(APPLICATIONS, application_id)
        apart = self._apart(one)
        found, news = {one.id: one}, [one]
        while news:
            near = [it for it in self._rows.all(APPLICATIONS) if it.id not in found]
            seen = [it for it in near if any(same_person(new, it) for new in news)]
            news = belong(found.values(), seen, apart)
            found.update((it.id, it) for it in news)
        return list(found.values())

    def _apart(self, one: Application) -> set[PersonId]:
        persons = {it.id: it.person_id for it in self._rows.all(APPLICATIONS)}
        pairs = [
            {persons[it.application_id], persons[it.other_id]}
            for it in self._rows.all(MERGES, lambda it: it.state in TOLD_APART)
        ]
        return {it for pair in pairs if one.person_id in pair for it in pair - {one.person_id}}

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[Application]:
        ads = {one.id for one in self._rows.all(PUBLICATIONS) if one.vacancy_id == vacancy_id}
        return self._rows.all(APPLICATIONS, lambda it: it.publication_id in ads)

    async def files(self) -> int:
        return len(self._rows.all(FILES, lambda it: it.state is FileState.KEPT))

    async def seen_by(self, applications: Collection[ApplicationId]) -> Sequence[tuple[str, bool]]:
        names = {one.user_id: one.name for one in self._rows.all(MEMBERS)}
        said = [one.message for one in self._rows.all(MESSAGES)]
        theirs = self._rows.all(NOTICES, lambda it: it.subject_id in applications)
        pages = {one.carousel_id for one in theirs if one.carousel_id is not None}
        chats = {
            (one.bot_id, one.chat_id)
            for one in said
            if (one.kind in ABOUT_CANDIDATES and one.subject_id in applications)
            or (one.kind in CAROUSELS and one.subject_id in pages)
        }
        links = [it for it in self._rows.all(LINKS) if (it.bot_id, it.chat_id) in chats]
        return sorted(
            {
                (it.settings.get("title", ""), True)
                if it.user_id is None
                else (names.get(it.user_id, ""), False)
                for it in links
            }
        )

    async def add(self, erasure: Erasure) -> None:
        self._rows.add(ERASURES, erasure)

    async def get(self, erasure_id: ErasureId) -> Erasure:
        return self._rows.get(ERASURES, erasure_id)

    async def save(self, erasure: Erasure) -> None:
        self._rows.replace(ERASURES, erasure)

    async def under_way(self, application_id: ApplicationId) -> bool:
        still = self._rows.all(ERASURES, lambda it: it.step is not Step.DONE)
        return any(application_id in one.applications for one in still)

    async def wipe(self, erasure: Erasure, *, contacts: bool) -> Wiped:
        ids = erasure.applications
        people = self._rows.all(APPLICATIONS, lambda it: it.id in ids)
        files = tuple(one.id for one in self._rows.all(FILES) if one.application_id in ids)
        marks = Marks.of(people)
        kin, orphans = self._kin(people)
        keep_counts(self._rows, erasure, people)
        self._rows.drop(NOTES, lambda it: it.application_id in ids)
        self._rows.drop(OPINIONS, lambda it: it.application_id in ids)
        self._rows.drop(PLEAS, lambda it: it.application_id in ids)
        self._rows.drop(BARRED, lambda it: it.barring.application_id in ids)
        self._rows.drop(FILES, lambda it: it.application_id in ids)
        self._rows.drop(ITEMS, lambda it: it.application_id in ids)
        self._rows.drop(ACTIONS, lambda it: it.application_id in ids)
        self._rows.drop(APPLICATIONS, lambda it: it.id in ids)
        left = {one.person_id for one in self._rows.all(APPLICATIONS)}
        gone = {one.person_id for one in people} - left
        self._rows.drop(PERSONS, lambda it: it.id in gone)
        name_anew(self._rows, left & {one.person_id for one in people})
        records = [one.id for one in self._rows.all(BROKEN) if marks.in_record(one.record.raw)]
        self._rows.drop(BROKEN, lambda it: it.id in records)
        self._empty_talks({*ids, *files}, marks)
        for note in self._rows.all(NOTES) if erasure.why is not Why.RETENTION else ():
            self._rows.replace(NOTES, replace(note, text=marks.hidden(note.text)))
        found = [Trait(KeyKind.APPLICATION, str(one.id)) for one in people]
        found += [one for it in people for one in traits(it.site, it, contacts=contacts)]
        found += name_traits(people) if contacts else []
        found += [Trait(KeyKind.FILE, str(one)) for one in files]
        found += [Trait(KeyKind.RECORD, str(one)) for one in records]
        digests = {one.digest_id for one in people if one.digest_id is not None}
        return Wiped(tuple(found), files, len(people), tuple(digests), kin, orphans)

    def _kin(
        self, people: Sequence[Application]
    ) -> tuple[tuple[ApplicationId, ...], tuple[ApplicationId, ...]]:
        ids, persons = {one.id for one in people}, {one.person_id for one in people}
        merges = [one for one in self._rows.all(MERGES) if ids & {one.application_id, one.other_id}]
        self._rows.drop(MERGES, lambda it: it.id in {one.id for one in merges})
        kin = {one.id for one in self._rows.all(APPLICATIONS) if one.person_id in persons}
        kin |= {key for one in merges for key in (one.application_id, one.other_id)}
        joined = {one.application_id for one in merges if one.state is MergeState.JOINED}
        return tuple(sorted(kin - ids)), tuple(sorted(joined - ids))

    def _empty_talks(self, about: set[int], marks: Marks) -> None:
        for talk in self._rows.all(CONVERSATIONS):
            told = str(dict(talk.draft)) + str(talk.flash)
            named = marks.in_text(told) or any(str(one) in told for one in about)
            if named or talk.place.subject in about:
                empty = replace(talk, draft={}, flash=None, place=Place())
                moved = replace(empty, version=talk.version + 1, updated_at=self._session.now())
                self._rows.replace(CONVERSATIONS, moved)

    async def heard(self, message: SentMessage) -> None:
        self._rows.put(MESSAGES, Said(new_id(), message))

    async def hold_digests(self, erasure: Erasure) -> bool:
        people = self._rows.all(APPLICATIONS, lambda it: it.id in erasure.applications)
        theirs = {one.digest_id for one in people if one.digest_id is not None}
        return any(
            one.kind is NoticeKind.DIGEST
            and one.subject_id in theirs
            and one.state is NoticeState.SENDING
            for one in self._rows.all(NOTICES)
        )

    async def take_messages(
        self, erasure: Erasure, digests: Collection[int] = ()
    ) -> Sequence[SentMessage]:
        pages, days = self._let_pages_go(erasure), self._put_off_until(erasure)
        waits = (NoticeState.OWED, NoticeState.DEAD, *WAITING)
        for one in self._rows.all(NOTICES):
            if _about(one.kind, one.subject_id, erasure) and one.state in waits:
                self._rows.replace(NOTICES, one.to(NoticeState.WITHDRAWN))
        said = self._rows.all(
            MESSAGES,
            lambda it: (
                _about(it.message.kind, it.message.subject_id, erasure)
                or it.message.kind in (NoticeKind.EXPORT, NoticeKind.GROUP_TODAY)
                or (it.message.kind in CAROUSELS and it.message.subject_id in pages)
                or (it.message.kind is NoticeKind.DIGEST and it.message.subject_id in digests)
                or (it.message.kind is NoticeKind.MORNING and _told_then(it.message, days))
            ),
        )
        said = [one for one in said if one.workspace_id == erasure.workspace_id]
        self._rows.drop(MESSAGES, lambda it: it.id in {one.id for one in said})
        return [one.message for one in said]

    async def on_their_way(self, erasure: Erasure) -> int:
        return sum(
            (one.kind in _LISTS and one.state is NoticeState.SENDING)
            or (
                _about(one.kind, one.subject_id, erasure)
                and (one.state is NoticeState.SENDING or one.carousel_id is not None)
            )
            for one in self._rows.all(NOTICES)
        )

    def _put_off_until(self, erasure: Erasure) -> list[tuple[int, datetime]]:
        return [
            (one.member_id, datetime.fromisoformat(one.detail))
            for one in self._rows.all(DEEDS)
            if one.did is Did.LATER and one.subject_id in erasure.applications
        ]

    def _let_pages_go(self, erasure: Erasure) -> set[int]:
        moving = {
            one.subject_id
            for one in self._rows.all(NOTICES)
            if one.kind in CAROUSELS and one.state is NoticeState.SENDING
        }
        gone: set[int] = set()
        for one in self._rows.all(NOTICES, lambda it: it.subject_id in erasure.applications):
            if one.carousel_id is not None and one.carousel_id not in moving:
                gone.add(one.carousel_id)
                self._rows.replace(NOTICES, replace(one, carousel_id=None))
        return gone

    async def left(self, erasure: Erasure) -> tuple[int, int]:
        mine = [
            one.state
            for one in self._rows.all(NOTICES)
            if one.kind in (NoticeKind.FORGET, NoticeKind.FORGET_INLINE)
            and one.occurrence == str(erasure.id)
        ]
        waits = (NoticeState.OWED, NoticeState.SENDING)
        return sum(one in waits for one in mine), mine.count(NoticeState.DEAD)

    async def living(self) -> Sequence[Conversation]:
        return self._rows.all(
            CONVERSATIONS, lambda it: it.workspace_id is not None and it.message_id is not None
        )

    async def known(self, keys: Collection[Key]) -> Collection[Key]:
        return {one for one in keys if one.hmac in self._rows.tables[ERASED]}

    async def remember(self, keys: Collection[Key], now: datetime) -> None:
        for one in keys:
            self._rows.tables[ERASED][one.hmac] = one


class MemoryRetentions(Repository):
    """ports.Retentions"""

    async def all(self) -> Sequence[Retention]:
        return self._rows.all(RETENTIONS)

    async def get(self, vacancy_id: VacancyId) -> Retention:
        return self._rows.get(RETENTIONS, vacancy_id)

    async def save(self, retention: Retention) -> None:
        self._rows.put(RETENTIONS, retention)

    async def drop(self, vacancy_id: VacancyId) -> None:
        self._rows.drop(RETENTIONS, lambda it: it.vacancy_id == vacancy_id)


class MemoryErasedAnywhere(Repository):
    """The part of ports.SystemTransaction about erasing."""

    async def owed_erasures(self) -> Sequence[Erasure]:
        return self._rows.all(ERASURES, lambda it: it.step is not Step.DONE)

    async def every_workspace(self) -> Sequence[Workspace]:
        return self._rows.all(WORKSPACES)

    async def known_keys(self) -> Collection[Key]:
        return set(self._rows.tables[ERASED].values())

    async def rows_of(self, kind: KeyKind) -> Sequence[tuple[int, int]]:
        if kind is KeyKind.APPLICATION:
            return [(one.workspace_id, one.id) for one in self._rows.all(APPLICATIONS)]
        return [(one.workspace_id, one.id) for one in self._rows.all(BROKEN)]

    async def drop_record(self, record_id: int) -> None:
        self._rows.drop(BROKEN, lambda it: it.id == record_id)

    async def add_erasure(self, erasure: Erasure) -> None:
        self._rows.add(ERASURES, erasure)

    async def remember_keys(self, keys: Collection[Key], now: datetime) -> None:
        for one in keys:
            self._rows.tables[ERASED][one.hmac] = one


def _told_then(morning: SentMessage, days: Sequence[tuple[int, datetime]]) -> bool:
    return any(
        morning.subject_id == member_id and same_day(morning.sent_at, until)
        for member_id, until in days
    )


def _about(kind: NoticeKind, subject_id: int, erasure: Erasure) -> bool:
    return kind in ABOUT_CANDIDATES and subject_id in erasure.subjects


def _fits(one: Application, words: str) -> bool:
    if "@" in words:
        return words.strip().lower() in {it.strip().lower() for it in one.emails}
    digits = "".join(filter(str.isdecimal, words))
    if len(digits) >= 4 and not any(map(str.isalpha, words)):
        if len(digits) < 9:
            return any(number(it).endswith(digits[-4:]) for it in one.phones)
        return number(digits) in map(number, one.phones)
    name = (one.name or "").casefold()
    return bool(name) and bool(words.split()) and all(it in name for it in words.casefold().split())
