"""The responses of one account, folder by folder (robota-ua.md sections 6 to 8)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from bot.domain.application import ApplicationStub
from bot.domain.errors import ContractBroken, SiteUnavailable
from bot.domain.site import BrokenRecord, Page, RemoteApplication
from bot.ports import Wanted
from sites.kit.answer import Answer
from sites.kit.http import Web
from sites.kit.lenient import flag
from sites.robota_ua import feed, people
from sites.robota_ua.feed import Cursor, Position
from sites.robota_ua.keys import KEY
from sites.robota_ua.line import Door, refused
from sites.robota_ua.mapping import rows, total_of

Ask = Callable[[Callable[[], Awaitable[Answer]]], Awaitable[Answer]]
NAMES = ("applies", "items", "candidates", "data", "list")
_PAGES_MOST = 20
_RAW_MOST = 2000


@dataclass(frozen=True, slots=True)
class _Listing:
    """One page of a folder; `broken` says why it is none."""

    items: Sequence[Any] = ()
    total: int | None = None
    broken: BrokenRecord | None = None

    @property
    def rows(self) -> list[feed.Row]:
        return [people.row(item) for item in self.items]


class Responses:
    """The feed over the folders, and single responses again."""

    def __init__(
        self,
        web: Web,
        ask: Ask,
        door: Door,
        city_names: Callable[[], Awaitable[Mapping[str, str]]],
    ) -> None:
        self._web, self._ask, self._door, self._city_names = web, ask, door, city_names
        self._of_ads: dict[str, dict[str, Any]] = {}
        self._seen: dict[str, Any] = {}
        """Rows of this session's comparison, by key."""

    async def newest(self) -> str:
        """Each folder as far back as the next pass will read it, so that it knows who was there.

        Raises: SiteUnavailable when one can't be read: whoever is in it would come as new.
        """
        now, overlap = self._web.clock.now(), self._web.paces.overlap
        pages, cut = dict[int, list[feed.Row]](), list[int]()
        for folder in feed.FOLDERS:
            pages[folder], whole = await self._recent(folder)
            if not whole:
                cut.append(folder)
        return feed.first_marks(pages, now, overlap, cut).write()

    async def _recent(self, folder: int) -> tuple[list[feed.Row], bool]:
        """A folder's newest rows, and whether these are all that a pass may meet again."""
        now, found = self._web.clock.now(), list[feed.Row]()
        for page in range(_PAGES_MOST):
            listing = await self._listing(folder, page)
            if listing.broken is not None:
                raise SiteUnavailable(KEY, f"POST /apply/list: page {page} fails")
            found += listing.rows
            newest = feed.newest_of(found, now)
            start = None if newest is None else newest - self._web.paces.overlap
            if feed.ended(listing.rows, page, listing.total, start):
                return found, True
        return found, False

    async def page(
        self,
        cursor: str | None,
        resume: str | None,
        wanted: Wanted = lambda _: True,
        ad: str = "0",
    ) -> Page:
        """One page; the last one of a folder moves that folder's mark.

        Of those who are not `wanted` the black list is not asked. `ad`: of one alone.
        """
        known = Cursor.read(cursor) if cursor is not None else Cursor()
        place = Position.read(resume) if resume else Position()
        listing = await self._listing(place.folder, place.page, int(ad))
        if place.aside and listing.broken is None:
            return self._aside(place, listing)
        now, overlap = self._web.clock.now(), self._web.paces.overlap
        if listing.broken is not None:
            found = feed.skip(known, place)
        else:
            found = feed.step(known, place, listing.rows, listing.total, now, overlap)
        unread = place.folder == feed.NOT_VIEWED
        new = {row.key for row in found.new}
        items = await self._candidates(listing, new, lambda it: self._candidate(it, unread, wanted))
        return replace(
            items,
            cursor=found.cursor.write() if found.cursor is not None else None,
            resume=found.onward.write() if found.onward is not None else None,
        )

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """One page of the comparison, folder by folder; of who came nothing more is asked for."""
        place = Position.read(resume) if resume else Position()
        listing = await self._listing(place.folder, place.page)
        if listing.broken is not None:
            onward = feed.after_failure(place)
        else:
            onward = feed.through(place, listing.rows, listing.total, since)
        resume = None if onward is None else onward.write()
        if place.aside:
            standings: Mapping[str, str | None] = self._standings(listing, feed.ASIDE[place.folder])
            return Page((), None, resume, standings=standings)
        items = {
            row.key: item
            for row, item in zip(listing.rows, listing.items, strict=True)
            if row.key is not None and (row.added is None or row.added >= since)
        }
        self._seen |= items
        found = [await self._bare(item) for item in items.values()]
        mine = [one for one in reversed(found) if one is not None and one.remote_ad_id in ads]
        return Page(mine, None, resume, standings=self._standings(listing, None))

    async def whole(self, found: RemoteApplication) -> RemoteApplication:
        """Of one that `recent` gave: whether the person is barred."""
        item = self._seen.get(found.remote_id)
        return found if item is None else replace(found, barred=await self._barred(item))

    async def glance(self) -> str:
        """The newest responses of all folders; R26: an interaction has no key."""
        listing = await self._listing(feed.ANY, 0)
        if listing.broken is not None:
            raise SiteUnavailable(KEY, "POST /apply/list: the first page fails")
        keys = ",".join(sorted(row.key for row in listing.rows if row.key is not None))
        return blake2b(keys.encode(), digest_size=8).hexdigest()

    def _standings(self, listing: _Listing, standing: str | None) -> dict[str, str | None]:
        return {row.key: standing for row in listing.rows if row.key is not None}

    def _aside(self, place: Position, listing: _Listing) -> Page:
        onward = feed.aside(place, listing.rows, listing.total, self._web.clock.now())
        standings = self._standings(listing, feed.ASIDE[place.folder])
        return Page((), None, onward.write() if onward is not None else None, standings=standings)

    async def _candidates(
        self,
        listing: _Listing,
        wanted: set[str | None],
        read: Callable[[Any], Awaitable[RemoteApplication | None]],
    ) -> Page:
        """Those of the page that are new, oldest first; the others stand as any."""
        items: list[RemoteApplication] = []
        broken = [listing.broken] if listing.broken is not None else []
        keys: list[str] = []
        for item in reversed(listing.items):
            key = people.row(item).key
            if key is None and not people.is_foreign(item):
                broken.append(people.broken(item))
            if key is None or key in keys:
                continue
            keys.append(key)
            if key in wanted:
                found = await read(item)
                if found is None:
                    broken.append(people.broken(item))
                else:
                    items.append(found)
        standings = dict.fromkeys(keys)
        return Page(tuple(items), None, broken=tuple(broken), standings=standings)

    async def _candidate(
        self, item: Any, unread: bool | None = None, wanted: Wanted = lambda _: True
    ) -> RemoteApplication | None:
        found = await self._bare(item)
        if found is None:
            return None
        found = replace(found, unread=unread)
        return replace(found, barred=await self._barred(item)) if wanted(found) else found

    async def _bare(self, item: Any) -> RemoteApplication | None:
        return people.application(item, self._web.clock.now(), await self._names_for(item))

    async def _names_for(self, item: Any) -> Mapping[str, str]:
        return await self._city_names() if item.get("cityId") else {}

    async def _barred(self, item: Mapping[str, Any]) -> bool:
        """Whether the employer's black list has the person; an unreadable resume does not say so.

        `markView=false`: looking leaves no trace on the site.
        """
        number = people.resume_id(item)
        if number is None:
            return False
        path, params = f"/resume/{number}", [("markView", "false")]
        try:
            answer = await self._ask(lambda: self._door.line.get(path, params))
        except ContractBroken:
            return False
        except SiteUnavailable as trouble:
            if trouble.retry_after is not None:
                raise  # it asks for a pause: nothing is to be said of the person before
            return False
        data = answer.data if answer.status == 200 else None
        return isinstance(data, dict) and flag(data.get("isInBlackList"))

    async def one(self, stub: ApplicationStub) -> RemoteApplication | None:
        """One response again; who was rejected meanwhile is in none of the folders."""
        if stub.remote_ad_id not in self._of_ads:
            self._of_ads[stub.remote_ad_id] = await self._of_ad(stub.remote_ad_id)
        item = self._of_ads[stub.remote_ad_id].get(stub.remote_id)
        return None if item is None else await self._candidate(item)

    async def _of_ad(self, ad: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for folder in feed.FOLDERS:
            for page in range(_PAGES_MOST):
                listing = await self._listing(folder, page, int(ad))
                if listing.broken is not None:  # who is on it must not count as gone
                    raise SiteUnavailable(KEY, f"POST /apply/list: page {page} fails")
                keyed = ((people.row(item).key, item) for item in listing.items)
                found |= {key: item for key, item in keyed if key is not None}
                if feed.ended(listing.rows, page, listing.total, None):
                    break
        return found

    async def _listing(self, folder: int, page: int, ad: int = 0) -> _Listing:
        """`vacancyId` 0 is the whole account; `count` is not sent (R20). A page may fail alone."""
        body = {
            "vacancyId": ad,
            "folderId": folder,
            "page": page,
            "filter": "",
            "candidateTypes": list(people.KINDS),
        }
        for _ in range(2):
            answer = await self._ask(lambda: self._door.line.post("/apply/list", body))
            if answer.status == 204 or (folder == feed.DOUBTED and answer.status == 400):
                return _Listing()
            items = rows(answer.data, *NAMES) if answer.status == 200 else None
            if items is not None:
                return _Listing(items, total_of(answer.data))
            if not _fails_alone(answer):
                break
        else:
            raw = answer.body[:_RAW_MOST].decode("utf-8", "replace")
            return _Listing(broken=BrokenRecord("apply/list page", raw))
        raise refused(answer, "POST /apply/list")


def _fails_alone(answer: Answer) -> bool:
    """Whether it is this very page that fails: its body has a `key`."""
    keyed = isinstance(answer.data, dict) and bool(answer.data.get("key"))
    return keyed and (answer.status in (200, 400) or answer.status >= 500)
