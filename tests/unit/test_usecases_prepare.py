"""On the way to a publication: what the site needs, suggested from the vacancy or chosen."""

from dataclasses import replace

import pytest

from bot.domain.errors import ContractBroken
from bot.domain.publication import Publication
from bot.domain.site import Entry, FieldValues, Problem
from bot.domain.vacancy import STEPS, Step
from bot.domain.views import BrokenContract
from tests.advert import Advert
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import CITIES, INFO
from tests.fakes.store.kinds import PUBLICATIONS
from tests.office import FIELDS, Office

KYIV, LVIV, _ = CITIES
OPERATOR = 9_000_000_001


@pytest.fixture
async def ad() -> Advert:
    """A publication whose form was opened: the site has named its cities."""
    office = await Office().open()
    account, vacancy = await office.account(), await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    await office.work()
    return Advert(office, account, office.rows(PUBLICATIONS)[0])


async def _move(ad: Advert, city: str) -> Publication:
    """The vacancy's city is changed on the vacancy's own page."""
    office = ad.office
    await office.press(office.owner, "vacancy", ad.publication.vacancy_id)
    await office.press(office.owner, "change", STEPS.index(Step.CITY))
    await office.type(office.owner, city)
    return await ad.now()


async def test_a_field_that_was_suggested_follows_the_vacancy(ad: Advert) -> None:
    assert ad.publication.fields["city"] == (KYIV,)
    assert (await _move(ad, "Львів")).fields["city"] == (LVIV,)
    await _move(ad, "Глухів")  # the site has no such town, and it is asked whether it is meant
    await ad.office.type(ad.office.owner, "Глухів")
    assert "city" not in (await ad.now()).fields
    assert (await _move(ad, "Київ")).fields["city"] == (KYIV,)


async def test_a_field_that_was_chosen_stays_whatever_the_vacancy_says(ad: Advert) -> None:
    office = ad.office
    await office.press(office.owner, "edit", ad.publication.id)
    await office.work()
    await office.press(office.owner, "field", 0)
    await office.type(office.owner, "Львів")
    await office.press(office.owner, "option", LVIV.number)
    assert (await ad.now()).fields["city"] == (LVIV,)
    assert (await _move(ad, "Київська область")).fields["city"] == (LVIV,)


async def test_work_from_home_takes_the_suggested_town_away(ad: Advert) -> None:
    office = ad.office
    await office.press(office.owner, "vacancy", ad.publication.vacancy_id)
    await office.press(office.owner, "change", STEPS.index(Step.CITY))
    await office.press(office.owner, "remote")
    assert "city" not in (await ad.now()).fields


async def _have(ad: Advert, fields: FieldValues) -> None:
    """Nothing but these is chosen."""
    async with ad.office.transaction() as tx:
        now = await tx.publications.get(ad.publication.id)
        await tx.publications.save(replace(now, fields=fields))


async def test_another_answer_changes_no_field(ad: Advert) -> None:
    office = ad.office
    async with office.transaction() as tx:
        publication = await tx.publications.get(ad.publication.id)
    await office.press(office.owner, "vacancy", ad.publication.vacancy_id)
    await office.press(office.owner, "change", STEPS.index(Step.TITLE))
    await office.type(office.owner, "Старший бариста")
    assert await ad.now() == publication


async def test_without_a_dictionary_nothing_is_suggested_and_nothing_lost() -> None:
    ad = await Advert.of()
    assert (await _move(ad, "Львів")).fields == FIELDS


async def test_a_form_that_no_contract_has_is_told_to_the_operators_once_a_day() -> None:
    office = await Office(operators=[OPERATOR]).open()
    ad = await Advert.of(office)
    broken = ContractBroken("fake", "GET /available-publications")
    for hours in (0, 1, 24):
        office.clock.advance(hours=hours)
        office.site.trouble("credits", broken)
        await ad.send("edit")
        assert office.flash(office.owner) == "error-contract-broken"
    told = [one.view for one in office.chat.said if one.address.chat_id == OPERATOR]
    assert told == [BrokenContract("fake", broken.where)] * 2


@pytest.mark.parametrize(("verb", "call"), [("save", "save_draft"), ("send", "edit")])
async def test_a_draft_and_an_edit_need_the_city_but_no_type(verb: str, call: str) -> None:
    ad = await Advert.of()
    await ad.send(verb)
    await _have(ad, {})
    before = ad.sent(call)
    await ad.send(verb)
    talk = ad.office.at(ad.office.owner)
    assert (talk.place.screen, talk.draft["field"]) == ("publish_field", "city")
    assert ad.sent(call) == before
    await _have(ad, {"city": CITIES[:1], "hot": CITIES[:1]})
    await ad.send(verb)
    assert ad.sent(call) == before + 1


async def test_what_the_site_tells_of_its_fields_is_checked_before_anything_is_sent() -> None:
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, replace(INFO, limits="limits"))
    site.dictionaries["limits"] = (Entry("5", {}),)
    office = await Office(site, clock=clock).open()
    account, vacancy = await office.account(), await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    await office.work()
    ad = Advert(office, account, office.rows(PUBLICATIONS)[0])
    await _have(ad, FIELDS)
    await ad.send()
    assert (await ad.action()).problems == (Problem("long", "", "title", 5),)
    assert ad.sent("publish") == 0
    await ad.rewrite(title="Кава")
    await ad.send("retry")
    assert ad.sent("publish") == 1
