"""An ad's fingerprint: what it says, part by part, without saying it."""

import re
from dataclasses import replace

import pytest

from bot.domain.fingerprint import fingerprint
from bot.domain.ids import MemberId, WorkspaceId
from bot.domain.pay import Pay
from bot.domain.site import Entry, FieldValues
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from tests.contract.rows import make_vacancy
from tests.fakes.sites import CITIES, INFO

VACANCY = make_vacancy(WorkspaceId(1), MemberId(2))
KYIV, LVIV, _ = CITIES
FIELDS: FieldValues = {"city": (KYIV, LVIV)}


def _changed(vacancy: Vacancy = VACANCY, fields: FieldValues = FIELDS) -> list[str]:
    """The parts that differ from those of the vacancy and the fields as they were."""
    before, now = fingerprint(VACANCY, FIELDS, INFO), fingerprint(vacancy, fields, INFO)
    assert before.keys() == now.keys()
    return [part for part in now if now[part] != before[part]]


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("title", replace(VACANCY, title="Старший менеджер")),
        ("description", replace(VACANCY, description="<p>Продавати багато</p>")),
        ("pay", replace(VACANCY, pay=None)),
        ("pay", replace(VACANCY, pay=Pay(25_000, 40_000, "USD"))),
        ("contact", replace(VACANCY, contact=Contact("Олена"))),
        ("contact", replace(VACANCY, contact=None)),
    ],
)
def test_a_changed_answer_changes_its_own_part(part: str, changed: Vacancy) -> None:
    assert _changed(changed) == [part]


def test_an_answer_that_reaches_the_site_by_a_field_alone_changes_none() -> None:
    moved = replace(VACANCY, city="Львів", remote=True, country="PL")
    assert _changed(moved) == []
    assert _changed(replace(VACANCY, employment=Employment.PROJECT)) == []
    assert _changed(replace(VACANCY, experience=Experience.NONE, step=None, version=9)) == []


def test_a_changed_field_changes_its_own_part() -> None:
    assert _changed(fields={"city": (KYIV,)}) == ["city"]
    assert _changed(fields={**FIELDS, "hot": (Entry("1", {}),)}) == ["hot"]


def test_order_names_an_empty_field_and_the_type_of_publication_make_no_difference() -> None:
    again = (Entry(LVIV.id, {"en": "Lviv"}), KYIV)
    kind = (Entry("standard", {"uk": "Стандарт"}),)
    assert _changed(fields={"city": again, "hot": (), "publication": kind}) == []


def test_nobody_can_read_it() -> None:
    marks = fingerprint(VACANCY, FIELDS, INFO).values()
    assert [one for one in marks if not re.fullmatch(r"[0-9a-f]{16}", one)] == []
