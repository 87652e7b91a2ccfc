"""The clock's one look at everything agrees with all its questions, over every store."""

from dataclasses import replace
from datetime import timedelta

from bot import ports
from bot.domain.code_login import LoginStep
from bot.domain.due import Due
from bot.domain.erasure import Erasure, Why
from bot.domain.ids import ErasureId, new_id
from bot.domain.notice import NoticeState
from bot.domain.site import Ad
from tests.contract.refusing import make_refusal
from tests.contract.room_rows import make_board, make_topic
from tests.contract.rows import (
    Team,
    make_action,
    make_application,
    make_code_login,
    make_digest,
    make_event,
    make_file,
    make_hook,
    make_notice,
    make_publication,
    make_stub,
)
from tests.contract.stores import BOT, Store
from tests.fakes import MORNING
from tests.fakes.store.due import answer

YEAR = timedelta(days=365)


async def test_one_look_sees_what_each_question_would_find(store: Store, team: Team) -> None:
    seen: set[Due] = set()
    for write in (None, _something_of_each, _nothing_more):
        if write is not None:
            async with store.uow(team.tenant) as tx:
                await write(tx, team)
                await tx.commit()
        for now in (MORNING - YEAR, MORNING, MORNING + YEAR):
            async with store.uow.system() as system:
                found = {one for one in Due if await answer(system, one, now)}
                assert await system.due(now) == found
            seen |= found
    assert seen == set(Due)


async def _something_of_each(tx: ports.Transaction, team: Team) -> None:
    """Whatever the clock may find."""
    due = replace(team.account, glance_at=MORNING, reconcile_at=MORNING)
    await tx.accounts.save(due)
    ad = make_publication(team.vacancy, team.account, remote_id="ad-9", ad=Ad.LIVE)
    await tx.publications.save(ad)
    await tx.actions.save(make_action(team))
    held = make_application(team, "1", held_until=MORNING)
    await tx.applications.add_new([(held, [make_file(held)])])
    await tx.applications.add_stubs([make_stub(team, "2")])
    await tx.digests.save(make_digest(team))
    await tx.workspaces.save_member(replace(team.owner, heir_id=team.owner.id))
    gone = Erasure(ErasureId(new_id()), team.workspace.id, Why.ASKED, (held.id,), MORNING)
    await tx.erasing.add(gone)
    await tx.bulk_refusals.add(make_refusal(team), [])
    await tx.hooks.save(make_hook(team))
    await tx.hooks.hear(make_event(team))
    await tx.code_logins.save(make_code_login(team, step=LoginStep.CALLED))
    await tx.topics.save(make_topic(team).asked("Була інша", MORNING).made(7))
    await tx.boards.save(make_board(team))
    private = await tx.chats.private(BOT, team.owner.user_id)
    await tx.notices.owe(
        [
            make_notice(team.group, 1),
            make_notice(team.group, 2, state=NoticeState.GATHERED),
            make_notice(private, 3, workspace_id=team.workspace.id, state=NoticeState.DEAD),
        ]
    )


async def _nothing_more(tx: ports.Transaction, team: Team) -> None:
    """The account rests, and its owner has had the morning."""
    account = await tx.accounts.get(team.account.id)
    await tx.accounts.save(replace(account, next_sync_at=None, glance_at=None, reconcile_at=None))
    await tx.mornings.save(team.owner.id, MORNING + YEAR * 2)
