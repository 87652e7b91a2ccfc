"""How a person asks: a press of a button, or something typed."""

from dataclasses import dataclass

from bot.domain.ids import ApplicationId, WorkspaceId
from bot.domain.notice import Notice
from bot.domain.workspace import ChatLink
from bot.ports import Attached


@dataclass(frozen=True, slots=True)
class Press:
    """A button. `version` is that of the screen it stood on; 0 on a notice."""

    id: int = 0
    version: int = 0
    message_id: int | None = None

    @property
    def below(self) -> bool:
        """A notice stays as it is: the screen comes below it."""
        return self.version == 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A message or a command. `html` is the text with its formatting, in Telegram's HTML.

    `is_text` is False for a sticker, a voice message and the like. A `file` that an input takes
    counts as a text; `rich` is what it says, once it was read.
    """

    text: str
    html: str
    message_id: int | None = None
    is_text: bool = True
    file: Attached | None = None
    reply_to: int | None = None
    """The message that it answers."""
    rich: str | None = None

    @property
    def below(self) -> bool:
        """The screen moves below what was typed."""
        return True


Asked = Press | Typed


@dataclass(frozen=True, slots=True)
class InGroup:
    """A command or a button in a group. `thread_id` is that of a topic."""

    chat_id: int
    title: str
    thread_id: int | None = None
    message_id: int | None = None
    words: tuple[str, ...] = ()
    """What stands behind the command."""
    link: ChatLink | None = None
    """Where the group is linked, or waits to be confirmed."""
    notice: Notice | None = None
    """What the message with the button was sent for."""
    version: int = 0
    """The last part of what the button carries."""
    topic: str = ""
    """What the topic of `thread_id` is called, where Telegram says so."""


@dataclass(frozen=True, slots=True)
class Replied:
    """Words that answer a card, in private or in a group."""

    application_id: ApplicationId
    typed: Typed
    link: ChatLink
    """The chat where it stands."""
    workspace_id: WorkspaceId
