"""Masked cards that members send into any chat, and what their colleagues think of them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ApplicationId, ChatLinkId, MemberId, ShareId, WorkspaceId


@dataclass(frozen=True, slots=True)
class Share:
    """A card that was sent through inline mode: it stands in a chat that nobody knows."""

    id: ShareId
    workspace_id: WorkspaceId
    bot_id: int
    inline_message_id: str
    application_id: ApplicationId
    chat_link_id: ChatLinkId
    """The private chat of who sent it: its turns and its language are those of the changes."""
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one member thinks of a candidate; another opinion takes its place."""

    application_id: ApplicationId
    member_id: MemberId
    workspace_id: WorkspaceId
    good: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Votes:
    """How many think so."""

    good: int = 0
    bad: int = 0

    def __bool__(self) -> bool:
        return bool(self.good or self.bad)


NO_VOTES = Votes()
