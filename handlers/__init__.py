"""Telegram, both ways. `register` is the one ordered list of what the bot answers to."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import ChatMember, ChatMemberRestricted, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.usecases.follow_topics import NoteTopic
from bot.usecases.lose_chat import MoveGroup
from bot.usecases.note_chat import NoteChat
from handlers.buttons import COMMANDS, GROUP_COMMANDS
from handlers.context import Context
from handlers.group_chats import manages_topics, pins
from handlers.groups import KINDS, Groups
from handlers.inbox import Inbox
from handlers.inline import START, Inline
from handlers.operator_buttons import OPERATOR_COMMANDS

log = logging.getLogger(__name__)
Ptb = Application[Any, Any, Any, Any, Any, Any]
_Said = CallbackContext[Any, Any, Any, Any]
_Handler = Callable[[Update, _Said], Coroutine[Any, Any, None]]
_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE
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
    commands = ["start", *GROUP_COMMANDS]
    moved = filters.ChatType.GROUPS & filters.StatusUpdate.MIGRATE
    ptb.add_handler(CommandHandler(commands, patient(answer.in_group), filters=_GROUPS))
    ptb.add_handler(MessageHandler(moved, patient(answer.moved)))
    made = filters.ChatType.GROUPS & filters.StatusUpdate.FORUM_TOPIC_CREATED
    ptb.add_handler(MessageHandler(made, patient(answer.topic)))
    ptb.add_handler(MessageHandler(_GROUPS & filters.REPLY & filters.TEXT, patient(answer.replied)))
    ptb.add_handler(CommandHandler("start", patient(answer.start), filters=_PRIVATE))
    ptb.add_handler(CommandHandler(list(COMMANDS), patient(answer.command), filters=_PRIVATE))
    operators = list(OPERATOR_COMMANDS)
    ptb.add_handler(CommandHandler(operators, patient(answer.operate), filters=_PRIVATE))
    ptb.add_handler(MessageHandler(typed, patient(answer.typed)))
    ptb.add_handler(CallbackQueryHandler(patient(answer.press)))
    ptb.add_handler(InlineQueryHandler(patient(answer.inline)))
    ptb.add_handler(ChosenInlineResultHandler(patient(answer.chosen)))
    ptb.add_handler(ChatMemberHandler(patient(answer.membership), members))


@dataclass(frozen=True, slots=True)
class _Answers:
    """What each handler does with an update: parse, one use case, answer."""

    context: Context

    async def start(self, update: Update, said: _Said) -> None:
        if update.message is not None:
            token = said.args[0] if said.args and said.args[0] != START else ""
            await self.context.start(update, update.message, token)

    async def command(self, update: Update, _: _Said) -> None:
        if update.message is not None and update.message.text is not None:
            name = _name(update.message.text)
            await self.context.command(update, update.message, name)

    async def operate(self, update: Update, _: _Said) -> None:
        if update.message is not None and update.message.text is not None:
            await self.context.operate(update, update.message, _name(update.message.text))

    async def in_group(self, update: Update, said: _Said) -> None:
        message = update.message
        if message is not None and message.text is not None:
            name = _name(message.text)
            await Groups(self.context).command(update, message, name, list(said.args or ()))

    async def replied(self, update: Update, _: _Said) -> None:
        if update.message is not None:
            await Groups(self.context).replied(update, update.message)

    async def moved(self, update: Update, _: _Said) -> None:
        message = update.message
        if message is None:
            return
        here, move = message.chat.id, self.context.make(MoveGroup)
        if message.migrate_to_chat_id is not None:
            await move(here, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await move(message.migrate_from_chat_id, here)

    async def typed(self, update: Update, _: _Said) -> None:
        if update.message is not None:
            await self.context.type(update, update.message)

    async def press(self, update: Update, _: _Said) -> None:
        query = update.callback_query
        if query is None:
            return
        message_id = query.message.message_id if query.message is not None else None
        chat = update.effective_chat
        if query.inline_message_id is not None:
            popup = await Inline(self.context).press(update, query, query.inline_message_id)
        elif chat is not None and chat.type in KINDS:
            popup = await Groups(self.context).press(update, query)
        else:
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
            await Inline(self.context).answer(update, update.inline_query)
        except TelegramError:
            log.debug("an inline query was not answered")

    async def chosen(self, update: Update, _: _Said) -> None:
        if update.chosen_inline_result is not None:
            await Inline(self.context).chosen(update, update.chosen_inline_result)

    async def membership(self, update: Update, _: _Said) -> None:
        change = update.my_chat_member
        if change is not None:
            here = may_write(change.new_chat_member)
            person = self.context.person(update)
            mine = change.new_chat_member
            note, rights = self.context.make(NoteChat), (manages_topics(mine), pins(mine))
            await note(person, change.chat.id, here=here, topics=rights[0], pins=rights[1])

    async def topic(self, update: Update, said: _Said) -> None:
        """Telegram tells of the topics that the bot makes itself."""
        message = update.message
        sender = message.from_user if message is not None else None
        if message is None or sender is None or sender.id != said.bot.id:
            return
        made, thread_id = message.forum_topic_created, message.message_thread_id
        if made is not None and thread_id is not None:
            await self.context.make(NoteTopic)(message.chat.id, thread_id, made.name)


def _name(text: str) -> str:
    """`status` of `/status@our_bot 2`."""
    return text.split(maxsplit=1)[0][1:].split("@", maxsplit=1)[0].lower()


def may_write(member: ChatMember) -> bool:
    """Whether the bot is in the chat and was not silenced there."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and bool(member.can_send_messages)
    return member.status in _HERE


_KINDS: dict[type[Any], str] = {
    CommandHandler: Update.MESSAGE,
    MessageHandler: Update.MESSAGE,
    CallbackQueryHandler: Update.CALLBACK_QUERY,
    InlineQueryHandler: Update.INLINE_QUERY,
    ChosenInlineResultHandler: Update.CHOSEN_INLINE_RESULT,
    ChatMemberHandler: Update.MY_CHAT_MEMBER,
}


def allowed_updates(ptb: Ptb) -> list[str]:
    """What to ask Telegram for: just what some handler takes.

    Raises: KeyError for a handler of a kind that `_KINDS` does not know.
    """
    return sorted({_KINDS[type(one)] for group in ptb.handlers.values() for one in group})
