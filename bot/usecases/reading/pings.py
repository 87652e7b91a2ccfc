"""A note as those who are named in it are told of it."""

from bot.domain.errors import NotThere
from bot.domain.handling import Note
from bot.domain.ids import ApplicationId
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.views import View
from bot.domain.views.handling import NotePing, NoteUnseen
from bot.ports import Transaction


async def noted(tx: Transaction, notice: Notice) -> View:
    """The note, and the way to the card where the chat has none. Raises: NotThere."""
    note = await _note(tx, notice)
    application = await tx.applications.get(note.application_id)
    names = {one.id: one.name for one in await tx.workspaces.members()}
    cards = await tx.notices.of_subject(NoticeKind.CARD, application.id)
    here = [one for one in cards if one.chat_link_id == notice.chat_link_id]
    stands = any(one.state is NoticeState.SENT for one in here)
    who = names.get(note.member_id, "")
    return NotePing(application.id, application.name or "", who, note.text, stands=stands)


async def unseen(tx: Transaction, notice: Notice) -> View:
    """Who was not told. Raises: NotThere."""
    await _note(tx, notice)
    those = notice.occurrence.partition(".")[2].split("-")
    names = {str(one.id): one.name for one in await tx.workspaces.members()}
    return NoteUnseen([names[one] for one in those if one in names])


async def _note(tx: Transaction, notice: Notice) -> Note:
    wanted = int(notice.occurrence.partition(".")[0])
    for one in await tx.notes.of_application(ApplicationId(notice.subject_id)):
        if one.id == wanted:
            return one
    raise NotThere
