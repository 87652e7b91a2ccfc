"""What HeadHunter's answers show of what is assumed of it; nothing of them is said on."""

import json
from typing import Any

import pytest

from sites.headhunter import SITE
from sites.kit.answer import Answer
from sites.kit.assumption import Verdict, judged

EMPLOYER = {"is_employer": True, "employer": {"id": "1"}, "manager": {"id": 2}}
VARIANT = {"vacancy_properties": {"required": [{"property_type": "HH_FREE"}]}}
_CANARY = "Олена Канаркова +380501234567"


def _response(day: int, source: str = "NEGOTIATION") -> dict[str, Any]:
    return {"id": str(day), "created_at": f"2026-11-{day:02}T12:00:00+0200", "source": source}


def _page(*found: Any, page: int = 0, pages: int = 1) -> dict[str, Any]:
    return {"items": list(found), "page": page, "pages": pages}


def _money(code: str, *, used: bool = True) -> dict[str, Any]:
    return {"currency": [{"code": code, "in_use": used}]}


RESPONSES, ADS, ME = "/negotiations/response", "/employers/1/vacancies/active", "/me"
VARIANTS, LISTS = "/employers/1/services/available_publications", "/dictionaries"
SHOWN = [
    ("H07", RESPONSES, _page(_response(9), _response(8)), ""),
    (
        "H07",
        RESPONSES,
        _page(_response(8), _response(9)),
        "2 responses do not come newest first",
    ),
    ("H12", RESPONSES, _page(_response(9, "CHAT")), ""),
    ("H12", RESPONSES, _page(_response(9, "TELEPATHY")), "a response's source is TELEPATHY"),
    (
        "H12",
        RESPONSES,
        _page(_response(9, _CANARY)),
        "a response's source is no word of the site's",
    ),
    ("H17", VARIANTS, {"publication_variants": [VARIANT]}, ""),
    (
        "H17",
        VARIANTS,
        {"publication_variants": [VARIANT, {"vacancy_properties": None}]},
        "1 variants name no property type",
    ),
    ("H18", ADS, _page(_response(1)), ""),
    ("H18", ADS, _page(page=2, pages=5), "page 3 of 5 is empty"),
    ("H20", ME, EMPLOYER, ""),
    ("H22", ME, EMPLOYER, ""),
    ("H22", ME, {**EMPLOYER, "manager": None}, "manager has no id"),
    ("H22", ME, {**EMPLOYER, "is_employer": None}, "is_employer is null"),
    ("H23", LISTS, _money("KZT"), ""),
    ("H23", LISTS, _money("PLN", used=False), ""),
    ("H23", LISTS, _money("PLN"), "PLN is in use and not known"),
    ("H23", LISTS, _money("KZT", used=False), "KZT is not in use"),
]


def _verdict(id_: str, path: str, body: Any, status: int = 200) -> tuple[Verdict, str]:
    one = next(one for one in SITE.assumptions if one.id == id_)
    return judged(one, [(path, Answer(status, {}, json.dumps(body).encode()))])


@pytest.mark.parametrize(("id_", "path", "body", "differs"), SHOWN)
def test_an_answer_shows_whether_an_assumption_holds(
    id_: str, path: str, body: Any, differs: str
) -> None:
    assert _verdict(id_, path, body) == (
        Verdict.DIFFERS if differs else Verdict.HOLDS,
        differs,
    )


UNSEEN = [
    ("H07", RESPONSES, _page(_response(9)), 200),
    ("H07", "/negotiations/read", _page(_response(8), _response(9)), 200),
    ("H12", RESPONSES, _page(), 200),
    ("H17", VARIANTS, {"publication_variants": []}, 200),
    ("H18", ADS, {"items": []}, 200),
    ("H20", ME, {"errors": [{"type": "oauth", "value": "token_revoked"}]}, 403),
    ("H22", ME, {"is_employer": False}, 200),
    ("H23", LISTS, {"currency": []}, 200),
]


@pytest.mark.parametrize(("id_", "path", "body", "status"), UNSEEN)
def test_what_an_answer_does_not_show_is_not_judged_by_it(
    id_: str, path: str, body: Any, status: int
) -> None:
    assert _verdict(id_, path, body, status) == (Verdict.UNSEEN, "")


def test_a_name_of_ours_that_the_site_refuses_is_told() -> None:
    refused = {"errors": [{"type": "bad_user_agent", "value": "blacklisted"}]}
    assert _verdict("H20", ME, refused, 400) == (Verdict.DIFFERS, "our User-Agent is refused")
