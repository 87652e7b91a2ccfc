"""Work.ua's client and the feed of responses: odd records, odd pages, files."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import sites
from bot.domain.application import ApplicationStub
from bot.domain.errors import ContractBroken, SiteUnavailable, UserBlocked
from bot.domain.ids import AccountId, WorkspaceId
from bot.ports import SiteSession
from sites.kit import answer
from sites.work_ua import mapping
from tests.site_bench import COMPANY, PASSWORD, Bench, bench, read_all

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


async def test_callers_by_phone_are_candidates_too(at: Bench, session: SiteSession) -> None:
    ad = await published(at, session)
    cursor = await session.newest()
    sent = [await at.respond(ad), await at.respond(ad, from_type="phonecall")]
    found, _ = await read_all(session, cursor)
    assert [one.remote_id for one in found] == sent


@pytest.mark.parametrize("reading", ["absent", "null", "empty"])
async def test_what_a_candidate_hides_may_be_absent_null_or_empty(
    at: Bench, session: SiteSession, reading: str
) -> None:
    await switch(at, absent_fields=reading)
    ad = await published(at, session)
    hidden = dict.fromkeys(("fio", "email", "phone", "birth_date", "text", "cover", "photo"))
    await at.respond(ad, **hidden)
    (found,), _ = await read_all(session, None)
    assert (found.name, found.birth_date, found.letter, found.resume_text) == (None,) * 4
    assert (found.emails, found.phones, found.photo) == ((), (), None)


async def test_a_response_that_cannot_be_read_is_kept_aside_and_the_others_come(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    first = await at.respond(ad)
    await at.respond(ad, without=["job_id"])
    await at.respond(ad, item="not an object")
    last = await at.respond(ad, without=["fio", "date", "type", "email"])
    page = await session.applications(None, None)
    assert [one.remote_id for one in page.items] == [first, last]
    assert len(page.broken) == 2
    assert page.cursor is not None


@pytest.mark.parametrize(
    "raw", [{"candidate_id": "--5"}, {"candidate_id": "1" * 5000}, {"id": -5}, {"id": "--5"}]
)
async def test_one_odd_value_stops_no_feed(
    at: Bench, session: SiteSession, raw: dict[str, Any]
) -> None:
    ad = await published(at, session)
    await at.respond(ad, raw=raw)
    last = await at.respond(ad)
    page = await session.applications(None, None)
    assert len(page.items) + len(page.broken) == 2
    assert page.items[-1].remote_id == last


async def test_a_record_that_breaks_our_reading_is_kept_aside(
    at: Bench, session: SiteSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reads(raw: str | None, *, country: str) -> tuple[str, ...]:
        if raw == "odd":
            raise ArithmeticError
        return ()

    monkeypatch.setattr(mapping, "phones", reads)
    ad = await published(at, session)
    await at.respond(ad, phone="odd")
    last = await at.respond(ad)
    page = await session.applications(None, None)
    assert [one.remote_id for one in page.items] == [last]
    assert len(page.broken) == 1


async def test_an_absurd_id_hides_nobody_who_comes_later(at: Bench, session: SiteSession) -> None:
    ad = await published(at, session)
    await at.respond(ad)
    await at.respond(ad, raw={"id": 10**15})
    cursor: str | None = await session.newest()
    found, cursor = await read_all(session, cursor)
    seen = {one.remote_id for one in found}
    for _ in range(30):
        at.clock.advance(timedelta(hours=1))
        found, cursor = await read_all(session, cursor)
        seen |= {one.remote_id for one in found}
    assert str(10**15) in seen
    late = await at.respond(ad)
    found, _ = await read_all(session, cursor)
    assert late in [one.remote_id for one in found]


async def test_records_without_ids_hide_nobody(at: Bench, session: SiteSession) -> None:
    """Only the ids are told from the order of a page; one alone is in no order."""
    ad = await published(at, session)
    for _ in range(20):
        await at.respond(ad, without=["id"])
    first = await at.respond(ad)
    for _ in range(40):
        await at.respond(ad, without=["id"])
    last = await at.respond(ad)
    await at.respond(ad, without=["id"])
    found, _ = await read_all(session, None)
    assert [one.remote_id for one in found] == [first, last]


async def test_a_shuffled_or_repeated_page_loses_nothing(at: Bench, session: SiteSession) -> None:
    await switch(at, shuffle=True)
    ad = await published(at, session)
    ids = {await at.respond(ad) for _ in range(65)}
    first = await session.applications(None, None)
    await switch(at, repeat_pages=2)
    found, page = {one.remote_id for one in first.items}, first
    pages = 0
    while page.resume is not None:
        page = await session.applications(page.cursor, page.resume)
        found |= {one.remote_id for one in page.items}
        pages += 1
    assert found == ids
    assert pages == 3


async def test_a_site_that_ignores_the_place_in_the_feed_is_noticed(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    for _ in range(25):
        await at.respond(ad)
    await switch(at, repeat_pages=50)
    with pytest.raises(ContractBroken, match="last_id is ignored"):
        await read_all(session, None)


async def past(session: SiteSession, *ads: str) -> list[str]:
    """All that ever came to these ads."""
    page = await session.history(ads, None, lambda _: True)
    found = [one.remote_id for one in page.items]
    while page.resume is not None:
        page = await session.history(ads, page.resume, lambda _: True)
        found += [one.remote_id for one in page.items]
    return found


async def test_the_past_of_one_ad_is_read_from_its_own_feed(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    sent = await at.respond_many(ad, 53)
    assert sorted(await past(session, ad)) == sorted(sent)
    assert await at.at.calls("/jobs/responses") == []


async def test_the_past_of_a_silent_ad_is_looked_for_in_the_feed_of_all(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    one = await at.respond(ad)
    await switch(at, per_job_responses="404")
    assert await past(session, ad) == [one]
    await switch(at, per_job_responses="works")
    assert await past(session, "1", ad) == [one]  # the first is not ours


async def test_the_feed_of_one_ad_is_only_a_second_try(at: Bench, session: SiteSession) -> None:
    ad = await published(at, session)
    one = await at.respond(ad)
    stub = ApplicationStub(WorkspaceId(1), AccountId(1), "work_ua", ad, one, at.clock.now())
    await switch(at, per_job_responses="404")
    assert await session.application(stub) is not None
    await at.at.fault(path="^/jobs/responses", kind="status", status=404)
    assert await session.application(stub) is None
    await switch(at, per_job_responses="works")
    found = await session.application(stub)
    assert found is not None
    assert found.remote_ad_id == ad
    foreign = replace(stub, remote_ad_id="1")
    assert await session.application(foreign) is None


async def test_a_plain_manager_sees_only_his_own(at: Bench, session: SiteSession) -> None:
    his = {"login": "manager@romashka.example", "password": "m", "company": COMPANY}
    await at.at.control("POST", "/users", {**his, "admin": False})
    ad = await published(at, session)
    await at.respond(ad)
    async with at.session("manager@romashka.example", "m") as manager:
        assert list(await manager.ads()) == []
        found, _ = await read_all(manager, None)
    assert found == []
    assert len((await read_all(session, None))[0]) == 1


async def test_a_file_that_is_gone_is_none_and_a_huge_one_is_refused(
    at: Bench, session: SiteSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    ad = await published(at, session)
    await at.respond(ad, file={"base64": "aGVsbG8=", "name": "cv.txt", "disposition": "none"})
    (found,), _ = await read_all(session, None)
    assert found.resume is not None
    plain = await session.file(found.resume)
    assert plain is not None
    assert (plain.content, plain.name) == (b"hello", None)
    monkeypatch.setattr(answer, "BODY_MOST", 4)
    with pytest.raises(ContractBroken):
        await session.file(found.resume)
    monkeypatch.undo()
    for status in (400, 404):
        await at.at.fault(path="/response_files", kind="status", status=status, times=1)
        assert await session.file(found.resume) is None
    await at.at.fault(path="/response_files", kind="status", status=500)
    with pytest.raises(SiteUnavailable):
        await session.file(found.resume)


async def test_a_user_who_is_blocked_loses_no_file(at: Bench, session: SiteSession) -> None:
    """403 is never "no file" (work-ua.md 3)."""
    ad = await published(at, session)
    await at.respond(ad, file="pdf")
    (found,), _ = await read_all(session, None)
    assert found.resume is not None
    await at.at.fault(path="/response_files", kind="status", status=403, times=1)
    with pytest.raises(UserBlocked):
        await session.file(found.resume)
    assert await session.file(found.resume) is not None


async def test_the_password_is_in_no_error_and_no_recorded_address(
    at: Bench, session: SiteSession
) -> None:
    await at.at.fault(path="", kind="drop_before")
    with pytest.raises(SiteUnavailable) as error:
        await session.applications(None, None)
    assert PASSWORD not in f"{error.value!r} {error.value.values()}"
    assert all(PASSWORD not in call["path"] for call in await at.at.calls())


@pytest.mark.parametrize("disposition", ["utf8", "plain"])
async def test_the_name_of_a_file_is_read_however_the_site_writes_it(
    at: Bench, session: SiteSession, disposition: str
) -> None:
    ad = await published(at, session)
    name = "Резюме, Приклад Олена.pdf"
    await at.respond(ad, file={"kind": "pdf", "name": name, "disposition": disposition})
    (found,), _ = await read_all(session, None)
    assert found.resume is not None
    file = await session.file(found.resume)
    assert file is not None
    assert (file.name, file.mime) == (name, "application/pdf")


async def test_a_photo_that_is_refused_says_nothing_of_the_login(
    at: Bench, session: SiteSession
) -> None:
    ad = await published(at, session)
    await at.respond(ad, with_photo=True)
    (found,), _ = await read_all(session, None)
    assert found.photo is not None
    body = {"path": "sent_photo", "kind": "status", "status": 401, "times": 1}
    await at.at.control("POST", "/faults", body)
    assert await session.file(found.photo) is None
    assert await session.file(found.photo) is not None


async def test_every_candidate_of_the_demo_can_be_read(at: Bench) -> None:
    shown = await at.at.control("POST", "/demo")
    boss = shown["users"][0]
    async with at.session(boss["login"], boss["password"]) as session:
        ad = await published(at, session)
        known = (await at.at.control("GET", "/demo"))["candidates"]
        for _ in known:
            await at.at.control("POST", "/demo/candidate", {"job_id": ad})
        page = await session.applications(None, None)
        assert [one.name for one in page.items] == [one["fio"] for one in known]
        assert page.broken == ()
        for one in page.items:
            for ref in filter(None, (one.resume, one.photo)):
                file = await session.file(ref)
                assert file is not None
                assert file.content
