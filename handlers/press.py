"""What a button carries: `1|verb|id36|version` (design.md 1), at most 64 bytes."""

import re
from dataclasses import dataclass

from bot.domain.ids import from_base36, to_base36

MOST_BYTES = 64
_SHAPE = re.compile(r"1\|([a-z_]{1,24})\|([0-9a-z]{1,13})\|([0-9a-z]{1,13})")


@dataclass(frozen=True, slots=True)
class Press:
    """A tap. `version` is the conversation's version that the button was drawn with; 0: none."""

    verb: str
    id: int
    version: int


def encode(verb: str, id: int = 0, version: int = 0) -> str:
    """Raises: ValueError when it would not be read back."""
    press = f"1|{verb}|{to_base36(id)}|{to_base36(version)}"
    if not _SHAPE.fullmatch(press) or len(press) > MOST_BYTES:
        raise ValueError(f"no button can carry {verb!r}")
    return press


def decode(data: str) -> Press:
    """Raises: ValueError for anything that `encode` did not write."""
    match = _SHAPE.fullmatch(data)
    if not match:
        raise ValueError("not a press of this bot")
    verb, subject, version = match.groups()
    return Press(verb, from_base36(subject), from_base36(version))
