"""The page of an account says nothing that another line of it denies."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain import views
from bot.domain.account import AccountState
from bot.domain.ids import AccountId
from bot.domain.workspace import RIGHTS, Role
from tests import ad_views
from tests import views as samples
from tests.unit.test_render import drawn, labels, said
from tests.views import NOW

MINUTE = timedelta(minutes=1)


def page(**changes: Any) -> views.AccountPage:
    account = replace(samples.account("Ромашка"), **changes)
    return views.AccountPage(account, 1, 1, may_manage=True)


def test_an_account_that_can_not_be_read_is_not_said_to_work() -> None:
    assert "✅ Працює" in said(page())
    failing = said(page(failing_since=NOW, failures=1))
    assert "✅ Працює" not in failing
    assert "Нові відгуки поки не читаються" in failing


def test_a_site_that_lets_only_people_in_is_said_so_with_the_next_try() -> None:
    walled = page(failing_since=NOW, refusals=1, next_sync_at=NOW + 30 * MINUTE)
    assert "показує перевірку для людей" in said(walled)
    assert "Наступна спроба" in said(walled)
    assert "✅ Працює" not in said(walled)


def test_a_next_sync_within_the_same_minute_is_not_told_as_another_moment() -> None:
    soon: dict[str, Any] = {"last_sync_at": NOW, "next_sync_at": NOW + timedelta(seconds=1)}
    one = replace(samples.account("Ромашка"), **soon)
    shown = ad_views.page(samples.publication("Sales"), one, "")
    for view in (page(**soon), shown):
        assert "🔄 Оновлено" in said(view)
        assert "далі" not in said(view)
    assert "далі" in said(page(last_sync_at=NOW, next_sync_at=NOW + 5 * MINUTE))


def test_a_disconnect_names_the_late_responses_that_it_stops() -> None:
    account = samples.account("Ромашка")
    none, late = (said(views.ConfirmDisconnect(account, 0, late)) for late in (0, 2))
    assert "жодна публікація через нього не синхронізується" in none
    assert "жодна публікація" not in late
    assert "Пізні відгуки" in late
    assert "Пізні відгуки" not in none


def test_a_pause_that_is_over_offers_no_new_login() -> None:
    paused = samples.account("Ромашка", AccountState.PAUSED)
    now = views.AccountPaused(paused, NOW)
    assert "акаунт на паузі" in said(now)
    assert "🔑 Оновити вхід" in labels(now)
    for state in (AccountState.ACTIVE, AccountState.DISCONNECTED):
        over = views.AccountPaused(samples.account("Ромашка", state), NOW)
        assert "акаунт на паузі" not in said(over)
        assert labels(over) == ["👤 Акаунт"]


def test_a_proof_that_is_asked_for_is_a_tap_away_and_the_next_tap_says_that_it_is_done() -> None:
    asked = replace(samples.account("Ромашка"), proof=samples.PROOF, refusals=1)
    for view in (
        views.AccountPaused(asked, NOW),
        views.AccountPage(asked, 1, 1, may_manage=True),
    ):
        assert "підтвердити, що ви людина" in said(view)
        assert "✅ Працює" not in said(view)
        buttons = {one.label: one.target for row in drawn(view).rows for one in row}
        assert buttons["🔐 Підтвердити на Work.ua"] == samples.PROOF
        assert "sync_account" in buttons["✅ Вже підтверджено"]


def test_the_help_says_of_an_inactive_ad_what_is_so_of_all_of_them() -> None:
    words = said(views.Help("", RIGHTS[Role.OWNER]))
    assert "відгуки не забираю" not in words
    assert "⏸ Неактивна — закрита або" in words


def test_the_buttons_of_a_list_tell_accounts_of_one_name_apart_by_their_sites() -> None:
    here = samples.account("Ромашка")
    view = views.Accounts([here, replace(here, site="robota_ua")], True)
    assert labels(view)[:2] == ["✅ Ромашка · Work.ua", "✅ Ромашка · Robota.ua"]


def test_what_a_site_calls_a_person_is_not_said_to_be_a_login() -> None:
    assert "Логін: ol•••@romashka.example" in said(page(login="olena@romashka.example"))
    by_code = replace(page(login="ТОО «Ромашка»"), by_code=True)
    assert "Увійшли як: ТОО «Ромашка»" in said(by_code)
    assert "Логін" not in said(by_code)


def test_a_sync_of_all_says_how_far_it_is_and_what_it_has_found() -> None:
    here = samples.account("Ромашка")
    other = replace(here, id=AccountId(here.id + 1), label="Схід")
    running = views.SyncedAccount(views.SyncOutcome.RUNNING, 4)
    done = views.SyncedAccount(views.SyncOutcome.DONE, 1)
    shown = said(views.Accounts([here, other], True, synced={here.id: running, other.id: done}))
    assert "готово 1 з 2 · нових: 5" in shown
    assert "⏳ Перевіряю… нових: 4" in shown
    silent = replace(running, found=0)
    shown = said(views.Accounts([here, other], True, synced={here.id: silent, other.id: silent}))
    assert "готово 0 з 2." in shown
    assert "нових:" not in shown


def test_an_account_that_was_asked_a_moment_ago_says_when_it_may_be_asked_again() -> None:
    here = samples.account("Ромашка")
    recent = views.SyncedAccount(views.SyncOutcome.RECENT, again_at=NOW + 2 * MINUTE)
    assert "⏱ Щойно перевіряли. Ще раз — " in said(
        views.Accounts([here], True, synced={here.id: recent})
    )
    over = replace(recent, again_at=NOW - MINUTE)
    assert "⏱" not in said(views.Accounts([here], True, synced={here.id: over}))
    known = replace(recent, outcome=views.SyncOutcome.DONE, found=3)
    shown = said(views.Accounts([here], True, synced={here.id: known}))
    assert "3 нові відгуки" in shown
    assert "⏱" in shown
