"""When and how often a chat hears: its settings, a vacancy's bell, and the morning."""

from bot.domain.quiet import Mode, Quiet
from bot.domain.views import AskHours, Bell, Morning, MorningAd, MorningPage, Silence
from bot.usecases.choose_silence import PRESETS
from handlers.render.drawn import Button, Line, Row
from handlers.render.inbox import counted
from handlers.render.ink import Ink, Sheet, columns, draws, sheet, short

_TITLE_MOST = 60


def _ticked(ink: Ink, name: str, *, chosen: bool) -> str:
    return ink.t.label("chosen" if chosen else "not-chosen", name=name)


def _modes(ink: Ink, verb: str, chosen: Mode | None, first: int = 0) -> list[Row]:
    buttons: list[Button] = [
        ink.pick(_ticked(ink, ink.t.label(f"mode-{one}"), chosen=one is chosen), verb, first + at)
        for at, one in enumerate(Mode)
    ]
    return columns(buttons, 2)


@draws(Silence)
def silence(view: Silence, ink: Ink) -> Sheet:
    quiet = view.quiet
    name = short(view.title, _TITLE_MOST) or ink.t.label("silence-own")
    lines: list[Line | str | None] = [
        ink.t("silence-head", name=name),
        "",
        ink.t(f"silence-mode-{quiet.mode}"),
        *_when(quiet, ink),
        None if view.link_id else ink.t("silence-morning" if quiet.morning else "silence-none"),
        None if view.link_id else ink.t("silence-week" if quiet.report else "silence-no-week"),
        "",
        ink.t("silence-then"),
    ]
    hours = ink.press("do-hush-hours", "hush_hours", view.link_id)
    weekends = ink.t.label("silence-weekends-short")
    weekend = ink.pick(_ticked(ink, weekends, chosen=quiet.weekends), "hush_weekends")
    rows: list[Row] = [*_modes(ink, "hush_mode", quiet.mode), (hours, weekend)]
    if not view.link_id:
        morning = ink.t.label("silence-morning-short")
        week = ink.t.label("silence-week-short")
        rows.append(
            (
                ink.pick(_ticked(ink, morning, chosen=quiet.morning), "hush_morning"),
                ink.pick(_ticked(ink, week, chosen=quiet.report), "hush_report"),
            )
        )
    if quiet.is_muted(ink.now):
        rows.append((ink.press("do-hush-end", "hush_end"),))
    back = ("group", view.link_id) if view.link_id else ("settings", 0)
    return sheet(lines, [*rows, (ink.press("do-back", *back), *ink.menu())])


def _when(quiet: Quiet, ink: Ink) -> list[str | None]:
    muted = quiet.muted_until if quiet.is_muted(ink.now) else None
    return [
        ink.t("silence-hours", hours=str(quiet.hours).replace("-", "–"))
        if quiet.hours is not None
        else ink.t("silence-no-hours"),
        ink.t("silence-weekends" if quiet.weekends else "silence-no-weekends"),
        ink.t("silence-muted", moment=ink.when(muted)) if muted is not None else None,
    ]


@draws(AskHours)
def ask_hours(view: AskHours, ink: Ink) -> Sheet:
    chosen = view.quiet.hours
    buttons = [
        ink.pick(
            _ticked(ink, str(one).replace("-", "–"), chosen=one == chosen), "hush_take", number
        )
        for number, one in enumerate(PRESETS, 1)
    ]
    off = _ticked(ink, ink.t.label("hours-off"), chosen=chosen is None)
    rows = columns([*buttons, ink.pick(off, "hush_take")], 2)
    back = ink.press("do-back", "silence", view.link_id)
    lines = [ink.t("hours-head"), "", ink.t("hours-ask", zone=ink.t.city(view.quiet.zone))]
    return sheet(lines, [*rows, (back, *ink.menu())])


@draws(Bell)
def bell(view: Bell, ink: Ink) -> Sheet:
    title = short(view.vacancy.title) or ink.t.label("vacancy-untitled")
    usual = ink.t.label(f"mode-{view.usual}")
    lines = [
        ink.t("bell-head", title=title),
        "",
        ink.t(f"silence-mode-{view.mode or view.usual}"),
        ink.t("bell-about"),
    ]
    rows: list[Row] = []
    if len(view.chats) > 1:
        named = [(key, short(name, 30) or ink.t.label("silence-own")) for key, name in view.chats]
        chats = [
            ink.pick(_ticked(ink, name, chosen=key == view.chosen), "bell_chat", key)
            for key, name in named
        ]
        rows += columns(chats, 2)
    default = _ticked(ink, ink.t.label("mode-usual", mode=usual), chosen=view.mode is None)
    rows += [(ink.pick(default, "bell_mode"),), *_modes(ink, "bell_mode", view.mode, 1)]
    return sheet(lines, [*rows, (ink.press("do-back", "vacancy", view.vacancy.id), *ink.menu())])


def _morning(view: Morning, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("morning-head", day=ink.day(ink.now)), ""]
    if view.new:
        lines.append(ink.t("morning-new", count=view.new))
    if view.below:
        lines.append(ink.t("morning-below", count=view.below))
    if view.debts.count:
        lines.append(ink.t("morning-debts", count=view.debts.count))
        ages = (("day", view.debts.day), ("days", view.debts.days), ("long", view.debts.long))
        said = [ink.t(f"morning-debts-{age}", count=count) for age, count in ages if count]
        lines.append(" · ".join(said))
    lines += [
        ink.t(
            "morning-later",
            name=short(one.name, 60) or ink.t.label("card-nameless"),
            moment=ink.when(one.until),
        )
        for one in view.later
    ]
    lines += [_ad_line(one, ink) for one in view.ads]
    if view.empty:
        lines.append(ink.t("morning-empty"))
    rows: list[Row] = [
        (ink.pick(_ad_title(one, ink), "publication", one.publication_id),) for one in view.ads
    ]
    people: list[Button] = []
    if view.new:
        people.append(ink.pick(f"{ink.t.label('queue-lately')} {counted(view.new)}", "morning_new"))
    if view.debts.count:
        people.append(ink.press("do-debt", "morning_debt", count=counted(view.debts.count)))
    return sheet(lines, [tuple(people), *rows, (ink.press("do-status", "status"), *ink.menu())])


def _ad_title(one: MorningAd, ink: Ink) -> str:
    title = short(one.title, 40) or ink.t.label("vacancy-untitled")
    return f"{title} · {ink.site(one.site)}"


def _ad_line(one: MorningAd, ink: Ink) -> str:
    title = _ad_title(one, ink)
    if one.days is None:
        return ink.t("morning-broken", title=title)
    return ink.t("morning-ends", title=title, days=one.days)


@draws(Morning)
def morning(view: Morning, ink: Ink) -> Sheet:
    return _morning(view, ink)


@draws(MorningPage)
def morning_page(view: MorningPage, ink: Ink) -> Sheet:
    return _morning(view.morning, ink)
