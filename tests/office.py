"""A company in memory: its people, a job site, a chat, and use cases made as wiring makes them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeVar

from bot.domain.account import EmployerAccount
from bot.domain.conversation import Conversation
from bot.domain.ids import (
    AccountId,
    MemberId,
    PublicationId,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.secret import Credentials
from bot.domain.site import Ad, Credit, Entry, FieldValues, RemoteAd
from bot.domain.vacancy import Shelf, Vacancy
from bot.domain.views import Screen, View
from bot.domain.window import Rules
from bot.domain.workspace import Actor, Member, Person, Role, Tenant, User, Workspace
from bot.ports import Attached, Transaction
from bot.usecases.asked import Press, Typed
from bot.usecases.enter import Registration
from bot.usecases.keep_dictionaries import KeepDictionaries
from bot.usecases.look_for_work import LookForWork
from bot.usecases.sync_applications import SYNC, sync_job
from bot.wiring.parts import Parts
from handlers.buttons import BUTTONS, COMMANDS, INPUTS, PASTED
from handlers.context import Context
from handlers.row import Row
from handlers.texts import Texts
from tests.fakes import (
    BOT_ID,
    FakeClock,
    FakeSite,
    FakeSites,
    Fragile,
    MemoryAttachments,
    MemoryFiles,
    MemoryJournal,
    MemoryLimits,
    MemoryStore,
    NotedFaults,
    PlainVault,
    RecordingChat,
    RecordingGroups,
)
from tests.fakes.sites import CITIES, STANDARD
from tests.fakes.sites.world import PostedAd
from tests.fakes.store.kinds import ACCOUNTS, CONVERSATIONS, PUBLICATIONS
from tests.fakes.store.rows import Kind
from tests.tasks import TASKS

T = TypeVar("T")
OWNER, PASSWORD = 5_000_000_001, "пароль"
FIELDS: FieldValues = {
    "city": CITIES[:1],
    "publication": (Entry(STANDARD.id, STANDARD.names),),
}
NO_LIMITS: Rules = {"tg:": (), "chat:": (), "group:": (), "account:": ()}
ZONES = ("Europe/Kyiv", "Europe/London", "Europe/Warsaw")


def search_zones(typed: str) -> Sequence[str]:
    return [zone for zone in ZONES if typed.casefold() in zone.casefold()]


async def scour_nothing() -> None:
    """Dictionaries leave nothing behind."""


def no_words(_: str) -> Texts:
    raise AssertionError("a use case asks for no words")


class Office:
    """One company. `jobs` run when a test lets them (`work`), time passes when it says so."""

    def __init__(
        self,
        *sites: FakeSite,
        clock: FakeClock | None = None,
        paces: Paces | None = None,
        rules: Rules | None = None,
        operators: Sequence[int] = (),
        is_open: bool = True,
    ) -> None:
        self.clock = clock or FakeClock(hurried=True)
        self.paces = paces or Paces()
        self.store = MemoryStore(self.clock)
        self.jobs = self.store.jobs
        self.site = sites[0] if sites else FakeSite(self.clock)
        self.chat, self.files, self.vault = RecordingChat(), MemoryFiles(), PlainVault()
        self.groups = RecordingGroups()
        self.attachments = MemoryAttachments()
        self.journal = MemoryJournal()
        self.faults = NotedFaults()
        self.limits = MemoryLimits(self.clock, rules or NO_LIMITS)
        self.uow = Fragile(self.store.uow)
        """What the use cases work with; a test comes between by it."""
        self.parts = Parts(
            uow=self.uow,
            clock=self.clock,
            paces=self.paces,
            vault=self.vault,
            limits=self.limits,
            sites=FakeSites(*(sites or (self.site,))),
            files=self.files,
            journal=self.journal,
            scour=scour_nothing,
            chat=self.chat,
            group_chats=self.groups,
            attachments=self.attachments,
            bot_id=BOT_ID,
            operators=tuple(operators),
            faults=self.faults,
            support="@help",
            public_url="https://bot.example.com",
            registration=Registration(is_open, frozenset(operators)),
            search_zones=search_zones,
            quiet_hours=None,
        )
        self.make = self.parts.make
        self.parts.add(dictionaries=self.make(KeepDictionaries))
        self.workspace = Workspace(WorkspaceId(new_id()), "ТОВ «Ромашка»")
        self.owner = self._actor(MemberId(new_id()), Role.OWNER, OWNER)
        self._messages = 100

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.workspace.id)

    # -- what the company has

    async def open(self) -> "Office":
        """Let the company exist, with its owner."""
        async with self.store.uow(self.tenant) as tx:
            await tx.workspaces.save(self.workspace)
            await tx.commit()
        await self._hire(self.owner, "Олег Щур")
        return self

    async def hire(self, role: Role) -> Actor:
        """One more member."""
        member = self._actor(MemberId(new_id()), role, OWNER + new_id() % 1_000_000_000)
        await self._hire(member, role.value)
        return member

    async def fire(self, actor: Actor) -> None:
        """Remove a member; the row stays."""
        await self._change(actor, removed_at=self.clock.now())

    async def join(self, actor: Actor) -> None:
        """Put a member into the teams of all vacancies there are."""
        async with self.transaction() as tx:
            for one in await tx.vacancies.all(*Shelf):
                await tx.vacancies.save(one.joined(actor.member_id))

    async def demote(self, actor: Actor, role: Role) -> None:
        """Give a member another role; `actor` stays what it was."""
        await self._change(actor, role=role)

    async def account(self, login: str = "olena@example.com", **changes: Any) -> EmployerAccount:
        """A connected account whose employer is known at the site."""
        site = changes.pop("at", self.site)
        site.employ(login, PASSWORD)
        account = EmployerAccount(
            id=AccountId(new_id()),
            workspace_id=self.workspace.id,
            site=site.info.key,
            remote_identity=login,
            label="Ромашка",
            login=login,
            credentials=Credentials.of({"login": login, "password": PASSWORD}),
            added_by=self.owner.member_id,
            credits=(Credit(STANDARD.id, STANDARD.names, 3),),
            cursor="0",
        )
        async with self.transaction() as tx:
            return await tx.accounts.save(replace(account, **changes))

    async def vacancy(self, **changes: Any) -> Vacancy:
        """A vacancy whose form was walked through."""
        vacancy = Vacancy(
            VacancyId(new_id()),
            self.workspace.id,
            self.owner.member_id,
            self.clock.now(),
            title="Бариста",
            description="<p>Варити каву</p>",
            city="Київ",
            step=None,
        )
        async with self.transaction() as tx:
            return await tx.vacancies.save(replace(vacancy, **changes))

    async def publication(self, account: EmployerAccount, **changes: Any) -> Publication:
        """A publication that no site has seen, with all that it needs to be published."""
        vacancy = changes.pop("vacancy", None) or await self.vacancy()
        publication = Publication(
            PublicationId(new_id()),
            self.workspace.id,
            vacancy.id,
            account.id,
            account.site,
            self.clock.now(),
            title=vacancy.title,
            fields=FIELDS,
        )
        async with self.transaction() as tx:
            return await tx.publications.save(replace(publication, **changes))

    async def live(self, account: EmployerAccount, **changes: Any) -> Publication:
        """A publication that stands on its site."""
        remote_id = changes.pop("remote_id", None) or self.site.new_id()
        url = f"https://fake.example/{remote_id}"
        publication = await self.publication(
            account, **{"remote_id": remote_id, "url": url, "ad": Ad.LIVE, **changes}
        )
        remote = RemoteAd(remote_id, publication.title, publication.ad, url)
        posted = PostedAd(remote, account.login, self.clock.now(), FIELDS)
        self.site.ads[remote_id] = posted
        return publication

    # -- what people do

    async def press(self, who: Actor | Person, verb: str, id: int = 0, **more: int) -> None:
        """Tap a button of the present screen, or of one that was drawn with `version`."""
        talk = self.talk(who)
        version = more.get("version", talk.version if talk else 0)
        message_id = more.get("message_id", talk.message_id if talk else None)
        await self._do(who, BUTTONS[verb], Press(id, version, message_id))

    async def type(self, who: Actor | Person, text: str, html: str | None = None) -> Typed:
        """Write to the bot where the person stands."""
        talk, typed = self.talk(who), self.typed(text, html)
        assert talk is not None
        await self._do(who, INPUTS[talk.place.screen], typed)
        return typed

    async def send(self, who: Actor | Person, file: Attached) -> None:
        """Send a document where the person stands."""
        await self._do(who, INPUTS[self.at(who).place.screen], self.typed("", file=file))

    async def paste(self, who: Actor, html: str) -> None:
        """Send an ad's address where no other text is due."""
        await self._do(who, PASTED, self.typed(html))

    async def command(self, who: Actor | Person, name: str, words: str = "") -> None:
        await self._do(who, COMMANDS[name], self.typed(f"/{name} {words}".strip()))

    def typed(self, text: str, html: str | None = None, **changes: Any) -> Typed:
        """A message that was just sent to the bot."""
        self._messages += 1
        return Typed(text, text if html is None else html, self._messages, **changes)

    # -- what the process does

    async def work(self) -> None:
        """Run all that is due, by priority; what fails, fails here."""
        while (job := self.jobs.take()) is not None:
            await self.run(job)

    async def run(self, job: Job) -> None:
        """Run one job. Use cases hold nothing, so each is made anew."""
        await self.make(TASKS[job.task])(job)

    async def sync(self, account: EmployerAccount) -> None:
        """One whole pass over the account's feed, as when a person asks for it."""
        await self.run(sync_job(account, priority=30))
        while (job := self.jobs.take(SYNC)) is not None:
            await self.run(job)

    async def tick(self) -> None:
        """The clock's look for work, and the work."""
        await self.make(LookForWork)()
        await self.work()

    # -- what a test sees

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """One that is committed."""
        async with self.store.uow(self.tenant) as tx:
            yield tx
            await tx.commit()

    def rows(self, kind: Kind[T]) -> list[T]:
        return self.store.rows(kind)

    def talk(self, who: Actor | Person) -> Conversation | None:
        found = [one for one in self.rows(CONVERSATIONS) if one.user_id == who.user_id]
        return found[0] if found else None

    def at(self, who: Actor | Person) -> Conversation:
        """Where somebody who has written to the bot stands."""
        talk = self.talk(who)
        assert talk is not None
        return talk

    def account_now(self, account: EmployerAccount) -> EmployerAccount:
        return next(one for one in self.rows(ACCOUNTS) if one.id == account.id)

    async def publication_now(self, publication: Publication | None = None) -> Publication:
        """With its last request; the only one there is when none is named."""
        wanted = publication or self.rows(PUBLICATIONS)[0]
        async with self.store.uow(self.tenant) as tx:
            return await tx.publications.get(wanted.id)

    def said(self, who: Actor | Person) -> list[View]:
        """What the person was sent besides screens, in order."""
        return [
            one.view
            for one in self.chat.said
            if one.address.chat_id == who.chat_id and not isinstance(one.view, Screen)
        ]

    def flash(self, who: Actor | Person) -> str | None:
        """The id of the line above the present screen."""
        flash = self.at(who).flash
        return flash.text_id if flash else None

    async def _do(self, who: Actor | Person, row: Row, asked: Press | Typed) -> None:
        person = who.person if isinstance(who, Actor) else who
        context = Context(self.make, self.uow, self.clock, no_words, {})
        await context.do(person, row, asked)

    async def _change(self, actor: Actor, **changes: Any) -> None:
        async with self.transaction() as tx:
            member = await tx.workspaces.member_of(actor.workspace_id, actor.user_id)
            assert member is not None
            await tx.workspaces.save_member(replace(member, **changes))

    async def _hire(self, actor: Actor, name: str) -> None:
        async with self.transaction() as tx:
            await tx.users.save(User(actor.user_id, "uk", name, self.workspace.id))
            member = Member(actor.member_id, self.workspace.id, actor.user_id, actor.role, name)
            await tx.workspaces.save_member(member)
        async with self.store.uow(actor) as tx:
            await tx.conversations.save(await tx.conversations.of(actor))
            await tx.commit()

    def _actor(self, member_id: MemberId, role: Role, user_id: int) -> Actor:
        return Actor(self.workspace.id, member_id, role, user_id, user_id)
