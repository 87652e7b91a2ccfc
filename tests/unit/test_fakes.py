"""What the fakes do that no suite of a port asks."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import Conflict
from bot.domain.ids import ChatLinkId, FileId, MemberId, WorkspaceId, new_id
from bot.domain.jobs import Job
from bot.domain.views import Help
from bot.domain.workspace import RIGHTS, Member, Person, Role, Tenant, Workspace
from bot.ports import (
    Address,
    Chat,
    Clock,
    Delivered,
    Files,
    Gone,
    Jobs,
    Limits,
    Moved,
    Sites,
    TryLater,
    UnitOfWork,
    Vault,
    VaultBroken,
)
from tests.fakes import (
    MORNING,
    FakeClock,
    FakeSite,
    FakeSites,
    MemoryFiles,
    MemoryJobs,
    MemoryLimits,
    MemoryStore,
    PlainVault,
    RecordingChat,
)
from tests.fakes.store.kinds import WORKSPACES

PLACE = Address(ChatLinkId(1), 77, "uk", "Europe/Kyiv")


def _help(support: str) -> Help:
    return Help(support, RIGHTS[Role.OWNER])


def test_every_fake_fulfils_its_port() -> None:
    clock: Clock = FakeClock()
    fulfilled: tuple[Vault, Files, Jobs, Limits, UnitOfWork, Sites, Chat] = (
        PlainVault(),
        MemoryFiles(),
        MemoryJobs(clock),
        MemoryLimits(clock, {}),
        MemoryStore().uow,
        FakeSites(FakeSite(clock)),
        RecordingChat(),
    )
    assert all(fulfilled)


async def test_a_sleeper_wakes_when_the_time_has_come() -> None:
    clock, woken = FakeClock(), list[str]()

    async def sleep(name: str, seconds: int) -> None:
        await clock.sleep(timedelta(seconds=seconds))
        woken.append(name)

    async with asyncio.TaskGroup() as group:
        group.create_task(sleep("late", 20))
        early = group.create_task(sleep("early", 10))
        await clock.someone_sleeps(timedelta(seconds=10))
        clock.advance(seconds=10)
        await early
        assert woken == ["early"]
        clock.jump(MORNING - timedelta(days=1))
        clock.advance(seconds=10)
    assert woken == ["early", "late"]


async def test_a_hurried_clock_lets_nobody_wait() -> None:
    clock = FakeClock(hurried=True)
    await clock.sleep(timedelta(hours=1))
    await clock.sleep(timedelta(seconds=-1))
    assert clock.now() == MORNING + timedelta(hours=1)
    assert clock.slept == [timedelta(hours=1), timedelta(seconds=-1)]


def test_a_plain_vault_refuses_what_was_moved() -> None:
    vault = PlainVault()
    assert vault.unseal("a:b:1", vault.seal("a:b:1", "x")) == "x"
    assert vault.unseal_bytes("a:b:1", vault.seal_bytes("a:b:1", b"x")) == b"x"
    with pytest.raises(VaultBroken):
        vault.unseal("a:b:11", vault.seal("a:b:1", "x"))
    with pytest.raises(VaultBroken):
        vault.unseal_bytes("a:b:11", vault.seal_bytes("a:b:1", b"x"))
    assert vault.hmac("a", "x") != vault.hmac("b", "x")


async def test_files_in_memory_are_kept_until_they_are_erased() -> None:
    files = MemoryFiles()
    await files.keep(FileId(1), b"x")
    assert await files.read(FileId(1)) == b"x"
    await files.erase(FileId(1))
    await files.erase(FileId(1))
    with pytest.raises(FileNotFoundError):
        await files.read(FileId(1))


async def test_a_chat_remembers_what_stands_in_it() -> None:
    chat = RecordingChat()
    first = await chat.show(PLACE, _help("a@example.com"))
    assert isinstance(first, Delivered)
    again = await chat.show(PLACE, _help("b@example.com"), edit=first.message_id)
    assert isinstance(again, Delivered)
    assert again.message_id == first.message_id
    assert [(one.view, one.edited) for one in chat.now(77)] == [(_help("b@example.com"), True)]
    chat.clear(77)
    anew = await chat.show(PLACE, _help("c@example.com"), edit=first.message_id)
    assert isinstance(anew, Delivered)
    assert anew.message_id != first.message_id
    assert await chat.erase(PLACE, anew.message_id) == Delivered(anew.message_id)
    assert chat.now(77) == []
    assert len(chat.said) == 3
    assert chat.erased == [(77, anew.message_id)]


async def test_a_chat_can_be_slow_gone_or_moved() -> None:
    chat, later = RecordingChat(), TryLater(timedelta(seconds=5))
    chat.answer(77, later, Gone())
    assert await chat.show(PLACE, _help("")) == later
    assert await chat.erase(PLACE, 5) == Gone()
    chat.block(77)
    assert await chat.show(PLACE, _help("")) == Gone()
    chat.unblock(77)
    chat.move(77, -100)
    assert await chat.show(PLACE, _help("")) == Moved(-100)
    assert isinstance(await chat.show(replace(PLACE, chat_id=-100), _help("")), Delivered)


async def test_transactions_in_memory_stand_in_line() -> None:
    store, order = MemoryStore(), list[str]()
    inside = asyncio.Event()

    async def first() -> None:
        async with store.uow.person(Person(1, 1)) as tx:
            inside.set()
            await asyncio.sleep(0)
            order.append("first")
            await tx.commit()
            await asyncio.sleep(0)

    async def second() -> None:
        await inside.wait()
        async with store.uow.system():
            order.append("second")

    await asyncio.gather(first(), second())
    assert order == ["first", "second"]
    assert store.commits == 1


async def test_a_transaction_within_a_transaction_is_a_mistake() -> None:
    store = MemoryStore()
    async with store.uow.system():
        with pytest.raises(RuntimeError, match="within"):
            async with store.uow.system():
                pass
    async with store.uow.system() as tx:
        await tx.commit()
        with pytest.raises(RuntimeError, match="over"):
            await tx.owed_links(MORNING)


async def test_after_a_refusal_nothing_is_committed() -> None:
    store, tenant = MemoryStore(), Tenant(WorkspaceId(new_id()))
    workspace = Workspace(tenant.workspace_id, "Нова")
    async with store.uow(tenant) as tx:
        await tx.workspaces.save(workspace)
        await tx.enqueue(Job("sync", 1))
        await tx.commit()
    stranger = Member(MemberId(new_id()), WorkspaceId(5), 1, Role.OWNER, "Чужий")
    assert store.rows(WORKSPACES) == [workspace]
    assert [one.task for one in store.jobs.waiting] == ["sync"]
    async with store.uow(tenant) as tx:
        await tx.workspaces.save(replace(workspace, name="Інша"))
        with pytest.raises(Conflict):
            await tx.workspaces.save_member(stranger)
        with pytest.raises(Conflict):
            await tx.commit()
    assert store.rows(WORKSPACES) == [workspace]
