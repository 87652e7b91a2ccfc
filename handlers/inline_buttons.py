"""Buttons of messages that were sent through inline mode, and where their links lead."""

from collections.abc import Mapping

from bot.domain.workspace import Right
from bot.usecases import share_inline
from handlers.row import Row

INLINE_BUTTONS: Mapping[str, Row] = {
    "opine_good": Row(share_inline.Opine, Right.NOTE, {"good": True}),
    "opine_bad": Row(share_inline.Opine, Right.NOTE, {"good": False}),
}
"""Each carries the id of the candidate; anybody may press, and is checked."""

OPEN_SHARED = Row(share_inline.OpenShared, Right.SEE_CONTACTS)
OPEN_NOTE = Row(share_inline.OpenNote, Right.NOTE)
