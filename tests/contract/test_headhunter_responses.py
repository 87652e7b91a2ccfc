"""HeadHunter's responses: collections, resumes, letters, files (headhunter.md 6)."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.account import Viewed
from bot.domain.errors import ContractBroken, DailyLimit, SiteUnavailable
from bot.domain.site import Ad, FileRef, RemoteApplication
from bot.ports import SiteSession
from sites.headhunter import SITE
from tests.headhunter import COMPANY, House, ad_form, house
from tests.site_bench import LOGIN, read_all

FULL: dict[str, Any] = {
    "fio": "Канаркова Айгуль",
    "email": "canary.aigul@example.com",
    "phone": "+7 701 000-12-34",
    "telegram": "@canary-aigul",
    "birth_date": "1995-03-10",
    "title": "Менеджер по продажам",
    "city": "Алматы",
    "salary": {"amount": 500_000, "currency": "KZT"},
    "skills": ["CRM", "Excel"],
    "text": "Люблю людей и цифры.",
    "cover": "Здравствуйте!\nГотова выйти завтра.",
    "with_photo": True,
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


async def whole(session: SiteSession, cursor: str | None) -> list[RemoteApplication]:
    found, _ = await read_all(session, cursor)
    return [await session.whole(one) for one in found]


# -- one candidate -------------------------------------------------------------------------


async def test_every_field_of_a_candidate_arrives_with_file_and_photo(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    response = await at.respond(ad, **FULL)
    (found,) = await whole(session, cursor)
    assert (found.remote_id, found.remote_ad_id) == (response, ad)
    assert found.name == "Канаркова Айгуль"
    assert found.phones == ("+77010001234",)
    assert found.emails == ("canary.aigul@example.com",)
    assert (found.birth_date, found.city) == ("1995-03-10", "Алматы")
    assert (found.position, found.pay) == ("Менеджер по продажам", "500\u00a0000 KZT")
    assert found.skills == ("CRM", "Excel")
    assert found.channels == ("phone", "telegram: @canary-aigul")
    assert found.letter == "Здравствуйте!\nГотова выйти завтра."
    assert found.resume_text is not None
    for words in ("Люблю людей", "01.2021 – по настоящее время: Менеджер", "КазНУ", "Английский"):
        assert words in found.resume_text
    assert found.url is not None
    assert found.url.startswith("https://hh.kz/resume/")
    assert found.resume is not None
    assert found.photo is not None
    resume, photo = await session.file(found.resume), await session.file(found.photo)
    assert resume is not None
    assert photo is not None
    assert resume.content.startswith(b"%PDF")
    assert (resume.name, resume.mime) == ("Канаркова Айгуль.pdf", "application/pdf")
    assert photo.mime == "image/jpeg"


async def test_a_page_opens_nobody_and_the_whole_marks_the_response_as_viewed(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    response = await at.respond(ad, **FULL)
    (listed,), _ = await read_all(session, cursor)
    assert (listed.name, listed.phones, listed.letter) == ("Канаркова Айгуль", (), None)
    assert (await at.responses())[response]["viewed"] is False
    assert await at.asked("/resumes") == []
    await session.whole(listed)
    assert (await at.responses())[response]["viewed"] is True


async def test_when_nobody_may_look_so_far_only_the_letter_is_read(at: House) -> None:
    async with at.opened(viewed=Viewed.OPENED) as session:
        ad = (await session.publish(await ad_form(session), key="1:1")).remote_id
        cursor = await session.newest()
        response = await at.respond(ad, **FULL)
        (found,) = await whole(session, cursor)
        assert (found.unopened, found.phones) == (True, ())
        assert found.letter == FULL["cover"]
        await at.switch(chats="absent")
        (found,) = await whole(session, cursor)
        assert found.letter is None
        assert (await at.responses())[response]["viewed"] is False
        assert await at.asked("/resumes") == []
    async with at.opened() as session:
        opened = await session.application(at.stub(ad, response))
        assert opened is not None
        assert (opened.unopened, opened.phones) == (False, ("+77010001234",))
    assert (await at.responses())[response]["viewed"] is True


async def test_a_resume_that_was_deleted_still_gives_a_card(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    response = await at.respond(ad, resume=False, cover="Откликаюсь без резюме")
    (found,) = await whole(session, cursor)
    assert (found.name, found.resume, found.letter) == (None, None, "Откликаюсь без резюме")
    assert found.url == f"https://hh.ru/employer/vacancyresponses?vacancyId={ad}"
    assert not found.unopened
    assert (await at.responses())[response]["viewed"] is True


async def test_a_resume_that_cannot_be_opened_any_more_gives_what_the_list_gave(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad, **FULL)
    await at.at.fault(path="/resumes", kind="status", status=404, body={"errors": []})
    (found,) = await whole(session, cursor)
    assert (found.name, found.phones, found.letter) == ("Канаркова Айгуль", (), FULL["cover"])


async def test_where_only_the_lists_were_paid_for_the_list_is_the_card(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad, **FULL)
    await at.at.control("POST", "/companies", {"name": COMPANY, "access": ["1"]})
    (found,) = await whole(session, cursor)
    assert (found.name, found.phones, found.letter) == ("Канаркова Айгуль", (), FULL["cover"])


async def test_hidden_contacts_are_empty_and_the_name_is_none(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad, fio=None, email=None, phone=None, hidden=["names_and_photo", "phones"])
    (found,) = await whole(session, cursor)
    assert (found.name, found.phones, found.emails) == (None, (), ())
    assert found.position == "Менеджер"


async def test_a_letter_that_cannot_be_read_stops_no_card(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad, **FULL)
    await at.at.fault(path="/common/chats|/messages", kind="status", status=500)
    (found,) = await whole(session, cursor)
    assert (found.letter, found.phones) == (None, ("+77010001234",))


async def test_where_the_chat_is_not_ours_the_older_messages_tell_the_letter(
    at: House, session: SiteSession, ad: str
) -> None:
    await at.switch(chats="absent")
    cursor = await session.newest()
    await at.respond(ad, **FULL)
    (found,) = await whole(session, cursor)
    assert found.letter == FULL["cover"]


# -- the day's limit -----------------------------------------------------------------------


async def test_when_the_days_looks_are_used_up_cards_come_with_what_the_list_gave(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    first, second = await at.respond(ad, **FULL), await at.respond(ad, **FULL)
    await at.user(views=1)
    one, two = await whole(session, cursor)
    assert (one.remote_id, one.phones) == (first, ("+77010001234",))
    assert one.held_until is None
    assert (two.remote_id, two.name, two.phones) == (second, "Канаркова Айгуль", ())
    assert two.letter == FULL["cover"]
    assert two.held_until is not None
    assert at.clock.now() < two.held_until <= at.clock.now() + timedelta(days=1)
    assert two.resume is not None
    with pytest.raises(DailyLimit) as limit:
        await session.file(two.resume)
    assert limit.value.until == two.held_until
    await session.ads()  # nobody else has to wait
    await at.user(views=10)
    later = await session.application(at.stub(ad, second))
    assert later is not None
    assert (later.held_until, later.phones) == (None, ("+77010001234",))


# -- the feed ------------------------------------------------------------------------------


async def test_only_what_came_after_the_connection_is_wanted(
    at: House, session: SiteSession, ad: str
) -> None:
    await at.respond(ad)
    cursor: str | None = await session.newest()
    found, cursor = await read_all(session, cursor)
    assert found == []
    ids = [await at.respond(ad) for _ in range(3)]
    found, cursor = await read_all(session, cursor)
    assert [one.remote_id for one in found] == ids
    again, _ = await read_all(session, cursor)
    assert [one.remote_id for one in again] == ids  # a day's overlap, harmless


@pytest.mark.parametrize(
    ("order", "order_types"),
    [("newest", "sub"), ("newest", "root"), ("newest", "nobody"), ("oldest", "sub")],
)
async def test_three_pages_come_whole_and_the_cursor_with_the_last_one(
    at: House, session: SiteSession, ad: str, order: str, order_types: str
) -> None:
    await at.switch(order=order, order_types=order_types)
    cursor = await session.newest()
    made = await at.at.control("POST", "/responses/many", {"job_id": ad, "count": 120})
    pages, resume = [], None
    while True:
        page = await session.applications(cursor, resume)
        pages.append(page)
        resume = page.resume
        if resume is None:
            break
    assert [page.cursor is not None for page in pages] == [False, False, True]
    assert sorted(one.remote_id for page in pages for one in page.items) == made["ids"]
    for page in pages:
        moments = [one.sent_at for one in page.items]
        assert moments == sorted(moments)


async def test_a_pass_that_was_cut_goes_on_where_it_stood(at: House, ad: str) -> None:
    async with at.opened() as session:
        cursor = await session.newest()
        made = await at.at.control("POST", "/responses/many", {"job_id": ad, "count": 120})
        first = await session.applications(cursor, None)
        assert (first.cursor, first.resume is None) == (None, False)
        await at.at.fault(path="/negotiations", kind="status", status=500)
        with pytest.raises(SiteUnavailable):
            await session.applications(cursor, first.resume)
        await at.at.control("DELETE", "/faults")
    async with at.opened() as restarted:
        found, page = list(first.items), first
        while page.resume is not None:
            page = await restarted.applications(cursor, page.resume)
            found += page.items
    assert sorted(one.remote_id for one in found) == made["ids"]


async def test_a_pass_ends_at_what_is_older_than_a_day_before_the_last(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    at.clock.advance(days=3)
    await at.at.control(
        "POST", "/responses/many", {"job_id": ad, "count": 120, "minutes_ago": 4 * 24 * 60}
    )
    fresh = await at.respond(ad)
    before = len(await at.asked("/negotiations/response"))
    found, _ = await read_all(session, cursor)
    assert [one.remote_id for one in found] == [fresh]
    assert len(await at.asked("/negotiations/response")) - before == 2  # not all three pages


async def test_a_quiet_ad_is_not_asked_for(at: House, session: SiteSession, ad: str) -> None:
    other = await at.at.control("POST", "/jobs", {"login": LOGIN, "name": "Тихая вакансия"})
    cursor: str | None = await session.newest()
    await at.respond(ad)
    found, cursor = await read_all(session, cursor)
    assert len(found) == 1
    asked = [one["query"]["vacancy_id"][0] for one in await at.at.calls("/negotiations")]
    assert other["id"] not in asked


async def test_a_response_that_was_moved_on_the_site_before_we_looked_is_found(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    ids = [await at.respond(ad, stage=stage) for stage in ("phone_interview", "consider")]
    await at.respond(ad, stage="phone_interview", source="AUTO_INVITE")  # answered nothing
    found, _ = await read_all(session, cursor)
    assert sorted(one.remote_id for one in found) == sorted(ids)


async def test_an_ad_that_went_off_since_the_last_pass_is_read_too(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    response = await at.respond(ad)
    await session.close(ad)
    assert [one.ad for one in await session.ads()] == [Ad.ENDED]
    found, _ = await read_all(session, cursor)
    assert [one.remote_id for one in found] == [response]


async def test_a_record_that_cannot_be_read_is_kept_aside(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad, item={"id": None})
    good = await at.respond(ad)
    page = await session.applications(cursor, None)
    assert [one.remote_id for one in page.items] == [good]
    (broken,) = page.broken
    kept = json.loads(broken.raw)
    assert kept["vacancy_id"] == ad
    mended = json.dumps({**kept, "item": {**kept["item"], "id": "77"}})
    reread = SITE.reread(mended, at.clock.now())
    assert reread is not None
    assert (reread.remote_id, reread.remote_ad_id) == ("77", ad)


async def test_one_response_can_be_read_again_until_it_is_gone(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad, **FULL)
    found = await session.application(at.stub(ad, response))
    assert found is not None
    assert (found.remote_id, found.remote_ad_id, found.name) == (response, ad, "Канаркова Айгуль")
    await at.at.control("DELETE", f"/responses/{response}")
    assert await session.application(at.stub(ad, response)) is None


async def test_who_was_invited_by_the_site_has_answered_nothing_whoever_asks(
    at: House, session: SiteSession, ad: str
) -> None:
    invited = await at.respond(ad, stage="phone_interview", source="AUTO_INVITE")
    assert await session.application(at.stub(ad, invited)) is None


# -- files ---------------------------------------------------------------------------------


async def test_a_file_is_fetched_wherever_the_api_says_it_lies(
    at: House, session: SiteSession, ad: str
) -> None:
    assert await session.file(FileRef(f"file:{at.at.base}/converter/1/Канаркова.PDF")) is None
    assert (await at.asked("/converter"))[0].startswith("GET /converter/1/")


async def test_nothing_that_costs_and_nothing_foreign_is_ever_fetched(
    at: House, session: SiteSession, ad: str
) -> None:
    base = at.at.base
    for address in (
        f"{base}/resumes/1/download/x.pdf?type=pdf&with_contact=1",
        f"{base}/resumes/1?with_contact=1",
        f"{base}/resumes?text=everybody",
        "http://evil.example/x.pdf",
        "//evil.example/x",
    ):
        for kind in ("file", "photo"):
            with pytest.raises(ContractBroken):
                await session.file(FileRef(f"{kind}:{address}"))


async def test_a_file_is_fetched_with_the_next_token_when_one_has_run_out(
    at: House, session: SiteSession, ad: str
) -> None:
    cursor = await session.newest()
    await at.respond(ad, **FULL)
    (found,) = await whole(session, cursor)
    await at.at.control("POST", "/tokens", {"login": LOGIN, "state": "expire"})
    assert found.resume is not None
    resume = await session.file(found.resume)
    assert resume is not None
    assert resume.content.startswith(b"%PDF")
