"""Responses, stubs, files and broken records, over every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountState
from bot.domain.application import FileState, KeptRecord, WantedFiles
from bot.domain.digest import OpenDigest
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import AccountId, ApplicationId, FileId, PublicationId
from bot.domain.publication import StubbedAd
from bot.domain.site import Ad, BrokenRecord
from tests.contract.rows import (
    SITE,
    Team,
    make_account,
    make_application,
    make_digest,
    make_file,
    make_publication,
    make_stub,
)
from tests.contract.stores import Store
from tests.fakes import MORNING


async def test_an_application_comes_back_as_it_was_stored(store: Store, team: Team) -> None:
    full = make_application(team, "1")
    bare = make_application(
        team,
        "2",
        publication_id=None,
        url=None,
        name=None,
        phones=(),
        emails=(),
        birth_date=None,
        city=None,
        letter=None,
        resume_text=None,
        skills=(),
        position=None,
        pay=None,
        channels=(),
    )
    file = make_file(full)
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.add_new([(full, [file]), (bare, [])]) == [full, bare]
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.get(full.id) == full
        assert await tx.applications.get(bare.id) == bare
        assert await tx.files.of_application(full.id) == [file]
        assert await tx.files.of_application(bare.id) == []
        with pytest.raises(NotThere):
            await tx.applications.get(ApplicationId(1))


async def test_a_response_counts_once_within_a_page_and_across_pages(
    store: Store, team: Team
) -> None:
    first, twin = make_application(team, "1"), make_application(team, "1")
    late, second = make_application(team, "1"), make_application(team, "2")
    async with store.uow(team.tenant) as tx:
        page = [(first, [make_file(first)]), (twin, [make_file(twin)])]
        assert await tx.applications.add_new(page) == [first]
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.add_new([(late, []), (second, [])]) == [second]
        assert await tx.applications.counts() == {team.publication.id: 2}
        with pytest.raises(NotThere):
            await tx.applications.get(twin.id)


async def test_a_digest_gathers_until_it_is_told_and_names_its_own(
    store: Store, team: Team
) -> None:
    digest, other = make_digest(team), PublicationId(7)
    late = make_application(team, "1", digest_id=digest.id, sent_at=MORNING)
    early = make_application(team, "2", digest_id=digest.id, sent_at=MORNING - timedelta(days=1))
    async with store.uow(team.tenant) as tx:
        await tx.digests.save(digest)
        with pytest.raises(Conflict):
            await tx.digests.save(make_digest(team))  # an account gathers one at once
    async with store.uow(team.tenant) as tx:
        saved = await tx.digests.save(digest)
        other_one = make_application(team, "3")
        await tx.applications.add_new([(late, []), (early, []), (other_one, [])])
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.digests.open() == [saved]
        assert await tx.applications.of_digest(digest.id) == [early, late]
        wider = await tx.digests.save(saved.widened([other], MORNING + timedelta(days=1)))
        assert await tx.digests.get(digest.id) == wider
        await tx.commit()
    async with store.uow.system() as system:
        gathering = OpenDigest(team.workspace.id, digest.id, team.account.id)
        assert gathering in await system.open_digests()
    async with store.uow(team.tenant) as tx:
        await tx.digests.save(replace(wider, told_at=MORNING))
        await tx.digests.save(make_digest(team))
        assert [one.id for one in await tx.digests.open()] != [digest.id]


async def test_an_empty_page_adds_nothing(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.add_new([]) == []
        assert await tx.applications.add_stubs([]) == 0
        assert await tx.applications.counts() == {}


async def test_responses_are_counted_by_publication(store: Store, team: Team) -> None:
    other = make_publication(team.vacancy, team.account)
    rows = [make_application(team, str(number)) for number in range(3)]
    rows.append(make_application(team, "3", publication_id=other.id))
    rows.append(make_application(team, "4", publication_id=None))
    async with store.uow(team.tenant) as tx:
        await tx.publications.save(other)
        assert await tx.applications.counts() == {}
        await tx.applications.add_new([(one, []) for one in rows])
        assert await tx.applications.counts() == {team.publication.id: 3, other.id: 1}


async def test_responses_are_counted_for_the_accounts_that_are_asked_for(
    store: Store, team: Team
) -> None:
    another, idle = (
        make_account(team.workspace.id, team.owner.id, login=one, remote_identity=one)
        for one in ("b@example.com", "c@example.com")
    )
    twin, theirs = (make_publication(team.vacancy, one) for one in (team.account, another))
    ads = (team.publication, team.publication, twin, theirs)
    rows = [make_application(team, str(at), publication_id=ad.id) for at, ad in enumerate(ads)]
    rows.append(make_application(team, "9", publication_id=None))
    async with store.uow(team.tenant) as tx:
        for account in (another, idle):
            await tx.accounts.save(account)
        for ad in (twin, theirs):
            await tx.publications.save(ad)
        await tx.applications.add_new([(one, []) for one in rows])
        assert await tx.applications.by_account([team.account.id, idle.id]) == {team.account.id: 3}
        assert await tx.applications.by_account([another.id]) == {another.id: 1}
        assert await tx.applications.by_account([]) == {}


async def test_a_stub_is_kept_once_and_never_of_a_known_response(store: Store, team: Team) -> None:
    known = make_application(team, "1")
    later = make_stub(team, "3", sent_at=MORNING + timedelta(minutes=1))
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(known, [])])
        stubs = [make_stub(team, "1"), later, make_stub(team, "2"), make_stub(team, "2")]
        assert await tx.applications.add_stubs(stubs) == 2
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.add_stubs(stubs) == 0
        assert await tx.applications.stubs_of(SITE, "ad-9") == [make_stub(team, "2"), later]
        assert await tx.applications.stubs_of(SITE, "ad-1") == []
        assert await tx.applications.waiting(SITE) == {"ad-9": 2}
        assert await tx.applications.waiting("other") == {}


async def test_the_application_takes_the_place_of_its_stub(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_stubs([make_stub(team, "1"), make_stub(team, "2")])
        await tx.applications.add_new([(make_application(team, "1", remote_ad_id="ad-9"), [])])
        assert await tx.applications.stubs_of(SITE, "ad-9") == [make_stub(team, "2")]


async def test_a_stub_that_is_dropped_leaves_the_others(store: Store, team: Team) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_stubs([make_stub(team, "1"), make_stub(team, "2")])
        await tx.applications.drop_stub(make_stub(team, "1"))
        assert await tx.applications.stubs_of(SITE, "ad-9") == [make_stub(team, "2")]


async def test_stubs_are_asked_for_while_their_ad_is_read(store: Store, team: Team) -> None:
    ad = make_publication(team.vacancy, team.account, remote_id="ad-9", ad=Ad.LIVE)
    other = make_publication(team.vacancy, team.account, remote_id="ad-8", ad=Ad.LIVE)
    draft = make_publication(team.vacancy, team.account, remote_id="ad-7", ad=Ad.DRAFT)
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_stubs([make_stub(team, "1"), make_stub(team, "2")])
        await tx.applications.add_stubs([make_stub(team, "3", remote_ad_id="ad-7")])
        for one in (other, draft):
            await tx.publications.save(one)
        ad = await tx.publications.save(ad)
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.kept_stubs() == [StubbedAd(ad.workspace_id, ad.id, ad.account_id)]
    async with store.uow(team.tenant) as tx:
        paused = await tx.accounts.save(team.account.to(AccountState.PAUSED))
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.kept_stubs() == []
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(paused.to(AccountState.ACTIVE))
        await tx.publications.save(replace(ad, sync=False))
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.kept_stubs() == []


async def test_files_are_wanted_until_they_are_kept_or_missing(store: Store, team: Team) -> None:
    rows = [make_application(team, str(number)) for number in range(3)]
    files = [make_file(one) for one in rows]
    extra = make_file(rows[0])
    async with store.uow(team.tenant) as tx:
        pairs = [(one, [file]) for one, file in zip(rows, files, strict=True)]
        await tx.applications.add_new(pairs)
        assert await tx.files.save(extra)
        kept = replace(
            files[1],
            state=FileState.KEPT,
            mime="application/pdf",
            size=5_000_000_000,
            sha256="aa",
            attempts=1,
            erase_after=MORNING,
        )
        await tx.files.save(kept)
        await tx.files.save(replace(files[2], state=FileState.MISSING))
        assert not await tx.files.save(replace(kept, state=FileState.MISSING))
        assert not await tx.files.save(replace(kept, sha256="bb"))
        assert await tx.files.get(kept.id) == kept
        assert await tx.files.of_application(rows[0].id) == [files[0], extra]
        with pytest.raises(NotThere):
            await tx.files.get(FileId(1))
        wanted = WantedFiles(team.workspace.id, team.account.id, rows[0].id)
        assert await tx.files.wanted_of(team.account.id) == [wanted]
        assert await tx.files.wanted_of(AccountId(1)) == []
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.wanted_files() == [wanted]
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(team.account.to(AccountState.PAUSED))
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.wanted_files() == []


async def test_a_broken_record_is_kept_once(store: Store, team: Team) -> None:
    other = make_account(team.workspace.id, team.owner.id)
    record = BrokenRecord("responses[3].add_date", '{"id": 3}', remote_id="3")
    changed = BrokenRecord("responses[0].add_date", '{"id": 3, "new": 1}', remote_id="3")
    nameless = BrokenRecord("responses[4]", "[]")
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(other)
        first = await tx.applications.keep_broken(team.account.id, record, MORNING)
        assert first is not None
        assert await tx.applications.keep_broken(team.account.id, changed, MORNING) is None
        elsewhere = await tx.applications.keep_broken(other.id, record, MORNING)
        second = await tx.applications.keep_broken(team.account.id, nameless, MORNING)
        assert len({first, elsewhere, second} - {None}) == 3
        assert await tx.applications.keep_broken(team.account.id, nameless, MORNING) is None
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.broken_record(first) == (SITE, record.where)
        with pytest.raises(NotThere):
            await system.broken_record(1)


async def test_records_that_are_kept_aside_can_be_read_again_and_dropped(
    store: Store, team: Team
) -> None:
    odd, other = BrokenRecord("responses[3]", '{"id": 3}', "3"), BrokenRecord("responses[4]", "[]")
    async with store.uow.system() as system:
        assert await system.broken_workspaces() == []
    async with store.uow(team.tenant) as tx:
        later = MORNING + timedelta(hours=1)
        second = await tx.applications.keep_broken(team.account.id, other, later)
        first = await tx.applications.keep_broken(team.account.id, odd, MORNING)
        assert first is not None
        assert second is not None
        assert await tx.applications.broken() == [
            KeptRecord(first, team.account.id, odd.raw, MORNING),
            KeptRecord(second, team.account.id, other.raw, later),
        ]
        await tx.applications.drop_broken(first)
        assert [one.id for one in await tx.applications.broken()] == [second]
        await tx.commit()
    async with store.uow.system() as system:
        assert await system.broken_workspaces() == [team.workspace.id]


async def test_where_responses_stand_is_noted_once(store: Store, team: Team) -> None:
    first, second = make_application(team, "1"), make_application(team, "2")
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(first, []), (second, [])])
        await tx.commit()
    standings = {"1": "standing-rejected", "2": None, "3": "standing-rejected"}
    async with store.uow(team.tenant) as tx:
        (moved,) = await tx.applications.stand(SITE, standings)
        assert moved == replace(first, standing="standing-rejected", version=2)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.applications.stand(SITE, standings) == []
        assert await tx.applications.stand("another", {"1": None}) == []
        (back,) = await tx.applications.stand(SITE, {"1": None})
        assert back == replace(first, version=3)
