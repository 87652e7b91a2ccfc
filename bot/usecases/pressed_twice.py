"""A thumb that taps twice asks once."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatLinkId
from bot.domain.notice import Notice, NoticeState
from bot.ports import Transaction

_TWICE = timedelta(seconds=5)
"""Within which a second tap is the same wish. Not scaled: a person taps."""
_GONE = (NoticeState.DEAD, NoticeState.WITHDRAWN)


async def pressed_twice(tx: Transaction, notice: Notice, begins: str, now: datetime) -> bool:
    """Whether the same file is owed to the chat already, or has only just come there."""
    about = await tx.notices.of_subject(notice.kind, notice.subject_id)
    return any(_same(one, notice.chat_link_id, begins, now) for one in about)


def _same(one: Notice, link_id: ChatLinkId, begins: str, now: datetime) -> bool:
    there = one.chat_link_id == link_id and one.occurrence.startswith(begins)
    waits = one.state in (NoticeState.OWED, NoticeState.SENDING)
    return there and (waits or (one.state not in _GONE and now - one.due_at < _TWICE))
