"""What is set for the whole company: its name and its time, by those who run the team."""

from typing import Any

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.group import Did
from bot.domain.views import AskCompany, Company, Menu
from bot.domain.workspace import Actor, Role
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.store.kinds import DEEDS, WORKSPACES
from tests.office import Office


async def seen(office: Office, who: Actor) -> Any:
    shown = await office.make(ReadScreen)(who.person)
    assert shown is not None
    return shown.screen.view


async def test_an_admin_gives_the_company_another_name() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    await office.press(admin, "company_page")
    assert (await seen(office, admin)).name == "ТОВ «Ромашка»"
    await office.press(admin, "company_name")
    assert await seen(office, admin) == AskCompany("ТОВ «Ромашка»")
    await office.type(admin, "—")
    assert office.flash(admin) == "bad-company-empty"
    await office.type(admin, "ТОВ «Волошка»")
    assert (await seen(office, admin)).name == "ТОВ «Волошка»"
    assert [one.name for one in office.rows(WORKSPACES)] == ["ТОВ «Волошка»"]
    assert [one.did for one in office.rows(DEEDS)] == [Did.NAMED]


async def test_another_time_leads_back_to_the_company_and_is_written_down() -> None:
    office = await Office().open()
    await office.press(office.owner, "zone_change")
    await office.type(office.owner, "Warsaw")
    await office.press(office.owner, "zone")
    page = await seen(office, office.owner)
    assert isinstance(page, Company)
    assert page.time_zone == "Europe/Warsaw"
    assert [one.did for one in office.rows(DEEDS)] == [Did.TIME_ZONE]


async def test_a_recruiter_sees_none_of_it() -> None:
    office = await Office().open()
    recruiter = await office.hire(Role.RECRUITER)
    for verb in ("company_page", "company_name", "zone_change"):
        with pytest.raises(NotAllowed):
            await office.press(recruiter, verb)
    admin = await office.hire(Role.ADMIN)
    await office.press(admin, "company_name")
    await office.demote(admin, Role.RECRUITER)
    assert isinstance(await seen(office, admin), Menu)
    with pytest.raises(NotAllowed):
        await office.type(admin, "ТОВ «Чужа»")
