"""What stands under a card, and the screens about candidates."""

from bot.domain.group import Did
from bot.domain.handling import BARRED_PAGE
from bot.domain.plea import PleaState
from bot.domain.views import (
    AskDay,
    AskNote,
    BarredList,
    BarredOne,
    CardHistory,
    CardSaid,
    PastDeed,
)
from bot.domain.views.handling import NotePing, NoteUnseen, PleaAnswered, PleaAsked
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, optional, sheet, short
from handlers.texts import Html, clean, escape

_NOTE_MOST = 500
_NAMED_MOST = 10


@draws(CardSaid)
def card_said(view: CardSaid, ink: Ink) -> Sheet:
    name = _name(view.name, ink)
    if view.number:
        name = ink.t.label("candidate-number", number=str(view.number))
    who = short(view.who, 40) or ink.t.label("member-gone")
    return sheet([ink.t(f"said-{view.word}", name=name, who=who)])


@draws(PleaAsked)
def plea_asked(view: PleaAsked, ink: Ink) -> Sheet:
    name, who = _name(view.name, ink), short(view.who, 40) or ink.t.label("member-gone")
    if view.state is not PleaState.OPEN:
        return sheet([ink.t(f"plea-ended-{view.state}", name=name, who=who)])
    give = ink.press("do-plea-give", "plea_give", view.plea_id, style=Style.PRIMARY)
    keep = ink.press("do-plea-keep", "plea_keep", view.plea_id)
    asked = ink.t("plea-ask", name=name, who=who, moment=ink.when(view.moment))
    return sheet([asked], [(give, keep)])


@draws(PleaAnswered)
def plea_answered(view: PleaAnswered, ink: Ink) -> Sheet:
    name, who = _name(view.name, ink), short(view.who, 40) or ink.t.label("member-gone")
    return sheet([ink.t(f"plea-answer-{view.state}", name=name, who=who)])


@draws(NotePing)
def note_ping(view: NotePing, ink: Ink) -> Sheet:
    who = short(view.who, 40) or ink.t.label("member-gone")
    words = Line(escape(clean(view.text)), elastic=True, before="«", after="»")
    head = Line(ink.t("note-ping", who=who, name=_name(view.name, ink)))
    opens = (ink.press("do-open-answer", "whole", view.application_id),)
    return sheet([head, words], () if view.stands else (opens,))


@draws(NoteUnseen)
def note_unseen(view: NoteUnseen, ink: Ink) -> Sheet:
    who = ", ".join(short(one, 40) for one in view.names[:_NAMED_MOST])
    return sheet([ink.t("done-noted-unseen", who=who or ink.t.label("member-gone"))])


@draws(CardHistory)
def card_history(view: CardHistory, ink: Ink) -> Sheet:
    head = Line(ink.t("history-head", name=_name(view.name, ink)))
    lines = [optional(_deed(one, ink)) for one in view.deeds]
    if not lines:
        return sheet([head, ink.t("history-none")])
    return sheet([head, "", *lines])


def _deed(deed: PastDeed, ink: Ink) -> Html:
    who = short(deed.who, 40) or ink.t.label("member-gone")
    return ink.t("history-line", moment=ink.when(deed.at), who=who, what=_what(deed, ink))


def _what(deed: PastDeed, ink: Ink) -> Html:
    said = short(deed.detail, _NOTE_MOST)
    if deed.did is Did.MOVED:
        return ink.t("did-moved", stage=ink.t.label(f"stage-{deed.detail}"))
    if deed.moment is not None:
        return ink.t("did-later", moment=ink.when(deed.moment))
    if deed.did is Did.NOTED:
        return ink.t("did-noted", words=said)
    if deed.did is Did.TOLD:
        return ink.t("did-told", what=ink.t.label(f"tell-what-{deed.detail}"))
    if deed.did in _TO_SOMEBODY:
        return ink.t(f"did-{deed.did}", name=said) if said else ink.t(_TO_SOMEBODY[deed.did])
    return ink.t(f"did-{deed.did}")


_TO_SOMEBODY = {Did.ASSIGNED: "did-freed", Did.SHARED: "did-shared-somebody"}
"""What each says where nobody is named."""


@draws(AskNote)
def ask_note(view: AskNote, ink: Ink) -> Sheet:
    lines = [ink.t("note-ask", name=_name(view.name, ink)), ink.t("note-how")]
    return sheet(lines, [(ink.press("do-cancel", "menu"),)])


@draws(AskDay)
def ask_day(view: AskDay, ink: Ink) -> Sheet:
    lines = [ink.t("day-ask", name=_name(view.name, ink)), ink.t("day-how")]
    return sheet(lines, [(ink.press("do-cancel", "menu"),)])


@draws(BarredList)
def barred_list(view: BarredList, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("barred-head"), ""]
    lines.append(ink.t("barred-how" if view.entries else "barred-none"))
    rows: list[Row] = []
    for number, one in enumerate(view.entries, view.page * BARRED_PAGE + 1):
        lines += ["", *_barred(number, one, ink)]
        label = ink.t.label("do-lift", name=_name(one.name, ink))
        rows.append((ink.pick(label, "lift", one.application_id),))
    if view.pages > 1:
        lines += ["", optional(ink.t("page-of", page=view.page + 1, pages=view.pages))]
    rows.append(ink.pages("list_page", view.page, view.pages))
    rows.append((ink.press("do-back", "settings"), *ink.menu()))
    return sheet(lines, rows)


def _barred(number: int, one: BarredOne, ink: Ink) -> list[Line | None]:
    who = short(one.who, 40) or ink.t.label("member-gone")
    name, moment = _name(one.name, ink), ink.when(one.at)
    head = ink.t("barred-line", number=number, name=name, who=who, moment=moment)
    since = [
        ink.t("barred-later", site=ink.site(site), title=short(title), moment=ink.when(at))
        for site, title, at in one.later
    ]
    return [optional(head), *(optional(line) for line in since)]


def _name(name: str, ink: Ink) -> str:
    return short(name, 60) or ink.t.label("card-nameless")
