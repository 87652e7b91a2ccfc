"""From a card in a group to the answer, in private: the group reads nothing of it."""

from dataclasses import dataclass

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotThere
from bot.domain.group import is_linked_group
from bot.domain.ids import ApplicationId, NoticeId
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Actor, Right
from bot.ports import UnitOfWork
from bot.usecases.asked import Typed
from bot.usecases.reach import About, require
from bot.usecases.reading.seen import is_hidden
from bot.usecases.screens import show, stay

START = "tell_start"
_CARDS = (NoticeKind.CARD, NoticeKind.CARD_AGAIN)


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """What the candidate of a group's card is to be told: the first screen of the way."""

    uow: UnitOfWork
    bot_id: int
    subject: int = 0
    """What the card was sent to the group for."""

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """Who stays hidden in the group is to be taken first.

        Raises: NotThere, also for a card of another company, or of a group unlinked since;
        NotAllowed for a candidate of a vacancy of others.
        """
        async with self.uow(actor) as tx:
            notice = await tx.notices.get(NoticeId(self.subject))
            link = await tx.chats.get(notice.chat_link_id)
            if notice.kind not in _CARDS or not is_linked_group(link):
                raise NotThere
            one = await tx.applications.get(ApplicationId(notice.subject_id))
            await require(tx, self.bot_id, actor, Right.HANDLE, About.CARD, one.id)
            if is_hidden(link, one):
                await stay(tx, actor, Flash("group-blind-first"), asked=asked)
                await tx.commit()
                return
            talk = (await tx.conversations.of(actor)).cleared()
            await show(tx, actor, Place(START, notice.subject_id), asked=asked, talk=talk)
            await tx.commit()
