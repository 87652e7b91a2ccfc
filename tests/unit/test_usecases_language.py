"""The language that a message is written in."""

import pytest

from bot.domain.workspace import LANGUAGES
from tests.office import Office


@pytest.mark.parametrize("nth", range(1, 9))
async def test_a_screen_speaks_the_new_language_whenever_it_is_chosen(nth: int) -> None:
    """Before any transaction of deliveries: of a screen, and of the old one's tidying away."""
    office, chosen = await Office().open(), []

    async def choose_english() -> None:
        await office.press(office.owner, "lang", LANGUAGES.index("en"))
        chosen.append("en")

    await office.command(office.owner, "menu")
    await office.work()
    await office.command(office.owner, "lang")
    office.uow.before(nth, choose_english)
    await office.work()
    assert chosen == ["en"]
    assert office.chat.now(office.owner.chat_id)[-1].address.language == "en"


@pytest.mark.parametrize(("words", "screen"), [("en", "settings"), ("xx", "language")])
async def test_a_language_may_be_named_at_once(words: str, screen: str) -> None:
    office = await Office().open()
    await office.command(office.owner, "lang", words)
    await office.work()
    assert office.at(office.owner).place.screen == screen
    spoken = office.chat.now(office.owner.chat_id)[-1].address.language
    assert spoken == ("en" if words == "en" else "uk")
