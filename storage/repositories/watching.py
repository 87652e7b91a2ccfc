"""What operators see of the whole, and what they stop."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.account import AccountState
from bot.domain.errors import NotThere
from bot.domain.health import CallCount, Fault, JobPile, Pile, SiteStanding, Standing
from bot.domain.ids import new_id
from bot.domain.jobs import SCREEN
from bot.domain.notice import NoticeState
from bot.domain.site_action import ActionState
from storage import tables as t
from storage.repositories.inbox import UpdateState
from storage.rows import Rows
from storage.session import Repository

_p, _k, _f = t.site_pauses.c, t.call_counts.c, t.faults.c
PAUSED = select(_p.site)
"""Sites that nobody asks; what is due at them is not looked for."""
_SINCE = select(_p.site, _p.paused_at)
_a, _n, _s, _j = t.accounts.c, t.notices.c, t.site_actions.c, t.jobs.c
_FAILING = and_(_a.state == AccountState.ACTIVE, _a.failing_since.is_not(None))
_STATES = select(
    _a.site, case((_FAILING, "failing"), else_=_a.state).label("stands"), func.count()
).group_by(_a.site, text("stands"))
_NOW: Any = bindparam("now", type_=_a.next_sync_at.type)


def _syncs() -> Select[Any]:
    """The newest, the median and the oldest pass of each site, without reading them all out."""
    read = and_(_a.state == AccountState.ACTIVE, _a.last_sync_at.is_not(None))
    ranked = (
        select(
            _a.site,
            _a.last_sync_at,
            func.row_number().over(partition_by=_a.site, order_by=_a.last_sync_at).label("place"),
            func.count().over(partition_by=_a.site).label("of"),
        )
        .where(read)
        .subquery()
    )
    r = ranked.c
    middle = case(((r.place * 2 == r.of) | (r.place * 2 == r.of + 1), r.last_sync_at))
    return select(
        r.site, func.max(r.last_sync_at), func.max(middle), func.min(r.last_sync_at)
    ).group_by(r.site)


_SYNCS = _syncs()
_DUE = (
    select(_a.site, func.count())
    .where(_a.state == AccountState.ACTIVE, _a.next_sync_at <= _NOW)
    .group_by(_a.site)
)
_UNPAID = _n.state.in_([NoticeState.OWED, NoticeState.SENDING])
_NOTICES = (
    select(_n.kind, func.count(), func.min(case((_n.due_at <= _NOW, _n.due_at))))
    .where(_UNPAID)
    .group_by(_n.kind)
)
_LEFT = [ActionState.OWED, ActionState.SENDING, ActionState.UNSURE]
_ACTIONS = (
    select(_s.kind, func.count(), func.min(case((_s.due_at <= _NOW, _s.due_at))))
    .where(_s.state.in_(_LEFT))
    .group_by(_s.kind)
)
_LANE = case((_j.priority >= SCREEN, "answers"), (_j.priority >= 1, "asked"), else_="background")
_OLDEST = func.min(case((and_(_j.state == "waiting", _j.run_at <= _NOW), _j.run_at)))
_JOBS = select(_LANE.label("lane"), _j.task, _j.state, func.count(), _OLDEST).group_by(
    text("lane"), _j.task, _j.state
)
_STATE_OF = {"todo": "waiting", "doing": "running", "failed": "failed"}
_JOBS_ON_SERVER = """
SELECT queue_name, task_name, status::text, count(*), extract(epoch FROM min(
  CASE WHEN status = 'todo' AND coalesce(scheduled_at, now()) <= now()
       THEN coalesce(scheduled_at, (SELECT min(e.at) FROM procrastinate_events AS e
                                    WHERE e.job_id = job.id)) END))::float
FROM procrastinate_jobs AS job WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2, 3
"""
_UPDATES = select(func.count()).select_from(t.inbox).where(t.inbox.c.state == UpdateState.OPEN)


async def paused_sites(rows: Rows) -> Mapping[str, datetime]:
    """Sites that an operator lets nobody ask, each with since when."""
    return {row.site: row.paused_at for row in await rows.run(_SINCE)}


async def standing_of(rows: Rows, now: datetime) -> Standing:
    """How all fares, by a few statements."""
    given = {"now": now}
    return Standing(
        await _sites(rows, now),
        await _jobs(rows, now),
        [Pile(*row) for row in await rows.run(_NOTICES, given)],
        [Pile(*row) for row in await rows.run(_ACTIONS, given)],
        int((await rows.run(_UPDATES)).scalar() or 0),
    )


async def _sites(rows: Rows, now: datetime) -> Sequence[SiteStanding]:
    found: dict[str, SiteStanding] = {}
    for site, state, count in await rows.run(_STATES):
        one = found.get(site, SiteStanding(site))
        found[site] = replace(one, states={**one.states, state: count})
    for site, newest, median, oldest in await rows.run(_SYNCS):
        moments = {"newest_sync": newest, "median_sync": median, "oldest_sync": oldest}
        found[site] = replace(found[site], **moments)
    for site, count in await rows.run(_DUE, {"now": now}):
        found[site] = replace(found[site], due=count)
    for site, since in (await paused_sites(rows)).items():
        found[site] = replace(found.get(site, SiteStanding(site)), paused_at=since)
    return [found[site] for site in sorted(found)]


async def _jobs(rows: Rows, now: datetime) -> Sequence[JobPile]:
    if rows.on_sqlite:
        return [JobPile(*row) for row in await rows.run(_JOBS, {"now": now})]
    return [
        JobPile(lane, task, _STATE_OF[state], count, _moment(oldest))
        for lane, task, state, count, oldest in await rows.run(text(_JOBS_ON_SERVER))
    ]


class SqlPauses:
    """Whether a site may be asked: looked at before each request, by every process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def __call__(self, site: str) -> bool:
        """Whether an operator has stopped it."""
        async with self._engine.connect() as connection:
            return bool((await connection.execute(_IS_PAUSED, {"site": site})).scalar())


_IS_PAUSED = select(exists().where(_p.site == bindparam("site")))


class Watched(Repository):
    """ports.watching.Watching"""

    async def paused_sites(self) -> Mapping[str, datetime]:
        return await paused_sites(self._rows)

    async def pause_site(self, site: str, now: datetime) -> bool:
        row = {"site": site, "paused_at": now}
        return bool(await self._rows.add_new(t.site_pauses, [row]))

    async def resume_site(self, site: str) -> bool:
        return bool(await self._rows.drop(t.site_pauses, _p.site == site))

    async def hasten_syncs(self, site: str, moments: Sequence[datetime]) -> None:
        read = and_(_a.site == site, _a.state == AccountState.ACTIVE)
        later = select(_a.id).where(read, _a.next_sync_at > moments[0]).order_by(_a.id)
        ids = (await self._rows.run(later)).scalars().all()
        for turn, moment in enumerate(moments):
            its = (_a.id.in_(ids[turn :: len(moments)]), _a.next_sync_at > moment)
            sooner = {"next_sync_at": moment, "version": _a.version + 1}
            await self._rows.change(t.accounts, its, sooner)

    # -- how all fare

    async def standing(self, now: datetime) -> Standing:
        return await standing_of(self._rows, now)

    # -- what is counted

    async def count_calls(self, counts: Mapping[tuple[str, datetime], CallCount]) -> None:
        dialect = sqlite if self._rows.on_sqlite else postgresql
        adding = dialect.insert(t.call_counts)
        more = {name: _k[name] + adding.excluded[name] for name in ("asked", "failed", "limited")}
        adding = adding.on_conflict_do_update(index_elements=["source", "slot"], set_=more)
        # In one order, or two processes that add at once would wait for each other.
        for (source, slot), count in sorted(counts.items(), key=lambda it: it[0]):
            row = {"source": source, "slot": slot, "asked": count.asked}
            row |= {"failed": count.failed, "limited": count.limited}
            await self._rows.run(adding, row)

    async def calls(self, since: datetime) -> Mapping[str, CallCount]:
        sums = (func.sum(_k.asked), func.sum(_k.failed), func.sum(_k.limited))
        statement = select(_k.source, *sums).where(_k.slot >= since).group_by(_k.source)
        return {
            source: CallCount(int(asked), int(failed), int(limited))
            for source, asked, failed, limited in await self._rows.run(statement)
        }

    async def count_faults(self, seen: Mapping[str, int], now: datetime) -> None:
        dialect = sqlite if self._rows.on_sqlite else postgresql
        adding = dialect.insert(t.faults)
        more = {"seen": _f.seen + adding.excluded.seen, "seen_at": adding.excluded.seen_at}
        adding = adding.on_conflict_do_update(index_elements=["what"], set_=more)
        for what, times in sorted(seen.items()):
            row = {"id": new_id(), "what": what, "seen": times, "seen_at": now, "told": 0}
            await self._rows.run(adding, row)

    async def faults_told(self, since: datetime) -> int:
        statement = select(func.count()).select_from(t.faults).where(_f.told_at > since)
        return int((await self._rows.run(statement)).scalar() or 0)

    async def untold_faults(self, before: datetime, most: int) -> Sequence[Fault]:
        due = _f.told_at.is_(None) | (_f.told_at <= before)
        statement = select(t.faults).where(_f.seen > _f.told, due)
        # Two processes must not tell of the same one.
        statement = statement.order_by(_f.seen_at, _f.id).limit(most).with_for_update()
        return [_fault(row) for row in await self._rows.run(statement)]

    async def tell_fault(self, fault: Fault, now: datetime) -> None:
        told = {"told": fault.seen, "told_at": now}
        await self._rows.change(t.faults, [_f.id == fault.id], told)

    async def fault(self, fault_id: int) -> Fault:
        row = (await self._rows.run(select(t.faults).where(_f.id == fault_id))).first()
        if row is None:
            raise NotThere("faults")
        return _fault(row)


def _fault(row: Any) -> Fault:
    return Fault(row.id, row.what, row.seen, row.told, row.told_at)


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
