"""A description out of a file: taken at its own question, refused in words elsewhere."""

import pytest

from bot.domain.errors import BadInput, Stale
from bot.domain.rich_text import plain
from bot.domain.vacancy import DESCRIPTION_MOST, Step, Vacancy
from bot.domain.views import VacancyForm
from bot.ports import Attached
from tests.cabinet import seen
from tests.fakes.store.kinds import VACANCIES
from tests.office import Office

RICH = "<h3>Обов'язки</h3><ul><li>варити <b>каву</b></li></ul>"


async def _asked(step: Step) -> Office:
    office = await Office().open()
    vacancy = await office.vacancy(step=step, description="")
    await office.press(office.owner, "continue", vacancy.id)
    office.attachments.files = {"good": RICH, "locked": BadInput("file-locked")}
    return office


async def _send(office: Office, file_id: str) -> None:
    await office.send(office.owner, Attached(file_id, "опис.docx", 1000))


def _only(office: Office) -> Vacancy:
    (vacancy,) = office.rows(VACANCIES)
    return vacancy


async def test_a_file_becomes_the_description_with_its_formatting() -> None:
    office = await _asked(Step.DESCRIPTION)
    await _send(office, "good")
    assert office.flash(office.owner) == "file-read"
    form = await seen(office, office.owner)
    assert isinstance(form, VacancyForm)
    assert (form.file, form.vacancy.description) == (RICH, "")
    await office.press(office.owner, "file_take")
    assert (_only(office).description, _only(office).step) == (RICH, Step.CITY)
    flash = office.at(office.owner).flash
    assert flash is not None
    assert (flash.text_id, flash.values) == ("done-from-file", {"length": len(plain(RICH))})


async def test_a_file_replaces_the_description_that_is_being_changed() -> None:
    office = await _asked(Step.CITY)
    await office.press(office.owner, "vacancy", _only(office).id)
    await office.press(office.owner, "change", list(Step).index(Step.DESCRIPTION))
    await _send(office, "good")
    assert _only(office).description == ""
    await office.press(office.owner, "file_take")
    assert _only(office).description == RICH
    assert office.at(office.owner).place.screen == "vacancy"


async def test_a_wrong_file_gives_way_to_another_one_or_to_what_is_typed() -> None:
    office = await _asked(Step.DESCRIPTION)
    office.attachments.files["other"] = "<p>Мити посуд</p>"
    await _send(office, "good")
    await _send(office, "other")
    form = await seen(office, office.owner)
    assert isinstance(form, VacancyForm)
    assert form.file == "<p>Мити посуд</p>"
    await office.type(office.owner, "Варити каву")
    assert (_only(office).description, _only(office).step) == ("<p>Варити каву</p>", Step.CITY)
    with pytest.raises(Stale):
        await office.press(office.owner, "file_take")


@pytest.mark.parametrize("step", [one for one in Step if one is not Step.DESCRIPTION])
async def test_at_any_other_question_a_file_is_not_even_fetched(step: Step) -> None:
    office = await _asked(step)
    with pytest.raises(BadInput, match="file-later"):
        await _send(office, "never fetched")


async def test_a_file_that_cannot_be_read_changes_nothing() -> None:
    office = await _asked(Step.DESCRIPTION)
    before = _only(office)
    with pytest.raises(BadInput, match="file-locked"):
        await _send(office, "locked")
    assert _only(office) == before


async def test_a_file_longer_than_a_description_may_be_is_refused_with_its_length() -> None:
    office = await _asked(Step.DESCRIPTION)
    office.attachments.files["long"] = f"<p>{'а' * (DESCRIPTION_MOST + 1)}</p>"
    await _send(office, "long")
    flash = office.at(office.owner).flash
    assert flash is not None
    assert (flash.text_id, flash.values["length"]) == ("bad-description-long", DESCRIPTION_MOST + 1)
