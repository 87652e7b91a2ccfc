"""Logging in on a site's own page, and the sites that a team need not have."""

from bot.domain.views import AskCode, ChooseWork, Offer, Offers
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, opening, sheet, short


@draws(AskCode)
def ask_code(view: AskCode, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    lines: list[Line | str | None] = [
        ink.t("login-head", site=site)
        if view.again is None
        else ink.t("login-again", site=site, label=short(view.again)),
        "",
        ink.t("code-how", site=site) if view.address else ink.t("code-over"),
    ]
    if view.address and view.until is not None:
        lines.append(ink.t("code-until", moment=ink.when(view.until)))
    if ink.t.has(f"{view.site}-connect-hint"):
        lines += ["", ink.t(f"{view.site}-connect-hint")]
    if view.tells_viewed:
        lines += ["", ink.t("code-viewed", site=site)]
    way = opening(ink.t.label("do-log-in", site=site), view.address)
    if not way:
        way = (ink.press("do-try-again", "code_again", style=Style.PRIMARY),)
    back: Row = (ink.press("do-back", "connect"),) if view.again is None else ()
    return sheet(lines, [way, (*back, ink.press("do-cancel", "leave"))])


@draws(ChooseWork)
def choose_work(view: ChooseWork, ink: Ink) -> Sheet:
    lines = [ink.t("work-choose", site=ink.site(view.site)), "", ink.t("work-more")]
    rows: list[Row] = [
        (ink.pick(short(name, 60), "work", at),) for at, name in enumerate(view.names)
    ]
    return sheet(lines, [*rows, (ink.press("do-cancel", "leave"),)])


@draws(Offers)
def offers(view: Offers, ink: Ink) -> Sheet:
    rows: list[Row] = [
        (ink.pick(_ticked(ink, site, on), "offer", at),) for at, site, on in view.sites
    ]
    lines = [ink.t("offers-head"), "", ink.t("offers-what")]
    return sheet(lines, [*rows, (ink.press("do-back", "connect"), *ink.menu())])


def _ticked(ink: Ink, site: str, on: bool) -> str:
    return ink.t.label("chosen" if on else "not-chosen", name=ink.site(site))


@draws(Offer)
def offer(view: Offer, ink: Ink) -> Sheet:
    site, notice = ink.site(view.site), f"{view.site}-notice"
    lines: list[Line | str | None] = [
        ink.t("offer-head", site=site),
        "",
        ink.t(notice) if ink.t.has(notice) else None,
        "",
        ink.t("offer-on" if view.on else "offer-off", site=site),
    ]
    if view.on and view.accounts:
        lines.append(ink.t("offer-stays", count=view.accounts))
    switch = ink.press("do-offer-not", "offer_no", view.number, site=site)
    if not view.on:
        switch = ink.press("do-offer", "offer_yes", view.number, style=Style.PRIMARY, site=site)
    return sheet(lines, [(switch,), (ink.press("do-back", "offers"), *ink.menu())])
