"""A topic of a vacancy: how it comes to be, and when it is given up."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChatLinkId, TopicId, VacancyId, WorkspaceId
from bot.domain.names import unnamed
from bot.domain.topic import Topic, TopicState, topic_name
from tests.fakes import MORNING

NEW = Topic(TopicId(1), WorkspaceId(2), ChatLinkId(3), VacancyId(4), MORNING)


def test_a_topic_is_asked_for_before_it_is_there() -> None:
    asked = NEW.asked("Бариста", MORNING)
    assert (asked.state, asked.thread_id, asked.tries) == (TopicState.MAKING, None, 1)
    assert asked.unsure_until(timedelta(minutes=2)) == MORNING + timedelta(minutes=2)
    made = asked.made(7)
    assert (made.state, made.thread_id) == (TopicState.OPEN, 7)


def test_a_topic_is_made_once_more_and_no_oftener() -> None:
    once = NEW.asked("Бариста", MORNING).made(7).lost()
    assert (once.state, once.thread_id) == (TopicState.LOST, None)
    twice = once.asked("Бариста", MORNING).made(8).lost()
    assert twice.state is TopicState.GENERAL
    assert twice.again().state is TopicState.LOST
    assert twice.again().tries == 0


def test_what_telegram_has_surely_not_made_was_no_try() -> None:
    assert NEW.asked("Бариста", MORNING).unmade().tries == 0
    assert NEW.unmade().tries == 0


def test_one_that_is_put_aside_is_itself_again_later() -> None:
    made = NEW.asked("Бариста", MORNING).made(7)
    assert made.aside().state is TopicState.GENERAL
    assert made.aside().again().state is TopicState.OPEN
    assert made.aside().again().thread_id == 7
    assert made.again() is made


@pytest.mark.parametrize(
    ("title", "name"), [("  Sales\nB2B ", "Sales B2B"), ("", "—"), ("я" * 200, "я" * 128)]
)
def test_a_topics_name_is_a_line_that_telegram_takes(title: str, name: str) -> None:
    assert topic_name(title) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Олена Коваль, бариста", "••• •••, бариста"),
        ("пише Olena", "пише •••"),
        ("Олени немає", "••• немає"),
        ("Оленячий парк", "••• парк"),
        ("Коли прийде?", "Коли прийде?"),
        ("", ""),
    ],
)
def test_a_text_loses_the_words_of_a_name(text: str, shown: str) -> None:
    assert unnamed(text, "Коваль Олена") == shown
    assert unnamed(text, None) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Олександр Бондар", "Саша передзвонить"),
        ("Ольга Бондар", "Оля передзвонить"),
        ("Бондар Катерина", "Катя передзвонить"),
        ("Саша Бондар", "Олександр передзвонить"),
        ("Олександр Бондар", "Sasha передзвонить"),
    ],
)
def test_a_text_loses_the_other_forms_of_a_given_name(name: str, text: str) -> None:
    assert unnamed(text, name) == "••• передзвонить"
    assert unnamed(text, "Остап Бондар") == text
