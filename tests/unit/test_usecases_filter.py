"""`/status` narrowed to a site, an account, or one's own vacancies."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.errors import Stale
from bot.domain.workspace import Role
from tests.cabinet import seen
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import INFO
from tests.office import Office


class Desk:
    """Two sites; the second has two accounts, and one publication there is a colleague's."""

    def __init__(self, office: Office, accounts: list[EmployerAccount]) -> None:
        self.office, self.accounts = office, accounts

    async def press(self, verb: str, subject: int = 0) -> views.StatusList:
        await self.office.press(self.office.owner, verb, subject)
        return await self.shown()

    async def shown(self) -> views.StatusList:
        view = await seen(self.office, self.office.owner)
        assert isinstance(view, views.StatusList)
        return view


@pytest.fixture
async def desk() -> Desk:
    clock = FakeClock(hurried=True)
    sites = [FakeSite(clock, replace(INFO, key=key)) for key in ("first", "second")]
    office = await Office(*sites, clock=clock).open()
    colleague = await office.hire(Role.RECRUITER)
    accounts = [
        await office.account(at=sites[0]),
        await office.account(at=sites[1]),
        await office.account("second@example.com", at=sites[1], label="Волошка"),
    ]
    for account in accounts:
        await office.publication(account)
    theirs = await office.vacancy(title="Пекар", owner_id=colleague.member_id)
    await office.publication(accounts[2], vacancy=theirs)
    await office.press(office.owner, "status")
    return Desk(office, accounts)


def found(view: views.StatusList) -> list[tuple[str, str]]:
    return sorted((one.publication.site, one.publication.title) for one in view.lines)


async def test_the_filter_is_offered_and_nothing_is_chosen_at_first(desk: Desk) -> None:
    view = await desk.shown()
    assert (view.narrowable, view.filters, len(view.lines)) == (True, None, 4)
    view = await desk.press("filters")
    assert view.filters is not None
    assert [chosen for *_, chosen in view.filters.sites] == [False, False]
    assert len(view.filters.accounts) == 3
    assert len(view.lines) == 4


async def test_a_site_an_account_and_ones_own_narrow_it_together(desk: Desk) -> None:
    await desk.press("filters")
    view = await desk.press("by_site", 1)
    assert found(view) == [("second", "Бариста"), ("second", "Бариста"), ("second", "Пекар")]
    assert view.filters is not None
    assert {site for _, site, _, _ in view.filters.accounts} == {"second"}
    view = await desk.press("by_account", desk.accounts[2].id)
    assert found(view) == [("second", "Бариста"), ("second", "Пекар")]
    view = await desk.press("by_own")
    assert found(view) == [("second", "Бариста")]
    view = await desk.press("by_site", 1)  # a second tap takes the tick off
    assert found(view) == [("second", "Бариста")]
    view = await desk.press("by_account", desk.accounts[2].id)
    assert len(view.lines) == 3


async def test_what_nothing_fits_says_so_and_all_are_one_tap_away(desk: Desk) -> None:
    await desk.press("filters")
    await desk.press("by_site", 0)
    view = await desk.press("by_account", desk.accounts[1].id)
    assert (view.lines, view.filters is not None) == ([], True)
    view = await desk.press("status")
    assert (len(view.lines), view.filters) == (4, None)


async def test_a_page_of_a_narrowed_list_stays_narrowed(desk: Desk) -> None:
    for _ in range(9):
        await desk.office.publication(desk.accounts[1])
    await desk.press("filters")
    await desk.press("by_site", 1)
    view = await desk.press("status_page", 1)
    assert (view.page, view.pages) == (1, 3)
    assert {one.publication.site for one in view.lines} == {"second"}


async def test_a_filter_elsewhere_is_stale(desk: Desk) -> None:
    with pytest.raises(Stale):
        await desk.press("by_own")
    await desk.press("filters")
    with pytest.raises(Stale):
        await desk.press("by_site", 9)
    await desk.office.press(desk.office.owner, "menu")
    for verb in ("filters", "by_own", "status_page"):
        with pytest.raises(Stale):
            await desk.office.press(desk.office.owner, verb)
