"""The way into a company, for newcomers and for members of another one."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.errors import NotAllowed, NotThere, Stale
from bot.domain.workspace import Actor, Person, Role, Workspace
from bot.usecases.enter import Start
from bot.usecases.identify import Identify
from bot.usecases.invite import IssueInvite
from bot.usecases.reading.screen import ReadScreen, Seen
from tests.fakes.store.kinds import INVITES, MEMBERS, WORKSPACES
from tests.office import Office


async def _invited(role: Role) -> tuple[Office, Actor]:
    """A member who came with a link that lets its bearer make a company of their own."""
    office = await Office(is_open=False).open()
    await _live_by(office, "Europe/Warsaw")
    member = await office.hire(role)
    token = await office.make(IssueInvite)(None, Role.OWNER)
    await _start(office, member, token)
    return office, member


async def _start(office: Office, who: Actor, token: str) -> None:
    start = office.make(Start)
    await start(who.person, office.typed(""), name="Ірина", language="uk", token=token)


async def _live_by(office: Office, zone: str) -> None:
    async with office.transaction() as tx:
        workspace = await tx.workspaces.get(office.workspace.id)
        await tx.workspaces.save(replace(workspace, time_zone=zone))


async def _seen(office: Office, who: Actor) -> Seen:
    seen = await office.make(ReadScreen)(who.person)
    assert seen is not None
    return seen


def _made(office: Office) -> tuple[Workspace, Workspace]:
    """The company that was there, and the new one."""
    old, new = sorted(office.rows(WORKSPACES), key=lambda one: one.id != office.workspace.id)
    return old, new


@pytest.mark.parametrize("role", [Role.OWNER, Role.RECRUITER])
async def test_a_members_new_company_gets_its_own_time_zone(role: Role) -> None:
    office, member = await _invited(role)
    await office.type(member, "ФОП Нова")
    asked = (await _seen(office, member)).screen.view
    assert isinstance(asked, views.AskTimeZone)
    assert (asked.company, asked.changing) == ("ФОП Нова", False)
    await office.type(member, "London")
    await office.press(member, "zone")
    await office.press(member, "consent")
    old, new = _made(office)
    assert (old.name, old.time_zone) == (office.workspace.name, "Europe/Warsaw")
    assert (new.name, new.time_zone) == ("ФОП Нова", "Europe/London")
    assert {one.user_id for one in office.rows(MEMBERS) if one.workspace_id == new.id} == {
        member.user_id
    }


async def test_the_zone_that_is_kept_is_the_one_that_was_shown() -> None:
    office, member = await _invited(Role.RECRUITER)
    await office.type(member, "ФОП Нова")
    shown = (await _seen(office, member)).time_zone
    await office.press(member, "zone_keep")
    await office.press(member, "consent")
    assert _made(office)[1].time_zone == shown == "Europe/Kyiv"


async def test_a_member_on_the_way_to_a_new_company_stays_on_it_in_another_language() -> None:
    office, member = await _invited(Role.RECRUITER)
    await office.press(member, "lang", 1)
    assert office.at(member).place.screen == "company"
    await office.type(member, "ФОП Нова")
    await office.press(member, "lang", 1)
    assert office.at(member).place.screen == "company"


async def test_an_invite_that_was_used_meanwhile_leads_a_member_home() -> None:
    office, member = await _invited(Role.RECRUITER)
    await office.type(member, "ФОП Нова")
    await office.press(member, "zone_keep")
    (invite,) = office.rows(INVITES)
    async with office.store.uow.person(member.person) as tx:
        assert await tx.invites.use(invite, 1)
        await tx.commit()
    await office.press(member, "consent")
    assert office.flash(member) == "invite-bad"
    assert isinstance((await _seen(office, member)).screen.view, views.Menu)
    assert len(office.rows(WORKSPACES)) == 1


async def test_who_was_removed_while_changing_the_time_zone_makes_no_company_by_it() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    await office.press(admin, "zone_change")
    await office.type(admin, "Warsaw")
    await office.fire(admin)
    assert isinstance((await _seen(office, admin)).screen.view, views.Stranger)
    with pytest.raises(NotAllowed):
        await office.press(admin, "zone")
    with pytest.raises(Stale):
        await office.press(admin, "zone_keep")
    assert [one.time_zone for one in office.rows(WORKSPACES)] == ["Europe/Kyiv"]


async def _of_two_companies() -> tuple[Office, Actor, Workspace, Workspace]:
    """A recruiter who has made a company of their own and works in it."""
    office, member = await _invited(Role.RECRUITER)
    await office.type(member, "ФОП Нова")
    await office.press(member, "zone_keep")
    await office.press(member, "consent")
    return office, member, *_made(office)


async def test_who_joins_a_second_company_can_go_back_to_the_first() -> None:
    office, member, old, new = await _of_two_companies()
    await office.press(member, "settings")
    shown = (await _seen(office, member)).screen.view
    assert isinstance(shown, views.Settings)
    assert (shown.workspace_id, [one.id for one in shown.others]) == (new.id, [old.id])
    await office.press(member, "switch", old.id)
    assert office.flash(member) == "done-company"
    await office.press(member, "settings")
    shown = (await _seen(office, member)).screen.view
    assert isinstance(shown, views.Settings)
    assert (shown.workspace_id, [one.id for one in shown.others]) == (old.id, [new.id])


async def test_nobody_goes_to_a_company_of_others() -> None:
    office, _, old, new = await _of_two_companies()
    await office.press(office.owner, "settings")
    with pytest.raises(NotThere):
        await office.press(office.owner, "switch", new.id)
    known = await office.make(Identify)(office.owner.person)
    assert known is not None
    assert known.workspace == old


async def test_who_is_taken_out_of_one_company_goes_on_in_the_other() -> None:
    office, member, old, new = await _of_two_companies()
    await office.press(member, "switch", old.id)
    await office.fire(member)
    known = await office.make(Identify)(member.person)
    assert known is not None
    assert known.actor is not None
    assert (known.actor.workspace_id, known.actor.role) == (new.id, Role.OWNER)


@pytest.mark.parametrize("operator", [True, False])
async def test_where_registration_is_closed_only_operators_make_companies(operator: bool) -> None:
    stranger = Person(8_000_000_001, 8_000_000_001)
    operators = [stranger.user_id] if operator else []
    office = await Office(is_open=False, operators=operators).open()
    await office.make(Start)(stranger, office.typed(""), name="Хтось", language="uk")
    assert office.at(stranger).place.screen == ("language" if operator else "stranger")
