"""What the site lets be done with a response now, and the employer's own texts there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import Application
from bot.domain.conversation import Conversation
from bot.domain.errors import ResponseMissing, SiteError
from bot.domain.ids import ApplicationId
from bot.domain.jobs import Job
from bot.domain.reply import Offer
from bot.domain.site_action import NOT_OFFERED, Kind
from bot.domain.telling import passes_on
from bot.domain.workspace import Tenant
from bot.ports import Sites, SiteSession, Transaction, UnitOfWork
from bot.usecases.answer_candidate import WORDS, Telling
from bot.usecases.screens import note_all, refresh

_TEXTS_MOST = 3


@dataclass(frozen=True, slots=True)
class AskOffers:
    """The job: who chooses words for this candidate gets the site's texts, or hears why not.

    Nothing hangs on it: a site that does not answer now is asked again when the answer goes out.
    """

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, job: Job) -> None:
        """Raises: nothing of the site's."""
        assert job.workspace_id is not None  # offers_job always names it
        tenant = Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            application = await tx.applications.get(ApplicationId(job.subject))
            account = await tx.accounts.get(application.account_id)
            kinds = await _wanted(tx, application)
        kinds = {one for one in kinds if self._can(account, one)}
        if not kinds or account.state is not AccountState.ACTIVE:
            return
        found = await self._asked(account, application, kinds)
        async with self.uow(tenant) as tx:

            async def change(talk: Conversation) -> Conversation | None:
                telling = Telling.of(talk)
                error, texts = found.get(telling.kind, ("", ()))
                return replace(telling, error=error or None, texts=texts).on(talk)

            await note_all(tx, (WORDS,), application.id, change=change)
            await refresh(tx, (WORDS,), application.id)
            await tx.commit()

    def _can(self, account: EmployerAccount, kind: Kind) -> bool:
        return passes_on(self.sites.info(account.site), account, kind)

    async def _asked(
        self, account: EmployerAccount, application: Application, kinds: set[Kind]
    ) -> Mapping[Kind, tuple[str, tuple[tuple[str, str], ...]]]:
        """For each kind what stands in the way, or the texts by name."""
        try:
            async with self.sites.session(account) as session:
                offers = {one.kind: one for one in await session.offers(application.remote_id)}
                return {kind: await _texts(session, offers.get(kind)) for kind in kinds}
        except ResponseMissing as gone:
            return dict.fromkeys(kinds, (gone.text_id, ()))
        except SiteError:
            return {}


async def _wanted(tx: Transaction, application: Application) -> set[Kind]:
    looking = await tx.conversations.looking_at((WORDS,), application.id)
    return {Telling.of(talk).kind for talk in looking}


async def _texts(
    session: SiteSession, offer: Offer | None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    if offer is None:
        return NOT_OFFERED, ()
    found = []
    for one in offer.texts[:_TEXTS_MOST]:
        words = await session.site_text(one.ref)
        if words:
            found.append((one.name, words))
    return "", tuple(found)
