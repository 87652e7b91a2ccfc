"""Whoever was erased is known again by hashes alone, and does not come back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.application import ApplicationStub
from bot.domain.erasure import CONTACTS, IDS, Key, KeyKind, Trait, comes_back, signs
from bot.domain.ids import WorkspaceId
from bot.domain.site import RemoteApplication
from bot.ports import Transaction, Vault


def key_of(vault: Vault, workspace_id: WorkspaceId, trait: Trait) -> Key:
    """What is remembered of it; in another company the same person makes another hash."""
    text = trait.text if trait.kind in IDS else f"{workspace_id}:{trait.text}"
    return Key(trait.kind, vault.hmac(f"erased {trait.kind}", text))


@dataclass(frozen=True, slots=True)
class StopErased:
    """Part of what stores responses, and of what is about to open somebody's resume."""

    vault: Vault

    async def __call__(
        self, tx: Transaction, account: EmployerAccount, items: Iterable[RemoteApplication]
    ) -> set[str]:
        """Remote ids of those that must not come back.

        The very response that was erased never does; others of the same person do not while the
        company wants that.
        """
        signed = [(one, self._keys(account, one)) for one in items]
        known = set(await tx.erasing.known({key for _, keys in signed for key in keys}))
        if any(key.kind in CONTACTS for key in known):
            workspace = await tx.workspaces.get(account.workspace_id)
            if not workspace.stop_erased:
                known = {key for key in known if key.kind not in CONTACTS}
        return {
            one.remote_id
            for one, keys in signed
            if comes_back(one, [sign for key, sign in keys.items() if key in known])
        }

    async def remember(self, tx: Transaction, stub: ApplicationStub, now: datetime) -> None:
        """One known by the contacts alone: this response's resume need not be opened again."""
        await tx.erasing.remember([self._response(stub)], now)

    async def gone(self, tx: Transaction, stub: ApplicationStub) -> bool:
        """Whether this very response was erased: nobody need ask for it, let alone open it."""
        return bool(await tx.erasing.known([self._response(stub)]))

    def _response(self, stub: ApplicationStub) -> Key:
        trait = Trait(KeyKind.RESPONSE, f"{stub.site}:{stub.remote_id}")
        return key_of(self.vault, stub.workspace_id, trait)

    def _keys(self, account: EmployerAccount, item: RemoteApplication) -> Mapping[Key, Trait]:
        return {
            key_of(self.vault, account.workspace_id, sign): sign
            for sign in signs(account.site, item)
        }
