"""All candidates of a vacancy: narrowing the list, opening one, taking them away as a file."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.application import Application
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Stale
from bot.domain.group import Did
from bot.domain.handling import Stage
from bot.domain.ids import ApplicationId, NoticeId, PublicationId, VacancyId, new_id
from bot.domain.notice import WAITING, Notice, NoticeKind, NoticeState
from bot.domain.tally import Sieve
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.pressed_twice import pressed_twice
from bot.usecases.screens import current, show, stay
from bot.usecases.seen_vacancies import seen_vacancy
from bot.usecases.write_down import write_down

SCREEN = "home"
XLSX = "xlsx"
"""How the occurrence of an EXPORT begins that is a sheet."""
_OPENED = "opened"


def sieve_at(talk: Conversation) -> Sieve:
    """What the list is narrowed to."""
    stage, site = talk.draft.get("stage"), talk.draft.get("site")
    return Sieve(Stage(stage) if stage else None, site or None)


@dataclass(frozen=True, slots=True)
class OpenHome:
    """From the vacancy's page all of them; `of_ad`: from an ad's those of its site."""

    uow: UnitOfWork
    of_ad: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            talk, vacancy_id = (await tx.conversations.of(actor)).cleared(), VacancyId(asked.id)
            if self.of_ad:
                ad = await tx.publications.get(PublicationId(asked.id))
                talk, vacancy_id = talk.drafted(site=ad.site), ad.vacancy_id
            vacancy = await seen_vacancy(tx, actor, vacancy_id)
            await show(tx, actor, Place(SCREEN, vacancy.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class SiftHome:
    """One stage alone, or one site; what was chosen is tapped again for all.

    A button carries the stage's place among all stages, or the site's among all sites.
    """

    uow: UnitOfWork
    sites: Sites
    by_site: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        known = [one.key for one in self.sites.all()] if self.by_site else list(Stage)
        if asked.id >= len(known):
            raise Stale
        name, chosen = "site" if self.by_site else "stage", str(known[asked.id])
        async with self.uow(actor) as tx:
            talk = _at_home(await tx.conversations.of(actor), asked)
            narrowed = talk.drafted(**{name: None if talk.draft.get(name) == chosen else chosen})
            await show(tx, actor, replace(talk.place, page=0), asked=asked, talk=narrowed)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TurnHome:
    """Another page."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at_home(await tx.conversations.of(actor), asked)
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()


def _at_home(talk: Conversation, asked: Press) -> Conversation:
    talk = current(talk, asked)
    if talk.place.screen != SCREEN:
        raise Stale
    return talk


@dataclass(frozen=True, slots=True)
class OpenCandidate:
    """The card of one of them comes to the bottom of the chat, however far above it stands."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, also for somebody who was erased meanwhile."""
        async with self.uow(actor) as tx:
            one = await tx.applications.get(ApplicationId(asked.id))
            link = await tx.chats.private(self.bot_id, actor.user_id)
            await self._owe(tx, link, one)
            await tx.commit()

    async def _owe(self, tx: Transaction, link: ChatLink, one: Application) -> None:
        now = self.clock.now()
        about = await tx.notices.of_subject(NoticeKind.CARD, one.id)
        here = [it for it in about if it.chat_link_id == link.id]
        waiting = next((it for it in here if it.state in WAITING), None)
        if waiting is not None:
            card = replace(waiting.to(NoticeState.OWED), due_at=now)
            await tx.notices.go_on(waiting.state, [card])
        elif not any(it.state is NoticeState.OWED for it in here):
            occurrence = f"{_OPENED}.{new_id()}" if here else ""
            await tx.notices.owe([_notice(link, one, NoticeKind.CARD, now, occurrence)])


@dataclass(frozen=True, slots=True)
class AskSheet:
    """All of them as a file, made when it is sent: nothing of it lies anywhere."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Written down: who took what. Raises: NotThere, NotAllowed."""
        async with self.uow(actor) as tx:
            vacancy = await seen_vacancy(tx, actor, VacancyId(asked.id))
            now, link = self.clock.now(), await tx.chats.private(self.bot_id, actor.user_id)
            begins = f"{XLSX}.vacancy."
            notice = _notice(link, vacancy, NoticeKind.EXPORT, now, f"{begins}{new_id()}")
            if not await pressed_twice(tx, notice, begins, now):
                await write_down(tx, actor, Did.EXPORTED, vacancy.id, now, detail="vacancy")
                await tx.notices.owe([notice])
            await stay(tx, actor, Flash("export-begun"), asked=asked)
            await tx.commit()


def _notice(
    link: ChatLink, about: Application | Vacancy, kind: NoticeKind, due: datetime, occurrence: str
) -> Notice:
    return Notice(
        NoticeId(new_id()),
        about.workspace_id,
        link.bot_id,
        link.id,
        kind,
        about.id,
        due,
        occurrence,
    )
