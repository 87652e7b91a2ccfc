"""How applications are handled, notes and the black list, over every store."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.application import Application
from bot.domain.errors import Conflict, NotThere
from bot.domain.handling import Barring, Handling, Reason, Stage
from bot.domain.ids import ApplicationId, VacancyId
from tests.contract.rows import Team, make_application, make_message, make_note, say
from tests.contract.stores import Store
from tests.fakes import MORNING


async def _stored(store: Store, team: Team, *applications: Application) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in applications])
        await tx.commit()


async def test_what_a_team_did_comes_back_with_what_was_before(store: Store, team: Team) -> None:
    one, by = make_application(team, "1"), team.owner.id
    await _stored(store, team, one)
    taken = Handling().take(by, MORNING)
    moved = taken.put_off(MORNING + timedelta(hours=1), by, MORNING)
    moved = replace(moved, reason=Reason.SALARY)
    async with store.uow(team.tenant) as tx:
        assert (await tx.applications.get(one.id)).handling == Handling()
        handled = await tx.applications.handle(replace(one, handling=moved))
        await tx.commit()
    assert handled.version == one.version + 1
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.get(one.id) == handled
    assert moved.before == replace(taken, before=None)


async def test_of_two_who_read_the_same_one_wins(store: Store, team: Team) -> None:
    one, by = make_application(team, "1"), team.owner.id
    await _stored(store, team, one)
    async with store.uow(team.tenant) as tx:
        await tx.applications.handle(replace(one, handling=Handling().take(by, MORNING)))
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        with pytest.raises(Conflict):
            await tx.applications.handle(replace(one, handling=Handling()))
        with pytest.raises(Conflict):
            await tx.applications.handle(replace(one, id=ApplicationId(1)))


async def test_of_two_at_the_same_moment_one_wins_a_hundred_times(store: Store, team: Team) -> None:
    many, by = [make_application(team, str(number)) for number in range(100)], team.owner.id
    await _stored(store, team, *many)

    async def take(key: ApplicationId) -> bool:
        async with store.uow(team.tenant) as tx:
            found = await tx.applications.get(key)
            if found.handling.assignee_id is not None:
                return False
            mine = replace(found, handling=found.handling.take(by, MORNING))
            try:
                await tx.applications.handle(mine)
            except Conflict:
                return False
            await tx.commit()
            return True

    for one in many:
        assert sorted(await asyncio.gather(take(one.id), take(one.id))) == [False, True]


async def test_what_the_site_tells_later_leaves_what_the_team_did(store: Store, team: Team) -> None:
    one = make_application(team, "1", unopened=True)
    await _stored(store, team, one)
    taken = Handling().take(team.owner.id, MORNING)
    async with store.uow(team.tenant) as tx:
        await tx.applications.handle(replace(one, handling=taken))
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        whole = await tx.applications.complete(replace(one, letter="Ще", unopened=False), [])
        (stood,) = await tx.applications.stand(one.site, {"1": "standing-rejected"})
        await tx.commit()
    assert (whole.handling, whole.version) == (taken, one.version + 2)
    assert (stood.handling, stood.version, stood.letter) == (taken, one.version + 3, "Ще")


async def test_notes_are_kept_in_order_for_their_own_team(store: Store, team: Team) -> None:
    one, other = make_application(team, "1"), make_application(team, "2")
    await _stored(store, team, one, other)
    notes = [make_note(one, team), make_note(one, team, text="Дзвонити після 18")]
    async with store.uow(team.tenant) as tx:
        for note in (*notes, make_note(other, team)):
            await tx.notes.add(note)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.notes.of_application(one.id) == notes


async def test_who_is_barred_is_known_by_any_contact(store: Store, team: Team) -> None:
    known = make_application(team, "1", phones=("+380670000001",), emails=("a@example.com",))
    mail = make_application(team, "2", phones=(), emails=("A@Example.com ",))
    tail = make_application(team, "3", phones=("+380680000001",), emails=())
    silent = make_application(team, "4", phones=(), emails=())
    await _stored(store, team, known, mail, tail, silent)
    everyone = [one.id for one in (known, mail, tail, silent)]
    barring = Barring(known.id, team.owner.id, MORNING)
    async with store.uow(team.tenant) as tx:
        assert not await tx.barred.bar(silent, replace(barring, application_id=silent.id))
        assert await tx.barred.bar(known, barring)
        assert await tx.barred.bar(known, barring)  # a second time changes nothing
        assert await tx.barred.among(everyone) == {known.id, mail.id}
        assert await tx.barred.all() == [replace(barring, later=(mail.id,))]
        assert await tx.barred.lift(known.id)
        assert not await tx.barred.lift(known.id)
        assert await tx.barred.among(everyone) == set()
        assert await tx.barred.all() == []


async def test_a_note_is_about_an_application_that_is_there(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        with pytest.raises((Conflict, NotThere)):
            await tx.notes.add(make_note(make_application(team, "1"), team))


async def test_the_stage_is_that_of_the_last_move(store: Store, team: Team) -> None:
    one, by = make_application(team, "1"), team.owner.id
    await _stored(store, team, one)
    handling = Handling()
    for stage in (Stage.CONTACT, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED):
        handling = handling.to(stage, by, MORNING)
        async with store.uow(team.tenant) as tx:
            one = await tx.applications.handle(replace(one, handling=handling))
            await tx.commit()
    assert one.handling.stage is Stage.HIRED


async def test_what_a_reply_answers_is_found_by_chat_and_number(store: Store, team: Team) -> None:
    card = make_message(team.group, 10)
    await say(store, team.group, card)
    async with store.uow.system() as tx:
        assert await tx.said_at(card.bot_id, card.chat_id, 10) == card
        assert await tx.said_at(card.bot_id, card.chat_id, 11) is None
        assert await tx.said_at(card.bot_id, 1, 10) is None


async def test_how_it_was_compared_is_stored_unless_it_changed_meanwhile(
    store: Store, team: Team
) -> None:
    one = make_application(team, "1")
    await _stored(store, team, one)
    compared = replace(one, points_met=2, points_of=3, file_text="Excel")
    async with store.uow(team.tenant) as tx:
        await tx.applications.match(compared)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.get(one.id) == compared
        more = replace(compared, letter="Добрий день", file_text=None)
        whole = await tx.applications.complete(more, [])
        with pytest.raises(Conflict):
            await tx.applications.match(compared)
        assert (whole.letter, whole.file_text) == ("Добрий день", "Excel")


async def test_the_applications_of_a_vacancy_come_newest_first(store: Store, team: Team) -> None:
    first, second = make_application(team, "1"), make_application(team, "2")
    await _stored(store, team, first, second)
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.of_vacancy(team.vacancy.id) == [second.id, first.id]
        assert await tx.applications.of_vacancy(VacancyId(1)) == []
