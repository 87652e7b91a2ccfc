"""A candidate whose card waits for somebody who has left the company reaches somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import MemberId, NoticeId, WorkspaceId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.views import Card
from bot.domain.workspace import Actor, Member, Role, Tenant, Workspace
from bot.ports import SystemTransaction, TryLater
from bot.usecases import hand_over
from bot.usecases.note_chat import NoteChat
from tests.fakes import BOT_ID
from tests.fakes.overtaken import OvertakenChats
from tests.fakes.store.kinds import NOTICES
from tests.office import Office


async def _recruiting(office: Office) -> tuple[Actor, Publication]:
    """A recruiter with a live ad of their own."""
    recruiter = await office.hire(Role.RECRUITER)
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    account = await office.account(f"a{new_id()}@example.com")
    return recruiter, await office.live(account, vacancy=vacancy)


async def _block(office: Office, who: Actor) -> None:
    """The person blocks the bot."""
    office.chat.block(who.chat_id)
    await office.make(NoteChat)(who.person, who.chat_id, here=False)


async def _unblock(office: Office, who: Actor) -> None:
    office.chat.unblock(who.chat_id)
    await office.make(NoteChat)(who.person, who.chat_id, here=True)


async def _candidate(office: Office, ad: Publication) -> None:
    office.site.respond(str(ad.remote_id))
    async with office.transaction() as tx:
        account = await tx.accounts.get(ad.account_id)
    await office.sync(account)
    await office.work()


def _cards(office: Office, who: Actor) -> list[str | None]:
    """The names on the cards that the person has got."""
    return [one.application.name for one in office.said(who) if isinstance(one, Card)]


def _waiting(office: Office) -> list[Notice]:
    """Cards that nobody has got so far."""
    unpaid = (NoticeState.OWED, NoticeState.SENDING, NoticeState.DEAD)
    cards = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    return [one for one in cards if one.state in unpaid]


@pytest.mark.parametrize("left", ["fired", "demoted"])
async def test_cards_of_who_blocked_the_bot_and_left_go_to_the_owner(left: str) -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    await _candidate(office, ad)
    await _block(office, recruiter)
    await _candidate(office, ad)
    await _candidate(office, ad)
    await office.tick()
    assert (_cards(office, recruiter), _cards(office, office.owner)) == (["Кандидат 2"], [])
    if left == "fired":
        await office.fire(recruiter)
    else:
        await office.demote(recruiter, Role.HIRING_MANAGER)
    await office.tick()
    assert _cards(office, office.owner) == ["Кандидат 3", "Кандидат 4"]
    assert _waiting(office) == []
    await office.tick()
    assert len(_cards(office, office.owner)) == 2


async def test_a_card_that_met_a_blocked_chat_goes_on_too() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    office.chat.block(recruiter.chat_id)  # before Telegram has told us
    await _candidate(office, ad)
    assert [one.state for one in _waiting(office)] == [NoticeState.DEAD]
    await office.fire(recruiter)
    await office.tick()
    assert _cards(office, office.owner) == ["Кандидат 2"]


async def test_who_is_still_a_member_finds_them_on_their_return() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    await _block(office, recruiter)
    await _candidate(office, ad)
    await office.tick()
    assert _cards(office, office.owner) == []
    await _unblock(office, recruiter)
    await office.tick()
    assert (_cards(office, recruiter), _cards(office, office.owner)) == (["Кандидат 2"], [])


async def test_who_has_left_finds_nothing_on_their_return() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    await _block(office, recruiter)
    await _candidate(office, ad)
    await office.fire(recruiter)
    await _unblock(office, recruiter)  # before the clock has looked
    await office.tick()
    assert (_cards(office, recruiter), _cards(office, office.owner)) == ([], ["Кандидат 2"])


async def test_an_owner_who_blocked_the_bot_too_finds_them_later() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    for one in (recruiter, office.owner):
        await _block(office, one)
    await _candidate(office, ad)
    await office.fire(recruiter)
    await office.tick()
    assert len(_waiting(office)) == 1
    await _unblock(office, office.owner)
    await office.tick()
    assert _cards(office, office.owner) == ["Кандидат 2"]


async def test_without_any_owner_they_wait_for_the_next_one() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    await _block(office, recruiter)
    await _candidate(office, ad)
    await office.fire(recruiter)
    await office.fire(office.owner)
    await office.tick()
    assert len(_waiting(office)) == 1
    heir = await office.hire(Role.OWNER)
    await office.tick()
    assert _cards(office, heir) == ["Кандидат 2"]


async def test_a_card_goes_there_and_back_as_often_as_rights_change() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    for one in (recruiter, office.owner):
        await _block(office, one)
    await _candidate(office, ad)
    reader, other = office.owner, recruiter
    for _ in range(5):  # the owner has the last turn
        await office.demote(reader, Role.OWNER)
        await office.demote(other, Role.HIRING_MANAGER)
        await office.tick()
        reader, other = other, reader
    await _unblock(office, office.owner)
    await office.tick()
    assert _cards(office, office.owner) == ["Кандидат 2"]


@pytest.mark.parametrize("next_one", ["an owner", "the same"])
async def test_a_card_that_nobody_may_see_when_it_is_due_waits_for_who_may(next_one: str) -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    office.chat.answer(recruiter.chat_id, TryLater(timedelta(minutes=5)))
    await _candidate(office, ad)
    await office.demote(recruiter, Role.HIRING_MANAGER)
    await office.fire(office.owner)
    office.clock.advance(minutes=10)
    await office.tick()
    assert [one.state for one in _waiting(office)] == [NoticeState.DEAD]
    if next_one == "an owner":
        reader = await office.hire(Role.OWNER)
    else:
        reader = recruiter
        await office.demote(recruiter, Role.RECRUITER)
    await office.tick()
    assert _cards(office, reader) == ["Кандидат 2"]
    await office.tick()
    assert (len(_cards(office, reader)), _waiting(office)) == (1, [])


async def test_what_somebody_had_asked_for_in_a_group_is_nobody_elses() -> None:
    office = await Office().open()
    account = await office.account()
    ad = await office.live(account)
    colleague = await office.hire(Role.RECRUITER)
    await _candidate(office, ad)
    (card,) = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    await _block(office, colleague)
    async with office.transaction() as tx:
        link = await tx.chats.get(card.chat_link_id)
        asked = replace(card, id=NoticeId(new_id()), occurrence="asked.1")
        home = await tx.chats.private(BOT_ID, colleague.user_id)
        await tx.notices.owe([replace(asked, chat_link_id=home.id)])
    assert link.user_id == office.owner.user_id
    await office.fire(colleague)
    await office.tick()
    assert len(_cards(office, office.owner)) == 1
    assert _waiting(office) == []


async def test_another_company_of_who_left_keeps_theirs() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    await _block(office, recruiter)
    await _candidate(office, ad)
    elsewhere = await _hire_elsewhere(office, recruiter)
    await office.fire(recruiter)
    await office.tick()
    assert [one.workspace_id for one in _waiting(office)] == [elsewhere]
    assert _cards(office, office.owner) == ["Кандидат 2"]


async def _hire_elsewhere(office: Office, who: Actor) -> WorkspaceId:
    """A second company of the same person, which owes them a card too."""
    company = Workspace(WorkspaceId(new_id()), "ФОП Приклад")
    (mine,) = _waiting(office)
    async with office.store.uow(Tenant(company.id)) as tx:
        await tx.workspaces.save(company)
        await tx.workspaces.save_member(
            Member(MemberId(new_id()), company.id, who.user_id, Role.OWNER, "Ігор")
        )
        fresh = NoticeId(new_id())
        card = replace(mine, id=fresh, workspace_id=company.id, subject_id=new_id())
        await tx.notices.owe([card])
        await tx.commit()
    return company.id


async def test_many_go_a_few_at_a_time_so_that_others_are_not_held_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hand_over, "MOST", 2)
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    await _block(office, recruiter)
    for _ in range(5):
        await _candidate(office, ad)
    await office.fire(recruiter)
    before = office.store.commits
    await office.tick()
    assert len(_cards(office, office.owner)) == 5
    assert office.store.commits > before + 3


async def test_a_card_that_was_on_its_way_while_the_chat_was_lost_is_not_forgotten() -> None:
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    for one in (recruiter, office.owner):
        await office.press(one, "help")  # a screen that no candidate changes
    await office.work()
    office.chat.answer(recruiter.chat_id, TryLater(timedelta(minutes=5)))

    async def blocks() -> None:
        office.chat.meanwhile = _nothing
        await _block(office, recruiter)

    office.chat.meanwhile = blocks
    await _candidate(office, ad)
    assert [one.state for one in _waiting(office)] == [NoticeState.DEAD]
    await office.fire(recruiter)
    await office.tick()
    assert _cards(office, office.owner) == ["Кандидат 2"]


async def test_a_card_that_is_put_off_in_the_very_moment_the_chat_is_lost_is_not_forgotten() -> (
    None
):
    office = await Office().open()
    recruiter, ad = await _recruiting(office)
    for one in (recruiter, office.owner):
        await office.press(one, "help")  # a screen that no candidate changes
    await office.work()
    office.chat.answer(recruiter.chat_id, TryLater(timedelta(minutes=5)))

    def lost(tx: SystemTransaction) -> None:
        async def lose_it() -> None:
            (card,) = _waiting(office)
            await tx.chat_gone(card.chat_link_id, office.clock.now())

        tx.chats = OvertakenChats(tx.chats, lose_it)

    async def is_lost() -> None:
        office.chat.meanwhile = _nothing
        office.uow.amid(1, lost)

    office.chat.meanwhile = is_lost
    await _candidate(office, ad)
    assert [one.state for one in _waiting(office)] == [NoticeState.DEAD]
    await office.fire(recruiter)
    await office.tick()
    assert _cards(office, office.owner) == ["Кандидат 2"]


async def _nothing() -> None: ...
