"""The Work.ua emulator refuses and answers as work-ua.md section 16 lists it, point by point."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, NamedTuple

import aiohttp
import pytest

from tests.emulated import Emulated, running


class Auth(NamedTuple):
    """Basic credentials."""

    login: str
    password: str


ADMIN = Auth("boss@romashka.example", "пароль")
PLAIN = Auth("manager@romashka.example", "manager")
OTHER = Auth("boss@kava.example", "kava")
FORM: dict[str, str] = {
    "name": "Менеджер з продажу",
    "description": "<p>Шукаємо людину.</p>",
    "region[id]": "39",
    "category[0][id]": "22",
    "jobtype[0][id]": "74",
    "experience[id]": "164",
    "salary[value]": "25000",
    "salary[value_max]": "40000",
    "text_response": "1",
    "veteran": "1",
}


@pytest.fixture
async def site() -> AsyncIterator[Emulated]:
    async with running("sites.work_ua.emulator:app", pace=1000) as one:
        for auth, company, admin in (
            (ADMIN, "Ромашка", True),
            (PLAIN, "Ромашка", False),
            (OTHER, "Кава", True),
        ):
            await one.control(
                "POST",
                "/users",
                {
                    "login": auth.login,
                    "password": auth.password,
                    "company": company,
                    "admin": admin,
                    "balance": {"standart_job": 2, "premium_job": 0},
                },
            )
        yield one


class Reply:
    """What came back: status, headers, JSON or None."""

    def __init__(self, status: int, headers: Any, body: bytes, json: Any) -> None:
        self.status, self.headers, self.body, self.json = status, headers, body, json


async def call(
    site: Emulated, method: str, path: str, auth: Auth | None = ADMIN, **more: Any
) -> Reply:
    headers = more.pop("headers", {})
    if auth is not None:
        headers |= {"Authorization": aiohttp.encode_basic_auth(*auth)}
    url = f"{site.base}{path}"
    async with site.http.request(method, url, headers=headers, **more) as answer:
        body = await answer.read()
        is_json = answer.content_type == "application/json"
        return Reply(answer.status, answer.headers, body, await answer.json() if is_json else None)


async def create(site: Emulated, auth: Auth = ADMIN, **more: str) -> int:
    made = await call(site, "POST", "/jobs", auth, data=FORM | more)
    assert made.status == 201, made.json
    return int(made.headers["Location"].rpartition("/")[2])


async def test_no_login_or_a_wrong_one_is_401_and_a_cyrillic_password_works(site: Emulated) -> None:
    wrong = Auth(ADMIN.login, "wrong")
    assert (await call(site, "GET", "/jobs/my", None)).status == 401
    assert (await call(site, "GET", "/jobs/my", wrong)).status == 401
    assert (await call(site, "GET", "/jobs/my", ADMIN)).status == 404


async def test_the_eleventh_wrong_password_locks_the_login_even_for_the_right_one() -> None:
    async with running("sites.work_ua.emulator:app", pace=1) as site:
        await site.control("POST", "/demo")
        wrong = Auth("demo@romashka.example", "wrong")
        tries = [(await call(site, "GET", "/jobs/my", wrong)).status for _ in range(11)]
        assert tries == [401] * 10 + [429]
        right = Auth("demo@romashka.example", "romashka")
        assert (await call(site, "GET", "/jobs/my", right)).status == 429
        other = Auth("demo@kava.example", "kava")
        assert (await call(site, "GET", "/jobs/my", other)).status == 404


async def test_the_51st_request_of_a_second_blocks_the_address_for_a_minute() -> None:
    async with running("sites.work_ua.emulator:app", pace=0.01) as site:  # a second is 100 s
        await site.control("POST", "/demo")
        auth = Auth("demo@romashka.example", "romashka")
        statuses = [(await call(site, "GET", "/jobs/my", auth)).status for _ in range(52)]
        assert statuses == [404] * 50 + [429, 429]


async def test_blocked_users_get_403_and_applicants_as_the_switch_says(site: Emulated) -> None:
    await site.control("POST", "/demo")
    blocked = Auth("blocked@kava.example", "blocked")
    seeker = Auth("seeker@example.com", "seeker")
    assert (await call(site, "GET", "/jobs/my", blocked)).status == 403
    seen = {}
    for reading in ("401", "403", "publications_403", "publications_object"):
        await site.control("PATCH", "/switches", {"applicant": reading})
        jobs = await call(site, "GET", "/jobs/my", seeker)
        left = await call(site, "GET", "/available-publications", seeker)
        seen[reading] = (jobs.status, left.status)
    assert seen == {
        "401": (401, 401),
        "403": (403, 403),
        "publications_403": (404, 403),
        "publications_object": (404, 200),
    }


async def test_own_jobs_come_with_text_ids_and_the_long_form_only_on_request(
    site: Emulated,
) -> None:
    job = await create(site, publication="standart_job")
    short = (await call(site, "GET", "/jobs/my")).json["items"][0]
    full = (await call(site, "GET", "/jobs/my?full=1")).json["items"][0]
    assert short["id"] == str(job)
    assert short["active"] == 1
    assert "description" not in short
    assert (full["region"], full["category"], full["experience"]) == (39, ["22"], 164)
    assert full["salary"] == {"value": 25000, "value_max": 40000, "comment": None}


async def test_active_filters_and_all_widens_only_for_an_admin(site: Emulated) -> None:
    await create(site, publication="standart_job")
    await create(site, PLAIN)
    counts = {}
    for who, auth in (("admin", ADMIN), ("plain", PLAIN)):
        for query in ("", "?all=1", "?all=1&active=1", "?all=1&active=0"):
            found = await call(site, "GET", f"/jobs/my{query}", auth)
            counts[who + query] = 0 if found.status == 404 else len(found.json["items"])
    assert list(counts.values()) == [1, 2, 1, 1, 1, 1, 0, 1]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/jobs/123"), ("POST", "/jobs/my"), ("DELETE", "/jobs/responses"), ("GET", "/v2/x")],
)
async def test_wrong_methods_and_unknown_routes_are_501(
    site: Emulated, method: str, path: str
) -> None:
    assert (await call(site, method, path)).status == 501


async def test_a_json_body_is_refused(site: Emulated) -> None:
    assert (await call(site, "POST", "/jobs", json=FORM)).status == 400
    assert (await call(site, "GET", "/jobs/my")).status == 404


def _without(key: str) -> Callable[[], dict[str, str]]:
    return lambda: {name: value for name, value in FORM.items() if name != key}


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        (_without("name"), "name_length"),
        (_without("description"), "enter_description"),
        (_without("region[id]"), "choose_region"),
        (_without("category[0][id]"), "choose_category"),
        (_without("jobtype[0][id]"), "choose_jobtype"),
        (_without("experience[id]"), "choose_experience"),
        (lambda: FORM | {"name": "МЕНЕДЖЕР"}, "no_caps"),
        (lambda: FORM | {"name": "Я" + "а" * 100}, "name_length"),
        (lambda: FORM | {"description": "<p>a<br>b</p>"}, "wrong_tags"),
        (lambda: FORM | {"salary[value_max]": "1"}, "wrong_salary"),
        (lambda: FORM | {"region[id]": "999999"}, "choose_region"),
        (lambda: FORM | {f"category[{i}][id]": str(i + 1) for i in range(4)}, "choose_category"),
        (lambda: FORM | {"veteran": "yes"}, "wrong_flag"),
        (lambda: FORM | {"hide_company_info": "1"}, "no_hide"),
        (lambda: FORM | {"publication": "gold_job"}, "wrong_publication"),
        (lambda: FORM | {"publication": "premium_job"}, "no_publications"),
    ],
)
async def test_a_wrong_form_is_400_with_its_errors(
    site: Emulated, form: Callable[[], dict[str, str]], problem: str
) -> None:
    refused = await call(site, "POST", "/jobs", data=form(), headers={"X-Locale": "uk_UA"})
    assert refused.status == 400
    assert [one["id"] for one in refused.json["errors"]] == [problem]


async def test_messages_follow_the_locale_and_fall_back_to_russian(site: Emulated) -> None:
    said = []
    for locale in ("uk_UA", "en_US", "de_DE"):
        refused = await call(
            site, "POST", "/jobs", data=_without("region[id]")(), headers={"X-Locale": locale}
        )
        said.append(refused.json["errors"][0]["message"])
    assert said == ["не обрано місто", "choose a city", "не выбран город"]


async def test_a_job_without_publication_is_inactive_and_with_one_costs_one(
    site: Emulated,
) -> None:
    await create(site)
    await create(site, publication="standart_job")
    items = (await call(site, "GET", "/jobs/my")).json["items"]
    assert [(one["active"], one["publication"]) for one in items] == [
        (1, "standart_job"),
        (0, None),
    ]
    left = (await call(site, "GET", "/available-publications")).json
    assert {"id": "standart_job", "total": 1} in left


async def test_put_replaces_everything_and_renews_only_with_publication(site: Emulated) -> None:
    job = await create(site, publication="standart_job")
    plain = _without("veteran")() | {"name": "Інша назва"}
    assert (await call(site, "PUT", f"/jobs/{job}", data=plain)).status == 204
    held = (await site.control("GET", "/jobs"))[0]
    assert (held["fields"]["name"], held["fields"]["veteran"]) == ("Інша назва", 0)
    assert held["active"] is True
    renewed = await call(site, "PUT", f"/jobs/{job}", data=plain | {"publication": "standart_job"})
    assert renewed.status == 204
    assert (await call(site, "GET", "/available-publications")).json[0]["total"] == 0


async def test_close_wants_an_empty_body_and_delete_takes_the_job_away(site: Emulated) -> None:
    job = await create(site, publication="standart_job")
    assert (await call(site, "PUT", f"/jobs/{job}/close", data={"x": "1"})).status == 400
    assert (await call(site, "PUT", f"/jobs/{job}/close")).status == 204
    assert (await call(site, "PUT", f"/jobs/{job}/close")).status == 400
    assert (await call(site, "DELETE", f"/jobs/{job}", OTHER)).status == 404
    assert (await call(site, "DELETE", f"/jobs/{job}", PLAIN)).status == 404
    await site.control("PATCH", "/switches", {"delete_status": 202})
    assert (await call(site, "DELETE", f"/jobs/{job}")).status == 202
    assert (await call(site, "GET", "/jobs/my")).status == 404


async def test_dictionaries_come_whole_or_one_by_one(site: Emulated) -> None:
    whole = (await call(site, "GET", "/dictionaries")).json
    one = (await call(site, "GET", "/dictionaries/town")).json
    assert whole["town"] == one
    assert {"id": "39", "name": "Киев", "name_ua": "Київ", "name_en": "Kyiv", "region": "kv"} in one
    assert len(one) >= 40
    assert len(whole["category"]) == 29
    assert (await call(site, "GET", "/dictionaries/planets")).status == 404


async def responses(site: Emulated, query: str = "", path: str = "/jobs/responses") -> list[int]:
    found = await call(site, "GET", f"{path}?{query}")
    return [] if found.status == 404 else [one["id"] for one in found.json["items"]]


async def test_the_feed_pages_by_ids_in_both_directions(site: Emulated) -> None:
    job = await create(site, publication="standart_job")
    assert (await call(site, "GET", "/jobs/responses")).body == b""
    ids = (await site.control("POST", "/responses/many", {"job_id": job, "count": 60}))["ids"]
    newest_first = ids[::-1]
    assert await responses(site) == newest_first[:20]
    assert await responses(site, "limit=500") == newest_first[:50]
    assert await responses(site, "limit=50&sort=1") == ids[:50]
    assert await responses(site, f"sort=1&last_id={ids[49]}") == ids[50:]
    assert await responses(site, f"sort=1&last_id={ids[0] - 1}&limit=1") == ids[:1]
    assert await responses(site, f"last_id={ids[-1]}") == []
    assert await responses(site, f"before_id={ids[2]}") == [ids[1], ids[0]]
    assert await responses(site, "page=2&offset=40&limit=1") == newest_first[:1]
    assert await responses(site, "before=1000") == []
    assert await responses(site, "limit=2", f"/jobs/{job}/responses/") == newest_first[:2]


async def test_from_type_is_send_unless_asked_and_one_job_hides_its_id(site: Emulated) -> None:
    job = await create(site, publication="standart_job")
    sent = (await site.control("POST", "/responses", {"job_id": job}))["id"]
    call_id = await site.control("POST", "/responses", {"job_id": job, "from_type": "phonecall"})
    assert await responses(site) == [sent]
    assert await responses(site, "from_type[]=phonecall") == [call_id["id"]]
    assert await responses(site, "from_type[]=send&from_type[]=phonecall") == [call_id["id"], sent]
    item = (await call(site, "GET", f"/jobs/{job}/responses")).json["items"][0]
    assert "job_id" not in item
    assert (await call(site, "GET", f"/jobs/{job}/responses", OTHER)).status == 400


async def test_an_admin_sees_the_company_and_a_manager_only_his_own(site: Emulated) -> None:
    mine = await create(site, publication="standart_job")
    his = await create(site, PLAIN)
    await site.control("POST", "/responses", {"job_id": mine})
    await site.control("POST", "/responses", {"job_id": his})
    assert len(await responses(site)) == 2
    found = await call(site, "GET", "/jobs/responses", PLAIN)
    assert [one["job_id"] for one in found.json["items"]] == [his]


async def test_files_come_with_and_without_a_name(site: Emulated) -> None:
    job = await create(site)
    add = {"job_id": job, "file": {"kind": "pdf", "name": "Резюме.pdf"}, "with_photo": True}
    named = (await site.control("POST", "/responses", add))["id"]
    bare = await site.control(
        "POST",
        "/responses",
        {"job_id": job, "file": {"base64": "aGVsbG8=", "name": "x", "disposition": "none"}},
    )
    none = (await site.control("POST", "/responses", {"job_id": job}))["id"]
    first = await call(site, "GET", f"/response_files/{job}/{named}")
    assert first.body.startswith(b"%PDF")
    assert "filename*=UTF-8''" in first.headers["Content-Disposition"]
    second = await call(site, "GET", f"/response_files/{job}/{bare['id']}")
    assert second.body == b"hello"
    assert "Content-Disposition" not in second.headers
    assert (await call(site, "GET", f"/response_files/{job}/{none}")).status == 404
    assert (await call(site, "GET", f"/response_files/{job}/{named}", OTHER)).status == 400
    item = (await call(site, "GET", f"/jobs/responses?before_id={named + 1}")).json["items"][0]
    path = item["photo"].removeprefix(site.base)
    assert (await call(site, "GET", path, None)).status == 401
    assert (await call(site, "GET", path)).body.startswith(b"\xff\xd8")


async def test_missing_fields_come_absent_null_or_empty(site: Emulated) -> None:
    job = await create(site)
    for how in ("absent", "null", "empty"):
        await site.control("PATCH", "/switches", {"absent_fields": how})
        await site.control("POST", "/responses", {"job_id": job, "phone": None})
    items = (await call(site, "GET", "/jobs/responses?sort=1")).json["items"]
    assert [one.get("phone", "absent") for one in items] == ["absent", None, ""]


@pytest.mark.parametrize("path", ["/resumes", "/resume?resume_id=1", "/resumes/5", "/candidates/1"])
async def test_a_paid_path_fails_the_run(site: Emulated, path: str) -> None:
    await call(site, "GET", path)
    assert len(await site.control("GET", "/violations")) == 1
    await site.control("DELETE", "/violations")


async def test_an_unknown_form_field_fails_the_run(site: Emulated) -> None:
    await call(site, "POST", "/jobs", data=FORM | {"town": "1"})
    assert await site.control("GET", "/violations") == ["unknown form field: town"]
    await site.control("DELETE", "/violations")


async def test_the_switches_change_what_they_name(site: Emulated) -> None:
    async def switch(**values: Any) -> None:
        await site.control("PATCH", "/switches", values)

    for form, expected in (("absolute", site.base), ("www", "https://www.work.ua/jobs/")):
        await switch(location=form)
        made = await call(site, "POST", "/jobs", data=FORM)
        assert made.headers["Location"].startswith(expected)
    await switch(location="missing", never_published="missing", flags="text", ids="number")
    assert "Location" not in (await call(site, "POST", "/jobs", data=FORM)).headers
    item = (await call(site, "GET", "/jobs/my")).json["items"][0]
    assert ("publication" in item, item["active"], type(item["id"])) == (False, "0", int)
    await switch(publish_leaves_inactive=True, free_listed=True)
    await call(site, "PUT", f"/jobs/{item['id']}", data=FORM | {"publication": "standart_job"})
    assert (await call(site, "GET", "/jobs/my")).json["items"][0]["active"] == "0"
    left = (await call(site, "GET", "/available-publications")).json
    assert left[0] == {"id": "standart_job_free", "total": 0}
    refused = await site.http.patch(f"{site.base}/emulator/switches", json={"magic": 1})
    assert refused.status == 400


async def test_the_state_of_an_ad_can_be_changed_from_outside(site: Emulated) -> None:
    job = await create(site, publication="standart_job")
    seen = []
    for state in ("expire", "publish", "block", "unblock", "close"):
        await site.control("POST", f"/jobs/{job}/state", {"state": state})
        item = (await call(site, "GET", "/jobs/my")).json["items"][0]
        seen.append((item["active"], item["blocked"]))
    assert seen == [(0, 0), (1, 0), (1, 1), (1, 0), (0, 0)]


async def test_two_readers_of_one_feed_at_once_are_a_violation(site: Emulated) -> None:
    await site.control("PATCH", "/switches", {"latency": 0.2})
    await asyncio.gather(responses(site), responses(site))
    found = await site.control("GET", "/violations")
    assert found == ["two requests at once: responses feed of boss@romashka.example"]
    await site.control("DELETE", "/violations")
