"""The responses of an account, their resumes, letters and files (headhunter.md 6)."""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.domain.application import ApplicationStub
from bot.domain.errors import (
    AccessNotBought,
    AuthExpired,
    ContractBroken,
    DailyLimit,
    OutcomeUnknown,
    SiteError,
    SiteUnavailable,
)
from bot.domain.site import FileRef, Page, RemoteApplication, RemoteFile
from sites.headhunter import people
from sites.headhunter.access import costs, not_ours, says
from sites.headhunter.cabinet import Cabinet
from sites.headhunter.feed import CLOCKS_APART, Cursor, Listed, Position, Stage, ended, order_of
from sites.headhunter.keys import KEY
from sites.headhunter.mapping import Item, id_of, items, objects, pages, within
from sites.kit.http import Pairs
from sites.kit.lenient import integer, text
from sites.kit.people import file_name, mime_of

_LOG = logging.getLogger(__name__)

PAGE_MOST = 50
_LOOKS = 10
"""Requests of one call that bring nothing: then it is another's turn."""
_ADS_AT_FIRST = 20
"""Ads whose latest responses are looked at when an account is connected."""


class Responses:
    """What one session reads. `may_view`: a candidate may learn that the resume was seen."""

    def __init__(self, cabinet: Cabinet, *, may_view: bool) -> None:
        self._cabinet, self._account = cabinet, cabinet.account
        self._may_view, self._overlap = may_view, cabinet.account.web.paces.overlap
        self._seen: dict[str, Item] = {}
        """Items of this session's pages, by id: they tell where the resume is."""

    # -- the feed ---------------------------------------------------------------------------------

    async def newest(self) -> str:
        """The cursor of a feed that starts now."""
        ads, now = await self._cabinet.active()
        listed = [one for one in map(Listed.of, ads) if one is not None]
        recent: set[str] = set()
        try:
            for one in [ad for ad in listed if ad.updated][:_ADS_AT_FIRST]:
                recent |= await self._just_came(one.id, Cursor(now, now))
        except AccessNotBought:  # ads can be published all the same; the first sync says so
            pass
        counts = {one.id: one.count for one in listed}
        return Cursor(now, now, frozenset(recent), counts, full=now).write()

    async def _just_came(self, ad: str, cursor: Cursor) -> set[str]:
        """Responses that came while our clocks may differ."""
        found: set[str] = set()
        for stage in await self._stages(ad) or ():
            answer = await self._account.get(stage.path, self._paged(stage, 0))
            if answer.status != 200 and not not_ours(answer):
                raise self._account.refused(answer, f"GET {stage.path}")
            came = items(answer.data)
            if not ended(came, cursor.threshold(CLOCKS_APART)):
                found |= {number for one in came if (number := id_of(one)) is not None}
        return found

    async def page(
        self, cursor: str | None, resume: str | None, ads: Sequence[str] | None = None
    ) -> Page:
        """The next page of a pass; the cursor comes with its last one. `ads`: of these alone."""
        known = Cursor.read(cursor) if cursor is not None else Cursor()
        if resume:
            place = Position.load(resume)
        else:
            place = await (self._begin(known) if ads is None else self._past(ads))
        return await self._next(known, place)

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """One page of the comparison: every list of these ads, down to `since`.

        H15: whichever of them is off may want to be paid for, and is passed over then.
        """
        known = Cursor(since + self._overlap)
        begun = Position(self._account.web.clock.now(), tuple(ads), {}, {}, off=tuple(ads))
        page = await self._next(known, Position.load(resume) if resume else begun)
        return replace(page, cursor=None)

    async def glance(self) -> str:
        """The counters of the ads that are up; who looks at a response does not change them."""
        ads, _ = await self._cabinet.active()
        listed = [one for one in map(Listed.of, ads) if one is not None]
        counts = json.dumps(sorted((one.id, one.count) for one in listed))
        return blake2b(counts.encode(), digest_size=8).hexdigest()

    async def _next(self, known: Cursor, place: Position) -> Page:
        for _ in range(_LOOKS):
            if not place.ads:
                break
            if place.stages is None:
                stages = await self._stages(place.ads[0], off=place.ads[0] in place.off)
                place = place.hidden() if stages is None else place.at(stages)
                continue
            return await self._read(known, place)
        return self._paged_out((), known, place)

    async def _begin(self, known: Cursor) -> Position:
        """The ads in which something may be new: those up, and those gone since the last pass.

        The archive is the manager's own: an ad of another one only vanishes, and is read once more.
        """
        active, now = await self._cabinet.active()
        since = known.threshold(self._overlap)
        gone, _ = await self._cabinet.archived(since)
        lately = [one for one in gone if within([one], "archived_at", since)]
        up, off = (
            [one for one in map(Listed.of, ads) if one is not None] for ads in (active, lately)
        )
        listed = [*up, *off]
        counts = {one.id: one.count for one in listed}
        vanished = sorted(known.known - counts.keys())
        full = known.looks_everywhere(now, self._overlap)
        asked = [one.id for one in listed if full or not known.quiet(one, self._overlap)]
        not_up = (*(one.id for one in off), *vanished)
        todo = (*asked, *vanished)
        return Position(now, todo, counts, known.fresh, off=not_up, full=full)

    async def _past(self, ads: Sequence[str]) -> Position:
        active, now = await self._cabinet.active()
        up = {id_of(one) for one in active}
        return Position(now, tuple(ads), {}, {}, off=tuple(one for one in ads if one not in up))

    async def _stages(self, ad: str, *, off: bool = False) -> list[Stage] | None:
        """The lists of an ad that hold anything; None when this manager may not see them.

        H15: those of an ad that is off may want to be paid for, while others need not.
        """
        answer = await self._account.get("/negotiations", [("vacancy_id", ad)])
        if not_ours(answer) or (off and says(answer, "action_must_be_payed")):
            return None
        if answer.status != 200:
            raise self._account.refused(answer, "GET /negotiations")
        collections = answer.data.get("collections") if isinstance(answer.data, dict) else None
        return [stage for one in objects(collections) if (stage := self._stage(one)) is not None]

    def _stage(self, collection: Item) -> Stage | None:
        counters = collection.get("counters")
        total = integer(counters.get("total")) if isinstance(counters, dict) else None
        url = text(collection.get("url"))
        if url is None or total == 0:
            return None
        order = order_of(collection)
        params = parse_qsl(urlsplit(url).query)
        params = [pair for pair in params if pair[0] not in ("order_by", "page", "per_page")]
        if order is not None:
            params.append(("order_by", order))
        return Stage(urlsplit(url).path, tuple(params))

    def _paged(self, stage: Stage, page: int) -> Pairs:
        return [*stage.params, ("page", str(page)), ("per_page", str(PAGE_MOST))]

    async def _read(self, known: Cursor, place: Position) -> Page:
        """One page of one list. H18: how deep a list goes is what `pages` says."""
        assert place.stages  # `page` has made sure
        stage, ad = place.stages[0], place.ads[0]
        answer = await self._account.get(stage.path, self._paged(stage, place.page))
        if not_ours(answer) or (ad in place.off and says(answer, "action_must_be_payed")):
            return self._paged_out((), known, place.hidden())
        if answer.status != 200:
            raise self._account.refused(answer, f"GET {stage.path}")
        found = answer.data.get("items") if isinstance(answer.data, dict) else None
        if not isinstance(found, list):
            raise ContractBroken(KEY, f"GET {stage.path}: no items")
        came = objects(found)
        last = place.page + 1 >= pages(answer.data) or not found
        last = last or (stage.sorted and ended(came, known.threshold(self._overlap, ad)))
        total = integer(answer.data.get("found"))
        return self._paged_out(found, known, place.read(came, last=last, total=total), ad)

    def _paged_out(
        self, found: Sequence[Any], known: Cursor, onward: Position, ad: str = ""
    ) -> Page:
        """A page oldest first; only what came since the threshold, and is a response."""
        now = self._account.web.clock.now()
        pairs = [(one, people.parsed(one, ad, now, self._cabinet.host)) for one in found]
        threshold = known.threshold(self._overlap, ad)
        wanted = {
            whole.remote_id: whole
            for item, whole in pairs
            if whole is not None
            and whole.sent_at >= threshold
            and whole.remote_id not in known.before
            and not people.no_response(item)
        }
        self._seen |= {
            whole.remote_id: item for item, whole in pairs if whole and whole.remote_id in wanted
        }
        done = not onward.ads
        return Page(
            items=tuple(sorted(wanted.values(), key=lambda one: (one.sent_at, one.remote_id))),
            cursor=known.passed(onward, self._overlap).write() if done else None,
            resume=None if done else onward.write(),
            broken=tuple(people.broken(one, ad) for one, whole in pairs if whole is None),
            standings={whole.remote_id: whole.standing for _, whole in pairs if whole is not None},
        )

    # -- one response -----------------------------------------------------------------------------

    async def again(self, stub: ApplicationStub) -> RemoteApplication | None:
        """One response, whole; None when the site no longer has it, or it is none."""
        item = await self._item(stub.remote_id)
        if item is None or people.no_response(item):
            return None
        ad = id_of(item.get("vacancy")) or stub.remote_ad_id
        found = people.parsed(item, ad, self._account.web.clock.now(), self._cabinet.host)
        return None if found is None else await self.whole(found)

    async def _item(self, number: str) -> Item | None:
        path = f"/negotiations/{number}"
        answer = await self._account.get(path)
        if answer.status == 404:
            return None
        if answer.status != 200 or not isinstance(answer.data, dict):
            raise self._account.refused(answer, f"GET {path}")
        self._seen[number] = answer.data
        return answer.data

    async def whole(self, known: RemoteApplication) -> RemoteApplication:
        """With resume and letter, as far as the site gives them; a letter never stops a card."""
        item = self._seen.get(known.remote_id) or await self._item(known.remote_id)
        if item is None:
            return known
        if not self._may_view:
            letter = await self._letter(item, older=False)
            return replace(known, letter=letter, unopened=isinstance(item.get("resume"), dict))
        try:
            found = await self._opened(known, item)
        except DailyLimit as limit:
            found = replace(known, held_until=limit.until)
        return replace(found, letter=await self._letter(item, older=True))

    async def _opened(self, known: RemoteApplication, item: Item) -> RemoteApplication:
        """The resume by the address that names the response, so that it counts as viewed (H09).

        H15: where only the lists were paid for, or the ad is off, what the list gave is the card;
        so it is whatever else is the matter with this one resume.
        """
        resume = item.get("resume")
        url = text(resume.get("url")) if isinstance(resume, dict) else None
        if url is None or costs(url):
            await self._viewed(known.remote_id)
            return known
        try:
            resume = await self._resume(urlsplit(url).path, parse_qsl(urlsplit(url).query))
        except (AccessNotBought, ContractBroken) as refusal:
            _LOG.warning("headhunter: a card goes without its resume: %s", refusal)
            return known
        return known if resume is None else people.told(known, resume, self._cabinet.host)

    async def _resume(self, path: str, params: Pairs) -> Item | None:
        """None for one that was deleted or hidden since."""
        answer = await self._account.get(path, params)
        if answer.status == 404:
            return None
        if answer.status != 200 or not isinstance(answer.data, dict):
            raise self._account.refused(answer, "GET /resumes")
        return answer.data

    async def _viewed(self, number: str) -> None:
        """A response without a resume can only be marked; if that fails nobody loses anything."""
        try:
            await self._account.write("POST", "/negotiations/read", form=[("topic_id", number)])
        except (SiteUnavailable, OutcomeUnknown):
            return

    async def _letter(self, item: Item, *, older: bool) -> str | None:
        """The chat first, else the older messages, which mark the response as viewed (6.6).

        H10: to read a chat marks no response as viewed.
        """
        counters = item.get("counters")
        if isinstance(counters, dict) and integer(counters.get("messages")) == 0:
            return None
        chat, number = text(item.get("chat_id")), id_of(item)
        asked = [("order", "next"), ("limit", "10")]
        try:
            if chat is not None:
                answer = await self._account.get(f"/common/chats/{chat}/messages", asked)
                if answer.status == 200:
                    return people.letter_in_chat(answer.data)
            if not older:
                return None
            answer = await self._account.get(
                f"/negotiations/{number}/messages", [("with_text_only", "true")]
            )
            return people.letter_in_messages(answer.data) if answer.status == 200 else None
        except AuthExpired:
            raise
        except SiteError:
            return None

    # -- files ------------------------------------------------------------------------------------

    async def file(self, ref: FileRef) -> RemoteFile | None:
        """A resume (`file:<address>`) or a photo (`photo:<address>`).

        H11: a photo's host wants no token; its addresses live for a short time.
        """
        kind, _, address = ref.ref.partition(":")
        answer = await self._account.download(address)
        if answer.status == 404 or (kind == "photo" and answer.status in (401, 403, 410)):
            return None
        if answer.status != 200:
            raise self._account.refused(answer, f"GET {kind}")
        name = file_name(answer.filename) or ref.name
        return RemoteFile(
            answer.body, name, mime_of(answer.body, answer.headers.get("Content-Type", ""))
        )
