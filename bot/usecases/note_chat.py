"""The bot was blocked, removed, or let in again."""

from dataclasses import dataclass

from bot.domain.group import is_linked_group
from bot.domain.workspace import Person
from bot.ports import Clock, SystemTransaction, UnitOfWork
from bot.usecases.follow_topics import give_back
from bot.usecases.keep_board import pin_again
from bot.usecases.lose_chat import lose


@dataclass(frozen=True, slots=True)
class NoteChat:
    """A chat that is gone gets nothing; what it was owed waits until it is back."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(
        self,
        _person: Person,
        chat_id: int,
        *,
        here: bool,
        topics: bool = False,
        pins: bool = False,
    ) -> None:
        """`topics`, `pins`: the bot may manage these there. Safe to repeat."""
        async with self.uow.system() as tx:
            if here:
                await tx.chat_back(self.bot_id, chat_id)
                await self._regain(tx, chat_id, topics=topics, pins=pins)
            else:
                for link in await tx.chats.of_chat(self.bot_id, chat_id):
                    await lose(tx, link.id, self.clock)
            await tx.commit()

    async def _regain(
        self, tx: SystemTransaction, chat_id: int, *, topics: bool, pins: bool
    ) -> None:
        for link in await tx.chats.of_chat(self.bot_id, chat_id):
            if not is_linked_group(link):
                continue
            held = await tx.chats.hold(link.id)
            if topics:
                await give_back(tx, held)
            if pins:
                await pin_again(tx, held, self.clock.now())
