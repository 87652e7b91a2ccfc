"""What operators see of the requests to sites, and how they stop them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter

from bot.domain.errors import SitePaused
from bot.domain.health import Called
from sites.kit.answer import Answer


@dataclass(slots=True)
class Watched:
    """Who hears of each request, and who says whether it may go out; wiring fills it."""

    called: Callable[[str, Called, float], None] = lambda _site, _how, _seconds: None
    """By site: how it ended and how many seconds it took."""
    paused: Callable[[str], Awaitable[bool]] | None = None
    """Whether an operator lets nobody ask the site, in any process."""

    async def require_going(self, site: str) -> None:
        """Raises: SitePaused."""
        if self.paused is not None and await self.paused(site):
            raise SitePaused(site)

    def begins(self, site: str) -> "Request":
        """One that goes out now."""
        return Request(self, site, perf_counter())


@dataclass(slots=True)
class Request:
    """One request, until it has ended."""

    watched: Watched
    site: str
    begun: float
    how: Called = Called.FAILED

    def answered(self, answer: Answer, *, refused: bool) -> Answer:
        """`refused`: by a wall against programs."""
        if not refused and answer.status < 500:
            self.how = Called.LIMITED if answer.status == 429 else Called.OK
        return answer

    def ends(self) -> None:
        """However it did."""
        self.watched.called(self.site, self.how, perf_counter() - self.begun)
