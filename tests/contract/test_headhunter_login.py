"""HeadHunter's logins: the page, the tokens, the work accounts (headhunter.md 2)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.domain.errors import (
    AccessNotBought,
    AuthExpired,
    AutomationRefused,
    ContractBroken,
    NotEmployer,
    ProofNeeded,
    SiteUnavailable,
    UserBlocked,
)
from bot.domain.secret import Credentials, Secret
from bot.domain.site import WORK_ACCOUNT
from sites.headhunter import SITE
from tests.headhunter import CHALLENGE, COMPANY, REDIRECT, House, ad_form, house
from tests.site_bench import LOGIN

KEY = SITE.info.key


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as one:
        yield one


async def test_who_allows_is_sent_back_with_a_code_that_gives_tokens(at: House) -> None:
    address = at.plugins.authorize(KEY, CHALLENGE)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
    assert asked["redirect_uri"] == REDIRECT
    assert (asked["role"], asked["code_challenge_method"]) == ("employer", "S256")
    assert CHALLENGE.verifier.reveal() not in address
    credentials = await at.credentials()
    assert set(credentials) == {"access_token", "refresh_token", "expires_at"}
    ends = datetime.fromisoformat(credentials["expires_at"].reveal())
    assert 13 < (ends - at.clock.now()).days + 1 < 15
    async with at.session(credentials) as session:
        identity = await session.check()
    assert identity.name == COMPANY
    assert [(one.id, one.left) for one in identity.credits] == [
        ("HH_STANDARD", 10),
        ("HH_PREMIUM", 0),
    ]
    assert identity.credentials is not None
    assert set(identity.credentials) == {*credentials, "employer", "manager"}


async def test_who_refuses_is_sent_back_without_a_code(at: House) -> None:
    address = at.plugins.authorize(KEY, CHALLENGE)
    back = await at.answered(address, answer="refuse")
    assert back == {"error": "access_denied", "state": CHALLENGE.state.reveal()}


async def test_the_page_itself_can_be_read_and_says_what_is_wrong(at: House) -> None:
    address = at.plugins.authorize(KEY, CHALLENGE)
    async with at.at.http.get(address) as page:
        assert "Разрешить" in await page.text()
    form = {"login": LOGIN, "password": "wrong", "answer": "allow"}
    async with at.at.http.post(address, data=form, allow_redirects=False) as page:
        assert (page.status, "Неверная" in await page.text()) == (200, True)
    async with at.at.http.get(f"{at.at.base}/?response_type=code&client_id=other") as page:
        assert page.status == 400


async def test_a_code_is_good_for_one_try_and_only_with_its_verifier(at: House) -> None:
    address = at.plugins.authorize(KEY, CHALLENGE)
    code = Secret((await at.answered(address))["code"])
    stranger = replace(CHALLENGE, verifier=Secret("another"))
    for challenge in (stranger, CHALLENGE):
        with pytest.raises(AuthExpired):
            await at.plugins.redeem(KEY, challenge, code)
    with pytest.raises(AuthExpired):
        await at.plugins.redeem(KEY, CHALLENGE, Secret("never-given"))


async def test_a_code_whose_answer_is_lost_is_never_sent_again(at: House) -> None:
    address = at.plugins.authorize(KEY, CHALLENGE)
    code = Secret((await at.answered(address))["code"])
    await at.at.fault(path="/token", kind="drop_after")
    with pytest.raises(SiteUnavailable):
        await at.plugins.redeem(KEY, CHALLENGE, code)
    assert await at.asked("/token") == ["POST /token"]


async def test_an_application_that_the_site_does_not_know_is_the_operators_affair() -> None:
    async with house(client_secret="canary-pw-wrong") as at:
        with pytest.raises(ContractBroken):
            await at.credentials()


async def test_a_program_that_the_site_does_not_want_is_the_operators_affair(at: House) -> None:
    code = Secret((await at.answered(at.plugins.authorize(KEY, CHALLENGE)))["code"])
    errors = [{"type": "bad_user_agent", "value": "blacklisted"}]
    await at.at.fault(path="/token", kind="status", status=400, body={"errors": errors})
    with pytest.raises(ContractBroken, match="bad_user_agent, look at CONTACT_EMAIL"):
        await at.plugins.redeem(KEY, CHALLENGE, code)


async def test_a_wall_before_the_token_call_is_no_lost_login(at: House) -> None:
    credentials = await at.credentials()
    await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
    await at.at.fault(path="/token", kind="html", status=403)
    async with at.session(credentials) as session:
        with pytest.raises(AutomationRefused):
            await session.check()


# -- renewal ------------------------------------------------------------------------------------


async def test_a_token_is_renewed_when_the_site_says_it_has_run_out(at: House) -> None:
    credentials = await at.credentials()
    async with at.session(credentials) as session:
        await session.check()
        await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
        form = await ad_form(session)
        assert (await session.publish(form, key="1:1")).remote_id
    (stored,) = at.renewals.stored.values()
    assert stored["access_token"] != credentials["access_token"]
    assert stored["refresh_token"] != credentials["refresh_token"]
    assert await at.asked("/token") == ["POST /token"] * 2
    async with at.session(stored) as session:
        await session.check()


async def test_a_token_whose_time_is_over_by_our_clock_is_renewed_without_asking(
    at: House,
) -> None:
    credentials = await at.credentials()
    await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
    at.clock.advance(days=15)
    async with at.session(credentials) as session:
        await session.check()
    assert (await at.asked())[-3:-1] == ["POST /token", "GET /me"]


async def test_a_renewal_that_is_too_early_keeps_the_pair(at: House) -> None:
    credentials = await at.credentials()
    at.clock.advance(days=15)
    async with at.session(credentials) as session:
        await session.check()
        await session.check()
    assert len(await at.asked("/token")) == 2
    (stored,) = at.renewals.stored.values()
    assert stored["refresh_token"] == credentials["refresh_token"]


async def test_a_writing_request_goes_again_with_the_next_token_and_once(at: House) -> None:
    async with at.opened() as session:
        form = await ad_form(session)
        await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
        await session.publish(form, key="1:1")
        assert len((await session.ads()).items) == 1
    assert (await at.asked("/vacancies")).count("POST /vacancies") == 2


async def test_a_lost_answer_to_a_renewal_is_asked_for_later_and_then_tells(at: House) -> None:
    credentials = await at.credentials()
    await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
    await at.at.fault(path="/token", kind="drop_before", times=1)
    async with at.session(credentials) as session:
        with pytest.raises(SiteUnavailable):
            await session.check()
        await session.check()


async def test_a_pair_that_does_not_say_when_it_ends_is_kept_and_renewed_when_it_has(
    at: House,
) -> None:
    credentials = await at.credentials()
    await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
    at.clock.advance(days=15)
    pair = {"access_token": "canary-tok-a", "refresh_token": "canary-tok-r"}
    await at.at.fault(path="/token", kind="status", status=200, body=pair, times=1)
    async with at.session(credentials) as session:
        with pytest.raises(AuthExpired):  # the emulator knows nothing of that token
            await session.check()
    (stored,) = at.renewals.stored.values()
    assert {key: stored[key].reveal() for key in stored} == pair


@pytest.mark.parametrize("state", ["revoke", "deactivate"])
async def test_a_token_that_was_taken_away_is_a_lost_login(at: House, state: str) -> None:
    async with at.opened() as session:
        await session.check()
        await at.at.control("POST", "/tokens", {"login": LOGIN, "state": state})
        for call in (session.ads(), session.check(), session.applications(None, None)):
            with pytest.raises(AuthExpired):
                await call
    assert len(await at.asked("/token")) == 1


async def test_a_new_password_makes_the_next_renewal_a_lost_login(at: House) -> None:
    async with at.opened() as session:
        await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
        await at.user(password="canary-пароль-2")
        with pytest.raises(AuthExpired):
            await session.ads()


# -- who it is ------------------------------------------------------------------------------------


async def test_an_applicant_and_a_bare_integration_are_no_employers(at: House) -> None:
    for login, body in (
        ("seeker@example.com", {"company": None}),
        ("robot@example.com", {"company": COMPANY, "integration": True}),
    ):
        await at.at.control("POST", "/users", {"login": login, "password": "canary-pw-1", **body})
        credentials = await at.credentials(login, "canary-pw-1")
        async with at.session(credentials) as session:
            with pytest.raises(NotEmployer):
                await session.check()


async def test_a_manager_who_may_not_see_work_accounts_has_one_and_is_connected(at: House) -> None:
    refusal = {"status": 403, "body": {"errors": [{"type": "forbidden"}]}}
    await at.at.fault(path="^/manager_accounts/mine$", kind="status", **refusal)
    async with at.opened() as session:
        assert (await session.check()).name == COMPANY
        assert await session.logins() == ()


async def test_a_person_of_two_companies_chooses_and_acts_for_the_chosen_one(at: House) -> None:
    user = {"login": "both@example.com", "password": "canary-pw-1", "company": COMPANY}
    await at.at.control("POST", "/users", {**user, "also": ["ИП «Ландыш»"]})
    credentials = await at.credentials("both@example.com", "canary-pw-1")
    async with at.session(credentials) as session:
        first, second = await session.logins()
        assert (first.name, second.name) == (COMPANY, "ИП «Ландыш»")
        assert (await session.check()).name == COMPANY
    chosen = Credentials({**credentials, WORK_ACCOUNT: Secret(second.id)})
    async with at.session(chosen) as session:
        identity = await session.check()
    assert identity.name == "ИП «Ландыш»"
    assert identity.remote_identity.endswith(f"/{second.id}")
    assert identity.credentials is not None
    assert identity.credentials[WORK_ACCOUNT] == Secret(second.id)
    await at.at.control("PATCH", "/users", {"login": user["login"], "blocked": ["ИП «Ландыш»"]})
    async with at.session(identity.credentials) as session:
        with pytest.raises(UserBlocked):
            await session.ads()
    gone = Credentials({**credentials, WORK_ACCOUNT: Secret("1")})
    async with at.session(gone) as session:
        with pytest.raises(AuthExpired):
            await session.check()


async def test_a_manager_who_may_not_see_the_balance_is_one_all_the_same(at: House) -> None:
    await at.at.fault(
        path="/services/",
        kind="status",
        status=403,
        body={"request_id": "q1", "errors": [{"type": "forbidden"}]},
    )
    async with at.opened() as session:
        assert (await session.check()).credits == ()


# -- what else a 403 may mean ---------------------------------------------------------------------


async def test_access_that_was_not_bought_is_told_and_does_not_hinder_publishing(
    at: House,
) -> None:
    async with at.opened() as session:
        ad = await session.publish(await ad_form(session), key="1:1")
        await at.respond(ad.remote_id)
        await at.at.control("POST", "/companies", {"name": COMPANY, "access": []})
        cursor = await session.newest()
        await at.respond(ad.remote_id)
        with pytest.raises(AccessNotBought):
            await session.applications(cursor, None)
        assert [one.remote_id for one in await session.ads()] == [ad.remote_id]


async def test_a_captcha_is_the_persons_to_solve_and_then_it_goes_on(at: House) -> None:
    async with at.opened() as session:
        ad = await session.publish(await ad_form(session), key="1:1")
        response = await at.respond(ad.remote_id)
        await at.user(captcha=True)
        with pytest.raises(ProofNeeded) as proof:
            await session.application(at.stub(ad.remote_id, response))
        query = parse_qs(urlsplit(proof.value.url).query)
        assert query["backurl"] == ["https://hh.ru/employer"]
        async with at.at.http.post(proof.value.url, allow_redirects=False) as solved:
            assert solved.headers["Location"] == "https://hh.ru/employer"
        assert await session.application(at.stub(ad.remote_id, response)) is not None


async def test_every_request_says_who_we_are_and_of_which_country() -> None:
    async with house(host="hh.kz") as at:
        async with at.opened() as session:
            await session.dictionary("areas")
            await session.ads()
        calls = [one for one in await at.at.calls() if one["path"] != "/"]
        names = {one["headers"]["HH-User-Agent"] for one in calls}
        assert names == {"vidhuk/1.0 (ops@example.com)"}
        hosts = {
            tuple(one["query"].get("host", ()))
            for one in calls
            if one["path"].startswith(("/areas", "/employers"))
        }
        assert hosts == {("hh.kz",)}


async def test_a_client_without_its_name_is_refused(at: House) -> None:
    for agent, said in (("", "unset"), ("python-requests/2.0", "blacklisted")):
        headers = {"User-Agent": agent}
        async with at.at.http.get(f"{at.at.base}/me", headers=headers) as answer:
            assert answer.status == 400
            assert (await answer.json())["errors"][0]["value"] == said
    assert SITE.offered(SITE.settings(client_id="x"))
    assert not SITE.offered(SITE.settings())


async def test_who_leaves_makes_the_tokens_worthless_and_may_leave_twice(at: House) -> None:
    credentials = await at.credentials()
    async with at.session(credentials) as session:
        await session.subscribe("http://127.0.0.1:9/hooks/one")
        await session.leave()
        await session.leave()
        with pytest.raises(AuthExpired):
            await session.check()
    assert await at.at.control("GET", "/subscriptions") == []
