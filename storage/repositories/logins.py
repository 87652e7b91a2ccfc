"""Logins by code, and what sites call."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select

from bot.domain.account import AccountState, DueAccount
from bot.domain.code_login import CodeLogin, DueLogin, LoginStep
from bot.domain.errors import Conflict
from bot.domain.hook import DueEvent, Event, Hook
from bot.domain.ids import AccountId, CodeLoginId, EventId
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Challenge, Happened, Heard
from storage import tables as t
from storage.mapping import Mapper
from storage.rows import Values
from storage.session import Repository


def _challenge_in(kept: Values) -> Challenge:
    return Challenge(Secret(kept["state"]), Secret(kept["verifier"]), kept["redirect"])


def _challenge_out(challenge: Challenge) -> Values:
    state, verifier = challenge.state.reveal(), challenge.verifier.reveal()
    return {"state": state, "verifier": verifier, "redirect": challenge.redirect}


_LOGIN = Mapper(
    CodeLogin,
    t.code_logins,
    load={"challenge": _challenge_in, "step": LoginStep, "code": Secret},
    dump={"challenge": _challenge_out, "code": Secret.reveal},
)
_HOOK = Mapper(
    Hook,
    t.hooks,
    load={"secret": Secret, "farewell": Credentials.of},
    dump={"secret": Secret.reveal, "farewell": Credentials.reveal},
)
_EVENT = Mapper(Event, t.events)
_l, _h, _e = t.code_logins.c, t.hooks.c, t.events.c
_BACK = (LoginStep.CALLED, LoginStep.REDEEMING)
_ACTIVE = exists().where(
    t.accounts.c.id == _h.account_id, t.accounts.c.state == AccountState.ACTIVE
)
OWED_LOGINS = select(_l.workspace_id, _l.id, _l.user_id).where(_l.step.in_(_BACK)).order_by(_l.id)
DUE_HOOKS = (
    select(_h.workspace_id, _h.account_id)
    .where(_h.due_at <= bindparam("now"), or_(_ACTIVE, _h.farewell.is_not(None)))
    .order_by(_h.due_at, _h.account_id)
)
OWED_EVENTS = (
    select(_e.workspace_id, _e.id, _e.account_id).where(_e.done.is_(False)).order_by(_e.id)
)


class SqlCodeLogins(Repository):
    """ports.CodeLogins"""

    async def get(self, login_id: CodeLoginId) -> CodeLogin:
        return _LOGIN.value(await self._rows.by_key(t.code_logins, login_id))

    async def save(self, login: CodeLogin, *, was: LoginStep | None = None) -> None:
        row = _LOGIN.row(login)
        if was is None:
            await self._rows.add(t.code_logins, [row])
        elif not await self._rows.overwrite(t.code_logins, row, _l.step == was):
            raise Conflict(t.code_logins.name)


class SqlHooks(Repository):
    """ports.Hooks"""

    async def of(self, account_id: AccountId) -> Hook | None:
        statement = self._rows.select(t.hooks).where(_h.account_id == account_id)
        row = await self._rows.first(statement, t.hooks)
        return None if row is None else _HOOK.value(row)

    async def save(self, hook: Hook) -> None:
        await self._rows.put(t.hooks, _HOOK.row(hook))

    async def drop(self, account_id: AccountId) -> None:
        await self._rows.drop(t.hooks, _h.account_id == account_id)

    async def hear(self, event: Event) -> bool:
        return bool(await self._rows.add_new(t.events, [_event_row(event)]))

    async def event(self, event_id: EventId) -> Event:
        row = await self._rows.by_key(t.events, event_id)
        kind = Happened(row["kind"])
        heard = Heard(row["event_key"], kind, row["remote_id"], row["remote_ad_id"])
        return _EVENT.value(row, heard=heard)

    async def looked_into(self, event: Event) -> None:
        await self._rows.change(t.events, [_e.id == event.id], {"done": True})


def _event_row(event: Event) -> dict[str, Any]:
    heard = event.heard
    return _EVENT.row(
        event,
        event_key=heard.key,
        kind=heard.kind,
        remote_id=heard.remote_id,
        remote_ad_id=heard.remote_ad_id,
    )


class Calls(Repository):
    """The part of ports.SystemTransaction that knows who comes back, and who calls."""

    async def code_login(self, state_hmac: str) -> CodeLogin | None:
        statement = self._rows.select(t.code_logins).where(_l.state_hmac == state_hmac)
        row = await self._rows.first(statement, t.code_logins)
        return None if row is None else _LOGIN.value(row)

    async def owed_logins(self) -> Sequence[DueLogin]:
        return [DueLogin(*row) for row in await self._rows.run(OWED_LOGINS)]

    async def hook(self, secret_hmac: str) -> Hook | None:
        statement = self._rows.select(t.hooks).where(_h.secret_hmac == secret_hmac)
        row = await self._rows.first(statement, t.hooks)
        return None if row is None else _HOOK.value(row)

    async def called_with(self, hook: Hook) -> Sequence[DueAccount]:
        called = _h.account_id == hook.account_id
        if hook.subscription is not None:  # as a value, NULL would be that of all who have none
            called |= and_(_h.site == hook.site, _h.subscription == hook.subscription)
        statement = self._rows.select(t.hooks, _h.workspace_id, _h.account_id)
        statement = statement.where(called, _h.farewell.is_(None)).order_by(_h.account_id)
        return [DueAccount(*row) for row in await self._rows.run(statement)]

    async def due_hooks(self, now: datetime) -> Sequence[DueAccount]:
        return [DueAccount(*row) for row in await self._rows.run(DUE_HOOKS, {"now": now})]

    async def move_doors(self, address: str, now: datetime) -> None:
        moved = or_(_h.door.is_(None), _h.door != address)
        where = (moved, _h.farewell.is_(None), _h.due_at > now)
        await self._rows.change(t.hooks, where, {"due_at": now})

    async def owed_events(self) -> Sequence[DueEvent]:
        return [DueEvent(*row) for row in await self._rows.run(OWED_EVENTS)]
