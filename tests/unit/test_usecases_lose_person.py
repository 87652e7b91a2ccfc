"""An account that Telegram has deleted: its id may come back as somebody else."""

from dataclasses import replace

import pytest
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.domain.errors import NotAllowed
from bot.domain.ids import MemberId
from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.team import Word
from bot.domain.views import Card
from bot.domain.views.team import TeamWord
from bot.domain.workspace import Actor, Person, Role
from bot.ports import Gone
from bot.usecases.enter import Start
from bot.usecases.invite import IssueInvite
from bot.usecases.lose_person import lose_person
from bot.usecases.note_chat import NoteChat
from handlers.outcomes import outcome_of
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, MEMBERS
from tests.group_desk import candidate, group_of, linked
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


async def own(office: Office, who: Actor) -> Publication:
    """An ad of a vacancy that the member answers for."""
    ad = await candidate(office)
    async with office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.vacancy_id)
        await tx.vacancies.save(replace(vacancy, owner_id=who.member_id))
    return ad


async def vanish(office: Office, who: Actor) -> None:
    """Telegram says so when the bot answers."""
    office.chat.answer(who.chat_id, Gone(person=True))
    await office.command(who, "menu")
    await office.work()


async def come(office: Office, user_id: int) -> None:
    """Somebody writes with that id."""
    await office.make(NoteChat)(office.owner.person, user_id, here=True)
    await office.work()


def words(office: Office, who: Actor) -> list[Word]:
    return [one.change.word for one in office.said(who) if isinstance(one, TeamWord)]


async def test_whoever_gets_the_id_of_a_deleted_account_may_nothing(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    await vanish(office, ira)
    await come(office, ira.user_id)
    with pytest.raises(NotAllowed):
        await office.press(ira, "menu")


async def test_who_runs_the_team_is_told_once(office: Office) -> None:
    admin, ira = await office.hire(Role.ADMIN), await office.hire(Role.RECRUITER)
    other = await office.hire(Role.RECRUITER)
    await vanish(office, ira)
    async with office.store.uow.system() as tx:  # it was found out in two places
        await lose_person(tx, BOT_ID, ira.user_id, office.clock.now())
        await tx.commit()
    await office.work()
    for who in (office.owner, admin):
        assert words(office, who) == [Word.VANISHED]
    assert words(office, other) == []


async def test_a_blocked_bot_ends_no_membership(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    office.chat.answer(ira.chat_id, Gone())
    await office.command(ira, "menu")
    await office.work()
    await come(office, ira.user_id)
    await office.press(ira, "menu")


async def test_what_was_owed_to_the_deleted_account_is_not_sent_to_its_heir(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    ad = await own(office, ira)
    await vanish(office, ira)
    shown = len(office.said(ira))
    await candidate(office, ad)
    await office.work()
    await come(office, ira.user_id)
    assert not [one for one in office.said(ira)[shown:] if isinstance(one, Card)]
    assert [one for one in office.said(office.owner) if isinstance(one, Card)]


async def test_groups_stay_and_the_owner_has_the_candidates(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    await linked(office, linked_by=ira.member_id)
    await vanish(office, ira)
    assert group_of(office).gone_since is None
    (gone,) = [one for one in office.rows(MEMBERS) if one.id == ira.member_id]
    assert gone.removed_at is not None
    assert gone.heir_id == office.owner.member_id


async def test_the_owner_gets_the_candidates_that_a_deleted_account_had(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    ad = await own(office, ira)
    await candidate(office, ad)
    await office.work()
    taken = office.rows(APPLICATIONS)[-1].id
    await office.press(ira, "take", taken)

    def whose() -> MemberId | None:
        (found,) = [one for one in office.rows(APPLICATIONS) if one.id == taken]
        return found.handling.assignee_id

    assert whose() == ira.member_id
    await vanish(office, ira)
    await office.tick()
    await office.work()
    assert whose() == office.owner.member_id
    (gone,) = [one for one in office.rows(MEMBERS) if one.id == ira.member_id]
    assert gone.heir_id is None


async def test_the_owner_answers_for_the_vacancies_of_a_deleted_account(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    ad = await own(office, ira)
    await vanish(office, ira)
    await office.tick()
    async with office.transaction() as tx:
        vacancy = await tx.vacancies.get(ad.vacancy_id)
    assert (vacancy.owner_id, vacancy.team) == (office.owner.member_id, ())


async def test_the_invites_of_a_deleted_account_let_nobody_in(office: Office) -> None:
    ada = await office.hire(Role.ADMIN)
    await office.press(ada, "team")
    await office.press(ada, "invite", tuple(Role).index(Role.RECRUITER))
    token = office.at(ada).draft["token"]
    before, stranger = Person(770, 770), Person(771, 771)
    await office.make(Start)(before, office.typed(""), name="Хтось", language="uk", token=token)
    assert "invited_to" in office.at(before).draft
    await vanish(office, ada)
    await office.tick()
    async with office.transaction() as tx:
        assert await tx.invites.open(office.clock.now()) == []
    await office.make(Start)(stranger, office.typed(""), name="Хтось", language="uk", token=token)
    assert [one for one in office.rows(MEMBERS) if one.user_id == 771] == []
    assert "invited_to" not in office.at(stranger).draft


async def test_an_invite_brings_the_person_back_as_the_same_member(office: Office) -> None:
    ira = await office.hire(Role.RECRUITER)
    await vanish(office, ira)
    token = await office.make(IssueInvite)(office.workspace.id, Role.RECRUITER)
    person = Person(ira.user_id, ira.chat_id)
    await office.make(Start)(person, office.typed(""), name="Ірина", language="uk", token=token)
    await office.press(person, "lang", 0)
    await office.press(person, "consent")
    (back,) = [one for one in office.rows(MEMBERS) if one.user_id == ira.user_id]
    assert (back.id, back.removed_at, back.heir_id) == (ira.member_id, None, None)


async def test_the_only_owner_comes_back_by_an_operators_invite(office: Office) -> None:
    await vanish(office, office.owner)
    assert [one.removed_at is None for one in office.rows(MEMBERS)] == [False]
    await office.make(IssueInvite)(office.workspace.id, Role.OWNER)


@pytest.mark.parametrize(
    ("refusal", "deleted"),
    [
        (Forbidden("Forbidden: user is deactivated"), True),
        (BadRequest("user is deactivated"), True),
        (Forbidden("Forbidden: bot was blocked by the user"), False),
        (BadRequest("Chat not found"), False),
        (BadRequest("group chat was deactivated"), False),
    ],
)
def test_telegrams_words_of_a_deleted_account_are_known(
    refusal: TelegramError, deleted: bool
) -> None:
    assert outcome_of(refusal, Paces()) == Gone(person=deleted)
