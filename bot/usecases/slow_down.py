"""Who sends more than a stranger may is told so, where they have written before."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.workspace import Person
from bot.ports import UnitOfWork
from bot.usecases.screens import stay


@dataclass(frozen=True, slots=True)
class SlowDown:
    """One word below what the person sees."""

    uow: UnitOfWork

    async def __call__(self, person: Person) -> None:
        """Somebody who was never answered is not answered now."""
        async with self.uow.person(person) as tx:
            if await tx.users.get(person.user_id) is not None:
                await stay(tx, person, Flash("slow-down"))
                await tx.commit()
