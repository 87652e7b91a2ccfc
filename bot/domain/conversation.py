"""Where a person stands with the bot: one living message, one place, one draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.domain.errors import Value
from bot.domain.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and what it is about; `page` counts from 0."""

    screen: str = "menu"
    subject: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Flash:
    """A line said once, above the screen: an error, or what was just done."""

    text_id: str
    values: Mapping[str, Value] = field(default_factory=dict)


_ROUND = ("targets", "left", "only", "off", "renew", "stood")
"""Of the draft: publications (`targets`), those of them whose form is still to come (`left`), the
one that is being mended (`only`), live ones that an edit leaves as they are (`off`), and the live
one that gets another term (`renew`), with how it stood when that was asked (`stood`)."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person's conversation in the private chat; kept in the database (never in memory)."""

    user_id: int
    chat_id: int
    bot_id: int
    updated_at: datetime
    place: Place = Place()
    workspace_id: WorkspaceId | None = None
    draft: Mapping[str, Any] = field(default_factory=dict)
    """What was typed and chosen on the way; JSON values, encrypted at rest."""
    flash: Flash | None = None
    message_id: int | None = None
    """The living message, edited in place."""
    below: bool = False
    """The person typed since: the living message moves below what was typed."""
    version: int = 1
    """Rises with every change of place or draft; a button carries the one it was drawn with."""

    def at(self, place: Place, *, flash: Flash | None = None) -> "Conversation":
        """Another place. The draft stays: the flow that owns it clears it."""
        return replace(self, place=place, flash=flash)

    def drafted(self, **values: Any) -> "Conversation":
        """With these values in the draft; None removes one."""
        merged = {**self.draft, **values}
        return replace(
            self, draft={key: value for key, value in merged.items() if value is not None}
        )

    @property
    def targets(self) -> tuple[int, ...]:
        """The publications that one confirm is about; none where there is but one."""
        return tuple(self.draft.get("targets", ()))

    def renews(self, publication_id: int) -> bool:
        """Whether a confirm is about another term of this ad."""
        return self.draft.get("renew") == publication_id

    def in_round(self) -> "Conversation":
        """With nothing of the draft but the round: the targets, and how far they are."""
        return replace(self, draft={key: self.draft[key] for key in _ROUND if key in self.draft})

    def within(self, workspace_id: WorkspaceId) -> "Conversation":
        """In this company; what was begun in another one does not end in it."""
        stays = self.workspace_id in (None, workspace_id)
        here = self if stays else replace(self.cleared(), place=Place())
        return replace(here, workspace_id=workspace_id)

    def cleared(self) -> "Conversation":
        """With an empty draft."""
        return replace(self, draft={})
