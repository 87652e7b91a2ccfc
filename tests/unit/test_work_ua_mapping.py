"""Work.ua's JSON as our values, on invented samples with the real field names."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import sites.work_ua
from bot.domain.site import Ad, FileRef
from sites.work_ua import mapping

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAMPLES = Path(sites.work_ua.__file__).parent / "samples"


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def test_the_state_of_an_ad_follows_from_its_flags_and_dates() -> None:
    jobs = [mapping.job(item, NOW) for item in sample("jobs_my_full")["items"]]
    known = [one.remote for one in jobs if one is not None]
    assert jobs[5:] == [None, None]
    assert [(one.remote_id, one.ad, one.badge) for one in known] == [
        ("8400001", Ad.LIVE, None),
        ("8400002", Ad.DRAFT, None),
        ("8400003", Ad.ENDED, "badge-expired"),
        ("8400004", Ad.ENDED, "badge-closed"),
        ("8400005", Ad.REFUSED, "badge-blocked"),
    ]
    first, draft = known[0], known[1]
    assert first.title == "Менеджер з продажу"
    assert first.url == "https://www.work.ua/jobs/8400001/"
    assert first.published_at == datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
    assert first.expires_at == datetime(2026, 12, 20, 7, 15, tzinfo=UTC)
    assert draft.published_at is None


@pytest.mark.parametrize(
    ("days", "is_due"),
    [(0, False), (6.9, False), (7, True), (8.9, True), (9, False), (13, False), (14, True)],
)
def test_a_live_ad_is_to_be_confirmed_every_week(days: float, is_due: bool) -> None:
    live, *_, closed, _blocked = sample("jobs_my_full")["items"][:5]
    published = {"date": (NOW - timedelta(days=days)).isoformat()}
    found = mapping.job({**live, **published}, NOW)
    assert found is not None
    assert found.remote.badge == ("badge-confirm" if is_due else None)
    ended = mapping.job({**closed, **published}, NOW)
    assert ended is not None
    assert ended.remote.badge == "badge-closed"


def test_an_ad_without_a_date_is_not_to_be_confirmed() -> None:
    assert not mapping.confirmation_due(None, NOW)


def test_a_whole_response_keeps_every_field() -> None:
    found = mapping.parse_response(sample("responses")["items"][0], NOW)
    assert found is not None
    assert (found.remote_id, found.remote_ad_id) == ("540000123", "8400001")
    assert found.sent_at == datetime(2026, 11, 23, 8, 10, 49, tzinfo=UTC)
    assert found.name == "Приклад Олена Іванівна"
    assert found.phones == ("+380500001234",)
    assert found.emails == ("olena@example.com",)
    assert found.birth_date == "1995-03-10"
    assert found.city == "Київ"
    assert found.letter == "Доброго дня! Зацікавила вакансія…"
    assert (found.resume_text or "").splitlines()[1] == "Менеджер з продажу"
    assert found.channels == ("telegram", "phone")
    assert found.resume == FileRef("file:8400001/540000123")
    assert found.photo == FileRef("photo:https://api.work.ua/sent_photo/0/0/0/0000.jpg")
    assert found.url == "https://www.work.ua/employer/my/applicants/270012345/?jobId=8400001"


def test_a_site_resume_comes_as_plain_text_and_ids_may_be_texts() -> None:
    found = mapping.parse_response(sample("responses")["items"][1], NOW)
    assert found is not None
    assert (found.remote_id, found.remote_ad_id) == ("540000126", "8400001")
    assert found.resume_text == (
        "Андрій Зразок\nПродавець\nГород проживания: Львів\n• 10 років у торгівлі"
    )
    assert found.city == "Львів"
    assert found.phones == ("+380670004567", "+380630001122")
    assert found.emails == ()
    assert found.resume is None


def test_what_is_missing_is_none_and_an_unreadable_date_is_the_moment_of_reading() -> None:
    found = mapping.parse_response(sample("responses")["items"][2], NOW)
    assert found is not None
    assert (found.name, found.birth_date, found.resume_text, found.photo) == (None,) * 4
    assert (found.phones, found.emails) == ((), ())
    assert found.url is None
    assert found.letter == "Можу вийти завтра"
    assert found.channels == ("phone",)
    assert found.sent_at == NOW


def test_a_response_without_its_ids_is_kept_aside_whole() -> None:
    items = sample("responses_broken")["items"]
    assert [mapping.parse_response(item, NOW) for item in items] == [None] * 4
    broken = [mapping.broken(item) for item in items]
    assert [one.remote_id for one in broken] == ["540000200", None, None, None]
    assert "Без вакансії" in broken[0].raw
    known = mapping.parse_response(items[0], NOW, job_id="8400001")
    assert known is not None
    assert known.remote_ad_id == "8400001"


def test_names_fall_back_to_what_the_site_and_we_know() -> None:
    found = mapping.entries(sample("dictionaries")["town"])
    assert found is not None
    assert [(one.id, one.name("uk")) for one in found] == [
        ("39", "Київ"),
        ("101", "Харків"),
        ("102", "Полтава"),
        ("103", "Чернівці"),
    ]
    assert found[0].names == {"uk": "Київ", "ru": "Киев", "en": "Kyiv"}
    assert mapping.entries({"town": []}) is None


def test_the_balance_takes_any_type_and_counts_what_is_odd_as_none() -> None:
    types = {"standart_job": {"uk": "Стандарт"}}
    found = mapping.balance(sample("available_publications"), types)
    assert found is not None
    assert [(one.id, one.left) for one in found] == [
        ("standart_job", 10),
        ("standart_plus_job", 0),
        ("premium_job", 2),
        ("anonim_job", 0),
    ]
    assert found[0].names == {"uk": "Стандарт"}
    assert found[2].names == {"uk": "premium_job"}
    assert mapping.balance({"status": "ok"}, types) is None


def test_refusals_keep_the_sites_words_and_lead_to_the_field() -> None:
    found = mapping.problems(sample("errors_400"))
    assert [(one.code, one.message, one.field) for one in found] == [
        ("choose_region", "не обрано місто", "town"),
        ("no_caps", "заголовок не може складатися лише з великих літер", "title"),
        ("wrong_salary", "wrong_salary", "pay"),
        ("unknown", "щось пішло не так", None),
    ]
    assert mapping.problems(None) == ()
    assert mapping.problems({"errors": "x"}) == ()


@pytest.mark.parametrize(
    ("location", "number"),
    [
        ("/jobs/8400001", "8400001"),
        ("https://api.work.ua/jobs/8400001", "8400001"),
        ("https://www.work.ua/jobs/8400001/?v=2", "8400001"),
        ("/v2/vacancies/8400001/", "8400001"),
        ("/jobs/", None),
        (None, None),
    ],
)
def test_the_new_ads_id_is_read_from_any_location(location: str | None, number: str | None) -> None:
    assert mapping.job_id_from_location(location) == number


def test_a_record_that_was_kept_aside_is_read_as_any_other() -> None:
    item = {"id": 7, "job_id": 9, "fio": "Олена", "date": "unreadable"}
    kept = mapping.reread(mapping.broken(item).raw, NOW)
    assert kept == mapping.parse_response(item, NOW)
    for hopeless in ("GET /jobs/my: no items", "null", '{"id": 7}', "[]"):
        assert mapping.reread(hopeless, NOW) is None
