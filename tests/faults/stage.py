"""One scenario's stage: a town, the company in it, the product on a database, and the judge."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.quiet import Mode
from tests.cradle import Cradle
from tests.e2e.crowd import TOLD
from tests.e2e.databases import FILE, ask
from tests.e2e.house import House, InTheLoop, OnItsOwn, settings_of
from tests.e2e.leaks import search
from tests.e2e.mornings import olena
from tests.e2e.noted import noted
from tests.faults import company, seen
from tests.faults.counts import Counts, Ended, judged
from tests.faults.life import Life
from tests.faults.town import Town, town
from tests.phone import Phone

_QUIET_WITHIN = 120.0
"""Real seconds after which what is open still counts as lost; a busy machine takes long."""
_PER_CARD = 1.0
_SENDING = "state = 'sending' AND kind IN ('card', 'card_again', 'carousel')"
_OPEN = {
    "notices": "state IN ('owed', 'sending', 'gathered')",
    "inbox": "state != 'done'",
    "site_actions": "state IN ('owed', 'sending', 'unsure')",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a scenario is run with."""

    short: bool
    folder: Path
    cradle: Cradle

    def of(self, short: int, long: int) -> int:
        """How many, or how much, in which form."""
        return short if self.short else long


def replaced(given: Given, folder: Path) -> Given:
    """The same with another folder."""
    return replace(given, folder=folder)


@dataclass(slots=True)
class Stage:
    """The product is `parts`, processes on one folder and one database."""

    town: Town
    parts: Sequence[House]
    owner: Phone
    life: Life
    in_flight: int = 0
    faults: int = 0

    @property
    def house(self) -> House:
        """Its first process, which alone may be the whole of it."""
        return self.parts[0]

    @property
    def chance(self) -> random.Random:
        """What happens, happens in every run at the same places of the story."""
        return self.town.chance

    def count(self, which: str, table: str = "notices", database: str | None = None) -> int:
        """How many such rows the product knows."""
        query = f"SELECT count(*) FROM {table} WHERE {which}"
        ((count,),) = ask(database or self.house.database, query)
        return int(count)

    def recruiting(self, group: asyncio.TaskGroup, count: int) -> None:
        """So many more recruiters publish their ads, while there are any; one writes a note."""
        group.create_task(self.life.note())
        begun = len(self.life.ads)
        for recruiter in self.life.company.recruiters[begun : begun + count]:
            self.life.ads.append(recruiter.draft)
            group.create_task(self.life.publish(recruiter))

    async def slow_telegram(self, seconds: float) -> None:
        """An answer that takes its time (emulated seconds) is what a fault comes between."""
        await self.town.outside.telegram.fault(path="/send", kind="delay", seconds=seconds)

    def note_flight(self, database: str | None = None) -> None:
        """A fault has come: what was on its way may come twice."""
        self.faults += 1
        self.in_flight += self.count(_SENDING, database=database)

    async def start(self) -> None:
        """All processes."""
        for one in self.parts:
            await one.start()

    async def stop(self) -> None:
        """All of them, as by SIGTERM."""
        for one in self.parts:
            await one.stop()

    async def pause(self, seconds: float = 0.2) -> None:
        """Let so much real time pass."""
        await self.owner.pause(seconds)

    async def told(self, least: int) -> None:
        """Return once so many candidates were told of, or after a while."""
        async with _at_most(_QUIET_WITHIN):
            while self.count(TOLD) < least:
                await self.pause()

    async def quiet(self) -> None:
        """Return once everything that began has ended, or nothing has for too long."""
        many = len(self.life.responses) * (1 + len(self.life.company.groups))
        wanted = len(self.life.responses)
        async with _at_most(_QUIET_WITHIN + many * _PER_CARD):
            while self._open() or self.count("1 = 1", "applications") < wanted:
                await self.pause()

    def _open(self) -> int:
        return sum(self.count(which, table) for table, which in _OPEN.items())

    async def judged(self) -> Counts:
        """What came of it all. The product runs when it is called, and not any more after it."""
        ended = await self._ended()
        await self.stop()
        notes = [text for some in (await noted(self.house)).values() for text in some]
        ended = replace(ended, notes=Counter(notes))
        counts = judged(self.life.begun, ended, in_flight=self.in_flight, faults=self.faults)
        leaks = tuple(f"a secret leaked: {one}" for part in self.parts for one in search(part))
        return replace(counts, wrong=(*counts.wrong, *leaks))

    async def _ended(self) -> Ended:
        database, phones = self.house.database, self.life.company.chats
        live = ask(database, "SELECT title FROM publications WHERE ad = 'live'")
        wanted = set(self.life.begun.ads)
        open_notices = _OPEN["notices"].replace(")", ", 'dead')")
        ended = Ended(
            applications=_counted(
                database, "SELECT name, count(*) FROM applications GROUP BY name"
            ),
            delivered=self.count("state IN ('sent', 'in_carousel')"),
            undelivered=_counted(
                database,
                f"SELECT kind, count(*) FROM notices WHERE {open_notices} GROUP BY kind",
            ),
            unseen=await seen.unseen(database, list(phones.values())),
            ads=await self._ads(),
            published=[title for (title,) in live if title in wanted],
            open_updates=self.count(_OPEN["inbox"], "inbox"),
        )
        # Last: to leaf through carousels is to ask for more messages.
        return replace(ended, shown=await seen.shown(phones))

    async def _ads(self) -> Counter[str]:
        """Those at the sites that were not there from the beginning, drafts too."""
        before = {one.title for one in self.life.company.recruiters}
        titles: list[str] = []
        for site in self.town.outside.sites.values():
            for one in await site.control("GET", "/jobs"):
                titles.append(one.get("name") or one["fields"]["name"])
        return Counter(title for title in titles if title not in before)


def _counted(database: str, statement: str) -> dict[str, int]:
    return {str(name): int(count) for name, count in ask(database, statement)}


@asynccontextmanager
async def stage(
    given: Given,
    *,
    seed: int,
    pace: float = 60.0,
    recruiters: int | None = None,
    modes: Sequence[Mode] = (Mode.INSTANT,),
    database: str | None = None,
    parts: Sequence[str] = ("run",),
    in_the_loop: bool = False,
    settings: Mapping[str, str] | None = None,
) -> AsyncIterator[Stage]:
    """Everything is in its place and quiet, and the product runs."""
    folder = given.folder / "house"
    folder.mkdir(exist_ok=True)
    address = database or f"sqlite+aiosqlite:///{folder / FILE}"
    async with town(pace, seed) as around:
        made = _made(given, around, folder, address, () if in_the_loop else parts, settings or {})
        try:
            for one in made:
                await one.start()
            owner = await olena(around.outside)
            await company.found(owner)
            for one in made:
                await one.stop()
            hired = await company.hire(
                around.outside,
                settings_of(made[0].variables),
                recruiters=recruiters or given.of(6, 12),
                modes=modes,
            )
            on = Stage(around, made, owner, Life(around, hired, owner))
            await on.start()
            await on.life.open_previews()
            await on.quiet()
            yield on
        finally:
            await asyncio.gather(*map(_end, made))


def _made(
    given: Given,
    around: Town,
    folder: Path,
    database: str,
    parts: Sequence[str],
    settings: Mapping[str, str],
) -> Sequence[House]:
    """The product; without parts in this loop. One of them has the door to the outside."""
    if not parts:
        return [InTheLoop(folder, around.through, database, {**around.given, **settings})]
    doors = [{}, *({"LISTEN": "127.0.0.1:0"} for _ in parts[1:])]
    return [
        OnItsOwn(
            folder,
            around.through,
            database,
            {**around.given, **settings, **door},
            given.cradle,
            part=part,
        )
        for part, door in zip(parts, doors, strict=True)
    ]


async def _end(one: House) -> None:
    """However it stands."""
    if isinstance(one, OnItsOwn):
        await one.kill()
    else:
        await one.stop()


@asynccontextmanager
async def _at_most(seconds: float) -> AsyncIterator[None]:
    """What is not done by then is for the judge."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        pass
