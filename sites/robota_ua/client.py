"""One account's session with Robota.ua (robota-ua.md sections 2 to 5)."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.application import ApplicationStub
from bot.domain.errors import (
    AdMissing,
    AuthExpired,
    ContractBroken,
    NoCredits,
    NotEmployer,
    OutcomeUnknown,
    Rejected,
    SiteError,
    SiteUnavailable,
    WrongLogin,
)
from bot.domain.own_ad import OwnAd
from bot.domain.site import (
    Ad,
    AdList,
    Credit,
    Entry,
    FileRef,
    Identity,
    Page,
    Problem,
    Receipt,
    RemoteAd,
    RemoteApplication,
    RemoteFile,
)
from bot.ports import AdForm, SiteSession, Wanted
from sites.kit.answer import Answer
from sites.kit.people import account_name
from sites.kit.site import Opening
from sites.robota_ua import mapping
from sites.robota_ua.feed import Past
from sites.robota_ua.files import Files
from sites.robota_ua.forms import publish_type, to_body
from sites.robota_ua.keys import KEY, LISTS, PUBLISH_TYPES
from sites.robota_ua.known import Known
from sites.robota_ua.line import Door, refused
from sites.robota_ua.own_ads import own_ad
from sites.robota_ua.refusals import with_refusals
from sites.robota_ua.responses import Responses
from sites.robota_ua.settings import Settings

_LOG = logging.getLogger(__name__)

CLOCKS_APART = timedelta(minutes=2)
PAGES_MOST = 50
_LOOKED_AT = 5
"""So many ads of the same title and city are looked at for one whose answer was lost."""


class Session(SiteSession):
    """ports.SiteSession for Robota.ua."""

    def __init__(self, opening: Opening[Settings], known: Known) -> None:
        self._web = opening.web
        self._door = Door(opening)
        self._known, self._base = known, opening.settings.api_url
        self._responses = Responses(self._web, self._asked, self._door, self._city_names)
        self._files = Files(self._asked, self._door)

    # -- who, and what there is to spend ------------------------------------------------------

    async def check(self) -> Identity:
        """The login where there is no token, then the list of own ads, which employers have."""
        await self._check_employer()
        login = self._door.login
        return Identity(login.lower(), account_name(login), await self.credits(), self._door.kept)

    async def _check_employer(self) -> None:
        """R02: a job seeker's login works too; his fresh token gets 401 or 403 here."""
        if not self._door.login:
            raise WrongLogin(KEY)
        try:
            answer = await self._door.ask(
                lambda: self._door.line.post("/vacancy/list", {"page": 0})
            )
        except AuthExpired:
            raise NotEmployer(KEY) from None
        if answer.status == 403:
            raise NotEmployer(KEY)
        if answer.status == 204:  # an employer without a vacancy so far
            return
        if answer.status != 200 or mapping.rows(answer.data, *LIST_NAMES) is None:
            raise refused(answer, "POST /vacancy/list")

    async def _asked(self, send: Callable[[], Awaitable[Answer]]) -> Answer:
        """As `Door.ask`; a login that is refused now was right once."""
        try:
            return await self._door.ask(send)
        except WrongLogin as refusal:
            raise AuthExpired(KEY, str(refusal)) from None

    async def credits(self) -> tuple[Credit, ...]:
        """Unused publications by type; a balance that can't be read is unknown, no reason to stop.

        R08: the shape of these answers is not known; `mapping.tickets` reads what it can.
        """
        found: list[Credit] = []
        away = False
        for kind in PUBLISH_TYPES:
            left = None
            if not away:
                try:
                    left = await self._tickets(kind.id)
                except SiteUnavailable as trouble:
                    if trouble.retry_after is not None:
                        raise
                    away = True  # the balance alone may be: it is not waited for four times
                except ContractBroken:
                    away = True
            found.append(Credit(kind.id, kind.names, left))
        return tuple(found)

    async def _tickets(self, kind: str) -> int | None:
        path = f"/api/service/tickets/{kind}"
        try:
            answer = await self._door.ask(lambda: self._door.line.get(path))
        except AuthExpired:  # of a token that is good for all else
            raise ContractBroken(KEY, f"GET {path}: status 401") from None
        except WrongLogin as refusal:
            raise AuthExpired(KEY, str(refusal)) from None
        return mapping.tickets(answer.data) if answer.status == 200 else None

    async def dictionary(self, name: str) -> tuple[Entry, ...]:
        """Cities are the live list's, always; the other lists stand in the contract."""
        if name in LISTS:
            return LISTS[name]
        if name != "city":
            raise ContractBroken(KEY, f"no dictionary {name}")
        answer = await self._asked(lambda: self._door.line.get("/values/citylist"))
        found = mapping.entries(answer.data) if answer.status == 200 else None
        if not found:  # the public list has the same ids
            answer = await self._door.public.get("/dictionary/city")
            found = mapping.entries(answer.data) if answer.status == 200 else None
        if not found:
            raise ContractBroken(KEY, f"GET /dictionary/city: status {answer.status}, no list")
        self._known.keep_cities(self._base, self._web.clock.now(), found)
        return found

    async def _city_names(self) -> Mapping[str, str]:
        """Names only decorate a card, so a dictionary that fails holds up nobody."""
        now = self._web.clock.now()
        found = self._known.cities(self._base, now)
        if found is not None:
            return found
        try:
            return self._known.keep_cities(self._base, now, await self.dictionary("city"))
        except (ContractBroken, SiteUnavailable):
            return {}

    # -- putting an ad on the site ------------------------------------------------------------

    async def save_draft(self, form: AdForm, *, key: str) -> Receipt:
        """R04: what is added stays a draft until its state is changed. There is no key."""
        remote_id = await self._save(form, publish_type(form.fields))
        return await self._stands(remote_id, Ad.DRAFT)

    async def publish(self, form: AdForm, *, key: str) -> Receipt:
        """Save it, then make it live: that spends a unit (R07) and may be refused.

        Then the ad stays a draft, and the error says which.
        """
        kind = publish_type(form.fields)
        remote_id = await self._save(form, kind)
        try:
            await self._change(remote_id, "Publicated")
        except SiteError as error:
            told = await self._classify(error, kind) if isinstance(error, Rejected) else error
            if form.remote_id is None:
                told.left = Receipt(remote_id, mapping.ad_url(remote_id), Ad.DRAFT)
            raise told from None
        return await self._stands(remote_id, Ad.LIVE, published=True)

    async def _classify(self, refusal: Rejected, kind: str) -> SiteError:
        """R06: the wording of "none left" is unknown, so the balance tells, where it is known."""
        try:
            left = await self._tickets(kind)
        except SiteError:
            return refusal
        return NoCredits(KEY) if left == 0 else refusal

    async def edit(self, form: AdForm) -> Receipt:
        """The whole set again (R13), under the type that the ad has; its state is read after."""
        if form.remote_id is None:
            raise AdMissing(KEY, "never saved")
        present = await self._posted(form.remote_id)
        if present is None:
            raise AdMissing(KEY, form.remote_id)
        known = {kind.id for kind in PUBLISH_TYPES}
        kind = str(present.item.get("publishType"))
        await self._save(form, kind if kind in known else publish_type(form.fields))
        return await self._stands(form.remote_id, present.remote.ad)

    async def close(self, remote_id: str) -> Receipt:
        """A refusal of an ad that is off already means that it was closed before."""
        try:
            await self._change(remote_id, "Closed")
        except Rejected:
            present = await self._posted(remote_id)
            if present is None:
                raise AdMissing(KEY, remote_id) from None
            if present.remote.ad is not Ad.ENDED:
                raise
            return mapping.receipt(present.remote)
        return await self._stands(remote_id, Ad.ENDED)

    async def delete_draft(self, remote_id: str) -> None:
        await self._change(remote_id, "Deleted")

    async def _save(self, form: AdForm, kind: str) -> str:
        """R05: an id, an object with one, or a refusal that comes as 200 as well."""
        body, since = to_body(form, kind), self._web.clock.now()
        answer = await self._asked(lambda: self._door.line.write("POST", "/vacancy/add", json=body))
        await self._taken(answer, form.remote_id, "POST /vacancy/add")
        number = mapping.ad_id(answer.data)
        if number is not None or form.remote_id is not None:
            return form.remote_id or str(number)
        try:
            found = await self.find(form, since)
        except SiteError:  # made it is: a list that does not come must not have it made twice
            found = None
        if found is None:
            raise OutcomeUnknown(KEY, "POST /vacancy/add: no id")
        return found.remote_id

    async def _change(self, remote_id: str, state: str) -> None:
        path = f"/vacancy/state/{remote_id}"
        answer = await self._asked(
            lambda: self._door.line.write("POST", path, params=[("state", state)])
        )
        await self._taken(answer, remote_id, "POST /vacancy/state")

    async def _taken(self, answer: Answer, remote_id: str | None, what: str) -> None:
        """Raises: Rejected with the site's words, AdMissing; else what the status means."""
        if answer.status < 300 and not mapping.refused(answer.data):
            return
        if answer.status not in (200, 400, 403, 404):
            raise refused(answer, what)
        if remote_id is not None and await self._posted(remote_id) is None:
            raise AdMissing(KEY, f"{what}: status {answer.status}")
        said = mapping.problems(answer.data, answer.body)
        raise Rejected(KEY, said or (Problem("refused", ""),))

    async def _stands(self, remote_id: str, expected: Ad, *, published: bool = False) -> Receipt:
        """How the ad stands after a request that went through.

        Nothing is raised here any more: the request had its effect, and an answer that does not
        come must not make it look failed.
        """
        try:
            found = await self._posted(remote_id)
        except SiteError:
            found = None
        if found is None:
            return Receipt(remote_id, mapping.ad_url(remote_id), expected)
        remote = found.remote
        if published and remote.ad in (Ad.DRAFT, Ad.ENDED):
            left = "robota_ua-badge-left-draft"
            return Receipt(remote_id, remote.url, Ad.DRAFT, remote.expires_at, left)
        return mapping.receipt(remote)

    # -- own ads ------------------------------------------------------------------------------

    async def find(self, form: AdForm, since: datetime) -> RemoteAd | None:
        """After a lost answer: a known ad as it stands, else one of this title made since then."""
        if form.remote_id is not None:
            present = await self._posted(form.remote_id)
            return present.remote if present is not None else None
        title = form.vacancy.title
        listed, _ = await self._list([("vacancyName", title)], pages=1)
        alike = [one.remote.remote_id for one in listed if one.remote.title == title]
        newest = sorted(set(alike) - form.taken, key=int, reverse=True)[:_LOOKED_AT]
        whole = [await self._posted(remote_id) for remote_id in newest]
        return mapping.made(filter(None, whole), form, since - CLOCKS_APART)

    async def ads(self) -> AdList:
        """R11: pages of an unknown size, up to an empty one or the told total."""
        listed, whole = await self._list([], pages=PAGES_MOST)
        listed = await with_refusals(listed, self._posted)
        company = await self._company(listed)
        return AdList(tuple(mapping.at_company(one.remote, company) for one in listed), whole)

    async def _company(self, listed: Sequence[mapping.Posted]) -> int | None:
        """The number that public addresses need; only a whole ad is known to tell it."""
        key = (self._base, self._door.login.lower())
        if key not in self._known.companies and listed:
            try:
                await self._posted(listed[0].remote.remote_id)
            except (ContractBroken, SiteUnavailable):
                return None
        return self._known.companies.get(key)

    async def ad(self, remote_id: str, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd | None:
        """All that `/vacancy/get` tells of it."""
        found = await self._posted(remote_id)
        return None if found is None else own_ad(found, dictionaries)

    async def _posted(self, remote_id: str) -> mapping.Posted | None:
        answer = await self._got(f"/vacancy/get/{remote_id}")
        if answer.status in (204, 403, 404):  # 403: no right to this ad; the lists tell of all
            return None
        found = mapping.posted(answer.data, self._web.clock.now())
        if answer.status != 200 or found is None:
            raise refused(answer, "GET /vacancy/get")
        company = mapping.company_of(found)
        if company:
            self._known.companies[(self._base, self._door.login.lower())] = company
        if found.remote.badge == "badge-unknown":
            _LOG.warning("robota_ua: unknown state %.40r", found.item.get("state"))
        return found

    async def _got(self, path: str) -> Answer:
        """The documents say GET, one client says POST."""
        try:
            return await self._asked(partial(self._door.line.get, path))
        except ContractBroken as broken:
            if not broken.where.endswith("status 405"):
                raise
            return await self._asked(partial(self._door.line.post, path))

    async def _list(
        self, filters: Sequence[tuple[str, str]], *, pages: int
    ) -> tuple[list[mapping.Posted], bool]:
        """The ads of these pages, each once, and whether they are all there are.

        Of every state: which form `vacancyStateId` has is not known (R10).
        """
        found: dict[str, mapping.Posted] = {}
        now = self._web.clock.now()
        for page in range(pages):
            body = {**dict(filters), "page": page}
            answer = await self._asked(partial(self._door.line.post, "/vacancy/list", body))
            if answer.status == 204:
                return list(found.values()), True
            items = mapping.rows(answer.data, *LIST_NAMES) if answer.status == 200 else None
            if items is None:
                raise refused(answer, "POST /vacancy/list")
            known = len(found)
            read = (mapping.posted(item, now) for item in items)
            found |= {one.remote.remote_id: one for one in read if one is not None}
            total = mapping.total_of(answer.data)
            if not items or len(found) == known or (total is not None and len(found) >= total):
                return list(found.values()), True
        return list(found.values()), False

    # -- responses ------------------------------------------------------------------------------

    async def newest(self) -> str:
        """The cursor behind whatever there is now."""
        return await self._responses.newest()

    async def applications(self, cursor: str | None, resume: str | None) -> Page:
        """The next page of the next folder."""
        return await self._responses.page(cursor, resume)

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """One page of the comparison, folder by folder."""
        return await self._responses.recent(ads, since, resume)

    async def whole(self, item: RemoteApplication) -> RemoteApplication:
        """Of one that `recent` gave: whether the person is barred."""
        return await self._responses.whole(item)

    async def glance(self) -> str:
        """The newest responses of all folders."""
        return await self._responses.glance()

    async def history(self, ads: Sequence[str], resume: str | None, wanted: Wanted) -> Page:
        """Ad by ad, the folders from their beginning; who is not wanted is not looked up at all."""
        past = Past.read(resume, ads)
        if not past.ads:
            return Page((), None)
        page = await self._responses.page(None, past.at, wanted, ad=past.ads[0])
        items = tuple(one for one in page.items if wanted(one))
        return replace(page, items=items, resume=past.onward(page.resume).write())

    async def application(self, stub: ApplicationStub) -> RemoteApplication | None:
        """From the folders of its ad; `/apply/view` would mark it as seen on the site (R16)."""
        return await self._responses.one(stub)

    async def file(self, ref: FileRef) -> RemoteFile | None:
        """A resume (`apply:<type>:<id>:<path>`) or a photo (`photo:<address>`)."""
        return await self._files.fetch(ref)


LIST_NAMES = ("vacancies", "items", "documents")
