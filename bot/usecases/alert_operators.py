"""What time will not mend at a site goes to the operators."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.errors import ContractBroken
from bot.domain.ids import NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.site import BrokenRecord
from bot.ports import Clock, Transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AlertOperators:
    """One word to each operator, in the caller's transaction."""

    clock: Clock
    bot_id: int
    operators: Sequence[int]

    async def record(self, tx: Transaction, account: EmployerAccount, record: BrokenRecord) -> None:
        """A record that can't be read is kept aside; told once."""
        await self._tell(tx, NoticeKind.BROKEN_RECORDS, account, record)

    async def contract(
        self, tx: Transaction, account: EmployerAccount, error: ContractBroken, occasion: str
    ) -> None:
        """An answer that the contract does not have; told once an occasion and account."""
        record = BrokenRecord(error.where, raw=error.where, remote_id=occasion)
        await self._tell(tx, NoticeKind.BROKEN_CONTRACT, account, record)

    async def login(self, tx: Transaction, error: ContractBroken) -> None:
        """The same, while a login is checked: there need be no account to keep a record of."""
        log.error("a login could not be checked: %s", error)
        occurrence = f"{error.site}.{self.clock.now():%Y-%m-%d}.{error.where}"
        await self._owe(tx, NoticeKind.BROKEN_LOGIN, 0, occurrence)

    async def daily(self, tx: Transaction, account: EmployerAccount, error: ContractBroken) -> None:
        """The same of what people come upon often: told once a day, place and account."""
        await self.contract(tx, account, error, f"{error.where} {self.clock.now():%Y-%m-%d}")

    async def _tell(
        self, tx: Transaction, kind: NoticeKind, account: EmployerAccount, record: BrokenRecord
    ) -> None:
        kept = await tx.applications.keep_broken(account.id, record, self.clock.now())
        if kept is None:
            return
        log.error("%s: %s: %s", account.site, kind, record.where)
        await self._owe(tx, kind, kept)

    async def _owe(
        self, tx: Transaction, kind: NoticeKind, subject: int, occurrence: str = ""
    ) -> None:
        now = self.clock.now()
        links = [await tx.chats.private(self.bot_id, one) for one in self.operators]
        await tx.notices.owe(
            [
                Notice(
                    NoticeId(new_id()), None, self.bot_id, link.id, kind, subject, now, occurrence
                )
                for link in links
            ]
        )
