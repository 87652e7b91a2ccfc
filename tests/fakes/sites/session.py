"""One login's line to a site in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.application import ApplicationStub
from bot.domain.errors import AdMissing, AuthExpired, NoCredits, ResponseMissing, WrongLogin
from bot.domain.own_ad import OwnAd
from bot.domain.reply import Offer, Reply, SiteText
from bot.domain.secret import Credentials, Secret
from bot.domain.site import (
    WORK_ACCOUNT,
    Ad,
    AdList,
    BrokenRecord,
    Choice,
    Credit,
    Entry,
    FieldKind,
    FieldValues,
    FileRef,
    Identity,
    Page,
    Receipt,
    RemoteAd,
    RemoteApplication,
    RemoteFile,
    Statistics,
)
from bot.domain.site_action import ABOUT_CANDIDATES, Kind
from bot.ports import AdForm, SiteSession
from bot.usecases.site_case import receipt_of
from tests.fakes.sites.world import LIFE, STANDARD, Employer, FakeSite, PostedAd, Trouble


class FakeSession(SiteSession):
    """ports.SiteSession of one login."""

    def __init__(self, site: FakeSite, credentials: Credentials, *, may_view: bool = True) -> None:
        self._may_view = may_view
        self._site, self._key, self._credentials = site, site.info.key, credentials
        self._login, self._password = site.whose(credentials)
        work = credentials.get(WORK_ACCOUNT)
        self._work = work.reveal() if work else None

    @property
    def login(self) -> str:
        """Whose line this is."""
        return self._login

    async def check(self) -> Identity:
        trouble = self._site.enter("check")
        self._site.tried.append((self._login, self._password))
        employer = self._site.employers.get(self._login)
        if employer is None or employer.password != self._password:
            refused = AuthExpired if self._site.info.by_code else WrongLogin
            raise refused(self._key)
        if employer.refuses is not None:
            raise employer.refuses
        _raise(trouble)
        credits, keeps = self._credits(employer), self._keeps(employer.token)
        name = f"{self._login}/{self._work}" if self._work else self._login
        return Identity(name, employer.company, credits, keeps)

    def _keeps(self, token: str | None) -> Credentials | None:
        if token is None:
            return None
        return Credentials({**self._credentials, "token": Secret(token)})

    async def credits(self) -> tuple[Credit, ...]:
        employer, trouble = self._enter("credits")
        _raise(trouble)
        return self._credits(employer)

    async def dictionary(self, name: str) -> tuple[Entry, ...]:
        _, trouble = self._enter("dictionary")
        _raise(trouble)
        return self._site.dictionaries[name]

    async def save_draft(self, form: AdForm, *, key: str) -> Receipt:
        _, trouble = self._enter("save_draft")
        return self._put("save_draft", form, Ad.DRAFT, trouble)

    async def publish(self, form: AdForm, *, key: str) -> Receipt:
        employer, trouble = self._enter("publish")
        if form.remote_id is not None:
            self._own(form.remote_id)
        self._pay(employer, form.fields)
        return self._put("publish", form, Ad.LIVE, trouble)

    async def edit(self, form: AdForm) -> Receipt:
        _, trouble = self._enter("edit")
        posted = self._own(form.remote_id)
        stands = Ad.ENDED if self._site.edits_end_ads else posted.remote.ad
        return self._put("edit", form, stands, trouble)

    async def close(self, remote_id: str) -> Receipt:
        _, trouble = self._enter("close")
        posted = self._own(remote_id)
        posted.remote = replace(posted.remote, ad=Ad.ENDED, badge="badge-closed")
        return self._receipt("close", posted, trouble)

    async def delete_draft(self, remote_id: str) -> None:
        _, trouble = self._enter("delete_draft")
        self._own(remote_id)
        del self._site.ads[remote_id]
        _raise(trouble)

    async def find(self, form: AdForm, since: datetime) -> RemoteAd | None:
        _, trouble = self._enter("find")
        _raise(trouble)
        if form.remote_id is not None:
            known = [one for one in self._listed() if one.remote.remote_id == form.remote_id]
            return known[0].remote if known else None
        words = form.vacancy.title, form.vacancy.description
        made = [
            one.remote
            for one in self._listed()
            if (one.remote.title, one.description) == words
            and one.owner == self._login
            and one.dated >= since
            and one.remote.remote_id not in form.taken
        ]
        return made[0] if made else None

    async def ads(self) -> AdList:
        _, trouble = self._enter("ads")
        _raise(trouble)
        listed = tuple(one.remote for one in self._listed())
        cut = self._site.list_most
        return AdList(listed[:cut], whole=cut is None or len(listed) < cut)

    async def ad(self, remote_id: str, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd | None:
        _, trouble = self._enter("ad")
        _raise(trouble)
        posted = next((one for one in self._listed() if one.remote.remote_id == remote_id), None)
        if posted is None:
            return None
        chosen = posted.fields.get("city", ())
        city = next((one.name("uk") for one in dictionaries["city"] if one in chosen), "")
        return OwnAd(posted.remote, posted.description, city, fields=posted.fields)

    async def newest(self) -> str:
        _, trouble = self._enter("newest")
        _raise(trouble)
        return str(len(self._site.feed))

    async def applications(self, cursor: str | None, resume: str | None) -> Page:
        _, trouble = self._enter("applications")
        _raise(trouble)
        read = self._newest_first if self._site.newest_first else self._oldest_first
        return read(int(cursor or 0), resume)

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        _, trouble = self._enter("recent")
        _raise(trouble)
        page = self._oldest_first(0, resume)
        return replace(page, items=[one for one in page.items if one.remote_ad_id in ads])

    async def glance(self) -> str:
        _, trouble = self._enter("glance")
        _raise(trouble)
        return str(len(self._site.feed))

    async def application(self, stub: ApplicationStub) -> RemoteApplication | None:
        _, trouble = self._enter("application")
        _raise(trouble)
        readable = [one for one in self._site.feed if isinstance(one, RemoteApplication)]
        if stub.remote_id in self._site.forgotten:
            return None
        found = next((one for one in readable if one.remote_id == stub.remote_id), None)
        return found and await self.whole(found)

    async def file(self, ref: FileRef) -> RemoteFile | None:
        _, trouble = self._enter("file")
        _raise(trouble)
        return self._site.files.get(ref.ref)

    # -- candidates are told

    async def offers(self, remote_id: str) -> tuple[Offer, ...]:
        _, trouble = self._enter("offers")
        _raise(trouble)
        self._there(remote_id)
        texts = tuple(SiteText(name, name) for name in self._site.beyond.texts)
        return tuple(
            Offer(kind, kind is not Kind.REPLY, written=True, texts=texts)
            for kind in ABOUT_CANDIDATES
            if kind not in self._site.beyond.refuses
        )

    async def site_text(self, ref: str) -> str | None:
        return self._site.beyond.texts.get(ref)

    async def answer(self, reply: Reply) -> str | None:
        _, trouble = self._enter("answer")
        self._there(reply.remote_id)
        self._site.beyond.told.append(reply)
        _raise(trouble)
        return "standing-rejected" if reply.kind is Kind.REJECT else None

    async def answered(self, reply: Reply, since: datetime) -> bool | None:
        _, trouble = self._enter("answered")
        _raise(trouble)
        self._there(reply.remote_id)
        return reply.key in [one.key for one in self._site.beyond.told]

    def _there(self, remote_id: str) -> None:
        if remote_id in self._site.forgotten:
            raise ResponseMissing(self._key)

    # -- what only some sites have

    async def whole(self, item: RemoteApplication) -> RemoteApplication:
        return self._site.opened_by(self._login, item, may_view=self._may_view)

    async def logins(self) -> tuple[Choice, ...]:
        return self._site.beyond.work.get(self._login, ())

    async def prolong(self, remote_id: str) -> Receipt:
        employer, trouble = self._enter("prolong")
        posted = self._own(remote_id)
        self._pay(employer, posted.fields)
        until = (posted.remote.expires_at or self._site.clock.now()) + LIFE
        posted.remote = replace(posted.remote, expires_at=until)
        return self._receipt("prolong", posted, trouble)

    async def statistics(self, remote_id: str) -> Statistics:
        _, trouble = self._enter("statistics")
        _raise(trouble)
        return self._site.beyond.views[remote_id]

    async def subscribe(self, address: str) -> str:
        _, trouble = self._enter("subscribe")
        _raise(trouble)
        self._site.beyond.subscriptions[self._login] = address
        self._site.beyond.subscribed.set()
        return f"subscription-{self._login}"

    async def unsubscribe(self, subscription: str) -> None:
        _, trouble = self._enter("unsubscribe")
        _raise(trouble)
        self._site.beyond.subscriptions.pop(subscription.removeprefix("subscription-"), None)

    async def leave(self) -> None:
        _, trouble = self._enter("leave")
        _raise(trouble)
        self._site.left(self._credentials)

    # -- the feed: a position is the number of records before it

    def _oldest_first(self, cursor: int, resume: str | None) -> Page:
        begin = int(resume or cursor)
        end = max(begin, min(begin + self._site.page_size, len(self._site.feed)))
        return self._page(begin, end, str(end), str(end) if end < len(self._site.feed) else None)

    def _newest_first(self, cursor: int, resume: str | None) -> Page:
        end, top = map(int, resume.split(":")) if resume else (len(self._site.feed),) * 2
        begin = max(cursor, end - self._site.page_size)
        ended = begin <= cursor
        return self._page(
            begin, end, str(top) if ended else None, None if ended else f"{begin}:{top}"
        )

    def _page(self, begin: int, end: int, cursor: str | None, resume: str | None) -> Page:
        records = self._site.feed[begin:end]
        items = [one for one in records if isinstance(one, RemoteApplication)]
        broken = [one for one in records if isinstance(one, BrokenRecord)]
        ordered = items[:: -1 if self._site.newest_first else 1]
        standings = self._site.standings if resume is None else {}
        return Page(ordered, cursor, resume, broken, standings)

    # -- ads

    def _put(self, call: str, form: AdForm, ad: Ad, trouble: Trouble | None) -> Receipt:
        now, title, text = self._site.clock.now(), form.vacancy.title, form.vacancy.description
        if form.remote_id is not None:
            posted = self._own(form.remote_id)
            posted.remote = replace(posted.remote, title=title, ad=ad, badge=None)
            posted.fields, posted.description = form.fields, text
        else:
            remote_id = self._site.new_id()
            url = f"https://fake.example/{remote_id}"
            remote = RemoteAd(remote_id, title, ad, url, expires_at=now + LIFE)
            posted = PostedAd(remote, self._login, now, form.fields, text)
            self._site.ads[remote_id] = posted
        if call == "publish":
            posted.dated = now
            until = posted.remote.expires_at if self._site.terms_stay else now + LIFE
            posted.remote = replace(posted.remote, published_at=now, expires_at=until)
        return self._receipt(call, posted, trouble)

    def _receipt(self, call: str, posted: PostedAd, trouble: Trouble | None) -> Receipt:
        remote = posted.remote
        self._site.requests.append((call, remote.remote_id))
        _raise(trouble)
        return receipt_of(remote)

    def _own(self, remote_id: str | None) -> PostedAd:
        posted = self._site.ads.get(remote_id or "")
        if posted is None or not self._may_see(posted):
            raise AdMissing(self._key)
        return posted

    def _listed(self) -> list[PostedAd]:
        return [one for one in self._site.listed.values() if self._may_see(one)]

    def _may_see(self, posted: PostedAd) -> bool:
        return posted.owner == self._login or self._site.employers[self._login].admin

    def _pay(self, employer: Employer, fields: FieldValues) -> None:
        for chosen in self._credits_of(fields):
            left = employer.credits.get(chosen, 0)
            if left is not None and left < 1:
                raise NoCredits(self._key)
            employer.credits[chosen] = left and left - 1

    def _credits_of(self, fields: FieldValues) -> list[str]:
        keys = [one.key for one in self._site.info.fields if one.kind is FieldKind.CREDIT]
        return [entry.id for key in keys for entry in fields.get(key, ())]

    def _credits(self, employer: Employer) -> tuple[Credit, ...]:
        return tuple(
            Credit(key, STANDARD.names if key == STANDARD.id else {"uk": key}, left)
            for key, left in employer.credits.items()
        )

    def _enter(self, call: str) -> tuple[Employer, Trouble | None]:
        trouble = self._site.enter(call)
        employer = self._site.employers.get(self._login)
        if employer is None or employer.password != self._password:
            raise AuthExpired(self._key)
        if employer.refuses is not None:
            raise employer.refuses
        return employer, trouble


def _raise(trouble: Trouble | None) -> None:
    if trouble is not None:
        raise trouble.error
