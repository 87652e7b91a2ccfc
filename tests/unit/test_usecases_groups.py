"""Group chats of a team: who may link one, what comes there, who is told what."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Covers, Did, Group, Standing, mute_span
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.site import FileRef
from bot.domain.workspace import Actor, ChatKind, ChatLink, Person, Role, Tenant, Workspace
from bot.ports import Gone
from bot.usecases.answer_group import MuteGroup, UnlinkHere
from bot.usecases.asked import InGroup
from bot.usecases.confirm_group import ConfirmGroup
from bot.usecases.find_group import FindGroup
from bot.usecases.link_group import LinkGroup
from bot.usecases.lose_chat import MoveGroup
from bot.usecases.note_chat import NoteChat
from bot.usecases.open_contact import OpenContact, SendResume
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import DEEDS, LINKS, NOTICES
from tests.office import Office

CHAT, SUPERGROUP = -500, -100_500


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


def _group(office: Office, chat_id: int = CHAT) -> ChatLink:
    (link,) = [one for one in office.rows(LINKS) if one.chat_id == chat_id]
    return link


async def _token(office: Office, actor: Actor, vacancy: int = 0) -> str:
    await office.press(actor, "group_add", vacancy)
    return str(office.at(actor).draft["group_token"])


async def _bring(office: Office, actor: Actor, *words: str) -> None:
    asked = InGroup(CHAT, "Команда", None, 7, words)
    await office.make(LinkGroup)(actor, asked)


async def _confirm(office: Office, actor: Actor) -> Flash | None:
    link = _group(office)
    return await office.make(ConfirmGroup)(actor, InGroup(CHAT, "", None, 8, link=link))


async def _linked(office: Office, actor: Actor | None = None, **changes: Any) -> ChatLink:
    """A group that somebody (the owner) has linked."""
    who = (actor or office.owner).member_id
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = replace(Group("Команда", who, Standing.LINKED, Covers.ALL), **changes)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    return _group(office)


async def _candidate(office: Office, said: dict[str, Any] | None = None, **more: Any) -> None:
    account = await office.account(f"a{new_id()}@example.com")
    ad = await office.live(account, **more)
    given = {"phones": ("+380671234521",), **(said or {})}
    office.site.respond(str(ad.remote_id), **given)
    await office.sync(account)
    await office.work()


def _in_group(office: Office, kind: type[Any]) -> list[Any]:
    chats = (CHAT, SUPERGROUP)
    return [
        one.view
        for one in office.chat.said
        if one.address.chat_id in chats and isinstance(one.view, kind)
    ]


async def _card(office: Office) -> InGroup:
    """A press on the card in the group."""
    link = _group(office)
    cards = [one for one in office.rows(NOTICES) if one.chat_link_id == link.id]
    (notice,) = [one for one in cards if one.kind is NoticeKind.CARD]
    return InGroup(CHAT, "", None, notice.message_id, link=link, notice=notice)


# -- linking ---------------------------------------------------------------------------------


async def test_what_nobody_confirms_gets_nothing_and_says_so(office: Office) -> None:
    await _bring(office, office.owner, await _token(office, office.owner))
    await _candidate(office)
    assert len(_in_group(office, views.GroupAsked)) == 1
    assert _in_group(office, views.MaskedCard) == []
    office.clock.advance(minutes=15)
    await office.work()
    assert [one.word for one in _in_group(office, views.GroupWord)] == ["unconfirmed"]
    office.chat.admins_of[CHAT] = frozenset({office.owner.user_id})
    assert await _confirm(office, office.owner) == Flash("group-too-late")
    assert not Group.of(_group(office)).linked


async def test_what_was_confirmed_is_not_called_unconfirmed_later(office: Office) -> None:
    office.chat.admins_of[CHAT] = frozenset({office.owner.user_id})
    await _bring(office, office.owner, await _token(office, office.owner))
    assert await _confirm(office, office.owner) is None
    assert await _confirm(office, office.owner) == Flash("group-linked-before")
    office.clock.advance(minutes=20)
    await office.work()
    assert [one.word for one in _in_group(office, views.GroupWord)] == ["linked"]
    assert [one.did for one in office.rows(DEEDS)] == [Did.GROUP_LINKED]


async def test_a_group_that_is_linked_again_stays_blind_and_speaks_as_before(
    office: Office,
) -> None:
    link = await _linked(office, standing=Standing.UNLINKED, blind=True, full=True)
    async with office.transaction() as tx:
        await tx.chats.save(replace(link, language="en"))
    await _bring(office, office.owner)
    again = _group(office)
    assert (Group.of(again).blind, Group.of(again).full, again.language) == (True, False, "en")


async def test_what_another_company_chose_is_not_taken_over(office: Office) -> None:
    link = await _linked(office, standing=Standing.UNLINKED, blind=True)
    async with office.transaction() as tx:
        await tx.chats.save(replace(link, workspace_id=None, language="en"))
    await _bring(office, office.owner)
    again = _group(office)
    assert (Group.of(again).blind, again.language) == (False, "uk")


async def test_a_token_is_used_up_or_out_of_date(office: Office) -> None:
    token = await _token(office, office.owner)
    await _bring(office, office.owner, token)
    await _bring(office, office.owner, token)
    assert office.flash(office.owner) == "group-link-old"
    late = await _token(office, office.owner)
    office.clock.advance(minutes=15)
    await _bring(office, office.owner, late)
    assert office.flash(office.owner) == "group-link-old"


async def test_who_is_no_admin_of_the_chat_or_unknown_to_be_one_confirms_nothing(
    office: Office,
) -> None:
    await _bring(office, office.owner)
    assert await _confirm(office, office.owner) == Flash("group-admins-unknown")
    office.chat.admins_of[CHAT] = frozenset({1})
    assert await _confirm(office, office.owner) == Flash("group-not-admin")
    assert not Group.of(_group(office)).linked


async def test_a_recruiter_links_own_vacancies_and_confirms_no_other_ones(office: Office) -> None:
    recruiter, other = await office.hire(Role.RECRUITER), await office.hire(Role.RECRUITER)
    foreign = await office.vacancy()
    with pytest.raises(NotAllowed):
        await office.press(recruiter, "group_add", foreign.id)
    await _bring(office, recruiter, await _token(office, recruiter))
    assert Group.of(_group(office)).covers is Covers.OWN
    office.chat.admins_of[CHAT] = frozenset({recruiter.user_id, other.user_id})
    with pytest.raises(NotAllowed):
        await _confirm(office, other)
    assert await _confirm(office, recruiter) is None
    await _candidate(office)  # the owner's
    assert _in_group(office, views.MaskedCard) == []
    await _candidate(office, vacancy=await office.vacancy(owner_id=recruiter.member_id))
    assert len(_in_group(office, views.MaskedCard)) == 1


async def test_a_hiring_manager_links_nothing(office: Office) -> None:
    manager = await office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed):
        await office.press(manager, "group_add")


async def test_a_recruiter_widens_nothing(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    link = await _linked(office, recruiter, covers=Covers.OWN)
    foreign = await office.vacancy()
    await office.press(recruiter, "group", link.id)
    for verb, number in (("group_covers", 0), ("group_pick", foreign.id), ("group_full_yes", 0)):
        with pytest.raises(NotAllowed):
            await office.press(recruiter, verb, number)
    assert Group.of(_group(office)).covers is Covers.OWN


async def test_a_group_of_another_recruiter_is_not_there(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    link = await _linked(office)
    await office.press(recruiter, "group", link.id)
    with pytest.raises(NotThere):
        await office.press(recruiter, "group_unlink_yes")
    with pytest.raises(NotAllowed):
        await office.make(UnlinkHere)(recruiter, InGroup(CHAT, "", link=link))
    assert Group.of(_group(office)).linked


async def test_a_group_is_unlinked_from_its_page_only_after_a_question(office: Office) -> None:
    link = await _linked(office)
    await office.press(office.owner, "group", link.id)
    await office.press(office.owner, "group_unlink", link.id)
    assert office.at(office.owner).place == Place("group_unlink", link.id)
    assert Group.of(_group(office)).linked
    await office.press(office.owner, "group", link.id)
    assert Group.of(_group(office)).linked
    await office.press(office.owner, "group_unlink", link.id)
    await office.press(office.owner, "group_unlink_yes")
    assert not Group.of(_group(office)).linked
    assert office.flash(office.owner) == "done-group-unlinked"


# -- who asks --------------------------------------------------------------------------------


async def test_a_press_counts_in_the_company_of_the_group_whatever_the_current_one(
    office: Office,
) -> None:
    link = await _linked(office)
    elsewhere = Workspace(type(office.workspace.id)(new_id()), "Інша")
    person = office.owner.person
    async with office.store.uow(Tenant(elsewhere.id)) as tx:
        await tx.workspaces.save(elsewhere)
        user = await tx.users.get(person.user_id)
        assert user is not None
        await tx.users.save(replace(user, workspace_id=elsewhere.id))
        await tx.commit()
    find = office.make(FindGroup)
    there = Person(person.user_id, CHAT)
    assert (await find.actor(there, link.workspace_id)).workspace_id == office.workspace.id
    assert await find.here(there, None) == link
    assert await find.here(Person(99, CHAT), None) is None


async def test_a_removed_member_is_nobody_in_the_group(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    link = await _linked(office)
    await office.fire(recruiter)
    with pytest.raises(NotAllowed):
        await office.make(FindGroup).actor(recruiter.person, link.workspace_id)


# -- cards and their buttons -----------------------------------------------------------------


async def test_contacts_go_to_the_presser_and_who_saw_them_is_kept(office: Office) -> None:
    await _linked(office)
    await _candidate(office)
    asked = await _card(office)
    contacts = await office.make(OpenContact)(office.owner, asked)
    assert isinstance(contacts, views.Contacts)
    assert contacts.phones
    before = len(office.said(office.owner))
    assert await office.make(SendResume)(office.owner, asked) == Flash("group-sent")
    assert await office.make(SendResume)(office.owner, asked) == Flash("group-sent-before")
    await office.work()
    assert len(office.said(office.owner)) == before + 1
    assert asked.notice is not None
    deeds = office.rows(DEEDS)
    assert [one.did for one in deeds] == [Did.CONTACT, Did.RESUME, Did.RESUME]
    assert {one.subject_id for one in deeds} == {asked.notice.subject_id}
    assert {one.member_id for one in deeds} == {office.owner.member_id}


async def test_a_resume_that_is_still_fetched_has_its_button(office: Office) -> None:
    await _linked(office)
    account = await office.account()
    ad = await office.live(account)
    for resume in (FileRef("/cv"), None):
        office.site.respond(str(ad.remote_id), resume=resume)
    await office.sync(account)
    while (job := office.jobs.take("deliver")) is not None:  # before any file is fetched
        await office.run(job)
    assert [one.has_resume for one in _in_group(office, views.MaskedCard)] == [True, False]


async def test_no_text_of_a_masked_card_tells_a_contact(office: Office) -> None:
    await _linked(office)
    contact = "050 713-55-91, o.koval@example.com"
    texts = dict.fromkeys(("position", "city", "pay", "letter", "resume_text"), contact)
    said = {**texts, "name": "Коваль Олена", "skills": (contact,), "birth_date": "1990-02-01"}
    await _candidate(office, said)
    (card,) = _in_group(office, views.MaskedCard)
    assert card.name == "Олена К."
    for secret in ("713", "koval", "Коваль", "1990"):
        assert secret not in repr(card)


async def test_buttons_of_an_unlinked_group_do_nothing(office: Office) -> None:
    link = await _linked(office)
    await _candidate(office)
    asked = await _card(office)
    await office.make(UnlinkHere)(office.owner, InGroup(CHAT, "", link=link))
    gone = replace(asked, link=_group(office))
    with pytest.raises(NotThere):
        await office.make(OpenContact)(office.owner, gone)
    with pytest.raises(NotThere):
        await office.make(SendResume)(office.owner, gone)
    assert [one.did for one in office.rows(DEEDS)] == [Did.GROUP_UNLINKED]


async def test_what_was_owed_when_the_group_was_unlinked_is_not_posted(office: Office) -> None:
    link = await _linked(office, muted_until=office.clock.now() + timedelta(hours=1))
    await _candidate(office)
    await office.make(UnlinkHere)(office.owner, InGroup(CHAT, "", link=link))
    office.clock.advance(hours=2)
    await office.work()
    assert _in_group(office, views.MaskedCard) == []
    assert [one.word for one in _in_group(office, views.GroupWord)] == ["unlinked"]


async def test_a_muted_group_gets_its_cards_afterwards(office: Office) -> None:
    link = await _linked(office)
    await office.make(MuteGroup)(office.owner, InGroup(CHAT, "", None, 5, ("2h",), link))
    await _candidate(office)
    office.clock.advance(minutes=119)
    await office.work()
    assert _in_group(office, views.MaskedCard) == []
    office.clock.advance(minutes=1)
    await office.work()
    assert len(_in_group(office, views.MaskedCard)) == 1


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("2h", timedelta(hours=2)),
        ("30 хв", timedelta(minutes=30)),
        ("2 год", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
        ("45m", timedelta(minutes=45)),
        ("8d", None),
        ("0h", None),
        ("2", None),
        ("завтра", None),
        ("", None),
    ],
)
def test_how_long_a_group_is_muted(words: str, span: timedelta | None) -> None:
    assert mute_span(words.split()) == span


# -- moved, lost, back -----------------------------------------------------------------------


async def test_a_group_that_moved_keeps_its_link_and_gets_what_failed_meanwhile(
    office: Office,
) -> None:
    await _linked(office)
    office.chat.answer(CHAT, Gone())
    await _candidate(office)
    assert _group(office).gone_since is not None
    move = office.make(MoveGroup)
    for _ in range(2):
        await move(CHAT, SUPERGROUP)
    await office.work()
    assert _group(office, SUPERGROUP).gone_since is None
    assert len(_in_group(office, views.MaskedCard)) == 1


async def test_who_linked_a_group_is_told_once_when_it_is_lost(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    await _linked(office, recruiter)
    office.chat.block(CHAT)
    await _candidate(office)
    await _candidate(office)
    note = office.make(NoteChat)
    await note(office.owner.person, CHAT, here=False)
    await office.work()
    lost = [one for one in office.said(recruiter) if isinstance(one, views.GroupLost)]
    assert [one.title for one in lost] == ["Команда"]
    dead = [one for one in office.rows(NOTICES) if one.state is NoticeState.DEAD]
    assert len(dead) == 2
    office.chat.unblock(CHAT)
    await note(office.owner.person, CHAT, here=True)
    await office.work()
    assert len(_in_group(office, views.MaskedCard)) == 2


async def test_the_owner_is_told_when_who_linked_it_has_left(office: Office) -> None:
    recruiter = await office.hire(Role.RECRUITER)
    await _linked(office, recruiter)
    await office.fire(recruiter)
    await office.make(NoteChat)(office.owner.person, CHAT, here=False)
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [views.GroupLost]
    assert office.said(recruiter) == []
