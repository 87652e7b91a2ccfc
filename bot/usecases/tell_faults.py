"""Mistakes of ours are told by class and place: few messages, however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.health import TELLS_AGAIN, TOLD_MOST, CallCount, Fault
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.ports import Clock, SystemTransaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class KeepCounts:
    """What a process has counted goes to the others', every so often.

    What breaks while that is told is counted like anything else: it is told of in an hour at most.
    """

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    operators: Sequence[int]

    async def __call__(
        self, calls: Mapping[tuple[str, datetime], CallCount], faults: Mapping[str, int]
    ) -> None:
        """Raises: DatabaseUnavailable; then nothing was kept."""
        now = self.clock.now()
        async with self.uow.system() as tx:
            await tx.count_calls(calls)
            await tx.count_faults(faults, now)
            if self.operators:
                left = TOLD_MOST - await tx.faults_told(now - TELLS_AGAIN)
                for fault in await tx.untold_faults(now - TELLS_AGAIN, max(0, left)):
                    await self._tell(tx, fault, now)
            await tx.commit()

    async def _tell(self, tx: SystemTransaction, fault: Fault, now: datetime) -> None:
        links = [await tx.chats.private(self.bot_id, one) for one in self.operators]
        occurrence = f"{fault.seen - fault.told}.{fault.told}"
        await tx.notices.owe(
            [
                Notice(
                    NoticeId(new_id()),
                    None,
                    self.bot_id,
                    link.id,
                    NoticeKind.FAULT,
                    fault.id,
                    now,
                    occurrence,
                )
                for link in links
            ]
        )
        await tx.tell_fault(fault, now)
