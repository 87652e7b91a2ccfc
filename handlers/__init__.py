"""Telegram, both ways. `register` is the one ordered list of what the bot answers to."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.usecases.note_chat import NoteChat
from handlers import inline
from handlers.buttons import COMMANDS
from handlers.context import Context
from handlers.inbox import Inbox

log = logging.getLogger(__name__)
Ptb = Application[Any, Any, Any, Any, Any, Any]
_Said = CallbackContext[Any, Any, Any, Any]
_Handler = Callable[[Update, _Said], Coroutine[Any, Any, None]]
_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_HERE = ("member", "administrator", "creator", "restricted")
_ANSWER_SECONDS = 5
"""How long the answer to a press is waited for: it may be lost (design.md 6)."""


def register(ptb: Ptb, context: Context, inbox: Inbox) -> None:
    """Everything the bot answers to, in order; the first that fits takes the update."""
    context.check()
    answer = _Answers(context)

    def patient(handle: _Handler) -> _Handler:
        async def run(update: Update, said: _Said) -> None:
            await inbox.handled(update.update_id, lambda: handle(update, said))

        return run

    members = ChatMemberHandler.MY_CHAT_MEMBER
    typed = _PRIVATE & ~filters.StatusUpdate.ALL
    ptb.add_handler(CommandHandler("start", patient(answer.start), filters=_PRIVATE))
    ptb.add_handler(CommandHandler(list(COMMANDS), patient(answer.command), filters=_PRIVATE))
    ptb.add_handler(MessageHandler(typed, patient(answer.typed)))
    ptb.add_handler(CallbackQueryHandler(patient(answer.press)))
    ptb.add_handler(InlineQueryHandler(patient(answer.inline)))
    ptb.add_handler(ChatMemberHandler(patient(answer.membership), members))


@dataclass(frozen=True, slots=True)
class _Answers:
    """What each handler does with an update: parse, one use case, answer."""

    context: Context

    async def start(self, update: Update, said: _Said) -> None:
        if update.message is not None:
            token = said.args[0] if said.args and said.args[0] != inline.START else ""
            await self.context.start(update, update.message, token)

    async def command(self, update: Update, _: _Said) -> None:
        if update.message is not None and update.message.text is not None:
            name = update.message.text.split()[0][1:].split("@")[0].lower()
            await self.context.command(update, update.message, name)

    async def typed(self, update: Update, _: _Said) -> None:
        if update.message is not None:
            await self.context.type(update, update.message)

    async def press(self, update: Update, _: _Said) -> None:
        query = update.callback_query
        if query is None:
            return
        message_id = query.message.message_id if query.message is not None else None
        popup = await self.context.press(update, query.data or "", message_id)
        try:
            # The person's next update waits behind this one.
            await query.answer(popup, show_alert=popup is not None, read_timeout=_ANSWER_SECONDS)
        except TelegramError:
            log.debug("a callback query was not answered")  # may be lost: design.md 6

    async def inline(self, update: Update, _: _Said) -> None:
        if update.inline_query is None:
            return
        try:
            await inline.answer(self.context, update, update.inline_query)
        except TelegramError:
            log.debug("an inline query was not answered")

    async def membership(self, update: Update, _: _Said) -> None:
        change = update.my_chat_member
        if change is not None:
            here = change.new_chat_member.status in _HERE
            person = self.context.person(update)
            await self.context.make(NoteChat)(person, change.chat.id, here=here)


_KINDS: dict[type[Any], str] = {
    CommandHandler: Update.MESSAGE,
    MessageHandler: Update.MESSAGE,
    CallbackQueryHandler: Update.CALLBACK_QUERY,
    InlineQueryHandler: Update.INLINE_QUERY,
    ChatMemberHandler: Update.MY_CHAT_MEMBER,
}


def allowed_updates(ptb: Ptb) -> list[str]:
    """What to ask Telegram for: just what some handler takes.

    Raises: KeyError for a handler of a kind that `_KINDS` does not know.
    """
    return sorted({_KINDS[type(one)] for group in ptb.handlers.values() for one in group})
