"""Nothing is paid for that nobody has asked for in full knowledge of its price."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.conversation import Place
from bot.domain.errors import Conflict, NoCredits, Stale
from bot.domain.ids import VacancyId
from bot.domain.publication import Publication
from bot.domain.site import Ad, Can
from bot.domain.site_action import ActionState
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Role
from bot.ports import Publications, Vacancies
from bot.usecases.prepare_publication import publication_of
from tests.advert import Advert
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites.world import INFO
from tests.fakes.store.kinds import PUBLICATIONS
from tests.office import Office


async def _live() -> Advert:
    """An ad that we have published, its owner on its page."""
    advert = await Advert.of()
    await advert.send("send")
    assert advert.sent("publish") == 1
    return advert


async def _ends(advert: Advert) -> None:
    """The site takes the ad off, and a sync hears of it."""
    advert.office.site.set_ad((await advert.now()).remote_id or "", Ad.ENDED, "badge-expired")
    await advert.office.sync(advert.account)
    assert (await advert.now()).ad is Ad.ENDED


async def test_a_tap_on_save_never_publishes_an_ad_that_has_ended_meanwhile() -> None:
    advert = await _live()
    await advert.rewrite(title="Старший бариста")
    await advert.press("publication")
    await _ends(advert)
    await advert.send("save_live")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 0)
    assert advert.office.at(advert.office.owner).place.screen == "publication"
    assert advert.office.flash(advert.office.owner) == "ended-meanwhile"


async def test_nor_does_the_confirm_of_an_edit() -> None:
    advert = await _live()
    await advert.rewrite(title="Старший бариста")
    await advert.press("edit")
    await advert.office.work()
    assert advert.office.at(advert.office.owner).place.screen == "preview"
    await _ends(advert)
    await advert.send("save_live")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 0)


async def test_an_edit_of_a_live_ad_goes_as_before() -> None:
    advert = await _live()
    await advert.rewrite(title="Старший бариста")
    await advert.send("save_live")
    assert (advert.sent("publish"), advert.sent("edit")) == (1, 1)


# -- prolonging ---------------------------------------------------------------------------


async def _prolongable() -> Advert:
    clock = FakeClock(hurried=True)
    site = FakeSite(clock, replace(INFO, can=INFO.can | {Can.PROLONG}))
    advert = await Advert.of(await Office(site, clock=clock).open())
    await advert.send("send")
    return advert


async def test_two_recruiters_who_read_the_same_question_prolong_once() -> None:
    advert = await _prolongable()
    colleague = await advert.office.hire(Role.RECRUITER)
    await advert.office.join(colleague)
    await advert.office.press(colleague, "prolong", advert.publication.id)
    await advert.press("prolong")
    await advert.send("prolong_yes")
    assert advert.sent("prolong") == 1
    await advert.office.press(colleague, "prolong_yes", advert.publication.id)
    await advert.office.work()
    assert advert.sent("prolong") == 1
    assert advert.office.at(colleague).place.screen == "prolong"
    assert advert.office.flash(colleague) == "changed-meanwhile"
    await advert.office.press(colleague, "prolong_yes", advert.publication.id)
    await advert.office.work()
    assert advert.sent("prolong") == 2


async def test_a_prolongation_that_failed_is_asked_for_by_its_question_alone() -> None:
    advert = await _prolongable()
    advert.office.site.trouble("prolong", NoCredits("fake"))
    await advert.press("prolong")
    await advert.send("prolong_yes")
    assert (await advert.outcome())[0] is ActionState.FAILED
    with pytest.raises(Stale):
        await advert.press("retry")


async def test_of_two_ads_of_one_pair_the_one_that_is_up_counts() -> None:
    """Both were linked to one vacancy; the newer one has ended."""
    office = await Office().open()
    account, vacancy = await office.account(), await office.vacancy()
    up = await office.live(account, vacancy=vacancy)
    office.clock.advance(timedelta(minutes=1))
    await office.live(account, vacancy=vacancy, ad=Ad.ENDED)
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    assert office.at(office.owner).place == Place("publication", up.id)


async def test_two_who_begin_a_publication_in_one_moment_make_one() -> None:
    office = await Office().open()
    account, vacancy = await office.account(), await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    async with office.store.uow(office.tenant) as tx:  # what a colleague had read just before
        none: Any = NoneSoFar(tx.publications)
        stale: Any = AsReadBefore(tx.vacancies, vacancy)
        tx.publications, tx.vacancies = none, stale
        with pytest.raises(Conflict):
            await publication_of(tx, office.clock, vacancy, account)
    assert len(office.rows(PUBLICATIONS)) == 1


class NoneSoFar:
    """ports.Publications of a vacancy that has none so far."""

    def __init__(self, real: Publications) -> None:
        self.save = real.save

    async def of_vacancy(self, vacancy_id: VacancyId) -> list[Publication]:
        return []


class AsReadBefore:
    """ports.Vacancies whose one vacancy was read before somebody else wrote it."""

    def __init__(self, real: Vacancies, vacancy: Vacancy) -> None:
        self.save, self._vacancy = real.save, vacancy

    async def get(self, vacancy_id: VacancyId) -> Vacancy:
        return self._vacancy
