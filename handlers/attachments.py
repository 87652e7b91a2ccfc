"""The port Attachments: a file is fetched from Telegram, then read by a process of its own."""

import asyncio
from dataclasses import dataclass, field

from telegram import Bot
from telegram.error import TelegramError

from bot import documents
from bot.domain import rich_text
from bot.domain.errors import BadInput
from bot.ports import Attached

AT_ONCE = 2
"""So many documents are read at a time: each is a process."""


@dataclass(frozen=True, slots=True)
class TelegramAttachments:
    """ports.Attachments"""

    bot: Bot
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def description(self, file: Attached) -> str:
        """See the port."""
        if file.size > documents.SIZE_MOST:
            raise BadInput("file-big", most=documents.SIZE_MOST // 2**20)
        try:
            found = await self.bot.get_file(file.file_id)
            content = bytes(await found.download_as_bytearray())
        except TelegramError:
            raise BadInput("file-lost") from None
        async with self._turns:
            return await documents.read(content, file.name)

    async def text(self, content: bytes, name: str) -> str:
        """See the port."""
        async with self._turns:
            return rich_text.plain(await documents.read(content, name))
