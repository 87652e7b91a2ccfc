"""What fails by itself holds up nothing beside it, and what was put off is never forgotten."""

from dataclasses import dataclass, replace

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.application import ApplicationStub, FileKind, FileState
from bot.domain.errors import ContractBroken, SiteUnavailable
from bot.domain.ids import ApplicationId
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.site import FileRef, RemoteApplication, RemoteFile
from bot.usecases.fetch_stubs import PAGE
from bot.usecases.keep_applications import FETCH_STUBS
from tests.fakes.sites.session import FakeSession
from tests.fakes.store.kinds import APPLICATIONS, FILES, NOTICES, STUBS
from tests.office import Office


@dataclass(slots=True)
class Ad:
    """One live ad of one account."""

    office: Office
    account: EmployerAccount
    publication: Publication

    def respond(self, **known: object) -> str:
        return self.office.site.respond(self.publication.remote_id or "", **known).remote_id

    async def press(self, verb: str) -> None:
        await self.office.press(self.office.owner, verb, self.publication.id)

    async def hours(self, count: int) -> None:
        for _ in range(count):
            self.office.clock.advance(minutes=60)
            await self.office.tick()

    @property
    def cards(self) -> list[str]:
        """Those who were told of, each by a card or in a carousel, in the order they came."""
        told = (NoticeState.SENT, NoticeState.IN_CAROUSEL)
        remote = {one.id: one.remote_id for one in self.office.rows(APPLICATIONS)}
        notices = [one for one in self.office.rows(NOTICES) if one.kind is NoticeKind.CARD]
        return [remote[ApplicationId(one.subject_id)] for one in notices if one.state in told]


@pytest.fixture
async def ad() -> Ad:
    office = await Office().open()
    account = await office.account()
    return Ad(office, account, await office.live(account))


async def test_a_list_of_ads_that_never_comes_holds_up_no_candidate(ad: Ad) -> None:
    sent = ad.respond()
    broken = ContractBroken("fake", "GET /jobs/my: no items")
    ad.office.site.trouble("ads", *(broken for _ in range(500)))
    await ad.office.sync(ad.account)
    await ad.office.work()
    assert ad.cards == [sent]
    assert ad.office.account_now(ad.account).failures == 1
    await ad.hours(3)
    later = ad.respond()
    await ad.hours(2)
    assert ad.cards == [sent, later]


async def _kept(ad: Ad, count: int) -> list[str]:
    """Somebody answers while the sync is off; it is on again, and nothing is fetched so far."""
    await ad.press("publication")
    await ad.press("stop")
    kept = [ad.respond() for _ in range(count)]
    await ad.office.sync(ad.account)
    await ad.press("resume")
    return kept


async def test_responses_that_were_kept_come_though_their_job_is_lost(ad: Ad) -> None:
    kept = await _kept(ad, 1)
    assert ad.office.jobs.take(FETCH_STUBS) is not None
    await ad.hours(8)
    assert ad.cards == kept


async def test_while_the_sync_is_off_what_was_kept_is_asked_for_by_nobody(ad: Ad) -> None:
    await ad.press("publication")
    await ad.press("stop")
    ad.respond()
    await ad.hours(24)
    assert ad.cards == []
    assert "application" not in ad.office.site.calls


async def test_a_kept_response_that_breaks_holds_up_none_behind_it(
    ad: Ad, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, good = await _kept(ad, 2)
    real = FakeSession.application

    async def application(self: FakeSession, stub: ApplicationStub) -> RemoteApplication | None:
        if stub.remote_id == odd:
            raise ArithmeticError
        return await real(self, stub)

    monkeypatch.setattr(FakeSession, "application", application)
    await ad.office.work()
    assert ad.cards == [good]
    monkeypatch.undo()
    await ad.hours(8)
    assert ad.cards == [good, odd]


async def test_many_that_were_kept_let_a_persons_wish_through_between_them(ad: Ad) -> None:
    kept = await _kept(ad, PAGE + 5)
    first = ad.office.jobs.take(FETCH_STUBS)
    assert first is not None
    await ad.office.run(first)
    assert len(ad.office.rows(APPLICATIONS)) == PAGE
    assert len([one for one in ad.office.jobs.waiting if one.task == FETCH_STUBS]) == 1
    await ad.office.work()
    assert sorted(ad.cards) == sorted(kept)


async def test_those_that_stay_hide_none_behind_them(ad: Ad) -> None:
    kept = await _kept(ad, 2 * PAGE)
    for gone in kept[: PAGE + 3]:
        ad.office.site.forget(gone)
    await ad.office.work()
    assert sorted(ad.cards) == sorted(kept[PAGE + 3 :])
    assert len(ad.office.rows(STUBS)) == PAGE + 3


async def test_a_response_that_the_site_has_no_more_is_given_up_after_two_weeks(ad: Ad) -> None:
    (gone,) = await _kept(ad, 1)
    ad.office.site.forget(gone)
    await ad.hours(24 * 13)
    assert len(ad.office.rows(STUBS)) == 1
    await ad.hours(24 * 2)
    assert ad.office.rows(STUBS) == []
    asked = ad.office.site.calls.count("application")
    await ad.hours(24)
    assert ad.office.site.calls.count("application") == asked


async def test_a_photo_that_breaks_holds_up_no_resume(
    ad: Ad, monkeypatch: pytest.MonkeyPatch
) -> None:
    ad.office.site.files["/cv"] = RemoteFile(b"%PDF-1.7", "cv.pdf", "application/pdf")
    real = FakeSession.file

    async def file(self: FakeSession, ref: FileRef) -> RemoteFile | None:
        if ref.ref == "/photo":
            raise ArithmeticError
        return await real(self, ref)

    monkeypatch.setattr(FakeSession, "file", file)
    ad.respond(resume=FileRef("/cv"), photo=FileRef("/photo"))
    await ad.office.sync(ad.account)
    await ad.office.work()
    states = {one.kind: one.state for one in ad.office.rows(FILES)}
    assert states == {FileKind.PHOTO: FileState.WANTED, FileKind.RESUME: FileState.KEPT}
    await ad.hours(24 * 4)
    states = {one.kind: one.state for one in ad.office.rows(FILES)}
    assert states[FileKind.PHOTO] is FileState.MISSING
    assert len(ad.cards) == 1


async def test_who_was_taken_for_dead_takes_back_no_file_that_another_one_kept(ad: Ad) -> None:
    ad.respond(resume=FileRef("/cv"))
    await ad.office.sync(ad.account)

    async def keep() -> None:
        (file,) = ad.office.rows(FILES)
        async with ad.office.transaction() as tx:
            await tx.files.save(replace(file, state=FileState.KEPT, sha256="aa"))

    ad.office.site.meanwhile(keep)
    ad.office.site.trouble("file", SiteUnavailable("fake"))
    await ad.office.work()
    assert [(one.state, one.attempts) for one in ad.office.rows(FILES)] == [(FileState.KEPT, 0)]
