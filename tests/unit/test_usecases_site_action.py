"""Paying what is owed to a site: one request, and what the site makes of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.conversation import Place
from bot.domain.errors import (
    AccessNotBought,
    AdMissing,
    AuthExpired,
    AutomationRefused,
    ContractBroken,
    DailyLimit,
    Duplicate,
    NoCredits,
    NotEmployer,
    Rejected,
    SiteError,
    SiteUnavailable,
    UserBlocked,
    WrongLogin,
)
from bot.domain.publication import Status
from bot.domain.secret import Credentials
from bot.domain.site import Ad, Problem
from bot.domain.site_action import ActionState, Kind
from bot.domain.views import AccountPaused, BrokenContract, PublicationResult
from bot.domain.workspace import Role
from tests.advert import Advert
from tests.fakes import MORNING
from tests.fakes.sites import CITIES
from tests.fakes.store.kinds import ACTIONS, APPLICATIONS, PUBLICATIONS
from tests.office import Office

MINUTE = timedelta(minutes=1)
OPERATOR = 9_000_000_001
DONE = (ActionState.DONE, None)


@pytest.fixture
async def ad() -> AsyncIterator[Advert]:
    made = await Advert.of()
    yield made
    assert made.office.site.most_at_once <= 1


# -- it goes well ----------------------------------------------------------------------------


async def test_a_published_ad_is_live_syncing_and_known_by_its_id(ad: Advert) -> None:
    await ad.press("send")
    assert ad.office.site.calls == []  # a tap talks to nobody
    await ad.office.work()
    now = await ad.now()
    assert (now.ad, now.sync, now.remote_id) == (Ad.LIVE, True, next(iter(ad.office.site.ads)))
    assert now.published_at == ad.office.clock.now()
    assert await ad.outcome() == DONE


async def test_after_a_publication_the_account_is_synced_at_once(ad: Advert) -> None:
    await ad.send()
    assert ad.sent("applications") == 1
    assert ad.office.account_now(ad.account).last_sync_at is not None


async def test_a_publication_that_is_spent_is_gone_from_what_is_left(ad: Advert) -> None:
    office = ad.office
    await ad.send("save")
    assert [one.left for one in office.account_now(ad.account).credits] == [3]
    office.site.lose_answer("publish")
    await ad.send()
    assert [one.left for one in office.account_now(ad.account).credits] == [3]  # unsure
    await ad.later(minutes=1)
    assert await ad.outcome() == DONE
    assert [one.left for one in office.account_now(ad.account).credits] == [2]
    await ad.rewrite(title="Старший бариста")
    await ad.send()  # an edit
    await ad.send("close_yes")
    assert ad.sent("edit") == 1
    assert [one.left for one in office.account_now(ad.account).credits] == [2]


async def test_a_draft_is_saved_without_a_sync_and_then_published_as_the_same_ad(
    ad: Advert,
) -> None:
    await ad.send("save")
    assert (await ad.now()).status() is Status.DRAFT
    assert ad.sent("applications") == 0
    await ad.send()
    assert ad.ads == [Ad.LIVE]
    assert [call for call, _ in ad.office.site.requests] == ["save_draft", "publish"]


async def test_an_edit_overwrites_the_ad_and_spends_nothing(ad: Advert) -> None:
    await ad.send()
    await ad.rewrite(title="Старший бариста")
    await ad.send()
    assert [one.remote.title for one in ad.office.site.ads.values()] == ["Старший бариста"]
    assert ad.office.site.employers[ad.account.login].credits == {"standard": 2}
    assert (await ad.now()).title == "Старший бариста"


async def test_a_closed_ad_has_ended_and_can_be_published_again(ad: Advert) -> None:
    await ad.send()
    await ad.send("close_yes")
    assert (await ad.now()).status() is Status.INACTIVE
    await ad.send()
    assert ad.ads == [Ad.LIVE]
    assert (await ad.now()).status() is Status.PUBLISHED


async def test_an_ended_ad_that_is_saved_again_stays_ended_and_the_request_is_settled(
    ad: Advert,
) -> None:
    await ad.send()
    await ad.send("close_yes")
    await ad.send("save")
    assert (await ad.now()).ad is Ad.ENDED
    assert await ad.outcome() == DONE
    assert ad.sent("save_draft") == 1


async def test_the_same_job_twice_sends_one_request(ad: Advert) -> None:
    await ad.press("send")
    job = ad.office.jobs.take("act")
    assert job is not None
    await ad.office.run(job)
    await ad.office.run(job)
    assert [call for call, _ in ad.office.site.requests] == ["publish"]


async def test_who_has_left_the_page_is_told_how_it_ended_and_who_looks_on_is_not(
    ad: Advert,
) -> None:
    office = ad.office
    await ad.send()
    assert office.said(office.owner) == []
    await ad.press("close_yes")
    await office.command(office.owner, "menu")
    await office.work()
    (told,) = office.said(office.owner)
    assert isinstance(told, PublicationResult)
    assert (told.action.kind, told.publication.ad) == (Kind.CLOSE, Ad.ENDED)


async def test_a_request_of_a_member_who_left_is_told_to_the_owner(ad: Advert) -> None:
    office = ad.office
    recruiter = await office.hire(Role.RECRUITER)
    await office.join(recruiter)
    await office.press(recruiter, "publication", ad.publication.id)
    await office.press(recruiter, "send", ad.publication.id)
    await office.command(office.owner, "menu")
    await office.fire(recruiter)
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [PublicationResult]
    assert office.said(recruiter) == []
    assert [one.asked_by for one in office.rows(ACTIONS)] == [recruiter.member_id]


# -- the site says no ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        NoCredits("fake"),
        Duplicate("fake", ("ad-9",)),
        AccessNotBought("fake"),
        DailyLimit("fake", MORNING + timedelta(days=1)),
        ContractBroken("fake", "POST /jobs"),
        NotEmployer("fake"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_refusal_is_final_and_said_in_its_own_words(ad: Advert, error: SiteError) -> None:
    ad.office.site.trouble("publish", error)
    await ad.send()
    assert await ad.outcome() == (ActionState.FAILED, error.text_id)
    assert (await ad.now()).status() is Status.ERRONEOUS
    await ad.later(hours=2)
    assert ad.sent("publish") == 1


async def test_a_rejection_keeps_each_problem_with_its_field(ad: Advert) -> None:
    problems = (Problem("min", "Замало", "title"), Problem("required", "Оберіть", "city"))
    ad.office.site.trouble("publish", Rejected("fake", problems))
    await ad.send()
    action = await ad.action()
    assert (action.error, action.problems) == ("error-rejected", problems)


async def test_what_the_site_still_needs_is_asked_for_and_nothing_is_sent(ad: Advert) -> None:
    async with ad.office.transaction() as tx:
        now = await tx.publications.get(ad.publication.id)
        await tx.publications.save(replace(now, fields={"city": CITIES[:1]}))
    await ad.send()
    assert ad.office.site.calls == []
    talk = ad.office.at(ad.office.owner)
    assert (talk.place.screen, talk.draft) == ("publish_field", {"field": "publication"})


async def test_an_answer_that_no_contract_has_is_told_to_the_operators() -> None:
    office = await Office(operators=[OPERATOR]).open()
    ad = await Advert.of(office)
    office.site.trouble("publish", ContractBroken("fake", "POST /jobs: status 418"))
    await ad.send()
    assert await ad.outcome() == (ActionState.FAILED, "error-contract-broken")
    told = [one.view for one in office.chat.said if one.address.chat_id == OPERATOR]
    assert told == [BrokenContract("fake", "POST /jobs: status 418")]


# -- the login is lost -----------------------------------------------------------------------


@pytest.mark.parametrize("error", [AuthExpired("fake"), WrongLogin("fake"), UserBlocked("fake")])
async def test_a_lost_login_pauses_the_account_once_and_is_told_once(
    ad: Advert, error: SiteError
) -> None:
    office = ad.office
    office.site.employers[ad.account.login].refuses = error
    await ad.send()
    other = await office.publication(ad.account)
    await office.press(office.owner, "publication", other.id)
    await office.press(office.owner, "send", other.id)
    await office.work()
    paused = office.account_now(ad.account)
    assert (paused.state, paused.paused_by) == (AccountState.PAUSED, error.text_id)
    assert await ad.outcome() == (ActionState.FAILED, "error-auth-expired")
    assert [type(one) for one in office.said(office.owner)].count(AccountPaused) == 1
    assert office.site.calls == ["publish"]  # the second was not even tried


async def test_a_login_mended_meanwhile_is_not_paused_by_a_request_with_the_old_one(
    ad: Advert,
) -> None:
    office = ad.office

    async def mend() -> None:
        office.site.employers[ad.account.login].password = "новий"
        async with office.transaction() as tx:
            now = await tx.accounts.get(ad.account.id)
            fresh = Credentials.of({"login": now.login, "password": "новий"})
            await tx.accounts.save(replace(now, credentials=fresh))

    office.site.meanwhile(mend)
    await ad.send()
    assert office.account_now(ad.account).state is AccountState.ACTIVE
    assert office.said(office.owner) == []


# -- the site is away ------------------------------------------------------------------------


async def test_a_site_that_is_away_is_asked_again_with_growing_pauses_and_then_given_up(
    ad: Advert,
) -> None:
    clock = ad.office.clock
    ad.office.site.go_down(SiteUnavailable("fake"))
    await ad.send()
    pauses = []
    while (await ad.outcome())[0] is ActionState.OWED:
        pauses.append(await ad.due() - clock.now())
        clock.advance(pauses[-1])
        await ad.office.tick()
    assert pauses == [1 * MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert await ad.outcome() == (ActionState.FAILED, "error-site-unavailable")
    assert ad.sent("publish") == 5


async def test_nothing_is_sent_before_its_pause_is_over(ad: Advert) -> None:
    ad.office.site.trouble("publish", SiteUnavailable("fake"))
    await ad.send()
    await ad.later(seconds=59)
    assert ad.sent("publish") == 1
    await ad.later(seconds=1)
    assert await ad.outcome() == DONE


async def test_a_pause_that_the_site_names_is_kept(ad: Advert) -> None:
    until = MORNING + timedelta(hours=6)
    ad.office.site.trouble(
        "publish",
        SiteUnavailable("fake", retry_after=20 * MINUTE),
        AutomationRefused("fake", until),
    )
    await ad.send()
    assert await ad.due() == MORNING + 20 * MINUTE
    await ad.later(minutes=20)
    assert await ad.due() == until


# -- the ad is gone --------------------------------------------------------------------------


async def test_closing_an_ad_that_was_deleted_on_the_site_is_done(ad: Advert) -> None:
    await ad.send()
    ad.office.site.ads.clear()
    await ad.send("close_yes")
    await ad.later(minutes=1)
    now = await ad.now()
    assert (now.ad, now.badge) == (Ad.ENDED, "badge-deleted")
    assert await ad.outcome() == DONE


async def test_editing_an_ad_that_was_deleted_on_the_site_says_so(ad: Advert) -> None:
    await ad.send()
    ad.office.site.ads.clear()
    await ad.rewrite(title="Старший бариста")
    await ad.send()
    assert (await ad.now()).ad is Ad.LIVE  # one list that lacks it is not believed
    await ad.later(minutes=1)
    assert (await ad.now()).ad is Ad.ENDED
    assert await ad.outcome() == (ActionState.FAILED, "error-ad-missing")


@pytest.mark.parametrize("verb", ["send", "close_yes"])
async def test_an_ad_that_was_missing_for_a_moment_is_no_deleted_one(ad: Advert, verb: str) -> None:
    await ad.send()
    await ad.rewrite(title="Старший бариста")
    ad.office.site.trouble("close" if verb == "close_yes" else "edit", AdMissing("fake"))
    await ad.send(verb)
    await ad.later(minutes=1)
    assert await ad.outcome() == DONE
    assert [(await ad.now()).ad] == ad.ads


async def test_an_ad_that_was_deleted_is_published_again_as_another_one(ad: Advert) -> None:
    office = ad.office
    await ad.send()
    answered = office.site.respond((await ad.now()).remote_id or "")
    await office.sync(ad.account)
    office.site.ads.clear()
    await ad.rewrite(title="Старший бариста")
    await ad.send()  # an edit, which fails
    await ad.later(minutes=1)
    await ad.send("edit")
    (talk, new) = (office.at(office.owner), office.rows(PUBLICATIONS)[-1])
    assert (talk.place, new.fields) == (Place("preview", new.id), ad.publication.fields)
    await office.press(office.owner, "send", new.id)
    await office.work()
    live, old = await office.publication_now(new), await ad.now()
    assert (live.ad, list(office.site.ads)) == (Ad.LIVE, [live.remote_id])
    assert (old.status(), old.remote_id) == (Status.INACTIVE, answered.remote_ad_id)
    assert [one.publication_id for one in office.rows(APPLICATIONS)] == [old.id]


async def test_an_ad_deleted_after_it_had_ended_is_published_again_too(ad: Advert) -> None:
    office = ad.office
    await ad.send()
    await ad.send("close_yes")
    office.site.ads.clear()
    await ad.send()
    await ad.later(minutes=1)
    assert await ad.outcome() == (ActionState.FAILED, "error-ad-missing")
    await ad.send("retry")
    new = office.rows(PUBLICATIONS)[-1]
    assert new.id != ad.publication.id
    await ad.send()  # the old button, once more: there is one to follow already
    assert len(office.rows(PUBLICATIONS)) == 2
    await office.press(office.owner, "send", new.id)
    await office.work()
    assert (await office.publication_now(new)).status() is Status.PUBLISHED
    await ad.send("edit")
    assert office.at(office.owner).place == Place("publication", new.id)
    assert ad.ads == [Ad.LIVE]


async def test_the_same_pair_chosen_again_after_a_deletion_starts_another_ad(ad: Advert) -> None:
    office = ad.office
    await ad.send()
    office.site.ads.clear()
    for _ in range(2):
        await office.sync(ad.account)
    await office.press(office.owner, "publish", ad.publication.vacancy_id)
    await office.press(office.owner, "under", ad.account.id)
    await office.work()
    new = office.rows(PUBLICATIONS)[-1]
    assert office.at(office.owner).place == Place("preview", new.id)
    assert new.remote_id is None
