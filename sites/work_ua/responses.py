"""The responses of one account: the feed, the comparison, one again (work-ua.md section 12)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.domain.application import ApplicationStub
from bot.domain.errors import ContractBroken, SiteError
from bot.domain.site import Page, RemoteApplication
from sites.kit.answer import Answer
from sites.kit.http import Line, Pairs, Web
from sites.work_ua import mapping
from sites.work_ua.feed import SURELY_SHORT, Cursor, Position, Walk, credible
from sites.work_ua.keys import KEY
from sites.work_ua.past import PAGE_MOST, following


class Responses:
    """What one session reads."""

    def __init__(self, web: Web, line: Line, refused: Callable[[Answer, str], SiteError]) -> None:
        self._web, self._line, self._refused = web, line, refused

    async def newest(self) -> str:
        """The cursor behind the newest response there is now."""
        now = self._web.clock.now()
        newest = await self._newest_id(SURELY_SHORT)
        return Cursor().advanced(newest, now, self._web.paces.overlap, passed=now).write()

    async def glance(self) -> str:
        """The newest id, among the newest few: an absurd one would hide whatever comes after it."""
        return str(await self._newest_id(SURELY_SHORT))

    async def _newest_id(self, limit: int) -> int:
        items = await self.listed([("limit", str(limit)), ("sort", "0")])
        return max(credible(mapping.response_ids(items), 0), default=0)

    async def page(self, cursor: str | None, resume: str | None) -> Page:
        """The next page, oldest first, beginning 24 h before the cursor (design.md 5)."""
        now, overlap = self._web.clock.now(), self._web.paces.overlap
        known = Cursor.read(cursor) if cursor is not None else Cursor()
        place = Position.read(resume) if resume else Position(known.start(overlap), now)
        after = [("last_id", str(place.at))] if place.at else []
        items = await self.listed([("limit", str(PAGE_MOST)), ("sort", "1"), *after])
        ids = credible(mapping.response_ids(items), place.at)
        onward = following(place, ids, came=len(items))
        read = known.advanced(
            max([place.at, *ids]), now, overlap, passed=place.began if onward is None else None
        )
        resume = onward.write() if onward is not None else None
        return self._page(items, read.write(), resume)

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """One page of the feed of all ads, newest first; then of the feed of each ad.

        A21: either feed may lack what the other one has.
        """
        place = Walk.read(resume) if resume else Walk(("", *ads))
        ad = place.lists[0] or None
        below = [("before_id", str(place.before))] if place.before else []
        params = [("limit", str(PAGE_MOST)), ("sort", "0"), *below]
        try:
            items = await self.listed(params, job_id=ad)
        except ContractBroken:
            if ad is None:
                raise
            items = []  # 400: this one ad is not ours any more
        page = self._page(items, None, None, ad)
        over = bool(page.items) and all(one.sent_at < since for one in page.items)
        onward = place.onward(mapping.response_ids(items), came=len(items), over=over)
        return Page(page.items, None, onward.write() if onward else None, page.broken)

    def _page(
        self, items: Sequence[Any], cursor: str | None, resume: str | None, ad: str | None = None
    ) -> Page:
        now = self._web.clock.now()
        found = [(item, mapping.parse_response(item, now, job_id=ad)) for item in items]
        whole = {one.remote_id: one for _, one in found if one is not None}
        broken = tuple(mapping.broken(item) for item, one in found if one is None)
        return Page(tuple(whole.values()), cursor, resume, broken)

    async def one(self, stub: ApplicationStub) -> RemoteApplication | None:
        """`last_id` one below gives exactly this response, where it still is."""
        params = [("limit", "1"), ("sort", "1"), ("last_id", str(int(stub.remote_id) - 1))]
        found = self._named(await self.listed(params), stub)
        if found is None:
            try:
                items = await self.listed(params, job_id=stub.remote_ad_id)
            except ContractBroken:  # 400: the ad is not ours any more
                return None
            found = self._named(items, stub)
        return found

    def _named(self, items: Sequence[Any], stub: ApplicationStub) -> RemoteApplication | None:
        for item in items:
            if str(mapping.response_id(item)) == stub.remote_id:
                return mapping.parse_response(item, self._web.clock.now(), job_id=stub.remote_ad_id)
        return None

    async def listed(self, params: Pairs, job_id: str | None = None) -> list[Any]:
        """Items of a feed. A20: which kinds we want is always said, callers by phone too.

        A21: the feed of all jobs is the one that is trusted; that of one job is a second try.
        """
        path = "/jobs/responses" if job_id is None else f"/jobs/{job_id}/responses"
        kinds = [("from_type[]", "send"), ("from_type[]", "phonecall")]
        answer = await self._line.get(path, [*params, *kinds])
        if answer.status == 404:  # nothing matches
            return []
        if answer.status != 200:
            raise self._refused(answer, f"GET {path}")
        items = mapping.response_items(answer.data)
        if items is None:
            raise ContractBroken(KEY, f"GET {path}: no items")
        return items
