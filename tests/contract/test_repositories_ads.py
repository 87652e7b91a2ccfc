"""Vacancies, publications and what is owed to the sites, over every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.account import AccountStanding, AccountState
from bot.domain.alert import Alert
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import ActionId, AdoptionId, VacancyId, new_id
from bot.domain.publication import Standing
from bot.domain.site import Ad, Problem
from bot.domain.site_action import ActionState, DueAction
from bot.domain.vacancy import Shelf, Step, Vacancy
from tests.contract.rows import (
    CHAT,
    SITE,
    Team,
    committed,
    make_account,
    make_action,
    make_adoption,
    make_publication,
    make_team,
    make_unlinked,
    make_vacancy,
)
from tests.contract.stores import Store
from tests.fakes import MORNING


async def test_a_vacancy_comes_back_as_it_was_stored(store: Store, team: Team) -> None:
    bare = make_vacancy(
        team.workspace.id,
        team.owner.id,
        created_at=MORNING + timedelta(hours=1),
        pay=None,
        contact=None,
        employment=None,
        experience=None,
        step=Step.CITY,
    )
    async with store.uow(team.tenant) as tx:
        assert await tx.vacancies.unfinished(team.owner.id) == []
        assert await tx.vacancies.save(bare) == bare
        assert await tx.vacancies.all() == [bare, team.vacancy]
        assert await tx.vacancies.unfinished(team.owner.id) == [bare]
        with pytest.raises(NotThere):
            await tx.vacancies.get(VacancyId(1))
        await tx.vacancies.delete(bare.id)
        assert await tx.vacancies.all() == [team.vacancy]


async def test_templates_are_given_only_when_they_are_named(store: Store, team: Team) -> None:
    def lying(shelf: Shelf) -> Vacancy:
        return make_vacancy(
            team.workspace.id,
            team.owner.id,
            created_at=MORNING - timedelta(hours=1),
            step=Step.CITY,
            shelf=shelf,
            copied_from=team.vacancy.id,
        )

    archived, template = lying(Shelf.ARCHIVE), lying(Shelf.TEMPLATE)
    async with store.uow(team.tenant) as tx:
        for one in (archived, template):
            await tx.vacancies.save(one)
        assert await tx.vacancies.all() == [team.vacancy, archived]
        assert await tx.vacancies.all(Shelf.TEMPLATE) == [template]
        assert await tx.vacancies.all(Shelf.OPEN) == [team.vacancy]
        assert await tx.vacancies.count() == 1
        assert await tx.vacancies.unfinished(team.owner.id) == []


async def test_a_vacancy_goes_with_its_publications_that_no_site_has_seen(
    store: Store, team: Team
) -> None:
    vacancy = make_vacancy(team.workspace.id, team.owner.id)
    publication = make_publication(vacancy, team.account)
    failed = make_action(team, publication_id=publication.id, state=ActionState.FAILED)
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(vacancy)
        await tx.publications.save(publication)
        await tx.actions.save(failed)
        await tx.vacancies.delete(vacancy.id)
        assert await tx.vacancies.all() == [team.vacancy]
        assert await tx.publications.all() == [team.publication]
        with pytest.raises(NotThere):
            await tx.actions.get(failed.id)
        await tx.commit()


async def test_a_publication_is_forgotten_with_what_was_asked_of_its_site(
    store: Store, team: Team
) -> None:
    publication = make_publication(team.vacancy, team.account)
    failed = make_action(team, publication_id=publication.id, state=ActionState.FAILED)
    async with store.uow(team.tenant) as tx:
        await tx.publications.save(publication)
        await tx.actions.save(failed)
        await tx.publications.forget(publication.id)
        assert await tx.publications.all() == [team.publication]
        with pytest.raises(NotThere):
            await tx.actions.get(failed.id)
        await tx.commit()


async def test_a_vacancy_that_a_site_knows_is_not_deleted(store: Store, team: Team) -> None:
    with pytest.raises(Conflict):
        await committed(store, team, lambda tx: tx.vacancies.delete(team.vacancy.id))
    async with store.uow(team.tenant) as tx:
        assert await tx.publications.all() == [team.publication]


async def test_a_vacancy_that_a_site_may_know_is_not_deleted(store: Store, team: Team) -> None:
    vacancy = make_vacancy(team.workspace.id, team.owner.id)
    publication = make_publication(vacancy, team.account)
    unsure = make_action(team, publication_id=publication.id, state=ActionState.UNSURE)
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(vacancy)
        await tx.publications.save(publication)
        await tx.actions.save(unsure)
        await tx.commit()
    with pytest.raises(Conflict):
        await committed(store, team, lambda tx: tx.vacancies.delete(vacancy.id))
    async with store.uow(team.tenant) as tx:
        found = await tx.publications.get(publication.id)
        assert found == replace(publication, operation=unsure)


async def test_two_recruiters_do_not_overwrite_each_others_vacancy(
    store: Store, team: Team
) -> None:
    async with store.uow(team.tenant) as tx:
        saved = await tx.vacancies.save(replace(team.vacancy, title="Один"))
        assert saved.version == 2
        with pytest.raises(Conflict):
            await tx.vacancies.save(replace(team.vacancy, title="Інший"))
        assert (await tx.vacancies.get(saved.id)).title == "Один"


async def test_a_publication_carries_its_last_action(store: Store, team: Team) -> None:
    problems = (Problem("category", "Оберіть категорію", "category"), Problem("x", "y", limit=5))
    first = make_action(team, 1, state=ActionState.DONE)
    second = make_action(
        team, 2, state=ActionState.FAILED, error="error-rejected", problems=problems
    )
    other = make_publication(team.vacancy, team.account, created_at=MORNING + timedelta(minutes=1))
    async with store.uow(team.tenant) as tx:
        assert await tx.actions.next_number(team.publication.id) == 1
        await tx.actions.save(second)
        await tx.actions.save(first)
        await tx.publications.save(other)
        expected = replace(team.publication, operation=second)
        assert await tx.publications.get(team.publication.id) == expected
        assert await tx.publications.all() == [other, expected]
        assert await tx.publications.of_vacancy(team.vacancy.id) == [other, expected]
        assert await tx.publications.of_account(team.account.id) == [other, expected]
        assert await tx.publications.by_remote(SITE, "ad-1") == expected
        assert await tx.publications.by_remote(SITE, "ad-2") is None
        both = await tx.publications.by_remote_ids(SITE, ["ad-1", "ad-2"])
        assert both == {"ad-1": expected}
        assert await tx.publications.remembered(team.vacancy.id, team.account.id) == other
        assert await tx.actions.next_number(team.publication.id) == 3
        assert await tx.actions.next_number(other.id) == 1


async def test_what_its_owner_was_told_of_an_ad_is_kept(store: Store, team: Team) -> None:
    for told, at in ((Alert.EXPIRING, MORNING), (None, MORNING), (Alert.CLOSED, None)):
        async with store.uow(team.tenant) as tx:
            before = await tx.publications.get(team.publication.id)
            saved = await tx.publications.save(replace(before, told=told, told_at=at))
            await tx.commit()
        async with store.uow(team.tenant) as tx:
            found = await tx.publications.get(team.publication.id)
        assert found == saved
        assert (found.told, found.told_at) == (told, at)


async def test_who_saves_an_older_version_of_a_publication_is_told(
    store: Store, team: Team
) -> None:
    async with store.uow(team.tenant) as tx:
        saved = await tx.publications.save(replace(team.publication, ad=Ad.ENDED))
        assert saved == replace(team.publication, ad=Ad.ENDED, version=2)
        with pytest.raises(Conflict):
            await tx.publications.save(team.publication)


async def test_an_ad_of_a_site_belongs_to_one_publication(store: Store, team: Team) -> None:
    twin = make_publication(team.vacancy, team.account, remote_id="ad-1")
    with pytest.raises(Conflict):
        await committed(store, team, lambda tx: tx.publications.save(twin))


async def test_an_intention_is_one_action(store: Store, team: Team) -> None:
    action = make_action(team)
    sending = action.to(ActionState.SENDING, MORNING)
    async with store.uow(team.tenant) as tx:
        await tx.actions.save(action)
        await tx.actions.save(sending, was=ActionState.OWED)
        assert await tx.actions.get(action.id) == sending
        with pytest.raises(NotThere):
            await tx.actions.get(ActionId(1))
        await tx.commit()
    with pytest.raises(Conflict):
        await committed(store, team, lambda tx: tx.actions.save(make_action(team)))


async def test_of_two_who_change_an_action_the_second_is_told(store: Store, team: Team) -> None:
    action = make_action(team)
    sending = replace(action.to(ActionState.SENDING, MORNING), attempts=1)
    async with store.uow(team.tenant) as tx:
        await tx.actions.save(action)
        await tx.actions.save(sending, was=ActionState.OWED)
        with pytest.raises(Conflict):
            await tx.actions.save(action.to(ActionState.WITHDRAWN, MORNING), was=ActionState.OWED)
        assert await tx.actions.get(action.id) == sending
        await tx.commit()


async def test_actions_are_owed_when_due_or_left_half_done(store: Store, team: Team) -> None:
    soon = MORNING + timedelta(minutes=1)
    at_once = make_action(team, 1)
    later = make_action(team, 2, due_at=soon)
    sending = make_action(team, 3, state=ActionState.SENDING, due_at=soon)
    unsure = make_action(team, 4, state=ActionState.UNSURE)
    done = make_action(team, 5, state=ActionState.DONE)
    async with store.uow(team.tenant) as tx:
        for action in (at_once, later, sending, unsure, done):
            await tx.actions.save(action)
        await tx.commit()
    async with store.uow.system() as tx:
        mine = team.account.id
        assert await tx.owed_actions(MORNING) == [
            DueAction(one.workspace_id, one.id, mine, one.due_at)
            for one in (at_once, sending, unsure)
        ]
        assert later.id in [one.id for one in await tx.owed_actions(soon)]


async def test_an_unlinked_ad_comes_back_as_it_was_stored(store: Store, team: Team) -> None:
    plain = make_unlinked(team.account, title="Пекар")
    asked = make_unlinked(
        team.account,
        "ad-8",
        title="Кухар",
        told_at=MORNING,
        asked_by=team.owner.id,
        vacancy_id=VacancyId(77),
        adoption_id=AdoptionId(78),
    )
    async with store.uow(team.tenant) as tx:
        for one in (plain, asked):
            await tx.unlinked.save(one)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.unlinked.of_site(SITE) == [asked, plain]
        assert await tx.unlinked.of_site("other") == []
        ended = replace(plain, ad=Ad.ENDED)
        await tx.unlinked.save(ended)
        assert await tx.unlinked.get(plain.id) == ended
        await tx.unlinked.drop(asked.id)
        assert await tx.unlinked.of_site(SITE) == [ended]
        with pytest.raises(NotThere):
            await tx.unlinked.get(asked.id)


async def test_an_adoption_is_open_until_it_is_done(store: Store, team: Team) -> None:
    adoption, bare = make_adoption(team), make_adoption(team, since=None, position=None, lost=())
    async with store.uow(team.tenant) as tx:
        saved = [await tx.adoptions.save(one) for one in (adoption, bare)]
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.adoptions.open() == saved
        done = replace(saved[0], position=None, reading=False, done_at=MORNING)
        done = await tx.adoptions.save(done.without("Пекар"))
        assert await tx.adoptions.get(adoption.id) == done
        assert await tx.adoptions.open() == [saved[1]]
        with pytest.raises(Conflict):
            await tx.adoptions.save(saved[0])
        with pytest.raises(NotThere):
            await tx.adoptions.get(AdoptionId(7))


async def test_an_ad_is_unlinked_only_once(store: Store, team: Team) -> None:
    await committed(store, team, lambda tx: tx.unlinked.save(make_unlinked(team.account)))
    with pytest.raises(Conflict):
        await committed(store, team, lambda tx: tx.unlinked.save(make_unlinked(team.account)))


async def test_what_the_menu_counts_is_counted_without_what_is_secret(
    store: Store, team: Team
) -> None:
    await make_team(store, 5_000_000_002, chat_id=CHAT - 5)
    paused = make_account(
        team.workspace.id, team.owner.id, state=AccountState.PAUSED, last_sync_at=MORNING
    )
    draft = make_publication(team.vacancy, paused)
    twin = make_publication(team.vacancy, team.account, remote_id="ad-2", ad=Ad.LIVE)
    done = make_action(team, 1, state=ActionState.FAILED)
    unsure = make_action(team, 2, state=ActionState.UNSURE)
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(paused)
        assert await tx.accounts.standings() == [
            AccountStanding(team.account.id, AccountState.ACTIVE, None),
            AccountStanding(paused.id, AccountState.PAUSED, MORNING),
        ]
        for one in (draft, twin):
            await tx.publications.save(one)
        live = Standing(team.account.id, Ad.LIVE, sync=True)
        none = Standing(paused.id, Ad.NONE, sync=True)
        assert await tx.publications.standings() == {live: 2, none: 1}
        await tx.actions.save(done)
        await tx.actions.save(unsure)
        sent = replace(live, operation=ActionState.UNSURE, unsure_since=MORNING)
        assert await tx.publications.standings() == {live: 1, none: 1, sent: 1}


async def test_a_form_that_was_only_opened_is_no_vacancy(store: Store, team: Team) -> None:
    opened = Vacancy(VacancyId(new_id()), team.workspace.id, team.owner.id, MORNING)
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(opened)
        assert await tx.vacancies.count() == 1
        await tx.vacancies.save(replace(opened, id=VacancyId(new_id()), city="Київ"))
        assert await tx.vacancies.count() == 2


async def test_several_ads_are_wanted_at_once(store: Store, team: Team) -> None:
    ads = [make_unlinked(team.account, f"ad-{number}") for number in (7, 8, 9)]
    wanted = [
        replace(one, asked_by=team.owner.id, vacancy_id=team.vacancy.id, told_at=MORNING)
        for one in ads[:2]
    ]
    async with store.uow(team.tenant) as tx:
        for one in ads:
            await tx.unlinked.save(one)
        await tx.unlinked.save_all([])
        await tx.unlinked.save_all(wanted)
        assert await tx.unlinked.of_site(SITE) == [*wanted, ads[2]]
