"""Words that must not be misread: dates, ages, logins, what the buttons of a screen mean."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain import views
from bot.domain.ids import NoticeId
from bot.domain.publication import Status
from bot.domain.vacancy import Step
from handlers.texts import load
from tests import views as samples
from tests.unit.test_render import drawn, labels, said
from tests.views import INFO, NOW

TEXTS = load([])


@pytest.mark.parametrize(
    ("language", "day"), [("uk", "02.11.1988"), ("ru", "02.11.1988"), ("en", "2 Nov 1988")]
)
def test_a_day_is_not_taken_for_a_month(language: str, day: str) -> None:
    assert TEXTS(language).day(date(1988, 11, 2)) == day


def test_an_age_in_english_is_old() -> None:
    assert TEXTS("en").label("card-age", age=38) == "38\u00a0years old"


def test_a_login_is_no_mention_of_somebody_at_telegram() -> None:
    account = replace(samples.account("Ромашка"), login="demo@romashka.example")
    page = views.AccountPage(account, 0, 0, may_manage=True)
    shown = views.Accounts([account], may_manage=True)
    for view in (page, shown):
        assert "<code>de•••@romashka.example</code>" in drawn(view).text


def test_the_marks_on_the_buttons_are_said_to_be_that() -> None:
    counts = {Status.INACTIVE: 1, Status.PUBLISHED: 2}
    listed = views.Vacancies([(samples.vacancy("Sales"), counts)], 0, 1, may_publish=True)
    assert "На кнопках: 🟢 Опубліковано · ⏸ Неактивна" in said(listed)


@pytest.mark.parametrize("has_resume", [True, False])
def test_a_masked_card_names_the_buttons_that_it_has(has_resume: bool) -> None:
    card = views.MaskedCard(
        NoticeId(1), "", "", "", "", (), INFO.key, "", None, NOW, has_resume=has_resume
    )
    words = "Контакт і резюме — кнопками" if has_resume else "Контакт — кнопкою"
    assert words in said(card)
    assert len(labels(card)) == 1 + has_resume


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(seconds=59), ""),
        (timedelta(minutes=1), " (чекає 1 хв)"),
        (timedelta(minutes=179), " (чекає 2 год)"),
        (timedelta(hours=47), " (чекає 47 год)"),
        (timedelta(days=3), " (чекає 3 дн.)"),
    ],
)
def test_a_card_says_in_words_how_long_it_has_waited(waited: timedelta, words: str) -> None:
    sent = NOW - waited
    card = views.MaskedCard(
        NoticeId(1), "", "", "", "", (), INFO.key, "Ромашка", None, sent, has_resume=True
    )
    (line,) = [one for one in said(card).splitlines() if "🌐" in one]
    assert re.fullmatch(
        r"🌐 Work\.ua · Ромашка · [^·]+", line.replace("\u00a0", " ").removesuffix(words)
    )
    assert line.replace("\u00a0", " ").endswith(words)
    assert "⏱" not in line


def test_three_buttons_of_the_form_do_not_share_a_row() -> None:
    empty = replace(samples.vacancy("Бухгалтер"), pay=None)
    form = views.VacancyForm(empty, Step.PAY, 6, 7, changing=False)
    rows = [[button.label for button in row] for row in drawn(form).rows]
    assert rows == [["⬅️ Назад", "⏭ Пропустити"], ["💾 Пізніше"]]
