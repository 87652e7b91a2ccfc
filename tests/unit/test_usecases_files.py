"""Resumes and photos: a slow file holds up no card, and none is lost."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import FileKind, FileState, StoredFile
from bot.domain.errors import (
    AuthExpired,
    AutomationRefused,
    ContractBroken,
    DailyLimit,
    NotAllowed,
    NotThere,
    SiteError,
    SiteUnavailable,
)
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.site import FileRef, RemoteApplication, RemoteFile
from bot.domain.views import Card, CardFile
from bot.domain.workspace import Role
from bot.usecases.keep_applications import files_job, wanted_of
from tests.fakes import MORNING, Killed
from tests.fakes.store.kinds import APPLICATIONS, FILES, NOTICES
from tests.office import PASSWORD, Office

CV = RemoteFile(b"%PDF-1.7 resume", "../../Коваль.pdf", "application/pdf")
PHOTO = RemoteFile(b"\xff\xd8 photo", None, "image/jpeg")
AWAY = SiteUnavailable("fake")
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Inbox:
    """An office with one live ad."""

    office: Office
    account: EmployerAccount
    publication: Publication

    async def respond(self, *, resume: bool = True, photo: bool = False) -> RemoteApplication:
        """Somebody answers with a file, and the feed is read; nothing is fetched so far."""
        response = self.office.site.respond(
            self.publication.remote_id or "",
            resume=FileRef("/cv", "resume.pdf") if resume else None,
            photo=FileRef("/photo") if photo else None,
        )
        await self.office.sync(self.account)
        return response

    def give(self) -> None:
        """The site has the files."""
        self.office.site.files.update({"/cv": CV, "/photo": PHOTO})

    def fail(self, times: int) -> None:
        self.office.site.trouble("file", *(AWAY for _ in range(times)))

    async def minutes(self, count: float) -> None:
        for _ in range(round(count * 6)):
            self.office.clock.advance(seconds=10)
            await self.office.tick()

    def file(self, kind: FileKind = FileKind.RESUME) -> StoredFile:
        return next(one for one in self.office.rows(FILES) if one.kind is kind)

    @property
    def said(self) -> list[Card | CardFile]:
        views = self.office.said(self.office.owner)
        return [one for one in views if isinstance(one, Card | CardFile)]


@pytest.fixture
async def inbox() -> AsyncIterator[Inbox]:
    office = await Office().open()
    account = await office.account()
    made = Inbox(office, account, await office.live(account))
    yield made
    assert office.site.most_at_once <= 1


# -- it is there -----------------------------------------------------------------------------


async def test_the_card_goes_with_its_file_as_soon_as_it_is_here(inbox: Inbox) -> None:
    inbox.give()
    await inbox.respond()
    await inbox.office.work()
    (card,) = inbox.said
    assert isinstance(card, Card)
    assert card.resume == inbox.file()
    assert not card.file_late


async def test_a_file_is_kept_under_its_id_and_never_under_the_name_of_a_stranger(
    inbox: Inbox,
) -> None:
    inbox.give()
    await inbox.respond()
    await inbox.office.work()
    file = inbox.file()
    assert (file.name, file.mime, file.size) == (CV.name, CV.mime, len(CV.content))
    assert file.sha256 == hashlib.sha256(CV.content).hexdigest()
    assert inbox.office.files.kept == {file.id: CV.content}


async def test_the_photo_is_fetched_first_because_its_link_dies(inbox: Inbox) -> None:
    inbox.give()
    await inbox.respond(photo=True)
    inbox.office.uow.kill(3)  # read, the first file stored, and then the second
    job = inbox.office.jobs.take("fetch_files")
    assert job is not None
    with pytest.raises(Killed):
        await inbox.office.run(job)
    states = {one.kind: one.state for one in inbox.office.rows(FILES)}
    assert states == {FileKind.PHOTO: FileState.KEPT, FileKind.RESUME: FileState.WANTED}


async def test_a_job_that_comes_twice_fetches_once_and_tells_once(inbox: Inbox) -> None:
    inbox.give()
    await inbox.respond()
    await inbox.office.work()
    (application,) = inbox.office.rows(APPLICATIONS)
    await inbox.office.run(files_job(wanted_of(application)))
    await inbox.office.work()
    assert inbox.office.site.calls.count("file") == 1
    assert len(inbox.said) == 1


async def test_a_card_without_any_file_waits_for_nothing(inbox: Inbox) -> None:
    await inbox.respond(resume=False)
    await inbox.office.work()
    (card,) = inbox.said
    assert isinstance(card, Card)
    assert (card.resume, card.photo, card.file_late) == (None, None, False)
    assert inbox.office.site.calls.count("file") == 0


async def test_a_card_with_a_photo_alone_shows_it(inbox: Inbox) -> None:
    inbox.give()
    await inbox.respond(resume=False, photo=True)
    await inbox.office.work()
    (card,) = inbox.said
    assert isinstance(card, Card)
    assert card.photo == inbox.file(FileKind.PHOTO)


# -- it is late ------------------------------------------------------------------------------


async def test_after_three_failures_the_card_goes_without_its_file(inbox: Inbox) -> None:
    inbox.fail(3)
    await inbox.respond()
    await inbox.minutes(1.5)
    (card,) = inbox.said
    assert isinstance(card, Card)
    assert (card.resume, card.file_late) == (None, True)
    assert inbox.file().attempts == 3


async def test_after_two_minutes_the_card_goes_without_its_file(inbox: Inbox) -> None:
    await inbox.respond()
    inbox.office.jobs.take_back(f"files:{inbox.office.rows(APPLICATIONS)[0].id}")  # a stuck worker
    inbox.office.clock.advance(minutes=2)
    await inbox.office.work()
    assert [type(one) for one in inbox.said] == [Card]


async def test_the_file_follows_its_card_once_as_a_reply(inbox: Inbox) -> None:
    inbox.fail(3)
    inbox.give()
    await inbox.respond()
    await inbox.minutes(5)
    assert [type(one) for one in inbox.said] == [Card, CardFile]
    card, follower = [
        one for one in inbox.office.chat.said if isinstance(one.view, Card | CardFile)
    ]
    assert follower.reply_to == card.message_id
    await inbox.minutes(60)
    assert len(inbox.said) == 2


async def test_a_file_that_comes_while_its_card_is_on_the_way_goes_with_it_alone(
    inbox: Inbox,
) -> None:
    """A killed process left the card `sending`: nobody knows whether it went."""
    await inbox.respond()
    (card,) = [one for one in inbox.office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    async with inbox.office.store.uow.system() as tx:
        left = replace(card, state=NoticeState.SENDING, due_at=inbox.office.clock.now())
        await tx.settle_notice(left, None)
        await tx.commit()
    inbox.give()
    await inbox.minutes(5)
    (shown,) = inbox.said
    assert isinstance(shown, Card)
    assert shown.resume is not None


async def test_a_photo_that_comes_late_does_not_follow(inbox: Inbox) -> None:
    inbox.fail(3)
    inbox.give()
    await inbox.respond(resume=False, photo=True)
    await inbox.minutes(5)
    assert [type(one) for one in inbox.said] == [Card]
    assert inbox.file(FileKind.PHOTO).state is FileState.KEPT


async def test_the_card_waits_for_the_slower_of_two_files(inbox: Inbox) -> None:
    inbox.office.site.trouble("file", ContractBroken("fake", "photo"), AWAY)
    inbox.give()
    await inbox.respond(photo=True)
    await inbox.office.work()
    assert inbox.said == []
    await inbox.minutes(1)
    (card,) = inbox.said
    assert isinstance(card, Card)
    assert (card.resume, card.photo) == (inbox.file(), None)


async def test_retries_keep_their_pauses_though_the_clock_ticks(inbox: Inbox) -> None:
    inbox.fail(100)
    await inbox.respond()
    await inbox.minutes(20)
    assert inbox.office.site.calls.count("file") == 6  # after 20, 40, 80 ... seconds


async def test_an_outage_of_a_day_loses_no_file(inbox: Inbox) -> None:
    await inbox.respond()
    inbox.office.site.go_down(AWAY)
    for _ in range(24):
        inbox.office.clock.advance(hours=1)
        await inbox.office.tick()
    assert inbox.file().state is FileState.WANTED
    inbox.give()
    inbox.office.site.go_down(None)
    inbox.office.clock.advance(hours=1)
    await inbox.office.tick()
    assert inbox.file().state is FileState.KEPT
    assert [type(one) for one in inbox.said] == [Card, CardFile]


@pytest.mark.parametrize(
    "error",
    [
        AutomationRefused("fake", MORNING + 2 * HOUR),
        DailyLimit("fake", MORNING + 2 * HOUR),
        SiteUnavailable("fake", retry_after=2 * HOUR),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_site_that_says_until_when_is_asked_for_no_file_before(
    inbox: Inbox, error: SiteError
) -> None:
    inbox.give()
    inbox.office.site.trouble("file", error)
    await inbox.respond(photo=True)
    await inbox.minutes(119)
    assert inbox.office.site.calls.count("file") == 1
    assert [type(one) for one in inbox.said] == [Card]
    await inbox.minutes(2)
    assert {one.state for one in inbox.office.rows(FILES)} == {FileState.KEPT}
    assert [type(one) for one in inbox.said] == [Card, CardFile]


async def test_a_challenge_that_a_sync_met_holds_for_files_too(inbox: Inbox) -> None:
    inbox.give()
    await inbox.respond()
    inbox.office.site.trouble("applications", AutomationRefused("fake", MORNING + HOUR))
    await inbox.office.sync(inbox.account)
    await inbox.minutes(59)
    assert inbox.office.site.calls.count("file") == 0
    await inbox.minutes(31)
    assert inbox.file().state is FileState.KEPT


async def test_a_file_whose_account_was_away_for_days_is_not_given_up_at_once(
    inbox: Inbox,
) -> None:
    inbox.give()
    inbox.office.site.trouble("file", AuthExpired("fake"), AWAY)
    await inbox.respond()
    await inbox.office.work()
    inbox.office.clock.advance(days=4)
    async with inbox.office.transaction() as tx:
        account = await tx.accounts.get(inbox.account.id)
        await tx.accounts.save(account.to(AccountState.ACTIVE))
    for _ in range(3):
        inbox.office.clock.advance(hours=1)
        await inbox.office.tick()
    assert inbox.file().state is FileState.KEPT


async def test_a_file_that_never_comes_is_given_up_after_three_days(inbox: Inbox) -> None:
    inbox.fail(1000)
    await inbox.respond()
    for _ in range(80):
        inbox.office.clock.advance(hours=1)
        await inbox.office.tick()
    assert inbox.file().state is FileState.MISSING
    asked = inbox.office.site.calls.count("file")
    inbox.office.clock.advance(hours=5)
    await inbox.office.tick()
    assert inbox.office.site.calls.count("file") == asked


# -- it is not to be had ---------------------------------------------------------------------


async def test_a_file_that_the_site_no_longer_has_is_missing_at_once(inbox: Inbox) -> None:
    await inbox.respond()
    await inbox.office.work()
    assert inbox.file().state is FileState.MISSING
    (card,) = inbox.said
    assert isinstance(card, Card)
    assert (card.resume, card.file_late) == (None, False)


async def test_an_empty_file_counts_as_a_failed_try(inbox: Inbox) -> None:
    inbox.give()
    inbox.office.site.files["/cv"] = replace(CV, content=b"")
    await inbox.respond()
    await inbox.office.work()
    assert (inbox.file().state, inbox.file().attempts) == (FileState.WANTED, 1)
    assert inbox.office.files.kept == {}
    inbox.give()
    await inbox.minutes(1)
    assert inbox.file().state is FileState.KEPT


async def test_an_address_that_is_not_the_sites_own_is_never_asked_again(inbox: Inbox) -> None:
    inbox.give()
    inbox.office.site.trouble("file", ContractBroken("fake", "address"))
    await inbox.respond()
    await inbox.minutes(60)
    assert inbox.file().state is FileState.MISSING
    assert inbox.office.site.calls.count("file") == 1


async def test_a_lost_login_pauses_the_account_and_the_file_comes_with_the_new_one(
    inbox: Inbox,
) -> None:
    inbox.give()
    inbox.office.site.trouble("file", AuthExpired("fake"))
    await inbox.respond()
    await inbox.minutes(3)
    assert inbox.office.account_now(inbox.account).state is AccountState.PAUSED
    assert [type(one) for one in inbox.said] == [Card]
    await inbox.office.press(inbox.office.owner, "password", inbox.account.id)
    await inbox.office.type(inbox.office.owner, PASSWORD)
    await inbox.office.work()
    assert [type(one) for one in inbox.said][-2:] == [Card, CardFile]


async def test_killed_between_the_bytes_and_the_row_the_file_is_fetched_again(
    inbox: Inbox,
) -> None:
    inbox.give()
    await inbox.respond()
    (application,) = inbox.office.rows(APPLICATIONS)
    inbox.office.uow.kill(2)
    with pytest.raises(Killed):
        await inbox.office.run(files_job(wanted_of(application)))
    assert (len(inbox.office.files.kept), inbox.file().state) == (1, FileState.WANTED)
    await inbox.office.run(files_job(wanted_of(application)))
    await inbox.office.work()
    assert inbox.office.files.kept == {inbox.file().id: CV.content}
    assert [type(one) for one in inbox.said] == [Card]


# -- the photo behind a button ---------------------------------------------------------------


async def test_a_photo_opens_once_for_a_card_however_often_it_is_tapped(inbox: Inbox) -> None:
    office = inbox.office
    inbox.give()
    await inbox.respond(photo=True)
    await office.work()
    (application,) = office.rows(APPLICATIONS)
    for message_id in (7, 7, 8):
        await office.press(office.owner, "photo", application.id, message_id=message_id)
    photos = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.CARD_PHOTO]
    assert len(photos) == 2
    with pytest.raises(NotAllowed):
        await office.press(await office.hire(Role.HIRING_MANAGER), "photo", application.id)


async def test_a_photo_that_there_is_none_of_is_said_so(inbox: Inbox) -> None:
    inbox.give()
    await inbox.respond()
    await inbox.office.work()
    (application,) = inbox.office.rows(APPLICATIONS)
    with pytest.raises(NotThere):
        await inbox.office.press(inbox.office.owner, "photo", application.id)
