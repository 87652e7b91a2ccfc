"""Robota.ua's client, logins and ads: tokens, refusals that come as 200, open readings."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import sites
from bot.domain.account import EmployerAccount
from bot.domain.errors import (
    AdMissing,
    AuthExpired,
    AutomationRefused,
    ContractBroken,
    NoCredits,
    NotEmployer,
    OutcomeUnknown,
    Rejected,
    SiteUnavailable,
    UserBlocked,
    VidhukError,
    WrongLogin,
)
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.secret import Credentials
from bot.domain.site import Ad, Entry
from bot.ports import SiteSession
from tests.site_bench import LOGIN, PASSWORD, Bench, bench, with_fields

ROBOTA_UA = next(site for site in sites.discover() if site.info.key == "robota_ua")
ACCOUNT = EmployerAccount(
    AccountId(1),
    WorkspaceId(1),
    "robota_ua",
    LOGIN,
    "Ромашка",
    LOGIN,
    Credentials.of({"login": LOGIN, "password": PASSWORD}),
    MemberId(1),
)


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    async with bench(ROBOTA_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


async def switch(at: Bench, **values: Any) -> None:
    await at.at.control("PATCH", "/switches", values)


async def published(at: Bench, session: SiteSession) -> str:
    return (await session.publish(await at.form(session), key="1:1")).remote_id


async def connected(at: Bench) -> EmployerAccount:
    """An account that keeps what the check gave."""
    async with at.session() as session:
        identity = await session.check()
    assert identity.credentials is not None
    return replace(ACCOUNT, credentials=identity.credentials)


async def logins(at: Bench) -> int:
    return len(await at.at.calls("/Login"))


# -- login and token --------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["text", "bare", "object"])
async def test_the_token_is_kept_and_used_without_another_login(at: Bench, answer: str) -> None:
    await switch(at, login_answer=answer)
    account = await connected(at)
    assert set(account.credentials) == {"login", "password", "token", "renew_at"}
    for _ in range(3):
        async with at.plugins.session(account) as session:
            await session.ads()
    assert await logins(at) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 200])
async def test_a_refused_login_is_wrong_whatever_its_status(at: Bench, status: int) -> None:
    await switch(at, wrong_password=status)
    async with at.session(password="wrong") as session:
        with pytest.raises(WrongLogin):
            await session.check()
    assert len(await at.at.calls()) == 1


@pytest.mark.parametrize("status", [401, 403])
async def test_a_job_seekers_token_opens_nothing_and_is_named(at: Bench, status: int) -> None:
    await switch(at, applicant=status)
    seeker = {"login": "seeker@example.com", "password": "x", "company": None}
    await at.at.control("POST", "/users", seeker)
    async with at.session("seeker@example.com", "x") as session:
        with pytest.raises(NotEmployer):
            await session.check()
    assert await logins(at) == 1


async def test_a_token_that_runs_out_in_mid_life_is_renewed_once_and_nothing_is_lost(
    at: Bench,
) -> None:
    account = await connected(at)
    async with at.plugins.session(account) as session:
        ad = await published(at, session)
        cursor = await session.newest()
        one = await at.respond(ad)
        await at.at.control("POST", "/tokens/expire", {})
        page = await session.applications(cursor, None)
        assert [it.remote_id for it in page.items] == [one]
        await session.ads()
    assert await logins(at) == 2


async def test_a_write_with_a_token_that_ran_out_has_its_effect_once(at: Bench) -> None:
    account = await connected(at)
    async with at.plugins.session(account) as session:
        form = await at.form(session)
        await at.at.control("POST", "/tokens/expire", {})
        await session.save_draft(form, key="1:1")
        assert len(list(await session.ads())) == 1


async def test_two_sessions_of_an_account_whose_token_ran_out_log_in_once(at: Bench) -> None:
    account = await connected(at)
    await at.at.control("POST", "/tokens/expire", {})
    async with at.plugins.session(account) as one, at.plugins.session(account) as two:
        await one.ads()
        await two.ads()
    assert await logins(at) == 2


async def test_a_password_changed_on_the_site_costs_one_login_and_ends_the_account(
    at: Bench,
) -> None:
    account = await connected(at)
    await at.at.control("PATCH", "/users", {"login": LOGIN, "password": "another"})
    async with at.plugins.session(account) as session:
        with pytest.raises(AuthExpired):
            await session.ads()
    assert await logins(at) == 2


async def test_a_fresh_token_that_is_refused_ends_the_account_after_one_login(at: Bench) -> None:
    account = await connected(at)
    await at.at.fault(path="/vacancy/list", kind="status", status=401)
    async with at.plugins.session(account) as session:
        with pytest.raises(AuthExpired):
            await session.ads()
    assert await logins(at) == 2
    assert len(await at.at.calls("/vacancy/list")) == 3  # one of them connected the account


async def test_a_token_is_renewed_an_hour_before_its_end(at: Bench) -> None:
    account = await connected(at)
    at.clock.advance(days=7, minutes=-70)
    async with at.plugins.session(account) as session:
        await session.ads()
        assert await logins(at) == 1
        at.clock.advance(minutes=20)
        await session.ads()
    assert await logins(at) == 2


async def test_a_token_that_does_not_say_when_it_ends_is_trusted_for_a_while(at: Bench) -> None:
    await switch(at, token_ends=False)
    account = await connected(at)
    at.clock.advance(minutes=20)
    async with at.plugins.session(account) as session:
        await session.ads()
        assert await logins(at) == 1
        at.clock.advance(minutes=20)
        await session.ads()
    assert await logins(at) == 2


async def test_a_short_token_is_not_renewed_with_each_request(at: Bench) -> None:
    await switch(at, token_seconds=1800)
    account = await connected(at)
    async with at.plugins.session(account) as session:
        for _ in range(3):
            await session.ads()
    assert await logins(at) == 1


async def test_a_challenge_at_the_login_is_not_a_wrong_password_and_nobody_asks_on(
    at: Bench,
) -> None:
    await at.at.fault(path="/Login", kind="html")
    for _ in range(2):
        async with at.session() as session:
            with pytest.raises(AutomationRefused) as wall:
                await session.check()
        assert wall.value.until > at.clock.now()
    assert len(await at.at.calls()) == 1


@pytest.mark.parametrize("kind", ["garbage", "drop_after", "status"])
async def test_a_login_that_gets_no_answer_is_no_wrong_password(at: Bench, kind: str) -> None:
    more = {"status": 502} if kind == "status" else {}
    await at.at.fault(path="/Login", kind=kind, times=1, **more)
    expected: type[VidhukError] = WrongLogin if kind == "garbage" else SiteUnavailable
    async with at.session() as session:
        with pytest.raises(expected):
            await session.check()


async def test_a_blocked_employer_is_told_so(at: Bench, session: SiteSession) -> None:
    await session.check()
    await at.at.control("PATCH", "/users", {"login": LOGIN, "blocked": True})
    with pytest.raises(UserBlocked):
        await session.ads()


async def test_every_request_says_who_asks_and_the_token_stays_with_the_api(at: Bench) -> None:
    async with at.session() as session:
        await published(at, session)
        await switch(at, citylist=False)
        await session.dictionary("city")
    calls = await at.at.calls()
    assert {call["headers"]["User-Agent"] for call in calls} == {"vidhuk (ops@example.com)"}
    bare = {call["path"] for call in calls if "Authorization" not in call["headers"]}
    assert bare == {"/Login", "/dictionary/city"}
    assert not [call for call in calls if "Origin" in call["headers"]]


# -- balance and lists ------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["number", "object", "list", "text"])
async def test_a_balance_is_read_in_every_shape(
    at: Bench, session: SiteSession, shape: str
) -> None:
    await switch(at, tickets=shape)
    found = {one.id: one.left for one in await session.credits()}
    assert found == {"Business": 10, "Optimum": 0, "Professional": 0, "Anonym": 0}


@pytest.mark.parametrize("shape", ["unknown", "404", "500", "204"])
async def test_an_unknown_balance_never_blocks(at: Bench, session: SiteSession, shape: str) -> None:
    form = await at.form(session)
    await switch(at, tickets=shape)
    assert {one.left for one in await session.credits()} == {None}
    assert (await session.publish(form, key="1:1")).ad is Ad.LIVE


async def test_cities_come_from_the_public_list_where_the_other_fails(
    at: Bench, session: SiteSession
) -> None:
    first = await session.dictionary("city")
    await switch(at, citylist=False)
    assert await session.dictionary("city") == first
    assert first[0] == Entry("1", {"uk": "Київ", "ru": "Киев", "en": "Kyiv"})


# -- ads --------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["object", "number", "id", "nothing"])
async def test_a_new_ad_is_known_by_its_id_however_that_comes(
    at: Bench, session: SiteSession, answer: str
) -> None:
    await switch(at, add_answer=answer)
    form = await at.form(session)
    draft = await session.save_draft(form, key="1:1")
    assert draft.ad is Ad.DRAFT
    (job,) = await at.at.control("GET", "/jobs")
    assert draft.remote_id == str(job["id"])
    assert draft.url.endswith(f"/vacancy{job['id']}")
    again = await session.save_draft(replace(form, remote_id=draft.remote_id), key="1:2")
    assert again.remote_id == draft.remote_id


async def test_what_is_sent_holds_only_what_the_documents_have(
    at: Bench, session: SiteSession
) -> None:
    await published(at, session)
    (sent,) = await at.at.calls("/vacancy/add")
    body = sent["json"]
    assert (body["id"], body["cityId"], body["publishType"]) == (0, 1, "Business")
    assert body["salaryRange"] == {"amountFrom": 25000, "amountTo": 40000}
    assert (body["contactPerson"], body["contactPhone"]) == ("Оля", "+380500000000")
    assert body["employmentTypes"] == ["FullTime"]
    assert "<strong>любить</strong>" in body["description"]
    assert body["description"].endswith("<p>Досвід роботи: від 1 року</p>")


@pytest.mark.parametrize("key", ["message", "error"])
async def test_a_refused_publication_comes_as_200_and_leaves_a_draft(
    at: Bench, session: SiteSession, key: str
) -> None:
    await switch(at, profile_incomplete=True, refusal_key=key)
    form = await at.form(session)
    with pytest.raises(Rejected) as refusal:
        await session.publish(form, key="1:1")
    (problem,) = refusal.value.problems
    assert problem.message == "Заповніть профіль компанії"
    left = refusal.value.left
    assert left is not None
    assert [(one.remote_id, one.ad) for one in await session.ads()] == [(left.remote_id, Ad.DRAFT)]
    await switch(at, profile_incomplete=False)
    live = await session.publish(replace(form, remote_id=left.remote_id), key="1:2")
    assert (live.remote_id, live.ad) == (left.remote_id, Ad.LIVE)
    assert len(await at.at.control("GET", "/jobs")) == 1


async def test_without_units_of_the_type_there_are_no_credits_where_the_balance_is_known(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    await at.balance(Business=0)
    with pytest.raises(NoCredits):
        await session.publish(form, key="1:1")
    await switch(at, tickets="404")
    with pytest.raises(Rejected) as refusal:
        await session.publish(form, key="1:2")
    assert refusal.value.problems[0].message == "Немає доступних публікацій обраного типу"


async def test_a_refused_form_comes_with_its_words_and_field(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    short = replace(form, vacancy=replace(form.vacancy, description="<p>мало</p>"))
    with pytest.raises(Rejected) as refusal:
        await session.save_draft(short, key="1:1")
    assert [(one.field, one.message) for one in refusal.value.problems] == [
        ("description", "Опис вакансії занадто короткий")
    ]
    assert refusal.value.left is None


@pytest.mark.parametrize("answer", ["success", "empty", "nothing"])
async def test_whatever_a_change_of_state_answers_the_state_is_read_again(
    at: Bench, session: SiteSession, answer: str
) -> None:
    await switch(at, state_answer=answer)
    live = await session.publish(await at.form(session), key="1:1")
    assert (live.ad, live.badge) == (Ad.LIVE, None)
    assert (await session.close(live.remote_id)).ad is Ad.ENDED


@pytest.mark.parametrize(
    ("state", "ad", "badge"),
    [
        ("OnModeration", Ad.LIVE, "badge-moderation"),
        ("NotPublicated", Ad.DRAFT, "robota_ua-badge-left-draft"),
        ("BannedByModerator", Ad.LIVE, "badge-moderation"),
        ("Blocked", Ad.REFUSED, "badge-blocked"),
        ("Whatever", Ad.LIVE, "badge-unknown"),
    ],
)
async def test_a_publication_stands_as_the_site_says(
    at: Bench, session: SiteSession, state: str, ad: Ad, badge: str
) -> None:
    await switch(at, publish_leaves=state)
    receipt = await session.publish(await at.form(session), key="1:1")
    assert (receipt.ad, receipt.badge) == (ad, badge)


async def test_a_banned_an_expired_and_a_deleted_ad_are_told_apart(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    ads = [(await session.publish(form, key=f"1:{n}")).remote_id for n in range(4)]
    for remote_id, state in zip(ads, ("block", "expire", "close", "delete"), strict=True):
        await at.at.control("POST", f"/jobs/{remote_id}/state", {"state": state})
    found = [await session.ad(remote_id, {}) for remote_id in ads]
    assert [one and (one.remote.ad, one.remote.badge) for one in found] == [
        (Ad.REFUSED, "badge-blocked"),
        (Ad.ENDED, "badge-expired"),
        (Ad.ENDED, "badge-closed"),
        None,
    ]
    listed = {one.remote_id: one.ad for one in await session.ads()}
    assert listed == {ads[0]: Ad.REFUSED, ads[1]: Ad.ENDED, ads[2]: Ad.ENDED}


async def test_an_edit_keeps_the_type_of_the_ad_and_tells_where_it_stands_then(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    remote_id = (await session.publish(form, key="1:1")).remote_id
    other = with_fields(form, {"publication": (Entry("Professional", {"uk": "Професіонал"}),)})
    await switch(at, after_edit="OnModeration")
    edited = await session.edit(replace(other, remote_id=remote_id))
    assert (edited.ad, edited.badge) == (Ad.LIVE, "badge-moderation")
    (job,) = await at.at.control("GET", "/jobs")
    assert job["fields"]["publishType"] == "Business"


@pytest.mark.parametrize("status", [200, 400, 403, 404])
async def test_somebody_elses_ad_is_missing_whatever_the_site_calls_it(
    at: Bench, session: SiteSession, status: int
) -> None:
    await switch(at, foreign=status)
    form = replace(await at.form(session), remote_id="1")
    for call in (session.edit(form), session.close("1"), session.save_draft(form, key="1:1")):
        with pytest.raises(AdMissing):
            await call


async def test_a_closed_ad_can_be_closed_again_and_a_refusal_of_a_live_one_stays(
    at: Bench, session: SiteSession
) -> None:
    remote_id = await published(at, session)
    refusal = {"success": False, "message": "[CUSTOM ERROR] Ні"}
    rule = {"path": "/vacancy/state", "kind": "status", "status": 200, "body": refusal}
    await at.at.fault(**rule, times=1)
    with pytest.raises(Rejected):
        await session.close(remote_id)
    for reading in ("refused", "taken"):
        await switch(at, close_again=reading)
        assert (await session.close(remote_id)).badge == "badge-closed"


async def test_an_answer_lost_while_an_ad_is_made_is_looked_up_by_title_and_city(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    since = at.clock.now()
    await at.at.fault(path="/vacancy/add", kind="drop_after", times=1)
    with pytest.raises(OutcomeUnknown) as lost:
        await session.publish(form, key="1:1")
    assert lost.value.left is None
    found = await session.find(form, since)
    assert found is not None
    assert found.ad is Ad.DRAFT
    assert await session.find(replace(form, taken=frozenset({found.remote_id})), since) is None
    assert await session.find(form, since + timedelta(hours=1)) is None
    lviv = with_fields(form, {"city": (Entry("2", {"uk": "Львів"}),)})
    assert await session.find(lviv, since) is None


@pytest.mark.parametrize("reading", [{}, {"totals": False}])
async def test_a_list_of_several_pages_comes_whole(
    at: Bench, session: SiteSession, reading: dict[str, Any]
) -> None:
    await switch(at, **reading)
    for _ in range(45):
        await at.at.control("POST", "/jobs", {"login": LOGIN})
    found = await session.ads()
    assert (len(list(found)), found.whole) == (45, True)
    assert all("/company" in one.url for one in found)


async def test_an_ad_is_read_by_post_where_get_is_refused(at: Bench, session: SiteSession) -> None:
    await switch(at, get_by="POST")
    assert (await session.publish(await at.form(session), key="1:1")).ad is Ad.LIVE


@pytest.mark.parametrize("reading", [{}, {"description": "fragment"}, {"notebook": False}])
async def test_an_own_ad_is_read_whatever_the_site_leaves_out(
    at: Bench, session: SiteSession, reading: dict[str, Any]
) -> None:
    await switch(at, tells_types=False, **reading)
    form = await at.form(session)
    remote_id = (await session.publish(form, key="1:1")).remote_id
    own = await session.ad(remote_id, {"city": await session.dictionary("city")})
    assert own is not None
    assert (own.city, own.experience) == ("Київ", form.vacancy.experience)
    assert "html" not in own.description
    assert own.remote.url


async def test_a_path_that_costs_can_not_be_asked_for(session: SiteSession) -> None:
    line = session._door.line  # type: ignore[attr-defined]
    for path in ("/resume/open/1", "/resume/1/contacts/visibility", "/apply/view/1"):
        with pytest.raises(RuntimeError):
            await line.post(path)


async def test_an_unknown_dictionary_is_no_call(at: Bench, session: SiteSession) -> None:
    with pytest.raises(ContractBroken):
        await session.dictionary("rubric")
    assert await at.at.calls() == []
