"""Where stories begin: the state of a house after the moves that other stories are about.

Each state is reached once, by a recruiter's own moves, and its folder copied; a story that begins
there gets the copy, with the site and Telegram made to fit.
"""

import asyncio
import fcntl
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from enum import StrEnum
from pathlib import Path

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from sites import discover
from storage import tables as t
from storage.engine import open_engine
from tests.compiled import compile_once
from tests.e2e import people, steps
from tests.e2e.databases import Databases, ask
from tests.e2e.house import PACE, InTheLoop, Outside
from tests.e2e.telegrams import give, kept
from tests.emulated import running
from tests.phone import Phone

RECRUITER = 700_000_001
"""Olena's id at Telegram, the same in every copy."""


class State(StrEnum):
    """How far the day has come."""

    BEGUN = "begun"
    """A workspace and nothing else."""
    CONNECTED = "connected"
    """And one employer account."""
    WRITTEN = "written"
    """And one vacancy, nowhere published."""
    PUBLISHED = "published"
    """And one live ad."""


@asynccontextmanager
async def emulated() -> AsyncIterator[Outside]:
    """All emulators in the running loop, with the bot known to Telegram."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(running("handlers.emulator:app", pace=PACE))
        sites = {
            site.info.key: await stack.enter_async_context(running(site.emulator, pace=PACE))
            for site in discover()
        }
        found = Outside(telegram, sites["work_ua"], sites)
        await found.open()
        yield found


async def olena(outside: Outside) -> Phone:
    """Her phone, new in this Telegram."""
    return await outside.phone("Олена", id=RECRUITER)


class Mornings:
    """The copies of a run, or of one of its workers, in a folder that all of them know."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        self._folder, self._databases = folder, databases
        self._lived = folder / "lived"
        """Is there once every state has been kept."""

    async def lay_out(self, state: State, folder: Path, outside: Outside) -> str:
        """Put the state into an empty folder and make the outside fit; the database's address."""
        if not self._lived.exists():
            with self._alone():
                if not self._lived.exists():
                    await self._live_through()
        shutil.copytree(self._folder / state, folder)
        await steps.employer(outside)
        address = self._databases.copied(state, folder)
        engine = compile_once(open_engine(address))
        try:
            if outside.telegram.application is None:
                await _begin_anew(engine)
            else:
                give(outside.telegram.application, self._telegram(state).read_bytes())
            if state is State.PUBLISHED:
                await _publish(engine, outside)
        finally:
            await engine.dispose()
        return address

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The others wait; the system lets go of it when the worker ends, however it does."""
        with self._folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _telegram(self, state: State) -> Path:
        return self._folder / f"{state}.telegram"

    async def _live_through(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)  # of a worker that did not get through
        async with emulated() as outside:
            await steps.employer(outside)
            folder = self._folder / "house"
            folder.mkdir(parents=True)
            house = InTheLoop(folder, outside, self._databases.fresh(folder))
            phone = await olena(outside)
            for state in State:
                await house.start()
                await _move(phone, state)
                await open_page(phone, state)
                await _all_paid(house, phone)
                await house.stop()
                assert outside.telegram.application is not None
                self._telegram(state).write_bytes(kept(outside.telegram.application))
                shutil.copytree(folder, self._folder / state)
                self._databases.keep(folder, state)
            self._lived.touch()


async def _move(phone: Phone, state: State) -> None:
    """From the state before to this one."""
    if state is State.BEGUN:
        await steps.begin(phone)
    elif state is State.CONNECTED:
        await steps.connect(phone)
    elif state is State.WRITTEN:
        await steps.write(phone)
    else:
        await steps.publish(phone)


async def _all_paid(house: InTheLoop, phone: Phone) -> None:
    """Nothing is owed any more, or each copy would pay it anew."""
    owed = "SELECT count(*) FROM notices WHERE state IN ('owed', 'sending')"
    async with asyncio.timeout(4 * phone.wait):  # three workers may live through it at once
        while ask(house.database, owed) != [(0,)]:
            await phone.telegram.get(f"chats/{phone.person}", wait=0.02)


async def _begin_anew(engine: AsyncEngine) -> None:
    """This Telegram counts its updates and messages anew."""
    async with engine.begin() as connection:
        await connection.execute(delete(t.inbox))
        await connection.execute(delete(t.messages))
        await connection.execute(update(t.conversations).values(message_id=None))


async def _publish(engine: AsyncEngine, outside: Outside) -> None:
    """The site has the ad, by an id of its own."""
    ad = {"login": people.LOGIN, "name": steps.TITLE, "publication": "standart_job"}
    made = await outside.work_ua.control("POST", "/jobs", ad)
    address = f"https://www.work.ua/jobs/{made['id']}/"
    values = {"remote_id": str(made["id"]), "url": address}
    async with engine.begin() as connection:
        await connection.execute(update(t.publications).values(**values))


async def open_page(phone: Phone, state: State) -> None:
    """To the screen that the state ends on, where Telegram shows it no more."""
    if state is State.BEGUN:
        await steps.say(phone, "/menu", "Почнімо")
    elif state is State.CONNECTED:
        await steps.say(phone, "/accounts", "Акаунти роботодавця")
        await steps.tap(phone, "Ромашка", "Логін: ol•••")
    else:
        lists = {State.WRITTEN: ("/vacancies", "Вакансії"), State.PUBLISHED: ("/status", "Публі")}
        await steps.say(phone, *lists[state])
        page = "Ще ніде не опубліковано" if state is State.WRITTEN else "Стан: 🟢 Опубліковано"
        await steps.tap(phone, steps.TITLE, page)
