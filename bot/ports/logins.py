"""The repositories of logins by code, and of what sites call."""

from typing import Protocol

from bot.domain.code_login import CodeLogin, LoginStep
from bot.domain.hook import Event, Hook
from bot.domain.ids import AccountId, CodeLoginId, EventId


class CodeLogins(Protocol):
    """Logins on the sites' own pages."""

    async def get(self, login_id: CodeLoginId) -> CodeLogin:
        """Raises: NotThere."""

    async def save(self, login: CodeLogin, *, was: LoginStep | None = None) -> None:
        """Insert it, or update the one that still is as it `was`. Raises: Conflict."""


class Hooks(Protocol):
    """Doors that sites call at, one an account."""

    async def of(self, account_id: AccountId) -> Hook | None: ...
    async def save(self, hook: Hook) -> None:
        """Insert or update."""

    async def drop(self, account_id: AccountId) -> None:
        """Its door is shut."""

    async def hear(self, event: Event) -> bool:
        """Keep what came in; False when it came before."""

    async def event(self, event_id: EventId) -> Event:
        """Raises: NotThere."""

    async def looked_into(self, event: Event) -> None:
        """It is done."""
