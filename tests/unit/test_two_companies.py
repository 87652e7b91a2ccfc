"""One person in two companies: cards of both come, and one works in one of them at a time."""

from dataclasses import replace

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.domain.ids import MemberId, WorkspaceId, new_id
from bot.domain.views import Card
from bot.domain.workspace import Member, Role, Tenant, Workspace
from handlers.context import Context
from handlers.press import encode
from handlers.texts import load
from tests.card_desk import Desk, make_desk
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, USERS
from tests.office import PASSWORD, Office

TEXTS = load()


async def _elsewhere(office: Office) -> WorkspaceId:
    """The owner has a second company, and works there now."""
    company = Workspace(WorkspaceId(new_id()), "ФОП Приклад")
    user_id = office.owner.user_id
    async with office.store.uow(Tenant(company.id)) as tx:
        await tx.workspaces.save(company)
        member = Member(MemberId(new_id()), company.id, user_id, Role.OWNER, "Олег")
        await tx.workspaces.save_member(member)
        await tx.commit()
    async with office.store.uow.person(office.owner.person) as tx:
        user = next(one for one in office.rows(USERS) if one.id == user_id)
        await tx.users.save(replace(user, workspace_id=company.id))
        await tx.commit()
    return company.id


async def _press(desk: Desk, verb: str) -> str | None:
    """A real tap on the card."""
    office, who = desk.office, desk.oleh
    cards = [one for one in office.chat.now(who.chat_id) if isinstance(one.view, Card)]
    number = cards[-1].message_id
    message = Message(number, office.clock.now(), Chat(who.chat_id, Chat.PRIVATE))
    query = CallbackQuery("1", User(who.user_id, "Олег", is_bot=False), "chat", message=message)
    context = Context(office.make, office.uow, office.clock, TEXTS, {})
    data = encode(verb, desk.one.id, desk.one.version)
    said = await context.press(Update(new_id(), callback_query=query), data, number)
    await office.work()
    return said


async def test_a_card_of_the_other_company_says_how_to_get_there() -> None:
    desk = await make_desk()
    office = desk.office
    await _elsewhere(office)
    for verb in ("take", "letter", "note"):
        assert "ТОВ «Ромашка»" in str(await _press(desk, verb))
    assert office.rows(APPLICATIONS)[0].handling.assignee_id is None
    await office.press(office.owner, "switch", office.workspace.id)
    assert await _press(desk, "take") is None
    assert office.rows(APPLICATIONS)[0].handling.assignee_id == office.owner.member_id


async def test_its_cards_go_on_coming() -> None:
    desk = await make_desk()
    office = desk.office
    await _elsewhere(office)
    ad = await office.publication_now()
    office.site.respond(str(ad.remote_id), name="Іван Другий")
    async with office.transaction() as tx:
        (account,) = await tx.accounts.all()
    await office.sync(account)
    await office.work()
    names = [one.application.name for one in office.said(office.owner) if isinstance(one, Card)]
    assert names[-1] == "Іван Другий"


async def test_a_made_up_press_tells_nothing_of_a_company_of_others() -> None:
    desk = await make_desk()
    await _elsewhere(desk.office)
    await desk.office.fire(desk.oleh)
    assert "Ромашка" not in str(await _press(desk, "take"))


@pytest.mark.parametrize("checked", [True, False])
async def test_a_login_given_to_one_company_is_connected_in_no_other(checked: bool) -> None:
    """Who was taken out of the company meanwhile works in their other one."""
    office = await Office().open()
    office.site.employ("olena@example.com", PASSWORD)
    await office.press(office.owner, "connect")
    await office.press(office.owner, "site", 0)
    await office.type(office.owner, "olena@example.com")
    if checked:
        await office.type(office.owner, PASSWORD)
    company = await _elsewhere(office)
    await office.fire(office.owner)
    if not checked:
        await office.type(office.owner.person, PASSWORD)
    await office.work()
    assert office.rows(ACCOUNTS) == []
    async with office.store.uow.person(office.owner.person) as tx:
        user = await tx.users.get(office.owner.user_id)
    assert user is not None
    assert user.workspace_id == company
