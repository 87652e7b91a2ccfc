"""One vacancy to several accounts: one confirm, a line for each, nothing twice."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import NoCredits, Rejected, SiteUnavailable, Stale
from bot.domain.publication import Publication
from bot.domain.site import Ad, Can, Problem
from bot.domain.site_action import ActionState, Kind
from bot.domain.vacancy import Vacancy
from bot.domain.views import View
from bot.domain.workspace import Actor, Role
from bot.usecases.reading.screen import ReadScreen
from tests.fakes import FakeClock, FakeSite
from tests.fakes.sites import CITIES, INFO, STANDARD
from tests.fakes.store.kinds import ACTIONS, PUBLICATIONS
from tests.office import Office

KEYS = ("first", "second", "third")


@dataclass(slots=True)
class Three:
    """Three sites with an account each, and a vacancy; the owner is on its page."""

    office: Office
    sites: list[FakeSite]
    accounts: list[EmployerAccount]
    vacancy: Vacancy

    async def press(self, verb: str, subject: int = 0, who: Actor | None = None) -> None:
        await self.office.press(who or self.office.owner, verb, subject)

    async def seen(self, who: Actor | None = None) -> View:
        seen = await self.office.make(ReadScreen)((who or self.office.owner).person)
        assert seen is not None
        return seen.screen.view

    async def choose(self, who: Actor | None = None) -> None:
        """To the choice of several."""
        await self.press("publish", self.vacancy.id, who)
        await self.press("targets", self.vacancy.id, who)

    async def walk(self, who: Actor | None = None) -> views.Preview:
        """Through all their forms: the type of publication is all that each still needs."""
        await self.choose(who)
        await self.press("targets_go", who=who)
        await self.office.work()
        while isinstance(asked := await self.seen(who), views.AskField):
            assert asked.field.key == "publication"
            await self.press("option", asked.options[0].number, who)
            await self.office.work()
        assert isinstance(asked, views.Preview)
        return asked

    async def progress(self) -> list[tuple[ActionState | None, Ad]]:
        view = await self.seen()
        assert isinstance(view, views.Progress)
        found = [one.line.publication for one in view.lines]
        return [(one.operation.state if one.operation else None, one.ad) for one in found]

    def of(self, at: int) -> Publication:
        account = self.accounts[at]
        return next(it for it in self.office.rows(PUBLICATIONS) if it.account_id == account.id)

    @property
    def published(self) -> list[int]:
        """How often each site was asked to publish."""
        return [site.calls.count("publish") for site in self.sites]


@pytest.fixture
async def three() -> Three:
    clock = FakeClock(hurried=True)
    sites = [FakeSite(clock, replace(INFO, key=key, name=key.title())) for key in KEYS]
    office = await Office(*sites, clock=clock).open()
    accounts = [await office.account(at=site) for site in sites]
    vacancy = await office.vacancy()
    await office.press(office.owner, "vacancy", vacancy.id)
    return Three(office, sites, accounts, vacancy)


REFUSED = Rejected("first", (Problem("town", "такого міста немає", "city"),))


async def test_the_first_free_account_of_each_site_is_chosen_already(three: Three) -> None:
    await three.office.account("second@example.com", at=three.sites[0])
    await three.office.account("third@example.com", at=three.sites[1], state=AccountState.PAUSED)
    await three.choose()
    view = await three.seen()
    assert isinstance(view, views.ChooseTargets)
    assert [one.chosen for one in view.targets] == [True, True, True, False, False]
    assert [one.free for one in view.targets] == [True, True, True, True, False]
    await three.press("target", view.targets[3].account.id)
    await three.press("target", view.targets[0].account.id)
    await three.press("target", view.targets[4].account.id)  # its login is lost
    view = await three.seen()
    assert isinstance(view, views.ChooseTargets)
    assert [one.chosen for one in view.targets] == [False, True, True, True, False]


async def test_one_alone_keeps_its_short_way(three: Three) -> None:
    await three.choose()
    for account in three.accounts[1:]:
        await three.press("target", account.id)
    await three.press("targets_go")
    await three.office.work()
    view = await three.seen()
    assert isinstance(view, views.Preview)
    assert view.round == []
    assert three.office.at(three.office.owner).targets == ()


async def test_an_account_alone_is_not_offered_among_several() -> None:
    office = await Office().open()
    await office.account()
    vacancy = await office.vacancy()
    await office.press(office.owner, "publish", vacancy.id)
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert seen.screen.view == views.ChooseAccount(vacancy, [await _only(office)])


async def _only(office: Office) -> EmployerAccount:
    async with office.store.uow(office.tenant) as tx:
        return (await tx.accounts.all())[0]


async def test_only_what_is_missing_is_asked_and_the_preview_says_all_costs(three: Three) -> None:
    preview = await three.walk()
    assert [one.site for one in preview.round] == list(KEYS)
    costs = [one.cost and one.cost.id for one in preview.round]
    assert costs == [STANDARD.id] * 3
    assert preview.publication.id == three.of(0).id
    await three.press("preview", three.of(2).id)
    third = await three.seen()
    assert isinstance(third, views.Preview)
    assert (third.publication.site, len(third.round)) == ("third", 3)


async def test_one_confirm_owes_all_in_one_transaction_and_all_go_up(three: Three) -> None:
    await three.walk()
    before = three.office.store.commits
    await three.press("send_all", three.of(0).id)
    assert three.office.store.commits == before + 1
    assert [one.state for one in three.office.rows(ACTIONS)] == [ActionState.OWED] * 3
    assert await three.progress() == [(ActionState.OWED, Ad.NONE)] * 3
    await three.office.work()
    assert await three.progress() == [(ActionState.DONE, Ad.LIVE)] * 3
    assert three.published == [1, 1, 1]
    assert three.office.said(three.office.owner) == []  # the progress has said it


async def test_a_refusal_keeps_the_successes_and_is_fixed_right_there(three: Three) -> None:
    three.sites[1].trouble("publish", REFUSED)
    await three.walk()
    await three.press("send_all", three.of(0).id)
    await three.office.work()
    done, failed = (ActionState.DONE, Ad.LIVE), (ActionState.FAILED, Ad.NONE)
    assert await three.progress() == [done, failed, done]
    await three.press("fix_target", three.of(1).id)
    await three.office.work()
    asked = await three.seen()
    assert isinstance(asked, views.AskField)
    assert (asked.site, asked.field.key) == ("second", "city")
    await three.press("option", CITIES[1].number)
    await three.office.work()
    preview = await three.seen()
    assert isinstance(preview, views.Preview)
    assert [one.site for one in preview.round] == ["second"]
    await three.press("send_all", three.of(1).id)
    await three.office.work()
    assert await three.progress() == [done, done, done]
    assert three.published == [1, 2, 1]


async def test_a_failed_one_is_retried_from_the_progress(three: Three) -> None:
    three.sites[2].trouble("publish", NoCredits("third"))
    await three.walk()
    await three.press("send_all", three.of(0).id)
    await three.office.work()
    await three.press("retry", three.of(2).id)
    await three.office.work()
    assert await three.progress() == [(ActionState.DONE, Ad.LIVE)] * 3
    assert three.published == [1, 1, 2]


async def test_a_second_tap_and_a_second_person_publish_nothing_twice(three: Three) -> None:
    other = await three.office.hire(Role.ADMIN)
    await three.walk()
    await three.walk(other)
    version = three.office.at(three.office.owner).version
    await three.press("send_all", three.of(0).id)
    with pytest.raises(Stale):
        await three.office.press(three.office.owner, "send_all", three.of(0).id, version=version)
    await three.press("send_all", three.of(0).id, other)
    assert isinstance(await three.seen(other), views.Progress)
    await three.office.work()
    assert three.published == [1, 1, 1]
    assert len(three.office.rows(ACTIONS)) == 3


async def test_a_crash_between_two_of_them_sends_the_rest_and_none_twice(three: Three) -> None:
    await three.walk()
    await three.press("send_all", three.of(0).id)
    three.sites[0].lose_answer("publish")
    first = three.office.jobs.take("act")
    assert first is not None
    await three.office.run(first)
    while three.office.jobs.take() is not None:
        pass  # whatever waited went with the process
    three.office.clock.advance(minutes=5)
    await three.office.tick()
    assert await three.progress() == [(ActionState.DONE, Ad.LIVE)] * 3
    assert three.published == [1, 1, 1]


async def test_drafts_are_saved_where_a_site_keeps_them(three: Three) -> None:
    third = three.sites[2]
    third.info = replace(third.info, can=third.info.can - {Can.DRAFT})
    await three.walk()
    await three.press("save_all", three.of(0).id)
    await three.office.work()
    kinds = [one.kind for one in three.office.rows(ACTIONS)]
    assert kinds == [Kind.SAVE, Kind.SAVE]
    done = (ActionState.DONE, Ad.DRAFT)
    assert await three.progress() == [done, done, (None, Ad.NONE)]


async def test_a_site_without_publications_is_passed_over(three: Three) -> None:
    three.sites[1].employers[three.accounts[1].login].credits[STANDARD.id] = 0
    preview = await three.walk()
    assert [one.payable for one in preview.round] == [True, False, True]
    await three.press("send_all", three.of(0).id)
    await three.office.work()
    done = (ActionState.DONE, Ad.LIVE)
    assert await three.progress() == [done, (None, Ad.NONE), done]


async def test_a_site_that_is_away_is_left_out_and_the_others_go_on(three: Three) -> None:
    three.sites[0].trouble("credits", SiteUnavailable("first"))
    await three.choose()
    await three.press("targets_go")
    await three.office.work()
    loading = await three.seen()
    assert isinstance(loading, views.Loading)
    assert (loading.failed, loading.droppable) == (True, True)
    await three.press("target_drop", three.of(0).id)
    await three.office.work()
    asked = await three.seen()
    assert isinstance(asked, views.AskField)
    assert (asked.site, asked.among) == ("second", (1, 2))


async def test_what_is_up_already_is_not_offered_again(three: Three) -> None:
    await three.walk()
    await three.press("send_all", three.of(0).id)
    await three.office.work()
    await three.press("publish", three.vacancy.id)
    view = await three.seen()
    assert isinstance(view, views.ChooseAccount)
    assert not view.several


async def test_what_was_chosen_is_remembered_for_each_pair(three: Three) -> None:
    await three.walk()
    await three.press("vacancy", three.vacancy.id)
    preview = await three.walk()  # nothing is asked again
    assert not any(one.lacking for one in preview.round)
    assert len(three.office.rows(PUBLICATIONS)) == 3


async def test_who_left_is_told_of_each(three: Three) -> None:
    await three.walk()
    await three.press("send_all", three.of(0).id)
    await three.press("menu")
    await three.office.work()
    told = three.office.said(three.office.owner)
    assert [type(one) for one in told] == [views.PublicationResult] * 3


async def test_who_left_comes_back_to_the_progress_from_the_vacancys_page(three: Three) -> None:
    await three.walk()
    await three.press("send_all", three.of(0).id)
    await three.press("vacancy", three.vacancy.id)
    page = await three.seen()
    assert isinstance(page, views.VacancyPage)
    assert (page.watched, page.watched_busy) == (3, True)
    await three.press("progress", three.vacancy.id)
    assert len(await three.progress()) == 3
    await three.office.work()
    assert {state for state, _ in await three.progress()} == {ActionState.DONE}
    assert three.office.said(three.office.owner) == []
    await three.press("vacancy", three.vacancy.id)
    page = await three.seen()
    assert isinstance(page, views.VacancyPage)
    assert (page.watched, page.watched_busy) == (3, False)
    await three.press("progress", three.vacancy.id)  # for a day: how it went
    assert len(await three.progress()) == 3
    three.office.clock.advance(timedelta(days=1))
    await three.press("vacancy", three.vacancy.id)
    page = await three.seen()
    assert isinstance(page, views.VacancyPage)
    assert page.watched == 0
    with pytest.raises(Stale):
        await three.press("progress", three.vacancy.id)


async def test_one_that_was_mended_later_is_still_seen_among_those_it_was_sent_with(
    three: Three,
) -> None:
    three.sites[0].trouble("publish", Rejected("first", ()))
    await three.walk()
    await three.press("send_all", three.of(0).id)
    await three.office.work()
    three.office.clock.advance(timedelta(minutes=40))
    await three.press("publication", three.of(0).id)
    await three.press("retry", three.of(0).id)
    await three.office.work()
    await three.press("progress", three.vacancy.id)
    assert [state for state, _ in await three.progress()] == [ActionState.DONE] * 3


async def test_a_preview_of_what_a_colleague_has_sent_meanwhile_is_the_progress(
    three: Three,
) -> None:
    other = await three.office.hire(Role.ADMIN)
    await three.walk()
    await three.walk(other)
    await three.press("send_all", three.of(0).id)
    assert isinstance(await three.seen(other), views.Progress)
