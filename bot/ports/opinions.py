"""The database's part about cards that were sent through inline mode."""

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.domain.ids import ApplicationId, ShareId
from bot.domain.share import Opinion, Share, Votes


class Opinions(Protocol):
    """What members think of candidates, and the messages that ask them."""

    async def votes(self, application_id: ApplicationId) -> Votes:
        """Of members who are there."""

    async def save(self, opinion: Opinion) -> bool:
        """In place of the member's former one; False when that was the same."""

    async def add_share(self, share: Share) -> bool:
        """False when the message is known."""

    async def share(self, share_id: ShareId) -> Share:
        """Raises: NotThere."""

    async def shares(self, applications: Collection[ApplicationId]) -> Sequence[Share]:
        """The oldest first; they stay when their candidate is erased."""
