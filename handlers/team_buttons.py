"""The buttons of a company's members, and of those who work on a vacancy."""

from collections.abc import Mapping

from bot.domain.workspace import Right
from bot.usecases import leave_team, manage_team, vacancy_team
from bot.usecases.open_screen import OpenScreen
from handlers.row import Row

TEAM = Row(OpenScreen, Right.LOOK, {"screen": manage_team.LIST, "is_list": True})
_MANAGES, _HANDS = Right.MANAGE_TEAM, Right.HAND_COMPANY

TEAM_BUTTONS: Mapping[str, Row] = {
    "team": TEAM,
    "member": Row(manage_team.OpenMember, _MANAGES),
    "member_role": Row(manage_team.ChangeRole, _MANAGES),
    "member_remove": Row(manage_team.AskRemoval, _MANAGES),
    "member_heir": Row(manage_team.RemoveMember, _MANAGES),
    "member_demote": Row(manage_team.AskRemoval, _MANAGES, {"screen": manage_team.DEMOTE}),
    "demote_heir": Row(leave_team.DemoteMember, _MANAGES),
    "quit": Row(OpenScreen, Right.LOOK, {"screen": leave_team.QUIT}),
    "quit_yes": Row(leave_team.Quit, Right.LOOK),
    "uninvite": Row(manage_team.WithdrawInvite, _MANAGES),
    "owner_to": Row(OpenScreen, _HANDS, {"screen": manage_team.OWNERS, "is_list": True}),
    "owner_sure": Row(OpenScreen, _HANDS, {"screen": manage_team.SURE}),
    "owner_yes": Row(manage_team.HandCompany, _HANDS),
    "vacancy_team": Row(OpenScreen, Right.PUBLISH, {"screen": vacancy_team.TEAM}),
    "vacancy_owner": Row(OpenScreen, Right.PUBLISH, {"screen": vacancy_team.OWNER}),
    "team_page": Row(vacancy_team.TurnColleagues, Right.PUBLISH),
    "team_tick": Row(vacancy_team.TickColleague, Right.PUBLISH, {"into": True}),
    "team_untick": Row(vacancy_team.TickColleague, Right.PUBLISH, {"into": False}),
    "team_answers": Row(vacancy_team.HandVacancy, Right.PUBLISH),
}
