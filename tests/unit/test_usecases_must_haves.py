"""Must-haves: asked for in the form, compared with each candidate, never a reason to hide one."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain import views
from bot.domain.errors import BadInput, Stale, TooManyChosen
from bot.domain.handling import Stage
from bot.domain.site import FileRef, RemoteApplication, RemoteFile
from bot.domain.vacancy import STEPS, Step, Vacancy
from bot.usecases.keep_applications import KeepApplications
from bot.usecases.reading.screen import ReadScreen
from tests.fakes.store.kinds import VACANCIES
from tests.must_desk import POINTS, RESUME, Ad, asking_ad
from tests.office import Office

MUST = STEPS.index(Step.MUST)
TEXT = "<p>Вимоги:</p><ul><li>знання CRM</li><li>англійська B1</li><li>водійські права</li></ul>"


async def _asked(**changes: Any) -> Office:
    """The owner is at this question of the form."""
    office = await Office().open()
    vacancy = await office.vacancy(step=Step.MUST, description=TEXT, **changes)
    await office.press(office.owner, "continue", vacancy.id)
    return office


def _vacancy(office: Office) -> Vacancy:
    (vacancy,) = office.rows(VACANCIES)
    return vacancy


async def _form(office: Office) -> views.VacancyForm:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, views.VacancyForm)
    return seen.screen.view


# -- the form ---------------------------------------------------------------------------------


async def test_points_of_the_text_are_ticked_and_the_form_goes_on() -> None:
    office = await _asked()
    assert list((await _form(office)).points) == list(POINTS)
    for at in (2, 0):
        await office.press(office.owner, "must", at)
    assert _vacancy(office).must_haves == (POINTS[2], POINTS[0])
    await office.press(office.owner, "must", 2)
    assert _vacancy(office).must_haves == (POINTS[0],)
    await office.press(office.owner, "skip")
    assert (_vacancy(office).step, _vacancy(office).must_haves) == (Step.CONTACT, (POINTS[0],))


async def test_the_question_may_be_skipped() -> None:
    office = await _asked()
    await office.press(office.owner, "skip")
    assert (_vacancy(office).step, _vacancy(office).must_haves) == (Step.CONTACT, ())


async def test_what_is_typed_is_added_and_the_question_stays() -> None:
    office = await _asked()
    await office.type(office.owner, "Excel, санкнижка")
    assert _vacancy(office).must_haves == ("Excel", "санкнижка")
    assert (await _form(office)).points == [*POINTS, "Excel", "санкнижка"]
    await office.press(office.owner, "must", 3)  # it stays where it was, to be ticked again
    assert (await _form(office)).points == [*POINTS, "Excel", "санкнижка"]
    assert _vacancy(office).must_haves == ("санкнижка",)


async def test_what_asks_who_somebody_is_is_refused_in_words() -> None:
    office = await _asked()
    await office.type(office.owner, "CRM, до 35 років")
    assert office.flash(office.owner) == "bad-must-person"
    assert _vacancy(office).must_haves == ()


async def test_seven_at_most() -> None:
    office = await _asked(must_haves=tuple(f"навичка {at}" for at in range(7)))
    with pytest.raises(TooManyChosen):
        await office.press(office.owner, "must", 0)
    with pytest.raises(TooManyChosen):
        await office.type(office.owner, "Excel")


async def test_all_are_taken_by_one_tap_and_a_threshold_is_chosen() -> None:
    office = await _asked()
    await office.press(office.owner, "must_all")
    assert _vacancy(office).must_haves == POINTS
    await office.press(office.owner, "push_from", 2)
    assert _vacancy(office).push_from == 2
    await office.press(office.owner, "push_from", 0)
    assert _vacancy(office).push_from is None


async def test_more_than_seven_suggestions_are_cut_and_said_so() -> None:
    points = "".join(f"<li>навичка номер {at}</li>" for at in range(9))
    office = await Office().open()
    vacancy = await office.vacancy(step=Step.MUST, description=f"<p>Вимоги:</p><ul>{points}</ul>")
    await office.press(office.owner, "continue", vacancy.id)
    await office.press(office.owner, "must_all")
    assert len(_vacancy(office).must_haves) == 7
    assert office.flash(office.owner) == "error-too-many-chosen"


async def test_they_are_changed_from_the_vacancy_and_done_leads_back() -> None:
    office = await _asked()
    await office.press(office.owner, "vacancy", _vacancy(office).id)
    await office.press(office.owner, "change", MUST)
    await office.press(office.owner, "must", 1)
    await office.press(office.owner, "back")
    assert office.at(office.owner).place.screen == "vacancy"
    assert _vacancy(office).must_haves == (POINTS[1],)


@pytest.mark.parametrize("verb", ["must", "must_all", "push_from"])
async def test_a_button_of_another_question_is_stale(verb: str) -> None:
    office = await Office().open()
    vacancy = await office.vacancy(step=Step.CONTACT, description=TEXT)
    await office.press(office.owner, "continue", vacancy.id)
    with pytest.raises(Stale):
        await office.press(office.owner, verb)


# -- candidates -------------------------------------------------------------------------------


@pytest.fixture
async def ad() -> Ad:
    return await asking_ad()


async def test_the_card_says_how_much_a_resume_shows_and_in_which_lines(ad: Ad) -> None:
    one = await ad.answer(RESUME)
    assert (one.points_met, one.points_of) == (2, 3)
    state = ad.card.state
    assert [(it.text, it.line) for it in state.points] == [
        (POINTS[0], "Працювала у Bitrix24"),
        (POINTS[1], "Англійська — B2"),
        (POINTS[2], None),
    ]
    assert (state.compared, state.below) == (True, None)


async def test_who_sent_no_text_is_not_below_anything(ad: Ad) -> None:
    await ad.ask(*POINTS, push_from=3)
    one = await ad.answer(None)
    assert (one.points_met, one.points_of) == (None, None)
    assert (ad.card.state.compared, ad.card.state.below) == (False, None)
    assert len(ad.card.state.points) == 3


async def test_other_points_are_compared_anew_and_the_card_says_so(ad: Ad) -> None:
    await ad.answer(RESUME)
    await ad.ask("Bitrix24", "Excel")
    assert (ad.one.points_met, ad.one.points_of) == (1, 2)
    assert [it.met for it in ad.card.state.points] == [True, False]
    await ad.ask()
    assert (ad.one.points_met, ad.one.points_of) == (None, None)
    assert ad.card.state.points == ()


async def test_buttons_of_a_card_stay_good_when_points_change(ad: Ad) -> None:
    version = (await ad.answer(RESUME)).version
    await ad.ask("Excel")
    assert ad.one.version == version


async def test_the_cards_of_those_who_were_rejected_are_left_alone(ad: Ad) -> None:
    await ad.answer(RESUME)
    office, one = ad.office, ad.one
    handling = one.handling.to(Stage.REJECTED, office.owner.member_id, office.clock.now())
    async with office.transaction() as tx:
        await tx.applications.handle(replace(one, handling=handling))
    said = len(office.chat.said)
    await ad.ask("Excel")
    assert len(office.chat.said) == said
    assert ad.one.points_of == 1


async def test_ticks_in_a_row_compare_once(ad: Ad) -> None:
    await ad.answer(RESUME)
    office = ad.office
    (vacancy,) = office.rows(VACANCIES)
    await office.press(office.owner, "vacancy", vacancy.id)
    await office.press(office.owner, "change", MUST)
    for at in (0, 1, 0):
        await office.press(office.owner, "must", at)
    await office.work()
    said = len(office.chat.said)
    office.clock.advance(seconds=11)
    await office.tick()
    assert len([one for one in office.chat.said[said:] if isinstance(one.view, views.Card)]) == 1


async def test_a_file_is_read_for_them_once_it_is_there(ad: Ad) -> None:
    office = ad.office
    office.site.files["/cv"] = RemoteFile(b"%PDF resume", "cv.pdf", "application/pdf")
    office.attachments.files["%PDF resume"] = "Знаю CRM\nВодійські права категорії B"
    one = await ad.answer(None, resume=FileRef("/cv", "cv.pdf"))
    assert (one.points_met, one.file_text) == (2, "Знаю CRM\nВодійські права категорії B")
    assert [it.met for it in ad.card.state.points] == [True, False, True]


async def test_a_file_that_cannot_be_read_is_nobodys_fault(ad: Ad) -> None:
    office = ad.office
    office.site.files["/cv"] = RemoteFile(b"%PDF locked", "cv.pdf", "application/pdf")
    office.attachments.files["%PDF locked"] = BadInput("file-locked")
    one = await ad.answer(None, resume=FileRef("/cv", "cv.pdf"))
    assert (one.points_met, one.file_text) == (None, "")
    assert not ad.card.state.compared


async def test_a_file_is_not_read_where_nothing_is_asked(ad: Ad) -> None:
    await ad.ask()
    ad.office.site.files["/cv"] = RemoteFile(b"%PDF resume", "cv.pdf", "application/pdf")
    one = await ad.answer(None, resume=FileRef("/cv", "cv.pdf"))
    assert one.file_text is None


async def test_the_rest_of_a_response_is_compared_when_it_comes(ad: Ad) -> None:
    one = await ad.answer(None, unopened=True)
    assert one.points_met is None
    office = ad.office
    item = office.site.feed[0]
    assert isinstance(item, RemoteApplication)
    async with office.transaction() as tx:
        keep = office.make(KeepApplications)
        await keep.complete(tx, ad.one, replace(item, resume_text=RESUME, unopened=False))
    await office.tick()
    assert (ad.one.points_met, ad.one.points_of) == (2, 3)
    assert ad.card.state.compared


async def test_a_page_that_is_read_again_compares_nobody_again(ad: Ad) -> None:
    first = await ad.answer(RESUME)
    await ad.office.sync(ad.account)
    assert ad.one == first
