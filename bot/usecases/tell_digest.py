"""What was missed, told once: gathered in the background, then one message a chat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import Application
from bot.domain.digest import Digest, OpenDigest
from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, DigestId, NoticeId, PublicationId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.publication import Publication
from bot.domain.workspace import ChatKind, ChatLink, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.join_persons import known_again
from bot.usecases.recipients import groups_of, readers_of

TELL_DIGEST = "tell_digest"


async def gather(
    tx: Transaction, account: EmployerAccount, ads: Sequence[Publication], now: datetime
) -> None:
    """From now on what was sent to these ads before comes as one digest, without cards.

    One that gathers for the account already takes these too: a chat hears once.
    """
    ids = [one.id for one in ads]
    known = next((one for one in await tx.digests.open() if one.account_id == account.id), None)
    fresh = Digest(DigestId(new_id()), account.workspace_id, account.id, (), (), now)
    digest = await tx.digests.save((known or fresh).widened(ids, now))
    await tx.enqueue(digest_job(digest))


async def gathered(tx: Transaction, publication_id: PublicationId) -> None:
    """All that was kept of this ad is here."""
    for one in await tx.digests.open():
        if publication_id in one.pending:
            await tx.enqueue(digest_job(await tx.digests.save(one.gathered(publication_id))))


async def wake_digest(tx: Transaction, account: EmployerAccount) -> None:
    """The account was read to its end: what was missed may be whole now."""
    for one in await tx.digests.open():
        if one.account_id == account.id:
            await tx.enqueue(digest_job(one))


def digest_job(digest: Digest | OpenDigest) -> Job:
    """The wake-up of one that gathers; behind the account's feed and its kept responses."""
    return Job(
        TELL_DIGEST,
        digest.id,
        digest.workspace_id,
        lock=f"account:{digest.account_id}",
        unique=f"digest:{digest.id}",
        priority=10,
    )


async def shares(
    tx: Transaction, bot_id: int, applications: Sequence[Application]
) -> dict[ChatLinkId, tuple[ChatLink, list[Application]]]:
    """Which of them each chat gets, as each would get a card: its team's, and groups."""
    found: dict[ChatLinkId, tuple[ChatLink, list[Application]]] = {}
    links: dict[PublicationId, list[ChatLink]] = {}
    for one in applications:
        assert one.publication_id is not None  # a digest takes no other
        if one.publication_id not in links:
            links[one.publication_id] = await _links(tx, bot_id, one.publication_id)
        for link in links[one.publication_id]:
            found.setdefault(link.id, (link, []))[1].append(one)
    return found


async def _links(tx: Transaction, bot_id: int, publication_id: PublicationId) -> list[ChatLink]:
    publication = await tx.publications.get(publication_id)
    vacancy = await tx.vacancies.get(publication.vacancy_id)
    own = await readers_of(tx, bot_id, vacancy)
    return [*own, *(link for link, _ in await groups_of(tx, vacancy))]


@dataclass(frozen=True, slots=True)
class TellDigest:
    """The job: once everything is here, each chat is owed its share, in one transaction."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: it is told once. Of a single response the card itself comes."""
        assert job.workspace_id is not None  # digest_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            digest = await tx.digests.get(DigestId(job.subject))
            if digest.told_at is not None or await self._gathers(tx, digest):
                return
            now = self.clock.now()
            missed = await tx.applications.of_digest(digest.id)
            parts = await shares(tx, self.bot_id, missed)
            owed = [self._notice(digest, link, part, now) for link, part in parts.values()]
            await tx.notices.owe([await known_again(tx, one) for one in owed])
            await tx.digests.save(replace(digest, told_at=now))
            await tx.commit()

    async def _gathers(self, tx: Transaction, digest: Digest) -> bool:
        """Kept responses or those from before are on their way, or nothing was read since."""
        account = await tx.accounts.get(digest.account_id)
        if account.state is AccountState.DISCONNECTED:
            return False  # nothing more will come
        if account.last_sync_at is None or account.last_sync_at < digest.until:
            return True
        adoptions = await tx.adoptions.open()
        if any(one.digest and one.account_id == account.id for one in adoptions):
            return True
        waiting = [await tx.publications.get(one) for one in digest.pending]
        return any(one.may_sync for one in waiting)

    def _notice(
        self, digest: Digest, link: ChatLink, part: Sequence[Application], now: datetime
    ) -> Notice:
        single = len(part) == 1
        return Notice(
            NoticeId(new_id()),
            digest.workspace_id,
            self.bot_id,
            link.id,
            NoticeKind.CARD if single else NoticeKind.DIGEST,
            part[0].id if single else digest.id,
            Group.of(link).starts(now) if link.kind is ChatKind.GROUP else now,
            thread_id=link.thread_id,
        )
