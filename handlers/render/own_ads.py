"""Ads that were made in the employer's cabinet: the news of them, one, and all of an account."""

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.views import (
    Adopting,
    AskHistory,
    LinkScreen,
    Pasted,
    UnlinkedList,
    UnlinkedNews,
    WaitingAd,
)
from handlers.errors import told
from handlers.render.apart import told_apart
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import Ink, Sheet, address, draws, optional, sheet, short

_NAMED = 5
"""Ads that the news names; the list has all."""
_TITLE = 40
"""Of a title on a button; of a whole one:"""
_WHOLE_TITLE = 100


def _title(ad: WaitingAd, ink: Ink) -> str:
    return short(ad.ad.title, _WHOLE_TITLE) or ink.t.label("vacancy-untitled")


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
        going = [*lines, "", ink.t("link-going-on")]
        return sheet(going, [(leave, *ink.menu()), _next(view.more, ink)])
    lines.append(ink.t("link-past", site=ink.site(ad.site)))
    past = ink.press("do-link-past", "link_all")
    if view.vacancy is None:
        link = ink.press("do-link", "link", style=Style.PRIMARY)
        return sheet(
            [*lines, "", ink.t("link-makes")], [(link, leave), (past,), _next(view.more, ink)]
        )
    title = short(view.vacancy.title, _TITLE)
    lines += ["", ink.t("link-same", title=short(view.vacancy.title))]
    to = ink.press("do-link-to", "link_to", view.vacancy.id, style=Style.PRIMARY, title=title)
    rows = [(to,), (ink.press("do-link-new", "link"), leave), (past,), _next(view.more, ink)]
    return sheet(lines, rows)


def _next(more: int, ink: Ink) -> Row:
    """Past this one of several addresses that were sent."""
    return (ink.press("do-next-address", "next_address", count=more),) if more else ()


@draws(UnlinkedList)
def unlinked_list(view: UnlinkedList, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("unlinked-head"), _where(view.account, ink), ""]
    lines.append(ink.t(_hint(view)))
    lines.append(_under_way(view, ink))
    if view.pages > 1:
        lines += ["", ink.t("page-of", page=view.page + 1, pages=view.pages)]
    turn = ink.pages("ads_page", view.page, view.pages)
    back = ink.press("do-back", "account", view.account.id)
    return sheet(lines, [*_wishes(view, ink), *_rows(view, ink), turn, (back,)])


def _hint(view: UnlinkedList) -> str:
    if not view.ads:
        return "unlinked-none"
    return "unlinked-hint" if view.chosen is None else "unlinked-tick"


def _wishes(view: UnlinkedList, ink: Ink) -> list[Row]:
    if view.chosen:
        count = len(view.chosen)
        return [(ink.press("do-link-chosen", "link_all", style=Style.PRIMARY, count=count),)]
    if view.left < 2:
        return []
    every = ink.press("do-link-all", "link_all", count=view.left)
    if view.chosen is not None:
        return [(every,)]
    return [(every, ink.press("do-choose", "choose", view.account.id))]


def _rows(view: UnlinkedList, ink: Ink) -> list[Row]:
    names = told_apart([_title(one, ink) for one in view.ads], _TITLE)
    return [_row(one, name, view, ink) for one, name in zip(view.ads, names, strict=True)]


def _row(ad: WaitingAd, name: str, view: UnlinkedList, ink: Ink) -> Row:
    label = ink.t.label("ad-waits", title=name, count=ad.waiting) if ad.waiting else name
    if view.chosen is None or ad.ad.asked_by is not None:
        return (ink.pick(label, "ad", ad.ad.id),)
    ticked = "chosen" if ad.ad.id in view.chosen else "not-chosen"
    return (ink.pick(ink.t.label(ticked, name=label), "tick", ad.ad.id),)


def _under_way(view: UnlinkedList, ink: Ink) -> str | None:
    asked = any(one.ad.asked_by is not None for one in view.ads)
    return ink.t("unlinked-going-on") if asked else None


@draws(Pasted)
def pasted(view: Pasted, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    onward = _next(view.more, ink)
    if view.searching:
        return sheet([ink.t("pasted-searching", site=site)], [onward, ink.menu()])
    lines: list[Line | str | None] = []
    if view.asked:
        labels = short(", ".join(view.asked), 300)
        lines += [ink.t("pasted-foreign", site=site, accounts=labels), ink.t("pasted-own-only")]
    elif not view.unasked:
        lines.append(ink.t("pasted-no-account", site=site))
    lines += [_unasked(view, label, why, ink) for label, why in view.unasked]
    again = ink.press("do-again", "search_again") if view.unasked else None
    add = ink.press("do-connect", "connect") if view.may_connect else None
    rows = [(again,) if again else (), (add,) if add else (), onward, ink.menu()]
    return sheet(lines, rows)


def _unasked(view: Pasted, label: str, why: str, ink: Ink) -> Line:
    said = told(why, {"site": view.site}, ink.t, time_zone=ink.time_zone, now=ink.now)
    return Line(ink.t("pasted-unasked", account=short(label, 60), why=said))


# -- several at once ----------------------------------------------------------------------


_DAYS = (7, 30, 90)


@draws(AskHistory)
def ask_history(view: AskHistory, ink: Ink) -> Sheet:
    what = ink.t("adopt-count", count=view.count)
    if view.ad is not None:
        what = ink.t("link-head", title=short(view.ad.title) or ink.t.label("vacancy-untitled"))
    site = ink.site(view.account.site)
    lines: list[Line | str | None] = [
        what,
        _where(view.account, ink),
        "",
        ink.t("history-ask"),
        ink.t("history-unread", site=site) if view.tells_unread else None,
        ink.t("history-how"),
        "",
        ink.t("history-typed"),
        *(["", ink.t("history-join", count=view.alike)] if view.alike else []),
    ]
    days = [ink.press("do-history-days", "history_days", one, days=one) for one in _DAYS]
    back = ink.press("do-back", "choose", view.account.id)
    if view.ad is not None:
        back = ink.press("do-back", "ad", view.ad.id)
    return sheet(
        lines,
        [
            (ink.press("do-history-new", "history_new", style=Style.PRIMARY),),
            tuple(days),
            (ink.press("do-history-all", "history_all"),),
            _join(view, ink),
            (back, *ink.menu()),
        ],
    )


def _join(view: AskHistory, ink: Ink) -> Row:
    if not view.alike:
        return ()
    name = ink.t.label("do-join", count=view.alike)
    return (ink.pick(ink.t.label("chosen" if view.join else "not-chosen", name=name), "join"),)


@draws(Adopting)
def adopting(view: Adopting, ink: Ink) -> Sheet:
    adoption, count = view.adoption, len(view.adoption.linked)
    lines: list[Line | str | None] = []
    if view.left:
        lines.append(ink.t("adopting", count=adoption.total - view.left, of=adoption.total))
        asleep = view.account.state is not AccountState.ACTIVE
        lines.append(ink.t("adopting-asleep") if asleep else None)
    else:
        lines.append(ink.t("adopted", count=count, of=adoption.total))
    lines += [_where(view.account, ink), ""]
    titles = short(", ".join(adoption.lost), 600)
    lines.append(ink.t("adopt-lost", titles=titles) if adoption.lost else None)
    if adoption.reading:
        lines.append(ink.t("adopt-reading"))
    elif adoption.digest and count and not view.left:
        lines.append(ink.t("adopt-digest"))
    lines.append(ink.t("adopt-new-come"))
    status = (ink.press("do-status", "status"),) if count else ()
    back = ink.press("do-to-account", "account", view.account.id)
    return sheet(lines, [status, (back, *ink.menu())])
