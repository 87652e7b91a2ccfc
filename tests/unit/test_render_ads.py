"""What the way to an ad says of its cost, and the page of an ad of its changes and its end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.conversation import Flash
from bot.domain.publication import Status
from bot.domain.site import Ad, Credit, Entry
from bot.domain.site_action import ABOUT_ADS, ActionState, Kind
from bot.domain.views import Screen
from handlers.render.drawn import Style
from tests import ad_views
from tests import views as samples
from tests.unit.test_render import drawn, labels, said, verbs
from tests.views import INFO

TYPE = INFO.field("publication")
STANDARD, HOT = Entry("standard", {"uk": "Стандарт"}), Entry("hot", {"uk": "Гаряча"})


def preview(*chosen: Entry, left: Sequence[int], **changes: Any) -> views.Preview:
    """With all that the site needs but perhaps the type; `left` of `STANDARD` and of `HOT`."""
    credits = [
        Credit(one.id, one.names, number)
        for one, number in zip((STANDARD, HOT), left, strict=False)
    ]
    cost = next((one for one in credits if chosen and one.id == chosen[0].id), None)
    view = views.Preview(
        samples.publication("Sales", Ad.NONE),
        samples.vacancy("Sales"),
        "Ромашка",
        [(TYPE, chosen)],
        () if chosen else (TYPE,),
        credits,
        cost,
        live=False,
        may_draft=True,
        payable=cost is None or cost.at_hand,
    )
    return replace(view, **changes)


# -- the cost -----------------------------------------------------------------------------


def test_the_last_publication_of_a_type_is_told_from_none() -> None:
    last, none = preview(STANDARD, left=[1]), preview(STANDARD, left=[0])
    assert "Спишеться 1 публікація «Стандарт» — остання." in said(last)
    assert verbs(last)[:2] == ["send", "save"]
    assert "остання" not in said(none)
    assert "На Work.ua немає невикористаних публікацій" in said(none)


def test_none_left_leads_to_another_type_the_cabinet_or_a_draft() -> None:
    view = preview(STANDARD, left=[0, 2])
    assert "Публікацій «Стандарт» на Work.ua не лишилося" in said(view)
    assert labels(view)[:5] == [
        "🎟 Інший тип",
        "💾 Як чернетку",
        "↗️ Кабінет",
        "🔃 Оновити",
        "✏️ Текст вакансії",
    ]
    assert "send" not in verbs(view)


def test_another_type_is_offered_only_where_one_is_left() -> None:
    for chosen in ((STANDARD,), ()):
        view = preview(*chosen, left=[0, 0], payable=False)
        assert "На Work.ua немає невикористаних публікацій" in said(view)
        assert verbs(view)[:2] == ["save", "load"]
        assert "🎟 Інший тип" not in labels(view)


def test_a_balance_that_is_not_known_is_said_so_and_blocks_nothing() -> None:
    view = preview(STANDARD, left=[])
    assert "Спишеться 1 публікація «Стандарт». Скільки їх лишилося, Work.ua не каже." in said(view)
    assert verbs(view)[:2] == ["send", "save"]


def test_each_type_says_how_many_are_left_and_the_balance_can_be_asked_for_again() -> None:
    credits = [Credit(one.id, one.names, left) for one, left in ((STANDARD, 0), (HOT, 2))]
    asked = views.AskField(INFO.key, TYPE, [STANDARD, HOT], (), 0, 1, "", credits, 77)
    assert labels(asked) == ["Стандарт · 0", "Гаряча · 2", "↗️ Кабінет", "🔃 Оновити", "⬅️ Назад"]
    assert verbs(asked) == ["option", "option", "load", "preview"]


def test_a_refusal_for_want_of_a_publication_leads_to_another_type_or_a_draft() -> None:
    refused = replace(
        samples.action(Kind.PUBLISH, ActionState.FAILED, ""), error="error-no-credits", problems=()
    )
    page = ad_views.page(samples.publication("Sales", Ad.NONE, refused), samples.account("Р"), "")
    assert labels(page)[:4] == ["🎟 Інший тип", "🔁 Повторити", "↗️ Кабінет", "💾 Як чернетку"]
    assert drawn(page).rows[0][0].style is Style.PRIMARY
    assert verbs(page)[:3] == ["fix", "retry", "save"]
    ended = replace(page, can_draft=False)
    assert "save" not in verbs(ended)


# -- what is not on the site so far -------------------------------------------------------


def lagging(ad: Ad = Ad.LIVE, **changes: Any) -> views.PublicationPage:
    """The page of an ad of which three parts have changed here."""
    one = replace(samples.publication("Sales", ad), linked=False)
    page = ad_views.page(one, samples.account("Ромашка"), "")
    return replace(page, **{"unsaved": ("title", "pay", "town"), **changes})


def test_changes_that_are_not_on_the_site_are_named_and_saved_by_a_tap() -> None:
    assert "✏️ Зміни ще не на сайті: Назва, Оплата, Місто." in said(lagging())
    assert labels(lagging())[0] == "✅ Зберегти зміни"
    assert verbs(lagging())[:3] == ["save_live", "sync", "edit"]
    assert verbs(lagging(Ad.DRAFT))[:2] == ["save", "edit"]
    assert "✏️ Зміни ще не на сайті" not in said(lagging(unsaved=()))
    assert verbs(lagging(unsaved=()))[:2] == ["sync", "edit"]


def test_a_linked_ad_is_looked_at_before_it_is_overwritten() -> None:
    one = replace(samples.publication("Sales"), linked=True)
    assert verbs(lagging(publication=one))[:2] == ["sync", "edit"]


def test_changes_wait_where_they_can_not_be_saved_at_once() -> None:
    paused = lagging(account=samples.account("Ромашка", AccountState.PAUSED))
    for page in (paused, lagging(can_edit=False), lagging(may_publish=False)):
        assert "✏️ Зміни ще не на сайті" in said(page)
        assert not {"save_live", "save"} & set(verbs(page))


def test_a_failed_request_is_tried_again_by_one_button_only() -> None:
    for kind, wanted in ((Kind.EDIT, ["retry"]), (Kind.CLOSE, ["save_live", "close"])):
        failed = samples.action(kind, ActionState.FAILED, "")
        one = replace(samples.publication("Sales", Ad.LIVE, failed), linked=False)
        tried = [
            it for it in verbs(lagging(publication=one)) if it in ("save_live", "retry", "close")
        ]
        assert tried[: len(wanted)] == wanted


def failed(kind: Kind, ad: Ad = Ad.LIVE, **changes: Any) -> views.PublicationPage:
    """The page of an ad whose last request failed."""
    action = replace(samples.action(kind, ActionState.FAILED, ""), problems=(), **changes)
    return ad_views.page(samples.publication("Sales", ad, action), samples.account("Р"), "")


def test_the_page_names_the_request_that_failed() -> None:
    for kind, words in (
        (Kind.CLOSE, "🔴 Не закрито"),
        (Kind.EDIT, "🔴 Зміни не збережено"),
        (Kind.PUBLISH, "🔴 Не опубліковано"),
    ):
        assert f"\n{words}\n" in said(failed(kind))


def test_a_failed_close_is_asked_about_anew_and_by_one_button() -> None:
    assert "🔁 Повторити закриття" in labels(failed(Kind.CLOSE))
    assert "📦 Закрити" not in labels(failed(Kind.CLOSE))
    assert verbs(failed(Kind.CLOSE)).count("close") == 1
    assert "close" not in verbs(failed(Kind.CLOSE, Ad.ENDED))


def test_every_failed_request_can_be_dismissed() -> None:
    for kind in ABOUT_ADS:
        for error in ("error-no-credits", "error-auth-expired"):
            page = failed(kind, error=error)
            assert "🧹 Прибрати помилку" in labels(page)
            assert verbs(page).count("dismiss") == 1
            assert "dismiss" not in verbs(replace(page, may_publish=False))


def test_a_login_that_works_again_is_not_said_to_be_refused() -> None:
    page = failed(Kind.PUBLISH, Ad.NONE, error="error-auth-expired")
    assert "Тепер вхід працює" in said(page)
    assert "Надішліть новий" not in said(page)
    paused = replace(page, account=samples.account("Р", AccountState.PAUSED))
    assert "Надішліть новий" in said(paused)


def test_the_page_of_the_vacancy_marks_the_ads_that_lag_behind() -> None:
    line = samples.line("Ромашка", Status.PUBLISHED)
    lags = [replace(line, unsaved=True), line]
    page = views.VacancyPage(samples.vacancy("Sales"), lags, may_publish=True, accounts=1)
    assert "✏️ Зміни ще не на сайті: Work.ua · Ромашка." in said(page)
    assert [one.endswith("✏️") for one in labels(page)[:2]] == [True, False]
    same = replace(page, publications=[line])
    assert "Зміни ще не на сайті" not in said(same)


def test_the_buttons_of_the_list_tell_the_ads_of_one_vacancy_apart() -> None:
    line = samples.line("Бариста", Status.PUBLISHED)
    elsewhere = replace(line, publication=replace(line.publication, site="robota_ua"))
    apart = views.StatusList([line, elsewhere, replace(line, status=Status.DRAFT)], 0, 1)
    assert labels(apart)[:3] == [
        "🟢 Бариста · Work.ua",
        "🟢 Бариста · Robota.ua",
        "📝 Бариста · Work.ua",
    ]
    two = [replace(line, account=name) for name in ("Ромашка", "Кава")]
    assert labels(views.StatusList([*two, elsewhere], 0, 1))[:3] == [
        "🟢 Бариста · Work.ua · Ромашка",
        "🟢 Бариста · Work.ua · Кава",
        "🟢 Бариста · Robota.ua",
    ]


def test_an_address_that_no_line_holds_is_told_by_its_ends() -> None:
    def shown(url: str) -> str:
        one = replace(samples.publication("Sales", Ad.LIVE), url=url)
        return said(ad_views.page(one, samples.account("Ромашка"), ""))

    assert "🔗 www.work.ua/jobs/8758037/" in shown("https://www.work.ua/jobs/8758037/")
    long = shown("https://robota.ua/company1234567/vacancy10358036")
    assert "🔗 robota.ua/…/vacancy10358036" in long


def test_the_preview_of_a_live_ad_says_what_saving_changes() -> None:
    live = preview(left=[], live=True, missing=())
    assert "✏️ На сайті зміниться: Назва, Місто." in said(replace(live, unsaved=("title", "town")))
    same = replace(live, same=True)
    assert "Змін немає: сайт уже все отримав" in said(same)
    assert [labels(one)[0] for one in (live, same)] == ["✅ Зберегти зміни", "🔁 Надіслати ще раз"]
    assert not re.search("На сайті зміниться|Змін немає", said(live))


def test_what_was_saved_is_said_in_the_readers_words() -> None:
    flash = Flash("done-saved", {"site": INFO.key, "parts": "title town brand_new"})
    screen = Screen(lagging(), 3, flash)
    assert said(screen).startswith("✅ Збережено на Work.ua: Назва, Місто, brand_new.\n")
    assert drawn(screen, "en").text.startswith("✅ Saved on Work.ua: Title, City, brand_new.\n")


def test_an_edit_that_left_the_ad_unseen_is_told_with_what_to_do() -> None:
    done = samples.action(Kind.EDIT, ActionState.DONE, "")
    shown, unseen = (
        views.PublicationResult(samples.publication("Sales", ad, done), status, "Ромашка", done)
        for ad, status in ((Ad.LIVE, Status.PUBLISHED), (Ad.ENDED, Status.INACTIVE))
    )
    assert said(shown).startswith("✅ Зміни на сайті")
    words = "⚠️ Зміни Work.ua прийняв, але оголошення більше не показує."
    assert said(unseen).startswith(words)
    assert "опублікуйте його знову" in said(unseen)


def test_an_ad_that_was_taken_but_left_unseen_is_not_said_to_be_published() -> None:
    done = samples.action(Kind.PUBLISH, ActionState.DONE, "")
    refused = replace(samples.publication("Sales", Ad.REFUSED, done), badge="badge-blocked")
    told = said(views.PublicationResult(refused, Status.ERRONEOUS, "Ромашка", done))
    assert told.startswith("⚠️ Оголошення Work.ua прийняв, але не показує.")
    assert "Стан: 🔴 Помилка · ⛔" in told
    looked_at = replace(samples.publication("Sales", Ad.LIVE, done), badge="badge-moderation")
    told = said(views.PublicationResult(looked_at, Status.PUBLISHED, "Ромашка", done))
    assert told.startswith("✅ Опубліковано")
    assert "Стан: 🟢 Опубліковано · 🕵️ на модерації" in told


def test_a_preview_has_one_list_of_what_goes_to_the_site() -> None:
    town = INFO.field("town")
    kyiv, kharkiv = Entry("1", {"uk": "Київ"}), Entry("2", {"uk": "Харків"})
    vacancy = replace(samples.vacancy("Sales"), city="Харків")
    view = preview(STANDARD, left=[3], vacancy=vacancy, answers=INFO.answers)
    view = replace(view, fields=[(town, (kyiv,)), *view.fields])
    assert "📍" not in said(view)
    assert "Місто: Київ" in said(view)
    words = "⚠️ Місто: у вакансії «Харків», а на Work.ua — «Київ»."
    assert words not in said(view)
    doubtful = replace(view, otherwise=[views.Otherwise(town, (kyiv,), (kharkiv,))])
    assert words in said(doubtful)
    assert labels(doubtful)[:2] == ["✏️ Місто", "📣 Опублікувати"]
    assert words in said(lagging(otherwise=doubtful.otherwise))


def test_names_with_commas_are_told_apart() -> None:
    names = ("IT, комп'ютери", "Медицина, фармацевтика")
    chosen = [Entry(one, {"uk": one}) for one in names]
    field = INFO.field("category")
    asked = views.AskField(INFO.key, field, chosen, chosen, 0, 1, "")
    assert f"Обрано: {' · '.join(names)}" in drawn(asked).text.replace("&#x27;", "'")


def test_no_more_may_be_chosen_than_there_is() -> None:
    field = INFO.field("jobtype")
    options = [Entry(str(at), {"uk": f"Вид {at}"}) for at in range(4)]
    for count, pages, words in ((2, 1, "до 2"), (4, 1, "до 3"), (2, 3, "до 3"), (1, 1, "одне")):
        assert words in said(views.AskField(INFO.key, field, options[:count], (), 0, pages, ""))


def test_the_preview_of_a_live_ad_asks_for_what_saving_needs() -> None:
    live = preview(left=[], live=True, missing=(INFO.field("jobtype"),))
    assert "Щоб зберегти зміни, вкажіть: Вид зайнятості" in said(live)


# -- the account, and the end of an ad ----------------------------------------------------


def test_a_draft_is_said_to_fix_the_account_too_before_it_is_saved() -> None:
    words = "Після публікації акаунт змінити не можна, після збереження чернетки на сайті — теж."
    chosen = views.ChooseAccount(samples.vacancy("Sales"), [samples.account("Ромашка")])
    for view in (chosen, preview(STANDARD, left=[3]), preview(left=[3]), preview(left=[0])):
        assert words in said(view)


def ended(badge: str = "badge-closed", *, sync: bool = True) -> views.PublicationPage:
    one = replace(samples.publication("Sales", Ad.ENDED), badge=badge, sync=sync)
    return ad_views.page(one, samples.account("Ромашка"), "")


def test_a_closed_ad_says_that_late_responses_still_arrive_and_how_to_do_without() -> None:
    for badge in ("badge-closed", "badge-expired"):
        words = said(ended(badge))
        assert "⏸ Неактивна" in words
        assert "Кандидати оголошення вже не бачать, але пізні відгуки ще приходять сюди." in words
        assert labels(ended(badge))[:3] == [
            "♻️ Опублікувати знову",
            "🔄 Синхронізувати",
            "⏸ Не чекати відгуків",
        ]
    off = ended(sync=False)
    assert "Кандидати оголошення вже не бачать" not in said(off)
    assert "Синхронізацію зупинено" in said(off)
    assert labels(off)[:2] == ["♻️ Опублікувати знову", "▶️ Чекати відгуків"]


def test_an_ad_that_was_deleted_has_no_sync_to_stop() -> None:
    page = ended("badge-deleted")
    assert "stop" not in verbs(page)
    assert "пізні відгуки" not in said(page)
    assert labels(page)[0] == "♻️ Опублікувати знову"
    assert "resume" in verbs(ended("badge-deleted", sync=False))  # what was kept can be fetched


def test_the_ad_of_a_disconnected_account_says_so_and_leads_back_to_it() -> None:
    away = samples.account("Ромашка", AccountState.DISCONNECTED)
    refused = samples.action(Kind.CLOSE, ActionState.FAILED, "")
    refused = replace(refused, error="error-not-connected", problems=())
    for operation in (None, refused):
        for ad in Ad:
            one = replace(samples.publication("Sales", ad, operation), sync=False)
            page = ad_views.page(one, away, "")
            assert said(page).count("Акаунт відключено") == 1
            assert "не приймає цей вхід" not in said(page)
            assert "🔌 Підключити знову" in labels(page)
            assert not {"edit", "close", "retry", "send", "save", "resume"} & set(verbs(page))


def test_a_lost_answer_says_when_the_site_is_looked_at() -> None:
    unsure = samples.action(Kind.PUBLISH, ActionState.UNSURE, "")
    soon = replace(unsure, due_at=samples.NOW + timedelta(minutes=9))
    pages = [
        said(ad_views.page(samples.publication("Sales", Ad.NONE, one), samples.account("Р"), ""))
        for one in (soon, replace(unsure, due_at=samples.NOW))
    ]
    assert "🕒 Перевірю: " in pages[0]
    assert "🕒 Перевірю: " not in pages[1]
    assert "Дивлюся на сайті, щоб не зробити двічі." in pages[1]
