"""Two recruiters in one vacancy: nobody's work is lost, and each sees what the other did."""

import pytest

from bot.domain.conversation import Flash
from bot.domain.vacancy import STEPS, Step, Vacancy
from bot.domain.workspace import Actor, Role
from tests.fakes.store.kinds import MEMBERS, VACANCIES
from tests.office import Office


async def _both_at(screen: str) -> tuple[Office, Actor, Vacancy]:
    """The owner and a colleague have the same vacancy open."""
    office = await Office().open()
    colleague = await office.hire(Role.RECRUITER)
    account, vacancy = await office.account(), await office.vacancy()
    await office.join(colleague)
    vacancy = vacancy.joined(colleague.member_id)
    for who in (office.owner, colleague):
        await office.press(who, "vacancy", vacancy.id)
        if screen == "vacancy_form":
            await office.press(who, "change", STEPS.index(Step.CITY))
    if screen == "preview":
        publication = await office.publication(account, vacancy=vacancy)
        await office.press(colleague, "preview", publication.id)
    assert office.at(colleague).place.screen == screen
    return office, colleague, vacancy


async def _change_city(office: Office, city: str) -> None:
    if office.at(office.owner).place.screen != "vacancy_form":
        await office.press(office.owner, "change", STEPS.index(Step.CITY))
    await office.type(office.owner, city)


@pytest.mark.parametrize("screen", ["vacancy", "vacancy_form", "preview"])
async def test_the_second_sees_who_changed_what(screen: str) -> None:
    office, colleague, _ = await _both_at(screen)
    await _change_city(office, "Львів")
    await office.work()
    name = next(one.name for one in office.rows(MEMBERS) if one.id == office.owner.member_id)
    assert office.at(colleague).flash == Flash("changed-by", {"who": name, "what": "city"})
    shown = office.chat.now(colleague.chat_id)[-1]
    assert "Львів" in repr(shown.view)
    assert office.at(office.owner).flash is None


async def test_the_second_goes_on_where_it_was_and_its_answer_counts() -> None:
    office, colleague, vacancy = await _both_at("vacancy_form")
    await _change_city(office, "Львів")
    await office.type(colleague, "Одеса")
    (now,) = [one for one in office.rows(VACANCIES) if one.id == vacancy.id]
    assert now.city == "Одеса"
    assert office.flash(office.owner) == "changed-by"


async def test_a_button_that_was_drawn_before_the_change_still_counts() -> None:
    office, colleague, vacancy = await _both_at("vacancy")
    seen = office.at(colleague).version
    await _change_city(office, "Львів")
    await office.press(colleague, "change", STEPS.index(Step.TITLE), version=seen)
    await office.type(colleague, "Старший бариста")
    (now,) = [one for one in office.rows(VACANCIES) if one.id == vacancy.id]
    assert (now.title, now.city) == ("Старший бариста", "Львів")


async def test_who_looks_at_something_else_is_not_disturbed() -> None:
    office, colleague, _ = await _both_at("vacancy")
    await office.press(colleague, "menu")
    await _change_city(office, "Львів")
    assert office.at(colleague).flash is None
