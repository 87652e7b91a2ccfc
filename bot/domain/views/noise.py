"""How often chats hear of candidates, when they are quiet, and what a morning brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.ids import ChatLinkId, PublicationId
from bot.domain.morning import Debts
from bot.domain.quiet import Mode, Quiet
from bot.domain.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Silence:
    """What one chat has chosen; `link_id` 0: the person's own."""

    link_id: int
    title: str
    """The group's."""
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class AskHours:
    """From when to when the chat is quiet; `link_id` as in Silence."""

    link_id: int
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class Bell:
    """How one chat hears of one vacancy; `chats` to choose from, the person's own without title."""

    vacancy: Vacancy
    chats: Sequence[tuple[ChatLinkId, str]]
    chosen: ChatLinkId
    mode: Mode | None
    """None: as the chat hears of all."""
    usual: Mode


@dataclass(frozen=True, slots=True)
class MorningAd:
    """An ad that wants something; `days` are left to it, None: it is erroneous."""

    publication_id: PublicationId
    title: str
    site: str
    days: int | None


@dataclass(frozen=True, slots=True)
class MorningLater:
    """A candidate who was put off until today."""

    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Morning:
    """What one member has to do today."""

    new: int
    """Candidates of the last day."""
    debts: Debts
    ads: Sequence[MorningAd]
    later: Sequence[MorningLater] = ()
    """Whom the member comes back to today, in that order."""
    below: int = 0
    """How many of the new ones are below a threshold."""

    @property
    def empty(self) -> bool:
        """Nothing to do."""
        return not (self.new or self.debts.count or self.ads or self.later)


@dataclass(frozen=True, slots=True)
class MorningPage:
    """The same as a screen."""

    morning: Morning


NoiseView: TypeAlias = Silence | AskHours | Bell | Morning | MorningPage
"""All of these."""
