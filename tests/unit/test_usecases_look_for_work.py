"""The clock's look for work: all that is due is woken, in a handful of transactions."""

from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.application import ApplicationStub
from bot.domain.publication import Publication
from bot.domain.site import Ad, FileRef
from bot.usecases import look_for_work
from bot.usecases.look_for_work import LookForWork
from tests.office import Office

SIX_HOURS, HALF_AN_HOUR = timedelta(hours=6), timedelta(minutes=30)


async def _forget_jobs(office: Office) -> None:
    """Every wake-up is lost: the rows alone say what is owed."""
    for job in office.jobs.waiting:
        office.jobs.take_back(str(job.unique))
    assert office.jobs.waiting == []


async def _opened() -> Office:
    """An office whose owner was told this morning what is to do."""
    office = await Office().open()
    async with office.transaction() as tx:
        tomorrow = office.clock.now() + timedelta(days=1)
        await tx.mornings.save(office.owner.member_id, tomorrow)
        await tx.reports.put_off(office.owner.member_id, tomorrow)
    return office


async def _look(office: Office) -> int:
    """One look for work; how many transactions it committed."""
    before = office.store.commits
    await office.make(LookForWork)()
    return office.store.commits - before


async def _keep_unread(office: Office, publication: Publication) -> None:
    stub = ApplicationStub(
        publication.workspace_id,
        publication.account_id,
        publication.site,
        publication.remote_id or "",
        f"kept-{publication.id}",
        office.clock.now(),
    )
    async with office.transaction() as tx:
        await tx.applications.add_stubs([stub])


async def test_whatever_waits_is_woken_in_two_transactions() -> None:
    office = await _opened()
    now = office.clock.now()
    accounts = [await office.account(f"{name}@example.com", next_sync_at=now) for name in "abc"]
    ads = [await office.live(account) for account in accounts]
    for ad in ads:
        await _keep_unread(office, ad)
        office.site.respond(str(ad.remote_id), resume=FileRef("cv"))
    await office.sync(accounts[0])
    drafts = [await office.publication(account) for account in accounts]
    for draft in drafts:
        await office.press(office.owner, "publication", draft.id)
        await office.press(office.owner, "send", draft.id)
    await _forget_jobs(office)
    assert await _look(office) == 2

    woken = {(job.task, job.lock): job for job in office.jobs.waiting if job.task != "deliver"}
    locks = [f"account:{account.id}" for account in accounts]
    assert set(woken) == {
        *(("sync", lock) for lock in locks[1:]),
        *(("act", lock) for lock in locks),
        *(("fetch_stubs", lock) for lock in locks),
        ("fetch_files", locks[0]),
    }
    assert woken["fetch_stubs", locks[0]].at == now + SIX_HOURS
    assert woken["fetch_files", locks[0]].at == now + HALF_AN_HOUR
    assert {job.workspace_id for job in woken.values()} == {office.workspace.id}
    assert [job for job in office.jobs.waiting if job.task == "deliver"]


async def test_what_was_woken_does_its_work() -> None:
    office = await _opened()
    account = await office.account(next_sync_at=office.clock.now())
    ad = await office.live(account)
    office.site.respond(str(ad.remote_id))
    draft = await office.publication(account)
    await office.press(office.owner, "publication", draft.id)
    await office.press(office.owner, "send", draft.id)
    await _forget_jobs(office)
    await office.tick()
    assert (await office.publication_now(draft)).ad is Ad.LIVE
    assert len(office.said(office.owner)) == 1


async def test_nothing_that_waits_is_left_out_where_there_is_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(look_for_work, "BATCH", 2)
    office = await _opened()
    accounts = [await office.account(f"{name}@example.com") for name in "abcde"]
    for account in accounts:
        await _keep_unread(office, await office.live(account))
    assert await _look(office) == 4
    assert len([job for job in office.jobs.waiting if job.task == "fetch_stubs"]) == 5


@pytest.mark.parametrize("state", [AccountState.PAUSED, AccountState.DISCONNECTED])
async def test_an_account_without_a_login_is_not_woken(state: AccountState) -> None:
    office = await _opened()
    account = await office.account(next_sync_at=office.clock.now())
    await _keep_unread(office, await office.live(account))
    async with office.transaction() as tx:
        await tx.accounts.save((await tx.accounts.get(account.id)).to(state))
    await _look(office)
    assert office.jobs.waiting == []


async def test_responses_of_an_ad_that_is_no_more_than_a_draft_are_not_asked_for() -> None:
    office = await _opened()
    account = await office.account()
    await _keep_unread(office, await office.live(account, ad=Ad.DRAFT))
    await _look(office)
    assert office.jobs.waiting == []
