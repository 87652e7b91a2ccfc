"""Who may ask for what; `test_rights_matrix.py` presses all of it."""

import inspect
from collections.abc import Mapping

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.ids import UpdateKey, new_id
from bot.domain.workspace import Actor, Person, Right, Role
from bot.usecases.identify import Identify
from handlers.buttons import (
    BUTTONS,
    COMMANDS,
    GROUP_BUTTONS,
    GROUP_COMMANDS,
    INPUTS,
)
from handlers.card_buttons import CARD_BUTTONS
from handlers.operator_buttons import OPERATOR_BUTTONS
from handlers.row import Row
from tests.fakes.store.kinds import CONVERSATIONS, WORKSPACES
from tests.office import Office

TABLES: Mapping[str, Mapping[str, Row]] = {
    "button": BUTTONS,
    "command": COMMANDS,
    "input": INPUTS,
}
ROWS = {f"{table} {name}": row for table, rows in TABLES.items() for name, row in rows.items()}
STRANGER = Person(6_000_000_001, 6_000_000_001)


def test_a_row_with_a_right_hands_over_an_actor_and_one_without_a_person() -> None:
    for name, row in ROWS.items():
        first = list(inspect.signature(row.use_case.__call__).parameters.values())[1]
        assert first.annotation is (Person if row.right is None else Actor), name


def test_what_changes_something_needs_more_than_a_look() -> None:
    """A hiring manager looks, asks for a sync, and goes about; the rest is a right."""
    noted = {name for name, row in CARD_BUTTONS.items() if row.right is Right.NOTE}
    assert noted == {"note", "history", "card", "more", "points"}
    assert {row.right for row in CARD_BUTTONS.values()} == {
        *(Right.NOTE, Right.HANDLE, Right.MANAGE_TEAM)
    }
    erasing = {"erase", "erase_one", "erase_card", "erase_now", "erase_now_yes", "export"}
    assert {BUTTONS[name].right for name in erasing} == {Right.MANAGE_TEAM}
    looked = {name for name, row in BUTTONS.items() if row.right is Right.LOOK}
    assert looked == {
        *("menu", "help", "settings", "languages", "leave", "accounts", "account"),
        *("vacancies", "vacancy", "status", "publication", "sync", "sync_account"),
        *("find_page", "archive", "templates", "privacy", "team", "quit", "quit_yes"),
        *("filters", "by_site", "by_account", "by_own", "status_page"),
    }
    opened = {name for name, row in BUTTONS.items() if row.right is None}
    assert opened == {"lang", "zone", "zone_keep", "consent", "switch", *OPERATOR_BUTTONS}
    accounts = ("connect", "site", "recheck", "check", "password", "rename", "disconnect_yes")
    assert {BUTTONS[name].right for name in accounts} == {Right.MANAGE_ACCOUNTS}


async def test_a_right_that_was_taken_away_is_gone_at_the_next_tap() -> None:
    office = await Office().open()
    actor = await office.hire(Role.ADMIN)
    await office.press(actor, "connect")
    await office.demote(actor, Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.press(actor, "connect")


async def test_the_companys_time_zone_is_not_changed_by_who_was_demoted_meanwhile() -> None:
    """`zone` is open to newcomers; for a member it is a matter of the team."""
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    await office.press(admin, "zone_change")
    await office.type(admin, "Warsaw")
    await office.demote(admin, Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.press(admin, "zone")
    assert office.rows(WORKSPACES)[0].time_zone == "Europe/Kyiv"


async def test_a_person_acts_in_the_company_that_is_the_current_one() -> None:
    office = await Office().open()
    known = await office.make(Identify)(office.owner.person)
    assert known is not None
    assert known.actor == office.owner
    assert known.workspace == office.workspace
    assert await office.make(Identify)(STRANGER) is None
    assert STRANGER.user_id not in {one.user_id for one in office.rows(CONVERSATIONS)}


async def test_the_update_that_is_handled_travels_with_the_actor() -> None:
    office = await Office().open()
    key = UpdateKey(new_id())
    person = Person(office.owner.user_id, office.owner.chat_id, key)
    known = await office.make(Identify)(person)
    assert known is not None
    assert known.actor is not None
    assert (known.actor.update_key, known.actor.person) == (key, person)


@pytest.mark.parametrize("row", [*GROUP_BUTTONS.values(), *GROUP_COMMANDS.values()])
def test_every_row_of_groups_needs_a_right_and_hands_over_an_actor(row: Row) -> None:
    assert row.right is not None
    first = list(inspect.signature(row.use_case.__call__).parameters.values())[1]
    assert first.annotation is Actor


def test_what_groups_let_a_member_do() -> None:
    others = GROUP_BUTTONS.keys() - CARD_BUTTONS.keys()
    assert {name: GROUP_BUTTONS[name].right for name in others} == {
        "confirm": Right.LINK_GROUPS,
        "unlink": Right.LINK_GROUPS,
        "move_here": Right.LINK_GROUPS,
        "unlink_all": Right.LINK_GROUPS,
        "contact": Right.SEE_CONTACTS,
        "cv": Right.SEE_CONTACTS,
        "missed_cards": Right.SEE_CONTACTS,
        "same": Right.HANDLE,
        "apart": Right.HANDLE,
        "same_after": Right.HANDLE,
        "apart_after": Right.HANDLE,
        "leaf_back": Right.LOOK,
        "leaf": Right.LOOK,
        "leaf_on": Right.LOOK,
        "leaf_cards": Right.SEE_CONTACTS,
    }
    looked = {name for name, row in GROUP_COMMANDS.items() if row.right is Right.LOOK}
    assert looked == {"status", "today", "help"}
