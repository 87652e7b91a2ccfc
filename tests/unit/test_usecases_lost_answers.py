"""Requests whose answer never came: looked up on the site, and never sent twice."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.domain.account import AccountState
from bot.domain.errors import Conflict, OutcomeUnknown, SiteUnavailable, Stale
from bot.domain.ids import ActionId
from bot.domain.publication import Status
from bot.domain.site import Ad
from bot.domain.site_action import ActionState, SiteAction
from bot.domain.views import Card
from bot.ports import Actions, Transaction
from tests.advert import Advert
from tests.fakes import Killed
from tests.office import PASSWORD, Office

DONE = (ActionState.DONE, None)


@pytest.fixture
async def ad() -> AsyncIterator[Advert]:
    made = await Advert.of()
    yield made
    assert made.office.site.most_at_once <= 1


async def _settled(ad: Advert) -> None:
    """Enough looks, half a minute apart, to be sure."""
    for _ in range(10):
        await ad.later(seconds=30)


# -- found -----------------------------------------------------------------------------------


async def test_a_lost_answer_is_looked_up_and_not_sent_twice(ad: Advert) -> None:
    ad.office.site.lose_answer("publish")
    await ad.send()
    assert await ad.outcome() == (ActionState.UNSURE, None)
    assert (await ad.now()).status() is Status.DRAFT
    await ad.later(seconds=20)
    assert await ad.outcome() == DONE
    assert (await ad.now()).status() is Status.PUBLISHED
    assert ad.sent("publish") == 1


async def test_a_lost_answer_to_a_draft_is_looked_up_too(ad: Advert) -> None:
    ad.office.site.lose_answer("save_draft")
    await ad.send("save")
    await ad.later(seconds=20)
    assert await ad.outcome() == DONE
    assert ((await ad.now()).ad, ad.ads) == (Ad.DRAFT, [Ad.DRAFT])


async def test_an_ad_that_came_out_as_a_draft_is_published_and_not_made_anew(ad: Advert) -> None:
    site = ad.office.site
    site.lose_answer("publish")
    await ad.send()
    (remote_id,) = site.ads
    site.set_ad(remote_id, Ad.DRAFT)
    await ad.later(seconds=20)
    assert (ad.ads, ad.sent("publish")) == ([Ad.DRAFT], 1)  # the list may lag
    await _settled(ad)
    assert ad.ads == [Ad.LIVE]
    assert (await ad.now()).remote_id == remote_id


@pytest.mark.parametrize("state", [Ad.REFUSED, Ad.ENDED])
async def test_an_ad_that_was_up_and_is_off_before_the_look_is_not_paid_for_twice(
    ad: Advert, state: Ad
) -> None:
    """The site blocked it, or somebody closed it in the cabinet: it had its effect."""
    site = ad.office.site
    site.lose_answer("publish")
    await ad.send()
    (remote_id,) = site.ads
    site.set_ad(remote_id, state)
    await ad.later(seconds=20)
    now = await ad.now()
    assert (now.ad, now.remote_id) == (state, remote_id)
    assert await ad.outcome() == DONE
    assert ad.sent("publish") == 1


async def test_who_answered_before_we_knew_the_ad_comes_as_a_card(ad: Advert) -> None:
    site, office = ad.office.site, ad.office
    site.lose_answer("publish")
    await ad.send()
    (remote_id,) = site.ads
    site.respond(remote_id, name="Олена Коваль")
    await office.sync(ad.account)
    assert office.said(office.owner) == []
    await ad.later(seconds=20)
    assert [one.application.name for one in office.said(office.owner) if isinstance(one, Card)] == [
        "Олена Коваль"
    ]


async def test_another_ad_of_the_same_title_is_not_taken_for_it(ad: Advert) -> None:
    office = ad.office
    await ad.send()
    twin = Advert(office, ad.account, await office.publication(ad.account))
    await twin.press("publication")
    office.site.lose_answer("publish", after=False)
    await twin.send()
    await _settled(twin)
    assert (await twin.now()).remote_id != (await ad.now()).remote_id
    assert ad.ads == [Ad.LIVE, Ad.LIVE]


# -- not found -------------------------------------------------------------------------------


async def test_a_lost_request_is_sent_again_once_the_site_surely_does_not_have_it(
    ad: Advert,
) -> None:
    ad.office.site.lose_answer("publish", after=False)
    await ad.send()
    await ad.later(seconds=20)
    assert ad.sent("publish") == 1  # one empty look proves nothing
    await _settled(ad)
    assert ad.ads == [Ad.LIVE]
    assert ad.sent("publish") == 2


async def test_a_lost_edit_is_written_once_more(ad: Advert) -> None:
    await ad.send()
    await ad.rewrite(title="Старший бариста")
    ad.office.site.lose_answer("edit")
    await ad.send()
    await ad.later(seconds=20)
    assert await ad.outcome() == DONE
    assert ad.sent("edit") == 2


@pytest.mark.parametrize("after", [True, False])
async def test_a_lost_close_ends_the_ad_whether_or_not_it_arrived(ad: Advert, after: bool) -> None:
    await ad.send()
    ad.office.site.lose_answer("close", after=after)
    await ad.send("close_yes")
    await _settled(ad)
    assert (await ad.now()).ad is Ad.ENDED
    assert await ad.outcome() == DONE


async def test_an_answer_that_is_always_lost_is_given_up_and_said_plainly(ad: Advert) -> None:
    ad.office.site.trouble("publish", *(OutcomeUnknown("fake") for _ in range(9)))
    await ad.send()
    for _ in range(40):
        await ad.later(minutes=1)
    assert await ad.outcome() == (ActionState.FAILED, "error-outcome-unknown")
    assert ad.sent("publish") == 5


# -- can't be looked up so far ---------------------------------------------------------------


async def test_while_the_site_is_away_what_is_unsure_stays_unsure(ad: Advert) -> None:
    ad.office.site.lose_answer("publish")
    await ad.send()
    ad.office.site.go_down(SiteUnavailable("fake"))
    for _ in range(90):
        await ad.later(minutes=1)
    assert await ad.outcome() == (ActionState.UNSURE, None)
    ad.office.site.go_down(None)
    await ad.later(minutes=2)
    assert await ad.outcome() == DONE
    assert ad.ads == [Ad.LIVE]


async def test_a_login_that_is_lost_meanwhile_leaves_it_unsure_until_it_can_be_looked_up(
    ad: Advert,
) -> None:
    """Failed, it could be sent again by a tap: the ad would stand twice."""
    office = ad.office
    office.site.lose_answer("publish")
    await ad.send()
    office.site.employers[ad.account.login].password = "інший"
    await ad.later(minutes=5)
    await ad.later(hours=3)
    assert office.account_now(ad.account).state is AccountState.PAUSED
    assert await ad.outcome() == (ActionState.UNSURE, None)
    office.site.employers[ad.account.login].password = PASSWORD
    async with office.transaction() as tx:
        paused = await tx.accounts.get(ad.account.id)
        await tx.accounts.save(paused.to(AccountState.ACTIVE))
    await ad.later(hours=1)
    assert await ad.outcome() == DONE
    assert ad.ads == [Ad.LIVE]


async def test_nothing_else_can_be_asked_of_the_site_while_it_is_unsure(ad: Advert) -> None:
    ad.office.site.lose_answer("publish")
    await ad.send()
    for verb in ("send", "save", "retry", "withdraw", "close_yes", "edit", "stop", "resume"):
        with pytest.raises(Stale):
            await ad.press(verb)


# -- the process is killed -------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0, 1, 50])
async def test_killed_between_request_and_answer_it_is_looked_up_however_long_it_was_off(
    ad: Advert, hours: int
) -> None:
    ad.office.site.trouble("publish", Killed(), after=True)
    await ad.press("send")
    with pytest.raises(Killed):
        await ad.office.work()
    assert await ad.outcome() == (ActionState.SENDING, None)
    await ad.later(hours=hours)
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (ad.sent("publish"), ad.ads) == (1, [Ad.LIVE])


async def test_killed_before_the_request_left_it_is_sent_after_the_look(ad: Advert) -> None:
    ad.office.site.trouble("publish", Killed())
    await ad.press("send")
    with pytest.raises(Killed):
        await ad.office.work()
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert ad.ads == [Ad.LIVE]


async def test_killed_after_the_answer_and_before_it_was_written_down_it_is_not_sent_twice(
    ad: Advert,
) -> None:
    await ad.press("send")
    job = ad.office.jobs.take("act")
    assert job is not None
    ad.office.uow.kill(3)  # read, sending, and then the answer
    with pytest.raises(Killed):
        await ad.office.run(job)
    assert ad.sent("publish") == 1
    await _settled(ad)
    assert await ad.outcome() == DONE
    assert (ad.sent("publish"), ad.ads) == (1, [Ad.LIVE])


# -- somebody is faster ----------------------------------------------------------------------


@pytest.mark.parametrize("nth", [1, 2])
async def test_a_request_withdrawn_in_the_last_moment_never_leaves(ad: Advert, nth: int) -> None:
    async def withdraw() -> None:
        await ad.press("withdraw")

    await ad.press("send")
    job = ad.office.jobs.take("act")
    assert job is not None
    ad.office.uow.before(nth, withdraw)
    await ad.office.run(job)
    await _settled(ad)
    assert await ad.outcome() == (ActionState.WITHDRAWN, None)
    assert ad.sent("publish") == 0


class _OwedStill:
    """ports.Actions of a reader whom somebody else overtakes: what it read is not so any more."""

    def __init__(self, real: Actions, faster: Callable[[], Awaitable[object]]) -> None:
        self._real, self._faster = real, faster
        self.save, self.next_number = real.save, real.next_number
        self.of_application = real.of_application

    async def get(self, action_id: ActionId) -> SiteAction:
        found = await self._real.get(action_id)
        await self._faster()
        return found


async def test_a_request_withdrawn_while_it_is_marked_as_sent_never_leaves(ad: Advert) -> None:
    def overtaken(tx: Transaction) -> None:
        real = tx.actions

        async def withdraw() -> None:
            owed = (await tx.publications.get(ad.publication.id)).operation
            assert owed is not None
            gone = owed.to(ActionState.WITHDRAWN, ad.office.clock.now())
            await real.save(gone, was=ActionState.OWED)

        tx.actions = _OwedStill(real, withdraw)

    await ad.press("send")
    job = ad.office.jobs.take("act")
    assert job is not None
    ad.office.uow.amid(2, overtaken)  # read, and then sending
    with pytest.raises(Conflict):  # the job comes again and finds it withdrawn
        await ad.office.run(job)
    assert ad.sent("publish") == 0


async def test_a_request_that_has_left_can_not_be_withdrawn(ad: Advert) -> None:
    async def withdraw() -> None:
        with pytest.raises(Stale):
            await ad.press("withdraw")

    ad.office.site.meanwhile(withdraw)
    await ad.send()
    assert await ad.outcome() == DONE


async def test_an_account_disconnected_meanwhile_stays_disconnected(ad: Advert) -> None:
    office = ad.office

    async def disconnect() -> None:
        await office.press(office.owner, "disconnect_yes", ad.account.id)

    office.site.meanwhile(disconnect)
    await ad.send()
    account = office.account_now(ad.account)
    assert (account.state, account.next_sync_at) == (AccountState.DISCONNECTED, None)
    assert ((await ad.now()).ad, (await ad.now()).sync) == (Ad.LIVE, False)


async def test_two_taps_publish_once() -> None:
    ad = await Advert.of(await Office().open())
    version = ad.office.at(ad.office.owner).version
    await ad.office.press(ad.office.owner, "send", ad.publication.id, version=version)
    with pytest.raises(Stale):
        await ad.office.press(ad.office.owner, "send", ad.publication.id, version=version)
    await ad.office.work()
    assert (ad.sent("publish"), ad.ads) == (1, [Ad.LIVE])


# -- what is said meanwhile ------------------------------------------------------------------


async def test_a_look_at_what_is_under_way_says_that_nothing_is_new_until_it_ends(
    ad: Advert,
) -> None:
    office = ad.office
    office.site.lose_answer("publish")
    await ad.send()
    await office.command(office.owner, "menu")
    await ad.send("publication")
    assert office.flash(office.owner) is None  # the page itself is news
    await ad.send("publication")
    assert office.flash(office.owner) == "nothing-new"
    await ad.later(minutes=1)
    assert await ad.outcome() == (ActionState.DONE, None)
    assert office.flash(office.owner) is None


async def test_a_look_at_an_ad_that_waits_for_nothing_says_nothing(ad: Advert) -> None:
    await ad.send()
    await ad.send("publication")
    assert ad.office.flash(ad.office.owner) is None
