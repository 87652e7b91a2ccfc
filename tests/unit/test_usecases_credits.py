"""What an ad costs: a type of publication of which none is left is said so, never sold."""

import pytest

from bot.domain.conversation import Place
from bot.domain.errors import SiteUnavailable
from bot.domain.site import Ad, Entry
from bot.domain.site_action import ActionState
from bot.domain.views import AskField, Loading, Preview
from tests.advert import Advert
from tests.cabinet import seen
from tests.fakes.store.kinds import PUBLICATIONS
from tests.office import FIELDS, Office

TYPE = 1
"""Where the type stands among the site's fields."""
STANDARD, HOT = (Entry(key, {"uk": key}) for key in ("standard", "hot"))


@pytest.fixture
async def ad() -> Advert:
    """On a preview with nothing but the type to choose, under an account that has one `hot`."""
    office = await Office().open()
    account, vacancy = await office.account(), await office.vacancy()
    office.site.employers[account.login].credits = {"standard": 0, "hot": 1}
    await office.press(office.owner, "publish", vacancy.id)
    await office.press(office.owner, "under", account.id)
    await office.work()
    return Advert(office, account, office.rows(PUBLICATIONS)[0])


async def _preview(ad: Advert) -> Preview:
    view = await seen(ad.office, ad.office.owner)
    assert isinstance(view, Preview)
    return view


async def _choose(ad: Advert, kind: Entry) -> None:
    await ad.office.press(ad.office.owner, "field", TYPE)
    await ad.office.press(ad.office.owner, "option", kind.number)


def _topped_up(ad: Advert, **credits: int | None) -> None:
    """In the site's own cabinet."""
    ad.office.site.employers[ad.account.login].credits = credits


async def test_one_is_written_off_and_publishing_is_possible_while_some_are_left(
    ad: Advert,
) -> None:
    assert (await _preview(ad)).payable  # the type is asked for
    await _choose(ad, HOT)
    view = await _preview(ad)
    assert view.cost is not None
    assert (view.cost.id, view.cost.left, view.payable) == ("hot", 1, True)


async def test_of_a_type_that_was_used_up_meanwhile_none_is_left(ad: Advert) -> None:
    await _choose(ad, HOT)
    _topped_up(ad, standard=1, hot=0)
    await ad.send("load")
    assert not (await _preview(ad)).payable
    _topped_up(ad, standard=1, hot=1)
    await ad.send("load")
    assert (await _preview(ad)).payable


async def test_with_nothing_left_of_any_type_there_is_none_to_choose(ad: Advert) -> None:
    _topped_up(ad, standard=0, hot=0)
    await ad.send("load")
    assert not (await _preview(ad)).payable
    _topped_up(ad)
    await ad.send("load")
    assert not (await _preview(ad)).payable


async def test_a_type_that_the_balance_does_not_name_never_blocks(ad: Advert) -> None:
    await _choose(ad, HOT)
    for credits in ({"standard": 0}, {}):
        _topped_up(ad, **credits)
        await ad.send("load")
        view = await _preview(ad)
        assert (view.cost, view.payable) == (None, True)


async def test_an_edit_of_a_live_ad_needs_no_publication() -> None:
    ad = await Advert.of()
    await ad.send()
    _topped_up(ad, standard=0)
    await ad.send("edit")
    assert (await _preview(ad)).payable


async def test_a_type_of_which_none_is_left_is_not_taken(ad: Advert) -> None:
    await _choose(ad, STANDARD)
    office = ad.office
    assert office.flash(office.owner) == "none-left"
    view = await seen(office, office.owner)
    assert isinstance(view, AskField)
    assert [(one.id, one.left) for one in view.credits] == [("standard", 0), ("hot", 1)]
    assert not (await ad.now()).fields.get("publication")
    await office.press(office.owner, "option", HOT.number)
    assert (await _preview(ad)).payable


async def test_what_was_bought_meanwhile_is_seen_where_the_type_is_chosen(ad: Advert) -> None:
    office = ad.office
    await _choose(ad, STANDARD)
    _topped_up(ad, standard=5, hot=1)
    await ad.send("load")
    view = await seen(office, office.owner)
    assert isinstance(view, AskField)
    assert [one.left for one in view.credits] == [5, 1]
    await office.press(office.owner, "option", STANDARD.number)
    assert (await _preview(ad)).payable


async def test_a_site_that_is_away_leads_back_to_the_type_too(ad: Advert) -> None:
    office = ad.office
    await office.press(office.owner, "field", TYPE)
    office.site.trouble("credits", SiteUnavailable("fake"))
    await ad.send("load")
    assert isinstance(await seen(office, office.owner), Loading)
    await ad.send("load")
    assert isinstance(await seen(office, office.owner), AskField)


async def test_typed_words_narrow_the_types_and_where_nothing_fits_that_is_said(
    ad: Advert,
) -> None:
    office = ad.office
    await office.press(office.owner, "field", TYPE)
    await office.type(office.owner, "HO")
    view = await seen(office, office.owner)
    assert isinstance(view, AskField)
    assert [one.id for one in view.options] == ["hot"]
    await office.type(office.owner, "безкоштовна")
    flash = office.at(office.owner).flash
    assert flash is not None
    assert (flash.text_id, flash.values) == ("nothing-found", {"typed": "безкоштовна"})
    await office.press(office.owner, "option", HOT.number)
    assert (await _preview(ad)).payable


async def test_a_refusal_for_want_of_a_publication_leads_to_the_types_as_they_are_now() -> None:
    ad = await Advert.of()
    office = ad.office
    _topped_up(ad, standard=0, hot=2)
    await ad.send()
    assert await ad.outcome() == (ActionState.FAILED, "error-no-credits")
    await office.press(office.owner, "fix")
    await office.work()
    view = await seen(office, office.owner)
    assert isinstance(view, AskField)
    assert (view.field.key, [one.left for one in view.credits]) == ("publication", [0, 2])
    await office.press(office.owner, "option", HOT.number)
    assert office.at(office.owner).place == Place("preview", ad.publication.id)
    await ad.send()
    assert ad.ads == [Ad.LIVE]


async def test_a_refusal_for_want_of_a_publication_leaves_the_way_to_a_draft() -> None:
    ad = await Advert.of(fields=FIELDS)
    _topped_up(ad, standard=0)
    await ad.send()
    await ad.send("save")
    assert ad.ads == [Ad.DRAFT]


async def test_a_balance_that_the_site_does_not_tell_forbids_nothing(ad: Advert) -> None:
    ad.office.site.employers[ad.account.login].credits = {"standard": None}
    await ad.office.press(ad.office.owner, "publish", ad.publication.vacancy_id)
    await ad.office.press(ad.office.owner, "under", ad.account.id)
    await ad.office.work()
    assert (await _preview(ad)).payable
    await _choose(ad, STANDARD)
    view = await _preview(ad)
    assert (view.cost is not None and view.cost.left is None, view.payable) == (True, True)
    await ad.office.press(ad.office.owner, "send", ad.publication.id)
    await ad.office.work()
    assert ad.ads == [Ad.LIVE]


async def test_a_refusal_for_want_of_a_publication_is_what_the_account_knows_from_then_on(
    ad: Advert,
) -> None:
    await _choose(ad, HOT)
    _topped_up(ad, standard=2, hot=0)  # somebody has used it in the cabinet
    await ad.send()
    assert (await ad.outcome())[0] is ActionState.FAILED
    left = {one.id: one.left for one in ad.office.account_now(ad.account).credits}
    assert left == {"standard": 0, "hot": 0}
