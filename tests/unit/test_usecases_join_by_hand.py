"""Two candidates whom nothing has shown to be one are joined by a recruiter, and taken apart."""

from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.domain.errors import AlreadyDecided, NotAllowed, NotThere
from bot.domain.group import Did
from bot.domain.person import MergeState
from bot.domain.views.persons import JoinConfirm, JoinList
from bot.domain.workspace import Role
from tests.cabinet import seen
from tests.fakes.store.kinds import APPLICATIONS, DEEDS, MERGES
from tests.person_desk import ANDRII, OLENA, Desk, open_desk

OTHER = {"name": "Olena Koval", "emails": ("o.koval@ukr.net",)}
TKACH = {"name": "Олена Ткач", "phones": ("+380501112233",)}
PETRO = {"name": "Петро Бондар", "phones": ("+380503334455",)}


@pytest.fixture
async def desk() -> Desk:
    return await open_desk()


async def _list(desk: Desk) -> JoinList:
    view = await seen(desk.office, desk.owner)
    assert isinstance(view, JoinList)
    return view


async def _open(desk: Desk, one: Application) -> None:
    await desk.office.press(desk.owner, "merge", one.id, version=one.version)
    await desk.office.work()


async def _join(desk: Desk, one: Application, other: Application) -> None:
    await _open(desk, one)
    await desk.office.press(desk.owner, "join_with", other.id)
    await desk.office.work()
    await desk.office.press(desk.owner, "join_yes")
    await desk.office.work()


async def _two(desk: Desk) -> tuple[Application, Application]:
    (first,) = await desk.come(0, OLENA)
    desk.office.clock.advance(days=1)
    (second,) = await desk.come(1, OTHER)
    assert desk.persons == 2
    return first, second


async def test_those_who_are_alike_are_offered_first(desk: Desk) -> None:
    one, other = await _two(desk)
    (tkach,) = await desk.come(0, TKACH)
    await desk.come(0, PETRO)
    (andrii,) = await desk.come(1, ANDRII)
    await _open(desk, one)
    shown = await _list(desk)
    assert [it.application.id for it in shown.found] == [andrii.id, other.id, tkach.id]
    assert (shown.searched, shown.more) == (False, False)


async def test_somebody_is_found_by_name_however_it_is_spelled_and_nothing_stays_in_the_chat(
    desk: Desk,
) -> None:
    one, _ = await _two(desk)
    (petro,) = await desk.come(0, PETRO)
    await _open(desk, one)
    for words in ("бондар", "Bondar Petro", "4455"):
        await desk.office.type(desk.owner, words)
        await desk.office.work()
        assert [it.application.id for it in (await _list(desk)).found] == [petro.id]
    await desk.office.type(desk.owner, "Коваль")
    await desk.office.work()
    assert [it.application.name for it in (await _list(desk)).found] == ["Olena Koval"]
    await desk.office.press(desk.owner, "join_list", one.id)
    await desk.office.work()
    assert not (await _list(desk)).searched


async def test_joined_both_cards_name_the_other_and_the_log_knows_who_did_it(desk: Desk) -> None:
    one, other = await _two(desk)
    await _open(desk, one)
    await desk.office.press(desk.owner, "join_with", other.id)
    await desk.office.work()
    both = await seen(desk.office, desk.owner)
    assert isinstance(both, JoinConfirm)
    assert (both.one.application.id, both.other.application.id) == (one.id, other.id)
    assert desk.persons == 2
    await desk.office.press(desk.owner, "join_yes")
    await desk.office.work()
    assert desk.persons == 1
    for shown in desk.standing():
        assert isinstance(shown.view, views.Card)
        assert len(shown.view.kin.others) == 1
    merge, owner = desk.merge, desk.owner.member_id
    assert (merge.application_id, merge.other_id) == (other.id, one.id)
    assert (merge.state, merge.decided_by) == (MergeState.JOINED, owner)
    assert [(it.did, it.member_id) for it in desk.office.rows(DEEDS)] == [(Did.JOINED, owner)]
    assert desk.office.flash(desk.owner) == "done-joined"


async def test_taken_apart_from_either_card_within_thirty_days(desk: Desk) -> None:
    await _join(desk, *await _two(desk))
    for shown in desk.standing():
        assert isinstance(shown.view, views.Card)
        question = shown.view.kin.question
        assert question is not None
        assert (question.merge_id, question.state) == (desk.merge.id, MergeState.JOINED)
    desk.office.clock.advance(days=29)
    await desk.press("apart_after", desk.merge.id)
    assert (desk.persons, desk.merge.state) == (2, MergeState.UNDONE)
    assert [it.did for it in desk.office.rows(DEEDS)] == [Did.JOINED, Did.PARTED]
    desk.office.clock.advance(timedelta(days=31))
    one, other = desk.office.rows(APPLICATIONS)
    await _join(desk, one, other)
    assert desk.persons == 1
    assert len(desk.office.rows(MERGES)) == 2
    desk.office.clock.advance(timedelta(days=30))
    with pytest.raises(AlreadyDecided):
        await desk.press("apart_after", desk.office.rows(MERGES)[1].id)


async def test_all_that_either_had_comes_along_and_leaves_again(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    (third,) = await desk.come(0, PETRO)
    (fourth,) = await desk.come(1, PETRO)
    await _join(desk, second, fourth)
    assert desk.persons == 1
    by_hand = desk.office.rows(MERGES)[-1]
    await desk.press("apart_after", by_hand.id)
    assert desk.persons == 2
    whose = {one.id: one.person_id for one in desk.office.rows(APPLICATIONS)}
    assert whose[third.id] == whose[fourth.id] != whose[second.id]
    card = desk.standing()[0].view
    assert isinstance(card, views.Card)
    assert card.kin.question is not None
    assert card.kin.question.state is MergeState.JOINED  # the bot's own can be taken apart, too


async def test_who_was_asked_about_is_decided_by_hand_as_well(desk: Desk) -> None:
    (one,) = await desk.come(0, OLENA)
    (other,) = await desk.come(1, ANDRII)
    assert desk.merge.state is MergeState.ASKED
    await _join(desk, one, other)
    assert (desk.persons, desk.merge.state) == (1, MergeState.JOINED)


async def test_of_two_who_join_them_the_second_hears_that_it_is_decided(desk: Desk) -> None:
    one, other = await _two(desk)
    office, ira = desk.office, await desk.office.hire(Role.ADMIN)
    for who in (desk.owner, ira):
        await office.press(who, "merge", one.id, version=one.version)
        await office.work()
        await office.press(who, "join_with", other.id)
        await office.work()
    await office.press(ira, "join_yes")
    with pytest.raises(AlreadyDecided):
        await office.press(desk.owner, "join_yes")
    assert len(office.rows(MERGES)) == 1


async def test_who_may_see_no_contacts_joins_nobody(desk: Desk) -> None:
    one, _ = await _two(desk)
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    for verb in ("merge", "join_list", "join_with", "join_yes"):
        with pytest.raises(NotAllowed):
            await desk.office.press(manager, verb, one.id, version=0)


async def test_a_recruiter_finds_and_joins_no_candidate_of_somebody_elses_vacancy(
    desk: Desk,
) -> None:
    one, other = await _two(desk)
    office, ira = desk.office, await desk.office.hire(Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.press(ira, "merge", one.id, version=one.version)
    await office.press(desk.owner, "assign_to", one.id, version=ira.member_id)
    await office.press(ira, "merge", one.id, version=one.version)
    await office.work()
    view = await seen(office, ira)
    assert isinstance(view, JoinList)
    assert not view.found
    await office.type(ira, "Olena Koval")
    await office.work()
    view = await seen(office, ira)
    assert isinstance(view, JoinList)
    assert not view.found
    with pytest.raises(NotThere):
        await office.press(ira, "join_with", other.id)
    await office.press(desk.owner, "assign_to", other.id, version=ira.member_id)
    await office.press(ira, "join_with", other.id)
    await office.work()
    assert isinstance(await seen(office, ira), JoinConfirm)
    await office.press(desk.owner, "assign_to", other.id, version=0)
    await office.work()
    with pytest.raises(NotThere):
        await office.press(ira, "join_yes")
    assert desk.persons == 2


async def test_one_of_another_company_or_erased_meanwhile_is_not_there(desk: Desk) -> None:
    one, other = await _two(desk)
    await _open(desk, one)
    with pytest.raises(NotThere):
        await desk.office.press(desk.owner, "join_with", 7)
    await desk.office.press(desk.owner, "join_with", other.id)
    await desk.office.press(desk.owner, "erase_card", other.id, version=0)
    await desk.office.work()
    assert desk.persons == 2
