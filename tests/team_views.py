"""Members, and what they are told, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import InviteId, MemberId, new_id
from bot.domain.team import GIVEN, OF_VACANCY, TeamChange, Word
from bot.domain.vacancy import Vacancy
from bot.domain.views import View
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
    TeamWord,
    VacancyTeam,
)
from bot.domain.workspace import Invite, Member, Role
from tests import views as samples


def team_views(text: str) -> Iterator[View]:
    members = [
        Member(MemberId(new_id()), samples.HERE, at, role, text) for at, role in enumerate(Role)
    ]
    me, found = members[0].id, Colleagues(members * 2, 1, 3)
    alone = Colleagues(members[:1])
    until = samples.NOW + timedelta(hours=24)
    invites = [Invite(InviteId(new_id()), "", role, samples.HERE, until) for role in GIVEN]
    listed: list[InviteLine | None] = [InviteLine(one, by) for one in invites for by in (text, "")]
    listed = [None, *listed, *listed, None]
    yield TeamPage(text, found, me, may_manage=True, may_hand=True, invites=listed)
    yield TeamPage(text, alone, me)
    for touch in (True, False):
        yield MemberPage(members[2], me=not touch, may_touch=touch, vacancies=2, candidates=1000)
    yield ConfirmRemoval(members[1], 5, 21, found, [text] * 3)
    yield ConfirmRemoval(members[1], 0, 0, alone, ())
    yield ConfirmRemoval(members[1], 5, 21, found, [text], demoting=True)
    yield ConfirmQuit(text, text, 2, 0)
    yield ConfirmQuit(text, "", 0, 1000)
    yield ChooseOwner(text, found)
    yield ConfirmOwner(text, members[1])
    yield from _of_vacancy(samples.vacancy(text), members, found, text)
    yield OtherCompany(text, new_id())
    for word in Word:
        change = TeamChange(word, me, 1, 3, 12)
        if word in OF_VACANCY:
            yield TeamWord(
                change, text, text, title=text, vacancy_id=new_id(), name=text, sees=True
            )
            yield TeamWord(change, text, "", title="", vacancy_id=new_id())
        else:
            yield TeamWord(change, text, text, Role.HIRING_MANAGER, name=text)


def _of_vacancy(
    vacancy: Vacancy, members: list[Member], found: Colleagues, text: str
) -> Iterator[View]:
    team = replace(vacancy, owner_id=members[0].id, team=(members[1].id, members[2].id))
    yield VacancyTeam(team, text, found)
    yield VacancyTeam(vacancy, "", Colleagues(()))
    yield ChooseAnswering(team, found)
