"""Resumes that a site gives by the day, and whose candidates see that they were looked at."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.account import EmployerAccount, Viewed
from bot.domain.application import Application
from bot.domain.errors import ContractBroken, DailyLimit, SiteUnavailable, Stale
from bot.domain.secret import Credentials
from bot.domain.site import FileRef, Happened, RemoteApplication, RemoteFile
from bot.usecases.keep_applications import READ_REST
from bot.usecases.open_hook import OpenHook
from bot.usecases.take_call import TakeCall
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import APPLICATIONS, FILES, HOOKS, PERSONS, STUBS
from tests.office import Office

LOGIN, PHONE = "olena@example.com", "+380670000001"
RESUME: dict[str, Any] = {"phones": (PHONE,), "resume": FileRef("cv")}


@pytest.fixture
async def office() -> Office:
    clock = FakeClock(hurried=True)
    office = await Office(CodedSite(clock), clock=clock).open()
    office.site.files["cv"] = RemoteFile(b"%PDF-1", "cv.pdf", "application/pdf")
    return office


@pytest.fixture
async def account(office: Office) -> EmployerAccount:
    """Connected, with a live ad."""
    site(office).tokens["token-0"] = LOGIN
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    await office.live(account, remote_id="ad-1")
    return account


def site(office: Office) -> CodedSite:
    assert isinstance(office.site, CodedSite)
    return office.site


async def read(office: Office, account: EmployerAccount) -> None:
    """A pass over the feed, and all that follows."""
    await office.sync(office.account_now(account))
    await office.work()


def one(office: Office) -> Application:
    (found,) = office.rows(APPLICATIONS)
    return found


def cards(office: Office) -> list[views.Card]:
    return [it for it in office.said(office.owner) if isinstance(it, views.Card)]


async def quiet(office: Office, account: EmployerAccount) -> None:
    """Resumes are read when somebody opens them."""
    await office.press(office.owner, "account", account.id)
    await office.press(office.owner, "viewed_opened", account.id)


async def test_a_resume_is_read_on_delivery(office: Office, account: EmployerAccount) -> None:
    response = site(office).answer("ad-1", **RESUME)
    await read(office, account)
    assert one(office).phones == (PHONE,)
    assert site(office).looked_at == [response.remote_id]
    assert [card.application.unopened for card in cards(office)] == [False]


async def test_nobodys_resume_is_opened_who_becomes_no_card(
    office: Office, account: EmployerAccount
) -> None:
    site(office).answer("ad-9", **RESUME)
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    await read(office, account)
    assert len(site(office).looked_at) == 1
    assert len(office.rows(STUBS)) == 1


async def test_those_that_were_read_before_the_site_failed_are_kept(
    office: Office, account: EmployerAccount
) -> None:
    first = site(office).answer("ad-1", **RESUME)
    site(office).answer("ad-1", **RESUME)
    entered = site(office).enter

    def fails_later(call: str) -> Any:
        if call == "whole" and site(office).looked_at:
            raise SiteUnavailable("coded")
        return entered(call)

    site(office).enter = fails_later  # type: ignore[method-assign]
    await read(office, account)
    assert one(office).remote_id == first.remote_id
    site(office).enter = entered  # type: ignore[method-assign]
    await read(office, account)
    assert len(office.rows(APPLICATIONS)) == 2
    assert site(office).looked_at.count(first.remote_id) == 1


async def test_the_account_says_when_resumes_are_read(
    office: Office, account: EmployerAccount
) -> None:
    await quiet(office, account)
    assert office.account_now(account).viewed is Viewed.OPENED
    await office.press(office.owner, "viewed_delivered", account.id)
    assert office.account_now(account).viewed is Viewed.DELIVERED


async def test_an_unopened_resume_is_read_when_the_recruiter_opens_it(
    office: Office, account: EmployerAccount
) -> None:
    await quiet(office, account)
    response = site(office).answer("ad-1", **RESUME)
    await read(office, account)
    assert (one(office).unopened, one(office).phones, site(office).looked_at) == (True, (), [])
    await office.press(office.owner, "open", one(office).id)
    await office.work()
    assert site(office).looked_at == [response.remote_id]
    assert (one(office).unopened, one(office).phones) == (False, (PHONE,))
    assert [card.resume is not None for card in cards(office)] == [False, True]
    with pytest.raises(Stale):
        await office.press(office.owner, "open", one(office).id)


@pytest.mark.parametrize(
    ("listed", "told", "known"),
    [(None, "Олена Коваль", "Олена Коваль"), ("Олена Коваль", None, "Олена Коваль")],
)
async def test_a_name_that_becomes_known_is_the_persons_and_one_that_is_known_stays(
    office: Office, account: EmployerAccount, listed: str | None, told: str | None, known: str
) -> None:
    await quiet(office, account)
    response = site(office).respond("ad-1", name=listed)
    site(office).resumes[response.remote_id] = {**RESUME, "name": told}
    await read(office, account)
    await office.press(office.owner, "open", one(office).id)
    await office.work()
    assert [card.application.name for card in cards(office)] == [listed, known]
    assert [person.name for person in office.rows(PERSONS)] == [known]


async def test_a_photo_that_was_there_before_is_not_fetched_twice(
    office: Office, account: EmployerAccount
) -> None:
    office.site.files["face"] = RemoteFile(b"jpeg", None, "image/jpeg")
    await quiet(office, account)
    response = site(office).respond("ad-1", photo=FileRef("face"))
    site(office).resumes[response.remote_id] = RESUME
    await read(office, account)
    await office.press(office.owner, "open", one(office).id)
    await office.work()
    kinds = sorted(file.kind for file in office.rows(FILES))
    assert kinds == ["photo", "resume"]


async def test_over_the_daily_limit_the_card_goes_now_and_the_rest_follows(
    office: Office, account: EmployerAccount
) -> None:
    until = office.clock.now() + timedelta(hours=9)
    site(office).limit_until = until
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    assert [card.application.held_until for card in cards(office)] == [until]
    office.clock.advance(hours=9)
    await office.tick()
    assert (one(office).held_until, one(office).phones) == (None, (PHONE,))
    assert [card.resume is not None for card in cards(office)] == [False, True]


async def test_what_was_held_back_is_not_forgotten_with_its_wake_up(
    office: Office, account: EmployerAccount
) -> None:
    site(office).limit_until = office.clock.now() + timedelta(hours=9)
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    office.clock.advance(hours=9)
    office.jobs.take(READ_REST)
    await office.tick()
    assert one(office).phones == (PHONE,)


@pytest.mark.parametrize(
    "error", [SiteUnavailable("coded"), DailyLimit("coded", FakeClock().now())]
)
async def test_while_the_site_does_not_give_it_it_is_asked_for_again(
    office: Office, account: EmployerAccount, error: Exception
) -> None:
    await quiet(office, account)
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    site(office).trouble("application", error)
    await office.press(office.owner, "open", one(office).id)
    await office.work()
    assert one(office).held_until is not None
    office.clock.advance(minutes=15)
    await office.tick()
    assert one(office).phones == (PHONE,)


async def test_a_resume_that_is_gone_leaves_the_card_as_it_is(
    office: Office, account: EmployerAccount
) -> None:
    await quiet(office, account)
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    office.site.feed.clear()
    await office.press(office.owner, "open", one(office).id)
    await office.work()
    assert (one(office).unopened, one(office).phones) == (False, ())


async def test_one_that_can_not_be_read_is_let_be(office: Office, account: EmployerAccount) -> None:
    await quiet(office, account)
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    site(office).trouble("application", ContractBroken("coded", "resume"))
    await office.press(office.owner, "open", one(office).id)
    await office.work()
    assert (one(office).unopened, one(office).held_until) == (False, None)


async def test_a_file_over_the_daily_limit_holds_up_no_card(
    office: Office, account: EmployerAccount
) -> None:
    until = office.clock.now() + timedelta(hours=9)
    site(office).trouble("file", DailyLimit("coded", until))
    site(office).answer("ad-1", **RESUME)
    await read(office, account)
    assert [card.file_late for card in cards(office)] == [True]
    office.clock.advance(hours=9)
    await office.tick()
    assert [type(it) for it in office.said(office.owner)][-1] is views.CardFile


async def test_a_call_opens_nobodys_resume_who_becomes_no_card(
    office: Office, account: EmployerAccount
) -> None:
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, account)
    response = site(office).answer("ad-9", **RESUME)
    secret = office.rows(HOOKS)[0].secret.reveal()
    body = site(office).call(Happened.APPLICATION, response.remote_id, "ad-9")
    await office.make(TakeCall)("coded", secret, body)
    await office.work()
    assert site(office).looked_at == []
    assert [stub.remote_id for stub in office.rows(STUBS)] == [response.remote_id]


async def test_nobody_who_was_erased_learns_that_the_resume_was_opened(
    office: Office, account: EmployerAccount
) -> None:
    """Neither by the same response nor by another one of the same resume."""
    first = _own(office, "https://hh.example/resume/0a1b")
    await read(office, account)
    await office.command(office.owner, "forget")
    await office.type(office.owner, PHONE)
    await office.type(office.owner, PHONE)
    await office.work()
    assert office.rows(APPLICATIONS) == []
    _own(office, "https://hh.example/resume/0a1b")
    await read(office, account)
    assert site(office).looked_at == [first.remote_id]
    other = _own(office, "https://hh.example/resume/ffff")  # known by the phone, once it is read
    await read(office, account)
    async with office.transaction() as tx:
        now = await tx.accounts.get(account.id)
        await tx.accounts.save(replace(now, cursor="0"))
    await read(office, account)
    assert office.rows(APPLICATIONS) == []
    assert site(office).looked_at == [first.remote_id, other.remote_id]


def _own(office: Office, url: str) -> RemoteApplication:
    """A response whose resume has an address of its own."""
    response = site(office).respond("ad-1", url=url)
    site(office).resumes[response.remote_id] = RESUME
    return response
