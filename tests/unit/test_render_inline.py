"""What inline mode sends: within Telegram's limits, and nothing that a stranger must not see."""

from dataclasses import replace

import pytest

from bot.domain.answer import Answer, AnswerKind
from bot.domain.ids import AnswerId, new_id
from bot.domain.vacancy import Contact
from bot.domain.workspace import LANGUAGES
from handlers.render.ink import Ink
from handlers.render.inline import offered_card, shared_answer, shared_vacancy
from tests.inline_views import inline_views, public_vacancy
from tests.unit.test_render import TEXTS, drawn, labels, read, units
from tests.views import AWKWARD, HERE, LONG, NOW, ZONE


def ink(language: str = "uk") -> Ink:
    return Ink(TEXTS(language), ZONE, NOW, "vidhuk_bot")


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_a_shared_vacancy_and_a_template_pass_telegram(text: str) -> None:
    ids = (AnswerId(new_id()), HERE)
    answer = Answer(*ids, text, AnswerKind.REJECT, "uk", text or "…", NOW)
    for language in LANGUAGES:
        for shared in (
            shared_vacancy(public_vacancy(text), ink(language)),
            shared_answer(answer, answer.body, TEXTS(language)),
        ):
            assert shared.title
            assert 0 < units(read(shared.html).text) <= 4096


def test_a_public_vacancy_holds_neither_contact_nor_must_haves() -> None:
    view = public_vacancy("Бариста")
    inside = replace(
        view.vacancy,
        contact=Contact("Олег Щур, +380671234521, oleh@example.com"),
        must_haves=("Знає таємницю",),
    )
    words = shared_vacancy(replace(view, vacancy=inside), ink()).html
    for secret in ("Щур", "380671234521", "oleh@", "таємницю"):
        assert secret not in words
    assert "work.ua/jobs/123456" in words


def test_a_card_is_offered_by_name_and_counts_its_votes() -> None:
    card, empty = inline_views("Олена")
    assert offered_card(card, ink())[0] == "Олена"  # type: ignore[arg-type]
    assert offered_card(empty, ink())[0] == "Ім'я приховано"  # type: ignore[arg-type]
    assert labels(card) == ["👍 12", "👎 1", "📝 Нотатка", "🤖 Відкрити в боті"]
    assert "⭐ Вимоги: 5 з 6" in drawn(card).text
    for row in drawn(next(iter(inline_views(LONG)))).rows:
        assert all(len(one.target.encode()) <= 64 or one.target.startswith("https") for one in row)
