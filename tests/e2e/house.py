"""The whole product and its outside for one story: two emulators, a folder, the running bot.

Two ways of running it behind one interface: `InTheLoop` (the wiring as a task beside the test;
fast) and `OnItsOwn` (`vidhuk run` as a process that knows the outside by its settings alone).
"""

import asyncio
import base64
import io
import os
import signal
import socket
import sys
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.ports import UnitOfWork
from bot.wiring import start
from bot.wiring.settings import AllSettings, Settings
from sites import discover
from tests.compiled import compile_once
from tests.cradle import Child, Cradle
from tests.e2e.databases import everything
from tests.emulated import Emulated
from tests.logs import product_log
from tests.phone import Phone

PACE = 300.0
"""An hour of the product is 12 seconds, its clock's minute less than half a one."""
SYNC_MINUTES = 15
"""Every three seconds; looks between them see within one that somebody has answered.

A house that only waits for its story spends half of what it spends on syncs.
"""
TOKEN = "4200000007:AAe2eCanaryZq8vKt3xw9LmNp5RdSfGh"
BOT = "vidhuk_story_bot"
KEY = base64.urlsafe_b64encode(b"every worker opens what one has sealed"[:32]).decode()
STARTED = "vidhuk is running"
NOWHERE = "http://127.0.0.1:9"
"""Where nobody listens."""
WAIT = 30.0
"""Real seconds for what a person waits to see; so long on a busy machine alone."""
ENDS_WITHIN = 10.0
"""Seconds that a process may take after SIGTERM."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The emulators, wherever they run, by their control APIs.

    Most stories need but one site; `sites` has by key those that run besides.
    """

    telegram: Emulated
    work_ua: Emulated
    sites: Mapping[str, Emulated] = field(default_factory=dict)

    @property
    def addresses(self) -> dict[str, str]:
        """Every site's settings that are addresses; of one that does not run nobody answers."""
        running = {"work_ua": self.work_ua, **self.sites}
        bases = {key: one.base for key, one in running.items()}
        return {
            site.setting_name(name): bases.get(site.info.key, NOWHERE)
            for site in discover()
            for name in site.settings.model_fields
            if name.endswith("_url")
        }

    async def clients(self) -> dict[str, str]:
        """The settings by which sites know the program that asks them."""
        return {
            f"{key}_{name}".upper(): value
            for key, one in self.sites.items()
            for name, value in (await one.control("GET", "/facts")).get("settings", {}).items()
        }

    async def phone(self, name: str, *, language: str = "uk", **more: Any) -> Phone:
        """The phone of a new person."""
        base, http = self.telegram.base, self.telegram.http
        phone = await Phone.of(base, http, first_name=name, language_code=language, **more)
        phone.wait = WAIT
        return phone

    async def open(self) -> None:
        """The bot as BotFather made it."""
        await self.telegram.control("POST", "/bots", {"token": TOKEN, "username": BOT})


def door() -> dict[str, str]:
    """The settings of an HTTP door that the outside reaches, on a free port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{one.getsockname()[1]}"
    return {"LISTEN": address, "PUBLIC_URL": f"http://{address}"}


def program() -> str:
    """The console script that `pip install` made."""
    return str(Path(sys.executable).with_name("vidhuk"))


async def spawned(
    cradle: Cradle | None, *words: str, cwd: Path, env: Mapping[str, str]
) -> asyncio.subprocess.Process | Child:
    """`vidhuk <words>`, forked in the cradle or, without one, by the console script."""
    if cradle is not None:
        return await cradle.child(*words, cwd=cwd, env=env)
    return await asyncio.create_subprocess_exec(
        program(),
        *words,
        cwd=cwd,
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@dataclass(slots=True)
class House(ABC):
    """The product on one folder. `given` are settings of a story, by their variables."""

    folder: Path
    outside: Outside
    database: str
    """Its address."""
    given: Mapping[str, str] = field(default_factory=dict)
    cradle: Cradle | None = None
    """Where its processes are forked; None: the console script is executed."""

    @property
    def variables(self) -> dict[str, str]:
        """Every setting, by its variable."""
        return {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.outside.telegram.base,
            **self.outside.addresses,
            "DATABASE_URL": self.database,
            "FILES_DIR": str(self.folder / "files"),
            "ENCRYPTION_KEYS": KEY,
            "CONTACT_EMAIL": "bot@romashka.example",
            "SYNC_INTERVAL": str(SYNC_MINUTES),
            "REGISTRATION": "open",
            "QUIET_HOURS": "off",
            "OPERATORS": "",
            "SUPPORT_CONTACT": "@romashka_support",
            "LISTEN": "127.0.0.1:0",
            "LOG_LEVEL": "DEBUG",
            "PACE": str(PACE),
            **self.given,
        }

    def kept(self) -> bytes:
        """Everything on the disk: the database with its journals, and the files."""
        found = (one for one in sorted(self.folder.rglob("*")) if one.is_file())
        return b"".join([*(one.read_bytes() for one in found), everything(self.database)])

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the tester's own reaches the process."""
        own = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        return own | self.variables

    async def spawn(self, *words: str) -> asyncio.subprocess.Process | Child:
        """`vidhuk <words>` with this house's settings, both streams piped."""
        return await spawned(self.cradle, *words, cwd=self.folder, env=self.environment)

    async def command(self, *words: str) -> str:
        """What `vidhuk <words>` prints; it must succeed."""
        process = await self.spawn(*words)
        said, complaint = await process.communicate()
        assert process.returncode == 0, complaint.decode()
        return said.decode().strip()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[UnitOfWork]:
        """The database, for what nobody could do by tapping in time; nothing runs meanwhile."""
        async with start.assembled(settings_of(self.variables), discover()) as house:
            yield house.parts.ports["uow"]

    @property
    @abstractmethod
    def log(self) -> str:
        """All that was logged so far."""

    @abstractmethod
    async def start(self) -> None:
        """Return once the product works."""

    @abstractmethod
    async def stop(self) -> None:
        """End as on SIGTERM; safe when it does not run."""

    async def restart(self) -> None:
        """End, and go on with the same folder."""
        await self.stop()
        await self.start()


@dataclass(slots=True)
class InTheLoop(House):
    """The wiring as a task beside the test."""

    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _running: asyncio.Task[None] | None = None
    _house: start.House | None = None
    _said: io.StringIO = field(default_factory=io.StringIO)

    @property
    def log(self) -> str:
        return self._said.getvalue()

    @property
    def inside(self) -> start.House:
        """What the wiring made, for what nobody can do by tapping."""
        assert self._house is not None, "it was never started"
        return self._house

    async def start(self) -> None:
        self._stop, started = asyncio.Event(), asyncio.Event()

        def on_start(house: start.House) -> None:
            self._house = house
            compile_once(house.engine)
            started.set()

        settings = settings_of(self.variables)
        running = asyncio.create_task(start.run(settings, discover(), self._stop, on_start))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            await running  # says why
        self._running = running

    async def stop(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            self._stop.set()
            await running

    @asynccontextmanager
    async def heard(self) -> AsyncIterator[None]:
        """Everything it logs goes to `log`."""
        with product_log(self._said, "DEBUG", (TOKEN, KEY)):
            yield


def settings_of(variables: Mapping[str, str]) -> AllSettings:
    """As the program reads them."""
    own = {name.lower(): value for name, value in variables.items()}
    given: dict[str, Any] = {name: own[name] for name in Settings.model_fields if name in own}
    sites = {}
    for site in discover():
        names = {name: f"{site.info.key}_{name}" for name in site.settings.model_fields}
        told = {name: own[variable] for name, variable in names.items() if variable in own}
        sites[site.info.key] = site.settings(_env_file=None, **told)
    return AllSettings(Settings(_env_file=None, **given), sites)


@dataclass(slots=True)
class OnItsOwn(House):
    """`vidhuk run` as a process, or a part of it: `vidhuk bot`, `vidhuk worker`."""

    part: str = "run"
    process: asyncio.subprocess.Process | Child | None = None
    _said: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None

    @property
    def log(self) -> str:
        return "".join(self._said)

    async def start(self) -> None:
        self.process = await self.spawn(self.part)
        started = asyncio.Event()
        self._reading = asyncio.create_task(self._read(self.process, started))
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({self._reading, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        assert started.is_set(), f"it did not start:\n{self.log}"

    async def _read(
        self, process: asyncio.subprocess.Process | Child, started: asyncio.Event
    ) -> None:
        assert process.stderr is not None  # it is piped
        async for line in process.stderr:
            self._said.append(line.decode())
            if STARTED in self._said[-1]:
                started.set()

    async def stop(self) -> None:
        code = await self._end(signal.SIGTERM)
        assert code in (None, 0), f"it ended with {code}:\n{self.log[-4000:]}"

    async def kill(self) -> None:
        """As a machine that loses its power."""
        await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> int | None:
        process, self.process = self.process, None
        if process is None:
            return None
        if process.returncode is None:
            process.send_signal(how)
        async with asyncio.timeout(ENDS_WITHIN):
            code = await process.wait()
        if self._reading is not None:
            await self._reading
        return code


@asynccontextmanager
async def emulated_process(
    folder: Path, service: str, pace: float, *options: str, cradle: Cradle | None = None
) -> AsyncIterator[Emulated]:
    """`vidhuk emulate <service>` as a process; at the end no violation may be left."""
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "PACE": str(pace)}
    process = await spawned(cradle, "emulate", service, *options, cwd=folder, env=own)
    assert process.stdout is not None  # it is piped
    try:
        base = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as http:
            one = Emulated(base, http)
            yield one
            violations = await one.control("GET", "/violations")
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()
    assert violations == []
