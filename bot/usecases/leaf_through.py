"""A carousel's buttons: the next candidate, and all of them as cards."""

from dataclasses import dataclass, replace

from bot.domain.carousel import Carousel
from bot.domain.errors import CardThere, NotThere
from bot.domain.ids import CarouselId
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup, Press
from bot.usecases.reach import shown_in
from bot.usecases.tell_new import about_carousel


@dataclass(frozen=True, slots=True)
class TurnCarousel:
    """So many candidates on; none: the same one as it is by now."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    step: int

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """Raises: NotThere, Conflict."""
        async with self.uow(actor) as tx:
            link, carousel = await _meant(tx, actor, self.bot_id, asked)
            count = len(await shown_in(tx, carousel))
            await _turned(tx, link, carousel.turned(self.step, count), self.clock)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class OpenCarousel:
    """Everybody in it whom its reader may see as a card, below."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: Press | InGroup) -> None:
        """Raises: NotThere; CardThere when all have cards; Conflict."""
        async with self.uow(actor) as tx:
            link, carousel = await _meant(tx, actor, self.bot_id, asked)
            now = self.clock.now()
            left = [
                replace(one.to(NoticeState.OWED), due_at=now)
                for one in await shown_in(tx, carousel)
                if one.state is NoticeState.IN_CAROUSEL
            ]
            if not left:
                raise CardThere
            await tx.notices.go_on(NoticeState.IN_CAROUSEL, left)
            await _turned(tx, link, carousel, self.clock)
            await tx.commit()


async def _meant(
    tx: Transaction, actor: Actor, bot_id: int, asked: Press | InGroup
) -> tuple[ChatLink, Carousel]:
    """The carousel whose button it was, in the chat where it stands. Raises: NotThere."""
    if isinstance(asked, Press):
        link: ChatLink | None = await tx.chats.private(bot_id, actor.user_id)
        subject = asked.id
    else:
        link = asked.link
        subject = asked.notice.subject_id if asked.notice is not None else 0
    carousel = await tx.carousels.get(CarouselId(subject))
    if link is None or carousel.chat_link_id != link.id:
        raise NotThere
    return link, carousel


async def _turned(tx: Transaction, link: ChatLink, carousel: Carousel, clock: Clock) -> None:
    saved = await tx.carousels.save(carousel)
    kind, now = NoticeKind.CAROUSEL_CHANGED, clock.now()
    await tx.notices.owe([about_carousel(saved, link, kind, now, str(saved.version))])
