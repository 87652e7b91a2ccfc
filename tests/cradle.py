"""`vidhuk` as a process without the second and a half of loading: forked from one that is loaded.

Stories take their processes and their emulators from here. What comes of loading itself (Ctrl-C in
its middle, the console script) is for those that execute the script.
"""

import asyncio
import gc
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bot.__main__ import loaded
from bot.domain.workspace import LANGUAGES
from bot.wiring.telegram import trusted
from handlers.texts import load as load_texts
from sites import discover

ROOT = Path(__file__).parents[1]
_MOST = 1 << 16


@dataclass(slots=True)
class Child:
    """What the tests use of `asyncio.subprocess.Process`."""

    pid: int
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader
    _news: asyncio.StreamReader
    _pipes: Sequence[asyncio.BaseTransport]
    returncode: int | None = None

    def send_signal(self, how: signal.Signals) -> None:
        """Nobody hears it when the process has ended meanwhile."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, how)

    async def communicate(self) -> tuple[bytes, bytes]:
        """All that it says until its end on stdout, and on stderr."""
        said, complained = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return said, complained

    async def wait(self) -> int:
        """The exit code, or the signal that ended it, negative."""
        if self.returncode is None:
            self.returncode = int(await self._news.readline())
            for one in self._pipes:
                one.close()
        return self.returncode


@dataclass(frozen=True, slots=True)
class Cradle:
    """The loaded process, by its socket."""

    _socket: socket.socket

    async def child(
        self, *words: str, cwd: Path, env: Mapping[str, str], typed: bytes = b""
    ) -> Child:
        """`vidhuk <words>` in this folder with this environment; `typed` is all of its stdin."""
        stdout, said, out = await _pipe()
        stderr, complained, _ = await _pipe()  # it is read to its end, which closes it
        news, told, end = await _pipe()
        heard, typing = os.pipe()
        wanted = json.dumps({"words": words, "cwd": str(cwd), "env": dict(env)}).encode()
        with ExitStack() as stack:
            for one in (heard, said, complained, told):
                stack.callback(os.close, one)
            with os.fdopen(typing, "wb") as keys:
                keys.write(typed)
            socket.send_fds(self._socket, [wanted], [heard, said, complained, told])
            pid = int(await news.readline())
        return Child(pid, stdout, stderr, news, (out, end))


async def _pipe() -> tuple[asyncio.StreamReader, int, asyncio.BaseTransport]:
    """What to read in this loop, an end for the child to write to, what closes the other end."""
    reading, writing = os.pipe()
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb")
    )
    return reader, writing, transport


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
                    wanted, fds, _, _ = socket.recv_fds(self._asked, _MOST, 4)
                    if not wanted:
                        return None
                    if self._forked(*fds):
                        return _Wanted(**json.loads(wanted))

    def _forked(self, heard: int, said: int, complained: int, told: int) -> bool:
        pid = os.fork()
        if not pid:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for own, standard in ((heard, 0), (said, 1), (complained, 2)):
                os.dup2(own, standard)
                os.close(own)
            for one in (told, self._ended, self._wake, *self._told.values()):
                os.close(one)
            self._asked.close()
            return True
        for one in (heard, said, complained):
            os.close(one)
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


def _warm() -> None:
    """What each process would load or read by itself: its texts, its emulator, its HTTP client."""
    sites = discover()
    texts = load_texts([site.texts for site in sites])
    for words in map(texts, LANGUAGES):  # each start reads those of the commands
        for text_id in words.ids():
            if "command" in text_id and not words.needs(text_id):
                words.label(text_id)
    trusted()
    emulators = [site.emulator.partition(":")[0] for site in sites]
    for module in ("handlers.emulator", "httpcore", "anyio._backends._asyncio", *emulators):
        import_module(module)
    gc.collect()
    gc.freeze()  # no child looks through it, which would copy all of its pages
    gc.set_threshold(20_000, 20, 100)  # as in the tests themselves: see conftest.py


def _main(fd: int) -> None:
    main = loaded()
    _warm()
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
