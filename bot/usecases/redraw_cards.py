"""The copies of a card, in chats and groups, made to say what is known by now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.application import Application
from bot.domain.ids import CarouselId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.views import CardPage
from bot.domain.workspace import ChatLink
from bot.ports import Transaction
from bot.usecases.reach import shown_in
from bot.usecases.screens import refresh
from bot.usecases.spot import REVIEW

LEAF = "leaf"
"""In the occurrence of a change: the page of a carousel is meant, not a card of its own."""
_THERE = (NoticeState.SENT, NoticeState.SENDING)


async def copies(tx: Transaction, application: Application) -> list[Notice]:
    """The cards that are in chats, or on their way; first the pages at which carousels stand.

    Such a page is the card's notice, IN_CAROUSEL whatever else became of it.
    """
    return [one for one in await _copies(tx, application) if one.state is not NoticeState.OWED]


async def changing(tx: Transaction, application: Application, now: datetime) -> list[Notice]:
    """The copies that a change is owed to, those among them that are due.

    Another process may be taking such a card this very moment, and read what it says before this
    transaction ends; where it did not, the change has nothing to edit and is let go.
    """
    found = await _copies(tx, application)
    return [one for one in found if one.state is not NoticeState.OWED or one.due_at <= now]


async def _copies(tx: Transaction, application: Application) -> list[Notice]:
    cards = await tx.notices.of_subject(NoticeKind.CARD, application.id)
    words = await tx.notices.of_subject(NoticeKind.CARD_AGAIN, application.id)
    pages = [as_page(one) for one in (*cards, *words) if await stands_at(tx, one)]
    return pages + [one for one in cards if one.state in (*_THERE, NoticeState.OWED)]


def as_page(card: Notice) -> Notice:
    """The copy that a carousel shows."""
    return card.to(NoticeState.IN_CAROUSEL)


async def stands_at(tx: Transaction, card: Notice) -> bool:
    """Whether a carousel shows this very candidate now."""
    if card.carousel_id is None:
        return False
    carousel = await tx.carousels.get(card.carousel_id)
    those = await shown_in(tx, carousel)
    return bool(those) and those[carousel.shown(len(those))].id == card.id


async def message_of(tx: Transaction, copy: Notice) -> Notice:
    """The notice by which the copy stands in the chat; of a page, that is the carousel's."""
    if copy.state is not NoticeState.IN_CAROUSEL or copy.carousel_id is None:
        return copy
    told = await tx.notices.of_subject(NoticeKind.CAROUSEL, CarouselId(copy.carousel_id))
    here = [one for one in told if one.chat_link_id == copy.chat_link_id]
    return here[-1] if here else replace(copy, message_id=None)


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

    `why`: what else tells this change from others of the same version. Who looks at the candidate
    in a list that is gone through sees it too.
    """
    await refresh(tx, (REVIEW,), application.id)
    owed = []
    for card in await changing(tx, application, now):
        offers = undo_at is not None and _named(card) == _named(undo_at)
        owed.append(changed(application, card, now, "undo" if offers else why))
        owed += [_later(card, at) for at in also]
    for word in await tx.notices.of_subject(NoticeKind.CARD_AGAIN, application.id):
        if word.state in _THERE:
            how = f"{application.version}.{word.id}."
            owed.append(about_copy(word, NoticeKind.AGAIN_CHANGED, now, how))
    await tx.notices.owe(owed)


async def redraw_kin(tx: Transaction, application: Application, now: datetime) -> None:
    """The cards of its person's other applications say how this one stands."""
    everyone = await tx.applications.of_person(application.person_id)
    others = [one for one in everyone if one.id != application.id]
    for one in await tx.applications.touch(others):
        await redraw(tx, one, now)


async def card_instead(tx: Transaction, application: Application, now: datetime) -> None:
    """A card of its own wherever there is but a word of it under another one."""
    for one in await tx.notices.of_subject(NoticeKind.CARD_AGAIN, application.id):
        if one.state is not NoticeState.IN_CAROUSEL:  # its page is the whole card
            due = one.due_at if one.state is NoticeState.GATHERED else now
            card = about_copy(one, NoticeKind.CARD, due, "")
            gathered = one.state is NoticeState.GATHERED
            await tx.notices.owe([card.to(NoticeState.GATHERED) if gathered else card])
        if one.state is NoticeState.OWED:
            await tx.notices.withdraw(one)
        elif one.state is NoticeState.GATHERED:
            await tx.notices.go_on(one.state, [one.to(NoticeState.WITHDRAWN)])


def changed(application: Application, card: Notice, due: datetime, why: str = "") -> Notice:
    """The copy as it will be then."""
    how = f"{application.version}.{_named(card)}.{why}"
    return about_copy(card, NoticeKind.CARD_CHANGED, due, how)


def _later(card: Notice, at: datetime) -> Notice:
    """The copy once that moment has come, whatever was done until then: one change is enough."""
    how = f"0.{_named(card)}.at{at.timestamp():.0f}"
    return about_copy(card, NoticeKind.CARD_CHANGED, at, how)


def paged(card: Notice, page: CardPage, due: datetime, part: int = 0) -> Notice:
    """Other buttons under the copy; of many choices one part."""
    named = f"{_named(card)}.{new_id()}"
    return about_copy(card, NoticeKind.CARD_PAGE, due, f"{page}-{part}.{named}")


def _named(card: Notice) -> str:
    return f"{card.id}.{LEAF}" if card.state is NoticeState.IN_CAROUSEL else str(card.id)


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


def word_in(link: ChatLink, application: Application, due: datetime, occurrence: str) -> Notice:
    """A word about a candidate: under the card where the chat shows one, by itself elsewhere."""
    return Notice(
        NoticeId(new_id()),
        application.workspace_id,
        link.bot_id,
        link.id,
        NoticeKind.CARD_SAID,
        application.id,
        due,
        occurrence,
        thread_id=link.thread_id,
    )
