"""The first start: language, company, time zone, consent."""

from bot.domain.views import AskCompany, AskConsent, AskTimeZone, ChooseLanguage, Stranger
from bot.domain.workspace import LANGUAGES
from handlers.render.drawn import Button, Row, Style
from handlers.render.ink import Ink, Sheet, draws, sheet, short, support_row


@draws(ChooseLanguage)
def choose_language(view: ChooseLanguage, ink: Ink) -> Sheet:
    languages = tuple(
        ink.pick(_language(ink, language, first=view.first), "lang", at)
        for at, language in enumerate(LANGUAGES)
    )
    if view.first:
        return sheet([ink.t("hello"), "", ink.t("hello-language")], [languages])
    back = (ink.press("do-back", "settings"),)
    return sheet([ink.t("language-choose")], [languages, back])


def _language(ink: Ink, language: str, *, first: bool) -> str:
    chosen = language == ink.t.language and not first
    name = ink.t.label(f"language-{language}")
    return ink.t.label("chosen", name=name) if chosen else name


@draws(AskCompany)
def ask_company(view: AskCompany, ink: Ink) -> Sheet:
    if view.present is not None:
        back = (ink.press("do-back", "company_page"),)
        return sheet([ink.t("company-rename", company=short(view.present))], [back])
    return sheet([ink.t("company-ask"), "", ink.t("company-hint")], [_other_languages(ink)])


def _other_languages(ink: Ink) -> Row:
    return tuple(
        ink.pick(_language(ink, language, first=True), "lang", at)
        for at, language in enumerate(LANGUAGES)
        if language != ink.t.language
    )


def _to_company(ink: Ink) -> Button:
    """Choosing the present language again leads a newcomer back to the company's name."""
    return ink.press("do-company", "lang", LANGUAGES.index(ink.t.language))


@draws(AskTimeZone)
def ask_time_zone(view: AskTimeZone, ink: Ink) -> Sheet:
    found = [
        (ink.pick(_zone(ink, zone), "zone", at, style=Style.PRIMARY),)
        for at, zone in enumerate(view.found)
    ]
    if view.changing:
        last: list[Row] = [(ink.press("do-back", "company_page"),)]
    else:
        kept = ink.press("do-zone-keep", "zone_keep", zone=ink.t.city(ink.time_zone))
        last = [(kept,), (_to_company(ink),)]
    lines = [
        ink.t("zone-ask"),
        ink.t("zone-now", zone=ink.t.city(ink.time_zone), time=_clock(ink, ink.time_zone)),
        "",
        ink.t("zone-found") if view.found else ink.t("zone-hint"),
    ]
    return sheet(lines, [*found, *last])


def _zone(ink: Ink, zone: str) -> str:
    return f"{ink.t.city(zone)} · {_clock(ink, zone)}"


def _clock(ink: Ink, zone: str) -> str:
    return ink.t.when(ink.now, zone, ink.now)


@draws(AskConsent)
def ask_consent(view: AskConsent, ink: Ink) -> Sheet:
    if view.invited_to is not None:
        head = ink.t("consent-invited", company=short(view.invited_to))
    else:
        head = ink.t(
            "consent-company", company=short(view.company), zone=ink.t.city(view.time_zone)
        )
    agree = (ink.press("do-consent", "consent", style=Style.SUCCESS),)
    if view.member:
        other: Row = (ink.press("do-decline", "menu"),)
    else:
        other = _other_languages(ink) if view.invited_to is not None else (_to_company(ink),)
    lines = [head, "", ink.t("consent-who"), "", ink.t("consent-what")]
    return sheet(lines, [agree, other])


@draws(Stranger)
def stranger(view: Stranger, ink: Ink) -> Sheet:
    lines = [
        ink.t("stranger-may-create" if view.may_create else "stranger"),
        ink.t("write-to", contact=short(view.support)) if view.support else None,
    ]
    return sheet(lines, [support_row(ink.t.label("do-support"), view.support)])
