"""What a job site answered, and how it can be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp

from sites.kit.lenient import parsed

BODY_MOST = 20 * 1024**2
"""Bytes of any answer that are read at most: files (work-ua.md A25) and whole dictionaries."""
_CHALLENGE_WITHIN = 4096
_CHALLENGE_MARKS = (
    "just a moment",
    "attention required",
    "checking your browser",
    "challenge-platform",
)
_WAIT_MOST = timedelta(hours=24).total_seconds()


class TooBig(Exception):
    """The answer is longer than `BODY_MOST`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `filename` is that of Content-Disposition; `own`: from the API's host."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    filename: str | None = None
    own: bool = True

    @property
    def data(self) -> Any:
        """The body as `parsed`."""
        return parsed(self.body)

    @property
    def html(self) -> bool:
        """Whether it is a web page: on an API that is a wall in between."""
        if "html" in self.headers.get("Content-Type", ""):
            return True
        return self.body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))

    @property
    def wall(self) -> bool:
        """Whether somebody in front of the API refuses this request with a page, for people."""
        return self.own and self.html and "WWW-Authenticate" not in self.headers

    @property
    def challenge(self) -> bool:
        """Whether it is Cloudflare's question to a person (its `cf-ray` is on every answer)."""
        if self.headers.get("cf-mitigated", "").lower() == "challenge":
            return True
        start = self.body[:_CHALLENGE_WITHIN].decode("utf-8", "replace").lower()
        return self.html and any(mark in start for mark in _CHALLENGE_MARKS)

    @property
    def retry_after(self) -> float | None:
        """Seconds the site asks to wait, a day at most; None when it does not say."""
        value = self.headers.get("Retry-After", "")
        return min(float(value), _WAIT_MOST) if value.isdecimal() else None


def wreck(answer: Answer) -> str | None:
    """What makes the answer to a GET worth another try; None when it can be read."""
    if answer.status in (429, 501):
        return None
    if answer.status >= 500 or 300 <= answer.status < 400:
        return f"status {answer.status}"
    if answer.status == 200 and answer.data is None:
        return "a web page" if answer.html else "not JSON"
    return "a web page" if foreign_page(answer) else None


def foreign_page(answer: Answer) -> bool:
    """Whether somebody in between answered with a page what only the API may answer.

    "Created" is no word of theirs, and a site may say it with a page (headhunter.md 6.6).
    """
    return answer.html and answer.status not in (201, 401, 403)


def walled_file(answer: Answer) -> bool:
    """Whether the API gave a page of somebody in between as a file; a real one has its name."""
    return answer.own and answer.status == 200 and answer.html and answer.filename is None


async def read(response: aiohttp.ClientResponse) -> Answer:
    """Read all of it; a body that breaks off after a refusal counts as empty.

    Raises: TooBig beyond `BODY_MOST`, aiohttp.ClientError, TimeoutError.
    """
    chunks, size = [], 0
    try:
        async for chunk in response.content.iter_chunked(64 * 1024):
            size += len(chunk)
            if size > BODY_MOST:
                raise TooBig
            chunks.append(chunk)
    except (aiohttp.ClientError, TimeoutError):
        if response.method == "GET":
            raise
        chunks.clear()  # the status has said how a write ended
    disposition = response.content_disposition
    return Answer(
        response.status,
        response.headers,
        b"".join(chunks),
        filename=disposition.filename if disposition is not None else None,
    )
