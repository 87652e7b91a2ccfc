"""A clock that was set back: what waits for a moment must not wait the longer for it."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, select, type_coerce

from storage import tables as t
from storage.session import Repository

_KEY = "clock"
"""The row of `rates` that holds no window: when the clock was last looked at."""
_UNLIKE = timedelta(seconds=1)
"""So far apart processes may see the same moment on PostgreSQL: nobody has set a clock."""
_WAITED_FOR = (
    t.accounts.c.next_sync_at,
    t.accounts.c.asked_sync_at,
    t.accounts.c.reconcile_at,
    t.accounts.c.glance_at,
    t.accounts.c.news_at,
    t.accounts.c.failing_since,
    t.incidents.c.opened_at,
    t.notices.c.due_at,
    t.site_actions.c.due_at,
    t.site_actions.c.since,
    t.files.c.wanted_at,
    t.hooks.c.due_at,
    t.topics.c.asked_at,
    t.boards.c.look_at,
    t.applications.c.held_until,
    t.dictionaries.c.fetched_at,
)


class LookAtClock(Repository):
    """The part of ports.SystemTransaction that remembers what time it was."""

    async def look_at_clock(self, now: datetime) -> timedelta:
        back = await self._gone_back(now)
        if back:
            for moment in _WAITED_FOR:
                earlier = type_coerce(moment, BigInteger) - back // timedelta(microseconds=1)
                await self._rows.change(moment.table, [moment > now], {moment.name: earlier})
            # Nine o'clock stays nine o'clock: whose morning or Monday is to come is reckoned anew.
            for times in (t.mornings, t.report_times):
                await self._rows.drop(times, times.c.due_at > now)
            await self._session.turn_back(now, back)
        return back

    async def _gone_back(self, now: datetime) -> timedelta:
        """Since the last look; this one is noted."""
        mine = t.rates.c.key == _KEY
        last: datetime | None = (
            await self._rows.run(select(t.rates.c.saved_at).where(mine))
        ).scalar()
        if last is None:
            row = {"key": _KEY, "moments": [], "saved_at": now}
            await self._rows.add_new(t.rates, [row])
            return timedelta()
        await self._rows.change(t.rates, [mine], {"saved_at": now})
        back = last - now
        return back if back > _UNLIKE else timedelta()
