"""The chat: where messages go and how it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import ChatLinkId
from bot.domain.views import Screen, View


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write. `group` chooses the limits."""

    link_id: ChatLinkId
    chat_id: int
    language: str
    time_zone: str
    thread_id: int | None = None
    group: bool = False
    protect: bool = False
    """Nobody may forward or save what is said there."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is in the chat. `text_hash` tells what it says from anything else (an HMAC)."""

    message_id: int
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class TryLater:
    """Telegram is away or wants a pause; `chat_only` when the pause is this chat's own."""

    after: timedelta
    chat_only: bool = True


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A file went up and no answer came: Telegram is away, or it is the file."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has a new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Gone:
    """Blocked, kicked, deleted; `person`: the person's account at Telegram is."""

    person: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never take this message; `reason` for the log."""

    reason: str


@dataclass(frozen=True, slots=True)
class NoTopic:
    """The topic to write into is not there; `closed`: it is, but the bot may not write there."""

    closed: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Something else has to be there first: this alone waits until then."""

    until: datetime


Outcome = Delivered | TryLater | Unanswered | Moved | Gone | Refused | NoTopic | Waits


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that somebody has sent to the bot. `name` is the sender's, `size` in bytes."""

    file_id: str
    name: str
    size: int


class Attachments(Protocol):
    """Documents that people send to the bot, and candidates to the sites."""

    async def description(self, file: Attached) -> str:
        """What the document says, as rich text; no transaction is held meanwhile.

        Raises: BadInput("file-lost" | "file-big" | "file-kind" | "file-pages" | "file-locked" |
        "file-broken" | "file-empty").
        """

    async def text(self, content: bytes, name: str) -> str:
        """What a document that a site gave says, as plain text. Raises: BadInput, the same."""


class Chat(Protocol):
    """Says things in Telegram. One call is one message; the caller keeps the limits."""

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
        """Send the view as a message, or turn message `edit` into it.

        With `inline` that message is changed, which was sent through inline mode, wherever it is.

        A message that can't be edited any more is sent anew, but one that is gone, where not
        `anew`, stays so and counts as changed; one whose text hash is `said` and
        stays so is left as it is. With `drop_file` a file that gets no answer stays behind and
        the words, which say so, go alone; else that is Unanswered.
        """

    async def admins(self, chat_id: int) -> frozenset[int] | None:
        """Telegram ids of a group's administrators; None when Telegram does not say."""

    async def erase(self, address: Address, message_id: int, *, stub: str = "erased") -> Outcome:
        """Take a message away; one that is gone counts as taken, one too old says just `stub`.

        That is the id of a text.
        """

    async def blank(self, address: Address, inline: str, *, stub: str) -> Outcome:
        """A message that was sent through inline mode says just `stub` from now on."""
