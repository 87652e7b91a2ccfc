"""One vacancy to several accounts: chosen together, walked through, confirmed once."""

from dataclasses import dataclass

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Stale
from bot.domain.ids import AccountId, PublicationId, VacancyId
from bot.domain.publication import Publication
from bot.domain.site import Ad, AdField, Can
from bot.domain.site_action import Kind
from bot.domain.workspace import Actor
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.ask_site import owe_checked
from bot.usecases.asked import Press
from bot.usecases.copy_vacancy import inherited
from bot.usecases.prepare_publication import (
    ask_field,
    begin_form,
    go_on,
    load_form,
    missing_fields,
    publication_of,
)
from bot.usecases.screens import current, show
from bot.usecases.targets import PROGRESS, open_targets, payable, sent_together

SCREEN = "targets"


@dataclass(frozen=True, slots=True)
class AskTargets:
    """Several accounts at once, the first free one of each site chosen already."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            if talk.place.screen != "publish_account" or vacancy.missing():
                raise Stale
            taken = await taken_accounts(tx, vacancy.id)
            chosen: dict[str, AccountId] = {}
            for one in await tx.accounts.all():
                if one.id not in taken and may_take(one, self.sites):
                    chosen.setdefault(one.site, one.id)
            talk = talk.cleared().drafted(accounts=list(chosen.values()))
            await show(tx, actor, Place(SCREEN, vacancy.id), asked=asked, talk=talk)
            await tx.commit()


def may_take(account: EmployerAccount, sites: Sites) -> bool:
    """Whether anything can be published under it now."""
    return account.state is AccountState.ACTIVE and Can.PUBLISH in sites.info(account.site).can


async def taken_accounts(tx: Transaction, vacancy_id: VacancyId) -> set[AccountId]:
    """Those under which the vacancy is up already, or on its way."""
    known = await tx.publications.of_vacancy(vacancy_id)
    return {one.account_id for one in known if one.busy or one.ad is Ad.LIVE}


def _chosen(talk: Conversation) -> list[AccountId]:
    if talk.place.screen != SCREEN:
        raise Stale
    return [AccountId(one) for one in talk.draft.get("accounts", ())]


@dataclass(frozen=True, slots=True)
class PickTarget:
    """A tick before an account, or off it."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            chosen = _chosen(talk)
            account = await tx.accounts.get(AccountId(asked.id))
            taken = await taken_accounts(tx, VacancyId(talk.place.subject))
            if account.id in chosen:
                chosen.remove(account.id)
            elif account.id not in taken and may_take(account, self.sites):
                chosen.append(account.id)
            talk = talk.drafted(accounts=chosen)
            await show(tx, actor, talk.place, asked=asked, talk=talk, same=True)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class BeginTargets:
    """To what the first of them needs; what was chosen for each pair before is remembered."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """A single one goes its own short way. Raises: Stale, NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            vacancy = await tx.vacancies.get(VacancyId(talk.place.subject))
            accounts = [await tx.accounts.get(one) for one in _chosen(talk)]
            if not accounts:
                raise Stale
            found = []
            for one in accounts:
                at_first = await inherited(tx, self.sites, vacancy, one)
                found.append(await publication_of(tx, self.clock, vacancy, one, at_first))
            if len(found) == 1:
                await begin_form(tx, actor, found[0], asked, talk)
            else:
                ids = [one.id for one in found]
                talk = talk.cleared().drafted(targets=ids, left=ids[1:])
                await load_form(tx, actor, found[0], asked, talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class DropTarget:
    """One of them is left out: its site is away, or somebody thinks better of it."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, also for the last one; NotThere."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            dropped = await tx.publications.get(PublicationId(asked.id))
            rest = [one for one in talk.targets if one != dropped.id]
            here = talk.place.screen in ("preview", "publish_loading", "publish_field")
            if not here or not rest or len(rest) == len(talk.targets):
                raise Stale
            left = talk.draft.get("left")
            if left is not None:
                left = [one for one in left if one != dropped.id]
            talk = talk.in_round().drafted(targets=rest, left=left)
            following = await tx.publications.get(PublicationId(rest[0]))
            await go_on(tx, self.sites, actor, following, talk, asked=asked)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class WatchAll:
    """Back to the progress of what was sent together, from the vacancy's page."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere; Stale where nothing was sent to several sites of late."""
        async with self.uow(actor) as tx:
            vacancy = await tx.vacancies.get(VacancyId(asked.id))
            watched = sent_together(await tx.publications.of_vacancy(vacancy.id), self.clock.now())
            if not watched:
                raise Stale
            talk = (await tx.conversations.of(actor)).cleared()
            talk = talk.drafted(targets=[one.id for one in watched])
            await show(tx, actor, Place(PROGRESS, vacancy.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class SendAll:
    """The one confirm: all are owed to their sites in one transaction, and watched together.

    With `draft`: saved unpublished on those sites that keep drafts.
    """

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    draft: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """What is missing is asked for instead; what is up or under way is not sent again.

        A target for which no publication is left waits, the others go. Raises: Stale, NotThere.
        """
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != "preview" or not talk.targets:
                raise Stale
            found = await open_targets(tx, talk)
            able = [one for one in found if await self._able(tx, one)]
            lacking = next(((one, it) for one in able for it in self._lacking(one)), None)
            if lacking is not None:
                flash = Flash("needs-field")
                await ask_field(tx, actor, *lacking, asked, talk, flash=flash)
            elif found and not able:
                flash = Flash("targets-none")
                await show(tx, actor, talk.place, asked=asked, flash=flash, talk=talk)
            else:
                shown = await tx.publications.get(PublicationId(talk.place.subject))
                await self._send(tx, actor, able)
                place = Place(PROGRESS, shown.vacancy_id)
                talk = talk.in_round().drafted(left=None, only=None)
                await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()

    async def _send(self, tx: Transaction, actor: Actor, able: list[Publication]) -> None:
        kind = Kind.SAVE if self.draft else Kind.PUBLISH
        for one in able:
            vacancy = await tx.vacancies.get(one.vacancy_id)
            await owe_checked(tx, self.clock, self.sites, actor, one, vacancy, kind)

    async def _able(self, tx: Transaction, publication: Publication) -> bool:
        """Whether its site takes it now."""
        info, account = self.sites.info(publication.site), publication.account_id
        found = await tx.accounts.get(account)
        if found.state is not AccountState.ACTIVE or publication.gone:
            return False
        if self.draft:
            return Can.DRAFT in info.can
        return payable(publication, info, found.credits)

    def _lacking(self, publication: Publication) -> list[AdField]:
        fields = self.sites.info(publication.site).fields
        return missing_fields(publication.fields, fields, draft=self.draft)
