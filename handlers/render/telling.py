"""The way from a card to what its candidate reads, and how it went."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.answer import TEXT_MOST, Filled, Tag, spelled
from bot.domain.application import Application
from bot.domain.handling import Reason
from bot.domain.site_action import ABOUT_CANDIDATES, ActionState, Kind, SiteAction
from bot.domain.telling import leads_on
from bot.domain.views import (
    TellPreview,
    TellReason,
    TellText,
    TellValue,
    TellWords,
    Told,
    ToldHere,
)
from bot.domain.views.telling import TellStart
from handlers.errors import told as error_words
from handlers.render.answers import name_of, quoted, text_copied
from handlers.render.apart import told_apart
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import (
    GAP,
    Ink,
    Sheet,
    columns,
    copying,
    draws,
    opening,
    optional,
    sheet,
    short,
)
from handlers.render.publications import said_of
from handlers.texts import Html, clean, escape

Lines = list[Line | str | None]
_SITE_TEXT_MOST = 34


def _name(name: str, ink: Ink) -> str:
    return short(name, 100) or ink.t.label("card-nameless")


def _head(kind: Kind, name: str, ink: Ink) -> Html:
    return ink.t(f"tell-head-{kind}", name=_name(name, ink))


@draws(TellStart)
def tell_start(view: TellStart, ink: Ink) -> Sheet:
    one, action = view.application, view.action
    where = [ink.site(one.site), *([short(view.vacancy, 100)] if view.vacancy else [])]
    lines: Lines = [
        ink.t("tell-start", name=_name(one.name or "", ink)),
        escape(" · ".join(where)),
        ink.t("card-stage", stage=ink.t.label(f"stage-{one.handling.stage}")),
    ]
    if action is not None:
        lines.append(how(action, one.site, ink, until=False))
    offered: Row = ()
    if action is None or not action.under_way:
        kinds = [kind for kind in ABOUT_CANDIDATES if leads_on(kind, one.handling.stage)]
        offered = tuple(ink.press(f"do-tell-{kind}", f"tell_{kind}", one.id) for kind in kinds)
    card = (ink.press("do-open-card", "whole", one.id),)
    return sheet(lines, [offered, card, ink.menu()])


@draws(TellReason)
def tell_reason(view: TellReason, ink: Ink) -> Sheet:
    buttons = [
        ink.pick(ink.t.label(f"reason-{one}"), "tell_reason", at) for at, one in enumerate(Reason)
    ]
    lines: Lines = [_head(Kind.REJECT, view.name, ink), ink.t("tell-reason-ask")]
    return sheet(lines, [*columns(buttons, 2), _leave(ink)])


def _leave(ink: Ink) -> Row:
    return (ink.press("do-tell-leave", "leave"),)


@draws(TellWords)
def tell_words(view: TellWords, ink: Ink) -> Sheet:
    rows: list[Row] = [(ink.pick(name_of(one), "tell_template", one.id),) for one in view.items]
    rows.append(ink.pages("list_page", view.page, view.pages))
    site = ink.site(view.site)
    rows += [
        (ink.pick(f"🌐 {site}: {name}", "tell_site_text", at),)
        for at, name in enumerate(_names(view.texts))
    ]
    own: list[Button] = [ink.press("do-tell-own", "tell_own")]
    if view.kind is Kind.REJECT:
        own.append(ink.press("do-tell-silent", "tell_silent"))
    lines: Lines = [_head(view.kind, view.name, ink), ink.t("tell-words-ask")]
    lines += _honest(view, ink)
    back = (ink.press("do-back", "tell_why"),) if view.kind is Kind.REJECT else ()
    return sheet(lines, [*rows, tuple(own), (*back, *_leave(ink))])


def _names(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Two of one name are told apart by what they say, or else by their numbers."""
    named = Counter(name for name, _ in texts)
    told = [name if named[name] == 1 else f"{name}: {words}" for name, words in texts]
    shown = told_apart(told, _SITE_TEXT_MOST)
    alike = Counter(shown)
    return [one if alike[one] == 1 else f"{at}. {one}" for at, one in enumerate(shown, 1)]


def _honest(view: TellWords | TellPreview, ink: Ink) -> Lines:
    """What the recruiter must know before and after: who passes it on, or why nobody does."""
    if view.error is not None:
        return [GAP, _error(view.error, view.site, ink), ink.t("tell-here-now")]
    if view.passed_on:
        return []
    return [GAP, ink.t(f"tell-here-{view.kind}", site=ink.site(view.site))]


@draws(TellText)
def tell_text(view: TellText, ink: Ink) -> Sheet:
    lines: Lines = [_head(view.kind, view.name, ink), ink.t("tell-text-ask", most=TEXT_MOST)]
    copy: Row = ()
    if view.present is not None:
        lines += [GAP, quoted(view.present)]
        copy = text_copied(view.present, ink)
    back = "tell_look" if view.present is not None else "tell_pick"
    return sheet(lines, [copy, (ink.press("do-back", back), *_leave(ink))])


@draws(TellValue)
def tell_value(view: TellValue, ink: Ink) -> Sheet:
    ask = ink.t(f"tell-value-{view.tag}", tag=spelled(view.tag, ink.t.language))
    return sheet([ask], [(ink.press("do-back", "tell_look"), *_leave(ink))])


@draws(TellPreview)
def tell_preview(view: TellPreview, ink: Ink) -> Sheet:
    lines: Lines = [_head(view.kind, view.name, ink)]
    if view.reason is not None:
        lines.append(ink.t("tell-reason", reason=ink.t.label(f"reason-{view.reason}")))
    lines += _words(view.filled, ink, read=view.passed_on)
    if view.notice is not None:
        lines += [GAP, ink.t("tell-notice"), quoted(view.notice)]
    lines += _honest(view, ink)
    return sheet(lines, _preview_rows(view, ink))


def _words(filled: Filled | None, ink: Ink, *, read: bool) -> Lines:
    if filled is None:
        return [GAP, ink.t("tell-silent")]
    lines: Lines = [GAP, ink.t("tell-will-read" if read else "tell-text-here"), quoted(filled.text)]
    if filled.lacking:
        tags = ", ".join(spelled(one, ink.t.language) for one in filled.lacking)
        lines += [GAP, ink.t("tell-lacking", tags=tags)]
    if filled.unknown:
        tags = ", ".join(f"{{{one}}}" for one in filled.unknown)
        lines += [GAP, ink.t("tell-unknown", tags=short(tags, 200))]
    return lines


def _preview_rows(view: TellPreview, ink: Ink) -> list[Row]:
    rows: list[Row] = []
    if view.filled is None or view.filled.whole:
        here = "do-tell-show" if view.kind is Kind.REPLY else "do-tell-keep"
        send = "do-tell-send" if view.passed_on else here
        rows.append((ink.press(send, "tell_send", style=Style.PRIMARY),))
    else:
        values = [
            ink.pick(ink.t.label(f"do-value-{one}"), "tell_value", list(Tag).index(one))
            for one in view.filled.lacking
        ]
        rows += columns(values, 2)
    change = (ink.press("do-tell-change", "tell_own"),) if view.filled is not None else ()
    return [*rows, (*change, ink.press("do-back", "tell_pick")), _leave(ink)]


# -- how it went --------------------------------------------------------------------------


def how(action: SiteAction, site: str, ink: Ink, *, until: bool) -> Html:
    """One line: where the answer stands."""
    known = {"site": ink.site(site), "what": ink.t.label(f"tell-what-{action.kind}")}
    match action.state:
        case ActionState.OWED if until:
            return ink.t("tell-soon", **known)
        case ActionState.UNSURE:
            return ink.t("tell-unsure", **known)
        case ActionState.DONE:
            return ink.t("tell-done", **known)
        case ActionState.FAILED:
            return ink.t("tell-failed", why=why(action, site, ink), **known)
        case ActionState.WITHDRAWN:
            return ink.t("tell-withdrawn", **known)
        case _:
            return ink.t("tell-going", **known)


def why(action: SiteAction, site: str, ink: Ink) -> str:
    """Why it failed, in the site's words where it has any."""
    said = [said_of(site, one, ink) for one in action.problems]
    if said:
        return "; ".join(said)
    return _error(action.error or "error-unexpected", site, ink)


def _error(text_id: str, site: str, ink: Ink) -> Html:
    return error_words(text_id, {"site": site}, ink.t, time_zone=ink.time_zone, now=ink.now)


@draws(Told)
def told(view: Told, ink: Ink) -> Sheet:
    one, action = view.application, view.action
    lines: Lines = [
        _head(action.kind, one.name or "", ink),
        how(action, one.site, ink, until=view.until is not None),
    ]
    if action.words is not None:
        lines += [GAP, quoted(action.words)]
    rows: list[Row] = []
    if view.until is not None:
        rows.append((ink.press("do-undo", "told_undo", action.id, style=Style.DANGER),))
    if action.state is ActionState.FAILED:
        again: Row = ()
        if not action.hopeless:
            again = (ink.press("do-tell-again", "told_again", one.id, style=Style.PRIMARY),)
        rows.append((*again, *text_copied(action.words, ink)))
        rows.append(opening(ink.t.label("do-open-site"), one.url))
    return sheet(lines, [*rows, ink.menu()])


@draws(ToldHere)
def told_here(view: ToldHere, ink: Ink) -> Sheet:
    one = view.application
    site = ink.site(one.site)
    known = f"tell-kept-{view.kind}" if view.error is None else "tell-kept-now"
    lines: Lines = [_head(view.kind, one.name or "", ink), ink.t(known, site=site)]
    if view.disconnected:
        lines.append(ink.t("tell-disconnected", site=site))
    if view.words:
        code = Line(escape(clean(view.words).strip()), elastic=True, before="<pre>", after="</pre>")
        lines += [GAP, ink.t("tell-copy-how"), code]
    lines += [optional(contact) for contact in _contacts(one)]
    heard: Row = ()
    if one.handling.unaware:
        heard = (ink.press("do-heard", "told_heard", one.id, style=Style.PRIMARY),)
    return sheet(
        lines,
        [
            (*text_copied(view.words, ink), *opening(ink.t.label("do-open-site"), one.url)),
            _copies(one, ink),
            heard,
            (ink.press("do-review-on", "review_on"),) if view.in_review else ink.menu(),
        ],
    )


def _contacts(one: Application) -> list[str]:
    phones = ", ".join(escape(short(it, 40)) for it in one.phones[:2])
    emails = ", ".join(escape(short(it, 100)) for it in one.emails[:2])
    return [*([f"📞 {phones}"] if phones else []), *([f"✉️ {emails}"] if emails else [])]


def _copies(one: Application, ink: Ink) -> Row:
    phone = copying(ink.t.label("do-copy-phone"), one.phones[0]) if one.phones else ()
    email = copying(ink.t.label("do-copy-email"), one.emails[0]) if one.emails else ()
    return (*phone, *email)
