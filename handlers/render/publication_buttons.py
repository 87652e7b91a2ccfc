"""The buttons of a publication's page: what can be done about it, and what went wrong."""

from bot.domain.account import AccountState
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.site_action import ActionState, Kind, SiteAction
from bot.domain.views import PublicationPage
from handlers.render.drawn import Button, Row, Style
from handlers.render.ink import Ink, opening, short, support_row
from handlers.render.publishing import cabinet


def buttons_of(view: PublicationPage, ink: Ink) -> list[Row]:
    """Under way: looking and withdrawing alone (design.md 4)."""
    return _busy_rows(view, ink) if view.publication.busy else _rows(view, ink)


def _back(publication: Publication, ink: Ink) -> Row:
    return (
        ink.press("do-to-vacancy", "vacancy", publication.vacancy_id),
        ink.press("do-to-list", "status"),
    )


def _candidates(view: PublicationPage, ink: Ink) -> Row:
    """Whoever has answered it."""
    if not view.may_see or not view.responses:
        return ()
    return (ink.press("do-home", "home_ad", view.publication.id, count=view.responses),)


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
    people = _candidates(view, ink)
    if not view.may_publish:
        return [people, look, _back(publication, ink)]
    if view.account.state is AccountState.DISCONNECTED:
        again = ink.press("do-connect-again", "connect", style=Style.PRIMARY)
        rest = [*_dismissing(publication, ink), people, look, _forgetting(publication, ink)]
        return [(again,), *rest, _back(publication, ink)]
    rows = _saving(view, ink) + _mending(view, ink) + _onward(view, ink)
    if view.account.state is AccountState.PAUSED:
        rows.append((ink.press("do-new-login", "password", view.account.id, style=Style.PRIMARY),))
    rows += [people, _steering(view, ink), _sync_switch(view, ink)]
    if view.can_prolong and view.account.state is AccountState.ACTIVE:
        rows.append((ink.press("do-prolong", "prolong", publication.id),))
    if view.can_renew and view.account.state is AccountState.ACTIVE:
        rows.append((ink.press("do-republish", "renew", publication.id),))
    close = (ink.press("do-close", "close", publication.id),) if _closes(view) else ()
    bell: Row = (ink.press("do-hush", "bell", publication.vacancy_id),)
    if publication.bound:
        bell = (*bell, ink.press("do-price", "price", publication.id))
    return [
        *rows,
        (*close, *look),
        bell,
        _forgetting(publication, ink),
        _back(publication, ink),
    ]


def _forgetting(publication: Publication, ink: Ink) -> Row:
    """The way out for what is no ad so far."""
    if not publication.forgettable:
        return ()
    return (ink.press("do-forget", "forget", publication.id),)


def _closes(view: PublicationPage) -> bool:
    """A close that failed has a button of its own."""
    action = view.publication.operation
    failed = _failed(view.publication) and action is not None and action.kind is Kind.CLOSE
    return view.can_close and not failed


def _saving(view: PublicationPage, ink: Ink) -> list[Row]:
    """What has changed here goes to the site by one tap; a linked ad is looked at first."""
    publication, action = view.publication, view.publication.operation
    verb, kind = ("save_live", Kind.EDIT) if publication.ad is Ad.LIVE else ("save", Kind.SAVE)
    able = view.can_edit if kind is Kind.EDIT else view.can_draft
    paused = view.account.state is not AccountState.ACTIVE
    again = _failed(publication) and action is not None and action.kind is kind
    if not view.unsaved or not able or paused or again or publication.linked:
        return []
    if view.also and kind is Kind.EDIT:  # where it goes is chosen on the preview
        return [(ink.press("do-save-choose", "edit", publication.id, style=Style.SUCCESS),)]
    return [(ink.press("do-save-live", verb, publication.id, style=Style.SUCCESS),)]


def _mending(view: PublicationPage, ink: Ink) -> list[Row]:
    """What to do about a request that failed."""
    publication, action = view.publication, view.publication.operation
    if action is None or action.state is not ActionState.FAILED:
        return []
    return [*_trying_again(view, action, ink), *_dismissing(publication, ink)]


def _dismissing(publication: Publication, ink: Ink) -> list[Row]:
    if not _failed(publication):
        return []
    return [(ink.press("do-dismiss", "dismiss", publication.id),)]


def _trying_again(view: PublicationPage, action: SiteAction, ink: Ink) -> list[Row]:
    publication = view.publication
    if action.kind in (Kind.PROLONG, Kind.DELETE):
        return []  # asked for anew by its own button, which says what it costs
    if action.kind is Kind.CLOSE:  # by its question, as before
        again = ink.press("do-retry-close", "close", publication.id)
        return [(again,)] if view.can_close else []
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
    if not publication.gone and not _outlived(publication, action):
        rows.append((ink.press("do-retry", "retry", publication.id),))
    rows.append(support_row(ink.t.label("do-support"), view.support))
    return [row for row in rows if row]


def _outlived(publication: Publication, action: SiteAction) -> bool:
    """A change that failed, of an ad that nobody sees any more: it goes up anew, changed."""
    return action.kind is Kind.EDIT and publication.ad in (Ad.ENDED, Ad.REFUSED)


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
    action = publication.operation
    failed = _failed(publication) and action is not None and not _outlived(publication, action)
    if publication.ad is Ad.LIVE or (failed and not publication.gone):
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
