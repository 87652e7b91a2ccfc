"""The search in every store: by name in any spelling, phone, e-mail, vacancy."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from bot.domain.queues import Seen
from tests.contract.rows import Team, make_application, make_publication, make_team, make_vacancy
from tests.contract.stores import Store

PEOPLE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "Олена Коваль": {"phones": ("+380671234521",), "emails": ("O.Koval@Example.com",)},
    "Oleksandr Shevchenko": {"phones": ("044 230 45 21",), "emails": ()},
    "Сергієнко Юлія": {"phones": ("+380501112233",), "emails": ("yu@gmail.com",)},
    "О'Ніл <b>Шон</b>": {"phones": (), "emails": ()},
    "Ковальська Ада": {"phones": (), "emails": ()},
}


async def team_of(store: Store) -> Team:
    team = await make_team(store)
    vacancy = make_vacancy(team.workspace.id, team.owner.id, title="Бариста на ранок")
    ad = make_publication(vacancy, team.account, remote_id="ad-2")
    async with store.uow(team.tenant) as tx:
        await tx.vacancies.save(vacancy)
        await tx.publications.save(ad)
        people = [
            make_application(team, str(at), name=name, **contacts)
            for at, (name, contacts) in enumerate(PEOPLE.items())
        ]
        people[2] = replace(people[2], publication_id=ad.id)
        await tx.applications.add_new([(one, []) for one in people])
        await tx.commit()
    return team


OLENA, OLEKSANDR, YULIA, SHAWN, ADA = PEOPLE


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Олена Коваль", [OLENA]),
        ("koval olena", [OLENA]),
        ("Лена", [OLENA]),
        ("Шевченко", [OLEKSANDR]),
        ("Саша Шевч", [OLEKSANDR]),
        ("Сергі", [YULIA]),
        ("Юля", [YULIA]),
        ("о’ніл", [SHAWN]),
        ("45 21", [OLEKSANDR, OLENA]),
        ("34521", [OLENA]),
        ("067 123 45 21", [OLENA]),
        ("+380 44 2304521", [OLEKSANDR]),
        ("o.koval@example.com", [OLENA]),
        ("y.u+jobs@googlemail.com", [YULIA]),
        ("бариста", [YULIA]),
        ("юлія бариста", [YULIA]),
        ("Коваль бариста", []),
        ("менеджер", [ADA, SHAWN, OLEKSANDR, OLENA]),
        ("коваль", [OLENA, ADA]),
        ("ковал", [OLENA, ADA]),
        ("Ада ковал", [ADA]),
        ("Коваль Іван", []),
        ("ол", []),
        ("99999", []),
        ("<>", []),
        ("%", []),
        ("nobody@example.com", []),
    ],
)
async def test_a_candidate_is_found(store: Store, typed: str, found: list[str]) -> None:
    team = await team_of(store)
    async with store.uow(team.tenant) as tx:
        ids = await tx.queues.search(Seen(team.owner.id, every=True), typed, 9)
        assert [one.name for one in await tx.queues.lines(ids)] == found
        assert await tx.queues.search(Seen(team.owner.id, every=True), typed, 1) == ids[:1]


async def test_who_has_another_name_by_now_is_found_by_that(store: Store) -> None:
    team = await team_of(store)
    seen = Seen(team.owner.id, every=True)
    async with store.uow(team.tenant) as tx:
        (one,) = await tx.queues.search(seen, "Юлія", 9)
        married = replace(await tx.applications.get(one), name="Юлія Мороз")
        await tx.applications.complete(married, [])
        assert await tx.queues.search(seen, "мороз", 9) == [one]
        assert await tx.queues.search(seen, "сергієнко", 9) == []
