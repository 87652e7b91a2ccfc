"""Somebody is erased whom messages about others name, over every store."""

from datetime import timedelta

from bot.domain.application import Application
from bot.domain.erasure import Erasure, Why
from bot.domain.group import Did
from bot.domain.ids import CarouselId, ErasureId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.person import MergeState
from tests.contract.rows import (
    Team,
    make_application,
    make_carousel,
    make_deed,
    make_digest,
    make_merge,
    make_message,
    make_notice,
    make_team,
    say,
)
from tests.contract.stores import Store
from tests.fakes import MORNING

LISTS = (NoticeKind.EXPORT, NoticeKind.MORNING, NoticeKind.GROUP_TODAY)


def _erasure(team: Team, *people: Application, why: Why = Why.ASKED) -> Erasure:
    ids = tuple(one.id for one in people)
    return Erasure(ErasureId(new_id()), team.workspace.id, why, ids, MORNING, team.owner.id)


async def _stored(store: Store, team: Team, *people: Application) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in people])
        await tx.commit()


async def _in_carousel(
    store: Store, team: Team, *people: Application, state: NoticeState, number: int
) -> tuple[CarouselId, list[Notice]]:
    """A carousel of these; its own message stands as `state` says."""
    carousel, own = make_carousel(team), {"workspace_id": team.workspace.id}
    pages = [
        make_notice(
            team.group, one.id, state=NoticeState.IN_CAROUSEL, carousel_id=carousel.id, **own
        )
        for one in people
    ]
    told = make_notice(team.group, carousel.id, kind=NoticeKind.CAROUSEL, state=state, **own)
    async with store.uow(team.tenant) as tx:
        await tx.carousels.save(carousel)
        await tx.notices.owe([*pages, told])
        await tx.commit()
    kind, about = NoticeKind.CAROUSEL, {"subject_id": carousel.id, **own}
    await say(store, team.group, make_message(team.group, number, kind=kind, **about))
    return carousel.id, pages


async def test_a_carousel_in_which_they_stand_is_taken_and_no_other(
    store: Store, team: Team
) -> None:
    one, second, third = (make_application(team, str(number)) for number in range(3))
    await _stored(store, team, one, second, third)
    sent = NoticeState.SENT
    mine, pages = await _in_carousel(store, team, one, second, state=sent, number=11)
    other, _ = await _in_carousel(store, team, third, state=sent, number=12)
    theirs = await make_team(store, 5_000_000_077, chat_id=-77)
    await _in_carousel(store, theirs, make_application(theirs, "1"), state=sent, number=13)
    erasure = _erasure(team, one)
    async with store.uow(team.tenant) as tx:
        assert list(await tx.erasing.seen_by([one.id])) == [("", True)]
        assert await tx.erasing.on_their_way(erasure) == 1
        assert [it.message_id for it in await tx.erasing.take_messages(erasure)] == [11]
        assert list(await tx.erasing.take_messages(erasure)) == []
        assert await tx.erasing.on_their_way(erasure) == 0
        assert [it.id for it in await tx.notices.of_carousel(mine)] == [pages[1].id]
        assert len(await tx.notices.of_carousel(other)) == 1
        assert (await tx.notices.get(pages[0].id)).state is NoticeState.WITHDRAWN
        assert (await tx.notices.get(pages[1].id)).state is NoticeState.IN_CAROUSEL
        await tx.commit()
    assert sorted(it.message_id for it in await store.said()) == [12, 13]


async def test_a_carousel_on_its_way_is_taken_once_it_stands(store: Store, team: Team) -> None:
    one, second = make_application(team, "1"), make_application(team, "2")
    await _stored(store, team, one, second)
    moving = NoticeState.SENDING
    carousel, pages = await _in_carousel(store, team, one, second, state=moving, number=11)
    erasure = _erasure(team, one)
    async with store.uow(team.tenant) as tx:
        assert list(await tx.erasing.take_messages(erasure)) == []
        assert await tx.erasing.on_their_way(erasure) == 1
        assert len(await tx.notices.of_carousel(carousel)) == 2
        (told,) = await tx.notices.of_subject(NoticeKind.CAROUSEL, carousel)
        await tx.commit()
    async with store.uow.system() as system:
        await system.settle_notice(told.to(NoticeState.SENT, 11), None)
        await system.commit()
    async with store.uow(team.tenant) as tx:
        assert [it.message_id for it in await tx.erasing.take_messages(erasure)] == [11]
        assert await tx.erasing.on_their_way(erasure) == 0
        assert [it.id for it in await tx.notices.of_carousel(carousel)] == [pages[1].id]


async def test_kin_are_those_whose_cards_name_them(store: Store, team: Team) -> None:
    """Of one person, joined by way of them, and perhaps the same."""
    one = make_application(team, "1")
    same = make_application(team, "2", person_id=one.person_id)
    joined = make_application(team, "3", person_id=one.person_id)
    asked, before = make_application(team, "4"), make_application(team, "5")
    stranger = make_application(team, "6")
    await _stored(store, team, one, same, joined, asked, before, stranger)
    merges = [
        make_merge(joined, one, state=MergeState.JOINED),
        make_merge(asked, one),
        make_merge(one, before, state=MergeState.REFUSED),
        make_merge(stranger, before),
    ]
    async with store.uow(team.tenant) as tx:
        for merge in merges:
            await tx.merges.save(merge)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        wiped = await tx.erasing.wipe(_erasure(team, one, why=Why.RETENTION), contacts=False)
        assert set(wiped.kin) == {same.id, joined.id, asked.id, before.id}
        assert wiped.orphans == (joined.id,)
        everyone = [it.id for it in (one, same, joined, asked, before, stranger)]
        assert [it.id for it in await tx.merges.of(everyone)] == [merges[3].id]
        touched = await tx.applications.touch([await tx.applications.get(it) for it in wiped.kin])
        assert {it.version for it in touched} == {2}
        assert (await tx.applications.get(same.id)).person_id == one.person_id
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        again = await tx.erasing.wipe(_erasure(team, same, joined), contacts=False)
        assert (again.kin, again.orphans) == ((), ())


async def test_a_digest_is_taken_once_and_a_file_of_candidates_always(
    store: Store, team: Team
) -> None:
    one = make_application(team, "1")
    await _stored(store, team, one)
    own = {"workspace_id": team.workspace.id}
    kinds = ((NoticeKind.DIGEST, 71), (NoticeKind.DIGEST, 72), (NoticeKind.EXPORT, 73))
    for kind, about in kinds:
        said = make_message(team.group, about, kind=kind, subject_id=about, **own)
        await say(store, team.group, said)
    erasure = _erasure(team, one)
    async with store.uow(team.tenant) as tx:
        taken = await tx.erasing.take_messages(erasure, [71])
        assert [it.message_id for it in taken] == [71, 73]
        await tx.commit()
    assert [it.message_id for it in await store.said()] == [72]


async def test_a_morning_that_told_of_whom_somebody_put_off_is_taken(
    store: Store, team: Team
) -> None:
    """Whatever the zone is, no day is longer; another member's morning told of nobody."""
    one, other = make_application(team, "1"), make_application(team, "2")
    await _stored(store, team, one, other)
    until, day = MORNING + timedelta(days=3), timedelta(days=1)
    own = {"workspace_id": team.workspace.id, "kind": NoticeKind.MORNING}
    mine = {"subject_id": team.owner.id, **own}
    sent = {
        1: make_message(team.group, 1, sent_at=until - day * 2, **mine),
        2: make_message(team.group, 2, sent_at=until - timedelta(hours=9), **mine),
        3: make_message(team.group, 3, sent_at=until, subject_id=new_id(), **own),
        4: make_message(team.group, 4, sent_at=until + timedelta(days=6), **mine),
    }
    await say(store, team.group, *sent.values())
    async with store.uow(team.tenant) as tx:
        for about, moment in ((one, until), (other, until + timedelta(days=6))):
            await tx.audit.add(make_deed(team, about.id, did=Did.LATER, detail=moment.isoformat()))
        await tx.commit()
    erasure = _erasure(team, one)
    async with store.uow(team.tenant) as tx:
        assert [it.message_id for it in await tx.erasing.take_messages(erasure)] == [2]
        await tx.commit()
    assert [it.message_id for it in await store.said()] == [1, 3, 4]


async def test_lists_that_are_being_sent_are_waited_for(store: Store, team: Team) -> None:
    digest = make_digest(team)
    one, other = make_application(team, "1", digest_id=digest.id), make_application(team, "2")
    async with store.uow(team.tenant) as tx:
        await tx.digests.save(digest)
        await tx.applications.add_new([(one, []), (other, [])])
        await tx.commit()
    mine, theirs, own = _erasure(team, one), _erasure(team, other), {"kind": NoticeKind.DIGEST}
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe([make_notice(team.group, digest.id, **own)])
        assert not await tx.erasing.hold_digests(mine)
        sending = {"state": NoticeState.SENDING, "occurrence": "again"}
        await tx.notices.owe([make_notice(team.group, digest.id, **own, **sending)])
        assert await tx.erasing.hold_digests(mine)
        assert not await tx.erasing.hold_digests(theirs)
        assert await tx.erasing.on_their_way(mine) == 0
        for number, kind in enumerate(LISTS, 1):
            moving = make_notice(team.group, number, kind=kind, state=NoticeState.SENDING)
            await tx.notices.owe([moving])
            assert await tx.erasing.on_their_way(mine) == number


async def test_a_carousel_that_was_edited_for_one_of_them_stays_the_carousels(
    store: Store, team: Team
) -> None:
    one, second = make_application(team, "1"), make_application(team, "2")
    await _stored(store, team, one, second)
    carousel, _ = await _in_carousel(store, team, one, second, state=NoticeState.SENT, number=11)
    own = {"workspace_id": team.workspace.id, "text_hash": "1:def"}
    kind, about = NoticeKind.CARD_CHANGED, {"subject_id": second.id, **own}
    await say(store, team.group, make_message(team.group, 11, kind=kind, **about))
    (said,) = await store.said()
    assert (said.kind, said.subject_id, said.text_hash) == (NoticeKind.CAROUSEL, carousel, "1:def")
    kind, about = NoticeKind.CAROUSEL_CHANGED, {"subject_id": carousel, **own}
    await say(store, team.group, make_message(team.group, 11, kind=kind, **about))
    (said,) = await store.said()
    assert said.kind is NoticeKind.CAROUSEL_CHANGED
    async with store.uow(team.tenant) as tx:
        taken = await tx.erasing.take_messages(_erasure(team, one))
    assert [it.message_id for it in taken] == [11]
