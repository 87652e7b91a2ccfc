"""Logins by code, and what sites call, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.account import AccountState, DueAccount
from bot.domain.code_login import CodeLogin, DueLogin, LoginStep
from bot.domain.errors import Conflict
from bot.domain.hook import DueEvent, Event, Hook
from bot.domain.ids import AccountId, CodeLoginId, EventId
from tests.fakes.store.kinds import ACCOUNTS, EVENTS, HOOKS, LOGINS
from tests.fakes.store.session import Repository

_BACK = (LoginStep.CALLED, LoginStep.REDEEMING)


class MemoryCodeLogins(Repository):
    """ports.CodeLogins"""

    async def get(self, login_id: CodeLoginId) -> CodeLogin:
        return self._rows.get(LOGINS, login_id)

    async def save(self, login: CodeLogin, *, was: LoginStep | None = None) -> None:
        if was is None:
            self._rows.add(LOGINS, login)
        elif self._rows.get(LOGINS, login.id).step is not was:
            raise Conflict(LOGINS.name)
        else:
            self._rows.replace(LOGINS, login)


class MemoryHooks(Repository):
    """ports.Hooks"""

    async def of(self, account_id: AccountId) -> Hook | None:
        return self._rows.find(HOOKS, lambda it: it.account_id == account_id)

    async def save(self, hook: Hook) -> None:
        self._rows.put(HOOKS, hook)

    async def drop(self, account_id: AccountId) -> None:
        self._rows.drop(HOOKS, lambda it: it.account_id == account_id)

    async def hear(self, event: Event) -> bool:
        return bool(self._rows.add_new(EVENTS, [event]))

    async def event(self, event_id: EventId) -> Event:
        return self._rows.get(EVENTS, event_id)

    async def looked_into(self, event: Event) -> None:
        self._rows.replace(EVENTS, replace(event, done=True))


class MemoryCalls(Repository):
    """The part of ports.SystemTransaction that knows who comes back, and who calls."""

    async def code_login(self, state_hmac: str) -> CodeLogin | None:
        return self._rows.find(LOGINS, lambda it: it.state_hmac == state_hmac)

    async def owed_logins(self) -> Sequence[DueLogin]:
        back = self._rows.all(LOGINS, lambda it: it.step in _BACK)
        return [DueLogin(one.workspace_id, one.id, one.user_id) for one in back]

    async def hook(self, secret_hmac: str) -> Hook | None:
        return self._rows.find(HOOKS, lambda it: it.secret_hmac == secret_hmac)

    async def called_with(self, hook: Hook) -> Sequence[DueAccount]:
        same = (hook.site, hook.subscription)
        called = self._rows.all(
            HOOKS,
            lambda it: (
                it.farewell is None
                and (it.account_id == hook.account_id or (it.site, it.subscription) == same)
                and (it.account_id == hook.account_id or hook.subscription is not None)
            ),
        )
        return [DueAccount(one.workspace_id, one.account_id) for one in called]

    async def due_hooks(self, now: datetime) -> Sequence[DueAccount]:
        active = {one.id for one in self._rows.all(ACCOUNTS) if one.state is AccountState.ACTIVE}
        due = [
            (one.due_at, one.account_id, one.workspace_id)
            for one in self._rows.all(HOOKS)
            if one.due_at is not None
            and one.due_at <= now
            and (one.account_id in active or one.farewell is not None)
        ]
        return [DueAccount(of, account_id) for _, account_id, of in sorted(due)]

    async def move_doors(self, address: str, now: datetime) -> None:
        for one in self._rows.all(HOOKS, lambda it: it.door != address and it.farewell is None):
            if one.due_at is not None and one.due_at > now:
                self._rows.replace(HOOKS, replace(one, due_at=now))

    async def owed_events(self) -> Sequence[DueEvent]:
        owed = self._rows.all(EVENTS, lambda it: not it.done)
        return [DueEvent(one.workspace_id, one.id, one.account_id) for one in owed]
