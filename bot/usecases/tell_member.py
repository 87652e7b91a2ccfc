"""A member hears of what others changed for them."""

from bot.domain.ids import MemberId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.team import TeamChange, Word
from bot.domain.workspace import Actor, Member
from bot.ports import Clock, Transaction


async def tell_member(
    tx: Transaction,
    clock: Clock,
    actor: Actor,
    to: Member,
    word: Word,
    subject: int,
    *,
    left: MemberId | None = None,
    vacancies: int = 0,
    candidates: int = 0,
) -> None:
    """Owe the word to the member's private chat; who does it to themselves knows.

    `left`: whose vacancies and candidates these were.
    """
    if to.id == actor.member_id and word is not Word.HANDED:
        return
    bot_id = (await tx.conversations.of(actor)).bot_id
    link = await tx.chats.private(bot_id, to.user_id)
    change = TeamChange(word, left or actor.member_id, new_id(), vacancies, candidates)
    notice = Notice(
        NoticeId(new_id()),
        actor.workspace_id,
        bot_id,
        link.id,
        NoticeKind.TEAM_WORD,
        subject,
        clock.now(),
        change.occurrence,
    )
    await tx.notices.owe([notice])
