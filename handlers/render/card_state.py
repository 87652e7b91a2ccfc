"""What a card says of the team's work on its candidate, and the buttons for it."""

from collections.abc import Iterable

from bot.domain.handling import Act, Handling, Stage
from bot.domain.ids import MemberId, to_base36
from bot.domain.later import Later
from bot.domain.share import Votes
from bot.domain.site import Can
from bot.domain.site_action import ABOUT_CANDIDATES, ActionState
from bot.domain.telling import leads_on
from bot.domain.views import CardPage, CardState
from bot.domain.workspace import Right
from handlers.press import encode
from handlers.render.drawn import Button, Does, Line, Row, Style
from handlers.render.ink import ANSWER_START, Ink, columns, deep_link, optional, short
from handlers.render.telling import how
from handlers.texts import Html, escape

A_ROW = 3
_FIRST_MOST = 2 * A_ROW
"""Action buttons of the first page: a phone shows four rows, with the contacts and one more."""
_NOTE_MOST = 300
_LACKING_MOST = 160
_EVIDENCE_MOST = 70


# -- lines --------------------------------------------------------------------------------


def done(state: CardState, ink: Ink) -> Line | None:
    """The head of a card that somebody has done something with: `✋ Взято · Олег 14:07`."""
    handling = state.handling
    if handling.act is None or handling.acted_at is None:
        return None
    who, moment = _who(handling.acted_by, state, ink), ink.when(handling.acted_at)
    return Line(ink.t("card-done", what=_what(handling, state, ink), who=who, moment=moment))


def _what(handling: Handling, state: CardState, ink: Ink) -> Html:
    match handling.act:
        case Act.MOVED:
            return ink.t(f"act-stage-{handling.stage}")
        case Act.ASSIGNED if handling.assignee_id is None:
            return ink.t("act-freed")
        case Act.ASSIGNED:
            return ink.t("act-assigned", name=_who(handling.assignee_id, state, ink))
        case Act.LATER | Act.HEARD:
            return ink.t(f"act-{handling.act}")
        case _:
            return ink.t("act-taken")


def is_new(state: CardState) -> bool:
    """Whether nobody has touched it."""
    return state.handling.act is None and state.handling.stage is Stage.NEW


def standing(state: CardState, ink: Ink) -> list[Line | None]:
    """Stage, who has it, until when it is put off, the last note."""
    handling = state.handling
    facts = []
    if handling.assignee_id is not None:
        facts.append(ink.t("card-assignee", name=_who(handling.assignee_id, state, ink)))
    if handling.stage is not Stage.NEW and handling.act is not Act.MOVED:  # the head says it
        facts.append(ink.t("card-stage", stage=ink.t.label(f"stage-{handling.stage}")))
    later = None
    if handling.later_until is not None and handling.waits(ink.now):
        later = Line(ink.t("card-later", moment=ink.when(handling.later_until)))
    return [
        Line(" · ".join(facts)) if facts else None,
        later,
        Line(ink.t("card-barred")) if state.barred else None,
        Line(ink.t("card-votes", **counted(state.votes))) if state.votes else None,
        _note(state, ink),
    ]


def counted(votes: Votes) -> dict[str, str]:
    """How many think so, as the texts take it."""
    return {"good": str(votes.good), "bad": str(votes.bad)}


def points_line(state: CardState, ink: Ink) -> Line | None:
    """How much it shows of what the vacancy must have: `⭐ 5/6 · бракує: водійські права`."""
    count, met = len(state.points), sum(one.met for one in state.points)
    if not count:
        return None
    if not state.compared:
        return Line(ink.t("card-points-none"))
    lacking = short(", ".join(one.text for one in state.points if not one.met), _LACKING_MOST)
    text_id = "card-points" if lacking else "card-points-all"
    said = ink.t(text_id, met=str(met), of=str(count), lacking=lacking)
    below = ink.t("card-points-below", least=str(state.below)) if state.below else ""
    return Line(" · ".join(filter(None, (said, below))))


def points_page(state: CardState, ink: Ink) -> list[Line]:
    """Each point, and under it the line of the resume that shows it."""
    lines = []
    for one in state.points:
        mark = "✅" if one.met else "✗" if state.compared else "❔"
        lines.append(Line(f"{mark} {escape(one.text)}"))
        if one.line:
            shown = escape(short(one.line.lstrip("•·▪◦●*–—- "), _EVIDENCE_MOST))
            lines.append(Line(f"↳ «<i>{shown}</i>»", optional=True))
    return lines


def _note(state: CardState, ink: Ink) -> Line | None:
    note = state.note
    if note is None:
        return None
    who, words = _who(note.member_id, state, ink), short(note.text, _NOTE_MOST)
    said = ink.t("card-note", who=who, moment=ink.when(note.at), words=words)
    more = ink.t("card-notes-more", count=note.count - 1) if note.count > 1 else ""
    return optional(f"{said} {more}".strip())


def _who(member_id: MemberId | None, state: CardState, ink: Ink) -> str:
    name = state.names.get(member_id, "") if member_id is not None else ""
    return short(name, 40) or ink.t.label("member-gone")


# -- buttons ------------------------------------------------------------------------------


def _actions(state: CardState, ink: Ink) -> list[Button]:
    """The one place where a card's action buttons are composed.

    From what the site `can`, where the application stands, and what the reader may.
    """
    if Right.HANDLE not in state.may:
        return [_press("do-note", "note", state, ink)] if Right.NOTE in state.may else []
    free = state.handling.assignee_id is None
    buttons = [_press("do-undo", "undo", state, ink)] if state.undo else []
    if free:
        buttons.append(_press("do-take", "take", state, ink, style=Style.PRIMARY))
    elif state.handling.assignee_id != state.me:
        buttons.append(_press("do-plead", "plead", state, ink))
    if state.handling.unaware and (state.answer is None or not state.answer.under_way):
        buttons.append(_press("do-heard", "heard", state, ink))
    buttons += _answers(state, ink)
    buttons.append(_press("do-note", "note", state, ink))
    buttons.append(_press("do-put-off", "later", state, ink))
    return buttons


def actions(state: CardState, ink: Ink) -> list[Button]:
    """Those of the first page; the others stand behind the dots."""
    return _actions(state, ink)[:_FIRST_MOST]


def _answers(state: CardState, ink: Ink) -> list[Button]:
    """What the candidate can be told, in private; nothing while something is on its way."""
    if state.answer is not None and state.answer.under_way:
        return []
    if not state.private:
        address = deep_link(ink.bot_username, f"{ANSWER_START}{to_base36(state.subject)}")
        return [Button(ink.t.label("do-answer-private"), address, Does.OPEN)]
    last = state.answer
    failed = last is not None and last.state is ActionState.FAILED and not last.hopeless
    offered = [one for one in ABOUT_CANDIDATES if leads_on(one, state.handling.stage)]
    buttons = [_press("do-tell-again", "tell_again", state, ink)] if failed else []
    return buttons + [_press(f"do-tell-{one}", f"tell_{one}", state, ink) for one in offered]


def answered(state: CardState, site: str, ink: Ink) -> Line | None:
    """How the last answer to the candidate goes; or that what was decided has stayed here."""
    if state.answer is not None and state.answer.state is not ActionState.WITHDRAWN:
        return Line(how(state.answer, site, ink, until=state.undo))
    if not state.handling.unaware:
        return None
    if state.handling.stage is Stage.REJECTED and Can.REJECT not in state.can:
        return Line(ink.t("tell-kept-reject", site=ink.site(site)))
    return Line(ink.t("card-unaware"))


def more(state: CardState, ink: Ink, *, others: Iterable[Button] = ()) -> list[Button]:
    """What stands behind `⋯`; `others` are those of the card itself."""
    buttons = _actions(state, ink)[_FIRST_MOST:]
    handles = Right.HANDLE in state.may
    if handles:
        buttons.append(_press("do-stage", "stage", state, ink))
        buttons.append(_press("do-assign", "assign", state, ink))
        buttons.append(_press("do-share-card", "share", state, ink))
    buttons += others
    if state.points:
        buttons.append(_press("do-points", "points", state, ink))
    buttons.append(_press("do-history", "history", state, ink))
    if handles:
        buttons.append(_press("do-merge", "merge", state, ink))
    if handles and state.barred:
        buttons.append(_press("do-bar-lift", "bar_lift", state, ink))
    elif handles:
        buttons.append(_press("do-bar", "bar", state, ink))
    if Right.MANAGE_TEAM in state.may:
        buttons.append(_press("do-erase", "erase_card", state, ink))
    return buttons


def sees_contacts(state: CardState) -> bool:
    """Whether the reader may open what lies behind the card; unknown readers are checked then."""
    return not state.may or not state.private or Right.SEE_CONTACTS in state.may


def more_button(state: CardState, ink: Ink) -> Row:
    """The way there, where there is anything."""
    return (_press("do-more", "more", state, ink),) if Right.NOTE in state.may else ()


def page(state: CardState, ink: Ink, *, others: Iterable[Button] = ()) -> list[Row]:
    """The buttons of a page that is not the first, and the way back."""
    to = "card" if state.page is CardPage.MORE else "more"
    match state.page:
        case CardPage.MORE:
            buttons = more(state, ink, others=others)
        case CardPage.STAGE:
            buttons = _stages(state, ink)
        case CardPage.POINTS:
            buttons = []
        case CardPage.LATER:
            buttons, to = _laters(state, ink), "card"
        case CardPage.BAR:
            buttons = [_press("do-bar-yes", "bar_yes", state, ink, style=Style.DANGER)]
        case _:
            buttons = _choices(state, ink)
    wide = 2 if state.page is CardPage.LATER else A_ROW
    return [*columns(buttons, wide), _parts(state, ink), (_press("do-back", to, state, ink),)]


def asked(state: CardState, ink: Ink) -> Line | None:
    """What a page asks, where its buttons alone would not say it."""
    text_id = {
        CardPage.BAR: "card-bar-ask",
        CardPage.ASSIGN: "card-assign-ask",
        CardPage.SHARE: "card-share-ask",
        CardPage.STAGE: "card-stage-ask",
        CardPage.LATER: "card-later-ask",
        CardPage.POINTS: "card-points-head",
    }.get(state.page)
    return Line(ink.t(text_id)) if text_id else None


def _stages(state: CardState, ink: Ink) -> list[Button]:
    others = [one for one in Stage if one not in (Stage.NEW, state.handling.stage)]
    return [_press(f"stage-{one}", f"stage_{one}", state, ink) for one in others]


def _laters(state: CardState, ink: Ink) -> list[Button]:
    offered = [one for one in Later if one is not Later.EVENING or state.evening]
    buttons = [_press(f"do-later-{one}", f"later_{one}", state, ink) for one in offered]
    if state.private:
        buttons.append(_press("do-later-day", "day_off", state, ink))
    return buttons


def _choices(state: CardState, ink: Ink) -> list[Button]:
    buttons = [
        Button(short(one.name, 40) or "…", encode(one.verb, state.subject, one.id))
        for one in state.choices
        if one.id != state.handling.assignee_id or one.verb != "assign_to"
    ]
    if state.page is CardPage.ASSIGN and state.handling.assignee_id is not None:
        nobody = encode("assign_to", state.subject, 0)
        buttons.append(Button(ink.t.label("do-assign-nobody"), nobody))
    return buttons


def _parts(state: CardState, ink: Ink) -> Row:
    """The way to the other parts of many choices."""
    verb = f"{state.page}_more"
    around = []
    if state.part > 0:
        label = ink.t.label("do-page-back", page=state.part)
        around.append(Button(label, encode(verb, state.subject, state.part - 1)))
    if state.part + 1 < state.parts:
        label = ink.t.label("do-page-on", page=state.part + 2)
        around.append(Button(label, encode(verb, state.subject, state.part + 1)))
    return tuple(around)


def _press(
    label: str, verb: str, state: CardState, ink: Ink, *, style: Style | None = None
) -> Button:
    """A button that carries what its copy is about and the version it shows."""
    return Button(ink.t.label(label), encode(verb, state.subject, state.version), style=style)
