"""The members of a company, those of a vacancy, and what one is told of changes."""

from bot.domain.team import GIVEN, OF_OTHERS, OF_VACANCY, Word
from bot.domain.views.team import (
    ChooseAnswering,
    ChooseOwner,
    Colleagues,
    ConfirmOwner,
    ConfirmQuit,
    ConfirmRemoval,
    MemberPage,
    OtherCompany,
    TeamPage,
    TeamWord,
    VacancyTeam,
)
from bot.domain.workspace import Member, Role
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import GAP, Ink, Sheet, columns, draws, optional, sheet, short
from handlers.render.vacancies import team_line, title

_NAME = 40
_GROUPS_MOST = 300
_INVITES_MOST = 10


def _labelled(member: Member, ink: Ink) -> str:
    """Plain text for a button."""
    role = ink.t.label(f"role-{member.role}")
    return ink.t.label("member-button", name=short(member.name, _NAME), role=role)


def _pages(found: Colleagues, ink: Ink) -> Line | None:
    many = found.pages > 1
    return optional(ink.t("page-of", page=found.page + 1, pages=found.pages)) if many else None


def _chosen(found: Colleagues, verb: str, ink: Ink) -> list[Row]:
    return [(ink.pick(_labelled(one, ink), verb, one.id),) for one in found.members]


@draws(TeamPage)
def team_page(view: TeamPage, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("team-head", company=short(view.company)), ""]
    for one in view.found.members:
        mine = "yes" if one.id == view.me else "no"
        role = ink.t(f"role-{one.role}")
        lines.append(ink.t("team-line", name=short(one.name, _NAME), role=role, me=mine))
    lines.append(_pages(view.found, ink))
    if not view.may_manage:
        lines += ["", ink.t("team-look")]
    rows = _chosen(view.found, "member", ink) if view.may_manage else []
    rows.append(ink.pages("team", view.found.page, view.found.pages))
    rows += _invites(view, lines, ink)
    if view.may_hand and len(view.found.members) > 1:
        rows.append((ink.press("do-owner", "owner_to"),))
    if not view.may_hand:
        rows.append((ink.press("do-quit", "quit"),))
    return sheet(lines, [*rows, (ink.press("do-back", "settings"), *ink.menu())])


def _invites(view: TeamPage, lines: list[Line | str | None], ink: Ink) -> list[Row]:
    """Links that nobody has used, each with the way to take it back; then new ones."""
    if not view.may_manage:
        return []
    buttons: list[Button] = []
    if view.invites:
        lines += ["", ink.t("team-invites")]
    for at, one in enumerate(view.invites[:_INVITES_MOST], 1):
        if one is None:
            lines.append(ink.t("team-invite-gone", number=at))
            buttons.append(ink.press("do-uninvited", "team"))
            continue
        role, until = ink.t(f"role-{one.invite.role}"), ink.when(one.invite.expires_at)
        values = {"role": role, "until": until, "who": short(one.by, _NAME) or "none"}
        lines.append(ink.t("team-invite", number=at, **values))
        buttons.append(ink.press("do-uninvite", "uninvite", one.invite.id, number=at))
    rows = columns(buttons, 3)
    roles = list(enumerate(Role))
    new = [ink.press(f"do-invite-{one}", "invite", at) for at, one in roles if one in GIVEN]
    return [*rows, *((one,) for one in new)]


@draws(MemberPage)
def member_page(view: MemberPage, ink: Ink) -> Sheet:
    one = view.member
    lines = [
        ink.t("member-head", name=short(one.name), role=ink.t(f"role-{one.role}")),
        "",
        ink.t("member-work", vacancies=view.vacancies, candidates=view.candidates),
        "",
        ink.t("member-choose" if view.may_touch else "member-fixed"),
    ]
    rows: list[Row] = []
    if view.may_touch:
        rows += [(_role(view, role, at, ink),) for at, role in enumerate(Role) if role in GIVEN]
        rows.append((ink.press("do-member-remove", "member_remove", style=Style.DANGER),))
    return sheet(lines, [*rows, (ink.press("do-back", "team"),)])


def _role(view: MemberPage, role: Role, at: int, ink: Ink) -> Button:
    mark = "chosen" if role is view.member.role else "not-chosen"
    return ink.press(mark, "member_role", at, name=ink.t.label(f"role-{role}"))


@draws(ConfirmRemoval)
def confirm_removal(view: ConfirmRemoval, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("demote-head" if view.demoting else "remove-head", name=short(view.member.name)),
        "",
        ink.t("member-work", vacancies=view.vacancies, candidates=view.candidates),
        ink.t("demote-how" if view.demoting else "remove-how"),
    ]
    if view.groups and not view.demoting:
        titles = short(", ".join(view.groups), _GROUPS_MOST)
        lines += ["", optional(ink.t("remove-groups", groups=titles))]
    to = "demote-to" if view.demoting else "remove-to"
    lines += ["", ink.t(to), _pages(view.heirs, ink)]
    rows = _chosen(view.heirs, "demote_heir" if view.demoting else "member_heir", ink)
    turn = "member_demote" if view.demoting else "member_remove"
    rows.append(ink.pages(turn, view.heirs.page, view.heirs.pages))
    return sheet(lines, [*rows, (ink.press("do-keep", "member", view.member.id),)])


@draws(ConfirmQuit)
def confirm_quit(view: ConfirmQuit, ink: Ink) -> Sheet:
    lines = [
        ink.t("quit-head", company=short(view.company)),
        "",
        ink.t("quit-work", vacancies=view.vacancies, candidates=view.candidates),
        ink.t("quit-how", owner=short(view.owner, _NAME) or "—"),
    ]
    yes = ink.press("do-quit-yes", "quit_yes", style=Style.DANGER)
    return sheet(lines, [(yes,), (ink.press("do-keep", "team"),)])


@draws(ChooseOwner)
def choose_owner(view: ChooseOwner, ink: Ink) -> Sheet:
    lines = [ink.t("owner-head", company=short(view.company)), "", ink.t("owner-how")]
    rows = _chosen(view.found, "owner_sure", ink)
    rows.append(ink.pages("owner_to", view.found.page, view.found.pages))
    back = (ink.press("do-back", "team"),)
    return sheet([*lines, _pages(view.found, ink)], [*rows, back])


@draws(ConfirmOwner)
def confirm_owner(view: ConfirmOwner, ink: Ink) -> Sheet:
    values = {"company": short(view.company), "name": short(view.member.name)}
    yes = ink.press("do-owner-yes", "owner_yes", view.member.id, style=Style.DANGER)
    keep = (ink.press("do-keep", "team"),)
    return sheet([ink.t("owner-sure", **values), "", ink.t("owner-final")], [(yes,), keep])


@draws(VacancyTeam)
def vacancy_team(view: VacancyTeam, ink: Ink) -> Sheet:
    vacancy = view.vacancy
    lines: list[Line | str | None] = [
        ink.t("vacancy-team-head", title=title(vacancy, ink)),
        "",
        team_line(vacancy, view.answers, ink),
        GAP,
        ink.t("vacancy-team-how"),
        _pages(view.found, ink),
    ]
    rows: list[Row] = [(ink.press("do-vacancy-owner", "vacancy_owner", vacancy.id),)]
    for one in view.found.members:
        inside = one.id in vacancy.team
        mark, verb = ("chosen", "team_untick") if inside else ("not-chosen", "team_tick")
        rows.append((ink.press(mark, verb, one.id, name=_labelled(one, ink)),))
    rows.append(ink.pages("team_page", view.found.page, view.found.pages))
    return sheet(lines, [*rows, (ink.press("do-back", "vacancy", vacancy.id),)])


@draws(ChooseAnswering)
def choose_answering(view: ChooseAnswering, ink: Ink) -> Sheet:
    vacancy = view.vacancy
    lines = [
        ink.t("vacancy-owner-head", title=title(vacancy, ink)),
        "",
        ink.t("vacancy-owner-how"),
        _pages(view.found, ink),
    ]
    rows: list[Row] = []
    for one in view.found.members:
        mark = "chosen" if one.id == vacancy.owner_id else "not-chosen"
        rows.append((ink.press(mark, "team_answers", one.id, name=_labelled(one, ink)),))
    rows.append(ink.pages("team_page", view.found.page, view.found.pages))
    return sheet(lines, [*rows, (ink.press("do-back", "vacancy_team", vacancy.id),)])


@draws(OtherCompany)
def other_company(view: OtherCompany, ink: Ink) -> Sheet:
    company = short(view.company, _NAME)
    go = ink.press("do-switch-to", "switch", view.workspace_id, company=company or "—")
    return sheet([ink.t("switch-first", company=short(view.company))], [(go,), ink.menu()])


@draws(TeamWord)
def team_word(view: TeamWord, ink: Ink) -> Sheet:
    change = view.change
    values: dict[str, str | int] = {"company": short(view.company), "who": short(view.who, 60)}
    if change.word in OF_VACANCY:
        values["name"] = short(view.name, 60)
        word = "left-sees" if change.word is Word.LEFT and view.sees else change.word
        said = ink.t(f"told-{word}", title=short(view.title) or "none", **values)
        look = ink.press("do-look-vacancy", "vacancy", view.vacancy_id)
        return sheet([said], [(look,)])
    if change.word is Word.HANDED:
        counts = {"vacancies": change.vacancies, "candidates": change.candidates}
        mine = ink.press("do-mine", "queue_mine")
        return sheet([ink.t("told-handed", **values, **counts)], [(mine,)])
    if change.word in OF_OTHERS:
        values["name"] = short(view.name, 60)
    if change.word in (Word.ROLE, Word.ROLE_OF, Word.CAME):
        values["role"] = ink.t(f"role-{view.role}")
    rows = [] if change.word is Word.REMOVED else [ink.menu()]
    return sheet([ink.t(f"told-team-{change.word}", **values)], rows)
