"""Keyboards under messages: read, checked and refused as the server does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from handlers.emulator.links import checked_link
from handlers.emulator.refusal import Json, bad
from handlers.emulator.richtext import units

BUTTONS = 100
ROW = 8  # a longer row is shown broken, so it is noted as a violation
MARKUP_BYTES = 10_000
_STYLES = ("danger", "success", "primary")
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_REQUESTS = ("request_users", "request_chat", "request_contact", "request_location", "web_app")


@dataclass(frozen=True, slots=True)
class Markup:
    """What came as reply_markup. `kind` is none, inline, reply, remove or force."""

    kind: str = "none"
    rows: list[list[Json]] = field(default_factory=list)
    options: Json = field(default_factory=dict)

    @property
    def inline(self) -> list[list[Json]]:
        return self.rows if self.kind == "inline" else []


NO_MARKUP = Markup()


def read_markup(found: Any, *, private: bool) -> Markup:
    """Check a reply_markup value; raises Refusal."""
    if found is None:
        return Markup()
    if not isinstance(found, dict):
        raise bad("object expected as reply markup")
    if len(json.dumps(found, ensure_ascii=False).encode()) > MARKUP_BYTES:
        raise bad("reply markup is too long")
    if "inline_keyboard" in found:
        return Markup("inline", _rows(found["inline_keyboard"], "inline keyboard", private))
    if "keyboard" in found:
        options = {key: value for key, value in found.items() if key != "keyboard"}
        return Markup("reply", _rows(found["keyboard"], "keyboard", private), options)
    if found.get("remove_keyboard"):
        return Markup("remove", options=found)
    if found.get("force_reply"):
        return Markup("force", options=found)
    return Markup()


def too_wide(markup: Markup) -> bool:
    return any(len(row) > ROW for row in markup.rows)


def _rows(found: Any, what: str, private: bool) -> list[list[Json]]:
    if not isinstance(found, list) or not all(isinstance(row, list) for row in found):
        raise bad(f'can\'t parse reply markup: field "{what}" must be an Array of Arrays')
    rows = [[_button(one, what, private) for one in row] for row in found if row]
    if sum(len(row) for row in rows) > BUTTONS:
        raise bad("reply markup is too long")
    return rows


def _button(found: Any, what: str, private: bool) -> Json:
    if isinstance(found, str) and what == "keyboard":
        found = {"text": found}
    if not isinstance(found, dict):
        raise bad(f"can't parse {what} button: expected an Object")
    if not str(found.get("text") or "").strip():
        raise bad(f'can\'t parse {what} button: field "text" must be non-empty')
    if found.get("style") not in (None, *_STYLES):
        raise bad(f"can't parse {what} button: invalid button style specified")
    if what == "keyboard":
        return found
    _check_inline(found, private)
    return found


def _check_inline(button: Json, private: bool) -> None:
    actions = [one for one in _ACTIONS if button.get(one) is not None]
    if not actions and not button.get("disabled"):
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad("can't parse inline keyboard button: exactly one action must be specified")
    for action in actions:
        check = _CHECKS.get(action)
        if check is not None:
            check(button[action])
    if "web_app" in actions and not private:
        raise bad("BUTTON_TYPE_INVALID")


def _check_data(value: Any) -> None:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")


def _check_url(value: Any) -> None:
    if not isinstance(value, str) or checked_link(value) is None:
        raise bad(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")


def _check_copy(value: Any) -> None:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not 1 <= units(text) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def _check_web_app(value: Any) -> None:
    url = value.get("url") if isinstance(value, dict) else None
    if not isinstance(url, str) or not url.startswith("https://"):
        raise bad(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links")


_CHECKS = {
    "callback_data": _check_data,
    "url": _check_url,
    "copy_text": _check_copy,
    "web_app": _check_web_app,
}


def places(rows: list[list[Json]]) -> Iterator[tuple[int, int, Json]]:
    """Every button with its row and column."""
    for row, buttons in enumerate(rows):
        for col, button in enumerate(buttons):
            yield row, col, button


def asks(button: Json) -> str | None:
    """What a button of a reply keyboard asks for; None for one that sends its text."""
    return next((one for one in _REQUESTS if button.get(one)), None)
