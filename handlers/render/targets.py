"""Several accounts at once: the choice of them, and the progress of what was sent."""

from bot.domain.account import AccountState
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from bot.domain.views import ChooseTargets, Progress, Target, TargetLine
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import GAP, Ink, Sheet, draws, link, optional, sheet, short
from handlers.render.publications import UNSEEN, why
from handlers.render.rounds import name_of
from handlers.render.vacancies import described, facts, title
from handlers.texts import Html

_DESCRIPTION_MOST = 300
"""Under a progress that is over: enough to know the text by."""


@draws(ChooseTargets)
def choose_targets(view: ChooseTargets, ink: Ink) -> Sheet:
    count = sum(one.chosen for one in view.targets)
    lines: list[Line | str | None] = [
        ink.t("under-head", title=title(view.vacancy, ink)),
        "",
        ink.t("targets-ask"),
        *(optional(_credits(one, ink)) for one in view.targets),
        "",
        ink.t("account-fixed"),
    ]
    rows: list[Row] = [(_tick(one, ink),) for one in view.targets if one.free]
    go = ink.press("do-targets-go", "targets_go", style=Style.PRIMARY, count=count)
    back = ink.press("do-back", "vacancy", view.vacancy.id)
    return sheet(lines, [*rows, (go,) if count else (), (back,)])


def _credits(target: Target, ink: Ink) -> str | None:
    account = target.account
    name = name_of(account.site, account.label, ink)
    if not target.free:
        paused = account.state is AccountState.PAUSED
        return ink.t("targets-paused" if paused else "targets-taken", account=name)
    if not account.credits:
        return None
    return ink.t("under-credits", account=name, credits=ink.credits(account.credits))


def _tick(target: Target, ink: Ink) -> Button:
    name = name_of(target.account.site, target.account.label, ink)
    label = "chosen" if target.chosen else "not-chosen"
    return ink.press(label, "target", target.account.id, name=name)


# -- progress -----------------------------------------------------------------------------


@draws(Progress)
def progress(view: Progress, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("under-head", title=title(view.vacancy, ink)),
        _summary(view, ink),
    ]
    rows: list[Row] = []
    for one in view.lines:
        lines += [GAP, *_said(one, ink)]
        rows += _mending(one, ink)
    if all(_went_well(one.line.publication) for one in view.lines):  # what is up there now
        lines += [GAP, *facts(view.vacancy, ink), *described(view.vacancy, _DESCRIPTION_MOST)]
    to_vacancy = ink.press("do-to-vacancy", "vacancy", view.vacancy.id)
    return sheet(lines, [*rows, (to_vacancy, ink.press("do-to-list", "status"))])


def _summary(view: Progress, ink: Ink) -> str:
    found = [one.line.publication for one in view.lines]
    under_way = sum(one.busy for one in found)
    if under_way:
        return ink.t("progress-under-way", left=under_way, of=len(found))
    return ink.t("progress-over", done=sum(_went_well(one) for one in found), of=len(found))


def _went_well(publication: Publication) -> bool:
    action = publication.operation
    return action is not None and action.state is ActionState.DONE


def _said(target: TargetLine, ink: Ink) -> list[Line | str | None]:
    """One line on how far it is; where it failed, why."""
    publication, action = target.line.publication, target.line.publication.operation
    name = name_of(publication.site, target.line.account, ink)
    if action is None or action.state is ActionState.WITHDRAWN:
        return [ink.t("progress-waits", name=name)]
    if action.under_way:
        unsure = action.state is ActionState.UNSURE
        later = action.due_at is not None and action.due_at > ink.now and action.attempts
        said = "progress-unsure" if unsure else "progress-sending"
        lines: list[Line | str | None] = [ink.t(said, name=name)]
        if later and action.due_at is not None:
            lines.append(optional(ink.t("busy-later", moment=ink.when(action.due_at))))
        return lines
    if action.state is ActionState.FAILED:
        return [ink.t("progress-failed", name=name), *why(action, publication, ink)]
    if publication.ad is not Ad.LIVE and action.kind in UNSEEN:
        return [ink.t("progress-unseen", name=name)]
    shown = ink.t(f"result-{action.kind}-{action.state}")
    return [ink.t("progress-done", name=Html(link(publication.url, name)), result=shown)]


def _mending(target: TargetLine, ink: Ink) -> list[Row]:
    """What to do about one that failed, right there."""
    publication, action = target.line.publication, target.line.publication.operation
    if action is None or action.state is not ActionState.FAILED:
        return []
    site, subject = ink.site(publication.site), publication.id
    retry = ink.press("do-target-retry", "retry", subject, site=site)
    if action.unpaid:
        other = ink.press("do-target-type", "fix_target", subject, style=Style.PRIMARY, site=site)
        return [(other,), (retry,)]
    rows: list[Row] = []
    wrong = next((one.field for one in target.wrong if one.field is not None), None)
    if wrong is not None:
        part = short(ink.t.part(publication.site, wrong), 24)
        rows.append(
            (
                ink.press(
                    "do-target-fix",
                    "fix_target",
                    subject,
                    style=Style.PRIMARY,
                    site=site,
                    name=part,
                ),
            )
        )
    if action.similar:
        anyway = ink.press("do-target-anyway", "anyway", subject, site=site)
        rows.append((anyway,))
    return [*rows, (retry,)]
