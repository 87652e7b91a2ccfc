"""The inbox in every store: who stands in which queue, and who sees whom."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.application import Application
from bot.domain.handling import NEW, Barring, Handling, Stage
from bot.domain.ids import ApplicationId, MemberId, PersonId, new_id
from bot.domain.publication import Publication
from bot.domain.queues import Age, Part, Queue, QueueLine, Seen, Waiting
from bot.domain.vacancy import Shelf
from bot.domain.workspace import Member, Role
from tests.contract.rows import Team, make_application, make_publication, make_team, make_vacancy
from tests.contract.stores import Store
from tests.fakes import MORNING

NOW = MORNING + timedelta(days=60)
DAY = timedelta(days=1)
RECRUITER = MemberId(new_id())


def waiting(team: Team, name: str, days: float, **changes: Any) -> Application:
    """Somebody who wrote so many days ago; each has contacts of their own."""
    given = {
        "name": name,
        "sent_at": NOW - days * DAY,
        "phones": (f"+38067{new_id() % 10_000_000:07}",),
        "emails": (),
        **changes,
    }
    return make_application(team, f"r{new_id()}", **given)


def answered(at: datetime, **changes: Any) -> Handling:
    return replace(NEW, stage=Stage.CONTACT, answered_at=at, **changes)


def decided(at: datetime) -> Handling:
    """Refused here: no site has said so."""
    return replace(NEW, stage=Stage.REJECTED, decided_at=at)


async def store_all(store: Store, team: Team, *applications: Application) -> None:
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in applications])
        await tx.commit()


async def names(store: Store, team: Team, seen: Seen, part: Part, **bounds: int) -> list[str]:
    async with store.uow(team.tenant) as tx:
        ids = await tx.queues.ids(seen, part, NOW, **{"limit": 99, **bounds})
        return [str(one.name) for one in await tx.queues.lines(ids)]


def everything(team: Team) -> Seen:
    return Seen(team.owner.id, every=True)


async def test_everybody_stands_where_they_belong(store: Store) -> None:
    team = await make_team(store)
    me = team.owner.id
    taken = replace(NEW, stage=Stage.LOOK, assignee_id=me, taken_at=NOW - DAY)
    await store_all(
        store,
        team,
        waiting(team, "свіжа", 0.2),
        waiting(team, "давня", 8),
        waiting(team, "взята", 2, handling=taken),
        waiting(
            team, "найнята", 2, handling=answered(NOW - DAY, assignee_id=me, taken_at=NOW - 2 * DAY)
        ),
        waiting(team, "завтра", 4, handling=replace(NEW, later_until=NOW + DAY)),
        waiting(team, "повернулась", 5, handling=replace(NEW, later_until=NOW - DAY)),
        waiting(team, "відмовлена тут", 3, handling=decided(NOW - DAY)),
        waiting(team, "відмовлена тут давно", 50, handling=decided(NOW - 40 * DAY)),
        waiting(team, "відмовлена на сайті", 3, standing="standing-rejected"),
        waiting(team, "без оголошення", 3, publication_id=None),
        waiting(team, "колись", 45),
    )
    seen = everything(team)
    assert await names(store, team, seen, Part(Queue.NEW)) == ["свіжа", "повернулась", "давня"]
    assert await names(store, team, seen, Part(Queue.MINE)) == ["взята", "найнята"]
    debt = ["давня", "повернулась", "взята", "свіжа"]
    assert await names(store, team, seen, Part(Queue.UNANSWERED)) == debt
    assert await names(store, team, seen, Part(Queue.UNANSWERED), skip=1, limit=2) == debt[1:3]
    assert await names(store, team, seen, Part(Queue.LATER)) == ["завтра"]
    assert await names(store, team, seen, Part(Queue.REPLIED)) == ["найнята"]
    assert await names(store, team, seen, Part(Queue.HERE)) == ["відмовлена тут"]
    assert await names(store, team, seen, Part(Queue.UNANSWERED, Age.PAST)) == ["колись"]
    async with store.uow(team.tenant) as tx:
        counts = await tx.queues.counts(seen, list(Queue), NOW)
        assert [counts[one] for one in Queue] == [3, 2, 4, 1, 1, 1]
        ages = await tx.queues.ages(seen, NOW)
        assert [ages[one] for one in Age] == [1, 1, 1, 1, 1]


async def test_who_came_within_a_day_is_listed_once_whatever_was_done_since(store: Store) -> None:
    team = await make_team(store)
    twice = PersonId(new_id())
    today, before = NOW - 0.5 * DAY, NOW - DAY
    await store_all(
        store,
        team,
        waiting(team, "сьогодні", 3, stored_at=today),
        waiting(team, "вже відповіли", 1, stored_at=today, handling=answered(NOW)),
        waiting(team, "двічі", 1, stored_at=today, person_id=twice),
        waiting(team, "двічі: знову", 1, stored_at=today + DAY / 9, person_id=twice),
        waiting(team, "вчора", 1, stored_at=before),
    )
    part = Part(Queue.NEW, own=True, lately=True)
    assert Part.of(part.kept()) == part
    mine = Seen(team.owner.id, every=False)
    assert set(await names(store, team, mine, part)) == {"сьогодні", "вже відповіли", "двічі"}
    hers = Seen(RECRUITER, every=False)
    assert await names(store, team, hers, part) == []
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(team.vacancy.joined(RECRUITER))
        await tx.commit()
    assert len(await names(store, team, hers, part)) == 3


async def test_a_person_waits_once_and_not_after_having_heard(store: Store) -> None:
    team = await make_team(store)
    twice, heard, back, here = (PersonId(new_id()) for _ in range(4))
    await store_all(
        store,
        team,
        waiting(team, "двічі: перша", 6, person_id=twice),
        waiting(team, "двічі: друга", 2, person_id=twice),
        waiting(team, "чула: перша", 6, person_id=heard),
        waiting(team, "чула: друга", 5, person_id=heard, handling=answered(NOW - 4 * DAY)),
        waiting(team, "відмовлена тут: перша", 6, person_id=here),
        waiting(team, "відмовлена тут", 5, person_id=here, handling=decided(NOW - 4 * DAY)),
        waiting(team, "чула й знову", 5, person_id=back, handling=answered(NOW - 4 * DAY)),
        waiting(team, "знову", 1, person_id=back),
    )
    debt = await names(store, team, everything(team), Part(Queue.UNANSWERED))
    assert debt == ["двічі: перша", "відмовлена тут: перша", "знову"]
    part = Part(Queue.UNANSWERED, Age.DAYS)
    assert await names(store, team, everything(team), part) == ["знову"]


async def test_a_refusal_here_leaves_the_other_vacancies_of_the_person_waiting(
    store: Store,
) -> None:
    team, ad = await _with_another_ad(store)
    both = PersonId(new_id())
    await store_all(
        store,
        team,
        waiting(team, "офіціант", 3, person_id=both, handling=decided(NOW - DAY)),
        waiting(team, "бариста", 2, person_id=both, publication_id=ad.id),
    )
    seen = everything(team)
    assert await names(store, team, seen, Part(Queue.UNANSWERED)) == ["бариста"]
    assert await names(store, team, seen, Part(Queue.NEW)) == ["бариста"]
    assert await names(store, team, seen, Part(Queue.HERE)) == ["офіціант"]


async def test_a_vacancy_counts_everybody_who_waits_for_it_once(store: Store) -> None:
    team, ad = await _with_another_ad(store)
    both, twice = PersonId(new_id()), PersonId(new_id())
    await store_all(
        store,
        team,
        waiting(team, "обидві: офіціант", 3, person_id=both),
        waiting(team, "обидві: бариста", 0.5, person_id=both, publication_id=ad.id),
        waiting(team, "двічі", 4, person_id=twice, publication_id=ad.id),
        waiting(team, "двічі: знову", 2, person_id=twice, publication_id=ad.id),
        waiting(team, "колись", 45, publication_id=ad.id),
    )
    async with store.uow(team.tenant) as tx:
        found = await tx.queues.waiting([ad.vacancy_id], NOW)
        assert found == {ad.vacancy_id: Waiting(2, 1)}
        found = await tx.queues.waiting([ad.vacancy_id, team.vacancy.id], NOW)
        assert found[team.vacancy.id] == Waiting(1, 1)


async def test_who_is_barred_or_answered_a_vacancy_that_is_over_waits_for_nothing(
    store: Store,
) -> None:
    team = await make_team(store)
    barred = waiting(team, "у чорному списку", 1)
    await store_all(store, team, barred, waiting(team, "інша", 2))
    async with store.uow(team.tenant) as tx:
        await tx.barred.bar(barred, Barring(barred.id, team.owner.id, NOW))
        await tx.commit()
    seen = everything(team)
    assert await names(store, team, seen, Part(Queue.UNANSWERED)) == ["інша"]
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(replace(team.vacancy, shelf=Shelf.ARCHIVE))
        await tx.commit()
    assert await names(store, team, seen, Part(Queue.UNANSWERED)) == []


async def _with_another_ad(store: Store) -> tuple[Team, Publication]:
    """Of a recruiter's own vacancy."""
    team = await make_team(store)
    async with store.uow(team.tenant) as tx:
        ira = Member(RECRUITER, team.workspace.id, 5_000_000_777, Role.RECRUITER, "Іра")
        await tx.workspaces.save_member(ira)
        vacancy = await tx.vacancies.save(
            make_vacancy(team.workspace.id, RECRUITER, title="Бариста")
        )
        ad = make_publication(vacancy, team.account, remote_id="ad-7")
        await tx.publications.save(ad)
        await tx.commit()
    return team, ad


async def _with_a_recruiter(store: Store) -> tuple[Team, Mapping[str, ApplicationId]]:
    """Who has a vacancy of her own, and one candidate of somebody else's."""
    team, ad = await _with_another_ad(store)
    given = replace(NEW, stage=Stage.LOOK, assignee_id=RECRUITER, taken_at=NOW)
    people = [
        waiting(team, "Олена Коваль", 3, publication_id=ad.id),
        waiting(team, "Іван Коваль", 2),
        waiting(team, "Марія Коваль", 1, handling=given),
    ]
    await store_all(store, team, *people)
    return team, {str(one.name): one.id for one in people}


async def test_a_recruiter_sees_the_vacancies_of_their_teams(store: Store) -> None:
    team, ids = await _with_a_recruiter(store)
    async with store.uow(team.tenant) as tx:
        joined = await tx.vacancies.save(team.vacancy.joined(RECRUITER))
        assert (await tx.vacancies.get(joined.id)).team == (RECRUITER,)
        await tx.commit()
    hers, others = Seen(RECRUITER, every=False), Seen(MemberId(RECRUITER + 1), every=False)
    async with store.uow(team.tenant) as tx:
        for one in ids.values():
            assert await tx.queues.sees(hers, one)
            assert not await tx.queues.sees(others, one)


async def test_a_recruiter_sees_own_vacancies_and_who_was_given_to_them(store: Store) -> None:
    team, ids = await _with_a_recruiter(store)
    hers = Seen(RECRUITER, every=False)
    mine = ["Олена Коваль", "Марія Коваль"]
    assert await names(store, team, hers, Part(Queue.UNANSWERED)) == mine
    assert await names(store, team, Seen(team.owner.id, every=False), Part(Queue.NEW)) == [
        "Іван Коваль"
    ]
    async with store.uow(team.tenant) as tx:
        seen = {name for name, one in ids.items() if await tx.queues.sees(hers, one)}
        assert seen == set(mine)
        assert not await tx.queues.sees(everything(team), ApplicationId(new_id()))
        found = await tx.queues.search(hers, "коваль", 9)
        assert [one.name for one in await tx.queues.lines(found)] == mine[::-1]


async def test_a_line_says_what_a_list_shows(store: Store) -> None:
    team = await make_team(store)
    until = NOW + DAY
    handling = answered(NOW, assignee_id=team.owner.id, taken_at=NOW, later_until=until)
    one = waiting(team, "Олена", 1, handling=handling)
    bare = make_application(team, "bare", name=None, publication_id=None)
    await store_all(store, team, one, bare)
    async with store.uow(team.tenant) as tx:
        lines = await tx.queues.lines([bare.id, ApplicationId(new_id()), one.id])
    stage, me = Stage.CONTACT, team.owner.id
    where = (team.vacancy.title, one.site, team.account.id, one.sent_at, stage, me, NOW, until)
    assert lines == [
        QueueLine(bare.id, None, "", bare.site, bare.account_id, bare.sent_at),
        QueueLine(one.id, "Олена", *where),
    ]
