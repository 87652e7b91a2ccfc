"""Employer accounts, and sites that do not answer."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.account import AccountState, EmployerAccount, Incident, Viewed
from bot.domain.ids import AccountId, IncidentId
from bot.domain.secret import Credentials
from storage import tables as t
from storage.mapping import Mapper, credits_in, credits_out
from storage.session import Repository

_ACCOUNT = Mapper(
    EmployerAccount,
    t.accounts,
    load={
        "state": AccountState,
        "credentials": Credentials.of,
        "credits": credits_in,
        "viewed": Viewed,
    },
    dump={"credentials": Credentials.reveal, "credits": credits_out},
)
_INCIDENT = Mapper(Incident, t.incidents)


class SqlAccounts(Repository):
    """ports.Accounts"""

    async def get(self, account_id: AccountId) -> EmployerAccount:
        return _ACCOUNT.value(await self._rows.by_key(t.accounts, account_id))

    async def by_identity(self, site: str, remote_identity: str) -> EmployerAccount | None:
        statement = self._rows.select(t.accounts).where(
            t.accounts.c.site == site,
            t.accounts.c.identity_hmac == self._hmac(remote_identity),
        )
        row = await self._rows.first(statement, t.accounts)
        return None if row is None else _ACCOUNT.value(row)

    async def all(self, *, disconnected: bool = False) -> Sequence[EmployerAccount]:
        statement = self._rows.select(t.accounts).order_by(t.accounts.c.id)
        if not disconnected:
            statement = statement.where(t.accounts.c.state != AccountState.DISCONNECTED)
        return [_ACCOUNT.value(row) for row in await self._rows.all(statement, t.accounts)]

    async def save(self, account: EmployerAccount) -> EmployerAccount:
        row = _ACCOUNT.row(account, identity_hmac=self._hmac(account.remote_identity))
        return replace(account, version=await self._rows.put_version(t.accounts, row))

    def _hmac(self, remote_identity: str) -> str:
        return self._session.vault.hmac("account", remote_identity)


class SqlIncidents(Repository):
    """ports.Incidents"""

    async def open(self, site: str) -> Incident | None:
        statement = self._rows.select(t.incidents).where(
            t.incidents.c.site == site, t.incidents.c.closed_at.is_(None)
        )
        # Held: whoever asks changes it, and a site has as many passes as it has accounts.
        row = await self._rows.first(statement.with_for_update(of=t.incidents), t.incidents)
        return None if row is None else _INCIDENT.value(row)

    async def get(self, incident_id: IncidentId) -> Incident:
        return _INCIDENT.value(await self._rows.by_key(t.incidents, incident_id))

    async def save(self, incident: Incident) -> None:
        await self._rows.put(t.incidents, _INCIDENT.row(incident))
