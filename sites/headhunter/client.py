"""One account's line to HeadHunter (headhunter.md sections 2 to 7)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.domain.application import ApplicationStub
from bot.domain.errors import AccessNotBought, AdMissing, ContractBroken, OutcomeUnknown, SiteError
from bot.domain.own_ad import OwnAd
from bot.domain.reply import Offer, Reply
from bot.domain.secret import Credentials, Secret
from bot.domain.site import (
    Ad,
    AdList,
    Choice,
    Credit,
    Entry,
    FileRef,
    Identity,
    Page,
    Receipt,
    RemoteAd,
    RemoteApplication,
    RemoteFile,
    Statistics,
)
from bot.domain.vacancy import one_line
from bot.ports import AdForm, SiteSession, Wanted
from sites.headhunter import hooks, mapping
from sites.headhunter.answers import Answers
from sites.headhunter.cabinet import Cabinet
from sites.headhunter.feed import CLOCKS_APART
from sites.headhunter.forms import (
    draft_body,
    edit_body,
    publication_body,
    publication_type,
)
from sites.headhunter.keys import DRAFT, EMPLOYER, KEY, MANAGER, draft_number
from sites.headhunter.line import Account
from sites.headhunter.lists import Lists
from sites.headhunter.mapping import Item, id_of
from sites.headhunter.own_ads import ours, own_ad, pay_of
from sites.headhunter.refusals import not_taken
from sites.headhunter.responses import Responses
from sites.kit.http import Pairs
from sites.kit.lenient import moment


class Session(SiteSession):
    """ports.SiteSession for HeadHunter. `may_view`: see Opening."""

    def __init__(self, account: Account, host: str, *, may_view: bool) -> None:
        self._account, self._host = account, host
        self._cabinet = Cabinet(account, host)
        self._responses = Responses(self._cabinet, may_view=may_view)
        self._lists, self._answers = Lists(self._cabinet), Answers(account)

    # -- who, and what there is to spend ------------------------------------------------------

    async def check(self) -> Identity:
        """Who the token acts for, and what can be published.

        The account keeps both ids, beside the tokens: every list of ads is asked for by them.
        """
        who = await self._cabinet.me()
        ids = {EMPLOYER: Secret(who.employer), MANAGER: Secret(who.manager)}
        kept = Credentials({**self._account.credentials, **ids})
        try:
            found = await self.credits()
        except (
            AccessNotBought,
            ContractBroken,
        ):  # a manager without that right is one all the same
            found = ()
        return Identity(f"{who.employer}/{who.manager}", who.name, found, kept)

    async def logins(self) -> tuple[Choice, ...]:
        """The work accounts of the person (2.6); each is a company, or a part of one.

        Who may not see them has the one that the token acts for.
        """
        return await self._cabinet.logins()

    async def credits(self) -> tuple[Credit, ...]:
        """Unused publications by variant; the list of variants is open (3.1)."""
        employer, _ = await self._cabinet.ids()
        path = f"/employers/{employer}/services/available_publications"
        found = mapping.balance(await self._account.data(path, self._cabinet.place))
        if found is None:
            raise ContractBroken(KEY, f"GET {path}: no variants")
        return found

    async def dictionary(self, name: str) -> tuple[Entry, ...]:
        """One dictionary as it is today."""
        return await self._lists.of(name)

    # -- putting an ad on the site ------------------------------------------------------------

    async def save_draft(self, form: AdForm, *, key: str) -> Receipt:
        """A draft may be as unfinished as it likes; what blocks its publication is only counted."""
        number = draft_number(form.remote_id)
        if number is None and form.remote_id is not None:
            return await self.edit(form)
        body = draft_body(form, self._host)
        if number is None:
            answer = await self._account.write(
                "POST", "/vacancies/drafts", body, params=self._place
            )
        else:
            path = f"/vacancies/drafts/{number}"
            answer = await self._account.write("PUT", path, body, params=self._place)
        if answer.status >= 300:
            raise not_taken(self._account, answer, "draft", known=number is not None)
        made = id_of(answer.data) or number
        if made is None:
            raise OutcomeUnknown(KEY, "POST /vacancies/drafts: no id")
        badge = "headhunter-badge-unfinished" if mapping.unfinished(answer.data) else None
        return Receipt(DRAFT + made, mapping.drafts_url(self._host), Ad.DRAFT, badge=badge)

    async def publish(self, form: AdForm, *, key: str) -> Receipt:
        """Spends a publication at once, whether it was a draft or not.

        Always by POST /vacancies: one request that has its effect or not, whose duplicates can be
        overruled for sure (H16: a draft's may not). The draft goes afterwards.
        """
        if publication_type(form.fields) is None:
            raise ContractBroken(KEY, "publish without a publication type")
        previous = await self._previous(form.remote_id)
        if previous is not None and previous.get("archived") is not True:
            return await self._stands(id_of(previous) or "", Ad.LIVE)  # it is up: spend nothing
        body = publication_body(form, self._host)
        if previous is not None:
            body["previous_id"] = form.remote_id
        answer = await self._account.write(
            "POST", "/vacancies", body, params=self._asked(form, "ignore_duplicates")
        )
        if answer.status != 201:
            raise not_taken(self._account, answer, "publish")
        made = id_of(answer.data)
        if made is None:
            found = await self.find(form, self._account.web.clock.now())
            if found is None:
                raise OutcomeUnknown(KEY, "POST /vacancies: no id")
            made = found.remote_id
        await self._drop(form.remote_id)
        return await self._stands(made, Ad.LIVE)

    @property
    def _place(self) -> Pairs:
        return self._cabinet.place

    def _asked(self, form: AdForm, name: str) -> Pairs:
        """The query of a write: what the person wants in spite of a warning."""
        return [*self._place, *([(name, "true")] if form.despite_duplicates else [])]

    async def _previous(self, remote_id: str | None) -> Item | None:
        """The ad as published before; one that is off comes back as a new one that names it."""
        if remote_id is None or draft_number(remote_id) is not None:
            return None
        return await self._cabinet.vacancy(remote_id)

    async def _drop(self, remote_id: str | None) -> None:
        """The draft has become an ad; if it can't be deleted now, nobody loses anything."""
        if remote_id is not None and draft_number(remote_id) is not None:
            with suppress(SiteError):
                await self.delete_draft(remote_id)

    async def edit(self, form: AdForm) -> Receipt:
        """Overwrite what we ask for; never the type of publication, that would cost one."""
        if form.remote_id is None:
            raise AdMissing(KEY, "never saved")
        if draft_number(form.remote_id) is not None:
            return await self.save_draft(form, key="")
        item = await self._known(form.remote_id, "edit")
        theirs = item.get("salary_range")
        kept = theirs is not None and pay_of(theirs) is None
        body = edit_body(form, self._host, keep_pay=kept)
        params = [*self._asked(form, "ignore_duplicates"), ("ignore_replacement_warning", "false")]
        path = f"/vacancies/{form.remote_id}"
        answer = await self._account.write("PUT", path, body, params=params)
        if answer.status >= 300:
            raise not_taken(self._account, answer, "edit", known=True)
        return await self._stands(form.remote_id, Ad.LIVE)

    async def prolong(self, remote_id: str) -> Receipt:
        """For another term; costs as much as a new publication (5.6)."""
        path = f"/vacancies/{remote_id}/prolongate"
        answer = await self._account.write("POST", path, params=self._place)
        if answer.status >= 300:
            raise not_taken(self._account, answer, "prolong", known=True)
        return await self._stands(remote_id, Ad.LIVE)

    async def close(self, remote_id: str) -> Receipt:
        """Into the archive, for good; a draft is deleted. H14: twice may be refused."""
        if draft_number(remote_id) is not None:
            await self.delete_draft(remote_id)
            return Receipt(
                remote_id, mapping.drafts_url(self._host), Ad.ENDED, None, "badge-closed"
            )
        employer, _ = await self._cabinet.ids()
        path = f"/employers/{employer}/vacancies/archived/{remote_id}"
        answer = await self._account.write("PUT", path)
        if answer.status < 300:
            return Receipt(remote_id, self._url(remote_id), Ad.ENDED, badge="badge-closed")
        if answer.status not in (403, 404):
            raise not_taken(self._account, answer, "close", known=True)
        remote = mapping.vacancy(await self._known(remote_id, "close"), self._host)
        if remote is None or remote.ad is not Ad.ENDED:
            raise not_taken(self._account, answer, "close", known=True)
        return mapping.receipt(remote)

    async def delete_draft(self, remote_id: str) -> None:
        path = f"/vacancies/drafts/{draft_number(remote_id)}"
        answer = await self._account.write("DELETE", path)
        if answer.status >= 300:
            raise not_taken(self._account, answer, "delete", known=True)

    def _url(self, remote_id: str) -> str:
        return mapping.vacancy_url(remote_id, self._host)

    async def _known(self, remote_id: str, what: str) -> Item:
        item = await self._cabinet.vacancy(remote_id)
        if item is None:
            raise AdMissing(KEY, what)
        return item

    async def _stands(self, remote_id: str, expected: Ad) -> Receipt:
        """How the ad stands after a request that went through.

        Nothing is raised here any more: the request had its effect. H06: an ad that the site has
        not looked at is up for us, with a badge that says so.
        """
        try:
            item = await self._cabinet.vacancy(remote_id)
        except SiteError:
            item = None
        remote = None if item is None else mapping.vacancy(item, self._host)
        if item is None or remote is None:
            return Receipt(remote_id, self._url(remote_id), expected)
        found = mapping.receipt(remote)
        if found.ad is Ad.LIVE and not mapping.moderated(item):
            return replace(found, badge="headhunter-badge-moderation")
        return found

    # -- own ads ------------------------------------------------------------------------------

    async def find(self, form: AdForm, since: datetime) -> RemoteAd | None:
        """After a lost answer, the ad that the request made or changed.

        The mark that we give each ad tells it (`code`), else its words; only this manager's own
        can be it. A draft that has become an ad is the ad.
        """
        number = draft_number(form.remote_id)
        if form.remote_id is not None and number is None:
            item = await self._cabinet.vacancy(form.remote_id)
            known = None if item is None else mapping.vacancy(item, self._host)
            if known is None or known.ad is not Ad.ENDED:
                return known
            return await self._made(form, since) or known  # published anew, it is another one
        made = await self._made(form, since)
        if made is not None:
            await self._drop(form.remote_id)
            return made
        return await self._draft(form, number, since)

    async def _made(self, form: AdForm, since: datetime) -> RemoteAd | None:
        ads, _ = await self._cabinet.active(mine=True)
        for item in ads:
            remote, made_at = mapping.vacancy(item, self._host), moment(item.get("created_at"))
            if (
                remote is None
                or remote.remote_id in form.taken
                or one_line(remote.title) != form.vacancy.title
                or made_at is None
                or made_at < since - CLOCKS_APART
            ):
                continue
            whole = await self._cabinet.vacancy(remote.remote_id)
            if whole is not None and ours(whole, form):
                return remote
        return None

    async def _draft(self, form: AdForm, number: str | None, since: datetime) -> RemoteAd | None:
        for item in await self._cabinet.drafts():
            remote, changed = mapping.draft(item, self._host), moment(item.get("last_change_time"))
            if remote is None or remote.remote_id in form.taken:
                continue
            if remote.remote_id == form.remote_id:
                return remote
            fits = one_line(remote.title) == form.vacancy.title and number is None
            if fits and changed is not None and changed >= since - CLOCKS_APART:
                whole = await self._cabinet.draft(remote.remote_id.removeprefix(DRAFT))
                if whole is not None and ours(whole, form):
                    return remote
        return None

    async def ads(self) -> AdList:
        """Ads that are up, those that are off (the last thousand), and the own drafts."""
        active, _ = await self._cabinet.active()
        archived, whole = await self._cabinet.archives(active)
        drafts = await self._cabinet.drafts()
        found = [mapping.vacancy(one, self._host) for one in [*active, *archived]]
        found += [mapping.draft(one, self._host) for one in drafts]
        known = {one.remote_id: one for one in found if one is not None}
        return AdList(tuple(known.values()), whole=whole)

    async def ad(self, remote_id: str, dictionaries: Mapping[str, Sequence[Entry]]) -> OwnAd | None:
        """All that the site tells of one ad; a draft too."""
        number = draft_number(remote_id)
        if number is not None:
            item = await self._cabinet.draft(number)
            told: Item = {**item, "draft_id": number} if item is not None else {}
            remote = mapping.draft(told, self._host)
        else:
            item = await self._cabinet.vacancy(remote_id)
            remote = None if item is None else mapping.vacancy(item, self._host)
        return None if item is None or remote is None else own_ad(item, remote, dictionaries)

    async def statistics(self, remote_id: str) -> Statistics:
        """Views and responses of the last five days (5.9)."""
        answer = await self._account.get(f"/vacancies/{remote_id}/stats")
        if answer.status == 404:
            raise AdMissing(KEY, "stats")
        if answer.status != 200:
            raise self._account.refused(answer, "GET stats")
        return mapping.statistics(answer.data)

    # -- responses and what calls -------------------------------------------------------------

    async def newest(self) -> str:
        """The cursor of responses that come from now on."""
        return await self._responses.newest()

    async def applications(self, cursor: str | None, resume: str | None) -> Page:
        """One page of one list; a pass goes through the ads where something may be new."""
        return await self._responses.page(cursor, resume)

    async def recent(self, ads: Sequence[str], since: datetime, resume: str | None) -> Page:
        """One page of one list of one of these ads."""
        return await self._responses.recent(ads, since, resume)

    async def glance(self) -> str:
        """How many have answered the ads that are up (5.8: the cheapest poll)."""
        return await self._responses.glance()

    async def history(self, ads: Sequence[str], resume: str | None, wanted: Wanted) -> Page:
        """The lists of these ads alone, to their ends."""
        page = await self._responses.page(None, resume, ads)
        return replace(page, items=tuple(one for one in page.items if wanted(one)))

    async def whole(self, item: RemoteApplication) -> RemoteApplication:
        """With resume and letter; the candidate may learn of it."""
        return await self._responses.whole(item)

    async def application(self, stub: ApplicationStub) -> RemoteApplication | None:
        """One response again, whole."""
        return await self._responses.again(stub)

    async def file(self, ref: FileRef) -> RemoteFile | None:
        """A resume or a photo."""
        return await self._responses.file(ref)

    # -- candidates are told ------------------------------------------------------------------

    async def offers(self, remote_id: str) -> Sequence[Offer]:
        """What the response lists in its `actions[]`."""
        return await self._answers.offers(remote_id)

    async def site_text(self, ref: str) -> str | None:
        """One of the employer's own templates."""
        return await self._answers.site_text(ref)

    async def answer(self, reply: Reply) -> str | None:
        """By `actions[]`, or by the chat."""
        return await self._answers.answer(reply)

    async def answered(self, reply: Reply, since: datetime) -> bool | None:
        """By the stage, and by the words in the chat."""
        return await self._answers.answered(reply, since)

    async def leave(self) -> None:
        """Revoke the pair of tokens (2.4); one that is worth nothing already stays so."""
        answer = await self._account.write("DELETE", "/token")
        if answer.status >= 300 and answer.status != 403:
            raise self._account.refused(answer, "DELETE /token")

    async def subscribe(self, address: str) -> str:
        """The one address that the site calls for this user."""
        return await hooks.subscribe(self._account, address)

    async def unsubscribe(self, subscription: str) -> None:
        """No more calls."""
        await hooks.unsubscribe(self._account, subscription)
