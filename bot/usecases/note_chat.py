"""The bot was blocked, removed, or let in again."""

from dataclasses import dataclass

from bot.domain.workspace import Person
from bot.ports import Clock, UnitOfWork
from bot.usecases.lose_chat import lose


@dataclass(frozen=True, slots=True)
class NoteChat:
    """A chat that is gone gets nothing; what it was owed waits until it is back."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, _person: Person, chat_id: int, *, here: bool) -> None:
        """Safe to repeat."""
        async with self.uow.system() as tx:
            if here:
                await tx.chat_back(self.bot_id, chat_id)
            else:
                for link in await tx.chats.of_chat(self.bot_id, chat_id):
                    await lose(tx, link.id, self.clock)
            await tx.commit()
