"""What was misread by somebody who saw the bot for the first time."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.ids import ApplicationId, DigestId, new_id
from bot.domain.publication import Status
from bot.domain.site import Ad, Measure
from bot.domain.site_action import OUTCOME_UNKNOWN, ActionState, Kind
from bot.domain.vacancy import Step
from handlers.emulator.richtext import detect
from handlers.texts import load
from tests import views as samples
from tests.group_views import group_views
from tests.unit.test_render import drawn, labels, said
from tests.views import NOW

TEXTS = load([])
ACCOUNT = samples.account("Ромашка")


def missed(*people: tuple[str, int], past: int = 0) -> views.Missed:
    """Names and numbers of all who answered."""
    entries = [
        views.MissedOne(ApplicationId(new_id()), name, "Кухар", NOW, number)
        for name, number in people
    ]
    return views.Missed(DigestId(new_id()), ACCOUNT, entries, len(entries), 0, 1, past)


def test_responses_from_before_the_linking_are_headed_as_the_past() -> None:
    people = (("Олена", 0), ("Ігор", 0))
    assert "Поки відгуки не приходили" in said(missed(*people))
    assert said(missed(*people, past=2)).startswith("🕓 2 відгуки за минулий час")
    assert "давні, до підключення, і пропущені" in said(missed(*people, past=1))


def test_two_hidden_names_are_two_buttons_and_two_lines() -> None:
    view = missed(("", 1), ("", 2), ("Олена", 0))
    hidden = ["Ім'я приховано 1", "Ім'я приховано 2"]
    assert labels(view)[:3] == [f"👤 {one}" for one in (*hidden, "Олена")]
    assert all(f"👤 {one} · Кухар" in said(view) for one in hidden)


def test_a_digest_says_who_of_them_is_below_the_threshold() -> None:
    found = missed(("Олена", 0), ("Ігор", 0))
    first, second = found.entries
    text = said(replace(found, entries=[first, replace(second, below=True)]))
    assert [line.endswith("нижче порогу") for line in text.splitlines() if "👤" in line] == [
        *(False, True)
    ]


def test_an_ad_that_nobody_answered_lately_is_not_said_to_have_no_responses() -> None:
    waiting = replace(next(_link_screens()).ad, waiting=0)
    view = views.LinkScreen(waiting, ACCOUNT, None)
    assert "Нових відгуків поки немає" in said(view)
    assert "Старих відгуків на Work.ua я ще не читав" in said(view)
    assert "🕓 Зі старими відгуками" in labels(view)
    assert "⏭ Далі, ще 2" in labels(replace(view, more=2))


def _link_screens() -> Iterator[views.LinkScreen]:
    return (one for one in samples.every_view("Кухар") if isinstance(one, views.LinkScreen))


def test_what_is_not_on_the_sites_is_saved_from_the_page_of_the_vacancy() -> None:
    line = samples.line("Sales", Status.PUBLISHED)
    lags = [replace(line, unsaved=True)]
    page = views.VacancyPage(samples.vacancy("Sales"), lags, may_publish=True, accounts=1)
    assert not [one for one in labels(page) if "Зберегти" in one]
    one = replace(page, to_save=lags[0].publication.id)
    assert "✅ Зберегти на сайті" in labels(one)
    assert "✅ Зберегти на сайтах" in labels(replace(one, publications=lags * 2))


def test_the_term_of_an_ad_is_told_from_its_sync_and_from_a_draft() -> None:
    for language, label in (
        ("uk", "📅 Продовжити строк"),
        ("en", "📅 Extend the ad"),
        ("ru", "📅 Продлить срок"),
    ):
        assert TEXTS(language).label("do-prolong") == label
        others = {TEXTS(language).label(one) for one in ("do-resume", "do-continue")}
        assert not [one for one in others if one.split()[0] in label]


def test_a_name_like_a_domain_is_no_link() -> None:
    """The way it reads stays; what is a link on purpose stays one too."""
    line = replace(samples.line("ASP.NET розробник", Status.PUBLISHED), account="romashka.ua")
    shown = drawn(views.StatusList([line], 0, 1)).text
    assert "romashka.\u2060ua" in shown
    assert "ASP.\u2060NET розробник" in shown
    assert "Work.ua" in shown
    assert list(detect(html.unescape(re.sub("<[^>]*>", "", shown)).replace("Work.ua", ""))) == []
    name = TEXTS("uk")("link-head", title="3.5 ставки, 12.11, т.зв.")
    assert "3.5 ставки, 12.11" in name


def test_a_groups_list_says_how_an_ad_stands_on_its_site() -> None:
    group = next(one for one in group_views("x") if isinstance(one, views.GroupStatus)).group
    closed = samples.line("Sales", Status.INACTIVE, "badge-closed")
    shown = said(views.GroupStatus(group, "Ромашка", [closed]))
    assert "📦 закрито на сайті" in shown


def test_the_sites_whose_addresses_are_understood_are_named() -> None:
    flash = Flash("pasted-unknown", {"sites": "work_ua robota_ua"})
    shown = said(views.Screen(next(iter(group_views("x"))), 1, flash))
    assert "Розумію адреси сторінок оголошень: Work.ua, Robota.ua." in shown


def test_what_stays_on_the_site_is_said_before_a_draft_is_forgotten() -> None:
    there = replace(samples.publication("Sales", Ad.DRAFT), remote_id="77")
    view = views.ConfirmForget(there, "Ромашка")
    assert "На Work.ua чернетка лишиться" in said(view)
    assert "↗️ Кабінет" in labels(view)
    nowhere = replace(view, publication=replace(there, ad=Ad.NONE, remote_id=None, operation=None))
    assert "там нічого не зміниться" in said(nowhere)
    assert "↗️ Кабінет" not in labels(nowhere)
    lost = replace(samples.action(Kind.PUBLISH, ActionState.FAILED, ""), error=OUTCOME_UNKNOWN)
    unsure = replace(nowhere, publication=replace(nowhere.publication, operation=lost))
    assert "Не знаю, чи встиг Work.ua" in said(unsure)
    assert "↗️ Кабінет" in labels(unsure)


def test_a_count_says_what_of_it_nobody_has_typed_there() -> None:
    measure = Measure("description", 132, least=150, added=40)
    page = views.VacancyPage(
        samples.vacancy("Sales"),
        [],
        may_publish=True,
        accounts=1,
        doubts=views.Doubts((), [views.Misfit("work_ua", measure)]),
    )
    assert "Work.ua\u00a0— 132, з них 40 — дописані з інших відповідей" in said(page)
    plain = replace(
        page, doubts=views.Doubts((), [views.Misfit("work_ua", replace(measure, added=0))])
    )
    assert "дописані" not in said(plain)


def test_a_doubtful_answer_can_be_kept_and_another_one_chosen() -> None:
    form = views.VacancyForm(samples.vacancy(""), Step.CITY, 3, 7, changing=False)
    asked = replace(form, doubt="Шукаємо людину в команду", near=("Київ", "Києво"))
    assert labels(asked)[:3] == ["Київ", "Києво", "✅ Лишити «Шукаємо людину в команду»"]
    assert not [one for one in labels(form) if "Лишити" in one]


def test_what_a_file_holds_is_seen_before_it_is_taken() -> None:
    form = views.VacancyForm(samples.vacancy(""), Step.DESCRIPTION, 2, 7, changing=False)
    shown = replace(form, file="<p>Варити <b>каву</b></p>")
    assert "Таким буде опис:" in said(shown)
    assert "Варити <b>каву</b>" in drawn(shown).text
    assert labels(shown) == ["✅ Взяти опис", "💾 Пізніше"]
    assert labels(replace(shown, changing=True)) == ["✅ Взяти опис", "⬅️ Назад"]
    assert len(said(replace(shown, file=f"<p>{'слово ' * 3000}</p>"))) < 2500


def test_what_runs_can_be_reopened_and_a_list_narrowed() -> None:
    page = views.VacancyPage(samples.vacancy("Sales"), [], may_publish=True, accounts=1, watched=3)
    assert "⏳ Перебіг: 3" in labels(replace(page, watched_busy=True))
    assert "🏁 Підсумок надсилання: 3" in labels(page)
    account = views.AccountPage(ACCOUNT, 0, 0, may_manage=True, adopting=[(77, 2, 9)])
    assert "⏳ Підключаю: 2 з 9" in labels(account)
    assert "🕓 Читаю давні відгуки" in labels(replace(account, adopting=[(77, 9, 9)]))
    line = samples.line("Sales", Status.PUBLISHED)
    assert "🔎 Фільтр" in labels(views.StatusList([line], 0, 1, narrowable=True))
    filters = views.StatusFilters(
        [(0, "work_ua", True), (1, "robota_ua", False)],
        [(ACCOUNT.id, "work_ua", label, False) for label in ("Ромашка", "Волошка", "Мальва")],
        own=False,
    )
    assert labels(views.StatusList([line], 0, 1, filters))[1:] == [
        "☑️ Work.ua",
        "▫️ Robota.ua",
        "▫️ Work.ua · Ромашка",
        "▫️ Work.ua · Волошка",
        "▫️ Work.ua · Мальва",
        "▫️ Мої вакансії",
        "✖️ Показати всі",
        "🏠 Меню",
    ]
    assert "Показано лише позначене" in said(views.StatusList([line], 0, 1, filters))
    nothing = replace(filters, sites=[(0, "work_ua", False), (1, "robota_ua", False)])
    assert "Позначте нижче" in said(views.StatusList([line], 0, 1, nothing))
    accounts = [one for one in labels(views.StatusList([line], 0, 1, nothing)) if "Ромашка" in one]
    assert accounts == []  # first the site is chosen
    assert "Таких публікацій немає" in said(views.StatusList([], 0, 1, filters))
