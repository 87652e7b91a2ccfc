"""Lists of vacancies: found by typing, copied, kept as templates, put away and brought back."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.conversation import Place
from bot.domain.errors import IllegalTransition, NotAllowed, Stale
from bot.domain.pay import Pay
from bot.domain.publication import Status
from bot.domain.site import Ad, Entry
from bot.domain.vacancy import Contact, Shelf, Step, Vacancy
from bot.domain.views import View
from bot.domain.workspace import Role
from bot.ports import CachedDictionary
from bot.usecases.reading.screen import ReadScreen
from tests.advert import Advert
from tests.fakes.sites import CITIES
from tests.fakes.store.kinds import PUBLICATIONS, VACANCIES
from tests.office import FIELDS, Office

YES = (Entry("1", {"uk": "✓"}),)


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def _view(office: Office) -> View:
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    return seen.screen.view


async def _listed(office: Office) -> views.Vacancies:
    found = await _view(office)
    assert isinstance(found, views.Vacancies), found
    return found


def _titles(listed: views.Vacancies) -> list[str]:
    return [one.title for one, _ in listed.items]


def _vacancy(office: Office, vacancy_id: int) -> Vacancy:
    return next(one for one in office.rows(VACANCIES) if one.id == vacancy_id)


def _here(office: Office) -> Vacancy:
    """The vacancy whose page the owner sees."""
    place = office.at(office.owner).place
    assert place.screen == "vacancy"
    return _vacancy(office, place.subject)


# -- the list --------------------------------------------------------------------------------


async def test_a_list_counts_publications_by_status(office: Office) -> None:
    account, vacancy = await office.account(), await office.vacancy()
    for remote_id in ("1", "2"):
        await office.live(account, vacancy=vacancy, remote_id=remote_id)
    await office.publication(account, vacancy=vacancy)
    await office.command(office.owner, "vacancies")
    ((_, counts),) = (await _listed(office)).items
    assert counts == {Status.PUBLISHED: 2, Status.DRAFT: 1}


async def test_sixty_vacancies_are_found_by_what_is_typed_and_turned_page_by_page(
    office: Office,
) -> None:
    for number in range(60):
        await office.vacancy(title=f"Бариста {number}", city="Львів" if number % 2 else "Київ")
    await office.command(office.owner, "vacancies")
    assert (await _listed(office)).pages == 8
    await office.type(office.owner, "  ЛЬВІВ   бариста ")
    listed = await _listed(office)
    assert (listed.pages, listed.page, listed.find) == (4, 0, "ЛЬВІВ бариста")
    await office.press(office.owner, "find_page", 3)
    listed = await _listed(office)
    assert (listed.page, len(listed.items), listed.find) == (3, 6, "ЛЬВІВ бариста")
    await office.type(office.owner, "59")
    assert _titles(await _listed(office)) == ["Бариста 59"]
    await office.press(office.owner, "vacancies")
    assert (await _listed(office)).pages == 8


async def test_titles_come_before_what_only_stands_in_the_text(office: Office) -> None:
    await office.vacancy(title="Кава в зернах")
    await office.vacancy(title="Бариста", description="<p>Варити <b>каву</b> й читати p</p>")
    await office.command(office.owner, "vacancies")
    await office.type(office.owner, "кав")
    assert _titles(await _listed(office)) == ["Кава в зернах", "Бариста"]


@pytest.mark.parametrize("typed", ["li", "<p>", "👩‍🍳" * 200, "%_'\"\\"])
async def test_odd_words_find_nothing_and_break_nothing(office: Office, typed: str) -> None:
    await office.vacancy(description="<ul><li>Варити каву</li></ul>")
    await office.command(office.owner, "vacancies")
    await office.type(office.owner, typed)
    listed = await _listed(office)
    assert (listed.items, listed.find) == ([], typed[:80])


async def test_a_page_of_a_list_that_was_left_is_stale(office: Office) -> None:
    with pytest.raises(Stale):
        await office.press(office.owner, "find_page", 1)


# -- copies ----------------------------------------------------------------------------------


async def test_a_copy_is_a_new_draft_of_who_made_it(office: Office) -> None:
    old = await office.vacancy(pay=Pay(25_000, None), contact=Contact("Олена"))
    recruiter = await office.hire(Role.RECRUITER)
    await office.press(recruiter, "copy", old.id)
    (copy,) = [one for one in office.rows(VACANCIES) if one.id != old.id]
    same = replace(copy, id=old.id, owner_id=old.owner_id, created_at=old.created_at)
    assert replace(same, copied_from=None) == old
    assert (copy.owner_id, copy.copied_from) == (recruiter.member_id, old.id)
    assert office.at(recruiter).place == Place("vacancy", copy.id)
    assert office.flash(recruiter) == "done-copied"


async def test_a_second_tap_makes_no_second_copy(office: Office) -> None:
    old = await office.vacancy()
    await office.press(office.owner, "vacancy", old.id)
    version = office.at(office.owner).version
    await office.press(office.owner, "copy", old.id)
    with pytest.raises(Stale):
        await office.press(office.owner, "copy", old.id, version=version)
    assert len(office.rows(VACANCIES)) == 2


async def test_a_copy_of_a_copy_remembers_what_was_chosen_for_the_same_account(
    office: Office,
) -> None:
    account, old = await office.account(), await office.vacancy()
    await office.live(account, vacancy=old, fields={**FIELDS, "hot": YES})
    await office.press(office.owner, "copy", old.id)
    await office.press(office.owner, "copy", _here(office).id)
    await office.press(office.owner, "publish", _here(office).id)
    await office.press(office.owner, "under", account.id)
    await office.work()
    made = office.rows(PUBLICATIONS)[-1]
    assert (made.fields, made.remote_id) == ({**FIELDS, "hot": YES}, None)


async def test_what_followed_from_the_old_text_follows_from_the_new_one(office: Office) -> None:
    account = await office.account()
    async with office.store.uow.system() as system:
        await system.save_dictionary("fake", "city", CachedDictionary(CITIES, office.clock.now()))
        await system.commit()
    old = await office.vacancy()
    await office.live(account, vacancy=old)
    await office.press(office.owner, "copy", old.id)
    async with office.transaction() as tx:
        await tx.vacancies.save(replace(_here(office), city="Львів"))
    await office.press(office.owner, "publish", _here(office).id)
    await office.press(office.owner, "under", account.id)
    made = office.rows(PUBLICATIONS)[-1]
    assert made.fields["city"] == CITIES[1:2]
    assert made.fields["publication"] == FIELDS["publication"]


async def test_what_it_was_copied_from_may_be_gone(office: Office) -> None:
    account, old = await office.account(), await office.vacancy()
    await office.press(office.owner, "copy", old.id)
    copy = _here(office)
    await office.press(office.owner, "delete", old.id)
    await office.press(office.owner, "delete_yes", old.id)
    await office.press(office.owner, "publish", copy.id)
    await office.press(office.owner, "under", account.id)
    assert office.rows(PUBLICATIONS)[0].fields == {}


# -- templates -------------------------------------------------------------------------------


async def test_a_template_is_kept_for_the_company_and_vacancies_are_made_from_it(
    office: Office,
) -> None:
    old = await office.vacancy()
    await office.press(office.owner, "vacancy", old.id)
    await office.press(office.owner, "template", old.id)
    assert (_here(office), office.flash(office.owner)) == (old, "done-template")
    await office.command(office.owner, "vacancies")
    listed = await _listed(office)
    assert (len(listed.items), listed.others[Shelf.TEMPLATE]) == (1, 1)
    await office.press(office.owner, "templates")
    ((template, _),) = (await _listed(office)).items
    recruiter = await office.hire(Role.RECRUITER)
    await office.press(recruiter, "copy", template.id)
    assert office.flash(recruiter) == "done-from-template"
    made = _vacancy(office, office.at(recruiter).place.subject)
    assert (made.shelf, made.title) == (Shelf.OPEN, old.title)


async def test_a_template_is_changed_and_removed_like_a_vacancy(office: Office) -> None:
    old = await office.vacancy()
    template = await office.vacancy(shelf=Shelf.TEMPLATE, copied_from=old.id)
    await office.press(office.owner, "vacancy", template.id)
    await office.press(office.owner, "change", list(Step).index(Step.CITY))
    await office.type(office.owner, "Львів")
    assert _here(office).city == "Львів"
    assert _vacancy(office, old.id).city == "Київ"
    await office.press(office.owner, "delete", template.id)
    await office.press(office.owner, "delete_yes", template.id)
    assert office.at(office.owner).place == Place("templates")
    assert office.rows(VACANCIES) == [old]


async def test_a_new_vacancy_offers_the_templates_at_its_first_question_only(
    office: Office,
) -> None:
    await office.vacancy(shelf=Shelf.TEMPLATE)
    await office.command(office.owner, "new")
    first = await _view(office)
    assert isinstance(first, views.VacancyForm)
    assert first.templates == 1
    await office.type(office.owner, "Кухар")
    second = await _view(office)
    assert isinstance(second, views.VacancyForm)
    assert second.templates == 0


async def test_a_template_is_published_nowhere_and_never_archived(office: Office) -> None:
    template = await office.vacancy(shelf=Shelf.TEMPLATE, step=Step.CITY)
    with pytest.raises(NotAllowed):
        await office.press(office.owner, "publish", template.id)
    with pytest.raises(NotAllowed):
        await office.press(office.owner, "publish_anyway", template.id)
    with pytest.raises(IllegalTransition):
        await office.press(office.owner, "put_away", template.id)
    await office.command(office.owner, "new")
    assert office.at(office.owner).place.screen == "vacancy_form"  # no draft waits


# -- the archive -----------------------------------------------------------------------------


async def test_the_archive_hides_a_vacancy_and_gives_it_back(office: Office) -> None:
    vacancy = await office.vacancy()
    await office.press(office.owner, "vacancy", vacancy.id)
    await office.press(office.owner, "put_away", vacancy.id)
    assert (_here(office).shelf, office.flash(office.owner)) == (Shelf.ARCHIVE, "done-archived")
    await office.command(office.owner, "vacancies")
    listed = await _listed(office)
    assert (listed.items, listed.others[Shelf.ARCHIVE]) == ([], 1)
    await office.press(office.owner, "archive")
    assert _titles(await _listed(office)) == ["Бариста"]
    await office.press(office.owner, "vacancy", vacancy.id)
    await office.press(office.owner, "bring_back", vacancy.id)
    assert _here(office) == replace(vacancy, version=3)
    await office.command(office.owner, "menu")
    menu = await _view(office)
    assert isinstance(menu, views.Menu)
    assert menu.vacancies == 1


async def test_while_an_ad_is_up_the_archive_says_so_first(office: Office) -> None:
    account = await office.account()
    live = await office.live(account)
    vacancy = _vacancy(office, live.vacancy_id)
    await office.press(office.owner, "vacancy", vacancy.id)
    await office.press(office.owner, "put_away", vacancy.id)
    asked = await _view(office)
    assert isinstance(asked, views.ConfirmArchive)
    assert [one.publication.id for one in asked.live] == [live.id]
    assert _vacancy(office, vacancy.id).shelf is Shelf.OPEN
    await office.press(office.owner, "put_away", vacancy.id)
    assert _here(office).shelf is Shelf.ARCHIVE
    page = await _view(office)
    assert isinstance(page, views.VacancyPage)
    assert [one.status for one in page.publications] == [Status.PUBLISHED]


async def test_the_second_tap_at_the_archives_button_changes_nothing(office: Office) -> None:
    vacancy = await office.vacancy()
    await office.press(office.owner, "put_away", vacancy.id)
    with pytest.raises(IllegalTransition):
        await office.press(office.owner, "put_away", vacancy.id)
    with pytest.raises(IllegalTransition):
        await office.press(office.owner, "bring_back", (await office.vacancy()).id)


async def test_what_is_published_out_of_the_archive_leaves_it() -> None:
    ad = await Advert.of()
    await ad.send("save")
    (vacancy,) = ad.office.rows(VACANCIES)
    await ad.office.press(ad.office.owner, "vacancy", vacancy.id)
    await ad.office.press(ad.office.owner, "put_away", vacancy.id)
    assert _here(ad.office).shelf is Shelf.ARCHIVE
    await ad.send()
    assert (await ad.now()).ad is Ad.LIVE
    assert _vacancy(ad.office, vacancy.id).shelf is Shelf.OPEN


async def test_a_template_keeps_the_values_of_a_draft_that_is_deleted(office: Office) -> None:
    draft, account = await office.vacancy(title="Бариста"), await office.account()
    fields = {**FIELDS, "city": CITIES[1:2]}  # Kyiv, as the text says, would follow from it
    await office.publication(account, vacancy=draft, fields=fields)
    await office.press(office.owner, "vacancy", draft.id)
    await office.press(office.owner, "template", draft.id)
    (template,) = [one for one in office.rows(VACANCIES) if one.shelf is Shelf.TEMPLATE]
    await office.press(office.owner, "vacancy", draft.id)
    await office.press(office.owner, "delete", draft.id)
    await office.press(office.owner, "delete_yes", draft.id)
    for _ in range(2):
        await office.press(office.owner, "vacancy", template.id)
        await office.press(office.owner, "copy", template.id)
        copy = office.at(office.owner).place.subject
        await office.press(office.owner, "publish", copy)
        await office.press(office.owner, "under", account.id)
        (made,) = [one for one in office.rows(PUBLICATIONS) if one.vacancy_id == copy]
        assert made.fields == fields
    await office.press(office.owner, "vacancy", template.id)
    await office.press(office.owner, "copy", template.id)
    orphan = office.at(office.owner).place.subject
    await office.press(office.owner, "vacancy", template.id)
    await office.press(office.owner, "delete", template.id)
    await office.press(office.owner, "delete_yes", template.id)
    await office.press(office.owner, "vacancy", orphan)
    await office.press(office.owner, "publish", orphan)
    await office.press(office.owner, "under", account.id)
    (made,) = [one for one in office.rows(PUBLICATIONS) if one.vacancy_id == orphan]
    assert made.fields == fields
