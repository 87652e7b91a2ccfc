"""What Telegram shows of the bot beside its messages: the list behind `/`, and its first words."""

import contextlib
import hashlib
import json
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.domain.workspace import LANGUAGES, Right
from bot.ports import UnitOfWork
from handlers.buttons import COMMANDS, GROUP_COMMANDS
from handlers.texts import AllTexts

_ANYBODYS = [name for name, row in GROUP_COMMANDS.items() if row.right is Right.LOOK]
_LISTS: tuple[tuple[BotCommandScope, Iterable[str], str], ...] = (
    (BotCommandScopeAllPrivateChats(), COMMANDS, "command"),
    (BotCommandScopeAllGroupChats(), _ANYBODYS, "group-command"),
    (BotCommandScopeAllChatAdministrators(), GROUP_COMMANDS, "group-command"),
)
"""Who runs a group is offered to steer what comes there; who may is checked by our own rights."""


class Profile:
    """Told when it has changed: a start is not to begin with twenty questions."""

    def __init__(self, bot: Bot, texts: AllTexts, uow: UnitOfWork) -> None:
        self._bot, self._texts, self._uow = bot, texts, uow

    async def tell(self) -> None:
        """Raises: TelegramError."""
        now = self._digest()
        async with self._uow.system() as tx:
            before = await tx.told_profile()
        if now == before:
            return
        await self._name_commands()
        await self._introduce()
        async with self._uow.system() as tx:
            await tx.keep_profile(now)
            await tx.commit()

    def _digest(self) -> str:
        words = [
            (
                language,
                self._words(language),
                [self._commands(*one[1:], language) for one in _LISTS],
            )
            for language in LANGUAGES
        ]
        plain = json.dumps(words, default=BotCommand.to_dict)
        return hashlib.sha256(plain.encode()).hexdigest()

    def _words(self, language: str) -> str:
        return self._texts(language).label("about-bot")

    def _commands(self, names: Iterable[str], prefix: str, language: str) -> list[BotCommand]:
        texts = self._texts(language)
        return [BotCommand(name, texts.label(f"{prefix}-{name}")) for name in names]

    async def _name_commands(self) -> None:
        """Per language; without a language: Ukrainian."""
        for language in (None, *LANGUAGES):
            for scope, names, prefix in _LISTS:
                commands = self._commands(names, prefix, language or LANGUAGES[0])
                await self._bot.set_my_commands(commands, scope=scope, language_code=language)

    async def _introduce(self) -> None:
        """What a newcomer reads before the first tap; words given in BotFather stay.

        The default comes last: asked in a language, Telegram may answer with it.
        """
        with contextlib.suppress(TelegramError):  # an adornment
            for language in (*LANGUAGES, None):
                if not (await self._bot.get_my_description(language)).description:
                    words = self._words(language or LANGUAGES[0])
                    await self._bot.set_my_description(words, language)
