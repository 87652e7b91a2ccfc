"""The page of a publication: what it says and what it offers in each state."""

from dataclasses import replace

from bot.domain import views
from bot.domain.alert import Alert
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


def test_a_refused_ad_says_why_beside_what_failed_before() -> None:
    operation = samples.action(Kind.EDIT, ActionState.FAILED, "не обрано місто")
    one = replace(
        samples.publication("Sales", Ad.REFUSED, operation), refusal="Вкажіть <адресу> роботодавця"
    )
    page = ad_views.page(one, samples.account("Р"), "")
    words = said(page)
    assert "Причина за словами сайту: «Вкажіть <адресу> роботодавця»" in words
    assert "• Місто: «не обрано місто»" in words
    assert words.index("Помилка сталася") < words.index("зняв це оголошення")
    assert "retry" not in verbs(page)  # of an edit: nobody would see it
    assert "🔁 Опублікувати знову" in labels(page)
    assert "dismiss" in verbs(page)
    untold = replace(page, publication=replace(one, refusal=None, operation=None), wrong=())
    assert "Причини Work.ua не повідомив" in said(untold)
    assert "Помилка сталася" not in said(untold)


def test_a_long_reason_is_cut_and_stands_in_the_news_of_the_radar_too() -> None:
    one = replace(
        samples.publication("Sales", Ad.REFUSED), told=Alert.REFUSED, refusal="Немає адреси " * 90
    )
    page = said(ad_views.page(one, samples.account("Р"), ""))
    news = said(views.AdsChanged([one], samples.account("Р"), can_prolong=False))
    many = said(views.AdsChanged([one] * 9, samples.account("Р"), can_prolong=False))
    for words, most in ((page, 600), (news, 600), (many, 120)):
        assert "Немає адреси Немає" in words
        assert max(map(len, words.splitlines())) < most + 60
