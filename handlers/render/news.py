"""News that nobody asked for: logins lost, sites down and back, records that can't be read."""

from bot.domain.errors import Value
from bot.domain.views import (
    AccountPaused,
    BrokenContract,
    BrokenRecords,
    PasswordLeft,
    SiteBack,
    SiteDown,
)
from handlers.errors import told
from handlers.render.drawn import Style
from handlers.render.ink import Ink, Sheet, draws, opening, sheet, short


@draws(PasswordLeft)
def password_left(_view: PasswordLeft, ink: Ink) -> Sheet:
    return sheet([ink.t("password-not-deleted")])


@draws(AccountPaused)
def account_paused(view: AccountPaused, ink: Ink) -> Sheet:
    account, site = view.account, ink.site(view.account.site)
    to_account = ink.press("do-to-account", "account", account.id)
    if not account.halted:
        head = ink.t("account-head", label=short(account.label), site=site)
        return sheet([head, ink.t(f"account-state-{account.state}")], [(to_account,)])
    proof = account.proof is not None
    reason = "error-proof-needed" if proof else account.paused_by or "error-auth-expired"
    lines = [
        ink.t("paused-head", label=short(account.label), site=site),
        "",
        told(reason, {"site": account.site}, ink.t, time_zone=ink.time_zone, now=ink.now),
        ink.t("proof-since" if proof else "paused-since", since=ink.when(view.since)),
    ]
    if proof:
        prove = opening(ink.t.label("do-prove", site=site), account.proof)
        proved = ink.press("do-proved", "sync_account", account.id, style=Style.PRIMARY)
        return sheet(lines, [prove, (proved, to_account)])
    mend = ink.press("do-new-login", "password", account.id, style=Style.PRIMARY)
    return sheet(lines, [(mend, to_account)])


_OUTAGES = {
    "error-site-unavailable": "site-down",
    "error-contract-broken": "site-broken",
    "error-automation-refused": "site-walled",
}


@draws(SiteDown)
def site_down(view: SiteDown, ink: Ink) -> Sheet:
    words = _OUTAGES.get(view.reason)
    if words is None:
        values: dict[str, Value] = {"site": view.site, "until": view.next_try}
        return sheet([told(view.reason, values, ink.t, time_zone=ink.time_zone, now=ink.now)])
    said = ink.t(
        words,
        site=ink.site(view.site),
        since=ink.when(view.since),
        next=ink.when(view.next_try),
    )
    return sheet([said])


@draws(SiteBack)
def site_back(view: SiteBack, ink: Ink) -> Sheet:
    return sheet([ink.t("site-back", site=ink.site(view.site), since=ink.when(view.since))])


@draws(BrokenRecords)
def broken_records(view: BrokenRecords, ink: Ink) -> Sheet:
    said = ink.t("broken-records", site=ink.site(view.site), where=short(view.where, 200))
    return sheet([said])


@draws(BrokenContract)
def broken_contract(view: BrokenContract, ink: Ink) -> Sheet:
    said = ink.t("broken-contract", site=ink.site(view.site), where=short(view.where, 200))
    return sheet([said])
