"""Who presses what is another company's, or of a vacancy in whose team they are not."""

from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.domain.conversation import Flash
from bot.domain.ids import MemberId, WorkspaceId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.views import CardPage
from bot.domain.workspace import Member, Right, Role, Tenant, Workspace
from bot.usecases.asked import InGroup, Press
from bot.usecases.reach import About
from bot.usecases.turn_card import TurnCard
from bot.usecases.why_refused import WhyRefused
from handlers.context import Context
from handlers.press import encode
from handlers.texts import load
from tests.card_desk import make_desk
from tests.fakes.store.kinds import NOTICES, USERS
from tests.group_desk import candidate, card_of, linked
from tests.office import Office

TEXTS = load()


async def _elsewhere(office: Office) -> WorkspaceId:
    """The owner works in a second company of theirs."""
    other = Workspace(WorkspaceId(new_id()), "ФОП Нова")
    async with office.store.uow(Tenant(other.id)) as tx:
        await tx.workspaces.save(other)
        ids = (MemberId(new_id()), other.id, office.owner.user_id)
        await tx.workspaces.save_member(Member(*ids, Role.OWNER, "Олег Щур"))
        await tx.commit()
    await office.press(office.owner, "settings")
    await office.press(office.owner, "switch", other.id)
    await office.work()
    return other.id


def _company_of(office: Office) -> WorkspaceId | None:
    return next(one.workspace_id for one in office.rows(USERS) if one.id == office.owner.user_id)


async def _tap(office: Office, data: str, message_id: int | None) -> str | None:
    user = User(office.owner.user_id, "Олег", is_bot=False)
    chat = Chat(user.id, Chat.PRIVATE)
    message = Message(message_id or 0, datetime.now(UTC), chat)
    query = CallbackQuery("1", user, "1", message=message, data=data)
    context = Context(office.make, office.uow, office.clock, TEXTS, {})
    return await context.press(Update(1, callback_query=query), data, message_id)


@pytest.mark.parametrize("verb", ["take", "queue_mine"])
async def test_a_message_of_another_company_leads_there(verb: str) -> None:
    office = await Office().open()
    await office.command(office.owner, "menu")
    await candidate(office)
    (card,) = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.CARD]
    await _elsewhere(office)
    popup = await _tap(office, encode(verb, card.subject_id), card.message_id)
    assert popup is not None
    assert "Ромашка" in popup
    assert office.at(office.owner).place.screen == "other_company"
    await office.press(office.owner, "switch", office.at(office.owner).place.subject)
    assert _company_of(office) == office.workspace.id


async def test_who_is_not_in_the_team_hears_who_could_let_them_in() -> None:
    desk = await make_desk()
    office, other = desk.office, await desk.office.hire(Role.RECRUITER)
    why = office.make(WhyRefused)
    subject = desk.one.id
    said = await why(other, Right.HANDLE, About.CARD, Press(subject))
    assert said is not None
    assert (said.text_id, said.values["who"]) == ("not-in-team", "Олег Щур")
    assert await why(desk.ira, Right.HANDLE, About.CARD, Press(subject)) is None
    manager = await office.hire(Role.HIRING_MANAGER)
    assert await why(manager, Right.HANDLE, About.CARD, Press(subject)) is None
    assert await why(other, Right.HANDLE, About.CARD, Press(1)) is None
    assert await why(other, Right.HANDLE, About.COMPANY, Press(1)) is None


async def test_a_hiring_manager_turns_no_card_of_a_group() -> None:
    office = await Office().open()
    await linked(office)
    await candidate(office)
    manager = await office.hire(Role.HIRING_MANAGER)
    asked: InGroup = card_of(office)
    turn = office.make(TurnCard, page=CardPage.MORE)
    before = len(office.rows(NOTICES))
    assert await turn(manager, asked) == Flash("group-menu-not-yours")
    assert len(office.rows(NOTICES)) == before
    assert await turn(office.owner, asked) is None
    assert len(office.rows(NOTICES)) == before + 1
