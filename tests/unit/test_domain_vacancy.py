"""The vacancy's form: its steps and the answers that it takes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BadInput, IllegalTransition
from bot.domain.ids import MemberId, VacancyId, WorkspaceId
from bot.domain.vacancy import (
    CITY_MOST,
    CONTACT_MOST,
    DESCRIPTION_MOST,
    STEPS,
    TITLE_MOST,
    Contact,
    Shelf,
    Step,
    Vacancy,
    one_line,
)
from tests.fakes import MORNING

NEW = Vacancy(VacancyId(1), WorkspaceId(2), MemberId(3), MORNING)
BOM, ZERO_WIDTH, TURNED = "\ufeff", "\u200b", "\u202e"


def _walked(steps: int) -> Vacancy:
    vacancy = NEW
    for _ in range(steps):
        vacancy = vacancy.forward()
    return vacancy


# -- walking ---------------------------------------------------------------------------------


def test_the_form_asks_eight_questions_in_the_order_of_the_product() -> None:
    asked = [_walked(steps).step for steps in range(9)]
    named = ["title", "description", "city", "employment", "experience", "pay", "must", "contact"]
    assert asked == [*named, None]


def test_after_the_last_question_the_form_is_left_and_stays_so() -> None:
    done = _walked(len(STEPS))
    assert done.step is None
    assert done.forward() == done


def test_back_from_the_first_question_stays_there() -> None:
    assert NEW.back() == NEW


def test_back_from_a_finished_vacancy_leads_to_the_last_question() -> None:
    assert _walked(len(STEPS)).back().step is Step.CONTACT


@given(st.integers(1, len(STEPS)))
def test_back_undoes_a_step_forward(steps: int) -> None:
    assert _walked(steps).back() == _walked(steps - 1)


@given(st.sampled_from(STEPS), st.integers(0, len(STEPS)))
def test_any_question_can_be_asked_again(step: Step, walked: int) -> None:
    assert _walked(walked).at(step).step is step


def test_only_title_and_description_are_missing_at_first() -> None:
    assert NEW.missing() == [Step.TITLE, Step.DESCRIPTION]
    assert NEW.described("Кава").missing() == [Step.TITLE]
    assert NEW.titled("Бариста").described("Кава").missing() == []


# -- answers ---------------------------------------------------------------------------------


def test_answers_are_kept_as_one_clean_line() -> None:
    typed = f"  {BOM}Менеджер\n з\tпродажу {ZERO_WIDTH}{TURNED}😀 "
    assert NEW.titled(typed).title == "Менеджер з продажу 😀"
    assert NEW.placed("  Київ \n").city == "Київ"
    assert NEW.contacted(" Олена,\n+380 44 000 11 22 ").contact == Contact(
        "Олена, +380 44 000 11 22"
    )


def test_html_in_a_title_is_a_text_like_any_other() -> None:
    assert NEW.titled("<b>Бариста</b> & кава").title == "<b>Бариста</b> & кава"


def test_a_town_and_remote_work_exclude_each_other() -> None:
    remote = Vacancy(VacancyId(1), WorkspaceId(2), MemberId(3), MORNING, remote=True)
    assert not remote.placed("Одеса").remote


@pytest.mark.parametrize("title", ["QA", "HR", "SMM", "IT-Директор", "1С", "C++ Developer", "PHP"])
def test_short_words_in_capitals_are_names_of_jobs(title: str) -> None:
    assert NEW.titled(title).title == title


REFUSED: list[tuple[Callable[[str], Vacancy], str, str]] = [
    (NEW.titled, "", "bad-title-empty"),
    (NEW.titled, " \n ", "bad-title-empty"),
    (NEW.titled, "😀😀😀", "bad-title-empty"),
    (NEW.titled, "!!!", "bad-title-empty"),
    (NEW.titled, f"{ZERO_WIDTH}{BOM}", "bad-title-empty"),
    (NEW.titled, "а" * (TITLE_MOST + 1), "bad-title-long"),
    (NEW.titled, "МЕНЕДЖЕР З ПРОДАЖУ", "bad-title-caps"),
    (NEW.described, "", "bad-description-empty"),
    (NEW.described, "\n \n", "bad-description-empty"),
    (NEW.described, "<b> </b>", "bad-description-empty"),
    (NEW.described, "а" * (DESCRIPTION_MOST + 1), "bad-description-long"),
    (NEW.placed, "", "bad-city-empty"),
    (NEW.placed, "—", "bad-city-empty"),
    (NEW.placed, "а" * (CITY_MOST + 1), "bad-city-long"),
    (NEW.contacted, " \n", "bad-contact-empty"),
    (NEW.contacted, "а" * (CONTACT_MOST + 1), "bad-contact-long"),
]


@pytest.mark.parametrize(("answer", "typed", "text_id"), REFUSED)
def test_an_answer_that_no_site_takes_is_refused_in_its_own_words(
    answer: Callable[[str], Vacancy], typed: str, text_id: str
) -> None:
    with pytest.raises(BadInput) as refused:
        answer(typed)
    assert refused.value.text_id == text_id


def test_answers_up_to_the_limit_are_taken() -> None:
    assert len(NEW.titled("а" * TITLE_MOST).title) == TITLE_MOST
    assert len(NEW.placed("а" * CITY_MOST).city) == CITY_MOST
    assert NEW.contacted("а" * CONTACT_MOST).contact == Contact("а" * CONTACT_MOST)
    assert NEW.described("а" * DESCRIPTION_MOST).description == f"<p>{'а' * DESCRIPTION_MOST}</p>"


def test_a_refusal_names_the_limit_and_what_came() -> None:
    with pytest.raises(BadInput) as refused:
        NEW.titled("а" * 130)
    assert refused.value.values() == {"most": 100, "length": 130}


def test_a_description_is_measured_without_its_formatting() -> None:
    bold = NEW.described(f"<b>{'а' * DESCRIPTION_MOST}</b>").description
    assert len(bold) > DESCRIPTION_MOST


def test_a_description_in_several_messages_is_one() -> None:
    whole = NEW.described("Продаємо каву").described("- досвід", more=True)
    assert whole.description == "<p>Продаємо каву</p><ul><li>досвід</li></ul>"
    with pytest.raises(BadInput) as refused:
        whole.described("а" * DESCRIPTION_MOST, more=True)
    assert refused.value.text_id == "bad-description-long"


def test_a_new_description_replaces_the_old_one() -> None:
    assert NEW.described("Перший").described("Другий").description == "<p>Другий</p>"


@given(st.text(max_size=400))
def test_one_line_is_one_line_and_stays_as_it_is(typed: str) -> None:
    line = one_line(typed)
    assert line.splitlines() in ([], [line])
    assert line == line.strip() == one_line(line)
    assert line.isprintable()


@given(st.text(max_size=300))
def test_any_title_is_either_taken_or_refused_in_words(typed: str) -> None:
    try:
        title = NEW.titled(typed).title
    except BadInput:
        return
    assert 0 < len(title) <= TITLE_MOST


# -- where it lies ---------------------------------------------------------------------------


def test_a_copy_says_the_same_and_knows_of_whom() -> None:
    old = replace(NEW.titled("Бариста"), shelf=Shelf.ARCHIVE, version=7, step=Step.PAY)
    later = MORNING + timedelta(days=1)
    copy = old.copied(VacancyId(2), MemberId(3), later)
    assert (copy.id, copy.owner_id, copy.created_at) == (2, 3, later)
    assert (copy.shelf, copy.version, copy.copied_from) == (Shelf.OPEN, 1, old.id)
    assert (copy.title, copy.step) == ("Бариста", Step.PAY)


def test_a_vacancy_goes_into_the_archive_and_comes_back() -> None:
    archived = NEW.put(Shelf.ARCHIVE)
    assert archived.put(Shelf.OPEN) == NEW


@pytest.mark.parametrize(
    ("lies", "to"),
    [
        (Shelf.OPEN, Shelf.OPEN),
        (Shelf.ARCHIVE, Shelf.ARCHIVE),
        (Shelf.OPEN, Shelf.TEMPLATE),
        (Shelf.TEMPLATE, Shelf.OPEN),
        (Shelf.TEMPLATE, Shelf.ARCHIVE),
    ],
)
def test_a_vacancy_never_becomes_a_template_nor_a_template_a_vacancy(
    lies: Shelf, to: Shelf
) -> None:
    with pytest.raises(IllegalTransition):
        replace(NEW, shelf=lies).put(to)
