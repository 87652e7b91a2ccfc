"""Ads that stand otherwise on their site: what it is, and the one thing to do about it."""

from collections.abc import Mapping, Sequence

from bot.domain.alert import Alert
from bot.domain.publication import Publication
from bot.domain.views import AdsChanged
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, opening, optional, sheet, short
from handlers.render.publications import refusal_of, title_of
from handlers.render.publishing import cabinet

_NAMED = 5
"""Ads of one kind that the message names; the list of publications has all."""
_WORDS_MOST = 120
"""Of the reason of one among many."""
_WELL = "well"
_REPUBLISH = (Alert.DELETED, Alert.EXPIRED, Alert.CLOSED)


@draws(AdsChanged)
def ads_changed(view: AdsChanged, ink: Ink) -> Sheet:
    by_alert = {alert: [one for one in view.ads if one.told is alert] for alert in (*Alert, None)}
    said = _one(view, view.ads[0], ink) if len(view.ads) == 1 else _many(view, by_alert, ink)
    well = len(by_alert[None]) == len(view.ads)
    return Sheet(said.lines, said.rows, extra={"silent": True} if well else {})


def _one(view: AdsChanged, ad: Publication, ink: Ink) -> Sheet:
    label = short(view.account.label, 60)
    lines: list[Line | str | None] = [
        ink.t(f"alert-{ad.told or _WELL}"),
        ink.t("result-what", title=title_of(ad, ink), site=ink.site(ad.site), account=label),
    ]
    why = _why(ad, ink)
    if why is not None:
        lines += ["", why]
    if ad.told is Alert.REFUSED:
        lines.append(refusal_of(ad, ink))
    return sheet(lines, [_button(view, ad, ink)])


def _why(ad: Publication, ink: Ink) -> str | None:
    """What it means for the recruiter."""
    if ad.told is not None and ad.told not in (Alert.EXPIRING, Alert.UNPAID):
        return ink.t(f"alert-{ad.told}-why", site=ink.site(ad.site))
    if ad.expires_at is None:
        return None
    day = ink.day(ad.expires_at)
    if ad.told is None:
        return ink.t("alert-well-why", day=day)
    days = ink.today.days_left(ad.expires_at)
    return ink.t(f"alert-{ad.told}-why", days=days, day=day)


def _button(view: AdsChanged, ad: Publication, ink: Ink) -> Row:
    """The one that mends it; where that is not in our hands, the way to the site."""
    if ad.told is None:
        return (ink.press("do-to-publication", "publication", ad.id),)
    if ad.told is Alert.REFUSED:
        return (ink.press("do-mend", "edit", ad.id, style=Style.PRIMARY),)
    if ad.told in _REPUBLISH:
        return (ink.press("do-republish", "edit", ad.id, style=Style.SUCCESS),)
    if ad.told is Alert.EXPIRING and view.can_prolong:
        return (ink.press("do-prolong", "prolong", ad.id, style=Style.SUCCESS),)
    if ad.told is Alert.EXPIRING:
        return (ink.press("do-republish", "renew", ad.id, style=Style.SUCCESS),)
    there = cabinet(ad.site, ink, "do-confirm-there" if ad.told is Alert.CONFIRM else "do-cabinet")
    return there or opening(ink.t.label("do-open-site"), ad.url)


def _many(
    view: AdsChanged, by_alert: Mapping[Alert | None, Sequence[Publication]], ink: Ink
) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("alerts-head", count=len(view.ads)),
        ink.t("ad-where", site=ink.site(view.account.site), account=short(view.account.label, 60)),
    ]
    for alert, ads in by_alert.items():
        if not ads:
            continue
        lines += ["", ink.t(f"alerts-{alert or _WELL}", count=len(ads))]
        lines += [_line(one, ink) for one in ads[:_NAMED]]
        more = len(ads) - _NAMED
        lines.append(optional(ink.t("unlinked-more", count=more) if more > 0 else None))
    return sheet(lines, [(ink.press("do-status", "status", style=Style.PRIMARY),)])


def _line(ad: Publication, ink: Ink) -> Line:
    title = title_of(ad, ink)
    if ad.told is Alert.REFUSED and ad.refusal:
        words = short(ad.refusal, _WORDS_MOST)
        return Line(ink.t("alerts-line-refused", title=title, words=words), optional=True)
    if ad.told not in (Alert.EXPIRING, Alert.UNPAID) or ad.expires_at is None:
        return Line(ink.t("alerts-line", title=title), optional=True)
    day = ink.day(ad.expires_at)
    return Line(ink.t("alerts-line-until", title=title, day=day), optional=True)
