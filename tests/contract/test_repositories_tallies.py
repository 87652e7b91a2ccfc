"""Candidates counted and listed, in every store: who applied twice, and who was erased."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.application import Application
from bot.domain.erasure import Erasure, Why
from bot.domain.errors import Conflict, NotThere
from bot.domain.handling import Handling, Reason, Stage
from bot.domain.ids import (
    ApplicationId,
    ErasureId,
    PersonId,
    PublicationId,
    ReportId,
    VacancyId,
    new_id,
)
from bot.domain.publication import Publication
from bot.domain.report import Report, ReportMenu, Span
from bot.domain.site import Ad
from bot.domain.tally import Candidacy, Cost, FirstAnswers, Sieve, Tally, Within
from tests.contract.rows import (
    Team,
    make_account,
    make_application,
    make_publication,
    make_team,
    make_vacancy,
)
from tests.contract.stores import Store
from tests.fakes import MORNING

DAY, OTHER = timedelta(days=1), "robota_ua"
EVER = Within(MORNING - 999 * DAY, MORNING + 999 * DAY)


def stands(stage: Stage, hours: float = 1, reason: Reason | None = None) -> Handling:
    """Somebody said so, so many hours after the morning."""
    at = MORNING + timedelta(hours=hours)
    return Handling(stage, answered_at=at, reason=reason, acted_at=at)


async def elsewhere(store: Store, team: Team) -> Publication:
    """The same vacancy on another site."""
    account = make_account(team.workspace.id, team.owner.id, site=OTHER)
    ad = make_publication(team.vacancy, account, remote_id="ad-2", ad=Ad.LIVE)
    async with store.uow(team.tenant) as tx:
        await tx.accounts.save(account)
        await tx.publications.save(ad)
        await tx.commit()
    return ad


async def keep(store: Store, team: Team, *applications: Application) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in applications])
        await tx.commit()


def twice(one: Application, ad: Publication, **changes: object) -> Application:
    """The same person once more, on the other site."""
    its = {"site": ad.site, "publication_id": ad.id, "account_id": ad.account_id}
    again = replace(one, id=ApplicationId(new_id()), remote_id=f"again-{one.remote_id}")
    return replace(again, **its, **changes)  # type: ignore[arg-type]


async def test_people_are_counted_once_and_responses_by_their_sites(store: Store) -> None:
    team = await make_team(store)
    ad = await elsewhere(store, team)
    olena = make_application(team, "1", sent_at=MORNING)
    later = twice(olena, ad, sent_at=MORNING + DAY)
    refused = make_application(
        team, "2", sent_at=MORNING, handling=stands(Stage.REJECTED, 1, Reason.SALARY)
    )
    again = twice(refused, ad, sent_at=MORNING + timedelta(minutes=5))
    hired = make_application(team, "3", sent_at=MORNING, handling=stands(Stage.HIRED))
    unsaid = make_application(team, "4", sent_at=MORNING, handling=stands(Stage.REJECTED))
    await keep(store, team, olena, later, refused, again, hired, unsaid)
    async with store.uow(team.tenant) as tx:
        tally = await tx.tallies.of_vacancy(team.vacancy.id)
        assert tally == Tally(
            {Stage.NEW: 1, Stage.REJECTED: 2, Stage.HIRED: 1},
            {olena.site: 4, OTHER: 2},
            {Reason.SALARY: 1, None: 1},
        )
        assert (tally.people, tally.responses) == (4, 6)
        assert await tx.tallies.within(EVER, None) == {team.vacancy.id: tally}
        assert await tx.tallies.responses(EVER, [team.vacancy.id]) == 6
        assert await tx.tallies.of_vacancy(VacancyId(new_id())) == Tally()
        assert await tx.tallies.within(EVER, [VacancyId(1)]) == {}
        assert await tx.tallies.within(EVER, []) == {}


async def test_of_a_time_are_those_who_were_sent_in_it(store: Store) -> None:
    team = await make_team(store)
    moments = (MORNING - timedelta(microseconds=1), MORNING, MORNING + DAY)
    await keep(
        store,
        team,
        *(make_application(team, str(at), sent_at=one) for at, one in enumerate(moments)),
    )
    async with store.uow(team.tenant) as tx:
        found = await tx.tallies.within(Within(MORNING, MORNING + DAY), None)
        assert found[team.vacancy.id].people == 1
        assert await tx.tallies.responses(Within(MORNING, MORNING + 2 * DAY), None) == 2


async def test_who_was_refused_and_answers_again_is_new_once_more(store: Store) -> None:
    team = await make_team(store)
    ad = await elsewhere(store, team)
    one = make_application(team, "1", sent_at=MORNING, handling=stands(Stage.REJECTED, 1))
    await keep(store, team, one, twice(one, ad, sent_at=MORNING + DAY, handling=Handling()))
    async with store.uow(team.tenant) as tx:
        assert (await tx.tallies.of_vacancy(team.vacancy.id)).stages == {Stage.NEW: 1}


async def test_candidates_are_listed_by_pages_stages_and_sites(store: Store) -> None:
    team = await make_team(store)
    ad = await elsewhere(store, team)
    people = [
        make_application(team, str(at), sent_at=MORNING + timedelta(minutes=at), name=f"Ім'я {at}")
        for at in range(5)
    ]
    both = twice(people[0], ad, sent_at=MORNING + DAY, handling=stands(Stage.OFFER, 30))
    await keep(store, team, *people, both)
    vacancy = team.vacancy.id
    async with store.uow(team.tenant) as tx:
        first, count = await tx.tallies.listed(vacancy, Sieve(), 0, 2)
        assert count == 5
        assert first[0] == Candidacy(both.id, "Ім'я 0", Stage.OFFER, OTHER, both.sent_at, 2)
        assert first[1].name == "Ім'я 4"
        last, _ = await tx.tallies.listed(vacancy, Sieve(), 4, 2)
        assert [one.name for one in last] == ["Ім'я 1"]
        new, count = await tx.tallies.listed(vacancy, Sieve(Stage.NEW), 0, 9)
        assert (len(new), count) == (4, 4)
        # Where they stand was said about the answer on the other site.
        here, _ = await tx.tallies.listed(vacancy, Sieve(Stage.OFFER, people[0].site), 0, 9)
        assert [one.application_id for one in here] == [both.id]
        assert await tx.tallies.listed(vacancy, Sieve(Stage.HIRED), 0, 9) == ([], 0)
        assert (await tx.tallies.listed(vacancy, Sieve(site=OTHER), 0, 9))[1] == 1
        some = await tx.tallies.whole(vacancy, ApplicationId(0), 4)
        rest = await tx.tallies.whole(vacancy, some[-1].id, 4)
        assert [one.id for one in (*some, *rest)] == sorted(it.id for it in (*people, both))


async def test_how_soon_people_hear_is_the_middle_one(store: Store) -> None:
    team = await make_team(store)
    waits = (1.0, 2.0, 4.0, 40.0)
    people = [
        make_application(team, str(at), sent_at=MORNING, handling=stands(Stage.CONTACT, hours))
        for at, hours in enumerate(waits)
    ]
    odd = make_application(team, "x", sent_at=MORNING + DAY, handling=stands(Stage.CONTACT, 1))
    silent = make_application(team, "y", sent_at=MORNING)
    kept = replace(stands(Stage.REJECTED), answered_at=None, decided_at=MORNING + DAY)
    here = make_application(team, "h", sent_at=MORNING, handling=kept)
    async with store.uow(team.tenant) as tx:
        assert await tx.tallies.first_answers(EVER, None) == FirstAnswers()
    await keep(store, team, *people, odd, silent, here)
    async with store.uow(team.tenant) as tx:
        found = await tx.tallies.first_answers(EVER, None)
        assert found == FirstAnswers(4, timedelta(hours=3), here=1)
    await keep(
        store, team, make_application(team, "z", sent_at=MORNING, handling=people[2].handling)
    )
    async with store.uow(team.tenant) as tx:
        found = await tx.tallies.first_answers(EVER, [team.vacancy.id])
        assert found == FirstAnswers(5, timedelta(hours=4), here=1)


async def test_what_ads_cost_is_by_site_and_currency(store: Store) -> None:
    team = await make_team(store)
    ad = await elsewhere(store, team)
    async with store.uow(team.tenant) as tx:
        assert await tx.tallies.costs(None) == []
        for one, paid, currency in ((team.publication, 450, "UAH"), (ad, 0, "USD")):
            kept = await tx.publications.get(one.id)
            await tx.publications.save(replace(kept, paid=paid, paid_currency=currency))
        await tx.commit()
    await keep(store, team, make_application(team, "1"), make_application(team, "2"))
    async with store.uow(team.tenant) as tx:
        costs = await tx.tallies.costs(None)
        assert set(costs) == {
            Cost(team.publication.site, "UAH", 450, 2),
            Cost(OTHER, "USD", 0, 0),
        }
        assert {one.each for one in costs} == {225, None}
        assert await tx.tallies.costs([VacancyId(1)]) == []


async def test_who_is_erased_stays_a_number(store: Store) -> None:
    team = await make_team(store)
    ad = await elsewhere(store, team)
    one = make_application(
        team, "1", sent_at=MORNING, handling=stands(Stage.REJECTED, 1, Reason.SALARY)
    )
    other = twice(one, ad, sent_at=MORNING, handling=Handling())
    alone = make_application(team, "2", sent_at=MORNING)
    await keep(store, team, one, other, alone)
    async with store.uow(team.tenant) as tx:
        before = await tx.tallies.of_vacancy(team.vacancy.id)
        erasure = Erasure(
            ErasureId(new_id()), team.workspace.id, Why.ASKED, (one.id, other.id), MORNING
        )
        await tx.erasing.add(erasure)
        await tx.erasing.wipe(erasure, contacts=False)
        last = replace(erasure, id=ErasureId(new_id()), applications=(alone.id,))
        await tx.erasing.add(last)
        await tx.erasing.wipe(last, contacts=False)
        after = await tx.tallies.of_vacancy(team.vacancy.id)
        assert replace(after, erased=0) == before
        assert after.erased == 2
        assert await tx.tallies.erased_of(ad.id) == 1
        assert await tx.tallies.erased_of(PublicationId(new_id())) == 0
        assert await tx.tallies.responses(EVER, None) == 3
        assert await tx.tallies.listed(team.vacancy.id, Sieve(), 0, 9) == ([], 0)
        assert (await tx.tallies.within(EVER, None))[team.vacancy.id] == after
        day = Within(MORNING - DAY, MORNING + DAY)
        assert (await tx.tallies.within(day, None))[team.vacancy.id].people == 2


async def test_one_of_two_erased_leaves_the_person_counted_once(store: Store) -> None:
    team = await make_team(store)
    ad = await elsewhere(store, team)
    one = make_application(team, "1", sent_at=MORNING)
    await keep(store, team, one, twice(one, ad, sent_at=MORNING + DAY))
    async with store.uow(team.tenant) as tx:
        erasure = Erasure(ErasureId(new_id()), team.workspace.id, Why.REPLAY, (one.id,), MORNING)
        await tx.erasing.add(erasure)
        await tx.erasing.wipe(erasure, contacts=False)
        tally = await tx.tallies.of_vacancy(team.vacancy.id)
        assert (tally.people, tally.responses, tally.erased) == (1, 2, 0)


async def test_another_company_is_not_counted(store: Store) -> None:
    team = await make_team(store)
    await keep(store, team, make_application(team, "1"))
    other = await make_team(store, 5_000_000_002, chat_id=-77)
    async with store.uow(other.tenant) as tx:
        assert await tx.tallies.within(EVER, None) == {}
        assert await tx.tallies.of_vacancy(team.vacancy.id) == Tally()
        assert await tx.tallies.listed(team.vacancy.id, Sieve(), 0, 9) == ([], 0)
        assert await tx.tallies.whole(team.vacancy.id, ApplicationId(0), 9) == []


async def test_a_week_is_told_once_and_a_report_is_turned_by_one_at_a_time(store: Store) -> None:
    team = await make_team(store)
    report = Report(
        ReportId(new_id()),
        team.workspace.id,
        team.owner.id,
        Span.LAST_WEEK,
        MORNING - 7 * DAY,
        MORNING,
        week="2026-11-16",
    )
    async with store.uow(team.tenant) as tx:
        assert await tx.reports.add(report)
        assert not await tx.reports.add(replace(report, id=ReportId(new_id())))
        asked = replace(report, id=ReportId(new_id()), week=None)
        assert await tx.reports.add(asked)
        assert await tx.reports.add(replace(asked, id=ReportId(new_id())))
        turned = replace(asked, vacancy_id=team.vacancy.id, menu=ReportMenu.PERIOD, page=2)
        saved = await tx.reports.save(turned)
        assert saved.version == 2
        assert await tx.reports.get(asked.id) == saved
        with pytest.raises(NotThere):
            await tx.reports.get(ReportId(new_id()))
        with pytest.raises(Conflict):
            await tx.reports.save(turned)


async def test_a_report_is_due_until_it_is_put_off(store: Store) -> None:
    team = await make_team(store)
    mine = (team.workspace.id, team.owner.id)
    async with store.uow.system() as tx:
        assert mine in [(one.workspace_id, one.member_id) for one in await tx.due_reports(MORNING)]
    async with store.uow(team.tenant) as tx:
        assert await tx.reports.due(team.owner.id) is None
        await tx.reports.put_off(team.owner.id, MORNING)
        await tx.reports.put_off(team.owner.id, MORNING + DAY)
        assert await tx.reports.due(team.owner.id) == MORNING + DAY
        await tx.commit()
    async with store.uow.system() as tx:
        assert await tx.due_reports(MORNING) == []
        assert len(await tx.due_reports(MORNING + DAY)) == 1


async def test_people_of_one_vacancy_are_not_those_of_another(store: Store) -> None:
    team = await make_team(store)
    other = make_vacancy(team.workspace.id, team.owner.id)
    ad = make_publication(other, team.account, remote_id="ad-3")
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(other)
        await tx.publications.save(ad)
        await tx.commit()
    one = make_application(team, "1")
    there = replace(twice(one, ad), site=one.site, person_id=PersonId(one.person_id))
    await keep(store, team, one, there)
    async with store.uow(team.tenant) as tx:
        found = await tx.tallies.within(EVER, None)
        assert {key: tally.people for key, tally in found.items()} == {
            team.vacancy.id: 1,
            other.id: 1,
        }


async def test_no_name_of_somebody_who_left_the_person_or_was_erased_stays(store: Store) -> None:
    team = await make_team(store)
    olena, petro, ira = (make_application(team, name, name=name) for name in ("Олена", "Петро", ""))
    petro, ira = (replace(one, person_id=olena.person_id) for one in (petro, ira))
    await keep(store, team, olena, petro, ira)
    async with store.uow(team.tenant) as tx:
        await tx.applications.complete(petro, [])  # a response read late tells the person's name
        await tx.applications.complete(ira, [])
        await tx.applications.give_to(PersonId(new_id()), [await tx.applications.get(petro.id)])
        listed, _ = await tx.tallies.listed(team.vacancy.id, Sieve(), 0, 9)
        assert sorted(str(one.name) for one in listed) == ["Олена", "Петро"]
        ids = (ErasureId(new_id()), team.workspace.id, Why.RETENTION, (olena.id,))
        await tx.erasing.wipe(Erasure(*ids, MORNING), contacts=False)
        listed, _ = await tx.tallies.listed(team.vacancy.id, Sieve(), 0, 9)
        assert "Олена" not in [one.name for one in listed]
        await tx.commit()
