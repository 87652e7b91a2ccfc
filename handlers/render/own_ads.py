"""Ads that were made in the employer's cabinet: the news of them, one, and all of an account."""

from bot.domain.account import EmployerAccount
from bot.domain.views import LinkScreen, Pasted, UnlinkedList, UnlinkedNews, WaitingAd
from handlers.errors import told
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import Ink, Sheet, address, draws, optional, sheet, short

_NAMED = 5
"""Ads that the news names; the list has all."""
_TITLE = 40


def _title(ad: WaitingAd, ink: Ink, most: int = 100) -> str:
    return short(ad.ad.title, most) or ink.t.label("vacancy-untitled")


def _where(account: EmployerAccount, ink: Ink) -> str:
    return ink.t("ad-where", site=ink.site(account.site), account=short(account.label, 60))


@draws(UnlinkedNews)
def unlinked_news(view: UnlinkedNews, ink: Ink) -> Sheet:
    count = sum(one.waiting for one in view.ads)
    shown, more = view.ads[:_NAMED], len(view.ads) - _NAMED
    lines: list[Line | str | None] = [
        ink.t("unlinked-news", count=count),
        _where(view.account, ink),
        "",
        *(_line(one, ink) for one in shown),
        optional(ink.t("unlinked-more", count=more) if more > 0 else None),
        "",
        ink.t("unlinked-why", ads=len(view.ads)),
    ]
    every = ink.press("do-ads", "ads", view.account.id, count=len(view.ads) + view.others)
    if len(view.ads) > 1:
        return sheet(lines, [(every,)])
    link = ink.press("do-link", "ad", view.ads[0].ad.id, style=Style.PRIMARY)
    return sheet(lines, [(link, every) if view.others else (link,)])


def _line(ad: WaitingAd, ink: Ink) -> Line:
    return Line(ink.t("unlinked-line", title=_title(ad, ink), count=ad.waiting), optional=True)


@draws(LinkScreen)
def link_screen(view: LinkScreen, ink: Ink) -> Sheet:
    ad = view.ad.ad
    lines: list[Line | str | None] = [
        ink.t("link-head", title=_title(view.ad, ink)),
        _where(view.account, ink),
        optional(f"🔗 {address(ad.url)}" if ad.url else None),
        "",
        ink.t("link-waiting", count=view.ad.waiting),
    ]
    leave = ink.press("do-not-now", "not_now")
    if ad.asked_by is not None:
        return sheet([*lines, "", ink.t("link-going-on")], [(leave, *ink.menu())])
    if view.vacancy is None:
        link = ink.press("do-link", "link", style=Style.PRIMARY)
        return sheet([*lines, "", ink.t("link-makes")], [(link, leave)])
    title = short(view.vacancy.title, _TITLE)
    lines += ["", ink.t("link-same", title=short(view.vacancy.title))]
    to = ink.press("do-link-to", "link_to", view.vacancy.id, style=Style.PRIMARY, title=title)
    return sheet(lines, [(to,), (ink.press("do-link-new", "link"), leave)])


@draws(UnlinkedList)
def unlinked_list(view: UnlinkedList, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("unlinked-head"), _where(view.account, ink), ""]
    lines.append(ink.t("unlinked-hint" if view.ads else "unlinked-none"))
    lines.append(_under_way(view, ink))
    if view.pages > 1:
        lines += ["", ink.t("page-of", page=view.page + 1, pages=view.pages)]
    rows: list[Row] = [(ink.pick(_label(one, ink), "ad", one.ad.id),) for one in view.ads]
    turn = ink.pages("ads_page", view.page, view.pages)
    every = ink.press("do-link-all", "link_all", count=view.left)
    all_at_once = (every,) if view.left > 1 else ()
    return sheet(
        lines, [all_at_once, *rows, turn, (ink.press("do-back", "account", view.account.id),)]
    )


def _under_way(view: UnlinkedList, ink: Ink) -> str | None:
    asked = any(one.ad.asked_by is not None for one in view.ads)
    return ink.t("unlinked-going-on") if asked else None


def _label(ad: WaitingAd, ink: Ink) -> str:
    title = _title(ad, ink, _TITLE)
    return ink.t.label("ad-waits", title=title, count=ad.waiting) if ad.waiting else title


@draws(Pasted)
def pasted(view: Pasted, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    if view.searching:
        return sheet([ink.t("pasted-searching", site=site)], [ink.menu()])
    lines: list[Line | str | None] = []
    if view.asked:
        labels = short(", ".join(view.asked), 300)
        lines += [ink.t("pasted-foreign", site=site, accounts=labels), ink.t("pasted-own-only")]
    elif not view.unasked:
        lines.append(ink.t("pasted-no-account", site=site))
    lines += [_unasked(view, label, why, ink) for label, why in view.unasked]
    again = ink.press("do-again", "search_again") if view.unasked else None
    add = ink.press("do-connect", "connect") if view.may_connect else None
    rows = [(again,) if again else (), (add,) if add else (), ink.menu()]
    return sheet(lines, rows)


def _unasked(view: Pasted, label: str, why: str, ink: Ink) -> Line:
    said = told(why, {"site": view.site}, ink.t, time_zone=ink.time_zone, now=ink.now)
    return Line(ink.t("pasted-unasked", account=short(label, 60), why=said))
