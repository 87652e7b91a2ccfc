"""Coming back from a site's login page: the door, the code, and the chat that moves on."""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.code_login import CodeLogin, DueLogin, LoginStep
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import AuthExpired, Conflict, ContractBroken, SiteError, SitePaused, Stale
from bot.domain.ids import AccountId, CodeLoginId
from bot.domain.jobs import Job
from bot.domain.secret import Credentials, Secret
from bot.domain.site import WORK_ACCOUNT
from bot.domain.workspace import Actor, Person, Right, Tenant
from bot.ports import Clock, Sites, Transaction, UnitOfWork, Vault
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.asked import Press
from bot.usecases.connect_account import send_to_check
from bot.usecases.identify import Known, known
from bot.usecases.paused_site import stopped
from bot.usecases.screens import current, show, stay
from bot.usecases.send_to_login import STATE, SendToLogin

REDEEM = "redeem"
_TRIES = 5
"""How often the chat is moved on when the person does something in that very moment."""


class Back(StrEnum):
    """How a return from the login page ends; the page says it by the text `back-<word>`."""

    WELCOME = "welcome"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    USED = "used"
    """They came back by the same way before."""
    UNKNOWN = "unknown"
    """Nobody was sent that way, or nobody who may go on."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """What the page says, and in which language; None: that of the browser."""

    back: Back
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ComeBack:
    """The door `/oauth/<site>`: what a browser brings is kept, and redeemed by a job."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    bot_id: int

    async def __call__(self, site: str, state: str, code: str | None) -> CameBack:
        """No `code`: the person did not allow it. A state is good for one return."""
        async with self.uow.system() as tx:
            login = await tx.code_login(self.vault.hmac(STATE, state))
        if login is None or not self._ours(login, site, state):
            return CameBack(Back.UNKNOWN)
        found = await _who(self.uow, login)
        if found is None or found.actor is None:
            return CameBack(Back.UNKNOWN, found.user.language if found else None)
        for left in reversed(range(_TRIES)):
            try:
                back = await self._take(found.actor, login, code)
            except Conflict:
                if not left:
                    raise
            else:
                break
        return CameBack(back, found.user.language)

    def _ours(self, login: CodeLogin, site: str, state: str) -> bool:
        same = hmac.compare_digest(login.challenge.state.reveal().encode(), state.encode())
        return same and login.site == site and login.bot_id == self.bot_id

    async def _take(self, actor: Actor, login: CodeLogin, code: str | None) -> Back:
        async with self.uow(actor) as tx:
            fresh = await tx.code_logins.get(login.id)
            if fresh.step is not LoginStep.ASKED:
                return Back.USED
            back = self._ends(fresh, code)
            if back is Back.WELCOME:
                await self._welcome(tx, actor, fresh, Secret(code or ""))
            else:
                await tx.code_logins.save(fresh.to(LoginStep.OVER), was=fresh.step)
                await _try_again(tx, actor, fresh, Flash(f"login-{back}", {"site": fresh.site}))
            await tx.commit()
        return back

    def _ends(self, login: CodeLogin, code: str | None) -> Back:
        if self.clock.now() >= login.expires_at:
            return Back.EXPIRED
        return Back.WELCOME if code else Back.CANCELLED

    async def _welcome(self, tx: Transaction, actor: Actor, login: CodeLogin, code: Secret) -> None:
        called = login.to(LoginStep.CALLED, code=code)
        await tx.code_logins.save(called, was=login.step)
        due = DueLogin(login.workspace_id, login.id, login.user_id)
        await tx.enqueue(redeem_job(due))
        talk = (await tx.conversations.of(actor)).cleared()
        talk = talk.drafted(site=login.site, again=login.again, code=login.id)
        await show(tx, actor, Place("connect_check", login.again or 0), talk=talk)


async def _who(uow: UnitOfWork, login: CodeLogin) -> Known | None:
    """The person of a login; without an actor when they may not go on with it (any more)."""
    person = Person(login.user_id, login.user_id)
    async with uow.person(person) as tx:
        found = await known(tx, person)
    if found is None or found.actor is None:
        return found
    actor = found.actor
    goes_on = actor.workspace_id == login.workspace_id and actor.may(Right.MANAGE_ACCOUNTS)
    return found if goes_on else Known(found.user)


async def _try_again(
    tx: Transaction, actor: Actor, login: CodeLogin, flash: Flash, *, left: Flash | None = None
) -> None:
    """The way to the page is used up: said where the person waits for it, with a new one.

    `left` is for who has gone elsewhere, where no page of the browser has said it.
    """
    talk = await tx.conversations.of(actor)
    if not _waits(talk, login):
        if left is not None:
            await stay(tx, actor, left, talk=talk)
        return
    talk = talk.cleared().drafted(site=login.site, again=login.again)
    await show(tx, actor, Place("connect_code", login.again or 0), flash=flash, talk=talk)


def _waits(talk: Conversation, login: CodeLogin) -> bool:
    """The person has not gone elsewhere in the chat."""
    if talk.place.screen == "connect_code":
        return talk.draft.get("site") == login.site
    return talk.place.screen == "connect_check" and talk.draft.get("code") == login.id


def redeem_job(login: DueLogin) -> Job:
    """The request that makes credentials of a code."""
    return Job(
        REDEEM,
        login.id,
        login.workspace_id,
        lock=f"connect:{login.user_id}",
        unique=f"redeem:{login.id}",
        priority=50,
    )


@dataclass(frozen=True, slots=True)
class RedeemCode:
    """The job: the code is sent once, whatever happens; then the login is looked at."""

    uow: UnitOfWork
    sites: Sites
    alert: AlertOperators

    async def __call__(self, job: Job) -> None:
        """Found on its way after a crash, a code counts as spent: a new login is asked for."""
        assert job.workspace_id is not None  # redeem_job always names it
        tenant = Tenant(job.workspace_id)
        async with self.uow(tenant) as tx:
            login = await tx.code_logins.get(CodeLoginId(job.subject))
            waits = await stopped(tx, login.site)
            if login.step is LoginStep.CALLED and not waits:
                await tx.code_logins.save(login.to(LoginStep.REDEEMING), was=login.step)
                await tx.commit()
        if login.step is LoginStep.REDEEMING:
            await self._failed(login, AuthExpired(login.site))
        elif waits and login.step is LoginStep.CALLED:  # a code lives for minutes alone
            await self._failed(login, SitePaused(login.site))
        elif login.step is LoginStep.CALLED and login.code is not None:
            await self._redeem(login.to(LoginStep.REDEEMING), login.code)

    async def _redeem(self, login: CodeLogin, code: Secret) -> None:
        try:
            credentials = await self.sites.redeem(login.site, login.challenge, code)
        except SiteError as error:
            await self._failed(login, error)
        else:
            await self._end(login, credentials, None)

    async def _failed(self, login: CodeLogin, error: SiteError) -> None:
        if isinstance(error, ContractBroken):
            async with self.uow(Tenant(login.workspace_id)) as tx:
                await self.alert.login(tx, error)
                await tx.commit()
        flash = Flash(error.text_id, error.values())
        if isinstance(error, AuthExpired):
            flash = Flash("login-not-taken", {"site": login.site})
        await self._end(login, None, flash)

    async def _end(
        self, login: CodeLogin, credentials: Credentials | None, flash: Flash | None
    ) -> None:
        """The code is spent. Credentials are stored before anything else can go wrong."""
        found = await _who(self.uow, login)
        actor = found.actor if found else None
        while True:
            try:
                async with self.uow(actor or Tenant(login.workspace_id)) as tx:
                    if (await tx.code_logins.get(login.id)).step is not login.step:
                        return  # by a worker that was thought to be dead
                    await tx.code_logins.save(login.to(LoginStep.OVER), was=login.step)
                    if actor is not None and credentials is not None:
                        await self._go_on(tx, actor, login, credentials)
                    elif actor is not None and flash is not None:
                        await _try_again(tx, actor, login, flash, left=flash)
                    await tx.commit()
            except Conflict:
                continue  # the person has done something in the chat meanwhile
            return

    async def _go_on(
        self, tx: Transaction, actor: Actor, login: CodeLogin, credentials: Credentials
    ) -> None:
        """The first look at the site; not for who has left the dialogue meanwhile, who hears so."""
        talk = await tx.conversations.of(actor)
        if not _waits(talk, login):
            await stay(tx, actor, Flash("login-left", {"site": login.site}), talk=talk)
            return
        given = credentials.reveal()
        if login.again is not None:  # it acts for whom it acted before
            account = await tx.accounts.get(login.again)
            kept = account.credentials.get(WORK_ACCOUNT)
            given |= {WORK_ACCOUNT: kept.reveal()} if kept else {}
        talk = talk.drafted(code=None, login=given)
        await send_to_check(tx, actor, None, talk, None)


@dataclass(frozen=True, slots=True)
class AskCodeAgain:
    """The way to the page was used, or is too old: a new one."""

    uow: UnitOfWork
    send: SendToLogin

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale, NotThere, NoWayBack."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            site, again = talk.draft.get("site"), talk.draft.get("again")
            if talk.place.screen != "connect_code" or site is None:
                raise Stale
            account = await tx.accounts.get(AccountId(again)) if again else None
            await self.send(tx, actor, asked, str(site), account)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseWorkAccount:
    """Which of its work accounts the login acts for, by the index."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            choices = talk.draft.get("choices") or ()
            if talk.place.screen != "connect_choice" or asked.id >= len(choices):
                raise Stale
            login = {**talk.draft["login"], WORK_ACCOUNT: choices[asked.id][0]}
            talk = talk.drafted(login=login, choices=None)
            await send_to_check(tx, actor, asked, talk, None)
            await tx.commit()
