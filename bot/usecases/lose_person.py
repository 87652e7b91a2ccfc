"""An account that Telegram has deleted: whoever gets its id next is nobody here."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.team import TeamChange, Word
from bot.domain.workspace import RIGHTS, Member, Right, Role
from bot.ports import SystemTransaction


async def lose_person(tx: SystemTransaction, bot_id: int, user_id: int, now: datetime) -> None:
    """All memberships end; whoever runs a team is told once. Safe to repeat.

    An invite brings the person back as the same member. Groups stay; the owner has the
    candidates, as after a removal. Who was the only owner: operators make another one.
    """
    for member in await tx.workspaces.memberships(user_id):
        others = [
            one
            for one in await tx.workspaces.members()
            if one.workspace_id == member.workspace_id and one.id != member.id
        ]
        heir = next((one.id for one in others if one.role is Role.OWNER), None)
        heir = heir or member.heir_id  # a hand-over that is half done goes on
        gone = replace(member, removed_at=now, changed_by=None, changed_at=now, heir_id=heir)
        await tx.workspaces.save_member(gone)
        told = [one for one in others if Right.MANAGE_TEAM in RIGHTS[one.role]]
        await tx.notices.owe([await _word(tx, bot_id, member, one, now) for one in told])


async def _word(
    tx: SystemTransaction, bot_id: int, gone: Member, to: Member, now: datetime
) -> Notice:
    link = await tx.chats.private(bot_id, to.user_id)
    return Notice(
        NoticeId(new_id()),
        gone.workspace_id,
        bot_id,
        link.id,
        NoticeKind.TEAM_WORD,
        gone.id,
        now,
        TeamChange(Word.VANISHED, gone.id, new_id()).occurrence,
    )
