"""A tap that comes before the screen was drawn again counts, where its button still stands."""

from dataclasses import replace

import pytest

from bot.domain.errors import Stale, TooManyChosen
from bot.domain.site import AdField, FieldKind
from bot.ports import CachedDictionary
from tests.advert import Advert
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import CITIES, INFO
from tests.fakes.store.kinds import PUBLICATIONS
from tests.office import Office

WHERE = AdField("city", FieldKind.CHOICE, "city", required=True, draft=True, most=2)


@pytest.fixture
async def ad() -> Advert:
    """A live one, whose owner looks at its page."""
    office = await Office().open()
    account = await office.account()
    publication = await office.live(account)
    await office.press(office.owner, "publication", publication.id)
    return Advert(office, account, publication)


async def test_a_tap_counts_though_a_sync_has_said_something_meanwhile(ad: Advert) -> None:
    await ad.press("sync")
    seen = ad.office.at(ad.office.owner).version
    await ad.office.work()
    assert ad.office.flash(ad.office.owner) == "done-sync-nothing"
    await ad.office.press(ad.office.owner, "stop", ad.publication.id, version=seen)
    assert not (await ad.now()).sync


async def test_a_tap_counts_though_a_check_has_said_something_meanwhile(ad: Advert) -> None:
    office = ad.office
    await office.press(office.owner, "check", ad.account.id)
    seen = office.at(office.owner)
    await office.work()
    assert office.flash(office.owner) == "done-checked"
    assert office.at(office.owner).version == seen.version
    assert "checking" not in office.at(office.owner).draft


async def test_the_same_tap_twice_is_one(ad: Advert) -> None:
    seen = ad.office.at(ad.office.owner).version
    await ad.office.press(ad.office.owner, "stop", ad.publication.id, version=seen)
    with pytest.raises(Stale):
        await ad.office.press(ad.office.owner, "stop", ad.publication.id, version=seen)


async def _choosing() -> Office:
    """The owner is asked where, with up to two answers."""
    info = replace(INFO, fields=(WHERE, *INFO.fields[1:]))
    clock = FakeClock(hurried=True)
    office = await Office(FakeSite(clock, info), clock=clock).open()
    account, vacancy = await office.account(), await office.vacancy(city="")
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    await office.work()
    assert office.at(office.owner).place.screen == "publish_field"
    return office


async def test_two_quick_choices_are_both_taken() -> None:
    office = await _choosing()
    seen = office.at(office.owner).version
    await office.press(office.owner, "option", CITIES[0].number, version=seen)
    await office.press(office.owner, "option", CITIES[2].number, version=seen)
    await office.press(office.owner, "option_done", version=seen)
    (publication,) = office.rows(PUBLICATIONS)
    assert publication.fields["city"] == (CITIES[0], CITIES[2])
    with pytest.raises(Stale):
        await office.press(office.owner, "option", CITIES[1].number, version=seen)


async def test_one_choice_too_many_is_refused_and_unticks_nothing() -> None:
    office = await _choosing()
    for city in CITIES[:2]:
        await office.press(office.owner, "option", city.number)
    with pytest.raises(TooManyChosen) as refused:
        await office.press(office.owner, "option", CITIES[2].number)
    assert refused.value.values() == {"most": 2}
    await office.press(office.owner, "option", CITIES[0].number)
    await office.press(office.owner, "option", CITIES[2].number)
    (publication,) = office.rows(PUBLICATIONS)
    assert publication.fields["city"] == (CITIES[1], CITIES[2])


async def test_a_tick_on_the_preview_takes_no_other_button_away() -> None:
    office = await _choosing()
    await office.press(office.owner, "option", CITIES[0].number)
    await office.press(office.owner, "option_done")
    seen = office.at(office.owner).version
    await office.press(office.owner, "field", 2, version=seen)
    await office.press(office.owner, "field", 1, version=seen)
    assert office.rows(PUBLICATIONS)[0].fields["hot"]
    assert office.at(office.owner).draft["field"] == "publication"


async def test_a_choice_is_what_stood_on_the_button_though_the_list_was_fetched_anew() -> None:
    office = await _choosing()
    async with office.store.uow.system() as tx:
        turned = CachedDictionary(tuple(reversed(CITIES)), office.clock.now())
        await tx.save_dictionary("fake", "city", turned)
        await tx.commit()
    await office.press(office.owner, "option", CITIES[0].number)
    assert office.rows(PUBLICATIONS)[0].fields["city"] == (CITIES[0],)
