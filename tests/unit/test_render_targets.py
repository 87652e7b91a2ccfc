"""What is drawn of several targets: the choice, all costs before the one confirm, the progress."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.ids import PublicationId, new_id
from bot.domain.site import Ad, Problem
from bot.domain.site_action import ActionState, Kind
from handlers.render.rounds import differing
from tests import views as samples
from tests.unit.test_render import labels, said, verbs
from tests.views import INFO


def _round(*, mine: bool = True) -> views.Preview:
    one, cost = samples.publication("Sales", Ad.NONE), samples.credit("Стандарт", 3)
    other = PublicationId(new_id())
    found = [
        views.RoundTarget(one.id, INFO.key, "Ромашка", cost, payable=True, lacking=False),
        views.RoundTarget(other, INFO.key, "Кава", None, payable=False, lacking=False),
    ]
    shown = views.Preview(
        one, samples.vacancy("Sales"), "Ромашка", [], [], [cost], cost, False, True
    )
    return replace(shown, round=found if mine else found[:1])


def test_a_preview_among_several_says_what_each_costs_before_the_one_confirm() -> None:
    view = _round()
    words = said(view)
    assert "\n📣 Оголошення 1 з 2" in words
    assert "Work.ua · Ромашка: спишеться 1 «Стандарт»" in words
    assert "Work.ua · Кава: ⚠️ немає публікацій, пропущу" in words
    assert labels(view)[:3] == ["Work.ua ▶️", "📣 Опублікувати (1)", "💾 Як чернетки"]
    assert verbs(view)[:3] == ["preview", "send_all", "save_all"]
    assert "target_drop" in verbs(view)


def test_one_that_is_mended_has_nobody_beside_it() -> None:
    view = _round(mine=False)
    assert "Оголошення 1 з 1" not in said(view)
    assert verbs(view)[:2] == ["send_all", "save_all"]
    assert labels(view)[:2] == ["📣 Опублікувати", "💾 Як чернетку"]
    assert "target_drop" not in verbs(view)


def _progress(*states: ActionState, error: str | None = None) -> views.Progress:
    found = []
    for state in states:
        action = samples.action(Kind.PUBLISH, state, "ні")
        if error is not None:
            action = replace(action, error=error)
        one = samples.publication("Sales", Ad.LIVE, action)
        line = views.PublicationLine(one, one.status(), "Ромашка", 0)
        found.append(views.TargetLine(line, (Problem("town", "такого немає", "town"),)))
    return views.Progress(samples.vacancy("Sales"), found)


def test_a_progress_has_a_line_for_each_site_and_mends_what_failed_right_there() -> None:
    view = _progress(ActionState.DONE, ActionState.SENDING, ActionState.FAILED)
    words = said(view)
    assert "У роботі: 1 з 3" in words
    assert "✅ Опубліковано · Work.ua · Ромашка" in words
    assert "⏳ Work.ua · Ромашка — надсилаю" in words
    assert "🔴 Work.ua · Ромашка" in words
    assert labels(view)[:2] == ["✏️ Work.ua: Місто", "🔁 Work.ua: повторити"]
    assert verbs(view)[:2] == ["fix_target", "retry"]


def test_an_end_says_how_many_went_well() -> None:
    assert "Готово: 1 з 2" in said(_progress(ActionState.DONE, ActionState.FAILED))
    assert "📍" not in said(_progress(ActionState.DONE, ActionState.SENDING))
    over = said(_progress(ActionState.DONE, ActionState.DONE))
    assert "Готово: 2 з 2" in over
    assert "📍 Sales" in over  # the ad that went there can still be read
    unpaid = _progress(ActionState.FAILED, error="error-no-credits")
    assert labels(unpaid)[0] == "🎟 Work.ua: інший тип"
    similar = _progress(ActionState.FAILED, error="error-duplicate")
    assert "anyway" in verbs(similar)


def test_a_change_is_shown_with_both_sides() -> None:
    was, now = samples.vacancy("Sales"), samples.vacancy("Head of <Sales>")
    now = replace(now, id=was.id, pay=None, description="<p>вести угоди і команду</p>")
    was = replace(was, description="<p>вести клієнтів і команду</p>")
    change = views.Change(("title", "description", "pay"), was, now, {}, {})
    one = samples.publication("Sales", Ad.LIVE)
    view = views.Preview(
        one, now, "Ромашка", [], [], [], None, True, True, unsaved=change.parts, change=change
    )
    words = said(view)
    assert "Назва: Sales → Head of <Sales>" in words
    assert "Опис: вести клієнтів і… → вести угоди і…" in words
    assert "Оплата: 25 000 – 40 000 ₴ на місяць → —" in words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("a b c", "a x c", ("a b c", "a x c")),
        ("один два три чотири п'ять", "один два зміна чотири п'ять", None),
        ("", "усе нове", ("", "усе нове")),
        ("те саме і ще", "те саме", ("…саме і ще", "…саме")),
        ("а а а", "а а", ("…а а", "…а")),
    ],
)
def test_the_place_where_two_texts_differ_is_found(
    was: str, now: str, shown: tuple[str, str] | None
) -> None:
    assert differing(was, now) == (shown or ("…два три чотири…", "…два зміна чотири…"))


def test_other_ads_that_get_the_edit_have_a_tick_and_are_counted() -> None:
    one = samples.publication("Sales", Ad.LIVE)
    also = [
        views.AlsoSent(PublicationId(new_id()), INFO.key, "Кава", chosen=chosen)
        for chosen in (True, False)
    ]
    view = views.Preview(
        one, samples.vacancy("Sales"), "Ромашка", [], [], [], None, True, True, also=also
    )
    assert labels(view)[:3] == [
        "☑️ Work.ua · Кава",
        "▫️ Work.ua · Кава",
        "✅ Зберегти на сайтах: 2",
    ]
    assert verbs(view)[:3] == ["also", "also", "save_live"]
