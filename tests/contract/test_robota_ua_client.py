"""Robota.ua's client, balances and ads: refusals that come as 200, open readings."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import (
    AdMissing,
    ContractBroken,
    NoCredits,
    OutcomeUnknown,
    Rejected,
)
from bot.domain.site import Ad, Entry
from bot.ports import SiteSession
from tests.robota_bench import ROBOTA_UA, published, switch
from tests.site_bench import LOGIN, Bench, bench, with_fields


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    async with bench(ROBOTA_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


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


@pytest.mark.parametrize("status", [401, 403, 405, 501])
async def test_a_balance_that_is_refused_keeps_nobody_from_connecting(
    at: Bench, session: SiteSession, status: int
) -> None:
    await at.at.fault(path="/api/service/tickets/", kind="status", status=status, body={})
    identity = await session.check()
    assert {one.left for one in identity.credits} == {None}
    assert len(await at.at.calls("/Login")) <= 2


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
    banned = found[0]
    assert banned is not None
    assert banned.remote.refusal == "Порушення правил розміщення"
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


async def test_an_ad_that_one_has_no_right_to_is_missing_and_ends_no_account(
    at: Bench, session: SiteSession
) -> None:
    form = replace(await at.form(session), remote_id="1")
    await at.at.fault(path="/vacancy/(get|add)", kind="status", status=403, body={"key": "no"})
    with pytest.raises(AdMissing):
        await session.edit(form)
    assert await session.ad("1", {}) is None


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
