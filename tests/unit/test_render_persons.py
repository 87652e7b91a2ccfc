"""What a card says of the other applications of its person."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.handling import Reason, Stage
from bot.domain.ids import ApplicationId, MergeId, NoticeId
from bot.domain.person import MergeState
from handlers.press import decode
from tests import views as samples
from tests.person_views import other
from tests.unit.test_render import drawn, labels, said, verbs
from tests.views import INFO

CARD = views.Card(samples.application("x"), INFO.key, "x", "Бариста", None, None, file_late=False)
MORE = views.CardState(page=views.CardPage.MORE)
ASKED = views.Question(MergeId(7), MergeState.ASKED, replace(other("Олена К."), vacancy="Кухар"))


def _lines(view: views.View) -> list[str]:
    return [line for line in said(view).split("\n") if line[:1] in "♻❓✂🔁"]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "сьогодні"), (1, "вчора"), (3, "3 дні тому"), (21, "21 день тому"), (400, "19.10.2025")],
)
def test_a_card_says_where_else_and_how_long_ago(days: int, words: str) -> None:
    kin = views.Kin([replace(other("x", days), vacancy="Бариста")], 1)
    assert _lines(replace(CARD, kin=kin)) == [f"♻️ Також Work.ua, {words}"]


def test_another_vacancy_is_named_and_how_it_ended() -> None:
    there = replace(other("x", standing="standing-rejected"), vacancy="Кухар")
    kin = views.Kin([there], 3)
    assert _lines(replace(CARD, kin=kin)) == [
        "♻️ Також Work.ua · Кухар, 3 дні тому · 📤 На сайті відмовлено",
        "♻️ і ще 2 відгуки",
    ]


def test_what_the_team_did_is_said_rather_than_where_it_stands_on_the_site() -> None:
    there = replace(other("x", standing="standing-rejected"), stage=Stage.INTERVIEW, who="Олег")
    kin = views.Kin([replace(there, vacancy="Бариста")], 1)
    assert _lines(replace(CARD, kin=kin)) == [
        "♻️ Також Work.ua, 3 дні тому · 🗓 Інтерв'ю, Олег",
    ]
    no = replace(there, vacancy="Бариста", stage=Stage.REJECTED, reason=Reason.SALARY)
    assert _lines(replace(CARD, kin=views.Kin([no], 1))) == [
        "♻️ Також Work.ua, 3 дні тому · ❌ Відмова · 💰 Зарплата, Олег",
    ]


def test_a_card_with_a_person_joined_to_it_is_taken_apart_behind_the_dots() -> None:
    joined = views.Question(MergeId(7), MergeState.JOINED, other("x"))
    card = replace(CARD, kin=views.Kin([other("x")], 1, joined))
    assert "apart_after" not in verbs(card)
    assert "apart_after" in verbs(replace(card, state=MORE))


def test_where_it_is_not_sure_the_card_asks() -> None:
    card = replace(CARD, kin=views.Kin((), 0, ASKED))
    assert _lines(card) == ["❓ Можливо, це та сама людина: Олена К. · Work.ua · Кухар, 3 дні тому"]
    assert labels(card)[:2] == ["🔗 Та сама", "✂️ Інша людина"]
    row = drawn(card).rows[0]
    assert {decode(button.target).id for button in row} == {7}


def test_in_a_group_the_buttons_carry_the_notice() -> None:
    card = replace(CARD, in_group=True, kin=views.Kin((), 0, ASKED, NoticeId(9)))
    assert {decode(button.target).id for button in drawn(card).rows[0]} == {9}


@pytest.mark.parametrize("state", [MergeState.REFUSED, MergeState.UNDONE])
def test_what_was_said_to_be_two_can_be_one_again(state: MergeState) -> None:
    card = replace(CARD, kin=views.Kin((), 0, replace(ASKED, state=state)), state=MORE)
    assert _lines(card)[0].startswith("✂️ Не та сама людина, що Олена К.")
    assert "same_after" in verbs(card)
    assert not any(one.startswith("apart") for one in verbs(card))


def test_a_word_under_the_card_opens_the_answer_and_takes_it_apart() -> None:
    joined = views.Question(MergeId(7), MergeState.JOINED, other("x"))
    again = views.CardAgain(
        ApplicationId(5), INFO.key, "Бариста", None, views.Kin([other("x")], 1, joined)
    )
    assert said(again) == "🔁 Ще один відгук · Work.ua · Бариста"
    assert verbs(again) == ["whole", "apart_after"]
    in_group = replace(again, kin=replace(again.kin, notice_id=NoticeId(9)))
    assert verbs(in_group) == ["cv", "contact", "apart_after"]
    alone = replace(again, kin=views.Kin((), 0, replace(joined, state=MergeState.UNDONE)))
    assert said(alone) == "✂️ Work.ua: це інша людина, її картка нижче."
    assert verbs(alone) == ["whole"]
