"""What stands between the product and PostgreSQL, and can be shut: a server that went away."""

import asyncio
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import make_url

SOCKET = ".s.PGSQL.5432"


class Gate:
    """A socket of its own in `folder`, and behind it the server of `database`."""

    def __init__(self, database: str, folder: Path) -> None:
        self._url, self._folder = make_url(database), folder
        self._server: asyncio.Server | None = None
        self._passing: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        """The same database, through the gate."""
        through = self._url.set(host=None, port=None, query={"host": str(self._folder)})
        return through.render_as_string(hide_password=False)

    async def open(self) -> None:
        """Let everybody through."""
        self._folder.mkdir(exist_ok=True)
        self._server = await asyncio.start_unix_server(self._pass, self._folder / SOCKET)

    async def shut(self) -> None:
        """Cut every connection, and let nobody through."""
        if self._server is not None:
            self._server.close()
        (self._folder / SOCKET).unlink(missing_ok=True)
        for writer in self._passing:
            writer.transport.abort()
        self._passing.clear()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await self._connect()
        self._passing |= {writer, inner_writer}
        with suppress(ConnectionError):
            async with asyncio.TaskGroup() as group:
                group.create_task(_copy(reader, inner_writer))
                group.create_task(_copy(inner_reader, writer))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        folder = self._url.query.get("host")
        if folder is not None:
            return await asyncio.open_unix_connection(Path(str(folder)) / SOCKET)
        return await asyncio.open_connection(self._url.host, self._url.port or 5432)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()
