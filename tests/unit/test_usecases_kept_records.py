"""Responses that the plug-in could not read, after an upgrade that can."""

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.publication import Publication
from bot.domain.site import RemoteApplication
from bot.domain.views import BrokenRecords, Card
from bot.domain.workspace import Person
from bot.usecases.retry_records import RetryRecords
from tests.fakes.store.kinds import APPLICATIONS, BROKEN, STUBS
from tests.office import Office

OPERATOR = 9_000_000_001
RAW = '{"candidate": "Олена"}'


async def _kept(**publication: object) -> tuple[Office, EmployerAccount, Publication]:
    """A company for which one record is kept aside; its operator was told."""
    office = await Office(operators=[OPERATOR]).open()
    account = await office.account()
    live = await office.live(account, **publication)
    office.site.garble(RAW)
    await office.sync(account)
    await office.work()
    assert len(office.rows(BROKEN)) == 1
    return office, account, live


def _learn(office: Office, publication: Publication) -> None:
    """The new version can read it."""
    assert publication.remote_id is not None
    found = RemoteApplication("77", publication.remote_id, office.clock.now(), name="Олена")
    office.site.readable[RAW] = found


def _cards(office: Office) -> list[str | None]:
    return [one.application.name for one in office.said(office.owner) if isinstance(one, Card)]


async def test_a_record_that_the_new_version_can_read_becomes_a_card_once() -> None:
    office, _, publication = await _kept()
    _learn(office, publication)
    for _ in range(2):
        await office.make(RetryRecords)()
        await office.work()
    assert _cards(office) == ["Олена"]
    assert office.rows(BROKEN) == []
    operator = Person(OPERATOR, OPERATOR)
    assert [type(one) for one in office.said(operator)] == [BrokenRecords]


async def test_one_that_can_still_not_be_read_stays_aside_and_is_told_no_more() -> None:
    office, account, _ = await _kept()
    await office.make(RetryRecords)()
    await office.sync(account)
    await office.work()
    assert [one.record.raw for one in office.rows(BROKEN)] == [RAW]
    assert len(office.said(Person(OPERATOR, OPERATOR))) == 1


async def test_one_at_which_the_new_version_stumbles_holds_up_no_other() -> None:
    office, account, publication = await _kept()
    office.site.garble("[odd]")
    await office.sync(account)
    office.site.readable[RAW] = RecursionError()
    assert publication.remote_id is not None
    found = RemoteApplication("78", publication.remote_id, office.clock.now(), name="Ігор")
    office.site.readable["[odd]"] = found
    await office.make(RetryRecords)()
    await office.work()
    assert _cards(office) == ["Ігор"]
    assert [one.record.raw for one in office.rows(BROKEN)] == [RAW]


@pytest.mark.parametrize("known", ["card", "stub"])
async def test_one_that_was_read_by_another_way_meanwhile_is_shown_once(known: str) -> None:
    office, account, publication = await _kept(sync=known == "card")
    _learn(office, publication)
    found = office.site.readable[RAW]
    assert isinstance(found, RemoteApplication)
    office.site.feed.append(found)
    await office.sync(account)
    await office.make(RetryRecords)()
    await office.work()
    assert office.rows(BROKEN) == []
    assert len(_cards(office)) == len(office.rows(APPLICATIONS)) == (known == "card")
    assert len(office.rows(STUBS)) == (known == "stub")
