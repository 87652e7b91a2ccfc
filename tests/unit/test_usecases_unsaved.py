"""What was changed here and is not on the site is said so, saved by a tap, and said to be saved."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.conversation import Flash, Place
from bot.domain.errors import OutcomeUnknown, Rejected
from bot.domain.publication import Status
from bot.domain.site import Ad
from bot.domain.site_action import ActionState
from bot.domain.vacancy import STEPS, Contact, Step
from bot.domain.views import Preview, PublicationPage, Screen, VacancyPage
from bot.domain.workspace import Role
from tests.advert import Advert
from tests.cabinet import answered, link, opened, row_of, seen
from tests.fakes.sites import CITIES
from tests.fakes.store.kinds import VACANCIES
from tests.office import FIELDS, Office

KYIV, LVIV, _ = CITIES
DONE = (ActionState.DONE, None)


@pytest.fixture
async def ad() -> Advert:
    """A live ad, and its owner on its page."""
    live = await Advert.of()
    await live.send()
    return live


async def _choose(ad: Advert, **fields: Any) -> None:
    async with ad.office.transaction() as tx:
        now = await tx.publications.get(ad.publication.id)
        await tx.publications.save(replace(now, fields={**now.fields, **fields}))


async def _forget_what_was_sent(ad: Advert) -> None:
    async with ad.office.transaction() as tx:
        await tx.publications.save(
            replace(await tx.publications.get(ad.publication.id), fingerprint=None)
        )


async def _page(ad: Advert) -> PublicationPage:
    await ad.press("publication")
    view = await seen(ad.office, ad.office.owner)
    assert isinstance(view, PublicationPage)
    return view


async def _unsaved(ad: Advert) -> list[str]:
    return list((await _page(ad)).unsaved)


def _flash(ad: Advert) -> Flash | None:
    return ad.office.at(ad.office.owner).flash


# -- a live ad -------------------------------------------------------------------------------


async def test_what_has_changed_since_it_was_sent_is_named_until_it_is_saved(ad: Advert) -> None:
    assert await _unsaved(ad) == []
    await ad.rewrite(title="Старший бариста", contact=Contact("Олена"))
    await _choose(ad, city=(LVIV,))
    assert await _unsaved(ad) == ["title", "contact", "city"]
    await ad.send()
    assert await ad.outcome() == DONE
    assert _flash(ad) == Flash("done-saved", {"site": "fake", "parts": "title contact city"})
    assert await _unsaved(ad) == []


@pytest.mark.parametrize("known", [True, False])
async def test_an_edit_that_took_the_ad_down_is_no_success(ad: Advert, known: bool) -> None:
    """Whether or not it is known what the edit changed."""
    if not known:
        await _forget_what_was_sent(ad)
    await ad.rewrite(title="Старший бариста")
    ad.office.site.edits_end_ads = True
    await ad.send()
    assert await ad.outcome() == DONE
    assert (await ad.now()).ad is Ad.ENDED
    assert _flash(ad) == Flash("edited-not-shown", {"site": "fake"})


async def test_what_is_the_same_again_is_no_change(ad: Advert) -> None:
    await ad.rewrite(title="Старший бариста")
    await ad.rewrite(title="Бариста")
    assert await _unsaved(ad) == []


async def test_nothing_is_sent_while_nothing_has_changed(ad: Advert) -> None:
    calls = list(ad.office.site.calls)
    await ad.send()
    assert ad.office.site.calls == calls
    assert ad.office.at(ad.office.owner).place == Place("publication", ad.publication.id)
    assert _flash(ad) == Flash("same-on-site", {"site": "fake"})


async def test_from_the_preview_it_is_sent_all_the_same_as_it_may_be_changed_in_the_cabinet(
    ad: Advert,
) -> None:
    (posted,) = ad.office.site.ads.values()
    posted.description = "<p>Із кабінету</p>"
    await ad.send("edit")
    assert ad.office.at(ad.office.owner).place.screen == "preview"
    await ad.send()
    assert posted.description == "<p>Варити каву</p>"
    assert _flash(ad) == Flash("result-edit-done")


async def test_while_it_is_being_saved_nothing_is_unsaved_but_what_changes_meanwhile_is(
    ad: Advert,
) -> None:
    await ad.rewrite(title="Старший бариста")
    await ad.press("send")
    assert await _unsaved(ad) == []
    ad.office.site.meanwhile(lambda: ad.rewrite(title="Головний бариста"))
    await ad.office.work()
    assert await ad.outcome() == DONE
    assert await _unsaved(ad) == ["title"]


async def test_a_refused_edit_stays_unsaved_and_is_saved_once_it_is_put_right(ad: Advert) -> None:
    await ad.rewrite(title="Старший бариста")
    ad.office.site.trouble("edit", Rejected("fake", ()))
    await ad.send()
    page = await _page(ad)
    assert (page.status, list(page.unsaved)) == (Status.ERRONEOUS, ["title"])
    await ad.rewrite(title="Бариста")
    await ad.send()  # the same as on the site, but the last request went wrong
    assert await ad.outcome() == DONE
    assert (await ad.now()).status() is Status.PUBLISHED


async def test_a_request_withdrawn_before_it_left_has_saved_nothing(ad: Advert) -> None:
    await ad.rewrite(title="Старший бариста")
    await ad.press("send")
    await ad.press("withdraw")
    assert await _unsaved(ad) == ["title"]


async def test_the_preview_of_an_edit_says_what_it_changes(ad: Advert) -> None:
    for title, changes in (("Бариста", ()), ("Старший бариста", ("title",))):
        await ad.rewrite(title=title)
        await ad.send("edit")
        view = await seen(ad.office, ad.office.owner)
        assert isinstance(view, Preview)
        assert (view.unsaved, view.same) == (changes, not changes)


async def test_a_lost_answer_found_later_has_saved_what_was_sent_then() -> None:
    ad = await Advert.of()
    ad.office.site.lose_answer("publish")
    await ad.send()
    await ad.rewrite(contact=Contact("Олена"))
    await ad.later(minutes=1)
    assert await ad.outcome() == DONE
    assert ad.sent("publish") == 1
    assert await _unsaved(ad) == ["contact"]


async def test_what_a_retry_finds_on_the_site_is_what_was_sent_and_not_what_was_written_since() -> (
    None
):
    ad = await Advert.of()
    site = ad.office.site
    site.lag(hours=1)
    site.trouble("publish", *(OutcomeUnknown("fake") for _ in range(4)))
    site.lose_answer("publish")
    await ad.send()
    for _ in range(100):
        await ad.later(minutes=1)
    assert await ad.outcome() == (ActionState.FAILED, "error-outcome-unknown")
    await ad.rewrite(title="Старший бариста")
    await ad.send("retry")
    assert await ad.outcome() == DONE
    assert await _unsaved(ad) == ["title"]


async def test_a_closed_ad_has_nothing_unsaved_as_publishing_anew_sends_all(ad: Advert) -> None:
    await ad.send("close_yes")
    await ad.rewrite(title="Старший бариста")
    assert await _unsaved(ad) == []


async def test_what_the_site_took_of_an_ad_of_unknown_past_is_not_guessed() -> None:
    office = await Office().open()
    account = await office.account()
    publication = await office.live(account)
    ad = Advert(office, account, publication)
    await ad.rewrite(title="Старший бариста")
    assert await _unsaved(ad) == []
    await ad.send()
    assert await ad.outcome() == DONE
    assert _flash(ad) == Flash("result-edit-done")


async def test_a_city_that_the_site_has_otherwise_is_told_wherever_the_ad_is_shown(
    ad: Advert,
) -> None:
    await ad.send("edit")
    for city, told in (("Київ", []), ("Львів", [(KYIV, LVIV)]), ("Атлантида", [])):
        await ad.rewrite(city=city)
        for verb in ("publication", "preview"):
            await ad.press(verb)
            view = await seen(ad.office, ad.office.owner)
            assert isinstance(view, Preview | PublicationPage)
            found = [(*one.chosen, *one.wanted) for one in view.otherwise]
            assert found == told


# -- a draft on the site ---------------------------------------------------------------------


async def test_a_draft_on_the_site_is_compared_too() -> None:
    ad = await Advert.of()
    await ad.send("save")
    assert _flash(ad) == Flash("result-save-done")
    await ad.send("save")
    assert (_flash(ad), ad.sent("save_draft")) == (Flash("same-on-site", {"site": "fake"}), 1)
    await _choose(ad, city=(LVIV,))
    assert await _unsaved(ad) == ["city"]
    await ad.send("save")
    assert _flash(ad) == Flash("done-saved", {"site": "fake", "parts": "city"})
    await ad.send()
    assert ad.ads == [Ad.LIVE]  # the same as the draft, but not published so far


async def test_what_no_site_has_seen_has_nothing_unsaved() -> None:
    ad = await Advert.of()
    await ad.rewrite(title="Старший бариста")
    assert await _unsaved(ad) == []


# -- who sees it -----------------------------------------------------------------------------


async def test_the_page_of_the_vacancy_marks_each_ad_that_lags_behind(ad: Advert) -> None:
    office = ad.office
    await office.publication(ad.account, vacancy=await _vacancy(ad), fields=FIELDS)
    await office.press(office.owner, "vacancy", ad.publication.vacancy_id)
    await office.press(office.owner, "change", STEPS.index(Step.TITLE))
    await office.type(office.owner, "Старший бариста")
    view = await seen(office, office.owner)
    assert isinstance(view, VacancyPage)
    marks = {line.publication.id: line.unsaved for line in view.publications}
    assert (marks.pop(ad.publication.id), list(marks.values())) == (True, [False])


async def test_a_colleague_who_looks_at_the_ad_sees_that_it_lags_behind(ad: Advert) -> None:
    office = ad.office
    colleague = await office.hire(Role.RECRUITER)
    await office.press(colleague, "publication", ad.publication.id)
    await office.press(office.owner, "vacancy", ad.publication.vacancy_id)
    await office.press(office.owner, "change", STEPS.index(Step.TITLE))
    await office.type(office.owner, "Старший бариста")
    await office.work()
    (shown,) = office.chat.now(colleague.chat_id)
    assert isinstance(shown.view, Screen)
    assert shown.view.flash is not None
    assert shown.view.flash.text_id == "changed-by"
    assert isinstance(shown.view.view, PublicationPage)
    assert list(shown.view.view.unsaved) == ["title"]


async def _vacancy(ad: Advert) -> Any:
    return next(it for it in ad.office.rows(VACANCIES) if it.id == ad.publication.vacancy_id)


# -- an ad of the cabinet --------------------------------------------------------------------


async def _linked() -> Advert:
    office, account = await opened()
    remote = await answered(office, account)
    await link(office, office.owner, remote)
    return Advert(office, account, await office.publication_now())


async def test_a_linked_ad_is_compared_with_what_its_site_told() -> None:
    ad = await _linked()
    assert await _unsaved(ad) == []
    await ad.rewrite(title="Шеф-кухар")
    await _choose(ad, city=(LVIV,))
    assert await _unsaved(ad) == ["title", "city"]


async def test_what_the_site_did_not_tell_of_a_linked_ad_is_not_held_against_it() -> None:
    ad = await _linked()
    await _choose(ad, hot=(KYIV,))
    assert await _unsaved(ad) == []
    await ad.send()
    assert ad.sent("edit") == 1  # but saved, as it may be a change
    assert not (await ad.now()).linked


async def test_a_vacancy_that_was_here_before_is_not_compared_with_an_ad_linked_to_it() -> None:
    office, account = await opened()
    vacancy = await office.vacancy(title="Кухар", description="<p>Смажити</p>")
    remote = await answered(office, account)
    await office.press(office.owner, "ad", row_of(office, remote).id)
    await office.press(office.owner, "link_to", vacancy.id)
    await office.work()
    ad = Advert(office, account, await office.publication_now())
    assert await _unsaved(ad) == []


async def test_an_edit_of_a_linked_ad_asks_for_no_type_of_publication() -> None:
    ad = await _linked()
    await ad.send("edit")
    view = await seen(ad.office, ad.office.owner)
    assert isinstance(view, Preview)
    assert (view.live, list(view.missing)) == (True, [])
