"""A carousel shows its reader nobody whom they may not see any more; somebody else is told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.errors import NotAllowed
from bot.domain.ids import MemberId
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.quiet import USUAL, Quiet
from bot.domain.workspace import Actor, Right, Role
from bot.usecases.asked import Press
from bot.usecases.note_chat import NoteChat
from bot.usecases.reach import About, CheckReach
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import NOTICES
from tests.office import Office


class Night:
    """A recruiter with two vacancies of the company's, and quiet hours."""

    def __init__(self, office: Office, ira: Actor) -> None:
        self.office, self.ira = office, ira
        self.ads: list[Publication] = []

    async def open(self) -> "Night":
        office = self.office
        self.account = await office.account()
        for _ in range(2):
            vacancy = await office.vacancy(owner_id=self.ira.member_id)
            self.ads.append(await office.live(self.account, vacancy=vacancy))
        async with office.transaction() as tx:
            link = await tx.chats.private(BOT_ID, self.ira.user_id)
            chosen = replace(Quiet.of(link, "Europe/Kyiv", None), hours=USUAL)
            await tx.chats.save(chosen.on(link))
        office.clock.advance(hours=12)
        return self

    async def come(self, at: int, count: int) -> None:
        for each in range(count):
            name, phone = f"К{'абвгдеєж'[each]} {at}", f"+38067000{at}{each:03}"
            self.office.site.respond(str(self.ads[at].remote_id), name=name, phones=(phone,))
        await self.office.sync(self.account)
        await self.office.work()

    async def hand(self, at: int, to: MemberId) -> None:
        """The vacancy is another member's from now on."""
        async with self.office.transaction() as tx:
            vacancy = await tx.vacancies.get(self.ads[at].vacancy_id)
            await tx.vacancies.save(replace(vacancy, owner_id=to))

    async def morning(self) -> None:
        self.office.clock.advance(timedelta(hours=12))
        await self.office.tick()
        await self.office.work()

    def carousel(self) -> views.Carousel:
        shown = self.office.chat.now(self.ira.chat_id)
        return [one.view for one in shown if isinstance(one.view, views.Carousel)][-1]

    def names(self, who: Actor) -> set[str]:
        said = [one for one in self.office.said(who) if isinstance(one, views.Card)]
        return {one.application.name or "" for one in said}


@pytest.fixture
async def night() -> Night:
    office = await Office().open()
    return await Night(office, await office.hire(Role.RECRUITER)).open()


def kinds(night: Night, who: Actor) -> list[str]:
    return [type(one).__name__ for one in night.office.said(who)]


async def test_who_was_taken_out_overnight_gets_no_carousel_and_the_owner_does(
    night: Night,
) -> None:
    await night.come(0, 6)
    await night.hand(0, night.office.owner.member_id)
    await night.morning()
    assert "Carousel" not in kinds(night, night.ira)
    assert night.names(night.ira) == set()
    assert "Carousel" in kinds(night, night.office.owner)


async def test_a_carousel_that_waited_for_a_blocked_chat_shows_those_left_alone(
    night: Night,
) -> None:
    office, ira = night.office, night.ira
    await night.come(0, 4)
    await night.come(1, 3)
    office.chat.block(ira.chat_id)
    await night.morning()
    (told,) = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.CAROUSEL]
    assert told.state is NoticeState.DEAD
    await night.hand(0, office.owner.member_id)
    office.chat.unblock(ira.chat_id)
    await office.make(NoteChat)(ira.person, ira.chat_id, here=True)
    await office.work()
    assert night.carousel().count == 3
    assert len(night.names(office.owner)) == 4


async def _mixed(night: Night) -> views.Carousel:
    """One vacancy of the carousel that stands is lost by now."""
    await night.come(0, 4)
    await night.come(1, 3)
    await night.morning()
    assert night.carousel().count == 7
    await night.hand(0, night.office.owner.member_id)
    return night.carousel()


async def test_turning_passes_over_whom_the_reader_may_not_see_any_more(night: Night) -> None:
    shown = await _mixed(night)
    names: set[Any] = set()
    for _ in range(4):
        await night.office.press(night.ira, "leaf_on", shown.subject)
        await night.office.work()
        card = night.carousel().card
        assert isinstance(card, views.Card)
        names.add(card.application.name)
    assert {name[-1] for name in names} == {"1"}
    assert night.carousel().count == len(names) == 3


async def test_opening_brings_the_cards_of_those_left_alone(night: Night) -> None:
    shown = await _mixed(night)
    await night.office.press(night.ira, "leaf_cards", shown.subject)
    await night.office.work()
    assert {name[-1] for name in night.names(night.ira)} == {"1"}
    assert len(night.names(night.ira)) == 3


async def test_the_door_opens_as_long_as_one_is_left(night: Night) -> None:
    shown = await _mixed(night)
    check = night.office.make(CheckReach)
    asked = Press(shown.subject)
    await check(night.ira, Right.SEE_CONTACTS, About.CAROUSEL, asked)
    await night.hand(1, night.office.owner.member_id)
    with pytest.raises(NotAllowed):
        await check(night.ira, Right.SEE_CONTACTS, About.CAROUSEL, asked)
