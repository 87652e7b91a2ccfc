"""On the way to publishing: doubtful words, texts that don't fit, an unknown city."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.conversation import Place
from bot.domain.rich_text import from_message
from bot.domain.site import Measure
from bot.domain.vacancy import Step
from bot.domain.views import View
from bot.ports import CachedDictionary
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.sites import CITIES
from tests.office import Office

DOUBTFUL = from_message("Шукаємо бариста до 35 років\nДохід без обмежень")


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def _view(office: Office) -> View:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    return seen.screen.view


async def _page(office: Office) -> views.VacancyPage:
    found = await _view(office)
    assert isinstance(found, views.VacancyPage)
    return found


async def test_clean_words_go_straight_to_publishing(office: Office) -> None:
    vacancy = await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    assert office.at(office.owner).place == Place("publish_account", vacancy.id)


async def test_doubtful_words_are_shown_and_never_block(office: Office) -> None:
    vacancy = await office.vacancy(description=DOUBTFUL)
    await office.press(office.owner, "vacancy", vacancy.id)
    terms = (await _page(office)).doubts.terms
    assert [term.words for term in terms] == ["до 35 років", "Дохід без обмежень"]
    await office.press(office.owner, "publish", vacancy.id)
    shown = await _view(office)
    assert isinstance(shown, views.Wording)
    assert shown.terms == terms
    await office.press(office.owner, "publish_anyway", vacancy.id)
    assert office.at(office.owner).place == Place("publish_account", vacancy.id)


async def test_fixing_the_words_comes_back_to_what_is_left(office: Office) -> None:
    vacancy = await office.vacancy(title="Молодий колектив", description=DOUBTFUL)
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "change", list(Step).index(Step.DESCRIPTION))
    await office.type(office.owner, "Варити каву")
    left = await _view(office)
    assert isinstance(left, views.Wording)
    assert [term.step for term in left.terms] == [Step.TITLE]
    await office.press(office.owner, "change", list(Step).index(Step.TITLE))
    await office.type(office.owner, "Бариста")
    assert (await _page(office)).doubts.terms == []
    await office.press(office.owner, "publish", vacancy.id)
    assert office.at(office.owner).place == Place("publish_account", vacancy.id)


async def test_an_unfinished_vacancy_is_asked_for_what_is_missing_first(office: Office) -> None:
    vacancy = await office.vacancy(title="", description=DOUBTFUL)
    await office.press(office.owner, "publish", vacancy.id)
    assert office.flash(office.owner) == "needs-title"


# -- texts that do not fit a site ------------------------------------------------------------


async def test_a_text_too_short_for_a_site_is_told_before_anything_is_sent(office: Office) -> None:
    office.site.description_least = 150
    account = await office.account()
    vacancy = await office.vacancy(description="<p>" + "а" * 87 + "</p>")
    expected = [views.Misfit("fake", Measure("description", 87, 150))]
    await office.press(office.owner, "vacancy", vacancy.id)
    assert (await _page(office)).doubts.misfits == expected
    publication = await office.publication(account, vacancy=vacancy)
    await office.press(office.owner, "preview", publication.id)
    preview = await _view(office)
    assert isinstance(preview, views.Preview)
    assert preview.doubts.misfits == expected


async def test_nothing_is_told_of_sites_without_an_account_or_of_a_text_that_is_not_there(
    office: Office,
) -> None:
    office.site.description_least = 150
    vacancy = await office.vacancy()
    await office.press(office.owner, "vacancy", vacancy.id)
    assert (await _page(office)).doubts.misfits == []
    await office.account()
    async with office.transaction() as tx:
        await tx.vacancies.save(replace(vacancy, description=""))
    assert (await _page(office)).doubts.misfits == []


# -- a city that the site does not know ------------------------------------------------------


async def _asked(office: Office, city: str) -> views.AskField:
    """The site asks for the place of a vacancy in this city."""
    async with office.store.uow.system() as system:
        await system.save_dictionary("fake", "city", CachedDictionary(CITIES, office.clock.now()))
        await system.commit()
    account, vacancy = await office.account(), await office.vacancy(city=city)
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    await office.work()
    found = await _view(office)
    assert isinstance(found, views.AskField)
    return found


@pytest.mark.parametrize("city", ["Київськ", "Київськ, центр", "Київськ (область)"])
async def test_the_nearest_places_are_offered_and_one_is_taken_by_a_tap(
    office: Office, city: str
) -> None:
    asked = await _asked(office, city)
    assert (list(asked.options), asked.typed, asked.nearest) == ([CITIES[2]], "Київськ", True)
    await office.press(office.owner, "option", CITIES[2].number)
    assert (await office.publication_now()).fields["city"] == CITIES[2:]


async def test_where_nothing_is_near_one_types(office: Office) -> None:
    asked = await _asked(office, "Атлантида")
    assert (asked.typed, asked.nearest, len(asked.options)) == ("", False, len(CITIES))
    await office.type(office.owner, "льв")
    narrowed = await _view(office)
    assert isinstance(narrowed, views.AskField)
    assert (list(narrowed.options), narrowed.nearest) == ([CITIES[1]], False)
