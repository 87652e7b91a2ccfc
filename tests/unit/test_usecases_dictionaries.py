"""What fields are chosen from: the site's live lists, kept for a day."""

from datetime import timedelta

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.errors import (
    AuthExpired,
    AutomationRefused,
    ContractBroken,
    SiteError,
    SiteUnavailable,
)
from bot.domain.views import BrokenContract
from bot.usecases.keep_dictionaries import KeepDictionaries
from tests.fakes import MORNING
from tests.fakes.sites import CITIES
from tests.office import OWNER, Office


async def _a_day_later() -> tuple[Office, EmployerAccount, KeepDictionaries]:
    """An office whose copy of the list has grown old."""
    office = await Office(operators=[OWNER]).open()
    account, dictionaries = await office.account(), office.make(KeepDictionaries)
    await dictionaries.of(account, ["city"])
    office.clock.advance(days=2)
    return office, account, dictionaries


@pytest.mark.parametrize(
    "trouble",
    [
        SiteUnavailable("fake"),
        AutomationRefused("fake", MORNING + timedelta(hours=1)),
        ContractBroken("fake", "/city"),
    ],
)
async def test_an_old_copy_serves_while_the_site_gives_no_new_one(trouble: SiteError) -> None:
    office, account, dictionaries = await _a_day_later()
    office.site.trouble("dictionary", trouble)
    assert await dictionaries.of(account, ["city"]) == {"city": CITIES}


async def test_a_lost_login_is_not_hidden_by_an_old_copy() -> None:
    office, account, dictionaries = await _a_day_later()
    office.site.trouble("dictionary", AuthExpired("fake"))
    with pytest.raises(AuthExpired):
        await dictionaries.of(account, ["city"])


async def test_an_empty_list_takes_no_copys_place_and_is_asked_for_again() -> None:
    office, account, dictionaries = await _a_day_later()
    office.site.dictionaries["city"] = ()
    assert await dictionaries.of(account, ["city"]) == {"city": CITIES}
    office.site.dictionaries["city"] = CITIES[1:]
    assert await dictionaries.of(account, ["city"]) == {"city": CITIES[1:]}


async def test_operators_are_told_once_a_day_of_a_list_that_an_old_copy_stands_for() -> None:
    office, account, dictionaries = await _a_day_later()
    broken = ContractBroken("fake", "/city: no list")
    office.site.trouble("dictionary", broken, broken)
    for _ in range(2):
        await dictionaries.of(account, ["city"])
    await office.work()
    assert office.said(office.owner) == [BrokenContract("fake", broken.where)]
