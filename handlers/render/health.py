"""What operators see: how the whole fares, in a few short lines a site."""

from datetime import datetime

from bot.domain.health import CallCount
from bot.domain.views.health import AskSitePause, HealthPage, HealthSite, OurFault
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, optional, sheet, short


@draws(HealthPage)
def health_page(view: HealthPage, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("health-head", now=ink.when(view.at))]
    if view.unknown_site:
        keys = ", ".join(one.standing.site for one in view.sites)
        lines += ["", ink.t("health-unknown-site", keys=keys)]
    for one in view.sites:
        lines += ["", *_site(one, ink)]
    lines += ["", *_whole(view, ink)]
    rows: list[Row] = [(_switch(one, ink),) for one in view.sites]
    return sheet(lines, [(ink.press("do-health-again", "health"),), *rows])


def _site(one: HealthSite, ink: Ink) -> list[Line | str | None]:
    standing, states = one.standing, one.standing.states
    name = ink.site(standing.site)
    failing, working = states.get("failing", 0), states.get("active", 0)
    mark = "paused" if standing.paused_at is not None else "failing" if failing else "working"
    needs = standing.needs_login
    return [
        ink.t("health-site", mark=ink.t.label(f"health-mark-{mark}"), site=name),
        _maybe("health-paused", standing.paused_at, ink),
        ink.t("health-accounts", count=working + failing, failing=failing),
        ink.t("health-needs-login", count=needs) if needs else None,
        ink.t(
            "health-synced",
            newest=_when(standing.newest_sync, ink),
            oldest=_when(standing.oldest_sync, ink),
        ),
        ink.t("health-due", count=standing.due),
        optional(_calls(one.calls, ink)),
    ]


def _calls(calls: CallCount, ink: Ink) -> str:
    if not calls.asked:
        return ink.t("health-no-calls")
    return ink.t("health-calls", count=calls.asked, percent=calls.failing, limited=calls.limited)


def _whole(view: HealthPage, ink: Ink) -> list[Line | str | None]:
    whole, process = view.whole, view.process
    jobs = sum(one.count for one in whole.jobs if one.state == "waiting")
    dead = sum(one.count for one in whole.jobs if one.state == "failed")
    notices = sum(one.count for one in whole.notices)
    return [
        ink.t("health-jobs", count=jobs, oldest=_when(whole.oldest_job, ink)),
        ink.t("health-dead", count=dead) if dead else None,
        ink.t("health-notices", count=notices, oldest=_when(whole.oldest_notice, ink)),
        ink.t("health-telegram"),
        _calls(view.telegram, ink),
        ink.t(
            "health-process", version=process.version or "?", since=_when(process.started_at, ink)
        ),
    ]


def _maybe(text_id: str, moment: datetime | None, ink: Ink) -> str | None:
    return None if moment is None else ink.t(text_id, since=ink.when(moment))


def _when(moment: datetime | None, ink: Ink) -> str:
    return "–" if moment is None else ink.when(moment)


def _switch(one: HealthSite, ink: Ink) -> Button:
    name = short(ink.site(one.standing.site), 20)
    if one.standing.paused_at is None:
        return ink.press("do-site-pause", "site_pause", one.number, site=name)
    return ink.press("do-site-resume", "site_resume", one.number, style=Style.SUCCESS, site=name)


@draws(AskSitePause)
def ask_site_pause(view: AskSitePause, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    lines = [
        ink.t("site-pause-ask", site=site, count=view.accounts),
        "",
        ink.t("site-pause-means"),
    ]
    yes = ink.press("do-site-pause-yes", "site_pause_yes", view.number, style=Style.DANGER)
    return sheet(lines, [(yes, ink.press("do-back", "health"))])


@draws(OurFault)
def our_fault(view: OurFault, ink: Ink) -> Sheet:
    words = "our-fault-again" if view.again else "our-fault"
    said = ink.t(words, what=short(view.what, 200), count=view.times)
    return sheet([said, ink.t("our-fault-how")])
