"""What a lost request left on the site is found, paid for once, and is no other ad."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.account import AccountState
from bot.domain.errors import Conflict, NotAllowed, OutcomeUnknown, SiteUnavailable
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from bot.domain.vacancy import STEPS, Step, Vacancy
from bot.domain.views import Card
from tests.advert import Advert
from tests.fakes.store.kinds import UNLINKED
from tests.office import Office

DONE = (ActionState.DONE, None)
UNKNOWN = (ActionState.FAILED, "error-outcome-unknown")


@pytest.fixture
async def ad() -> AsyncIterator[Advert]:
    made = await Advert.of()
    yield made
    assert made.office.site.most_at_once <= 1


async def _settled(ad: Advert) -> None:
    """Enough looks, half a minute apart, to be sure."""
    for _ in range(10):
        await ad.later(seconds=30)


async def _given_up(ad: Advert) -> None:
    """Its answer is lost each time, and only when the last one is given up the list shows it."""
    site = ad.office.site
    site.lag(hours=1)
    site.trouble("publish", *(OutcomeUnknown("fake") for _ in range(4)))
    site.lose_answer("publish")
    await ad.send()
    for _ in range(40):
        await ad.later(minutes=1)
    assert (await ad.outcome(), ad.sent("publish")) == (UNKNOWN, 5)
    await ad.later(hours=1)


def _spent(ad: Advert) -> int:
    left = ad.office.site.employers[ad.account.login].credits["standard"]
    assert left is not None
    return 3 - left


async def _correct(ad: Advert, step: Step, words: str) -> None:
    office = ad.office
    await office.press(office.owner, "vacancy", (await ad.now()).vacancy_id)
    await office.press(office.owner, "change", STEPS.index(step))
    await office.type(office.owner, words)
    await office.press(office.owner, "publication", ad.publication.id)


# -- the recruiter goes on meanwhile ---------------------------------------------------------


@pytest.mark.parametrize("step", [Step.TITLE, Step.DESCRIPTION])
async def test_an_ad_is_found_by_what_was_sent_and_not_by_what_was_written_since(
    ad: Advert, step: Step
) -> None:
    ad.office.site.lose_answer("publish")
    await ad.send()
    await _correct(ad, step, "Старший бариста")
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (ad.sent("publish"), ad.ads, _spent(ad)) == (1, [Ad.LIVE], 1)


async def test_what_is_sent_again_is_what_the_vacancy_says_by_then(ad: Advert) -> None:
    ad.office.site.lose_answer("publish", after=False)
    await ad.send()
    await _correct(ad, Step.TITLE, "Старший бариста")
    await _settled(ad)
    (posted,) = ad.office.site.ads.values()
    assert (posted.remote.title, (await ad.now()).title) == ("Старший бариста",) * 2


# -- a list that lags, a state that tells nothing --------------------------------------------


@pytest.mark.parametrize("first", ["save", None])
async def test_a_list_that_lags_does_not_have_it_published_twice(
    ad: Advert, first: str | None
) -> None:
    if first is not None:
        await ad.send(first)
    site = ad.office.site
    site.lag(seconds=100)
    site.lose_answer("publish")
    await ad.send()
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (ad.sent("publish"), ad.ads, _spent(ad)) == (1, [Ad.LIVE], 1)


@pytest.mark.parametrize("state", [Ad.REFUSED, Ad.ENDED])
@pytest.mark.parametrize("after", [True, False])
async def test_an_ad_that_stands_as_before_was_published_when_it_is_dated_anew(
    state: Ad, after: bool
) -> None:
    office = await Office().open()
    account = await office.account()
    ad = Advert(office, account, await office.live(account, ad=state))
    await ad.press("publication")
    office.clock.advance(hours=1)
    (remote_id,) = office.site.ads
    office.site.lose_answer("publish", after=after)
    await ad.send()
    office.site.set_ad(remote_id, state)  # moderators look at it anew, or it is left inactive
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (ad.sent("publish"), _spent(ad)) == ((1, 1) if after else (2, 1))


async def test_a_list_that_may_be_cut_short_makes_no_ad_a_deleted_one(ad: Advert) -> None:
    office = ad.office
    office.site.post(ad.account.login, "Інша")
    await ad.send()
    office.site.list_most = 1
    for _ in range(3):
        await office.sync(ad.account)
    assert ((await ad.now()).ad, (await ad.now()).badge) == (Ad.LIVE, None)
    office.site.ads.popitem()
    office.site.list_most = None
    for _ in range(2):
        await office.sync(ad.account)
    assert (await ad.now()).gone


# -- asked for again -------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["send", "save", "retry"])
async def test_after_an_outcome_nobody_knows_whatever_is_asked_begins_with_a_look(
    ad: Advert, verb: str
) -> None:
    await _given_up(ad)
    await _correct(ad, Step.TITLE, "Старший бариста")
    await ad.send(verb)
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (ad.sent("publish"), ad.sent("save_draft"), _spent(ad)) == (5, 0, 1)
    assert (await ad.now()).ad is Ad.LIVE


async def test_a_look_that_finds_nothing_long_after_is_followed_by_the_request(ad: Advert) -> None:
    site = ad.office.site
    site.trouble("publish", *(OutcomeUnknown("fake") for _ in range(5)))
    await ad.send()
    for _ in range(40):
        await ad.later(minutes=1)
    await ad.send()
    assert (await ad.outcome(), ad.ads) == (DONE, [Ad.LIVE])


async def test_what_the_site_would_refuse_now_may_stand_there_as_it_was(ad: Advert) -> None:
    await _given_up(ad)
    await _correct(ad, Step.TITLE, "Бариста!")
    await ad.send()
    assert await ad.outcome() == DONE


async def test_a_vacancy_that_may_stand_on_a_site_is_not_deleted(ad: Advert) -> None:
    await _given_up(ad)
    office, vacancy_id = ad.office, (await ad.now()).vacancy_id
    assert (await ad.now()).bound
    await office.press(office.owner, "delete", vacancy_id)
    with pytest.raises(NotAllowed):
        await office.press(office.owner, "delete_yes", vacancy_id)
    with pytest.raises(Conflict):
        async with office.transaction() as tx:
            await tx.vacancies.delete(vacancy_id)


async def test_after_a_try_was_withdrawn_publishing_begins_with_a_look(ad: Advert) -> None:
    site = ad.office.site
    site.lag(minutes=30)
    site.lose_answer("publish")
    site.trouble("publish", SiteUnavailable("fake"))
    await ad.send()
    while (await ad.action()).state is not ActionState.OWED:
        await ad.later(minutes=1)
    await ad.press("withdraw")
    await ad.later(hours=1)
    await ad.send()
    assert (await ad.outcome(), ad.sent("publish"), _spent(ad)) == (DONE, 2, 1)


# -- whose ad it is --------------------------------------------------------------------------


async def test_an_ad_that_another_account_of_the_company_published_is_not_taken_for_it(
    ad: Advert,
) -> None:
    office = ad.office
    await ad.send()
    vacancy = await _vacancy(ad)
    boss = await office.account("boss@example.com")
    office.site.employers[boss.login].admin = True
    same = Advert(office, boss, await office.publication(boss, vacancy=vacancy))
    await same.press("publication")
    office.site.lose_answer("publish", after=False)
    await same.send()
    await _settled(same)
    assert await same.outcome() == DONE
    assert (await same.now()).remote_id != (await ad.now()).remote_id
    assert ad.ads == [Ad.LIVE, Ad.LIVE]


@pytest.mark.parametrize("login", ["olena@example.com", "boss@example.com"])
async def test_an_ad_made_in_the_cabinet_is_not_taken_for_it(ad: Advert, login: str) -> None:
    """Of the same title, in the same minute: by a colleague, or with another text."""
    site = ad.office.site
    site.employers[ad.account.login].admin = True
    text = (await _vacancy(ad)).description if login != ad.account.login else "<p>Інше</p>"
    site.lose_answer("publish", after=False)
    await ad.send()
    theirs = site.post(login, "Бариста", description=text)
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (await ad.now()).remote_id != theirs.remote_id


async def _vacancy(ad: Advert) -> Vacancy:
    now = await ad.now()
    async with ad.office.transaction() as tx:
        return await tx.vacancies.get(now.vacancy_id)


async def test_what_may_be_ours_is_not_offered_as_an_ad_of_the_cabinet(ad: Advert) -> None:
    """Linked to another vacancy it would not be found, and paid for again."""
    await _given_up(ad)
    office = ad.office
    (remote_id,) = office.site.ads
    office.site.respond(remote_id)
    await office.sync(ad.account)
    assert office.rows(UNLINKED) == []
    await ad.send("retry")
    assert (await ad.now()).remote_id == remote_id
    assert [one.application.name for one in office.said(office.owner) if isinstance(one, Card)]


# -- the account is gone ---------------------------------------------------------------------


async def test_an_account_that_was_disconnected_leaves_it_unknown_and_not_under_way_for_ever(
    ad: Advert,
) -> None:
    office = ad.office
    office.site.lose_answer("publish")
    await ad.send()
    await office.press(office.owner, "disconnect_yes", ad.account.id)
    await _settled(ad)
    assert await ad.outcome() == UNKNOWN
    assert (await ad.now()).bound
    async with office.transaction() as tx:  # the same login is connected once more
        gone = await tx.accounts.get(ad.account.id)
        back = replace(gone, state=AccountState.ACTIVE, credentials=ad.account.credentials)
        await tx.accounts.save(back)
    await ad.press("publication")
    await ad.send("retry")
    assert (await ad.outcome(), ad.sent("publish"), _spent(ad)) == (DONE, 1, 1)
