"""The members of a company, those of a vacancy, and what one is told of changes."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.errors import NotAllowed
from bot.domain.group import Group
from bot.domain.ids import VacancyId
from bot.domain.notice import Notice
from bot.domain.paces import Paces
from bot.domain.team import HEIRS_FIRST, OF_VACANCY, TeamChange, Word, may_touch
from bot.domain.vacancy import Vacancy
from bot.domain.views.team import (
    ChooseAnswering,
    ChooseOwner,
    Colleagues,
    ConfirmOwner,
    ConfirmQuit,
    ConfirmRemoval,
    InviteLine,
    MemberPage,
    OtherCompany,
    TeamPage,
    TeamView,
    TeamWord,
    VacancyTeam,
)
from bot.domain.workspace import RIGHTS, Member, Right, Role
from bot.ports import Clock, Transaction
from bot.usecases.leave_team import QUIT
from bot.usecases.manage_team import (
    DEMOTE,
    LIST,
    ONE,
    OWNERS,
    REMOVE,
    SHOWN,
    SURE,
    heirs,
    in_their_rows,
    member_of,
    work_of,
)
from bot.usecases.reach import reaches_vacancy, reader_of
from bot.usecases.reading.desk import Desk, Reader, page_of
from bot.usecases.switch_company import NAME, OTHER
from bot.usecases.vacancy_team import OWNER, TEAM

PAGE = 8


def _page(desk: Desk, members: Sequence[Member]) -> Colleagues:
    return Colleagues(*page_of(members, desk.talk.place.page, PAGE))


async def _members(desk: Desk) -> list[Member]:
    """The owner first, then by role and name."""
    every = await desk.tx.workspaces.members()
    return sorted(every, key=lambda it: (HEIRS_FIRST[it.role], it.name.casefold(), it.id))


async def team(desk: Desk) -> TeamView:
    """For everybody; who manages it sees the ways on, and the links that nobody has used."""
    manages = desk.member.may(Right.MANAGE_TEAM)
    invites = await _invites(desk) if manages else []
    return TeamPage(
        desk.company.name,
        _page(desk, await _members(desk)),
        desk.member.member_id,
        manages,
        desk.member.may(Right.HAND_COMPANY),
        invites,
    )


async def _invites(desk: Desk) -> list[InviteLine | None]:
    names = {it.id: it.name for it in await desk.tx.workspaces.ever()}
    invites = await desk.tx.invites.open(desk.clock.now())
    return [
        InviteLine(it, names.get(it.made_by, "") if it.made_by else "") if it else None
        for it in in_their_rows(desk.talk.draft.get(SHOWN) or [], invites)
    ]


async def one(desk: Desk) -> TeamView:
    """One member."""
    found = await member_of(desk.tx, desk.subject)
    work = await work_of(desk.tx, found, desk.clock)
    me, touches = found.id == desk.member.member_id, may_touch(desk.member, found)
    own = sum(it.owner_id == found.id for it in work.vacancies)
    return MemberPage(found, me, touches, own, work.candidates)


async def remove(desk: Desk) -> TeamView:
    """What there is to take over."""
    found = await member_of(desk.tx, desk.subject)
    if not may_touch(desk.member, found):
        raise NotAllowed
    demoting = desk.talk.place.screen == DEMOTE
    work = await work_of(desk.tx, found, desk.clock)
    own = sum(it.owner_id == found.id for it in work.vacancies)
    groups = [Group.of(link) for link in await desk.tx.chats.groups()]
    titles = [it.title for it in groups if it.linked]
    able = _page(desk, await heirs(desk.tx, found))
    return ConfirmRemoval(found, own, work.candidates, able, titles, demoting)


async def leaving(desk: Desk) -> TeamView:
    """What the member leaves to the owner."""
    members = await desk.tx.workspaces.members()
    me = next(it for it in members if it.id == desk.member.member_id)
    owner = next((it.name for it in members if it.role is Role.OWNER), "")
    work = await work_of(desk.tx, me, desk.clock)
    own = sum(it.owner_id == me.id for it in work.vacancies)
    return ConfirmQuit(desk.company.name, owner, own, work.candidates)


async def owners(desk: Desk) -> TeamView:
    """All but the present one."""
    others = [it for it in await _members(desk) if it.id != desk.member.member_id]
    return ChooseOwner(desk.company.name, _page(desk, others))


async def sure(desk: Desk) -> TeamView:
    """The second step."""
    return ConfirmOwner(desk.company.name, await member_of(desk.tx, desk.subject))


async def other_company(desk: Desk) -> TeamView:
    """Its name is kept: its rows are not seen from here."""
    return OtherCompany(str(desk.talk.draft.get(NAME, "")), desk.subject)


async def vacancy_team(desk: Desk) -> TeamView:
    """Those who may handle candidates; and who is in the team though they may not any more."""
    vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    members = await _members(desk)
    answers = next((it.name for it in members if it.id == vacancy.owner_id), "")
    return VacancyTeam(vacancy, answers, _page(desk, _able(members, vacancy)))


async def answering(desk: Desk) -> TeamView:
    """Who could answer for it."""
    vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    able = [it for it in await _members(desk) if Right.HANDLE in RIGHTS[it.role]]
    return ChooseAnswering(vacancy, _page(desk, able))


def _able(members: Sequence[Member], vacancy: Vacancy) -> list[Member]:
    return [
        it
        for it in members
        if it.id != vacancy.owner_id and (Right.HANDLE in RIGHTS[it.role] or it.id in vacancy.team)
    ]


async def team_word(tx: Transaction, notice: Notice, _clock: Clock, _paces: Paces) -> TeamView:
    """Raises: NotThere when the vacancy is gone."""
    assert notice.workspace_id is not None  # a team is some company's
    change = TeamChange.of(notice.occurrence)
    company = (await tx.workspaces.get(notice.workspace_id)).name
    who = await tx.workspaces.named(change.by)
    if change.word in OF_VACANCY:
        vacancy = await tx.vacancies.get(VacancyId(notice.subject_id))
        reader = await reader_of(tx, await tx.chats.get(notice.chat_link_id))
        sees = reader is not None and reaches_vacancy(reader, Right.SEE_CONTACTS, vacancy)
        name = await tx.workspaces.named(vacancy.owner_id)
        one = TeamWord(change, company, who, title=vacancy.title, vacancy_id=vacancy.id)
        return replace(one, name=name, sees=sees)
    if change.word in (Word.REMOVED, Word.VANISHED):
        return TeamWord(change, company, who)
    every = await tx.workspaces.ever()
    found = next(it for it in every if it.id == notice.subject_id)
    return TeamWord(change, company, who, found.role, name=found.name)


SCREENS: dict[str, Reader] = {
    LIST: team,
    ONE: one,
    REMOVE: remove,
    DEMOTE: remove,
    QUIT: leaving,
    OTHER: other_company,
    OWNERS: owners,
    SURE: sure,
    TEAM: vacancy_team,
    OWNER: answering,
}
NEEDS: dict[str, Right] = {
    ONE: Right.MANAGE_TEAM,
    REMOVE: Right.MANAGE_TEAM,
    DEMOTE: Right.MANAGE_TEAM,
    OWNERS: Right.HAND_COMPANY,
    SURE: Right.HAND_COMPANY,
    TEAM: Right.PUBLISH,
    OWNER: Right.PUBLISH,
}
