"""A card that its reader may not see any more: somebody else must, or a candidate is lost."""

from dataclasses import dataclass, replace

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.workspace import ChatLink, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.recipients import chat_of


@dataclass(frozen=True, slots=True)
class HandOver:
    """Owe a card to whom it would go if the candidate answered now."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, notice: Notice) -> None:
        """Safe to repeat; nothing for any other notice, or when it is in the right chat."""
        if notice.kind is not NoticeKind.CARD or notice.workspace_id is None:
            return
        async with self.uow(Tenant(notice.workspace_id)) as tx:
            try:
                heir = await self._heir(tx, notice)
            except NotThere:
                return
            if heir is not None and heir.id != notice.chat_link_id:
                fresh = replace(
                    notice,
                    id=NoticeId(new_id()),
                    chat_link_id=heir.id,
                    state=NoticeState.OWED,
                    attempts=0,
                    due_at=self.clock.now(),
                )
                await tx.notices.owe([fresh])
                await tx.commit()

    async def _heir(self, tx: Transaction, notice: Notice) -> ChatLink | None:
        application = await tx.applications.get(ApplicationId(notice.subject_id))
        if application.publication_id is None:
            return None
        publication = await tx.publications.get(application.publication_id)
        vacancy = await tx.vacancies.get(publication.vacancy_id)
        return await chat_of(tx, notice.bot_id, vacancy.owner_id, Right.SEE_CONTACTS)
