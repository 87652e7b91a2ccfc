"""Adding an employer account, or giving it a new password."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.account import LABEL_MOST, AccountState, EmployerAccount, distinct_label
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import (
    AuthExpired,
    ContractBroken,
    LoginLocked,
    NotEmployer,
    ProofNeeded,
    SiteError,
    Stale,
    UserBlocked,
    WrongLogin,
)
from bot.domain.group import Did
from bot.domain.ids import AccountId, WorkspaceId, new_id
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.site import WORK_ACCOUNT, Choice, Identity, LoginField
from bot.domain.workspace import Actor, Person
from bot.ports import Clock, Sites, Transaction, UnitOfWork
from bot.usecases.alert_operators import AlertOperators
from bot.usecases.ask_site import forgive_login
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.identify import known
from bot.usecases.keep_applications import wake_files
from bot.usecases.manage_account import tell_unpaused
from bot.usecases.open_hook import OpenHook
from bot.usecases.screens import current, erase, show, stay
from bot.usecases.send_to_login import SendToLogin
from bot.usecases.sync_applications import sync_job
from bot.usecases.write_down import write_down

CONNECT = "connect"
_MOST = 200
_DIALOGUE = ("connect_login", "connect_check")
_HOPELESS = (NotEmployer, UserBlocked)
"""No other password of this login would help."""
_REFUSED = (*_HOPELESS, AuthExpired, LoginLocked, WrongLogin)
"""The password is not to be tried once more."""


@dataclass(frozen=True, slots=True)
class ChooseSite:
    """Which site the new account is at, by its index."""

    uow: UnitOfWork
    sites: Sites
    send: SendToLogin

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale for a site that is not offered (any more)."""
        infos = self.sites.all()
        if asked.id >= len(infos):
            raise Stale
        info = infos[asked.id]
        async with self.uow(actor) as tx:
            workspace = await tx.workspaces.get(actor.workspace_id)
            if not workspace.wants(info):
                raise Stale
            if info.by_code:
                await self.send(tx, actor, asked, info.key)
            else:
                talk = _begun(await tx.conversations.of(actor), info.key)
                await show(tx, actor, Place("connect_login"), asked=asked, talk=talk)
            await tx.commit()


def _begun(talk: Conversation, site: str) -> Conversation:
    """At the first question of the site's login form."""
    return talk.cleared().drafted(site=site)


@dataclass(frozen=True, slots=True)
class AskOtherLogin:
    """The login was mistyped, or is a password: the form once more, at the same site."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """What was given is forgotten, a check under way is void. Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            site = talk.draft.get("site")
            if talk.place.screen not in _DIALOGUE or site is None or "again" in talk.draft:
                raise Stale
            talk = _begun(talk, str(site))
            await show(tx, actor, Place("connect_login"), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskNewPassword:
    """A new password for an account that is known, or a new login on its site's page."""

    uow: UnitOfWork
    sites: Sites
    send: SendToLogin

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Only the secret fields are asked for. Raises: NotThere, NoWayBack."""
        async with self.uow(actor) as tx:
            account = await tx.accounts.get(AccountId(asked.id))
            if self.sites.info(account.site).by_code:
                await self.send(tx, actor, asked, account.site, account)
                await tx.commit()
                return
            talk = (await tx.conversations.of(actor)).cleared()
            # A login that went with a lost key is asked for once more.
            known_fields = {self._first_field(account.site): account.login} if account.login else {}
            talk = talk.drafted(site=account.site, again=account.id, login=known_fields)
            await show(tx, actor, Place("connect_login", account.id), asked=asked, talk=talk)
            await tx.commit()

    def _first_field(self, site: str) -> str:
        return next(one.key for one in self.sites.info(site).login if not one.secret)


def missing_login(sites: Sites, talk: Conversation) -> LoginField | None:
    """The next question of the login form, None when all are answered."""
    answers = talk.draft.get("login") or {}
    for field in sites.info(str(talk.draft["site"])).login:
        if field.key not in answers:
            return field
    return None


@dataclass(frozen=True, slots=True)
class TypeLogin:
    """One answer of the login form. Each vanishes from the chat: people send passwords early."""

    uow: UnitOfWork
    sites: Sites

    async def __call__(self, actor: Actor, asked: Typed) -> None:
        """The last answer sends the login to be checked on the site."""
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            await erase(tx, talk, asked)
            field = self._asked(talk)
            if field is None:
                word = "use-buttons" if "site" in talk.draft else "site-first"
                await stay(tx, actor, Flash(word), asked=asked)
            else:
                await self._take(tx, actor, asked, talk, field)
            await tx.commit()

    def _asked(self, talk: Conversation) -> LoginField | None:
        """What the text answers; while the login is checked: the password once more."""
        if "site" not in talk.draft:
            return None
        secrets = [one for one in self.sites.info(str(talk.draft["site"])).login if one.secret]
        return missing_login(self.sites, talk) or (secrets[-1] if secrets else None)

    async def _take(
        self, tx: Transaction, actor: Actor, asked: Typed, talk: Conversation, field: LoginField
    ) -> None:
        text = asked.text if field.secret else asked.text.strip()
        # Login and password in one message are several; a password may hold blanks.
        several = "\n" in text if field.secret else len(text.split()) > 1
        command = not field.secret and text.startswith("/")
        if not text or len(text) > _MOST or several or command:
            bad = "bad-login-password" if field.secret else "bad-login-login"
            await stay(tx, actor, Flash(bad), asked=asked)
            return
        talk = talk.drafted(login={**(talk.draft.get("login") or {}), field.key: text})
        if missing_login(self.sites, talk) is not None:
            await show(tx, actor, talk.place, asked=asked, talk=talk)
            return
        flash = Flash("password-received") if field.secret else None
        await send_to_check(tx, actor, asked, talk, flash)


async def send_to_check(
    tx: Transaction, actor: Actor, asked: Asked | None, talk: Conversation, flash: Flash | None
) -> None:
    """What was given is complete: the site is asked by a job, in the caller's transaction."""
    talk = talk.drafted(check=new_id(), failed=None)
    place = Place("connect_check", talk.place.subject)
    await show(tx, actor, place, asked=asked, flash=flash, talk=talk)
    await tx.enqueue(connect_job(actor.user_id, actor.workspace_id))


def connect_job(user_id: int, workspace_id: WorkspaceId) -> Job:
    """The site is asked whether the login that this person gave is right."""
    key = f"connect:{user_id}"
    return Job(CONNECT, user_id, workspace_id, lock=key, unique=key, priority=50)


@dataclass(frozen=True, slots=True)
class CheckAgain:
    """The login was not checked, as the site was away; the same once more."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if "login" not in talk.draft:
                raise Stale
            await send_to_check(tx, actor, asked, talk, None)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ConnectAccount:
    """The job behind it: one look at the site, then the account is saved."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    alert: AlertOperators
    open_hook: OpenHook

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a conversation that has moved on meanwhile wins."""
        person = Person(job.subject, job.subject)
        async with self.uow.person(person) as tx:
            talk = await tx.conversations.of(person)
            found = await known(tx, person)
        if found is None or found.actor is None or not waits_for_check(talk):
            return
        credentials = Credentials.of(talk.draft["login"])
        try:
            async with self.sites.login(str(talk.draft["site"]), credentials) as session:
                identity = await session.check()
                choices = () if WORK_ACCOUNT in credentials else await session.logins()
                newest = await session.newest() if len(choices) < 2 else ""
        except SiteError as error:
            await self._refused(found.actor, talk, error)
            return
        if len(choices) < 2:
            await self._connected(found.actor, talk, identity, newest)
        else:
            await self._choose(found.actor, talk, choices)

    async def _choose(self, actor: Actor, talk: Conversation, choices: Sequence[Choice]) -> None:
        async with self.uow(actor) as tx:
            now = await tx.conversations.of(actor)
            if not _same_check(talk, now):
                return
            now = now.drafted(check=None, choices=[[one.id, one.name] for one in choices])
            await show(tx, actor, Place("connect_choice", now.place.subject), talk=now)
            await tx.commit()

    async def _refused(self, actor: Actor, talk: Conversation, error: SiteError) -> None:
        if isinstance(error, ContractBroken):
            await self._alarm(actor, error)
        async with self.uow(actor) as tx:
            now = await tx.conversations.of(actor)
            if not _same_check(talk, now):
                return
            flash = Flash(error.text_id, error.values())
            place, now = self._after(now, error)
            await show(tx, actor, place, flash=flash, talk=now)
            await tx.commit()

    async def _alarm(self, actor: Actor, error: ContractBroken) -> None:
        async with self.uow(actor) as tx:
            await self.alert.login(tx, error)
            await tx.commit()

    def _after(self, talk: Conversation, error: SiteError) -> tuple[Place, Conversation]:
        """Where it leads. A password that the site refused is never sent again: style.md 7."""
        if not isinstance(error, _REFUSED):
            proof = error.url if isinstance(error, ProofNeeded) else None
            return talk.place, talk.drafted(failed=True, proof=proof)
        if self.sites.info(error.site).by_code:
            again = talk.draft.get("again")
            place = Place("connect_code", talk.place.subject)
            return place, talk.cleared().drafted(site=error.site, again=again)
        if isinstance(error, _HOPELESS):
            again = talk.draft.get("again")
            if again is None:
                return Place("connect_login"), _begun(talk, error.site)
            return Place("account", again), talk.cleared()
        secrets = {one.key for one in self.sites.info(error.site).login if one.secret}
        kept = {key: text for key, text in talk.draft["login"].items() if key not in secrets}
        return Place("connect_login", talk.place.subject), talk.drafted(login=kept, check=None)

    async def _connected(
        self, actor: Actor, talk: Conversation, identity: Identity, newest: str
    ) -> None:
        async with self.uow(actor) as tx:
            now = await tx.conversations.of(actor)
            if not _same_check(talk, now):
                return
            site = str(now.draft["site"])
            asked_for = now.draft.get("again")
            old = await _its_account(tx, site, identity, asked_for)
            if asked_for is not None and (old is None or old.id != asked_for):
                flash = Flash("error-other-login", {"site": site})
                place = Place("account", asked_for)
                await show(tx, actor, place, flash=flash, talk=now.cleared())
                await tx.commit()
                return
            account = old or self._fresh(actor, site, identity, newest)
            account = self._awake(account, now, identity)
            if old is None:
                others = await tx.accounts.all(disconnected=True)
                account = replace(account, label=distinct_label(account, others, LABEL_MOST))
            account = await tx.accounts.save(account)
            fresh = old is None or old.state is AccountState.DISCONNECTED
            did = Did.CONNECTED if fresh else Did.RENEWED
            await write_down(tx, actor, did, account.id, self.clock.now())
            await tx.enqueue(sync_job(account))
            await wake_files(tx, account)
            await self.open_hook(tx, account)
            await forgive_login(tx, self.clock, account)
            if old is not None and old.state is AccountState.PAUSED:
                await tell_unpaused(tx, self.clock, account)
            place, flash = _afterwards(old, account, new_password=asked_for is not None)
            talk = now.cleared().drafted(fresh=fresh or None)
            await show(tx, actor, place, flash=flash, talk=talk)
            await tx.commit()

    def _fresh(self, actor: Actor, site: str, identity: Identity, newest: str) -> EmployerAccount:
        return EmployerAccount(
            AccountId(new_id()),
            actor.workspace_id,
            site,
            identity.remote_identity,
            identity.name,
            login="",
            credentials=Credentials({}),
            added_by=actor.member_id,
            cursor=newest,
            watched_since=self.clock.now(),
        )

    def _awake(
        self, account: EmployerAccount, talk: Conversation, identity: Identity
    ) -> EmployerAccount:
        login = dict(talk.draft["login"])
        account = account.to(AccountState.ACTIVE)
        typed = [one.key for one in self.sites.info(account.site).login]
        return replace(
            account,
            login=str(login[typed[0]]) if typed else identity.name,
            credentials=identity.credentials or Credentials.of(login),
            credits=identity.credits,
            next_sync_at=self.clock.now(),
        )


async def _its_account(
    tx: Transaction, site: str, identity: Identity, asked_for: int | None
) -> EmployerAccount | None:
    """Which account this login is; of those whose identity is lost the one that was asked for.

    Where none was, the one of the same name: its ads and candidates belong to it.
    """
    found = await tx.accounts.by_identity(site, identity.remote_identity)
    if found is not None:
        return found
    for one in await tx.accounts.all(disconnected=True):
        fits = one.id == asked_for if asked_for is not None else one.label == identity.name
        if one.site == site and one.identity_lost and fits:
            return replace(one, remote_identity=identity.remote_identity)
    return None


def _afterwards(
    old: EmployerAccount | None, account: EmployerAccount, *, new_password: bool
) -> tuple[Place, Flash]:
    page = Place("account", account.id)
    if old is None:
        return Place("account_label", account.id), Flash("done-connected", {"site": account.site})
    if new_password or old.state is AccountState.PAUSED:
        return page, Flash("done-password", {"label": account.label})
    if old.state is AccountState.ACTIVE:
        return page, Flash("already-connected", {"label": account.label})
    return page, Flash("done-connected", {"site": account.site})


def waits_for_check(talk: Conversation) -> bool:
    """Whether a login was given that the site is to be asked of, or was asked of in vain."""
    return talk.place.screen == "connect_check" and "check" in talk.draft and "login" in talk.draft


def _same_check(then: Conversation, now: Conversation) -> bool:
    return waits_for_check(now) and now.draft["check"] == then.draft["check"]
