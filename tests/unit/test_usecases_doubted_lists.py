"""After a refusal that names a field its list is fetched anew before anybody chooses from it."""

from dataclasses import replace

import pytest

from bot.domain.conversation import Place
from bot.domain.errors import ContractBroken, Rejected, SiteError, SiteUnavailable
from bot.domain.publication import Publication
from bot.domain.site import AdField, Entry, FieldKind, Problem
from bot.domain.views import AskField, Screen, View
from bot.domain.workspace import Actor, Role
from tests.advert import Advert
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import CITIES, INFO
from tests.office import FIELDS, Office

KYIV, LVIV, REGION = CITIES
BAR, KITCHEN, HALL = (
    Entry(str(at), {"uk": name}) for at, name in enumerate(("Бар", "Кухня", "Зал"))
)
TRADE = AdField("trade", FieldKind.CHOICE, "trade", most=2)
CITY_REFUSED = Problem("bad_region", "такого міста немає", "city")


async def _with_form(office: Office) -> Advert:
    """The site has given its lists, and the owner is on the preview."""
    ad = await Advert.of(office)
    await ad.send("edit")
    return ad


@pytest.fixture
async def ad() -> Advert:
    return await _with_form(await Office().open())


@pytest.fixture
async def trades() -> Advert:
    """A site with one field more, two of whose values are chosen."""
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, replace(INFO, fields=(*INFO.fields, TRADE)))
    site.dictionaries["trade"] = (BAR, KITCHEN, HALL)
    ad = await _with_form(await Office(site, clock=clock).open())
    async with ad.office.transaction() as tx:
        publication = await tx.publications.get(ad.publication.id)
        fields = {**FIELDS, "trade": (BAR, KITCHEN)}
        await tx.publications.save(replace(publication, fields=fields))
    return ad


async def _refuse(ad: Advert, *problems: Problem) -> None:
    """The site refuses what the owner sends."""
    ad.office.site.trouble("publish", Rejected("fake", problems))
    await ad.send()


async def _fix(ad: Advert, problem: int = 0) -> None:
    await ad.office.press(ad.office.owner, "fix", problem)
    await ad.office.work()


def _seen(office: Office, who: Actor) -> View:
    """What the person's screen shows."""
    own = [one.view for one in office.chat.said if one.address.chat_id == who.chat_id]
    return [one.view for one in own if isinstance(one, Screen)][-1]


def _asked(ad: Advert) -> AskField:
    """The question on the owner's screen."""
    view = _seen(ad.office, ad.office.owner)
    assert isinstance(view, AskField)
    return view


async def test_the_list_of_a_refused_field_is_fetched_before_it_is_shown(ad: Advert) -> None:
    before = ad.sent("dictionary")
    ad.office.site.dictionaries["city"] = (KYIV, LVIV)
    await _refuse(ad, CITY_REFUSED)
    await _fix(ad)
    assert _asked(ad).options == (KYIV, LVIV)
    assert _asked(ad).chosen == (KYIV,)
    assert ad.office.flash(ad.office.owner) is None
    assert ad.sent("dictionary") == before + 1
    await ad.office.press(ad.office.owner, "option", LVIV.number)
    assert (await ad.now()).fields["city"] == (LVIV,)
    assert ad.sent("dictionary") == before + 1


@pytest.mark.parametrize("field", ["title", "hot", "publication", None])
async def test_a_refusal_about_anything_else_leaves_the_lists_alone(
    ad: Advert, field: str | None
) -> None:
    before = ad.sent("dictionary")
    await _refuse(ad, Problem("odd", "не так", field))
    await ad.send("edit")
    assert ad.sent("dictionary") == before


async def test_what_we_ourselves_refuse_says_nothing_about_a_list(ad: Advert) -> None:
    before = ad.sent("dictionary")
    async with ad.office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.publication.vacancy_id)
        await tx.vacancies.save(replace(vacancy, title="Бариста!"))
    await ad.send()
    assert (await ad.outcome())[1] == "error-rejected"
    await ad.send("edit")
    assert ad.sent("dictionary") == before


@pytest.mark.parametrize("way", ["fix", "edit"])
async def test_a_value_that_the_site_has_no_more_is_asked_for_again(ad: Advert, way: str) -> None:
    office = ad.office
    office.site.dictionaries["city"] = (LVIV,)
    await _refuse(ad, CITY_REFUSED)
    await (_fix(ad) if way == "fix" else ad.send("edit"))
    assert (await ad.now()).fields["city"] == ()  # nor is what the vacancy suggests put there
    assert _asked(ad).options == (LVIV,)
    flash = office.at(office.owner).flash
    assert flash is not None
    assert (flash.text_id, flash.values) == ("values-gone", {"names": "Київ"})
    await office.press(office.owner, "option", LVIV.number)
    assert office.at(office.owner).place == Place("preview", ad.publication.id)
    await ad.send()
    assert [one.fields["city"] for one in office.site.ads.values()] == [(LVIV,)]


@pytest.mark.parametrize("stays", [False, True])
async def test_a_value_is_taken_away_from_who_is_asked_for_another_only(
    ad: Advert, stays: bool
) -> None:
    office = ad.office
    await ad.send()
    office.clock.advance(days=2)
    office.site.dictionaries["city"] = (LVIV, REGION)
    await ad.press("edit")
    if not stays:
        await ad.press("publication")
    await office.work()
    assert (await ad.now()).fields["city"] == (() if stays else (KYIV,))
    screen = "publish_field" if stays else "publication"
    assert office.at(office.owner).place.screen == screen


async def test_of_several_values_those_that_stand_stay_chosen(trades: Advert) -> None:
    office = trades.office
    office.site.dictionaries["trade"] = (KITCHEN, HALL)
    await _refuse(trades, Problem("bad_trade", "немає", "trade"))
    await _fix(trades)
    assert (_asked(trades).field, _asked(trades).chosen) == (TRADE, (KITCHEN,))
    assert office.flash(office.owner) == "values-gone"
    await office.press(office.owner, "option_done")
    assert office.at(office.owner).place == Place("preview", trades.publication.id)


async def test_every_field_that_lost_a_value_is_asked_for_in_its_turn(trades: Advert) -> None:
    office = trades.office
    office.site.dictionaries |= {"city": (LVIV,), "trade": (HALL,)}
    office.clock.advance(days=2)
    await trades.send("edit")
    assert _asked(trades).field.key == "city"
    flash = office.at(office.owner).flash
    assert flash is not None
    assert flash.values == {"names": "Київ · Бар · Кухня"}
    await office.press(office.owner, "option", LVIV.number)
    await office.work()
    assert _asked(trades).field == TRADE
    await office.press(office.owner, "field_skip")
    assert office.at(office.owner).place == Place("preview", trades.publication.id)


async def test_a_value_takes_the_name_that_the_site_gives_it_now(ad: Advert) -> None:
    renamed = Entry(KYIV.id, {"uk": "місто Київ"})
    ad.office.site.dictionaries["city"] = (renamed, LVIV)
    await _refuse(ad, CITY_REFUSED)
    await _fix(ad)
    assert (await ad.now()).fields["city"] == (renamed,)


async def test_an_empty_list_takes_no_value_away(ad: Advert) -> None:
    ad.office.site.dictionaries["city"] = ()
    await _refuse(ad, CITY_REFUSED)
    await _fix(ad)
    assert (await ad.now()).fields["city"] == (KYIV,)


async def _colleague_choosing(ad: Advert) -> tuple[Actor, Publication]:
    """Somebody else is asked for the city of another ad."""
    office = ad.office
    colleague = await office.hire(Role.RECRUITER)
    account = await office.account("ihor@example.com")
    other = await office.publication(account)
    await office.join(colleague)
    await office.press(colleague, "edit", other.id)
    await office.work()
    await office.press(colleague, "field", 0)
    await office.work()
    return colleague, other


async def test_nobody_picks_from_a_list_that_was_found_wrong(ad: Advert) -> None:
    office = ad.office
    colleague, other = await _colleague_choosing(ad)
    office.site.dictionaries["city"] = (KYIV, LVIV)
    await _refuse(ad, CITY_REFUSED)
    before = ad.sent("dictionary")
    await office.press(colleague, "option", REGION.number)
    await office.work()
    view = _seen(office, colleague)
    assert isinstance(view, AskField)
    assert view.options == (KYIV, LVIV)
    assert (await office.publication_now(other)).fields["city"] == (KYIV,)
    assert ad.sent("dictionary") == before + 1


async def test_the_field_is_not_forgotten_while_the_site_is_away(ad: Advert) -> None:
    await _refuse(ad, CITY_REFUSED)
    ad.office.site.go_down(SiteUnavailable("fake"))
    await _fix(ad)
    assert ad.office.at(ad.office.owner).place.screen == "publish_loading"
    ad.office.site.go_down(None)
    await ad.send("load")
    assert _asked(ad).field.key == "city"


async def test_whatever_else_is_opened_knows_nothing_of_the_field(ad: Advert) -> None:
    await _refuse(ad, CITY_REFUSED)
    ad.office.site.go_down(SiteUnavailable("fake"))
    await _fix(ad)
    ad.office.site.go_down(None)
    other = await ad.office.publication(ad.account)
    await ad.office.press(ad.office.owner, "edit", other.id)
    await ad.office.work()
    assert ad.office.at(ad.office.owner).place == Place("preview", other.id)


@pytest.mark.parametrize(
    "trouble", [SiteUnavailable("fake"), ContractBroken("fake", "/city"), None]
)
async def test_the_old_list_is_chosen_from_while_the_site_gives_no_better_one(
    ad: Advert, trouble: SiteError | None
) -> None:
    """None: an empty list."""
    await _refuse(ad, CITY_REFUSED)
    if trouble is None:
        ad.office.site.dictionaries["city"] = ()
    else:
        ad.office.site.trouble("dictionary", trouble)
    await _fix(ad)
    await ad.office.press(ad.office.owner, "option", LVIV.number)
    await ad.office.work()
    assert (await ad.now()).fields["city"] == (LVIV,)
    assert ad.office.at(ad.office.owner).place == Place("preview", ad.publication.id)
    ad.office.site.dictionaries["city"] = (LVIV, REGION)
    await ad.send("edit")
    await ad.office.press(ad.office.owner, "field", 0)
    await ad.office.work()
    assert _asked(ad).options == (LVIV, REGION)  # asked for anew all the same
