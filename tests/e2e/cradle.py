"""`vidhuk` as a process without the second and a half of loading: forked from one that is loaded.

Stories that kill and start over and over take their processes from here. What comes of loading
itself (Ctrl-C in its middle, the console script) is for those that execute the script.
"""

import asyncio
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.__main__ import loaded
from sites import discover

ROOT = Path(__file__).parents[2]
_MOST = 1 << 16


@dataclass(slots=True)
class Child:
    """What the stories use of `asyncio.subprocess.Process`."""

    pid: int
    stderr: asyncio.StreamReader
    _news: asyncio.StreamReader
    returncode: int | None = None

    def send_signal(self, how: signal.Signals) -> None:
        """Nobody hears it when the process has ended meanwhile."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)

    async def wait(self) -> int:
        """The exit code, or the signal that ended it, negative."""
        if self.returncode is None:
            self.returncode = int(await self._news.readline())
        return self.returncode


@dataclass(frozen=True, slots=True)
class Cradle:
    """The loaded process, by its socket."""

    _socket: socket.socket

    async def child(self, *words: str, cwd: Path, env: Mapping[str, str]) -> Child:
        """`vidhuk <words>` in this folder with this environment; stderr is piped."""
        stderr, said = await _pipe()
        news, told = await _pipe()
        wanted = json.dumps({"words": words, "cwd": str(cwd), "env": dict(env)}).encode()
        with os.fdopen(said, "wb"), os.fdopen(told, "wb"):
            socket.send_fds(self._socket, [wanted], [said, told])
            pid = int(await news.readline())
        return Child(pid, stderr, news)


async def _pipe() -> tuple[asyncio.StreamReader, int]:
    """An end to read in this loop, and one for the child."""
    reading, writing = os.pipe()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb")
    )
    return reader, writing


@contextmanager
def cradle() -> Iterator[Cradle]:
    """Load the program; it forks until the end."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    words = (sys.executable, "-m", __name__, str(its.fileno()))
    own = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    loaded = subprocess.Popen(words, cwd=ROOT, env=own, pass_fds=[its.fileno()])
    its.close()
    with ours:
        yield Cradle(ours)
    assert loaded.wait(timeout=10) == 0


# -- in the process that is loaded -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    words: Sequence[str]
    cwd: str
    env: Mapping[str, str]


class _Server:
    """Forks whenever it is asked to, and tells how each child ended."""

    def __init__(self, asked: socket.socket) -> None:
        self._asked = asked
        self._told: dict[int, int] = {}
        """Where to write the end of each child, by its pid."""
        self._ended, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake)

    def serve(self) -> _Wanted | None:
        """In a child: what it is to do. Otherwise None, once nobody asks any more."""
        with selectors.DefaultSelector() as events:
            events.register(self._asked, selectors.EVENT_READ)
            events.register(self._ended, selectors.EVENT_READ)
            while True:
                for key, _ in events.select():
                    if key.fd == self._ended:
                        self._tell()
                        continue
                    wanted, fds, _, _ = socket.recv_fds(self._asked, _MOST, 2)
                    if not wanted:
                        return None
                    if self._forked(*fds):
                        return _Wanted(**json.loads(wanted))

    def _forked(self, said: int, told: int) -> bool:
        pid = os.fork()
        if not pid:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(said, 2)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            for one in (said, told, self._ended, self._wake, *self._told.values()):
                os.close(one)
            self._asked.close()
            return True
        os.close(said)
        os.write(told, f"{pid}\n".encode())
        self._told[pid] = told
        return False

    def _tell(self) -> None:
        os.read(self._ended, _MOST)
        while self._told:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            told = self._told.pop(pid)
            os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
            os.close(told)


def _main(fd: int) -> None:
    main = loaded()
    discover()
    wanted = _Server(socket.socket(fileno=fd)).serve()
    if wanted is None:
        return
    os.chdir(wanted.cwd)
    os.environ.clear()
    os.environ.update(wanted.env)
    sys.argv = ["vidhuk", *wanted.words]
    main()


if __name__ == "__main__":
    _main(int(sys.argv[1]))
