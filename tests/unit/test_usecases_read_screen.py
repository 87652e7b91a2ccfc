"""The living message shows one moment: its content, and buttons with that moment's version."""

from bot.domain.publication import Status
from bot.domain.site import Ad
from bot.domain.views import VacancyForm, VacancyPage
from bot.usecases.reading.screen import ReadScreen
from tests.cabinet import seen
from tests.office import Office


async def test_an_answer_that_comes_while_its_screen_is_read_leaves_no_button_of_the_old() -> None:
    office = await Office().open()
    await office.command(office.owner, "new")
    await office.type(office.owner, "Бариста")

    async def the_next_answer() -> None:
        await office.type(office.owner, "Варити каву щодня")

    office.uow.before(2, the_next_answer)
    read = await office.make(ReadScreen)(office.owner.person)
    assert read is not None
    assert isinstance(read.screen.view, VacancyForm)
    assert (read.screen.view.number, read.screen.version) == (3, office.at(office.owner).version)


async def test_the_page_of_a_vacancy_names_first_where_it_is_live() -> None:
    office = await Office().open()
    account, vacancy = await office.account(), await office.vacancy()
    for ad in (Ad.DRAFT, Ad.LIVE, Ad.DRAFT):
        await office.publication(account, vacancy=vacancy, ad=ad)
    await office.press(office.owner, "vacancy", vacancy.id)
    view = await seen(office, office.owner)
    assert isinstance(view, VacancyPage)
    assert [line.status for line in view.publications] == [
        Status.PUBLISHED,
        Status.DRAFT,
        Status.DRAFT,
    ]
