"""Work.ua's client, logins and ads: each reading that the contract leaves open, each refusal."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import sites
from bot.domain.errors import (
    AdMissing,
    AutomationRefused,
    LoginLocked,
    NotEmployer,
    OutcomeUnknown,
    Rejected,
    UserBlocked,
    VidhukError,
    WrongLogin,
)
from bot.domain.site import Ad, Entry
from bot.ports import SiteSession
from tests.site_bench import COMPANY, LOGIN, Bench, bench, with_fields

WORK_UA = next(site for site in sites.discover() if site.info.key == "work_ua")


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    async with bench(WORK_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


async def switch(at: Bench, **values: Any) -> None:
    await at.at.control("PATCH", "/switches", values)


async def published(at: Bench, session: SiteSession) -> str:
    return (await session.publish(await at.form(session), key="1:1")).remote_id


# -- the login ------------------------------------------------------------------------------


async def test_a_job_seekers_login_is_named_where_the_site_lets_us_tell(at: Bench) -> None:
    seeker = {"login": "seeker@example.com", "password": "x", "company": None}
    await at.at.control("POST", "/users", seeker)
    said: dict[str, type[VidhukError]] = {}
    for reading in ("401", "403", "publications_403", "publications_object"):
        await switch(at, applicant=reading)
        async with at.session("seeker@example.com", "x") as session:
            with pytest.raises(VidhukError) as error:
                await session.check()
        said[reading] = error.type
    assert said == {
        "401": WrongLogin,
        "403": UserBlocked,
        "publications_403": NotEmployer,
        "publications_object": NotEmployer,
    }


async def test_a_blocked_user_is_told_so(at: Bench) -> None:
    await at.at.control("PATCH", "/users", {"login": LOGIN, "blocked": True})
    async with at.session() as session:
        with pytest.raises(UserBlocked):
            await session.check()
        with pytest.raises(UserBlocked):
            await session.applications(None, None)


async def test_the_brute_force_lock_says_until_when_and_halts_nobody_else() -> None:
    async with bench(WORK_UA, pace=1) as at:
        for _ in range(10):
            async with at.session(password="wrong") as session:
                with pytest.raises(WrongLogin):
                    await session.check()
        async with at.session(password="wrong") as session:
            with pytest.raises(LoginLocked):
                await session.check()
        async with at.session() as session:
            before = at.clock.now()
            with pytest.raises(LoginLocked) as locked:
                await session.check()
        assert locked.value.until - before == timedelta(hours=24)
        assert at.clock.now() - before < timedelta(seconds=10)


async def test_a_login_that_basic_cannot_say_is_wrong_without_asking(at: Bench) -> None:
    for login in ("a:b@example.com", "  "):
        async with at.session(login) as session:
            with pytest.raises(WrongLogin):
                await session.check()
    assert await at.at.calls() == []


async def test_the_identity_does_not_depend_on_how_the_login_was_typed(at: Bench) -> None:
    async with at.session(f"  {LOGIN.upper()} ") as session:
        identity = await session.check()
    assert (identity.remote_identity, identity.name) == (LOGIN, "ROMASHKA.EXAMPLE")


async def test_a_wall_in_front_of_the_site_is_not_a_wrong_password(at: Bench) -> None:
    await at.at.fault(path="", kind="html")
    async with at.session() as session:
        with pytest.raises(AutomationRefused) as wall:
            await session.check()
    assert wall.value.until > at.clock.now()


async def test_every_request_says_who_asks_in_ukrainian(at: Bench, session: SiteSession) -> None:
    await published(at, session)
    calls = await at.at.calls()
    assert {call["headers"]["User-Agent"] for call in calls} == {"vidhuk (ops@example.com)"}
    assert {call["headers"]["X-Locale"] for call in calls} == {"uk_UA"}
    assert {call["headers"]["Authorization"][:6] for call in calls} == {"Basic "}
    form = next(call for call in calls if call["method"] == "POST")
    assert form["headers"]["Content-Type"] == "application/x-www-form-urlencoded"


async def test_an_employer_without_publications_has_an_empty_balance(at: Bench) -> None:
    await at.balance()
    for reading in ("array", "404"):
        await switch(at, no_balance=reading)
        async with at.session() as session:
            assert (await session.check()).credits == ()


async def test_free_publications_are_counted_like_any_other(at: Bench) -> None:
    await at.balance(standart_job_free=2, some_new_job=1)
    async with at.session() as session:
        found = {one.id: (one.left, one.names["uk"]) for one in await session.credits()}
    assert found["standart_job_free"] == (2, "Стандарт безкоштовна")
    assert found["some_new_job"] == (1, "some_new_job")


async def test_dictionaries_with_russian_names_only_still_read_ukrainian(
    at: Bench, session: SiteSession
) -> None:
    await switch(at, names="name_only")
    towns = {one.id: one.name("uk") for one in await session.dictionary("town")}
    assert (towns["39"], towns["110"]) == ("Київ", "Полтава")


# -- ads ------------------------------------------------------------------------------------


@pytest.mark.parametrize("location", ["path", "absolute", "www", "missing"])
async def test_the_new_ad_is_known_whatever_the_location_looks_like(
    at: Bench, session: SiteSession, location: str
) -> None:
    await switch(at, location=location)
    await at.at.control("POST", "/jobs", {"login": LOGIN, "name": "Інша"})
    draft = await session.save_draft(await at.form(session), key="1:1")
    jobs = await at.at.control("GET", "/jobs")
    assert draft.remote_id == str(jobs[-1]["id"])
    assert [call["method"] for call in await at.at.calls("/jobs")].count("POST") == 1


async def test_an_ad_that_was_made_is_never_made_again_for_a_list_that_does_not_come(
    at: Bench, session: SiteSession
) -> None:
    await switch(at, location="missing")
    await at.at.fault(path="/jobs/my", kind="status", status=500)
    with pytest.raises(OutcomeUnknown):
        await published(at, session)


async def test_an_ad_that_cannot_be_found_after_its_making_is_an_unknown_outcome(
    at: Bench, session: SiteSession
) -> None:
    await switch(at, location="missing")
    await at.at.fault(path="/jobs/my", kind="status", status=404)
    form = await at.form(session)
    with pytest.raises(OutcomeUnknown):
        await session.save_draft(form, key="1:1")


async def test_a_publish_that_leaves_the_ad_inactive_is_a_draft_with_a_word(
    at: Bench, session: SiteSession
) -> None:
    await switch(at, publish_leaves_inactive=True)
    receipt = await session.publish(await at.form(session), key="1:1")
    assert (receipt.ad, receipt.badge) == (Ad.DRAFT, "work_ua-badge-left-inactive")


async def test_a_publish_whose_check_fails_is_still_a_publish(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    await at.at.fault(path="/jobs/my", kind="status", status=500)
    receipt = await session.publish(form, key="1:1")
    assert (receipt.ad, receipt.expires_at) == (Ad.LIVE, None)


async def test_an_edit_never_carries_a_publication_and_keeps_every_field(
    at: Bench, session: SiteSession
) -> None:
    yes = (Entry("1", {"uk": "✓"}),)
    form = with_fields(await at.form(session), {"veteran": yes, "deferment": yes})
    receipt = await session.publish(form, key="1:1")
    form = replace(form, remote_id=receipt.remote_id)
    before = await at.at.control("GET", "/jobs")
    await session.edit(form)
    assert await at.at.control("GET", "/jobs") == before
    edit = next(call for call in await at.at.calls() if call["method"] == "PUT")
    assert "publication" not in edit["form"]
    assert before[0]["fields"]["veteran"] == 1


async def test_an_edit_that_takes_the_ad_off_is_seen(at: Bench, session: SiteSession) -> None:
    form = await at.form(session)
    receipt = await session.publish(form, key="1:1")
    await switch(at, plain_edit="deactivates")
    edited = await session.edit(replace(form, remote_id=receipt.remote_id))
    assert (edited.ad, edited.badge) == (Ad.ENDED, "badge-closed")


@pytest.mark.parametrize(("status", "error"), [(400, Rejected), (403, AdMissing), (404, AdMissing)])
async def test_an_ad_of_somebody_else_is_refused_or_missing_and_never_overwritten(
    at: Bench, session: SiteSession, status: int, error: type[VidhukError]
) -> None:
    await switch(at, foreign_job=status)
    await at.at.control(
        "POST", "/users", {"login": "x@kava.example", "password": "x", "company": "К"}
    )
    foreign = await at.at.control("POST", "/jobs", {"login": "x@kava.example"})
    form = replace(await at.form(session), remote_id=str(foreign["id"]))
    for call in (
        session.edit(form),
        session.publish(form, key="1:1"),
        session.close(str(foreign["id"])),
    ):
        with pytest.raises(error):
            await call


async def test_a_refusal_that_says_why_is_one_even_while_the_list_lacks_the_ad(
    at: Bench, session: SiteSession
) -> None:
    await switch(at, list_lags=True)
    ad = await published(at, session)
    shouting = replace((await at.form(session)).vacancy, title="ПРОДАВЕЦЬ")
    with pytest.raises(Rejected) as refusal:
        await session.edit(replace(await at.form(session), remote_id=ad, vacancy=shouting))
    assert [one.field for one in refusal.value.problems] == ["title"]


@pytest.mark.parametrize("status", [204, 400, 403, 404])
async def test_closing_twice_is_closing_once(at: Bench, session: SiteSession, status: int) -> None:
    await switch(at, close_again=status)
    ad = await published(at, session)
    assert (await session.close(ad)).ad is Ad.ENDED
    assert (await session.close(ad)).ad is Ad.ENDED


async def test_a_close_that_is_refused_while_the_ad_is_live_is_a_refusal(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    errors = {"errors": [{"id": "later", "message": "спробуйте пізніше"}]}
    await at.at.fault(path="/close", kind="status", status=400, body=errors)
    with pytest.raises(Rejected) as refusal:
        await session.close(ad)
    assert [one.message for one in refusal.value.problems] == ["спробуйте пізніше"]


@pytest.mark.parametrize("reading", ["null", "empty", "missing"])
async def test_an_ad_that_was_never_published_is_a_draft(
    at: Bench, session: SiteSession, reading: str
) -> None:
    await switch(at, never_published=reading, ids="number", flags="text")
    await session.save_draft(await at.form(session), key="1:1")
    assert [one.ad for one in await session.ads()] == [Ad.DRAFT]


@pytest.mark.parametrize(("many", "whole"), [(49, True), (50, False), (51, True), (100, False)])
async def test_a_list_of_a_round_number_of_ads_may_be_the_first_page_of_more(
    at: Bench, session: SiteSession, many: int, whole: bool
) -> None:
    for _ in range(many):
        await at.at.control("POST", "/jobs", {"login": LOGIN})
    found = await session.ads()
    assert (len(found.items), found.whole) == (many, whole)


async def test_own_ads_show_what_became_of_them_on_the_site(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    seen = []
    for state in ("block", "unblock", "expire", "publish", "close", "delete"):
        await at.at.control("POST", f"/jobs/{ad}/state", {"state": state})
        seen.append([(one.ad, one.badge) for one in await session.ads()])
    assert seen == [
        [(Ad.REFUSED, "badge-blocked")],
        [(Ad.LIVE, None)],
        [(Ad.ENDED, "badge-expired")],
        [(Ad.LIVE, None)],
        [(Ad.ENDED, "badge-closed")],
        [],
    ]


async def test_the_site_refuses_what_the_form_lacks_each_with_its_field(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    bare = with_fields(form, dict.fromkeys(("category", "jobtype", "years")))
    shouting = replace(bare, vacancy=replace(form.vacancy, title="МЕНЕДЖЕР"))
    with pytest.raises(Rejected) as refusal:
        await session.save_draft(shouting, key="1:1")
    found = {one.field: one.message for one in refusal.value.problems}
    assert set(found) == {"title", "category", "jobtype", "years"}
    assert found["title"] == "заголовок не може складатися лише з великих літер"


async def test_the_sites_own_reason_stands_where_the_balance_does_not_name_the_type(
    at: Bench, session: SiteSession
) -> None:
    form = with_fields(await at.form(session), {"town": None})
    await at.balance()
    with pytest.raises(Rejected) as refusal:
        await session.publish(form, key="1:1")
    assert "town" in [one.field for one in refusal.value.problems]


# -- looking for what a lost request made ----------------------------------------------------


async def test_an_ad_of_a_colleague_is_not_taken_for_ours(at: Bench, session: SiteSession) -> None:
    """The admin's list has everybody's."""
    colleague = {"login": "m@romashka.example", "password": "x", "company": COMPANY}
    await at.at.control("POST", "/users", {**colleague, "admin": False})
    form, since = await at.form(session), at.clock.now()
    async with at.session(colleague["login"], "x") as other:
        theirs = await other.save_draft(form, key="1:1")
    assert [one.remote_id for one in await session.ads()] == [theirs.remote_id]
    assert await session.find(form, since) is None
    ours = await session.save_draft(form, key="1:2")
    found = await session.find(form, since)
    assert found is not None
    assert found.remote_id == ours.remote_id


async def test_an_ad_of_the_same_title_that_says_something_else_is_not_taken_for_ours(
    at: Bench, session: SiteSession
) -> None:
    form, since = await at.form(session), at.clock.now()
    theirs = {"name": form.vacancy.title, "description": "<p>Зовсім інше у Львові</p>"}
    await at.at.control("POST", "/jobs", {"login": LOGIN, "region": 104, **theirs})
    assert await session.find(form, since) is None


async def test_an_ad_whose_text_the_site_has_trimmed_is_known_by_all_the_rest(
    at: Bench, session: SiteSession
) -> None:
    form, since = await at.form(session), at.clock.now()
    made = await session.save_draft(form, key="1:1")
    cut = replace(form, vacancy=replace(form.vacancy, description="<p>Текст до обробки</p>"))
    found = await session.find(cut, since)
    assert found is not None
    assert found.remote_id == made.remote_id


async def test_a_publication_dates_an_ad_anew_and_a_list_may_show_it_late(
    at: Bench, session: SiteSession
) -> None:
    form = await at.form(session)
    draft = await session.save_draft(form, key="1:1")
    form, since = replace(form, remote_id=draft.remote_id), at.clock.now() - timedelta(minutes=2)
    await switch(at, list_lags=True)
    await session.publish(form, key="1:2")
    late = await session.find(form, since)
    assert late is not None
    assert (late.ad, late.published_at) == (Ad.DRAFT, None)
    await switch(at, list_lags=False)
    await at.at.control("POST", f"/jobs/{draft.remote_id}/state", {"state": "block"})
    found = await session.find(form, since)
    assert found is not None
    assert found.ad is Ad.REFUSED
    assert found.published_at is not None
    assert found.published_at >= since
