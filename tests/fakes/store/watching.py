"""What operators see of the whole, and what they stop, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import NotThere
from bot.domain.health import CallCount, Fault, Pile, SiteStanding, Standing
from bot.domain.ids import new_id
from bot.domain.notice import NoticeState
from tests.fakes.store.kinds import ACCOUNTS, ACTIONS, CALLS, FAULTS, INBOX, NOTICES, PAUSES
from tests.fakes.store.session import Repository, Session


@dataclass(frozen=True, slots=True)
class Noted:
    """A mistake of ours, with when it was seen last."""

    fault: Fault
    seen_at: datetime


def paused_sites(session: Session) -> Mapping[str, datetime]:
    """Sites that an operator lets nobody ask."""
    return dict(session.rows.tables[PAUSES])


def forget_counts(session: Session, now: datetime) -> None:
    """What was counted long ago goes."""
    tables = session.rows.tables
    for key in [one for one in tables[CALLS] if one[1] < now - timedelta(days=2)]:
        del tables[CALLS][key]
    for key, one in list(tables[FAULTS].items()):
        if one.seen_at < now - timedelta(days=30):
            del tables[FAULTS][key]


class MemoryWatched(Repository):
    """ports.watching.Watching"""

    async def paused_sites(self) -> Mapping[str, datetime]:
        return paused_sites(self._session)

    async def pause_site(self, site: str, now: datetime) -> bool:
        paused = self._rows.tables[PAUSES]
        return site not in paused and paused.setdefault(site, now) is now

    async def resume_site(self, site: str) -> bool:
        return self._rows.tables[PAUSES].pop(site, None) is not None

    async def hasten_syncs(self, site: str, moments: Sequence[datetime]) -> None:
        later = self._rows.all(
            ACCOUNTS,
            lambda it: (
                (it.site, it.state) == (site, AccountState.ACTIVE)
                and it.next_sync_at is not None
                and it.next_sync_at > moments[0]
            ),
        )
        for turn, one in enumerate(sorted(later, key=lambda it: it.id)):
            moment = moments[turn % len(moments)]
            if one.next_sync_at is not None and one.next_sync_at > moment:
                newer = replace(one, next_sync_at=moment, version=one.version + 1)
                self._rows.replace(ACCOUNTS, newer)

    async def standing(self, now: datetime) -> Standing:
        open_updates = len(self._rows.all(INBOX, lambda it: it.state == "open"))
        owed = self._rows.all(
            NOTICES, lambda it: it.state in (NoticeState.OWED, NoticeState.SENDING)
        )
        actions = self._rows.all(ACTIONS, lambda it: it.under_way)
        notices = [(one.kind.value, one.due_at) for one in owed]
        deeds = [(one.kind.value, one.due_at) for one in actions]
        return Standing(
            self._sites(now), (), _piles(notices, now), _piles(deeds, now), open_updates
        )

    def _sites(self, now: datetime) -> Sequence[SiteStanding]:
        accounts, paused = self._rows.all(ACCOUNTS), paused_sites(self._session)
        keys = sorted({one.site for one in accounts} | set(paused))
        return [
            replace(
                _site(key, [one for one in accounts if one.site == key], now),
                paused_at=paused.get(key),
            )
            for key in keys
        ]

    async def count_calls(self, counts: Mapping[tuple[str, datetime], CallCount]) -> None:
        kept = self._rows.tables[CALLS]
        for key, count in counts.items():
            kept[key] = kept.get(key, CallCount()) + count

    async def calls(self, since: datetime) -> Mapping[str, CallCount]:
        found: dict[str, CallCount] = {}
        for (source, slot), count in self._rows.tables[CALLS].items():
            if slot >= since:
                found[source] = found.get(source, CallCount()) + count
        return found

    async def count_faults(self, seen: Mapping[str, int], now: datetime) -> None:
        kept = self._rows.tables[FAULTS]
        for what, times in seen.items():
            was = kept[what].fault if what in kept else Fault(new_id(), what, 0)
            kept[what] = Noted(replace(was, seen=was.seen + times), now)

    async def faults_told(self, since: datetime) -> int:
        told = [one.fault.told_at for one in self._rows.tables[FAULTS].values()]
        return sum(at is not None and at > since for at in told)

    async def untold_faults(self, before: datetime, most: int) -> Sequence[Fault]:
        due = [
            one
            for one in self._rows.tables[FAULTS].values()
            if one.fault.seen > one.fault.told
            and (one.fault.told_at is None or one.fault.told_at <= before)
        ]
        due.sort(key=lambda it: (it.seen_at, it.fault.id))
        return [one.fault for one in due[:most]]

    async def tell_fault(self, fault: Fault, now: datetime) -> None:
        kept = self._rows.tables[FAULTS]
        noted = kept[fault.what]
        told = replace(noted.fault, told=fault.seen, told_at=now)
        kept[fault.what] = replace(noted, fault=told)

    async def fault(self, fault_id: int) -> Fault:
        for one in self._rows.tables[FAULTS].values():
            if one.fault.id == fault_id:
                found: Fault = one.fault
                return found
        raise NotThere("faults")


def _site(key: str, accounts: Sequence[EmployerAccount], now: datetime) -> SiteStanding:
    active = [one for one in accounts if one.state is AccountState.ACTIVE]
    states = Counter(
        "failing" if one in active and one.failing_since else one.state.value for one in accounts
    )
    read = sorted(one.last_sync_at for one in active if one.last_sync_at is not None)
    due = sum(one.next_sync_at is not None and one.next_sync_at <= now for one in active)
    if not read:
        return SiteStanding(key, states, due=due)
    return SiteStanding(key, states, read[-1], read[(len(read) - 1) // 2], read[0], due)


def _piles(waiting: Sequence[tuple[str, datetime | None]], now: datetime) -> Sequence[Pile]:
    kinds: dict[str, list[Any]] = {}
    for kind, due_at in waiting:
        kinds.setdefault(kind, []).append(due_at)
    return [
        Pile(kind, len(due), min((at for at in due if at is not None and at <= now), default=None))
        for kind, due in kinds.items()
    ]
