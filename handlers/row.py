"""What a button, a command or an input leads to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.workspace import Right


@dataclass(frozen=True, slots=True)
class Row:
    """Who may, and what happens. `fixed` are the use case's own settings."""

    use_case: type[Any]
    right: Right | None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    due: bool = True
    """An input that is asked for; else buttons are, and an ad's address may come instead."""
    secret: bool = False
    """An input that may be a password: one may begin with a slash, or stand on a photo."""
    wordless: str = "not-a-text"
    """What an input says to a sticker and the like."""
    takes_files: bool = False
    """An input that takes documents, and what stands under pictures."""
