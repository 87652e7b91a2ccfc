"""A carousel is a text with a card in it, whatever the card brings; what is chosen is ticked."""

from dataclasses import replace

from bot.domain import views
from bot.domain.ids import NoticeId
from bot.domain.morning import Debts
from bot.domain.quiet import Mode, Quiet
from bot.domain.views import View
from handlers.render import draw
from handlers.render.drawn import Drawn, Media
from handlers.texts import load
from sites.work_ua import SITE
from tests import views as samples
from tests.views import INFO, NOW, ZONE

TEXTS = load([SITE.texts])
RESUME = samples.file("Koval.pdf")
CARD = views.Card(samples.application("x"), INFO.key, "x", "x", RESUME, None, file_late=False)
MASKED = views.MaskedCard(NoticeId(1), "x", "", "", "", (), INFO.key, "x", None, NOW, True)


def drawn(view: View) -> Drawn:
    return draw(view, TEXTS("uk"), time_zone=ZONE, now=NOW, bot_username="bot")


def labels(view: View) -> list[list[str]]:
    return [[button.label for button in row] for row in drawn(view).rows]


def test_a_carousel_has_the_cards_lines_and_buttons_and_no_file() -> None:
    alone, among = drawn(CARD), drawn(views.Carousel(7, 12, 2, "Sales B2B", CARD))
    assert (alone.media, among.media) == (Media.RESUME, Media.NONE)
    assert among.text == f"📥 <b>12 нових</b> · Sales B2B\n\n{alone.text}"
    assert among.rows[: len(alone.rows)] == alone.rows
    assert labels(views.Carousel(7, 12, 2, "x", CARD))[-2:] == [
        ["◀️", "3/12", "▶️"],
        ["📄 Резюме", "🗂 Картками"],
    ]


def test_a_file_is_offered_where_there_is_one_and_once() -> None:
    bare = replace(CARD, resume=None, application=replace(CARD.application, resume_text=None))
    assert labels(views.Carousel(7, 6, 0, "x", bare))[-1] == ["🗂 Картками"]
    late = replace(bare, file_late=True)
    assert labels(views.Carousel(7, 6, 0, "x", late))[-1] == ["📄 Резюме", "🗂 Картками"]
    in_group = labels(views.Carousel(7, 6, 0, "x", MASKED, in_group=True))
    assert [label for row in in_group for label in row].count("📄 Резюме") == 1


def test_of_several_vacancies_it_says_so_and_once_all_have_cards_it_has_no_pages() -> None:
    assert "різні вакансії" in drawn(views.Carousel(7, 6, 0, None, CARD)).text
    opened = views.Carousel(7, 6, 0, "x", None)
    assert "нижче" in drawn(opened).text
    assert labels(opened) == []


def test_who_is_below_the_threshold_is_said_to_be_in_each_digest() -> None:
    low = drawn(views.Carousel(7, 3, 0, "Sales B2B", CARD, below=True))
    assert low.text.startswith("⬇️ <b>Нижче порогу: 3</b> · Sales B2B")
    assert "З них нижче порогу: <b>2</b>" in drawn(views.Morning(5, Debts(), (), below=2)).text
    assert "нижче порогу" not in drawn(views.Morning(5, Debts(), ())).text


def test_what_a_chat_has_chosen_is_ticked_and_a_mute_can_be_ended() -> None:
    shown = labels(views.Silence(0, "", Quiet(mode=Mode.HOURLY, weekends=True)))
    ticked = {label for row in shown for label in row if label.startswith("☑️")}
    assert ticked == {"☑️ Щогодини", "☑️ Тихі вихідні", "☑️ Ранковий підсумок", "☑️ Звіт за тиждень"}
    muted = Quiet(muted_until=NOW.replace(year=2027))
    assert ["🔔 Увімкнути звук"] in labels(views.Silence(0, "", muted))
    assert ["🔔 Увімкнути звук"] not in shown
