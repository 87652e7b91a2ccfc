"""All candidates of a vacancy: counted, narrowed, opened, put into a file, by those who may."""

from typing import Any

import pytest

from bot.domain.erasure import Erasure, Why
from bot.domain.errors import BadInput, NotAllowed, NotThere, Stale
from bot.domain.group import Did
from bot.domain.handling import Stage
from bot.domain.ids import ApplicationId, ErasureId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.views import Card, ExportFile
from bot.domain.views.reports import CandidateSheet, Home
from bot.domain.workspace import Actor, Role
from bot.usecases.erase_person import erase_job
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.store.kinds import APPLICATIONS, DEEDS, NOTICES
from tests.office import Office


async def answered(names: int = 3) -> tuple[Office, Publication]:
    """An ad with so many candidates, whose cards were told."""
    office = await Office().open()
    account = await office.account()
    ad = await office.live(account)
    for at in range(names):
        office.site.respond(str(ad.remote_id), name=f"Людина {at}", phones=(f"+38067111000{at}",))
    await office.sync(account)
    await office.work()
    return office, ad


async def seen(office: Office, who: Actor) -> Any:
    """What the person's screen shows."""
    shown = await office.make(ReadScreen)(who.person)
    assert shown is not None
    return shown.screen.view


async def test_the_vacancys_page_and_the_ads_page_lead_to_its_candidates() -> None:
    office, ad = await answered()
    await office.press(office.owner, "vacancy", ad.vacancy_id)
    assert (await seen(office, office.owner)).candidates == 3
    await office.press(office.owner, "home", ad.vacancy_id)
    home = await seen(office, office.owner)
    assert isinstance(home, Home)
    assert (home.count, home.tally.people, home.tally.stages) == (3, 3, {Stage.NEW: 3})
    await office.press(office.owner, "publication", ad.id)
    assert (await seen(office, office.owner)).may_see
    await office.press(office.owner, "home_ad", ad.id)
    home = await seen(office, office.owner)
    assert (home.sieve.site, home.count) == (ad.site, 3)


async def test_they_are_narrowed_by_stage_and_site_and_a_second_tap_shows_all() -> None:
    office, ad = await answered()
    await office.press(office.owner, "home", ad.vacancy_id)
    await office.press(office.owner, "home_stage", list(Stage).index(Stage.HIRED))
    home = await seen(office, office.owner)
    assert (home.count, home.sieve.stage, home.tally.people) == (0, Stage.HIRED, 3)
    await office.press(office.owner, "home_stage", list(Stage).index(Stage.HIRED))
    assert (await seen(office, office.owner)).count == 3
    await office.press(office.owner, "home_site", 0)
    assert (await seen(office, office.owner)).sieve.site == ad.site
    with pytest.raises(Stale):
        await office.press(office.owner, "home_stage", 99)
    with pytest.raises(Stale):
        await office.press(office.owner, "home_page", 1, version=1)


async def test_pages_stay_within_what_there_is() -> None:
    office, ad = await answered(20)
    await office.press(office.owner, "home", ad.vacancy_id)
    await office.press(office.owner, "home_page", 2)
    home = await seen(office, office.owner)
    assert (home.page, home.pages, len(home.listed)) == (2, 3, 4)
    await office.press(office.owner, "home_page", 77)
    assert (await seen(office, office.owner)).page == 2


async def test_a_line_leads_to_the_card_wherever_that_stands() -> None:
    office, ad = await answered(1)
    (one,) = office.rows(APPLICATIONS)
    before = [view for view in office.said(office.owner) if isinstance(view, Card)]
    await office.press(office.owner, "home", ad.vacancy_id)
    await office.press(office.owner, "home_one", one.id)
    await office.work()
    after = [view for view in office.said(office.owner) if isinstance(view, Card)]
    assert len(after) == len(before) + 1
    admin = await office.hire(Role.ADMIN)  # has no card of it so far
    await office.press(admin, "home_one", one.id)
    await office.press(admin, "home_one", one.id)  # is on its way
    await office.work()
    assert len(office.said(admin)) == 1


async def test_somebody_erased_meanwhile_is_not_there() -> None:
    office, ad = await answered(2)
    one, other = office.rows(APPLICATIONS)
    await office.press(office.owner, "home", ad.vacancy_id)
    await erase(office, one.id)
    with pytest.raises(NotThere):
        await office.press(office.owner, "home_one", one.id)
    await office.press(office.owner, "home", ad.vacancy_id)
    home = await seen(office, office.owner)
    assert [line.application_id for line in home.listed] == [other.id]
    assert (home.tally.people, home.tally.erased, home.count) == (2, 1, 1)


async def erase(office: Office, application_id: ApplicationId) -> None:
    """Whoever that is goes."""
    erasure = Erasure(
        ErasureId(new_id()),
        office.workspace.id,
        Why.ASKED,
        (application_id,),
        office.clock.now(),
        office.owner.member_id,
    )
    async with office.transaction() as tx:
        await tx.erasing.add(erasure)
    await office.run(erase_job(erasure))


async def test_a_recruiter_sees_own_vacancies_alone_and_a_hiring_manager_none() -> None:
    office, ad = await answered()
    (one, *_) = office.rows(APPLICATIONS)
    recruiter, manager = await office.hire(Role.RECRUITER), await office.hire(Role.HIRING_MANAGER)
    for who in (recruiter, manager):
        for verb, key in (
            ("home", ad.vacancy_id),
            ("home_ad", ad.id),
            ("home_one", one.id),
            ("home_xlsx", ad.vacancy_id),
            ("home_funnel", ad.vacancy_id),
        ):
            with pytest.raises(NotAllowed):
                await office.press(who, verb, key)
    await office.press(recruiter, "vacancy", ad.vacancy_id)
    assert (await seen(office, recruiter)).candidates is None
    own = await office.vacancy(owner_id=recruiter.member_id)
    await office.press(recruiter, "home", own.id)
    assert isinstance(await seen(office, recruiter), Home)
    await office.demote(recruiter, Role.HIRING_MANAGER)
    assert not isinstance(await seen(office, recruiter), Home)


async def test_the_file_holds_all_and_is_written_down_and_goes_after_an_hour() -> None:
    office, ad = await answered()
    await office.press(office.owner, "home", ad.vacancy_id)
    await office.press(office.owner, "home_xlsx", ad.vacancy_id)
    await office.work()
    sheet = next(one for one in office.said(office.owner) if isinstance(one, CandidateSheet))
    assert sorted(row.name for row in sheet.rows) == ["Людина 0", "Людина 1", "Людина 2"]
    assert sheet.rows[0].phones[0].startswith("+38067")
    deeds = [(one.did, one.subject_id, one.detail) for one in office.rows(DEEDS)]
    assert (Did.EXPORTED, ad.vacancy_id, "vacancy") in deeds
    office.clock.advance(hours=1, minutes=1)
    await office.tick()
    assert [one.kind for one in office.rows(NOTICES)].count(NoticeKind.FORGET) == 1
    assert len(office.chat.erased) == 1


async def test_erasing_one_of_them_takes_the_file_away() -> None:
    office, ad = await answered()
    one = office.rows(APPLICATIONS)[0]
    await office.press(office.owner, "home_xlsx", ad.vacancy_id)
    await office.work()
    file = next(it for it in office.chat.said if isinstance(it.view, CandidateSheet))
    await erase(office, one.id)
    await office.work()
    assert file.message_id in [message_id for _, message_id in office.chat.erased]


async def test_a_file_that_was_on_its_way_meanwhile_goes_too() -> None:
    office, ad = await answered()
    one = office.rows(APPLICATIONS)[0]
    await office.press(office.owner, "home_xlsx", ad.vacancy_id)

    async def meanwhile() -> None:
        sending = [it.kind for it in office.rows(NOTICES) if it.state is NoticeState.SENDING]
        if NoticeKind.EXPORT in sending:
            office.chat.meanwhile = _nothing
            await erase(office, one.id)

    office.chat.meanwhile = meanwhile
    await office.work()
    file = next(it for it in office.chat.said if isinstance(it.view, CandidateSheet))
    assert isinstance(file.view, CandidateSheet)
    assert len(file.view.rows) == 3
    for _ in range(3):
        office.clock.advance(minutes=1)
        await office.tick()
    assert file.message_id in [message_id for _, message_id in office.chat.erased]


async def _nothing() -> None: ...


async def test_who_lost_the_right_gets_no_file_and_who_was_erased_is_not_in_it() -> None:
    office, ad = await answered()
    admin = await office.hire(Role.ADMIN)
    await office.press(admin, "home_xlsx", ad.vacancy_id)
    await office.demote(admin, Role.RECRUITER)
    await office.press(office.owner, "home_xlsx", ad.vacancy_id)
    await erase(office, office.rows(APPLICATIONS)[0].id)
    await office.work()
    assert office.said(admin) == []
    sheet = next(one for one in office.said(office.owner) if isinstance(one, CandidateSheet))
    assert len(sheet.rows) == 2


async def test_other_files_are_still_for_those_who_run_the_team() -> None:
    office, ad = await answered(1)
    admin = await office.hire(Role.ADMIN)
    await office.press(admin, "export_csv", ad.vacancy_id)
    await office.demote(admin, Role.RECRUITER)
    await office.work()
    assert not any(isinstance(one, ExportFile) for one in office.said(admin))


async def test_an_ad_has_a_price_that_can_be_taken_away() -> None:
    office, ad = await answered(2)
    await office.press(office.owner, "price", ad.id)
    with pytest.raises(BadInput):
        await office.type(office.owner, "дорого")
    await office.type(office.owner, "450 грн")
    kept = await office.publication_now(ad)
    assert (kept.paid, kept.paid_currency) == (450, "UAH")
    assert office.flash(office.owner) == "done-priced"
    assert office.at(office.owner).place.screen == "publication"
    await office.press(office.owner, "price", ad.id)
    await office.press(office.owner, "price_clear", ad.id)
    assert (await office.publication_now(ad)).paid is None
    with pytest.raises(Stale):
        await office.press(office.owner, "price_clear", ad.id)
