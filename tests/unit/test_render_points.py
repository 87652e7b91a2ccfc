"""What a card says of must-haves, and of what reads badly on a phone: bad dates, long letters."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain import views
from bot.domain.must_have import Point
from bot.domain.vacancy import Step
from bot.domain.views import CardPage, View
from handlers.render import draw
from handlers.render.drawn import Drawn
from handlers.texts import load
from sites import discover
from tests import views as samples
from tests.cast import Invented, card, cast, masked, person, state
from tests.views import NOW, ZONE

TEXTS = load([Path(site.texts) for site in discover()])
SHOWN = (Point("CRM", "Bitrix24"), Point("права", None))


def drawn(view: View | views.Screen) -> Drawn:
    return draw(view, TEXTS("uk"), time_zone=ZONE, now=NOW, bot_username="vidhuk_bot")


def said(view: View | views.Screen) -> list[str]:
    return drawn(view).text.split("\n")


def one(points: Sequence[Point] = SHOWN, about: str = "", **changes: Any) -> Invented:
    somebody = person()
    return card(about, somebody, state=state(somebody, points=points, **changes))


def test_the_card_counts_them_and_names_what_is_missing() -> None:
    assert "⭐ 1/2 · бракує: права" in said(one().view)
    assert "⭐ 1/1 · усе є" in said(one(SHOWN[:1]).view)
    assert not [line for line in said(one(()).view) if "⭐" in line]


def test_below_the_threshold_it_says_so_and_makes_no_sound() -> None:
    low = one(below=2).view
    assert "⭐ 1/2 · бракує: права · нижче порогу (від 2)" in said(low)


def test_without_a_text_nothing_is_counted_and_no_command_is_made() -> None:
    (line,) = [it for it in said(one(compared=False).view) if "⭐" in it]
    assert line == "⭐ Вимоги не звірено: немає тексту"
    assert "/" not in line  # Telegram would make a command of "/4"


def test_the_page_shows_each_with_its_line() -> None:
    view = one((Point("<b>CRM</b>", "• Bitrix24 & <i>"), SHOWN[1]), page=CardPage.POINTS).view
    assert said(view)[-3:] == [
        "✅ &lt;b&gt;CRM&lt;/b&gt;",
        "↳ «<i>Bitrix24 &amp; &lt;i&gt;</i>»",
        "✗ права",
    ]
    assert [[it.label for it in row] for row in drawn(view).rows] == [["⬅️ Назад"]]


def test_seven_long_ones_fit_under_a_file() -> None:
    somebody, long = person(), [Point("ж" * 60, "Ї" * 400)] * 7
    shown = state(somebody, points=long, page=CardPage.POINTS)
    assert "\n".join(said(card("", somebody, resume=b"x", state=shown).view)).count("✅") == 7


def test_a_masked_card_shows_no_line_of_the_resume() -> None:
    seen = masked("", one(page=CardPage.POINTS))
    assert said(seen.view)[-2:] == ["✅ CRM", "✗ права"]
    assert "Bitrix24" not in drawn(seen.view).text


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("1995-03-02", "🎂 02.03.1995"),
        ("1995", "🎂 1995"),
        ("1900-01-01", None),
        ("2031-02-01", None),
        ("2031-02-30", None),
        ("вчора", None),
    ],
)
def test_a_birth_date_that_nobody_can_have_is_left_out(given: str, line: str | None) -> None:
    lines = [it for it in said(card("", person(birth_date=given)).view) if it.startswith("🎂")]
    assert lines == ([line] if line else [])


def test_a_long_letter_leaves_room_for_the_rest_and_a_button_leads_to_it() -> None:
    view = card("", person(letter="слово " * 2000)).view
    (line,) = [it for it in said(view) if it.startswith("💬")]
    assert len(line) < 420
    assert line.endswith("…»")
    assert drawn(view).rows[0][0].label == "💬 Увесь лист"


def test_a_name_from_the_right_does_not_turn_what_stands_behind_it() -> None:
    head = said(card("", person(name="משה כהן", city="תל אביב")).view)[0]
    assert head == "🆕 <b>משה כהן</b>\u200e · תל אביב\u200e · 31\u00a0рік"


def test_what_is_still_to_come_is_not_called_missing() -> None:
    for changes in ({"unopened": True}, {"held_until": NOW}):
        lines = said(card("", person(**changes)).view)
        assert not [it for it in lines if "недоступне" in it]


def test_the_form_ticks_points_and_says_what_the_threshold_does() -> None:
    full = replace(samples.vacancy("Бариста"), must_haves=("CRM", "права"), push_from=2)
    form = views.VacancyForm(full, Step.MUST, 7, 8, changing=True, points=["CRM", "права", "B1"])
    rows = [[it.label for it in row] for row in drawn(form).rows]
    assert rows == [
        ["☑️ CRM"],
        ["☑️ права"],
        ["▫️ B1"],
        ["Усі", "☑️ від 2"],
        ["✅ Готово"],
    ]
    assert "від 2 з 2" in drawn(form).text
    bare = replace(form, vacancy=replace(full, must_haves=(), push_from=None), changing=False)
    assert [it.label for it in drawn(bare).rows[3]] == ["☑️ Обрати все"]


def test_everybody_of_the_cast_is_drawn_within_the_limits_of_telegram() -> None:
    assert len({it.about for it in cast()}) >= 38
    for it in cast():
        assert drawn(it.view).text
