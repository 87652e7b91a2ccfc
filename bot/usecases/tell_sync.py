"""Who asked for a sync is told what came of it: on one page, or account by account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Conversation, Flash
from bot.domain.errors import AuthExpired, SiteError
from bot.domain.ids import AccountId
from bot.domain.views import SyncedAccount, SyncOutcome
from bot.ports import Transaction
from bot.usecases.screens import refresh_account

NOTHING_NEW = Flash("done-sync-nothing")


def awaiting_one(talk: Conversation, account: EmployerAccount, before: int) -> Conversation:
    """On a page that shows one account; `before`: its responses when the sync was asked for."""
    return talk.cleared().drafted(syncing=account.id, before=before)


def awaiting_all(
    talk: Conversation, outcomes: Mapping[AccountId, SyncOutcome], before: Mapping[AccountId, int]
) -> Conversation:
    """On the list of accounts; what an account asked a moment ago has come to stays there."""
    former: Mapping[str, Any] = talk.draft.get("sync") or {}
    asked = {}
    for account_id, outcome in outcomes.items():
        key, fresh = str(account_id), {"outcome": outcome, "before": before.get(account_id, 0)}
        asked[key] = former.get(key, fresh) if outcome is SyncOutcome.RECENT else fresh
    return talk.cleared().drafted(sync=asked)


def synced(
    talk: Conversation, accounts: Sequence[EmployerAccount]
) -> Mapping[AccountId, SyncedAccount]:
    """How the sync of all stands that the person asked for; empty when none was."""
    asked = talk.draft.get("sync")
    if asked is None:
        return {}
    found = {}
    for account in accounts:
        entry = asked.get(str(account.id))
        if account.state is AccountState.PAUSED:
            why = account.paused_by or AuthExpired(account.site).text_id
            found[account.id] = SyncedAccount(SyncOutcome.FAILED, error=why)
        elif entry is not None:
            outcome = SyncOutcome(entry["outcome"])
            new = entry.get("found", 0)
            found[account.id] = SyncedAccount(outcome, new, entry.get("error"))
    return found


async def answer(tx: Transaction, account: EmployerAccount, error: SiteError | None = None) -> None:
    """Draw again all that shows the account; who waits for its sync is told how it ended."""
    of_one, of_all = await _waiting(tx, account), await _watching(tx, account)
    asked = {AccountId(int(key)) for talk in of_all for key in talk.draft["sync"]}
    asked |= {account.id} if of_one else set()
    counts = await tx.applications.by_account(asked) if asked else {}
    for talk in of_one:
        flash = NOTHING_NEW
        if error is not None:
            flash = Flash(error.text_id, error.values())
        elif (new := counts.get(account.id, 0) - int(talk.draft["before"])) > 0:
            flash = Flash("done-sync-found", {"count": new})
        await tx.conversations.note(replace(talk.drafted(syncing=None, before=None), flash=flash))
    outcome = SyncOutcome.FAILED if error is not None else SyncOutcome.DONE
    ended = {"outcome": outcome, "error": error and error.text_id}
    for talk in of_all:
        entries = _counted(talk.draft["sync"], counts)
        entries[str(account.id)] |= ended
        await tx.conversations.note(talk.drafted(sync=entries))
    await refresh_account(tx, account)


def _counted(
    entries: Mapping[str, Mapping[str, Any]], counts: Mapping[AccountId, int]
) -> dict[str, dict[str, Any]]:
    """Two logins of one company read one feed: what either brought is counted."""
    return {
        key: {**one, "found": max(0, counts.get(AccountId(int(key)), 0) - one["before"])}
        for key, one in entries.items()
    }


async def _watching(tx: Transaction, account: EmployerAccount) -> list[Conversation]:
    """Those on the list of accounts who asked for the sync of all, this one's too."""
    there = await tx.conversations.looking_at(("accounts",), 0)
    return [talk for talk in there if str(account.id) in (talk.draft.get("sync") or {})]


async def _waiting(tx: Transaction, account: EmployerAccount) -> list[Conversation]:
    """Those on the account's page, or on one of its publications', who asked for its sync."""
    its = [one.id for one in await tx.publications.of_account(account.id)]
    there = [
        *await tx.conversations.looking_at(("account",), account.id),
        *await tx.conversations.looking_at(("publication",), *its),
    ]
    return [talk for talk in there if talk.draft.get("syncing") == account.id]
