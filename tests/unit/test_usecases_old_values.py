"""Old values of a change to an ad that was made in the cabinet: its site is asked for them."""

from dataclasses import replace

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.errors import SiteUnavailable
from bot.domain.publication import Publication
from bot.domain.site import RemoteAd
from bot.domain.vacancy import STEPS, Step, Vacancy
from tests.cabinet import answered, opened, row_of, seen
from tests.office import Office


async def _linked(vacancy: bool = False) -> tuple[Office, EmployerAccount, RemoteAd, Publication]:
    """An ad of the cabinet, linked to a vacancy of its own or to one that was here before."""
    office, account = await opened()
    known: Vacancy | None = None
    if vacancy:
        words = {"title": "Кухар", "description": "<p>Варити борщ</p>"}
        known = await office.vacancy(**words)
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link_to" if known else "link", known.id if known else 0)
    await office.work()
    return office, account, remote, await office.publication_now()


async def _preview(office: Office, publication: Publication) -> views.Preview:
    await office.press(office.owner, "edit", publication.id)
    await office.work()
    view = await seen(office, office.owner)
    assert isinstance(view, views.Preview)
    return view


async def _retitle(office: Office, publication: Publication, title: str) -> None:
    await office.press(office.owner, "vacancy", publication.vacancy_id)
    await office.press(office.owner, "change", STEPS.index(Step.TITLE))
    await office.type(office.owner, title)


async def test_an_ad_linked_with_its_own_vacancy_has_the_sites_words_as_old_ones() -> None:
    office, _, _, publication = await _linked()
    await _retitle(office, publication, "Шеф-кухар")
    await office.press(office.owner, "publication", publication.id)
    page = await seen(office, office.owner)
    assert isinstance(page, views.PublicationPage)
    assert page.change is not None
    assert (page.change.was.title, page.change.now.title) == ("Кухар", "Шеф-кухар")


async def test_one_linked_to_a_vacancy_that_was_here_shows_where_the_two_differ() -> None:
    office, _, _, publication = await _linked(vacancy=True)
    change = (await _preview(office, publication)).change
    assert change is not None
    assert change.parts == ("description",)
    assert change.was.description == "<p>Із кабінету</p>"
    assert change.now.description == "<p>Варити борщ</p>"


async def test_what_was_changed_in_the_cabinet_since_is_the_old_value() -> None:
    office, _, remote, publication = await _linked()
    posted = office.site.ads[remote.remote_id]
    posted.remote = replace(posted.remote, title="Кухар гарячого цеху")
    change = (await _preview(office, publication)).change
    assert change is not None
    assert (change.was.title, change.now.title) == ("Кухар гарячого цеху", "Кухар")


async def test_an_ad_sent_before_that_was_kept_has_its_old_values_from_the_site() -> None:
    office = await Office().open()
    publication = await office.publication(await office.account())
    for verb in ("publication", "send"):
        await office.press(office.owner, verb, publication.id)
    await office.work()
    async with office.transaction() as tx:
        now = await tx.publications.get(publication.id)
        await tx.publications.save(replace(now, sent=None))
    await _retitle(office, publication, "Старший бариста")
    change = (await _preview(office, publication)).change
    assert change is not None
    assert (change.parts, change.was.title) == (("title",), "Бариста")


async def test_a_site_that_does_not_tell_holds_up_no_edit() -> None:
    office, _, _, publication = await _linked(vacancy=True)
    office.site.trouble("ad", SiteUnavailable("fake"))
    preview = await _preview(office, publication)
    assert (preview.change, preview.unsaved) == (None, ())
