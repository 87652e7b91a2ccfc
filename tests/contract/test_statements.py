"""What the hot paths ask of the database: as many statements for much as for little."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import event

from bot.domain.account import EmployerAccount
from bot.domain.adoption import History
from bot.domain.conversation import Flash, Place
from bot.domain.ids import MemberId, WorkspaceId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.domain.site import Ad, FileRef
from bot.domain.views import Menu, SyncedAccount, SyncOutcome
from bot.domain.workspace import Actor, Member, Person, Role, Tenant, User, Workspace
from bot.usecases.adopt_ads import HISTORY, ChooseHistory
from bot.usecases.asked import Press
from bot.usecases.enter import Registration
from bot.usecases.export import read_export
from bot.usecases.identify import Identify
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.sync_applications import SyncApplications, sync_job
from bot.usecases.tell_sync import answer, awaiting_all, awaiting_one, synced
from bot.wiring.parts import Parts
from tests.contract.rows import (
    CHAT,
    Team,
    make_account,
    make_application,
    make_note,
    make_notice,
    make_publication,
    make_team,
    make_unlinked,
)
from tests.contract.stores import BOT, SqlStore
from tests.fakes import MORNING, FakeSite, FakeSites, MemoryLimits, PlainVault
from tests.fakes.sites import INFO


@contextmanager
def statements(sql: SqlStore) -> Iterator[list[str]]:
    """Those that are executed meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(sql.engine.sync_engine, "before_cursor_execute", note)
    yield said
    event.remove(sql.engine.sync_engine, "before_cursor_execute", note)


async def _join_another(sql: SqlStore, team: Team) -> None:
    """The team's owner is a member of one more company."""
    other = Workspace(WorkspaceId(new_id()), "ФОП Приклад")
    user_id = team.owner.user_id
    async with sql.uow(Tenant(other.id)) as tx:
        await tx.workspaces.save(other)
        member = Member(MemberId(new_id()), other.id, user_id, Role.RECRUITER, "Олег Щур")
        await tx.workspaces.save_member(member)
        await tx.commit()


async def test_a_press_costs_the_same_however_many_companies_its_presser_has(
    sql: SqlStore,
) -> None:
    team = await make_team(sql)
    person = Person(team.owner.user_id, team.owner.user_id)
    async with sql.uow.person(person) as tx:
        await tx.users.save(User(person.user_id, "uk", "Олег Щур", team.workspace.id))
        await tx.chats.private(BOT, person.user_id)
        await tx.commit()
    with statements(sql) as alone:
        await Identify(sql.uow, BOT)(person)
    for _ in range(3):
        await _join_another(sql, team)
    with statements(sql) as among_others:
        await Identify(sql.uow, BOT)(person)
    assert len(among_others) == len(alone) == 4


async def _with_ads(sql: SqlStore, site: FakeSite, team: Team, many: int) -> EmployerAccount:
    """An account of the team with so many live ads, each of which stands on the site too."""
    login = f"{new_id()}@example.com"
    site.employ(login, "пароль")
    account = make_account(
        team.workspace.id,
        team.owner.id,
        site=site.info.key,
        login=login,
        credentials=Credentials.of({"login": login, "password": "пароль"}),
        cursor="0",
    )
    async with sql.uow(team.tenant) as tx:
        await tx.accounts.save(account)
        for _ in range(many):
            remote = site.post(login, team.vacancy.title)
            known = {"remote_id": remote.remote_id, "url": remote.url, "ad": Ad.LIVE}
            ad = make_publication(team.vacancy, account, refusal=None, **known)
            await tx.publications.save(ad)
        await tx.commit()
    return account


def _parts(sql: SqlStore, site: FakeSite) -> Parts:
    return Parts(
        registration=Registration(False, frozenset()),
        uow=sql.uow,
        sites=FakeSites(site),
        clock=sql.clock,
        paces=Paces(),
        limits=MemoryLimits(sql.clock, {"account:": ()}),
        vault=PlainVault(),
        bot_id=BOT,
        operators=(),
        support="",
        quiet_hours=None,
    )


def _syncing(sql: SqlStore, site: FakeSite) -> SyncApplications:
    return _parts(sql, site).make(SyncApplications)


async def test_a_pass_over_the_feed_costs_the_same_however_many_ads_there_are(
    sql: SqlStore,
) -> None:
    site, team = FakeSite(sql.clock), await make_team(sql)
    few, many = await _with_ads(sql, site, team, 2), await _with_ads(sql, site, team, 20)
    sync = _syncing(sql, site)
    with statements(sql) as of_few:
        await sync(sync_job(few, priority=30))
    with statements(sql) as of_many:
        await sync(sync_job(many, priority=30))
    assert len(of_many) == len(of_few)


async def test_a_page_of_candidates_costs_as_much_as_one_candidate(sql: SqlStore) -> None:
    site, team = FakeSite(sql.clock, page_size=50), await make_team(sql)
    account = await _with_ads(sql, site, team, 1)
    (remote_id,) = site.ads
    sync = _syncing(sql, site)
    costs = []
    for candidates in (1, 1, 7, 30):  # with the first one the owner's chat is met
        for _ in range(candidates):
            site.respond(remote_id, resume=FileRef("cv"))
        with statements(sql) as asked:
            await sync(sync_job(account, priority=30))
        costs.append(len(asked))
    assert costs[3] == costs[2]
    assert costs[2] - costs[1] < 5  # many are a carousel, which has a row of its own


async def test_an_unlinked_ad_that_has_ended_is_written_no_more(sql: SqlStore) -> None:
    site, team = FakeSite(sql.clock), await make_team(sql)
    account = await _with_ads(sql, site, team, 1)
    async with sql.uow(team.tenant) as tx:
        for number in range(3):
            await tx.unlinked.save(make_unlinked(account, f"gone-{number}"))
        await tx.commit()
    sync, written = _syncing(sql, site), []
    for _ in range(2):
        with statements(sql) as asked:
            await sync(sync_job(account, priority=30))
        written.append(sum(one.startswith("UPDATE unlinked_ads") for one in asked))
    assert written == [3, 0]


async def test_a_chat_that_is_back_costs_the_same_however_much_it_missed(sql: SqlStore) -> None:
    costs = []
    for number, missed in enumerate((2, 20)):
        team = await make_team(sql, number + 1, chat_id=CHAT - number)
        async with sql.uow.system() as tx:
            await tx.chat_gone(team.group.id, MORNING)
            owed = [make_notice(team.group, subject) for subject in range(missed)]
            await tx.notices.owe(owed)
            await tx.commit()
        async with sql.uow.system() as tx:
            with statements(sql) as asked:
                assert await tx.chat_back(BOT, team.group.chat_id) == missed
            await tx.commit()
        costs.append(len(asked))
    assert costs[0] == costs[1]


async def _waiting(sql: SqlStore, team: Team, account: EmployerAccount) -> None:
    """Three who wait for the sync of one account, and three for that of all."""
    for number in range(6):
        person = Person(900 + number, 900 + number)
        member = Member(MemberId(new_id()), team.workspace.id, person.user_id, Role.RECRUITER, "О")
        actor = Actor(team.workspace.id, member.id, member.role, person.user_id, person.chat_id)
        async with sql.uow(team.tenant) as tx:
            await tx.users.save(User(person.user_id, "uk", "О", team.workspace.id))
            await tx.workspaces.save_member(member)
            await tx.commit()
        async with sql.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            if number % 2:
                talk = awaiting_one(talk.at(Place("account", account.id)), account, 0)
            else:
                outcomes = {account.id: SyncOutcome.RUNNING}
                talk = awaiting_all(talk.at(Place("accounts")), outcomes, {})
            await tx.conversations.save(talk)
            await tx.commit()


async def test_what_a_sync_brought_is_counted_once_however_many_wait_for_it(
    sql: SqlStore,
) -> None:
    team = await make_team(sql)
    account = team.account
    await _waiting(sql, team, account)
    async with sql.uow(team.tenant) as tx:
        await tx.applications.add_new([(make_application(team, "1"), [])])
        with statements(sql) as asked:
            await answer(tx, account)
        assert len([one for one in asked if "count(" in one and "applications" in one]) == 1
        told = await tx.conversations.looking_at(("account",), account.id)
        assert [one.flash for one in told] == [Flash("done-sync-found", {"count": 1})] * 3
        with statements(sql) as asked:
            for talk in await tx.conversations.looking_at(("accounts",), 0):
                shown = synced(talk, [account])
                assert shown == {account.id: SyncedAccount(SyncOutcome.DONE, 1)}
        assert len(asked) == 1


async def test_the_menu_reads_neither_logins_nor_texts(sql: SqlStore) -> None:
    team = await make_team(sql)
    async with sql.uow(team.actor) as tx:
        await tx.users.save(User(team.owner.user_id, "uk", "Олег Щур", team.workspace.id))
        await tx.conversations.of(team.actor)
        await tx.commit()
    read = _parts(sql, FakeSite(sql.clock)).make(ReadScreen)
    with statements(sql) as asked:
        seen = await read(team.actor.person)
    assert seen is not None
    assert isinstance(seen.screen.view, Menu)
    assert (seen.screen.view.accounts, seen.screen.view.vacancies) == (1, 1)
    assert not any("accounts.credentials" in one for one in asked)
    assert not any("publications.description" in one for one in asked)


async def test_all_ads_are_linked_for_the_price_of_one(sql: SqlStore) -> None:
    costs = []
    for number, many in enumerate((2, 20)):
        team = await make_team(sql, number + 1, chat_id=CHAT - number)
        async with sql.uow(team.actor) as tx:
            ads = [make_unlinked(team.account, f"ad-{ad + 2}") for ad in range(many)]
            for one in ads:
                await tx.unlinked.save(one)
            talk = (await tx.conversations.of(team.actor)).at(Place(HISTORY, team.account.id))
            talk = talk.drafted(adopt={"ads": [one.id for one in ads], "join": False})
            talk = await tx.conversations.save(talk)
            await tx.commit()
        site = FakeSite(sql.clock, replace(INFO, key=team.account.site))
        link = _parts(sql, site).make(ChooseHistory, history=History.NEW)
        with statements(sql) as asked:
            await link(team.actor, Press(version=talk.version))
        costs.append(len([one for one in asked if not one.startswith("INSERT INTO jobs")]))
    assert costs[0] == costs[1]


async def test_a_file_of_many_candidates_costs_as_much_as_one_of_few(sql: SqlStore) -> None:
    team = await make_team(sql)
    costs = []
    for number in range(30):
        async with sql.uow(team.tenant) as tx:
            one = make_application(team, str(number))
            await tx.applications.add_new([(one, [])])
            await tx.notes.add(make_note(one, team))
            about = {"kind": NoticeKind.EXPORT, "occurrence": "json.vacancy.1"}
            with statements(sql) as asked:
                file = await read_export(tx, make_notice(team.group, team.vacancy.id, **about))
            assert file.count == number + 1
            await tx.commit()
        costs.append(len(asked))
    assert len(set(costs)) == 1
