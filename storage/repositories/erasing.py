"""Looking for somebody who is to be erased, and what is remembered of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from bot.domain.application import Application, FileState
from bot.domain.conversation import Conversation
from bot.domain.erasure import (
    Erasure,
    Key,
    KeyKind,
    Step,
    Why,
    Wiped,
    belong,
    number,
    same_day,
    same_person,
)
from bot.domain.group import Did
from bot.domain.ids import ApplicationId, ErasureId, PersonId, VacancyId
from bot.domain.notice import (
    ABOUT_CANDIDATES,
    CAROUSELS,
    WAITING,
    NoticeKind,
    NoticeState,
    SentMessage,
)
from bot.domain.person import TOLD_APART, phone_key
from bot.domain.retention import Retention
from bot.domain.workspace import Workspace
from storage import tables as t
from storage.mapping import Mapper
from storage.repositories import conversations
from storage.repositories.applications import opened
from storage.repositories.chats import MESSAGE, keep_message
from storage.repositories.people import WORKSPACE
from storage.repositories.wiping import wipe
from storage.rows import Rows, Values
from storage.session import Repository

_ERASURE = Mapper(
    Erasure,
    t.erasures,
    load={"why": Why, "step": Step, "applications": tuple, "files": tuple},
    dump={"applications": list, "files": list},
)
OWED_ERASURES = select(t.erasures).where(t.erasures.c.step != Step.DONE).order_by(t.erasures.c.id)
_RETENTION = Mapper(Retention, t.retentions)
_MOST = 50
_TAIL, _NUMBER = 4, 9
_a, _c, _n, _m = t.applications.c, t.application_contacts.c, t.notices.c, t.messages.c
_LISTS = (NoticeKind.EXPORT, NoticeKind.MORNING, NoticeKind.GROUP_TODAY)
_NAMING = (NoticeKind.EXPORT, NoticeKind.GROUP_TODAY)
"""They name many, nobody knows whom; they stand in a chat but for a while."""
_UNPAID = (NoticeState.OWED, NoticeState.SENDING)


class SqlErasing(Repository):
    """ports.Erasing"""

    async def find(self, words: str) -> Sequence[Application]:
        digits = "".join(filter(str.isdecimal, words))
        if "@" in words:
            return await self._by_contact("email", words.strip().lower())
        if len(digits) >= _TAIL and not any(map(str.isalpha, words)):
            found = await self._by_contact("phone_tail", digits[-_TAIL:])
            if len(digits) < _NUMBER:
                return found
            # However many share the last digits, the whole number finds its owner.
            exact = await self._by_contact("phone", phone_key(words) or words)
            alike = [one for one in found if number(digits) in map(number, one.phones)]
            return list({one.id: one for one in (*exact, *alike)}.values())
        return await self._by_name(words.casefold().split())

    async def of_person(self, application_id: ApplicationId) -> Sequence[Application]:
        one = opened(await self._rows.by_key(t.applications, application_id))
        apart = await self._apart(one)
        found, news = {one.id: one}, [one]
        while news:
            seen = {it.id: it for known in news for it in await self._near(known)}
            fresh = [it for it in seen.values() if it.id not in found]
            news = belong(found.values(), fresh, apart)
            found.update((it.id, it) for it in news)
        return list(found.values())

    async def _apart(self, one: Application) -> set[PersonId]:
        """Of whom somebody has said that they are not the same."""
        m = t.merges.c
        mine = self._rows.select(t.applications, _a.id).where(_a.person_id == one.person_id)
        pairs = self._rows.select(t.merges, m.application_id, m.other_id).where(
            m.state.in_(TOLD_APART), or_(m.application_id.in_(mine), m.other_id.in_(mine))
        )
        either = {it for pair in await self._rows.run(pairs) for it in pair}
        whose = self._rows.select(t.applications, _a.person_id).where(_a.id.in_(either))
        return set((await self._rows.run(whose)).scalars()) - {one.person_id}

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[Application]:
        ads = self._rows.select(t.publications, t.publications.c.id).where(
            t.publications.c.vacancy_id == vacancy_id
        )
        statement = self._rows.select(t.applications).where(_a.publication_id.in_(ads))
        return await self._applications(statement.order_by(_a.id))

    async def files(self) -> int:
        kept = t.files.c.state == FileState.KEPT
        return await self._count(t.files, kept)

    async def seen_by(self, applications: Collection[ApplicationId]) -> Sequence[tuple[str, bool]]:
        k = t.chat_links.c
        there = and_(k.bot_id == _m.bot_id, k.chat_id == _m.chat_id)
        statement = self._rows.select(t.messages, k.settings, k.user_id).join_from(
            t.messages, t.chat_links, there
        )
        theirs = self._rows.select(t.notices, _n.carousel_id).where(
            _n.subject_id.in_(applications), _n.carousel_id.is_not(None)
        )
        of_cards = and_(_m.kind.in_(ABOUT_CANDIDATES), _m.subject_id.in_(applications))
        about = or_(of_cards, and_(_m.kind.in_(CAROUSELS), _m.subject_id.in_(theirs)))
        found = await self._rows.run(statement.where(about).distinct())
        members = self._rows.select(t.members, t.members.c.user_id, t.members.c.name)
        names: dict[int, str] = dict(tuple(row) for row in await self._rows.run(members))
        seen = {
            (str((settings or {}).get("title", "")), True)
            if user_id is None
            else (names.get(user_id, ""), False)
            for settings, user_id in found
        }
        return sorted(seen)

    async def add(self, erasure: Erasure) -> None:
        await self._rows.add(t.erasures, [_ERASURE.row(erasure)])

    async def get(self, erasure_id: ErasureId) -> Erasure:
        return _ERASURE.value(await self._rows.by_key(t.erasures, erasure_id, hold=True))

    async def save(self, erasure: Erasure) -> None:
        await self._rows.replace(t.erasures, _ERASURE.row(erasure))

    async def under_way(self, application_id: ApplicationId) -> bool:
        e = t.erasures.c
        statement = self._rows.select(t.erasures, e.applications).where(e.step != Step.DONE)
        return any(application_id in one for one in (await self._rows.run(statement)).scalars())

    async def wipe(self, erasure: Erasure, *, contacts: bool) -> Wiped:
        return await wipe(self._session, erasure, contacts=contacts)

    async def heard(self, message: SentMessage) -> None:
        await keep_message(self._session, message)

    async def hold_digests(self, erasure: Erasure) -> bool:
        theirs = self._rows.select(t.applications, _a.digest_id).where(
            _a.id.in_(erasure.applications), _a.digest_id.is_not(None)
        )
        told = self._rows.select(t.notices, _n.state).where(
            _n.kind == NoticeKind.DIGEST, _n.subject_id.in_(theirs), _n.state.in_(_UNPAID)
        )
        found = await self._rows.run(told.order_by(_n.id).with_for_update())
        return NoticeState.SENDING in set(found.scalars())

    async def take_messages(
        self, erasure: Erasure, digests: Collection[int] = ()
    ) -> Sequence[SentMessage]:
        pages, mornings = await self._let_pages_go(erasure), await self._mornings(erasure)
        waits = (NoticeState.OWED, NoticeState.DEAD, *WAITING)
        about = (_n.kind.in_(ABOUT_CANDIDATES), _n.subject_id.in_(erasure.subjects))
        gone = {"state": NoticeState.WITHDRAWN, "changed_at": self._session.now()}
        await self._rows.change(t.notices, [*about, _n.state.in_(waits)], gone)
        theirs = or_(
            and_(_m.kind.in_(ABOUT_CANDIDATES), _m.subject_id.in_(erasure.subjects)),
            _m.kind.in_(_NAMING),
            and_(_m.kind.in_(CAROUSELS), _m.subject_id.in_(pages)),
            and_(_m.kind == NoticeKind.DIGEST, _m.subject_id.in_(digests)),
            _m.id.in_(mornings),
        )
        statement = self._rows.select(t.messages).where(theirs, _m.chat_id.is_not(None))
        rows = await self._rows.all(statement.order_by(_m.id), t.messages)
        ids = [row["id"] for row in rows]
        own = _m.workspace_id == erasure.workspace_id
        await self._rows.drop(t.messages, _m.id.in_(ids), own)
        return [MESSAGE.value(row) for row in rows if row["workspace_id"] == erasure.workspace_id]

    async def on_their_way(self, erasure: Erasure) -> int:
        about = and_(_n.kind.in_(ABOUT_CANDIDATES), _n.subject_id.in_(erasure.subjects))
        moving = _n.state == NoticeState.SENDING
        lists = and_(_n.kind.in_(_LISTS), moving)
        return await self._count(
            t.notices, or_(and_(about, or_(moving, _n.carousel_id.is_not(None))), lists)
        )

    async def _let_pages_go(self, erasure: Erasure) -> set[int]:
        """They stand in no carousel any more; in which they did, but for those on their way."""
        pages = and_(_n.subject_id.in_(erasure.applications), _n.carousel_id.is_not(None))
        found = await self._rows.run(self._rows.select(t.notices, _n.carousel_id).where(pages))
        theirs: set[int] = set(found.scalars())
        told = and_(_n.kind.in_(CAROUSELS), _n.subject_id.in_(theirs))
        moving = self._rows.select(t.notices, _n.subject_id).where(
            told, _n.state == NoticeState.SENDING
        )
        theirs -= set((await self._rows.run(moving)).scalars())
        here = [pages, _n.carousel_id.in_(theirs)]
        await self._rows.change(t.notices, here, {"carousel_id": None})
        return theirs

    async def _mornings(self, erasure: Erasure) -> list[int]:
        """Those of the days until which somebody has put them off."""
        a = t.audit.c
        later = self._rows.select(t.audit, a.member_id, a.detail).where(
            a.did == Did.LATER, a.subject_id.in_(erasure.applications)
        )
        days: dict[int, list[datetime]] = {}
        for member_id, until in await self._rows.run(later):
            days.setdefault(member_id, []).append(datetime.fromisoformat(until))
        told = self._rows.select(t.messages, _m.id, _m.subject_id, _m.sent_at).where(
            _m.kind == NoticeKind.MORNING, _m.subject_id.in_(days)
        )
        return [
            row.id
            for row in await self._rows.run(told)
            if any(same_day(row.sent_at, until) for until in days[row.subject_id])
        ]

    async def left(self, erasure: Erasure) -> tuple[int, int]:
        kinds = (NoticeKind.FORGET, NoticeKind.FORGET_INLINE)
        mine = (_n.kind.in_(kinds), _n.occurrence == str(erasure.id))
        waiting = await self._count(t.notices, *mine, _n.state.in_(_UNPAID))
        return waiting, await self._count(t.notices, *mine, _n.state == NoticeState.DEAD)

    async def living(self) -> Sequence[Conversation]:
        talks = t.conversations.c
        statement = self._rows.select(t.conversations).where(
            talks.workspace_id.is_not(None), talks.message_id.is_not(None)
        )
        rows = await self._rows.all(statement.order_by(talks.user_id), t.conversations)
        return [conversations.opened(row) for row in rows]

    async def known(self, keys: Collection[Key]) -> Collection[Key]:
        columns = t.erased_keys.c
        wanted = {key.hmac: key for key in keys}
        statement = self._rows.select(t.erased_keys, columns.key_hmac)
        found = await self._rows.run(statement.where(columns.key_hmac.in_(wanted)))
        return {wanted[one] for one in found.scalars()}

    async def remember(self, keys: Collection[Key], now: datetime) -> None:
        await _remember(self._rows, keys, now)

    async def _count(self, table: Table, *where: ColumnElement[bool]) -> int:
        statement = self._rows.select(table, func.count()).select_from(table).where(*where)
        return (await self._rows.run(statement)).scalar() or 0

    async def _by_contact(self, kind: str, text: str) -> Sequence[Application]:
        found = self._rows.select(t.application_contacts, _c.application_id).where(
            _c.kind == kind, _c.contact_hmac == self._session.vault.hmac(kind, text)
        )
        statement = self._rows.select(t.applications).where(_a.id.in_(found))
        return await self._applications(statement.order_by(_a.id.desc()).limit(_MOST))

    async def _by_name(self, words: Sequence[str]) -> Sequence[Application]:
        if not words:
            return []
        names = self._rows.select(t.applications, _a.id, _a.name).where(_a.name.is_not(None))
        fits = [
            row.id
            for row in await self._rows.run(names.order_by(_a.id.desc()))
            if all(word in row.name.casefold() for word in words)
        ]
        statement = self._rows.select(t.applications).where(_a.id.in_(fits[:_MOST]))
        return await self._applications(statement.order_by(_a.id.desc()))

    async def _near(self, one: Application) -> Sequence[Application]:
        """Those of the same person, or with a contact of this one, that erasing it means."""
        mine = self._rows.select(t.application_contacts, _c.contact_hmac).where(
            _c.application_id == one.id, _c.kind.in_(("phone", "email"))
        )
        alike = self._rows.select(t.application_contacts, _c.application_id).where(
            _c.contact_hmac.in_(mine)
        )
        either = or_(_a.person_id == one.person_id, _a.id.in_(alike))
        found = await self._applications(self._rows.select(t.applications).where(either))
        return [it for it in found if same_person(one, it)]

    async def _applications(self, statement: Select[Any]) -> list[Application]:
        return [opened(row) for row in await self._rows.all(statement, t.applications)]


class SqlRetentions(Repository):
    """ports.Retentions"""

    async def all(self) -> Sequence[Retention]:
        statement = self._rows.select(t.retentions).order_by(t.retentions.c.vacancy_id)
        return [_RETENTION.value(row) for row in await self._rows.all(statement, t.retentions)]

    async def get(self, vacancy_id: VacancyId) -> Retention:
        return _RETENTION.value(await self._rows.by_key(t.retentions, vacancy_id))

    async def save(self, retention: Retention) -> None:
        await self._rows.put(t.retentions, _RETENTION.row(retention))

    async def drop(self, vacancy_id: VacancyId) -> None:
        await self._rows.drop(t.retentions, t.retentions.c.vacancy_id == vacancy_id)


class ErasedAnywhere(Repository):
    """The part of ports.SystemTransaction about erasing."""

    async def owed_erasures(self) -> Sequence[Erasure]:
        rows = await self._rows.all(OWED_ERASURES, t.erasures)
        return [_ERASURE.value(row) for row in rows]

    async def every_workspace(self) -> Sequence[Workspace]:
        statement = self._rows.select(t.workspaces).order_by(t.workspaces.c.id)
        return [WORKSPACE.value(row) for row in await self._rows.all(statement, t.workspaces)]

    async def known_keys(self) -> Collection[Key]:
        columns = t.erased_keys.c
        found = await self._rows.run(
            self._rows.select(t.erased_keys, columns.kind, columns.key_hmac)
        )
        return {Key(KeyKind(kind), hmac) for kind, hmac in found}

    async def rows_of(self, kind: KeyKind) -> Sequence[tuple[int, int]]:
        table = {KeyKind.APPLICATION: t.applications, KeyKind.RECORD: t.broken_records}[kind]
        statement = self._rows.select(table, table.c.workspace_id, table.c.id)
        return [(row[0], row[1]) for row in await self._rows.run(statement.order_by(table.c.id))]

    async def drop_record(self, record_id: int) -> None:
        await self._rows.drop(t.broken_records, t.broken_records.c.id == record_id)

    async def add_erasure(self, erasure: Erasure) -> None:
        await self._rows.add(t.erasures, [_ERASURE.row(erasure)])

    async def remember_keys(self, keys: Collection[Key], now: datetime) -> None:
        await _remember(self._rows, keys, now)


async def _remember(rows: Rows, keys: Collection[Key], now: datetime) -> None:
    fresh: list[Values] = [
        {"key_hmac": key.hmac, "kind": key.kind, "at": now} for key in sorted(set(keys))
    ]
    await rows.add_new(t.erased_keys, fresh)
