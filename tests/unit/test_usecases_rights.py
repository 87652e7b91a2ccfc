"""Who may ask for what: every row of the three tables, for everybody there is."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.ids import UpdateKey, new_id
from bot.domain.workspace import RIGHTS, Actor, Person, Right, Role, User
from bot.usecases.asked import Press
from bot.usecases.identify import Identify
from handlers.buttons import (
    BUTTONS,
    COMMANDS,
    GROUP_BUTTONS,
    GROUP_COMMANDS,
    INPUTS,
)
from handlers.card_buttons import CARD_BUTTONS
from handlers.context import Context
from handlers.row import Row
from tests.fakes.store.kinds import CONVERSATIONS, WORKSPACES
from tests.office import Office

TABLES: Mapping[str, Mapping[str, Row]] = {
    "button": BUTTONS,
    "command": COMMANDS,
    "input": INPUTS,
}
ROWS = {f"{table} {name}": row for table, rows in TABLES.items() for name, row in rows.items()}
GUARDED = {name: row for name, row in ROWS.items() if row.right is not None}
STRANGER = Person(6_000_000_001, 6_000_000_001)


@dataclass(slots=True)
class Door:
    """The way to every use case, which notes who came through and runs nothing."""

    office: Office
    came: list[object] = field(default_factory=list)

    def make(self, kind: type[Any], /, **fixed: Any) -> Any:
        if kind is Identify:
            return self.office.make(kind, **fixed)

        async def note(who: object, _asked: object) -> None:
            self.came.append(who)

        return note

    async def ask(self, person: Person, row: Row) -> None:
        texts: Callable[[str], Any] = str
        context = Context(self.make, self.office.uow, self.office.clock, texts, {})
        await context.do(person, row, Press())


async def _door() -> Door:
    return Door(await Office().open())


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("role", Role)
async def test_a_member_gets_through_just_where_the_role_has_the_right(
    row: Row, role: Role
) -> None:
    door = await _door()
    actor = await door.office.hire(role)
    if row.right is None:
        await door.ask(actor.person, row)
        assert door.came == [actor.person]
    elif row.right in RIGHTS[role]:
        await door.ask(actor.person, row)
        assert door.came == [actor]
    else:
        with pytest.raises(NotAllowed):
            await door.ask(actor.person, row)
        assert door.came == []


@pytest.mark.parametrize("row", GUARDED.values(), ids=GUARDED)
async def test_a_removed_member_and_strangers_get_through_nowhere(row: Row) -> None:
    door = await _door()
    removed = await door.office.hire(Role.ADMIN)
    await door.office.fire(removed)
    met = Person(6_000_000_002, 6_000_000_002)
    async with door.office.store.uow.person(met) as tx:
        await tx.users.save(User(met.user_id, "uk", "Хтось"))
        await tx.commit()
    for who in (removed.person, met, STRANGER):
        with pytest.raises(NotAllowed):
            await door.ask(who, row)
    assert door.came == []


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_with_a_right_hands_over_an_actor_and_one_without_a_person(row: Row) -> None:
    first = list(inspect.signature(row.use_case.__call__).parameters.values())[1]
    assert first.annotation is (Person if row.right is None else Actor)


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
        *("find_page", "archive", "templates", "privacy"),
        *("filters", "by_site", "by_account", "by_own", "status_page"),
    }
    opened = {name for name, row in BUTTONS.items() if row.right is None}
    assert opened == {"lang", "zone", "zone_keep", "consent", "switch"}
    accounts = ("connect", "site", "recheck", "check", "password", "rename", "disconnect_yes")
    assert {BUTTONS[name].right for name in accounts} == {Right.MANAGE_ACCOUNTS}


async def test_a_right_that_was_taken_away_is_gone_at_the_next_tap() -> None:
    door = await _door()
    actor = await door.office.hire(Role.ADMIN)
    await door.ask(actor.person, BUTTONS["connect"])
    await door.office.demote(actor, Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await door.ask(actor.person, BUTTONS["connect"])


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
        "contact": Right.SEE_CONTACTS,
        "cv": Right.SEE_CONTACTS,
        "missed_cards": Right.SEE_CONTACTS,
        "same": Right.SEE_CONTACTS,
        "apart": Right.SEE_CONTACTS,
        "same_after": Right.SEE_CONTACTS,
        "apart_after": Right.SEE_CONTACTS,
        "leaf_back": Right.LOOK,
        "leaf": Right.LOOK,
        "leaf_on": Right.LOOK,
        "leaf_cards": Right.SEE_CONTACTS,
    }
    looked = {name for name, row in GROUP_COMMANDS.items() if row.right is Right.LOOK}
    assert looked == {"status", "today", "help"}
