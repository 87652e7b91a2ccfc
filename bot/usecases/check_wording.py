"""Before anything is published: words that the law watches are shown, once, and never block."""

from dataclasses import dataclass

from bot.domain.conversation import Place
from bot.domain.ids import VacancyId
from bot.domain.wording import doubtful
from bot.domain.workspace import Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.prepare_publication import AskPublish
from bot.usecases.screens import show

SCREEN = "wording"


@dataclass(frozen=True, slots=True)
class CheckWording:
    """`Publish`: straight on, or by way of the doubtful words."""

    uow: UnitOfWork
    publish: AskPublish

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """What is missing is asked for first. Raises: NotThere."""
        async with self.uow(actor) as tx:
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            doubts = not vacancy.missing() and bool(doubtful(vacancy))
            if doubts:
                talk = (await tx.conversations.of(actor)).cleared()
                await show(tx, actor, Place(SCREEN, vacancy.id), asked=asked, talk=talk)
                await tx.commit()
        if not doubts:
            await self.publish(actor, asked)
