"""What a member sees of a masked candidate; nobody else in the group does, and it is noted."""

from dataclasses import dataclass

from bot.domain.conversation import Flash
from bot.domain.errors import NotThere
from bot.domain.group import Deed, Did, is_linked_group
from bot.domain.ids import ApplicationId, DeedId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.views import Contacts
from bot.domain.workspace import Actor, ChatLink
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import InGroup
from bot.usecases.reading.seen import is_hidden


@dataclass(frozen=True, slots=True)
class OpenContact:
    """Phones and e-mails in a popup."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: InGroup) -> Contacts | Flash:
        """Raises: NotThere."""
        link, application_id = _card(asked)
        async with self.uow(actor) as tx:
            application = await tx.applications.get(application_id)
            if is_hidden(await tx.chats.get(link.id), application):
                return Flash("group-blind-first")
            if not application.phones and not application.emails:
                return Flash("group-no-contact")
            await _note(tx, self.clock, actor, Did.CONTACT, application_id, link)
            await tx.commit()
        return Contacts(application.name or "", application.phones, application.emails)


@dataclass(frozen=True, slots=True)
class SendResume:
    """The whole card with its file, into the presser's private chat."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, actor: Actor, asked: InGroup) -> Flash:
        """A second press on the same card sends none. Raises: NotThere."""
        link, application_id = _card(asked)
        async with self.uow(actor) as tx:
            application = await tx.applications.get(application_id)
            if is_hidden(await tx.chats.get(link.id), application):
                return Flash("group-blind-first")
            home = await tx.chats.private(self.bot_id, actor.user_id)
            card = Notice(
                NoticeId(new_id()),
                actor.workspace_id,
                self.bot_id,
                home.id,
                NoticeKind.CARD,
                application_id,
                self.clock.now(),
                occurrence=f"asked.{link.id}",
            )
            new = await tx.notices.owe([card])
            await _note(tx, self.clock, actor, Did.RESUME, application_id, link)
            await tx.commit()
        if home.gone_since is not None:
            return Flash("group-start-first")
        return Flash("group-sent" if new else "group-sent-before")


def _card(asked: InGroup) -> tuple[ChatLink, ApplicationId]:
    """Raises: NotThere for anything but a card in a linked group."""
    notice, link = asked.notice, asked.link
    kinds = (NoticeKind.CARD, NoticeKind.CARD_AGAIN)
    if notice is None or link is None or notice.kind not in kinds:
        raise NotThere
    if not is_linked_group(link):
        raise NotThere
    return link, ApplicationId(notice.subject_id)


async def _note(
    tx: Transaction,
    clock: Clock,
    actor: Actor,
    did: Did,
    application_id: ApplicationId,
    link: ChatLink,
) -> None:
    deed = Deed(
        DeedId(new_id()),
        actor.workspace_id,
        actor.member_id,
        did,
        application_id,
        clock.now(),
        link.id,
    )
    await tx.audit.add(deed)
