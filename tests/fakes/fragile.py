"""A database that a test may come between: somebody else is faster, or the process is killed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from bot.domain.workspace import Actor, Person, Tenant
from bot.ports import SystemTransaction, Transaction, UnitOfWork

Happening = Callable[[], Awaitable[None]]


class Killed(BaseException):
    """The process ends here; nothing that it runs gets to clean up."""


class Fragile:
    """ports.UnitOfWork over another one."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._left = 0
        self._happening: Happening | None = None
        self._amid: Callable[[Any], None] | None = None

    def before(self, nth: int, happening: Happening) -> None:
        """This happens before the `nth` transaction from now on is opened, from 1."""
        self._left, self._happening = nth, happening

    def kill(self, nth: int) -> None:
        """The process is killed before its `nth` transaction from now on."""

        async def die() -> None:
            raise Killed

        self.before(nth, die)

    def amid(self, nth: int, change: Callable[[Any], None]) -> None:
        """The `nth` transaction from now on, not a person's, is one where others commit meanwhile.

        `change` puts what sees that in the place of its repositories.
        """

        async def come() -> None:
            self._amid = change

        self.before(nth, come)

    def calm(self) -> None:
        """Nothing happens any more."""
        self._happening = None

    @asynccontextmanager
    async def __call__(self, scope: Actor | Tenant) -> AsyncIterator[Transaction]:
        await self._arrive()
        async with self._uow(scope) as tx:
            self._overtake(tx)
            yield tx

    @asynccontextmanager
    async def person(self, person: Person) -> AsyncIterator[Transaction]:
        await self._arrive()
        async with self._uow.person(person) as tx:
            yield tx

    @asynccontextmanager
    async def system(self) -> AsyncIterator[SystemTransaction]:
        await self._arrive()
        async with self._uow.system() as tx:
            self._overtake(tx)
            yield tx

    def _overtake(self, tx: Transaction | SystemTransaction) -> None:
        amid, self._amid = self._amid, None
        if amid is not None:
            amid(tx)

    async def _arrive(self) -> None:
        self._left -= 1
        if self._left == 0 and self._happening is not None:
            happening, self._happening = self._happening, None
            await happening()
