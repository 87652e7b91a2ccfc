"""The ways to erasing: asked for by a number, by a card, or because the time is up; and exports."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import views
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.group import Did
from bot.domain.site import Ad
from bot.domain.workspace import Role
from bot.usecases.keep_retention import KeepRetention
from bot.usecases.note_chat import NoteChat
from tests.card_desk import CHAT, Desk, make_desk
from tests.fakes.store.kinds import APPLICATIONS, ERASURES, PUBLICATIONS, RETENTIONS

DAY = timedelta(days=1)


@pytest.fixture
async def desk() -> Desk:
    return await make_desk()


async def _done(desk: Desk) -> None:
    for _ in range(4):
        await desk.office.tick()
        desk.office.clock.advance(minutes=15)


def _screen(desk: Desk) -> Any:
    (living,) = [
        one.view.view
        for one in desk.office.chat.now(desk.oleh.chat_id)
        if isinstance(one.view, views.Screen)
    ]
    return living


async def test_a_name_behind_the_command_is_looked_for_at_once_and_confirms_nothing(
    desk: Desk,
) -> None:
    office = desk.office
    await office.command(desk.oleh, "forget", "коваль")
    await office.work()
    page = _screen(desk)
    assert isinstance(page, views.ForgetPerson)
    assert page.name == "Олена Коваль"
    assert office.rows(ERASURES) == []
    await office.command(desk.oleh, "forget", "067 123-45-21")
    await _done(desk)
    assert office.rows(ERASURES) == []
    assert len(office.rows(APPLICATIONS)) == 1


async def test_somebody_is_found_shown_confirmed_and_gone(desk: Desk) -> None:
    office = desk.office
    await office.command(desk.oleh, "forget")
    typed = await office.type(desk.oleh, "коваль")
    await office.work()
    page = _screen(desk)
    assert isinstance(page, views.ForgetPerson)
    assert (page.name, len(page.records), page.code) == ("Олена Коваль", 1, None)
    assert sorted(page.chats) == [("Команда", True), ("Олег Щур", False)]
    assert (desk.oleh.chat_id, typed.message_id) in office.chat.erased
    await office.type(desk.oleh, "0000")
    assert office.flash(desk.oleh) == "erase-wrong"
    confirmed = await office.type(desk.oleh, "067 123-45-21")
    assert office.flash(desk.oleh) == "erase-begun"
    await _done(desk)
    assert office.rows(APPLICATIONS) == []
    assert (desk.oleh.chat_id, confirmed.message_id) in office.chat.erased
    assert Did.ERASED in [did for did, _ in desk.deeds()]
    assert "Олена" not in str(office.chat.now(desk.oleh.chat_id))


async def test_of_several_one_is_chosen(desk: Desk) -> None:
    office = desk.office
    office.site.respond(desk.one.remote_ad_id, name="Петро Коваль")
    await office.sync(await _account(desk))
    await office.command(desk.oleh, "forget")
    await office.type(desk.oleh, "Коваль")
    await office.work()
    listed = _screen(desk)
    assert isinstance(listed, views.Forget)
    assert len(listed.found) == 2
    petro = next(one for one in listed.found if one.name == "Петро Коваль")
    await office.press(desk.oleh, "erase_one", petro.application_id)
    await office.work()
    page = _screen(desk)
    assert page.name == "Петро Коваль"
    await office.type(desk.oleh, page.code)
    await _done(desk)
    assert [one.name for one in office.rows(APPLICATIONS)] == ["Олена Коваль"]


async def _account(desk: Desk) -> Any:
    async with desk.office.transaction() as tx:
        return (await tx.accounts.all())[0]


async def test_the_button_of_a_card_leads_there_from_the_group_too(desk: Desk) -> None:
    assert await desk.press(desk.oleh, "erase_card") is None
    assert isinstance(_screen(desk), views.ForgetPerson)
    await desk.office.press(desk.oleh, "menu")
    flash = await desk.in_group(desk.oleh, "erase_card")
    assert flash is not None
    assert flash.text_id == "group-sent"
    assert isinstance(_screen(desk), views.ForgetPerson)
    assert "Олена Коваль" not in str(desk.office.chat.now(CHAT))


async def test_a_recruiter_erases_and_exports_nobody(desk: Desk) -> None:
    for verb in ("erase", "erase_card", "export", "person_csv", "erase_now_yes"):
        with pytest.raises(NotAllowed):
            await desk.press(desk.ira, verb)
    with pytest.raises(NotAllowed):
        await desk.office.command(desk.ira, "forget")


async def test_a_right_lost_before_the_number_was_typed_lets_nobody_go(desk: Desk) -> None:
    office = desk.office
    admin = await office.hire(Role.ADMIN)
    await office.command(admin, "forget")
    await office.type(admin, "Коваль")
    await office.demote(admin, Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.type(admin, "4521")
    assert office.rows(ERASURES) == []


async def test_what_came_since_it_was_shown_is_shown_first(desk: Desk) -> None:
    office = desk.office
    await office.command(desk.oleh, "forget")
    await office.type(desk.oleh, "4521")
    again = {"name": "Олена Коваль", "phones": desk.one.phones}
    office.site.respond(desk.one.remote_ad_id, **again)
    await office.sync(await _account(desk))
    await office.type(desk.oleh, "4521")
    assert office.rows(ERASURES) == []
    await office.type(desk.oleh, "4521")
    (erasure,) = office.rows(ERASURES)
    assert len(erasure.applications) == 2


async def test_who_is_being_erased_is_not_erased_twice(desk: Desk) -> None:
    office = desk.office
    for _ in range(2):
        await office.command(desk.oleh, "forget")
        await office.type(desk.oleh, "4521")
        await office.type(desk.oleh, "4521")
    assert office.flash(desk.oleh) == "erase-under-way"
    assert len(office.rows(ERASURES)) == 1


# -- retention ----------------------------------------------------------------------------


async def _close(desk: Desk, ad: Ad = Ad.ENDED) -> None:
    async with desk.office.transaction() as tx:
        (one,) = await tx.publications.all()
        await tx.publications.save(replace(one, ad=ad))


async def _days(desk: Desk, count: int) -> None:
    """The daily pass, for so many days."""
    for _ in range(count):
        await desk.office.make(KeepRetention)()
        desk.office.clock.advance(DAY)
        await desk.office.work()


def _warnings(desk: Desk) -> list[Any]:
    return [one for one in desk.office.said(desk.oleh) if isinstance(one, views.RetentionWarning)]


async def test_candidates_of_a_closed_vacancy_go_after_a_warning(desk: Desk) -> None:
    await _days(desk, 3)
    assert desk.office.rows(RETENTIONS) == []
    await _close(desk)
    await _days(desk, 170)
    assert _warnings(desk) == []
    await _days(desk, 8)
    (warning,) = _warnings(desk)
    assert (warning.count, warning.asked) == (1, False)
    assert desk.office.rows(APPLICATIONS) != []
    await _days(desk, 9)
    await _done(desk)
    assert desk.office.rows(APPLICATIONS) == []
    (receipt,) = [one for one in desk.office.said(desk.oleh) if isinstance(one, views.Erased)]
    assert receipt.why == "retention"
    await _days(desk, 200)
    assert len(_warnings(desk)) == 1


async def test_where_the_owner_can_not_be_told_an_admin_is(desk: Desk) -> None:
    office = desk.office
    admin = await office.hire(Role.ADMIN)
    await office.make(NoteChat)(desk.oleh.person, desk.oleh.chat_id, here=False)
    await _close(desk)
    await _days(desk, 178)
    assert _warnings(desk) == []
    (warning,) = [one for one in office.said(admin) if isinstance(one, views.RetentionWarning)]
    assert warning.count == 1


async def test_an_ad_that_is_up_again_sets_the_clock_back(desk: Desk) -> None:
    await _close(desk)
    await _days(desk, 100)
    await _close(desk, Ad.LIVE)
    await _days(desk, 2)
    assert desk.office.rows(RETENTIONS) == []


async def test_consent_keeps_them_for_another_term(desk: Desk) -> None:
    await _set(desk, 3)
    await _close(desk)
    await _days(desk, 88)
    (warning,) = _warnings(desk)
    await desk.office.press(desk.oleh, "keep_longer", warning.vacancy_id, version=0)
    await _days(desk, 80)
    assert desk.office.rows(APPLICATIONS) != []
    assert Did.PROLONGED in [did for did, _ in desk.deeds()]
    await _days(desk, 20)
    assert desk.office.rows(APPLICATIONS) == []


async def _set(desk: Desk, months: int) -> None:
    await desk.office.command(desk.oleh, "privacy")
    await desk.office.press(desk.oleh, {3: "keep_quarter", 12: "keep_year"}[months])
    await desk.office.work()
    assert _screen(desk).months == months


async def test_they_may_go_at_once_after_one_more_question(desk: Desk) -> None:
    office = desk.office
    await _set(desk, 3)
    await _close(desk)
    await _days(desk, 88)
    (warning,) = _warnings(desk)
    await office.press(desk.oleh, "erase_now", warning.vacancy_id, version=0)
    await office.work()
    assert _screen(desk).asked
    assert office.rows(APPLICATIONS) != []
    await office.press(desk.oleh, "erase_now_yes", warning.vacancy_id)
    await _done(desk)
    assert office.rows(APPLICATIONS) == []


async def test_nobody_goes_whose_vacancy_is_open_again_since_the_warning(desk: Desk) -> None:
    office = desk.office
    await _set(desk, 3)
    await _close(desk)
    await _days(desk, 88)
    (warning,) = _warnings(desk)
    await office.press(desk.oleh, "erase_now", warning.vacancy_id, version=0)
    await _close(desk, Ad.LIVE)
    for verb in ("erase_now_yes", "keep_longer"):
        with pytest.raises(NotThere):
            await office.press(desk.oleh, verb, warning.vacancy_id)
    await _done(desk)
    assert office.rows(APPLICATIONS) != []


async def test_nobody_is_prolonged_whose_vacancy_is_open(desk: Desk) -> None:
    (ad,) = desk.office.rows(PUBLICATIONS)
    with pytest.raises(NotThere):
        await desk.office.press(desk.oleh, "keep_longer", ad.vacancy_id, version=0)


# -- export -------------------------------------------------------------------------------


def _files(desk: Desk) -> list[views.ExportFile]:
    return [one for one in desk.office.said(desk.oleh) if isinstance(one, views.ExportFile)]


async def test_a_double_tap_sends_one_file_and_a_later_one_another(desk: Desk) -> None:
    office = desk.office
    (ad,) = office.rows(PUBLICATIONS)
    for _ in range(2):
        await office.press(desk.oleh, "export_csv", ad.vacancy_id, version=0)
        await office.work()
    assert len(_files(desk)) == 1
    assert [did for did, _ in desk.deeds()].count(Did.EXPORTED) == 1
    await office.press(desk.oleh, "export_json", ad.vacancy_id, version=0)
    office.clock.advance(seconds=6)
    await office.press(desk.oleh, "export_csv", ad.vacancy_id, version=0)
    await office.work()
    assert len(_files(desk)) == 3


async def test_an_export_is_logged_and_leaves_the_chat_after_an_hour(desk: Desk) -> None:
    office = desk.office
    (ad,) = office.rows(PUBLICATIONS)
    await office.command(desk.oleh, "export")
    await office.press(desk.oleh, "export_one", ad.vacancy_id)
    await office.press(desk.oleh, "export_csv", ad.vacancy_id)
    await office.work()
    (file,) = _files(desk)
    text = file.content.decode("utf-8-sig")
    assert "Олена Коваль" in text
    assert "'+380671234521" in text  # a text, not a formula
    assert (Did.EXPORTED, "vacancy") in desk.deeds()
    number = next(
        one.message_id
        for one in office.chat.now(desk.oleh.chat_id)
        if isinstance(one.view, views.ExportFile)
    )
    office.clock.advance(minutes=59)
    await office.tick()
    assert (desk.oleh.chat_id, number) not in office.chat.erased
    office.clock.advance(minutes=2)
    await office.tick()
    assert (desk.oleh.chat_id, number) in office.chat.erased


async def test_a_person_is_exported_as_json_and_forgotten_with_the_file(desk: Desk) -> None:
    office = desk.office
    await desk.press(desk.oleh, "erase_card")
    await office.press(desk.oleh, "person_json", desk.one.id)
    await office.work()
    (file,) = _files(desk)
    (row,) = json.loads(file.content.decode("utf-8-sig"))
    assert row["phones"] == ["+380671234521"]
    await office.type(desk.oleh, "4521")
    await _done(desk)
    assert "Олена" not in str(office.chat.now(desk.oleh.chat_id))


async def test_privacy_tells_who_looked(desk: Desk) -> None:
    await desk.in_group(desk.ira, "contact")
    await desk.office.command(desk.oleh, "privacy")
    await desk.office.work()
    page = _screen(desk)
    assert [(one.who, one.count) for one in page.looked] == [("recruiter", 1)]
    assert (page.applications, page.may_manage) == (1, True)
    await desk.office.press(desk.oleh, "stop_off")
    await desk.office.work()
    assert not _screen(desk).stop
