"""Ads that were made in the employer's cabinet and are not linked so far."""

from collections.abc import Sequence

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.errors import NotThere
from bot.domain.ids import AccountId, AdoptionId, UnlinkedAdId
from bot.domain.notice import Notice
from bot.domain.titles import natural
from bot.domain.views import WaitingAd
from bot.domain.workspace import Right
from bot.ports import Transaction
from bot.usecases.reach import reaches_vacancy
from bot.usecases.reading.desk import Desk, Reader, page_of
from bot.usecases.reading.named import account_of, accounts_of
from bot.usecases.settle_adoption import left_of

PAGE = 8


async def unlinked_of(tx: Transaction, account: EmployerAccount) -> Sequence[WaitingAd]:
    """Those worth linking: live ones and ones with responses; the latter first, then by title."""
    waiting = await tx.applications.waiting(account.site)
    found = [
        WaitingAd(one, waiting.get(one.remote_id, 0))
        for one in await tx.unlinked.of_site(account.site)
        if one.account_id == account.id
    ]
    found = [one for one in found if one.ad.worth_showing(one.waiting)]
    return sorted(found, key=lambda one: (-one.waiting, natural(one.ad.title)))


async def adopting(tx: Transaction, account: EmployerAccount) -> list[tuple[int, int, int]]:
    """Wishes to link ads of the account that are not over, each with how far it is."""
    return [
        (one.id, one.total - len(await left_of(tx, one)), one.total)
        for one in await tx.adoptions.open()
        if one.account_id == account.id
    ]


async def link_ad(desk: Desk) -> views.View:
    """One ad."""
    ad = await desk.tx.unlinked.get(UnlinkedAdId(desk.subject))
    account = await account_of(desk.tx, ad.account_id)
    waiting = len(await desk.tx.applications.stubs_of(ad.site, ad.remote_id))
    alike = [one for one in await desk.tx.vacancies.all() if ad.fits(one)]
    more = len(desk.talk.draft.get("next", ()))
    return views.LinkScreen(WaitingAd(ad, waiting), account, next(iter(alike), None), more)


async def unlinked_ads(desk: Desk) -> views.View:
    """All of one account."""
    account = await account_of(desk.tx, AccountId(desk.subject))
    found = await unlinked_of(desk.tx, account)
    shown, page, pages = page_of(found, desk.talk.place.page, PAGE)
    left = sum(one.ad.asked_by is None for one in found)
    chosen = desk.talk.draft.get("chosen")
    there = {one.ad.id for one in found if one.ad.asked_by is None}
    ticks = None if chosen is None else frozenset(there & set(chosen))
    return views.UnlinkedList(account, shown, page, pages, left, ticks)


async def adopt(desk: Desk) -> views.View:
    """What of the past is wanted; the list where nothing is left to be asked."""
    account = await account_of(desk.tx, AccountId(desk.subject))
    asked = desk.talk.draft.get("adopt")
    if asked is None:
        return await unlinked_ads(desk)
    ids = set(asked["ads"])
    ads = [one for one in await desk.tx.unlinked.of_site(account.site) if one.id in ids]
    every = await desk.tx.vacancies.all()
    vacancies = [one for one in every if reaches_vacancy(desk.member, Right.PUBLISH, one)]
    return views.AskHistory(
        account,
        len(ads),
        ads[0] if len(ads) == 1 else None,
        sum(any(one.fits(it) for it in vacancies) for one in ads),
        bool(asked["join"]),
        desk.sites.info(account.site).tells_unread,
    )


async def adoption(desk: Desk) -> views.View:
    """How a wish to link ads goes."""
    found = await desk.tx.adoptions.get(AdoptionId(desk.subject))
    account = await account_of(desk.tx, found.account_id)
    return views.Adopting(account, found, len(await left_of(desk.tx, found)))


async def pasted(desk: Desk) -> views.View:
    """One that was named by its address. Raises: NotThere once that is forgotten."""
    told = desk.talk.draft.get("pasted")
    if told is None:
        raise NotThere
    labels = {one.id: one.label for one in await accounts_of(desk.tx, disconnected=True)}
    unasked = [(labels[AccountId(int(key))], why) for key, why in told.get("unasked", {}).items()]
    return views.Pasted(
        str(told["site"]),
        "search" in told,
        [labels[AccountId(one)] for one in told.get("asked", [])],
        unasked,
        desk.member.may(Right.MANAGE_ACCOUNTS),
        len(desk.talk.draft.get("next", ())),
    )


async def unlinked_news(tx: Transaction, notice: Notice) -> views.View:
    """What is still to be linked of what the notice was owed for. Raises: NotThere."""
    account = await account_of(tx, AccountId(notice.subject_id))
    told, others = await unlinked_told(tx, account, notice)
    if not told:
        raise NotThere
    return views.UnlinkedNews(account, told, others)


async def unlinked_told(
    tx: Transaction, account: EmployerAccount, notice: Notice
) -> tuple[Sequence[WaitingAd], int]:
    """Those that it was owed for and that are still to be linked, and how many others there are."""
    found = await unlinked_of(tx, account)
    told = [
        one
        for one in found
        if one.waiting
        and one.ad.asked_by is None
        and one.ad.told_at is not None
        and one.ad.told_at.isoformat() == notice.occurrence
    ]
    return told, len(found) - len(told)


async def adopted(tx: Transaction, notice: Notice) -> views.View:
    """How a wish to link ads went, for who has not watched it."""
    found = await tx.adoptions.get(AdoptionId(notice.subject_id))
    return views.Adopting(await account_of(tx, found.account_id), found, 0)


SCREENS: dict[str, Reader] = {
    "link_ad": link_ad,
    "unlinked_ads": unlinked_ads,
    "adopt": adopt,
    "adoption": adoption,
    "pasted": pasted,
}
