"""What one confirm is about where it is about several publications of a vacancy."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.account import AccountState
from bot.domain.conversation import Conversation, Place
from bot.domain.errors import NotThere
from bot.domain.fingerprint import fingerprint
from bot.domain.ids import PublicationId
from bot.domain.publication import Publication
from bot.domain.site import Ad, Can, Credit, FieldKind, SiteInfo
from bot.domain.site_action import Kind
from bot.domain.vacancy import Vacancy
from bot.ports import Sites, Transaction
from bot.usecases.prepare_publication import chosen_credit, missing_fields

PROGRESS = "progress"
_TOGETHER = (Kind.PUBLISH, Kind.SAVE, Kind.EDIT)
"""What is sent to several sites by one confirm."""
_SHOWN_FOR = timedelta(days=1)
_APART = timedelta(hours=1)
"""So long after the others one of them may have been mended and sent again."""


async def all_targets(tx: Transaction, talk: Conversation) -> list[Publication]:
    """Those of the round that are still there, in the order they were chosen."""
    found = []
    for one in talk.targets:
        try:
            found.append(await tx.publications.get(PublicationId(one)))
        except NotThere:
            continue  # its vacancy was deleted meanwhile
    return found


async def open_targets(tx: Transaction, talk: Conversation) -> list[Publication]:
    """Those that a confirm would send: not what is up or on its way already.

    While one of them is mended it alone.
    """
    only = talk.draft.get("only")
    found = [one for one in await all_targets(tx, talk) if not one.busy and one.ad is not Ad.LIVE]
    return [one for one in found if only in (None, one.id)]


async def also_unsaved(tx: Transaction, sites: Sites, edited: Publication) -> list[Publication]:
    """The other live ads of the vacancy that do not say so far what it says.

    Those that can take an edit as they are: nothing has to be asked first.
    """
    vacancy = await tx.vacancies.get(edited.vacancy_id)
    accounts = {one.id: one for one in await tx.accounts.all()}
    return [
        one
        for one in reversed(await tx.publications.of_vacancy(edited.vacancy_id))
        if one.id != edited.id
        and one.account_id in accounts
        and accounts[one.account_id].state is AccountState.ACTIVE
        and _takes_edit(one, vacancy, sites.info(one.site))
    ]


def _takes_edit(publication: Publication, vacancy: Vacancy, info: SiteInfo) -> bool:
    if publication.ad is not Ad.LIVE or publication.linked or Can.EDIT not in info.can:
        return False
    lacking = missing_fields(publication.fields, info.fields, draft=True)
    now = fingerprint(vacancy, publication.fields, info)
    return not lacking and bool(publication.unsaved(now))


def sent_together(publications: Sequence[Publication], now: datetime) -> list[Publication]:
    """Those of a vacancy that are under way, and what was sent with them; none: there are none.

    Once it is over what was sent last, for a day; one that was mended meanwhile belongs to it.
    """
    asked = {one.id: it for one in publications if (it := one.operation) and it.kind in _TOGETHER}
    began = [asked[one.id].created_at for one in publications if one.busy and one.id in asked]
    if not began:
        fresh = [one.created_at for one in asked.values() if now - one.created_at < _SHOWN_FOR]
        began = [max(fresh) - _APART] if len(fresh) > 1 else []
    return [
        one
        for one in reversed(publications)
        if began and one.id in asked and asked[one.id].created_at >= min(began)
    ]


def page_of(talk: Conversation, publication: Publication) -> Place:
    """Where a request about it is watched: among its round, or on its own page."""
    if talk.place.screen == PROGRESS and publication.id in talk.targets:
        return Place(PROGRESS, publication.vacancy_id)
    return Place("publication", publication.id)


def cost_of(credits: Sequence[Credit], chosen: str | None) -> Credit | None:
    """The unused publication that is written off; None: not chosen, or not in `credits`."""
    return next((one for one in credits if one.id == chosen), None)


def payable(
    publication: Publication, info: SiteInfo, credits: Sequence[Credit], *, renews: bool = False
) -> bool:
    """A type that the balance does not name may be there: it forbids nothing.

    A live ad is edited for nothing, unless it is to get another term (`renews`).
    """
    chosen = chosen_credit(publication, info.fields)
    if publication.ad is Ad.LIVE and not renews:
        return True
    if chosen is not None:
        cost = cost_of(credits, chosen)
        return cost is None or cost.at_hand
    needed = any(one.kind is FieldKind.CREDIT and one.required for one in info.fields)
    return not needed or any(one.at_hand for one in credits)
