"""What the screens of personal data say, and what they offer to whom."""

from dataclasses import replace

from bot.domain import views
from bot.domain.ids import ApplicationId, VacancyId
from tests.unit.test_render import labels, said, verbs
from tests.views import INFO, NOW

LOOKED = [views.Looked("Роман", 5, NOW)]
PAGE = views.Privacy(12, 8, 6, True, [INFO.key], LOOKED, True)
RECORD = views.ForgetRecord(ApplicationId(7), "Олена", INFO.key, "Бариста", NOW)


def test_privacy_says_how_long_and_who_looked_to_those_who_run_the_team() -> None:
    assert "6 місяців після закриття" in said(PAGE)
    assert "Роман — 5" in said(PAGE)
    assert {"keep_quarter", "stop_off", "erase", "export"} <= set(verbs(PAGE))
    member = replace(PAGE, may_manage=False)
    assert "Роман" not in said(member)
    assert verbs(member) == ["settings", "menu"]
    assert "stop_on" in verbs(replace(PAGE, stop=False))


def test_somebody_is_erased_by_no_button() -> None:
    person = views.ForgetPerson(RECORD.application_id, "Олена", [RECORD], 14, [], None)
    assert verbs(person) == ["person_csv", "person_json", "menu"]
    assert "Записи (14)" in said(person)
    assert "телефон кандидата" in said(person)
    assert "код A1B2C3" in said(replace(person, code="A1B2C3"))


def test_namesakes_are_told_apart() -> None:
    assert labels(views.Forget([RECORD, RECORD], searched=True))[:2] == ["1. Олена", "2. Олена"]


def test_a_warning_offers_consent_or_the_end_and_asks_once_more() -> None:
    asked = views.RetentionWarning(VacancyId(5), "Бариста", 40, NOW, asked=True)
    assert verbs(asked) == ["erase_now_yes", "menu"]
    assert verbs(replace(asked, asked=False)) == ["keep_longer", "erase_now"]
