"""The port GroupChats on python-telegram-bot: topics, pins, and what the bot may do."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, ChatMember, ChatMemberAdministrator
from telegram.error import BadRequest, TelegramError

from bot.domain.paces import Paces
from bot.ports import Delivered, GroupStanding, Made, NoForum, NoRight, TryLater, Unanswered
from bot.ports.group_chats import Deed
from handlers import letter as mail
from handlers.outcomes import away, outcome_of, unsent

log = logging.getLogger(__name__)
_DONE = Delivered(0)


@dataclass(frozen=True, slots=True)
class TelegramGroups:
    """Through one bot; nothing here waits, and no name of anything is logged."""

    bot: Bot
    paces: Paces = field(default=Paces())

    async def standing(self, chat_id: int) -> GroupStanding | None:
        """None when Telegram does not say."""
        try:
            chat = await self.bot.get_chat(chat_id)
            me = await self.bot.get_chat_member(chat_id, self.bot.id)
        except (TelegramError, RuntimeError) as error:  # nobody knows the bot's id so far
            log.info("telegram does not say what a group is", extra={"error": type(error).__name__})
            return None
        return GroupStanding(bool(chat.is_forum), manages_topics(me))

    async def make_topic(self, chat_id: int, name: str) -> Made | Deed:
        """Only an answer says that it is there."""
        try:
            topic = await self.bot.create_forum_topic(chat_id, name)
        except TelegramError as error:
            ended = self._ended(error)
            if isinstance(ended, TryLater) and not ended.chat_only and not unsent(error):
                return Unanswered()
            return ended
        except RuntimeError:  # nobody knows the bot so far: nothing was asked
            return away(self.paces)
        return Made(topic.message_thread_id)

    async def name_topic(self, chat_id: int, thread_id: int, name: str) -> Deed:
        """Also where it is called so already."""
        return await self._do(lambda: self.bot.edit_forum_topic(chat_id, thread_id, name=name))

    async def close_topic(self, chat_id: int, thread_id: int, *, closed: bool) -> Deed:
        """Also where it is so already."""
        act = self.bot.close_forum_topic if closed else self.bot.reopen_forum_topic
        return await self._do(lambda: act(chat_id, thread_id))

    async def pin(self, chat_id: int, message_id: int) -> Deed:
        """Nobody is told."""
        return await self._do(
            lambda: self.bot.pin_chat_message(chat_id, message_id, disable_notification=True)
        )

    async def unpin(self, chat_id: int, message_id: int) -> Deed:
        """Also one that is not pinned, or gone."""
        return await self._do(lambda: self.bot.unpin_chat_message(chat_id, message_id=message_id))

    async def _do(self, act: Callable[[], Awaitable[Any]]) -> Deed:
        try:
            await act()
        except TelegramError as error:
            return self._ended(error)
        return _DONE

    def _ended(self, error: TelegramError) -> Deed:
        words = error.message
        if isinstance(error, BadRequest):
            if mail.is_same_topic(words) or mail.is_no_such_pin(words):
                return _DONE
            if mail.is_no_forum(words):
                return NoForum()
            if mail.is_no_right(words):
                return NoRight()
        return outcome_of(error, self.paces)


def manages_topics(member: ChatMember) -> bool:
    """Whether the bot may make topics there, and change them."""
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics)


def pins(member: ChatMember) -> bool:
    """Whether it may pin messages."""
    return isinstance(member, ChatMemberAdministrator) and bool(member.can_pin_messages)
