"""What the product writes into its log."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from bot.wiring import redaction


@contextmanager
def product_log(stream: TextIO, level: str, secrets: Sequence[str]) -> Iterator[None]:
    """Set up the loggers as the product does; pytest keeps hearing them too."""
    root = logging.getLogger()
    names = (*redaction.CHATTY, *redaction.SILENT)
    changed = [root, *map(logging.getLogger, names)]
    handlers, levels = root.handlers[:], [one.level for one in changed]
    redaction.set_up("text", level, secrets, stream)
    root.handlers += handlers
    try:
        yield
    finally:
        root.handlers[:] = handlers
        for logger, old in zip(changed, levels, strict=True):
            logger.setLevel(old)
