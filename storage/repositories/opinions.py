"""What members think of candidates, and the inline messages that ask them."""

from collections.abc import Collection, Sequence

from sqlalchemy import func

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, ChatLinkId, ShareId, WorkspaceId
from bot.domain.notice import NoticeKind
from bot.domain.share import Opinion, Share, Votes
from storage import tables as t
from storage.mapping import Mapper
from storage.rows import Values
from storage.session import Repository

_OPINION = Mapper(Opinion, t.opinions)
_o, _m = t.opinions.c, t.messages.c


def _share(row: Values) -> Share:
    return Share(
        ShareId(row["id"]),
        WorkspaceId(row["workspace_id"]),
        row["bot_id"],
        row["inline_message_id"],
        ApplicationId(row["subject_id"]),
        ChatLinkId(row["chat_link_id"]),
        row["sent_at"],
    )


class SqlOpinions(Repository):
    """ports.Opinions"""

    async def votes(self, application_id: ApplicationId) -> Votes:
        members = t.members.c
        statement = self._rows.select(t.opinions, _o.good, func.count())
        statement = statement.join_from(t.opinions, t.members, members.id == _o.member_id)
        statement = statement.where(
            _o.application_id == application_id, members.removed_at.is_(None)
        )
        counts = dict(tuple(row) for row in await self._rows.run(statement.group_by(_o.good)))
        return Votes(counts.get(True, 0), counts.get(False, 0))

    async def save(self, opinion: Opinion) -> bool:
        row = _OPINION.row(opinion)
        if await self._rows.add_new(t.opinions, [row]):
            return True
        own = (
            _o.application_id == opinion.application_id,
            _o.member_id == opinion.member_id,
            _o.good.is_not(opinion.good),
        )
        changed = {"good": opinion.good, "at": opinion.at}
        return bool(await self._rows.change(t.opinions, own, changed))

    async def add_share(self, share: Share) -> bool:
        row = {
            "id": share.id,
            "workspace_id": share.workspace_id,
            "bot_id": share.bot_id,
            "inline_message_id": share.inline_message_id,
            "kind": NoticeKind.INLINE_CARD,
            "subject_id": share.application_id,
            "chat_link_id": share.chat_link_id,
            "version": 1,
            "sent_at": share.sent_at,
            "text_hash": "",
        }
        return bool(await self._rows.add_new(t.messages, [row]))

    async def share(self, share_id: ShareId) -> Share:
        row = await self._rows.by_key(t.messages, share_id)
        if row["kind"] != NoticeKind.INLINE_CARD:
            raise NotThere("messages")
        return _share(row)

    async def shares(self, applications: Collection[ApplicationId]) -> Sequence[Share]:
        theirs = (_m.kind == NoticeKind.INLINE_CARD, _m.subject_id.in_(applications))
        statement = self._rows.select(t.messages).where(*theirs).order_by(_m.id)
        return [_share(row) for row in await self._rows.all(statement, t.messages)]


class SentInline(Repository):
    """The part of ports.SystemTransaction that knows a message by Telegram's id alone."""

    async def shared_as(self, bot_id: int, inline_message_id: str) -> Share | None:
        statement = self._rows.select(t.messages).where(
            _m.bot_id == bot_id,
            _m.inline_message_id == inline_message_id,
            _m.kind == NoticeKind.INLINE_CARD,
        )
        row = await self._rows.first(statement, t.messages)
        return None if row is None else _share(row)
