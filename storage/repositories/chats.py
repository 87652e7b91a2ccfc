"""Chats that get notices, what is owed to them, and what was said there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_

from bot.domain.carousel import Gathered
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import AccountId, CarouselId, ChatLinkId, NoticeId, VacancyId, new_id
from bot.domain.jobs import SCREEN, Job
from bot.domain.must_have import below
from bot.domain.notice import (
    CARDS,
    CAROUSELS,
    HANDED_OVER,
    INLINE,
    Notice,
    NoticeKind,
    NoticeState,
    SentMessage,
)
from bot.domain.workspace import ChatKind, ChatLink, roles_with
from storage import tables as t
from storage.mapping import Mapper
from storage.rows import Values
from storage.session import Repository, Session

LINK = Mapper(ChatLink, t.chat_links, load={"kind": ChatKind}, dump={"settings": dict})
NOTICE = Mapper(Notice, t.notices, load={"kind": NoticeKind, "state": NoticeState})
MESSAGE = Mapper(SentMessage, t.messages, load={"kind": NoticeKind})
_AT_ONCE = frozenset({NoticeKind.SCREEN, NoticeKind.ERASE, NoticeKind.CAROUSEL_CHANGED})
_NEWS = 10
_n = t.notices.c


class SqlChatLinks(Repository):
    """ports.ChatLinks"""

    async def get(self, link_id: ChatLinkId) -> ChatLink:
        return LINK.value(await self._rows.by_key(t.chat_links, link_id))

    async def hold(self, link_id: ChatLinkId) -> ChatLink:
        return LINK.value(await self._rows.by_key(t.chat_links, link_id, hold=True))

    async def private(self, bot_id: int, user_id: int) -> ChatLink:
        columns = t.chat_links.c
        mine = (columns.bot_id == bot_id, columns.user_id == user_id)
        found = await self._all(*mine)
        if not found:
            # A private chat has the person's own id.
            link = ChatLink(
                ChatLinkId(new_id()), bot_id, user_id, ChatKind.PRIVATE, user_id=user_id
            )
            await self._rows.add_new(
                t.chat_links, [LINK.row(replace(link, language=await self._language(link)))]
            )
            found = await self._all(*mine)
        return found[0]

    async def of_chat(self, bot_id: int, chat_id: int) -> Sequence[ChatLink]:
        columns = t.chat_links.c
        return await self._all(columns.bot_id == bot_id, columns.chat_id == chat_id)

    async def groups(self) -> Sequence[ChatLink]:
        columns = t.chat_links.c
        return await self._all(columns.kind == ChatKind.GROUP, columns.workspace_id.is_not(None))

    async def save(self, link: ChatLink) -> None:
        await self._rows.put(t.chat_links, LINK.row(link))

    async def _all(self, *where: ColumnElement[bool]) -> list[ChatLink]:
        statement = self._rows.select(t.chat_links).where(*where).order_by(t.chat_links.c.id)
        return [LINK.value(row) for row in await self._rows.all(statement, t.chat_links)]

    async def _language(self, link: ChatLink) -> str:
        statement = self._rows.select(t.users, t.users.c.language).where(
            t.users.c.id == link.user_id
        )
        return (await self._rows.run(statement)).scalar() or link.language


class SqlNotices(Repository):
    """ports.Notices"""

    async def owe(self, notices: Sequence[Notice]) -> int:
        if not notices:
            return 0
        gone = await self._gone({notice.chat_link_id for notice in notices})
        rows = [notice_row(self._session, one) for one in laid_aside(notices, gone)]
        new = await self._rows.add_new(t.notices, rows)
        await wake(self._session, [NOTICE.value(row) for row in new])
        return len(new)

    async def get(self, notice_id: NoticeId) -> Notice:
        return NOTICE.value(await self._rows.by_key(t.notices, notice_id))

    async def withdraw(self, notice: Notice) -> bool:
        gone = {"state": NoticeState.WITHDRAWN, "changed_at": self._session.now()}
        as_read = (_n.id == notice.id, _n.state == notice.state)
        return bool(await self._rows.change(t.notices, as_read, gone))

    async def of_subject(self, kind: NoticeKind, subject_id: int) -> Sequence[Notice]:
        return await self._all(_n.kind == kind, _n.subject_id == subject_id)

    async def stranded(self, limit: int) -> Sequence[Notice]:
        statement = self._rows.select(t.notices).where(*stranded()).order_by(_n.id).limit(limit)
        return [NOTICE.value(row) for row in await self._rows.all(statement, t.notices)]

    async def due_now(
        self, kind: NoticeKind, subject_id: int, now: datetime, before: datetime
    ) -> int:
        waiting = (_n.kind == kind, _n.subject_id == subject_id, _n.due_at > now)
        return await self._put_off(now, *waiting, _n.due_at <= before)

    async def put_off(self, link_id: ChatLinkId, due: datetime) -> int:
        return await self._put_off(due, _n.chat_link_id == link_id, _n.kind.in_(CARDS))

    async def gathered(self, link_id: ChatLinkId) -> Sequence[Gathered]:
        a, p, v = t.applications.c, t.publications.c, t.vacancies.c
        its = (p.vacancy_id, a.account_id, a.stored_at, a.standing, a.answered_at, a.decided_at)
        asked = (a.points_met, v.push_from)
        statement = self._rows.select(t.notices, *t.notices.c, *its, *asked)
        statement = statement.join_from(t.notices, t.applications, a.id == _n.subject_id)
        statement = statement.join(t.publications, p.id == a.publication_id)
        statement = statement.join(t.vacancies, v.id == p.vacancy_id)
        statement = statement.where(
            _n.chat_link_id == link_id, _n.state == NoticeState.GATHERED
        ).order_by(_n.id)
        return [
            Gathered(
                NOTICE.value(self._rows.open(t.notices, row)),
                VacancyId(row.vacancy_id),
                AccountId(row.account_id),
                row.stored_at,
                any(it is not None for it in (row.standing, row.answered_at, row.decided_at)),
                below(row.points_met, row.push_from),
            )
            for row in await self._rows.run(statement)
        ]

    async def gathering(self, now: datetime) -> Sequence[ChatLinkId]:
        due = (_n.state == NoticeState.GATHERED, _n.due_at <= now)
        statement = self._rows.select(t.notices, _n.chat_link_id).where(*due).distinct()
        found = await self._rows.run(statement.order_by(_n.chat_link_id))
        return [ChatLinkId(link_id) for link_id in found.scalars()]

    async def of_carousel(self, carousel_id: CarouselId) -> Sequence[Notice]:
        return await self._all(_n.carousel_id == carousel_id)

    async def go_on(self, was: NoticeState, notices: Sequence[Notice]) -> None:
        if not notices:
            return
        gone = await self._gone({one.chat_link_id for one in notices})
        ids = [one.id for one in notices]
        still = self._rows.select(t.notices, _n.id).where(_n.id.in_(ids), _n.state == was)
        held = await self._rows.run(still.order_by(_n.id).with_for_update())
        if set(held.scalars()) != set(ids):
            raise Conflict("notices")
        rows, now = laid_aside(notices, gone), self._session.now()
        changed = [
            {
                "id": one.id,
                "state": one.state,
                "due_at": one.due_at,
                "carousel_id": one.carousel_id,
                "changed_at": now,
            }
            for one in rows
        ]
        await self._rows.change_each(t.notices, changed)
        await wake(self._session, rows)

    async def _put_off(self, due: datetime, *where: ColumnElement[bool]) -> int:
        waiting = await self._all(*where, _n.state == NoticeState.OWED)
        ids = [one.id for one in waiting]
        await self._rows.change(t.notices, [_n.id.in_(ids)], {"due_at": due})
        await wake(self._session, [replace(one, due_at=due) for one in waiting])
        return len(waiting)

    async def _all(self, *where: ColumnElement[bool]) -> list[Notice]:
        statement = self._rows.select(t.notices).where(*where).order_by(_n.id)
        return [NOTICE.value(row) for row in await self._rows.all(statement, t.notices)]

    async def _gone(self, links: set[ChatLinkId]) -> set[int]:
        """Those that nothing can be sent to: what is owed there waits for their return.

        No chat is lost before they are stored, or what is owed there would not wait for it.
        Raises: NotThere for a chat of another workspace.
        """
        columns = t.chat_links.c
        statement = self._rows.select(t.chat_links, columns.id, columns.gone_since)
        statement = statement.where(columns.id.in_(links)).order_by(columns.id)
        found = await self._rows.run(statement.with_for_update(of=t.chat_links, read=True))
        since = {row.id: row.gone_since for row in found}
        if set(since) != links:
            raise NotThere("chat_links")
        return {link_id for link_id, moment in since.items() if moment is not None}


def stranded() -> tuple[ColumnElement[bool], ...]:
    """What makes a notice one that nobody would ever try to send (ports.Notices.stranded)."""
    links, m = t.chat_links.c, t.members.c
    rights = [
        and_(_n.kind == kind, m.role.in_(roles_with(right))) for kind, right in HANDED_OVER.items()
    ]
    may_see = exists().where(
        m.workspace_id == _n.workspace_id,
        m.user_id == links.user_id,
        m.removed_at.is_(None),
        or_(*rights),
    )
    dead = (_n.kind.in_(HANDED_OVER), _n.state == NoticeState.DEAD)
    private = (links.id == _n.chat_link_id, links.user_id.is_not(None))
    return *dead, *private, or_(links.gone_since.is_(None), ~may_see)


def laid_aside(notices: Iterable[Notice], gone: Collection[int]) -> list[Notice]:
    """What is owed to chats that are gone is dead, unless it needs none.

    What is only gathered waits as it is.
    """
    return [
        one.to(NoticeState.DEAD)
        if one.state is NoticeState.OWED and one.chat_link_id in gone and one.kind not in INLINE
        else one
        for one in notices
    ]


def notice_row(session: Session, notice: Notice) -> Values:
    """The row of a notice that changes now."""
    return NOTICE.row(notice, unique_key=notice.unique_key, changed_at=session.now())


async def keep_message(session: Session, message: SentMessage) -> None:
    """Remember what was said; a message that was edited keeps its row.

    A carousel's stays about all whom it leafs through, whomever it was edited for.
    """
    columns = t.messages.c
    same = (
        columns.bot_id == message.bot_id,
        columns.chat_id == message.chat_id,
        columns.message_id == message.message_id,
    )
    row = MESSAGE.row(message)
    now_about: Values = {}
    if message.kind not in CAROUSELS:
        many = columns.kind.in_(CAROUSELS)
        now_about = {
            name: case((many, columns[name]), else_=literal(row[name], columns[name].type))
            for name in ("kind", "subject_id")
        }
    if not await session.rows.change(t.messages, same, {**row, **now_about}):
        await session.rows.add(t.messages, [{**row, "id": new_id()}])


async def wake(session: Session, notices: Iterable[Notice]) -> None:
    """Add the jobs that deliver these: one a chat for what is due, one a moment for the rest."""
    now = session.now()
    jobs: dict[str, Job] = {}
    for notice in notices:
        if notice.state is not NoticeState.OWED:
            continue
        job = _deliver(notice, now)
        known = jobs.setdefault(str(job.unique), job)
        jobs[str(job.unique)] = max(known, job, key=lambda one: one.priority)
    for job in jobs.values():
        await session.enqueue(job)


def _deliver(notice: Notice, now: datetime) -> Job:
    link_id = notice.chat_link_id
    later = notice.due_at > now
    unique = f"deliver:{link_id}"
    return Job(
        "deliver",
        link_id,
        lock=f"chat:{link_id}",
        unique=f"{unique}:{round(notice.due_at.timestamp() * 1000)}" if later else unique,
        at=notice.due_at if later else None,
        priority=SCREEN if notice.kind in _AT_ONCE else _NEWS,
    )
