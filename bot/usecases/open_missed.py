"""From a digest to the cards of those whom it names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.application import Application
from bot.domain.errors import CardThere, NotThere, Stale
from bot.domain.ids import ApplicationId, DigestId, NoticeId, new_id
from bot.domain.notice import WAITING, Notice, NoticeKind, NoticeState
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.screens import current, show
from bot.usecases.tell_digest import shares

_NOWHERE = (*WAITING, NoticeState.WITHDRAWN)
"""Cards that never stood in the chat: also of those who were answered before it was to hear."""


@dataclass(frozen=True, slots=True)
class OpenMissed:
    """One candidate of a digest or a carousel, as a card."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; CardThere when the chat has the card already."""
        async with self.uow(actor) as tx:
            application = await tx.applications.get(ApplicationId(asked.id))
            link, now = await tx.chats.private(self.bot_id, actor.user_id), self.clock.now()
            if not await tx.notices.owe(_cards(link, [application], now)):
                await self._after_all(tx, link, application, now)
            await tx.commit()

    async def _after_all(
        self, tx: Transaction, link: ChatLink, application: Application, now: datetime
    ) -> None:
        for one in await tx.notices.of_subject(NoticeKind.CARD, application.id):
            if one.chat_link_id == link.id and one.state in _NOWHERE:
                card = replace(one.to(NoticeState.OWED), due_at=now)
                await tx.notices.go_on(one.state, [card])
                return
        raise CardThere


@dataclass(frozen=True, slots=True)
class OpenAllMissed:
    """All that a chat's digest names, as cards: a person's, or in the group where it stands."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """Raises: NotThere; CardThere when the chat has them already."""
        async with self.uow(actor) as tx:
            if isinstance(asked, Press):
                link = await tx.chats.private(self.bot_id, actor.user_id)
                digest_id = DigestId(asked.id)
            else:
                if asked.link is None or asked.notice is None:
                    raise NotThere
                link, digest_id = asked.link, DigestId(asked.notice.subject_id)
            missed = await tx.applications.of_digest(digest_id)
            part = (await shares(tx, self.bot_id, missed)).get(link.id)
            if part is None:
                raise NotThere
            if not await tx.notices.owe(_cards(link, part[1], self.clock.now())):
                raise CardThere
            await tx.commit()


@dataclass(frozen=True, slots=True)
class TurnMissed:
    """Another page of the whole list."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != "digest":
                raise Stale
            place = replace(talk.place, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk, same=True)
            await tx.commit()


def _cards(link: ChatLink, applications: Sequence[Application], now: datetime) -> list[Notice]:
    return [
        Notice(
            NoticeId(new_id()),
            one.workspace_id,
            link.bot_id,
            link.id,
            NoticeKind.CARD,
            one.id,
            now,
            thread_id=link.thread_id,
        )
        for one in applications
    ]
