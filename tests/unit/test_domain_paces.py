"""Paces: what a greater factor makes faster, and what people need whatever it is."""

from datetime import timedelta
from pathlib import Path

from bot import demo
from bot.domain.paces import Paces

TEN = timedelta(seconds=10)


def test_what_was_done_can_be_taken_back_for_ten_seconds_and_in_tests_for_less() -> None:
    assert Paces().undo == TEN
    assert Paces(100).undo == TEN / 100


def test_in_the_demo_a_person_has_the_ten_seconds_of_production() -> None:
    own = demo._own(Path(), "4200000007:AAe2eCanaryZq8vKt3xw9LmNp5RdSfGh", "http://127.0.0.1:1")
    assert Paces(own.pace, undo_least=own.undo_least).undo == TEN
