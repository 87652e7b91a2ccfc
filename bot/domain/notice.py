"""What is owed to chats, and what was said in them (design.md 6, 7)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CarouselId, ChatLinkId, NoticeId, WorkspaceId
from bot.domain.workspace import Right


class NoticeKind(StrEnum):
    """What a message says; its subject is a row's id."""

    SCREEN = "screen"
    """The current screen of a conversation; subject: the person."""
    ERASE = "erase"
    """A message that must vanish (it held a password); subject: its message id."""
    TIDY = "tidy"
    """An old screen that gives way to a newer one below; subject: its message id."""
    PASSWORD_LEFT = "password_left"  # nosec B105 # a kind
    """A password that can't be erased from the chat; subject: its message id."""
    PUBLICATION = "publication"
    """How a request to a site ended; subject: the site action."""
    ACCOUNT_PAUSED = "account_paused"
    ACCOUNT_MENDED = "account_mended"
    """The same message once the pause is over; subject: the account, occurrence: its version."""
    SITE_DOWN = "site_down"
    """A site that can't be read; subject: the incident, occurrence: the text id of the error."""
    SITE_BACK = "site_back"
    BROKEN_RECORDS = "broken_records"
    """To OPERATORS: a site gave records that could not be read; subject: the record."""
    BROKEN_CONTRACT = "broken_contract"
    """To OPERATORS: a site answers what its contract does not have; subject: the record."""
    BROKEN_LOGIN = "broken_login"
    """The same of a login that is no account so far; occurrence: the site, the day, and where."""
    HEALTH = "health"
    """To an operator who asks: how all fares; occurrence: a number, what it says, of which site."""
    HEALTH_CHANGED = "health_changed"
    """The same message anew; subject: its message id."""
    FAULT = "fault"
    """To OPERATORS: a mistake of ours; subject: the fault, occurrence: how often, and before."""
    DIGEST = "digest"
    """Responses that were missed, as one list; subject: the digest."""
    UNLINKED_ADS = "unlinked_ads"
    """Ads with responses that nobody has linked; subject: the account, occurrence: `told_at`."""
    ADOPTED = "adopted"
    """How a wish to link ads went, to who has left its progress; subject: the adoption."""
    REFUSED = "refused"
    """How refusing many went, to who has not watched it; subject: the refusal."""
    ADS_CHANGED = "ads_changed"
    """Ads that stand otherwise on their site; subject: the account, occurrence: `told_at`."""
    GROUP_ASKED = "group_asked"
    """In a group: may it be linked; subject: its link, as of the next four."""
    GROUP_WORD = "group_word"
    """In a group: an answer; occurrence: which, (the day,) and the message it answers (or 0)."""
    GROUP_STATUS = "group_status"
    """In a group: what comes there; occurrence: the message it answers."""
    GROUP_UNLINK = "group_unlink"
    """In a group: is it to be unlinked; occurrence: the message it answers."""
    GROUP_LOST = "group_lost"
    """To the one who linked a group: the bot can't write there any more."""
    GROUP_TROUBLE = "group_trouble"
    """To the same one: what it may not do there; occurrence: what, of which vacancy, when."""
    TOPIC = "topic"
    """No message: a topic is called otherwise, closed or opened; subject: the topic."""
    BOARD = "board"
    """In a group: how its vacancies stand, or the change of that; occurrence: of what moment."""
    BOARD_PIN = "board_pin"
    """No message: the board is pinned; subject: its message id."""
    BOARD_DOWN = "board_down"
    """No message either: it is pinned no more, and goes."""
    GROUP_TODAY = "group_today"
    """In a group: what came today; occurrence: the message it answers."""
    CARD = "card"
    """A candidate; subject: the application."""
    CARD_AGAIN = "card_again"
    """One who has a card in the chat answered once more; subject: the new application."""
    AGAIN_CHANGED = "again_changed"
    """The same message when it says something else; subject and occurrence as of CARD_CHANGED."""
    CAROUSEL = "carousel"
    """New candidates of a vacancy, too many for cards; subject: the carousel."""
    CAROUSEL_CHANGED = "carousel_changed"
    """It shows another one; subject: the carousel, occurrence: its version."""
    MORNING = "morning"
    """What a person has to do today; subject: the member, occurrence: the day."""
    CARD_CHANGED = "card_changed"
    """A card that says something else now.

    Subject: the application; occurrence: its version, the notice of the copy, and why; of a page
    of a carousel (`leaf`) before that.
    """
    CARD_PAGE = "card_page"
    """Other buttons under a card; subject: the application, occurrence: the page, the copy."""
    CARD_SAID = "card_said"
    """A word under a card; subject: the application, occurrence: the word, and of what moment."""
    PLEA = "plea"
    """To who has it: somebody asks for it; subject: the application, occurrence: the plea."""
    PLEA_CHANGED = "plea_changed"
    """The same message once that is answered; occurrence: the plea, and something new."""
    PLEA_ANSWERED = "plea_answered"
    """To the one who asked; subject and occurrence as of PLEA."""
    CARD_NOTED = "card_noted"
    """To whom a note names; subject: the application, occurrence: the note."""
    NOTE_UNSEEN = "note_unseen"
    """To who wrote it: some may not see the candidate; occurrence: the note, and who."""
    CARD_HISTORY = "card_history"
    """What was done with a candidate, asked for by a button; subject: the application."""
    CARD_PHOTO = "card_photo"
    """A candidate's photo, asked for by a button; subject: the file."""
    CARD_LETTER = "card_letter"
    """A candidate's whole letter, asked for by a button; subject: the application."""
    CARD_FILE = "card_file"
    """The resume that came after its card; subject: the file."""
    INLINE_CARD = "inline_card"
    """A masked card that was sent through inline mode, no notice; subject: the application."""
    INLINE_CHANGED = "inline_changed"
    """The same message, wherever it stands, once it says something else; subject: the share."""
    TYPED = "typed"
    """What a member wrote about a candidate, no notice but a message; subject: the application."""
    TEAM_WORD = "team_word"
    """What changed for a member: role, or vacancies.

    Subject: the member or the vacancy; occurrence: see `bot.domain.team.TeamChange`.
    """
    FORGET = "forget"
    """A message about somebody who is erased; subject: its id, occurrence: the erasure."""
    FORGET_INLINE = "forget_inline"
    """The same of a message that was sent through inline mode; subject: the share."""
    ERASED = "erased"
    """The receipt; subject: the erasure."""
    RETENTION = "retention"
    """The candidates of a vacancy will go; subject: the vacancy, occurrence: of what moment."""
    REPORT = "report"
    """How hiring goes; subject: the report, as of the next two."""
    REPORT_CHANGED = "report_changed"
    """The same message of another time, or another vacancy; occurrence: its version."""
    REPORT_SHEET = "report_sheet"
    """Its numbers as a file."""
    EXPORT = "export"
    """A file with candidates; subject: a vacancy or an application, occurrence: how, which one."""
    AUDIT_FILE = "audit_file"
    """Who did what, as a file; subject: the workspace, occurrence: how, and which lines."""


_LAST = (NoticeKind.BOARD_PIN, NoticeKind.BOARD)
"""Nobody waits for them."""
_FIRST = (
    NoticeKind.ERASE,
    NoticeKind.SCREEN,
    NoticeKind.CAROUSEL_CHANGED,
    NoticeKind.REPORT_CHANGED,
    NoticeKind.CARD_PAGE,
    NoticeKind.CARD_PHOTO,
    NoticeKind.CARD_LETTER,
    NoticeKind.CARD_HISTORY,
    NoticeKind.TIDY,
    NoticeKind.HEALTH,
    NoticeKind.HEALTH_CHANGED,
)
CARDS = (NoticeKind.CARD, NoticeKind.CAROUSEL, NoticeKind.CARD_AGAIN, NoticeKind.CARD_FILE)
"""Candidates as they come, without having been asked for."""
CARD_LIKE = (
    NoticeKind.CARD,
    NoticeKind.CARD_AGAIN,
    NoticeKind.AGAIN_CHANGED,
    NoticeKind.CARD_CHANGED,
    NoticeKind.CARD_PAGE,
    NoticeKind.CARD_SAID,
    NoticeKind.CARD_LETTER,
    NoticeKind.CARD_HISTORY,
    NoticeKind.PLEA,
    NoticeKind.PLEA_CHANGED,
    NoticeKind.PLEA_ANSWERED,
    NoticeKind.CARD_NOTED,
    NoticeKind.NOTE_UNSEEN,
)
"""Messages about one application, their subject: a reply to one is about it too."""
ACTS = (NoticeKind.TOPIC, NoticeKind.BOARD_PIN, NoticeKind.BOARD_DOWN)
"""No messages either: something is done in the chat."""
VANISHING = (NoticeKind.ERASE, NoticeKind.TIDY, NoticeKind.FORGET, NoticeKind.FORGET_INLINE)
"""No messages of their own: another one goes, or becomes a stub."""
INLINE = (NoticeKind.INLINE_CHANGED, NoticeKind.FORGET_INLINE)
"""Of a message that Telegram finds by its own id: they need no chat with who sent it."""
CAROUSELS = (NoticeKind.CAROUSEL, NoticeKind.CAROUSEL_CHANGED)
ABOUT_CANDIDATES = (
    *CARD_LIKE,
    *CAROUSELS,
    NoticeKind.CARD_FILE,
    NoticeKind.CARD_PHOTO,
    NoticeKind.TYPED,
)
SHARED = "shared"
"""How the occurrence of a card begins that somebody has shown to this chat."""

HANDED_OVER = {
    NoticeKind.CARD: Right.SEE_CONTACTS,
    NoticeKind.CARD_AGAIN: Right.SEE_CONTACTS,
    NoticeKind.CAROUSEL: Right.SEE_CONTACTS,
    NoticeKind.DIGEST: Right.SEE_CONTACTS,
    NoticeKind.ACCOUNT_PAUSED: Right.MANAGE_ACCOUNTS,
    NoticeKind.ADS_CHANGED: Right.PUBLISH,
    NoticeKind.UNLINKED_ADS: Right.PUBLISH,
}
"""What goes to somebody else when its reader has lost the right to it: it must not be lost."""


def priority(kind: NoticeKind) -> int:
    """Smaller goes first: answers to a person, news, new cards, boards (design.md 11)."""
    if kind in _FIRST:
        return _FIRST.index(kind)
    if kind in _LAST:
        return 30 + _LAST.index(kind)
    return 20 + CARDS.index(kind) if kind in CARDS else 10


class NoticeState(StrEnum):
    """Where a notice stands."""

    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    DEAD = "dead"
    """The chat is gone, or nobody may see the card; a chat that comes back owes its dead rows."""
    GATHERED = "gathered"
    """A card that waits for the moment when its chat may be told, perhaps with others."""
    IN_CAROUSEL = "in_carousel"
    """A card that was told of in a carousel and stands nowhere else in the chat."""


WAITING = (NoticeState.GATHERED, NoticeState.IN_CAROUSEL)
"""Cards that have no message of their own so far."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message owed to one chat; rendered when it is sent."""

    id: NoticeId
    workspace_id: WorkspaceId | None
    bot_id: int
    chat_link_id: ChatLinkId
    kind: NoticeKind
    subject_id: int
    due_at: datetime
    occurrence: str = ""
    thread_id: int | None = None
    state: NoticeState = NoticeState.OWED
    message_id: int | None = None
    attempts: int = 0
    version: int = 1
    carousel_id: CarouselId | None = None
    """Of a card: the carousel that shows the candidate."""

    @property
    def unique_key(self) -> str:
        """Never a Telegram chat id: groups migrate."""
        key = f"{self.kind}:{self.subject_id}:{self.chat_link_id}"
        return f"{key}:{self.occurrence}" if self.occurrence else key

    def to(self, state: NoticeState, message_id: int | None = None) -> "Notice":
        """The same notice, further on."""
        return replace(self, state=state, message_id=message_id or self.message_id)


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message that may be edited or erased later."""

    bot_id: int
    chat_id: int
    message_id: int
    kind: NoticeKind
    subject_id: int
    version: int
    sent_at: datetime
    workspace_id: WorkspaceId | None = None
    thread_id: int | None = None
    text_hash: str = ""
