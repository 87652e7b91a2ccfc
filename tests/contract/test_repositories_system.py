"""The inbox, what is cached, and what is pruned, over every store."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.ids import InviteId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.site import Entry
from bot.domain.workspace import Invite, Role
from bot.ports import LONG_AGO, CachedDictionary
from tests.contract.rows import (
    SITE,
    Team,
    make_message,
    make_notice,
    make_token,
    make_update,
    say,
)
from tests.contract.stores import BOT, Store
from tests.fakes import MORNING

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


async def test_an_update_is_stored_once(store: Store) -> None:
    first, second = make_update(700_000_000_001), make_update(700_000_000_002, user_id=None)
    others = make_update(700_000_000_001, bot_id=BOT + 1)
    async with store.uow.system() as tx:
        assert await tx.store_updates([first, second]) == [first, second]
        await tx.commit()
    async with store.uow.system() as tx:
        twin = make_update(700_000_000_001)
        assert await tx.store_updates([twin, others]) == [others]
        assert await tx.open_updates(BOT) == [first, second]
        assert await tx.open_updates(BOT + 1) == [others]
        assert await tx.next_offset(BOT) == 700_000_000_003
        assert await tx.next_offset(BOT + 2) is None
        assert await tx.store_updates([]) == []


async def test_a_finished_update_is_not_handled_again(store: Store) -> None:
    done, failed, left = make_update(1), make_update(2), make_update(3)
    async with store.uow.system() as tx:
        await tx.store_updates([done, failed, left])
        assert await tx.try_update(left.key) == 1
        assert await tx.try_update(left.key) == 2
        await tx.finish_update(done.key)
        await tx.finish_update(failed.key, failed=True)
        assert await tx.open_updates(BOT) == [replace(left, attempts=2)]
        assert await tx.store_updates([make_update(1), make_update(2)]) == []


async def test_a_persons_updates_are_taken_by_telegrams_numbers(store: Store) -> None:
    later, sooner = make_update(9), make_update(8)
    nobodys = make_update(7, user_id=None)
    others = make_update(6, bot_id=BOT + 1)
    who = later.user_id
    async with store.uow.system() as tx:
        await tx.store_updates([later, sooner, nobodys, others])
        assert await tx.next_update(BOT, who) == sooner
        assert await tx.next_update(BOT, None) == nobodys
        assert await tx.next_update(BOT, 1) is None
        assert set(await tx.waiting_users(BOT)) == {who, None}
        await tx.finish_update(sooner.key)
        await tx.finish_update(nobodys.key)
        assert await tx.next_update(BOT, who) == later
        assert await tx.waiting_users(BOT) == [who]


async def test_an_update_that_is_done_can_not_be_tried(store: Store) -> None:
    update = make_update(1)
    async with store.uow.system() as tx:
        await tx.store_updates([update])
        await tx.finish_update(update.key)
        assert await tx.try_update(update.key) == 0


async def test_it_is_known_when_updates_came(store: Store) -> None:
    async with store.uow.system() as tx:
        await tx.store_updates([make_update(one) for one in (3, 5, 6, 9)])
        await tx.store_updates([make_update(5, bot_id=BOT + 1), make_update(4, bot_id=BOT + 1)])
        arrived = await tx.arrived(BOT, 4, 6)
        assert set(arrived) == {5, 6}
        assert all(one.tzinfo is not None for one in arrived.values())
        assert await tx.arrived(BOT, 10, 20) == {}


async def test_an_update_id_may_come_again_after_a_week(store: Store) -> None:
    done, left = make_update(1), make_update(2)
    async with store.uow.system() as tx:
        await tx.store_updates([done, left])
        await tx.finish_update(done.key)
        await tx.commit()
    store.clock.advance(WEEK + HOUR)
    again = make_update(1)
    async with store.uow.system() as tx:
        assert await tx.next_offset(BOT) is None
        assert await tx.store_updates([again]) == [again]
        assert await tx.open_updates(BOT) == [left, again]
        assert await tx.next_offset(BOT) == 2


async def test_a_dictionary_is_cached(store: Store, team: Team) -> None:
    entries = (Entry("1", {"uk": "Київ", "en": "Kyiv"}), Entry("2", {"uk": "Львів"}))
    cached = CachedDictionary(entries, MORNING)
    newer = CachedDictionary(entries[:1], MORNING + HOUR)
    async with store.uow.system() as tx:
        assert await tx.dictionary(SITE, "region") is None
        await tx.save_dictionary(SITE, "region", cached)
        assert await tx.dictionary(SITE, "region") == cached
        await tx.save_dictionary(SITE, "region", newer)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.dictionary(SITE, "region") == newer
        assert await tx.dictionary(SITE, "category") is None


async def test_a_dictionary_that_was_found_wrong_is_kept_as_too_old(
    store: Store, team: Team
) -> None:
    cached = CachedDictionary((Entry("1", {"uk": "Київ"}),), MORNING)
    async with store.uow.system() as tx:
        for name in ("region", "category"):
            await tx.save_dictionary(SITE, name, cached)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        await tx.doubt_dictionary(SITE, "region")
        await tx.doubt_dictionary(SITE, "unknown")
        await tx.doubt_dictionary("other", "category")
        await tx.commit()
    async with store.uow.system() as tx:
        doubted = await tx.dictionary(SITE, "region")
        assert doubted == CachedDictionary(cached.entries, LONG_AGO)
        assert doubted.doubted
        assert await tx.dictionary(SITE, "category") == cached
        assert not cached.doubted
        assert await tx.dictionary(SITE, "unknown") is None
        await tx.save_dictionary(SITE, "region", cached)
        assert await tx.dictionary(SITE, "region") == cached


async def test_an_uploaded_file_is_known(store: Store) -> None:
    async with store.uow.system() as tx:
        assert await tx.known_file(BOT, "aa") is None
        await tx.keep_file_id(BOT, "aa", "first")
        await tx.keep_file_id(BOT, "aa", "second")
        assert await tx.known_file(BOT, "aa") == "second"
        assert await tx.known_file(BOT + 1, "aa") is None


async def test_the_system_adds_jobs_too(store: Store) -> None:
    job = Job("deliver", 1, unique="deliver:1", at=MORNING)
    async with store.uow.system() as tx:
        assert await tx.enqueue(job)
        assert not await tx.enqueue(job)
        await tx.commit()
    assert await store.waiting() == [job]


async def test_the_system_adds_many_jobs_at_once(store: Store) -> None:
    jobs = [Job("sync", number, unique=f"sync:{number}", at=MORNING) for number in range(3)]
    async with store.uow.system() as tx:
        await tx.enqueue(jobs[0])
        await tx.enqueue_all(jobs)
        await tx.commit()
    assert await store.waiting() == jobs


async def test_old_updates_and_screens_are_pruned_and_nothing_else(
    store: Store, team: Team
) -> None:
    done, left = make_update(1), make_update(2)
    screen = make_notice(team.group, 1, kind=NoticeKind.SCREEN)
    owed = make_notice(team.group, 2, kind=NoticeKind.SCREEN)
    tidied = make_notice(team.group, 4, kind=NoticeKind.TIDY)
    missed = make_notice(team.group, 5, kind=NoticeKind.SCREEN)
    card = make_notice(team.group, 3)
    page = make_notice(team.group, 3, kind=NoticeKind.CARD_PAGE, occurrence="more.1.2")
    async with store.uow.system() as tx:
        await tx.store_updates([done, left])
        await tx.finish_update(done.key)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe([one.to(NoticeState.SENT) for one in (tidied, screen, card, page)])
        await tx.notices.owe([owed, missed.to(NoticeState.DEAD)])  # one whose chat is gone
        await tx.commit()
    shown = make_message(team.group, 1, kind=NoticeKind.SCREEN)
    told = make_message(team.group, 2)
    await say(store, team.group, shown, told)
    async with store.uow.system() as tx:
        assert await tx.prune(MORNING + HOUR) == 0
        assert await tx.prune(MORNING + timedelta(days=1) + HOUR) == 5
        assert await tx.prune(MORNING + WEEK + HOUR) == 1
        assert await tx.open_updates(BOT) == [left]
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.notices.of_subject(NoticeKind.SCREEN, 1) == []
        assert await tx.notices.of_subject(NoticeKind.SCREEN, 2) == [owed]
        assert len(await tx.notices.of_subject(NoticeKind.CARD, 3)) == 1
    assert await store.said() == [told]


async def test_links_that_nobody_can_use_any_more_are_pruned(store: Store, team: Team) -> None:
    def invite(hmac: str, expires_at: datetime) -> Invite:
        return Invite(InviteId(new_id()), hmac, Role.ADMIN, team.workspace.id, expires_at)

    invites = [invite("1:old", MORNING), invite("1:new", MORNING + 2 * WEEK)]
    tokens = [make_token(team, expires_at=one.expires_at) for one in invites]
    async with store.uow(team.tenant) as tx:
        for one, token in zip(invites, tokens, strict=True):
            await tx.invites.add(one)
            await tx.group_tokens.add(token)
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.prune(MORNING + WEEK - HOUR) == 0
        assert await system.prune(MORNING + WEEK + HOUR) == 2
        await system.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.invites.by_hmac("1:old") is None
        assert await tx.invites.by_hmac("1:new") == invites[1]
        found = [await tx.group_tokens.by_hmac(one.token_hmac) for one in tokens]
        assert found == [None, tokens[1]]


async def test_what_is_due_goes_back_with_a_clock_that_was_set_back(
    store: Store, team: Team
) -> None:
    soon, later = MORNING + HOUR, MORNING + 2 * HOUR
    notice = make_notice(team.group, 1, due_at=later)
    paid = make_notice(team.group, 2, due_at=MORNING - HOUR)
    account = replace(
        team.account,
        next_sync_at=later,
        asked_sync_at=soon,
        failing_since=MORNING,
        reconcile_at=later,
        glance_at=soon,
        news_at=soon,
    )
    store.clock.jump(soon)
    async with store.uow(team.tenant) as tx:
        account = await tx.accounts.save(account)
        await tx.notices.owe([notice, paid])
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.look_at_clock(soon) == timedelta()
        await tx.enqueue(Job("sync", 1, at=later))
        await tx.save_dictionary(SITE, "region", CachedDictionary((), soon))
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.look_at_clock(MORNING) == HOUR
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.look_at_clock(MORNING) == timedelta()
        cached = await tx.dictionary(SITE, "region")
        assert cached is not None
        assert cached.fetched_at == MORNING
    async with store.uow(team.tenant) as tx:
        moved = replace(
            account,
            next_sync_at=soon,
            asked_sync_at=MORNING,
            reconcile_at=soon,
            glance_at=MORNING,
            news_at=MORNING,
        )
        assert await tx.accounts.get(account.id) == moved
        assert (await tx.notices.get(notice.id)).due_at == soon
        assert (await tx.notices.get(paid.id)).due_at == MORNING - HOUR
    assert [one.at for one in await store.waiting() if one.task == "sync"] == [soon]


async def test_what_telegram_was_told_of_the_bot_is_kept(store: Store) -> None:
    async with store.uow.system() as tx:
        assert await tx.told_profile() is None
        await tx.keep_profile("first")
        await tx.commit()
    async with store.uow.system() as tx:
        await tx.keep_profile("second")
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.told_profile() == "second"
