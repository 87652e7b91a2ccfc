"""HeadHunter's ads after they are up: edits, another term, the archive (headhunter.md 5)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import (
    AdMissing,
    Rejected,
)
from bot.domain.rich_text import plain
from bot.domain.site import Ad
from bot.domain.vacancy import Employment, Experience
from bot.ports import SiteSession
from sites.headhunter import SITE
from tests.headhunter import House, ad_form, house, jobs, left
from tests.site_bench import LOGIN


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as one:
        yield one


@pytest.fixture
async def session(at: House) -> AsyncIterator[SiteSession]:
    async with at.opened() as one:
        yield one


# -- changing and closing ------------------------------------------------------------------


async def test_an_edit_costs_nothing_and_leaves_alone_what_is_not_ours(
    at: House, session: SiteSession
) -> None:
    made = await at.at.control("POST", "/jobs", {"login": LOGIN, "code": "CRM-42"})
    form = replace(await ad_form(session), remote_id=made["id"])
    role = next(one for one in await session.dictionary("roles") if one.id == "70")
    edited = await session.edit(replace(form, fields={**form.fields, "role": (role,)}))
    assert (edited.ad, edited.remote_id) == (Ad.LIVE, made["id"])
    (ad,) = await jobs(at)
    assert ad["fields"]["name"] == form.vacancy.title
    assert ad["fields"]["code"] == "CRM-42"
    assert ad["fields"]["area"] == {"id": "160"}
    assert await left(session) == 10


async def test_pay_of_a_kind_that_we_cannot_hold_is_not_wiped_by_an_edit(
    at: House, session: SiteSession
) -> None:
    pay = {"from": 1, "to": None, "currency": "KZT", "gross": True, "mode": {"id": "SERVICE"}}
    made = await at.at.control("POST", "/jobs", {"login": LOGIN, "salary_range": pay})
    form = replace(await ad_form(session), remote_id=made["id"])
    await session.edit(replace(form, vacancy=replace(form.vacancy, pay=None)))
    (ad,) = await jobs(at)
    assert ad["fields"]["salary_range"] == pay


async def test_an_edit_that_makes_another_vacancy_of_it_is_stopped(
    at: House, session: SiteSession
) -> None:
    form = await ad_form(session)
    live = await session.publish(form, key="1:1")
    other = next(one for one in await session.dictionary("roles") if one.id == "96")
    changed = replace(
        form,
        remote_id=live.remote_id,
        vacancy=replace(form.vacancy, title="Программист"),
        fields={**form.fields, "role": (other,)},
    )
    with pytest.raises(Rejected) as refusal:
        await session.edit(changed)
    assert [one.code for one in refusal.value.problems] == ["replacement"]


async def test_the_archive_is_final_and_publishing_again_makes_another_ad(
    at: House, session: SiteSession
) -> None:
    form = await ad_form(session)
    live = await session.publish(form, key="1:1")
    form = replace(form, remote_id=live.remote_id)
    for _ in range(2):
        closed = await session.close(live.remote_id)
        assert (closed.ad, closed.badge) == (Ad.ENDED, "badge-closed")
    with pytest.raises(Rejected) as refusal:
        await session.edit(form)
    assert [one.code for one in refusal.value.problems] == ["unavailable_for_archived"]
    again = await session.publish(form, key="1:2")
    assert again.remote_id != live.remote_id
    assert {one.remote_id: one.ad for one in await session.ads()} == {
        live.remote_id: Ad.ENDED,
        again.remote_id: Ad.LIVE,
    }
    previous = {one["id"]: one["fields"].get("previous_id") for one in await jobs(at)}
    assert previous[again.remote_id] == live.remote_id


async def test_an_ad_that_is_up_is_never_paid_for_again(session: SiteSession) -> None:
    form = await ad_form(session)
    live = await session.publish(form, key="1:1")
    again = replace(form, remote_id=live.remote_id, despite_duplicates=True)
    assert await session.publish(again, key="1:2") == live
    assert await left(session) == 9


@pytest.mark.parametrize("status", [204, 403, 404])
async def test_whatever_the_site_says_to_closing_twice_it_is_closed(
    at: House, session: SiteSession, status: int
) -> None:
    await at.switch(archive_again=status)
    live = await session.publish(await ad_form(session), key="1:1")
    for _ in range(2):
        assert (await session.close(live.remote_id)).ad is Ad.ENDED


async def test_an_ad_that_is_gone_is_missing(at: House, session: SiteSession) -> None:
    form = await ad_form(session)
    live = await session.publish(form, key="1:1")
    await at.at.control("POST", f"/jobs/{live.remote_id}/state", {"state": "delete"})
    for call in (
        session.edit(replace(form, remote_id=live.remote_id)),
        session.close(live.remote_id),
        session.prolong(live.remote_id),
        session.statistics(live.remote_id),
    ):
        with pytest.raises(AdMissing):
            await call


async def test_prolonging_costs_a_publication_and_may_be_too_early(
    at: House, session: SiteSession
) -> None:
    live = await session.publish(await ad_form(session), key="1:1")
    longer = await session.prolong(live.remote_id)
    assert live.expires_at is not None
    assert longer.expires_at == live.expires_at + timedelta(days=30)
    assert await left(session) == 8
    with pytest.raises(Rejected) as refusal:
        await session.prolong(live.remote_id)
    assert [one.code for one in refusal.value.problems] == ["too_early"]


async def test_statistics_are_the_last_days_together(at: House, session: SiteSession) -> None:
    live = await session.publish(await ad_form(session), key="1:1")
    await at.respond(live.remote_id)
    found = await session.statistics(live.remote_id)
    assert (found.views, found.responses, found.days) == (0, 1, 5)


# -- own ads -------------------------------------------------------------------------------


async def test_an_own_ad_is_read_back_as_a_neutral_vacancy(session: SiteSession) -> None:
    names = {one.dictionary for one in SITE.info.fields if one.dictionary}
    lists = {name: await session.dictionary(name) for name in names}
    form = await ad_form(session)
    suggested = SITE.suggest(form.vacancy, lists)
    form = replace(form, fields={**suggested, **form.fields})
    live = await session.publish(form, key="1:1")
    own = await session.ad(live.remote_id, lists)
    assert own is not None
    assert [own.remote] == list(await session.ads())
    assert (own.remote.title, own.city) == (form.vacancy.title, "Алмати")
    assert (own.employment, own.experience) == (Employment.FULL, Experience.FROM_1)
    assert plain(own.description) == plain(form.vacancy.description)
    wrote = form.vacancy.pay
    assert own.pay is not None
    assert wrote is not None
    assert replace(own.pay, gross=wrote.gross) == wrote
    spent = {key: value for key, value in form.fields.items() if key != "publication"}
    assert {**own.fields, **spent} == own.fields
    draft = await session.save_draft(form, key="2:1")
    kept = await session.ad(draft.remote_id, lists)
    assert kept is not None
    assert (kept.city, kept.remote.remote_id) == ("Алмати", draft.remote_id)
    assert await session.ad("1", lists) is None
    assert await session.ad("draft:1", lists) is None


async def test_more_ads_than_a_page_come_whole(at: House, session: SiteSession) -> None:
    for number in range(60):
        active = number >= 5
        body = {"login": LOGIN, "name": f"Вакансия {number}", "active": active}
        await at.at.control("POST", "/jobs", body)
    ads = await session.ads()
    assert ads.whole
    assert len({one.remote_id for one in ads}) == 60
    assert sum(one.ad is Ad.ENDED for one in ads) == 5
