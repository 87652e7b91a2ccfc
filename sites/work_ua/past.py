"""All that ever came to some jobs: job by job; of silent ones what the feed of all has."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.domain.errors import ContractBroken
from bot.domain.site import Page
from sites.kit.http import Pairs
from sites.work_ua import mapping
from sites.work_ua.feed import FeedBroken, Position, credible
from sites.work_ua.keys import KEY

PAGE_MOST = 50


class Feeds(Protocol):
    """The feed of one job, and that of all."""

    async def listed(self, params: Pairs, job_id: str | None = None) -> list[Any]: ...
    async def page(self, cursor: str | None, resume: str | None) -> Page: ...


def following(place: Position, ids: Sequence[int], *, came: int) -> Position | None:
    """Where a feed goes on. Raises: ContractBroken where it does not page as documented."""
    try:
        return place.onward(ids, came=came)
    except FeedBroken as broken:
        raise ContractBroken(KEY, f"GET /jobs/responses: {broken}") from None


@dataclass(frozen=True, slots=True)
class Past:
    """`jobs` are still to be read, `at` is the place in the first one's feed.

    Those that were `silent` had nothing in feeds of their own: the feed of all is the one that is
    trusted (A21), and is read for them after the last job, from `at` on.
    """

    jobs: tuple[str, ...]
    silent: tuple[str, ...] = ()
    at: str | None = None

    def write(self) -> str | None:
        """As it is stored; None at the end."""
        if not self.jobs and not self.silent:
            return None
        return json.dumps({"jobs": self.jobs, "silent": self.silent, "at": self.at})

    @classmethod
    def read(cls, stored: str | None, jobs: Sequence[str]) -> "Past":
        """What `write` wrote; the beginning of these jobs where nothing is stored."""
        kept = json.loads(stored) if stored else {}
        if "jobs" not in kept:
            return cls(tuple(jobs))
        return cls(tuple(kept["jobs"]), tuple(kept["silent"]), kept["at"])

    def onward(self, at: str | None, *, silent: bool = False) -> "Past":
        """After a page; None: that feed is at its end."""
        if at is not None:
            return replace(self, at=at)
        if not self.jobs:
            return Past(())
        more = self.jobs[:1] if silent else ()
        return Past(self.jobs[1:], (*self.silent, *more))


async def page(feeds: Feeds, jobs: Sequence[str], resume: str | None, now: datetime) -> Page:
    """One page of it; it moves no cursor."""
    past = Past.read(resume, jobs)
    if not past.jobs:
        found = await feeds.page(None, past.at)
        items = tuple(one for one in found.items if one.remote_ad_id in past.silent)
        return replace(found, items=items, cursor=None, resume=past.onward(found.resume).write())
    return await _of_job(feeds, past, now)


async def _of_job(feeds: Feeds, past: Past, now: datetime) -> Page:
    job, place = past.jobs[0], Position.read(past.at) if past.at else Position(0, now)
    after = [("last_id", str(place.at))] if place.at else []
    asked = [("limit", str(PAGE_MOST)), ("sort", "1"), *after]
    try:
        came = await feeds.listed(asked, job_id=job)
        onward = following(place, credible(mapping.response_ids(came), place.at), came=len(came))
    except ContractBroken:  # 400: it is not ours any more; or its feed does not page
        return Page((), None, resume=past.onward(None, silent=True).write())
    found = [(one, mapping.parse_response(one, now, job_id=job)) for one in came]
    silent = not came and past.at is None
    return Page(
        items=tuple({one.remote_id: one for _, one in found if one is not None}.values()),
        cursor=None,
        resume=past.onward(onward.write() if onward else None, silent=silent).write(),
        broken=tuple(mapping.broken(raw) for raw, one in found if one is None),
    )
