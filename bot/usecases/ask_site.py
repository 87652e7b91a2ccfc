"""What a person asks of the site for one publication: publish, save, edit, close, again, undo."""

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import NotAllowed, NotConnected, Stale
from bot.domain.fingerprint import fingerprint
from bot.domain.group import Did
from bot.domain.ids import AccountId, ActionId, PublicationId, new_id
from bot.domain.jobs import Job
from bot.domain.publication import Publication
from bot.domain.site import Ad, AdField, Can
from bot.domain.site_action import ActionState, DueAction, Kind, SiteAction
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import Actor
from bot.ports import AdForm, Clock, Sites, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.prepare_publication import ask_field, missing_fields, publish_anew
from bot.usecases.screens import current, refresh_ads, show
from bot.usecases.targets import PROGRESS, also_unsaved, page_of
from bot.usecases.write_down import write_down

ACT = "act"


async def owe_action(
    tx: Transaction,
    clock: Clock,
    actor: Actor,
    publication: Publication,
    kind: Kind,
    *,
    despite_duplicates: bool = False,
) -> SiteAction:
    """Write the request into the outbox and wake the worker that sends it.

    After one that may have worked it begins with a look: nothing is sent again blindly.
    Raises: NotConnected.
    """
    account = await tx.accounts.get(publication.account_id)
    if account.state is AccountState.DISCONNECTED:
        raise NotConnected(account.site)
    now, last = clock.now(), publication.operation
    action = SiteAction(
        ActionId(new_id()),
        publication.workspace_id,
        kind,
        await tx.actions.next_number(publication.id),
        actor.member_id,
        now,
        publication_id=publication.id,
        due_at=now,
        since=now,
        despite_duplicates=despite_duplicates,
    )
    if last is not None and _may_have_worked(last, kind, publication):
        action = replace(
            action,
            state=ActionState.UNSURE,
            created_at=last.created_at,
            since=last.since,
            fingerprint=last.fingerprint,
            sent=last.sent,
        )
    await tx.actions.save(action)
    await tx.enqueue(act_job(action, publication.account_id))
    await write_down(tx, actor, Did(f"ad_{kind}"), publication.id, now)
    return action


async def owe_checked(
    tx: Transaction,
    clock: Clock,
    sites: Sites,
    actor: Actor,
    publication: Publication,
    vacancy: Vacancy,
    kind: Kind,
) -> None:
    """The same for what carries the ad's text. Raises: NotConnected.

    What the site would surely refuse is said at once, and nothing is sent. A vacancy that goes to
    a site leaves the archive: nobody would look there for its candidates.
    """
    if vacancy.shelf is Shelf.ARCHIVE and kind is not Kind.EDIT:
        vacancy = await tx.vacancies.save(vacancy.put(Shelf.OPEN))
    limits = await tx.dictionary(publication.site, sites.info(publication.site).limits)
    form = AdForm(
        vacancy,
        publication.fields,
        publication.remote_id,
        limits=limits.entries if limits is not None else (),
    )
    publish = kind in (Kind.PUBLISH, Kind.PROLONG)
    problems = sites.check_form(form, publication.site, publish=publish)
    action = await owe_action(tx, clock, actor, publication, kind)
    if problems and action.state is ActionState.OWED:
        now = clock.now()
        refused = action.to(ActionState.SENDING, now).refused(now, "error-rejected", problems)
        await tx.actions.save(refused, was=action.state)


def _may_have_worked(last: SiteAction, kind: Kind, publication: Publication) -> bool:
    """Its answer was lost, it was withdrawn after a try, or its ad was found live since.

    One that was dismissed had an answer.
    """
    if kind not in (Kind.SAVE, Kind.PUBLISH):
        # To overwrite or to close twice does no harm; who prolongs sees until when it is up.
        return False
    return last.tried or publication.ad is Ad.LIVE


def stood(publication: Publication) -> list[Any]:
    """What a question that costs is about: the last request, and until when the ad is up."""
    last, until = publication.operation, publication.expires_at
    return [last.id if last is not None else None, until.isoformat() if until else None]


async def ask_again(
    tx: Transaction, actor: Actor, publication: Publication, asked: Press, talk: Conversation
) -> None:
    """What a colleague, or the cabinet, did since makes it another question."""
    talk, flash = talk.drafted(stood=stood(publication)), Flash("changed-meanwhile")
    await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk)


def act_key(action_id: ActionId) -> str:
    """The key under which the wake-up of a request waits."""
    return f"act:{action_id}"


def act_job(action: SiteAction | DueAction, account_id: AccountId) -> Job:
    """The wake-up for one owed request; one account talks to its site one at a time."""
    return Job(
        ACT,
        action.id,
        action.workspace_id,
        lock=f"account:{account_id}",
        unique=act_key(action.id),
        at=action.due_at,
        priority=40,
    )


@dataclass(frozen=True, slots=True)
class Send:
    """Publish, or save the edit of a live ad. With `draft`: save it on the site unpublished.

    With `live` the button promises an edit, which is free: an ad that has ended meanwhile is not
    published by it.
    """

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    draft: bool = False
    live: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """A missing field is asked for instead; what the site has already is not sent again,

        but from the preview, which has said so: the ad may be another since in the cabinet.

        Raises: Stale, NotThere, NotAllowed.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            if publication.busy or (self.draft and publication.ad is Ad.LIVE):
                raise Stale
            lacking = self._lacking(talk, publication)
            vacancy = await tx.vacancies.get(publication.vacancy_id)
            if self.live and publication.ad is not Ad.LIVE:
                await _to_page(tx, actor, publication, asked, talk, "ended-meanwhile")
            elif publication.gone:
                await publish_anew(tx, self.clock, actor, publication, asked, talk)
            elif lacking is not None:
                flash = Flash("needs-field")
                await ask_field(tx, actor, publication, lacking, asked, talk, flash=flash)
            elif self._renews(talk, publication) and talk.draft["stood"] != stood(publication):
                await ask_again(tx, actor, publication, asked, talk)
            elif talk.place.screen != "preview" and self._on_site(publication, vacancy):
                await _to_page(tx, actor, publication, asked, talk, "same-on-site")
            else:
                await self._send(tx, actor, asked, talk, publication, vacancy)
            await tx.commit()

    def _on_site(self, publication: Publication, vacancy: Vacancy) -> bool:
        """The site has just this already: there is nothing to save."""
        if self._kind(publication) is Kind.PUBLISH:
            return False
        info = self.sites.info(publication.site)
        return publication.holds(fingerprint(vacancy, publication.fields, info))

    def _lacking(self, talk: Conversation, publication: Publication) -> AdField | None:
        fields = self.sites.info(publication.site).fields
        live = publication.ad is Ad.LIVE and not self._renews(talk, publication)
        draft = self.draft or live
        lacking = missing_fields(publication.fields, fields, draft=draft)
        return lacking[0] if lacking else None

    async def _send(
        self,
        tx: Transaction,
        actor: Actor,
        asked: Press,
        talk: Conversation,
        publication: Publication,
        vacancy: Vacancy,
    ) -> None:
        renews = self._renews(talk, publication)
        kind = Kind.PROLONG if renews else self._kind(publication)
        sent = [publication]
        if kind is Kind.EDIT and talk.place.screen == "preview":
            off = talk.draft.get("off", ())
            also = await also_unsaved(tx, self.sites, publication)
            sent += [one for one in also if one.id not in off]
        for one in sent:
            await owe_checked(tx, self.clock, self.sites, actor, one, vacancy, kind)
        watched: list[int] = [one.id for one in sent]
        if publication.id in talk.targets:  # one of a round that was mended
            watched = list(dict.fromkeys((*talk.targets, *watched)))
        if len(watched) > 1:
            place = Place(PROGRESS, vacancy.id)
            talk = talk.cleared().drafted(targets=watched)
        else:
            place, talk = Place("publication", publication.id), talk.cleared()
        await show(tx, actor, place, asked=asked, talk=talk)

    def _renews(self, talk: Conversation, publication: Publication) -> bool:
        """The preview was about another term of a live ad: it is published again."""
        asked = talk.place.screen == "preview" and talk.renews(publication.id)
        return asked and publication.ad is Ad.LIVE and not self.draft and not self.live

    def _kind(self, publication: Publication) -> Kind:
        can = self.sites.info(publication.site).can
        if publication.ad is Ad.LIVE:
            wanted, needed = Kind.EDIT, Can.EDIT
        elif self.draft:
            wanted, needed = Kind.SAVE, Can.DRAFT
        else:
            wanted, needed = Kind.PUBLISH, Can.PUBLISH
        if needed not in can:
            raise NotAllowed
        return wanted


async def _to_page(
    tx: Transaction,
    actor: Actor,
    publication: Publication,
    asked: Press,
    talk: Conversation,
    why: str,
) -> None:
    """To the ad's own page, where nothing was sent."""
    flash, place = Flash(why, {"site": publication.site}), Place("publication", publication.id)
    await show(tx, actor, place, asked=asked, flash=flash, talk=talk.cleared())


@dataclass(frozen=True, slots=True)
class PickAlso:
    """Another live ad of the vacancy gets the edit too, or stays as it is."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != "preview":
                raise Stale
            off = [one for one in talk.draft.get("off", ()) if one != asked.id]
            if len(off) == len(talk.draft.get("off", ())):
                off.append(asked.id)
            talk = talk.drafted(off=off or None)
            await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class CloseAd:
    """Take the ad off the site; where that is final, only from the second question."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            final = self.sites.info(publication.site).close_is_final
            unasked = final and talk.place.screen != "close_final"
            if unasked or publication.busy or publication.ad is not Ad.LIVE:
                raise Stale
            await owe_action(tx, self.clock, actor, publication, Kind.CLOSE)
            place = Place("publication", publication.id)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class Retry:
    """The request that failed, once more; or although the site holds a similar ad."""

    uow: UnitOfWork
    clock: Clock
    despite: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """A new row: the one that failed stays as it ended. Raises: Stale, NotThere.

        To close, to prolong and to delete have questions of their own, and are asked for there
        alone. At an ad that was deleted meanwhile there is nothing to try again: a new one is made.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            failed = publication.operation
            if failed is None or failed.state is not ActionState.FAILED:
                raise Stale
            if failed.kind in (Kind.CLOSE, Kind.PROLONG, Kind.DELETE):
                raise Stale
            if self.despite and not failed.similar:
                raise Stale
            if publication.gone:
                await publish_anew(tx, self.clock, actor, publication, asked, talk)
                await tx.commit()
                return
            despite = self.despite or failed.despite_duplicates
            await owe_action(
                tx, self.clock, actor, publication, failed.kind, despite_duplicates=despite
            )
            place = page_of(talk, publication)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Undo a request that has not left for the site."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale when it is on its way already; NotThere."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            publication = await tx.publications.get(PublicationId(asked.id))
            operation = publication.operation
            if operation is None or operation.state is not ActionState.OWED:
                raise Stale
            now = self.clock.now()
            await tx.actions.save(operation.to(ActionState.WITHDRAWN, now), was=operation.state)
            await tx.withdraw(act_key(operation.id))
            await write_down(tx, actor, Did.AD_WITHDRAWN, publication.id, now)
            flash = Flash("done-withdrawn")
            place = Place("publication", publication.id)
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class Dismiss:
    """The request that failed is given up: the ad is shown as it stands."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale when it is tried again already; NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            publication = await tx.publications.get(PublicationId(asked.id))
            failed = publication.operation
            if failed is None or failed.state is not ActionState.FAILED:
                raise Stale
            now = self.clock.now()
            await tx.actions.save(failed.to(ActionState.WITHDRAWN, now), was=failed.state)
            await show(tx, actor, Place("publication", publication.id), asked=asked, talk=talk)
            await tx.commit()


async def forgive_login(tx: Transaction, clock: Clock, account: EmployerAccount) -> None:
    """The login works again: what failed for it at a live ad is an error no more.

    An ad that is not up has nothing but its error to tell why.
    """
    for publication in await tx.publications.of_account(account.id):
        failed = publication.operation
        if failed is None or not failed.loginless or publication.ad is not Ad.LIVE:
            continue
        await tx.actions.save(failed.to(ActionState.WITHDRAWN, clock.now()), was=failed.state)
        await refresh_ads(tx, publication)
