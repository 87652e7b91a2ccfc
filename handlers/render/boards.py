"""A group's board, and what came today."""

from bot.domain.views import BoardLine, CameToday, GroupBoard, TodayOne, TodayPage
from handlers.render.drawn import Line
from handlers.render.ink import GAP, Ink, Sheet, draws, optional, sheet, short
from handlers.texts import Html

_TITLE_MOST, _NAME_MOST = 60, 40


@draws(GroupBoard)
def group_board(view: GroupBoard, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("board-head", company=short(view.company)), ""]
    lines += [optional(_line(one, ink)) for one in view.lines]
    if not view.lines:
        lines.append(ink.t("board-none"))
    if view.more:
        lines.append(ink.t("board-more", count=view.more))
    drawn = sheet([*lines, "", ink.t("board-at", moment=ink.when(ink.now))])
    return Sheet(drawn.lines, drawn.rows, extra={"silent": True})


def _line(one: BoardLine, ink: Ink) -> Html:
    values = {"title": short(one.title, _TITLE_MOST), "who": short(one.who, _NAME_MOST)}
    return ink.t("board-line", new=one.new, debt=one.debt, **values)


@draws(CameToday)
def came_today(view: CameToday, ink: Ink) -> Sheet:
    return sheet(_today(view, ink))


@draws(TodayPage)
def today_page(view: TodayPage, ink: Ink) -> Sheet:
    return sheet(_today(view.today, ink), [ink.menu()])


def _today(view: CameToday, ink: Ink) -> list[Line | str | None]:
    lines: list[Line | str | None] = [
        ink.t("today-head", company=short(view.company)),
        ink.t("today-came", count=view.came),
        *(optional(_came(one, ink)) for one in view.people),
    ]
    rest = view.came - len(view.people)
    if rest > 0:
        lines.append(ink.t("today-rest", count=rest))
    if view.waiting:
        lines += [GAP, ink.t("today-waits"), *(optional(_line(one, ink)) for one in view.waiting)]
    return lines


def _came(one: TodayOne, ink: Ink) -> Html:
    name = short(one.name, _NAME_MOST) or ink.t.label("candidate-number", number=str(one.number))
    values = {"name": name, "title": short(one.title, _TITLE_MOST)}
    if one.who:
        return ink.t("today-taken", who=short(one.who, _NAME_MOST), **values)
    return ink.t("today-answered" if one.answered else "today-free", **values)
