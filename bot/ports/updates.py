"""The database's part about what Telegram tells the bot: kept until it is handled (design.md 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import UpdateKey


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update in the inbox. `payload` is Telegram's JSON text."""

    key: UpdateKey
    bot_id: int
    update_id: int
    user_id: int | None
    payload: str
    attempts: int = 0


class Updates(Protocol):
    """The inbox."""

    async def store_updates(self, updates: Sequence[StoredUpdate]) -> Sequence[StoredUpdate]:
        """Put updates into the inbox; return those that were new (by bot and update id, 7 days)."""

    async def open_updates(self, bot_id: int) -> Sequence[StoredUpdate]:
        """Those not done, oldest first."""

    async def next_update(self, bot_id: int, user_id: int | None) -> StoredUpdate | None:
        """The person's first that is not done, by Telegram's number; None: of nobody."""

    async def waiting_users(self, bot_id: int) -> Sequence[int | None]:
        """Whose updates are not done; None: of nobody."""

    async def arrived(self, bot_id: int, first: int, last: int) -> Mapping[int, datetime]:
        """When the updates with these numbers were stored, as far as they were."""

    async def next_offset(self, bot_id: int) -> int | None:
        """One above the newest update id of the last 7 days."""

    async def finish_update(self, key: UpdateKey, *, failed: bool = False) -> None:
        """Mark it done (or given up) and empty its payload."""

    async def try_update(self, key: UpdateKey) -> int:
        """Count one more attempt; return how many there were, 0 when it is done meanwhile."""
