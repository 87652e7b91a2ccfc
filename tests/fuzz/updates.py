"""What Telegram posts: up to six updates of a few people, one after another.

No handler breaks, no update stays in hand, and what is said is a message that Telegram takes.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from bot.domain.ids import to_base36
from handlers.buttons import BUTTONS, COMMANDS, GROUP_BUTTONS, GROUP_COMMANDS
from handlers.inline_buttons import INLINE_BUTTONS
from handlers.operator_buttons import OPERATOR_COMMANDS
from handlers.press import encode
from handlers.render.ink import ANSWER_START, CARD_START, NOTE_START, SETTINGS_START
from tests.card_desk import CHAT
from tests.fakes.store.kinds import CONVERSATIONS, INBOX, KINDS
from tests.fuzz.feed import Feed
from tests.fuzz.oracle import in_time, numbers_fit
from tests.fuzz.shapes import bent, raw
from tests.fuzz.street import LOOP, Broke, Street, chats, moment, posted, street
from tests.unit.test_render import check_keyboard, check_text

_STEPS = 6
_FIRST = 700
_VERBS = sorted({**BUTTONS, **GROUP_BUTTONS, **INLINE_BUTTONS})
_COMMANDS = sorted({*COMMANDS, *GROUP_COMMANDS, *OPERATOR_COMMANDS, "start", "nothing"})
_WORDS = (
    "Бариста",
    "так",
    "25000-40000 грн",
    "завтра о 10",
    "2h",
    "https://www.work.ua/jobs/8758707/",
    "Олена Коваль",
    "+380671234521",
    "<b>жирно</b>",
    "c Олена",
    "v ",
    "st x",
    "1",
)
_SECONDS = 3.0
Json = dict[str, Any]


def one_input(data: bytes) -> None:
    """Raises: whatever breaks."""
    feed, there = Feed(data), street()
    with in_time(_SECONDS):
        for number in range(1 + feed.below(_STEPS)):
            body, as_telegram_does = _body(feed, there, _FIRST + number)
            try:
                LOOP.run_until_complete(there.send(body))
            except Broke:
                if as_telegram_does:
                    raise
                there.broken.clear()
            if not feed.left:
                break
    _check(there, feed.pick(["uk", "en", "ru"]))


def _check(there: Street, language: str) -> None:
    for message in there.drawn(language):
        check_text(message)
        check_keyboard(message)
    assert all(one.state != "open" for one in there.office.rows(INBOX)), "an update is still open"
    for kind in KINDS:
        for row in there.office.rows(kind):
            numbers_fit(row, kind.name)


def _body(feed: Feed, there: Street, number: int) -> tuple[bytes, bool]:
    """An update, and whether it has the shape that Telegram's have: on others a handler may break.

    That is told on the person's screen and ends there, as whatever nobody has thought of.
    """
    kind = feed.byte()
    make = _MAKERS[kind % len(_MAKERS)]
    name, content = make(feed, there)
    if kind < 160:
        return posted(number, name, content), True
    if kind < 240:
        return posted(number, name, bent(feed, content)), False
    return raw(feed, json.loads(posted(number, name, content))), False


# -- what there may be in an update ---------------------------------------------------------


def _user(feed: Feed, there: Street) -> Json:
    user_id = feed.pick(there.people())
    return {"id": user_id, "is_bot": False, "first_name": "Хтось", "language_code": "uk"}


def _words(feed: Feed) -> str:
    return feed.pick(_WORDS) if feed.flip() else feed.text()


def _private(user: Json) -> Json:
    return {"id": user["id"], "type": "private", "first_name": user["first_name"]}


def _message(user: Json, chat: Json, number: int, **more: Any) -> Json:
    return {"message_id": number, "date": moment(), "from": user, "chat": chat, **more}


def _number(feed: Feed, there: Street, chat_id: int) -> int:
    """Of a message that stands in the chat, or of none."""
    known = [one.message_id for one in there.office.chat.now(chat_id)]
    return feed.pick(known) if known and feed.below(4) else 1 + feed.below(3000)


def _entities(feed: Feed, text: str) -> list[Json]:
    kinds = ("bold", "italic", "text_link", "url", "mention", "code", "spoiler", "custom_emoji")
    return [
        {
            "type": feed.pick(kinds),
            "offset": feed.below(len(text) + 2),
            "length": feed.below(len(text) + 2),
            "url": feed.pick(["https://example.com/?a=1&b=2", "javascript:1", ""]),
            "custom_emoji_id": "1",
        }
        for _ in range(feed.below(4))
    ]


def _text(feed: Feed, there: Street) -> tuple[str, Json]:
    user, text = _user(feed, there), _words(feed)
    return "message", _message(
        user, _private(user), 5000, text=text, entities=_entities(feed, text)
    )


def _command(feed: Feed, there: Street) -> tuple[str, Json]:
    user, name = _user(feed, there), feed.pick(_COMMANDS)
    chat = _private(user) if feed.flip() else feed.pick(chats())
    rest = _payload(feed, there) if name == "start" else _words(feed)
    mark = {"type": "bot_command", "offset": 0, "length": len(name) + 1}
    text = f"/{name} {rest}"
    return "message", _message(user, chat, 5001, text=text, entities=[mark])


def _payload(feed: Feed, there: Street) -> str:
    start = feed.pick([SETTINGS_START, ANSWER_START, CARD_START, NOTE_START, "inline", ""])
    return start + (to_base36(_id(feed, there)) if feed.flip() else feed.text())


def _id(feed: Feed, there: Street) -> int:
    """Of something that there is, or any."""
    kind = feed.pick([one for one in KINDS if there.office.rows(one)])
    rows = there.office.rows(kind)
    number = getattr(feed.pick(rows), "id", 0)
    return number if feed.below(4) and isinstance(number, int) else feed.number() % 2**63


def _data(feed: Feed, there: Street, user_id: int) -> str:
    if feed.below(8) == 0:
        return feed.text()
    talk = [one for one in there.office.rows(CONVERSATIONS) if one.user_id == user_id]
    version = talk[0].version if talk and feed.below(3) else feed.below(9)
    return encode(feed.pick(_VERBS), _id(feed, there), version)


def _press(feed: Feed, there: Street) -> tuple[str, Json]:
    user = _user(feed, there)
    chat = _private(user) if feed.below(3) else feed.pick(chats())
    query = {"id": "1", "from": user, "chat_instance": "1", "data": _data(feed, there, user["id"])}
    match feed.below(5):
        case 0:
            query["inline_message_id"] = "AAQ-inline-1"
        case 1:
            query["message"] = {"chat": chat, "message_id": 7, "date": 0}
        case _:
            number = _number(feed, there, chat["id"])
            query["message"] = _message(user, chat, number, text="…")
    return "callback_query", query


def _shown(feed: Feed, there: Street) -> tuple[str, Json]:
    """A press on a button that stands in the chat."""
    user = _user(feed, there)
    language = "uk"
    shown = [one for one in there.office.chat.said if one.address.chat_id in (user["id"], CHAT)]
    if not shown:
        return _press(feed, there)
    which = shown[-1 - feed.below(min(4, len(shown)))]
    drawn = there.drawn(language)[there.office.chat.said.index(which)]
    targets = [one.target for row in drawn.rows for one in row if one.target.startswith("1|")]
    chat = _private(user) if which.address.chat_id == user["id"] else chats()[0]
    data = feed.pick(targets) if targets else "1|menu|0|0"
    message = _message(user, chat, which.message_id, text="…")
    query = {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": message}
    return "callback_query", query


def _reply(feed: Feed, there: Street) -> tuple[str, Json]:
    user = _user(feed, there)
    chat = _private(user) if feed.flip() else feed.pick(chats())
    to = _message(user, chat, _number(feed, there, chat["id"]), text="…")
    text = _words(feed)
    return "message", _message(user, chat, 5002, text=text, reply_to_message=to)


def _file(feed: Feed, there: Street) -> tuple[str, Json]:
    user = _user(feed, there)
    file = {"file_id": feed.text(), "file_unique_id": "u", "file_size": feed.number()}
    kind = feed.pick(["document", "photo", "sticker", "location", "contact", "voice", "dice"])
    content: Any = {**file, "file_name": feed.text(), "mime_type": feed.text()}
    if kind == "photo":
        content = [{**file, "width": 1, "height": 1}]
    elif kind == "location":
        content = {"longitude": 1.0, "latitude": 1.0}
    elif kind == "contact":
        content = {"phone_number": "+380671234521", "first_name": "Олена"}
    elif kind == "sticker":
        sizes = {"width": 1, "height": 1, "is_animated": False, "is_video": False}
        content = {**file, **sizes, "type": "regular"}
    elif kind == "voice":
        content = {**file, "duration": 1}
    elif kind == "dice":
        content = {"emoji": "🎲", "value": 1}
    more = {kind: content, "caption": feed.text()} if feed.flip() else {kind: content}
    return "message", _message(user, _private(user), 5003, **more)


def _forwarded(feed: Feed, there: Street) -> tuple[str, Json]:
    kind, message = _text(feed, there)
    origin = {"type": "hidden_user", "sender_user_name": feed.text(), "date": moment()}
    return kind, {**message, "forward_origin": origin}


def _edited(feed: Feed, there: Street) -> tuple[str, Json]:
    _, message = feed.pick([_text, _command])(feed, there)
    return "edited_message", {**message, "edit_date": moment()}


def _inline(feed: Feed, there: Street) -> tuple[str, Json]:
    query = {"id": "1", "from": _user(feed, there), "query": _words(feed), "offset": feed.text()}
    return "inline_query", query


def _chosen(feed: Feed, there: Street) -> tuple[str, Json]:
    numbers = f"c:{to_base36(_id(feed, there))}:{to_base36(_id(feed, there))}"
    result = numbers if feed.below(3) else feed.text()
    chosen = {"result_id": result, "from": _user(feed, there), "query": _words(feed)}
    return "chosen_inline_result", {**chosen, "inline_message_id": "AAQ-inline-1"}


def _membership(feed: Feed, there: Street) -> tuple[str, Json]:
    user, bot = _user(feed, there), {"id": 7_000_000_001, "is_bot": True, "first_name": "В"}
    chat = _private(user) if feed.flip() else feed.pick(chats())
    status = feed.pick(["member", "left", "kicked", "administrator", "creator", "restricted", "?"])
    flags = {name: feed.flip() for name in _FLAGS.split()}
    until = {"until_date": 0} if status in ("member", "restricted", "kicked") else {}
    new = {"user": bot, "status": status, **until, **flags}
    old = {"user": bot, "status": "left"}
    change = {"chat": chat, "from": user, "date": moment()}
    return "my_chat_member", {**change, "old_chat_member": old, "new_chat_member": new}


_FLAGS = """
can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats
can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories
can_edit_stories can_delete_stories can_pin_messages can_manage_topics is_member can_send_messages
can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes
can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews
can_manage_direct_messages
"""


def _service(feed: Feed, there: Street) -> tuple[str, Json]:
    user, chat = _user(feed, there), feed.pick(chats())
    kind = feed.pick(["migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created"])
    content: Any = -1000 - feed.below(3)
    if kind == "forum_topic_created":
        user = {"id": 7_000_000_001, "is_bot": True, "first_name": "В"}
        content = {"name": feed.text(), "icon_color": 1}
    more = {kind: content, "message_thread_id": feed.number(), "is_topic_message": True}
    return "message", _message(user, chat, 5004, **more)


_MAKERS: Sequence[Callable[[Feed, Street], tuple[str, Json]]] = (
    _shown,
    _text,
    _command,
    _press,
    _reply,
    _file,
    _forwarded,
    _edited,
    _inline,
    _chosen,
    _membership,
    _service,
    _shown,
    _command,
    _text,
    _shown,
)


def seeds() -> list[bytes]:
    """Each kind of update by each person, alone and after another; walks over buttons."""
    alone = [
        bytes([0, kind, who, 1, step])
        for kind in range(16)
        for who in range(3)
        for step in (0, 7, 130)
    ]
    walks = [
        bytes([5, *(one for step in range(6) for one in (0, who, step % 3, at + step))])
        for who in range(2)
        for at in range(8)
    ]
    commands = [bytes([1, 2, 0, at, 1, 1, 0, 0, 0, 2]) for at in range(len(_COMMANDS))]
    presses = [
        bytes([0, 3, 0, 1, 1, 1, at >> 8, at & 255, 4, 0, 1]) for at in range(0, len(_VERBS), 5)
    ]
    odd = [
        bytes([0, 160 + kind, 0, 1, 1, 2, 3, 4, 5, 6, step])
        for kind in range(16)
        for step in (1, 9)
    ]
    return alone + walks + commands + presses + odd
