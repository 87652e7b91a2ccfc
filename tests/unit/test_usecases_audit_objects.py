"""What lines of the audit are about, and the way from a number to the candidate."""

from bot.domain.group import Did
from bot.domain.ids import to_base36
from bot.domain.views import Screen
from bot.domain.views.audit import AuditLine, AuditPage
from bot.domain.workspace import Role
from bot.usecases.reading.screen import ReadScreen
from tests.card_desk import make_desk
from tests.fakes.store.kinds import DEEDS, VACANCIES
from tests.group_desk import linked
from tests.office import Office


async def _lines(office: Office) -> dict[Did, AuditLine]:
    await office.command(office.owner, "audit")
    found = await office.make(ReadScreen)(office.owner.person)
    assert found is not None
    assert isinstance(found.screen, Screen)
    assert isinstance(found.screen.view, AuditPage)
    return {one.did: one for one in found.screen.view.lines}


async def test_who_answers_for_what_and_who_was_given_whom() -> None:
    desk = await make_desk()
    office = desk.office
    heir = await office.hire(Role.RECRUITER)
    await office.press(office.owner, "vacancy_owner", office.rows(VACANCIES)[0].id)
    await office.press(office.owner, "team_answers", heir.member_id)
    await desk.press(desk.oleh, "assign")
    await desk.press(desk.oleh, "assign_to", desk.ira.member_id)
    lines = await _lines(office)
    assert (lines[Did.ANSWERS].detail, lines[Did.ANSWERS].title) == ("recruiter", "Бариста")
    assert lines[Did.ASSIGNED].detail == "recruiter"


async def test_what_a_group_shows_is_written_down_either_way() -> None:
    office = await Office().open()
    link = await linked(office)
    await office.press(office.owner, "group", link.id)
    for verb in ("group_full_yes", "group_masked", "group_blind", "group_blind"):
        await office.press(office.owner, verb)
    said = [(one.did, one.detail) for one in office.rows(DEEDS)]
    assert said == [
        (Did.FULL_CARDS, ""),
        (Did.FULL_CARDS, "off"),
        (Did.BLIND, "on"),
        (Did.BLIND, "off"),
    ]


async def test_the_number_of_the_audit_finds_whom_the_member_may_see() -> None:
    desk = await make_desk()
    office, other = desk.office, await desk.office.hire(Role.RECRUITER)
    number = f"№{to_base36(desk.one.id)}"
    for who, found in ((office.owner, [desk.one.id]), (other, [])):
        await office.command(who, "find", number)
        assert office.at(who).draft["find"]["ids"] == found
