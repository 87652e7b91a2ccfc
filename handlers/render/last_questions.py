"""What is asked before an ad is closed or prolonged."""

from bot.domain.site import Ad, Credit, name_in
from bot.domain.views import ConfirmClose, ConfirmForget, ConfirmProlong
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, sheet, short
from handlers.render.publications import title_of
from handlers.render.publishing import cabinet


@draws(ConfirmClose)
def confirm_close(view: ConfirmClose, ink: Ink) -> Sheet:
    publication = view.publication
    lines: list[Line | str | None] = [
        ink.t(
            "close-ask",
            title=title_of(publication, ink),
            site=ink.site(publication.site),
            account=short(view.account, 60),
        ),
        "",
        ink.t("close-final" if view.final else "close-effect", site=ink.site(publication.site)),
    ]
    if view.sure:
        lines[0] = ink.t(
            "close-final-again",
            title=title_of(publication, ink),
            site=ink.site(publication.site),
            account=short(view.account, 60),
        )
    rows: list[Row] = []
    if publication.sync and publication.ad is Ad.LIVE:
        lines.append(ink.t("close-or-stop"))
        rows.append((ink.press("do-stop", "stop", publication.id),))
    keep = ink.press("do-keep", "publication", publication.id)
    closing = (_closing(view, ink), keep)
    return sheet(lines, [*rows, closing] if view.final else [closing, *rows])


def _closing(view: ConfirmClose, ink: Ink) -> Button:
    subject = view.publication.id
    if view.final and not view.sure:
        return ink.press("do-close-on", "close_on", subject)
    label = "do-close-final" if view.final else "do-close-yes"
    return ink.press(label, "close_yes", subject, style=Style.DANGER)


@draws(ConfirmForget)
def confirm_forget(view: ConfirmForget, ink: Ink) -> Sheet:
    """What the site holds stays there unless it is asked to delete it: said, and where to go."""
    publication, site = view.publication, ink.site(view.publication.site)
    stays = "forget-nothing-there"
    if publication.remote_id is not None:
        stays = "forget-or-delete" if view.can_delete else "forget-stays"
    elif publication.uncertain:
        stays = "forget-uncertain"
    lines = [
        ink.t(
            "forget-ask",
            title=title_of(publication, ink),
            site=site,
            account=short(view.account, 60),
        ),
        "",
        ink.t("forget-here"),
        ink.t(stays, site=site),
    ]
    yes = ink.press("do-forget-yes", "forget_yes", publication.id, style=Style.DANGER)
    keep = ink.press("do-keep", "publication", publication.id)
    known = publication.remote_id is not None or publication.uncertain
    there = ink.press("do-delete-there", "delete_there", publication.id, site=site)
    delete = (there,) if view.can_delete else ()
    return sheet(lines, [(yes, keep), delete, cabinet(publication.site, ink) if known else ()])


@draws(ConfirmProlong)
def confirm_prolong(view: ConfirmProlong, ink: Ink) -> Sheet:
    publication, cost = view.publication, view.cost
    until = publication.expires_at
    lines: list[Line | str | None] = [
        ink.t(
            "prolong-ask",
            title=title_of(publication, ink),
            site=ink.site(publication.site),
            account=short(view.account, 60),
        ),
        "",
        ink.t("prolong-until", day=ink.day(until)) if until is not None else None,
        _prolong_cost(cost, ink),
    ]
    keep = ink.press("do-keep", "publication", publication.id)
    if cost is not None and not cost.at_hand:
        return sheet(lines, [cabinet(publication.site, ink), (keep,)])
    yes = ink.press("do-prolong-yes", "prolong_yes", publication.id, style=Style.SUCCESS)
    return sheet(lines, [(yes, keep)])


def _prolong_cost(cost: Credit | None, ink: Ink) -> str:
    if cost is None or cost.left is None:
        return ink.t("prolong-cost-unknown")
    name = name_in(cost.names, ink.t.language)
    if not cost.at_hand:
        return ink.t("prolong-none-left", name=name)
    return ink.t("prolong-cost", name=name, left=cost.left)
