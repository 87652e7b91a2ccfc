"""The buttons by which a group is managed, in private."""

from collections.abc import Mapping

from bot.domain.workspace import Right
from bot.usecases import ask_group, manage_group
from bot.usecases.open_screen import OpenScreen
from handlers.row import Row


def _screen(name: str, right: Right = Right.LINK_GROUPS) -> Row:
    return Row(OpenScreen, right, {"screen": name})


GROUP_PAGES: Mapping[str, Row] = {
    "groups": _screen("groups"),
    "group": _screen("group"),
    "group_add": Row(ask_group.AskGroup, Right.LINK_GROUPS),
    "group_covers": Row(manage_group.ChooseCovers, Right.LINK_GROUPS),
    "group_pick": Row(manage_group.PickVacancy, Right.LINK_GROUPS, {"wanted": True}),
    "group_unpick": Row(manage_group.PickVacancy, Right.LINK_GROUPS, {"wanted": False}),
    "group_lang": Row(manage_group.ChooseGroupLanguage, Right.LINK_GROUPS),
    "group_topics": Row(manage_group.TurnTopics, Right.LINK_GROUPS),
    "group_board": Row(manage_group.TurnBoard, Right.LINK_GROUPS),
    "group_blind": Row(manage_group.TurnBlind, Right.LINK_GROUPS),
    "group_full": _screen("group_full", Right.MANAGE_TEAM),
    "group_full_yes": Row(manage_group.ShowFull, Right.MANAGE_TEAM, {"full": True}),
    "group_masked": Row(manage_group.ShowFull, Right.LINK_GROUPS, {"full": False}),
    "group_unlink": _screen("group_unlink"),
    "group_unlink_yes": Row(manage_group.UnlinkGroup, Right.LINK_GROUPS),
}
"""Each is about the group whose page is open, but where its button carries the link's id."""
