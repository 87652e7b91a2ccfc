"""Who asked for a sync is told what came of it: on one page, or account by account."""

from collections import Counter
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


async def responses(tx: Transaction) -> Counter[AccountId]:
    """How many there are so far to all publications of each account."""
    counts, found = await tx.applications.counts(), Counter[AccountId]()
    for one in await tx.publications.all():
        found[one.account_id] += counts.get(one.id, 0)
    return found


def awaiting_one(talk: Conversation, account: EmployerAccount, before: int) -> Conversation:
    """On a page that shows one account; `before`: its responses when the sync was asked for."""
    return talk.cleared().drafted(syncing=account.id, before=before)


def awaiting_all(
    talk: Conversation, outcomes: Mapping[AccountId, SyncOutcome], before: Counter[AccountId]
) -> Conversation:
    """On the list of accounts; what an account asked a moment ago has come to stays there."""
    former: Mapping[str, Any] = talk.draft.get("sync") or {}
    asked = {}
    for account_id, outcome in outcomes.items():
        key, fresh = str(account_id), {"outcome": outcome, "before": before[account_id]}
        asked[key] = former.get(key, fresh) if outcome is SyncOutcome.RECENT else fresh
    return talk.cleared().drafted(sync=asked)


async def synced(
    tx: Transaction, talk: Conversation, accounts: Sequence[EmployerAccount]
) -> Mapping[AccountId, SyncedAccount]:
    """How the sync of all stands that the person asked for; empty when none was."""
    asked = talk.draft.get("sync")
    if asked is None:
        return {}
    count = await responses(tx)
    found = {}
    for account in accounts:
        entry = asked.get(str(account.id))
        if account.state is AccountState.PAUSED:
            why = account.paused_by or AuthExpired(account.site).text_id
            found[account.id] = SyncedAccount(SyncOutcome.FAILED, error=why)
        elif entry is not None:
            # Two logins of one company read one feed: what either brought is counted.
            new = max(0, count[account.id] - entry["before"])
            outcome = SyncOutcome(entry["outcome"])
            found[account.id] = SyncedAccount(outcome, new, entry.get("error"))
    return found


async def answer(tx: Transaction, account: EmployerAccount, error: SiteError | None = None) -> None:
    """Draw again all that shows the account; who waits for its sync is told how it ended."""
    for talk in await _waiting(tx, account):
        flash = NOTHING_NEW
        if error is not None:
            flash = Flash(error.text_id, error.values())
        elif (new := (await responses(tx))[account.id] - int(talk.draft["before"])) > 0:
            flash = Flash("done-sync-found", {"count": new})
        await tx.conversations.note(replace(talk.drafted(syncing=None, before=None), flash=flash))
    for talk in await tx.conversations.looking_at(("accounts",), 0):
        asked, key = talk.draft.get("sync") or {}, str(account.id)
        if key in asked:
            outcome = SyncOutcome.FAILED if error is not None else SyncOutcome.DONE
            entry = {**asked[key], "outcome": outcome, "error": error and error.text_id}
            await tx.conversations.note(talk.drafted(sync={**asked, key: entry}))
    await refresh_account(tx, account)


async def _waiting(tx: Transaction, account: EmployerAccount) -> list[Conversation]:
    """Those on the account's page, or on one of its publications', who asked for its sync."""
    its = [one.id for one in await tx.publications.of_account(account.id)]
    there = [
        *await tx.conversations.looking_at(("account",), account.id),
        *await tx.conversations.looking_at(("publication",), *its),
    ]
    return [talk for talk in there if talk.draft.get("syncing") == account.id]
