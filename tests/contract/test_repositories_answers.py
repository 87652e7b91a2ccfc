"""Templates of answers and what is owed to candidates, over every store."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.answer import Answer, AnswerKind
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import AnswerId
from bot.domain.site_action import ActionState, DueAction, Kind
from tests.contract.rows import Team, make_action, make_answer, make_application
from tests.contract.stores import Store
from tests.fakes import MORNING


async def test_a_template_comes_back_as_it_was_kept(store: Store, team: Team) -> None:
    one = make_answer(team, ready="reject-uk")
    async with store.uow(team.tenant) as tx:
        await tx.answers.save(one)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.answers.all() == [one]
        changed = await tx.answers.save(replace(one, name="Х", kind=AnswerKind.INVITE))
        assert changed.version == 2
        with pytest.raises(Conflict):
            await tx.answers.save(one)
        gone = await tx.answers.save(replace(changed, deleted_at=MORNING))
        assert await tx.answers.all() == []
        assert await tx.answers.get(one.id) == gone
        with pytest.raises(NotThere):
            await tx.answers.get(AnswerId(1))


async def test_a_ready_one_comes_but_once_also_when_it_was_deleted(
    store: Store, team: Team
) -> None:
    def made() -> list[Answer]:
        return [make_answer(team, ready=key) for key in ("a-uk", "b-uk")]

    first = made()
    async with store.uow(team.tenant) as tx:
        await tx.answers.add_ready(first)
        await tx.answers.save(replace(first[0], deleted_at=MORNING))
        await tx.answers.add_ready(made())
        assert await tx.answers.all() == [first[1]]
        await tx.commit()


async def test_what_is_owed_to_a_candidate_is_numbered_and_due_as_an_ad_is(
    store: Store, team: Team
) -> None:
    one = make_application(team, "1")
    about: dict[str, Any] = dict.fromkeys(("publication_id", "fingerprint", "sent"))
    about["application_id"] = one.id
    first = make_action(team, kind=Kind.REJECT, words="Дякуємо, Олено!", **about)
    second = make_action(team, 2, kind=Kind.REPLY, due_at=MORNING, state=ActionState.DONE, **about)
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, [])])
        assert await tx.actions.next_number(one.id) == 1
        await tx.actions.save(first)
        await tx.actions.save(second)
        assert await tx.actions.next_number(one.id) == 3
        assert await tx.actions.next_number(team.publication.id) == 1
        assert await tx.actions.of_application(one.id) == [second, first]
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.owed_actions(MORNING) == [
            DueAction(team.workspace.id, first.id, team.account.id, None, one.id)
        ]
