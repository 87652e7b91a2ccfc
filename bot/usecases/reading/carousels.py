"""A carousel: the candidate at whom it stands, as one is now."""

from collections.abc import Awaitable, Callable

from bot.domain import views
from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, CarouselId
from bot.domain.notice import Notice, NoticeState
from bot.domain.workspace import ChatKind
from bot.ports import Transaction
from bot.usecases.reach import shown_in
from bot.usecases.redraw_cards import message_of, stands_at

ReadCard = Callable[[Notice], Awaitable[views.View]]


async def carousel(tx: Transaction, notice: Notice, read_card: ReadCard) -> views.Carousel:
    """`notice`: what the message was sent for.

    Raises: NotThere when nobody is left in it whom its reader may see.
    """
    found = await tx.carousels.get(CarouselId(notice.subject_id))
    cards = await shown_in(tx, found)
    if not cards:
        raise NotThere
    at = found.shown(len(cards))
    left = any(one.state is NoticeState.IN_CAROUSEL for one in cards)
    card = await read_card(cards[at]) if left else None
    assert card is None or isinstance(card, views.Card | views.MaskedCard)  # what a card is
    title = None
    if found.vacancy_id is not None:
        title = (await tx.vacancies.get(found.vacancy_id)).title
    in_group = (await tx.chats.get(notice.chat_link_id)).kind is ChatKind.GROUP
    subject = notice.id if in_group else found.id
    ids = {ApplicationId(one.subject_id) for one in cards}
    few = set(await tx.applications.below(ids)) == ids
    return views.Carousel(subject, len(cards), at, title, card, in_group, few)


async def page(tx: Transaction, copy: Notice, read_card: ReadCard) -> views.Carousel:
    """The same from the candidate's side. Raises: NotThere when somebody has turned it on."""
    if not await stands_at(tx, copy):
        raise NotThere
    return await carousel(tx, await message_of(tx, copy), read_card)
