"""Templates of what a candidate is told: tags, their values, limits."""

from dataclasses import replace

import pytest

from bot.domain.answer import (
    BODY_MOST,
    NAME_MOST,
    Answer,
    AnswerKind,
    Filled,
    Tag,
    fill,
    nameless,
    ready_answers,
    spelled,
    tags_in,
)
from bot.domain.errors import BadInput
from bot.domain.ids import AnswerId, WorkspaceId
from bot.domain.masking import called
from bot.domain.workspace import LANGUAGES
from tests.fakes import MORNING

VALUES = {Tag.NAME: "Олена", Tag.VACANCY: "Бариста", Tag.COMPANY: "Ромашка", Tag.RECRUITER: "Олег"}


def answer(body: str = "Добрий день") -> Answer:
    return Answer(AnswerId(1), WorkspaceId(1), "Запрошення", AnswerKind.INVITE, "uk", body, MORNING)


@pytest.mark.parametrize(
    "body",
    [
        "{ім’я}, {вакансія}",
        "{ім'я}, {ВАКАНСІЯ}",
        "{ ім`я }, { вакансія }",
        "{name}, {vacancy}",
        "{имя}, {вакансия}",
        "{Name}, {Вакансія}",
    ],
)
def test_a_tag_may_be_spelled_in_each_language(body: str) -> None:
    assert fill(body, VALUES) == Filled("Олена, Бариста")


def test_a_text_without_the_name_still_greets() -> None:
    assert nameless("Добрий день, {ім'я}!\n\nДякуємо, {компанія}.") == (
        "Добрий день!\n\nДякуємо, {компанія}."
    )
    assert nameless("{name}, thank you") == "thank you"
    assert nameless("Дякуємо") == "Дякуємо"


def test_a_tag_without_a_value_stays_and_is_named_once() -> None:
    filled = fill("{дата}, {адреса}, {date}: {name}", {**VALUES, Tag.DATE: " "})
    assert filled.lacking == (Tag.DATE, Tag.ADDRESS)
    assert not filled.whole
    assert filled.text == "{дата}, {адреса}, {date}: Олена"


def test_an_unknown_tag_stays_and_is_named() -> None:
    filled = fill("{зарплата} {зарплата} {x y}", VALUES)
    assert (filled.unknown, filled.whole) == (("зарплата", "x y"), False)


def test_braces_that_hold_no_word_are_no_tags() -> None:
    text = "{} { } {{name} }"
    assert fill(text, VALUES) == Filled("{} { } {Олена }")


def test_a_value_that_looks_like_a_tag_is_not_filled_again() -> None:
    assert fill("{name}", {Tag.NAME: "{vacancy}"}) == Filled("{vacancy}")


def test_every_tag_is_spelled_in_every_language() -> None:
    for language in LANGUAGES:
        for tag in Tag:
            assert tags_in(spelled(tag, language)) == ((tag,), ())


def test_a_name_and_a_text_have_limits() -> None:
    kept = answer()
    assert kept.named("  Дзвінок \n у вівторок ").name == "Дзвінок у вівторок"
    assert kept.written(" Так\r\n\r\n\r\n\r\nні ").body == "Так\n\nні"
    for wrong, problem in (
        ("  ", "answer-name-empty"),
        ("а" * (NAME_MOST + 1), "answer-name-long"),
    ):
        with pytest.raises(BadInput) as refusal:
            kept.named(wrong)
        assert refusal.value.problem == problem
    for wrong, problem in (("\n", "answer-empty"), ("а" * (BODY_MOST + 1), "answer-long")):
        with pytest.raises(BadInput) as refusal:
            kept.written(wrong)
        assert refusal.value.problem == problem


def test_a_template_with_an_unknown_tag_is_not_kept() -> None:
    with pytest.raises(BadInput) as refusal:
        answer().written("{зарплата}, {name}, {бонус}")
    assert refusal.value.problem == "answer-tag"
    assert refusal.value.values() == {"tags": "{зарплата}, {бонус}"}


def test_there_are_ready_ones_of_every_kind_in_every_language() -> None:
    ready = ready_answers()
    assert {(one.kind, one.language) for one in ready} == {
        (kind, language) for kind in AnswerKind for language in LANGUAGES
    }
    assert len({one.key for one in ready}) == len(ready)
    for one in ready:
        kept = replace(answer(), name="", body="")
        assert kept.named(one.name).written(one.body).body == one.body
    named = {(one.kind, one.language): one for one in ready}
    for kind in AnswerKind:
        counts = {sum(one.kind is kind and one.language == it for one in ready) for it in LANGUAGES}
        assert len(counts) == 1
    assert named


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Коваль Олена Іванівна", "Олена"),
        ("олена коваль", "Олена"),
        ("Роман Іван Петрович", "Іван"),
        ("Ким Чен", "Ким Чен"),
        ("  ", ""),
        (None, ""),
    ],
)
def test_people_are_called_by_the_given_name_where_it_is_sure(name: str, shown: str) -> None:
    assert called(name) == shown
