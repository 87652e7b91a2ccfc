"""Whom a note names by `@name`: each hears of it in private (product.md 2.10)."""

from dataclasses import dataclass

from bot.domain.application import Application
from bot.domain.handling import Note, mentioned
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Actor, ChatLink, Member, Right
from bot.ports import Transaction
from bot.usecases.reach import reaches_candidate


@dataclass(frozen=True, slots=True)
class Pinged:
    """Who was named but may not see the candidate."""

    unseen: tuple[Member, ...] = ()

    @property
    def names(self) -> str:
        """As a line says them."""
        return ", ".join(one.name for one in self.unseen)


async def ping(
    tx: Transaction, bot_id: int, actor: Actor, application: Application, note: Note
) -> Pinged:
    """Owe the note to each member whom it names; a name that nobody has stays a word."""
    named = mentioned(note.text)
    if not named:
        return Pinged()
    unseen = []
    for one in await tx.workspaces.members():
        user = await tx.users.get(one.user_id)
        known = user.username.casefold() if user is not None and user.username else ""
        if known not in named or one.id == actor.member_id:
            continue
        if await reaches_candidate(tx, bot_id, one, Right.SEE_CONTACTS, application):
            home = await tx.chats.private(bot_id, one.user_id)
            await tx.notices.owe([_notice(NoticeKind.CARD_NOTED, home, note, str(note.id))])
        else:
            unseen.append(one)
    return Pinged(tuple(unseen))


async def tell_unseen(
    tx: Transaction, bot_id: int, actor: Actor, note: Note, pinged: Pinged
) -> None:
    """To who wrote it, in private: some of those named were not told."""
    home = await tx.chats.private(bot_id, actor.user_id)
    those = "-".join(str(one.id) for one in pinged.unseen)
    await tx.notices.owe([_notice(NoticeKind.NOTE_UNSEEN, home, note, f"{note.id}.{those}")])


def _notice(kind: NoticeKind, link: ChatLink, note: Note, occurrence: str) -> Notice:
    return Notice(
        NoticeId(new_id()),
        note.workspace_id,
        link.bot_id,
        link.id,
        kind,
        note.application_id,
        note.at,
        occurrence=occurrence,
    )
