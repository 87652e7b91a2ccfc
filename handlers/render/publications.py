"""Publications: the page of one, the list of all, what became of a request to a site."""

from bot.domain.account import AccountState
from bot.domain.publication import ActionState, Kind, Publication, SiteAction, Status
from bot.domain.site import Ad, Problem
from bot.domain.views import (
    PublicationLine,
    PublicationPage,
    PublicationResult,
    StatusList,
)
from handlers.errors import told
from handlers.render.drawn import Button, Does, Line, Row, Style
from handlers.render.ink import (
    Ink,
    Sheet,
    address,
    draws,
    opening,
    optional,
    sheet,
    short,
    support_row,
)
from handlers.render.publishing import cabinet, otherwise_lines
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
        ink.t("publication-state", status=ink.status(view.status), badges=_badges(view, ink)),
        *_under_way(publication, ink),
        *_errors(view, ink),
        *_similar(view, ink),
        *_unsaved(view, ink),
        *otherwise_lines(publication.site, view.otherwise, ink),
        "",
        *_address(publication, ink),
        ink.t("publication-responses", count=view.responses) if publication.remote_id else None,
        ink.t("sync-late") if _late(view) else None,
        optional(_statistics(publication, ink)),
        optional(_sync(view, ink)),
        optional(ink.t("account-bound")) if publication.bound else None,
    ]
    rows = _busy_rows(view, ink) if publication.busy else _rows(view, ink)
    return sheet(lines, rows)


def _badges(view: PublicationPage | PublicationResult, ink: Ink) -> str:
    badge = badge_words(view.publication, view.status, ink.t)
    return f" · {badge}" if badge else ""


def badge_words(publication: Publication, status: Status, t: Texts) -> str:
    """What to say beside the status; plain text."""
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
        return ["", ink.t("busy-unsure", site=site)]
    lines = ["", ink.t(f"busy-{action.kind}", site=site)]
    if action.due_at is not None and action.due_at > ink.now and action.attempts:
        lines.append(ink.t("busy-later", moment=ink.when(action.due_at)))
    return lines


def _errors(view: PublicationPage, ink: Ink) -> list[Line | str | None]:
    publication, action = view.publication, view.publication.operation
    lines: list[Line | str | None] = []
    if action is not None and action.state is ActionState.FAILED and action.error:
        values = {"site": publication.site}
        said = told(action.error, values, ink.t, time_zone=ink.time_zone, now=ink.now)
        lines += ["", said]
    elif view.account.state is AccountState.PAUSED and publication.sync:
        lines += ["", ink.t("publication-login-lost")]
    elif publication.ad is Ad.REFUSED:
        lines += ["", ink.t("publication-refused", site=ink.site(publication.site))]
    lines += [_wrong(publication, one, ink) for one in view.wrong]
    if lines and action is not None and action.since is not None and not publication.busy:
        lines.append(optional(ink.t("publication-error-at", moment=ink.when(action.since))))
    return lines


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


def _unsaved(view: PublicationPage, ink: Ink) -> list[str]:
    if not view.unsaved:
        return []
    names = ink.t.parts(view.publication.site, view.unsaved)
    return ["", ink.t("publication-unsaved", names=names)]


def _wrong(publication: Publication, problem: Problem, ink: Ink) -> Line:
    site, said = publication.site, _words(publication.site, problem, ink)
    if problem.field is None:
        return Line(ink.t("publication-wrong", words=said))
    name = ink.t.part(site, problem.field)
    return Line(ink.t("publication-wrong-field", name=name, words=said))


def _words(site: str, problem: Problem, ink: Ink) -> str:
    """The site's own words; what we found ourselves has a text of the site's plug-in, or ours."""
    if problem.message:
        return f"«{short(problem.message, _WORDS_MOST)}»"
    known = (f"{site}-problem-{problem.code}", f"problem-{problem.code}")
    said = next(filter(ink.t.has, known), "problem-unknown")
    return ink.t.label(said, code=problem.code)


def _address(publication: Publication, ink: Ink) -> list[Line | str | None]:
    """Where it can be seen, and since when."""
    if not publication.url:
        return []
    since = publication.published_at
    return [
        optional(f"🔗 {address(publication.url)}"),
        optional(ink.t("publication-since", moment=ink.day(since))) if since is not None else None,
    ]


def _late(view: PublicationPage) -> bool:
    """Its ad is closed, and whoever answered it just before still gives a card."""
    publication, active = view.publication, view.account.state is AccountState.ACTIVE
    return publication.ad is Ad.ENDED and publication.sync and active and not publication.gone


def _sync(view: PublicationPage, ink: Ink) -> str | None:
    publication, account = view.publication, view.account
    if not publication.remote_id or publication.ad is Ad.DRAFT:
        return None
    if not publication.sync:
        return ink.t("sync-off")
    if account.last_sync_at is None:
        return ink.t("sync-soon") if account.next_sync_at else ink.t("sync-never")
    last = ink.when(account.last_sync_at)
    if account.failing_since is not None:
        return ink.t("sync-failing", last=last, since=ink.when(account.failing_since))
    if account.next_sync_at is None:
        return ink.t("sync-last", last=last)
    return ink.t("sync-next", last=last, next=ink.when(max(account.next_sync_at, ink.now)))


# -- its buttons --------------------------------------------------------------------------


def _back(publication: Publication, ink: Ink) -> Row:
    return (
        ink.press("do-to-vacancy", "vacancy", publication.vacancy_id),
        ink.press("do-to-list", "status"),
    )


def _refresh(publication: Publication, ink: Ink) -> Button:
    return ink.press("do-refresh", "publication", publication.id)


def _busy_rows(view: PublicationPage, ink: Ink) -> list[Row]:
    publication, action = view.publication, view.publication.operation
    row: list[Button] = [_refresh(publication, ink)]
    if view.may_publish and action is not None and action.state is ActionState.OWED:
        row.append(ink.press("do-withdraw", "withdraw", publication.id, style=Style.DANGER))
    return [tuple(row), _back(publication, ink)]


def _rows(view: PublicationPage, ink: Ink) -> list[Row]:
    publication = view.publication
    look = opening(ink.t.label("do-open-site"), publication.url)
    if not view.may_publish:
        return [look, _back(publication, ink)]
    rows = _saving(view, ink) + _mending(view, ink) + _onward(view, ink)
    if view.account.state is AccountState.PAUSED:
        rows.append((ink.press("do-new-login", "password", view.account.id, style=Style.PRIMARY),))
    rows += [_steering(view, ink), _sync_switch(view, ink)]
    if view.can_prolong and view.account.state is AccountState.ACTIVE:
        rows.append((ink.press("do-prolong", "prolong", publication.id),))
    close = (ink.press("do-close", "close", publication.id),) if view.can_close else ()
    return [*rows, (*close, *look), _back(publication, ink)]


def _saving(view: PublicationPage, ink: Ink) -> list[Row]:
    """What has changed here goes to the site by one tap; a linked ad is looked at first."""
    publication, action = view.publication, view.publication.operation
    verb, kind = ("send", Kind.EDIT) if publication.ad is Ad.LIVE else ("save", Kind.SAVE)
    able = view.can_edit if kind is Kind.EDIT else view.can_draft
    paused = view.account.state is not AccountState.ACTIVE
    again = _failed(publication) and action is not None and action.kind is kind
    if not view.unsaved or not able or paused or again or publication.linked:
        return []
    return [(ink.press("do-save-live", verb, publication.id, style=Style.SUCCESS),)]


def _mending(view: PublicationPage, ink: Ink) -> list[Row]:
    """What to do about a request that failed."""
    publication, action = view.publication, view.publication.operation
    if action is None or action.state is not ActionState.FAILED:
        return []
    if action.kind is Kind.PROLONG:
        return []  # asked for anew by its own button, which says what it costs
    if action.unpaid:
        return _unpaid(view, ink)
    rows: list[Row] = []
    named = set()
    for at, problem in enumerate(view.wrong):
        if problem.field is not None and problem.field not in named:
            named.add(problem.field)
            name = short(ink.t.part(publication.site, problem.field), 30)
            rows.append((ink.press("do-fix", "fix", at, style=Style.PRIMARY, name=name),))
    if action.similar:
        rows.append((ink.press("do-publish-anyway", "anyway", publication.id),))
    if not publication.gone:
        rows.append((ink.press("do-retry", "retry", publication.id),))
    rows.append(support_row(ink.t.label("do-support"), view.support))
    return [row for row in rows if row]


def _unpaid(view: PublicationPage, ink: Ink) -> list[Row]:
    """What to do where no publication of the chosen type is left."""
    publication = view.publication
    draft = (ink.press("do-save-draft", "save", publication.id),) if view.can_draft else ()
    return [
        (ink.press("do-other-type", "fix", style=Style.PRIMARY),),
        (ink.press("do-retry", "retry", publication.id),),
        (*cabinet(publication.site, ink), *draft),
    ]


def _onward(view: PublicationPage, ink: Ink) -> list[Row]:
    """The way to a live ad, where there is none."""
    publication = view.publication
    if publication.ad is Ad.LIVE or (_failed(publication) and not publication.gone):
        return []
    label = "do-republish" if publication.ad in (Ad.ENDED, Ad.REFUSED) else "do-go-on"
    return [(ink.press(label, "edit", publication.id, style=Style.SUCCESS),)]


def _failed(publication: Publication) -> bool:
    action = publication.operation
    return action is not None and action.state is ActionState.FAILED


def _steering(view: PublicationPage, ink: Ink) -> Row:
    publication, active = view.publication, view.account.state is AccountState.ACTIVE
    buttons: list[Button] = []
    if publication.may_sync and active:
        buttons.append(ink.press("do-sync", "sync", publication.id))
    failed = _failed(publication) and not publication.gone
    if view.can_edit and (publication.ad is Ad.LIVE or failed):
        buttons.append(ink.press("do-edit", "edit", publication.id))
    return tuple(buttons)


def _sync_switch(view: PublicationPage, ink: Ink) -> Row:
    publication = view.publication
    if publication.ad in (Ad.NONE, Ad.DRAFT) or view.account.state is not AccountState.ACTIVE:
        return ()
    if publication.gone and publication.sync:
        return ()  # nothing will come of it any more
    verb = "stop" if publication.sync else "resume"
    late = "-late" if publication.ad is Ad.ENDED else ""
    return (ink.press(f"do-{verb}{late}", verb, publication.id),)


# -- the list -----------------------------------------------------------------------------


@draws(StatusList)
def status_list(view: StatusList, ink: Ink) -> Sheet:
    if not view.lines:
        lines = [ink.t("status-head"), "", ink.t("status-none")]
        return sheet(lines, [(ink.press("do-vacancies", "vacancies"), *ink.menu())])
    said: list[Line | str | None] = [ink.t("status-head")]
    if view.pages > 1:
        said.append(optional(ink.t("page-of", page=view.page + 1, pages=view.pages)))
    rows: list[Row] = []
    for line in view.lines:
        said += ["", Line(status_words(line, ink), optional=True)]
        name = short(title_of(line.publication, ink), 40)
        mark = ink.t.label(f"mark-{line.status}")
        rows.append((ink.pick(f"{mark} {name}", "publication", line.publication.id),))
    share = Button(ink.t.label("do-share-status"), "", Does.SHARE)
    turn = ink.pages("status", view.page, view.pages)
    return sheet(said, [*rows, turn, (share, *ink.menu())])


def status_words(line: PublicationLine, ink: Ink) -> str:
    """Two lines on one publication, as HTML."""
    publication = line.publication
    badge = badge_words(publication, line.status, ink.t)
    return ink.t(
        "status-line",
        mark=ink.t.label(f"mark-{line.status}"),
        title=short(title_of(publication, ink), 60),
        site=ink.site(publication.site),
        account=short(line.account, 40),
        responses=line.responses,
        badge=f" · {badge}" if badge else "",
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
        lines += ["", *_why(action, publication, ink)]
    elif action.kind is Kind.PUBLISH and (badges := _badges(view, ink)):
        lines += ["", ink.t("publication-state", status=ink.status(view.status), badges=badges)]
    if action.state is not ActionState.FAILED and publication.url and publication.ad is Ad.LIVE:
        lines += _address(publication, ink)
    return sheet(lines, [(ink.press("do-to-publication", "publication", publication.id),)])


def _outcome(view: PublicationResult, ink: Ink) -> str:
    state, publication = view.action.state, view.publication
    if state is ActionState.DONE and publication.ad is not Ad.LIVE and view.action.kind in _UNSEEN:
        return ink.t(_UNSEEN[view.action.kind], site=ink.site(publication.site))
    if state in (ActionState.FAILED, ActionState.DONE, ActionState.UNSURE):
        return ink.t(f"result-{view.action.kind}-{state}")
    return ink.t("result-status", status=ink.status(view.status))


_UNSEEN = {Kind.PUBLISH: "published-not-shown", Kind.EDIT: "edited-not-shown"}


def _why(action: SiteAction, publication: Publication, ink: Ink) -> list[Line | str | None]:
    lines: list[Line | str | None] = []
    if action.error:
        values = {"site": publication.site}
        lines.append(told(action.error, values, ink.t, time_zone=ink.time_zone, now=ink.now))
    lines += [_wrong(publication, one, ink) for one in action.problems]
    return lines
