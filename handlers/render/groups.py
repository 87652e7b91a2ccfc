"""Group chats: their settings in private, and what stands in them."""

from collections.abc import Iterable
from urllib.parse import quote

from bot.domain.conversation import Flash
from bot.domain.group import Covers, Group
from bot.domain.ids import ChatLinkId, to_base36
from bot.domain.vacancy import Vacancy
from bot.domain.views import (
    CardPage,
    ConfirmFull,
    ConfirmUnlink,
    Contacts,
    GroupAdd,
    GroupAsked,
    GroupLost,
    GroupPage,
    Groups,
    GroupSettings,
    GroupStatus,
    GroupTrouble,
    GroupUnlink,
    GroupWord,
    MaskedCard,
)
from bot.domain.workspace import LANGUAGES
from handlers.errors import told
from handlers.render.card_state import (
    A_ROW,
    actions,
    asked,
    done,
    is_new,
    more_button,
    page,
    points_line,
    points_page,
    standing,
)
from handlers.render.cards import pretty, source, waiting
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import (
    SETTINGS_START,
    Ink,
    Sheet,
    columns,
    deep_link,
    draws,
    opening,
    optional,
    sheet,
    short,
)
from handlers.render.limits import popup
from handlers.render.persons import kin_asked, kin_lines, kin_more
from handlers.render.publications import badges
from handlers.texts import Html

"""What the way from a group into its settings carries, before the link's id."""
_TITLE_MOST = 60


# -- in private ---------------------------------------------------------------------------


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
        (ink.pick(_title(group.title, ink), "group", link_id),)
        for link_id, group in view.groups[:30]
    ]
    rows.append((ink.press("do-group-add", "group_add", style=Style.PRIMARY),))
    return sheet(lines, [*rows, (ink.press("do-back", "settings"), *ink.menu())])


def _title(title: str, ink: Ink) -> str:
    return short(title, _TITLE_MOST) or ink.t.label("group-untitled")


@draws(GroupPage)
def group_page(view: GroupPage, ink: Ink) -> Sheet:
    group = view.group
    muted = group.muted_until is not None and group.muted_until > ink.now
    lines: list[Line | str | None] = [
        ink.t("group-head", title=_title(group.title, ink)),
        ink.t("group-lost-here") if view.lost else None,
        "",
        _covers(group.covers, view, ink),
        _detail(group, ink),
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
        ink.t("group-full-ask", title=_title(view.title, ink)),
        "",
        ink.t("group-full-warning"),
    ]
    yes = ink.press("do-group-full-yes", "group_full_yes", style=Style.DANGER)
    return sheet(lines, [(yes,), (ink.press("do-keep", "group", view.link_id),)])


@draws(ConfirmUnlink)
def confirm_unlink(view: ConfirmUnlink, ink: Ink) -> Sheet:
    lines = [
        ink.t("group-unlink-which", title=_title(view.title, ink)),
        "",
        ink.t("group-unlink-then"),
    ]
    yes = ink.press("do-group-unlink-yes", "group_unlink_yes", style=Style.DANGER)
    return sheet(lines, [(yes,), (ink.press("do-keep", "group", view.link_id),)])


@draws(GroupTrouble)
def group_trouble(view: GroupTrouble, ink: Ink) -> Sheet:
    values = {"title": _title(view.title, ink), "vacancy": short(view.vacancy)}
    lines = [ink.t(f"group-trouble-{view.word}", **values)]
    return sheet(lines, [(ink.press("do-groups", "groups"),)])


@draws(GroupLost)
def group_lost(view: GroupLost, ink: Ink) -> Sheet:
    lines = [ink.t("group-lost", title=_title(view.title, ink)), ink.t("group-lost-how")]
    return sheet(lines, [(ink.press("do-groups", "groups"),)])


# -- in the group -------------------------------------------------------------------------


@draws(GroupAsked)
def group_asked(view: GroupAsked, ink: Ink) -> Sheet:
    lines = [
        ink.t("group-asked", company=short(view.company)),
        ink.t("group-asked-who", moment=ink.when(view.until)),
    ]
    return sheet(lines, [(ink.press("do-confirm", "confirm", view.notice_id),)])


@draws(GroupUnlink)
def group_unlink(view: GroupUnlink, ink: Ink) -> Sheet:
    lines = [ink.t("group-unlink-ask"), ink.t("group-unlink-what", company=short(view.company))]
    yes = ink.press("do-group-unlink-yes", "unlink", view.notice_id, style=Style.DANGER)
    return sheet(lines, [(yes,)])


@draws(GroupWord)
def group_word(view: GroupWord, ink: Ink) -> Sheet:
    values = {"company": short(view.company), "bot": ink.bot_username}
    until = view.group.muted_until
    if until is not None:
        values["moment"] = ink.when(until)
    said = ink.t(f"group-{view.word}", **values)
    if view.word != "linked":
        return sheet([said])
    return sheet(
        [said, "", *_chosen(view.group, ink), "", ink.t("group-help-short")],
        [_to_settings(view.link_id, ink)],
    )


def _chosen(group: Group, ink: Ink) -> list[Html]:
    gets = ink.t(f"group-gets-{group.covers}", count=len(group.vacancies))
    return [gets, _detail(group, ink)]


def _detail(group: Group, ink: Ink) -> Html:
    if group.blind:
        return ink.t("group-blind")
    return ink.t("group-full" if group.full else "group-masked")


def _to_settings(link_id: ChatLinkId, ink: Ink) -> Row:
    url = deep_link(ink.bot_username, f"{SETTINGS_START}{to_base36(link_id)}")
    return opening(ink.t.label("do-settings"), url)


@draws(GroupSettings)
def group_settings(view: GroupSettings, ink: Ink) -> Sheet:
    muted = view.group.muted_until
    silent = muted is not None and muted > ink.now
    lines: list[Line | str | None] = [
        ink.t("group-settings-head", company=short(view.company)),
        "",
        *_chosen(view.group, ink),
        ink.t(f"silence-mode-{view.mode}"),
        ink.t("group-speaks", language=ink.t.label(f"language-{view.language}")),
        ink.t("group-muted-now", moment=ink.when(muted)) if silent and muted else None,
        "",
        ink.t("group-settings-how"),
    ]
    return sheet(lines, [_to_settings(view.link_id, ink)])


@draws(GroupStatus)
def group_status(view: GroupStatus, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("group-status-head", company=short(view.company))]
    if view.group.muted_until is not None and view.group.muted_until > ink.now:
        lines.append(ink.t("group-muted-now", moment=ink.when(view.group.muted_until)))
    lines.append("")
    if not view.lines:
        lines.append(ink.t("group-status-none"))
    for one in view.lines:
        publication = one.publication
        lines.append(
            ink.t(
                "status-line",
                mark=ink.t(f"mark-{one.status}"),
                title=short(publication.title),
                responses=one.responses,
                site=ink.site(publication.site),
                account=short(one.account, 60),
                badge=badges(publication, one.status, ink, login_lost=one.login_lost),
            )
        )
    return sheet(lines)


@draws(MaskedCard)
def masked_card(view: MaskedCard, ink: Ink) -> Sheet:
    name = short(view.name, 60) or ink.t.label("card-nameless")
    if view.number:
        name = ink.t.label("candidate-number", number=str(view.number))
    state = view.state
    head = [ink.t("card-head" if is_new(state) else "card-head-known", name=name)]
    if view.city:
        head.append(ink.t("card-city", city=short(view.city, 60)))
    buttons: list[Button] = []
    if view.has_resume and not view.number:
        buttons.append(ink.press("do-cv", "cv", view.notice_id))
    if not view.number:
        buttons.append(ink.press("do-contact", "contact", view.notice_id))
    buttons += more_button(state, ink)
    first = state.page is CardPage.MAIN
    rows = page(state, ink, others=kin_more(view.kin, ink))
    if first:
        rows = [*kin_asked(view.kin, ink), *columns(actions(state, ink), A_ROW), tuple(buttons)]
    answered = not state.handling.waiting or view.standing is not None
    waits = waiting(view.sent_at, ink, answered=answered)
    if state.page is CardPage.POINTS:
        return sheet([asked(state, ink), " · ".join(head), *points_page(state, ink)], rows)
    return sheet(
        [
            asked(state, ink),
            done(state, ink),
            " · ".join(head),
            _position(view, ink),
            source(view.site, view.account, view.sent_at, waits, ink),
            points_line(state, ink),
            ink.t(view.standing) if view.standing else None,
            _fact("card-pay", view.pay, ink),
            _fact("card-skills", ", ".join(one for one in view.skills if one), ink),
            *kin_lines(view.kin, view.vacancy, ink),
            *standing(state, ink),
            ink.t("card-blind") if view.number else ink.t(_masked_by(view)),
        ],
        rows,
    )


def _masked_by(view: MaskedCard) -> str:
    return "card-masked" if view.has_resume else "card-masked-contact"


def _fact(text_id: str, words: str, ink: Ink) -> Line | None:
    said = short(words, 300)
    return optional(ink.t(text_id, words=said)) if said else None


def _position(view: MaskedCard, ink: Ink) -> str | None:
    position, vacancy = short(view.position, 100), short(view.vacancy or "", 100)
    if vacancy and position:
        return ink.t("card-position-vacancy", position=position, vacancy=vacancy)
    if vacancy:
        return ink.t("card-vacancy", vacancy=vacancy)
    return ink.t("card-position", position=position) if position else None


# -- popups -------------------------------------------------------------------------------


def answered(reply: Contacts | Flash, ink: Ink) -> str:
    """What the presser alone sees, within the limits of a popup."""
    if isinstance(reply, Flash):
        words = told(reply.text_id, reply.values, ink.t, time_zone=ink.time_zone, now=ink.now)
        return popup(words)
    lines = [short(reply.name, 60)] if reply.name else []
    lines += [pretty(phone) for phone in reply.phones[:3]]
    lines += [short(email, 100) for email in reply.emails[:2]]
    return popup(ink.t("group-contacts", words="\n".join(lines)))
