"""HeadHunter's JSON as our values: lists, balances, ads, refusals, resumes."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.errors import ProofNeeded
from bot.domain.site import Ad, FileRef, RemoteApplication
from sites.headhunter import mapping, people
from sites.headhunter.access import costs, expired, refusal
from sites.kit.answer import Answer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def refused(*errors: dict[str, Any], status: int = 403) -> Answer:
    body = {"request_id": "q1", "errors": list(errors)}
    return Answer(status, {"X-Request-Id": "q1"}, json.dumps(body).encode())


# -- lists ------------------------------------------------------------------------------------


def test_towns_of_the_same_name_are_told_by_what_they_lie_in() -> None:
    def place(id_: str, name: str, *areas: Any) -> dict[str, Any]:
        return {"id": id_, "name": name, "areas": list(areas)}

    tree = [
        place("113", "Россия", place("1", "Москва"), place("9", "Область", place("8", "Мир"))),
        place("5", "Украина", place("115", "Киев"), place("7", "Мир"), {"id": None}, "x"),
    ]
    found = {one.id: one.names for one in mapping.areas(tree, None)}
    assert found["8"]["ru"] == "Мир (Область)"
    assert found["7"]["ru"] == "Мир (Украина)"
    assert found["115"] == {"uk": "Київ", "ru": "Киев"}
    assert set(found) == {"1", "7", "8", "115"}


def test_a_variant_of_several_properties_is_one_credit() -> None:
    def variant(left: Any, *kinds: str) -> dict[str, Any]:
        required = [{"property_type": one, "parameters": None} for one in kinds]
        return {
            "appearance": {"title": "Стандарт"},
            "available_publications_count": left,
            "suitable_packages": None,
            "vacancy_properties": {"required": required},
        }

    data = {
        "publication_variants": [
            variant(9, "HH_STANDARD"),
            variant("2", "HH_STANDARD", "HH_ZP"),
            variant(5, "HH_STANDARD", "HH_ANONYMOUS"),
            variant(5),
            None,
        ]
    }
    found = mapping.balance(data)
    assert found is not None
    assert [(one.id, one.left) for one in found] == [("HH_STANDARD", 9), ("HH_STANDARD+HH_ZP", 2)]
    assert mapping.balance([]) is None


def test_an_ad_is_read_from_what_there_is() -> None:
    ad = mapping.vacancy({"id": 77, "name": " Кухар ", "archived": False}, "hh.kz")
    assert ad is not None
    assert (ad.remote_id, ad.title, ad.ad, ad.url) == (
        "77",
        "Кухар",
        Ad.LIVE,
        "https://hh.kz/vacancy/77",
    )
    assert mapping.vacancy({"name": "x"}, "hh.kz") is None
    assert mapping.draft({"name": "x"}, "hh.kz") is None


def test_statistics_of_days_without_anything_are_not_known() -> None:
    empty = {"date": "2026-11-23", "responses": None, "views": None}
    found = mapping.statistics({"items": [empty, empty]})
    assert (found.views, found.responses, found.days) == (None, None, 2)


# -- refusals ---------------------------------------------------------------------------------


def test_reasons_that_have_a_text_carry_no_words_and_others_say_themselves() -> None:
    answer = refused(
        {"type": "bad_json_data", "value": "area", "reason": "required", "pointer": "/area"},
        {"type": "vacancies", "value": "quota_exceeded"},
        {"type": "bad_json_data", "value": "languages", "reason": "never_heard_of"},
        {"type": "vacancies", "value": "brand_new"},
        status=400,
    )
    assert [(one.code, one.message, one.field) for one in mapping.problems(answer)] == [
        ("required", "", "area"),
        ("quota_exceeded", "", None),
        ("never_heard_of", "languages: never_heard_of", None),
        ("brand_new", "brand_new", None),
    ]


@pytest.mark.parametrize(
    ("error", "name"),
    [
        ({"type": "oauth", "value": "token_revoked"}, "AuthExpired"),
        ({"type": "oauth", "value": "bad_authorization"}, "AuthExpired"),
        ({"type": "forbidden", "value": "no_scope"}, "AuthExpired"),
        ({"type": "oauth", "value": "application_not_found"}, "ContractBroken"),
        ({"type": "manager_accounts", "value": "used_manager_account_forbidden"}, "UserBlocked"),
        ({"type": "x", "value": "employer_on_additional_check_restricted"}, "UserBlocked"),
        ({"type": "api_access_payment", "value": "action_must_be_payed"}, "AccessNotBought"),
        ({"type": "employer_resume_view", "value": "captcha_required"}, "ProofNeeded"),
        ({"type": "forbidden"}, "ContractBroken"),
    ],
)
def test_a_403_means_what_its_errors_say(error: dict[str, Any], name: str) -> None:
    found = refusal(refused(error), "GET /x", back="https://hh.kz/employer", leads=lambda _: True)
    assert type(found).__name__ == name


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://hh.ru/account/captcha?state=1", "https://hh.ru/account/captcha?state=1&backurl="),
        ("https://evil.example/?state=1", "https://hh.ru/employer"),
        (None, "https://hh.ru/employer"),
    ],
)
def test_a_person_is_sent_to_no_page_but_the_sites(address: str | None, page: str) -> None:
    error = {"type": "captcha_required", "value": "captcha_required", "captcha_url": address}
    found = refusal(
        refused(error),
        "GET /x",
        back="https://hh.ru/employer",
        leads=lambda url: url.startswith("https://hh.ru/"),
    )
    assert isinstance(found, ProofNeeded)
    assert found.url.startswith(page)


def test_a_broken_contract_names_the_request_for_the_sites_support() -> None:
    assert "q1" in str(refusal(refused({"type": "forbidden"}), "GET /x", back="", leads=bool))


def test_only_a_token_that_has_run_out_is_worth_renewing() -> None:
    assert expired(refused({"type": "oauth", "value": "token_expired"}))
    assert expired(refused({"type": "oauth", "value": "token_expired"}, status=401))
    assert not expired(refused({"type": "oauth", "value": "token_revoked"}))
    assert not expired(Answer(403, {}, b"<html>"))


@pytest.mark.parametrize("query", ["with_contact=1", "type=pdf&with_contact=", "with%5Fcontact=1"])
def test_an_address_that_costs_is_known(query: str) -> None:
    assert costs(f"https://api.hh.ru/resumes/1?{query}")
    assert not costs("https://api.hh.ru/resumes/1?topic_id=1")


# -- resumes ----------------------------------------------------------------------------------

BARE = RemoteApplication("1", "2", NOW)


def test_contacts_of_the_older_form_are_read_too() -> None:
    resume = {
        "contact": [
            {
                "type": {"id": "cell", "name": "Мобильный"},
                "value": {
                    "country": "7",
                    "city": "701",
                    "number": "x",
                    "formatted": "+77010001234",
                },
                "preferred": True,
            },
            {"type": {"id": "email"}, "value": "canary.olena@example.com"},
            {"type": {"id": "home"}, "value": None},
            None,
        ],
        "site": [{"type": {"name": "Skype"}, "url": "nick"}, {"url": None}],
    }
    found = people.told(BARE, resume, "hh.kz")
    assert found.phones == ("+77010001234",)
    assert found.emails == ("canary.olena@example.com",)
    assert found.channels == ("phone", "Skype: nick")


def test_numbers_without_a_code_are_the_countrys() -> None:
    contact = [{"kind": "phone", "type": {"id": "cell"}, "contact_value": "90 123 45 67"}]
    assert people.told(BARE, {"contact": contact}, "hh.uz").phones == ("+998901234567",)


def test_the_free_file_is_taken_and_never_the_one_that_costs() -> None:
    resume = {
        "download": {"pdf": {"url": "https://api.hh.ru/old.pdf"}},
        "actions": {
            "download": {"pdf": None, "rtf": {"url": "https://api.hh.ru/new.rtf"}},
            "download_with_contact": {"pdf": {"url": "https://api.hh.ru/paid.pdf"}},
        },
    }
    assert people.told(BARE, resume, "hh.ru").resume == FileRef("file:https://api.hh.ru/new.rtf")
    assert people.told(BARE, {}, "hh.ru").resume is None


def test_the_resume_reads_as_lines() -> None:
    resume = {
        "skills": "Про себе",
        "experience": [
            {
                "company": "ТОВ",
                "position": "Кухар",
                "start": "2019-03-01",
                "end": "2020-01-01",
                "description": "<p>Варив<br>смажив</p>",
            },
            {"company": None, "position": "Бариста", "start": "2020-02-01", "end": None},
        ],
        "education": {"level": {"name": "Среднее"}, "primary": [{"name": "КНТЕУ", "year": 2018}]},
        "language": [{"name": "Английский", "level": {"name": "B2"}}],
    }
    assert people.resume_text(resume).splitlines() == [
        "Про себе",
        "",
        "Опыт работы",
        "03.2019 – 01.2020: Кухар, ТОВ",
        "Варив",
        "смажив",
        "02.2020 – по настоящее время: Бариста",
        "",
        "Образование",
        "Среднее",
        "КНТЕУ, 2018",
        "",
        "Языки",
        "Английский – B2",
    ]


@pytest.mark.parametrize("item", [None, [], "x", {}, {"id": ""}, {"id": 1, "resume": []}])
def test_whatever_a_record_holds_it_stops_nothing(item: Any) -> None:
    found = people.parsed(item, "2", NOW, "hh.ru")
    if found is not None:
        assert (found.remote_id, found.sent_at) == ("1", NOW)


def test_only_the_applicants_own_words_are_the_letter() -> None:
    def said(role: str | None, text: Any) -> dict[str, Any]:
        return {"sender_display_info": {"role": role}, "payload": {"text": text}}

    chat = {"messages": [said("BOT", "a"), said("EMPLOYER", "b"), said("APPLICANT", None)]}
    assert people.letter_in_chat(chat) is None
    chat["messages"].append(said("APPLICANT", "Добрий день!"))
    assert people.letter_in_chat(chat) == "Добрий день!"
    assert people.letter_in_chat(None) is None
    old = {"items": [{"author": {"participant_type": "employer"}, "text": "x"}]}
    assert people.letter_in_messages(old) is None


def test_a_rejected_response_stands_so() -> None:
    assert people.standing({"employer_state": {"id": "discard_by_employer"}}) == "standing-rejected"
    assert people.standing({"state": {"id": "discard"}}) == "standing-rejected"
    assert people.standing({"state": {"id": "response"}}) is None


def test_a_kept_record_that_was_never_one_stays_kept() -> None:
    for raw in ("", "[]", "{}", '{"vacancy_id": "1"}'):
        assert people.reread(raw, NOW) is None
