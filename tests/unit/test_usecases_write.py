"""Writing a vacancy: what was typed is kept as it was meant, or asked about."""

import pytest

from bot.domain import views
from bot.domain.conversation import Place
from bot.domain.errors import Stale
from bot.domain.pay import Pay, PayPeriod
from bot.domain.vacancy import Contact, Step, Vacancy
from bot.ports import CachedDictionary
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.sites import CITIES
from tests.fakes.store.kinds import VACANCIES
from tests.office import Office


async def _asked(step: Step, **changes: object) -> Office:
    """The owner is at this question of the form."""
    office = await Office().open()
    vacancy = await office.vacancy(step=step, **changes)
    await office.press(office.owner, "continue", vacancy.id)
    return office


def _only(office: Office) -> Vacancy:
    (vacancy,) = office.rows(VACANCIES)
    return vacancy


async def _form(office: Office) -> views.VacancyForm:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, views.VacancyForm)
    return seen.screen.view


# -- pay -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "flash", "pay"),
    [
        ("40-30 тис", "bad-pay-swapped", Pay(30_000, 40_000)),
        ("25000 + бонуси", "bad-pay-rest", Pay(25_000, None)),
        (
            "до 1500 $ за зміну на руки, як домовимось",
            "bad-pay-rest",
            Pay(None, 1500, "USD", gross=False, period=PayPeriod.SHIFT),
        ),
    ],
)
async def test_pay_in_doubt_is_offered_by_a_button_and_taken_by_a_tap(
    typed: str, flash: str, pay: Pay
) -> None:
    office = await _asked(Step.PAY)
    await office.type(office.owner, typed)
    assert office.flash(office.owner) == flash
    shown = await _form(office)
    assert (shown.step, shown.offered, shown.vacancy.pay) == (Step.PAY, pay, None)
    await office.press(office.owner, "pay_take")
    assert (_only(office).pay, _only(office).step) == (pay, Step.MUST)


async def test_what_was_offered_is_gone_with_the_next_answer() -> None:
    office = await _asked(Step.PAY)
    await office.type(office.owner, "40-30 тис")
    await office.type(office.owner, "багато")
    assert (await _form(office)).offered is None
    with pytest.raises(Stale):
        await office.press(office.owner, "pay_take")


@pytest.mark.parametrize("changing", [False, True])
async def test_pay_by_agreement_is_kept_as_no_pay_and_said(changing: bool) -> None:
    office = await _asked(Step.PAY, pay=Pay(25_000, None))
    if changing:
        await office.press(office.owner, "vacancy", _only(office).id)
        await office.press(office.owner, "change", list(Step).index(Step.PAY))
    await office.type(office.owner, "за домовленістю")
    assert _only(office).pay is None
    assert office.flash(office.owner) == "done-pay-unstated"
    screen = "vacancy" if changing else "vacancy_form"
    assert office.at(office.owner).place == Place(screen, _only(office).id)


# -- a form that was opened and left ---------------------------------------------------------


async def _view(office: Office) -> views.View:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    return seen.screen.view


async def test_a_form_left_empty_is_listed_nowhere() -> None:
    office = await Office().open()
    await office.command(office.owner, "new")
    await office.command(office.owner, "vacancies")
    listed = await _view(office)
    assert isinstance(listed, views.Vacancies)
    assert listed.items == []
    await office.command(office.owner, "menu")
    menu = await _view(office)
    assert isinstance(menu, views.Menu)
    assert menu.vacancies == 0


async def test_the_next_form_is_the_one_that_was_left_empty() -> None:
    office = await Office().open()
    for _ in range(3):
        await office.command(office.owner, "new")
        await office.command(office.owner, "menu")
    await office.command(office.owner, "new")
    assert office.at(office.owner).place == Place("vacancy_form", _only(office).id)


async def test_an_empty_form_never_hides_the_draft_that_waits() -> None:
    office = await Office().open()
    begun = await office.vacancy(step=Step.CITY)
    await office.command(office.owner, "new")
    await office.press(office.owner, "fresh")
    await office.command(office.owner, "menu")
    await office.command(office.owner, "new")
    assert office.at(office.owner).place == Place("continue_draft", begun.id)
    await office.press(office.owner, "fresh")
    assert len(office.rows(VACANCIES)) == 2


@pytest.mark.parametrize("by", ["/cancel", "the button"])
async def test_cancelling_an_empty_form_leaves_nothing(by: str) -> None:
    office = await Office().open()
    await office.command(office.owner, "new")
    if by == "/cancel":
        await office.command(office.owner, "cancel")
    else:
        await office.press(office.owner, "leave")
    assert office.rows(VACANCIES) == []
    assert office.flash(office.owner) == "done-new-cancelled"
    assert office.at(office.owner).place == Place()


async def test_one_answer_is_enough_for_a_draft_to_stay() -> None:
    office = await Office().open()
    await office.command(office.owner, "new")
    await office.type(office.owner, "Бариста")
    await office.command(office.owner, "cancel")
    assert office.flash(office.owner) == "done-draft-kept"
    assert _only(office).title == "Бариста"
    await office.command(office.owner, "vacancies")
    listed = await _view(office)
    assert isinstance(listed, views.Vacancies)
    assert [one.title for one, _ in listed.items] == ["Бариста"]


# -- what is hardly an answer ------------------------------------------------------------------


async def _with_cities(office: Office) -> None:
    await office.account()
    async with office.store.uow.system() as tx:
        cached = CachedDictionary(CITIES, office.clock.now())
        await tx.save_dictionary(office.site.info.key, "city", cached)
        await tx.commit()


async def test_a_city_that_no_site_knows_is_asked_about_with_what_is_near() -> None:
    office = await _asked(Step.CITY, city="")
    await _with_cities(office)
    await office.type(office.owner, "Київ, Поділ")
    assert office.flash(office.owner) == "doubt-city"
    form = await _form(office)
    assert (form.step, form.doubt, form.vacancy.city) == (Step.CITY, "Київ, Поділ", "")
    assert form.near == ("Київ", "Київська область")
    await office.press(office.owner, "near_pick", 0)
    assert (_only(office).city, _only(office).step) == ("Київ", Step.EMPLOYMENT)


async def test_a_city_that_a_site_knows_is_taken_at_once() -> None:
    office = await _asked(Step.CITY)
    await _with_cities(office)
    await office.type(office.owner, "львів")
    assert (_only(office).city, _only(office).step) == ("львів", Step.EMPLOYMENT)


@pytest.mark.parametrize("again", ["button", "text"])
async def test_what_is_meant_so_is_kept(again: str) -> None:
    office = await _asked(Step.CITY)
    typed = "Шукаємо людину в нашу команду"
    await office.type(office.owner, typed)
    assert (await _form(office)).doubt == typed
    if again == "button":
        await office.press(office.owner, "keep_typed")
    else:
        await office.type(office.owner, typed)
    assert (_only(office).city, _only(office).step) == (typed, Step.EMPLOYMENT)
    assert (await _form(office)).doubt == ""


async def test_a_mere_word_is_asked_about_before_it_is_a_contact() -> None:
    office = await _asked(Step.CONTACT, contact=None)
    await office.type(office.owner, "так")
    assert office.flash(office.owner) == "doubt-contact"
    assert _only(office).contact is None
    await office.type(office.owner, "Олена, +380 44 000 00 00")
    assert _only(office).contact == Contact("Олена, +380 44 000 00 00")
    assert _only(office).step is None


async def test_a_doubt_that_is_over_settles_nothing() -> None:
    office = await _asked(Step.CITY)
    with pytest.raises(Stale):
        await office.press(office.owner, "keep_typed")
    await office.type(office.owner, "Де завгодно!")
    with pytest.raises(Stale):
        await office.press(office.owner, "near_pick", 7)
