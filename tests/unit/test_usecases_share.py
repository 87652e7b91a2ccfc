"""A masked card goes into any chat; colleagues say what they think, once each."""

from typing import Any

import pytest

from bot.domain import views
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Did
from bot.domain.share import Votes
from bot.domain.views import AskNote
from bot.domain.views.inline import SharedCard
from bot.domain.workspace import Actor, Role
from bot.ports import Gone
from bot.usecases.asked import Press
from bot.usecases.find_shareable import FindAnswers, FindVacancyTexts
from bot.usecases.note_chat import NoteChat
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.share_inline import (
    FindShare,
    FindShareable,
    NoteShared,
    OpenNote,
    OpenShared,
    Opine,
)
from tests.card_desk import Desk, make_desk
from tests.fakes.store.kinds import DEEDS, LINKS, OPINIONS, SHARES
from tests.office import Office

MESSAGE = "AAQ-inline-1"


async def share(desk: Desk, message: str = MESSAGE) -> None:
    await desk.office.make(NoteShared)(desk.oleh, desk.one.id, message)
    await desk.office.work()


async def opine(desk: Desk, who: Actor, *, good: bool) -> None:
    await desk.office.make(Opine, good=good)(who, Press(desk.one.id))
    await desk.office.work()


def votes(desk: Desk, message: str = MESSAGE) -> Votes:
    shown = desk.office.chat.inlined[message]
    assert isinstance(shown, SharedCard)
    return shown.votes


async def test_what_is_offered_says_nothing_of_who_it_is() -> None:
    desk = await make_desk()
    (found,) = await desk.office.make(FindShareable)(desk.oleh, "олена ковал")
    assert (found.application_id, found.name) == (desk.one.id, "Олена К.")
    assert "380671234521" not in repr(found)
    assert "Коваль" not in repr(found)
    assert await desk.office.make(FindShareable)(desk.oleh, "петро") == []
    assert len(await desk.office.make(FindShareable)(desk.oleh, "")) == 1


async def test_each_offers_only_whom_they_see() -> None:
    desk = await make_desk()
    other = await desk.office.hire(Role.RECRUITER)
    assert await desk.office.make(FindShareable)(other, "олена") == []
    with pytest.raises(NotAllowed):
        await desk.office.make(FindShareable)(await desk.office.hire(Role.HIRING_MANAGER), "олена")


async def test_what_was_sent_is_written_down_once() -> None:
    desk = await make_desk()
    await share(desk)
    await share(desk)
    assert [(one.did, one.subject_id) for one in desk.office.rows(DEEDS)] == [
        (Did.SHARED_INLINE, desk.one.id)
    ]
    found = await desk.office.make(FindShare)(MESSAGE)
    assert found == (desk.office.workspace.id, desk.one.id)
    assert await desk.office.make(FindShare)("another") is None
    assert desk.office.chat.inlined == {}


async def test_a_vote_counts_once_a_member_and_moves() -> None:
    desk = await make_desk()
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await share(desk)
    await opine(desk, desk.ira, good=True)
    await opine(desk, desk.ira, good=True)
    await opine(desk, manager, good=True)
    assert votes(desk) == Votes(2, 0)
    await opine(desk, manager, good=False)
    assert votes(desk) == Votes(1, 1)
    assert len(desk.office.rows(OPINIONS)) == 2


async def test_every_copy_of_the_card_and_every_message_says_so() -> None:
    desk = await make_desk()
    await share(desk)
    await share(desk, "second")
    await opine(desk, desk.ira, good=True)
    assert votes(desk) == votes(desk, "second") == Votes(1, 0)
    assert desk.state(desk.oleh.chat_id).votes == Votes(1, 0)
    assert desk.state(desk.group.chat_id).votes == Votes(1, 0)


async def test_votes_go_on_without_who_sent_the_message_and_who_has_left() -> None:
    desk = await make_desk()
    await desk.office.make(NoteShared)(desk.ira, desk.one.id, MESSAGE)
    await opine(desk, desk.ira, good=False)
    assert votes(desk) == Votes(0, 1)
    await desk.office.fire(desk.ira)
    await opine(desk, desk.oleh, good=True)
    assert votes(desk) == Votes(1, 0)


async def test_the_same_vote_once_more_changes_nothing() -> None:
    desk = await make_desk()
    await opine(desk, desk.ira, good=False)
    before = desk.one.version
    await opine(desk, desk.ira, good=False)
    assert desk.one.version == before


async def test_a_vote_that_was_faster_than_telegrams_word_is_shown_then() -> None:
    desk = await make_desk()
    await opine(desk, desk.ira, good=True)
    assert desk.office.chat.inlined == {}
    await share(desk)
    assert votes(desk) == Votes(1, 0)


async def test_another_companys_candidate_is_not_there() -> None:
    desk, other = await make_desk(), await Office().open()
    with pytest.raises(NotThere):
        await other.make(Opine, good=True)(other.owner, Press(desk.one.id))


async def test_erasing_the_candidate_empties_the_message() -> None:
    desk = await make_desk()
    await share(desk)
    await opine(desk, desk.ira, good=True)
    office = desk.office
    await office.press(office.owner, "erase_one", desk.one.id)
    await office.type(office.owner, "+380671234521")
    await office.work()
    assert office.chat.inlined == {MESSAGE: "erased-on-request"}
    assert office.rows(OPINIONS) == []
    assert len(office.rows(SHARES)) == 1
    office.clock.advance(minutes=20)
    await office.tick()
    await office.work()
    receipt = next(one for one in office.said(office.owner) if isinstance(one, views.Erased))
    assert receipt.unreachable == 0


@pytest.mark.parametrize("when", ["before", "after"])
async def test_the_message_is_emptied_though_its_sender_has_blocked_the_bot(when: str) -> None:
    desk = await make_desk()
    office = desk.office
    await office.make(NoteShared)(desk.ira, desk.one.id, MESSAGE)
    await office.work()
    if when == "before":
        await _block(desk, desk.ira)
    await office.press(office.owner, "erase_one", desk.one.id)
    await office.type(office.owner, "+380671234521")
    if when == "after":
        await _block(desk, desk.ira)
    await office.work()
    assert office.chat.inlined == {MESSAGE: "erased-on-request"}


async def _block(desk: Desk, who: Actor) -> None:
    desk.office.chat.block(who.chat_id)
    await desk.office.make(NoteChat)(who.person, who.chat_id, here=False)


async def test_a_message_of_which_telegram_says_gone_loses_nobodys_chat() -> None:
    desk = await make_desk()
    await desk.office.make(NoteShared)(desk.ira, desk.one.id, MESSAGE)
    desk.office.chat.answer(desk.ira.chat_id, Gone())
    await opine(desk, desk.oleh, good=True)
    assert desk.office.chat.inlined == {}
    link = next(one for one in desk.office.rows(LINKS) if one.user_id == desk.ira.user_id)
    assert link.gone_since is None
    desk.office.clock.advance(hours=1)
    await desk.office.tick()
    await desk.office.work()
    assert votes(desk) == Votes(1, 0)


async def test_who_was_erased_before_the_card_was_sent_does_not_stay_in_that_chat() -> None:
    desk = await make_desk()
    gone, office = desk.one.id, desk.office
    await office.press(office.owner, "erase_one", gone)
    await office.type(office.owner, "+380671234521")
    await office.work()
    await office.make(NoteShared)(desk.oleh, gone, MESSAGE)
    await office.work()
    assert office.chat.inlined == {MESSAGE: "erased-on-request"}


async def test_the_link_opens_the_card_for_who_may_see_it() -> None:
    desk = await make_desk()
    open_it: Any = desk.office.make(OpenShared, subject=desk.one.id)
    before = len(desk.said(views.Card, desk.oleh.chat_id))
    await open_it(desk.oleh, desk.office.typed("/start"))
    await desk.office.work()
    assert len(desk.said(views.Card, desk.oleh.chat_id)) == before + 1
    with pytest.raises(NotAllowed):
        await open_it(await desk.office.hire(Role.RECRUITER), desk.office.typed("/start"))


async def test_a_note_is_typed_in_private_by_who_may_not_see_who_it_is() -> None:
    desk = await make_desk()
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    open_it: Any = desk.office.make(OpenNote, subject=desk.one.id)
    with pytest.raises(NotAllowed):
        await open_it(manager, desk.office.typed("/start"))
    await share(desk)
    await open_it(manager, desk.office.typed("/start"))
    seen = await desk.office.make(ReadScreen)(manager.person)
    assert seen is not None
    assert seen.screen.view == AskNote("Олена К.")
    await desk.office.type(manager, "Кличте на співбесіду")
    await desk.office.work()
    note = desk.state(desk.oleh.chat_id).note
    assert note is not None
    assert note.text == "Кличте на співбесіду"


async def test_vacancies_are_offered_once_anybody_can_read_them() -> None:
    office = await Office().open()
    account = await office.account()
    await office.publication(account)
    find = office.make(FindVacancyTexts)
    assert await find(office.owner, "") == []
    ad = await office.live(account, url="https://site.example/jobs/1")
    (found,) = await find(office.owner, "бариста київ")
    assert found.links == [(ad.site, "https://site.example/jobs/1")]
    assert await find(office.owner, "кухар") == []


async def test_templates_are_offered_with_what_is_known() -> None:
    office = await Office().open()
    found = await office.make(FindAnswers)(office.owner, "", "en")
    assert found[0][0].language == "en"
    assert any("ТОВ «Ромашка»" in body for _, body in found)
    assert not any("{company}" in body for _, body in found)
    with pytest.raises(NotAllowed):
        await office.make(FindAnswers)(await office.hire(Role.HIRING_MANAGER), "", "uk")
