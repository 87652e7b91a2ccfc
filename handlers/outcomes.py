"""What a refusal of Telegram means."""

import logging
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.domain.paces import Paces
from bot.ports import Gone, Moved, NoTopic, Outcome, Refused, TryLater
from handlers import letter as mail

_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
log = logging.getLogger(__name__)


def outcome_of(error: TelegramError, paces: Paces) -> Outcome:
    """How a request ended that failed so."""
    match error:
        case RetryAfter():
            outcome: Outcome = TryLater(_pause(error.retry_after, paces))
        case ChatMigrated():
            outcome = Moved(error.new_chat_id)
        case Forbidden():
            outcome = Gone(mail.is_no_person(error.message))
        case BadRequest():
            outcome = _refused(error.message)
        case NetworkError() if mail.is_too_large(error.message):
            outcome = Refused("too large")
        case NetworkError():
            outcome = away(paces)
        case _:  # a token that is no longer good, a second poller, a garbled answer
            log.error("telegram can't be used", extra={"error": type(error).__name__})
            outcome = away(paces)
    return outcome


def _refused(words: str) -> Outcome:
    if mail.is_no_topic(words):
        return NoTopic(mail.is_closed_topic(words))
    return Gone(mail.is_no_person(words)) if mail.is_gone(words) else Refused(mail.reason(words))


def away(paces: Paces) -> TryLater:
    """Telegram does not answer."""
    return TryLater(paces.of(seconds=5), chat_only=False)


def unsent(error: TelegramError) -> bool:
    """Telegram has surely not had the request."""
    return isinstance(error.__cause__, _UNSENT)


def _pause(after: int | timedelta, paces: Paces) -> timedelta:
    seconds = after.total_seconds() if isinstance(after, timedelta) else after
    return paces.of(seconds=seconds)
