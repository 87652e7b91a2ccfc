"""The page of a publication: what it says and what it offers in each state."""

from dataclasses import replace

from bot.domain import views
from bot.domain.site import Ad
from bot.domain.site_action import ActionState, Kind
from tests import ad_views
from tests import views as samples
from tests.unit.test_render import labels, said, verbs


def published(ad: Ad, state: ActionState | None = None) -> views.PublicationPage:
    operation = samples.action(Kind.PUBLISH, state, "не обрано місто") if state else None
    return ad_views.page(samples.publication("Sales", ad, operation), samples.account("Р"), "")


def test_a_publication_under_way_offers_only_to_look_and_withdraw() -> None:
    assert verbs(published(Ad.NONE, ActionState.OWED)) == [
        "publication",
        "withdraw",
        "vacancy",
        "status",
    ]
    for state in (ActionState.SENDING, ActionState.UNSURE):
        assert "withdraw" not in verbs(published(Ad.NONE, state))
    assert "щоб не зробити двічі" in said(published(Ad.NONE, ActionState.UNSURE))


def test_an_erroneous_publication_shows_the_sites_words_and_a_way_to_each_field() -> None:
    page = replace(published(Ad.NONE, ActionState.FAILED), support="@vidhuk_support")
    words = said(page)
    assert "Стан: 🔴 Помилка" in words
    assert "• Місто: «не обрано місто»" in words
    assert "• Категорія: треба вказати" in words
    assert "• Назва: «не обрано місто»" in words
    assert "🕒 Помилка сталася: вчора 08:05" in words
    assert labels(page)[:6] == [
        "✏️ Виправити: Місто",
        "✏️ Виправити: Категорія",
        "✏️ Виправити: Назва",
        "✏️ Виправити: brand_new_field",
        "🔁 Повторити",
        "🆘 Кому написати",
    ]


def test_a_live_publication_can_be_steered() -> None:
    page = published(Ad.LIVE)
    assert "Стан: 🟢 Опубліковано" in said(page)
    assert "🔒 Акаунт уже змінити не можна." in said(page)
    assert "🔄 Оновлено 13:58 · далі 14:58" in said(page)
    assert verbs(page)[:4] == ["sync", "edit", "stop", "close"]
    stopped = replace(page, publication=replace(page.publication, sync=False))
    stopped = replace(stopped, status=stopped.publication.status())
    assert "⏸ Неактивна · на сайті й далі видно" in said(stopped)
    assert "resume" in verbs(stopped)


def test_a_person_who_may_not_publish_only_looks() -> None:
    page = replace(published(Ad.LIVE, ActionState.FAILED), may_publish=False)
    assert verbs(page) == ["vacancy", "status"]
