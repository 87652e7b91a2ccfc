"""New candidates: a card each while they are few, one message for many, none in quiet hours."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.carousel import GatheredIn
from bot.domain.errors import CardThere, NotAllowed, NotThere, SiteUnavailable
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.quiet import USUAL, Mode, Quiet
from bot.domain.site import RemoteApplication
from bot.domain.workspace import ChatKind, ChatLink, Person, Role
from bot.usecases.asked import InGroup
from bot.usecases.leaf_through import OpenCarousel, TurnCarousel
from bot.usecases.open_contact import SendResume
from bot.usecases.sync_applications import sync_job
from tests.fakes import BOT_ID, Killed
from tests.fakes.store.kinds import CAROUSELS, NOTICES
from tests.office import Office

GROUP = -500
IN_GROUP = Person(GROUP, GROUP)


@dataclass(slots=True)
class Desk:
    """An office whose owner has one live ad."""

    office: Office
    account: EmployerAccount
    live: Publication

    def answer(self, count: int, live: Publication | None = None, **said: Any) -> None:
        for _ in range(count):
            self.office.site.respond((live or self.live).remote_id or "", **said)

    async def sync(self) -> None:
        await self.office.sync(self.account)
        await self.office.work()

    def stand(self, number: int, standing: str) -> None:
        """What the site says of the one who came so many after the first."""
        one = self.office.site.feed[number]
        assert isinstance(one, RemoteApplication)
        self.office.site.standings[one.remote_id] = standing

    def told(self, who: Any = None) -> list[Any]:
        return self.office.said(who or self.office.owner)

    def kinds(self, who: Any = None) -> list[str]:
        return [type(one).__name__ for one in self.told(who)]

    async def choose(self, **quiet: Any) -> ChatLink:
        """What the owner's chat wants."""
        async with self.office.transaction() as tx:
            link = await tx.chats.private(BOT_ID, self.office.owner.user_id)
            chosen = replace(Quiet.of(link, "Europe/Kyiv", None), **quiet)
            await tx.chats.save(chosen.on(link))
        return link

    async def group(self) -> ChatLink:
        """A group that gets everybody, masked."""
        link = ChatLink(
            ChatLinkId(new_id()), BOT_ID, GROUP, ChatKind.GROUP, self.office.workspace.id
        )
        group = Group("Команда", self.office.owner.member_id, Standing.LINKED, Covers.ALL)
        async with self.office.transaction() as tx:
            await tx.chats.save(group.on(link))
        return group.on(link)

    async def until(self, **units: float) -> None:
        self.office.clock.advance(timedelta(**units))
        await self.office.tick()


async def _opened() -> Desk:
    office = await Office().open()
    account = await office.account()
    return Desk(office, account, await office.live(account))


@pytest.fixture
async def desk() -> Desk:
    return await _opened()


# -- how many ------------------------------------------------------------------------------


async def test_five_are_cards_and_six_are_one_message(desk: Desk) -> None:
    desk.answer(5)
    await desk.sync()
    assert desk.kinds() == ["Card"] * 5
    desk.answer(6)
    await desk.sync()
    assert desk.kinds() == ["Card"] * 5 + ["Carousel"]
    told = desk.told()[-1]
    assert (told.count, told.at, told.vacancy) == (6, 0, "Бариста")


async def test_what_all_pages_of_a_pass_bring_is_one_message(desk: Desk) -> None:
    desk.answer(300)
    await desk.office.run(sync_job(desk.account, priority=30))
    await desk.office.tick()  # the clock looks for work amid the pass
    await desk.sync()
    assert desk.kinds() == ["Carousel"]
    assert desk.told()[0].count == 300
    states = [one.state for one in desk.office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    assert states == [NoticeState.IN_CAROUSEL] * 300


async def test_few_of_several_pages_are_cards_once_the_pass_is_over(desk: Desk) -> None:
    other = await desk.office.live(desk.account, sync=False)
    desk.answer(1)
    desk.answer(150, other)
    desk.answer(1)
    await desk.sync()
    assert desk.kinds() == ["Card", "Card"]


async def test_what_was_read_before_the_site_went_away_is_told(desk: Desk) -> None:
    desk.answer(120)
    for _ in range(4):
        await desk.office.run(sync_job(desk.account, priority=30))
    desk.office.site.trouble("applications", SiteUnavailable("fake"))
    await desk.office.tick()
    await desk.until(seconds=1)
    assert desk.kinds() == ["Carousel"]
    gathered = desk.told()[0].count
    assert 5 < gathered < 120
    await desk.until(hours=1)
    assert sum(one.count for one in desk.told() if isinstance(one, views.Carousel)) == 120


async def test_two_vacancies_have_a_message_each(desk: Desk) -> None:
    other = await desk.office.live(desk.account, vacancy=await desk.office.vacancy(title="Касир"))
    desk.answer(6)
    desk.answer(7, other)
    desk.answer(2)
    await desk.sync()
    assert [(one.vacancy, one.count) for one in desk.told()] == [("Бариста", 8), ("Касир", 7)]


@pytest.mark.parametrize("nth", range(1, 14))
async def test_killed_at_any_moment_each_is_told_in_one_message(nth: int) -> None:
    desk = await _opened()
    desk.answer(9)
    desk.office.uow.kill(nth)
    with suppress(Killed):
        await desk.sync()
    desk.office.uow.calm()
    for _ in range(3):
        await desk.sync()
        await desk.until(minutes=5)
    assert len(desk.office.rows(CAROUSELS)) == 1
    assert {one.count for one in desk.told()} == {9}
    assert len(desk.told()) <= 2  # one in flight may come once more


# -- when ----------------------------------------------------------------------------------


async def test_a_night_is_one_message_in_the_morning_whatever_they_answered(desk: Desk) -> None:
    await desk.choose(hours=USUAL)
    other = await desk.office.live(desk.account, vacancy=await desk.office.vacancy(title="Касир"))
    desk.office.clock.advance(hours=12)  # 21:00
    for ad in (desk.live, other, desk.live):
        desk.answer(3, ad)
        await desk.sync()
        await desk.until(hours=3)
    assert desk.told() == []
    await desk.until(hours=2, minutes=29)
    assert desk.told() == []
    await desk.until(minutes=2)
    (told,) = desk.told()
    assert (told.count, told.vacancy) == (9, None)


async def test_few_of_a_night_are_cards(desk: Desk) -> None:
    await desk.choose(hours=USUAL)
    desk.office.clock.advance(hours=12)
    desk.answer(2)
    await desk.sync()
    assert desk.told() == []
    await desk.until(hours=12)
    assert desk.kinds() == ["Card", "Card"]


async def test_as_usual_a_chat_that_has_chosen_nothing_is_quiet_at_night(desk: Desk) -> None:
    desk.office.parts.add(quiet_hours=USUAL)
    desk.office.clock.advance(hours=12)
    desk.answer(1)
    await desk.sync()
    assert desk.told() == []
    await desk.until(hours=12)
    assert desk.kinds() == ["Card"]


async def test_a_vacancy_has_its_own_mode_in_a_chat(desk: Desk) -> None:
    link = await desk.choose(mode=Mode.HOURLY)
    hasty = await desk.office.vacancy(title="Касир")
    ad = await desk.office.live(desk.account, vacancy=hasty)
    async with desk.office.transaction() as tx:
        await tx.modes.choose(link.id, hasty.id, Mode.INSTANT)
    desk.office.clock.advance(minutes=10)
    desk.answer(1)
    desk.answer(1, ad)
    await desk.sync()
    assert [one.vacancy for one in desk.told()] == ["Касир"]
    await desk.until(minutes=50)
    assert [one.vacancy for one in desk.told()] == ["Касир", "Бариста"]


async def test_who_hears_of_debts_hears_of_who_was_not_answered_for_a_day(desk: Desk) -> None:
    await desk.choose(mode=Mode.DEBT, morning=False)
    desk.office.clock.advance(hours=1)
    desk.answer(2)
    await desk.sync()
    desk.stand(0, "standing-rejected")
    await desk.until(hours=30)
    await desk.sync()
    assert desk.told() == []
    await desk.until(hours=18)
    assert desk.kinds() == ["Card"]
    cards = [one for one in desk.office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    cards.sort(key=lambda one: one.state)
    assert [one.state for one in cards] == [NoticeState.SENT, NoticeState.WITHDRAWN]
    assert isinstance(await _tap(desk, "whole", cards[1].subject_id), views.Card)  # asked for


async def test_a_clock_set_back_into_the_night_keeps_them_for_the_morning(desk: Desk) -> None:
    await desk.choose(hours=USUAL)
    desk.office.clock.advance(hours=12)
    desk.answer(1)
    await desk.sync()
    await desk.office.tick()
    desk.office.clock.jump(desk.office.clock.now() - timedelta(hours=15))  # 6:00 of that day
    await desk.office.tick()
    assert desk.told() == []
    await desk.until(hours=2, minutes=31)
    assert desk.kinds() == ["Card"]


# -- leafing through -----------------------------------------------------------------------


async def carousel(desk: Desk, count: int = 6) -> Any:
    """The owner's."""
    desk.answer(count)
    await desk.sync()
    told = desk.told()[-1]
    assert isinstance(told, views.Carousel)
    return told


async def _tap(desk: Desk, verb: str, subject: int) -> Any:
    await desk.office.press(desk.office.owner, verb, subject, version=0)
    await desk.office.work()
    return desk.told()[-1]


async def test_pages_turn_in_place_and_round(desk: Desk) -> None:
    told = await carousel(desk)
    names = [told.card.application.name]
    for _ in range(5):
        names.append((await _tap(desk, "leaf_on", told.subject)).card.application.name)
    assert len(set(names)) == 6
    assert (await _tap(desk, "leaf_on", told.subject)).at == 0
    assert (await _tap(desk, "leaf_back", told.subject)).at == 5
    said = [one for one in desk.office.chat.said if isinstance(one.view, views.Carousel)]
    assert [one.edited for one in said] == [False] + [True] * 7
    assert {one.message_id for one in said} == {said[0].message_id}


async def test_a_page_shows_what_became_of_the_candidate(desk: Desk) -> None:
    told = await carousel(desk)
    desk.stand(1, "standing-rejected")
    await desk.sync()
    assert desk.told()[-1] is told or desk.told()[-1].at == 0
    shown = await _tap(desk, "leaf_on", told.subject)
    assert shown.card.application.standing == "standing-rejected"
    desk.stand(1, "standing-invited")
    await desk.sync()
    assert desk.told()[-1].card.application.standing == "standing-invited"


async def test_one_of_them_becomes_a_card_once(desk: Desk) -> None:
    told = await carousel(desk)
    one = told.card.application.id
    assert isinstance(await _tap(desk, "missed_one", one), views.Card)
    with pytest.raises(CardThere):
        await _tap(desk, "missed_one", one)


async def test_all_become_cards_and_the_message_says_so(desk: Desk) -> None:
    told = await carousel(desk)
    await _tap(desk, "missed_one", told.card.application.id)
    await _tap(desk, "leaf_cards", told.subject)
    assert desk.kinds().count("Card") == 6
    assert [one.card for one in desk.told() if isinstance(one, views.Carousel)][-1] is None
    with pytest.raises(CardThere):
        await _tap(desk, "leaf_cards", told.subject)


async def test_nobody_turns_the_pages_of_another_chat(desk: Desk) -> None:
    told = await carousel(desk)
    recruiter = await desk.office.hire(Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await desk.office.press(recruiter, "leaf_on", told.subject, version=0)
    with pytest.raises(NotThere):
        await desk.office.press(await desk.office.hire(Role.ADMIN), "leaf_on", told.subject)


async def test_a_letter_of_somebody_in_it_answers_the_message(desk: Desk) -> None:
    desk.answer(6, letter="Добрий день")
    await desk.sync()
    told = desk.told()[-1]
    await _tap(desk, "letter", told.card.application.id)
    said = desk.office.chat.said
    shown = next(one for one in said if one.view is told)
    assert said[-1].reply_to == shown.message_id


async def test_a_group_leafs_through_masked_ones_and_the_file_comes_in_private(
    desk: Desk,
) -> None:
    link = await desk.group()
    desk.answer(7, resume_text="Резюме", phones=("+380671234521",))
    await desk.sync()
    (told,) = desk.told(IN_GROUP)
    assert isinstance(told.card, views.MaskedCard)
    notices = {one.id: one for one in desk.office.rows(NOTICES)}
    here = InGroup(GROUP, "", link=link, notice=notices[told.subject])
    await desk.office.make(TurnCarousel, step=1)(desk.office.owner, here)
    await desk.office.work()
    turned = desk.told(IN_GROUP)[-1]
    assert turned.at == 1
    shown = replace(here, notice=notices[turned.card.notice_id])
    await desk.office.make(SendResume)(desk.office.owner, shown)
    await desk.office.work()
    assert isinstance(desk.told()[-1], views.Card)
    await desk.office.make(OpenCarousel)(desk.office.owner, here)
    await desk.office.work()
    assert desk.kinds(IN_GROUP).count("MaskedCard") == 7


# -- whose they are ------------------------------------------------------------------------


async def test_who_lost_the_right_before_it_came_has_an_heir(desk: Desk) -> None:
    office = desk.office
    recruiter = await office.hire(Role.RECRUITER)
    live = await office.live(
        desk.account, vacancy=await office.vacancy(owner_id=recruiter.member_id)
    )
    desk.answer(8, live)
    await office.sync(desk.account)
    await office.demote(recruiter, Role.HIRING_MANAGER)
    await office.work()
    await office.tick()
    assert office.said(recruiter) == []
    assert [(type(one).__name__, one.count) for one in desk.told()] == [("Carousel", 8)]


async def test_a_chat_that_was_gone_gets_its_carousel_when_it_is_back(desk: Desk) -> None:
    async with desk.office.store.uow.system() as tx:
        link = await tx.chats.private(BOT_ID, desk.office.owner.user_id)
        await tx.chat_gone(link.id, desk.office.clock.now())
        await tx.commit()
    desk.answer(8)
    await desk.sync()
    assert desk.told() == []
    async with desk.office.store.uow.system() as tx:
        await tx.chat_back(BOT_ID, link.chat_id)
        await tx.commit()
    await desk.office.work()
    assert desk.kinds() == ["Carousel"]


async def test_the_clock_finds_what_a_chat_waits_for_and_it_is_told_once(desk: Desk) -> None:
    await desk.choose(hours=USUAL)
    desk.office.clock.advance(hours=12)
    desk.answer(6)
    await desk.sync()
    link = desk.office.rows(NOTICES)[-1].chat_link_id
    async with desk.office.store.uow.system() as tx:
        places = await tx.gathered_in(desk.office.clock.now() + timedelta(days=1))
    assert places == [GatheredIn(desk.office.workspace.id, link)]
    await desk.until(hours=12)
    await desk.office.tick()
    assert len(desk.office.rows(CAROUSELS)) == 1
    assert desk.kinds() == ["Carousel"]
