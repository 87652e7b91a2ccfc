"""Employer accounts."""

from datetime import datetime

from bot.domain import views
from bot.domain.account import AccountState, is_email, masked
from bot.domain.ids import AccountId
from bot.domain.site import Ad
from bot.domain.workspace import Right
from bot.usecases.connect_account import missing_login
from bot.usecases.paused_site import paused_of
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.reading.named import account_of, accounts_of
from bot.usecases.reading.own_ads import adopting, unlinked_of
from bot.usecases.tell_sync import synced


async def accounts(desk: Desk) -> views.View:
    """All that are connected; with what came of them, when a sync of all was asked for."""
    found, may = await accounts_of(desk.tx), desk.member.may(Right.MANAGE_ACCOUNTS)
    by_code = frozenset(one.site for one in found if desk.sites.info(one.site).by_code)
    paused = await paused_of(desk.tx, {one.site for one in found})
    return views.Accounts(found, may, by_code, synced(desk.talk, found), paused)


async def connect_site(desk: Desk) -> views.View:
    """Where the new account is."""
    known = list(enumerate(desk.sites.all()))
    wanted = [(at, one.key) for at, one in known if desk.company.wants(one)]
    may = desk.member.may(Right.MANAGE_TEAM)
    return views.ChooseSite(wanted, may and any(one.optional for _, one in known))


async def offers(desk: Desk) -> views.View:
    """The sites that a team may have offered or not."""
    known = enumerate(desk.sites.all())
    company = desk.company
    return views.Offers([(at, one.key, company.wants(one)) for at, one in known if one.optional])


async def offer(desk: Desk) -> views.View:
    """One of them, with what there is to know before."""
    known = desk.sites.all()
    if desk.subject >= len(known) or not known[desk.subject].optional:
        return await offers(desk)
    info = known[desk.subject]
    there = sum(one.site == info.key for one in await accounts_of(desk.tx))
    return views.Offer(desk.subject, info.key, desk.company.wants(info), there)


async def connect_login(desk: Desk) -> views.View:
    """The next question of the site's login form."""
    field = missing_login(desk.sites, desk.talk) if "site" in desk.talk.draft else None
    if field is None:
        return await connect_site(desk)
    site, again, login = str(desk.talk.draft["site"]), desk.talk.draft.get("again"), _login(desk)
    label = (await account_of(desk.tx, AccountId(again))).label if again else None
    doubtful = bool(login) and again is None and not is_email(login)
    # In full, to see a typo in it: but for one that can't be changed here.
    shown = login if again is None and is_email(login) else _masked(login)
    return views.AskLogin(site, field.key, field.secret, shown, label, doubtful)


def _login(desk: Desk) -> str:
    """What was given so far to know the person by; never a secret."""
    answers = desk.talk.draft.get("login") or {}
    fields = desk.sites.info(str(desk.talk.draft["site"])).login
    return next((answers[one.key] for one in fields if one.key in answers and not one.secret), "")


def _masked(login: str) -> str:
    return masked(login) if login else ""


async def connect_code(desk: Desk) -> views.View:
    """The way to the site's login page."""
    draft = desk.talk.draft
    if "site" not in draft:
        return await connect_site(desk)
    info, again = desk.sites.info(str(draft["site"])), draft.get("again")
    label = (await account_of(desk.tx, AccountId(again))).label if again else None
    until = datetime.fromisoformat(draft["until"]) if "until" in draft else None
    usable = until is not None and desk.clock.now() < until
    address = str(draft["address"]) if usable else None
    tells = info.tells_viewed and again is None
    return views.AskCode(info.key, address, until if usable else None, label, tells)


async def connect_choice(desk: Desk) -> views.View:
    """Which work account the login acts for."""
    draft = desk.talk.draft
    if "choices" not in draft:
        return await connect_site(desk)
    return views.ChooseWork(str(draft["site"]), [name for _, name in draft["choices"]])


async def connect_check(desk: Desk) -> views.View:
    """The login is being checked."""
    if "site" not in desk.talk.draft:
        return await connect_site(desk)
    draft = desk.talk.draft
    login, failed = _masked(_login(desk)), bool(draft.get("failed"))
    info = desk.sites.info(str(draft["site"]))
    again = "again" in draft
    proof = draft.get("proof") if failed else None
    return views.Checking(info.key, login, failed, again, info.by_code, proof)


async def account_label(desk: Desk) -> views.View:
    """Its name."""
    account = await desk.tx.accounts.get(AccountId(desk.subject))
    return views.AskLabel(account.site, account.label, bool(desk.talk.draft.get("fresh")))


_NAMED = 5
"""Ads of a new account that its page names."""


async def account(desk: Desk) -> views.View:
    """One account."""
    found = await account_of(desk.tx, AccountId(desk.subject))
    info = desk.sites.info(found.site)
    publications = await desk.tx.publications.of_account(found.id)
    active, publishes = found.state is AccountState.ACTIVE, desk.member.may(Right.PUBLISH)
    fresh = desk.talk.draft.get("fresh") and active
    unlinked = await unlinked_of(desk.tx, found) if publishes else ()
    titles = [one.ad.title for one in unlinked if one.ad.asked_by is None]
    return views.AccountPage(
        found,
        len(publications),
        sum(one.ad is Ad.LIVE for one in publications),
        desk.member.may(Right.MANAGE_ACCOUNTS),
        checking=bool(desk.talk.draft.get("checking")),
        unlinked=len(unlinked),
        found=titles[:_NAMED] if fresh else (),
        every=desk.paces.sync_minutes if fresh else None,
        by_code=info.by_code,
        tells_viewed=info.tells_viewed,
        stopped=sum(one.unheard for one in publications) if active and publishes else 0,
        adopting=await adopting(desk.tx, found) if publishes else (),
        paused=await paused_of(desk.tx, {found.site}),
    )


async def disconnect(desk: Desk) -> views.View:
    """What disconnecting stops."""
    found = await account_of(desk.tx, AccountId(desk.subject))
    publications = await desk.tx.publications.of_account(found.id)
    live = sum(one.ad is Ad.LIVE and one.sync for one in publications)
    late = sum(one.may_sync and not one.gone for one in publications) - live
    return views.ConfirmDisconnect(found, live, late)


SCREENS: dict[str, Reader] = {
    "accounts": accounts,
    "connect_site": connect_site,
    "offers": offers,
    "offer": offer,
    "connect_login": connect_login,
    "connect_code": connect_code,
    "connect_choice": connect_choice,
    "connect_check": connect_check,
    "account_label": account_label,
    "account": account,
    "disconnect": disconnect,
}
