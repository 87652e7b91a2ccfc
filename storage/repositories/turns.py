"""Who does something that only one process at a time may do."""

from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlalchemy.dialects import postgresql, sqlite

from storage import tables as t
from storage.session import Repository

_UNLIKE = timedelta(seconds=1)
"""So far apart processes may see the same moment."""


class Turns(Repository):
    """The part of ports.SystemTransaction that lets one in at a time: rows of `rates`, held."""

    async def take_turn(self, key: str, now: datetime, until: datetime) -> bool:
        dialect = sqlite if self._rows.on_sqlite else postgresql
        row = {"key": f"turn:{key}", "moments": [], "saved_at": now, "halted_until": until}
        taking = dialect.insert(t.rates).values(row)
        r = t.rates.c
        taking = taking.on_conflict_do_update(
            index_elements=["key"],
            set_={"halted_until": taking.excluded.halted_until, "saved_at": now},
            # One that ends later than any taken now was taken before the clock was set back.
            where=or_(
                r.halted_until.is_(None), r.halted_until <= now, r.halted_until > until + _UNLIKE
            ),
        )
        return (await self._rows.run(taking.returning(r.key))).first() is not None

    async def leave_turn(self, key: str, until: datetime) -> None:
        mine = [t.rates.c.key == f"turn:{key}", t.rates.c.halted_until == until]
        await self._rows.change(t.rates, mine, {"halted_until": None})
