"""Where stories begin: the state of a house after the moves that other stories are about.

Each state is reached once a worker, by a recruiter's own moves, and its folder copied; a story
that begins there gets the copy, with the site and Telegram made to fit.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum
from pathlib import Path

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from sites import discover
from storage import tables as t
from storage.engine import open_engine
from tests.e2e import people, steps
from tests.e2e.databases import Databases
from tests.e2e.house import PACE, InTheLoop, Outside
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
    """The copies of one worker."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        self._folder, self._databases = folder, databases

    async def lay_out(self, state: State, folder: Path, outside: Outside) -> str:
        """Put the state into an empty folder and make the outside fit; the database's address."""
        if not self._folder.exists():
            await self._live_through()
        shutil.copytree(self._folder / state, folder)
        await steps.employer(outside)
        address = self._databases.copied(state, folder)
        engine = open_engine(address)
        try:
            await _fit(engine, state, outside)
        finally:
            await engine.dispose()
        return address

    async def _live_through(self) -> None:
        async with emulated() as outside:
            await steps.employer(outside)
            folder = self._folder / "house"
            folder.mkdir(parents=True)
            house = InTheLoop(folder, outside, self._databases.fresh(folder))
            phone = await olena(outside)
            for state in State:
                await house.start()
                await _move(phone, state)
                await house.stop()
                shutil.copytree(folder, self._folder / state)
                self._databases.keep(folder, state)


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


async def _fit(engine: AsyncEngine, state: State, outside: Outside) -> None:
    async with engine.begin() as connection:
        # This Telegram counts its updates and messages anew.
        await connection.execute(delete(t.inbox))
        await connection.execute(delete(t.messages))
        await connection.execute(update(t.conversations).values(message_id=None))
        if state is not State.PUBLISHED:
            return
        ad = {"login": people.LOGIN, "name": steps.TITLE, "publication": "standart_job"}
        made = await outside.work_ua.control("POST", "/jobs", ad)
        address = f"https://www.work.ua/jobs/{made['id']}/"
        values = {"remote_id": str(made["id"]), "url": address}
        await connection.execute(update(t.publications).values(**values))


async def open_page(phone: Phone, state: State) -> None:
    """To the screen that the last move ended on."""
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
