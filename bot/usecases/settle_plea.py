"""How a wish to have a candidate ends, and who is told of it."""

from datetime import datetime

from bot.domain.application import Application
from bot.domain.ids import MemberId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.plea import Plea, PleaState
from bot.domain.workspace import ChatLink, Member
from bot.ports import Transaction
from bot.usecases.redraw_cards import about_copy


async def settle_plea(
    tx: Transaction, application: Application, now: datetime, bot_id: int
) -> None:
    """The candidate was assigned anew: what somebody asked for is answered by that."""
    plea = await tx.pleas.open_of(application.id)
    if plea is None:
        return
    handling = application.handling
    ended = plea.once_with(handling.assignee_id)
    if ended is plea:
        return
    # Whoever took it, or was given it by somebody else, hears of that anyway.
    tell = ended.state is not PleaState.GIVEN or handling.acted_by == plea.holder_id
    await close_plea(tx, ended, now, bot_id, tell=tell)


async def close_plea(
    tx: Transaction, plea: Plea, now: datetime, bot_id: int, *, tell: bool = True
) -> None:
    """Store how it ended; the holder's message loses its buttons, the asker hears the answer."""
    await tx.pleas.save(plea)
    await say_anew(tx, plea, now)
    asker = await member(tx, plea.asked_by)
    if tell and asker is not None:
        home = await tx.chats.private(bot_id, asker.user_id)
        await tx.notices.owe([plea_notice(plea, NoticeKind.PLEA_ANSWERED, home, now)])


async def say_anew(tx: Transaction, plea: Plea, now: datetime) -> None:
    """Let the message with the question show how it stands by now."""
    asked = await tx.notices.of_subject(NoticeKind.PLEA, plea.application_id)
    for one in asked:
        if one.occurrence == str(plea.id):
            how = f"{plea.id}.{new_id()}"
            await tx.notices.owe([about_copy(one, NoticeKind.PLEA_CHANGED, now, how)])


def plea_notice(plea: Plea, kind: NoticeKind, link: ChatLink, now: datetime) -> Notice:
    """What a chat is owed for it."""
    return Notice(
        NoticeId(new_id()),
        plea.workspace_id,
        link.bot_id,
        link.id,
        kind,
        plea.application_id,
        now,
        occurrence=str(plea.id),
    )


async def member(tx: Transaction, member_id: MemberId) -> Member | None:
    """None for one who has left."""
    members = await tx.workspaces.members()
    return next((one for one in members if one.id == member_id), None)
