"""One account's line to Work.ua (work-ua.md sections 3 to 13)."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.application import ApplicationStub
from bot.domain.errors import (
    AdMissing,
    AuthExpired,
    ContractBroken,
    LoginLocked,
    NoCredits,
    NotEmployer,
    OutcomeUnknown,
    Rejected,
    SiteError,
    UserBlocked,
    WrongLogin,
)
from bot.domain.own_ad import OwnAd
from bot.domain.secret import Credentials
from bot.domain.site import (
    Ad,
    AdList,
    Credit,
    Entry,
    FileRef,
    Identity,
    Names,
    Page,
    Receipt,
    RemoteAd,
    RemoteApplication,
    RemoteFile,
)
from bot.ports import AdForm, SiteSession, Wanted
from sites.kit.answer import Answer
from sites.kit.http import Line, Pairs, Rules, Web
from sites.kit.people import account_name, file_name, mime_of
from sites.work_ua import mapping, past
from sites.work_ua.access import FILES, HOSTS, PATHS, auth_header
from sites.work_ua.forms import publication_type, to_form
from sites.work_ua.keys import KEY
from sites.work_ua.own_ads import own_ad
from sites.work_ua.responses import Responses

_LOG = logging.getLogger(__name__)

LOGIN_LOCK = timedelta(hours=24)  # A03: one client's notes say "one day"
CLOCKS_APART = timedelta(minutes=2)
_UNPAGED = (50, 100)  # A18: so many jobs exactly may be the first page of more


class Session(SiteSession):
    """ports.SiteSession for Work.ua."""

    def __init__(self, web: Web, base: str, credentials: Credentials, lock: asyncio.Lock) -> None:
        self._web = web
        self._login = credentials["login"].reveal().strip()
        headers = {
            "Authorization": auth_header(self._login, credentials["password"].reveal()),
            "X-Locale": "uk_UA",  # A26: the language of errors[].message
            "Accept": "application/json",
        }
        self._line = Line(web, Rules(KEY, base, PATHS, FILES, HOSTS), headers, lock)
        self._responses = Responses(web, self._line, refused)
        self._type_names: Mapping[str, Names] | None = None

    # -- who, and what there is to spend ------------------------------------------------------

    async def check(self) -> Identity:
        """One request with the password, then the balance; a refusal is never repeated."""
        await self.classify_account()
        found = await self._balance(await self._line.get("/available-publications"))
        if found is None:
            raise NotEmployer(KEY)
        return Identity(self._login.lower(), account_name(self._login), found)

    async def classify_account(self) -> None:
        """Raises when this is no employer's login that works.

        A02: a 401 may also mean that API access is not enabled. A04: an applicant may get 401,
        403, or no array of publications; only the last can be told from a wrong password.
        """
        if not self._login or ":" in self._login:  # Basic cannot say it: no user has such a login
            raise WrongLogin(KEY)
        answer = await self._line.get("/jobs/my", [("all", "1")], once=True)
        if answer.status == 429:
            until = self._web.clock.now() + self._web.paces.of(seconds=LOGIN_LOCK.total_seconds())
            raise LoginLocked(KEY, until)
        if answer.status == 401:
            raise WrongLogin(KEY)
        if answer.status not in (200, 404):  # 404: an employer without a vacancy so far
            raise refused(answer, "GET /jobs/my")

    async def credits(self) -> tuple[Credit, ...]:
        """Unused publications by type. A09: when they lapse is not told."""
        answer = await self._line.get("/available-publications")
        found = await self._balance(answer)
        if found is None:
            raise refused(answer, "GET /available-publications")
        return found

    async def _balance(self, answer: Answer) -> tuple[Credit, ...] | None:
        if answer.status == 404:
            return ()
        if answer.status != 200:
            return None
        return mapping.balance(answer.data, await self._names_of_types())

    async def _names_of_types(self) -> Mapping[str, Names]:
        """Names only decorate the balance, so a dictionary that fails does not hide it."""
        if self._type_names is None:
            try:
                found = await self.dictionary("publication_type")
            except SiteError:
                return {}
            self._type_names = {entry.id: entry.names for entry in found}
        return self._type_names

    async def dictionary(self, name: str) -> tuple[Entry, ...]:
        """One dictionary as it is today; job types too are only what it says (A07)."""
        path = f"/dictionaries/{name}"
        answer = await self._line.get(path)
        if answer.status != 200:
            raise refused(answer, f"GET {path}")
        found = mapping.entries(answer.data)
        if found is None:
            raise ContractBroken(KEY, f"GET {path}: no list")
        return found

    # -- putting an ad on the site ------------------------------------------------------------

    async def save_draft(self, form: AdForm, *, key: str) -> Receipt:
        """A job without publication is inactive: our draft. There is no idempotency key."""
        pairs = to_form(form, None)
        if form.remote_id is None:
            return await self._stands(await self._create(form, pairs), Ad.DRAFT)
        await self._overwrite(form.remote_id, pairs)
        return await self._stands(form.remote_id, Ad.DRAFT)

    async def publish(self, form: AdForm, *, key: str) -> Receipt:
        """With a publication type: writes one off and makes the ad live."""
        kind = publication_type(form.fields)
        if kind is None:
            raise ContractBroken(KEY, "publish without a publication type")
        pairs = to_form(form, kind)
        try:
            if form.remote_id is None:
                remote_id = await self._create(form, pairs)
            else:
                remote_id = form.remote_id
                await self._overwrite(remote_id, pairs)
        except Rejected as refusal:
            raise await self.classify_400(refusal, kind) from None
        return await self._stands(remote_id, Ad.LIVE, published=True)

    async def classify_400(self, refusal: Rejected, kind: str) -> SiteError:
        """A14: the id of "nothing left" is unknown, so the balance tells."""
        if any(one.field not in (None, "publication") for one in refusal.problems):
            return refusal  # the site says what is wrong, and A08: a balance may lack the type
        try:
            left = {credit.id: credit.left for credit in await self.credits()}
        except SiteError:
            return refusal
        return NoCredits(KEY) if left.get(kind, 0) == 0 else refusal

    async def edit(self, form: AdForm) -> Receipt:
        """Overwrite the whole set (A16), never with a publication type: that would cost one.

        A05: an active job is taken to stay active; the receipt says when it did not.
        """
        if form.remote_id is None:
            raise AdMissing(KEY, "never saved")
        await self._overwrite(form.remote_id, to_form(form, None))
        return await self._stands(form.remote_id, Ad.LIVE)

    async def close(self, remote_id: str) -> Receipt:
        """A17: a refusal of an ad that the list shows as inactive means it was closed before."""
        answer = await self._line.write("PUT", f"/jobs/{remote_id}/close")
        if answer.status < 300:
            return Receipt(remote_id, mapping.job_url(remote_id), Ad.ENDED, badge="badge-closed")
        listed = await self._listed(remote_id, answer, "close")
        if listed.remote.ad in (Ad.LIVE, Ad.REFUSED):
            raise Rejected(KEY, mapping.problems(answer.data))
        return mapping.receipt(listed.remote)

    async def delete_draft(self, remote_id: str) -> None:
        """204: it is gone; 202: it will be."""
        answer = await self._line.write("DELETE", f"/jobs/{remote_id}")
        if answer.status >= 300:
            await self._listed(remote_id, answer, "delete")
            raise Rejected(KEY, mapping.problems(answer.data))

    async def _create(self, form: AdForm, pairs: Pairs) -> str:
        since = self._web.clock.now()
        answer = await self._line.write("POST", "/jobs", pairs)
        if answer.status == 400:
            raise Rejected(KEY, mapping.problems(answer.data))
        if answer.status >= 300:
            raise refused(answer, "POST /jobs")
        remote_id = mapping.job_id_from_location(answer.headers.get("Location"))
        if remote_id is not None:
            return remote_id
        try:
            found = await self.find(form, since)
        except SiteError:  # made it is: a list that does not come must not have it made twice
            found = None
        if found is None:
            raise OutcomeUnknown(KEY, "POST /jobs: no Location")
        return found.remote_id

    async def _overwrite(self, remote_id: str, pairs: Pairs) -> None:
        answer = await self._line.write("PUT", f"/jobs/{remote_id}", pairs)
        if answer.status < 300:
            return
        if not _says_why(answer):
            await self._listed(remote_id, answer, "edit")
        raise Rejected(KEY, mapping.problems(answer.data))

    async def _listed(self, remote_id: str, answer: Answer, what: str) -> mapping.Job:
        """The ad that a write was refused for. A17: 400, 403 and 404 may all mean "not yours".

        Raises: AdMissing when the list does not have it, unless the site named another reason;
        else what the status means.
        """
        if answer.status == 401 or answer.status not in (400, 403, 404):
            raise refused(answer, what)
        found = await self._job(remote_id)
        if found is None and _says_why(answer):
            raise Rejected(KEY, mapping.problems(answer.data))
        if found is None:
            raise AdMissing(KEY, f"{what}: status {answer.status}")
        return found

    async def _stands(self, remote_id: str, expected: Ad, *, published: bool = False) -> Receipt:
        """How the ad stands after a request that went through.

        A15: a publish may leave the ad inactive. Nothing is raised here any more: the request
        had its effect, and a list that does not come must not make it look failed.
        """
        try:
            jobs = await self._jobs()
        except SiteError:
            jobs = []
        remote = next((one.remote for one in jobs if one.remote.remote_id == remote_id), None)
        if remote is None:
            return Receipt(remote_id, mapping.job_url(remote_id), expected)
        if published and remote.ad in (Ad.DRAFT, Ad.ENDED):
            left = "work_ua-badge-left-inactive"
            return Receipt(remote_id, remote.url, Ad.DRAFT, remote.expires_at, left)
        return mapping.receipt(remote)

    # -- own ads ------------------------------------------------------------------------------

    async def find(self, form: AdForm, since: datetime) -> RemoteAd | None:
        """After a lost answer, the ad that the request made or changed.

        A known one is returned as it stands. One that was never saved only a POST by this login
        can have made, so that an admin's colleagues are not looked at.
        """
        if form.remote_id is not None:
            known = await self._job(form.remote_id)
            return known.remote if known is not None else None
        return mapping.made(await self._jobs(whose="own"), form, since - CLOCKS_APART)

    async def ads(self) -> AdList:
        """All own jobs; for an admin user those of the whole company."""
        jobs = await self._jobs(full=False)
        return AdList(tuple(one.remote for one in jobs), whole=len(jobs) not in _UNPAGED)

    async def ad(self, remote_id: str, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd | None:
        """From the long list: there is no GET /jobs/{id}."""
        found = await self._job(remote_id)
        return None if found is None else own_ad(found, dictionaries)

    async def _job(self, remote_id: str) -> mapping.Job | None:
        return next((one for one in await self._jobs() if one.remote.remote_id == remote_id), None)

    async def _jobs(self, *, full: bool = True, whose: str = "all") -> list[mapping.Job]:
        """A18: the list is taken to come whole. `whose`: for an admin "all" are the company's."""
        params = [("all", "1")] if whose == "all" else []
        params += [("full", "1")] if full else []
        answer = await self._line.get("/jobs/my", params)
        if answer.status == 404:  # the user has no jobs
            return []
        if answer.status != 200:
            raise refused(answer, "GET /jobs/my")
        items = mapping.response_items(answer.data)
        if items is None:
            raise ContractBroken(KEY, "GET /jobs/my: no items")
        if len(items) in _UNPAGED:
            _LOG.warning("work_ua: exactly %d jobs came, there may be more", len(items))
        now = self._web.clock.now()
        return [one for item in items if (one := mapping.job(item, now)) is not None]

    # -- responses ------------------------------------------------------------------------------

    async def newest(self) -> str:
        """The cursor behind the newest response there is now."""
        return await self._responses.newest()

    async def applications(self, cursor: str | None, resume: str | None) -> Page:
        """The next page, oldest first, beginning 24 h before the cursor."""
        return await self._responses.page(cursor, resume)

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """The feed of all ads newest first, then that of each."""
        return await self._responses.recent(ads, since, resume)

    async def history(self, ads: Sequence[str], resume: str | None, wanted: Wanted) -> Page:
        """Job by job, and where one has nothing in the feed of all."""
        page = await past.page(self._responses, ads, resume, self._web.clock.now())
        return replace(page, items=tuple(one for one in page.items if wanted(one)))

    async def glance(self) -> str:
        """The newest id."""
        return await self._responses.glance()

    async def application(self, stub: ApplicationStub) -> RemoteApplication | None:
        """One response again."""
        return await self._responses.one(stub)

    async def file(self, ref: FileRef) -> RemoteFile | None:
        """A resume (`file:<job>/<response>`) or a photo (`photo:<address>`)."""
        kind, _, place = ref.ref.partition(":")
        answer = await (self.download_photo if kind == "photo" else self.download_file)(place)
        if answer.status in (400, 404, 410) or (kind == "photo" and answer.status in (401, 403)):
            return None  # a photo's host says nothing of our login: A23 is a guess
        if answer.status != 200:
            raise refused(answer, f"GET {kind}")
        name = file_name(answer.filename) or ref.name
        mime = mime_of(answer.body, answer.headers.get("Content-Type", ""))
        return RemoteFile(answer.body, name, mime)

    async def download_file(self, place: str) -> Answer:
        """A25: any type, up to the kit's 20 MB."""
        return await self._line.download(f"/response_files/{place}")

    async def download_photo(self, address: str) -> Answer:
        """A23: an address at the API's own host gets our login, any other of work.ua does not."""
        return await self._line.download(address)


def refused(answer: Answer, what: str) -> SiteError:
    """What a status means wherever nothing more special is known."""
    known = {401: AuthExpired, 403: UserBlocked}.get(answer.status)
    if known is not None:
        return known(KEY, what)
    codes = ", ".join(one.code for one in mapping.problems(answer.data))
    return ContractBroken(KEY, f"{what}: status {answer.status} {codes}".strip())


def _says_why(answer: Answer) -> bool:
    """A 400 that says why: about the form, not about an ad that is not there."""
    return answer.status == 400 and bool(mapping.problems(answer.data))
