"""World objects as the Bot API writes them, for one bot."""

import time
from typing import Any

from handlers.emulator.refusal import Json
from handlers.emulator.world import Account, Chat, Media, Member, Message, Party, Person, World

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
SEND_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)


def user(party: Party) -> Json:
    if isinstance(party, Account):
        return {
            "id": party.id,
            "is_bot": True,
            "first_name": party.name,
            "username": party.username,
        }
    found: Json = {"id": party.id, "is_bot": False, "first_name": party.first_name}
    for name in ("last_name", "username", "language_code"):
        if getattr(party, name):
            found[name] = getattr(party, name)
    return found


def me(bot: Account) -> Json:
    spec = bot.spec
    return user(bot) | {
        "can_join_groups": spec.can_join_groups,
        "can_read_all_group_messages": spec.can_read_all_group_messages,
        "supports_inline_queries": spec.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def chat(world: World, found: Chat) -> Json:
    if not found.private:
        shape: Json = {"id": found.id, "type": found.kind, "title": found.title}
        if found.username:
            shape["username"] = found.username
        if found.forum:
            shape["is_forum"] = True
        return shape
    person = world.people[found.id]
    shape = {"id": person.id, "type": "private", "first_name": person.first_name}
    for name in ("last_name", "username"):
        if getattr(person, name):
            shape[name] = getattr(person, name)
    return shape


def message(world: World, bot: Account, found: Message, *, with_reply: bool = True) -> Json:
    """The Message object that this bot gets."""
    shape: Json = {
        "message_id": found.id,
        "from": user(found.author),
        "chat": chat(world, found.chat),
        "date": found.date,
    }
    if found.thread is not None:
        shape |= {"message_thread_id": found.thread, "is_topic_message": True}
    # What answers nothing else in a topic answers the message that the topic began with.
    answered = found.thread if found.reply_to is None else found.reply_to
    if answered in found.chat.messages and answered != found.id and with_reply:
        replied = found.chat.messages[answered]
        shape["reply_to_message"] = message(world, bot, replied, with_reply=False)
    if found.edited is not None:
        shape["edit_date"] = found.edited
    if found.markup.inline:
        shape["reply_markup"] = {"inline_keyboard": found.markup.inline}
    shape |= _marks(found)
    return shape | _content(world, bot, found)


def _marks(found: Message) -> Json:
    marks: Json = {}
    if found.origin is not None:
        marks["forward_origin"] = found.origin
    if found.via is not None:
        marks["via_bot"] = user(found.via)
    if found.protected:
        marks["has_protected_content"] = True
    if found.album is not None:
        marks["media_group_id"] = found.album
    if found.quote is not None:
        marks["quote"] = {"text": found.quote, "position": 0, "is_manual": True}
    return marks


def _content(world: World, bot: Account, found: Message) -> Json:
    if found.service is not None:
        return _service(world, bot, found)
    if found.media is None:
        shape: Json = {"text": found.text.plain}
        if found.text.entities:
            shape["entities"] = list(found.text.entities)
        return shape
    shape = media(world, bot, found.media)
    if found.text.plain:
        shape["caption"] = found.text.plain
    if found.text.entities:
        shape["caption_entities"] = list(found.text.entities)
    return shape


def _service(world: World, bot: Account, found: Message) -> Json:
    """Service fields, with ids of people and messages written out."""
    shape: Json = {}
    for name, value in (found.service or {}).items():
        if name == "new_chat_members":
            shape[name] = [user(world.party(one)) for one in value]
        elif name == "left_chat_member":
            shape[name] = user(world.party(value))
        elif name == "pinned_message":
            pinned = found.chat.messages.get(value)
            shape[name] = message(world, bot, pinned, with_reply=False) if pinned else None
        else:
            shape[name] = value
    return shape


def media(world: World, bot: Account, found: Media) -> Json:
    file = found.file
    if file is None:
        return {found.kind: dict(found.fields)}
    if found.kind == "photo":
        return {"photo": [world.files.photo_size(bot.id, file)]}
    shape = world.files.shape(bot.id, file) | found.fields
    if found.kind == "document":
        shape |= {"file_name": file.name, "mime_type": file.mime}
    if file.thumbnail is not None:
        shape["thumbnail"] = world.files.photo_size(bot.id, file.thumbnail)
    return {found.kind: shape}


def member(world: World, who: int, found: Member) -> Json:
    """A ChatMember object of whichever kind the status names."""
    shape: Json = {"user": user(world.party(who)), "status": found.status}
    if found.status == "creator":
        shape["is_anonymous"] = False
    elif found.status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False}
        shape |= {right: right in found.rights for right in ADMIN_RIGHTS}
        shape["can_manage_chat"] = True
    elif found.status == "restricted":
        shape |= {"is_member": True, "until_date": 0}
        shape |= {right: right in found.rights for right in SEND_RIGHTS}
    elif found.status == "kicked":
        shape["until_date"] = 0
    return shape


def member_change(world: World, found: Chat, by: Party, who: int, old: Member, new: Member) -> Json:
    """The ChatMemberUpdated object of my_chat_member and chat_member."""
    return {
        "chat": chat(world, found),
        "from": user(by),
        "date": int(time.time()),
        "old_chat_member": member(world, who, old),
        "new_chat_member": member(world, who, new),
    }


def full_chat(world: World, bot: Account, found: Chat) -> Json:
    """The ChatFullInfo object of getChat."""
    shape: Json = chat(world, found) | {
        "accent_color_id": abs(found.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not found.private:
        shape["permissions"] = dict.fromkeys(SEND_RIGHTS, True)
    pinned = found.messages.get(found.pinned[-1]) if found.pinned else None
    if pinned is not None:
        shape["pinned_message"] = message(world, bot, pinned, with_reply=False)
    return shape


def origin(world: World, found: Message) -> Json:
    """The MessageOrigin of a forward of this message."""
    if found.origin is not None:
        return found.origin
    return {"type": "user", "date": found.date, "sender_user": user(found.author)}


def callback(world: World, found: Message, bot: Account, person: Person, data: str) -> Json:
    """The CallbackQuery object without its id."""
    shape: Json = {"from": user(person), "chat_instance": str(abs(found.chat.id) * 7 + 1)}
    shape["data"] = data
    if found.inline_id is not None:
        shape["inline_message_id"] = found.inline_id
    else:
        shape["message"] = message(world, bot, found)
    return shape


def ok(result: Any) -> Json:
    return {"ok": True, "result": result}
