"""Terms of age, sex, family and misleading pay: found where they stand, and nowhere else."""

from dataclasses import replace

import pytest

from bot.domain.ids import MemberId, VacancyId, WorkspaceId
from bot.domain.rich_text import from_message
from bot.domain.vacancy import Contact, Step, Vacancy
from bot.domain.wording import About, Rule, doubtful, rules
from tests.fakes import MORNING

VACANCY = Vacancy(VacancyId(1), WorkspaceId(1), MemberId(1), MORNING, title="Бариста")


def _words(text: str) -> list[str]:
    """What is marked in a description."""
    return [term.words for term in doubtful(replace(VACANCY, description=from_message(text)))]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_keeps_its_own_promises(rule: Rule) -> None:
    found = {line: len(list(rule.search(line))) for line in rule.finds}
    assert {line: count for line, count in found.items() if not count} == {}
    assert [line for line in rule.passes if list(rule.search(line))] == []
    assert rule.finds
    assert rule.passes


def test_what_passes_one_rule_trips_no_other() -> None:
    """The examples of harmless lines are harmless as a whole."""
    lines = [line for rule in rules() for line in rule.passes]
    assert {line: _words(line) for line in lines if _words(line)} == {}


def test_ids_are_unique_and_every_theme_has_a_rule() -> None:
    assert len({rule.id for rule in rules()}) == len(rules())
    assert {rule.about for rule in rules()} == set(About)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Шукаємо бариста до 35 років.", ["до 35 років"]),
        ("Оплата до 35 000 грн, досвід до 5 років", []),
        ("Дружній колектив, вік 20–35", ["вік 20–35"]),
        ("<b>Молодий</b> колектив чекає", ["Молодий колектив"]),
        ("- тільки дівчата, не заміжні\n- дохід без обмежень", None),
        ("Ищем девушек до 30 лет", ["Ищем девушек", "до 30 лет"]),
        ("👩‍🍳 ВІК: ДО 45 🎈", ["ВІК: ДО 45"]),
        ("", []),
    ],
)
def test_words_are_marked_as_they_stand(text: str, words: list[str] | None) -> None:
    expected = ["тільки дівчата", "не заміжні", "дохід без обмежень"] if words is None else words
    assert _words(text) == expected


def test_a_term_says_in_which_answer_and_line_it_stands() -> None:
    text = from_message("Готувати каву\n• жінки від 25 років\n• графік 2/2")
    age, sex = doubtful(replace(VACANCY, title="Офіціант, не старше 40", description=text))
    assert (age.step, age.line, age.rule) == (Step.TITLE, "Офіціант, не старше 40", "age-limit")
    assert (sex.step, sex.line, sex.about) == (Step.DESCRIPTION, "• жінки від 25 років", About.SEX)
    assert sex.line[sex.start : sex.end] == "жінки від 25"


def test_a_letter_that_has_no_small_one_of_its_length_moves_nothing() -> None:
    (term,) = doubtful(replace(VACANCY, title="İstanbul кафе, ВІК до 30"))
    assert term.words == "ВІК до 30"


def test_a_text_as_long_as_may_be_is_read_through() -> None:
    text = "молодий та " * 900 + "молодша " * 900
    assert doubtful(replace(VACANCY, description=f"<p>{text}</p>")) == []


def test_the_city_and_the_contact_are_read_too() -> None:
    vacancy = replace(
        VACANCY, city="Київ, до 35 років", contact=Contact("лише чоловіки, +380 44 000 00 00")
    )
    assert [one.step for one in doubtful(vacancy)] == [Step.CITY, Step.CONTACT]
