"""A letter that a card has no room for is read whole, under the card."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAllowed, NotThere
from bot.domain.ids import ApplicationId
from bot.domain.views import Card, CardLetter
from bot.domain.workspace import Role
from handlers.render.drawn import Drawn, Media, Trouble
from tests import views as samples
from tests.fakes.store.kinds import APPLICATIONS
from tests.office import Office
from tests.unit.test_render import drawn, labels, said, units

LONG = "Маю досвід продажу.\n\n" * 150
BUTTON = "💬 Увесь лист"


async def _candidate(office: Office, letter: str | None) -> ApplicationId:
    account = await office.account()
    ad = await office.live(account)
    office.site.respond(ad.remote_id or "", letter=letter)
    await office.sync(account)
    await office.work()
    (application,) = office.rows(APPLICATIONS)
    return application.id


async def test_the_letter_comes_once_for_a_card_however_often_it_is_tapped() -> None:
    office = await Office().open()
    number = await _candidate(office, LONG)
    (card,) = [one for one in office.chat.said if isinstance(one.view, Card)]
    for _ in range(2):
        await office.press(office.owner, "letter", number, message_id=card.message_id)
    await office.work()
    (letter,) = [one for one in office.chat.said if isinstance(one.view, CardLetter)]
    assert isinstance(letter.view, CardLetter)
    assert letter.view.application.letter == LONG
    assert letter.reply_to == card.message_id


async def test_only_who_may_see_candidates_reads_their_letters() -> None:
    office = await Office().open()
    number = await _candidate(office, LONG)
    with pytest.raises(NotAllowed):
        await office.press(await office.hire(Role.HIRING_MANAGER), "letter", number)


async def test_a_letter_that_there_is_none_of_is_said_so() -> None:
    office = await Office().open()
    number = await _candidate(office, None)
    with pytest.raises(NotThere):
        await office.press(office.owner, "letter", number)


def _card(letter: str, *, in_group: bool = False) -> Card:
    one = replace(samples.application("Ї"), letter=letter)
    return Card(one, "work_ua", "Ромашка", None, samples.file("a.pdf"), None, False, in_group)


def test_the_button_stands_where_the_letter_is_cut() -> None:
    assert labels(_card(LONG))[0] == BUTTON
    assert BUTTON not in labels(_card("Маю досвід\n" * 9))
    assert BUTTON not in labels(_card("\n" * 5000))
    assert BUTTON not in labels(_card(LONG, in_group=True))
    bare = replace(samples.application(""), letter="слово " * 600)
    assert labels(Card(bare, "work_ua", "Ромашка", None, None, None, False))[0] == BUTTON


def test_the_whole_letter_keeps_its_lines() -> None:
    letter = CardLetter(replace(samples.application("Ї"), letter=LONG))
    message: Drawn = drawn(letter)
    assert said(letter).endswith(LONG.strip())
    assert units(said(letter)) <= 4096
    assert [button.label for row in message.rows for button in row] == ["↗️ На сайті"]


def test_a_letter_that_no_message_holds_goes_whole_as_a_file_under_its_beginning() -> None:
    endless = CardLetter(replace(samples.application("Ї"), letter="слово " * 2000))
    message = drawn(endless)
    assert message.media is Media.LETTER
    assert message.application == endless.application
    assert units(said(endless)) <= 1024
    assert "цілий — у файлі" in said(endless)
    assert said(endless).startswith(said(_one("Ї")).splitlines()[0])


def test_a_letter_whose_file_telegram_refuses_is_cut_as_far_as_a_message_holds() -> None:
    endless = CardLetter(replace(samples.application("Ї"), letter="слово " * 2000))
    message = drawn(endless, "uk", Trouble.MADE)
    assert message.media is Media.NONE
    assert 4000 < units(said(endless, Trouble.MADE)) <= 4096


def _one(name: str) -> CardLetter:
    return CardLetter(replace(samples.application(name), letter="слово"))
