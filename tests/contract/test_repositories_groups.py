"""Links to groups, and who saw whose contacts, over every store."""

from datetime import timedelta

import pytest

from bot.domain.errors import Conflict
from bot.domain.group import Did
from bot.domain.ids import GroupTokenId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.workspace import Person
from tests.contract.rows import Team, make_deed, make_notice, make_token
from tests.contract.stores import Store
from tests.fakes import MORNING

LATER = MORNING + timedelta(hours=2)


async def test_a_link_to_a_group_is_found_by_who_holds_it_and_used_once(
    store: Store, team: Team
) -> None:
    token = make_token(team)
    async with store.uow(team.tenant) as tx:
        await tx.group_tokens.add(token)
        await tx.commit()
    async with store.uow.person(Person(5, 5)) as tx:
        assert await tx.group_tokens.by_hmac(token.token_hmac) == token
        assert await tx.group_tokens.by_hmac("1:none") is None
    async with store.uow(team.actor) as tx:
        assert await tx.group_tokens.use(token)
        assert not await tx.group_tokens.use(token)
        await tx.commit()
    async with store.uow(team.actor) as tx:
        kept = await tx.group_tokens.by_hmac(token.token_hmac)
    assert kept is not None
    assert kept.used


async def test_no_two_links_to_groups_are_the_same(store: Store, team: Team) -> None:
    token = make_token(team)
    twin = make_token(team, id=GroupTokenId(new_id()), token_hmac=token.token_hmac)
    async with store.uow(team.tenant) as tx:
        await tx.group_tokens.add(token)
        with pytest.raises(Conflict):
            await tx.group_tokens.add(twin)


async def test_who_saw_whom_is_kept_in_order(store: Store, team: Team) -> None:
    first = make_deed(team, 1, chat_link_id=team.group.id)
    second = make_deed(team, 1, did=Did.MOVED, detail="interview")
    async with store.uow(team.tenant) as tx:
        await tx.audit.add(first)
        await tx.audit.add(make_deed(team, 2))
        await tx.audit.add(second)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.audit.of_subject(1) == [first, second]


async def test_the_cards_of_a_chat_are_put_off_and_nothing_else(store: Store, team: Team) -> None:
    card = make_notice(team.group, 1)
    sent = make_notice(team.group, 2).to(NoticeState.SENT, 5)
    word = make_notice(team.group, 3, kind=NoticeKind.SITE_DOWN)
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe([card, sent, word])
        assert await tx.notices.put_off(team.group.id, LATER) == 1
        assert (await tx.notices.get(card.id)).due_at == LATER
        assert (await tx.notices.get(word.id)).due_at == MORNING
        await tx.commit()
    async with store.uow.system() as system:
        claimed = await system.claim_notice(team.group.id, MORNING)
        assert claimed is not None
        assert claimed.id == word.id
        assert await system.claim_notice(team.group.id, LATER - timedelta(seconds=1)) == claimed
        assert await system.notices.get(card.id) is not None
