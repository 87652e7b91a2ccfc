"""What a transaction on PostgreSQL may meet: others commit between what it reads and writes."""

from collections.abc import Awaitable, Callable, Sequence

from bot.domain.ids import ChatLinkId
from bot.domain.workspace import ChatLink
from bot.ports import ChatLinks


class OvertakenChats:
    """ports.ChatLinks of which one is changed by somebody else in the moment it is read.

    Whoever holds the row has waited for them; whoever just reads it does not know of it.
    """

    def __init__(self, real: ChatLinks, change: Callable[[], Awaitable[object]]) -> None:
        self._real, self._change = real, [change]
        self.save, self.private, self.groups = real.save, real.private, real.groups

    async def get(self, link_id: ChatLinkId) -> ChatLink:
        found = await self._real.get(link_id)
        await self._overtake()
        return found

    async def of_chat(self, bot_id: int, chat_id: int) -> Sequence[ChatLink]:
        found = await self._real.of_chat(bot_id, chat_id)
        await self._overtake()
        return found

    async def hold(self, link_id: ChatLinkId) -> ChatLink:
        await self._overtake()
        return await self._real.hold(link_id)

    async def _overtake(self) -> None:
        if self._change:
            await self._change.pop()()
