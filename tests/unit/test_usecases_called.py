"""What a call of a site is not: a reason to open a resume, or to show who came long ago."""

from dataclasses import replace

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.secret import Credentials
from bot.domain.site import Happened, RemoteApplication
from bot.usecases.open_hook import OpenHook
from bot.usecases.take_call import TakeCall
from tests.fakes import FakeClock
from tests.fakes.sites import CodedSite
from tests.fakes.store.kinds import APPLICATIONS, HOOKS, STUBS
from tests.office import Office

LOGIN = "olena@example.com"


@pytest.fixture
async def office() -> Office:
    """A company whose site can call."""
    clock = FakeClock(hurried=True)
    return await Office(CodedSite(clock), clock=clock).open()


@pytest.fixture
async def account(office: Office) -> EmployerAccount:
    """Connected, its door is open and the site knows it."""
    site(office).tokens["token-0"] = LOGIN
    account = await office.account(credentials=Credentials.of({"token": "token-0"}))
    async with office.transaction() as tx:
        await office.make(OpenHook)(tx, account)
    await office.work()
    return account


def site(office: Office) -> CodedSite:
    assert isinstance(office.site, CodedSite)
    return office.site


async def call(office: Office, kind: Happened, response: str, ad: str | None = None) -> None:
    """The site calls, and what it says is looked into."""
    secret = office.rows(HOOKS)[0].secret.reveal()
    assert await office.make(TakeCall)("coded", secret, site(office).call(kind, response, ad))
    await office.work()


async def answered(office: Office, account: EmployerAccount) -> RemoteApplication:
    """A candidate answers a live ad; nobody has polled."""
    await office.live(account, remote_id="ad-1")
    return office.site.respond("ad-1")


async def test_a_call_that_does_not_say_which_ad_opens_nobody_of_a_strange_one(
    office: Office, account: EmployerAccount
) -> None:
    response = office.site.respond("somebodys-ad")
    await call(office, Happened.APPLICATION, response.remote_id)
    assert site(office).looked_at == []
    assert [one.remote_ad_id for one in office.rows(STUBS)] == ["somebodys-ad"]
    assert office.rows(APPLICATIONS) == []


async def test_a_response_that_moved_says_so_on_its_card_and_no_resume_is_opened(
    office: Office, account: EmployerAccount
) -> None:
    response = await answered(office, account)
    await call(office, Happened.APPLICATION, response.remote_id, "ad-1")
    looked_at = list(site(office).looked_at)
    site(office).feed[0] = replace(response, standing="standing-rejected")
    await call(office, Happened.MOVED, response.remote_id, "ad-1")
    assert [one.standing for one in office.rows(APPLICATIONS)] == ["standing-rejected"]
    assert site(office).looked_at == looked_at


async def test_a_response_from_before_the_account_that_moves_is_no_new_candidate(
    office: Office, account: EmployerAccount
) -> None:
    response = await answered(office, account)
    async with office.transaction() as tx:
        await tx.accounts.save(replace(await tx.accounts.get(account.id), cursor="1"))
    await call(office, Happened.MOVED, response.remote_id, "ad-1")
    assert office.rows(APPLICATIONS) == []
    assert site(office).calls.count("applications") == 1  # who is new comes by the poll
