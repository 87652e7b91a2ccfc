"""Chats that get notices, what is owed to them and what was said there, in memory."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.carousel import Gathered
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import ApplicationId, CarouselId, ChatLinkId, NoticeId, new_id
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
from bot.domain.workspace import RIGHTS, ChatKind, ChatLink
from tests.fakes.store.kinds import (
    APPLICATIONS,
    CHANGED,
    LINKS,
    MEMBERS,
    MESSAGES,
    NOTICES,
    PUBLICATIONS,
    USERS,
    VACANCIES,
    Said,
)
from tests.fakes.store.session import Repository, Session

_AT_ONCE = (NoticeKind.SCREEN, NoticeKind.ERASE, NoticeKind.CAROUSEL_CHANGED)
_NEWS = 10


class MemoryChatLinks(Repository):
    """ports.ChatLinks"""

    async def get(self, link_id: ChatLinkId) -> ChatLink:
        return self._rows.get(LINKS, link_id)

    async def hold(self, link_id: ChatLinkId) -> ChatLink:
        return await self.get(link_id)

    async def private(self, bot_id: int, user_id: int) -> ChatLink:
        found = self._rows.find(LINKS, lambda it: (it.bot_id, it.user_id) == (bot_id, user_id))
        if found is not None:
            return found
        link = ChatLink(ChatLinkId(new_id()), bot_id, user_id, ChatKind.PRIVATE, user_id=user_id)
        user = self._rows.find(USERS, lambda it: it.id == user_id)
        link = replace(link, language=user.language) if user else link
        self._rows.add(LINKS, link)
        return link

    async def of_chat(self, bot_id: int, chat_id: int) -> Sequence[ChatLink]:
        return self._rows.all(LINKS, lambda it: (it.bot_id, it.chat_id) == (bot_id, chat_id))

    async def groups(self) -> Sequence[ChatLink]:
        return self._rows.all(
            LINKS, lambda it: it.kind is ChatKind.GROUP and it.workspace_id is not None
        )

    async def save(self, link: ChatLink) -> None:
        self._rows.put(LINKS, link)


class MemoryNotices(Repository):
    """ports.Notices"""

    async def owe(self, notices: Sequence[Notice]) -> int:
        wanted = {notice.chat_link_id for notice in notices}
        links = self._rows.all(LINKS, lambda it: it.id in wanted)
        if {link.id for link in links} != wanted:
            raise NotThere(LINKS.name)
        gone = {link.id for link in links if link.gone_since is not None}
        rows = _laid_aside(notices, gone)
        new = self._rows.add_new(NOTICES, rows)
        for notice in new:
            touched(self._session, notice)
        await wake(self._session, new)
        return len(new)

    async def get(self, notice_id: NoticeId) -> Notice:
        return self._rows.get(NOTICES, notice_id)

    async def withdraw(self, notice: Notice) -> bool:
        found = self._rows.find(NOTICES, lambda it: it.id == notice.id)
        if found is None or found.state is not notice.state:
            return False
        self._rows.replace(NOTICES, found.to(NoticeState.WITHDRAWN))
        touched(self._session, found)
        return True

    async def of_subject(self, kind: NoticeKind, subject_id: int) -> Sequence[Notice]:
        return self._rows.all(NOTICES, lambda it: (it.kind, it.subject_id) == (kind, subject_id))

    async def stranded(self, limit: int) -> Sequence[Notice]:
        return stranded(self._session)[:limit]

    async def due_now(
        self, kind: NoticeKind, subject_id: int, now: datetime, before: datetime
    ) -> int:
        about = await self.of_subject(kind, subject_id)
        return await self._put_off([one for one in about if now < one.due_at <= before], now)

    async def put_off(self, link_id: ChatLinkId, due: datetime) -> int:
        cards = self._rows.all(NOTICES, lambda it: it.chat_link_id == link_id and it.kind in CARDS)
        return await self._put_off(cards, due)

    async def gathered(self, link_id: ChatLinkId) -> Sequence[Gathered]:
        ads = {one.id: one.vacancy_id for one in self._rows.all(PUBLICATIONS)}
        asking = {one.id: one.push_from for one in self._rows.all(VACANCIES)}
        found = {one.id: one for one in self._rows.all(APPLICATIONS)}
        waiting = self._rows.all(
            NOTICES,
            lambda it: it.chat_link_id == link_id and it.state is NoticeState.GATHERED,
        )
        pairs = [(one, found[ApplicationId(one.subject_id)]) for one in waiting]
        return [
            Gathered(
                notice,
                ads[one.publication_id],
                one.account_id,
                one.stored_at,
                one.standing is not None or not one.handling.waiting,
                below(one.points_met, asking[ads[one.publication_id]]),
            )
            for notice, one in pairs
            if one.publication_id is not None
        ]

    async def gathering(self, now: datetime) -> Sequence[ChatLinkId]:
        due = self._rows.all(
            NOTICES, lambda it: it.state is NoticeState.GATHERED and it.due_at <= now
        )
        return sorted({one.chat_link_id for one in due})

    async def of_carousel(self, carousel_id: CarouselId) -> Sequence[Notice]:
        return self._rows.all(NOTICES, lambda it: it.carousel_id == carousel_id)

    async def go_on(self, was: NoticeState, notices: Sequence[Notice]) -> None:
        gone = {one.id for one in self._rows.all(LINKS) if one.gone_since is not None}
        rows = _laid_aside(notices, gone)
        for one in rows:
            if self._rows.get(NOTICES, one.id).state is not was:
                raise Conflict(NOTICES.name)
            self._rows.replace(NOTICES, one)
            touched(self._session, one)
        await wake(self._session, rows)

    async def _put_off(self, notices: Sequence[Notice], due: datetime) -> int:
        waiting = [replace(one, due_at=due) for one in notices if one.state is NoticeState.OWED]
        for notice in waiting:
            self._rows.replace(NOTICES, notice)
        await wake(self._session, waiting)
        return len(waiting)


def _laid_aside(notices: Iterable[Notice], gone: Collection[int]) -> list[Notice]:
    return [
        one.to(NoticeState.DEAD)
        if one.state is NoticeState.OWED and one.chat_link_id in gone and one.kind not in INLINE
        else one
        for one in notices
    ]


def stranded(session: Session) -> list[Notice]:
    """What nobody would ever try to send."""
    links = {one.id: one for one in session.rows.all(LINKS) if one.user_id is not None}
    see = {
        (one.workspace_id, one.user_id, kind)
        for one in session.rows.all(MEMBERS)
        for kind, right in HANDED_OVER.items()
        if one.removed_at is None and right in RIGHTS[one.role]
    }
    return session.rows.all(
        NOTICES,
        lambda it: (
            it.kind in HANDED_OVER
            and it.state is NoticeState.DEAD
            and it.chat_link_id in links
            and (
                links[it.chat_link_id].gone_since is None
                or (it.workspace_id, links[it.chat_link_id].user_id, it.kind) not in see
            )
        ),
    )


def touched(session: Session, notice: Notice) -> None:
    """Remember when the notice last changed."""
    session.rows.tables[CHANGED][notice.id] = session.now()


def keep_message(session: Session, message: SentMessage) -> None:
    """Remember what was said; a message that was edited keeps its place."""
    said = Said(new_id(), message)
    old = session.rows.find(MESSAGES, lambda it: it.place == said.place)
    if old is None:
        session.rows.add(MESSAGES, said)
    else:
        was = old.message
        if was.kind in CAROUSELS and message.kind not in CAROUSELS:
            message = replace(message, kind=was.kind, subject_id=was.subject_id)
        session.rows.replace(MESSAGES, replace(old, message=message))


async def wake(session: Session, notices: Iterable[Notice]) -> None:
    """Add the jobs that deliver these: one a chat for what is due, one a moment for the rest."""
    jobs: dict[str, Job] = {}
    for notice in notices:
        if notice.state is NoticeState.OWED:
            unique = _unique(notice, session.now())
            job = _deliver(notice, unique, session.now())
            jobs[unique] = max(jobs.get(unique, job), job, key=lambda one: one.priority)
    for job in jobs.values():
        await session.enqueue(job)


def _unique(notice: Notice, now: datetime) -> str:
    later = round(notice.due_at.timestamp() * 1000) if notice.due_at - now > timedelta() else None
    return f"deliver:{notice.chat_link_id}" + (f":{later}" if later else "")


def _deliver(notice: Notice, unique: str, now: datetime) -> Job:
    return Job(
        "deliver",
        notice.chat_link_id,
        lock=f"chat:{notice.chat_link_id}",
        unique=unique,
        at=notice.due_at if notice.due_at > now else None,
        priority=SCREEN if notice.kind in _AT_ONCE else _NEWS,
    )
