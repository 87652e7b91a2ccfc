"""First start: language, company, time zone, consent; by invite or openly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import BadInput, NotAllowed, Stale
from bot.domain.group import Deed, Did
from bot.domain.ids import DeedId, MemberId, WorkspaceId, new_id
from bot.domain.vacancy import one_line
from bot.domain.workspace import (
    DEFAULT_TIME_ZONE,
    LANGUAGES,
    RIGHTS,
    Invite,
    Member,
    Person,
    Right,
    Role,
    User,
    Workspace,
)
from bot.ports import Clock, Transaction, UnitOfWork, Vault
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.identify import known
from bot.usecases.screens import current, show, stay
from bot.usecases.tell_member import came_job
from bot.usecases.write_down import write_down

COMPANY_MOST = 60
INVITE = "invite"
"""What the vault's HMAC of an invite's token is for."""
COMPANY = "company_page"
"""What is the company's, not one member's: where its settings stand."""
ENTERING = ("company", "time_zone", "consent")
"""The way into a workspace; a member of one may be on the way into another."""


@dataclass(frozen=True, slots=True)
class Registration:
    """Who may create a workspace without an invite."""

    is_open: bool
    operators: frozenset[int]

    def may_create(self, user_id: int) -> bool:
        """Everybody when open; operators always."""
        return self.is_open or user_id in self.operators


@dataclass(frozen=True, slots=True)
class Start:
    """`/start`, with or without an invite's token."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    registration: Registration

    async def __call__(
        self, person: Person, typed: Typed, *, name: str, language: str, token: str = ""
    ) -> None:
        """A member comes to the menu, a newcomer to the first question, a stranger to a word.

        In mid-registration the question under way is shown again.
        """
        async with self.uow.person(person) as tx:
            user = await tx.users.get(person.user_id)
            if user is None:
                chosen = language if language in LANGUAGES else LANGUAGES[0]
                user = User(person.user_id, chosen, name)
            await tx.users.save(replace(user, name=name))
            await _speak(tx, person, user.language)
            invite = await self._invite(tx, token)
            found = await known(tx, person)
            there = await _membership(tx, invite, person.user_id)
            if there is not None:
                await self._there_already(tx, person, typed, there)
            elif found is not None and found.actor is not None:
                await self._welcome_back(tx, person, typed, invite=invite, token=token)
            elif invite is not None or self.registration.may_create(person.user_id):
                await self._begin(tx, person, typed, token, invite)
            else:
                talk = (await tx.conversations.of(person)).cleared()
                flash = Flash("invite-bad") if token else None
                await show(tx, person, Place("stranger"), asked=typed, flash=flash, talk=talk)
            await tx.commit()

    async def _invite(self, tx: Transaction, token: str) -> Invite | None:
        if not token:
            return None
        invite = await tx.invites.by_hmac(self.vault.hmac(INVITE, token))
        good = invite is not None and await _good(tx, invite, self.clock)
        return invite if good else None

    async def _welcome_back(
        self, tx: Transaction, person: Person, typed: Typed, *, invite: Invite | None, token: str
    ) -> None:
        talk = (await tx.conversations.of(person)).cleared()
        if invite is not None:
            talk = talk.drafted(token=token, invited_to=await _host(tx, invite))
            first = "consent" if invite.workspace_id is not None else "company"
            await show(tx, person, Place(first), asked=typed, talk=talk)
            return
        flash = Flash("invite-bad") if token else None
        await show(tx, person, Place(), asked=typed, flash=flash, talk=talk)

    async def _there_already(
        self, tx: Transaction, person: Person, typed: Typed, there: Member
    ) -> None:
        """A member opens an invite into their own company: it stays good for somebody else."""
        talk = (await tx.conversations.of(person)).cleared()
        company = (await tx.workspaces.get(there.workspace_id)).name
        flash = Flash("invite-already", {"company": company, "role": there.role.value})
        await show(tx, person, Place(), asked=typed, flash=flash, talk=talk)

    async def _begin(
        self, tx: Transaction, person: Person, typed: Typed, token: str, invite: Invite | None
    ) -> None:
        talk = await tx.conversations.of(person)
        under_way = talk.place.screen in ENTERING
        place = talk.place if under_way and invite is None else Place("language")
        if invite is not None:
            talk = talk.drafted(token=token, invited_to=await _host(tx, invite))
        await show(tx, person, place, asked=typed, talk=talk)


@dataclass(frozen=True, slots=True)
class CommandOnTheWay:
    """A command of somebody who is not in a company yet, but on the way into one."""

    uow: UnitOfWork
    support: str

    async def __call__(self, person: Person, typed: Typed, name: str) -> bool:
        """`/help` helps, others have to wait; the question under way comes again below.

        False for somebody who is on no way: nothing is said.
        """
        async with self.uow.person(person) as tx:
            talk = await tx.conversations.of(person)
            if talk.place.screen not in ("language", *ENTERING):
                return False
            flash = Flash("finish-first")
            if name == "help":
                flash = Flash("help-newcomer", {"support": self.support or "none"})
            await stay(tx, person, flash, asked=typed, talk=talk)
            await tx.commit()
        return True


async def _good(tx: Transaction, invite: Invite, clock: Clock) -> bool:
    """Whoever made it still may, too: an account that was deleted has taken nothing back."""
    if not invite.usable(clock.now()):
        return False
    if invite.made_by is None:
        return True
    every = await tx.workspaces.members()
    return any(it.id == invite.made_by and Right.MANAGE_TEAM in RIGHTS[it.role] for it in every)


async def _membership(tx: Transaction, invite: Invite | None, user_id: int) -> Member | None:
    """The person's own, in the company that the invite is into."""
    if invite is None or invite.workspace_id is None:
        return None
    found = await tx.workspaces.member_of(invite.workspace_id, user_id)
    return found if found is not None and found.removed_at is None else None


async def _speak(tx: Transaction, person: Person, language: str) -> None:
    """The private chat's messages come in this language from now on."""
    bot_id = (await tx.conversations.of(person)).bot_id
    link = await tx.chats.private(bot_id, person.user_id)
    await tx.chats.save(replace(await tx.chats.hold(link.id), language=language))


async def _host(tx: Transaction, invite: Invite) -> str | None:
    if invite.workspace_id is None:
        return None
    return (await tx.workspaces.get(invite.workspace_id)).name


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """A language of `LANGUAGES`, by its index."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault

    async def __call__(self, person: Person, asked: Press) -> None:
        """Raises: Stale for an index that no language has."""
        if asked.id >= len(LANGUAGES):
            raise Stale
        async with self.uow.person(person) as tx:
            user = await tx.users.get(person.user_id)
            if user is None:
                raise Stale
            await tx.users.save(replace(user, language=LANGUAGES[asked.id]))
            await _speak(tx, person, LANGUAGES[asked.id])
            found = await known(tx, person)
            talk = await tx.conversations.of(person)
            settled = found is not None and found.actor is not None
            if settled and talk.place.screen not in ENTERING:
                await show(tx, person, Place("settings"), asked=asked, flash=Flash("done-language"))
            else:
                await self._next(tx, person, asked, current(talk, asked))
            await tx.commit()

    async def _next(
        self, tx: Transaction, person: Person, asked: Press, talk: Conversation
    ) -> None:
        token = talk.draft.get("token")
        invite = await tx.invites.by_hmac(self.vault.hmac(INVITE, token)) if token else None
        joins = invite is not None and invite.workspace_id is not None
        place = Place("consent" if joins else "company")
        await show(tx, person, place, asked=asked, talk=talk)


@dataclass(frozen=True, slots=True)
class NameCompany:
    """The new workspace's name."""

    uow: UnitOfWork

    async def __call__(self, person: Person, typed: Typed) -> None:
        """Kept in the conversation until the person agrees."""
        async with self.uow.person(person) as tx:
            talk = await tx.conversations.of(person)
            try:
                name = company_name(typed)
            except BadInput as bad:
                await stay(tx, person, Flash(bad.text_id, bad.values()), asked=typed)
            else:
                talk = talk.drafted(company=name)
                await show(tx, person, Place("time_zone"), asked=typed, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ChooseTimeZone:
    """The workspace's time zone: kept, typed, or one of those found."""

    uow: UnitOfWork
    clock: Clock
    search_zones: Callable[[str], Sequence[str]]

    async def __call__(self, person: Person, asked: Asked) -> None:
        """That of the company whose name was just given, else that of the present one.

        Raises: Stale; NotAllowed for a member who does not run the team.
        """
        async with self.uow.person(person) as tx:
            talk = await tx.conversations.of(person)
            if isinstance(asked, Typed):
                found = list(self.search_zones(asked.text))
                flash = None if found else Flash("bad-time-zone")
                talk = talk.drafted(zones=found)
                await show(tx, person, talk.place, asked=asked, flash=flash, talk=talk)
            else:
                await self._choose(tx, person, asked, current(talk, asked))
            await tx.commit()

    async def _choose(
        self, tx: Transaction, person: Person, asked: Press, talk: Conversation
    ) -> None:
        found = talk.draft.get("zones") or []
        if asked.id >= len(found):
            raise Stale
        zone = found[asked.id]
        if names_company(talk):
            talk = talk.drafted(zones=None, zone=zone)
            await show(tx, person, Place("consent"), asked=asked, talk=talk)
            return
        found_now = await known(tx, person)
        if found_now is None or found_now.actor is None:
            raise NotAllowed
        actor = found_now.actor
        actor.require(Right.MANAGE_TEAM)
        workspace = await tx.workspaces.get(actor.workspace_id)
        await tx.workspaces.save(replace(workspace, time_zone=zone))
        await write_down(tx, actor, Did.TIME_ZONE, workspace.id, self.clock.now())
        flash = Flash("done-time-zone")
        await show(tx, person, Place(COMPANY), asked=asked, flash=flash, talk=talk.cleared())


@dataclass(frozen=True, slots=True)
class KeepTimeZone:
    """The time zone that was suggested."""

    uow: UnitOfWork

    async def __call__(self, person: Person, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow.person(person) as tx:
            talk = current(await tx.conversations.of(person), asked)
            if not names_company(talk):
                raise Stale
            talk = talk.drafted(zones=None, zone=DEFAULT_TIME_ZONE)
            await show(tx, person, Place("consent"), asked=asked, talk=talk)
            await tx.commit()


def names_company(talk: Conversation) -> bool:
    """Whether the person is making a new company, as a newcomer or from within another one."""
    return "company" in talk.draft


@dataclass(frozen=True, slots=True)
class Agree:
    """The last tap of the first start: the workspace is made, or joined."""

    uow: UnitOfWork
    clock: Clock
    vault: Vault
    registration: Registration

    async def __call__(self, person: Person, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow.person(person) as tx:
            talk = current(await tx.conversations.of(person), asked)
            user = await tx.users.get(person.user_id)
            if user is None or talk.place.screen != "consent":
                raise Stale
            workspace_id = await self._join_or_make(tx, user, talk)
            if workspace_id is None:
                found = await known(tx, person)
                member = found is not None and found.actor is not None
                place = Place() if member else Place("stranger")
                flash = Flash("invite-bad")
                await show(tx, person, place, asked=asked, flash=flash, talk=talk.cleared())
            else:
                welcome = await self._welcome(tx, user, workspace_id)
                await tx.users.save(replace(user, workspace_id=workspace_id))
                talk = replace(talk.cleared(), workspace_id=workspace_id)
                await show(tx, person, Place(), asked=asked, flash=welcome, talk=talk)
            await tx.commit()

    async def _welcome(
        self, tx: Transaction, user: User, workspace_id: WorkspaceId
    ) -> Flash | None:
        """What somebody is now who came by an invite, and what comes next."""
        member = await tx.workspaces.member_of(workspace_id, user.id)
        if member is None or member.role is Role.OWNER:
            return None
        company = (await tx.workspaces.get(workspace_id)).name
        return Flash(f"joined-{member.role}", {"company": company})

    async def _join_or_make(
        self, tx: Transaction, user: User, talk: Conversation
    ) -> WorkspaceId | None:
        token = talk.draft.get("token")
        invite = await tx.invites.by_hmac(self.vault.hmac(INVITE, token)) if token else None
        joins = invite is not None and invite.workspace_id is not None
        if not joins and not names_company(talk):
            return None
        if invite is None:
            if not self.registration.may_create(user.id):
                return None
        elif await _membership(tx, invite, user.id) is not None:
            return invite.workspace_id  # came by another link meanwhile: this one stays good
        elif not (await _good(tx, invite, self.clock) and await tx.invites.use(invite, user.id)):
            return None
        if invite is not None and invite.workspace_id is not None:
            await self._join(tx, user, invite.workspace_id, invite.role)
            return invite.workspace_id
        workspace = Workspace(
            WorkspaceId(new_id()),
            str(talk.draft["company"]),
            str(talk.draft.get("zone") or DEFAULT_TIME_ZONE),
        )
        await tx.workspaces.save(workspace)
        await self._join(tx, user, workspace.id, Role.OWNER)
        return workspace.id

    async def _join(
        self, tx: Transaction, user: User, workspace_id: WorkspaceId, role: Role
    ) -> None:
        old = await tx.workspaces.member_of(workspace_id, user.id)
        if old is not None and old.removed_at is None:
            return
        fresh = Member(MemberId(new_id()), workspace_id, user.id, role, user.name)
        if old is not None:
            fresh = replace(fresh, id=old.id, version=old.version)
        await tx.workspaces.save_member(fresh)
        if role is not Role.OWNER:
            await tx.enqueue(came_job(fresh))
        ids, now = (DeedId(new_id()), workspace_id, fresh.id), self.clock.now()
        await tx.audit.add(Deed(*ids, Did.CAME, fresh.id, now, detail=role))


def company_name(typed: Typed) -> str:
    """Raises: BadInput("company-empty" | "company-long")."""
    name = one_line(typed.text)
    if not any(char.isalnum() for char in name):
        raise BadInput("company-empty")
    if len(name) > COMPANY_MOST:
        raise BadInput("company-long", most=COMPANY_MOST, length=len(name))
    return name
