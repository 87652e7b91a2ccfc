"""Work that somebody must do soon: a wake-up that carries only a row's id (design.md 6)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import WorkspaceId

SCREEN = 100
"""The priority of a chat's next message: no lower one ever takes the last places."""


@dataclass(frozen=True, slots=True)
class Job:
    """A wake-up of the worker that pays what is owed.

    `lock`: two jobs with one lock never run at once. `unique`: while one job with this key
    waits, another is not added; the one that waits takes the earlier moment and the higher
    priority of the two. `at`: not before. Higher `priority` goes first, 0 is the background.
    """

    task: str
    subject: int
    workspace_id: WorkspaceId | None = None
    lock: str | None = None
    unique: str | None = None
    at: datetime | None = None
    priority: int = 0
