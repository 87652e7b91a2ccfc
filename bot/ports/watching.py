"""What operators see of the whole, and what they may stop."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.health import CallCount, Fault, Standing


class PausedSites(Protocol):
    """A part of every transaction."""

    async def paused_sites(self) -> Mapping[str, datetime]:
        """Sites that an operator lets nobody ask, each with since when."""


class Watching(PausedSites, Protocol):
    """The part of SystemTransaction that is about everybody at once."""

    async def standing(self, now: datetime) -> Standing:
        """A few statements, however much there is."""

    async def pause_site(self, site: str, now: datetime) -> bool:
        """Nobody asks it from now on; False when that is so already."""

    async def resume_site(self, site: str) -> bool:
        """It is asked again; False when nobody had stopped it."""

    async def hasten_syncs(self, site: str, moments: Sequence[datetime]) -> None:
        """Its accounts that are read are read at these moments, in turn, or when due before."""

    async def count_calls(self, counts: Mapping[tuple[str, datetime], CallCount]) -> None:
        """Add them to what all processes have counted, by site and piece of time."""

    async def calls(self, since: datetime) -> Mapping[str, CallCount]:
        """Those of the pieces of time that begin then or later, by site."""

    async def count_faults(self, seen: Mapping[str, int], now: datetime) -> None:
        """Mistakes of ours, by class and place."""

    async def faults_told(self, since: datetime) -> int:
        """Of how many operators were told since then."""

    async def untold_faults(self, before: datetime, most: int) -> Sequence[Fault]:
        """Those seen since they were last told of, and not told of later than `before`."""

    async def tell_fault(self, fault: Fault, now: datetime) -> None:
        """It was told of, as often as it was seen."""

    async def fault(self, fault_id: int) -> Fault:
        """Raises: NotThere."""


class Faults(Protocol):
    """Where a mistake of ours is noted that stops nothing else. Never raises, never waits."""

    def note(self, error: BaseException) -> None:
        """By class and place alone."""
