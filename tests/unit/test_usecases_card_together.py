"""One card, several hands: who may read what, who hears of it."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.group import Group, Standing
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Role
from bot.usecases.asked import Press
from handlers.buttons import BUTTONS
from handlers.context import Context
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, NOTICES
from tests.office import no_words


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


async def test_who_sees_no_contacts_reads_a_masked_history(desk: Desk) -> None:
    manager = await desk.office.hire(Role.HIRING_MANAGER)
    await desk.reply(desk.oleh, desk.oleh.chat_id, "Дзвонити 067 123 45 21")
    await desk.in_group(manager, "history")
    (history,) = desk.said(views.CardHistory, manager.chat_id)
    assert history.view.name == "Олена К."
    assert "067" not in history.view.deeds[0].detail
    await desk.press(desk.oleh, "share_with", manager.member_id)
    await desk.in_group(manager, "history")
    *_, history = desk.said(views.CardHistory, manager.chat_id)
    assert history.view.name == "Олена Коваль"
    assert "067 123 45 21" in history.view.deeds[-1].detail


async def test_who_is_given_a_candidate_whose_card_was_never_said_gets_it(desk: Desk) -> None:
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    async with desk.office.transaction() as tx:
        home = await tx.chats.private(BOT_ID, desk.ira.user_id)
        (card,) = [
            one
            for one in await tx.notices.of_subject(NoticeKind.CARD, desk.one.id)
            if one.chat_link_id == home.id
        ]
        await tx.notices.withdraw(card)  # she might not see it then
    before = len(desk.office.chat.said)
    await desk.press(desk.oleh, "assign_to", desk.oleh.member_id)
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    told = [one for one in desk.office.chat.said[before:] if one.address.chat_id == home.chat_id]
    assert [type(one.view) for one in told] == [views.Card]


async def test_a_card_taken_to_be_sent_this_very_moment_hears_of_a_change(desk: Desk) -> None:
    """Another process may have read the candidate as it was before."""
    office, ad = desk.office, (await desk.office.publication_now()).remote_id
    office.site.respond(str(ad), name="Іван Другий")
    await office.sync(office.rows(ACCOUNTS)[0])
    second = office.rows(APPLICATIONS)[1]
    context = Context(office.make, office.uow, office.clock, no_words, {})
    await context.do(desk.oleh.person, BUTTONS["take"], Press(second.id, second.version))
    about = [one for one in office.rows(NOTICES) if one.subject_id == second.id]
    cards = {one.chat_link_id for one in about if one.kind is NoticeKind.CARD}
    changed = {one.chat_link_id for one in about if one.kind is NoticeKind.CARD_CHANGED}
    assert cards == changed
    assert len(cards) == 3  # of who answers for it, of its team, and the group's


async def test_what_is_done_while_somebody_is_put_off_is_told_once(desk: Desk) -> None:
    office = desk.office
    await desk.press(desk.oleh, "later_hour")
    for who in (desk.ira.member_id, desk.oleh.member_id, desk.ira.member_id):
        await desk.press(desk.oleh, "assign_to", who)
    office.clock.advance(minutes=59)
    await office.work()
    before = len(office.chat.said)
    office.clock.advance(minutes=1)
    await office.work()
    edits = [one for one in office.chat.said[before:] if one.edited]
    assert sorted(one.address.chat_id for one in edits) == sorted(
        [desk.oleh.chat_id, desk.ira.chat_id, CHAT]
    )


async def test_a_group_that_was_unlinked_writes_no_notes(desk: Desk) -> None:
    async with desk.office.transaction() as tx:
        unlinked = replace(Group.of(desk.group), standing=Standing.UNLINKED)
        await tx.chats.save(unlinked.on(desk.group))
    assert await desk.reply(desk.ira, CHAT, "Домовились") is None
