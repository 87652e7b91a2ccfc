"""Methods about chats, their members and topics."""

import time

from handlers.emulator import shapes
from handlers.emulator.access import Asked, known_chat, open_chat
from handlers.emulator.groups import set_member
from handlers.emulator.methods import method
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import units
from handlers.emulator.updates import queue
from handlers.emulator.world import Chat, Member, Message, Topic


@method("getChat", "chat_id")
def get_chat(asked: Asked) -> Json:
    return shapes.full_chat(asked.world, asked.bot, _readable(asked))


def _readable(asked: Asked) -> Chat:
    """A chat to look at: a private one may be closed to messages, a group must have the bot."""
    chat = known_chat(asked)
    if chat.private:
        if asked.bot.id not in asked.world.people[chat.id].started:
            raise bad("chat not found")
        return chat
    return open_chat(asked)


@method("getChatMember", "chat_id user_id")
def get_chat_member(asked: Asked) -> Json:
    chat = _readable(asked)
    who = asked.params.number("user_id")
    if who not in asked.world.people and asked.world.bot(who) is None:
        raise bad("invalid user_id specified")
    if chat.private:
        inside = who in (chat.pair or ())
        return shapes.member(asked.world, who, Member("member" if inside else "left"))
    return shapes.member(asked.world, who, chat.member(who))


@method("getChatAdministrators", "chat_id")
def get_administrators(asked: Asked) -> list[Json]:
    """Administrators but other bots."""
    chat = _readable(asked)
    if chat.private:
        raise bad("there are no administrators in the private chat")
    return [
        shapes.member(asked.world, who, member)
        for who, member in chat.members.items()
        if member.admin and (who in asked.world.people or who == asked.bot.id)
    ]


@method("getChatMemberCount", "chat_id")
def get_member_count(asked: Asked) -> int:
    return len(list(_readable(asked).party_ids()))


@method("leaveChat", "chat_id")
def leave_chat(asked: Asked) -> bool:
    chat = open_chat(asked)
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    set_member(asked.world, chat, asked.bot.id, Member("left"), by=asked.bot)
    return True


@method("createForumTopic", "chat_id name icon_color icon_custom_emoji_id")
def create_topic(asked: Asked) -> Json:
    chat = _forum(asked)
    name = _topic_name(asked)
    color = asked.params.number("icon_color") or 7322096
    number = asked.world.next_message_id()
    chat.topics[number] = Topic(number, name, icon_color=color, by=asked.bot.id)
    service = {"forum_topic_created": {"name": name, "icon_color": color}}
    _note(asked, chat, number, service, number)
    return {"message_thread_id": number, "name": name, "icon_color": color}


@method("editForumTopic", "chat_id message_thread_id name icon_custom_emoji_id")
def edit_topic(asked: Asked) -> bool:
    chat, topic = _topic(asked)
    if not asked.params.has("name"):
        return True
    name = _topic_name(asked)
    if name == topic.name:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    _note(asked, chat, topic.id, {"forum_topic_edited": {"name": topic.name}})
    return True


@method("closeForumTopic", "chat_id message_thread_id")
def close_topic(asked: Asked) -> bool:
    return _set_closed(asked, closed=True)


@method("reopenForumTopic", "chat_id message_thread_id")
def reopen_topic(asked: Asked) -> bool:
    return _set_closed(asked, closed=False)


def _set_closed(asked: Asked, *, closed: bool) -> bool:
    chat, topic = _topic(asked)
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    name = "forum_topic_closed" if closed else "forum_topic_reopened"
    _note(asked, chat, topic.id, {name: {}})
    return True


def _topic_name(asked: Asked) -> str:
    name = asked.params.text("name").strip()
    if not 1 <= units(name) <= 128:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    return name


def _forum(asked: Asked) -> Chat:
    chat = open_chat(asked)
    if not chat.forum:
        raise bad("the chat is not a forum")
    if not chat.member(asked.bot.id).may("can_manage_topics"):
        raise bad("not enough rights to create a topic")
    return chat


def _topic(asked: Asked) -> tuple[Chat, Topic]:
    """One that the bot may change: by its right, or because it has made it."""
    chat = open_chat(asked)
    if not chat.forum:
        raise bad("the chat is not a forum")
    topic = chat.topics.get(asked.params.number("message_thread_id"))
    if topic is None:
        raise bad("TOPIC_ID_INVALID")
    if topic.by != asked.bot.id and not chat.member(asked.bot.id).may("can_manage_topics"):
        raise bad("not enough rights to edit the topic")
    return chat, topic


def _note(asked: Asked, chat: Chat, thread: int, service: Json, number: int = 0) -> None:
    """The service message of a change; the one that makes a topic has the topic's id."""
    note = Message(
        id=number or asked.world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=asked.bot,
        service=service,
        thread=thread,
    )
    asked.world.post(note)
    # Unlike all else that a bot does it hears of this itself: telegram-bot-api, Client.cpp,
    # need_skip_update_message.
    for bot in asked.world.bots_in(chat):
        queue(asked.world, bot, "message", shapes.message(asked.world, bot, note))
