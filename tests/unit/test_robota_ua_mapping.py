"""Robota.ua's JSON as our values, on invented samples with the real field names."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import sites.robota_ua
from bot.domain.errors import SiteUnavailable
from bot.domain.site import Ad, FileRef
from sites.kit.answer import Answer
from sites.robota_ua import access, files, mapping, people
from sites.robota_ua.refusals import with_refusals

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAMPLES = Path(sites.robota_ua.__file__).parent / "samples"


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def person(at: int) -> Any:
    return people.application(sample("applies")["applies"][at], NOW, {"1": "Київ"})


# -- ads --------------------------------------------------------------------------------------


def test_the_state_of_an_ad_follows_from_its_name_its_ban_and_its_dates() -> None:
    found = [mapping.posted(item, NOW) for item in sample("vacancies")["vacancies"]]
    assert found[7:] == [None, None]
    known = [one.remote for one in found if one is not None]
    assert [(one.remote_id, one.ad, one.badge) for one in known] == [
        ("10000001", Ad.LIVE, None),
        ("10000002", Ad.DRAFT, None),
        ("10000003", Ad.ENDED, "badge-expired"),
        ("10000004", Ad.ENDED, "badge-closed"),
        ("10000005", Ad.REFUSED, "badge-blocked"),
        ("10000006", Ad.LIVE, "badge-moderation"),
        ("10000007", Ad.LIVE, "badge-unknown"),
    ]
    assert [one.refusal for one in known if one.refusal] == ["Порушення"]
    first, draft = known[0], known[1]
    assert mapping.ad_state({"state": "Suspended"}, NOW) == (Ad.LIVE, "badge-paused")
    assert first.title == "Менеджер з продажу"
    assert first.url == "https://robota.ua/company1234567/vacancy10000001"
    assert first.published_at == datetime(2026, 11, 1, 8, 0, 0, 541000, tzinfo=UTC)
    assert first.expires_at is not None
    assert (draft.published_at, draft.url) == (
        None,
        "https://robota.ua/my/vacancies/10000002/candidates",
    )


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("<p>Вкажіть <b>адресу</b></p>", "Вкажіть адресу"),
        ("[CUSTOM ERROR] Дубль\n вакансії", "Дубль вакансії"),
        ("ю" * 900, "ю" * 200),
        ("", None),
        (None, None),
        (7, "7"),
    ],
)
def test_the_words_of_a_ban_are_one_line_of_plain_text(comment: Any, expected: str | None) -> None:
    item = {"vacancyId": 5, "state": "Blocked", "banComment": comment}
    found = mapping.posted(item, NOW)
    assert found is not None
    assert (found.remote.ad, found.remote.refusal) == (Ad.REFUSED, expected)


async def test_a_list_without_the_words_has_them_from_the_ad_itself() -> None:
    listed = [_posted(at, "Blocked") for at in range(1, 8)]
    listed += [_posted(8, "Publicated"), _posted(9, "Blocked", "Дубль")]
    asked: list[str] = []

    async def whole(remote_id: str) -> mapping.Posted | None:
        asked.append(remote_id)
        return None if remote_id == "2" else _posted(int(remote_id), "Blocked", "Без адреси")

    found = [one.remote.refusal for one in await with_refusals(listed, whole)]
    told = "Без адреси"
    assert found == [told, None, told, told, told, None, None, None, "Дубль"]
    assert asked == ["1", "2", "3", "4", "5"]


async def test_an_ad_that_does_not_come_holds_up_no_list() -> None:
    async def away(remote_id: str) -> mapping.Posted | None:
        raise SiteUnavailable("robota_ua")

    listed = [_posted(1, "Blocked")]
    assert await with_refusals(listed, away) == listed


def _posted(number: int, state: str, comment: str = "") -> mapping.Posted:
    found = mapping.posted({"vacancyId": number, "state": state, "banComment": comment}, NOW)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-20T14:05:31.12", datetime(2026, 11, 20, 12, 5, 31, 120000, tzinfo=UTC)),
        ("2026-07-20T14:00:00", datetime(2026, 7, 20, 11, tzinfo=UTC)),
        ("2026-07-20T14:00:00Z", datetime(2026, 7, 20, 14, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("1900-01-01T00:00:00", None),
        ("завтра", None),
        (5, None),
    ],
)
def test_a_date_without_a_zone_is_kyivs_and_the_empty_ones_are_none(
    value: Any, expected: datetime | None
) -> None:
    assert mapping.moment(value) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (5, 5),
        ("7", 7),
        (-1, 0),
        ({"rest": 3}, 3),
        ({"name": "x", "ticketCount": "4"}, 4),
        ([{"count": 1}, {"count": 2}], 3),
        ([], 0),
        ([{"x": 1}], None),
        ({"x": 1}, None),
        (None, None),
        (True, None),
    ],
)
def test_a_balance_is_the_first_number_that_can_be_one(data: Any, expected: int | None) -> None:
    assert mapping.tickets(data) == expected


@pytest.mark.parametrize(
    ("data", "message", "field"),
    [
        ({"error": "[CUSTOM ERROR] Опис вакансії занадто короткий"}, "Опис", "description"),
        ({"message": "Немає доступних публікацій", "error": "інше"}, "Немає", "publication"),
        ({"errors": [{"message": "Не вказано <b>місто</b>"}]}, "Не вказано місто", "city"),
        ({"key": "some.key"}, "some.key", None),
        ("Заповніть профіль компанії", "Заповніть", None),
    ],
)
def test_a_refusal_is_said_in_the_sites_words(data: Any, message: str, field: str | None) -> None:
    (problem,) = mapping.problems(data)
    assert problem.message.startswith(message)
    assert (problem.code, problem.field) == ("refused", field)


def test_a_refusal_without_words_has_the_beginning_of_what_came() -> None:
    assert mapping.problems(None, b"x" * 500)[0].message == "x" * 200
    assert mapping.problems(None) == ()
    assert mapping.problems({"success": False}) == ()


def test_cities_of_both_lists_have_a_ukrainian_name() -> None:
    first = [{"id": 1, "name": "Киев", "nameUkr": "Київ", "nameEng": "Kyiv"}, {"id": 0}]
    second = [{"id": "1", "ua": "Київ", "ru": "Киев", "en": "Kyiv"}, {"id": 2, "ru": "Львов"}]
    (kyiv,) = mapping.entries(first) or ()
    assert (mapping.entries(second) or ())[0] == kyiv
    assert [one.names["uk"] for one in mapping.entries(second) or ()] == ["Київ", "Львов"]
    assert mapping.entries({"error": 1}) is None


# -- people -----------------------------------------------------------------------------------


def test_a_whole_response_keeps_every_field() -> None:
    found = person(0)
    assert (found.remote_id, found.remote_ad_id) == ("Notepad:90000001", "10000001")
    assert found.sent_at == datetime(2026, 11, 20, 12, 5, 31, 120000, tzinfo=UTC)
    assert (found.name, found.city, found.position) == (
        "Приклад Іван",
        "Київ",
        "Менеджер з продажу",
    )
    assert found.phones == ("+380670000000", "+380671112233")
    assert (found.emails, found.channels) == (("ivan@example.com",), ("Telegram @ivan",))
    assert (found.birth_date, found.letter, found.pay) == (
        "1995-04-12",
        "Добрий день!",
        "30 000 грн",
    )
    assert found.resume_text == (
        "Менеджер — ТОВ Приклад\n02.2019 – зараз\nПродажі\n\n"
        "КНУ, Економіка, Київ, 2017\n\n• CRM\n• Excel\n\nРезюме у файлі"
    )
    assert found.resume == FileRef("apply:Notepad:90000001:")
    assert found.photo == FileRef("photo:https://img.robota.ua/cvphotos/x.jpg")
    assert found.url == "https://robota.ua/my/vacancies/10000001/applies?id=90000001-prof"


def test_a_bare_file_names_its_sender_and_ids_may_be_texts() -> None:
    found = person(1)
    assert (found.remote_id, found.name) == ("AttachedFile:90000002", "Приклад Марія")
    assert (found.birth_date, found.photo, found.phones) == (None, None, ())
    path = "https://apply-api.robota.ua/90000002-attach/file"
    assert found.resume == FileRef(f"apply:AttachedFile:90000002:{path}", "Приклад Марія CV.pdf")


def test_a_bare_number_is_a_phone_and_never_an_address() -> None:
    found = person(2)
    assert (found.phones, found.emails, found.resume) == (("+380501234567",), (), None)
    assert (found.letter, found.pay, found.birth_date) == ("Зателефонуйте", "900 $", "навесні")


def test_what_is_no_response_is_none_and_odd_values_are_nothing() -> None:
    applies = sample("applies")["applies"]
    assert [people.row(item).key for item in applies[3:6]] == [None, "Notepad:90000004", None]
    assert [people.is_foreign(item) for item in applies[3:5]] == [True, False]
    assert person(3) is person(4) is person(5) is None
    odd = person(6)
    assert (odd.sent_at, odd.phones, odd.resume_text) == (NOW, (), None)


def test_a_record_that_was_kept_aside_is_read_again() -> None:
    item = sample("applies")["applies"][0]
    record = people.broken(item)
    assert (record.where, record.remote_id) == ("apply/list", "Notepad:90000001")
    again = people.reread(record.raw, NOW)
    assert again is not None
    assert again.remote_id == "Notepad:90000001"
    assert people.reread("no json", NOW) is None


# -- tokens and files -------------------------------------------------------------------------


def answer(body: bytes, **headers: str) -> Answer:
    return Answer(200, headers, body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'"a.b.c"', "a.b.c"),
        (b" a.b.c\n", "a.b.c"),
        (b'{"token": "a.b.c"}', "a.b.c"),
        (b'{"accessToken": "a.b.c"}', "a.b.c"),
        (b'"a.b"', None),
        (b"", None),
        (b"<html>a.b.c</html>", None),
        (b"{}", None),
    ],
)
def test_a_token_has_three_parts_however_it_comes(body: bytes, expected: str | None) -> None:
    assert access.token_of(answer(body)) == expected


@pytest.mark.parametrize("token", ["a.!!!.c", "a.e30.c", "a.W10.c", "a.eyJleHAiOiJ4In0.c"])
def test_a_token_without_an_end_has_none(token: str) -> None:
    assert access.ends(token) is None


def test_a_file_is_unpacked_only_where_it_is_one() -> None:
    assert files.packed(b'{"data": "JVBERg=="}') == b"%PDF"
    assert files.packed(b'"data:application/pdf;base64,JVBERg=="') == b"%PDF"
    for raw in (b"{}", b"[", b'{"data": "?"}', b'{"data": 1}'):
        assert files.packed(raw) is None
    json_error = Answer(200, {"Content-Type": "application/json"}, b'{"key": "none"}')
    assert files.resume(json_error, None, "1") is None


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; file="CV.pdf"', "CV.pdf"),
        ("attachment; filename=CV.pdf; size=1", "CV.pdf"),
        ('attachment; filename="' + "Резюме.pdf".encode().decode("latin-1") + '"', "Резюме.pdf"),
        ("attachment; filename*=UTF-8''%D0%A0.pdf", None),
        ("inline", None),
    ],
)
def test_the_name_in_a_disposition(header: str, name: str | None) -> None:
    assert files.disposition_name(header) == name


def test_files_lie_on_the_sites_own_hosts_and_on_configured_ones() -> None:
    own = ("http://127.0.0.1:8084", "https://proxy.example/robota")
    for address in ("https://cdn.robota.ua/x", "https://rabota.ua/x", "http://127.0.0.1:8084/x"):
        assert access.is_own(address, *own)
    for address in ("http://robota.ua/x", "http://127.0.0.1:8085/x", "https://robota.ua.x/", "x"):
        assert not access.is_own(address, *own)
