"""The whole letter behind the button of a card that had no room for it."""

from dataclasses import dataclass

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Actor
from bot.ports import Clock, UnitOfWork
from bot.usecases.asked import Press


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """The letter, as a reply to its card; a second tap on the same card adds none."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere when the application has no letter, or none any more."""
        async with self.uow(actor) as tx:
            application = await tx.applications.get(ApplicationId(asked.id))
            if not application.letter:
                raise NotThere
            link = await tx.chats.private(self.bot_id, actor.user_id)
            notice = Notice(
                NoticeId(new_id()),
                actor.workspace_id,
                self.bot_id,
                link.id,
                NoticeKind.CARD_LETTER,
                application.id,
                self.clock.now(),
                occurrence=str(asked.message_id or ""),
            )
            await tx.notices.owe([notice])
            await tx.commit()
