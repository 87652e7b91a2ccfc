"""What was missed comes as one message a chat: gathered first, then told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.ids import AccountId, DigestId, PublicationId, WorkspaceId


@dataclass(frozen=True, slots=True)
class OpenDigest:
    """One that still gathers, as the clock finds it."""

    workspace_id: WorkspaceId
    id: DigestId
    account_id: AccountId


@dataclass(frozen=True, slots=True)
class Digest:
    """Responses to some ads of one account from before a moment; an account gathers one at once."""

    id: DigestId
    workspace_id: WorkspaceId
    account_id: AccountId
    ads: tuple[PublicationId, ...]
    pending: tuple[PublicationId, ...]
    """Those of `ads` whose kept responses were not fetched so far."""
    until: datetime
    """What was sent before is in it; what comes later is news and has a card."""
    told_at: datetime | None = None
    """When it was owed to its chats; None: it gathers."""
    version: int = 1

    def takes(self, publication_id: PublicationId, sent_at: datetime) -> bool:
        """Whether such a response is in it, and so has no card of its own."""
        return self.told_at is None and publication_id in self.ads and sent_at < self.until

    def widened(self, ads: Sequence[PublicationId], until: datetime) -> "Digest":
        """With these ads too."""
        return replace(
            self,
            ads=tuple(dict.fromkeys((*self.ads, *ads))),
            pending=tuple(dict.fromkeys((*self.pending, *ads))),
            until=max(self.until, until),
        )

    def gathered(self, publication_id: PublicationId) -> "Digest":
        """What was kept of this ad is here."""
        return replace(self, pending=tuple(one for one in self.pending if one != publication_id))
