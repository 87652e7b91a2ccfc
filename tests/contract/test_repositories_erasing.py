"""Looking for somebody and taking every trace away, over every store."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.application import Application
from bot.domain.erasure import Erasure, Key, KeyKind, Step, Trait, Why
from bot.domain.errors import NotThere
from bot.domain.handling import Barring
from bot.domain.ids import ErasureId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.person import MergeState
from bot.domain.retention import Retention
from bot.domain.site import BrokenRecord
from bot.domain.workspace import Person
from tests.contract.rows import (
    Team,
    make_application,
    make_file,
    make_merge,
    make_message,
    make_note,
    make_notice,
    make_team,
    make_update,
    say,
)
from tests.contract.stores import BOT, SqlStore, Store
from tests.fakes import MORNING

NAME, PHONE, EMAIL = "Канарейко Олена", "+380507135591", "Canary@Example.com"


def _olena(team: Team, remote_id: str = "1", **changes: object) -> Application:
    known = {"name": NAME, "phones": (PHONE,), "emails": (EMAIL,), **changes}
    return make_application(team, remote_id, **known)


def _erasure(team: Team, *people: Application) -> Erasure:
    ids = tuple(one.id for one in people)
    return Erasure(ErasureId(new_id()), team.workspace.id, Why.ASKED, ids, MORNING, team.owner.id)


async def _stored(store: Store, team: Team, *people: Application) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, [make_file(one)]) for one in people])
        await tx.commit()


@pytest.mark.parametrize(
    "words", [PHONE, "050 713-55-91", "5591", EMAIL.lower(), "олена канар", "КАНАРЕЙКО"]
)
async def test_somebody_is_found_by_number_address_or_name(
    store: Store, team: Team, words: str
) -> None:
    one, other = _olena(team), make_application(team, "2", name="Іван Франко")
    await _stored(store, team, one, other)
    async with store.uow(team.tenant) as tx:
        assert [it.id for it in await tx.erasing.find(words)] == [one.id]
        assert list(await tx.erasing.find("Канарейко Петро")) == []
        assert list(await tx.erasing.find("")) == []


async def test_a_number_finds_its_owner_among_many_with_the_same_last_digits(
    store: Store, team: Team
) -> None:
    one = _olena(team)
    many = [make_application(team, f"m{at}", phones=(f"+38067{at:03}5591",)) for at in range(60)]
    await _stored(store, team, one, *many)
    async with store.uow(team.tenant) as tx:
        for words in (PHONE, "050 713-55-91"):
            assert [it.id for it in await tx.erasing.find(words)] == [one.id]


async def test_a_person_is_all_their_applications_and_nobody_of_the_family(
    store: Store, team: Team
) -> None:
    one = _olena(team)
    again = _olena(team, "2", name="Олена Канарейко", emails=("other@example.com",))
    third = _olena(team, "3", phones=(), emails=("other@example.com",))
    brother = _olena(team, "4", name="Канарейко Петро", emails=())
    await _stored(store, team, one, again, third, brother)
    async with store.uow(team.tenant) as tx:
        found = await tx.erasing.of_person(one.id)
    assert found[0].id == one.id
    assert {it.id for it in found} == {one.id, again.id, third.id}


async def test_one_of_the_family_stays_whoever_comes_in_between(store: Store, team: Team) -> None:
    """A response without a name, and a namesake whom the team has told apart."""
    one = _olena(team)
    bare = _olena(team, "2", name=None, emails=())
    brother = _olena(team, "3", name="Канарейко Петро", emails=())
    aunt = _olena(team, "4", emails=())
    await _stored(store, team, one, bare, brother, aunt)
    async with store.uow(team.tenant) as tx:
        assert {it.id for it in await tx.erasing.of_person(one.id)} == {one.id, bare.id, aunt.id}
        assert {it.id for it in await tx.erasing.of_person(brother.id)} == {brother.id, bare.id}
        assert {it.id for it in await tx.erasing.of_person(bare.id)} == {bare.id}
        await tx.merges.save(make_merge(aunt, one, state=MergeState.UNDONE))
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert {it.id for it in await tx.erasing.of_person(one.id)} == {one.id, bare.id}
        assert {it.id for it in await tx.erasing.of_person(aunt.id)} == {aunt.id, bare.id}


async def test_every_row_of_a_person_goes_and_no_other(store: Store, team: Team) -> None:
    one, other = _olena(team), make_application(team, "2", name="Іван Франко")
    await _stored(store, team, one, other)
    async with store.uow(team.tenant) as tx:
        for about in (one, other):
            await tx.notes.add(make_note(about, team))
        await tx.barred.bar(one, Barring(one.id, team.owner.id, MORNING))
        raw = '{"phone": "(050) 713 55 91"}'
        await tx.applications.keep_broken(team.account.id, BrokenRecord("x", raw), MORNING)
        await tx.applications.keep_broken(team.account.id, BrokenRecord("x", "{}"), MORNING)
        (file,) = await tx.files.of_application(one.id)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        wiped = await tx.erasing.wipe(_erasure(team, one), contacts=True)
        await tx.commit()
    assert (wiped.records, wiped.files) == (1, (file.id,))
    assert Trait(KeyKind.PHONE, "507135591") in wiped.traits
    assert Trait(KeyKind.NAME, "507135591:олена") in wiped.traits
    assert Trait(KeyKind.EMAIL, EMAIL.lower()) in wiped.traits
    assert Trait(KeyKind.RESPONSE, f"{one.site}:1") in wiped.traits
    async with store.uow(team.tenant) as tx:
        with pytest.raises(NotThere):
            await tx.applications.get(one.id)
        assert list(await tx.files.of_application(one.id)) == []
        assert list(await tx.notes.of_application(one.id)) == []
        assert len(await tx.notes.of_application(other.id)) == 1
        assert list(await tx.barred.all()) == []
        assert [it.raw for it in await tx.applications.broken()] == ["{}"]
        assert (await tx.applications.get(other.id)).name == "Іван Франко"
        again = await tx.erasing.wipe(_erasure(team, one), contacts=True)
    assert again.records == 0


async def test_a_note_about_somebody_else_keeps_what_is_not_theirs(
    store: Store, team: Team
) -> None:
    one, other = _olena(team), make_application(team, "2", name="Іван Франко")
    await _stored(store, team, one, other)
    said = f"Порадила Олена Канарейко ({PHONE}); сам він — 067 111 22 33"
    for erasure, left in (
        (replace(_erasure(team, one), why=Why.RETENTION), said),
        (_erasure(team, one), "Порадила ••• (•••); сам він — 067 111 22 33"),
    ):
        async with store.uow(team.tenant) as tx:
            await tx.notes.add(make_note(other, team, text=said))
            await tx.erasing.wipe(erasure, contacts=True)
            assert [it.text for it in await tx.notes.of_application(other.id)] == [left]


async def test_who_has_but_a_short_name_and_no_number_takes_nobody_along(
    store: Store, team: Team
) -> None:
    one = _olena(team, name="Іван", phones=("12345",), emails=())
    await _stored(store, team, one)
    raw = '{"id": 312345, "name": "Іваненко Іван"}'
    async with store.uow(team.tenant) as tx:
        await tx.applications.keep_broken(team.account.id, BrokenRecord("x", raw), MORNING)
        await tx.erasing.wipe(_erasure(team, one), contacts=True)
        assert [it.raw for it in await tx.applications.broken()] == [raw]


async def test_a_message_of_another_company_is_not_lost(sql: SqlStore) -> None:
    """Both have typed of one person, and neither message is handled so far."""
    team, stranger = await make_team(sql), 5_000_000_077
    one = _olena(team)
    await _stored(sql, team, one)
    said = json.dumps({"message": {"text": f"Дзвонити {NAME}"}})
    typed = [make_update(7, payload=said), make_update(8, payload=said, user_id=stranger)]
    async with sql.uow.system() as system:
        await system.store_updates(typed)
        await system.commit()
    async with sql.uow(team.tenant) as tx:
        await tx.erasing.wipe(_erasure(team, one), contacts=True)
        await tx.commit()
    async with sql.uow.system() as system:
        assert [it.update_id for it in await system.open_updates(BOT)] == [8]


async def test_without_contacts_only_the_response_itself_is_known_again(
    store: Store, team: Team
) -> None:
    one = _olena(team)
    await _stored(store, team, one)
    async with store.uow(team.tenant) as tx:
        wiped = await tx.erasing.wipe(_erasure(team, one), contacts=False)
    kinds = {trait.kind for trait in wiped.traits}
    assert kinds == {KeyKind.APPLICATION, KeyKind.FILE, KeyKind.RESPONSE}


async def test_the_same_person_in_another_company_stays(store: Store, team: Team) -> None:
    theirs = await make_team(store, 5_000_000_077, chat_id=-77)
    one, same = _olena(team), _olena(theirs)
    await _stored(store, team, one)
    await _stored(store, theirs, same)
    async with store.uow(team.tenant) as tx:
        await tx.erasing.wipe(_erasure(team, one, same), contacts=True)
        await tx.commit()
    async with store.uow(theirs.tenant) as tx:
        assert (await tx.applications.get(same.id)).phones == (PHONE,)
        assert len(await tx.files.of_application(same.id)) == 1


async def test_who_has_typed_about_them_stands_in_the_menu(store: Store, team: Team) -> None:
    one = _olena(team)
    await _stored(store, team, one)
    person = Person(team.owner.user_id, team.owner.user_id)
    async with store.uow(team.actor) as tx:
        talk = await tx.conversations.of(team.actor)
        draft = {"text": f"подзвонити {NAME}"}
        await tx.conversations.save(replace(talk, draft=draft))
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        await tx.erasing.wipe(_erasure(team, one), contacts=True)
        await tx.commit()
    async with store.uow.person(person) as tx:
        assert (await tx.conversations.of(person)).draft == {}


async def test_messages_about_them_are_taken_once_and_what_is_owed_is_let_go(
    store: Store, team: Team
) -> None:
    one, other = _olena(team), make_application(team, "2")
    await _stored(store, team, one, other)
    for number, about in enumerate((one, other), 1):
        await say(
            store,
            team.group,
            make_message(team.group, number, workspace_id=team.workspace.id, subject_id=about.id),
        )
    owed = make_notice(team.group, one.id, workspace_id=team.workspace.id)
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe([owed])
        await tx.commit()
    erasure = _erasure(team, one)
    async with store.uow(team.tenant) as tx:
        assert [it.message_id for it in await tx.erasing.take_messages(erasure)] == [1]
        assert list(await tx.erasing.take_messages(erasure)) == []
        assert (await tx.notices.get(owed.id)).state is NoticeState.WITHDRAWN
        assert await tx.erasing.on_their_way(erasure) == 0
        assert list(await tx.erasing.seen_by([other.id])) == [("", True)]


async def test_what_is_left_to_take_away_is_counted(store: Store, team: Team) -> None:
    erasure = _erasure(team)
    async with store.uow(team.tenant) as tx:
        for number, state in enumerate((NoticeState.OWED, NoticeState.SENT, NoticeState.DEAD), 1):
            one = make_notice(team.group, number, workspace_id=team.workspace.id, state=state)
            one = replace(one, kind=NoticeKind.FORGET, occurrence=str(erasure.id))
            await tx.notices.owe([one])
        assert await tx.erasing.left(erasure) == (1, 1)


async def test_an_erasure_comes_back_as_it_was_stored(store: Store, team: Team) -> None:
    one = _olena(team)
    erasure = _erasure(team, one)
    async with store.uow(team.tenant) as tx:
        await tx.erasing.add(erasure)
        assert await tx.erasing.under_way(one.id)
        wiped = replace(erasure, step=Step.WIPED, records=1)
        await tx.erasing.save(wiped)
        await tx.commit()
    async with store.uow.system() as system:
        assert list(await system.owed_erasures()) == [wiped]
    async with store.uow(team.tenant) as tx:
        assert await tx.erasing.get(erasure.id) == wiped
        await tx.erasing.save(replace(wiped, step=Step.DONE, done_at=MORNING))
        assert not await tx.erasing.under_way(one.id)
        await tx.commit()
    async with store.uow.system() as system:
        assert list(await system.owed_erasures()) == []


async def test_hashes_are_remembered_once(store: Store, team: Team) -> None:
    keys = {Key(KeyKind.PHONE, "1:aa"), Key(KeyKind.RESPONSE, "1:bb")}
    async with store.uow(team.tenant) as tx:
        await tx.erasing.remember(keys, MORNING)
        await tx.erasing.remember(keys, MORNING)
        asked = [Key(KeyKind.PHONE, "1:aa"), Key(KeyKind.PHONE, "1:cc")]
        assert list(await tx.erasing.known(asked)) == asked[:1]
        await tx.commit()
    async with store.uow.system() as system:
        assert set(await system.known_keys()) == keys
        await system.remember_keys({Key(KeyKind.FILE, "1:dd")}, MORNING)
        assert len(await system.known_keys()) == 3


async def test_a_closed_vacancy_is_kept_with_its_moments(store: Store, team: Team) -> None:
    one = Retention(team.vacancy.id, team.workspace.id, MORNING)
    one_later = replace(one, warned_at=MORNING + timedelta(days=1))
    async with store.uow(team.tenant) as tx:
        await tx.retentions.save(one)
        await tx.retentions.save(one_later)
        assert list(await tx.retentions.all()) == [one_later]
        assert await tx.retentions.get(team.vacancy.id) == one_later
        await tx.retentions.drop(team.vacancy.id)
        assert list(await tx.retentions.all()) == []
        with pytest.raises(NotThere):
            await tx.retentions.get(team.vacancy.id)


async def test_applications_of_a_vacancy_are_told_the_oldest_first(
    store: Store, team: Team
) -> None:
    many = [_olena(team, str(number)) for number in range(3)]
    await _stored(store, team, *many)
    async with store.uow(team.tenant) as tx:
        found = await tx.erasing.of_vacancy(team.vacancy.id)
    assert [it.id for it in found] == [it.id for it in many]
    async with store.uow.system() as system:
        refs = await system.rows_of(KeyKind.APPLICATION)
        assert list(refs) == [(team.workspace.id, one.id) for one in many]
        assert team.workspace.id in [it.id for it in await system.every_workspace()]
