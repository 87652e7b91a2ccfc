"""Members whom two change at once, and invites that nobody has used."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.conversation import Place
from bot.domain.due import Due
from bot.domain.errors import Conflict
from bot.domain.ids import InviteId, MemberId, WorkspaceId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.team import Leaver
from bot.domain.workspace import Invite, Member, Role
from bot.usecases.lose_person import lose_person
from tests.contract.rows import Team
from tests.contract.stores import Store
from tests.fakes import BOT_ID, MORNING


async def test_of_two_who_change_a_member_the_second_is_refused(store: Store, team: Team) -> None:
    changed = team.owner.changed(team.owner.id, MORNING, role=Role.ADMIN)
    async with store.uow(team.tenant) as tx:
        assert (await tx.workspaces.save_member(changed)).version == 2
        with pytest.raises(Conflict):
            await tx.workspaces.save_member(changed)
        assert await tx.workspaces.members() == [replace(changed, version=2)]


async def test_open_invites_are_listed_and_withdrawn(store: Store, team: Team) -> None:
    until = MORNING + timedelta(hours=1)
    ids = (team.workspace.id, until)
    by = team.owner.id
    invites = [
        Invite(InviteId(new_id()), f"1:{at}", Role.RECRUITER, *ids, made_by=by) for at in range(3)
    ]
    async with store.uow(team.actor) as tx:
        for one in invites:
            await tx.invites.add(one)
        assert await tx.invites.use(invites[0], 9)
        assert await tx.invites.open(MORNING) == invites[1:]
        assert await tx.invites.open(until) == []
        assert await tx.invites.withdraw(invites[1].id)
        for gone in invites[:2]:
            assert not await tx.invites.withdraw(gone.id)
        assert await tx.invites.open(MORNING) == invites[2:]


async def test_who_has_left_is_asked_for_until_the_heir_has_all(store: Store, team: Team) -> None:
    left = replace(team.owner, removed_at=MORNING, heir_id=team.owner.id)
    found = Leaver(team.workspace.id, left.id)
    for member, there in ((left, True), (replace(left, heir_id=None, version=2), False)):
        async with store.uow(team.tenant) as tx:
            await tx.workspaces.save_member(member)
            await tx.commit()
        async with store.uow.system() as tx:
            assert (found in await tx.leavers()) is there
            assert (Due.LEAVERS in await tx.due(MORNING)) is there


async def test_the_memberships_of_a_deleted_account_end_in_the_systems_transaction(
    store: Store, team: Team
) -> None:
    gone = Member(MemberId(new_id()), team.workspace.id, 9, Role.RECRUITER, "Юля")
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save_member(gone)
        await tx.commit()
    async with store.uow.system() as tx:
        await lose_person(tx, BOT_ID, 9, MORNING)
        await lose_person(tx, BOT_ID, 9, MORNING)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.workspaces.members() == [team.owner]
        told = await tx.notices.of_subject(NoticeKind.TEAM_WORD, gone.id)
    assert len(told) == 1


async def test_what_was_begun_in_one_company_does_not_go_on_in_another(
    store: Store, team: Team
) -> None:
    async with store.uow(team.actor) as tx:
        talk = (await tx.conversations.of(team.actor)).at(Place("connect_login"))
        begun = await tx.conversations.save(talk.drafted(site="work_ua"))
        assert await tx.conversations.of(team.actor) == begun
        await tx.commit()
    other = replace(team.actor, workspace_id=WorkspaceId(new_id()))
    async with store.uow(other) as tx:
        talk = await tx.conversations.of(other)
    assert (talk.place, talk.draft, talk.version) == (Place(), {}, begun.version)
