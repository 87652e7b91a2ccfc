"""The settings of group chats, in private."""

from collections.abc import Iterable
from urllib.parse import quote

from bot.domain.group import Covers
from bot.domain.vacancy import Vacancy
from bot.domain.views import (
    ConfirmFull,
    ConfirmUnlink,
    GroupAdd,
    GroupLost,
    GroupPage,
    Groups,
    GroupTrouble,
)
from bot.domain.workspace import LANGUAGES
from handlers.render.drawn import Line, Row, Style
from handlers.render.groups import detail, named, titled
from handlers.render.ink import (
    Ink,
    Sheet,
    draws,
    opening,
    sheet,
    short,
)
from handlers.texts import Html

_TITLE_MOST = 60


@draws(GroupAdd)
def group_add(view: GroupAdd, ink: Ink) -> Sheet:
    url = f"https://t.me/{ink.bot_username}?startgroup={quote(view.token, safe='')}"
    about = (
        ink.t("group-add-vacancy", title=short(view.vacancy.title))
        if view.vacancy is not None
        else ink.t("group-add-all")
    )
    lines = [
        ink.t("group-add-head"),
        about,
        "",
        ink.t("group-add-how"),
        ink.t("group-add-topic"),
        "",
        ink.t("group-add-rules", moment=ink.when(view.expires_at)),
    ]
    back = ("vacancy", view.vacancy.id) if view.vacancy is not None else ("groups", 0)
    rows = [opening(ink.t.label("do-group-choose"), url), (ink.press("do-back", *back),)]
    return sheet(lines, rows)


@draws(Groups)
def groups(view: Groups, ink: Ink) -> Sheet:
    lines = [ink.t("groups-head"), "", ink.t("groups-some" if view.groups else "groups-none")]
    rows: list[Row] = [
        (ink.pick(named(one.title, one.topic, ink), "group", one.link_id),)
        for one in view.groups[:30]
    ]
    rows.append((ink.press("do-group-add", "group_add", style=Style.PRIMARY),))
    return sheet(lines, [*rows, (ink.press("do-back", "settings"), *ink.menu())])


@draws(GroupPage)
def group_page(view: GroupPage, ink: Ink) -> Sheet:
    group = view.group
    muted = group.muted_until is not None and group.muted_until > ink.now
    lines: list[Line | str | None] = [
        ink.t("group-head", title=named(group.title, view.topic, ink)),
        ink.t("group-lost-here") if view.lost else None,
        "",
        _covers(group.covers, view, ink),
        detail(group, ink),
        ink.t(f"silence-mode-{view.mode}"),
        ink.t("group-speaks", language=ink.t.label(f"language-{view.language}")),
        ink.t("group-topics-lost" if group.rightless else "group-topics-on")
        if group.topics
        else None,
        ink.t("group-board-unpinned" if view.unpinnable else "group-board-on")
        if view.board
        else None,
        ink.t("group-muted-now", moment=ink.when(group.muted_until))
        if muted and group.muted_until is not None
        else None,
    ]
    choices = [
        ink.pick(_tick(ink, f"group-covers-{one}", one is group.covers), "group_covers", at)
        for at, one in enumerate(Covers)
        if one is not Covers.ALL or view.may_all
    ]
    rows: list[Row] = [tuple(choices)]
    if group.covers is Covers.CHOSEN:
        rows += _picks(view.vacancies, group.vacancies, ink)
    if group.full:
        rows.append((ink.press("do-group-masked", "group_masked"),))
    elif view.may_all:
        rows.append((ink.press("do-group-full", "group_full", view.link_id),))
    rows.append(
        tuple(
            ink.pick(_tick(ink, f"language-{one}", one == view.language), "group_lang", at)
            for at, one in enumerate(LANGUAGES)
        )
    )
    rows += [
        (ink.press("do-hush", "silence", view.link_id),),
        (
            ink.pick(_tick(ink, "group-topics-short", group.topics), "group_topics"),
            ink.pick(_tick(ink, "group-board-short", view.board), "group_board"),
        ),
        (ink.pick(_tick(ink, "group-blind-short", group.blind), "group_blind"),),
    ]
    unlink = ink.press("do-group-unlink", "group_unlink", view.link_id, style=Style.DANGER)
    rows.append((unlink,))
    return sheet(lines, [*rows, (ink.press("do-back", "groups"), *ink.menu())])


def _covers(covers: Covers, view: GroupPage, ink: Ink) -> Html:
    count = len(view.group.vacancies)
    return ink.t(f"group-gets-{covers}", count=count)


def _tick(ink: Ink, text_id: str, chosen: bool) -> str:
    name = ink.t.label(text_id)
    return ink.t.label("chosen" if chosen else "not-chosen", name=name)


def _picks(vacancies: Iterable[Vacancy], chosen: Iterable[int], ink: Ink) -> list[Row]:
    ticked = set(chosen)
    rows: list[Row] = []
    for one in vacancies:
        verb = "group_unpick" if one.id in ticked else "group_pick"
        rows.append((ink.pick(_picked(one, one.id in ticked, ink), verb, one.id),))
    return rows


def _picked(vacancy: Vacancy, chosen: bool, ink: Ink) -> str:
    name = short(vacancy.title, _TITLE_MOST) or ink.t.label("vacancy-untitled")
    return ink.t.label("chosen" if chosen else "not-chosen", name=name)


@draws(ConfirmFull)
def confirm_full(view: ConfirmFull, ink: Ink) -> Sheet:
    lines = [
        ink.t("group-full-ask", title=titled(view.title, ink)),
        "",
        ink.t("group-full-warning"),
    ]
    yes = ink.press("do-group-full-yes", "group_full_yes", style=Style.DANGER)
    return sheet(lines, [(yes,), (ink.press("do-keep", "group", view.link_id),)])


@draws(ConfirmUnlink)
def confirm_unlink(view: ConfirmUnlink, ink: Ink) -> Sheet:
    lines = [
        ink.t("group-unlink-which", title=named(view.title, view.topic, ink)),
        "",
        ink.t("group-unlink-then"),
    ]
    yes = ink.press("do-group-unlink-yes", "group_unlink_yes", style=Style.DANGER)
    return sheet(lines, [(yes,), (ink.press("do-keep", "group", view.link_id),)])


@draws(GroupTrouble)
def group_trouble(view: GroupTrouble, ink: Ink) -> Sheet:
    values = {"title": titled(view.title, ink), "vacancy": short(view.vacancy)}
    lines = [ink.t(f"group-trouble-{view.word}", **values)]
    return sheet(lines, [(ink.press("do-groups", "groups"),)])


@draws(GroupLost)
def group_lost(view: GroupLost, ink: Ink) -> Sheet:
    lines = [ink.t("group-lost", title=titled(view.title, ink)), ink.t("group-lost-how")]
    return sheet(lines, [(ink.press("do-groups", "groups"),)])
