"""More new candidates than a chat should get cards of: one message that is leafed through."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.ids import AccountId, CarouselId, ChatLinkId, VacancyId, WorkspaceId
from bot.domain.notice import Notice


@dataclass(frozen=True, slots=True)
class Carousel:
    """New candidates in one chat; their cards' notices name it (`carousel_id`)."""

    id: CarouselId
    workspace_id: WorkspaceId
    chat_link_id: ChatLinkId
    vacancy_id: VacancyId | None
    """None: of several vacancies."""
    page: int = 0
    """Which of them it shows, from 0."""
    version: int = 1

    def shown(self, count: int) -> int:
        """Where it stands among so many: some may have been erased since it was turned."""
        return min(self.page, max(0, count - 1))

    def turned(self, step: int, count: int) -> "Carousel":
        """So many pages on; behind the last one comes the first."""
        return replace(self, page=(self.shown(count) + step) % max(1, count))


@dataclass(frozen=True, slots=True)
class Gathered:
    """A card that waits until its chat may be told, perhaps with others."""

    notice: Notice
    vacancy_id: VacancyId
    account_id: AccountId
    came: datetime
    answered: bool
    """Somebody has answered the candidate meanwhile."""
    below: bool = False
    """The candidate is below the vacancy's threshold (`bot.domain.must_have`)."""


@dataclass(frozen=True, slots=True)
class GatheredIn:
    """A chat in which such cards are due, as the clock finds it."""

    workspace_id: WorkspaceId
    chat_link_id: ChatLinkId
