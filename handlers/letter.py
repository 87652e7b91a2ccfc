"""One message on its way to Telegram, and what can be done when Telegram refuses it.

The server's words are those seen in telegram.md 1 and in the library's issues; they have no code
besides 400, so they are told apart by their wording, in any case.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.views import Screen, View
from bot.ports import Address
from handlers.render.drawn import Media, Trouble


@dataclass(frozen=True, slots=True)
class Letter:
    """What to say, and what to do without after refusals."""

    address: Address
    view: View | Screen
    edit: int | None = None
    reply_to: int | None = None
    troubles: frozenset[Trouble] = frozenset()
    media: Media = Media.NONE
    """What the last try carried."""
    stale: int | None = None
    """A message that could not be edited: taken away once the new one stands."""
    html: bool = True
    buttons: bool = True
    links: bool = True
    thumbnail: bool = True
    reuse: bool = True
    """Send Telegram's own copy of a file that was uploaded before."""
    drop_file: bool = False
    """A file that gets no answer stays behind."""
    inline: str | None = None
    """A message that was sent through inline mode, which becomes it."""
    anew: bool = True
    """Sent as a new message where the one to edit is gone."""
    text_hash: str = ""
    """Of what it says when nothing is refused."""

    def without(self, trouble: Trouble) -> "Letter":
        """The same letter, drawn without what makes trouble."""
        return replace(self, troubles=self.troubles | {trouble})


Change = Callable[[Letter], Letter | None]


def _anew(letter: Letter) -> Letter | None:
    return replace(letter, edit=None) if letter.edit is not None else None


def _instead(letter: Letter) -> Letter | None:
    """Text can't become a file's caption and back everywhere: a new message takes its place."""
    return replace(letter, edit=None, stale=letter.edit) if letter.edit is not None else None


def _unanswering(letter: Letter) -> Letter | None:
    return replace(letter, reply_to=None) if letter.reply_to is not None else None


def _plain(letter: Letter) -> Letter | None:
    return replace(letter, html=False) if letter.html else None


def _linkless(letter: Letter) -> Letter | None:
    return replace(letter, links=False) if letter.links else None


def _buttonless(letter: Letter) -> Letter | None:
    return replace(letter, buttons=False) if letter.buttons else None


def _uploaded(letter: Letter) -> Letter | None:
    return replace(letter, reuse=False) if letter.reuse and letter.media is not Media.NONE else None


def _pictureless(letter: Letter) -> Letter | None:
    if letter.media is Media.PHOTO:
        return letter.without(Trouble.PHOTO)
    if letter.media is Media.NONE or not letter.thumbnail:
        return None
    return replace(letter, thumbnail=False)


def _fileless(letter: Letter) -> Letter | None:
    return _without_file(letter, Trouble.BIG)


def _without_file(letter: Letter, trouble: Trouble) -> Letter | None:
    """`trouble` is what is said of the candidate's own file."""
    lost = {
        Media.RESUME: trouble,
        Media.MADE: Trouble.MADE,
        Media.LETTER: Trouble.MADE,
        Media.PHOTO: Trouble.PHOTO,
    }.get(letter.media)
    return letter.without(lost) if lost is not None else None


def _unsendable(letter: Letter) -> Letter | None:
    return words_alone(letter) if letter.media is not Media.NONE else None


_NO_SUCH_EDIT = r"message to edit not found|message_id_invalid"
_CHANGES: tuple[tuple[str, Change], ...] = (
    (_NO_SUCH_EDIT, _anew),
    (r"can't be edited|no (text|caption) in the message to edit|no media in the message", _instead),
    (r"(replied|reply) message not found|message to (be replied|reply) not found", _unanswering),
    (r"can't parse entities|entity_\w+_invalid", _plain),
    (r"button_url_invalid|wrong http url|button url|url host is empty|url_invalid", _linkless),
    (r"button|keyboard|reply.?markup", _buttonless),
    (r"not enough rights to send (documents|photos)", _unsendable),
    (r"photo_invalid|photo_\w*_invalid|image_process_failed|photo_ext|thumb", _pictureless),
    (r"wrong (remote )?file|file reference|file_reference|invalid file_id|file of type", _uploaded),
    (r"too big|too large|\(413\)|file_parts_invalid|file_too|file must be", _fileless),
)

_NO_FILE = frozenset({Trouble.LOST, Trouble.MADE, Trouble.PHOTO})

_GONE = re.compile(
    r"chat not found|user is deactivated|peer_id_invalid|user not found|bot was (kicked|blocked)"
    r"|group chat was (deactivated|deleted)|chat_write_forbidden|have no rights to send"
    r"|not enough rights to send (?!documents|photos)",
    re.I,
)
_NO_PERSON = re.compile(r"user is deactivated", re.I)
_NO_TOPIC = re.compile(r"message thread not found|topic_(deleted|closed|id_invalid)", re.I)
_CLOSED_TOPIC = re.compile(r"topic_closed", re.I)
_SAME_TOPIC = re.compile(r"topic_not_modified", re.I)
_NO_FORUM = re.compile(r"chat is not a forum|channel_forum_missing", re.I)
_NO_RIGHT = re.compile(
    r"not enough rights to (create|edit|close|reopen|manage|pin|unpin)|chat_admin_required", re.I
)
_UNCHANGED = re.compile(r"message is not modified", re.I)
_TOO_LARGE = re.compile(r"too (large|big)|\(413\)", re.I)
_NO_SUCH_MESSAGE = re.compile(r"message to delete not found|message_id_invalid", re.I)
_NO_SUCH_PIN = re.compile(r"message to (un)?pin not found|message_id_invalid", re.I)
_NO_TEXT = re.compile(r"no text in the message", re.I)
_QUOTED = re.compile(r"[\"“«'].*", re.S)


def changed(letter: Letter, refusal: str) -> Letter | None:
    """The letter as it may pass; None when nothing is left to do without.

    Where nothing is known to help, what is news goes without its file, then without buttons, then
    as bare words: a candidate's arrive in any case. A screen is tried again as it is.
    """
    for pattern, change in _CHANGES:
        if re.search(pattern, refusal, re.I):
            better = change(letter)
            if better is not None:
                return better
    if isinstance(letter.view, Screen):
        return None
    return _without_file(letter, Trouble.UNREADABLE) or _buttonless(letter) or _plain(letter)


def words_alone(letter: Letter) -> Letter:
    """The letter without any file, whose words say so."""
    return replace(letter, troubles=letter.troubles | _NO_FILE)


def is_gone(refusal: str) -> bool:
    """The chat can't be written to."""
    return bool(_GONE.search(refusal))


def is_no_person(refusal: str) -> bool:
    """The account of the chat's person was deleted: its id may become somebody else's."""
    return bool(_NO_PERSON.search(refusal))


def is_no_topic(refusal: str) -> bool:
    """The topic to write into is not there, or closed."""
    return bool(_NO_TOPIC.search(refusal))


def is_closed_topic(refusal: str) -> bool:
    """It is closed, and the bot may not write into closed ones."""
    return bool(_CLOSED_TOPIC.search(refusal))


def is_same_topic(refusal: str) -> bool:
    """The topic is so already."""
    return bool(_SAME_TOPIC.search(refusal))


def is_no_forum(refusal: str) -> bool:
    """The group has no topics."""
    return bool(_NO_FORUM.search(refusal))


def is_no_right(refusal: str) -> bool:
    """The bot is no administrator of the group, or lacks this right."""
    return bool(_NO_RIGHT.search(refusal))


def is_no_such_pin(refusal: str) -> bool:
    """There is no such message to pin, or to take off."""
    return bool(_NO_SUCH_PIN.search(refusal))


def is_unchanged(refusal: str) -> bool:
    """The message says this already."""
    return bool(_UNCHANGED.search(refusal))


def is_too_large(refusal: str) -> bool:
    """The request was refused for its size, perhaps by a server in between."""
    return bool(_TOO_LARGE.search(refusal))


def is_no_such_message(refusal: str) -> bool:
    """The message to take away is away."""
    return bool(_NO_SUCH_MESSAGE.search(refusal))


def is_no_such_edit(refusal: str) -> bool:
    """The message to edit is away."""
    return bool(re.search(_NO_SUCH_EDIT, refusal, re.I))


def is_no_text(refusal: str) -> bool:
    """The message is a file: its text is a caption."""
    return bool(_NO_TEXT.search(refusal))


def reason(refusal: str) -> str:
    """A refusal for the log: without what it quotes, for that may be somebody's data."""
    return _QUOTED.sub("…", refusal)[:120]
