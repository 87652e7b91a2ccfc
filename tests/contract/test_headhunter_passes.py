"""What a pass over HeadHunter's ads may not lose: ads that hide, lists that shift."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from zlib import crc32

import pytest

from bot.domain.errors import AccessNotBought, ContractBroken
from bot.domain.site import Ad, RemoteApplication
from bot.ports import SiteSession
from tests.headhunter import COMPANY, House, ad_form, house
from tests.site_bench import LOGIN, read_all

OTHER = "canary.colleague@example.com"
FORBIDDEN: dict[str, Any] = {"status": 403, "body": {"errors": [{"type": "forbidden"}]}}
ABSENT: dict[str, Any] = {"status": 404, "body": {}}
UNPAID: dict[str, Any] = {
    "status": 403,
    "body": {"errors": [{"type": "api_access_payment", "value": "action_must_be_payed"}]},
}


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as one:
        yield one


@pytest.fixture
async def session(at: House) -> AsyncIterator[SiteSession]:
    async with at.opened() as one:
        yield one


@pytest.fixture
async def ad(session: SiteSession) -> str:
    return (await session.publish(await ad_form(session), key="1:1")).remote_id


async def came(session: SiteSession, cursor: str | None) -> tuple[list[str], str | None]:
    """The ids of one whole pass, and the cursor after it."""
    found, later = await read_all(session, cursor)
    return [one.remote_id for one in found], later


async def opened(session: SiteSession, cursor: str | None) -> list[RemoteApplication]:
    """The cards of one whole pass."""
    found, _ = await read_all(session, cursor)
    return [await session.whole(one) for one in found]


def away(cursor: str) -> str:
    """As if the last whole pass had been five days ago."""
    days = timedelta(days=5).total_seconds()
    stored = json.loads(cursor)
    return json.dumps({**stored, "since": stored["since"] - days, "floor": stored["floor"] - days})


LONG_AGO = 3 * 24 * 60
"""Minutes: meanwhile, and before a day's overlap."""


@pytest.fixture
async def colleagues(at: House) -> str:
    """An ad of another manager of the company, which ours may see."""
    await at.at.control(
        "POST", "/users", {"login": OTHER, "password": "canary-pw-other", "company": COMPANY}
    )
    made = await at.at.control("POST", "/jobs", {"login": OTHER, "name": "Чужая вакансия"})
    return str(made["id"])


async def test_who_only_asks_a_question_is_no_candidate_until_the_response(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor: str | None = await session.newest()
    question = await at.respond(ad, item={"applicant_question_state": True})
    assert await session.application(at.stub(ad, question)) is None
    found, cursor = await came(session, cursor)
    assert found == []
    since = at.clock.now() - timedelta(days=14)
    page = await session.recent([ad], since, None)
    assert list(page.items) == []
    answered = await at.respond(ad, item={"applicant_question_state": False})
    assert (await came(session, cursor))[0] == [answered]


# -- ads that can't be seen ------------------------------------------------------------------


@pytest.mark.parametrize("answer", [ABSENT, FORBIDDEN], ids=["absent", "forbidden"])
@pytest.mark.parametrize("path", ["^/negotiations$", "^/negotiations/response$"])
async def test_an_ad_that_is_not_ours_to_see_stops_no_pass_and_is_read_when_it_is(
    at: House, session: SiteSession, ad: str, answer: dict[str, Any], path: str
) -> None:
    second = await at.at.control("POST", "/jobs", {"login": LOGIN, "name": "Вторая"})
    cursor: str | None = away(await session.newest())
    ads = ad, second["id"]
    responses = {await at.respond(one, minutes_ago=LONG_AGO) for one in ads}
    await at.at.fault(path=path, kind="status", times=1, **answer)
    found, cursor = await came(session, cursor)
    assert len(found) == 1
    again, _ = await came(session, cursor)
    assert {*found, *again} == responses


@pytest.mark.parametrize("answer", [ABSENT, FORBIDDEN], ids=["absent", "forbidden"])
async def test_an_ad_that_is_not_ours_to_see_keeps_nobody_from_connecting(
    at: House, session: SiteSession, ad: str, answer: dict[str, Any]
) -> None:
    await at.respond(ad)
    await at.at.fault(path="^/negotiations/response$", kind="status", times=1, **answer)
    cursor = await session.newest()
    assert await at.respond(ad) in (await came(session, cursor))[0]


async def test_an_ad_that_is_off_and_asks_for_money_stops_no_pass(
    at: House, session: SiteSession, ad: str
) -> None:
    second = await at.at.control("POST", "/jobs", {"login": LOGIN, "name": "Вторая"})
    cursor = await session.newest()
    await at.respond(ad)
    response = await at.respond(second["id"])
    await session.close(ad)
    await at.at.fault(path="^/negotiations$", kind="status", skip=1, times=1, **UNPAID)
    assert (await came(session, cursor))[0] == [response]


async def test_an_ad_that_is_up_and_asks_for_money_is_said_so(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad)
    await at.at.fault(path="^/negotiations$", kind="status", **UNPAID)
    with pytest.raises(AccessNotBought):
        await session.applications(cursor, None)


async def test_who_answered_while_another_one_left_is_found_within_a_day(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor: str | None = away(await session.newest())
    old = await at.respond(ad, minutes_ago=LONG_AGO)
    found, cursor = await came(session, cursor)
    assert found == [old]
    new = await at.respond(ad)
    await session.application(at.stub(ad, new))  # read on the site: nothing is new by its word
    await at.at.control("DELETE", f"/responses/{old}")  # and as many as before
    found, cursor = await came(session, cursor)
    assert found == []  # nobody asks an ad that is quiet
    stored = json.loads(cursor or "")
    stored["full"] -= timedelta(hours=20).total_seconds()
    assert (await came(session, json.dumps(stored)))[0] == [new]


# -- what colleagues do ----------------------------------------------------------------------


async def test_who_answered_just_before_a_colleague_archived_the_ad_is_not_lost(
    at: House, session: SiteSession, colleagues: str
) -> None:
    cursor: str | None = await session.newest()
    response = await at.respond(colleagues)
    await at.at.control("POST", f"/jobs/{colleagues}/state", {"state": "close"})
    found, cursor = await came(session, cursor)
    assert found == [response]
    asked = len(await at.asked("/negotiations"))
    await came(session, cursor)
    assert len(await at.asked("/negotiations")) == asked  # once is enough


async def test_an_ad_that_a_colleague_archived_is_closed_not_deleted(
    at: House, session: SiteSession, colleagues: str
) -> None:
    await at.at.control("POST", "/jobs", {"login": OTHER, "name": "Ещё одна"})
    await at.at.control("POST", f"/jobs/{colleagues}/state", {"state": "close"})
    listed = {one.remote_id: one.ad for one in await session.ads()}
    assert listed[colleagues] is Ad.ENDED


# -- lists that shift, and such as are not sorted ----------------------------------------------


async def test_a_list_that_lost_a_row_while_it_was_read_is_read_again(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor: str | None = away(await session.newest())
    many = {"job_id": ad, "count": 120, "minutes_ago": LONG_AGO}
    ids = (await at.at.control("POST", "/responses/many", many))["ids"]
    first = await session.applications(cursor, None)
    newest = max(first.items, key=lambda one: one.sent_at).remote_id
    await at.at.control("DELETE", f"/responses/{newest}")  # all below move up by one
    found, resume = {one.remote_id for one in first.items}, first.resume
    while resume is not None:
        page = await session.applications(cursor, resume)
        found |= {one.remote_id for one in page.items}
        resume = page.resume
    cursor = page.cursor
    (passed_over,) = set(ids) - found
    again, _ = await came(session, cursor)
    assert passed_over in again


async def test_a_list_that_is_not_sorted_by_time_is_read_whole(
    at: House, session: SiteSession, ad: str
) -> None:
    await at.switch(order_types="none")
    cursor = await session.newest()
    many = {"job_id": ad, "count": 120, "minutes_ago": LONG_AGO}
    ids = (await at.at.control("POST", "/responses/many", many))["ids"]
    two_pages = sorted(crc32(one.encode()) for one in ids)[99]
    fresh = await at.respond(ad)
    while crc32(fresh.encode()) < two_pages:  # it has to lie on the third
        await at.at.control("DELETE", f"/responses/{fresh}")
        fresh = await at.respond(ad)
    assert (await came(session, cursor))[0] == [fresh]


# -- one response that is odd ---------------------------------------------------------------------


ODD: dict[str, Any] = {"fio": "Канаркова Айгуль", "phone": "+7 701 000-12-34", "cover": "Готова."}


@pytest.mark.parametrize("status", [400, 403, 410])
async def test_a_resume_that_is_refused_leaves_the_card_of_the_list(
    at: House, session: SiteSession, ad: str, status: int
) -> None:
    cursor = await session.newest()
    await at.respond(ad, **ODD)
    body = {"errors": [{"type": "forbidden"}]}
    await at.at.fault(path="/resumes/", kind="status", status=status, times=1, body=body)
    (found,) = await opened(session, cursor)
    assert (found.name, found.phones, found.letter) == ("Канаркова Айгуль", (), ODD["cover"])


@pytest.mark.parametrize(
    "item",
    [{"resume": {"title": "Менеджер", "url": "https://api.hh.ru/cv/1?t=2"}}, {"chat_id": "a/b"}],
    ids=["resume", "chat"],
)
async def test_an_address_that_is_not_known_to_us_leaves_the_card_of_the_list(
    at: House, session: SiteSession, ad: str, item: dict[str, Any]
) -> None:
    cursor = await session.newest()
    await at.respond(ad, **ODD, item=item)
    (found,) = await opened(session, cursor)
    assert found.name or found.position == "Менеджер"
    assert await session.application(at.stub(ad, found.remote_id)) is not None


async def test_a_call_about_something_that_has_no_such_id_asks_for_nothing(
    at: House, session: SiteSession, ad: str
) -> None:
    with pytest.raises(ContractBroken):
        await session.application(at.stub(ad, "../me"))
