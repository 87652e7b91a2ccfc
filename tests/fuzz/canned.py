"""An HTTP client that asks nobody: answers as the entries make them up."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp.client_reqrep import ContentDisposition
from aiohttp.multipart import content_disposition_filename, parse_content_disposition
from multidict import CIMultiDict


class Content:
    """What `sites.kit.answer.read` reads of a body."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def iter_chunked(self, size: int) -> AsyncIterator[bytes]:
        for start in range(0, len(self._body), size):
            yield self._body[start : start + size]


class Canned:
    """An aiohttp.ClientResponse, as far as one is looked at."""

    def __init__(
        self, method: str, status: int, body: bytes, headers: Mapping[str, str] | None = None
    ) -> None:
        self.method, self.status, self.content = method, status, Content(body)
        self.headers = CIMultiDict(headers or {})

    @property
    def content_disposition(self) -> ContentDisposition | None:
        """As aiohttp reads it."""
        raw = self.headers.get("Content-Disposition")
        if raw is None:
            return None
        kind, given = parse_content_disposition(raw)
        params = dict(given)
        return ContentDisposition(kind, _frozen(params), content_disposition_filename(params))


def _frozen(params: dict[str, str]) -> Any:
    return params


class Client:
    """An aiohttp.ClientSession whose answers come from `answer`, which may raise what aiohttp does.

    Put into `sites.kit.http.Web` in place of the one that would go out.
    """

    timeout = aiohttp.ClientTimeout(total=1)

    def request(self, method: str, url: str, **given: Any) -> Any:
        """As aiohttp's."""
        return self._answered(method, url, given)

    @asynccontextmanager
    async def _answered(
        self, method: str, url: str, given: dict[str, Any]
    ) -> AsyncIterator[Canned]:
        yield await self.answer(method, url, given)

    async def answer(self, method: str, url: str, given: dict[str, Any]) -> Canned:
        """What comes back."""
        raise NotImplementedError

    async def close(self) -> None:
        """Nothing is open."""
