"""Employer accounts."""

from bot.domain import views
from bot.domain.ids import AccountId
from bot.domain.site import Ad
from bot.domain.workspace import Right
from bot.usecases.connect_account import missing_login
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.reading.own_ads import unlinked_of


async def accounts(desk: Desk) -> views.View:
    """All that are connected."""
    may = desk.member.may(Right.MANAGE_ACCOUNTS)
    return views.Accounts(await desk.tx.accounts.all(), may)


async def connect_site(desk: Desk) -> views.View:
    """Where the new account is."""
    return views.ChooseSite([one.key for one in desk.sites.all()])


async def connect_login(desk: Desk) -> views.View:
    """The next question of the site's login form."""
    field = missing_login(desk.sites, desk.talk) if "site" in desk.talk.draft else None
    if field is None:
        return await connect_site(desk)
    again = desk.talk.draft.get("again")
    label = (await desk.tx.accounts.get(AccountId(again))).label if again else None
    login = next(iter((desk.talk.draft.get("login") or {}).values()), "")
    return views.AskLogin(str(desk.talk.draft["site"]), field.key, field.secret, login, label)


async def connect_check(desk: Desk) -> views.View:
    """The login is being checked."""
    if "site" not in desk.talk.draft:
        return await connect_site(desk)
    failed = bool(desk.talk.draft.get("failed"))
    return views.Checking(str(desk.talk.draft["site"]), failed)


async def account_label(desk: Desk) -> views.View:
    """Its name."""
    account = await desk.tx.accounts.get(AccountId(desk.subject))
    fresh = not desk.talk.draft.get("rename")
    return views.AskLabel(account.site, account.label, fresh)


async def account(desk: Desk) -> views.View:
    """One account."""
    found = await desk.tx.accounts.get(AccountId(desk.subject))
    publications = await desk.tx.publications.of_account(found.id)
    return views.AccountPage(
        found,
        len(publications),
        sum(one.ad is Ad.LIVE for one in publications),
        desk.member.may(Right.MANAGE_ACCOUNTS),
        checking=bool(desk.talk.draft.get("checking")),
        unlinked=len(await unlinked_of(desk.tx, found)) if desk.member.may(Right.PUBLISH) else 0,
    )


async def disconnect(desk: Desk) -> views.View:
    """What disconnecting stops."""
    found = await desk.tx.accounts.get(AccountId(desk.subject))
    publications = await desk.tx.publications.of_account(found.id)
    live = sum(one.ad is Ad.LIVE and one.sync for one in publications)
    return views.ConfirmDisconnect(found, live)


SCREENS: dict[str, Reader] = {
    "accounts": accounts,
    "connect_site": connect_site,
    "connect_login": connect_login,
    "connect_check": connect_check,
    "account_label": account_label,
    "account": account,
    "disconnect": disconnect,
}
