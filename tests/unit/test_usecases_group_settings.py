"""What is chosen for a group: language, how often it hears, and who may ask."""

import pytest

from bot.domain import views
from bot.domain.errors import NotAllowed, Stale
from bot.domain.quiet import Mode
from bot.domain.workspace import LANGUAGES, Role
from bot.usecases.answer_group import TellSettings
from bot.usecases.asked import InGroup
from tests.group_desk import CHAT, candidate, group_of, in_group, linked
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


async def test_a_groups_language_is_that_of_all_said_there_also_of_changed_cards(
    office: Office,
) -> None:
    link = await linked(office)
    await candidate(office)
    await office.press(office.owner, "group", link.id)
    await office.press(office.owner, "group_lang", LANGUAGES.index("en"))
    assert group_of(office).language == "en"
    await candidate(office)
    said = [one for one in office.chat.said if one.address.chat_id == CHAT]
    assert [one.address.language for one in said] == ["uk", "en"]
    with pytest.raises(Stale):
        await office.press(office.owner, "group_lang", len(LANGUAGES))


async def test_the_page_of_a_group_says_how_often_it_hears(office: Office) -> None:
    link = await linked(office)
    await office.press(office.owner, "group", link.id)
    await office.press(office.owner, "silence", link.id)
    await office.press(office.owner, "hush_mode", tuple(Mode).index(Mode.HOURLY))
    await office.press(office.owner, "group", link.id)
    await office.work()
    shown = [one.view for one in office.chat.now(office.owner.chat_id)]
    pages = [one.view for one in shown if isinstance(one, views.Screen)]
    assert [one.mode for one in pages if isinstance(one, views.GroupPage)] == [Mode.HOURLY]
    await office.make(TellSettings)(office.owner, InGroup(CHAT, "", None, 5, link=link))
    await office.work()
    (told,) = in_group(office, views.GroupSettings)
    assert (told.mode, told.language) == (Mode.HOURLY, "uk")


async def test_who_does_not_manage_a_group_is_not_told_its_settings(office: Office) -> None:
    link = await linked(office)
    recruiter = await office.hire(Role.RECRUITER)
    with pytest.raises(NotAllowed):
        await office.make(TellSettings)(recruiter, InGroup(CHAT, "", None, 5, link=link))
