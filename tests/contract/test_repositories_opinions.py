"""What members think of a candidate, and the inline messages that ask them, over every store."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotThere
from bot.domain.ids import ApplicationId, MemberId, ShareId, new_id
from bot.domain.share import NO_VOTES, Opinion, Votes
from bot.domain.workspace import Member, Role
from tests.contract.rows import Team, make_application
from tests.contract.sharing import make_share
from tests.contract.stores import BOT, Store
from tests.fakes import MORNING


async def test_a_member_has_one_opinion_and_may_change_it(store: Store, team: Team) -> None:
    one = make_application(team, "1")
    ira = Member(MemberId(new_id()), team.workspace.id, 71, Role.RECRUITER, "Іра")
    good = Opinion(one.id, team.owner.id, team.workspace.id, good=True, at=MORNING)
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save_member(ira)
        await tx.applications.add_new([(one, [])])
        assert await tx.opinions.votes(one.id) == NO_VOTES
        assert await tx.opinions.save(good)
        assert not await tx.opinions.save(good)
        assert await tx.opinions.save(replace(good, member_id=ira.id))
        assert await tx.opinions.votes(one.id) == Votes(2, 0)
        assert await tx.opinions.save(replace(good, good=False))
        assert await tx.opinions.votes(one.id) == Votes(1, 1)
        await tx.workspaces.save_member(replace(ira, removed_at=MORNING))
        assert await tx.opinions.votes(one.id) == Votes(0, 1)


async def test_a_message_is_known_once_by_telegrams_id(store: Store, team: Team) -> None:
    share = make_share(team, ApplicationId(5))
    async with store.uow(team.tenant) as tx:
        assert await tx.opinions.add_share(share)
        assert not await tx.opinions.add_share(replace(share, id=ShareId(new_id())))
        second = make_share(team, ApplicationId(6), inline_message_id="inline-2")
        assert await tx.opinions.add_share(second)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.opinions.share(share.id) == share
        assert await tx.opinions.shares([ApplicationId(5), ApplicationId(7)]) == [share]
        assert await tx.opinions.shares([ApplicationId(5), ApplicationId(6)]) == [share, second]
        with pytest.raises(NotThere):
            await tx.opinions.share(ShareId(1))
    async with store.uow.system() as tx:
        assert await tx.shared_as(BOT, share.inline_message_id) == share
        assert await tx.shared_as(BOT, "inline-9") is None
        assert await tx.shared_as(BOT + 1, share.inline_message_id) is None
