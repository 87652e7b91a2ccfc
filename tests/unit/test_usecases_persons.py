"""One person who answers more than once has one card in a chat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.errors import AlreadyDecided, CardThere, NotAllowed
from bot.domain.group import Did
from bot.domain.handling import Stage
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.person import MergeState
from bot.domain.site import FileRef, RemoteApplication, RemoteFile
from bot.domain.workspace import Role
from bot.usecases.decide_person import AnotherPerson
from tests.fakes.store.kinds import APPLICATIONS, DEEDS, MERGES, NOTICES
from tests.person_desk import ANDRII, OLENA, Desk, open_desk


@pytest.fixture
async def desk() -> Desk:
    return await open_desk()


# -- answered once more ----------------------------------------------------------------------


async def test_the_first_card_says_so_and_a_word_comes_under_it(desk: Desk) -> None:
    (first,) = await desk.come(0, OLENA)
    desk.office.clock.advance(days=3)
    (second,) = await desk.come(1, {**OLENA, "name": "Koval Olena"})
    card, word = desk.standing()
    assert isinstance(card.view, views.Card)
    assert card.edited
    assert card.view.application.id == first.id
    assert [one.sent_at for one in card.view.kin.others] == [second.sent_at]
    assert isinstance(word.view, views.CardAgain)
    assert (word.view.application_id, word.reply_to) == (second.id, card.message_id)
    assert (desk.persons, desk.merge.state, desk.merge.decided_by) == (1, MergeState.JOINED, None)
    await desk.come(1)
    assert len(desk.standing()) == 2


async def test_of_a_pair_in_one_page_one_has_a_card(desk: Desk) -> None:
    await desk.come(0, OLENA, {**OLENA, "name": "Лена"}, {**OLENA, "name": "Олена Ткач"})
    kinds = [type(one.view) for one in desk.standing()]
    assert kinds == [views.Card, views.CardAgain, views.CardAgain]
    card, *words = desk.standing()
    assert isinstance(card.view, views.Card)
    assert len(card.view.kin.others) == 2
    assert {one.reply_to for one in words} == {card.message_id}
    assert desk.persons == 1


async def test_the_file_of_the_second_follows_as_a_reply(desk: Desk) -> None:
    await desk.come(0, OLENA)
    desk.office.site.files["cv"] = RemoteFile(b"%PDF", "application/pdf", "cv.pdf")
    await desk.come(1, {**OLENA, "resume": FileRef("cv")})
    _card, word = desk.standing()
    (file,) = [one for one in desk.office.chat.said if isinstance(one.view, views.CardFile)]
    assert file.reply_to == word.message_id


async def test_the_second_can_be_opened_as_a_whole_once(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    await desk.press("whole", second.id)
    last = desk.standing()[-1].view
    assert isinstance(last, views.Card)
    assert last.application.id == second.id
    with pytest.raises(CardThere):
        await desk.press("whole", second.id)


async def test_how_the_team_left_the_second_stands_on_the_card_of_the_first(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    version = desk.office.rows(APPLICATIONS)[-1].version
    await desk.office.press(desk.owner, "stage_rejected", second.id, version=version)
    await desk.office.work()
    first = desk.standing()[0].view
    assert isinstance(first, views.Card)
    (there,) = first.kin.others
    assert (there.stage, there.who) == (Stage.REJECTED, "Олег Щур")


async def test_a_chat_that_never_had_the_first_card_gets_a_whole_one(desk: Desk) -> None:
    office = desk.office
    recruiter = await office.hire(Role.RECRUITER)
    hers = await office.vacancy(owner_id=recruiter.member_id, title="Кухар")
    await desk.come(0, OLENA)
    desk.ads[1] = await office.live(desk.accounts[1], vacancy=hers)
    await desk.come(1, OLENA)
    (card,) = desk.standing(recruiter.chat_id)
    assert isinstance(card.view, views.Card)
    assert [one.vacancy for one in card.view.kin.others] == ["Бариста"]
    (first,) = desk.standing()
    assert isinstance(first.view, views.Card)
    assert [one.vacancy for one in first.view.kin.others] == ["Кухар"]


async def test_who_was_told_of_in_a_digest_has_a_card_when_there_is_news(desk: Desk) -> None:
    office, ad = desk.office, desk.ads[0]
    await office.press(office.owner, "publication", ad.id)
    await office.press(office.owner, "stop", ad.id)
    await desk.come(0, OLENA, {"name": "Інша Людина"})
    office.clock.advance(hours=1)
    await office.press(office.owner, "resume", ad.id)
    await office.work()
    assert desk.standing() == []
    await desk.come(1, OLENA)
    (card,) = desk.standing()
    assert isinstance(card.view, views.Card)
    assert len(card.view.kin.others) == 1


async def test_a_digest_changes_the_first_card_and_adds_no_word(desk: Desk) -> None:
    office, ad = desk.office, desk.ads[1]
    await desk.come(0, OLENA)
    await office.press(office.owner, "publication", ad.id)
    await office.press(office.owner, "stop", ad.id)
    await desk.come(1, OLENA, {"name": "Інша Людина"})
    office.clock.advance(hours=1)
    await office.press(office.owner, "resume", ad.id)
    await office.work()
    (card,) = desk.standing()
    assert isinstance(card.view, views.Card)
    assert len(card.view.kin.others) == 1


async def test_what_becomes_of_one_on_its_site_is_said_on_the_other_card(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    async with desk.office.transaction() as tx:
        keep = desk.office.make(AnotherPerson).keep
        await keep.stand(tx, desk.accounts[1], {second.remote_id: "standing-rejected"})
    await desk.office.work()
    card, word = desk.standing()
    assert isinstance(card.view, views.Card)
    assert [one.standing for one in card.view.kin.others] == ["standing-rejected"]
    assert isinstance(word.view, views.CardAgain)
    assert word.view.standing == "standing-rejected"


async def test_a_word_that_its_reader_may_not_see_any_more_goes_on_as_a_card(desk: Desk) -> None:
    office = desk.office
    recruiter = await office.hire(Role.RECRUITER)
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    desk.ads = [await office.live(one, vacancy=vacancy) for one in desk.accounts]
    await desk.come(0, OLENA)
    office.site.respond(desk.ads[1].remote_id or "", **OLENA)
    await office.sync(desk.accounts[1])
    await office.demote(recruiter, Role.HIRING_MANAGER)
    await office.work()
    assert len(desk.standing(recruiter.chat_id)) == 1
    (card,) = desk.standing()
    assert isinstance(card.view, views.Card)


async def test_contacts_that_come_later_are_met_later(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, {"name": "Олена К.", "unopened": True})
    assert desk.persons == 2
    told = desk.office.site.feed[-1]
    assert isinstance(told, RemoteApplication)
    item = replace(told, **OLENA, unopened=False)
    async with desk.office.transaction() as tx:
        keep = desk.office.make(AnotherPerson).keep
        await keep.complete(tx, await tx.applications.get(second.id), item)
    await desk.office.work()
    assert desk.persons == 1
    for shown in desk.standing():
        assert isinstance(shown.view, views.Card)
        assert len(shown.view.kin.others) == 1


# -- not sure --------------------------------------------------------------------------------


async def test_a_family_with_one_phone_is_asked_about(desk: Desk) -> None:
    await desk.come(0, OLENA)
    await desk.come(1, ANDRII)
    first, second = (one.view for one in desk.standing())
    assert isinstance(second, views.Card)
    assert second.kin.question is not None
    assert (second.kin.question.state, second.kin.question.other.name) == ("asked", "Олена Коваль")
    assert isinstance(first, views.Card)
    assert first.kin.question is None
    assert desk.persons == 2


async def test_who_hides_the_name_is_asked_about(desk: Desk) -> None:
    await desk.come(0, OLENA)
    await desk.come(1, {**OLENA, "name": None})
    assert (desk.merge.state, desk.persons) == (MergeState.ASKED, 2)


async def test_the_same_joins_them_and_both_cards_say_so(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, {**OLENA, "name": None})
    await desk.press("same", desk.merge.id)
    assert desk.persons == 1
    for shown in desk.standing():
        assert isinstance(shown.view, views.Card)
        assert len(shown.view.kin.others) == 1
    (deed,) = desk.office.rows(DEEDS)
    assert (deed.did, deed.subject_id, deed.member_id) == (
        Did.JOINED,
        second.id,
        desk.owner.member_id,
    )


async def test_not_the_same_is_remembered_and_can_be_taken_back(desk: Desk) -> None:
    await desk.come(0, OLENA)
    await desk.come(1, ANDRII)
    await desk.press("apart", desk.merge.id)
    assert (desk.merge.state, desk.persons) == (MergeState.REFUSED, 2)
    (deed,) = desk.office.rows(DEEDS)
    assert deed.did is Did.PARTED
    await desk.press("same_after", desk.merge.id)
    assert (desk.merge.state, desk.persons) == (MergeState.JOINED, 1)


async def test_of_two_who_decide_the_second_is_told_that_it_is_decided(desk: Desk) -> None:
    recruiter = await desk.office.hire(Role.RECRUITER)
    await desk.come(0, OLENA)
    await desk.come(1, ANDRII)
    await desk.office.join(recruiter)
    await desk.press("apart", desk.merge.id, recruiter)
    for verb in ("apart", "same"):
        with pytest.raises(AlreadyDecided):
            await desk.press(verb, desk.merge.id)
    assert desk.merge.decided_by == recruiter.member_id


async def test_the_right_is_looked_at_with_each_press(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await desk.come(0, OLENA)
    await desk.come(1, ANDRII)
    for verb in ("same", "apart", "same_after", "apart_after"):
        with pytest.raises(NotAllowed):
            await desk.press(verb, desk.merge.id, manager)
    assert desk.merge.state is MergeState.ASKED


async def test_a_hiring_manager_is_shown_no_other_ones_name_nor_asked_about_them(
    desk: Desk,
) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, ANDRII)
    office = desk.office
    await office.press(desk.owner, "share_with", second.id, version=manager.member_id)
    await office.work()
    (card,) = [one.view for one in desk.standing(manager.chat_id)]
    assert isinstance(card, views.Card)
    assert card.application.name == "Андрій Коваль"
    assert card.kin.question is not None
    assert card.kin.question.other.name == "Олена К."
    assert not card.kin.decides


# -- not the same person ---------------------------------------------------------------------


async def test_taken_apart_the_second_has_a_card_and_the_first_says_nothing(desk: Desk) -> None:
    (first,) = await desk.come(0, OLENA)
    (second,) = await desk.come(1, OLENA)
    await desk.press("apart_after", desk.merge.id)
    card, word, own = desk.standing()
    assert isinstance(card.view, views.Card)
    assert isinstance(word.view, views.CardAgain)
    assert isinstance(own.view, views.Card)
    assert (card.view.application.id, own.view.application.id) == (first.id, second.id)
    assert [one.view.kin.others for one in (card, own)] == [[], []]  # type: ignore[union-attr]
    assert word.view.kin.others == []
    assert (desk.merge.state, desk.persons) == (MergeState.UNDONE, 2)
    assert [one.did for one in desk.office.rows(DEEDS)] == [Did.PARTED]


async def test_a_third_answer_of_two_namesakes_is_asked_about(desk: Desk) -> None:
    await desk.come(0, OLENA)
    await desk.come(1, OLENA)
    await desk.press("apart_after", desk.merge.id)
    await desk.come(0, OLENA)
    states = [one.state for one in desk.office.rows(MERGES)]
    assert states == [MergeState.UNDONE, MergeState.ASKED]
    assert desk.persons == 3


async def test_who_was_joined_by_way_of_it_leaves_with_it(desk: Desk) -> None:
    await desk.come(0, OLENA)
    (second,) = await desk.come(1, {**OLENA, "emails": ("o@ukr.net",)})
    merge = desk.merge
    (third,) = await desk.come(0, {**OLENA, "phones": (), "emails": ("o@ukr.net",)})
    await desk.press("apart_after", merge.id)
    rows = {one.id: one.person_id for one in desk.office.rows(APPLICATIONS)}
    assert rows[second.id] == rows[third.id]
    assert desk.persons == 2


async def test_after_thirty_days_nothing_is_taken_apart(desk: Desk) -> None:
    await desk.come(0, OLENA)
    await desk.come(1, OLENA)
    desk.office.clock.advance(timedelta(days=30))
    with pytest.raises(AlreadyDecided):
        await desk.press("apart_after", desk.merge.id)
    assert desk.persons == 1


async def test_a_word_that_was_not_said_so_far_is_taken_back(desk: Desk) -> None:
    await desk.come(0, OLENA)
    desk.office.site.respond(desk.ads[1].remote_id or "", **OLENA)
    await desk.office.sync(desk.accounts[1])
    await desk.press("apart_after", desk.merge.id)
    assert [type(one.view) for one in desk.standing()] == [views.Card, views.Card]
    words = [one for one in desk.office.rows(NOTICES) if one.kind is NoticeKind.CARD_AGAIN]
    assert [one.state for one in words] == [NoticeState.WITHDRAWN]
