"""What keeps chats calm, in every store: gathered cards, carousels, modes, mornings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.carousel import Gathered, GatheredIn
from bot.domain.errors import Conflict, NotThere
from bot.domain.handling import NEW, Stage
from bot.domain.ids import CarouselId, MemberId, new_id
from bot.domain.morning import Arrival, DueMorning
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.quiet import Mode
from tests.contract.rows import make_application, make_carousel, make_notice, make_team
from tests.contract.stores import Store
from tests.fakes import MORNING

LATER = MORNING + timedelta(hours=3)


async def test_cards_are_gathered_and_go_on_once(store: Store) -> None:
    team = await make_team(store)
    first, second = make_application(team, "1"), make_application(team, "2", standing="x")
    cards = [
        make_notice(team.group, one.id, state=NoticeState.GATHERED, due_at=due)
        for one, due in ((first, MORNING), (second, LATER))
    ]
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(first, []), (second, [])])
        assert await tx.notices.owe(cards) == 2
        await tx.commit()
    its = (team.vacancy.id, team.account.id, MORNING)
    async with store.uow(team.tenant) as tx:
        assert await tx.notices.gathered(team.group.id) == [
            Gathered(cards[0], *its, answered=False),
            Gathered(cards[1], *its, answered=True),
        ]
        assert await tx.notices.gathering(MORNING) == [team.group.id]
        assert await tx.notices.gathering(MORNING - timedelta(seconds=1)) == []
        owed = replace(cards[0].to(NoticeState.OWED), due_at=LATER)
        await tx.notices.go_on(NoticeState.GATHERED, [owed])
        await tx.commit()
    async with store.uow.system() as tx:
        place = GatheredIn(team.workspace.id, team.group.id)
        assert place not in await tx.gathered_in(MORNING)
        assert place in await tx.gathered_in(LATER)
        assert await tx.next_due(team.group.id) == LATER
    async with store.uow(team.tenant) as tx:
        with pytest.raises(Conflict):
            await tx.notices.go_on(NoticeState.GATHERED, [cards[1], owed])


async def test_who_is_below_a_threshold_is_known_wherever_somebody_is_told(store: Store) -> None:
    team = await make_team(store)
    few, enough, unread = (
        make_application(team, number, points_met=met)
        for number, met in (("1", 1), ("2", 2), ("3", None))
    )
    ids = [few.id, enough.id, unread.id]
    cards = [make_notice(team.group, one, state=NoticeState.GATHERED) for one in ids]
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []) for one in (few, enough, unread)])
        await tx.notices.owe(cards)
        assert await tx.applications.below(ids) == set()
        asking = replace(team.vacancy, must_haves=("CRM", "B2B"), push_from=2)
        await tx.vacancies.save(asking)
        assert await tx.applications.below(ids) == {few.id}
        assert await tx.applications.below([enough.id]) == set()
        gathered = await tx.notices.gathered(team.group.id)
        assert [one.below for one in gathered] == [True, False, False]
        arrivals = await tx.applications.arrivals([team.vacancy.id], MORNING)
        assert [one.below for one in arrivals] == [True, False, False]


async def test_what_is_gathered_for_a_chat_that_is_gone_waits_as_it_is(store: Store) -> None:
    team = await make_team(store)
    async with store.uow.system() as tx:
        await tx.chat_gone(team.group.id, MORNING)
        await tx.commit()
    card = make_notice(team.group, state=NoticeState.GATHERED)
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe([card])
        assert (await tx.notices.get(card.id)).state is NoticeState.GATHERED
        await tx.notices.go_on(NoticeState.GATHERED, [card.to(NoticeState.OWED)])
        assert (await tx.notices.get(card.id)).state is NoticeState.DEAD


async def test_a_carousel_knows_its_cards_and_is_turned_by_one_at_a_time(store: Store) -> None:
    team = await make_team(store)
    carousel = make_carousel(team, vacancy_id=None)
    cards = [
        make_notice(team.group, at, state=NoticeState.IN_CAROUSEL, carousel_id=carousel.id)
        for at in (3, 2, 1)
    ]
    async with store.uow(team.tenant) as tx:
        saved = await tx.carousels.save(carousel)
        await tx.notices.owe([*cards, make_notice(team.group, 4)])
        assert await tx.notices.of_carousel(carousel.id) == cards
        turned = await tx.carousels.save(saved.turned(-1, 3))
        assert (turned.page, turned.version) == (2, 2)
        assert await tx.carousels.get(carousel.id) == turned
        with pytest.raises(NotThere):
            await tx.carousels.get(CarouselId(new_id()))
        with pytest.raises(Conflict):
            await tx.carousels.save(saved)


async def test_of_the_changes_owed_to_a_carousel_the_last_one_is_enough(store: Store) -> None:
    team = await make_team(store)
    kind = NoticeKind.CAROUSEL_CHANGED
    owed = [make_notice(team.group, 7, kind=kind, occurrence=at) for at in ("2", "3")]
    async with store.uow(team.tenant) as tx:
        await tx.notices.owe(owed)
        await tx.commit()
    async with store.uow.system() as tx:
        claimed = await tx.claim_notice(team.group.id, MORNING)
        assert claimed is not None
        await tx.settle_notice(claimed.to(NoticeState.SENT, 5), None)
        assert await tx.next_due(team.group.id) is None


async def test_a_chat_hears_of_a_vacancy_as_it_has_chosen(store: Store) -> None:
    team = await make_team(store)
    async with store.uow(team.tenant) as tx:
        await tx.modes.choose(team.group.id, team.vacancy.id, Mode.DAILY)
        await tx.modes.choose(team.group.id, team.vacancy.id, Mode.DEBT)
        assert await tx.modes.of_link(team.group.id) == {team.vacancy.id: Mode.DEBT}
        await tx.modes.choose(team.group.id, team.vacancy.id, None)
        assert await tx.modes.of_link(team.group.id) == {}


async def test_a_morning_is_due_until_it_is_put_off(store: Store) -> None:
    team = await make_team(store)
    due = DueMorning(team.workspace.id, team.owner.id)
    async with store.uow.system() as tx:
        assert due in await tx.due_mornings(MORNING)
    async with store.uow(team.tenant) as tx:
        assert await tx.mornings.due(team.owner.id) is None
        await tx.mornings.save(team.owner.id, MORNING)
        await tx.mornings.save(team.owner.id, LATER)
        assert await tx.mornings.due(team.owner.id) == LATER
        await tx.commit()
    async with store.uow.system() as tx:
        assert due not in await tx.due_mornings(MORNING)
        assert due in await tx.due_mornings(LATER)
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save_member(replace(team.owner, removed_at=MORNING))
        await tx.commit()
    async with store.uow.system() as tx:
        assert due not in await tx.due_mornings(LATER)


async def test_arrivals_are_counted_by_vacancy_and_since(store: Store) -> None:
    team = await make_team(store)
    old = make_application(team, "1", stored_at=MORNING - timedelta(days=2))
    new = make_application(team, "2", standing="standing-rejected")
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(new, []), (old, [])])
        mine, since = [team.vacancy.id], MORNING - timedelta(days=1)
        assert await tx.applications.arrivals(mine, since) == [
            Arrival(new.id, new.person_id, MORNING)
        ]
        everyone = await tx.applications.arrivals(mine, since - timedelta(days=5))
        assert [one.id for one in everyone] == [old.id, new.id]
        assert await tx.applications.arrivals([], since) == []


async def test_who_was_put_off_is_so_for_the_morning(store: Store) -> None:
    team = await make_team(store)
    one, by = make_application(team, "1"), team.owner.id
    later = replace(one, handling=NEW.to(Stage.CONTACT, by, MORNING).put_off(LATER, by, MORNING))
    async with store.uow(team.tenant) as tx:
        await tx.applications.add_new([(one, []), (make_application(team, "2"), [])])
        stored = await tx.applications.handle(later)
        hour = timedelta(hours=1)
        assert await tx.applications.put_off(by, LATER, LATER + hour) == [stored]
        assert await tx.applications.put_off(by, LATER - hour, LATER) == []
        assert await tx.applications.put_off(MemberId(1), LATER, LATER + hour) == []


async def test_a_morning_to_come_is_reckoned_anew_once_the_clock_was_set_back(store: Store) -> None:
    team = await make_team(store)
    async with store.uow(team.tenant) as tx:
        await tx.mornings.save(team.owner.id, LATER)
        await tx.commit()
    async with store.uow.system() as tx:
        await tx.look_at_clock(MORNING + timedelta(hours=1))
        await tx.look_at_clock(MORNING)
        assert DueMorning(team.workspace.id, team.owner.id) in await tx.due_mornings(MORNING)
        await tx.commit()
    async with store.uow(team.tenant) as tx:
        assert await tx.mornings.due(team.owner.id) is None
