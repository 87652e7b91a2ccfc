"""The jobs port, once for each database (stack.md 2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job
from bot.ports import Jobs


class JobWriter(Protocol):
    """The half of an engine that the unit of work needs: jobs go in with the rows they serve."""

    async def add(self, connection: AsyncConnection, job: Job) -> bool:
        """Add the job in the connection's transaction; False when its `unique` key waits already.

        The one that waits then takes the earlier moment and the higher priority of the two.
        """

    async def add_all(self, connection: AsyncConnection, jobs: Sequence[Job]) -> None:
        """The same for many, in one go."""

    async def withdraw(self, connection: AsyncConnection, unique: str) -> bool:
        """Take back the job that waits under this key; False when none does, or it runs already."""

    async def turn_back(self, connection: AsyncConnection, now: datetime, back: timedelta) -> None:
        """The clock was set back: jobs that wait for a moment after `now` wait so much shorter."""

    def wake(self) -> None:
        """Look for work; called after a commit that added some."""


class Engine(Jobs, JobWriter, Protocol):
    """Both halves."""
