"""Publications: the page of one, the list of all, what became of a request to a site."""

from collections.abc import Sequence

from bot.domain.account import AccountState
from bot.domain.alert import Today
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad, Problem
from bot.domain.site_action import ActionState, Kind, SiteAction
from bot.domain.views import (
    PublicationLine,
    PublicationPage,
    PublicationResult,
    StatusFilters,
    StatusList,
)
from handlers.errors import told
from handlers.render.apart import told_apart
from handlers.render.drawn import Button, Does, Line, Row
from handlers.render.home import came_lines
from handlers.render.ink import (
    Ink,
    Sheet,
    address,
    columns,
    draws,
    optional,
    sheet,
    short,
    synced,
)
from handlers.render.publication_buttons import buttons_of
from handlers.render.publishing import otherwise_lines
from handlers.render.rounds import change_lines
from handlers.texts import Texts

_WORDS_MOST = 600
_SIMILAR_MOST = 3


def title_of(publication: Publication, ink: Ink) -> str:
    """What to call it."""
    return short(publication.title) or ink.t.label("vacancy-untitled")


@draws(PublicationPage)
def publication_page(view: PublicationPage, ink: Ink) -> Sheet:
    publication = view.publication
    head = ink.t(
        "publication-head",
        title=title_of(publication, ink),
        site=ink.site(publication.site),
        account=short(view.account.label, 60),
        lock="🔒" if publication.bound else "",
    )
    lines: list[Line | str | None] = [
        head,
        _state(publication, view.status, ink),
        *_under_way(publication, ink),
        *_errors(view, ink),
        *ink.paused(view.paused),
        *_away(view, ink),
        *_similar(view, ink),
        *_unsaved(view, ink),
        *otherwise_lines(publication.site, view.otherwise, ink),
        "",
        *_address(publication, ink),
        _until(publication, ink),
        *came_lines(publication, view.responses, view.erased, ink),
        ink.t("sync-late") if _late(view) else None,
        optional(_statistics(publication, ink)),
        optional(_sync(view, ink)),
        optional(ink.t("account-bound")) if publication.bound else None,
    ]
    return sheet(lines, buttons_of(view, ink))


def _state(publication: Publication, status: Status, ink: Ink) -> str:
    words = badges(publication, status, ink)
    return ink.t("publication-state", status=ink.status(status), badges=words)


def badges(publication: Publication, status: Status, ink: Ink, *, login_lost: bool = False) -> str:
    """What stands behind the status: each with a dot before it."""
    said = badges_of(publication, status, ink.t, ink.today)
    return "".join(
        f" · {one}" for one in ([ink.t.label("badge-login")] if login_lost else []) + said
    )


def badges_of(publication: Publication, status: Status, t: Texts, today: Today) -> list[str]:
    """How the ad itself stands, and how many days it has where these are few; plain texts."""
    days = publication.days_left(today)
    said = [
        _badge_words(publication, status, t),
        t.label("badge-expiring", days=days) if days is not None else "",
    ]
    return [one for one in said if one]


def _badge_words(publication: Publication, status: Status, t: Texts) -> str:
    """How the ad itself stands, where the status does not say it; plain text."""
    if publication.closed_here:
        return t.label("badge-closed-here")
    if publication.badge:
        return t.label(publication.badge if t.has(publication.badge) else "badge-unknown")
    if status is Status.INACTIVE and publication.ad is Ad.LIVE:
        return t.label("badge-site-live")
    return ""


def _under_way(publication: Publication, ink: Ink) -> list[str]:
    action = publication.operation
    if action is None or not action.under_way:
        return []
    site = ink.site(publication.site)
    if action.state is ActionState.UNSURE:
        lines = ["", ink.t("busy-unsure", site=site)]
        if action.due_at is not None and action.due_at > ink.now:
            lines.append(ink.t("busy-look", moment=ink.when(action.due_at)))
        return lines
    lines = ["", ink.t(f"busy-{action.kind}", site=site)]
    if action.due_at is not None and action.due_at > ink.now and action.attempts:
        lines.append(ink.t("busy-later", moment=ink.when(action.due_at)))
    return lines


def _errors(view: PublicationPage, ink: Ink) -> list[Line | str | None]:
    publication, action = view.publication, view.publication.operation
    lines: list[Line | str | None] = []
    failed = action is not None and action.state is ActionState.FAILED
    if action is not None and failed and action.error:
        values = {"site": publication.site}
        lines += ["", ink.t(f"result-{action.kind}-failed")]
        said = told(action.error, values, ink.t, time_zone=ink.time_zone, now=ink.now)
        if action.loginless and view.account.state is AccountState.ACTIVE:
            said = ink.t("login-works-again")
        if not action.loginless or view.account.state is not AccountState.DISCONNECTED:
            lines.append(said)  # else what comes below says it
        lines.append(_still_live(action, publication, ink))
    elif view.account.state is AccountState.PAUSED and publication.sync:
        lines += ["", ink.t("publication-login-lost")]
    lines += [_wrong(publication, one, ink) for one in view.wrong]
    if action is not None and failed and action.since is not None:
        lines.append(optional(ink.t("publication-error-at", moment=ink.when(action.since))))
    if publication.ad is Ad.REFUSED:
        said = ink.t("publication-refused", site=ink.site(publication.site))
        lines += ["", said, refusal_of(publication, ink)]
    return lines


def refusal_of(publication: Publication, ink: Ink) -> str:
    """Why the site took the ad down, in its own words."""
    if not publication.refusal:
        return ink.t("refusal-untold", site=ink.site(publication.site))
    return ink.t("refusal-words", words=short(publication.refusal, _WORDS_MOST))


def _still_live(action: SiteAction, publication: Publication, ink: Ink) -> str | None:
    """A change that failed took nothing away from a live ad."""
    changes = action.kind in (Kind.EDIT, Kind.PROLONG)
    return ink.t("publication-still-live") if changes and publication.ad is Ad.LIVE else None


def _away(view: PublicationPage, ink: Ink) -> list[str]:
    if view.account.state is not AccountState.DISCONNECTED:
        return []
    return ["", ink.t("publication-disconnected", site=ink.site(view.publication.site))]


def _similar(view: PublicationPage, ink: Ink) -> list[str]:
    if not view.similar:
        return []
    site = ink.site(view.publication.site)
    known = [address(url) for _, url in view.similar if url]
    many = ink.t("publication-similar-many", site=site, count=len(view.similar))
    return [many, *known[:_SIMILAR_MOST]]


def _statistics(publication: Publication, ink: Ink) -> str | None:
    told = publication.statistics
    if told is None or told.views is None or publication.ad is not Ad.LIVE:
        return None
    days = told.days or 0
    if told.responses is None:
        return ink.t("publication-views", days=days, views=told.views)
    return ink.t("publication-statistics", days=days, views=told.views, responses=told.responses)


def _unsaved(view: PublicationPage, ink: Ink) -> list[Line | str | None]:
    if not view.unsaved:
        return []
    if view.change is not None:
        return [
            "",
            ink.t("publication-unsaved-parts"),
            *change_lines(view.publication.site, view.change, ink)[1:],
        ]
    names = ink.t.parts(view.publication.site, view.unsaved)
    return ["", ink.t("publication-unsaved", names=names)]


def _wrong(publication: Publication, problem: Problem, ink: Ink) -> Line:
    site, said = publication.site, said_of(publication.site, problem, ink)
    if problem.field is None:
        return Line(ink.t("publication-wrong", words=said))
    name = ink.t.part(site, problem.field)
    return Line(ink.t("publication-wrong-field", name=name, words=said))


def said_of(site: str, problem: Problem, ink: Ink) -> str:
    """The site's own words; what we found ourselves has a text of the site's plug-in, or ours."""
    if problem.message:
        return f"«{short(problem.message, _WORDS_MOST)}»"
    known = (f"{site}-problem-{problem.code}", f"problem-{problem.code}")
    said = next(filter(ink.t.has, known), "problem-unknown")
    return ink.t.label(said, code=problem.code, limit=ink.t.number(problem.limit or 0))


def _address(publication: Publication, ink: Ink) -> list[Line | str | None]:
    """Where it can be seen, and since when."""
    if not publication.url:
        return []
    since = publication.published_at
    return [
        optional(f"🔗 {address(publication.url)}"),
        optional(ink.t("publication-since", moment=ink.day(since))) if since is not None else None,
    ]


def _until(publication: Publication, ink: Ink) -> str | None:
    """How long a live ad will be up, where its site tells that."""
    until = publication.expires_at
    if publication.ad is not Ad.LIVE or until is None:
        return None
    return ink.t("publication-until", day=ink.day(until))


def _late(view: PublicationPage) -> bool:
    """Its ad is closed, and whoever answered it just before still gives a card."""
    publication, active = view.publication, view.account.state is AccountState.ACTIVE
    return publication.ad is Ad.ENDED and publication.sync and active and not publication.gone


def _sync(view: PublicationPage, ink: Ink) -> str | None:
    publication, account = view.publication, view.account
    away = account.state is AccountState.DISCONNECTED
    if not publication.remote_id or publication.ad is Ad.DRAFT or away:
        return None
    if not publication.sync:
        return ink.t("sync-off")
    if account.last_sync_at is None:
        return ink.t("sync-soon") if account.next_sync_at else ink.t("sync-never")
    last = ink.when(account.last_sync_at)
    if account.failing_since is not None:
        return ink.t("sync-failing", last=last, since=ink.when(account.failing_since))
    return synced(account.last_sync_at, account.next_sync_at, ink)


# -- the list -----------------------------------------------------------------------------


@draws(StatusList)
def status_list(view: StatusList, ink: Ink) -> Sheet:
    if not view.lines and view.filters is None:
        lines = [ink.t("status-head"), "", ink.t("status-none")]
        return sheet(lines, [(ink.press("do-vacancies", "vacancies"), *ink.menu())])
    said: list[Line | str | None] = [ink.t("status-head"), *ink.paused(view.paused)]
    if view.pages > 1:
        said.append(optional(ink.t("page-of", page=view.page + 1, pages=view.pages)))
    for line in view.lines:
        said += ["", Line(status_words(line, ink), optional=True)]
    rows: list[Row] = [
        (ink.pick(words, "publication", line.publication.id),)
        for line, words in zip(view.lines, _button_words(view.lines, ink), strict=True)
    ]
    share = Button(ink.t.label("do-share-status"), "", Does.SHARE)
    if view.filters is not None:
        said += ["", ink.t(_narrowed(view, view.filters))]
        rows += [ink.pages("status_page", view.page, view.pages), *_filters(view.filters, ink)]
        return sheet(said, [*rows, (ink.press("do-all", "status"), *ink.menu())])
    turn = ink.pages("status", view.page, view.pages)
    if not view.narrowable:
        return sheet(said, [*rows, turn, (share, *ink.menu())])
    narrow = ink.press("do-filter", "filters")
    return sheet(said, [*rows, turn, (narrow, share), ink.menu()])


def _narrowed(view: StatusList, by: StatusFilters) -> str:
    if not view.lines:
        return "status-none-left"
    chosen = by.own or any(one[-1] for one in (*by.sites, *by.accounts))
    return "status-filter" if chosen else "status-filter-none"


def _filters(view: StatusFilters, ink: Ink) -> list[Row]:
    """A tick each; where there is but one site or account, nothing is to be chosen."""
    sites = [
        ink.press(_ticked(chosen), "by_site", at, name=ink.site(site))
        for at, site, chosen in view.sites
    ]
    accounts = [
        ink.press(_ticked(chosen), "by_account", key, name=f"{ink.site(site)} · {short(label, 30)}")
        for key, site, label, chosen in view.accounts
    ]
    own = ink.press(_ticked(view.own), "by_own", name=ink.t.label("filter-own"))
    rows = columns(sites, 2) if len(sites) > 1 else []
    # Many accounts push all else off a phone's screen: first the site is chosen.
    narrow = len(sites) < 2 or any(one[-1] for one in (*view.sites, *view.accounts))
    rows += columns(accounts, 1) if narrow and len(accounts) > 1 else []
    return [*rows, (own,)]


def _ticked(chosen: bool) -> str:
    return "chosen" if chosen else "not-chosen"


def _button_words(lines: Sequence[PublicationLine], ink: Ink) -> list[str]:
    """The title and the site; of those that read the same the account too."""
    titles = told_apart([title_of(line.publication, ink) for line in lines], 40)
    names = [
        f"{mark_of(line, ink)} {title} · {ink.site(line.publication.site)}"
        for line, title in zip(lines, titles, strict=True)
    ]
    return [
        f"{name} · {short(line.account, 30)}" if names.count(name) > 1 else name
        for line, name in zip(lines, names, strict=True)
    ]


def mark_of(line: PublicationLine, ink: Ink) -> str:
    """The sign of its status, of what is about to end its own."""
    ends = line.status is Status.PUBLISHED and line.publication.days_left(ink.today) is not None
    return ink.t.label("mark-expiring" if ends else f"mark-{line.status}")


def status_words(line: PublicationLine, ink: Ink) -> str:
    """Two lines on one publication, as HTML."""
    publication = line.publication
    return ink.t(
        "status-line",
        mark=mark_of(line, ink),
        title=short(title_of(publication, ink), 60),
        site=ink.site(publication.site),
        account=short(line.account, 40),
        responses=line.responses,
        badge=badges(publication, line.status, ink, login_lost=line.login_lost),
    )


# -- the news of one ----------------------------------------------------------------------


@draws(PublicationResult)
def publication_result(view: PublicationResult, ink: Ink) -> Sheet:
    publication, action = view.publication, view.action
    site = ink.site(publication.site)
    lines: list[Line | str | None] = [_outcome(view, ink)]
    lines.append(
        ink.t(
            "result-what",
            title=title_of(publication, ink),
            site=site,
            account=short(view.account, 60),
        )
    )
    if action.state is ActionState.FAILED:
        lines += ["", *why(action, publication, ink), _still_live(action, publication, ink)]
    elif action.kind is Kind.PUBLISH and badges(publication, view.status, ink):
        lines += ["", _state(publication, view.status, ink)]
        lines.append(refusal_of(publication, ink) if publication.ad is Ad.REFUSED else None)
    if action.state is not ActionState.FAILED and publication.url and publication.ad is Ad.LIVE:
        lines += _address(publication, ink)
    return sheet(lines, [(ink.press("do-to-publication", "publication", publication.id),)])


def _outcome(view: PublicationResult, ink: Ink) -> str:
    state, publication = view.action.state, view.publication
    if state is ActionState.DONE and publication.ad is not Ad.LIVE and view.action.kind in UNSEEN:
        return ink.t(UNSEEN[view.action.kind], site=ink.site(publication.site))
    until = publication.expires_at
    if state is ActionState.DONE and view.action.kind is Kind.PROLONG and until is not None:
        return ink.t("done-prolonged", day=ink.day(until))
    if state in (ActionState.FAILED, ActionState.DONE, ActionState.UNSURE):
        return ink.t(f"result-{view.action.kind}-{state}")
    return ink.t("result-status", status=ink.status(view.status))


UNSEEN = {Kind.PUBLISH: "published-not-shown", Kind.EDIT: "edited-not-shown"}
"""What to say of a request that was done, while nobody can see the ad."""


def why(action: SiteAction, publication: Publication, ink: Ink) -> list[Line | str | None]:
    """What the site said, and which parts it refused."""
    lines: list[Line | str | None] = []
    if action.error:
        values = {"site": publication.site}
        lines.append(told(action.error, values, ink.t, time_zone=ink.time_zone, now=ink.now))
    lines += [_wrong(publication, one, ink) for one in action.problems]
    return lines
