"""A restored backup still has those who were erased since: they go again (product.md 2.13)."""

import logging
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.erasure import Erasure, Key, KeyKind, Trait, Why
from bot.domain.ids import ApplicationId, ErasureId, WorkspaceId, new_id
from bot.domain.workspace import Tenant
from bot.ports import Clock, Files, Journal, SystemTransaction, UnitOfWork, Vault
from bot.usecases.erase_person import ErasePerson, erase_job
from bot.usecases.erased import key_of

log = logging.getLogger(__name__)
_BATCH = 100


@dataclass(frozen=True, slots=True)
class ReplayErasures:
    """Before anything else of a start; what the journal and the database both know is quick."""

    uow: UnitOfWork
    journal: Journal
    files: Files
    vault: Vault
    clock: Clock
    erase: ErasePerson

    async def __call__(self) -> int:
        """Return how many applications went again. Safe to repeat."""
        noted = set(await self.journal.all())
        async with self.uow.system() as tx:
            known = set(await tx.known_keys())
            lost = known - noted
            found = await self._replay(tx, noted - known)
            await tx.commit()
        if lost:
            await self.journal.note(lost)  # it was taken away, or restored from before itself
        await self._sweep(noted | known)
        for one in found:
            await self.erase.wipe(Tenant(one.workspace_id), one.id)
        count = sum(len(one.applications) for one in found)
        if count:
            await self.erase.scour()
            log.warning("an older database: %d applications are erased once more", count)
        return count

    async def _replay(self, tx: SystemTransaction, keys: Collection[Key]) -> list[Erasure]:
        """Owe the erasures, so that they are done whatever becomes of this start."""
        if not keys:
            return []
        by_workspace: dict[int, list[ApplicationId]] = defaultdict(list)
        for workspace_id, row_id in await tx.rows_of(KeyKind.APPLICATION):
            if self._key(KeyKind.APPLICATION, row_id) in keys:
                by_workspace[workspace_id].append(ApplicationId(row_id))
        for _, row_id in await tx.rows_of(KeyKind.RECORD):
            if self._key(KeyKind.RECORD, row_id) in keys:
                await tx.drop_record(row_id)
        erasures = [
            Erasure(
                ErasureId(new_id()),
                WorkspaceId(workspace_id),
                Why.REPLAY,
                tuple(ids[start : start + _BATCH]),
                self.clock.now(),
            )
            for workspace_id, ids in by_workspace.items()
            for start in range(0, len(ids), _BATCH)
        ]
        for one in erasures:
            await tx.add_erasure(one)
        await tx.remember_keys(keys, self.clock.now())
        await tx.enqueue_all([erase_job(one) for one in erasures])
        return erasures

    async def _sweep(self, keys: Collection[Key]) -> None:
        """Bytes may have been restored without their rows."""
        if not any(key.kind is KeyKind.FILE for key in keys):
            return
        for file_id in await self.files.all():
            if self._key(KeyKind.FILE, file_id) in keys:
                await self.files.erase(file_id)

    def _key(self, kind: KeyKind, row_id: int) -> Key:
        return key_of(self.vault, WorkspaceId(0), Trait(kind, str(row_id)))
