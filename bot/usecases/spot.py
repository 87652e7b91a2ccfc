"""Where somebody stands who goes through candidates one by one; kept in the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.conversation import Conversation, Place
from bot.domain.group import Did
from bot.domain.ids import ApplicationId
from bot.domain.views import CardPage
from bot.domain.workspace import ChatKind, ChatLink
from bot.ports import Transaction
from bot.usecases.asked import Press
from bot.usecases.open_inbox import FIND, PART
from bot.usecases.screens import screen_notice

REVIEW = "review"
"""The screen; and, of the draft, the spot."""
_GOES_ON = frozenset({Did.TAKEN, Did.MOVED, Did.ASSIGNED, Did.LATER, Did.HEARD})
"""After these the next one is shown."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Which candidates, and at which of them one is; behind the last one it is over."""

    ids: tuple[ApplicationId, ...]
    at: int = 0
    page: CardPage = CardPage.MAIN
    """Of the card's buttons."""
    part: int = 0
    """Of a page with many choices."""
    undo: ApplicationId | None = None
    more: bool = False

    @classmethod
    def of(cls, talk: Conversation) -> "Spot | None":
        """None for who goes through nothing."""
        kept: Mapping[str, Any] | None = talk.draft.get(REVIEW)
        if kept is None:
            return None
        ids = tuple(ApplicationId(one) for one in kept["ids"])
        undo = kept.get("undo")
        return cls(
            ids,
            min(int(kept["at"]), len(ids)),
            CardPage(kept.get("page", CardPage.MAIN)),
            int(kept.get("part", 0)),
            ApplicationId(undo) if undo else None,
            bool(kept.get("more")),
        )

    @property
    def shown(self) -> ApplicationId | None:
        """Who is looked at; None: it is over."""
        return self.ids[self.at] if self.at < len(self.ids) else None

    @property
    def place(self) -> Place:
        """The screen of it."""
        return Place(REVIEW, self.shown or 0)

    def on(self, talk: Conversation) -> Conversation:
        """The conversation with this in its draft, and nothing of what is not of the list."""
        lists = {key: talk.draft[key] for key in (PART, FIND) if key in talk.draft}
        kept = {
            "ids": list(self.ids),
            "at": self.at,
            "page": self.page.value,
            "part": self.part,
            "undo": self.undo,
            "more": self.more,
        }
        return talk.cleared().drafted(**lists, **{REVIEW: kept})

    def turned(self, step: int) -> "Spot":
        """So many on; what was done last can be taken back as long as one stands beside it."""
        at = max(0, min(len(self.ids), self.at + step))
        return replace(self, at=at, page=CardPage.MAIN, undo=None)

    def past(self, done: ApplicationId) -> "Spot":
        """Behind the one with whom something was done."""
        here = self.shown == done
        return replace(self, at=self.at + here, page=CardPage.MAIN, undo=done)

    def back_at(self, one: ApplicationId) -> "Spot":
        """At the one with whom something was taken back."""
        at = self.ids.index(one) if one in self.ids else self.at
        return replace(self, at=at, page=CardPage.MAIN, undo=None)


def kept_for(talk: Conversation, asked: Press) -> tuple[Conversation, Press]:
    """For what a card's button leads to: in place of the review where it was pressed there.

    From a card of its own it comes below, and whatever was under way is left.
    """
    spot = Spot.of(talk)
    if spot is None or asked.message_id != talk.message_id:
        return talk.cleared(), replace(asked, version=0)
    return spot.on(talk), replace(asked, version=talk.version)


async def pressed_in(
    tx: Transaction, link: ChatLink | None, message_id: int | None, one: ApplicationId
) -> Conversation | None:
    """The conversation on whose review the button of this candidate was pressed."""
    if link is None or link.kind is not ChatKind.PRIVATE or message_id is None:
        return None
    for talk in await tx.conversations.looking_at((REVIEW,), one):
        if talk.user_id == link.user_id and talk.message_id == message_id:
            return talk
    return None


async def went_on(
    tx: Transaction,
    link: ChatLink | None,
    message_id: int | None,
    one: ApplicationId,
    did: Did,
) -> None:
    """After what was done with a candidate who is looked at, the next one is shown."""
    talk = await pressed_in(tx, link, message_id, one) if did in _GOES_ON else None
    spot = Spot.of(talk) if talk is not None else None
    if talk is not None and spot is not None:
        await _move(tx, talk, spot.past(one))


async def turn_page(
    tx: Transaction,
    link: ChatLink | None,
    message_id: int | None,
    one: ApplicationId,
    page: CardPage,
    part: int = 0,
) -> bool:
    """Other buttons under a candidate who is looked at; False where nobody looks there."""
    talk = await pressed_in(tx, link, message_id, one)
    spot = Spot.of(talk) if talk is not None else None
    if talk is None or spot is None:
        return False
    await _move(tx, talk, replace(spot, page=page, part=part))
    return True


async def _move(tx: Transaction, talk: Conversation, spot: Spot) -> None:
    moved = spot.on(talk).at(spot.place)
    saved = await tx.conversations.save(moved)
    link = await tx.chats.private(saved.bot_id, saved.user_id)
    await tx.notices.owe([screen_notice(saved, link)])
