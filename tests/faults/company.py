"""A company of many recruiters on all sites, put together where tapping would take too long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from bot.domain.account import EmployerAccount
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import (
    AccountId,
    ChatLinkId,
    MemberId,
    PublicationId,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.pay import Pay
from bot.domain.publication import Publication
from bot.domain.quiet import Mode
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Ad, Challenge, Entry, FieldKind, SiteInfo
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.domain.workspace import ChatKind, ChatLink, Member, Role, User
from bot.ports import AdForm, Sites, SiteSession, Transaction
from bot.wiring import start
from bot.wiring.settings import AllSettings
from sites import discover
from tests.e2e import people, steps
from tests.e2e.crew import olenas
from tests.e2e.house import BOT, TOKEN, Outside
from tests.e2e.mornings import RECRUITER
from tests.emulated import Emulated
from tests.phone import Phone

_CHALLENGE = Challenge(
    Secret("canary-tok-state"),
    Secret("canary-tok-verifier-of-43-letters-or-more-by-rule"),
    "http://127.0.0.1:9/oauth/site",
)
_BOT_ID = int(TOKEN.partition(":")[0])
_PLENTY = 100
_WAIT = 120.0
"""Real seconds; a busy machine takes long."""


@dataclass(frozen=True, slots=True)
class Recruiter:
    """One of many: a live ad that is answered, and another one that is to be published."""

    phone: Phone
    site: str
    ad: str
    """Its id there."""
    title: str
    draft: str
    """The title of what is to be published."""


@dataclass(frozen=True, slots=True)
class Company:
    """Who works, and the groups that see everybody's candidates."""

    recruiters: Sequence[Recruiter]
    groups: Sequence[Phone]

    @property
    def chats(self) -> Mapping[str, Phone]:
        """All that show candidates, by what the counts call them."""
        alone = {chat_of(one): one.phone for one in self.recruiters}
        return alone | {group_name(one): one for one in self.groups}


def chat_of(recruiter: Recruiter) -> str:
    """What the counts call this recruiter's chat."""
    return f"the chat of {recruiter.phone.person}"


def group_name(group: Phone) -> str:
    """What the counts call this group."""
    return f"the group {group.chat}"


async def found(phone: Phone) -> None:
    """From nothing to an empty company, by its owner's own taps. The bot runs."""
    await steps.begin(phone)


async def hire(
    outside: Outside,
    settings: AllSettings,
    *,
    recruiters: int,
    modes: Sequence[Mode],
) -> Company:
    """Let many join the company that `found` made; a group a mode sees all that they see.

    The product does not run meanwhile.
    """
    async with start.assembled(settings, discover()) as house:
        uow, sites = house.parts.ports["uow"], house.parts.ports["sites"]
        tenant = await olenas(uow)
        desks = [
            await _Desk.opened(info, outside.sites[info.key], sites, tenant.workspace_id)
            for info in sites.all()
        ]
        phones = [await _joined(outside, number) for number in range(recruiters)]
        groups = [await _group(phones, mode) for mode in modes]
        hired = []
        async with uow(tenant) as tx:
            (owner,) = await tx.workspaces.members()
            workspace = await tx.workspaces.get(tenant.workspace_id)
            await tx.workspaces.save(replace(workspace, offers=frozenset(outside.sites)))
            for desk in desks:
                await tx.accounts.save(replace(desk.account, added_by=owner.id))
            for number, phone in enumerate(phones):
                hired.append(await _settle_in(tx, phone, number, desks[number % len(desks)]))
            for group, mode in zip(groups, modes, strict=True):
                await tx.chats.save(_linked(group, owner, mode))
            await tx.commit()
    return Company(hired, groups)


async def _joined(outside: Outside, number: int) -> Phone:
    phone = await outside.phone(f"Рекрутер {number:02}", id=RECRUITER + 1 + number)
    phone.wait = _WAIT
    await phone.type("/start")
    return phone


async def _group(phones: Sequence[Phone], mode: Mode) -> Phone:
    """A group of all, with the bot in it."""
    members, first = [one.person for one in phones], phones[0]
    number = await first.telegram.group(f"Команда: {mode}", members=members, by=first.person)
    await first.telegram.post(f"chats/{number}/members", by=first.person, add=[f"@{BOT}"])
    return first.at(number)


def _linked(group: Phone, owner: Member, mode: Mode) -> ChatLink:
    assert isinstance(group.chat, int)
    made = ChatLink(
        ChatLinkId(new_id()),
        _BOT_ID,
        group.chat,
        ChatKind.GROUP,
        owner.workspace_id,
        settings={"mode": mode.value},
    )
    named = Group(f"Команда: {mode}", owner.id, Standing.LINKED, Covers.ALL, full=True)
    return named.on(made)


# -- the sites -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Desk:
    """An account at one site, and how an ad is filled in there."""

    info: SiteInfo
    at: Emulated
    account: EmployerAccount
    form: AdForm

    @classmethod
    async def opened(
        cls, info: SiteInfo, at: Emulated, sites: Sites, workspace_id: WorkspaceId
    ) -> "_Desk":
        facts = await at.control("GET", "/facts")
        balance = {kind: _PLENTY if left else 0 for kind, left in facts["balance"].items()}
        login = f"crew@{info.key.replace('_', '-')}.example"
        user = {"login": login, "password": people.PASSWORD, "company": people.ROMASHKA}
        await at.control("POST", "/users", {**user, "balance": balance})
        credentials = await _logged_in(info, at, sites, login)
        vacancy = _vacancy(MemberId(1), workspace_id, "")
        async with sites.login(info.key, credentials) as session:
            identity = await session.check()
            newest, form = await session.newest(), await _filled(info, sites, session, vacancy)
        account = EmployerAccount(
            AccountId(new_id()),
            workspace_id,
            info.key,
            identity.remote_identity,
            info.name,
            login,
            identity.credentials or credentials,
            MemberId(1),
            credits=identity.credits,
            cursor=newest,
            watched_since=datetime.now(UTC),
            next_sync_at=datetime.now(UTC),
            reconcile_at=datetime.now(UTC),
        )
        return cls(info, at, account, form)


async def _logged_in(info: SiteInfo, at: Emulated, sites: Sites, login: str) -> Credentials:
    if not info.by_code:
        hidden = {one.key: one.secret for one in info.login}
        return Credentials.of(
            {key: people.PASSWORD if secret else login for key, secret in hidden.items()}
        )
    form = {"login": login, "password": people.PASSWORD, "answer": "allow"}
    address = sites.authorize(info.key, _CHALLENGE)
    async with at.http.post(address, data=form, allow_redirects=False) as back:
        (code,) = parse_qs(urlsplit(back.headers["Location"]).query)["code"]
    return await sites.redeem(info.key, _CHALLENGE, Secret(code))


async def _filled(info: SiteInfo, sites: Sites, session: SiteSession, vacancy: Vacancy) -> AdForm:
    """Every required field: as suggested, else its first entry, of which something is left."""
    lists: dict[str, Sequence[Entry]] = {
        one.dictionary: await session.dictionary(one.dictionary)
        for one in info.fields
        if one.kind is FieldKind.CHOICE
    }
    chosen = dict(sites.suggest(info.key, vacancy, lists))
    for one in info.fields:
        if not one.required or one.key in chosen:
            continue
        if one.kind is FieldKind.CREDIT:
            left = next(credit for credit in await session.credits() if credit.left)
            chosen[one.key] = (Entry(left.id, left.names),)
        else:
            chosen[one.key] = (lists[one.dictionary][0],)
    return AdForm(vacancy, chosen)


# -- one of many ---------------------------------------------------------------------------


async def _settle_in(tx: Transaction, phone: Phone, number: int, desk: _Desk) -> Recruiter:
    workspace_id, name = desk.account.workspace_id, f"Рекрутер {number:02}"
    member = Member(MemberId(new_id()), workspace_id, phone.person, Role.RECRUITER, name)
    await tx.users.save(User(phone.person, "uk", name, workspace_id))
    await tx.workspaces.save_member(member)
    live, draft = f"Посада {number:02} жива", f"Посада {number:02} нова"
    ad = {"login": desk.account.login, "name": live}
    if desk.info.key == "work_ua":
        ad["publication"] = "standart_job"
    made = str((await desk.at.control("POST", "/jobs", ad))["id"])
    for title, remote_id in ((live, made), (draft, None)):
        vacancy = _vacancy(member.id, workspace_id, title)
        await tx.vacancies.save(vacancy)
        await tx.publications.save(_publication(vacancy, desk, remote_id))
    return Recruiter(phone, desk.info.key, made, live, draft)


def _vacancy(owner: MemberId, workspace_id: WorkspaceId, title: str) -> Vacancy:
    return Vacancy(
        VacancyId(new_id()),
        workspace_id,
        owner,
        datetime.now(UTC),
        title=title,
        description="<p>" + "<br>".join(steps.DESCRIPTION.split("\n")) + "</p>",
        city="Київ",
        employment=Employment.FULL,
        experience=Experience.FROM_1,
        pay=Pay(25000, 40000),
        contact=Contact("Олена, 044 000-00-00"),
        step=None,
    )


def _publication(vacancy: Vacancy, desk: _Desk, remote_id: str | None) -> Publication:
    """Live, where the site has it; else all is chosen and nothing sent."""
    live = remote_id is not None
    return Publication(
        PublicationId(new_id()),
        vacancy.workspace_id,
        vacancy.id,
        desk.account.id,
        desk.info.key,
        datetime.now(UTC),
        title=vacancy.title,
        remote_id=remote_id,
        ad=Ad.LIVE if live else Ad.NONE,
        fields={} if live else desk.form.fields,
    )
