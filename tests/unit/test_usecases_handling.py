"""A card's buttons: take, stage, assign, note, later, share, black list, history, undo."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.application import Application
from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NothingToUndo, NotThere
from bot.domain.group import Covers, Did, Group, Standing
from bot.domain.handling import Act, Stage
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.views import CardPage
from bot.domain.workspace import Actor, ChatKind, ChatLink, Role
from bot.usecases.asked import InGroup, Press, Replied, Typed
from bot.usecases.note_card import FindReplied
from handlers.buttons import BUTTONS, GROUP_BUTTONS, REPLIED
from handlers.context import Context, unless_overtaken
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, DEEDS, LINKS, NOTES, NOTICES
from tests.office import Office, _no_words

CHAT = -500


@dataclass
class Desk:
    """A company of two with a group, and one candidate whose card is everywhere."""

    office: Office
    ira: Actor

    @property
    def oleh(self) -> Actor:
        return self.office.owner

    @property
    def one(self) -> Application:
        return self.office.rows(APPLICATIONS)[0]

    @property
    def group(self) -> ChatLink:
        return next(one for one in self.office.rows(LINKS) if one.chat_id == CHAT)

    async def press(self, who: Actor, verb: str, last: int | None = None) -> Flash | None:
        """A button of the person's own copy, as it is shown now unless told else."""
        row, office = BUTTONS[verb], self.office
        version = self.one.version if last is None else last
        asked = Press(self.one.id, version, self._message(who.chat_id))
        context = Context(office.make, office.uow, office.clock, _no_words, {})
        said = await context.do(who.person, row, asked)
        await office.work()
        return said

    async def in_group(self, who: Actor, verb: str, last: int | None = None) -> Any:
        """The same in the group."""
        row, office = GROUP_BUTTONS[verb], self.office
        who.require(row.right) if row.right else None
        (card,) = [
            one
            for one in office.rows(NOTICES)
            if one.kind is NoticeKind.CARD and one.chat_link_id == self.group.id
        ]
        version = self.one.version if last is None else last
        asked = InGroup(
            CHAT, "", None, card.message_id, link=self.group, notice=card, version=version
        )
        said = await unless_overtaken(lambda: office.make(row.use_case, **row.fixed)(who, asked))
        await office.work()
        return said

    async def reply(self, who: Actor, chat_id: int, text: str) -> Replied | None:
        """A reply to the card in that chat."""
        office = self.office
        typed = replace(office.typed(text), reply_to=self._message(chat_id))
        found = await office.make(FindReplied)(chat_id, typed)
        if found is not None:
            await office.make(REPLIED.use_case)(who, found)
            await office.work()
        return found

    def shown(self, chat_id: int) -> Any:
        """The card as it stands in a chat."""
        return self._copies(chat_id)[-1].view

    def state(self, chat_id: int) -> views.CardState:
        found: views.CardState = self.shown(chat_id).state
        return found

    def said(self, kind: type[Any], chat_id: int) -> list[Any]:
        """Other messages of a kind in a chat, as they were sent."""
        every = self.office.chat.said
        return [one for one in every if one.address.chat_id == chat_id and type(one.view) is kind]

    def deeds(self) -> list[tuple[Did, str]]:
        return [(one.did, one.detail) for one in self.office.rows(DEEDS)]

    def _copies(self, chat_id: int) -> list[Any]:
        kinds = (views.Card, views.MaskedCard)
        every = self.office.chat.said
        return [one for one in every if one.address.chat_id == chat_id and type(one.view) in kinds]

    def _message(self, chat_id: int) -> int | None:
        copies = self._copies(chat_id)
        return copies[-1].message_id if copies else None


@pytest.fixture
async def desk() -> Desk:
    office = await Office().open()
    made = Desk(office, await office.hire(Role.RECRUITER))
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    account = await office.account()
    ad = await office.live(account)
    office.site.respond(str(ad.remote_id), name="Олена Коваль", phones=("+380671234521",))
    await office.sync(account)
    await office.work()
    return made


# -- take ------------------------------------------------------------------------------------


async def test_who_takes_a_candidate_is_named_on_every_copy(desk: Desk) -> None:
    assert await desk.in_group(desk.ira, "take") is None
    for chat in (desk.oleh.chat_id, CHAT):
        handling = desk.state(chat).handling
        assert (handling.act, handling.acted_by) == (Act.TAKEN, desk.ira.member_id)
        assert handling.stage is Stage.LOOK
    assert desk.deeds() == [(Did.TAKEN, "")]
    assert desk.office.rows(DEEDS)[0].chat_link_id == desk.group.id


async def test_the_second_hears_who_was_first_and_when_and_sees_the_new_state(desk: Desk) -> None:
    first = desk.office.clock.now()
    old = desk.one.version
    await desk.press(desk.oleh, "take")
    desk.office.clock.advance(minutes=2)
    said = await desk.in_group(desk.ira, "take", old)
    assert said == Flash("card-taken", {"who": "Олег Щур", "moment": first})
    assert desk.state(CHAT).handling.assignee_id == desk.oleh.member_id
    assert desk.deeds() == [(Did.TAKEN, "")]


async def test_a_second_tap_of_the_winner_is_answered_quietly(desk: Desk) -> None:
    await desk.press(desk.oleh, "take")
    version = desk.one.version
    assert await desk.press(desk.oleh, "take") is None
    assert desk.one.version == version


async def test_two_at_once_leave_one_winner_a_hundred_times(desk: Desk) -> None:
    office = desk.office
    for _ in range(100):
        async with office.transaction() as tx:
            free = replace(desk.one.handling, assignee_id=None, taken_at=None)
            await tx.applications.handle(replace(desk.one, handling=free))
        said = await asyncio.gather(desk.press(desk.oleh, "take"), desk.in_group(desk.ira, "take"))
        assert [one.text_id for one in said if one is not None] == ["card-taken"]
    assert len(desk.deeds()) == 100


async def test_who_may_not_handle_candidates_takes_none(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        await desk.press(await desk.office.hire(Role.HIRING_MANAGER), "take")


async def test_a_candidate_who_was_erased_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotThere):
        await desk.office.press(desk.oleh, "take", 1)


async def test_a_card_is_handled_while_its_account_is_disconnected(desk: Desk) -> None:
    await desk.office.press(desk.oleh, "disconnect_yes", desk.office.rows(ACCOUNTS)[0].id)
    await desk.office.work()
    await desk.press(desk.oleh, "take")
    assert desk.state(CHAT).handling.assignee_id == desk.oleh.member_id


async def test_a_group_that_was_unlinked_handles_nobody(desk: Desk) -> None:
    async with desk.office.transaction() as tx:
        unlinked = replace(Group.of(desk.group), standing=Standing.UNLINKED)
        await tx.chats.save(unlinked.on(desk.group))
    with pytest.raises(NotThere):
        await desk.in_group(desk.ira, "take")


# -- stage and undo --------------------------------------------------------------------------


async def test_a_stage_is_written_down_and_can_be_taken_back_at_once(desk: Desk) -> None:
    await desk.press(desk.oleh, "stage_rejected")
    assert desk.state(desk.oleh.chat_id).undo
    assert not desk.state(CHAT).undo  # where it was not done
    await desk.press(desk.oleh, "undo")
    assert desk.one.handling.stage is Stage.NEW
    assert desk.state(CHAT).handling.act is None
    assert desk.deeds() == [(Did.MOVED, "rejected"), (Did.UNDONE, "moved")]


async def test_the_undo_goes_when_its_time_is_up(desk: Desk) -> None:
    await desk.press(desk.oleh, "stage_interview")
    desk.office.clock.advance(seconds=10)
    await desk.office.work()
    assert not desk.state(desk.oleh.chat_id).undo
    with pytest.raises(NothingToUndo):
        await desk.press(desk.oleh, "undo")


async def test_nobody_else_takes_it_back(desk: Desk) -> None:
    await desk.in_group(desk.ira, "stage_interview")
    with pytest.raises(NothingToUndo):
        await desk.press(desk.oleh, "undo")


async def test_a_tap_on_an_old_copy_changes_nothing_and_answers_with_the_new_state(
    desk: Desk,
) -> None:
    old = desk.one.version
    await desk.press(desk.oleh, "stage_interview")
    said = await desk.in_group(desk.ira, "stage_rejected", old)
    assert said is not None
    assert said.text_id == "card-moved-on-by"
    assert said.values["who"] == "Олег Щур"
    assert desk.one.handling.stage is Stage.INTERVIEW
    assert desk.state(CHAT).handling.stage is Stage.INTERVIEW


async def test_edits_of_old_copies_go_before_new_cards(desk: Desk) -> None:
    office, before = desk.office, len(desk.office.chat.said)
    ad = (await office.publication_now()).remote_id
    office.site.respond(str(ad), name="Іван Другий")
    context = Context(office.make, office.uow, office.clock, _no_words, {})
    await office.sync(office.rows(ACCOUNTS)[0])  # the second card is owed first
    asked = Press(desk.one.id, desk.one.version)
    await context.do(desk.oleh.person, BUTTONS["take"], asked)
    await office.work()
    told = [one for one in office.chat.said[before:] if one.address.chat_id == desk.oleh.chat_id]
    assert [one.edited for one in told] == [True, False]


# -- pages -----------------------------------------------------------------------------------


async def test_another_page_stands_under_one_copy_until_something_is_done(desk: Desk) -> None:
    await desk.press(desk.oleh, "more")
    assert desk.state(desk.oleh.chat_id).page is CardPage.MORE
    assert desk.state(CHAT).page is CardPage.MAIN
    await desk.press(desk.oleh, "card")
    assert desk.state(desk.oleh.chat_id).page is CardPage.MAIN
    await desk.press(desk.oleh, "stage")
    await desk.in_group(desk.ira, "take")
    assert desk.state(desk.oleh.chat_id).page is CardPage.MAIN


async def test_a_card_says_what_its_site_can_and_what_its_reader_may(desk: Desk) -> None:
    state = desk.state(desk.oleh.chat_id)
    assert state.can == desk.office.site.info.can
    assert state.private
    assert not desk.state(CHAT).private


# -- assign ----------------------------------------------------------------------------------


async def test_who_is_given_a_candidate_gets_the_card(desk: Desk) -> None:
    await desk.press(desk.oleh, "assign")
    offered = {one.id for one in desk.state(desk.oleh.chat_id).choices}
    assert offered == {desk.oleh.member_id, desk.ira.member_id}
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    assert desk.state(desk.ira.chat_id).handling.assignee_id == desk.ira.member_id
    await desk.press(desk.ira, "assign_to", desk.oleh.member_id)
    (word,) = desk.said(views.CardSaid, desk.oleh.chat_id)  # the card is there already
    assert word.view.word == "assigned"
    assert word.reply_to is not None
    await desk.press(desk.oleh, "assign_to", 0)
    assert desk.one.handling.assignee_id is None


async def test_nobody_gets_a_candidate_whom_they_may_not_handle(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotThere):
        await desk.press(desk.oleh, "assign_to", manager.member_id)


# -- notes -----------------------------------------------------------------------------------


async def test_a_note_is_typed_after_the_button(desk: Desk) -> None:
    await desk.press(desk.oleh, "note")
    assert desk.office.at(desk.oleh).place.screen == "card_note"
    await desk.office.type(desk.oleh, " Гарно говорить ")
    await desk.office.work()
    assert desk.office.flash(desk.oleh) == "done-noted"
    note = desk.state(CHAT).note
    assert note is not None
    assert (note.text, note.member_id, note.count) == ("Гарно говорить", desk.oleh.member_id, 1)
    assert desk.deeds()[0][0] is Did.NOTED


async def test_a_reply_to_a_card_is_a_note_and_masked_copies_hide_numbers(desk: Desk) -> None:
    await desk.reply(desk.oleh, desk.oleh.chat_id, "Дзвонити 067 123 45 21")
    await desk.reply(desk.ira, CHAT, "Домовились")
    own, masked = desk.state(desk.oleh.chat_id).note, desk.state(CHAT).note
    assert own is not None
    assert masked is not None
    assert [one.text for one in desk.office.rows(NOTES)] == ["Дзвонити 067 123 45 21", "Домовились"]
    assert (masked.text, masked.count) == ("Домовились", 2)
    await desk.reply(desk.oleh, desk.oleh.chat_id, "Дзвонити 067 123 45 21")
    masked = desk.state(CHAT).note
    assert masked is not None
    assert "067" not in masked.text


async def test_a_reply_to_something_else_is_no_note(desk: Desk) -> None:
    find = desk.office.make(FindReplied)
    assert await find(CHAT, Typed("Так", "Так", 7, reply_to=99_999)) is None
    assert await find(CHAT, Typed("Так", "Так", 7)) is None


async def test_in_a_group_the_button_says_how(desk: Desk) -> None:
    assert await desk.in_group(desk.ira, "note") == Flash("card-note-how")


# -- later -----------------------------------------------------------------------------------


async def test_what_was_put_off_comes_back_under_its_card(desk: Desk) -> None:
    await desk.press(desk.oleh, "later_hour")
    handling = desk.state(CHAT).handling
    assert handling.later_until is not None
    assert handling.later_by == desk.oleh.member_id
    desk.office.clock.advance(minutes=59)
    await desk.office.work()
    assert desk.said(views.CardSaid, desk.oleh.chat_id) == []
    desk.office.clock.advance(minutes=1)
    await desk.office.work()
    (word,) = desk.said(views.CardSaid, desk.oleh.chat_id)
    assert (word.view.word, word.view.name) == ("later", "Олена Коваль")
    assert word.reply_to is not None
    assert desk.said(views.CardSaid, CHAT) == []


async def test_what_was_put_off_in_a_group_comes_back_there_masked(desk: Desk) -> None:
    await desk.in_group(desk.ira, "later_hour")
    desk.office.clock.advance(hours=1)
    await desk.office.work()
    (word,) = desk.said(views.CardSaid, CHAT)
    assert word.view.name == "Олена К."


async def test_what_was_moved_or_put_off_again_does_not_come_back_twice(desk: Desk) -> None:
    await desk.press(desk.oleh, "later_hour")
    await desk.press(desk.oleh, "later_morning")
    desk.office.clock.advance(hours=1)
    await desk.office.work()
    assert desk.said(views.CardSaid, desk.oleh.chat_id) == []
    await desk.press(desk.oleh, "stage_contact")
    desk.office.clock.advance(hours=48)
    await desk.office.work()
    assert desk.said(views.CardSaid, desk.oleh.chat_id) == []


async def test_a_day_is_typed(desk: Desk) -> None:
    await desk.press(desk.oleh, "day_off")
    await desk.office.type(desk.oleh, "25.12 14:30")
    await desk.office.work()
    assert desk.office.flash(desk.oleh) == "done-put-off"
    assert desk.one.handling.later_until is not None


# -- share -----------------------------------------------------------------------------------


async def test_a_candidate_is_shown_once_in_another_group_as_that_may_see_it(desk: Desk) -> None:
    other = ChatLink(ChatLinkId(new_id()), BOT_ID, -700, ChatKind.GROUP, desk.office.workspace.id)
    group = Group("Керівники", desk.oleh.member_id, Standing.LINKED, Covers.CHOSEN)
    async with desk.office.transaction() as tx:
        await tx.chats.save(group.on(other))
    await desk.press(desk.oleh, "share")
    offered = {one.id for one in desk.state(desk.oleh.chat_id).choices}
    assert offered == {desk.group.id, other.id, desk.ira.member_id}
    assert await desk.press(desk.oleh, "share_to", other.id) == Flash("card-shared")
    assert isinstance(desk.shown(-700), views.MaskedCard)
    assert await desk.press(desk.oleh, "share_to", other.id) == Flash("card-there-already")
    assert (Did.SHARED, str(other.id)) in desk.deeds()


async def test_a_hiring_manager_sees_the_one_who_was_shown_to_them_and_may_note(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await desk.press(desk.oleh, "share_with", manager.member_id)
    assert isinstance(desk.shown(manager.chat_id), views.Card)
    await desk.press(desk.oleh, "take")
    assert desk.state(manager.chat_id).handling.assignee_id == desk.oleh.member_id
    await desk.reply(manager, manager.chat_id, "👍")
    assert [one.text for one in desk.office.rows(NOTES)] == ["👍"]
    with pytest.raises(NotAllowed):
        await desk.press(manager, "stage_rejected")


# -- the black list --------------------------------------------------------------------------


async def test_who_is_barred_comes_without_a_card_and_is_listed(desk: Desk) -> None:
    await desk.press(desk.oleh, "bar_yes")
    assert desk.state(CHAT).barred
    office = desk.office
    ad = (await office.publication_now()).remote_id
    cards = len(desk.said(views.Card, desk.oleh.chat_id))
    office.site.respond(str(ad), name="Олена К", phones=("+380671234521",))
    await office.sync(office.rows(ACCOUNTS)[0])
    await office.work()
    assert len(office.rows(APPLICATIONS)) == 2
    assert len(desk.said(views.Card, desk.oleh.chat_id)) == cards
    await office.press(desk.oleh, "barred")
    await office.work()
    shown = office.chat.said[-1].view
    assert isinstance(shown, views.Screen)
    listed = shown.view
    assert isinstance(listed, views.BarredList)
    (entry,) = listed.entries
    assert (entry.name, entry.who, len(entry.later)) == ("Олена Коваль", "Олег Щур", 1)
    await office.press(desk.oleh, "lift", entry.application_id)
    assert office.flash(desk.oleh) == "done-unbarred"
    assert [one[0] for one in desk.deeds()] == [Did.BARRED, Did.UNBARRED]


async def test_who_gave_no_contacts_can_not_be_barred(desk: Desk) -> None:
    office = desk.office
    bare = replace(desk.one, phones=(), emails=())
    async with office.transaction() as tx:
        await tx.applications.complete(bare, [])
    assert await desk.press(desk.oleh, "bar_yes") == Flash("card-unknowable")
    assert desk.deeds() == []


# -- history ---------------------------------------------------------------------------------


async def test_the_history_comes_to_the_presser_alone_newest_first(desk: Desk) -> None:
    await desk.press(desk.oleh, "take")
    await desk.reply(desk.ira, CHAT, "Домовились")
    await desk.press(desk.oleh, "later_hour")
    assert await desk.in_group(desk.ira, "history") == Flash("group-sent")
    (history,) = desk.said(views.CardHistory, desk.ira.chat_id)
    deeds = history.view.deeds
    assert [one.did for one in deeds] == [Did.LATER, Did.NOTED, Did.TAKEN]
    assert [one.detail for one in deeds][1:] == ["Домовились", ""]
    assert deeds[0].moment == desk.one.handling.later_until
    assert desk.said(views.CardHistory, CHAT) == []
