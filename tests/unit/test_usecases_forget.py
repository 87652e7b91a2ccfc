"""A publication that is no ad so far: it can be forgotten here, and comes back as it was."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.conversation import Place
from bot.domain.errors import NotThere, OutcomeUnknown, Rejected, Stale
from bot.domain.pay import Pay, PayPeriod
from bot.domain.publication import Status
from bot.domain.site import Ad, Problem
from bot.domain.site_action import ActionState
from bot.domain.vacancy import Contact, Employment
from tests.advert import Advert
from tests.cabinet import seen
from tests.fakes.store.kinds import ACTIONS, PUBLICATIONS
from tests.office import FIELDS


async def shown(ad: Advert) -> Any:
    return await seen(ad.office, ad.office.owner)


async def forget(ad: Advert) -> None:
    await ad.press("forget")
    assert isinstance(await shown(ad), views.ConfirmForget)
    await ad.press("forget_yes")


async def test_a_draft_on_the_site_is_forgotten_here_and_stays_there() -> None:
    ad = await Advert.of()
    await ad.send("save")
    remote_id = (await ad.now()).remote_id
    ad.office.site.calls.clear()
    await forget(ad)
    await ad.office.work()
    assert ad.office.site.calls == []
    assert remote_id in ad.office.site.ads
    assert ad.office.rows(PUBLICATIONS) == []
    assert ad.office.rows(ACTIONS) == []
    assert ad.office.flash(ad.office.owner) == "done-forgotten-here"
    page = await shown(ad)
    assert isinstance(page, views.VacancyPage)
    assert (page.undo, list(page.publications)) == (True, [])
    with pytest.raises(NotThere):
        await ad.press("retry")


async def test_it_comes_back_as_it_was() -> None:
    ad = await Advert.of()
    await ad.send("save")
    before = await ad.now()
    await forget(ad)
    await ad.press("unforget")
    (again,) = ad.office.rows(PUBLICATIONS)
    assert ad.office.at(ad.office.owner).place == Place("publication", again.id)
    assert again.id != before.id
    same = replace(
        again,
        id=before.id,
        created_at=before.created_at,
        version=before.version,
        operation=before.operation,
    )
    assert same == before
    assert again.status() is Status.DRAFT
    with pytest.raises(Stale):
        await ad.press("unforget")


async def test_what_it_was_before_a_change_and_why_it_failed_last_come_back_too() -> None:
    ad = await Advert.of()
    pay = Pay(20_000, None, period=PayPeriod.WEEK)
    contact = Contact("Олена, +380 44 000 11 22")
    await ad.rewrite(pay=pay, contact=contact, employment=Employment.FULL)
    await ad.send("save")
    await ad.rewrite(title="Старший бариста")
    problem = Problem("refused", "закороткий", "title", 5)
    ad.office.site.trouble("save_draft", Rejected("fake", (problem,)))
    await ad.send("save")
    before = await ad.now()
    assert before.operation is not None
    assert before.sent is not None
    await forget(ad)
    await ad.press("unforget")
    (again,) = ad.office.rows(PUBLICATIONS)
    again = await ad.office.publication_now(again)
    assert again.sent == before.sent
    assert again.sent.pay == pay
    failed = again.operation
    assert failed is not None
    assert (failed.state, failed.problems) == (ActionState.FAILED, (problem,))
    assert failed.error == before.operation.error
    page = await shown(ad)
    assert (page.status, list(page.wrong)) == (Status.ERRONEOUS, [problem])
    await ad.office.press(ad.office.owner, "retry", again.id)
    await ad.office.work()
    assert (await ad.office.publication_now(again)).status() is Status.DRAFT


async def test_what_no_site_has_seen_is_forgotten_too() -> None:
    ad = await Advert.of()
    await forget(ad)
    assert ad.office.flash(ad.office.owner) == "done-forgotten"
    await ad.press("unforget")
    (again,) = ad.office.rows(PUBLICATIONS)
    assert again.fields == FIELDS


async def test_elsewhere_the_undo_is_over() -> None:
    ad = await Advert.of()
    await forget(ad)
    await ad.office.press(ad.office.owner, "vacancies")
    with pytest.raises(Stale):
        await ad.press("unforget")


async def test_it_does_not_come_back_beside_another_one_of_its_account() -> None:
    ad = await Advert.of()
    await forget(ad)
    ad.office.clock.advance(minutes=1)
    async with ad.office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.publication.vacancy_id)
    await ad.office.publication(ad.account, vacancy=vacancy)
    with pytest.raises(Stale):
        await ad.press("unforget")


async def test_what_failed_can_be_forgotten_and_what_is_unknown_without_a_way_back() -> None:
    ad = await Advert.of()
    ad.office.site.trouble("publish", Rejected("fake", ()))
    await ad.send("send")
    await forget(ad)
    assert (await shown(ad)).undo
    lost = await Advert.of()
    lost.office.site.trouble("publish", OutcomeUnknown("fake"))
    await lost.send("send")
    await lost.office.press(lost.office.owner, "disconnect_yes", lost.account.id)
    await lost.later(hours=2)
    assert (await lost.now()).uncertain
    await forget(lost)
    assert not (await shown(lost)).undo


@pytest.mark.parametrize("at", [Ad.LIVE, Ad.ENDED, Ad.REFUSED])
async def test_what_candidates_have_seen_is_never_forgotten(at: Ad) -> None:
    ad = await Advert.of(ad=at, remote_id="ad-77")
    await ad.press("forget")
    assert isinstance(await shown(ad), views.PublicationPage)
    with pytest.raises(Stale):
        await ad.press("forget_yes")


async def test_nothing_is_forgotten_while_it_is_on_its_way() -> None:
    ad = await Advert.of()
    await ad.press("forget")
    async with ad.office.transaction() as tx:
        now = await tx.publications.get(ad.publication.id)
    assert now.forgettable
    await ad.press("publication")
    await ad.press("send")
    await ad.press("forget")
    with pytest.raises(Stale):
        await ad.press("forget_yes")
