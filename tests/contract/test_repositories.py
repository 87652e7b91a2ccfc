"""ports.UnitOfWork over every store: transactions, versions, and each kind of row but chats."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState, DueAccount, Incident
from bot.domain.conversation import Flash, Place
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import (
    AccountId,
    IncidentId,
    InviteId,
    MemberId,
    WorkspaceId,
    new_id,
)
from bot.domain.jobs import Job
from bot.domain.secret import Credentials
from bot.domain.workspace import Invite, Member, Person, Role, User, Workspace
from bot.ports import AlreadyHandled, StoredUpdate
from tests.contract.rows import (
    SITE,
    Team,
    committed,
    make_account,
    make_update,
    make_vacancy,
)
from tests.contract.stores import Store
from tests.fakes import MORNING


async def _inbox(store: Store, *updates: StoredUpdate) -> None:
    async with store.uow.system() as tx:
        await tx.store_updates(updates)
        await tx.commit()


async def _open(store: Store, bot_id: int) -> list[StoredUpdate]:
    async with store.uow.system() as tx:
        return list(await tx.open_updates(bot_id))


# -- transactions


async def test_without_a_commit_nothing_happened(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(replace(team.account, label="інша"))
        await tx.enqueue(Job("sync", team.account.id))
    async with store.uow(team.tenant) as tx:
        assert await tx.accounts.get(team.account.id) == team.account
    assert await store.waiting() == []


async def test_an_error_undoes_the_transaction(store: Store, team: Team) -> None:
    async def fail() -> None:
        async with store.uow(team.tenant) as tx:
            await tx.vacancies.save(make_vacancy(team.workspace.id, team.owner.id))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.uow(team.tenant) as tx:
        assert await tx.vacancies.all() == [team.vacancy]


async def test_a_job_is_there_once_the_transaction_is(store: Store, team: Team) -> None:
    job = Job("sync", team.account.id, team.workspace.id, unique="sync:1", at=MORNING)
    async with store.uow(team.tenant) as tx:
        assert await tx.enqueue(job)
        assert not await tx.enqueue(job)
        await tx.commit()
    assert await store.waiting() == [job]


async def test_the_commit_marks_the_actors_update_done(store: Store, team: Team) -> None:
    first, second = make_update(1), make_update(2)
    await _inbox(store, first, second)
    async with store.uow(replace(team.actor, update_key=first.key)) as tx:
        await tx.conversations.of(team.actor)
        await tx.commit()
    assert await _open(store, first.bot_id) == [second]


async def test_of_two_processes_that_have_an_update_in_hand_one_has_its_effects(
    store: Store, team: Team
) -> None:
    """The one that slept was taken for dead; it wakes up in the middle of the use case."""
    update = make_update(1)
    await _inbox(store, update)
    actor = replace(team.actor, update_key=update.key)
    async with store.uow(actor) as tx:
        await tx.commit()
    async with store.uow(actor) as tx:
        await tx.vacancies.save(make_vacancy(team.workspace.id, team.owner.id))
        with pytest.raises(AlreadyHandled):
            await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.vacancies.all() == [team.vacancy]


async def test_without_a_commit_the_update_stays_open(store: Store, team: Team) -> None:
    update = make_update(1)
    await _inbox(store, update)
    async with store.uow.person(Person(5, 5, update.key)) as tx:
        await tx.conversations.of(Person(5, 5))
    assert await _open(store, update.bot_id) == [update]


async def test_the_commit_marks_the_persons_update_done(store: Store) -> None:
    update = make_update(1)
    await _inbox(store, update)
    async with store.uow.person(Person(5, 5, update.key)) as tx:
        await tx.commit()
    assert await _open(store, update.bot_id) == []


# -- people


async def test_a_user_is_stored_and_changed(store: Store, team: Team) -> None:
    user = User(5_000_000_001, "uk", "Олег")
    moved = replace(user, language="en", workspace_id=team.workspace.id)
    async with store.uow.person(Person(user.id, user.id)) as tx:
        assert await tx.users.get(user.id) is None
        await tx.users.save(user)
        assert await tx.users.get(user.id) == user
        await tx.users.save(moved)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.users.get(user.id) == moved


async def test_a_person_makes_a_workspace_and_is_its_owner(store: Store) -> None:
    workspace = Workspace(WorkspaceId(new_id()), "Нова", "Europe/Warsaw")
    owner = Member(MemberId(new_id()), workspace.id, 7, Role.OWNER, "Ія")
    async with store.uow.person(Person(7, 7)) as tx:
        await tx.workspaces.save(workspace)
        await tx.workspaces.save_member(owner)
        await tx.commit()
    async with store.uow.person(Person(7, 7)) as tx:
        assert await tx.workspaces.get(workspace.id) == workspace
        assert await tx.workspaces.member_of(workspace.id, 7) == owner
    async with store.uow.person(Person(8, 8)) as tx:
        with pytest.raises(NotThere):
            await tx.workspaces.get(workspace.id)


async def test_a_removed_member_is_no_longer_listed_but_known(store: Store, team: Team) -> None:
    removed = replace(team.owner, removed_at=MORNING)
    async with store.uow(team.tenant) as tx:
        assert await tx.workspaces.members() == [team.owner]
        await tx.workspaces.save_member(removed)
        assert await tx.workspaces.members() == []
        assert len(await tx.workspaces.ever()) == 1
        known = await tx.workspaces.member_of(team.workspace.id, removed.user_id)
        assert known == replace(removed, version=2)
        assert await tx.workspaces.named(removed.id) == removed.name
        assert await tx.workspaces.named(MemberId(new_id())) == ""


async def test_an_invite_lets_the_bearer_in_once(store: Store, team: Team) -> None:
    invite = Invite(InviteId(new_id()), "1:hash", Role.RECRUITER, team.workspace.id, MORNING)
    async with store.uow(team.actor) as tx:
        await tx.invites.add(invite)
        await tx.commit()
    newcomer = Member(MemberId(new_id()), team.workspace.id, 9, Role.RECRUITER, "Юля")
    async with store.uow.person(Person(9, 9)) as tx:
        assert await tx.invites.by_hmac("1:other") is None
        assert await tx.invites.by_hmac("1:hash") == invite
        assert await tx.invites.use(invite, 9)
        assert not await tx.invites.use(invite, 10)
        assert await tx.workspaces.get(team.workspace.id) == team.workspace
        await tx.workspaces.save_member(newcomer)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.workspaces.members() == [team.owner, newcomer]
        used = await tx.invites.by_hmac("1:hash")
    assert used is not None
    assert used.used_by == 9


# -- conversations


async def test_a_conversation_is_made_on_first_sight(store: Store, team: Team) -> None:
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.of(team.actor)
        assert (talk.user_id, talk.place, talk.version) == (team.owner.user_id, Place(), 1)
        assert talk.workspace_id == team.workspace.id
        await tx.commit()


async def test_each_save_of_a_conversation_raises_its_version(store: Store, team: Team) -> None:
    flash = Flash("error-login-locked", {"site": SITE, "until": MORNING, "count": 2})
    async with store.uow(team.actor) as tx:
        talk = (await tx.conversations.of(team.actor)).drafted(login={"password": "пароль"})
        talk = await tx.conversations.save(talk.at(Place("account", 3, 1), flash=flash))
        assert talk.version == 2
        assert await tx.conversations.of(team.actor) == talk
        with pytest.raises(Conflict):
            await tx.conversations.save(replace(talk, version=1))


async def test_a_note_keeps_the_version_of_its_conversation(store: Store, team: Team) -> None:
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.save(await tx.conversations.of(team.actor))
        noted = await tx.conversations.note(replace(talk.drafted(x=1), flash=Flash("menu")))
        assert noted.version == talk.version
        assert await tx.conversations.of(team.actor) == noted
        moved = await tx.conversations.save(noted.at(Place("account", 3)))
        with pytest.raises(Conflict):
            await tx.conversations.note(noted)
        assert await tx.conversations.of(team.actor) == moved


@pytest.mark.parametrize("way", ["note", "save"])
async def test_what_was_noted_since_a_conversation_was_read_is_not_lost(
    store: Store, team: Team, way: str
) -> None:
    async with store.uow(team.actor) as tx:
        read = await tx.conversations.save(await tx.conversations.of(team.actor))
        store.clock.advance(seconds=1)
        noted = await tx.conversations.note(read.drafted(first=1))
        assert (noted.version, noted.updated_at > read.updated_at) == (read.version, True)
        with pytest.raises(Conflict):
            await getattr(tx.conversations, way)(read.drafted(second=2))
        assert (await tx.conversations.of(team.actor)).draft == {"first": 1}
        await tx.conversations.note(noted.drafted(second=2))
        await tx.commit()  # who was told may go on


async def test_a_message_shown_since_a_conversation_was_read_is_not_lost(
    store: Store, team: Team
) -> None:
    async with store.uow(team.actor) as tx:
        read = await tx.conversations.save(await tx.conversations.of(team.actor))
        store.clock.advance(seconds=1)
        await tx.conversations.shown(team.owner.user_id, read.version, 400, instead=None)
        with pytest.raises(Conflict):
            await tx.conversations.note(read)
        assert (await tx.conversations.of(team.actor)).message_id == 400


async def test_a_conversation_seen_without_a_commit_can_be_saved_later(
    store: Store, team: Team
) -> None:
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.of(team.actor)
    async with store.uow(team.actor) as tx:
        assert (await tx.conversations.save(talk)).version == 2


async def test_who_looks_at_a_thing_is_found(store: Store, team: Team) -> None:
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.of(team.actor)
        saved = await tx.conversations.save(talk.at(Place("publication", 77)))
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.conversations.looking_at(["status", "publication"], 77) == [saved]
        assert await tx.conversations.looking_at(["publication"], 78) == []
        assert await tx.conversations.looking_at(["account"], 77) == []
        assert await tx.conversations.at(["status", "publication"]) == [saved]
        assert await tx.conversations.at(["account"]) == []


async def test_the_living_message_is_remembered_as_it_was_sent(store: Store, team: Team) -> None:
    user_id = team.owner.user_id
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.of(team.actor)
        talk = await tx.conversations.save(replace(talk, below=True))
        await tx.conversations.shown(user_id, talk.version, 500, instead=None)
        shown = await tx.conversations.of(team.actor)
        assert (shown.message_id, shown.below, shown.version) == (500, False, talk.version)
        await tx.conversations.save(replace(shown, below=True))
        await tx.conversations.shown(user_id, talk.version, 501, instead=500)
        shown = await tx.conversations.of(team.actor)
        assert (shown.message_id, shown.below) == (501, True)


async def test_a_message_that_a_newer_version_chose_stays_the_living_one(
    store: Store, team: Team
) -> None:
    user_id = team.owner.user_id
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.save(await tx.conversations.of(team.actor))
        await tx.conversations.save(replace(talk, message_id=400))
        await tx.conversations.shown(user_id, talk.version, 500, instead=None)
        assert (await tx.conversations.of(team.actor)).message_id == 400
        await tx.conversations.shown(user_id, talk.version, 500, instead=400)
        assert (await tx.conversations.of(team.actor)).message_id == 500


# -- accounts and incidents


async def test_an_account_comes_back_as_it_was_stored(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        found = await tx.accounts.get(team.account.id)
        assert found == team.account
        assert found.credentials.reveal() == team.account.credentials.reveal()
        assert await tx.accounts.by_identity(SITE, team.account.remote_identity) == team.account
        assert await tx.accounts.by_identity("other", team.account.remote_identity) is None
        with pytest.raises(NotThere):
            await tx.accounts.get(AccountId(1))


async def test_accounts_are_listed_in_the_order_they_were_added(store: Store, team: Team) -> None:
    gone = make_account(team.workspace.id, team.owner.id).to(AccountState.DISCONNECTED)
    third = make_account(team.workspace.id, team.owner.id)
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(gone)
        await tx.accounts.save(third)
        assert await tx.accounts.all() == [team.account, third]
        assert await tx.accounts.all(disconnected=True) == [team.account, gone, third]
        assert gone.credentials == Credentials({})


async def test_who_saves_an_older_version_of_an_account_is_told(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        saved = await tx.accounts.save(replace(team.account, label="перша"))
        await tx.commit()
    assert saved.version == team.account.version + 1
    with pytest.raises(Conflict):
        async with store.uow(team.tenant) as tx:
            await tx.accounts.save(replace(team.account, label="друга"))
    async with store.uow(team.tenant) as tx:
        assert await tx.accounts.get(team.account.id) == saved


async def test_one_login_is_one_account(store: Store, team: Team) -> None:
    twin = make_account(
        team.workspace.id, team.owner.id, remote_identity=team.account.remote_identity
    )
    with pytest.raises(Conflict):
        await committed(store, team, lambda tx: tx.accounts.save(twin))


async def test_only_active_accounts_fall_due(store: Store, team: Team) -> None:
    later = make_account(
        team.workspace.id, team.owner.id, next_sync_at=MORNING + timedelta(microseconds=1)
    )
    early = make_account(
        team.workspace.id, team.owner.id, next_sync_at=MORNING - timedelta(hours=1)
    )
    asleep = make_account(team.workspace.id, team.owner.id, state=AccountState.PAUSED)
    async with store.uow(team.tenant) as tx:
        for account in (later, early, asleep):
            await tx.accounts.save(account)
        await tx.commit()
    async with store.uow.system() as tx:
        due = await tx.due_accounts(MORNING, 10)
        assert due == [
            DueAccount(team.workspace.id, early.id),
            DueAccount(team.workspace.id, team.account.id),
        ]
        assert await tx.due_accounts(MORNING, 1) == due[:1]


async def test_a_site_has_one_open_incident(store: Store, team: Team) -> None:
    incident = Incident(IncidentId(new_id()), team.workspace.id, SITE, MORNING)
    async with store.uow(team.tenant) as tx:
        await tx.incidents.save(incident)
        assert await tx.incidents.open(SITE) == incident
        closed = replace(incident, told_at=MORNING, closed_at=MORNING)
        await tx.incidents.save(closed)
        assert await tx.incidents.open(SITE) is None
        assert await tx.incidents.get(incident.id) == closed


@pytest.mark.parametrize("what", ["reconcile_at", "glance_at"])
async def test_what_is_to_be_asked_between_two_passes_is_due_while_all_is_well(
    store: Store, team: Team, what: str
) -> None:
    async def due() -> list[AccountId]:
        async with store.uow.system() as tx:
            asked = tx.due_reconciles if what == "reconcile_at" else tx.due_glances
            return [one.id for one in await asked(MORNING, 10)]

    changes: list[tuple[dict[str, object], bool]] = [
        ({what: None}, False),
        ({what: MORNING + timedelta(hours=1)}, False),
        ({what: MORNING}, True),
        ({"failing_since": MORNING}, False),
        ({"failing_since": None, "proof": "https://fake.example"}, False),
        ({"proof": None, "resume": "7"}, what == "reconcile_at"),
        ({"resume": None, "state": AccountState.PAUSED}, False),
    ]
    account = team.account
    for values, expected in changes:
        async with store.uow(team.tenant) as tx:
            account = await tx.accounts.save(replace(account, **values))  # type: ignore[arg-type]
            await tx.commit()
        assert await due() == [account.id] * expected
