"""The port Chat on python-telegram-bot: one call, one message, every refusal an outcome.

The caller keeps Telegram's limits; nothing here waits. No text and nobody's data is ever logged.
"""

import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    TelegramError,
)

from bot.domain.paces import Paces
from bot.domain.views import Card, CardFile, CardLetter, CardPhoto, Screen, View
from bot.ports import (
    Address,
    Clock,
    Delivered,
    Gone,
    Outcome,
    Refused,
    TryLater,
    Unanswered,
)
from handlers import letter as mail
from handlers.enclosed import Enclosed, LoadFile, Unreadable, enclose
from handlers.keyboard import keyboard
from handlers.letter import Letter
from handlers.made_files import is_made, made_file
from handlers.outcomes import away, outcome_of
from handlers.render import draw
from handlers.render.drawn import Drawn, Media
from handlers.render.ink import Ink
from handlers.render.limits import plain
from handlers.texts import Texts

log = logging.getLogger(__name__)

# Without it the library warns whenever Telegram asks for a pause (its RetryAfter, 22.2 and later).
os.environ.setdefault("PTB_TIMEDELTA", "true")

KnownFile = Callable[[str], Awaitable[str | None]]
KeepFileId = Callable[[str, str, int], Awaitable[None]]

_TRIES = 8
"""More than there are things to do without."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class TelegramChat:
    """Says things through one bot."""

    bot: Bot
    texts: Callable[[str], Texts]
    clock: Clock
    load_file: LoadFile
    known_file: KnownFile
    """Telegram's file_id by the key of an enclosed file; None: not uploaded so far."""
    keep_file_id: KeepFileId
    hash_text: Callable[[str], str]
    """A keyed hash: of a message's words only that is kept."""
    paces: Paces = field(default=Paces())

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
        """Send the view, or turn message `edit` into it; what is refused is sent without."""
        if not self._introduced():
            return away(self.paces)
        letter = Letter(address, view, edit, reply_to, drop_file=drop_file, inline=inline)
        letter = replace(letter, anew=anew)
        drawn = self._drawn(letter)
        letter = replace(letter, text_hash=self.hash_text(f"{drawn.text}\n{drawn.rows}"))
        if edit is not None and said == letter.text_hash:
            return Delivered(edit, said)
        for _ in range(_TRIES):
            better = await self._try(replace(letter, media=drawn.media), drawn)
            if not isinstance(better, Letter):
                return better
            letter, drawn = better, self._drawn(better)
        return Refused("refused in every form")

    async def _try(self, letter: Letter, drawn: Drawn) -> Outcome | Letter:
        """How it ended, or the letter to try next."""
        try:
            return Delivered(await self._deliver(letter, drawn), letter.text_hash)
        except Unreadable as lost:
            return letter.without(lost.trouble)
        except TelegramError as error:
            return self._settled(letter, error)

    def _settled(self, letter: Letter, error: TelegramError) -> Outcome | Letter:
        words = error.message
        edits = letter.edit is not None or letter.inline is not None
        if isinstance(error, BadRequest) and mail.is_unchanged(words) and edits:
            return Delivered(letter.edit or 0, letter.text_hash)
        if letter.edit is not None and not letter.anew and mail.is_no_such_edit(words):
            return Delivered(letter.edit, letter.text_hash)
        outcome = outcome_of(error, self.paces)
        if isinstance(outcome, TryLater) and not outcome.chat_only and _carries(letter):
            # It may be this file's fault: no reason to hold up anybody else.
            return mail.words_alone(letter) if letter.drop_file else Unanswered()
        if not isinstance(outcome, Refused):
            return outcome
        better = mail.changed(letter, words)
        if better is None:
            log.error("telegram refuses a message", extra=_about(letter, outcome.reason))
            return outcome
        loud = logging.ERROR if letter.html and not better.html else logging.INFO
        log.log(loud, "telegram refuses a part of a message", extra=_about(letter, outcome.reason))
        return better

    def _introduced(self) -> bool:
        """Telegram has said who the bot is: at a start without Telegram nobody knows."""
        try:
            return bool(self.bot.username)
        except RuntimeError:
            return False

    # -- one try --------------------------------------------------------------------------

    def _drawn(self, letter: Letter) -> Drawn:
        return draw(
            letter.view,
            self.texts(letter.address.language),
            time_zone=letter.address.time_zone,
            now=self.clock.now(),
            bot_username=self.bot.username,
            troubles=letter.troubles,
        )

    async def _deliver(self, letter: Letter, drawn: Drawn) -> int:
        """Raises: TelegramError, Unreadable."""
        enclosed = await self._enclosed(letter, drawn)
        if enclosed is None:
            sent = await self._text(letter, drawn)
        else:
            sent = await self._file(letter, drawn, enclosed)
        if letter.stale is not None:
            await self.erase(letter.address, letter.stale)
        return sent

    async def _text(self, letter: Letter, drawn: Drawn) -> int:
        text, mode = _worded(letter, drawn)
        if letter.inline is not None:
            await self.bot.edit_message_text(
                text,
                inline_message_id=letter.inline,
                parse_mode=mode,
                reply_markup=_keyboard(letter, drawn),
                link_preview_options=_NO_PREVIEW,
            )
            return 0
        if letter.edit is not None:
            await self.bot.edit_message_text(
                text,
                letter.address.chat_id,
                letter.edit,
                parse_mode=mode,
                reply_markup=_keyboard(letter, drawn),
                link_preview_options=_NO_PREVIEW,
            )
            return letter.edit
        message = await self.bot.send_message(
            letter.address.chat_id,
            text,
            parse_mode=mode,
            reply_markup=_keyboard(letter, drawn),
            link_preview_options=_NO_PREVIEW,
            message_thread_id=letter.address.thread_id,
            reply_parameters=_reply(letter),
            protect_content=letter.address.protect,
            disable_notification=drawn.silent,
        )
        return message.message_id

    async def _file(self, letter: Letter, drawn: Drawn, enclosed: Enclosed) -> int:
        kept = bool(enclosed.key)
        known = await self.known_file(enclosed.key) if letter.reuse and kept else None
        if letter.edit is not None:
            message = await self._edit_file(letter, drawn, enclosed, known)
        else:
            message = await self._send_file(letter, drawn, enclosed, known)
        file_id = _file_id(message)
        if file_id and kept and file_id != known:
            await self.keep_file_id(enclosed.key, file_id, enclosed.of)
        return message.message_id

    async def _send_file(
        self, letter: Letter, drawn: Drawn, enclosed: Enclosed, known: str | None
    ) -> Message:
        caption, mode = _worded(letter, drawn)
        content = known or InputFile(enclosed.content, enclosed.name)
        if enclosed.media is Media.PHOTO:
            return await self.bot.send_photo(
                letter.address.chat_id,
                content,
                caption=caption,
                parse_mode=mode,
                reply_markup=_keyboard(letter, drawn),
                message_thread_id=letter.address.thread_id,
                reply_parameters=_reply(letter),
                protect_content=letter.address.protect,
            )
        return await self.bot.send_document(
            letter.address.chat_id,
            content,
            caption=caption,
            parse_mode=mode,
            reply_markup=_keyboard(letter, drawn),
            thumbnail=enclosed.thumbnail if known is None else None,
            disable_content_type_detection=True,
            message_thread_id=letter.address.thread_id,
            reply_parameters=_reply(letter),
            protect_content=letter.address.protect,
        )

    async def _edit_file(
        self, letter: Letter, drawn: Drawn, enclosed: Enclosed, known: str | None
    ) -> Message:
        caption, mode = _worded(letter, drawn)
        content = known or InputFile(enclosed.content, enclosed.name, attach=True)
        media = (
            InputMediaPhoto(content, caption, mode)
            if enclosed.media is Media.PHOTO
            else InputMediaDocument(
                content,
                caption,
                mode,
                thumbnail=enclosed.thumbnail if known is None else None,
                disable_content_type_detection=True,
            )
        )
        edited = await self.bot.edit_message_media(
            media,
            letter.address.chat_id,
            letter.edit,
            reply_markup=_keyboard(letter, drawn),
        )
        assert isinstance(edited, Message)  # True comes back for inline messages only
        return edited

    async def _enclosed(self, letter: Letter, drawn: Drawn) -> Enclosed | None:
        shown = letter.view.view if isinstance(letter.view, Screen) else letter.view
        address = letter.address
        t = self.texts(address.language)
        ink = Ink(t, address.time_zone, self.clock.now(), self.bot.username)
        if is_made(shown):
            return await made_file(
                shown, drawn.media, ink, self.known_file if letter.reuse else None
            )
        if not isinstance(shown, Card | CardFile | CardLetter | CardPhoto):
            return None
        return await enclose(
            drawn, shown.application, ink, self.load_file, thumbnailed=letter.thumbnail
        )

    async def admins(self, chat_id: int) -> frozenset[int] | None:
        """Telegram ids of a group's administrators; None when Telegram does not say.

        Unlike getChatMember this is answered to a bot that is no administrator itself.
        """
        try:
            found = await self.bot.get_chat_administrators(chat_id)
        except TelegramError as error:
            log.info("telegram names no administrators", extra={"error": type(error).__name__})
            return None
        return frozenset(one.user.id for one in found)

    # -- taking away -----------------------------------------------------------------------

    async def erase(self, address: Address, message_id: int, *, stub: str = "erased") -> Outcome:
        """Delete a message; one that is too old for that is emptied."""
        try:
            await self.bot.delete_message(address.chat_id, message_id)
        except BadRequest as error:
            if mail.is_no_such_message(error.message):
                return Delivered(message_id)
            if mail.is_gone(error.message):
                return Gone(mail.is_no_person(error.message))
            return await self._empty(address, message_id, stub)
        except TelegramError as error:
            return outcome_of(error, self.paces)
        return Delivered(message_id)

    async def blank(self, address: Address, inline: str, *, stub: str) -> Outcome:
        """A message that was sent through inline mode says just `stub`, without buttons."""
        words = self.texts(address.language)(stub)
        try:
            await self.bot.edit_message_text(words, inline_message_id=inline)
        except TelegramError as error:
            gone = mail.is_unchanged(error.message) or mail.is_no_such_message(error.message)
            return Delivered(0) if gone else outcome_of(error, self.paces)
        return Delivered(0)

    async def _empty(self, address: Address, message_id: int, text_id: str) -> Outcome:
        stub = self.texts(address.language)(text_id)
        try:
            await self.bot.edit_message_text(stub, address.chat_id, message_id)
        except BadRequest as error:
            if mail.is_no_text(error.message):
                return await self._empty_file(address, message_id, stub)
            if mail.is_unchanged(error.message):
                return Delivered(message_id)
            return outcome_of(error, self.paces)
        except TelegramError as error:
            return outcome_of(error, self.paces)
        return Delivered(message_id)

    async def _empty_file(self, address: Address, message_id: int, stub: str) -> Outcome:
        blank = InputFile(stub.encode(), "erased.txt", attach=True)
        try:
            media = InputMediaDocument(blank, stub)
            await self.bot.edit_message_media(media, address.chat_id, message_id)
        except TelegramError as error:
            return outcome_of(error, self.paces)
        return Delivered(message_id)


def _keyboard(letter: Letter, drawn: Drawn) -> InlineKeyboardMarkup | None:
    return keyboard(drawn.rows, links=letter.links) if letter.buttons else None


def _carries(letter: Letter) -> bool:
    return letter.media is not Media.NONE


def _worded(letter: Letter, drawn: Drawn) -> tuple[str, str | None]:
    if letter.html:
        return drawn.text, ParseMode.HTML
    return plain(drawn.text), None


def _reply(letter: Letter) -> ReplyParameters | None:
    if letter.reply_to is None:
        return None
    return ReplyParameters(letter.reply_to, allow_sending_without_reply=True)


def _file_id(message: Message) -> str | None:
    if message.document is not None:
        return message.document.file_id
    return message.photo[-1].file_id if message.photo else None


def _about(letter: Letter, reason: str) -> dict[str, object]:
    shown = letter.view.view if isinstance(letter.view, Screen) else letter.view
    return {"view": type(shown).__name__, "chat_link": letter.address.link_id, "reason": reason}
