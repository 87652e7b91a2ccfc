"""The system's questions across all workspaces: what is due, what is owed, what was uploaded."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, case, func, select

from bot.domain.account import AccountState, DueAccount
from bot.domain.application import WantedFiles
from bot.domain.errors import NotThere
from bot.domain.ids import ChatLinkId, WorkspaceId
from bot.domain.notice import INLINE, Notice, NoticeKind, NoticeState, SentMessage, priority
from bot.domain.publication import StubbedAd
from bot.domain.site_action import DueAction
from storage import tables as t
from storage.repositories.chats import (
    LINK,
    MESSAGE,
    NOTICE,
    keep_message,
    notice_row,
    stranded,
    wake,
)
from storage.repositories.inbox import KEPT, UpdateState
from storage.repositories.publications import SqlActions, SqlPublications
from storage.repositories.stored_files import wanted
from storage.repositories.watching import PAUSED
from storage.session import Repository, Session

_n = t.notices.c
# One found `sending` was left by a process that died: a chat has one sender at a time.
_UNPAID = _n.state.in_([NoticeState.OWED, NoticeState.SENDING])
_PRIORITY = case({kind.value: priority(kind) for kind in NoticeKind}, value=_n.kind)
_SCREENS = (
    NoticeKind.SCREEN,
    NoticeKind.TIDY,
    NoticeKind.CAROUSEL_CHANGED,
    NoticeKind.CARD_PAGE,  # one a tap
    NoticeKind.BOARD,
    NoticeKind.BOARD_PIN,
    NoticeKind.HEALTH,
    NoticeKind.HEALTH_CHANGED,
)
_PRESENT = (NoticeKind.SCREEN, NoticeKind.CAROUSEL_CHANGED, NoticeKind.BOARD)
"""They show what is true when they are sent: of several owed ones one is enough."""
_NOW: BindParameter[datetime] = bindparam("now")
OWED_LINKS = (
    select(_n.chat_link_id).where(_UNPAID, _n.due_at <= _NOW).distinct().order_by(_n.chat_link_id)
)
_FIRST_DUE = (
    select(t.notices)
    .where(_n.chat_link_id == bindparam("link"), _UNPAID, _n.due_at <= _NOW)
    .order_by(_PRIORITY, _n.id)
    .limit(1)
    .with_for_update(skip_locked=True)  # SQLite has no such lock and needs none
)
_NEXT_DUE = select(func.min(_n.due_at)).where(_n.chat_link_id == bindparam("link"), _UNPAID)
STRANDED_IN = select(_n.workspace_id).where(*stranded()).distinct().order_by(_n.workspace_id)
_SCREENS_KEPT = timedelta(days=1)
_EVENTS_KEPT = timedelta(days=30)
"""Longer than a site tries to tell us the same."""
_COUNTS_KEPT = timedelta(days=2)


class OwedToChats(Repository):
    """The part of ports.SystemTransaction that pays notices."""

    async def owed_links(self, now: datetime) -> Sequence[ChatLinkId]:
        found = await self._rows.run(OWED_LINKS, {"now": now})
        return [ChatLinkId(link_id) for link_id in found.scalars()]

    async def stranded_in(self) -> Sequence[WorkspaceId]:
        found = await self._rows.run(STRANDED_IN)
        return [WorkspaceId(one) for one in found.scalars()]

    async def claim_notice(self, link_id: ChatLinkId, now: datetime) -> Notice | None:
        row = (await self._rows.run(_FIRST_DUE, {"link": link_id, "now": now})).first()
        if row is None:
            return None
        claimed = NOTICE.value(self._rows.open(t.notices, row)).to(NoticeState.SENDING)
        await self._rows.replace(t.notices, notice_row(self._session, claimed))
        if claimed.kind in _PRESENT:
            await self._withdraw_others(claimed, now)
        return claimed

    async def _withdraw_others(self, screen: Notice, now: datetime) -> None:
        same = (
            _n.chat_link_id == screen.chat_link_id,
            _n.kind == screen.kind,
            _n.subject_id == screen.subject_id,
        )
        await self._rows.change(
            t.notices,
            [*same, _UNPAID, _n.due_at <= now, _n.id != screen.id],
            {"state": NoticeState.WITHDRAWN, "changed_at": self._session.now()},
        )

    async def unsay(self, notice: Notice) -> Mapping[int, str]:
        m = t.messages.c
        same = (
            m.bot_id == notice.bot_id,
            m.kind == notice.kind,
            m.subject_id == notice.subject_id,
        )
        statement = self._rows.select(t.messages, m.message_id, m.text_hash)
        known = statement.where(*same, m.text_hash != "")
        said = {row.message_id: row.text_hash for row in await self._rows.run(known)}
        if said:
            await self._rows.change(t.messages, same, {"text_hash": ""})
        return said

    async def settle_notice(self, notice: Notice, message: SentMessage | None) -> None:
        await self._rows.replace(t.notices, notice_row(self._session, notice))
        if message is not None:
            await keep_message(self._session, message)

    async def said_at(self, bot_id: int, chat_id: int, message_id: int) -> SentMessage | None:
        m = t.messages.c
        there = (m.bot_id == bot_id, m.chat_id == chat_id, m.message_id == message_id)
        row = await self._rows.first(self._rows.select(t.messages).where(*there), t.messages)
        return None if row is None else MESSAGE.value(row)

    async def next_due(self, link_id: ChatLinkId) -> datetime | None:
        moment: datetime | None = (await self._rows.run(_NEXT_DUE, {"link": link_id})).scalar()
        return moment

    async def chat_gone(self, link_id: ChatLinkId, now: datetime) -> None:
        links = t.chat_links.c
        still_there = (links.id == link_id, links.gone_since.is_(None))
        await self._rows.change(t.chat_links, still_there, {"gone_since": now})
        await self._rows.change(
            t.notices,
            [_n.chat_link_id == link_id, _UNPAID, _n.kind.not_in(INLINE)],
            {"state": NoticeState.DEAD, "changed_at": self._session.now()},
        )

    async def chat_back(self, bot_id: int, chat_id: int) -> int:
        links = t.chat_links.c
        gone = self._rows.select(t.chat_links, links.id).where(
            links.bot_id == bot_id, links.chat_id == chat_id, links.gone_since.is_not(None)
        )
        back = (await self._rows.run(gone)).scalars().all()
        if not back:
            return 0
        await self._rows.change(t.chat_links, [links.id.in_(back)], {"gone_since": None})
        missed = (_n.chat_link_id.in_(back), _n.state == NoticeState.DEAD)
        dead = self._rows.select(t.notices).where(*missed).order_by(_n.id)
        owed = [
            NOTICE.value(row).to(NoticeState.OWED) for row in await self._rows.all(dead, t.notices)
        ]
        await self._rows.change(
            t.notices, missed, {"state": NoticeState.OWED, "changed_at": self._session.now()}
        )
        await wake(self._session, owed)
        return len(owed)

    async def move_chat(self, bot_id: int, old: int, new: int) -> None:
        await self._move_links(bot_id, old, new)
        said = t.messages.c
        taken = self._rows.select(t.messages, said.message_id).where(
            said.bot_id == bot_id, said.chat_id == new
        )
        there = (said.bot_id == bot_id, said.chat_id == old)
        # Should the new chat have used a number already, its own message is the one that exists.
        await self._rows.drop(t.messages, *there, said.message_id.in_(taken))
        await self._rows.change(t.messages, there, {"chat_id": new})

    async def _move_links(self, bot_id: int, old: int, new: int) -> None:
        links = t.chat_links.c
        statement = self._rows.select(t.chat_links).where(
            links.bot_id == bot_id, links.chat_id.in_([old, new])
        )
        found = [LINK.value(row) for row in await self._rows.all(statement, t.chat_links)]
        linked = {(one.workspace_id, one.thread_id) for one in found if one.chat_id == new}
        for link in found:
            # Somebody linked the new chat before we heard of the move: one link is enough.
            if link.chat_id == old and (link.workspace_id, link.thread_id) not in linked:
                await self._rows.change(t.chat_links, [links.id == link.id], {"chat_id": new})


_c, _o = t.accounts.c, t.applications.c


def _due_by(
    moment: ColumnElement[datetime], *where: ColumnElement[bool]
) -> Select[tuple[Any, Any]]:
    """Active accounts whose moment has come, the longest due first; none of a stopped site."""
    due = (moment <= _NOW, _c.state == AccountState.ACTIVE, _c.site.not_in(PAUSED))
    return select(_c.workspace_id, _c.id).where(*due, *where).order_by(moment, _c.id)


_CALM = (_c.failing_since.is_(None), _c.proof.is_(None))
DUE_ACCOUNTS = _due_by(_c.next_sync_at)
DUE_RECONCILES = _due_by(_c.reconcile_at, *_CALM)
DUE_GLANCES = _due_by(_c.glance_at, *_CALM, _c.resume.is_(None))
_OF_ACTIVE = (
    _c.id == _o.account_id,
    _c.state == AccountState.ACTIVE,
    _c.site.not_in(PAUSED),
)
WANTED_FILES = wanted(select, *_OF_ACTIVE)
HELD_APPLICATIONS = (
    select(_o.workspace_id, _o.account_id, _o.id)
    .where(_o.held_until <= _NOW, *_OF_ACTIVE)
    .order_by(_o.held_until, _o.id)
)


class OwedToSites(Repository):
    """The part of ports.SystemTransaction that asks what accounts and publications wait for."""

    async def due_accounts(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        return await self._first(DUE_ACCOUNTS, now, limit)

    async def due_reconciles(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        return await self._first(DUE_RECONCILES, now, limit)

    async def due_glances(self, now: datetime, limit: int) -> Sequence[DueAccount]:
        return await self._first(DUE_GLANCES, now, limit)

    async def _first(
        self, statement: Select[tuple[Any, Any]], now: datetime, limit: int
    ) -> Sequence[DueAccount]:
        found = await self._rows.run(statement.limit(limit), {"now": now})
        return [DueAccount(*row) for row in found]

    async def owed_actions(self, now: datetime) -> Sequence[DueAction]:
        return await SqlActions(self._session).owed(now)

    async def kept_stubs(self) -> Sequence[StubbedAd]:
        return await SqlPublications(self._session).with_stubs()

    async def wanted_files(self) -> Sequence[WantedFiles]:
        return [WantedFiles(*row) for row in await self._rows.run(WANTED_FILES)]

    async def held_applications(self, now: datetime) -> Sequence[WantedFiles]:
        found = await self._rows.run(HELD_APPLICATIONS, {"now": now})
        return [WantedFiles(*row) for row in found]

    async def broken_workspaces(self) -> Sequence[WorkspaceId]:
        owner = t.broken_records.c.workspace_id
        statement = self._rows.select(t.broken_records, owner).distinct().order_by(owner)
        return [WorkspaceId(one) for one in (await self._rows.run(statement)).scalars()]

    async def broken_record(self, record_id: int) -> tuple[str, str]:
        b, a = t.broken_records.c, t.accounts.c
        statement = self._rows.select(t.broken_records, a.site, b.place).where(
            a.id == b.account_id, b.id == record_id
        )
        found = (await self._rows.run(statement)).first()
        if found is None:
            raise NotThere("broken_records")
        return found.site, found.place


async def prune(session: Session, now: datetime) -> int:
    """Drop what ports.SystemTransaction.prune names; return how many rows went."""
    i, m = t.inbox.c, t.messages.c
    rows, yesterday = session.rows, now - _SCREENS_KEPT
    updates = await rows.drop(t.inbox, i.stored_at < now - KEPT, i.state != UpdateState.OPEN)
    notices = await rows.drop(
        t.notices,
        _n.kind.in_(_SCREENS),
        _n.state.not_in([NoticeState.OWED, NoticeState.SENDING]),
        _n.changed_at < yesterday,
    )
    messages = await rows.drop(t.messages, m.kind == NoticeKind.SCREEN, m.sent_at < yesterday)
    expired = now - KEPT
    invites = await rows.drop(t.invites, t.invites.c.expires_at < expired)
    tokens = await rows.drop(t.group_tokens, t.group_tokens.c.expires_at < expired)
    logins = await rows.drop(t.code_logins, t.code_logins.c.expires_at < expired)
    await rows.drop(t.call_counts, t.call_counts.c.slot < now - _COUNTS_KEPT)
    await rows.drop(t.faults, t.faults.c.seen_at < now - _EVENTS_KEPT)
    e = t.events.c
    events = await rows.drop(t.events, e.done.is_(True), e.heard_at < now - _EVENTS_KEPT)
    return updates + notices + messages + invites + tokens + logins + events
