"""Which chat and message a bot means, and whether it may touch them, in Telegram's words."""

import time
from dataclasses import dataclass

from handlers.emulator.params import Params
from handlers.emulator.refusal import bad, forbidden, upgraded
from handlers.emulator.world import Account, Chat, Member, Message, World

DELETABLE_SECONDS = 48 * 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """One Bot API request of one bot."""

    world: World
    bot: Account
    params: Params


def known_chat(asked: Asked, name: str = "chat_id") -> Chat:
    """The chat of this parameter, if this bot may know that it exists."""
    value = asked.params.text(name).strip()
    if not value:
        raise bad(f"{name} is empty")
    if value.startswith("@"):
        return _named(asked.world, value)
    try:
        chat_id = int(value)
    except ValueError:
        raise bad("chat not found") from None
    found = _numbered(asked, chat_id)
    if found is None:
        raise bad("chat not found")
    return found


def _named(world: World, username: str) -> Chat:
    wanted = username.removeprefix("@").lower()
    for chat in world.groups.values():
        if chat.username and chat.username.lower() == wanted:
            return chat
    raise bad("chat not found")


def _numbered(asked: Asked, chat_id: int) -> Chat | None:
    world, bot = asked.world, asked.bot
    if chat_id < 0:
        group = world.groups.get(chat_id)
        # A group the bot was never in does not exist for it.
        return group if group is not None and bot.id in group.members else None
    return world.private(bot.id, chat_id) if chat_id in world.people else None


def open_chat(asked: Asked, name: str = "chat_id") -> Chat:
    """The chat of this parameter, where this bot may write; raises Refusal 400 or 403."""
    chat = known_chat(asked, name)
    if chat.private:
        _check_private(asked, chat)
    else:
        _check_group(asked, chat)
    return chat


def _check_private(asked: Asked, chat: Chat) -> None:
    person = asked.world.people[chat.id]
    if person.deactivated:
        raise forbidden("user is deactivated")
    if asked.bot.id in person.blocked:
        raise forbidden("bot was blocked by the user")
    if asked.bot.id not in person.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(asked: Asked, chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise upgraded(chat.migrated_to)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    member = chat.member(asked.bot.id)
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if not member.here:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def check_may_send(chat: Chat, member: Member, what: str) -> None:
    """`what` is a word of the description: text messages, photos, documents."""
    if chat.private or member.status != "restricted":
        return
    right = {"photos": "can_send_photos", "documents": "can_send_documents"}.get(what)
    if (right or "can_send_messages") not in member.rights:
        raise bad(f"not enough rights to send {what} to the chat")


def topic_of(asked: Asked, chat: Chat) -> int | None:
    """message_thread_id of an open topic; 1 is General, which messages do not name."""
    thread = asked.params.number("message_thread_id")
    if not thread:
        return None
    if not chat.forum:
        # Threads of a plain group are made by replies; the emulator has none.
        raise bad("message thread not found")
    if thread == 1:
        return None
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad("message thread not found")
    if topic.closed and not chat.member(asked.bot.id).may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    return thread


def message_of(asked: Asked, chat: Chat, verb: str) -> Message:
    """The message of `message_id`; `verb` is a word of the description: edit, delete, copy."""
    number = asked.params.number("message_id")
    if number <= 0:
        raise bad("message identifier is not specified")
    return existing(chat, number, verb)


def existing(chat: Chat, number: int, verb: str) -> Message:
    found = chat.messages.get(number)
    if found is None:
        raise bad(f"message to {verb} not found")
    return found


def check_deletable(asked: Asked, found: Message) -> None:
    """Raise Refusal when this bot may not delete the message for everyone."""
    chat, bot = found.chat, asked.bot
    member = chat.member(bot.id)
    own = found.author.id == bot.id
    if not (own or chat.private or member.may("can_delete_messages")):
        raise bad("message can't be deleted")
    if time.time() - found.date >= DELETABLE_SECONDS:
        raise bad("message can't be deleted for everyone")
