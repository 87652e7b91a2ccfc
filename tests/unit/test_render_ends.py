"""Until when an ad is up, who has closed it, and what a change that failed leaves."""

from dataclasses import replace

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.publication import Status
from bot.domain.site import Ad, Receipt
from bot.domain.site_action import ActionState, Kind
from bot.domain.views import Screen
from tests import ad_views
from tests import views as samples
from tests.unit.test_render import said

# -- until when ---------------------------------------------------------------------------


def test_a_live_ad_says_until_when_it_is_up_and_so_does_its_prolongation() -> None:
    done = replace(samples.action(Kind.PROLONG, ActionState.DONE, ""), problems=())
    until = samples.NOW.replace(year=2027, month=2, day=27)
    one = replace(samples.publication("Sales", Ad.LIVE, done), expires_at=until)
    assert "⏳ Діє до 27.02.2027" in said(ad_views.page(one, samples.account("Р"), ""))
    told = views.PublicationResult(one, Status.PUBLISHED, "Р", done)
    assert "✅ Продовжено до 27.02.2027" in said(told)
    assert "⏳ Діє до" not in said(told)
    ended = ad_views.page(replace(one, ad=Ad.ENDED), samples.account("Р"), "")
    assert "Діє до" not in said(ended)
    flash = Screen(
        ad_views.page(one, samples.account("Р"), ""), 1, Flash("done-prolonged", {"day": until})
    )
    assert said(flash).startswith("✅ Продовжено до 27.02.2027")


# -- who closed it, and what a failed change leaves ---------------------------------------


def test_what_was_closed_from_the_bot_is_not_said_to_be_closed_on_the_site() -> None:
    done = replace(samples.action(Kind.CLOSE, ActionState.DONE, ""), problems=())
    closed = replace(samples.publication("Sales", Ad.ENDED, done), badge="badge-closed")
    assert "📦 закрито з бота" in said(ad_views.page(closed, samples.account("Р"), ""))
    theirs = replace(closed, operation=None)
    assert "📦 закрито на сайті" in said(ad_views.page(theirs, samples.account("Р"), ""))


def test_a_change_that_failed_says_that_the_ad_is_still_up() -> None:
    failed = samples.action(Kind.EDIT, ActionState.FAILED, "")
    live = samples.publication("Sales", Ad.LIVE, failed)
    still = "🟢 Оголошення на сайті лишилося, яким було."
    assert still in said(ad_views.page(live, samples.account("Р"), ""))
    assert still in said(views.PublicationResult(live, live.status(), "Р", failed))
    over = replace(live, ad=Ad.ENDED)
    assert still not in said(ad_views.page(over, samples.account("Р"), ""))


def test_a_closed_ad_keeps_the_address_that_its_site_gave() -> None:
    live = replace(samples.publication("Sales"), url="https://hh.kz/vacancy/7")
    closed = live.receipted(Receipt("7", "https://hh.ru/vacancy/7", Ad.ENDED), samples.NOW)
    assert closed.url == "https://hh.kz/vacancy/7"
    again = live.receipted(Receipt("8", "https://hh.ru/vacancy/8", Ad.LIVE), samples.NOW)
    assert again.url == "https://hh.ru/vacancy/8"
