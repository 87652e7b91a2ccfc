"""Where each person stands with the bot."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, case, false

from bot.domain.conversation import Conversation, Place
from bot.domain.errors import Conflict
from bot.domain.workspace import Actor, Person
from storage import tables as t
from storage.mapping import Mapper, flash_in, flash_out
from storage.rows import Values
from storage.session import Repository

_CONVERSATION = Mapper(
    Conversation,
    t.conversations,
    load={"flash": flash_in},
    dump={"flash": flash_out, "draft": dict},
)
_c = t.conversations.c


class SqlConversations(Repository):
    """ports.Conversations"""

    async def of(self, person: Person | Actor) -> Conversation:
        found = await self._by_user(person.user_id)
        if found is None:
            # A private chat has the person's own id.
            fresh = Conversation(
                person.user_id, person.user_id, self._session.bot_id, self._session.now()
            )
            await self._rows.add_new(t.conversations, [_row(fresh)])
            found = await self._by_user(person.user_id) or fresh
        if found.bot_id != self._session.bot_id:
            # A new token: the living message is the old bot's, nobody can edit it.
            found = replace(found, bot_id=self._session.bot_id, message_id=None)
        if isinstance(person, Actor):
            return found.within(person.workspace_id)
        return found

    async def _by_user(self, user_id: int) -> Conversation | None:
        found = await self._rows.find(t.conversations, user_id)
        return None if found is None else opened(found)

    async def looking_at(self, screens: Collection[str], *subjects: int) -> Sequence[Conversation]:
        statement = self._rows.select(t.conversations).where(
            _c.workspace_id.is_not(None), _c.screen.in_(screens), _c.subject.in_(subjects)
        )
        return await self._all(statement.order_by(_c.user_id))

    async def at(self, screens: Collection[str]) -> Sequence[Conversation]:
        statement = self._rows.select(t.conversations).where(
            _c.workspace_id.is_not(None), _c.screen.in_(screens)
        )
        return await self._all(statement.order_by(_c.user_id))

    async def save(self, conversation: Conversation) -> Conversation:
        fresh = replace(conversation, updated_at=self._session.now())
        same = _c.updated_at == conversation.updated_at
        version = await self._rows.put_version(t.conversations, _row(fresh), same, first=2)
        return replace(fresh, version=version)

    async def note(self, conversation: Conversation) -> Conversation:
        fresh = replace(conversation, updated_at=self._session.now())
        # A note leaves the version: two of them are told apart by the moment.
        same = (_c.version == conversation.version, _c.updated_at == conversation.updated_at)
        if not await self._rows.overwrite(t.conversations, _row(fresh), *same):
            raise Conflict(t.conversations.name)
        return fresh

    async def shown(
        self, user_id: int, version: int, message_id: int, *, instead: int | None
    ) -> None:
        newer_came = _c.version > version
        another_lives = newer_came & _c.message_id.is_distinct_from(instead)
        values = {
            "message_id": case((another_lives, _c.message_id), else_=message_id),
            "below": case((newer_came, _c.below), else_=false()),
            "updated_at": self._session.now(),
        }
        await self._rows.change(t.conversations, [_c.user_id == user_id], values)

    async def _all(self, statement: Select[Any]) -> list[Conversation]:
        rows = await self._rows.all(statement, t.conversations)
        return [opened(row) for row in rows]


def opened(row: Values) -> Conversation:
    """The value of a row that was read whole."""
    return _CONVERSATION.value(row, place=Place(row["screen"], row["subject"], row["page"]))


def _row(conversation: Conversation) -> Values:
    place = conversation.place
    return _CONVERSATION.row(
        conversation, screen=place.screen, subject=place.subject, page=place.page
    )
