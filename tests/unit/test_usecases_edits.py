"""An edit of live ads: what changes is said before it is sent, and where it goes is chosen."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import Rejected
from bot.domain.publication import Publication
from bot.domain.site import Problem
from bot.domain.site_action import ActionState
from bot.domain.vacancy import STEPS, Step
from bot.domain.views import View
from bot.usecases.reading.screen import ReadScreen
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import CITIES, INFO
from tests.office import Office


class Ads:
    """A vacancy that is up on two sites."""

    def __init__(self, office: Office, sites: list[FakeSite], both: list[Publication]) -> None:
        self.office, self.sites, self.both = office, sites, both

    async def press(self, verb: str, subject: int = 0) -> None:
        await self.office.press(self.office.owner, verb, subject)
        await self.office.work()

    async def seen(self) -> View:
        seen = await self.office.make(ReadScreen)(self.office.owner.person)
        assert seen is not None
        return seen.screen.view

    async def preview(self) -> views.Preview:
        """Of the first one, to edit it."""
        await self.press("edit", self.both[0].id)
        view = await self.seen()
        assert isinstance(view, views.Preview)
        return view

    async def retitle(self, title: str) -> None:
        await self.press("vacancy", self.both[0].vacancy_id)
        await self.press("change", STEPS.index(Step.TITLE))
        await self.office.type(self.office.owner, title)

    @property
    def edits(self) -> list[int]:
        return [site.calls.count("edit") for site in self.sites]


@pytest.fixture
async def ads() -> Ads:
    clock = FakeClock(hurried=True)
    sites = [FakeSite(clock, replace(INFO, key=key)) for key in ("first", "second")]
    office = await Office(*sites, clock=clock).open()
    vacancy = await office.vacancy()
    both = []
    for site in sites:
        account: EmployerAccount = await office.account(at=site)
        both.append(await office.publication(account, vacancy=vacancy))
        await office.press(office.owner, "publication", both[-1].id)
        await office.press(office.owner, "send", both[-1].id)
        await office.work()
    return Ads(office, sites, both)


async def test_a_change_is_said_as_it_was_and_as_it_is(ads: Ads) -> None:
    await ads.retitle("Старший бариста")
    change = (await ads.preview()).change
    assert change is not None
    assert (change.parts, change.was.title, change.now.title) == (
        ("title",),
        "Бариста",
        "Старший бариста",
    )
    await ads.press("publication", ads.both[0].id)
    page = await ads.seen()
    assert isinstance(page, views.PublicationPage)
    assert page.change == change
    assert page.also


async def test_what_the_site_took_is_the_old_value_of_the_next_change(ads: Ads) -> None:
    await ads.retitle("Старший бариста")
    await ads.preview()
    await ads.press("send", ads.both[0].id)
    await ads.retitle("Шеф-бариста")
    change = (await ads.preview()).change
    assert change is not None
    assert change.was.title == "Старший бариста"


async def test_an_edit_that_was_refused_changes_no_old_value(ads: Ads) -> None:
    ads.sites[0].trouble("edit", Rejected("first", ()))
    await ads.retitle("Старший бариста")
    await ads.preview()
    await ads.press("send", ads.both[0].id)
    now = await ads.office.publication_now(ads.both[0])
    assert now.sent is not None
    assert now.sent.title == "Бариста"


async def test_all_ads_of_the_vacancy_get_it_in_one_confirm(ads: Ads) -> None:
    await ads.retitle("Старший бариста")
    preview = await ads.preview()
    assert [(one.site, one.chosen) for one in preview.also] == [("second", True)]
    await ads.press("send", ads.both[0].id)
    view = await ads.seen()
    assert isinstance(view, views.Progress)
    states = [one.line.publication.operation for one in view.lines]
    assert [one and one.state for one in states] == [ActionState.DONE] * 2
    assert ads.edits == [1, 1]
    assert ads.office.said(ads.office.owner) == []


async def test_the_page_of_the_vacancy_leads_to_the_confirm_for_all_its_ads(ads: Ads) -> None:
    async def to_save() -> tuple[int, int]:
        await ads.press("vacancy", ads.both[0].vacancy_id)
        page = await ads.seen()
        assert isinstance(page, views.VacancyPage)
        return page.to_save, sum(one.unsaved for one in page.publications)

    assert await to_save() == (0, 0)
    await ads.retitle("Старший бариста")
    first, count = await to_save()
    assert count == 2
    await ads.press("edit", first)
    preview = await ads.seen()
    assert isinstance(preview, views.Preview)
    assert preview.change is not None
    assert len(preview.also) == 1
    await ads.press("send", first)
    assert ads.edits == [1, 1]
    assert await to_save() == (0, 0)


async def test_what_can_not_be_saved_now_is_not_offered_on_the_page_of_the_vacancy(
    ads: Ads,
) -> None:
    await ads.retitle("Старший бариста")
    async with ads.office.transaction() as tx:
        for one in await tx.accounts.all():
            await tx.accounts.save(replace(one, state=AccountState.PAUSED))
    await ads.press("vacancy", ads.both[0].vacancy_id)
    page = await ads.seen()
    assert isinstance(page, views.VacancyPage)
    assert page.to_save == 0


async def test_one_is_left_as_it_is(ads: Ads) -> None:
    await ads.retitle("Старший бариста")
    await ads.preview()
    await ads.press("also", ads.both[1].id)
    preview = await ads.seen()
    assert isinstance(preview, views.Preview)
    assert [one.chosen for one in preview.also] == [False]
    await ads.press("send", ads.both[0].id)
    assert isinstance(await ads.seen(), views.PublicationPage)
    assert ads.edits == [1, 0]


async def test_a_field_of_one_site_is_no_matter_of_the_other(ads: Ads) -> None:
    await ads.preview()
    await ads.press("field", 2)
    preview = await ads.seen()
    assert isinstance(preview, views.Preview)
    assert preview.unsaved == ("hot",)
    assert preview.also == []


async def test_from_the_page_alone_nothing_else_is_sent(ads: Ads) -> None:
    await ads.retitle("Старший бариста")
    await ads.press("publication", ads.both[0].id)
    await ads.press("send", ads.both[0].id)
    assert ads.edits == [1, 0]


async def test_one_that_was_refused_is_mended_and_watched_among_the_others(ads: Ads) -> None:
    problem = Problem("town", "такого міста немає", "city")
    ads.sites[0].trouble("edit", Rejected("first", (problem,)))
    await ads.retitle("Старший бариста")
    await ads.preview()
    await ads.press("send", ads.both[0].id)
    await ads.press("fix_target", ads.both[0].id)
    await ads.press("option", CITIES[1].number)
    preview = await ads.seen()
    assert isinstance(preview, views.Preview)
    assert preview.live
    await ads.press("send", ads.both[0].id)
    view = await ads.seen()
    assert isinstance(view, views.Progress)
    assert len(view.lines) == 2
    assert ads.edits == [2, 1]
