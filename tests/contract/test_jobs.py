"""The jobs port over every engine."""

import asyncio
import logging
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.domain.ids import WorkspaceId
from bot.domain.jobs import SCREEN, Job
from tests.contract.engines import Engine, enqueue, live, run, working
from tests.contract.tasks import SECRET, Failing, Ticks, Work


async def test_a_job_runs_as_it_was_enqueued(engine: Engine) -> None:
    seen: list[Job] = []

    async def look(job: Job) -> None:
        seen.append(job)

    engine.jobs.task("look", look)
    job = Job("look", 7, WorkspaceId(3), lock="account:5", unique="look:7", priority=50)
    async with working(engine):
        assert await enqueue(engine, job) == [True]
        await engine.jobs.idle()
    assert [(one.subject, one.workspace_id, one.lock) for one in seen] == [(7, 3, "account:5")]
    assert (seen[0].unique, seen[0].priority) == ("look:7", 50)


async def test_what_waits_when_the_engine_starts_is_run(engine: Engine, work: Work) -> None:
    await enqueue(engine, Job("work", 1))
    await run(engine)
    assert work.done == [1]


async def test_a_job_of_an_undone_transaction_never_runs(engine: Engine, work: Work) -> None:
    async with working(engine):
        async with engine.transaction() as writing:
            assert await writing.add(Job("work", 1, unique="work:1"))
        assert await enqueue(engine, Job("work", 2, unique="work:1")) == [True]
        await engine.jobs.idle()
    assert work.done == [2]


async def test_a_commit_wakes_the_engine_without_any_clock(engine: Engine, work: Work) -> None:
    async with working(engine):
        await engine.jobs.idle()
        await enqueue(engine, Job("work", 1))
        await work.begun(1)


async def test_a_job_may_enqueue_the_next_one(engine: Engine) -> None:
    pages: list[int] = []

    async def page(job: Job) -> None:
        pages.append(job.subject)
        if job.subject < 3:
            following = Job("page", job.subject + 1, lock=job.lock, unique=job.unique)
            assert await enqueue(engine, following) == [True]

    engine.jobs.task("page", page)
    await run(engine, Job("page", 1, lock="account:1", unique="sync:1"))
    assert pages == [1, 2, 3]


async def test_a_key_that_waits_is_not_added_again(engine: Engine, work: Work) -> None:
    later = engine.now() + timedelta(hours=1)
    sync = Job("work", 1, unique="sync:1", at=later)
    assert await enqueue(engine, sync, sync) == [True, False]
    assert await enqueue(engine, sync, Job("work", 2, unique="sync:2", at=later)) == [False, True]
    async with working(engine):
        await engine.advance(hours=1)
        await engine.jobs.idle()
    assert work.done == [1, 2]


async def test_a_key_that_waits_for_a_far_moment_is_hurried(engine: Engine, work: Work) -> None:
    far = engine.now() + timedelta(hours=1)
    await enqueue(engine, Job("work", 1, priority=SCREEN), Job("work", 2, unique="key", at=far))
    await enqueue(engine, Job("work", 2, unique="key", priority=SCREEN + 1))
    await enqueue(engine, Job("work", 2, unique="key", at=far))
    await run(engine)
    assert work.started == [2, 1]


async def test_several_are_added_at_once_as_one_by_one(engine: Engine, work: Work) -> None:
    far = engine.now() + timedelta(hours=1)
    await enqueue(engine, Job("work", 1, unique="work:1", at=far, priority=1))
    several = [
        Job("work", 1, unique="work:1", priority=1),
        Job("work", 2, unique="work:2", priority=1),
        Job("work", 2, unique="work:2", priority=9),
        Job("work", 3, unique="work:3", at=far, priority=1),
        Job("work", 4, priority=1),
    ]
    async with working(engine):
        async with engine.transaction() as writing:
            await writing.add_all([])
            await writing.add_all(several)
            await writing.commit()
        await engine.jobs.idle()
        assert work.done == [2, 1, 4]
        await engine.advance(hours=1)
        await engine.jobs.idle()
    assert work.done == [2, 1, 4, 3]


async def test_a_key_may_wait_again_while_its_job_runs(engine: Engine, work: Work) -> None:
    work.hold(1)
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1", unique="sync:1"))
        await work.begun(1)
        again = Job("work", 1, lock="account:1", unique="sync:1")
        assert await enqueue(engine, again) == [True]
        assert await enqueue(engine, again) == [False]
        work.release()
        await engine.jobs.idle()
    assert work.done == [1, 1]
    assert work.most_at_once == 1


async def test_two_jobs_of_one_lock_never_run_at_once(engine: Engine) -> None:
    engine.jobs.task("sync", work := Work())
    engine.jobs.task("publish", work)
    jobs = [
        Job("sync" if number % 2 else "publish", number, lock=f"account:{number % 5}")
        for number in range(60)
    ]
    await run(engine, *jobs)
    assert sorted(work.done) == list(range(60))
    assert work.most_at_once == 1


async def test_jobs_of_different_locks_run_beside_each_other(engine: Engine, work: Work) -> None:
    work.hold(1, 2, 3)
    async with working(engine):
        await enqueue(engine, *(Job("work", number, lock=f"l{number}") for number in (1, 2, 3)))
        for number in (1, 2, 3):
            await work.begun(number)
        work.release()


async def test_the_higher_priority_goes_first_then_the_older(engine: Engine, work: Work) -> None:
    first = [Job("work", 1, priority=9), Job("work", 2, priority=50), Job("work", 3, priority=9)]
    await enqueue(engine, *first, Job("work", 4, priority=50), Job("work", 5, priority=8))
    await run(engine)
    assert work.started == [2, 4, 1, 3, 5]


async def test_what_a_person_asks_for_runs_between_pages(engine: Engine, work: Work) -> None:
    work.hold(1)
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1"))
        await work.begun(1)
        await enqueue(engine, Job("work", 2, lock="account:1"))
        await enqueue(engine, Job("work", 3, lock="account:1", priority=50))
        work.release()
        await engine.jobs.idle()
    assert work.done == [1, 3, 2]


async def test_a_job_never_runs_before_its_moment(engine: Engine, work: Work) -> None:
    async with working(engine):
        at = engine.now() + timedelta(hours=1)
        await enqueue(engine, Job("work", 1, at=at))
        await engine.advance(minutes=59)
        await engine.jobs.idle()
        assert work.started == []
        await engine.advance(minutes=1)
        await work.begun(1)


async def test_a_moment_that_has_passed_is_now(engine: Engine, work: Work) -> None:
    await run(engine, Job("work", 1, at=engine.now() - timedelta(days=1)))
    assert work.done == [1]


async def test_a_failed_job_runs_again_after_growing_pauses(engine: Engine) -> None:
    engine.jobs.task("work", work := Failing(3))
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1", unique="work:1"))
        await engine.jobs.idle()
        for failures in (1, 2, 3):
            pause = engine.paces.job_retry(failures)
            assert work.runs == failures
            await engine.advance(pause - engine.grain)
            await engine.jobs.idle()
            assert work.runs == failures
            await engine.advance(pause / 4 + engine.grain)  # the most of the jitter
            await engine.jobs.idle()
    assert work.runs == 4
    assert await engine.failed() == []


async def test_a_failed_job_without_a_key_joins_nobody(engine: Engine, work: Work) -> None:
    engine.jobs.task("fail", failing := Failing(1))
    async with working(engine):
        hour = engine.now() + timedelta(hours=1)
        await enqueue(engine, Job("fail", 1), Job("work", 2, at=hour))
        await engine.jobs.idle()
        await engine.advance(hours=2)
        await engine.jobs.idle()
    assert (failing.runs, work.done) == (2, [2])


async def test_after_its_attempts_a_job_is_given_up(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    engine.jobs.task("work", work := Failing(9, ValueError), attempts=3)
    async with working(engine):
        await enqueue(engine, Job("work", 42, unique="work:42"))
        for _ in range(5):
            await engine.jobs.idle()
            await engine.advance(hours=1)
        assert work.runs == 3
        assert await engine.failed() == [("work", 42, "ValueError")]
        assert await enqueue(engine, Job("work", 42, unique="work:42")) == [True]
    told = [one.getMessage() for one in caplog.records if one.levelno > logging.DEBUG]
    assert not any(SECRET in line for line in told)


async def test_a_task_that_is_cancelled_from_within_counts_as_failed(engine: Engine) -> None:
    engine.jobs.task("work", work := Failing(1, asyncio.CancelledError))
    async with working(engine):
        await enqueue(engine, Job("work", 1))
        await engine.jobs.idle()
        await engine.advance(hours=1)
        await engine.jobs.idle()
    assert work.runs == 2


async def test_a_failed_job_joins_a_newer_one_with_its_key(engine: Engine) -> None:
    failing, work = Failing(1), Work()
    work.hold(1)

    async def run(job: Job) -> None:
        await work(job)
        await failing(job)

    engine.jobs.task("work", run)
    async with working(engine):
        await enqueue(engine, Job("work", 1, lock="account:1", unique="sync:1"))
        await work.begun(1)
        await enqueue(engine, Job("work", 1, lock="account:1", unique="sync:1"))
        work.release()
        await engine.jobs.idle()
        assert failing.runs == 2
        await engine.advance(hours=1)
        await engine.jobs.idle()
    assert failing.runs == 2


async def test_after_a_crash_what_ran_and_what_waited_runs_once(engine: Engine) -> None:
    engine.jobs.task("work", before := Work())
    before.hold(1, 2)
    async with working(engine):
        await enqueue(engine, Job("work", 0), Job("work", 3, lock="a", priority=-1))
        synced = Job("work", 2, lock="b", unique="sync:2")
        await enqueue(engine, Job("work", 1, lock="a"), synced)
        await before.begun(1)
        await before.begun(2)
        # Asked for again while it ran, it is still one job afterwards.
        await enqueue(engine, synced)
        other = await engine.crashed()
        before.release()
    other.jobs.task("work", after := Work())
    async with working(other):
        await other.jobs.idle()
    await other.close()
    # The one that was done may run again: its end was perhaps not stored yet.
    assert sorted(set(after.done) - {0}) == [1, 2, 3]
    assert len(after.done) == len(set(after.done))


async def test_very_many_jobs_run_once_each(engine: Engine, work: Work) -> None:
    await engine.fill([Job("work", number) for number in range(engine.many)])
    await run(engine)
    assert sorted(work.done) == list(range(engine.many))


async def test_a_thousand_jobs_of_one_lock_hide_nobody(engine: Engine, work: Work) -> None:
    work.hold(0)
    crowd = [Job("work", 0, lock="account:1") for _ in range(1_000)]
    await engine.fill([*crowd, *(Job("work", number, lock=f"l{number}") for number in (1, 2, 3))])
    async with working(engine) as running:
        for number in (1, 2, 3):
            await work.begun(number)
        await enqueue(engine, Job("work", 4, lock="account:4"))
        await work.begun(4)
        assert work.started.count(0) == 1
        running.cancel()
        work.release()


async def test_what_is_in_hand_is_finished_at_the_end(engine: Engine, work: Work) -> None:
    work.hold(1)
    async with working(engine) as running:
        await enqueue(engine, Job("work", 1, lock="a"), Job("work", 2, lock="a"))
        await work.begun(1)
        running.cancel()
        for number in (3, 4):  # time enough for a cancelled job to end
            await enqueue(engine, Job("work", number, lock="a"))
        assert not running.done()
        work.release()
    assert (work.done, work.started) == ([1], [1])
    await run(engine)
    assert work.done == [1, 2, 3, 4]


async def test_what_takes_too_long_at_the_end_runs_again_at_the_next_start(hasty: Engine) -> None:
    hasty.jobs.task("work", work := Work(), attempts=1)
    work.hold(1)
    async with working(hasty):
        await enqueue(hasty, Job("work", 1))
        await work.begun(1)
    assert work.done == []
    assert await hasty.failed() == []
    work.release()
    async with working(hasty):
        await hasty.jobs.idle()
    assert work.done == [1]


async def test_an_interruption_is_no_failed_attempt(hasty: Engine) -> None:
    work, failing = Work(), Failing(1)
    work.hold(1)

    async def run(job: Job) -> None:
        await work(job)
        await failing(job)

    hasty.jobs.task("work", run, attempts=2)
    async with working(hasty):
        await enqueue(hasty, Job("work", 1))
        await work.begun(1)
    work.release()
    async with working(hasty):
        await hasty.jobs.idle()
        await hasty.advance(hours=1)
        await hasty.jobs.idle()
    assert (failing.runs, await hasty.failed()) == (2, [])


async def test_an_engine_with_nothing_to_do_is_idle(engine: Engine) -> None:
    async with working(engine):
        await asyncio.gather(engine.jobs.idle(), engine.jobs.idle())


async def test_a_waiting_job_is_withdrawn_with_its_transaction(engine: Engine, work: Work) -> None:
    await enqueue(engine, Job("work", 1, unique="work:1"), Job("work", 2, unique="work:2"))
    async with engine.transaction() as undone:
        assert await undone.withdraw("work:2")
    async with engine.transaction() as writing:
        assert await writing.withdraw("work:1")
        assert not await writing.withdraw("work:1")
        assert await writing.add(Job("work", 3, unique="work:1"))
        await writing.commit()
    await run(engine)
    assert sorted(work.done) == [2, 3]


async def test_what_runs_already_is_not_withdrawn(engine: Engine, work: Work) -> None:
    work.hold(1)
    async with working(engine):
        await enqueue(engine, Job("work", 1, unique="work:1"))
        await work.begun(1)
        async with engine.transaction() as writing:
            assert not await writing.withdraw("work:1")
            await writing.commit()
        work.release()
        await engine.jobs.idle()
    assert work.done == [1]


async def test_what_runs_every_so_often_runs_once_over_all_processes(engine: Engine) -> None:
    other, ticks = await engine.beside(), Ticks(enough=5)
    processes = list({id(one): one for one in (engine, other)}.values())
    async with AsyncExitStack() as stack:
        for one in processes:
            one.jobs.every("tick", engine.least, ticks)
            await stack.enter_async_context(working(one))
        await live(engine, ticks.enough)
    await other.close()
    if len(processes) == 2:
        # At the start of each, and then once in so long a time: not once in each process.
        passed = ticks.moments[-1] - ticks.moments[0]
        assert len(ticks.moments) <= 3 + passed / engine.least.total_seconds()


async def test_what_fails_every_so_often_is_logged_once_and_tried_again(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    ticks = Ticks(enough=3, error=RuntimeError)
    engine.jobs.every("tick", engine.least, ticks)
    async with working(engine):
        await live(engine, ticks.enough)
    told = [one.getMessage() for one in caplog.records if one.levelno > logging.DEBUG]
    assert len([line for line in told if "a tick failed" in line]) == 1
    assert not any(SECRET in line for line in told)
