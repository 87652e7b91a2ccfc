"""The copies of a card, in chats and groups, made to say what is known by now."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.application import Application
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.ports import Transaction

_THERE = (NoticeState.SENT, NoticeState.SENDING)


async def copies(tx: Transaction, application: Application) -> list[Notice]:
    """The cards that are in chats, or on their way."""
    cards = await tx.notices.of_subject(NoticeKind.CARD, application.id)
    return [one for one in cards if one.state in _THERE]


async def redraw(
    tx: Transaction,
    application: Application,
    now: datetime,
    *,
    undo_at: Notice | None = None,
    also: Iterable[datetime] = (),
    why: str = "",
) -> None:
    """Owe the change of every copy; `undo_at` offers an undo on one. `also`: again at these.

    `why`: what else tells this change from others of the same version.
    """
    owed = []
    for card in await copies(tx, application):
        offers = undo_at is not None and card.id == undo_at.id
        owed.append(changed(application, card, now, "undo" if offers else why))
        owed += [changed(application, card, at, f"at{at.timestamp():.0f}") for at in also]
    await tx.notices.owe(owed)


def changed(application: Application, card: Notice, due: datetime, why: str = "") -> Notice:
    """The copy as it will be then."""
    return about_copy(card, NoticeKind.CARD_CHANGED, due, f"{application.version}.{card.id}.{why}")


def about_copy(card: Notice, kind: NoticeKind, due: datetime, occurrence: str) -> Notice:
    """A notice that is about one copy."""
    return Notice(
        NoticeId(new_id()),
        card.workspace_id,
        card.bot_id,
        card.chat_link_id,
        kind,
        card.subject_id,
        due,
        occurrence,
        thread_id=card.thread_id,
    )
