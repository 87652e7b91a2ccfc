"""Who and what exists: people, bots, chats, messages. State only, the rules stand elsewhere."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.emulator_kit import Kit
from handlers.emulator.files import Files, Stored
from handlers.emulator.keyboards import NO_MARKUP, Markup
from handlers.emulator.limits import Limits
from handlers.emulator.refusal import Json
from handlers.emulator.richtext import NO_TEXT, Text

FIRST_PERSON = 7_100_000_000  # above 32 bits, as ids of new accounts are
TYPING_SECONDS = 5.0

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class BotSpec:
    """A bot as BotFather knows it: the switches of its settings. Its id is the token's number."""

    token: str
    username: str = "vidhuk_demo_bot"
    first_name: str = "Vidhuk"
    inline: bool = True
    inline_feedback: bool = True
    inline_placeholder: str = ""
    can_join_groups: bool = True
    can_read_all_group_messages: bool = False

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])


@dataclass(slots=True)
class Person:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "uk"
    deactivated: bool = False
    blocked: set[int] = field(default_factory=set)
    started: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Profile:
    """What a bot says of itself. Keys: scope and language; "" is every language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class Inbox:
    """Updates that a bot has not confirmed yet."""

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.waiting: deque[Json] = deque()
        self.allowed: frozenset[str] | None = None  # None: everything but what is off by default
        self.poller: object | None = None
        self.pulse = Pulse()
        self.webhook: Json | None = None
        self.webhook_error: str | None = None
        self.webhook_error_at: int | None = None
        self.pauses: dict[int, tuple[float, float]] = {}
        """Of updates that did not get through: how long each pauses now, and until when."""


class Account:
    """A registered bot with what it has set up."""

    def __init__(self, spec: BotSpec, first_update: int) -> None:
        self.spec = spec
        self.profile = Profile()
        self.inbox = Inbox(first_update)

    @property
    def id(self) -> int:
        return self.spec.id

    @property
    def username(self) -> str:
        return self.spec.username

    @property
    def name(self) -> str:
        return self.spec.first_name


Party = Person | Account


@dataclass(slots=True)
class Member:
    """`status` is creator, administrator, member, restricted, left or kicked."""

    status: str
    rights: frozenset[str] = frozenset()

    @property
    def here(self) -> bool:
        return self.status not in ("left", "kicked")

    @property
    def admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.admin and right in self.rights)


@dataclass(slots=True)
class Topic:
    id: int
    name: str
    closed: bool = False
    icon_color: int = 7322096
    by: int = 0
    """Who has made it."""


@dataclass(frozen=True, slots=True)
class Media:
    """What a message carries. `fields` are the Bot API's own ones that no file has."""

    kind: str
    file: Stored | None = None
    fields: Json = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """`service` holds service fields, users as ids; `text` is the caption when media is set."""

    id: int
    chat: "Chat"
    date: int
    author: Party
    text: Text = NO_TEXT
    media: Media | None = None
    service: Json | None = None
    reply_to: int | None = None
    quote: str | None = None
    thread: int | None = None
    markup: Markup = NO_MARKUP
    via: Account | None = None
    inline_id: str | None = None
    edited: int | None = None
    edit_shown: bool = False
    origin: Json | None = None
    album: str | None = None
    protected: bool = False
    silent: bool = False
    rev: int = 0

    @property
    def by_bot(self) -> bool:
        return isinstance(self.author, Account)


@dataclass(slots=True)
class Screen:
    """What one person has in one chat beside its messages."""

    keyboard: Markup | None = None
    keyboard_of: int = 0
    keyboard_hidden: bool = False
    force_reply: int | None = None
    placeholder: str = ""
    read_to: int = 0


@dataclass(slots=True)
class Chat:
    """A group, or the private chat of `pair`; a private one has the person's id, as bots see it."""

    id: int
    kind: str
    title: str = ""
    pair: tuple[int, int] | None = None
    username: str = ""
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    screens: dict[int, Screen] = field(default_factory=dict)
    typing: dict[int, float] = field(default_factory=dict)
    migrated_to: int | None = None
    migrated_from: int | None = None
    deleted: bool = False

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def member(self, who: int) -> Member:
        return self.members.get(who) or Member("left")

    def screen(self, who: int) -> Screen:
        return self.screens.setdefault(who, Screen())

    def party_ids(self) -> Iterator[int]:
        """Everyone who reads this chat."""
        if self.pair is not None:
            yield from self.pair
        else:
            yield from (who for who, member in self.members.items() if member.here)


@dataclass(slots=True)
class Tap:
    """One press of a callback button, and the bot's answer to it."""

    id: str
    bot: Account
    person: Person
    message: Message
    at: float
    data: str
    answered: bool = False
    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Question:
    """One inline query, and the bot's answer to it."""

    id: str
    bot: Account
    person: Person
    query: str
    offset: str
    at: float
    answer: Json | None = None


class Pulse:
    """Wakes everyone who waits for a change."""

    def __init__(self) -> None:
        self.count = 0
        self._event = asyncio.Event()

    def beat(self) -> None:
        self.count += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float, since: int | None = None) -> bool:
        """Wait for a beat after `since` (default: from now); False when none came in time."""
        if since is not None and self.count != since:
            return True
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return False
        return True


class World:
    """Everything the emulator knows; one for an application."""

    def __init__(self, kit: Kit, slack: float) -> None:
        # Ids continue above those of an earlier run (design.md 7): ten a second since 2026.
        start = int((time.time() - 1_767_225_600) * 10)
        self.kit = kit
        self.files = Files()
        self.limits = Limits(kit.clock, slack)
        self.bots: dict[str, Account] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self.privates: dict[tuple[int, int], Chat] = {}
        self.inline_messages: dict[str, Message] = {}
        self.taps: dict[str, Tap] = {}
        self.questions: dict[str, Question] = {}
        self.inline_cache: dict[tuple[int, int, str, str], tuple[float, Json]] = {}
        self.pulse = Pulse()
        self.revision = 0
        self._message_id = start
        self._update_id = start
        self._group_number = start
        self._serial = start

    def number(self) -> int:
        """A fresh number for query ids and the like."""
        self._serial += 1
        return self._serial

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    def touch(self, message: Message | None = None) -> None:
        """Something that people see has changed."""
        self.revision += 1
        if message is not None:
            message.rev = self.revision
        self.pulse.beat()

    def add_bot(self, spec: BotSpec) -> Account:
        self._update_id += 1
        account = Account(spec, self._update_id)
        self.bots[spec.token] = account
        return account

    def add_person(self, person: Person) -> Person:
        if not person.id:
            person.id = max([FIRST_PERSON, *self.people]) + 1
        self.people[person.id] = person
        return person

    def add_group(self, kind: str, title: str, *, forum: bool = False) -> Chat:
        self._group_number += 1
        number = self._group_number
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        chat = Chat(chat_id, kind, title, forum=forum)
        self.groups[chat_id] = chat
        return chat

    def private(self, one: int, other: int) -> Chat:
        """The private chat of two, made when they have none yet."""
        key = min(one, other), max(one, other)
        found = self.privates.get(key)
        if found is None:
            person = other if self.bot(one) else one
            found = self.privates[key] = Chat(person, "private", pair=key)
        return found

    def bot(self, who: int) -> Account | None:
        return next((one for one in self.bots.values() if one.id == who), None)

    def bot_named(self, username: str) -> Account | None:
        wanted = username.removeprefix("@").lower()
        return next((one for one in self.bots.values() if one.username.lower() == wanted), None)

    def party(self, who: int) -> Party:
        """A person or a bot by id. Raises KeyError."""
        return self.people.get(who) or self.bot(who) or _missing(who)

    def chats(self) -> Iterable[Chat]:
        yield from self.privates.values()
        yield from self.groups.values()

    def bots_in(self, chat: Chat) -> list[Account]:
        here = set(chat.party_ids())
        return [one for one in self.bots.values() if one.id in here]

    def post(self, message: Message) -> Message:
        """Put a message into its chat."""
        message.chat.messages[message.id] = message
        message.chat.typing.pop(message.author.id, None)
        self.touch(message)
        return message

    def is_typing(self, chat: Chat, who: int) -> bool:
        return chat.typing.get(who, 0.0) > time.monotonic()


def _missing(who: int) -> Party:
    raise KeyError(who)


def newest(messages: Sequence[_T]) -> _T | None:
    return messages[-1] if messages else None
