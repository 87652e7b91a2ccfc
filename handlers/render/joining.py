"""Two candidates who are joined by hand."""

from zoneinfo import ZoneInfo

from bot.domain.handling import Stage
from bot.domain.views.persons import JoinConfirm, JoinList, JoinSide
from handlers.render.cards import pretty
from handlers.render.drawn import Line, Row, Style
from handlers.render.ink import Ink, Sheet, draws, optional, sheet, short
from handlers.texts import escape

_CONTACTS_MOST = 3


@draws(JoinList)
def join_list(view: JoinList, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("join-head", name=_name(view.one, ink)),
        "",
        ink.t(_asks(view)),
    ]
    rows: list[Row] = []
    for number, one in enumerate(view.found, 1):
        lines.append(optional(f"{number}. {escape(_name(one, ink))} · {_where(one, ink)}"))
        label = f"{number}. {_name(one, ink, 40)}"
        rows.append((ink.pick(label, "join_with", one.application.id),))
    if view.searched:
        rows.append((ink.press("do-merge-alike", "join_list", view.one.application.id),))
    return sheet(lines, [*rows, (ink.press("do-cancel", "menu"),)])


def _asks(view: JoinList) -> str:
    if view.searched:
        return ("join-more" if view.more else "join-found") if view.found else "join-none"
    return "join-alike" if view.found else "join-ask"


@draws(JoinConfirm)
def join_confirm(view: JoinConfirm, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("join-same-ask")]
    for number, one in enumerate((view.one, view.other), 1):
        lines += ["", *_side(number, one, ink)]
    lines += ["", ink.t("join-how")]
    yes = ink.press("do-merge-yes", "join_yes", style=Style.PRIMARY)
    back = ink.press("do-back", "join_list", view.one.application.id)
    return sheet(lines, [(yes,), (back, *ink.menu())])


def _side(number: int, side: JoinSide, ink: Ink) -> list[Line | str | None]:
    """The same facts in the same order, so that the two can be held against each other."""
    one = side.application
    facts = [escape(short(one.city, 60))] if one.city else []
    age = one.age(ink.now.astimezone(ZoneInfo(ink.time_zone)).date())
    facts += [ink.t("card-age", age=age)] if age is not None else []
    born = one.born()
    facts += [ink.t("card-born", words=ink.t.day(born))] if born is not None else []
    phones = ", ".join(escape(pretty(phone)) for phone in one.phones[:_CONTACTS_MOST])
    emails = ", ".join(escape(short(email, 100)) for email in one.emails[:_CONTACTS_MOST])
    position = short(one.position or "", 100)
    return [
        ink.t("join-side", number=number, name=_name(side, ink)),
        optional(" · ".join(facts)),
        optional(escape(position)),
        _where(side, ink),
        optional(f"📞 {phones}" if phones else None),
        optional(f"✉️ {emails}" if emails else None),
        optional(_stage(side, ink)),
        optional(ink.t("kin-more", count=side.others) if side.others else None),
    ]


def _stage(side: JoinSide, ink: Ink) -> str | None:
    stage = side.application.handling.stage
    if stage is Stage.NEW:
        return None
    return ink.t("card-stage", stage=ink.t.label(f"stage-{stage}"))


def _where(side: JoinSide, ink: Ink) -> str:
    one, vacancy = side.application, short(side.vacancy or "", 60)
    known = [ink.site(one.site), *([vacancy] if vacancy else []), ink.when(one.sent_at)]
    return escape(" · ".join(known))


def _name(side: JoinSide, ink: Ink, most: int = 60) -> str:
    return short(side.application.name or "", most) or ink.t.label("card-nameless")
