"""What members type about a candidate stands in the chat: it is to go when the candidate does."""

from datetime import datetime

from bot.domain.ids import ApplicationId
from bot.domain.notice import NoticeKind, SentMessage
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Transaction
from bot.usecases.asked import Typed


async def hear(
    tx: Transaction,
    actor: Actor,
    link: ChatLink,
    application_id: ApplicationId,
    typed: Typed,
    now: datetime,
) -> None:
    """Remember which message it was; of what it says nothing."""
    if typed.message_id is None:
        return
    said = SentMessage(
        link.bot_id,
        link.chat_id,
        typed.message_id,
        NoticeKind.TYPED,
        application_id,
        0,
        now,
        actor.workspace_id,
        link.thread_id,
    )
    await tx.erasing.heard(said)
