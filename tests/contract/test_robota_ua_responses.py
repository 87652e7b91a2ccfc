"""Robota.ua's responses: folders, cursors, the black list, odd rows."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.application import ApplicationStub
from bot.domain.errors import AutomationRefused, ContractBroken, SiteUnavailable, UserBlocked
from bot.domain.ids import AccountId, WorkspaceId
from bot.ports import SiteSession
from tests.robota_bench import ROBOTA_UA, Feed
from tests.site_bench import LOGIN, Bench, bench

LIST, READ = "/apply/list", [1, 2, 3, 4, 6, 10]
BROKEN_PAGE = {"kind": "status", "status": 500, "body": {"key": "error.page"}}


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    # At this pace a day's overlap is a few minutes of the real time that the emulator lives in.
    async with bench(ROBOTA_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


@pytest.fixture
async def feed(at: Bench, session: SiteSession) -> Feed:
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    return Feed(at, session, ad, await session.newest())


# -- folders and cursors ----------------------------------------------------------------------


async def test_people_come_from_six_folders_and_never_from_those_of_the_refused(
    feed: Feed,
) -> None:
    known = {folder: await feed.respond(folder=folder) for folder in (1, 2, 3, 4, 5, 6, 7, 10)}
    assert sorted(await feed.came()) == sorted(known[folder] for folder in READ)
    asked = {call["json"]["folderId"] for call in await feed.at.at.calls(LIST)}
    assert asked == {*READ, 5, 7}
    assert feed.standings[known[7]] == "standing-rejected"
    assert feed.standings[known[5]] == "standing-archived"
    assert feed.standings[known[3]] is None


async def test_each_list_names_the_kinds_that_it_wants(feed: Feed) -> None:
    await feed.sync()
    for call in await feed.at.at.calls(LIST):
        assert call["json"]["candidateTypes"] == [
            "Application",
            "ApplicationWithResume",
            "ApplicationWithFile",
        ]
        assert "count" not in call["json"]


async def test_what_was_there_before_the_account_never_comes(
    at: Bench, session: SiteSession
) -> None:
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    for folder in (1, 1, 2, 6, 7):
        await at.respond(ad, folder=folder)
    await at.respond(ad, minutes_ago=60 * 24 * 40)
    feed = Feed(at, session, ad, await session.newest())
    assert await feed.came() == []
    new = await feed.respond()
    assert await feed.came() == [new]
    assert await feed.came() == []


async def test_who_was_there_before_the_account_does_not_come_by_being_looked_at(
    at: Bench, session: SiteSession
) -> None:
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    before = await at.respond(ad, minutes_ago=60)
    feed = Feed(at, session, ad, await session.newest())
    for folder in (2, 6):
        await feed.move(before, folder)
        assert await feed.came() == []


async def test_an_account_is_not_connected_while_its_folders_can_not_be_read(
    at: Bench, session: SiteSession
) -> None:
    await at.at.fault(path=LIST, skip=2, times=2, **BROKEN_PAGE)
    with pytest.raises(SiteUnavailable):
        await session.newest()
    await session.newest()


async def test_a_response_that_moves_between_folders_comes_once(feed: Feed) -> None:
    one = await feed.respond()
    assert await feed.came() == [one]
    for folder in (2, 3, 6, 10, 1):
        await feed.move(one, folder)
        assert await feed.came() in ([], [one])  # its folder may never have had anybody
        assert await feed.came() == []


async def test_one_that_was_rejected_later_stays_and_stands_so(feed: Feed) -> None:
    one = await feed.respond()
    await feed.sync()
    for folder, standing in ((7, "standing-rejected"), (5, "standing-archived"), (2, None)):
        await feed.move(one, folder)
        await feed.sync()
        assert feed.standings[one] == standing


async def test_a_folder_that_shrinks_while_it_is_read_is_read_again(feed: Feed) -> None:
    ids = [await feed.respond() for _ in range(45)]
    first = await feed.session.applications(feed.cursor, None)
    await feed.move(ids[44], 7)  # on the first page: all below move up by one
    second = await feed.session.applications(feed.cursor, first.resume)
    found = {one.remote_id for page in (first, second) for one in page.items}
    assert ids[24] not in found
    resume = second.resume
    while resume is not None:
        page = await feed.session.applications(feed.cursor, resume)
        feed.cursor, resume = page.cursor or feed.cursor, page.resume
    assert ids[24] in await feed.came()


async def test_a_page_that_fails_is_asked_twice_then_skipped_and_read_with_the_next_pass(
    feed: Feed,
) -> None:
    ids = [await feed.respond() for _ in range(45)]
    await feed.at.at.fault(path=LIST, skip=1, times=2, **BROKEN_PAGE)
    found = await feed.came()
    assert len(found) == 25
    assert [one.where for page in feed.pages for one in page.broken] == ["apply/list page"]
    assert set(found) | set(await feed.came()) == set(ids)


async def test_a_page_that_fails_once_is_nothing(feed: Feed) -> None:
    ids = [await feed.respond() for _ in range(25)]
    await feed.at.at.fault(path=LIST, skip=1, times=1, **BROKEN_PAGE)
    assert sorted(await feed.came()) == sorted(ids)
    assert [one for page in feed.pages for one in page.broken] == []


async def test_pages_that_all_fail_end_the_pass_and_lose_nobody(feed: Feed) -> None:
    one = await feed.respond()
    await feed.at.at.fault(path=LIST, **BROKEN_PAGE)
    assert await feed.came() == []
    await feed.at.at.control("DELETE", "/faults")
    assert await feed.came() == [one]


async def test_an_employer_who_was_blocked_is_no_failing_page(feed: Feed) -> None:
    change = {"login": LOGIN, "blocked": True}
    await feed.at.at.control("PATCH", "/users", change)
    with pytest.raises(UserBlocked):
        await feed.sync()


async def test_one_response_is_not_gone_while_its_page_fails(feed: Feed) -> None:
    one = await feed.respond()
    key, now = ROBOTA_UA.info.key, feed.at.clock.now()
    stub = ApplicationStub(WorkspaceId(1), AccountId(1), key, feed.ad, one, now)
    await feed.at.at.fault(path=LIST, times=2, **BROKEN_PAGE)
    with pytest.raises(SiteUnavailable):
        await feed.session.application(stub)
    found = await feed.session.application(stub)
    assert found is not None
    assert found.remote_id == one


async def test_an_answer_without_any_row_says_that_there_is_none(feed: Feed) -> None:
    await feed.at.at.fault(path=LIST, kind="status", status=204)
    assert await feed.came() == []
    assert len(feed.pages) == len(READ) + 2


async def test_totals_that_are_not_told_are_not_needed(feed: Feed) -> None:
    await feed.switch(totals=False)
    ids = [await feed.respond() for _ in range(25)]
    assert sorted(await feed.came()) == sorted(ids)


async def test_a_list_in_the_wrong_shape_breaks_the_contract(feed: Feed) -> None:
    await feed.at.at.fault(path=LIST, kind="status", status=200, body={"rows": 1})
    with pytest.raises(ContractBroken):
        await feed.sync()


@pytest.mark.parametrize("name", ["items", "candidates", "data", "list", ""])
async def test_the_rows_are_found_under_any_of_their_names(feed: Feed, name: str) -> None:
    row = {"id": 1, "vacancyId": int(feed.ad), "resumeType": "NoCvApply", "addDate": None}
    body = {name: [row]} if name else [row]
    await feed.at.at.fault(path=LIST, kind="status", status=200, body=body, times=1)
    page = await feed.session.applications(feed.cursor, None)
    assert [one.remote_id for one in page.items] == ["NoCvApply:1"]


async def test_a_challenge_in_the_middle_stops_the_pass_and_it_goes_on_from_there(
    feed: Feed,
) -> None:
    ids = [await feed.respond() for _ in range(25)]
    first = await feed.session.applications(feed.cursor, None)
    await feed.at.at.fault(path=LIST, kind="html", times=1)
    for _ in range(2):
        with pytest.raises(AutomationRefused):
            await feed.session.applications(feed.cursor, first.resume)
    feed.at.clock.advance(minutes=30)
    second = await feed.session.applications(feed.cursor, first.resume)
    assert len([*first.items, *second.items]) == len(ids)


# -- who it is --------------------------------------------------------------------------------


async def test_somebody_on_the_black_list_is_barred_before_any_card(feed: Feed) -> None:
    await feed.respond(barred=True)
    await feed.respond()
    barred, wanted = await feed.sync()
    assert (barred.barred, wanted.barred) == (True, False)
    looks = await feed.at.at.calls("/resume/")
    assert [call["query"] for call in looks] == [{"markView": ["false"]}] * 2
    await feed.sync()
    assert len(await feed.at.at.calls("/resume/")) == 2  # who is known is not looked at again


@pytest.mark.parametrize("resume", ["empty", "broken"])
async def test_a_resume_that_can_not_be_read_bars_nobody(feed: Feed, resume: str) -> None:
    found = await feed.one(barred=True, resume=resume)
    assert found.barred is False


async def test_a_look_at_a_resume_that_is_put_off_puts_off_the_person(feed: Feed) -> None:
    one = await feed.respond(barred=True)
    rule = {"path": "/resume/", "kind": "status", "status": 429, "times": 1}
    await feed.at.at.fault(**rule, headers={"Retry-After": "5"})
    with pytest.raises(SiteUnavailable):
        await feed.sync()
    feed.at.clock.advance(seconds=10)
    (found,) = await feed.sync()
    assert (found.remote_id, found.barred) == (one, True)


async def test_a_file_and_a_bare_number_have_no_resume_to_look_at(feed: Feed) -> None:
    await feed.respond(type="file", file="pdf")
    await feed.respond(type="easy")
    assert len(await feed.sync()) == 2
    assert await feed.at.at.calls("/resume/") == []


async def test_interactions_and_saved_resumes_are_no_responses_even_with_the_same_id(
    feed: Feed,
) -> None:
    await feed.switch(interactions=True)
    one = await feed.respond()
    number = int(one.partition(":")[2])
    await feed.respond(type="interaction", id=number)
    assert await feed.came() == [one]
    assert [it for page in feed.pages for it in page.broken] == []


async def test_a_file_of_somebody_unregistered_names_the_person(feed: Feed) -> None:
    file = {"kind": "pdf", "name": "Приклад Марія CV.pdf"}
    found = await feed.one(type="file", fio="", phone="", email="", file=file)
    assert (found.name, found.phones, found.emails) == ("Приклад Марія", (), ())
    assert found.url is not None
    assert found.url.endswith("-attach")


async def test_an_address_made_of_a_phone_number_is_that_number(feed: Feed) -> None:
    mail = "380671234567@phone-registration.rabota.ua"
    found = await feed.one(type="easy", phone="", email=mail)
    assert (found.phones, found.emails, found.resume) == (("+380671234567",), (), None)
    assert found.url is not None
    assert found.url.endswith("-empty")


async def test_contacts_come_as_an_object_or_as_a_list(feed: Feed) -> None:
    listed = [
        {"typeId": "Phone", "description": "0671112233"},
        {"typeId": "Email", "description": "second@example.com"},
    ]
    found = await feed.one(phone="0670000000", email="a@example.com", raw={"contacts": listed})
    assert found.phones == ("+380670000000", "+380671112233")
    assert found.emails == ("a@example.com", "second@example.com")
    given = {
        "phones": [{"value": "0671112233"}],
        "emails": [{"value": "second@example.com"}],
        "socials": [{"type": "Telegram", "value": "@ivan"}],
    }
    found = await feed.one(phone=None, email=None, raw={"contacts": given})
    assert (found.phones, found.emails) == (("+380671112233",), ("second@example.com",))
    assert found.channels == ("Telegram @ivan",)


async def test_a_row_that_can_not_be_read_is_kept_aside_and_holds_up_nobody(feed: Feed) -> None:
    await feed.respond(raw={"vacancyId": None})
    await feed.respond(item="garbage")
    one = await feed.respond()
    assert await feed.came() == [one]
    broken = [it for page in feed.pages for it in page.broken]
    assert len(broken) == 2
    assert {it.where for it in broken} == {"apply/list"}


async def test_the_city_is_named_once_asked_for_and_a_list_that_fails_hides_nobody(
    feed: Feed,
) -> None:
    found = await feed.one()
    assert found.city == "Київ"
    lists = len(await feed.at.at.calls("/values/citylist"))
    assert (await feed.one()).city == "Київ"
    assert len(await feed.at.at.calls("/values/citylist")) == lists
    feed.at.clock.advance(days=2)
    for path in ("/values/citylist", "/dictionary/city"):
        await feed.at.at.fault(path=path, kind="status", status=404)
    assert (await feed.one()).city is None
