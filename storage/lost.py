"""What becomes of a database whose key is gone for good: what nobody opens is emptied.

Everything else stays: names, ads, stages, teams, groups, settings, the audit.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, Table, case, delete, false, true, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.account import KEY_LOST, AccountState, lost_identity
from bot.domain.application import FileState
from bot.domain.ids import AccountId
from bot.domain.site_action import OUTCOME_UNKNOWN, WORDS_LOST, ActionState
from bot.ports import VaultBroken
from storage import tables as t
from storage.canary import ITS_ROW
from storage.copying import Told
from storage.files import EncryptedFiles
from storage.keys import new_key
from storage.repositories.inbox import UpdateState
from storage.rotation import FILES, Rotation, sealed_tables
from storage.rows import Rows, Values, key_of, place_of, sealed_text
from storage.scope import Everything
from storage.tables.columns import microseconds
from storage.vault import FernetVault

DROPPED = (t.broken_records, t.code_logins, t.hooks, t.notes)
"""Rows that are nothing without what was sealed in them."""
PROOFS = (t.hash_keys, t.canary)
EMPTIES: Mapping[str, Any] = {
    "accounts.credentials": {},
    "accounts.login": "",
    "accounts.remote_identity": "",
    "applications.emails": [],
    "applications.phones": [],
    "conversations.draft": {},
    "files.ref": "",
}
"""What stands in the place of what was lost where a column can't be empty; else it is NULL."""
_AGES = 100
"""A response that is so many days old is read again one day later: the newest ones come first."""


class LostKey:
    """Goes through the database once; killed, it is begun anew. Nobody else works on it."""

    def __init__(
        self,
        engine: AsyncEngine,
        vault: FernetVault,
        files: EncryptedFiles,
        now: datetime,
        told: Told,
    ) -> None:
        self._engine, self._vault, self._files = engine, vault, files
        self._now, self._told = now, told
        self._rotation = Rotation(engine, vault, files, told)

    async def hash_anew(self) -> bool:
        """The key of the hashes, a new one where it is lost too: that is said, True.

        Hashes of before are equal to each other still, and to no new one.
        """
        async with self._engine.begin() as connection:
            rows = Rows(connection, Everything(), self._vault)
            try:
                found = await rows.find(t.hash_keys, 1)
            except VaultBroken:
                found = None
            if found is None:
                self._vault.hash_with(new_key())
                await rows.put(t.hash_keys, {"id": 1, "sealed": self._vault.hash_key})
                return True
            self._vault.hash_with(found["sealed"])
            return False

    async def empty(self) -> Counter[str]:
        """Of how many rows of each table something was lost, and of how many files."""
        counts: Counter[str] = Counter()
        for table in sealed_tables():
            if table in PROOFS:
                continue
            async for values in self._rotation.batches(table):
                gone = [one for one in values if self._vault.sealed_by(one.sealed) is None]
                rows = {
                    key: {one.column.name for one in those}
                    for key, those in groupby(gone, key=lambda one: one.key)
                }
                if rows:
                    counts[table.name] += len(rows)
                    async with self._engine.begin() as connection:
                        for key, names in rows.items():
                            await self._forget(connection, table, key, names)
        counts[FILES] = await self._erase_files()
        return counts

    async def prove(self) -> None:
        """The last step: from now on the database opens with the present keys."""
        async with self._engine.begin() as connection:
            await Rows(connection, Everything(), self._vault).put(t.canary, ITS_ROW)

    async def _forget(
        self, connection: AsyncConnection, table: Table, key: int, names: Collection[str]
    ) -> None:
        here = key_of(table) == key
        if table in DROPPED:
            await connection.execute(delete(table).where(here))
            return
        if table is t.conversations:  # of somebody who has no workspace so far: as a stranger
            await connection.execute(
                delete(table).where(here, t.conversations.c.workspace_id.is_(None))
            )
        besides = _BESIDES.get(table.name)
        values = {name: self._emptied(table, name, key) for name in names}
        if besides is not None:
            values |= besides(self._now, names)
        if "remote_identity" in names:
            values |= self._identity(key)
        await connection.execute(update(table).where(here).values(values))

    def _emptied(self, table: Table, name: str, key: int) -> str | None:
        empty = EMPTIES.get(f"{table.name}.{name}")
        if empty is None:
            return None
        column = table.c[name]
        return self._vault.seal(place_of(column, key), sealed_text(column, empty))

    def _identity(self, key: int) -> Values:
        lost = lost_identity(AccountId(key))
        place = place_of(t.accounts.c.remote_identity, key)
        hashed = self._vault.hmac("account", lost)
        return {"remote_identity": self._vault.seal(place, lost), "identity_hmac": hashed}

    async def _erase_files(self) -> int:
        """Those whose bytes nobody opens; their rows say that there is no file."""
        found, count = await self._files.all(), 0
        for number, file_id in enumerate(found):
            self._told(FILES, number, len(found))
            sealed = await self._files.sealed(file_id)
            if sealed is None or self._vault.sealed_by(sealed) is not None:
                continue
            async with self._engine.begin() as connection:
                await connection.execute(
                    update(t.files).where(t.files.c.id == file_id).values(state=FileState.MISSING)
                )
            await self._files.erase(file_id)
            count += 1
        return count


# -- what else is true of a row of which something was lost


def _of_account(_now: datetime, names: Collection[str]) -> Values:
    """It waits for a new login. What was erased is known no more: nobody looks back for it."""
    if "credentials" not in names:
        return {}
    c = t.accounts.c
    connected = c.state != AccountState.DISCONNECTED
    later = c.watched_since.is_(None) | (c.last_sync_at > c.watched_since)
    return {
        "state": case((connected, AccountState.PAUSED), else_=c.state),
        "paused_by": case((connected, KEY_LOST), else_=c.paused_by),
        "watched_since": case(
            (later & c.last_sync_at.is_not(None), c.last_sync_at), else_=c.watched_since
        ),
        "next_sync_at": None,
        "glance_at": None,
        "failing_since": None,
        "failures": 0,
        "refusals": 0,
        "version": c.version + 1,
    }


def _of_application(now: datetime, names: Collection[str]) -> Values:
    """What nobody has opened so far has lost nothing that its button does not bring."""
    if set(names) == {"file_text"}:
        return {}
    c = t.applications.c
    age = microseconds(now) - type_coerce(c.sent_at, BigInteger)
    return {
        "contacts_lost": case((c.unopened, false()), else_=true()),
        "held_until": case((c.unopened, c.held_until), else_=microseconds(now) + age // _AGES),
        "version": c.version + 1,
    }


def _of_conversation(now: datetime, _names: Collection[str]) -> Values:
    version = t.conversations.c.version + 1
    return {"screen": "menu", "subject": 0, "page": 0, "version": version, "updated_at": now}


def _of_file(_now: datetime, _names: Collection[str]) -> Values:
    c = t.files.c
    return {"state": case((c.state == FileState.WANTED, FileState.MISSING), else_=c.state)}


def _of_update(_now: datetime, _names: Collection[str]) -> Values:
    c = t.inbox.c
    return {"state": case((c.state == UpdateState.OPEN, UpdateState.FAILED), else_=c.state)}


def _of_action(now: datetime, names: Collection[str]) -> Values:
    """What was to be said to a candidate is not sent without its words."""
    if "words" not in names:
        return {}
    c = t.site_actions.c
    waits, sent = (
        c.state == ActionState.OWED,
        c.state.in_((ActionState.SENDING, ActionState.UNSURE)),
    )
    return {
        "state": case((waits | sent, ActionState.FAILED), else_=c.state),
        "error": case((waits, WORDS_LOST), (sent, OUTCOME_UNKNOWN), else_=c.error),
        "since": case((waits | sent, microseconds(now)), else_=c.since),
    }


_BESIDES: Mapping[str, Callable[[datetime, Collection[str]], Values]] = {
    "accounts": _of_account,
    "applications": _of_application,
    "conversations": _of_conversation,
    "files": _of_file,
    "inbox": _of_update,
    "site_actions": _of_action,
}
