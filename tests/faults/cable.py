"""What lies between the product and one service outside, and can be cut, or lose answers."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_SOME = 1 << 16


@dataclass(slots=True)
class Cable:
    """`base` leads through it to the service at `to`; all bytes pass while it is whole."""

    to: str
    chance: random.Random
    loses: float = 0.0
    """Of all answers this part never arrives, though the service did what it was asked."""
    base: str = ""
    cuts: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    """Requests whose answers got lost on the way, by the last word of their paths."""
    _server: asyncio.Server | None = None
    _port: int = 0
    _ends: set["_Call"] = field(default_factory=set)

    async def mend(self) -> None:
        """Let everything through, at the address that it had before."""
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._port)
            self._port = self._server.sockets[0].getsockname()[1]
            self.base = f"http://127.0.0.1:{self._port}"

    async def cut(self) -> None:
        """Every connection breaks, and nobody gets another one."""
        server, self._server = self._server, None
        if server is None:
            return
        self.cuts += 1
        server.close()
        for one in tuple(self._ends):
            self._break(one)

    def _break(self, one: "_Call") -> None:
        if one.asked:
            self.lost[one.asked] += 1
        one.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        where = urlsplit(self.to)
        answers, asking = await asyncio.open_connection(where.hostname, where.port)
        one = _Call(writer, asking)
        self._ends.add(one)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask(reader, one))
                group.create_task(self._answer(answers, one))
        finally:
            self._ends.discard(one)
            one.abort()

    async def _ask(self, reader: asyncio.StreamReader, one: "_Call") -> None:
        with suppress(ConnectionError):
            while some := await reader.read(_SOME):
                one.ask(some)
                one.asking.write(some)
                await one.asking.drain()
        one.asking.close()

    async def _answer(self, answers: asyncio.StreamReader, one: "_Call") -> None:
        with suppress(ConnectionError):
            while some := await answers.read(_SOME):
                if one.asked and self.chance.random() < self.loses:
                    self._break(one)
                    return
                one.asked = ""
                one.writer.write(some)
                await one.writer.drain()
        one.writer.close()


@dataclass(slots=True, eq=False)
class _Call:
    """One connection; HTTP/1.1 has one request on it at a time."""

    writer: asyncio.StreamWriter
    asking: asyncio.StreamWriter
    asked: str = ""
    """The last word of the path that was asked for and has not been answered so far."""

    def ask(self, some: bytes) -> None:
        head = some.split(b"\r\n", 1)[0].split(b" ")
        if not self.asked and head[-1].startswith(b"HTTP/"):
            path = head[1].decode("ascii", "replace").partition("?")[0]
            self.asked = path.rpartition("/")[2] or "/"

    def abort(self) -> None:
        for one in (self.writer, self.asking):
            one.transport.abort()


@asynccontextmanager
async def cable(to: str, chance: random.Random) -> AsyncIterator[Cable]:
    """A whole one, on a free port."""
    one = Cable(to, chance)
    await one.mend()
    try:
        yield one
    finally:
        await one.cut()
