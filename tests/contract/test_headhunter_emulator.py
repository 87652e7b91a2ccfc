"""HeadHunter's emulator is as strict, and as odd, as the site (headhunter.md 1, 2, 6, 9)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.headhunter import COMPANY, House, house
from tests.site_bench import LOGIN

AGENT = "vidhuk-tests/1.0 (ops@example.com)"


@dataclass(frozen=True, slots=True)
class Raw:
    """Requests as anybody could send them."""

    at: House
    token: str

    async def __call__(
        self, method: str, path: str, *, token: str | None = None, **more: Any
    ) -> tuple[int, Any, str]:
        """Status, JSON (None for what is none) and the kind of content."""
        headers = {"HH-User-Agent": AGENT, "Authorization": f"Bearer {token or self.token}"}
        if path == "/token":
            del headers["Authorization"]
        headers |= more.pop("headers", {})
        url = self.at.at.base + path
        async with self.at.at.http.request(method, url, headers=headers, **more) as answer:
            kind = answer.content_type
            data = await answer.json() if kind == "application/json" else None
            return answer.status, data, kind

    async def error(self, method: str, path: str, **more: Any) -> tuple[int, Any, Any]:
        """Status, type and value of a refusal."""
        status, data, _ = await self(method, path, **more)
        one = data["errors"][0]
        return status, one["type"], one.get("value")

    async def noted(self) -> list[str]:
        """What no good client does, and forget it."""
        found: list[str] = await self.at.at.control("GET", "/violations")
        await self.at.at.control("DELETE", "/violations")
        return found


@pytest.fixture
async def raw() -> AsyncIterator[Raw]:
    async with house() as at:
        credentials = await at.credentials()
        yield Raw(at, credentials["access_token"].reveal())


async def topic(raw: Raw) -> tuple[str, str]:
    """An ad and a response to it."""
    ad = (await raw.at.at.control("POST", "/jobs", {"login": LOGIN}))["id"]
    return ad, await raw.at.respond(ad, fio="Канаркова Олена")


async def test_a_403_has_many_meanings(raw: Raw) -> None:
    ad, _ = await topic(raw)
    assert await raw.error("GET", "/me", token="none") == (403, "oauth", "bad_authorization")
    acting = {"X-Manager-Account-Id": "1"}
    refused = (403, "manager_extra_accounts", "manager_extra_account_not_found")
    assert await raw.error("GET", "/me", headers=acting) == refused
    await raw.at.at.control("POST", "/companies", {"name": COMPANY, "access": []})
    listed = f"/negotiations/response?vacancy_id={ad}"
    assert await raw.error("GET", listed) == (403, "api_access_payment", "action_must_be_payed")
    for state, value in (("expire", "token_expired"), ("revoke", "token_revoked")):
        await raw.at.at.control("POST", "/tokens", {"login": LOGIN, "state": state})
        assert await raw.error("GET", "/me") == (403, "oauth", value)


async def test_what_costs_is_noted_whoever_asks(raw: Raw) -> None:
    _, response = await topic(raw)
    resume = (await raw.at.responses())[response]["resume"]["id"]
    await raw("GET", f"/resumes/{resume}?with_contact=1")
    await raw("GET", f"/resumes/{resume}/download/x.pdf?type=pdf&with_contact=1")
    await raw("GET", "/resumes?text=everybody")
    await raw("POST", "/negotiations/phone_interview", data={"resume_id": resume})
    found = await raw.noted()
    assert len([one for one in found if one.startswith("paid")]) == 4


async def test_parameters_that_the_site_does_not_know_are_noted(raw: Raw) -> None:
    ad, _ = await topic(raw)
    status, _, _ = await raw("GET", f"/negotiations/response?vacancy_id={ad}&since=yesterday")
    assert status == 200  # the site ignores them in silence
    assert await raw.noted() == ["unknown parameters: /negotiations/response since"]


async def test_lists_want_their_ad_and_an_order_that_they_offer(raw: Raw) -> None:
    ad, _ = await topic(raw)
    assert await raw.error("GET", "/negotiations") == (400, "bad_argument", "vacancy_id")
    listed = f"/negotiations/response?vacancy_id={ad}"
    assert await raw.error("GET", f"{listed}&order_by=updated_at") == (
        400,
        "bad_argument",
        "order_by",
    )
    assert await raw.error("GET", f"{listed}&per_page=51") == (400, "bad_argument", "per_page")
    _, found, _ = await raw("GET", f"/negotiations?vacancy_id={ad}")
    assert "items" not in found


async def test_json_and_forms_are_not_taken_for_each_other(raw: Raw) -> None:
    _, response = await topic(raw)
    status, _, _ = await raw("POST", "/vacancies", data={"name": "x"})
    assert status == 400
    status, _, _ = await raw("POST", "/negotiations/read", json={"topic_id": response})
    assert status == 400
    status, said, _ = await raw("POST", "/token", json={"grant_type": "refresh_token"})
    assert (status, said["error"]) == (400, "unsupported_grant_type")


async def test_some_successes_are_no_json(raw: Raw) -> None:
    _, response = await topic(raw)
    path = f"/negotiations/{response}/messages"
    assert await raw("POST", path, data={"message": "Добрий день"}) == (201, None, "text/html")
    status, _, _ = await raw("PUT", f"/negotiations/consider/{response}")
    assert status == 204
    assert (await raw.at.responses())[response]["stage"] == "consider"
    refused = (403, "negotiations", "wrong_state")
    assert await raw.error("PUT", f"/negotiations/consider/{response}") == refused


async def test_a_refresh_token_works_once_and_only_when_the_other_has_run_out(raw: Raw) -> None:
    credentials = await raw.at.credentials()
    form = {
        "grant_type": "refresh_token",
        "refresh_token": credentials["refresh_token"].reveal(),
    }
    said: list[Any] = []
    for expired in (False, True, True):
        if expired:
            await raw.at.at.control("POST", "/tokens/expire", {})
        _, data, _ = await raw("POST", "/token", data=form)
        said.append(data.get("error_description", data.get("token_type")))
    assert said == ["token not expired", "bearer", "token has already been refreshed"]
    assert await raw.noted() == ["a token was refreshed twice"]


async def test_revoking_a_token_ends_its_subscriptions(raw: Raw) -> None:
    body = {"url": "http://127.0.0.1:9/hooks", "actions": [{"type": "CHAT_MESSAGE_CREATED"}]}
    status, _, _ = await raw("POST", "/webhook/subscriptions", json=body)
    assert status == 201
    assert await raw.error("POST", "/webhook/subscriptions", json=body) == (
        400,
        "notifications",
        "already_exist",
    )
    status, _, _ = await raw("DELETE", "/token", headers={"Authorization": f"Bearer {raw.token}"})
    assert status == 204
    assert await raw.at.at.control("GET", "/subscriptions") == []
    assert await raw.error("GET", "/me") == (403, "oauth", "token_revoked")


async def test_it_calls_nobody_outside_this_machine(raw: Raw) -> None:
    body = {"url": "https://bot.example.com/hooks", "actions": []}
    status, _, _ = await raw("POST", "/webhook/subscriptions", json=body)
    assert status == 400


async def test_a_draft_keeps_what_is_wrong_and_says_so(raw: Raw) -> None:
    status, saved, _ = await raw("POST", "/vacancies/drafts", json={"name": "x" * 101})
    assert (status, saved["publication_ready"]) == (201, False)
    assert {"value": "name", "reason": "is_too_long"} in saved["validation_errors"]
    status, _, _ = await raw("POST", f"/vacancies/drafts/{saved['id']}/publish")
    assert status == 400
    _, listed, _ = await raw("GET", "/vacancies/drafts")
    assert [one["draft_id"] for one in listed["items"]] == [saved["id"]]
    status, twins, _ = await raw("GET", f"/vacancies/drafts/{saved['id']}/duplicates")
    assert (status, twins["has_duplicates"]) == (200, False)


async def test_a_whole_draft_is_published_in_each_of_its_towns(raw: Raw) -> None:
    draft = {
        "name": "Кухар",
        "description": "Готувати. " * 20,
        "areas": [{"id": "160"}, {"id": "159"}],
        "professional_roles": [{"id": "70"}],
        "vacancy_properties": {"properties": [{"property_type": "HH_STANDARD"}]},
    }
    _, saved, _ = await raw("POST", "/vacancies/drafts", json=draft)
    assert saved["publication_ready"] is True
    status, made, _ = await raw("POST", f"/vacancies/drafts/{saved['id']}/publish")
    assert (status, len(made["vacancy_ids"])) == (201, 2)
    (company,) = await raw.at.at.control("GET", "/companies")
    assert company["balance"]["HH_STANDARD"] == 8


async def test_slips_of_the_pen_are_refused_by_the_control_api(raw: Raw) -> None:
    for method, path, body in (
        ("POST", "/users", {"login": "x"}),
        ("POST", "/users", {"login": "x", "password": "y", "companny": "z"}),
        ("PATCH", "/users", {"login": "nobody"}),
        ("PUT", "/balance", {"company": "nobody"}),
        ("POST", "/tokens", {"login": LOGIN, "state": "x"}),
        ("POST", "/jobs/1/state", {"state": "close"}),
        ("POST", "/responses", {"fio": "x", "job_id": "1"}),
        ("PATCH", "/switches", {"no_such": 1}),
    ):
        url = f"{raw.at.at.base}/emulator{path}"
        async with raw.at.at.http.request(method, url, json=body) as answer:
            assert answer.status == 400, (path, body)
