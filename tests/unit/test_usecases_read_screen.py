"""The living message shows one moment: its content, and buttons with that moment's version."""

from bot.domain.views import VacancyForm
from bot.usecases.reading.screen import ReadScreen
from tests.office import Office


async def test_an_answer_that_comes_while_its_screen_is_read_leaves_no_button_of_the_old() -> None:
    office = await Office().open()
    await office.command(office.owner, "new")
    await office.type(office.owner, "Бариста")

    async def the_next_answer() -> None:
        await office.type(office.owner, "Варити каву щодня")

    office.uow.before(2, the_next_answer)
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, VacancyForm)
    assert (seen.screen.view.number, seen.screen.version) == (3, office.at(office.owner).version)
