"""The menu, the help and the settings."""

from urllib.parse import quote

from bot.domain.ids import to_base36
from bot.domain.publication import Status
from bot.domain.queues import Queue
from bot.domain.views import Company, Help, InviteLink, Menu, Settings
from bot.domain.workspace import Right, Role
from handlers.buttons import COMMANDS
from handlers.render.drawn import Button, Line, Row, Rows, Style
from handlers.render.inbox import counted
from handlers.render.ink import (
    Ink,
    Sheet,
    columns,
    copying,
    draws,
    link,
    opening,
    optional,
    sheet,
    short,
    support_row,
)

_ORDER = (Status.PUBLISHED, Status.ERRONEOUS, Status.INACTIVE, Status.DRAFT)


@draws(Menu)
def menu(view: Menu, ink: Ink) -> Sheet:
    head = ink.t(
        "menu-head", company=short(view.company, 60), clock=ink.t.clock(ink.now, ink.time_zone)
    )
    if not view.accounts and not view.vacancies:
        return _empty_menu(view, ink, head)
    counts = ink.t("menu-counts", accounts=view.accounts, vacancies=view.vacancies)
    lines: list[Line | str | None] = [head, counts, _statuses(view, ink)]
    if view.new is not None and view.debt is not None:
        known = {"new": counted(view.new), "debt": counted(view.debt)}
        lines.insert(1, ink.t("menu-candidates", **known))
    if view.last_sync_at is not None:
        lines.append(ink.t("menu-sync", moment=ink.when(view.last_sync_at)))
    if view.paused_accounts:
        lines += ["", ink.t("menu-paused", accounts=view.paused_accounts)]
    if not view.accounts:
        lines += ["", ink.t("menu-no-account")]
    return sheet(lines, _menu_rows(view, ink))


def _empty_menu(view: Menu, ink: Ink, head: str) -> Sheet:
    last = (ink.press("do-settings", "settings"), ink.press("do-how", "help"))
    if not view.may_manage:
        return sheet([head, "", ink.t("menu-empty-ask")], [last])
    add = ink.press("do-connect", "connect", style=Style.PRIMARY)
    return sheet([head, "", ink.t("menu-empty")], [(add,), last])


def _statuses(view: Menu, ink: Ink) -> Line | None:
    found = [
        ink.t(f"menu-{status}", count=view.by_status[status])
        for status in _ORDER
        if view.by_status.get(status)
    ]
    return optional(" · ".join(found))


def _menu_rows(view: Menu, ink: Ink) -> Rows:
    accounts = ink.press("do-accounts", "accounts")
    add = ink.press("do-connect", "connect", style=Style.PRIMARY)
    rows: list[Row] = []
    others = [accounts if view.accounts or not view.may_manage else add]
    others += [ink.press("do-settings", "settings"), ink.press("do-help", "help")]
    if view.new is not None and view.debt is not None:
        rows.append((_counting("inbox", view.new, ink), _counting("debt", view.debt, ink)))
        others.insert(0, ink.press("do-find", "find"))
    if view.may_publish:
        others.insert(0, ink.press("do-new", "new"))
    if view.may_publish and view.accounts:
        others.insert(1, ink.press("do-report", "report"))
    rows.append((ink.press("do-status", "status"), ink.press("do-vacancies", "vacancies")))
    return (*rows, *columns(others, 2))


def _counting(word: str, count: int, ink: Ink) -> Button:
    """Nobody is counted where nobody is."""
    verb = "inbox" if word == "inbox" else f"queue_{Queue.UNANSWERED}"
    return ink.press(f"do-{word}", verb, count=counted(count) if count else "")


_HELP = (
    ("help-cards", Right.SEE_CONTACTS),
    ("help-publish", Right.PUBLISH),
    ("help-accounts", Right.MANAGE_ACCOUNTS),
    ("help-status", Right.LOOK),
    ("help-team", Right.MANAGE_TEAM),
    ("help-groups", Right.LINK_GROUPS),
)
"""What is told to whom."""


@draws(Help)
def help_page(view: Help, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("help-head")]
    for part, right in _HELP:
        if right in view.may:
            lines += ["", ink.t(part)]
    if Right.SEE_CONTACTS not in view.may:
        lines += ["", ink.t("help-opinions")]
    if Right.HANDLE in view.may:
        lines += ["", ink.t("help-inline", bot=ink.bot_username)]
    known = [name for name, row in COMMANDS.items() if row.right in view.may]
    lines += ["", " ".join(f"/{name}" for name in known)]
    if view.support:
        lines += ["", ink.t("write-to", contact=short(view.support))]
    return sheet(lines, [support_row(ink.t.label("do-support"), view.support), ink.menu()])


@draws(Settings)
def settings(view: Settings, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("settings-head"),
        "",
        ink.t("settings-company", company=short(view.company)),
        ink.t("settings-language", language=ink.t(f"language-{view.language}")),
        ink.t(
            "settings-zone",
            zone=ink.t.city(view.time_zone),
            time=ink.t.when(ink.now, view.time_zone, ink.now),
        ),
    ]
    rows: list[tuple[Button, ...]] = [
        (
            ink.press("do-language", "languages"),
            *((ink.press("do-company-page", "company_page"),) if view.may_invite else ()),
        )
    ]
    rows.append(
        (
            *((ink.press("do-hush", "silence"),) if view.may_hear else ()),
            *((ink.press("do-groups", "groups"),) if view.may_link else ()),
        )
    )
    rows.append((ink.press("do-privacy", "privacy"), ink.press("do-team", "team")))
    if view.may_handle:
        rows.append((ink.press("do-answers", "answers"), ink.press("do-barred", "barred")))
    if view.may_invite:
        lines += ["", ink.t("settings-invite")]
        rows += [
            (ink.press(f"do-invite-{role}", "invite", at),)
            for at, role in enumerate(Role)
            if role is not Role.OWNER
        ]
    rows += [
        (ink.press("do-switch", "switch", one.id, name=short(one.name)),) for one in view.others
    ]
    return sheet(lines, [*rows, ink.menu()])


@draws(Company)
def company(view: Company, ink: Ink) -> Sheet:
    time = ink.t.when(ink.now, view.time_zone, ink.now)
    lines: list[Line | str | None] = [
        ink.t("company-head", company=short(view.name)),
        ink.t("settings-zone", zone=ink.t.city(view.time_zone), time=time),
        ink.t("privacy-long", months=view.retention_months),
        ink.t("settings-number", id=to_base36(view.workspace_id)),
    ]
    audit = (ink.press("do-audit", "audit"),) if view.may_audit else ()
    rows = [
        (ink.press("do-company", "company_name"), ink.press("do-zone", "zone_change")),
        (ink.press("do-privacy", "privacy"), ink.press("do-other-sites", "offers")),
        audit,
        (ink.press("do-back", "settings"), *ink.menu()),
    ]
    return sheet(lines, rows)


@draws(InviteLink)
def invite_link(view: InviteLink, ink: Ink) -> Sheet:
    url = f"https://t.me/{ink.bot_username}?start={quote(view.token, safe='')}"
    lines = [
        ink.t("invite-head", role=ink.t(f"role-{view.role}")),
        "",
        link(url, url),
        "",
        ink.t("invite-rules", moment=ink.when(view.expires_at)),
    ]
    share = f"https://t.me/share/url?url={quote(url, safe='')}"
    rows = [
        copying(ink.t.label("do-copy-link"), url) + opening(ink.t.label("do-share"), share),
        (ink.press("do-back", "settings"),),
    ]
    return sheet(lines, rows)
