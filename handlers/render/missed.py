"""What was missed: the message a chat gets, and the whole list behind it."""

from bot.domain.views import Missed, MissedInGroup, MissedList, MissedOne
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import GAP, Ink, Sheet, columns, draws, optional, sheet, short

_NAME = 24


def _name(one: MissedOne, ink: Ink, most: int = 60) -> str:
    name = short(one.name, most) or ink.t.label("card-nameless")
    return ink.t.label("missed-numbered", name=name, number=str(one.number)) if one.number else name


def _head(view: Missed) -> str:
    """What is from before is no news, and nobody has missed it."""
    if not view.past:
        return "missed-head"
    return "missed-head-past" if view.past == view.count else "missed-head-mixed"


def _lines(view: Missed, ink: Ink) -> list[Line | str | None]:
    account = view.account
    where = ink.t("ad-where", site=ink.site(account.site), account=short(account.label, 60))
    return [
        ink.t(_head(view), count=view.count),
        where,
        GAP,
        *(_line(one, ink) for one in view.entries),
    ]


def _line(one: MissedOne, ink: Ink) -> Line:
    vacancy = short(one.vacancy, 40) or ink.t.label("vacancy-untitled")
    moment = ink.when(one.sent_at)
    said = ink.t("missed-line", name=_name(one, ink), vacancy=vacancy, moment=moment)
    few = ink.t("missed-below") if one.below else ""
    return Line(" · ".join(filter(None, (said, few))), optional=True)


def _people(view: Missed, ink: Ink) -> list[Row]:
    buttons: list[Button] = [
        ink.press("do-missed-one", "missed_one", one.application_id, name=_name(one, ink, _NAME))
        for one in view.entries
    ]
    return columns(buttons, 2)


def _every(view: Missed, ink: Ink) -> Button:
    return ink.press("do-missed-all", "missed_all", view.digest_id, count=view.count)


@draws(Missed)
def missed(view: Missed, ink: Ink) -> Sheet:
    more = view.count - len(view.entries)
    lines = _lines(view, ink)
    lines += [optional(ink.t("missed-more", count=more) if more else None), GAP]
    lines.append(optional(ink.t("missed-hint")))
    whole = ink.press("do-missed-list", "missed", view.digest_id, count=view.count)
    return sheet(lines, [*_people(view, ink), (_every(view, ink), *((whole,) if more else ()))])


@draws(MissedList)
def missed_list(view: MissedList, ink: Ink) -> Sheet:
    found = view.missed
    lines = _lines(found, ink)
    if found.pages > 1:
        lines += [GAP, optional(ink.t("page-of", page=found.page + 1, pages=found.pages))]
    turn = ink.pages("missed_page", found.page, found.pages)
    return sheet(lines, [*_people(found, ink), turn, (_every(found, ink), *ink.menu())])


@draws(MissedInGroup)
def missed_in_group(view: MissedInGroup, ink: Ink) -> Sheet:
    found = view.missed
    more = found.count - len(found.entries)
    lines = _lines(found, ink)
    lines += [optional(ink.t("missed-more", count=more) if more else None), GAP]
    lines.append(optional(ink.t("missed-in-group-hint")))
    cards = ink.press(
        "do-missed-all", "missed_cards", view.notice_id, style=Style.PRIMARY, count=found.count
    )
    return sheet(lines, [(cards,)])
