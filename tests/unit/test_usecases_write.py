"""Writing a vacancy: what was typed is kept as it was meant, or asked about."""

import pytest

from bot.domain import views
from bot.domain.conversation import Place
from bot.domain.errors import Stale
from bot.domain.pay import Pay, PayPeriod
from bot.domain.vacancy import Step, Vacancy
from bot.usecases.reading.screen import ReadScreen
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
    assert (_only(office).pay, _only(office).step) == (pay, Step.CONTACT)


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
