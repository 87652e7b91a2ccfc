"""The sites in memory behave like sites."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import (
    AdMissing,
    AuthExpired,
    NoCredits,
    NotThere,
    OutcomeUnknown,
    SiteUnavailable,
    UserBlocked,
    WrongLogin,
)
from bot.domain.ids import MemberId, VacancyId, WorkspaceId
from bot.domain.secret import Credentials
from bot.domain.site import Ad, Entry, FieldValues, FileRef, RemoteFile
from bot.domain.vacancy import Vacancy
from bot.ports import AdForm, SiteSession
from tests.fakes import MORNING, FakeClock, FakeSite, FakeSites
from tests.fakes.sites import CITIES

VACANCY = Vacancy(VacancyId(1), WorkspaceId(1), MemberId(1), MORNING, "Бариста", "<p>Кава</p>")
FIELDS: FieldValues = {"city": CITIES[:1], "publication": (Entry("standard", {"uk": "С"}),)}
FORM = AdForm(VACANCY, FIELDS)
LOGIN = Credentials.of({"login": "olena@example.com", "password": "пароль"})
WRONG = Credentials.of({"login": "olena@example.com", "password": "інший"})


@pytest.fixture
def site() -> FakeSite:
    made = FakeSite(FakeClock())
    made.employ()
    return made


async def _read(session: SiteSession, cursor: str | None) -> tuple[list[str], str | None, int]:
    """Names of all that is new, the cursor after it, and how many pages it took."""
    found, resume, pages = [], None, 0
    while pages == 0 or resume is not None:
        page = await session.applications(cursor, resume)
        found += [one.remote_id for one in page.items]
        cursor, resume, pages = page.cursor or cursor, page.resume, pages + 1
    return found, cursor, pages


async def test_a_login_is_checked(site: FakeSite) -> None:
    sites = FakeSites(site)
    async with sites.login("fake", LOGIN) as session:
        identity = await session.check()
        assert (identity.remote_identity, identity.credits[0].left) == ("olena@example.com", 3)
    async with sites.login("fake", WRONG) as session:
        with pytest.raises(WrongLogin):
            await session.check()
        with pytest.raises(AuthExpired):
            await session.ads()
    site.employers["olena@example.com"].refuses = UserBlocked("fake")
    async with sites.login("fake", LOGIN) as session:
        with pytest.raises(UserBlocked):
            await session.check()
    with pytest.raises(NotThere):
        sites.info("other")


async def test_an_ad_lives_from_draft_to_close(site: FakeSite) -> None:
    async with FakeSites(site).login("fake", LOGIN) as session:
        draft = await session.save_draft(FORM, key="1:1")
        assert draft.ad is Ad.DRAFT
        live = await session.publish(replace(FORM, remote_id=draft.remote_id), key="1:2")
        assert (live.remote_id, live.ad) == (draft.remote_id, Ad.LIVE)
        retitled = replace(VACANCY, title="Старший бариста")
        await session.edit(AdForm(retitled, FIELDS, draft.remote_id))
        assert [one.title for one in await session.ads()] == ["Старший бариста"]
        assert (await session.close(draft.remote_id)).ad is Ad.ENDED
        assert (await session.credits())[0].left == 2
        with pytest.raises(AdMissing):
            await session.close("ad-9")
    assert [call for call, _ in site.requests] == ["save_draft", "publish", "edit", "close"]


async def test_publishing_needs_an_unused_publication(site: FakeSite) -> None:
    site.employers["olena@example.com"].credits["standard"] = 0
    async with FakeSites(site).login("fake", LOGIN) as session:
        with pytest.raises(NoCredits):
            await session.publish(FORM, key="1:1")
    assert site.ads == {}


async def test_a_lost_answer_had_its_effect_and_can_be_looked_up(site: FakeSite) -> None:
    async with FakeSites(site).login("fake", LOGIN) as session:
        site.lose_answer("publish")
        with pytest.raises(OutcomeUnknown):
            await session.publish(FORM, key="1:1")
        found = await session.find(FORM, MORNING)
        assert found is not None
        assert found.ad is Ad.LIVE
        assert await session.find(FORM, MORNING + timedelta(seconds=1)) is None


async def test_a_lost_request_had_no_effect(site: FakeSite) -> None:
    async with FakeSites(site).login("fake", LOGIN) as session:
        site.lose_answer("publish", after=False)
        with pytest.raises(OutcomeUnknown):
            await session.publish(FORM, key="1:1")
        assert await session.find(FORM, MORNING) is None


@pytest.mark.parametrize("newest_first", [False, True])
async def test_the_feed_is_read_in_pages_and_then_only_what_is_new(newest_first: bool) -> None:
    site = FakeSite(FakeClock(), newest_first=newest_first)
    site.employ()
    async with FakeSites(site).login("fake", LOGIN) as session:
        site.respond("ad-1")
        start = await session.newest()
        ids = [site.respond("ad-1").remote_id for _ in range(5)]
        found, cursor, pages = await _read(session, start)
        assert (sorted(found), pages) == (ids, 3)
        assert await _read(session, cursor) == ([], cursor, 1)
        later = site.respond("ad-1", name=None)
        assert (await _read(session, cursor))[0] == [later.remote_id]
        assert len((await _read(session, None))[0]) == 7


async def test_a_scan_of_the_newest_has_no_cursor_before_its_end() -> None:
    site = FakeSite(FakeClock(), newest_first=True)
    site.employ()
    for _ in range(3):
        site.respond("ad-1")
    async with FakeSites(site).login("fake", LOGIN) as session:
        page = await session.applications("0", None)
        assert page.cursor is None
        site.respond("ad-1")  # comes while the scan is under way, and is left for the next one
        page = await session.applications("0", page.resume)
        assert (page.cursor, page.resume) == ("3", None)
        assert len((await session.applications("3", None)).items) == 1


async def test_trouble_comes_when_it_was_told_to(site: FakeSite) -> None:
    broken = site.garble()
    async with FakeSites(site).login("fake", LOGIN) as session:
        site.trouble("applications", SiteUnavailable("fake"))
        with pytest.raises(SiteUnavailable):
            await session.applications(None, None)
        assert (await session.applications(None, None)).broken == [broken]
        site.go_down(SiteUnavailable("fake"))
        for _ in range(2):
            with pytest.raises(SiteUnavailable):
                await session.ads()
        site.go_down(None)
        assert list(await session.ads()) == []


async def test_files_are_there_until_they_are_gone(site: FakeSite) -> None:
    site.files["/1"] = RemoteFile(b"%PDF", "cv.pdf", "application/pdf")
    async with FakeSites(site).login("fake", LOGIN) as session:
        assert await session.file(FileRef("/1")) == site.files["/1"]
        assert await session.file(FileRef("/2")) is None


async def test_two_sessions_of_one_login_are_noticed(site: FakeSite) -> None:
    sites = FakeSites(site)
    async with sites.login("fake", LOGIN):
        assert site.most_at_once == 1
        async with sites.login("fake", LOGIN):
            assert site.most_at_once == 2


def test_fields_are_suggested_found_and_checked(site: FakeSite) -> None:
    sites = FakeSites(site)
    found = sites.suggest("fake", replace(VACANCY, city="Львів"), {"city": CITIES})
    assert found == {"city": (CITIES[1],)}
    assert sites.suggest("fake", VACANCY, {"city": CITIES}) == {}
    assert [one.id for one in sites.search("fake", CITIES, "київ")] == ["1", "3"]
    assert sites.search("fake", CITIES, "Одеса") == []
    assert sites.check_form(FORM, "fake", publish=True) == ()
    lacking = sites.check_form(AdForm(VACANCY, {}), "fake", publish=True)
    assert [one.field for one in lacking] == ["city", "publication"]
    for_a_draft = sites.check_form(AdForm(VACANCY, {}), "fake", publish=False)
    assert [one.field for one in for_a_draft] == ["city"]
