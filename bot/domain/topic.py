"""A forum's topic for one vacancy: where its candidates stand in a group."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import ChatLinkId, TopicId, VacancyId, WorkspaceId
from bot.domain.vacancy import Shelf, Vacancy, one_line

NAME_MOST = 128
"""UTF-16 units of a topic's name (telegram.md 1)."""
MOST_TRIES = 2
"""So often a topic is asked for: once, and once more where it was deleted."""
MOST_UNHEARD = 4
"""So often where nobody hears of it: Telegram may be away for an hour, as the waits are longer."""
_LONGER = 3.0


class TopicState(StrEnum):
    """How a topic stands."""

    MAKING = "making"
    """Telegram was asked for it and has not answered; it may be there."""
    OPEN = "open"
    """It has a thread, also where it is closed."""
    LOST = "lost"
    """It is not there: the next card asks for it."""
    GENERAL = "general"
    """It can't be had: its candidates stand where the group is linked."""


def topic_name(title: str) -> str:
    """A vacancy's title as a topic may be called."""
    name = one_line(title).strip() or "—"
    while len(name.encode("utf-16-le")) > 2 * NAME_MOST:
        name = name[:-1].rstrip()
    return name


@dataclass(frozen=True, slots=True)
class Topic:
    """One a group and vacancy; stored before Telegram is asked for anything."""

    id: TopicId
    workspace_id: WorkspaceId
    chat_link_id: ChatLinkId
    vacancy_id: VacancyId
    asked_at: datetime
    title: str = ""
    """The vacancy's, as it was when Telegram was last told."""
    state: TopicState = TopicState.LOST
    thread_id: int | None = None
    closed: bool = False
    """As Telegram was last told."""
    tries: int = 0

    def asked(self, title: str, now: datetime) -> "Topic":
        """It is about to be asked for."""
        return replace(
            self,
            state=TopicState.MAKING,
            title=title,
            asked_at=now,
            thread_id=None,
            closed=False,
            tries=self.tries + 1,
        )

    def made(self, thread_id: int) -> "Topic":
        """Telegram has made it."""
        return replace(self, state=TopicState.OPEN, thread_id=thread_id)

    def unmade(self) -> "Topic":
        """Telegram has surely not made it: that was no try."""
        return replace(self, state=TopicState.LOST, tries=max(0, self.tries - 1))

    def lost(self) -> "Topic":
        """Somebody deleted it: a new one is asked for, but once."""
        return self._again_unless(MOST_TRIES)

    def unheard(self) -> "Topic":
        """Nobody heard of it: a new one is asked for, a few times."""
        return self._again_unless(MOST_UNHEARD)

    def _again_unless(self, most: int) -> "Topic":
        state = TopicState.GENERAL if self.tries >= most else TopicState.LOST
        return replace(self, state=state, thread_id=None)

    def aside(self) -> "Topic":
        """Nothing can be written there for now."""
        return replace(self, state=TopicState.GENERAL)

    def again(self) -> "Topic":
        """What was in the way is gone."""
        if self.state is not TopicState.GENERAL:
            return self
        state = TopicState.LOST if self.thread_id is None else TopicState.OPEN
        return replace(self, state=state, tries=0)

    def said_as(self, title: str, *, closed: bool) -> "Topic":
        """Telegram calls it so now, and it is closed or not."""
        return replace(self, title=title, closed=closed)

    def unsure_until(self, wait: timedelta) -> datetime:
        """Until when Telegram's word that it was made may still come."""
        return self.asked_at + wait * _LONGER ** max(0, self.tries - 1)


@dataclass(frozen=True, slots=True)
class StaleTopic:
    """One that is called otherwise than its vacancy, or stands open or closed otherwise."""

    workspace_id: WorkspaceId
    topic_id: TopicId


def shut(vacancy: Vacancy) -> bool:
    """Whether its topic is to be closed."""
    return vacancy.shelf is Shelf.ARCHIVE
