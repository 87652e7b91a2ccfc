"""Every discovered site behaves alike: its client against its own emulator, over real HTTP."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import sites
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.application import ApplicationStub
from bot.domain.errors import (
    AdMissing,
    AuthExpired,
    ContractBroken,
    NoCredits,
    OutcomeUnknown,
    Rejected,
    SiteUnavailable,
    WrongLogin,
)
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.rich_text import plain
from bot.domain.site import Ad, Can, FieldKind, FileRef, RemoteApplication
from bot.ports import AdForm, SiteSession
from sites.kit.site import Site
from tests.site_bench import LOGIN, VACANCY, Bench, bench, read_all, with_fields

SITES = sites.discover()


@pytest.fixture(params=SITES, ids=[site.info.key for site in SITES])
async def at(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    site: Site[Any] = request.param
    async with bench(site) as one:
        yield one


async def test_a_login_is_checked_once_and_gives_identity_and_balance(at: Bench) -> None:
    async with at.session() as session:
        identity = await session.check()
    assert identity.remote_identity
    assert LOGIN in identity.remote_identity or at.site.info.by_code
    assert identity.name
    assert [one.left for one in identity.credits if one.left] == [10]
    assert all(one.names.get("uk") for one in identity.credits)


async def test_a_wrong_password_is_tried_once(at: Bench) -> None:
    with pytest.raises((WrongLogin, AuthExpired)) as wrong:
        async with at.session(password="wrong") as session:
            await session.check()
    assert isinstance(wrong.value, AuthExpired) is at.site.info.by_code
    asked = [one for one in await at.at.calls() if one["path"] != "/"]  # the page of those by code
    assert len(asked) == 1


async def test_a_password_changed_in_mid_life_is_told_from_a_wrong_one(at: Bench) -> None:
    async with at.session() as session:
        await session.check()
        await at.at.control("PATCH", "/users", {"login": LOGIN, "password": "another"})
        for call in (session.ads(), session.credits(), session.applications(None, None)):
            with pytest.raises(AuthExpired):
                await call
        form = AdForm(VACANCY, {})
        with pytest.raises((AuthExpired, Rejected)):
            await session.save_draft(form, key="1:1")


async def test_every_dictionary_of_the_fields_comes_with_ukrainian_names(at: Bench) -> None:
    async with at.session() as session:
        for field in at.site.info.fields:
            if field.kind is FieldKind.CHOICE:
                found = await session.dictionary(field.dictionary)
                assert found
                assert all(entry.names.get("uk") for entry in found)
        with pytest.raises(ContractBroken):
            await session.dictionary("no_such_dictionary")


async def test_a_whole_form_has_no_problem_and_an_empty_one_names_each_field(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
    key = at.site.info.key
    assert at.plugins.check_form(form, key, publish=True) == ()
    required = {field.key for field in at.site.info.fields if field.required}
    empty = AdForm(form.vacancy, {})
    missing = at.plugins.check_form(empty, key, publish=True)
    assert {one.field for one in missing} == required
    needed = {field.key for field in at.site.info.fields if field.draft}
    assert {one.field for one in at.plugins.check_form(empty, key, publish=False)} == needed


async def test_draft_publish_edit_and_close_follow_each_other(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        draft = await session.save_draft(form, key="1:1")
        assert draft.ad is Ad.DRAFT
        form = replace(form, remote_id=draft.remote_id)
        again = await session.save_draft(form, key="1:2")
        assert (again.remote_id, again.ad) == (draft.remote_id, Ad.DRAFT)
        assert _left(await session.credits()) == 10
        live = await session.publish(form, key="1:3")
        assert live.ad is Ad.LIVE
        assert live.expires_at is not None
        assert _left(await session.credits()) == 9
        form = replace(form, remote_id=live.remote_id)  # a site may count drafts apart
        renamed = replace(form, vacancy=replace(form.vacancy, title="Старший менеджер"))
        edited = await session.edit(renamed)
        assert edited.ad is Ad.LIVE
        assert _left(await session.credits()) == 9
        ads = await session.ads()
        assert all(one.url for one in ads)
        assert [(one.title, one.ad) for one in ads] == [("Старший менеджер", Ad.LIVE)]
        closed = await session.close(live.remote_id)
        assert closed.ad is Ad.ENDED
        assert (await session.close(live.remote_id)).ad is Ad.ENDED
        assert [one.ad for one in await session.ads()] == [Ad.ENDED]


async def test_a_draft_is_deleted_where_the_site_can(at: Bench) -> None:
    if Can.DELETE_DRAFT not in at.site.info.can:
        return
    async with at.session() as session:
        form = await at.form(session)
        kept = await session.save_draft(form, key="1:1")
        drop = await session.save_draft(form, key="2:1")
        await session.delete_draft(drop.remote_id)
        form, since = replace(form, remote_id=drop.remote_id), at.clock.now()
        assert await session.find(form, since) is None
        with pytest.raises(AdMissing):
            await session.delete_draft(drop.remote_id)
        found = await session.find(replace(form, remote_id=kept.remote_id), since)
        assert found is not None
        assert found.ad is Ad.DRAFT


async def test_an_own_ad_is_read_back_as_a_neutral_vacancy(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        receipt = await session.publish(form, key="1:1")
        names = {one.dictionary for one in at.site.info.fields if one.dictionary}
        dictionaries = {name: await session.dictionary(name) for name in names}
        own = await session.ad(receipt.remote_id, dictionaries)
        assert own is not None
        (listed,) = await session.ads()
        assert own.remote == replace(listed, expires_at=own.remote.expires_at)
        wrote = form.vacancy
        assert (own.remote.title, own.city) == (wrote.title, wrote.city)
        assert own.pay is not None
        assert replace(own.pay, gross=None) == wrote.pay  # a site may not let it be left open
        assert (own.employment, own.experience) == (wrote.employment, wrote.experience)
        assert plain(own.description).startswith(plain(wrote.description))
        spent = {one.key for one in at.site.info.fields if one.kind is FieldKind.CREDIT}
        given = {key: one for key, one in form.fields.items() if key not in spent}
        assert {**own.fields, **given} == own.fields
        assert await session.ad("1", dictionaries) is None


def _left(credits: Any) -> int:
    return sum(one.left or 0 for one in credits)


async def test_publishing_at_once_costs_one_publication(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        receipt = await session.publish(form, key="1:1")
        assert receipt.ad is Ad.LIVE
        assert receipt.remote_id in receipt.url
        assert _left(await session.credits()) == 9


async def test_without_credits_nothing_is_published(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        await at.balance()
        with pytest.raises(NoCredits):
            await session.publish(form, key="1:1")
        assert Ad.LIVE not in [one.ad for one in await session.ads()]


async def test_a_draft_that_a_refused_publication_left_is_named(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        await at.balance()
        with pytest.raises(NoCredits) as refusal:
            await session.publish(form, key="1:1")
        left = refusal.value.left
        assert [one.remote_id for one in await session.ads()] == ([left.remote_id] if left else [])


async def test_a_refusal_comes_with_the_sites_words_and_the_field(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        field = next(one for one in at.site.info.fields if one.search)
        with pytest.raises(Rejected) as refusal:
            await session.publish(with_fields(form, {field.key: None}), key="1:1")
    assert [one.field for one in refusal.value.problems] == [field.key]
    assert all(one.message or _told(at, one.code) for one in refusal.value.problems)


def _told(at: Bench, code: str) -> bool:
    """Whether the plug-in has words of its own for a reason: the site may have none."""
    texts = (at.site.texts / "uk.ftl").read_text(encoding="utf-8")
    return f"\n{at.site.info.key}-problem-{code} =" in texts


async def test_an_ad_that_is_gone_is_missing(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        draft = await session.save_draft(form, key="1:1")
        await at.at.control("POST", f"/jobs/{draft.remote_id}/state", {"state": "delete"})
        with pytest.raises(AdMissing):
            await session.edit(replace(form, remote_id=draft.remote_id))
        with pytest.raises(AdMissing):
            await session.close(draft.remote_id)


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("saved_before", [True, False])
async def test_a_lost_answer_to_publish_is_looked_up_and_never_sent_twice(
    at: Bench, effect: bool, saved_before: bool
) -> None:
    async with at.session() as session:
        form = await at.form(session)
        if saved_before:
            draft = await session.save_draft(form, key="1:1")
            form = replace(form, remote_id=draft.remote_id)
        since = at.clock.now()
        await at.lose("drop_after" if effect else "drop_before")
        with pytest.raises(OutcomeUnknown) as lost:
            await session.publish(form, key="1:2")
        assert sum(one["status"] is None for one in await at.at.calls()) == 1
        await at.at.control("DELETE", "/faults")
        if lost.value.left is not None:
            form = replace(form, remote_id=lost.value.left.remote_id)
        found = await session.find(form, since)
        assert (found is not None and found.ad is Ad.LIVE) is effect
        assert _left(await session.credits()) == (9 if effect else 10)


async def test_an_ad_that_is_known_is_found_as_it_stands_whatever_it_says(at: Bench) -> None:
    async with at.session() as session:
        form = await at.form(session)
        receipt = await session.publish(form, key="1:1")
        other = replace(form.vacancy, title="Провідний менеджер")
        form = replace(form, remote_id=receipt.remote_id, vacancy=other)
        found = await session.find(form, at.clock.now() + timedelta(hours=1))
        assert found is not None
        assert (found.remote_id, found.ad) == (receipt.remote_id, Ad.LIVE)
        assert found.published_at is not None
        assert await session.find(replace(form, remote_id="1"), at.clock.now()) is None


async def test_candidates_come_oldest_first_and_only_those_after_the_connection(
    at: Bench,
) -> None:
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        await at.respond(ad)
        cursor: str | None = await session.newest()
        found, cursor = await read_all(session, cursor)
        assert found == []
        ids = [await at.respond(ad) for _ in range(3)]
        found, cursor = await read_all(session, cursor)
        assert [one.remote_id for one in found] == ids
        assert {one.remote_ad_id for one in found} == {ad}
        again, _ = await read_all(session, cursor)
        assert {one.remote_id for one in again} <= set(ids)  # a day's overlap, harmless


async def test_all_that_ever_came_is_read_again_as_far_as_it_is_wanted(at: Bench) -> None:
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        another = await at.form(session, replace(VACANCY, title="Пекар"))
        other = (await session.publish(another, key="2:1")).remote_id
        ids, theirs = await at.respond_many(ad, 25), await at.respond_many(other, 3)
        assert await _history(session, [ad], []) == []
        assert await _history(session, [], [*ids, *theirs]) == []
        both = await _history(session, [other, ad], [*ids[1:], *theirs])
        assert sorted(one.remote_id for one in both) == sorted([*ids[1:], *theirs])
        found = await _history(session, [ad], [*ids[1:], *theirs])
        assert sorted(one.remote_id for one in found) == sorted(ids[1:])
        told = at.site.info.tells_unread
        assert {one.unread for one in found} == ({True} if told else {None})


async def _history(
    session: SiteSession, ads: Sequence[str], wanted: Sequence[str]
) -> list[RemoteApplication]:
    page = await session.history(ads, None, lambda it: it.remote_id in wanted)
    found = list(page.items)
    while page.resume is not None:
        page = await session.history(ads, page.resume, lambda it: it.remote_id in wanted)
        found += page.items
    return found


async def test_three_pages_cut_after_the_first_go_on_from_the_resume(at: Bench) -> None:
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        cursor = await session.newest()
        ids = await at.respond_many(ad, 120)
        first = await session.applications(cursor, None)
        assert first.resume is not None
        await at.at.fault(path=at.facts["feed"], kind="status", status=500)
        with pytest.raises(SiteUnavailable):
            await session.applications(first.cursor or cursor, first.resume)
        await at.at.control("DELETE", "/faults")
    async with at.session() as restarted:
        found, page, kept = list(first.items), first, first.cursor or cursor
        while page.resume is not None:
            page = await restarted.applications(kept, page.resume)
            found, kept = [*found, *page.items], page.cursor or kept
        assert sorted(one.remote_id for one in found) == sorted(ids)
        came = {one.remote_id for one in first.items}
        from_cursor, _ = await read_all(restarted, first.cursor or cursor)
        assert {one.remote_id for one in from_cursor} >= set(ids) - came


async def test_every_field_of_a_candidate_arrives_with_file_and_photo(at: Bench) -> None:
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        cursor = await session.newest()
        kind = at.facts.get("resume", "docx")
        await at.respond(
            ad,
            fio="Приклад Олена",
            email="olena@example.com",
            phone="050 000-12-34",
            birth_date="1995-03-10",
            text="Приклад Олена\r\nМісто проживання: Київ",
            cover="Доброго дня!",
            file={"kind": kind, "name": f"Приклад Олена.{kind}"},
            with_photo=True,
        )
        found = await session.whole((await read_all(session, cursor))[0][0])
        assert (found.name, found.city) == ("Приклад Олена", "Київ")
        assert found.phones == ("+380500001234",)
        assert found.emails == ("olena@example.com",)
        assert (found.birth_date, found.letter) == ("1995-03-10", "Доброго дня!")
        assert found.resume_text is not None
        assert found.url is not None
        assert found.resume is not None
        assert found.photo is not None
        resume, photo = await session.file(found.resume), await session.file(found.photo)
    assert resume is not None
    assert photo is not None
    assert resume.content.startswith({"docx": b"PK", "pdf": b"%PDF"}[kind])
    assert resume.name == f"Приклад Олена.{kind}"
    assert resume.mime.rpartition(".")[2] == {"docx": "document", "pdf": "application/pdf"}[kind]
    assert photo.mime == "image/jpeg"


async def test_a_file_is_fetched_from_the_sites_own_addresses_only(at: Bench) -> None:
    async with at.session() as session:
        for address in ("http://evil.example/x.jpg", "//evil.example/x", "/resumes?id=1"):
            with pytest.raises(ContractBroken):
                await session.file(FileRef(f"photo:{address}"))


async def test_one_response_can_be_read_again_until_it_is_taken_back(at: Bench) -> None:
    async with at.session() as session:
        ad = (await session.publish(await at.form(session), key="1:1")).remote_id
        first, second = await at.respond(ad), await at.respond(ad)
        for one in (first, second):
            found = await session.application(_stub(at, ad, one))
            assert found is not None
            assert (found.remote_id, found.remote_ad_id) == (one, ad)
        await at.at.control("DELETE", f"/responses/{first}")
    async with at.session() as session:
        assert await session.application(_stub(at, ad, first)) is None


def _stub(at: Bench, ad: str, response: str) -> ApplicationStub:
    workspace, now = WorkspaceId(1), at.clock.now()
    return ApplicationStub(workspace, AccountId(1), at.site.info.key, ad, response, now)


async def test_a_session_of_an_account_opens_with_its_own_credentials(at: Bench) -> None:
    key = at.site.info.key
    account = EmployerAccount(
        AccountId(1),
        WorkspaceId(1),
        key,
        LOGIN,
        "label",
        LOGIN,
        await at.credentials(),
        MemberId(1),
    )
    async with at.plugins.session(account) as session:
        await session.check()
    gone = account.to(AccountState.DISCONNECTED)
    with pytest.raises(AuthExpired):
        async with at.plugins.session(gone):
            pass
