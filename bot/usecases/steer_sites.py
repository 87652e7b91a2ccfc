"""What operators ask for in their private chat: how all fares, and a site stopped for everybody."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from bot.domain.errors import NotAllowed, Stale
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.workspace import Person
from bot.ports import Clock, Sites, SystemTransaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.look_for_work import LookForWork

log = logging.getLogger(__name__)
ASKS, UNKNOWN = "asks", "unknown"
"""What the message says instead of how all fares: how its occurrence begins."""

_TURNS = 12
"""All accounts of a site that goes on are not read in one moment."""


def number_of(site: str) -> int:
    """What a button carries for a site: the same whichever sites there are."""
    return crc32(site.encode())


@dataclass(frozen=True, slots=True)
class IsOperator:
    """Whether a person runs the bot. Anybody else has no such commands, and no such buttons."""

    operators: Sequence[int]

    def __call__(self, person: Person) -> bool:
        """In their private chat alone."""
        return person.user_id in self.operators and person.chat_id == person.user_id

    def require(self, person: Person) -> None:
        """Raises: NotAllowed."""
        if not self(person):
            raise NotAllowed


@dataclass(frozen=True, slots=True)
class Desk:
    """What each of these needs: who may, which site is meant, and the message that says it."""

    is_operator: IsOperator
    sites: Sites
    clock: Clock
    bot_id: int
    operators: Sequence[int]

    async def meant(self, tx: SystemTransaction, asked: Asked) -> str | None:
        """The key of the site that a button carries or that was typed; None: there is none."""
        keys = {one.key for one in self.sites.all()} | set(await tx.paused_sites())
        keys |= {one.site for one in (await tx.standing(self.clock.now())).sites}
        if isinstance(asked, Press):
            return next((key for key in sorted(keys) if number_of(key) == asked.id), None)
        typed = asked.text.split()
        return typed[1].lower() if len(typed) == 2 and typed[1].lower() in keys else None

    async def say(
        self, tx: SystemTransaction, person: Person, asked: Asked, what: str = "", site: str = ""
    ) -> None:
        """Below what was typed, or in the message whose button was pressed; and all is done."""
        link = await tx.chats.private(self.bot_id, person.user_id)
        edited = asked.message_id if isinstance(asked, Press) else None
        kind = NoticeKind.HEALTH if edited is None else NoticeKind.HEALTH_CHANGED
        occurrence = f"{new_id()}.{what}.{site}"
        ids = (NoticeId(new_id()), None, self.bot_id, link.id)
        notice = Notice(*ids, kind, edited or 0, self.clock.now(), occurrence)
        await tx.notices.owe([notice])
        if person.update_key is not None:
            await tx.finish_update(person.update_key)
        await tx.commit()

    def audit(self, person: Person, did: str, site: str) -> None:
        """Which operator it was says the place in OPERATORS: a log names nobody."""
        place = list(self.operators).index(person.user_id) + 1
        log.warning("%s was %s by an operator", site, did, extra={"site": site, "operator": place})


@dataclass(frozen=True, slots=True)
class AskHealth:
    """`/health`, its button to look again, and the way back from the question of a pause."""

    uow: UnitOfWork
    desk: Desk

    async def __call__(self, person: Person, asked: Asked) -> None:
        """Raises: NotAllowed."""
        self.desk.is_operator.require(person)
        async with self.uow.system() as tx:
            await self.desk.say(tx, person, asked)


@dataclass(frozen=True, slots=True)
class AskPause:
    """`/pause_site <key>`, or its button: asked once more before anything is stopped."""

    uow: UnitOfWork
    desk: Desk

    async def __call__(self, person: Person, asked: Asked) -> None:
        """Raises: NotAllowed, Stale."""
        self.desk.is_operator.require(person)
        async with self.uow.system() as tx:
            site = await self.desk.meant(tx, asked)
            await self.desk.say(tx, person, asked, UNKNOWN if site is None else ASKS, site or "")


@dataclass(frozen=True, slots=True)
class PauseSite:
    """From now on no process asks the site; what is owed to it stays owed."""

    uow: UnitOfWork
    clock: Clock
    desk: Desk

    async def __call__(self, person: Person, asked: Press) -> None:
        """Safe to repeat. Raises: NotAllowed, Stale."""
        self.desk.is_operator.require(person)
        async with self.uow.system() as tx:
            site = await self.desk.meant(tx, asked)
            if site is None:
                raise Stale
            new = await tx.pause_site(site, self.clock.now())
            await self.desk.say(tx, person, asked)
        if new:
            self.desk.audit(person, "paused", site)


@dataclass(frozen=True, slots=True)
class ResumeSite:
    """`/resume_site <key>`, or its button: everything that was owed meanwhile goes on at once.

    Who answered meanwhile comes within minutes, not with the next sync: all accounts are read.
    """

    uow: UnitOfWork
    clock: Clock
    paces: Paces
    desk: Desk
    look: LookForWork

    async def __call__(self, person: Person, asked: Press | Typed) -> None:
        """Safe to repeat. Raises: NotAllowed, Stale."""
        self.desk.is_operator.require(person)
        async with self.uow.system() as tx:
            site = await self.desk.meant(tx, asked)
            if site is None and isinstance(asked, Press):
                raise Stale
            going = site is not None and await tx.resume_site(site)
            if going and site is not None:
                await tx.hasten_syncs(site, self._moments())
            await self.desk.say(tx, person, asked, UNKNOWN if site is None else "")
        if going and site is not None:
            self.desk.audit(person, "resumed", site)
            await self.look()

    def _moments(self) -> Sequence[datetime]:
        now = self.clock.now()
        return [now + turn * self.paces.of(seconds=10) for turn in range(_TURNS)]
