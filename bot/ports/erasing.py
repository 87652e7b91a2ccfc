"""The database's part about those who are erased, and about how long the others stay."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.application import Application
from bot.domain.conversation import Conversation
from bot.domain.erasure import Erasure, Key, KeyKind, Wiped
from bot.domain.ids import ApplicationId, ErasureId, VacancyId
from bot.domain.notice import SentMessage
from bot.domain.retention import Retention
from bot.domain.workspace import Workspace


class Erasing(Protocol):
    """Looking for somebody, and taking every trace away."""

    async def find(self, words: str) -> Sequence[Application]:
        """By e-mail, phone, its last four digits, or words of the name; the newest first."""

    async def of_person(self, application_id: ApplicationId) -> Sequence[Application]:
        """All of the same person, this one first. Raises: NotThere."""

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[Application]:
        """The oldest first."""

    async def files(self) -> int:
        """How many are kept."""

    async def seen_by(self, applications: Collection[ApplicationId]) -> Sequence[tuple[str, bool]]:
        """The chats with messages about them: title or member, and whether it is a group."""

    async def add(self, erasure: Erasure) -> None: ...
    async def get(self, erasure_id: ErasureId) -> Erasure:
        """Raises: NotThere."""

    async def save(self, erasure: Erasure) -> None: ...
    async def under_way(self, application_id: ApplicationId) -> bool:
        """Whether an erasure that was asked for takes it."""

    async def wipe(self, erasure: Erasure, *, contacts: bool) -> Wiped:
        """Drop or scrub every row that tells of them (storage/personal.py)."""

    async def heard(self, message: SentMessage) -> None:
        """Somebody wrote this about a candidate: it is taken away with what we wrote."""

    async def hold_digests(self, erasure: Erasure) -> bool:
        """Nobody begins to send a digest that names them before the transaction ends.

        True: one is being sent right now.
        """

    async def take_messages(
        self, erasure: Erasure, digests: Collection[int] = ()
    ) -> Sequence[SentMessage]:
        """What chats were told about them; our rows of it go, and what is still owed is let go.

        Exports, these digests, carousels, and the mornings of those who put them off may name them
        among others: they are taken too. Where a carousel is on its way, that is for the next time.
        """

    async def on_their_way(self, erasure: Erasure) -> int:
        """Those about them that are being sent right now, or stand in a carousel that is.

        So lists of the company that may name them.
        """

    async def left(self, erasure: Erasure) -> tuple[int, int]:
        """Messages that are still to go, and those that can't (the chat is gone)."""

    async def living(self) -> Sequence[Conversation]:
        """Those of the team that have a message in the chat."""

    async def known(self, keys: Collection[Key]) -> Collection[Key]:
        """Those of them that are remembered."""

    async def remember(self, keys: Collection[Key], now: datetime) -> None: ...


class Retentions(Protocol):
    """Closed vacancies of one workspace."""

    async def all(self) -> Sequence[Retention]: ...
    async def get(self, vacancy_id: VacancyId) -> Retention:
        """Raises: NotThere."""

    async def save(self, retention: Retention) -> None: ...
    async def drop(self, vacancy_id: VacancyId) -> None: ...


class ErasedAnywhere(Protocol):
    """The part of SystemTransaction about erasing."""

    async def owed_erasures(self) -> Sequence[Erasure]:
        """Those not done."""

    async def every_workspace(self) -> Sequence[Workspace]: ...
    async def known_keys(self) -> Collection[Key]:
        """All that are remembered."""

    async def rows_of(self, kind: KeyKind) -> Sequence[tuple[int, int]]:
        """Workspace and id of every application, or of every record that is kept aside."""

    async def drop_record(self, record_id: int) -> None: ...
    async def add_erasure(self, erasure: Erasure) -> None: ...
    async def remember_keys(self, keys: Collection[Key], now: datetime) -> None: ...


class Journal(Protocol):
    """What was erased, outside the database: hashes only, so that a backup can be told."""

    async def note(self, keys: Collection[Key]) -> None:
        """On the disk when this returns. Raises: OSError."""

    async def all(self) -> Collection[Key]:
        """All that was ever noted."""


class Scour(Protocol):
    """What a database leaves behind where rows were."""

    async def __call__(self) -> None:
        """Nothing that was erased can be read out of its files any more."""
