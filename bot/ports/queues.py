"""The database's part about the inbox, the search, and refusing many at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.bulk_refusal import BulkRefusal, BulkRefusalItem, ItemState
from bot.domain.ids import ActionId, ApplicationId, BulkRefusalId, VacancyId
from bot.domain.queues import Age, Part, Queue, QueueLine, Seen, Waiting


class Queues(Protocol):
    """Candidates by what is to do with them; of one person the one that waits longest."""

    async def counts(
        self, seen: Seen, queues: Collection[Queue], now: datetime
    ) -> Mapping[Queue, int]:
        """How many, one more than `COUNTED_MOST` at most."""

    async def ages(self, seen: Seen, now: datetime) -> Mapping[Age, int]:
        """The same of those who wait for an answer."""

    async def waiting(
        self, vacancies: Collection[VacancyId], now: datetime
    ) -> Mapping[VacancyId, Waiting]:
        """By vacancy; one for which nobody waits is not in it."""

    async def ids(
        self, seen: Seen, part: Part, now: datetime, *, limit: int, skip: int = 0
    ) -> Sequence[ApplicationId]:
        """In the order of their list."""

    async def lines(self, ids: Sequence[ApplicationId]) -> Sequence[QueueLine]:
        """Those of them that are there, in this order."""

    async def sees(self, seen: Seen, application_id: ApplicationId) -> bool: ...
    async def search(self, seen: Seen, words: str, limit: int) -> Sequence[ApplicationId]:
        """By e-mail, phone or its end, name in any spelling, title of the vacancy.

        Those who are called just so come before those whose name begins so, and these before
        those who have answered a vacancy that is; of each the newest first.
        """


class BulkRefusals(Protocol):
    """Refusing many at once."""

    async def get(self, refusal_id: BulkRefusalId, *, hold: bool = False) -> BulkRefusal:
        """`hold`: nobody else changes it before this transaction ends. Raises: NotThere."""

    async def open(self) -> Sequence[BulkRefusal]:
        """Those of the workspace that are not done, the oldest first."""

    async def add(self, refusal: BulkRefusal, items: Sequence[BulkRefusalItem]) -> None: ...
    async def save(self, refusal: BulkRefusal) -> BulkRefusal:
        """Update, version one higher. Raises: Conflict."""

    async def items(self, refusal_id: BulkRefusalId) -> Sequence[ItemState]:
        """In their order; those whose data was erased are not among them."""

    async def settle(self, item: BulkRefusalItem) -> None:
        """Store the turn of one that waited. Raises: Conflict when it does not any more."""

    async def let_go(self, item: BulkRefusalItem) -> None:
        """Store that one whose request was withdrawn is left as they are."""

    async def of_action(self, action_id: ActionId) -> BulkRefusalId | None:
        """For which the site was asked that."""
