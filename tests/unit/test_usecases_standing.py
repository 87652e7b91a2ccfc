"""What a site does with a response after it came: its card says so, and stays."""

from dataclasses import dataclass, replace

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.publication import Publication
from bot.domain.site import FileRef, RemoteApplication
from bot.domain.views import Card
from bot.usecases.keep_applications import stubs_job
from tests.fakes.store.kinds import APPLICATIONS, STUBS
from tests.office import Office

REJECTED = "standing-rejected"


@dataclass(slots=True)
class Feed:
    """An account with one live ad."""

    office: Office
    account: EmployerAccount
    ad: Publication

    def respond(self, **known: object) -> str:
        return self.office.site.respond(self.ad.remote_id or "", **known).remote_id

    async def sync(self) -> None:
        await self.office.sync(self.account)
        await self.office.work()

    @property
    def cards(self) -> list[tuple[str, str | None, bool]]:
        """Who, standing how, and whether a card turned into it."""
        return [
            (one.view.application.remote_id, one.view.application.standing, one.edited)
            for one in self.office.chat.said
            if isinstance(one.view, Card)
        ]


@pytest.fixture
async def feed() -> Feed:
    office = await Office().open()
    account = await office.account()
    return Feed(office, account, await office.live(account))


async def test_a_card_changes_with_its_response_and_stays_in_its_place(feed: Feed) -> None:
    one = feed.respond()
    await feed.sync()
    for standing in (REJECTED, REJECTED, None):
        feed.office.site.standings = {one: standing}
        await feed.sync()
    assert feed.cards == [(one, None, False), (one, REJECTED, True), (one, None, True)]
    assert len({it.message_id for it in feed.office.chat.said if isinstance(it.view, Card)}) == 1


async def test_a_response_that_comes_again_with_a_standing_changes_its_card(feed: Feed) -> None:
    feed.respond()
    await feed.sync()
    (came,) = feed.office.site.feed
    assert isinstance(came, RemoteApplication)
    feed.office.site.feed[0] = replace(came, standing=REJECTED)
    async with feed.office.transaction() as tx:
        await tx.accounts.save(replace(feed.office.account_now(feed.account), cursor="0"))
    await feed.sync()
    assert [standing for _, standing, _ in feed.cards] == [None, REJECTED]


async def test_a_card_that_still_waits_for_its_file_comes_as_it_stands_then(feed: Feed) -> None:
    one = feed.respond(resume=FileRef("/late"))
    await feed.office.sync(feed.account)
    feed.office.site.standings = {one: REJECTED}
    await feed.sync()
    feed.office.clock.advance(minutes=3)
    await feed.office.tick()
    assert feed.cards == [(one, REJECTED, False)]


async def test_where_a_stranger_stands_interests_nobody(feed: Feed) -> None:
    feed.office.site.standings = {"nobody": REJECTED}
    await feed.sync()
    assert feed.cards == []


async def test_of_somebody_on_the_black_list_nothing_is_kept(feed: Feed) -> None:
    feed.respond(barred=True)
    feed.office.site.respond("an-ad-of-nobody", barred=True)
    known = feed.respond()
    await feed.sync()
    assert [one.remote_id for one in feed.office.rows(APPLICATIONS)] == [known]
    assert feed.office.rows(STUBS) == []


async def test_who_was_put_on_the_black_list_before_the_ad_was_linked_waits_no_longer(
    feed: Feed,
) -> None:
    office = feed.office
    async with office.transaction() as tx:
        ad = await tx.publications.get(feed.ad.id)
        await tx.publications.save(replace(ad, sync=False))
    feed.respond()
    await feed.sync()
    assert len(office.rows(STUBS)) == 1
    (came,) = office.site.feed
    assert isinstance(came, RemoteApplication)
    office.site.feed[0] = replace(came, barred=True)
    async with office.transaction() as tx:
        ad = await tx.publications.get(feed.ad.id)
        await tx.enqueue(stubs_job(await tx.publications.save(replace(ad, sync=True))))
    await office.work()
    assert (office.rows(STUBS), office.rows(APPLICATIONS), feed.cards) == ([], [], [])
