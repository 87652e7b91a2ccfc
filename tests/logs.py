"""What the product writes into its log, and the search for what may never stand there."""

import base64
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO
from urllib.parse import quote

from bot.wiring import redaction

CANARY = re.compile(r"(?i)canary[-.]\w|AAe2eCanary|канар(?:ков|ей)")
"""Every password, token and person of ours that tests are made of carries one of these."""
_PACKED = tuple(
    base64.b64encode(bytes(offset) + word)[4 if offset else 0 : -4].decode()
    for word in (b"canary-pw-", b"canary.olena@", "Канарков".encode(), "Канарейко".encode())
    for offset in range(3)
)
_QUOTED = tuple(quote(word) for word in ("Канарков", "Канарейко"))


def open_canaries(text: str) -> list[str]:
    """The lines in which something secret or personal stands open, packed or as in an address."""
    packed = re.compile("|".join(map(re.escape, (*_PACKED, *_QUOTED))))
    return [one for one in text.splitlines() if CANARY.search(one) or packed.search(one)]


@contextmanager
def product_log(
    stream: TextIO, level: str, secrets: Sequence[str], *, log_format: str = "text"
) -> Iterator[None]:
    """Set up the loggers as the product does; pytest keeps hearing them too."""
    root = logging.getLogger()
    handlers, old = root.handlers[:], root.level
    redaction.set_up(log_format, level, secrets, stream)
    root.handlers += handlers
    try:
        yield
    finally:
        # The quiet loggers stay so: to change a level makes every logger forget what it knows.
        root.handlers[:] = handlers
        if root.level != old:
            root.setLevel(old)
