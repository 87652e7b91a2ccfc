"""Somebody is erased: rows, files, messages, and never comes back."""

import asyncio
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.application import Application, ApplicationStub
from bot.domain.erasure import Erasure, Step, Why
from bot.domain.ids import ErasureId, FileId, new_id
from bot.domain.site import FileRef, RemoteFile
from bot.ports import Refused
from bot.usecases.erase_person import ErasePerson, erase_job
from bot.usecases.keep_applications import KeepApplications, files_job, stubs_job, wanted_of
from bot.usecases.replay_erasures import ReplayErasures
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes import BOT_ID, Killed
from tests.fakes.store.kinds import (
    ACCOUNTS,
    APPLICATIONS,
    ERASURES,
    FILES,
    PERSONS,
    PUBLICATIONS,
    STUBS,
)


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


async def _ask(desk: Desk, *people: Application, why: Why = Why.ASKED) -> Erasure:
    office = desk.office
    ids = tuple(one.id for one in people)
    now, by = office.clock.now(), office.owner.member_id
    erasure = Erasure(ErasureId(new_id()), office.workspace.id, why, ids, now, by)
    async with office.transaction() as tx:
        await tx.erasing.add(erasure)
        await tx.enqueue(erase_job(erasure))
    return erasure


async def _done(desk: Desk) -> None:
    """Until nothing waits for Telegram any more."""
    for _ in range(5):
        await desk.office.tick()
        desk.office.clock.advance(minutes=30)


def _step(desk: Desk) -> Step:
    return desk.office.rows(ERASURES)[-1].step


async def test_rows_and_messages_go_in_every_chat_and_the_admin_has_a_receipt(desk: Desk) -> None:
    there = {chat: {one.message_id for one in desk.office.chat.now(chat)} for chat in _chats(desk)}
    await _ask(desk, desk.one)
    await _done(desk)
    assert desk.office.rows(APPLICATIONS) == []
    assert desk.office.rows(PERSONS) == []
    for chat, messages in there.items():
        cards = {(chat, one) for one in messages}
        assert cards & set(desk.office.chat.erased), chat
    (receipt,) = [one for one in desk.office.said(desk.oleh) if isinstance(one, views.Erased)]
    assert (receipt.records, receipt.messages, receipt.unreachable) == (1, 2, 0)
    assert _step(desk) is Step.DONE


def _chats(desk: Desk) -> list[int]:
    return [desk.oleh.chat_id, CHAT]


async def test_the_bytes_of_files_go(desk: Desk) -> None:
    office, ivan = desk.office, await _with_file(desk)
    await office.work()
    assert office.files.kept
    await _ask(desk, ivan)
    await office.work()
    assert not office.files.kept
    assert office.rows(FILES) == []


async def _with_file(desk: Desk) -> Application:
    """Somebody whose resume is still to be fetched."""
    office = desk.office
    office.site.files["/cv"] = RemoteFile(b"%PDF-1.7 Ivan", "Ivan.pdf", "application/pdf")
    office.site.respond(desk.one.remote_ad_id, name="Іван", resume=FileRef("/cv", "cv.pdf"))
    await office.sync(await _account(desk))
    return next(one for one in office.rows(APPLICATIONS) if one.name == "Іван")


async def _account(desk: Desk) -> EmployerAccount:
    return desk.office.rows(ACCOUNTS)[0]


async def _read_again(desk: Desk) -> EmployerAccount:
    """The feed from its beginning, as after a lost cursor."""
    async with desk.office.transaction() as tx:
        account = await tx.accounts.save(replace(await _account(desk), cursor="0"))
    await desk.office.sync(account)
    return await _account(desk)


async def _set(desk: Desk, **changes: Any) -> None:
    async with desk.office.transaction() as tx:
        workspace = await tx.workspaces.get(desk.office.workspace.id)
        await tx.workspaces.save(replace(workspace, **changes))


async def test_who_is_erased_while_the_file_is_fetched_leaves_no_bytes(desk: Desk) -> None:
    office, ivan = desk.office, await _with_file(desk)

    async def erase() -> None:
        await _ask(desk, ivan)
        erasure = office.rows(ERASURES)[-1]
        await office.make(ErasePerson)(erase_job(erasure))

    office.uow.before(2, erase)
    await office.run(files_job(wanted_of(ivan)))
    assert not office.files.kept
    await office.run(files_job(wanted_of(ivan)))
    await office.work()
    assert not office.files.kept
    assert [one.name for one in office.rows(APPLICATIONS)] == ["Олена Коваль"]


async def test_who_is_erased_while_the_feed_is_read_is_not_stored(desk: Desk) -> None:
    office, one = desk.office, desk.one
    office.site.respond(one.remote_ad_id, name="Олена Коваль", phones=one.phones)

    async def erase() -> None:
        await _ask(desk, one)
        await office.make(ErasePerson)(erase_job(office.rows(ERASURES)[-1]))

    office.uow.before(2, erase)
    await office.sync(await _account(desk))
    assert office.rows(APPLICATIONS) == []


async def test_who_answers_between_the_word_and_the_deed_goes_along(desk: Desk) -> None:
    office, one = desk.office, desk.one
    await _ask(desk, one)
    office.site.respond(one.remote_ad_id, name="Олена Коваль", phones=one.phones)
    office.site.respond(one.remote_ad_id, name="Петро Коваль", phones=one.phones)
    await office.sync(await _account(desk))
    await _done(desk)
    assert [it.name for it in office.rows(APPLICATIONS)] == ["Петро Коваль"]
    assert "Олена" not in str([office.chat.now(chat) for chat in _chats(desk)])
    assert _step(desk) is Step.DONE


async def test_a_card_that_is_on_its_way_is_taken_away_after_it_came(desk: Desk) -> None:
    office = desk.office
    office.site.respond(desk.one.remote_ad_id, name="Іван")
    await office.sync(await _account(desk))
    ivan = next(one for one in office.rows(APPLICATIONS) if one.name == "Іван")

    async def erase() -> None:
        office.chat.meanwhile = _nothing
        await _ask(desk, ivan)
        await office.make(ErasePerson)(erase_job(office.rows(ERASURES)[-1]))

    office.chat.meanwhile = erase
    await office.work()
    await _done(desk)
    assert _step(desk) is Step.DONE
    assert "Іван" not in str([office.chat.now(chat) for chat in _chats(desk)])


async def test_a_card_that_comes_after_the_rows_went_is_taken_away_too(desk: Desk) -> None:
    """It was read before, and stands in the chat before anybody asks what is on its way."""
    office = desk.office
    office.site.respond(desk.one.remote_ad_id, name="Іван")
    await office.sync(await _account(desk))
    ivan = next(one for one in office.rows(APPLICATIONS) if one.name == "Іван")
    wiped, there = asyncio.Event(), asyncio.Event()
    tasks: list[asyncio.Task[None]] = []

    async def scour() -> None:
        wiped.set()
        await there.wait()

    async def erase() -> None:
        office.chat.meanwhile = _nothing
        await _ask(desk, ivan)
        job = erase_job(office.rows(ERASURES)[-1])
        office.jobs.take(job.task)
        slow = replace(office.make(ErasePerson), scour=scour)
        tasks.append(asyncio.create_task(slow(job)))
        await wiped.wait()

    office.chat.meanwhile = erase
    await office.work()
    there.set()
    await asyncio.gather(*tasks)
    await _done(desk)
    assert _step(desk) is Step.DONE
    assert "Іван" not in str([office.chat.now(chat) for chat in _chats(desk)])


async def _nothing() -> None: ...


async def test_a_morning_that_told_of_them_goes_too(desk: Desk) -> None:
    office = desk.office
    await desk.press(desk.oleh, "later_morning")
    office.clock.advance(hours=12)
    await office.tick()
    office.clock.advance(hours=14)
    await office.tick()
    assert [one for one in desk.office.chat.now(desk.oleh.chat_id) if _morning(one.view)]
    await _ask(desk, desk.one)
    await _done(desk)
    assert "Олена" not in str([office.chat.now(chat) for chat in _chats(desk)])


async def test_words_that_were_typed_to_them_go_from_the_chat(desk: Desk) -> None:
    office = desk.office
    await desk.press(desk.oleh, "tell_reply")
    await office.press(desk.oleh, "tell_own")
    typed = await office.type(desk.oleh, "Олено Коваль, чекаємо на Вас о 10:00")
    await _ask(desk, desk.one)
    await _done(desk)
    assert (desk.oleh.chat_id, typed.message_id) in office.chat.erased


def _morning(view: object) -> bool:
    return isinstance(view, views.Morning) and [one.name for one in view.later] == ["Олена Коваль"]


@pytest.mark.parametrize("nth", [1, 2])
async def test_what_a_crash_leaves_is_gone_on_with(desk: Desk, nth: int) -> None:
    office = desk.office
    erasure = await _ask(desk, desk.one)
    office.uow.kill(nth)
    with pytest.raises(Killed):
        await office.run(erase_job(erasure))
    office.uow.calm()
    await _done(desk)
    assert _step(desk) is Step.DONE
    assert office.rows(APPLICATIONS) == []
    assert office.journal.keys


async def test_twice_at_once_is_once(desk: Desk) -> None:
    first, second = await _ask(desk, desk.one), await _ask(desk, desk.one)
    await _done(desk)
    done = {one.id: one for one in desk.office.rows(ERASURES)}
    assert [done[one.id].records for one in (first, second)] == [1, 0]
    assert {one.step for one in done.values()} == {Step.DONE}


async def test_a_group_that_threw_the_bot_out_is_told_of_and_waits(desk: Desk) -> None:
    office = desk.office
    office.chat.block(CHAT)
    await _ask(desk, desk.one)
    await _done(desk)
    (receipt,) = [one for one in office.said(desk.oleh) if isinstance(one, views.Erased)]
    assert receipt.unreachable == 1
    office.chat.unblock(CHAT)
    async with office.store.uow.system() as tx:
        await tx.chat_back(BOT_ID, CHAT)
        await tx.commit()
    await office.work()
    assert "Олена" not in str(office.chat.now(CHAT))


async def test_a_message_that_telegram_keeps_is_let_go_after_a_few_tries(desk: Desk) -> None:
    office = desk.office
    office.chat.answer(CHAT, *[Refused("no")] * 3)
    await _ask(desk, desk.one)
    await _done(desk)
    (receipt,) = [one for one in office.said(desk.oleh) if isinstance(one, views.Erased)]
    assert receipt.unreachable == 1


async def test_the_same_response_and_the_same_person_stay_away(desk: Desk) -> None:
    office, one = desk.office, desk.one
    await _ask(desk, one)
    await office.work()
    account = await _read_again(desk)
    office.site.respond(one.remote_ad_id, name="Хтось", phones=("067 123-45-21",))
    await office.sync(account)
    assert office.rows(APPLICATIONS) == []


async def test_another_one_of_the_family_is_no_candidate_less(desk: Desk) -> None:
    office, one = desk.office, desk.one
    await _ask(desk, one)
    await office.work()
    office.site.respond(one.remote_ad_id, name="Петро Коваль", phones=("067 123-45-21",))
    await office.sync(await _account(desk))
    assert [it.name for it in office.rows(APPLICATIONS)] == ["Петро Коваль"]


async def test_where_the_company_wants_it_the_person_may_come_again(desk: Desk) -> None:
    office, one = desk.office, desk.one
    await _set(desk, stop_erased=False)
    await _ask(desk, one)
    await office.work()
    account = await _read_again(desk)
    assert office.rows(APPLICATIONS) == []
    office.site.respond(one.remote_ad_id, name="Олена Коваль", phones=one.phones)
    await office.sync(account)
    assert [it.name for it in office.rows(APPLICATIONS)] == ["Олена Коваль"]


async def test_a_company_that_changes_its_mind_is_heard(desk: Desk) -> None:
    office, one = desk.office, desk.one
    await _ask(desk, one)
    await office.work()
    await _set(desk, stop_erased=False)
    account = await _read_again(desk)
    assert office.rows(APPLICATIONS) == []
    office.site.respond(one.remote_ad_id, name="Олена Коваль", phones=one.phones)
    await office.sync(account)
    assert len(office.rows(APPLICATIONS)) == 1


async def test_a_restored_backup_is_without_them_before_anything_runs(desk: Desk) -> None:
    """The store of before: the journal alone knows."""
    office, one = desk.office, desk.one
    backup = deepcopy(office.store._tables)
    await _ask(desk, one)
    await office.work()
    office.store._tables = backup
    assert office.rows(APPLICATIONS) == [one]
    assert await office.make(ReplayErasures)() == 1
    assert office.rows(APPLICATIONS) == []
    assert await office.make(ReplayErasures)() == 0
    await _done(desk)
    assert _step(desk) is Step.DONE
    await _read_again(desk)
    assert office.rows(APPLICATIONS) == []


async def test_bytes_that_were_restored_alone_go_too(desk: Desk) -> None:
    office, ivan = desk.office, await _with_file(desk)
    await office.work()
    backup = dict(office.files.kept)
    await _ask(desk, ivan)
    await office.work()
    office.files.kept = {**backup, FileId(1): b"somebody else's"}
    assert await office.make(ReplayErasures)() == 0
    assert list(office.files.kept) == [FileId(1)]


async def test_a_journal_that_was_lost_is_written_anew(desk: Desk) -> None:
    office = desk.office
    await _ask(desk, desk.one)
    await office.work()
    kept, office.journal.keys = office.journal.keys, set()
    await office.make(ReplayErasures)()
    assert office.journal.keys == kept


async def test_whoever_turns_out_to_be_one_of_them_when_the_resume_is_read_goes_again(
    desk: Desk,
) -> None:
    office, one = desk.office, desk.one
    await _ask(desk, one)
    await office.work()
    item = office.site.respond(one.remote_ad_id, name="Невідома")
    account = await _account(desk)
    await office.sync(account)
    assert desk.one.name == "Невідома"
    keep = office.make(KeepApplications)
    async with office.transaction() as tx:
        await keep.complete(tx, desk.one, replace(item, phones=one.phones))
    await office.work()
    assert office.rows(APPLICATIONS) == []


async def test_nobody_asks_the_site_for_a_response_that_was_erased(desk: Desk) -> None:
    office, one = desk.office, desk.one
    await _ask(desk, one)
    await office.work()
    stub = ApplicationStub(
        *(one.workspace_id, one.account_id, one.site, one.remote_ad_id, one.remote_id, one.sent_at)
    )
    async with office.transaction() as tx:
        assert await office.make(KeepApplications).stop.gone(tx, stub)
        await tx.applications.add_stubs([stub])
    (ad,) = office.rows(PUBLICATIONS)
    asked = len(office.site.calls)
    await office.run(stubs_job(ad))
    assert office.rows(STUBS) == []
    assert office.site.calls[asked:] == []
