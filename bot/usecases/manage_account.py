"""An employer account's own page: check, rename, disconnect, pause."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.account import LABEL_MOST, AccountState, EmployerAccount, Viewed, twins_of
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import (
    AuthExpired,
    ProofNeeded,
    SiteError,
    Stale,
    UserBlocked,
    WrongLogin,
)
from bot.domain.group import Did
from bot.domain.ids import AccountId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.secret import Secret
from bot.domain.vacancy import one_line
from bot.domain.workspace import Actor, Tenant
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases import events_log
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.open_hook import shut_hook
from bot.usecases.recipients import keeper_of
from bot.usecases.screens import current, erase, note_all, refresh, refresh_account, show, stay
from bot.usecases.write_down import write_down

CHECK = "check"
LOGIN_LOST = (AuthExpired, WrongLogin, UserBlocked)
RECRUITER_ACTS = (*LOGIN_LOST, ProofNeeded)


@dataclass(frozen=True, slots=True)
class AskCheck:
    """The recruiter wants to know whether the login still works."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """The answer comes on the account's page. Raises: NotThere, AuthExpired."""
        async with self.uow(actor) as tx:
            account = await tx.accounts.get(AccountId(asked.id))
            account.require_login()  # a refused password is never tried again
            await tx.enqueue(check_job(account))
            talk = (await tx.conversations.of(actor)).cleared().drafted(checking=True)
            await show(tx, actor, Place("account", account.id), asked=asked, talk=talk)
            await tx.commit()


def check_job(account: EmployerAccount) -> Job:
    """The site is asked whether the login still works; who waits has `checking` in the draft."""
    return Job(
        CHECK,
        account.id,
        account.workspace_id,
        lock=f"account:{account.id}",
        unique=f"check:{account.id}",
        priority=50,
    )


@dataclass(frozen=True, slots=True)
class CheckAccount:
    """The job behind it."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    bot_id: int

    async def __call__(self, job: Job) -> None:
        """A login that is refused pauses the account, one that works again wakes it."""
        assert job.workspace_id is not None  # AskCheck always names it
        tenant, account_id = Tenant(job.workspace_id), AccountId(job.subject)
        async with self.uow(tenant) as tx:
            account = await tx.accounts.get(account_id)
        if account.state is AccountState.DISCONNECTED:
            return
        flash = Flash("done-checked")
        try:
            if account.state is AccountState.PAUSED:
                raise AuthExpired(account.site)  # met meanwhile: a bad password is sent once
            async with self.sites.session(account) as session:
                identity = await session.check()
        except SiteError as error:
            flash = Flash(error.text_id, error.values())
            if isinstance(error, RECRUITER_ACTS):
                await pause_account(self.uow, self.clock, self.bot_id, account, error)
        else:
            async with self.uow(tenant) as tx:
                fresh = await tx.accounts.get(account_id)
                # Else changed or wiped meanwhile; the check itself may have renewed them.
                if fresh.credentials in (account.credentials, identity.credentials):
                    woken = fresh.to(AccountState.ACTIVE)
                    moment = fresh.next_sync_at or self.clock.now()
                    woken = replace(woken, credits=identity.credits, next_sync_at=moment)
                    await refresh_account(tx, await tx.accounts.save(woken))
                await tx.commit()
        async with self.uow(tenant) as tx:
            await note_all(tx, ("account",), account_id, change=_checked)
            await refresh(tx, ("account",), account_id, flash=flash)
            await tx.commit()


async def _checked(talk: Conversation) -> Conversation:
    return talk.drafted(checking=None)


async def pause_account(
    uow: UnitOfWork, clock: Clock, bot_id: int, account: EmployerAccount, error: SiteError
) -> None:
    """For RECRUITER_ACTS: one notice, however often it fails.

    A lost login stops the sync until it is mended; where a proof is asked for, it goes on seldom.
    """
    async with uow(Tenant(account.workspace_id)) as tx:
        fresh = await tx.accounts.get(account.id)
        refused = error.asked_with or account.credentials
        if fresh.state is not AccountState.ACTIVE or fresh.credentials != refused:
            return
        if isinstance(error, ProofNeeded):
            paused = replace(fresh, proof=error.url)
        else:
            paused = fresh.to(AccountState.PAUSED, reason=error.text_id)
        paused = await tx.accounts.save(paused)
        if fresh.proof is None or paused.proof is None:
            events_log.account_paused(account.site, error.text_id)
            await tell_paused(tx, clock, bot_id, paused)
        await refresh_account(tx, paused)
        await tx.commit()


async def tell_paused(tx: Transaction, clock: Clock, bot_id: int, account: EmployerAccount) -> None:
    """Whoever mends its login, once for each time that it is paused."""
    link = await keeper_of(tx, bot_id, account)
    if link is None:
        return
    notice = Notice(
        NoticeId(new_id()),
        account.workspace_id,
        bot_id,
        link.id,
        NoticeKind.ACCOUNT_PAUSED,
        account.id,
        clock.now(),
        occurrence=str(account.version),
    )
    await tx.notices.owe([notice])


async def tell_unpaused(tx: Transaction, clock: Clock, account: EmployerAccount) -> None:
    """The pause is over: the word that was said of it offers no new login any more."""
    told = await tx.notices.of_subject(NoticeKind.ACCOUNT_PAUSED, account.id)
    said = {one.chat_link_id: one for one in told if one.state is NoticeState.SENT}
    await tx.notices.owe(
        [
            Notice(
                NoticeId(new_id()),
                account.workspace_id,
                one.bot_id,
                one.chat_link_id,
                NoticeKind.ACCOUNT_MENDED,
                account.id,
                clock.now(),
                occurrence=str(account.version),
            )
            for one in said.values()
        ]
    )


async def note_wall(tx: Transaction, account_id: AccountId, now: datetime, until: datetime) -> None:
    """The site has shown a request a check for people: its feed waits for the same moment."""
    account = await tx.accounts.get(account_id)
    if account.state is not AccountState.ACTIVE:
        return
    walled = replace(
        account,
        failing_since=account.failing_since or now,
        refusals=max(1, account.refusals),
        next_sync_at=until,
    )
    await refresh_account(tx, await tx.accounts.save(walled))


@dataclass(frozen=True, slots=True)
class AskLabel:
    """A new name for the account."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere."""
        async with self.uow(actor) as tx:
            account = await tx.accounts.get(AccountId(asked.id))
            talk = (await tx.conversations.of(actor)).cleared()
            await show(tx, actor, Place("account_label", account.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class RenameAccount:
    """The name that was typed, or the suggested one kept by a button."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Raises: NotThere, Stale."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if talk.place.screen != "account_label":
                raise Stale
            account = await tx.accounts.get(AccountId(talk.place.subject))
            label = account.label
            if isinstance(asked, Typed):
                label = one_line(asked.text)
                secret = Secret(asked.text) in account.credentials.values()
                if secret:  # the password once more, a moment after it was taken
                    await erase(tx, talk, asked)
                flash = None if secret else await _unfit(tx, account, label)
                if secret or flash is not None:
                    await stay(tx, actor, flash, asked=asked)
                    await tx.commit()
                    return
            else:
                current(talk, asked)
            await tx.accounts.save(replace(account, label=label))
            flash = Flash("done-renamed", {"label": label})
            place = Place("account", account.id)
            talk = talk.cleared().drafted(fresh=talk.draft.get("fresh"))
            await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
            await tx.commit()


async def _unfit(tx: Transaction, account: EmployerAccount, label: str) -> Flash | None:
    """Why it can't be the account's name: of two with one name nobody knows which one pays."""
    if not label or len(label) > LABEL_MOST:
        return Flash("bad-label", {"most": LABEL_MOST})
    if twins_of(account, await tx.accounts.all(disconnected=True), label):
        return Flash("bad-label-taken", {"label": label})
    return None


@dataclass(frozen=True, slots=True)
class ChooseViewed:
    """When the account's resumes are read, where their candidates see it."""

    uow: UnitOfWork
    sites: Sites
    viewed: Viewed

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, Stale where nobody sees it."""
        async with self.uow(actor) as tx:
            account = await tx.accounts.get(AccountId(asked.id))
            if not self.sites.info(account.site).tells_viewed:
                raise Stale
            await tx.accounts.save(replace(account, viewed=self.viewed))
            talk = (await tx.conversations.of(actor)).cleared()
            await show(tx, actor, Place("account", account.id), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class DisconnectAccount:
    """Forget the login; the ads stay live on the site, their sync stops."""

    uow: UnitOfWork
    clock: Clock

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: NotThere, Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            before = await tx.accounts.get(AccountId(asked.id))
            await shut_hook(tx, self.clock, before)
            account = await tx.accounts.save(before.to(AccountState.DISCONNECTED))
            await write_down(tx, actor, Did.DISCONNECTED, account.id, self.clock.now())
            if before.halted:
                await tell_unpaused(tx, self.clock, account)
            for publication in await tx.publications.of_account(account.id):
                if publication.sync:
                    await tx.publications.save(replace(publication, sync=False))
            await refresh_account(tx, account)
            flash = Flash("done-disconnected", {"label": account.label})
            await show(tx, actor, Place("accounts"), asked=asked, flash=flash, talk=talk.cleared())
            await tx.commit()
