"""The Bot API methods by name, each with the parameters it knows.

A handler is a function of `Asked`; it returns the result, or an awaitable of it, or raises Refusal.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from handlers.emulator.access import Asked

Handler = Callable[[Asked], Any | Awaitable[Any]]

# Parameters of every method that sends one message.
SEND = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters "
    "reply_parameters reply_markup reply_to_message_id allow_sending_without_reply"
)
CAPTION = "caption parse_mode caption_entities show_caption_above_media"
EDIT = "business_connection_id chat_id message_id inline_message_id reply_markup"


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    run: Handler
    parameters: frozenset[str]


METHODS: dict[str, Method] = {}


def method(name: str, parameters: str = "") -> Callable[[Handler], Handler]:
    """Register a handler; names of methods are case-insensitive."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = Method(name, handler, frozenset(parameters.split()))
        return handler

    return register
