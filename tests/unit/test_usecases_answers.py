"""`/templates`: what a team tells candidates, listed, written, tried, deleted and brought back."""

import pytest

from bot.domain import views
from bot.domain.answer import Answer, AnswerKind, ready_answers
from bot.domain.errors import NotAllowed
from bot.domain.views import Screen
from bot.domain.workspace import Role
from tests.fakes.store.kinds import ANSWERS
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def shown(office: Office) -> views.View:
    await office.work()
    screen = office.chat.now(office.owner.chat_id)[-1].view
    assert isinstance(screen, Screen)
    return screen.view


async def listed(office: Office) -> views.Answers:
    view = await shown(office)
    assert isinstance(view, views.Answers)
    return view


async def page(office: Office) -> views.AnswerPage:
    view = await shown(office)
    assert isinstance(view, views.AnswerPage)
    return view


def kept(office: Office) -> list[Answer]:
    return [one for one in office.rows(ANSWERS) if one.deleted_at is None]


async def open_first(office: Office) -> Answer:
    await office.command(office.owner, "templates")
    view = await listed(office)
    await office.press(office.owner, "answer", view.items[0].id)
    return view.items[0]


async def test_a_team_begins_with_ready_ones_its_own_language_first(office: Office) -> None:
    await office.command(office.owner, "templates")
    view = await listed(office)
    assert len(kept(office)) == len(ready_answers())
    assert {one.language for one in view.items[:4]} == {"uk"}
    assert view.pages > 1
    await office.press(office.owner, "answers", 1)
    assert (await listed(office)).page == 1
    await office.command(office.owner, "templates")
    assert len(kept(office)) == len(ready_answers())


async def test_a_new_one_is_asked_for_kind_name_and_text(office: Office) -> None:
    await office.command(office.owner, "templates")
    await office.press(office.owner, "answer_new")
    await office.press(office.owner, "answer_kind", list(AnswerKind).index(AnswerKind.REJECT))
    await office.type(office.owner, "Моя відмова")
    await office.type(office.owner, "Дякуємо, {ім’я}!")
    made = (await page(office)).answer
    assert (made.name, made.kind, made.language) == ("Моя відмова", AnswerKind.REJECT, "uk")
    assert made.body == "Дякуємо, {ім’я}!"
    assert made in kept(office)


async def test_what_cant_be_kept_is_asked_for_again(office: Office) -> None:
    await office.command(office.owner, "templates")
    await office.press(office.owner, "answer_new")
    await office.press(office.owner, "answer_kind", 0)
    await office.type(office.owner, "а" * 41)
    assert office.flash(office.owner) == "bad-answer-name-long"
    await office.type(office.owner, "Назва")
    await office.type(office.owner, "Ваша {зарплата}")
    assert office.flash(office.owner) == "bad-answer-tag"
    assert isinstance(await shown(office), views.AskAnswer)
    assert len(kept(office)) == len(ready_answers())


async def test_name_and_text_of_one_are_changed(office: Office) -> None:
    one = await open_first(office)
    await office.press(office.owner, "answer_rename", one.id)
    await office.type(office.owner, "Інша назва")
    assert (await page(office)).answer.name == "Інша назва"
    await office.press(office.owner, "answer_rewrite", one.id)
    await office.type(office.owner, "Інший текст")
    assert (await page(office)).answer.body == "Інший текст"
    await office.press(office.owner, "answer_language", one.id)
    assert (await page(office)).answer.language == "en"


async def test_the_example_has_values_for_every_tag(office: Office) -> None:
    one = await open_first(office)
    await office.press(office.owner, "answer_example", one.id)
    view = await shown(office)
    assert isinstance(view, views.AnswerExample)
    assert (view.answer.id, view.company, view.recruiter) == (one.id, "ТОВ «Ромашка»", "Олег Щур")


async def test_one_is_deleted_and_brought_back(office: Office) -> None:
    one = await open_first(office)
    await office.press(office.owner, "answer_delete", one.id)
    view = await listed(office)
    assert view.deleted == one.id
    assert one.id not in [it.id for it in kept(office)]
    await office.press(office.owner, "answer_restore", one.id)
    assert (await page(office)).answer.deleted_at is None
    await office.press(office.owner, "answer_delete", one.id)
    await office.command(office.owner, "templates")
    assert (await listed(office)).deleted is None
    assert one.id not in [it.id for it in kept(office)]


async def test_who_may_not_answer_candidates_writes_no_templates(office: Office) -> None:
    manager = await office.hire(Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed):
        await office.command(manager, "templates")
    assert office.rows(ANSWERS) == []
