"""Nothing secret or personal reaches a log (design.md 13)."""

import logging
import re
import sys
import warnings
from collections.abc import Sequence
from typing import Any, TextIO

import structlog

MASK = "•••"
log = logging.getLogger(__name__)
CHATTY = (
    "httpx",
    "httpcore",
    "alembic",
    "apscheduler",
    "aiosqlite",
    "telegram",
    "sqlalchemy",
    "fontTools",
    "fpdf",
    "PIL",
)
"""Libraries whose loggers never come down to DEBUG: they quote whole requests, or say too much."""
SILENT = ("telegram.Bot", "telegram.ext.ExtBot", "procrastinate", "psycopg.pool")
"""Who quote whole updates, passwords among them, when they can't read one; and who have a line for
every job, and every second one for a server that is away: our own loggers tell of it, once."""
_STATEMENTS = ("sqlalchemy", "fontTools", "apscheduler")
"""Whose INFO is a line for every statement, for every glyph table, two for every tick."""
_PATTERNS = (
    re.compile(
        r"(?<!\d)\d{6,12}(?::|%3[Aa])[A-Za-z0-9_-]{20,}"
    ),  # a bot's token, also in an address
    re.compile(r"(?i)\b(basic|bearer)\s+[A-Za-z0-9+/=._~-]{8,}"),
    re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<![\w.-])\+?\d(?:[\s()-]?\d){8,14}(?![\w.-])"),  # a phone; our ids are longer
    re.compile(r"gAAAAA[\w-]{20,}={0,2}"),
)


_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def redact(text: str, secrets: Sequence[str] = ()) -> str:
    """The text without tokens, logins, phones, e-mails, and without `secrets`."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, MASK)
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    return text


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Draws a line, its traceback included, and then takes out what nobody may read."""

    def __init__(self, secrets: Sequence[str], **drawing: Any) -> None:
        super().__init__(**drawing)
        self._secrets = tuple(secrets)

    def hide(self, secrets: Sequence[str]) -> None:
        """Take these out too from now on."""
        self._secrets += tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, redacted."""
        return redact(super().format(record), self._secrets)


def hide(secrets: Sequence[str]) -> None:
    """Secrets that became known after `set_up`: the keys of the key file."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, RedactingFormatter):
            handler.formatter.hide(secrets)


def set_up(
    log_format: str, level: str, secrets: Sequence[str], stream: TextIO | None = None
) -> None:
    """Send every logger of the process through the one filter. Called once, at start."""
    shared: list[Any] = [
        _on_one_line,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    drawn: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = RedactingFormatter(
        secrets,
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, drawn],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    logging.getLogger().handlers[:] = [handler]
    quiet = logging.INFO if level == "DEBUG" else logging.WARNING
    least = {name: logging.WARNING if name in _STATEMENTS else quiet for name in CHATTY}
    least["root"] = logging.getLevelNamesMapping()[level]
    for name, lowest in {**least, **dict.fromkeys(SILENT, logging.CRITICAL + 1)}.items():
        # To set a level makes every logger forget what it knows.
        if logging.getLogger(name).level != lowest:
            logging.getLogger(name).setLevel(lowest)
    warnings.showwarning = _tell_of_warning


def _on_one_line(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Words from outside begin no line of their own, and move no cursor."""
    event["event"] = _BREAKS.sub(lambda found: repr(found[0])[1:-1], str(event["event"]))
    return event


def _tell_of_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Never its words: aiohttp quotes the header with a candidate's name that it can't read."""
    log.warning("%s at %s:%s", category.__name__, filename, lineno)
