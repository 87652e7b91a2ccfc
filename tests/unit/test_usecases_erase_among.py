"""Somebody is erased whom messages about others name: carousels, and cards of the same person."""

from typing import Any

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.domain.erasure import Erasure, Step, Why
from bot.domain.ids import ErasureId, new_id
from bot.domain.notice import NoticeState
from bot.usecases.erase_person import ErasePerson, erase_job
from tests.fakes.store.kinds import APPLICATIONS, ERASURES, MERGES, NOTICES
from tests.person_desk import ANDRII, OLENA, Desk, open_desk


@pytest.fixture
async def desk() -> Desk:
    return await open_desk()


async def _erase(desk: Desk, *people: Application, why: Why = Why.RETENTION) -> None:
    office = desk.office
    ids = tuple(one.id for one in people)
    now = office.clock.now()
    erasure = Erasure(ErasureId(new_id()), office.workspace.id, why, ids, now)
    async with office.transaction() as tx:
        await tx.erasing.add(erasure)
        await tx.enqueue(erase_job(erasure))
    for _ in range(5):
        await office.tick()
        office.clock.advance(minutes=30)
    assert [one.step for one in office.rows(ERASURES)][-1] is Step.DONE


def _many(count: int) -> list[dict[str, Any]]:
    names = ("Олег", "Ірина", "Петро", "Ганна", "Марко", "Віра", "Лев", "Юлія")
    return [{"name": f"{names[at]} К", "phones": (f"+38067000000{at}",)} for at in range(count)]


def _carousels(desk: Desk) -> list[views.Carousel]:
    here = desk.office.chat.now(desk.owner.chat_id)
    return [one.view for one in here if isinstance(one.view, views.Carousel)]


@pytest.mark.parametrize("at", [0, 3])
async def test_a_carousel_comes_anew_without_them(desk: Desk, at: int) -> None:
    came = await desk.come(0, *_many(7))
    (before,) = _carousels(desk)
    assert before.count == 7
    await _erase(desk, came[at])
    (after,) = _carousels(desk)
    assert after.count == 6
    assert isinstance(after.card, views.Card)
    assert after.card.application.id in {one.id for one in desk.office.rows(APPLICATIONS)}
    await desk.press("leaf_on", after.subject)
    (turned,) = _carousels(desk)
    assert turned.at == 1


@pytest.mark.parametrize("at", [0, 3])
async def test_a_carousel_in_which_somebody_was_worked_on_comes_anew_too(
    desk: Desk, at: int
) -> None:
    """Its message was edited for the one it shows: it is the carousel's all the same."""
    came = await desk.come(0, *_many(7))
    (before,) = _carousels(desk)
    assert isinstance(before.card, views.Card)
    first = before.card.application
    await desk.office.press(desk.owner, "take", first.id, version=first.version)
    await desk.office.work()
    await _erase(desk, came[at])
    (after,) = _carousels(desk)
    assert after.count == 6
    assert isinstance(after.card, views.Card)


async def test_a_carousel_of_nobody_is_gone(desk: Desk) -> None:
    came = await desk.come(0, *_many(7))
    await _erase(desk, *came)
    assert _carousels(desk) == []
    assert not [one for one in desk.office.rows(NOTICES) if one.state is NoticeState.IN_CAROUSEL]


async def test_a_digest_on_its_way_is_taken_away_and_comes_anew(desk: Desk) -> None:
    office, live = desk.office, desk.ads[0]
    await office.press(desk.owner, "publication", live.id)
    await office.press(desk.owner, "stop", live.id)
    for one in _many(3):
        office.site.respond(live.remote_id or "", **one)
    office.clock.advance(minutes=1)
    await office.sync(desk.accounts[0])
    await office.press(desk.owner, "resume", live.id)

    async def erase() -> None:
        if not office.rows(APPLICATIONS) or office.rows(ERASURES):
            return
        oleh, now = office.rows(APPLICATIONS)[0], office.clock.now()
        ids = (ErasureId(new_id()), office.workspace.id, Why.ASKED, (oleh.id,), now)
        async with office.transaction() as tx:
            await tx.erasing.add(Erasure(*ids))
        await office.make(ErasePerson)(erase_job(office.rows(ERASURES)[0]))

    office.chat.meanwhile = erase
    await office.work()
    for _ in range(5):
        await office.tick()
        office.clock.advance(minutes=30)
    assert [one.step for one in office.rows(ERASURES)] == [Step.DONE]
    here = [one.view for one in office.chat.now(desk.owner.chat_id)]
    (told,) = [one for one in here if isinstance(one, views.Missed)]
    assert [one.name for one in told.entries] == ["Ірина К", "Петро К"]


async def test_who_was_but_a_word_under_their_card_has_a_card(desk: Desk) -> None:
    """The older answer goes with its closed vacancy, the newer one stays."""
    (first,) = await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    await _erase(desk, first)
    cards = [one.view for one in desk.standing() if isinstance(one.view, views.Card)]
    assert [one.application.id for one in cards] == [second.id]
    assert [list(one.kin.others) for one in cards] == [[]]
    assert desk.office.rows(MERGES) == []


async def test_a_card_that_asked_whether_it_is_them_says_nothing_of_them(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (other,) = await desk.come(1, ANDRII)
    first = next(one for one in desk.office.rows(APPLICATIONS) if one.id != other.id)
    assert any(_asks(one.view) for one in desk.standing())
    await _erase(desk, first, why=Why.ASKED)
    (card,) = desk.standing()
    assert isinstance(card.view, views.Card)
    assert card.view.application.id == other.id
    assert not _asks(card.view)


def _asks(view: object) -> bool:
    return isinstance(view, views.Card) and view.kin.question is not None
