"""A great company for one story: many recruiters, each with a live ad and a chat of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.domain.account import EmployerAccount
from bot.domain.ids import AccountId, MemberId, PublicationId, VacancyId, new_id
from bot.domain.secret import Credentials
from bot.domain.workspace import Member, Person, Role, Tenant, User
from bot.ports import Transaction, UnitOfWork
from tests.e2e import people, steps
from tests.e2e.house import House, Outside
from tests.e2e.mornings import RECRUITER
from tests.phone import Phone


@dataclass(frozen=True, slots=True)
class Recruiter:
    """One of many. `ad` is the id of the ad whose responses become cards in this chat."""

    phone: Phone
    ad: int


async def hire(house: House, outside: Outside, count: int, accounts: int) -> list[Recruiter]:
    """Let `count` people join Olena's company; their ads stand under `accounts` new logins.

    The house is at State.PUBLISHED and does not run; every recruiter has pressed `/start`.
    """
    logins = [f"crew{number}@romashka.example" for number in range(accounts)]
    for login in logins:
        await steps.employer(outside, login)
    crew = []
    for number in range(count):
        phone = await outside.phone(f"Рекрутер {number:02}", id=RECRUITER + 1 + number)
        await phone.type("/start")
        ad = {"login": logins[number % accounts], "publication": "standart_job"}
        made = await outside.work_ua.control("POST", "/jobs", ad)
        crew.append(Recruiter(phone, made["id"]))
    async with house.opened() as uow, uow(await olenas(uow)) as tx:
        connected = [await _connect(tx, login) for login in logins]
        for number, recruiter in enumerate(crew):
            await _settle_in(tx, recruiter, connected[number % accounts])
        await tx.commit()
    return crew


async def olenas(uow: UnitOfWork) -> Tenant:
    """Her company."""
    async with uow.person(Person(RECRUITER, RECRUITER)) as tx:
        olena = await tx.users.get(RECRUITER)
    assert olena is not None
    assert olena.workspace_id is not None
    return Tenant(olena.workspace_id)


async def _connect(tx: Transaction, login: str) -> EmployerAccount:
    """One more account like the first."""
    first: Sequence[EmployerAccount] = await tx.accounts.all()
    account = replace(
        first[0],
        id=AccountId(new_id()),
        login=login,
        remote_identity=login,
        label=login,
        credentials=Credentials.of({"login": login, "password": people.PASSWORD}),
        next_sync_at=datetime.now(UTC),
        version=1,
    )
    return await tx.accounts.save(account)


async def _settle_in(tx: Transaction, recruiter: Recruiter, account: EmployerAccount) -> None:
    """A member with a vacancy like the first, published as the recruiter's ad."""
    user_id, name = recruiter.phone.person, f"Рекрутер {recruiter.phone.person}"
    member = Member(MemberId(new_id()), account.workspace_id, user_id, Role.RECRUITER, name)
    await tx.users.save(User(user_id, "uk", name, account.workspace_id))
    await tx.workspaces.save_member(member)
    published = (await tx.publications.all())[-1]
    vacancy = replace(
        await tx.vacancies.get(published.vacancy_id),
        id=VacancyId(new_id()),
        owner_id=member.id,
        version=1,
    )
    await tx.vacancies.save(vacancy)
    publication = replace(
        published,
        id=PublicationId(new_id()),
        vacancy_id=vacancy.id,
        account_id=account.id,
        remote_id=str(recruiter.ad),
        operation=None,
        version=1,
    )
    await tx.publications.save(publication)
