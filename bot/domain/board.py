"""A group's pinned message: how its vacancies stand."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChatLinkId, WorkspaceId


@dataclass(frozen=True, slots=True)
class Board:
    """Where it stands and what it says; there is none where nobody wants it."""

    chat_link_id: ChatLinkId
    workspace_id: WorkspaceId
    look_at: datetime
    """When its numbers are looked at again."""
    message_id: int | None = None
    pinned_id: int | None = None
    """The message that was pinned last."""
    shown: str = ""
    """A hash of what it was last to say: what is the same is not said again."""
    unpinnable: bool = False
    """Telegram does not let the bot pin it; who linked the group was told."""


@dataclass(frozen=True, slots=True)
class DueBoard:
    """One that is to be looked at."""

    workspace_id: WorkspaceId
    chat_link_id: ChatLinkId
