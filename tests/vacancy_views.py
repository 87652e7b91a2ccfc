"""The views of vacancies and of the form that writes them, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.ids import MemberId, VacancyId
from bot.domain.pay import Pay, PayPeriod
from bot.domain.publication import Status
from bot.domain.site import Measure
from bot.domain.vacancy import STEPS, Shelf, Step, Vacancy
from bot.domain.views import View
from bot.domain.wording import Term, rules
from tests.views import HERE, INFO, NOW, line, vacancy


def doubts(text: str) -> views.Doubts:
    """A doubtful place of each kind around `text`, and texts that do not fit."""
    words = text or "до 35 років"
    terms = [
        Term(
            rule.id,
            rule.about,
            step,
            f"{text} {words} {text}",
            len(text) + 1,
            len(text + words) + 1,
        )
        for rule in rules()
        for step in (Step.TITLE, Step.DESCRIPTION)
    ]
    short, long = Measure("description", 87, 150), Measure("description", 12_000, most=10_000)
    return views.Doubts(terms, [views.Misfit(INFO.key, one) for one in (short, long)])


def must_views(text: str) -> Iterator[View]:
    full = vacancy(text)
    for chosen in ((), ("CRM",), (text or "Excel", *(f"{at} {text}"[:60] for at in range(6)))):
        one, points = replace(full, must_haves=chosen, push_from=len(chosen) or None), [*chosen]
        for changing in (False, True):
            form = views.VacancyForm(one, Step.MUST, 7, len(STEPS), changing, points=points * 2)
            yield form
            yield replace(form, vacancy=replace(one, push_from=None), points=[])
        yield views.VacancyPage(one, [], may_publish=True, accounts=1)


def vacancy_views(text: str) -> Iterator[View]:
    full, empty = vacancy(text), Vacancy(VacancyId(1), HERE, MemberId(1), NOW)
    counts = {Status.PUBLISHED: 2, Status.ERRONEOUS: 1}
    yield views.Vacancies([], 0, 1, may_publish=True)
    for shelf in Shelf:
        others = {one: 7 for one in Shelf if one is not shelf}
        yield views.Vacancies([(full, counts), (empty, {})] * 4, 1, 3, True, shelf, others)
        yield views.Vacancies([], 0, 1, True, shelf, others, find=text or "кава")
        lying = replace(full, shelf=shelf)
        yield views.VacancyPage(lying, [], may_publish=True, accounts=1, doubts=doubts(text))
        yield views.ConfirmDelete(lying)
    yield views.Wording(full, doubts(text).terms)
    yield views.ContinueDraft(vacancy(text, Step.CITY))
    yield views.ContinueDraft(empty)
    pays = (
        Pay(None, 5),
        *(Pay(200, None, "USD", bool(at % 2), period) for at, period in enumerate(PayPeriod)),
        None,
    )
    for number, step in enumerate(STEPS, 1):
        for one in (full, empty, replace(full, remote=True), *(replace(full, pay=p) for p in pays)):
            yield views.VacancyForm(one, step, number, len(STEPS), changing=False, templates=2)
            yield views.VacancyForm(one, step, number, len(STEPS), True, offered=pays[1])
        asked = views.VacancyForm(full, step, number, len(STEPS), changing=False)
        yield replace(asked, doubt=text or "так", near=(text or "Київ", "Львів"))
        yield replace(asked, file=full.description or "<p>кава</p>")
    yield from must_views(text)
    lines = [line(text, status) for status in Status]
    yield views.ConfirmArchive(full, lines * 5)
    for one in (full, empty, vacancy(text, Step.PAY)):
        yield views.VacancyPage(one, [], may_publish=True, accounts=1)
        yield views.VacancyPage(one, lines * 5, may_publish=True, accounts=2)
        yield views.VacancyPage(one, lines, True, 2, to_save=77, undo=True, watched=9)
        yield views.VacancyPage(one, lines, True, 2, watched=9, watched_busy=True)
        yield views.VacancyPage(one, lines, may_publish=False, accounts=0)
        yield views.VacancyPage(one, [], may_publish=True, accounts=0)
        yield views.ConfirmDelete(one)
