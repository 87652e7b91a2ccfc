"""Employer accounts: the list, the connect dialogue, the page of one."""

from bot.domain.account import AccountState, EmployerAccount, Viewed
from bot.domain.errors import AutomationRefused, ProofNeeded
from bot.domain.views import (
    AccountPage,
    Accounts,
    AskLabel,
    AskLogin,
    Checking,
    ChooseSite,
    ConfirmDisconnect,
    SyncedAccount,
    SyncOutcome,
)
from handlers.errors import explain, told
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import (
    GAP,
    NAME_MOST,
    Ink,
    Sheet,
    draws,
    opening,
    optional,
    sheet,
    short,
    synced,
)


@draws(Accounts)
def accounts(view: Accounts, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("accounts-head"), *_sync(view, ink)]
    lines += [GAP, *ink.paused(view.paused)] if view.paused else []
    for account in view.accounts:
        came = _came(account, view.synced[account.id], ink) if account.id in view.synced else None
        named = _line(account, ink, by_code=account.site in view.by_code)
        lines.append(Line("\n".join(filter(None, (named, came))), optional=True))
    if not view.accounts:
        lines += ["", ink.t("accounts-none")]
    rows: list[Row] = [
        (ink.pick(_button_words(one, ink), "account", one.id),) for one in view.accounts
    ]
    last: Row = ink.menu()
    if view.may_manage:
        last = (ink.press("do-connect", "connect", style=Style.PRIMARY), *last)
    return sheet(lines, [*rows, last])


def _sync(view: Accounts, ink: Ink) -> list[str]:
    """How the sync of several goes, and what it has brought once it is over."""
    outcomes = [one.outcome for one in view.synced.values()]
    running = outcomes.count(SyncOutcome.RUNNING)
    if len(outcomes) < 2:  # its own line says it all
        return []
    found = sum(one.found for one in view.synced.values())
    if running:
        done = len(outcomes) - running
        return ["", ink.t("sync-running", done=done, of=len(outcomes), found=found)]
    if found:
        return ["", ink.t("done-sync-found", count=found)]
    if SyncOutcome.DONE not in outcomes:
        return []
    failed = SyncOutcome.FAILED in outcomes
    return ["", ink.t("sync-not-all" if failed else "done-sync-nothing")]


def _came(account: EmployerAccount, synced: SyncedAccount, ink: Ink) -> str:
    """What the sync of all has brought from one account, and when it may be asked again."""
    moment = synced.again_at
    soon = moment is not None and moment > ink.now
    again = ink.t("sync-again", moment=ink.when(moment)) if moment is not None and soon else None
    if again is not None and synced.outcome is SyncOutcome.RECENT and synced.error is None:
        return again
    return "\n".join(filter(None, (_brought(account, synced, ink), again)))


def _brought(account: EmployerAccount, synced: SyncedAccount, ink: Ink) -> str:
    """What it has brought, or why it has not."""
    if synced.error is not None:
        values = {"site": account.site}
        return told(synced.error, values, ink.t, time_zone=ink.time_zone, now=ink.now)
    if synced.outcome is SyncOutcome.RUNNING:
        return ink.t("sync-account-running", found=synced.found)
    if synced.outcome is SyncOutcome.RECENT:
        return _synced(account, ink)
    if synced.found:
        return ink.t("done-sync-found", count=synced.found)
    return ink.t("done-sync-nothing")


def _line(account: EmployerAccount, ink: Ink, *, by_code: bool) -> str:
    named = ink.t(
        "accounts-line",
        mark=_mark(account, ink),
        label=short(account.label, 60),
        site=ink.site(account.site),
        login=_login(account, 40, by_code=by_code),
    )
    return f"\n{named}"


def _button_words(account: EmployerAccount, ink: Ink) -> str:
    """A company has the same name on all its sites."""
    return f"{_mark(account, ink)} {short(account.label, 40)} · {ink.site(account.site)}"


def _login(account: EmployerAccount, most: int = NAME_MOST, *, by_code: bool) -> str:
    """What was typed may be a password; what the site calls the person is none."""
    return short(account.login if by_code else account.masked_login, most)


def _mark(account: EmployerAccount, ink: Ink) -> str:
    troubled = account.failing_since is not None or account.halted
    return ink.t.label(f"account-mark-{AccountState.PAUSED if troubled else account.state}")


@draws(ChooseSite)
def choose_site(view: ChooseSite, ink: Ink) -> Sheet:
    rows: list[Row] = [(ink.pick(ink.site(key), "site", at),) for at, key in view.sites]
    others = (ink.press("do-other-sites", "offers"),) if view.others else ()
    lines = [ink.t("site-choose"), "", ink.t("site-employer")]
    return sheet(lines, [*rows, others, (ink.press("do-cancel", "leave"),)])


@draws(AskLogin)
def ask_login(view: AskLogin, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    lines: list[Line | str | None] = [
        ink.t("login-head", site=site)
        if view.again is None
        else ink.t("login-again", site=site, label=short(view.again)),
        _given(view.login, ink),
        ink.t("login-doubtful") if view.doubtful else None,
        "",
        ink.t("login-send", what=ink.t(f"{view.site}-login-{view.field}")),
        "",
        ink.t("login-erased"),
    ]
    if not view.secret:
        lines += ["", ink.t("login-separate")]
        if ink.t.has(f"{view.site}-connect-hint"):
            lines += ["", ink.t(f"{view.site}-connect-hint")]
    back: Row = (ink.press("do-back", "connect"),)
    if view.login:
        back = _other_login(ink) if view.again is None else ()
    return sheet(lines, [(*back, ink.press("do-cancel", "leave"))])


def _given(login: str, ink: Ink) -> str | None:
    return ink.t("login-known", login=short(login)) if login else None


def _other_login(ink: Ink) -> Row:
    return (ink.press("do-other-login", "other_login"),)


@draws(Checking)
def checking(view: Checking, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    unchecked = "code-unchecked" if view.by_code else "login-unchecked"
    said = ink.t(unchecked if view.failed else "login-checking", site=site)
    again: Row = (ink.press("do-again", "recheck", style=Style.PRIMARY),) if view.failed else ()
    other = () if view.again or view.by_code else _other_login(ink)
    prove = opening(ink.t.label("do-prove", site=site), view.proof)
    rows = [prove, again, (*other, ink.press("do-cancel", "leave"))]
    return sheet([said, _given(view.login, ink)], rows)


@draws(AskLabel)
def ask_label(view: AskLabel, ink: Ink) -> Sheet:
    label = short(view.label)
    if not view.fresh:
        lines = [ink.t("label-rename", label=label), "", ink.t("label-hint")]
        return sheet(lines, [(ink.press("do-cancel", "leave"),)])
    keep = ink.press("do-label-keep", "label_keep", style=Style.SUCCESS, label=short(label, 30))
    lines = [
        ink.t("label-connected", site=ink.site(view.site), label=label),
        "",
        ink.t("label-ask"),
        ink.t("label-hint"),
    ]
    return sheet(lines, [(keep,)])


@draws(AccountPage)
def account_page(view: AccountPage, ink: Ink) -> Sheet:
    account = view.account
    troubled = account.failing_since is not None or account.proof is not None
    lines: list[Line | str | None] = [
        ink.t("account-head", label=short(account.label), site=ink.site(account.site)),
        ink.t(
            "account-login-by-code" if view.by_code else "account-login",
            login=_login(account, by_code=view.by_code),
        ),
        ink.t(f"account-state-{account.state}") if not troubled else None,
        *_why(account, ink),
        *ink.paused(view.paused),
        ink.t("account-checking") if view.checking else None,
        "",
        _synced(account, ink),
        optional(_unused(account, ink)),
        ink.t("account-publications", count=view.publications, live=view.live),
        optional(ink.t(f"account-viewed-{account.viewed}")) if _tells(view) else None,
        *_next(view, ink),
    ]
    new: Row = (ink.press("do-new", "new"),) if view.every is not None else ()
    rows = _account_rows(view, ink) if view.may_manage else ()
    back = ink.press("do-back", "accounts")
    going: list[Row] = [
        (ink.press(_going_on(count, of), "adoption", key, count=count, of=of),)
        for key, count, of in view.adopting
    ]
    first = [_stopped(view, ink), *going, *_unlinked(view, ink), new]
    return sheet(lines, [*first, *rows, (back,)])


def _going_on(count: int, of: int) -> str:
    """Once all are linked, their past is still being read."""
    return "do-adopting" if count < of else "do-adopting-past"


def _tells(view: AccountPage) -> bool:
    """Its candidates see that a resume was looked at."""
    return view.tells_viewed and view.account.state is not AccountState.DISCONNECTED


def _next(view: AccountPage, ink: Ink) -> list[str]:
    """What there is to do now that it is connected, and what needs no doing."""
    if view.every is None:
        return []
    step = "account-next-new"
    if view.stopped:
        return ["", ink.t("account-next-resume", stopped=view.stopped)]
    if view.unlinked:
        step = "account-next-link"
    elif view.account.last_sync_at is None:
        step = "account-next-looking"
    said = ink.t(step, count=view.unlinked, site=ink.site(view.account.site))
    more = view.unlinked - len(view.found)
    names: list[str] = [ink.t("account-found", title=short(one, 60)) for one in view.found]
    if names:
        names += [ink.t("unlinked-more", count=more)] if more > 0 else []
        names.append("")
    return ["", said, *names, ink.t("account-every", minutes=view.every)]


def _stopped(view: AccountPage, ink: Ink) -> Row:
    if not view.stopped:
        return ()
    account, count = view.account.id, view.stopped
    style = Style.PRIMARY if view.every is not None else None
    return (ink.press("do-resume-all", "resume_all", account, style=style, count=count),)


def _unlinked(view: AccountPage, ink: Ink) -> list[Row]:
    """All at once, some, or later, for who has just connected the account; else the list."""
    if not view.unlinked or view.account.state is AccountState.DISCONNECTED:
        return []
    ads, count = view.account.id, view.unlinked
    if len(view.found) < 2:
        style = Style.PRIMARY if view.every is not None else None
        return [(ink.press("do-account-ads", "ads", ads, style=style, count=count),)]
    every = ink.press("do-link-all", "link_all", style=Style.PRIMARY, count=count)
    choose = ink.press("do-choose", "choose", ads)
    return [(every,), (choose, ink.press("do-ads-later", "ads_later"))]


def _why(account: EmployerAccount, ink: Ink) -> list[Line]:
    if account.state is AccountState.PAUSED and account.paused_by:
        values = {"site": account.site}
        said = told(account.paused_by, values, ink.t, time_zone=ink.time_zone, now=ink.now)
        return [Line(said)]
    if account.proof is not None:
        proof = ProofNeeded(account.site, account.proof)
        return [Line(explain(proof, ink.t, time_zone=ink.time_zone, now=ink.now))]
    if account.failing_since is not None and account.refusals and account.next_sync_at:
        wall = AutomationRefused(account.site, account.next_sync_at)
        return [Line(explain(wall, ink.t, time_zone=ink.time_zone, now=ink.now))]
    if account.failing_since is not None:
        return [Line(ink.t("account-failing", since=ink.when(account.failing_since)))]
    return []


def _synced(account: EmployerAccount, ink: Ink) -> str:
    if account.last_sync_at is None:
        return ink.t("sync-never")
    return synced(account.last_sync_at, account.next_sync_at, ink)


def _unused(account: EmployerAccount, ink: Ink) -> str | None:
    if not account.credits:
        return None
    return ink.t("account-credits", credits=ink.credits(account.credits))


def _account_rows(view: AccountPage, ink: Ink) -> tuple[Row, ...]:
    account, subject = view.account, view.account.id
    if account.state is AccountState.DISCONNECTED:
        return ((ink.press("do-connect-again", "connect", style=Style.PRIMARY),),)
    urgent = Style.PRIMARY if account.state is AccountState.PAUSED else None
    label = "do-new-login" if view.by_code else "do-password"
    password = ink.press(label, "password", subject, style=urgent)
    rename = ink.press("do-rename", "rename", subject)
    disconnect = ink.press("do-disconnect", "disconnect", subject)
    if view.checking:
        return ((ink.press("do-refresh", "account", subject),),)
    check: tuple[Button, ...] = (ink.press("do-check", "check", subject),)
    if account.proof is not None:
        check += (ink.press("do-proved", "sync_account", subject, style=Style.PRIMARY),)
    elif account.state is AccountState.ACTIVE and (view.publications or view.unlinked):
        check += (ink.press("do-sync", "sync_account", subject),)
    prove = opening(ink.t.label("do-prove", site=ink.site(account.site)), account.proof)
    viewed: Row = ()
    if _tells(view):
        other = Viewed.OPENED if account.viewed is Viewed.DELIVERED else Viewed.DELIVERED
        viewed = (ink.press(f"do-viewed-{other}", f"viewed_{other}", subject),)
    return (prove, check, (password, rename), viewed, (disconnect,))


@draws(ConfirmDisconnect)
def confirm_disconnect(view: ConfirmDisconnect, ink: Ink) -> Sheet:
    account = view.account
    lines = [
        ink.t("disconnect-ask", label=short(account.label), site=ink.site(account.site)),
        "",
        ink.t("disconnect-stops", live=view.live) if view.live or not view.late else None,
        ink.t("disconnect-late", count=view.late) if view.late else None,
        ink.t("disconnect-stays", site=ink.site(account.site)),
    ]
    yes = ink.press("do-disconnect", "disconnect_yes", account.id, style=Style.DANGER)
    return sheet(lines, [(yes, ink.press("do-keep", "account", account.id))])
