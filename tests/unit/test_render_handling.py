"""What a card says of the team's work, its pages, and its limits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.application import FileKind
from bot.domain.handling import NEW, Stage
from bot.domain.ids import MergeId, NoticeId
from bot.domain.person import MergeState
from bot.domain.views import CardPage, CardState
from bot.domain.workspace import RIGHTS, Right, Role
from handlers.press import decode
from handlers.render.drawn import Does
from handlers.render.limits import CAPTION_MOST, length
from tests import views as samples
from tests.answer_views import answer_views
from tests.card_views import IRA, MOST, OLEH, card_views
from tests.person_views import other, person_views
from tests.unit.test_render import candidate, drawn, labels, said, verbs
from tests.views import INFO, NOW

NBSP = "\N{NO-BREAK SPACE}"
FREE = CardState(
    subject=7,
    version=3,
    names={OLEH: "Олег", IRA: "Ірина"},
    may=RIGHTS[Role.OWNER],
    evening=True,
)
TAKEN = replace(FREE, handling=NEW.take(OLEH, NOW), me=OLEH)


def card(state: CardState, **more: object) -> views.Card:
    return replace(candidate(**more), state=state)


def rows(view: views.View) -> list[list[str]]:
    return [[button.label for button in row] for row in drawn(view).rows]


def masked(state: CardState) -> views.MaskedCard:
    facts = ("Олена К.", "Київ", "", "", (), INFO.key, "Ромашка", "Sales", NOW, True, None)
    return views.MaskedCard(NoticeId(9), *facts, replace(state, subject=9, private=False))


# -- lines -----------------------------------------------------------------------------------


def test_the_teams_work_stands_between_the_letter_and_the_file() -> None:
    note = views.CardNote(IRA, "Дзвонити після 18", NOW, 2)
    later = TAKEN.handling.put_off(NOW + timedelta(hours=3), OLEH, NOW)
    lines = said(card(replace(TAKEN, handling=later, note=note, barred=True))).split("\n")
    assert lines[:2] == ["⏰ Відкладено · Олег 14:05", f"Олена Коваль · Київ · 31{NBSP}рік"]
    assert lines[-6:] == [
        "💬 «Маю досвід у FMCG»",
        "👤 Олег · Етап: 👀 Перегляд",
        "⏰ Повернеться: 17:05",
        "⛔ У чорному списку компанії",
        "📝 Ірина, 14:05: «Дзвонити після 18» (і ще 1)",
        "📎 Koval_Olena.pdf",
    ]


def test_a_new_card_is_called_new_and_a_handled_one_says_what_was_done() -> None:
    assert said(card(FREE)).startswith("🆕 Олена Коваль")
    moved = NEW.to(Stage.INTERVIEW, IRA, NOW)
    for view in (card(replace(FREE, handling=moved)), masked(replace(FREE, handling=moved))):
        assert said(view).startswith("🗓 Інтерв'ю · Ірина 14:05\nОлена К")


def test_who_has_left_is_called_so() -> None:
    assert "👤 колишній колега" in said(card(replace(TAKEN, names={})))


def test_what_has_come_back_is_put_off_no_more() -> None:
    off = NEW.put_off(NOW, OLEH, NOW - timedelta(hours=1))
    assert "Повернеться" not in said(card(replace(FREE, handling=off)))


@pytest.mark.parametrize("letter", ["слово " * 3000, "🌼<&> " * 2000])
def test_the_letter_is_cut_first_then_lines_from_the_bottom(letter: str) -> None:
    note = views.CardNote(IRA, "🌼&" * 2000, NOW, 1)
    skills = tuple("&🌼" * 30 for _ in range(20))
    view = card(replace(TAKEN, note=note), letter=letter, skills=skills, pay="<₴>" * 100)
    text = drawn(view).text
    assert length(text) <= CAPTION_MOST
    lines = said(view).split("\n")
    assert lines[0].startswith("✋ Взято")
    assert "📞 +380 67 123 4521" in lines
    assert "👤 Олег · Етап: 👀 Перегляд" in lines
    assert lines[-1] == "📎 Koval_Olena.pdf"
    assert "📝" not in said(view) or "💬" not in said(view)


# -- buttons ---------------------------------------------------------------------------------


def test_a_cards_buttons_stand_in_rows_of_three() -> None:
    assert rows(card(FREE)) == [
        ["✋ Беру", "✅ Запросити", "❌ Відмова"],
        ["💬 Відповісти", "📝 Нотатка", "⏰ Пізніше"],
        ["📋 Телефон", "↗️ На сайті", "⋯"],
    ]
    assert rows(masked(FREE)) == [
        ["✋ Беру", "✉️ Відповісти", "📝 Нотатка"],
        ["⏰ Пізніше"],
        ["📄 Резюме", "📞 Контакт", "⋯"],
    ]


def test_a_cards_first_page_has_four_rows_at_most() -> None:
    every = (*card_views("x" * 5000), *person_views("x" * 5000), *answer_views("x" * 5000))
    for view in every:
        if isinstance(view, views.Card | views.MaskedCard) and view.state.page is CardPage.MAIN:
            assert len(rows(view)) <= 4, rows(view)


def test_what_has_no_room_beside_a_question_stands_behind_the_dots() -> None:
    question = views.Question(MergeId(7), MergeState.ASKED, other("x"))
    asked = card(FREE, letter="x" * 5000)
    first = replace(asked, kin=views.Kin((), 0, question))
    assert "letter" in verbs(asked)
    assert "letter" not in verbs(first)
    assert "letter" in verbs(replace(first, state=replace(FREE, page=CardPage.MORE)))


def test_what_was_done_here_can_be_taken_back_and_nobody_takes_it_twice() -> None:
    told = ["✅ Запросити", "❌ Відмова"]
    assert rows(card(replace(TAKEN, undo=True)))[0] == ["↩️ Скасувати", *told]
    assert rows(card(TAKEN))[0] == [*told, "💬 Відповісти"]
    for reader in (IRA, None):  # None: in a group, where the holder may read it, too
        assert rows(card(replace(TAKEN, me=reader)))[0] == ["🙋 Попросити", *told]
    assert "🙋 Попросити" not in labels(card(replace(FREE, me=IRA)))


def test_the_page_behind_the_dots_leads_everywhere_and_back() -> None:
    photo = samples.file("", FileKind.PHOTO)
    more = replace(card(replace(FREE, page=CardPage.MORE)), photo=photo)
    assert rows(more) == [
        ["🗂 Етап", "👤 Призначити", "↪️ Поділитися"],
        ["📋 E-mail", "🖼 Фото", "🕓 Історія"],
        ["🔗 Об'єднати", "⛔ Чорний список", "🗑 Видалити дані"],
        ["⬅️ Назад"],
    ]
    assert verbs(more)[-1] == "card"
    assert "♻️ Зі списку" in labels(card(replace(FREE, page=CardPage.MORE, barred=True)))


def test_the_other_pages_ask_and_offer_only_what_changes_something() -> None:
    stages = card(replace(TAKEN, page=CardPage.STAGE))
    assert said(stages).startswith("🗂 На який етап?")
    assert "stage_look" not in verbs(stages)
    assert "stage_hired" in verbs(stages)
    laters = card(replace(FREE, page=CardPage.LATER))
    assert verbs(laters) == ["later_hour", "later_evening", "later_morning", "day_off", "card"]
    night = replace(FREE, page=CardPage.LATER, evening=False)
    assert verbs(masked(night)) == ["later_hour", "later_morning", "card"]
    team = [views.Choice("assign_to", one, name) for one, name in FREE.names.items()]
    given = card(replace(TAKEN, page=CardPage.ASSIGN, choices=team))
    assert labels(given) == ["Ірина", "👐 Нікому", "⬅️ Назад"]


def test_who_may_only_note_is_offered_nothing_else() -> None:
    guest = replace(FREE, may=RIGHTS[Role.HIRING_MANAGER])
    assert rows(card(guest))[0] == ["📝 Нотатка"]
    behind = card(replace(guest, page=CardPage.MORE))
    assert rows(behind) == [["📋 E-mail", "🕓 Історія"], ["⬅️ Назад"]]
    nobody = replace(FREE, may=frozenset({Right.LOOK}))
    assert rows(card(nobody)) == [["📋 Телефон", "📋 E-mail", "↗️ На сайті"]]


def test_a_button_carries_its_copy_and_the_version_that_it_shows() -> None:
    (first, *_) = drawn(card(FREE)).rows
    press = decode(first[0].target)
    assert (press.verb, press.id, press.version) == ("take", 7, 3)
    assert decode(drawn(masked(FREE)).rows[0][0].target).id == 9


def test_every_button_of_a_card_stays_inside_64_bytes() -> None:
    targets = [
        button.target
        for view in card_views("Ї" * 300)
        for row in drawn(view).rows
        for button in row
        if button.does is Does.PRESS
    ]
    assert max(len(one.encode()) for one in targets) <= 64
    assert {decode(one).id for one in targets} >= {MOST}


def test_who_was_answered_waits_no_more() -> None:
    waits = NOW - timedelta(hours=5)
    told = replace(FREE, handling=NEW.to(Stage.INTERVIEW, OLEH, NOW))
    assert f"чекає{NBSP}5{NBSP}год" in said(card(FREE, sent_at=waits))
    assert "чекає" not in said(card(told, sent_at=waits))
    assert f"чекає{NBSP}5{NBSP}год" in said(replace(masked(FREE), sent_at=waits))
    assert "чекає" not in said(replace(masked(told), sent_at=waits))
