"""HeadHunter's ads: drafts, publishing, what became of it (headhunter.md 3 to 5)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import (
    AdMissing,
    ContractBroken,
    Duplicate,
    NoCredits,
    OutcomeUnknown,
    Rejected,
)
from bot.domain.pay import Pay
from bot.domain.site import Ad, Entry
from bot.domain.vacancy import Contact
from bot.ports import AdForm, SiteSession
from tests.headhunter import COMPANY, YES, House, ad_form, house, jobs, left
from tests.site_bench import LOGIN


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as one:
        yield one


@pytest.fixture
async def session(at: House) -> AsyncIterator[SiteSession]:
    async with at.opened() as one:
        yield one


# -- dictionaries and balances -------------------------------------------------------------


async def test_towns_are_leaves_in_three_languages(session: SiteSession) -> None:
    towns = {one.id: one for one in await session.dictionary("areas")}
    assert towns["160"].names == {"uk": "Алмати", "ru": "Алматы", "en": "Almaty"}
    assert "2034" in towns  # within a region
    assert not {"113", "40", "2019"} & set(towns)


async def test_roles_come_once_and_without_those_that_are_no_longer_taken(
    session: SiteSession,
) -> None:
    roles = [one.id for one in await session.dictionary("roles")]
    assert roles.count("97") == 1
    assert "54" not in roles


async def test_lists_are_asked_for_once_a_session(at: House, session: SiteSession) -> None:
    for name in ("experience", "work_format", "working_hours"):
        assert all(one.names["uk"] for one in await session.dictionary(name))
    assert len(await at.asked("/dictionaries")) == 2  # Russian and English
    with pytest.raises(ContractBroken):
        await session.dictionary("no_such")


async def test_variants_that_need_more_than_our_form_asks_are_not_offered(
    session: SiteSession,
) -> None:
    assert [one.id for one in await session.credits()] == ["HH_STANDARD", "HH_PREMIUM"]


# -- drafts --------------------------------------------------------------------------------


async def test_a_draft_costs_nothing_and_may_be_unfinished(at: House, session: SiteSession) -> None:
    form = await ad_form(session)
    bare = AdForm(replace(form.vacancy, description="<p>Коротко</p>"), {})
    draft = await session.save_draft(bare, key="1:1")
    assert (draft.ad, draft.badge) == (Ad.DRAFT, "headhunter-badge-unfinished")
    assert draft.remote_id.startswith("draft:")
    again = await session.save_draft(replace(form, remote_id=draft.remote_id), key="1:2")
    assert (again.remote_id, again.badge) == (draft.remote_id, None)
    assert await left(session) == 10
    assert [(one.ad, one.title) for one in await session.ads()] == [(Ad.DRAFT, form.vacancy.title)]


async def test_a_published_draft_is_another_ad_and_no_draft_any_more(session: SiteSession) -> None:
    form = await ad_form(session)
    draft = await session.save_draft(form, key="1:1")
    live = await session.publish(replace(form, remote_id=draft.remote_id), key="1:2")
    assert live.ad is Ad.LIVE
    assert live.remote_id.isdecimal()
    assert live.remote_id in live.url
    assert live.expires_at is not None
    assert [one.remote_id for one in await session.ads()] == [live.remote_id]
    assert await left(session) == 9


async def test_a_draft_that_is_closed_is_deleted(session: SiteSession) -> None:
    draft = await session.save_draft(await ad_form(session), key="1:1")
    assert (await session.close(draft.remote_id)).ad is Ad.ENDED
    assert (await session.ads()).items == ()
    with pytest.raises(AdMissing):
        await session.close(draft.remote_id)


async def test_too_many_drafts_are_said_so(at: House, session: SiteSession) -> None:
    await at.at.fault(
        path="/vacancies/drafts",
        method="POST",
        kind="status",
        status=429,
        body={"type": "vacancy", "value": "vacancy_draft_limit_exceeded"},
    )
    with pytest.raises(Rejected) as refusal:
        await session.save_draft(await ad_form(session), key="1:1")
    assert [one.code for one in refusal.value.problems] == ["vacancy_draft_limit_exceeded"]
    await session.ads()  # no site was told to wait


# -- publishing ----------------------------------------------------------------------------


async def test_all_that_the_form_says_arrives(at: House, session: SiteSession) -> None:
    async def entry(name: str, id_: str) -> tuple[Entry, ...]:
        return tuple(one for one in await session.dictionary(name) if one.id == id_)

    form = await ad_form(
        session,
        employment=await entry("employment_form", "FULL"),
        experience=await entry("experience", "between1And3"),
        format=await entry("work_format", "HYBRID"),
        days=await entry("work_schedule_by_days", "FIVE_ON_TWO_OFF"),
        hours=await entry("working_hours", "HOURS_8"),
        skills=(Entry("Excel, холодные звонки", {"uk": "Excel"}),),
        letter=YES,
        incomplete=YES,
    )
    vacancy = replace(
        form.vacancy,
        pay=Pay(400_000, 600_000, "KZT", gross=True),
        contact=Contact("Оля, +380 50 123-45-67, olia@example.com"),
    )
    await session.publish(replace(form, vacancy=vacancy), key="1:1")
    (ad,) = await jobs(at)
    sent = ad["fields"]
    assert sent["salary_range"] == {
        "from": 400_000,
        "to": 600_000,
        "currency": "KZT",
        "gross": True,
        "mode": {"id": "MONTH"},
    }
    assert sent["contacts"] == {
        "name": "Оля",
        "phones": [{"country": "380", "city": "50", "number": "1234567"}],
    }
    assert sent["key_skills"] == [{"name": "Excel"}, {"name": "холодные звонки"}]
    assert sent["work_format"] == [{"id": "HYBRID"}]
    assert sent["vacancy_properties"] == {"properties": [{"property_type": "HH_STANDARD"}]}
    assert sent["response_letter_required"] is True
    assert "<strong>" in sent["description"]
    assert not {"billing_type", "type", "salary", "schedule", "employment"} & set(sent)


async def test_a_similar_ad_is_told_and_published_all_the_same_when_wanted(
    at: House, session: SiteSession
) -> None:
    form = await ad_form(session)
    first = await session.publish(form, key="1:1")
    with pytest.raises(Duplicate) as twin:
        await session.publish(form, key="2:1")
    assert twin.value.ads == (first.remote_id,)
    assert await left(session) == 9
    second = await session.publish(replace(form, despite_duplicates=True), key="2:2")
    assert second.remote_id != first.remote_id
    assert await left(session) == 8


async def test_without_publications_left_it_is_said_so(at: House, session: SiteSession) -> None:
    form = await ad_form(session)
    await at.at.control("PUT", "/balance", {"company": COMPANY, "balance": {"HH_STANDARD": 0}})
    with pytest.raises(NoCredits):
        await session.publish(form, key="1:1")
    assert await jobs(at) == []


async def test_a_managers_quota_is_not_the_companys_balance(
    at: House, session: SiteSession
) -> None:
    await at.user(quota=0)
    with pytest.raises(Rejected) as refusal:
        await session.publish(await ad_form(session), key="1:1")
    assert [(one.code, one.field, one.message) for one in refusal.value.problems] == [
        ("quota_exceeded", None, "")
    ]


async def test_a_refusal_names_each_field(session: SiteSession) -> None:
    form = await ad_form(session)
    fields = {key: value for key, value in form.fields.items() if key not in ("area", "role")}
    wrong = replace(form.vacancy, description="<p>Коротко</p>")
    with pytest.raises(Rejected) as refusal:
        await session.publish(AdForm(wrong, fields), key="1:1")
    assert {(one.code, one.field) for one in refusal.value.problems} == {
        ("required", "area"),
        ("required", "role"),
        ("is_too_short", "description"),
    }


async def test_an_ad_that_waits_for_moderation_is_up_and_says_so(
    at: House, session: SiteSession
) -> None:
    await at.switch(moderation=True)
    live = await session.publish(await ad_form(session), key="1:1")
    assert (live.ad, live.badge) == (Ad.LIVE, "headhunter-badge-moderation")
    assert [one.ad for one in await session.ads()] == [Ad.LIVE]


# -- lost answers --------------------------------------------------------------------------


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("saved_before", [True, False])
async def test_a_lost_answer_to_publish_is_looked_up_and_never_sent_twice(
    at: House, session: SiteSession, effect: bool, saved_before: bool
) -> None:
    form = await ad_form(session)
    if saved_before:
        draft = await session.save_draft(form, key="1:1")
        form = replace(form, remote_id=draft.remote_id)
    since = at.clock.now()
    kind = "drop_after" if effect else "drop_before"
    await at.at.fault(path="^/vacancies", method="POST", kind=kind)
    with pytest.raises(OutcomeUnknown):
        await session.publish(form, key="1:2")
    await at.at.control("DELETE", "/faults")
    found = await session.find(form, since)
    assert (found is not None and found.ad is Ad.LIVE) is effect
    assert await left(session) == (9 if effect else 10)
    standing = [one.ad for one in await session.ads()]
    assert standing == ([Ad.LIVE] if effect else [Ad.DRAFT] * saved_before)


async def test_an_ad_of_the_same_name_that_others_made_is_not_ours(
    at: House, session: SiteSession
) -> None:
    form = await ad_form(session)
    since = at.clock.now()
    await at.at.control("POST", "/jobs", {"login": LOGIN, "name": form.vacancy.title})
    assert await session.find(form, since) is None
    live = await session.publish(replace(form, despite_duplicates=True), key="1:1")
    found = await session.find(form, since)
    assert found is not None
    assert found.remote_id == live.remote_id
    taken = replace(form, taken=frozenset({live.remote_id}))
    assert await session.find(taken, since) is None
    assert await session.find(form, since + timedelta(hours=1)) is None


async def test_a_lost_answer_to_a_new_draft_finds_it(at: House, session: SiteSession) -> None:
    form, since = await ad_form(session), at.clock.now()
    await at.at.fault(path="/vacancies/drafts", method="POST", kind="drop_after")
    with pytest.raises(OutcomeUnknown):
        await session.save_draft(form, key="1:1")
    found = await session.find(form, since)
    assert found is not None
    assert (found.ad, found.title) == (Ad.DRAFT, form.vacancy.title)


async def test_what_fields_must_be_like_is_read_where_the_manager_may_know(at: House) -> None:
    async with at.opened() as session:
        told = {one.id: one.name("uk") for one in await session.dictionary("conditions")}
        assert (told["description.min_length"], told["name.max_length"]) == ("150", "100")
        assert told["area.required"] == "1"
        await at.at.fault(
            path="/vacancy_conditions", kind="status", status=403, body={"errors": []}
        )
        assert await session.dictionary("conditions") == ()
