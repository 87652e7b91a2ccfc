"""Who is the same person, what confirms, what a text tells; and how long candidates stay."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.application import Application
from bot.domain.erasure import (
    KeyKind,
    belong,
    code,
    comes_back,
    confirmed,
    name_traits,
    names_alike,
    same_person,
    signs,
    traits,
)
from bot.domain.ids import PersonId, VacancyId, WorkspaceId, new_id
from bot.domain.marks import Marks
from bot.domain.masking import HIDDEN
from bot.domain.retention import NOTICE, Retention, is_closed, months_later
from bot.domain.site import Ad, RemoteApplication
from bot.domain.vacancy import Shelf
from tests import views as samples

PHONE = "+380507135591"
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)


def _one(**changes: object) -> Application:
    known = {"person_id": PersonId(new_id()), "phones": (PHONE,), "emails": (), **changes}
    return replace(samples.application("x"), **known)  # type: ignore[arg-type]


def _new(name: str | None, *phones: str) -> RemoteApplication:
    return RemoteApplication("9", "2", NOW, name=name, phones=phones)


@pytest.mark.parametrize("typed", ["", " ", "-", "0", "559", "50713559", "так", "5590", "+38"])
def test_nothing_but_the_number_confirms(typed: str) -> None:
    assert not confirmed(typed, [_one()])


@pytest.mark.parametrize(
    "typed", [PHONE, "050 713-55-91", "5591", "(050) 713 55 91", "80507135591"]
)
def test_the_number_confirms_however_it_is_written(typed: str) -> None:
    assert confirmed(typed, [_one(), _one(phones=())])


def test_who_has_no_phone_is_confirmed_by_the_code() -> None:
    nameless = _one(phones=())
    assert confirmed(f" {code(nameless.id).lower()} ", [nameless])
    assert not confirmed("", [nameless])
    assert not confirmed("", [])
    assert not confirmed(code(nameless.id), [_one()])


def test_a_shared_phone_is_no_shared_name() -> None:
    one = _one(name="Коваль Олена")
    assert same_person(one, _one(name="Олена Коваль", phones=("050 7135591",)))
    assert same_person(one, _one(name=None))
    assert not same_person(one, _one(name="Коваль Петро"))
    assert not same_person(one, _one(name="Коваль Олена", phones=()))
    assert not same_person(_one(phones=()), _one(phones=()))
    assert same_person(one, replace(_one(name="Інша"), person_id=one.person_id))


def test_one_word_of_a_name_is_enough_where_there_is_but_one() -> None:
    assert names_alike("Олена", "Коваль Олена Іванівна")
    assert not names_alike("Олена", "Петро Коваль")


def test_a_text_tells_of_somebody_however_the_number_is_written() -> None:
    marks = Marks.of([_one(name="Коваль Олена Іванівна", emails=("O.Koval@Example.com",))])
    for text in ("Тел. 050 713-55-91", "o.koval@example.com!", "дзвонила ОЛЕНА  КОВАЛЬ"):
        assert marks.in_text(text)
    assert not marks.in_text("Олена з бухгалтерії, 050 111 22 33")
    assert not Marks.of([_one(name=None, phones=())]).in_text("будь-що")


@pytest.mark.parametrize(
    "raw",
    [
        "{'name': 'Олена Коваль', 'id': 312345}",
        '{"phone": "(050) 713 55 91"}',
        '{"r": {"last_name": "\\u041a\\u043e\\u0432\\u0430\\u043b\\u044c", "first_name": "Олена"}}',
    ],
)
def test_a_record_tells_of_somebody_whose_name_is_in_parts(raw: str) -> None:
    assert Marks.of([_one(name="Коваль Олена")]).in_record(raw)


def test_a_record_of_somebody_else_is_not_theirs() -> None:
    """Nobody is lost for a namesake, a short name, or a number that is none."""
    marks = Marks.of(
        [_one(name="Іван", phones=("12345", "000 000 000")), _one(name="Коваль Олена")]
    )
    raw = [{"id": 312345, "name": "Іваненко Іван"}, {"first": "Олена"}, {"last": "Коваль"}]
    assert not marks.in_record(json.dumps(raw))
    assert not marks.in_text("Іван зі складу, договір 12345, 000 000 000")


def test_of_a_note_about_somebody_else_the_rest_stays() -> None:
    marks = Marks.of([_one(name="Коваль Олена", emails=("o@example.com",))])
    note = "Порадила Олена Коваль, +38 (050) 713-55-91, o@example.com; його 067 111 22 33"
    assert marks.hidden(note) == f"Порадила {HIDDEN}, {HIDDEN}, {HIDDEN}; його 067 111 22 33"


def test_the_address_of_all_responses_to_an_ad_is_nobodys_own() -> None:
    own = _one(remote_ad_id="77", url="https://hh.example/resume/0a1b2c")
    every = replace(own, url="https://hh.example/employer/vacancyresponses?vacancyId=77")
    assert KeyKind.RESUME in {one.kind for one in traits("hh", own, contacts=True)}
    assert KeyKind.RESUME not in {one.kind for one in traits("hh", every, contacts=True)}


def test_months_end_where_the_month_does() -> None:
    assert months_later(datetime(2026, 8, 31, tzinfo=UTC), 6) == datetime(2027, 2, 28, tzinfo=UTC)
    assert months_later(NOW, 12) == NOW.replace(year=2027)


def test_nobody_goes_who_was_not_announced_a_week_before() -> None:
    kept = Retention(VacancyId(1), WorkspaceId(1), NOW)
    end = months_later(NOW, 6)
    assert not kept.to_warn(6, end - NOTICE - timedelta(seconds=1))
    assert kept.to_warn(6, end - NOTICE)
    assert not kept.over(6, end + timedelta(days=99))
    late = replace(kept, warned_at=end)  # the bot was off, or the months were made fewer
    assert not late.over(6, end + timedelta(days=6))
    assert late.over(6, end + NOTICE)
    assert late.goes_at(6) == end + NOTICE
    longer = late.prolong(end)
    assert longer.ends(6) == months_later(end, 6)
    assert longer.warned_at is None


def test_a_vacancy_is_closed_when_no_ad_is_up_and_one_was() -> None:
    vacancy = samples.vacancy("x")
    live, ended, draft = (samples.publication("x", ad) for ad in (Ad.LIVE, Ad.ENDED, Ad.DRAFT))
    assert is_closed(vacancy, [ended])
    assert not is_closed(vacancy, [ended, live])
    assert not is_closed(vacancy, [draft])
    assert not is_closed(vacancy, [])
    archived = replace(vacancy, shelf=Shelf.ARCHIVE)
    assert is_closed(archived, [draft])
    assert not is_closed(archived, [live])


@pytest.mark.parametrize(
    ("name", "stopped"),
    [
        ("Олена Коваль", True),
        ("Kanareiko Olena", True),
        ("Лєна", True),
        ("Петро Коваль", False),
        ("Petro", False),
        ("Коваль", True),
        (None, True),
    ],
)
def test_a_family_has_one_phone_but_not_one_given_name(name: str | None, stopped: bool) -> None:
    gone = _one(name="Коваль Олена")
    kept = {*traits("x", gone, contacts=True), *name_traits([gone])}
    new = _new(name, "050 7135591")
    assert comes_back(new, kept.intersection(signs("x", new))) is stopped


def test_a_phone_that_was_erased_without_a_name_stops_whoever_has_it() -> None:
    gone = _one(name=None)
    kept = {*traits("x", gone, contacts=True), *name_traits([gone])}
    new = _new("Петро Коваль", PHONE)
    assert comes_back(new, kept.intersection(signs("x", new)))
    named = {*kept, *name_traits([gone, _one(name="Олена")])} - set(name_traits([gone]))
    assert not comes_back(new, named.intersection(signs("x", new)))


def test_an_address_stops_whoever_has_it_and_nobodys_contacts_stop_nobody() -> None:
    gone = _one(name="Коваль Олена", phones=("—", "000 000 00 00", "123"), emails=("A@b.example",))
    kept = {*traits("x", gone, contacts=True), *name_traits([gone])}
    assert {trait.kind for trait in kept} == {KeyKind.RESPONSE, KeyKind.RESUME, KeyKind.EMAIL}
    new = _new("Петро", "-", "0000000000")
    assert not comes_back(new, kept.intersection(signs("x", new)))
    new = replace(new, emails=("a@b.example",))
    assert comes_back(new, kept.intersection(signs("x", new)))


def test_one_without_a_name_brings_nobody_of_another_name_along() -> None:
    olena, bare, petro = _one(name="Олена Коваль"), _one(name=None), _one(name="Петро Коваль")
    assert belong([olena], [bare, petro], ()) == [bare]
    assert belong([olena, bare], [petro], ()) == []
    assert belong([bare], [olena, petro], ()) == []
    assert belong([bare], [olena], ()) == [olena]


def test_who_was_told_apart_stays_for_all_that_is_alike() -> None:
    father, son = _one(name="Іван Коваль"), _one(name="Іван Коваль")
    assert belong([father], [son], ()) == [son]
    assert belong([father], [son], [son.person_id]) == []
    joined = replace(son, person_id=father.person_id)
    assert belong([father], [joined], ()) == [joined]
