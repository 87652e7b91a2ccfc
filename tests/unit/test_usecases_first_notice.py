"""With the first message that leaves to a candidate goes who processes their data, once."""

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.first_notice import MOST
from bot.domain.site_action import ActionState
from bot.domain.views.privacy import AskNotice, FirstNotice
from bot.domain.workspace import Role
from tests.fakes import FakeClock, FakeSite
from tests.fakes.store.kinds import ACCOUNTS, APPLICATIONS, WORKSPACES
from tests.tell_desk import LOCAL, Desk, at_site

NOTICE = "Ваші дані обробляє "


@pytest.fixture
async def desk() -> Desk:
    desk = await at_site()
    await _switch(desk)
    return desk


async def _switch(desk: Desk, verb: str = "notice_on") -> None:
    await desk.press("first_notice")
    await desk.press(verb)


async def _write(desk: Desk, words: str) -> None:
    """From the card to the last tap."""
    await desk.on_card("tell_reply")
    await desk.press("tell_own")
    await desk.type(words)
    await desk.press("tell_send")


async def test_it_is_off_until_an_admin_turns_it_on() -> None:
    desk = await at_site()
    await desk.press("first_notice")
    assert isinstance(desk.screen, FirstNotice)
    assert not desk.screen.on
    await _write(desk, "Вітаю!")
    assert desk.action.words == "Вітаю!"


async def test_the_preview_shows_it_and_the_first_message_carries_it_once(desk: Desk) -> None:
    await desk.on_card("tell_reply")
    await desk.press("tell_own")
    await desk.type("Вітаю!")
    company = desk.office.rows(WORKSPACES)[0].name
    assert desk.screen.notice.startswith(f"{NOTICE}{company}")
    await desk.press("tell_send")
    await desk.wait(seconds=11)
    (told,) = desk.told
    assert (told.text or "").startswith(f"Вітаю!\n\n{NOTICE}{company}")
    await _write(desk, "Ще одне")
    await desk.wait(seconds=11)
    assert desk.told[-1].text == "Ще одне"


async def test_a_refusal_without_words_says_nothing_and_the_next_one_is_the_first(
    desk: Desk,
) -> None:
    await desk.reject(words=False)
    await desk.wait(seconds=11)
    assert desk.told[-1].text is None
    await _write(desk, "Вибачте")
    assert NOTICE in (desk.action.words or "")


async def test_what_was_taken_back_was_not_said(desk: Desk) -> None:
    await _write(desk, "Вітаю!")
    await desk.press("told_undo", desk.action.id)
    assert desk.state() is ActionState.WITHDRAWN
    await _write(desk, "Вітаю ще раз!")
    assert NOTICE in (desk.action.words or "")


async def test_another_application_of_the_same_person_is_no_first_message(desk: Desk) -> None:
    await _write(desk, "Вітаю!")
    await desk.wait(seconds=11)
    first = desk.one
    desk.office.site.respond(first.remote_ad_id, name="Олена Коваль", phones=first.phones)
    await desk.office.sync(desk.office.rows(ACCOUNTS)[0])
    await desk.office.work()
    second = next(one for one in desk.office.rows(APPLICATIONS) if one.id != first.id)
    assert second.person_id == first.person_id
    await desk.office.press(desk.office.owner, "tell_reply", second.id, version=second.version)
    await desk.press("tell_own")
    await desk.type("Знову ви")
    assert desk.screen.notice is None


async def test_it_comes_in_the_language_of_the_template(desk: Desk) -> None:
    await desk.on_card("tell_reply")
    english = next(one for one in desk.screen.items if one.language == "en")
    await desk.press("tell_template", english.id)
    assert "processes your data" in desk.screen.notice


async def test_where_the_site_passes_nothing_on_nothing_is_added() -> None:
    clock = FakeClock()
    desk = await at_site(FakeSite(clock, LOCAL), clock)
    await _switch(desk)
    await _write(desk, "Вітаю!")
    assert desk.screen.words == "Вітаю!"


async def test_a_team_writes_its_own_words_and_goes_back_to_ours(desk: Desk) -> None:
    await desk.press("first_notice")
    asked = await desk.press("notice_edit", 0)
    assert isinstance(asked, AskNotice)
    assert (asked.language, asked.own) == ("uk", False)
    await desk.type("x" * (MOST + 1))
    assert desk.office.flash(desk.office.owner) == "bad-answer-long"
    await desk.type("Дані обробляє {фірма}")
    assert desk.office.flash(desk.office.owner) == "bad-answer-tag"
    page = await desk.type("Дані бачить лише {компанія}.")
    assert isinstance(page, FirstNotice)
    assert page.texts["uk"].startswith("Дані бачить лише ")
    assert "{" not in page.texts["uk"]
    assert page.own == {"uk"}
    assert desk.office.rows(WORKSPACES)[0].first_notices == {"uk": "Дані бачить лише {компанія}."}
    await desk.press("notice_edit", 0)
    page = await desk.press("notice_ready")
    assert page.own == frozenset()
    assert page.texts["uk"].startswith(NOTICE)


async def test_only_who_manages_the_team_chooses(desk: Desk) -> None:
    recruiter = await desk.office.hire(Role.RECRUITER)
    for verb in ("first_notice", "notice_on", "notice_off", "notice_edit", "notice_ready"):
        with pytest.raises(NotAllowed):
            await desk.office.press(recruiter, verb)
    await _switch(desk, "notice_off")
    assert not desk.office.rows(WORKSPACES)[0].first_notice
