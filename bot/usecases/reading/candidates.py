"""Screens about candidates: what is typed about one, and the black list."""

from contextlib import suppress

from bot.domain import views
from bot.domain.errors import NotThere
from bot.domain.handling import BARRED_PAGE, Barring
from bot.domain.ids import ApplicationId
from bot.domain.masking import masked_name
from bot.domain.workspace import Right
from bot.ports import Transaction
from bot.usecases.reach import reaches_barring, reaches_candidate
from bot.usecases.reading.desk import Desk, Reader, page_of

_LATER_SHOWN = 5


async def card_note(desk: Desk) -> views.View:
    """A note is typed."""
    return views.AskNote(await _name(desk))


async def card_later(desk: Desk) -> views.View:
    """A day is typed."""
    return views.AskDay(await _name(desk))


async def _name(desk: Desk) -> str:
    """Masked for who came from a masked card and may see no more than that."""
    one = await desk.tx.applications.get(ApplicationId(desk.subject))
    who, bot_id = desk.member, desk.talk.bot_id
    whole = await reaches_candidate(desk.tx, bot_id, who, Right.SEE_CONTACTS, one)
    return (one.name or "") if whole else masked_name(one.name)


async def barred(desk: Desk) -> views.View:
    """The black list, as far as the member may lift it."""
    names = {one.id: one.name for one in await desk.tx.workspaces.members()}
    who, bot_id, right = desk.member, desk.talk.bot_id, Right.HANDLE
    every = [
        one
        for one in await desk.tx.barred.all()
        if await reaches_barring(desk.tx, bot_id, who, right, one)
    ]
    found, page, pages = page_of(every, desk.talk.place.page, BARRED_PAGE)
    entries = [await _entry(desk.tx, one, names.get(one.member_id, "")) for one in found]
    return views.BarredList(entries, page, pages)


async def _entry(tx: Transaction, barring: Barring, who: str) -> views.BarredOne:
    name = ""
    with suppress(NotThere):  # the application may be erased; the list stays
        name = (await tx.applications.get(barring.application_id)).name or ""
    later = []
    for key in barring.later[-_LATER_SHOWN:]:
        one = await tx.applications.get(key)
        title = ""
        if one.publication_id is not None:
            title = (await tx.publications.get(one.publication_id)).title
        later.append((one.site, title, one.sent_at))
    return views.BarredOne(barring.application_id, name, who, barring.at, later)


SCREENS: dict[str, Reader] = {
    "card_note": card_note,
    "card_later": card_later,
    "barred": barred,
}
