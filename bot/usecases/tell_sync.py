"""Who asked for a sync is told what came of it: on one page, or account by account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Conversation, Flash
from bot.domain.errors import AuthExpired
from bot.domain.ids import AccountId, PublicationId
from bot.domain.views import SyncedAccount, SyncOutcome
from bot.ports import Transaction
from bot.usecases.screens import note_all, refresh, refresh_account

NOTHING_NEW = Flash("done-sync-nothing")
_PAGES, _ALL = ("account", "publication"), ("accounts",)


def awaiting_one(talk: Conversation, account: EmployerAccount, before: int) -> Conversation:
    """On a page that shows one account; `before`: its responses when the sync was asked for."""
    return talk.cleared().drafted(syncing=account.id, before=before)


def awaiting_all(
    talk: Conversation,
    outcomes: Mapping[AccountId, SyncOutcome],
    before: Mapping[AccountId, int],
    again: Mapping[AccountId, datetime] = MappingProxyType({}),
) -> Conversation:
    """On the list of accounts; what an account asked a moment ago has come to stays there.

    `again`: when those may be asked once more.
    """
    former: Mapping[str, Any] = talk.draft.get("sync") or {}
    asked = {}
    for account_id, outcome in outcomes.items():
        key, fresh = str(account_id), {"outcome": outcome, "before": before.get(account_id, 0)}
        asked[key] = former.get(key, fresh) if outcome is SyncOutcome.RECENT else fresh
        if account_id in again:
            asked[key] = {**asked[key], "again": again[account_id].isoformat()}
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
            new, again = entry.get("found", 0), entry.get("again")
            again_at = None if again is None else datetime.fromisoformat(again)
            found[account.id] = SyncedAccount(outcome, new, entry.get("error"), again_at)
    return found


async def answer(tx: Transaction, account: EmployerAccount, failed: Flash | None = None) -> None:
    """Draw again all that shows the account; who waits for its sync is told how it ended."""
    its = [one.id for one in await tx.publications.of_account(account.id)]
    counts = await _counts(tx, account, its)
    if counts is None:
        await refresh_account(tx, account)
        return

    async def said(talk: Conversation) -> Conversation | None:
        """On the account's page, or on one of its publications'."""
        if talk.draft.get("syncing") != account.id:
            return None
        flash = NOTHING_NEW
        if failed is not None:
            flash = failed
        elif (new := counts.get(account.id, 0) - int(talk.draft["before"])) > 0:
            flash = Flash("done-sync-found", {"count": new})
        return replace(talk.drafted(syncing=None, before=None), flash=flash)

    async def ticked(talk: Conversation) -> Conversation | None:
        """On the list of accounts."""
        asked, key = talk.draft.get("sync") or {}, str(account.id)
        if key not in asked:
            return None
        entries = _counted(asked, counts)
        outcome = SyncOutcome.FAILED if failed is not None else SyncOutcome.DONE
        entries[key] |= {"outcome": outcome, "error": failed and failed.text_id}
        return talk.drafted(sync=entries)

    await note_all(tx, ("account",), account.id, change=said)
    await note_all(tx, ("publication",), *its, change=said)
    await note_all(tx, _ALL, 0, change=ticked)
    await refresh_account(tx, account)


async def progress(tx: Transaction, account: EmployerAccount) -> None:
    """A page more was read of a pass that goes on; who waits for it sees how many came so far."""
    its = [one.id for one in await tx.publications.of_account(account.id)]
    counts = await _counts(tx, account, its)
    if counts is None:
        return

    async def said(talk: Conversation) -> Conversation | None:
        new = counts.get(account.id, 0) - int(talk.draft.get("before") or 0)
        if talk.draft.get("syncing") != account.id or new <= 0:
            return None
        return replace(talk, flash=Flash("done-sync-so-far", {"count": new}))

    async def counted(talk: Conversation) -> Conversation | None:
        asked = talk.draft.get("sync") or {}
        return talk.drafted(sync=_counted(asked, counts)) if str(account.id) in asked else None

    noted = [
        await note_all(tx, ("account",), account.id, change=said),
        await note_all(tx, ("publication",), *its, change=said),
        await note_all(tx, _ALL, 0, change=counted),
    ]
    if any(noted):
        await refresh(tx, ("account",), account.id)
        await refresh(tx, ("publication",), *its)
        await refresh(tx, _ALL, 0)


async def _counts(
    tx: Transaction, account: EmployerAccount, its: Sequence[PublicationId]
) -> Mapping[AccountId, int] | None:
    """The responses of all accounts that somebody who waits for this one is told of.

    None: nobody waits for it, as after nearly every pass.
    """
    asked = set()
    for talk in await tx.conversations.looking_at((*_PAGES, *_ALL), account.id, *its, 0):
        on_list, listed = talk.place.screen in _ALL, talk.draft.get("sync") or {}
        if on_list and str(account.id) in listed:
            asked |= {AccountId(int(key)) for key in listed}
        if not on_list and talk.draft.get("syncing") == account.id:
            asked.add(account.id)
    return await tx.applications.by_account(asked) if asked else None


def _counted(
    entries: Mapping[str, Mapping[str, Any]], counts: Mapping[AccountId, int]
) -> dict[str, dict[str, Any]]:
    """Two logins of one company read one feed: what either brought is counted."""
    return {
        key: {**one, "found": max(0, counts.get(AccountId(int(key)), 0) - one["before"])}
        for key, one in entries.items()
    }
