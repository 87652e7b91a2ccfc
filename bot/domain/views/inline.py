"""What inline mode offers and sends into any chat: nothing that a stranger must not see."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import ApplicationId
from bot.domain.share import Votes
from bot.domain.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A candidate for colleagues' opinions. Texts are scrubbed; no contact, no file."""

    application_id: ApplicationId
    name: str
    city: str
    position: str
    pay: str
    skills: Sequence[str]
    site: str
    vacancy: str
    votes: Votes
    met: int | None = None
    """How many of the vacancy's must-haves the resume shows."""
    of: int = 0


@dataclass(frozen=True, slots=True)
class PublicVacancy:
    """A vacancy as its live ads show it, and where they stand."""

    vacancy: Vacancy
    links: Sequence[tuple[str, str]]
    """Site and address of each."""
