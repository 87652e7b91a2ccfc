"""One request to a site: everything it is about, and the call that it is."""

from dataclasses import dataclass, replace

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AdMissing, AuthExpired, NotConnected, OutcomeUnknown, Rejected
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.site import Ad, Problem, Receipt, RemoteAd
from bot.domain.site_action import Kind, SiteAction
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Tenant
from bot.ports import AdForm, SiteSession

MOST_ATTEMPTS = 5
WRITES = (Kind.SAVE, Kind.PUBLISH, Kind.EDIT)
"""What carries the ad's text."""


@dataclass(frozen=True, slots=True)
class SiteCase:
    """Everything one request is about, as read before it is sent."""

    action: SiteAction
    publication: Publication
    vacancy: Vacancy
    account: EmployerAccount
    renews: bool = False
    """The site has no word for prolonging: the live ad is published again."""

    @property
    def writes(self) -> bool:
        """It carries the ad's text."""
        return self.action.kind in WRITES or self.renews

    @property
    def tenant(self) -> Tenant:
        """Whose it is."""
        return Tenant(self.action.workspace_id)

    @property
    def form(self) -> AdForm:
        """What the site gets."""
        return AdForm(
            self.vacancy,
            self.publication.fields,
            self.publication.remote_id,
            despite_duplicates=self.action.despite_duplicates,
        )

    @property
    def sent(self) -> AdForm:
        """What the site was sent: the recruiter may have changed the vacancy since."""
        title, description = self.publication.title, self.publication.description
        # Sent by a version that did not keep it: the text of now is the best guess.
        description = description or self.vacancy.description
        words = replace(self.vacancy, title=title, description=description)
        return replace(self.form, vacancy=words)


def no_login(account: EmployerAccount) -> str:
    """Why there is no login to ask with, as the text id of an error."""
    gone = account.state is AccountState.DISCONNECTED
    error = NotConnected(account.site) if gone else AuthExpired(account.site)
    return error.text_id


async def request(session: SiteSession, case: SiteCase) -> Receipt:
    """Send it; an ad that was brought up in the cabinet meanwhile is not paid for once more.

    Raises: SiteError.
    """
    key = case.action.unique_key
    if case.action.kind is Kind.SAVE:
        return await session.save_draft(case.form, key=key)
    if case.action.kind is Kind.EDIT:
        return await session.edit(case.form)
    if case.renews:
        return await _published_again(session, case)
    if case.action.kind is Kind.PUBLISH:
        up = await _found_up(session, case)
        if up is None:
            return await session.publish(case.form, key=key)
        receipt = await session.edit(replace(case.form, remote_id=up.remote_id))
        return replace(receipt, paid=False)
    return await _by_its_id(session, case)


async def _by_its_id(session: SiteSession, case: SiteCase) -> Receipt:
    remote_id = case.publication.remote_id
    assert remote_id is not None  # only a live ad is closed or prolonged, and a known draft deleted
    if case.action.kind is Kind.DELETE:
        return await _deleted(session, case)
    if case.action.kind is Kind.CLOSE:
        return await session.close(remote_id)
    return await session.prolong(remote_id)


async def _published_again(session: SiteSession, case: SiteCase) -> Receipt:
    """One that the site took and that moved no date may have cost something all the same."""
    receipt = await session.publish(case.form, key=case.action.unique_key)
    before, until = case.publication.expires_at, receipt.expires_at
    if before is not None and until is not None and until <= before:
        raise OutcomeUnknown(case.account.site, "published again: until when is the same")
    return receipt


async def _deleted(session: SiteSession, case: SiteCase) -> Receipt:
    """Only what is a draft still: a site may well delete an ad that is up as readily."""
    site, found = case.account.site, await session.find(case.sent, case.action.created_at)
    if found is None:
        raise AdMissing(site, "delete: not there")
    if found.ad is not Ad.DRAFT:
        raise Rejected(site, (Problem("no-draft", ""),))
    await session.delete_draft(found.remote_id)
    return Receipt(found.remote_id, found.url, Ad.ENDED, badge="badge-deleted")


async def _found_up(session: SiteSession, case: SiteCase) -> RemoteAd | None:
    """The ad, if it is live: what we know of it is as old as the last look at the site."""
    if case.publication.remote_id is None:
        return None
    found = await session.find(case.sent, case.action.created_at)
    return found if found is not None and found.ad is Ad.LIVE else None


def receipt_of(found: RemoteAd) -> Receipt:
    """How an ad stands on the site, as the answer to the request that made it stand so."""
    return Receipt(
        found.remote_id,
        found.url,
        found.ad,
        found.expires_at,
        found.badge,
        refusal=found.refusal,
    )


def took_effect(case: SiteCase, found: RemoteAd, paces: Paces) -> bool:
    """Whether an ad that stands so on the site now has got what was asked for."""
    if case.action.kind is Kind.DELETE:
        return False
    if case.action.kind is Kind.CLOSE:
        return found.ad is Ad.ENDED
    if case.action.kind is Kind.PROLONG:
        before, until = case.publication.expires_at, found.expires_at
        return before is not None and until is not None and until > before
    # Once up, it may be blocked or closed again by now, as it was before: its date tells.
    since = case.action.created_at - paces.of(minutes=2)  # their clock is not ours
    anew = found.published_at is not None and found.published_at >= since
    up = found.ad is Ad.LIVE or found.ad not in (Ad.DRAFT, case.publication.ad)
    return up or anew or case.action.kind is Kind.SAVE
