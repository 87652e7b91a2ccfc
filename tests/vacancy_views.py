"""The views of vacancies and of the form that writes them, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.ids import MemberId, VacancyId
from bot.domain.pay import Pay, PayPeriod
from bot.domain.publication import Status
from bot.domain.vacancy import STEPS, Step, Vacancy
from bot.domain.views import View
from tests.views import HERE, NOW, line, vacancy


def vacancy_views(text: str) -> Iterator[View]:
    full, empty = vacancy(text), Vacancy(VacancyId(1), HERE, MemberId(1), NOW)
    counts = {Status.PUBLISHED: 2, Status.ERRONEOUS: 1}
    yield views.Vacancies([], 0, 1, may_publish=True)
    yield views.Vacancies([(full, counts), (empty, {})] * 4, 1, 3, may_publish=True)
    yield views.ContinueDraft(vacancy(text, Step.CITY))
    yield views.ContinueDraft(empty)
    pays = (
        Pay(None, 5),
        *(Pay(200, None, "USD", bool(at % 2), period) for at, period in enumerate(PayPeriod)),
        None,
    )
    for number, step in enumerate(STEPS, 1):
        for one in (full, empty, replace(full, remote=True), *(replace(full, pay=p) for p in pays)):
            yield views.VacancyForm(one, step, number, len(STEPS), changing=False)
            yield views.VacancyForm(one, step, number, len(STEPS), True, offered=pays[1])
    lines = [line(text, status) for status in Status]
    for one in (full, empty, vacancy(text, Step.PAY)):
        yield views.VacancyPage(one, [], may_publish=True, accounts=1)
        yield views.VacancyPage(one, lines * 5, may_publish=True, accounts=2)
        yield views.VacancyPage(one, lines, may_publish=False, accounts=0)
        yield views.VacancyPage(one, [], may_publish=True, accounts=0)
        yield views.ConfirmDelete(one)
