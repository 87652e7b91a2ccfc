"""Toward a publication: the account, the fields that the site still needs, the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.choices import standing
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import AuthExpired, ContractBroken, NotAllowed, SiteError, Stale
from bot.domain.ids import AccountId, PublicationId, VacancyId, new_id
from bot.domain.jobs import Job
from bot.domain.own_ad import OwnAd
from bot.domain.publication import Publication
from bot.domain.site import Ad, AdField, Credit, Entry, FieldKind, FieldValues
from bot.domain.site_action import ActionState
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.workspace import LANGUAGES, Actor, Person, Tenant
from bot.ports import Clock, Dictionaries, Sites, Transaction, UnitOfWork
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.asked import Asked, Press
from bot.usecases.copy_vacancy import inherited
from bot.usecases.manage_account import RECRUITER_ACTS, pause_account
from bot.usecases.old_values import as_it_stands
from bot.usecases.screens import current, show
from bot.usecases.write_vacancy import change_step

LOAD = "load_form"
LOADING = "publish_loading"


@dataclass(frozen=True, slots=True)
class AskPublish:
    """The way to a publication begins with the account; an unfinished vacancy is finished first."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; NotAllowed for a template."""
        async with self.uow(actor) as tx:
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            if vacancy.shelf is Shelf.TEMPLATE:
                raise NotAllowed
            talk = (await tx.conversations.of(actor)).cleared()
            missing = vacancy.missing()
            if missing:
                talk = change_step(talk.at(Place("vacancy", vacancy.id)), missing[0])
                place = Place("vacancy_form", vacancy.id)
                flash = Flash(f"needs-{missing[0]}")
                await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            else:
                place = Place("publish_account", vacancy.id)
                await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseAccount:
    """Under this account; what was chosen for the same pair before is remembered."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """An ad that is on the site already opens its page. Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != "publish_account":
                raise Stale
            vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
            account = await tx.accounts.get(AccountId(asked.id))
            if account.state is not AccountState.ACTIVE:
                flash = Flash("error-auth-expired", {"site": account.site})
                place = Place("account", account.id)
                await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
                await tx.commit()
                return
            at_first = await inherited(tx, self.sites, vacancy, account)
            known = await publication_of(tx, self.clock, vacancy, account, at_first)
            await begin_form(tx, actor, known, asked, talk)
            await tx.commit()


async def publication_of(
    tx: Transaction,
    clock: Clock,
    vacancy: Vacancy,
    account: EmployerAccount,
    at_first: FieldValues | None = None,
) -> Publication:
    """The one of the pair that is up, else the last; where its ad was deleted a new one.

    That has the fields chosen then; a pair that never was begins with the fields `at_first`.
    """
    of_vacancy = await tx.publications.of_vacancy(vacancy.id)
    pair = [one for one in of_vacancy if one.account_id == account.id]
    up = (one for one in pair if one.busy or one.ad is Ad.LIVE)
    known = next(up, pair[0] if pair else None)
    if known is not None and not known.gone:
        return known
    # Refused for the second of two who make one in the same moment: they would pay for two ads.
    await tx.vacancies.save(await tx.vacancies.get(vacancy.id))
    return await tx.publications.save(
        Publication(
            PublicationId(new_id()),
            vacancy.workspace_id,
            vacancy.id,
            account.id,
            account.site,
            clock.now(),
            title=vacancy.title,
            sync=account.state is not AccountState.DISCONNECTED,
            fields=known.fields if known is not None else at_first or {},
        )
    )


async def begin_form(
    tx: Transaction, actor: Actor, publication: Publication, asked: Asked, talk: Conversation
) -> None:
    """To the form; an ad that is on the site already, or on its way, has a page."""
    if publication.busy or publication.ad is Ad.LIVE:
        await show(tx, actor, Place("publication", publication.id), asked=asked, talk=talk)
    else:
        await load_form(tx, actor, publication, asked, talk)


async def publish_anew(
    tx: Transaction,
    clock: Clock,
    actor: Actor,
    gone: Publication,
    asked: Asked,
    talk: Conversation,
) -> None:
    """The site can't bring a deleted ad back: another publication follows, this one is history."""
    failed = gone.operation
    if failed is not None and failed.state is ActionState.FAILED:  # nobody can mend it any more
        await tx.actions.save(failed.to(ActionState.WITHDRAWN, clock.now()), was=failed.state)
    vacancy = await tx.vacancies.get(gone.vacancy_id)
    account = await tx.accounts.get(gone.account_id)
    await begin_form(tx, actor, await publication_of(tx, clock, vacancy, account), asked, talk)


async def load_form(
    tx: Transaction,
    who: Actor | Person,
    publication: Publication,
    asked: Asked | None,
    talk: Conversation,
    fields: Sequence[str] = (),
) -> None:
    """Fetch dictionaries and unused publications, then go to what the site still needs.

    With `fields` to those first: their options are wanted as they are now.
    """
    await tx.enqueue(load_job(publication))
    place = Place(LOADING, publication.id)
    await show(tx, who, place, asked=asked, talk=talk.in_round().drafted(**_asking(fields)))


def load_job(publication: Publication) -> Job:
    """What its form needs is fetched; who waits for that is on the screen `LOADING`."""
    return Job(
        LOAD,
        publication.id,
        publication.workspace_id,
        lock=f"account:{publication.account_id}",
        unique=f"load:{publication.id}",
        priority=50,
    )


async def ask_field(
    tx: Transaction,
    actor: Actor,
    publication: Publication,
    field: AdField,
    asked: Asked,
    talk: Conversation,
    *,
    flash: Flash | None = None,
) -> None:
    """To one field; a list that was found wrong is fetched first."""
    if await doubted(tx, publication, field):
        await load_form(tx, actor, publication, asked, talk, [field.key])
        return
    place = Place("publish_field", publication.id)
    talk = talk.in_round().drafted(**_asking([field.key]))
    await show(tx, actor, place, asked=asked, flash=flash, talk=talk)


async def doubted(tx: Transaction, publication: Publication, field: AdField) -> bool:
    """Whether the site has refused a value of the field's list since that was fetched."""
    cached = await tx.dictionary(publication.site, field.dictionary) if field.dictionary else None
    return cached is not None and cached.doubted


def _asking(fields: Sequence[str]) -> dict[str, Any]:
    """What the conversation keeps of the fields to ask for, one after another."""
    return {"field": fields[0], "later": list(fields[1:]) or None} if fields else {}


def fields_asked(talk: Conversation) -> list[str]:
    """The same, read again: the present one first."""
    first = talk.draft.get("field")
    return [first, *talk.draft.get("later", ())] if first else []


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The form of a publication: the first time, again after a failure, or to edit a live ad.

    From one of its fields: the options of that field as the site has them now. `again`: the same
    form once more, for the same end.
    """

    uow: UnitOfWork
    clock: Clock
    again: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; Stale while a request is under way; NotConnected, AuthExpired."""
        async with self.uow(actor) as tx:
            publication = await tx.publications.get(PublicationId(asked.id))
            if publication.busy:
                raise Stale
            account = await tx.accounts.get(publication.account_id)
            account.require_login()
            talk = await tx.conversations.of(actor)
            if not self.again:
                talk = talk.drafted(renew=None, stood=None)
            if publication.gone:
                await publish_anew(tx, self.clock, actor, publication, asked, talk)
            else:
                fields = _kept_fields(talk, publication)
                await load_form(tx, actor, publication, asked, talk, fields)
            await tx.commit()


def _kept_fields(talk: Conversation, publication: Publication) -> Sequence[str]:
    asks = talk.place.screen in ("publish_field", "publish_loading")
    return fields_asked(talk) if asks and talk.place.subject == publication.id else ()


@dataclass(frozen=True, slots=True)
class LoadForm:
    """The job behind it: live dictionaries, unused publications, suggested values."""

    uow: UnitOfWork
    sites: Sites
    dictionaries: Dictionaries
    clock: Clock
    bot_id: int
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Safe to repeat. A person who has gone elsewhere is not called back."""
        assert job.workspace_id is not None  # load_form always names it
        tenant, publication_id = Tenant(job.workspace_id), PublicationId(job.subject)
        async with self.uow(tenant) as tx:
            publication = await tx.publications.get(publication_id)
            account = await tx.accounts.get(publication.account_id)
            vacancy = await tx.vacancies.get(publication.vacancy_id)
        if account.state is not AccountState.ACTIVE:
            await self._failed(tenant, publication_id, AuthExpired(account.site))
            return
        names = self.sites.info(publication.site).dictionaries
        try:
            found = await self.dictionaries.of(account, names)
            async with self.sites.session(account) as session:
                credits = await session.credits()
                own = await as_it_stands(session, publication, found)
        except SiteError as error:
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
            if isinstance(error, ContractBroken):
                await self._alarm(account, error)
            await self._failed(tenant, publication_id, error)
            return
        suggested = self.sites.suggest(publication.site, vacancy, found)
        await self._loaded(tenant, publication_id, suggested, found, credits, own)

    async def _alarm(self, account: EmployerAccount, error: ContractBroken) -> None:
        async with self.uow(Tenant(account.workspace_id)) as tx:
            await self.alert.daily(tx, account, error)
            await tx.commit()

    async def _failed(
        self, tenant: Tenant, publication_id: PublicationId, error: SiteError
    ) -> None:
        flash = Flash(error.text_id, error.values())
        async with self.uow(tenant) as tx:
            for talk in await tx.conversations.looking_at(("publish_loading",), publication_id):
                who = Person(talk.user_id, talk.chat_id)
                await show(tx, who, talk.place, flash=flash, talk=talk.drafted(failed=True))
            await tx.commit()

    async def _loaded(
        self,
        tenant: Tenant,
        publication_id: PublicationId,
        suggested: FieldValues,
        lists: Mapping[str, Sequence[Entry]],
        credits: Sequence[Credit],
        own: OwnAd | None,
    ) -> None:
        async with self.uow(tenant) as tx:
            publication = await tx.publications.get(publication_id)
            account = await tx.accounts.get(publication.account_id)
            await tx.accounts.save(replace(account, credits=tuple(credits)))
            looking = await tx.conversations.looking_at(("publish_loading",), publication_id)
            gone: FieldValues = {}
            # Nothing of an ad changes behind the back of who left its form before it was there.
            if looking and not publication.busy:
                info = self.sites.info(publication.site)
                if own is not None and publication.ad is Ad.LIVE:
                    vacancy = await tx.vacancies.get(publication.vacancy_id)
                    publication = own.compared(publication, vacancy, info)
                kept, gone = standing(info.fields, publication.fields, lists)
                merged = {**suggested, **kept}
                publication = await tx.publications.save(replace(publication, fields=merged))
            for talk in looking:
                await self._go_on(tx, talk, publication, gone)
            await tx.commit()

    async def _go_on(
        self, tx: Transaction, talk: Conversation, publication: Publication, gone: FieldValues
    ) -> None:
        """A value that the site has no more is asked for again, and named."""
        fields = list(dict.fromkeys((*fields_asked(talk), *gone)))
        user = await tx.users.get(talk.user_id)
        language = user.language if user is not None else LANGUAGES[0]
        names = " · ".join(one.name(language) for entries in gone.values() for one in entries)
        flash = Flash("values-gone", {"names": names}) if gone else None
        who = Person(talk.user_id, talk.chat_id)
        await go_on(tx, self.sites, who, publication, talk, fields=fields, flash=flash)


async def go_on(
    tx: Transaction,
    sites: Sites,
    who: Actor | Person,
    publication: Publication,
    talk: Conversation,
    *,
    asked: Asked | None = None,
    fields: Sequence[str] = (),
    flash: Flash | None = None,
) -> None:
    """To the first of `fields`, or the first that is needed; then to the form of the next target.

    With nothing left to ask to the preview: after a walk through all targets to the first one's.
    """
    fields = fields or await _needed(tx, sites, publication, talk)
    if fields:
        place, draft = Place("publish_field", publication.id), _asking(fields)
        talk = talk.in_round().drafted(**draft)
        await show(tx, who, place, asked=asked, flash=flash, talk=talk)
        return
    for at, one in enumerate(left := talk.draft.get("left", ())):
        following = await tx.publications.get(PublicationId(one))
        if not following.busy and following.ad is not Ad.LIVE:  # nobody was faster
            await load_form(tx, who, following, asked, talk.drafted(left=left[at + 1 :]))
            return
    walked = "left" in talk.draft
    place = Place("preview", talk.targets[0] if walked else publication.id)
    talk = talk.in_round().drafted(left=None)
    await show(tx, who, place, asked=asked, flash=flash, talk=talk)


async def _needed(
    tx: Transaction, sites: Sites, publication: Publication, talk: Conversation
) -> Sequence[str]:
    """The first field that even a draft needs; of one target among several any required one.

    A type of publication is not asked for where the account has none left.
    """
    fields = sites.info(publication.site).fields
    lacking = missing_fields(publication.fields, fields, draft=publication.id not in talk.targets)
    account = await tx.accounts.get(publication.account_id)
    paid = any(one.at_hand for one in account.credits)
    return [one.key for one in lacking if paid or one.kind is not FieldKind.CREDIT][:1]


def chosen_credit(publication: Publication, fields: Sequence[AdField]) -> str | None:
    """The type of unused publication that is chosen for this ad."""
    for field in fields:
        if field.kind is FieldKind.CREDIT and publication.fields.get(field.key):
            return publication.fields[field.key][0].id
    return None


def missing_fields(
    values: Mapping[str, Sequence[Entry]], fields: Sequence[AdField], *, draft: bool = False
) -> list[AdField]:
    """What publishing still needs; with `draft` what a draft or an edit does."""
    needed = [one for one in fields if (one.draft if draft else one.required)]
    return [one for one in needed if not values.get(one.key)]
