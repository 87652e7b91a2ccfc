"""What happens in groups: members come, go and get rights; a group becomes a supergroup."""

import time
from collections.abc import Iterable

from handlers.emulator import shapes
from handlers.emulator.refusal import Json
from handlers.emulator.updates import queue
from handlers.emulator.world import Account, Chat, Member, Message, Party, Person, Topic, World


def tell(world: World, message: Message, *, edited: bool = False) -> None:
    """Hand a message to every bot that may read it."""
    for bot in readers(world, message):
        kind = "edited_message" if edited else "message"
        queue(world, bot, kind, shapes.message(world, bot, message))


def readers(world: World, message: Message) -> list[Account]:
    """Bots never see what bots write; in groups privacy mode hides most of the rest."""
    if message.by_bot and message.service is None:
        return []
    here = [bot for bot in world.bots_in(message.chat) if bot is not message.author]
    if message.chat.private or message.service is not None:
        return here
    return [bot for bot in here if _sees(bot, message)]


def _sees(bot: Account, message: Message) -> bool:
    """Privacy mode (https://core.telegram.org/bots/features#privacy-mode)."""
    if bot.spec.can_read_all_group_messages or message.chat.member(bot.id).admin:
        return True
    replied = message.chat.messages.get(message.reply_to or 0)
    if message.via is bot or (replied is not None and replied.author is bot):
        return True
    return any(_meant(bot, message, one) for one in message.text.entities)


def _meant(bot: Account, message: Message, entity: Json) -> bool:
    from_here = message.text.plain.encode("utf-16-le")[entity["offset"] * 2 :]
    word = from_here[: entity["length"] * 2].decode("utf-16-le").lower()
    me = f"@{bot.username.lower()}"
    if entity["type"] == "bot_command":
        return "@" not in word or word.endswith(me)
    if entity["type"] == "text_mention":
        return bool(entity["user"]["id"] == bot.id)
    return entity["type"] == "mention" and word == me


def note(
    world: World,
    chat: Chat,
    author: Party,
    service: Json,
    thread: int | None = None,
    number: int = 0,
) -> Message:
    """A service message, told to all bots of the chat."""
    message = Message(
        id=number or world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=author,
        service=service,
        thread=thread,
    )
    world.post(message)
    tell(world, message)
    return message


def make_topic(world: World, chat: Chat, by: Person, name: str) -> int:
    """A topic that a person makes; the message that says so has the topic's id."""
    number = world.next_message_id()
    topic = Topic(number, name, icon_color=7322096)
    chat.topics[number] = topic
    service = {"forum_topic_created": {"name": name, "icon_color": topic.icon_color}}
    note(world, chat, by, service, number, number)
    return number


def set_member(world: World, chat: Chat, who: int, new: Member, *, by: Party) -> None:
    """Change someone's place in a group: the service message and the updates that follow."""
    old = chat.member(who)
    if not new.here:
        # A bot that is thrown out still hears of it.
        tellers = world.bots_in(chat)
        chat.members[who] = new
        if old.here:
            _left(world, chat, who, by, tellers)
    else:
        chat.members[who] = new
        if not old.here:
            note(world, chat, by, {"new_chat_members": [who]})
    _tell_change(world, chat, who, old, new, by)
    world.touch()


def _left(world: World, chat: Chat, who: int, by: Party, tellers: Iterable[Account]) -> None:
    message = Message(
        id=world.next_message_id(),
        chat=chat,
        date=int(time.time()),
        author=by,
        service={"left_chat_member": who},
    )
    world.post(message)
    for bot in tellers:
        if bot is not by:
            queue(world, bot, "message", shapes.message(world, bot, message))


def _tell_change(world: World, chat: Chat, who: int, old: Member, new: Member, by: Party) -> None:
    if old == new:
        return
    change = shapes.member_change(world, chat, by, who, old, new)
    for bot in world.bots.values():
        if bot.id == who:
            queue(world, bot, "my_chat_member", change)
        elif chat.member(bot.id).admin:
            queue(world, bot, "chat_member", change)


def create(
    world: World, kind: str, title: str, by: Person, others: Iterable[int], *, forum: bool = False
) -> Chat:
    """A new group whose creator is `by`; bots among the members are told that they were added."""
    chat = world.add_group(kind, title, forum=forum)
    chat.members[by.id] = Member("creator")
    people = [who for who in others if who != by.id]
    for who in people:
        chat.members[who] = Member("member")
    made = "group_chat_created" if kind == "group" else "supergroup_chat_created"
    note(world, chat, by, {made: True})
    for who in people:
        _tell_change(world, chat, who, Member("left"), Member("member"), by)
    return chat


def migrate(world: World, old: Chat, by: Party) -> Chat:
    """Turn a group into a supergroup with a new id; the old one answers only with where it went."""
    new = world.add_group("supergroup", old.title)
    new.members = dict(old.members)
    new.migrated_from = old.id
    note(world, old, by, {"migrate_to_chat_id": new.id})
    note(world, new, by, {"migrate_from_chat_id": old.id})
    old.migrated_to = new.id
    for who in old.party_ids():
        bot = world.bot(who)
        if bot is not None:
            change = shapes.member_change(world, new, by, who, Member("left"), new.member(who))
            queue(world, bot, "my_chat_member", change)
    world.touch()
    return new


def block(world: World, person: Person, bot: Account, *, blocked: bool) -> None:
    """Block a bot or let it back; it hears of it in either case."""
    if (bot.id in person.blocked) == blocked:
        return
    was, now = Member("member"), Member("kicked")
    if blocked:
        person.blocked.add(bot.id)
    else:
        person.blocked.discard(bot.id)
        was, now = now, was
    chat = world.private(person.id, bot.id)
    change = shapes.member_change(world, chat, person, bot.id, was, now)
    queue(world, bot, "my_chat_member", change)
    world.touch()
