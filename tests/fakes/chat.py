"""Chats that remember what they were shown."""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count

from bot.domain.errors import BadInput
from bot.domain.views import Screen, View
from bot.ports import (
    Address,
    Attached,
    Delivered,
    Gone,
    GroupStanding,
    Made,
    Moved,
    Outcome,
    Unanswered,
)
from bot.ports.group_chats import Deed


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as it was sent, or as it became by an edit."""

    address: Address
    message_id: int
    view: View | Screen
    reply_to: int | None = None
    edited: bool = False
    alone: bool = False
    """A file that gets no answer was allowed to stay behind."""


async def _nothing() -> None: ...


class RecordingChat:
    """ports.Chat: every chat takes everything, unless a test has told it otherwise."""

    def __init__(self) -> None:
        self.said: list[Shown] = []
        """Everything that was sent or edited, in order."""
        self.erased: list[tuple[int, int]] = []
        """Chat and message of everything that was taken away, in order."""
        self._now: dict[int, dict[int, Shown]] = defaultdict(dict)
        self._next: dict[int, deque[Outcome]] = defaultdict(deque)
        self._blocked: set[int] = set()
        self._moved: dict[int, int] = {}
        self._numbers = count(1000)

        self.inlined: dict[str, View | Screen | str] = {}
        """What the messages that were sent through inline mode were changed to."""

        self.admins_of: dict[int, frozenset[int]] = {}
        """The administrators of groups; Telegram does not name those of others."""

        self.meanwhile: Callable[[], Awaitable[None]] = _nothing
        """What happens while a message is on its way."""

    # -- what a test sees and does

    def now(self, chat_id: int) -> list[Shown]:
        """What stands in the chat, oldest first."""
        return list(self._now[chat_id].values())

    def answer(self, chat_id: int, *outcomes: Outcome) -> None:
        """The next calls about the chat end so, and have no effect."""
        self._next[chat_id].extend(outcomes)

    def block(self, chat_id: int) -> None:
        """The person blocks the bot, or the group throws it out."""
        self._blocked.add(chat_id)

    def unblock(self, chat_id: int) -> None:
        """The bot may write there again."""
        self._blocked.discard(chat_id)

    def move(self, chat_id: int, new: int) -> None:
        """The group becomes a supergroup: a new id, and no old message can be edited."""
        self._moved[chat_id] = new

    def clear(self, chat_id: int) -> None:
        """The person deletes the history: the messages can't be edited any more."""
        self._now[chat_id].clear()

    # -- the port

    async def show(
        self,
        address: Address,
        view: View | Screen,
        *,
        edit: int | None = None,
        said: str = "",
        reply_to: int | None = None,
        drop_file: bool = False,
        inline: str | None = None,
        anew: bool = True,
    ) -> Outcome:
        if inline is not None:
            refusal = self._refusal_inline(address.chat_id)
            if refusal is None:
                self.inlined[inline] = view
            return refusal or Delivered(0)
        text_hash = repr((address.language, address.time_zone, view))
        if edit is not None and said == text_hash:
            return Delivered(edit, text_hash)
        await self.meanwhile()
        refusal = self._refusal(address.chat_id)
        if isinstance(refusal, Unanswered) and drop_file:
            refusal = self._refusal(address.chat_id)  # the words alone
        if refusal is not None:
            return refusal
        there = self._now[address.chat_id]
        edits = edit is not None and edit in there
        if edit is not None and not edits and not anew:
            return Delivered(edit, text_hash)
        message_id = edit if edits and edit is not None else next(self._numbers)
        shown = Shown(address, message_id, view, reply_to, edited=edits, alone=drop_file)
        there[message_id] = shown
        self.said.append(shown)
        return Delivered(message_id, text_hash)

    async def admins(self, chat_id: int) -> frozenset[int] | None:
        return self.admins_of.get(chat_id)

    async def erase(self, address: Address, message_id: int, *, stub: str = "erased") -> Outcome:
        refusal = self._refusal(address.chat_id)
        if refusal is not None:
            return refusal
        self._now[address.chat_id].pop(message_id, None)
        self.erased.append((address.chat_id, message_id))
        return Delivered(message_id)

    async def blank(self, address: Address, inline: str, *, stub: str) -> Outcome:
        refusal = self._refusal_inline(address.chat_id)
        if refusal is None:
            self.inlined[inline] = stub
        return refusal or Delivered(0)

    def _refusal_inline(self, chat_id: int) -> Outcome | None:
        """Telegram finds such a message without who sent it, who may have blocked the bot."""
        return self._next[chat_id].popleft() if self._next[chat_id] else None

    def _refusal(self, chat_id: int) -> Outcome | None:
        if self._next[chat_id]:
            return self._next[chat_id].popleft()
        if chat_id in self._blocked:
            return Gone()
        return Moved(self._moved[chat_id]) if chat_id in self._moved else None


class RecordingGroups:
    """ports.GroupChats: every group is a forum where the bot may do all, unless told otherwise."""

    def __init__(self) -> None:
        self.standings: dict[int, GroupStanding | None] = {}
        self.did: list[tuple[str, int, object]] = []
        """What was done, in order: a word, the chat, and the topic's name or the message."""
        self.topics: dict[int, str] = {}
        self.next: deque[Made | Deed] = deque()
        """The next calls end so."""
        self._numbers = count(50)

    async def standing(self, chat_id: int) -> GroupStanding | None:
        return self.standings.get(chat_id, GroupStanding(forum=True, may_manage_topics=True))

    async def make_topic(self, chat_id: int, name: str) -> Made | Deed:
        self.did.append(("make", chat_id, name))
        if self.next:
            return self.next.popleft()
        thread = next(self._numbers)
        self.topics[thread] = name
        return Made(thread)

    async def name_topic(self, chat_id: int, thread_id: int, name: str) -> Deed:
        self.did.append(("name", chat_id, name))
        self.topics[thread_id] = name
        return self._ended()

    async def close_topic(self, chat_id: int, thread_id: int, *, closed: bool) -> Deed:
        self.did.append(("close" if closed else "reopen", chat_id, thread_id))
        return self._ended()

    async def pin(self, chat_id: int, message_id: int) -> Deed:
        self.did.append(("pin", chat_id, message_id))
        return self._ended()

    async def unpin(self, chat_id: int, message_id: int) -> Deed:
        self.did.append(("unpin", chat_id, message_id))
        return self._ended()

    def _ended(self) -> Deed:
        ended = self.next.popleft() if self.next else Delivered(0)
        assert not isinstance(ended, Made)  # only a topic is made
        return ended


class MemoryAttachments:
    """ports.Attachments: what each file says, by its id or content, or why it can't be."""

    def __init__(self) -> None:
        self.files: dict[str, str | BadInput] = {}

    async def description(self, file: Attached) -> str:
        return self._said(file.file_id)

    async def text(self, content: bytes, name: str) -> str:
        return self._said(content.decode())

    def _said(self, known_by: str) -> str:
        found = self.files[known_by]
        if isinstance(found, BadInput):
            raise found
        return found
