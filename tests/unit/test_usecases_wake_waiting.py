"""Jobs stay behind when a database is carried elsewhere: the rows alone make them again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.conversation import Place
from bot.domain.errors import SiteUnavailable
from bot.domain.jobs import Job
from bot.domain.site import FileRef
from bot.usecases.answer_candidate import OFFERS
from bot.usecases.connect_account import CONNECT
from bot.usecases.look_at_ad import COUNT
from bot.usecases.look_for_work import LookForWork
from bot.usecases.manage_account import CHECK
from bot.usecases.match_candidates import MATCH, MATCH_ALL
from bot.usecases.note_unlinked import LINK_AD
from bot.usecases.paste_address import FIND_AD
from bot.usecases.prepare_publication import LOAD
from bot.usecases.settle_adoption import READ_HISTORY
from bot.usecases.sync_applications import SYNC
from bot.usecases.tell_member import CAME
from bot.usecases.wake_waiting import WAKE_WAITING, WakeWaiting, wake_waiting_job
from tests.cabinet import opened, sync
from tests.fakes.store.kinds import ACCOUNTS, ADOPTIONS, APPLICATIONS
from tests.must_desk import asking_ad
from tests.office import PASSWORD, Office
from tests.tasks import TASKS

BY_THE_CLOCK = {
    *("deliver", "hand_over", "act", "tell", "redeem", "look_into", "hook", "sync", "glance"),
    *("reconcile", "read_rest", "fetch_files", "fetch_stubs", "refuse", "erase", "tell_digest"),
    *(
        "give_candidates",
        "tell_new",
        "tell_morning",
        "tell_report",
        "keep_topic",
        "keep_board",
        "retain",
    ),
}
"""Their rows are asked for at every tick, or once a day."""
HERE = {CONNECT, FIND_AD, LOAD, CHECK, OFFERS, LINK_AD, READ_HISTORY, MATCH, SYNC}
LET_GO = {
    COUNT,  # how often an ad was seen: the page says what was told last, and asks anew
    CAME,  # who has come stands in /team too
    MATCH_ALL,  # each candidate is compared by a job of its own
    WAKE_WAITING,  # is this one
}


def _forget(office: Office) -> set[tuple[str, int]]:
    """Every job is lost; which there were besides those that bring messages."""
    lost = office.jobs.waiting
    for job in lost:
        office.jobs.take_back(str(job.unique))
    assert office.jobs.waiting == []
    return _named(lost)


def _named(jobs: list[Job]) -> set[tuple[str, int]]:
    return {(job.task, job.subject) for job in jobs}


async def _elsewhere(office: Office) -> set[tuple[str, int]]:
    """As after a move: which jobs are there again."""
    _forget(office)
    await office.make(WakeWaiting)(wake_waiting_job())
    return _named(office.jobs.waiting)


def test_of_every_task_it_is_known_who_makes_it_again() -> None:
    assert set(TASKS) == BY_THE_CLOCK | HERE | LET_GO


async def test_a_login_that_is_being_checked() -> None:
    office = await Office().open()
    office.site.employ("olena@example.com", PASSWORD)
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    await office.type(office.owner, "olena@example.com")
    await office.type(office.owner, PASSWORD)
    assert (CONNECT, office.owner.user_id) in await _elsewhere(office)
    await office.work()
    assert len(office.rows(ACCOUNTS)) == 1


async def test_a_login_that_could_not_be_checked_is_not_sent_again_by_itself() -> None:
    office = await Office().open()
    office.site.trouble("check", SiteUnavailable("fake"))
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    await office.type(office.owner, "olena@example.com")
    await office.type(office.owner, PASSWORD)
    await office.work()
    assert office.at(office.owner).place == Place("connect_check")
    assert CONNECT not in dict(await _elsewhere(office))


async def test_an_ad_that_is_being_looked_for() -> None:
    office, account = await opened()
    remote = office.site.post(account.login, "Кухар")
    await office.paste(office.owner, f"Гляньте: {remote.url}")
    assert (FIND_AD, office.owner.user_id) in await _elsewhere(office)
    await office.work()
    assert office.at(office.owner).place.screen == "link_ad"
    assert FIND_AD not in dict(await _elsewhere(office))


async def test_a_form_that_is_being_loaded() -> None:
    office = await Office().open()
    account, vacancy = await office.account(), await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    assert LOAD in dict(await _elsewhere(office))
    await office.work()
    assert office.at(office.owner).place.screen != "publish_loading"
    assert LOAD not in dict(await _elsewhere(office))


async def test_an_account_that_is_being_checked() -> None:
    office, account = await opened()
    await office.press(office.owner, "account", account.id)
    assert CHECK not in dict(await _elsewhere(office))
    await office.press(office.owner, "check", account.id)
    assert (CHECK, account.id) in await _elsewhere(office)
    await office.work()
    assert office.flash(office.owner) == "done-checked"


async def test_texts_of_the_site_for_who_chooses_words() -> None:
    office, account = await opened()
    ad = await office.live(account)
    office.site.respond(str(ad.remote_id))
    await office.sync(account)
    (one,) = office.rows(APPLICATIONS)
    async with office.transaction() as tx:
        talk = await tx.conversations.of(office.owner)
        await tx.conversations.save(talk.at(Place("tell_words", one.id)))
    assert (OFFERS, one.id) in await _elsewhere(office)


async def test_ads_that_are_to_be_linked_and_their_past() -> None:
    office, account = await opened()
    ads = [office.site.post(account.login, f"Посада {number:02}") for number in range(3)]
    await sync(office, account)
    office.site.respond(ads[0].remote_id, name="Олена")
    await office.press(office.owner, "ads", account.id)
    await office.press(office.owner, "link_all")
    await office.press(office.owner, "history_all")
    found = await _elsewhere(office)
    assert len([task for task, _ in found if task == LINK_AD]) == 3
    while (job := office.jobs.take(LINK_AD)) is not None:
        await office.run(job)
    assert READ_HISTORY in dict(await _elsewhere(office))
    await office.work()
    assert [one.done_at is None for one in office.rows(ADOPTIONS)] == [False]


async def test_a_sync_that_somebody_asked_for() -> None:
    office, account = await opened()
    await office.sync(account)
    assert SYNC not in dict(await _elsewhere(office))
    office.clock.advance(hours=1)
    await office.command(office.owner, "sync")
    assert (SYNC, account.id) in await _elsewhere(office)


async def test_a_pass_that_was_cut_short() -> None:
    office, account = await opened()
    async with office.transaction() as tx:
        fresh = await tx.accounts.get(account.id)
        later = office.clock.now() + timedelta(minutes=50)
        await tx.accounts.save(replace(fresh, resume="2", next_sync_at=later))
    assert (SYNC, account.id) in await _elsewhere(office)


async def test_candidates_that_are_to_be_compared() -> None:
    ad = await asking_ad()
    one = await ad.answer("Менеджер\nПрацювала у CRM")
    assert (MATCH, one.id) in await _elsewhere(ad.office)
    await ad.office.work()
    assert ad.one.points_met == one.points_met


@pytest.mark.parametrize("resume", [None, FileRef("cv")])
async def test_what_the_clock_finds_is_found_besides(resume: FileRef | None) -> None:
    """One who answered this very moment: card and file come in the new place."""
    office, account = await opened()
    ad = await office.live(account)
    office.site.respond(str(ad.remote_id), resume=resume)
    await office.sync(account)
    lost = _forget(office)
    await office.make(WakeWaiting)(wake_waiting_job())
    office.clock.advance(minutes=2)
    await office.make(LookForWork)()
    assert lost <= _named(office.jobs.waiting)
    await office.work()
    assert len(office.said(office.owner)) == 1
