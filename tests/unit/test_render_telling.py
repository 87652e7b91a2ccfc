"""What a card and the screens say of an answer to its candidate."""

from dataclasses import replace

from bot.domain import views
from bot.domain.answer import Filled, Tag
from bot.domain.handling import NEW, Stage
from bot.domain.site import Can, Problem
from bot.domain.site_action import ActionState, Kind, SiteAction
from bot.domain.views import CardState
from bot.domain.workspace import RIGHTS, Role
from handlers.render import draw
from handlers.render.drawn import Drawn
from handlers.texts import load
from sites.work_ua import SITE
from tests import views as samples
from tests.card_views import IRA
from tests.views import NOW, ZONE

TEXTS = load([SITE.texts])
CAN = frozenset({Can.INVITE, Can.REJECT, Can.MESSAGE})
REJECTED = CardState(handling=NEW.to(Stage.REJECTED, IRA, NOW), may=RIGHTS[Role.OWNER], can=CAN)


def drawn(view: views.View) -> Drawn:
    return draw(view, TEXTS("uk"), time_zone=ZONE, now=NOW, bot_username="bot")


def labels(view: views.View) -> list[str]:
    return [one.label for row in drawn(view).rows for one in row]


def answer(state: ActionState, kind: Kind = Kind.REJECT) -> SiteAction:
    return replace(samples.action(kind, state, ""), words="Дякуємо!", error=None, problems=())


def card(state: CardState) -> views.Card:
    one = samples.application("Олена Коваль")
    return views.Card(one, "work_ua", "Ромашка", "Sales", None, None, file_late=False, state=state)


def test_a_card_says_how_the_answer_goes_and_offers_nothing_meanwhile() -> None:
    owed = replace(REJECTED, answer=answer(ActionState.OWED), undo=True)
    assert "⏳ Work.ua: надішлю відмову за 10 с" in drawn(card(owed)).text
    assert "↩️ Скасувати" in labels(card(owed))
    assert "💬 Відповісти" not in labels(card(owed))
    going = replace(REJECTED, answer=answer(ActionState.SENDING))
    assert "⏳ Work.ua: надсилаю відмову" in drawn(card(going)).text
    done = replace(REJECTED, answer=answer(ActionState.DONE))
    assert "📨 Work.ua: відмову надіслано" in drawn(card(done)).text
    assert "💬 Відповісти" in labels(card(done))
    assert "❌ Відмова" not in labels(card(done))


def test_a_card_whose_answer_was_refused_says_why_in_the_sites_words_with_a_way_on() -> None:
    words = Problem("limit", "Ліміт вичерпано")
    failed = replace(answer(ActionState.FAILED), error="error-rejected", problems=(words,))
    shown = card(replace(REJECTED, answer=failed))
    assert "⚠️ Work.ua: відмову не надіслано. «Ліміт вичерпано»" in drawn(shown).text
    assert "🔁 Повторити" in labels(shown)
    gone = replace(answer(ActionState.FAILED), error="error-response-missing")
    assert "вже немає" in drawn(card(replace(REJECTED, answer=gone))).text
    assert "🔁 Повторити" not in labels(card(replace(REJECTED, answer=gone)))


def test_a_refusal_that_nobody_passes_on_says_so_on_the_card() -> None:
    kept = replace(REJECTED.handling, answered_at=None, decided_at=NOW)
    here = card(replace(REJECTED, can=frozenset(), handling=kept))
    assert "Відмову збережено тут" in drawn(here).text.replace("<b>", "").replace("</b>", "")
    assert "На Work.ua кандидат її не побачить" in drawn(here).text
    assert "не побачить" not in drawn(card(REJECTED)).text


def test_two_texts_of_the_site_with_one_name_are_told_apart_by_what_they_say() -> None:
    twins = [("Відмова", "Дякуємо, вакансію закрито"), ("Відмова", "Дякуємо, обрали іншого")]
    known = ("Олена", Kind.REJECT, (), "work_ua")
    view = views.TellWords(*known, passed_on=True, texts=[*twins, ("Інша", "Ні")])
    shown = [one for one in labels(view) if one.startswith("🌐")]
    assert "закрито" in shown[0]
    assert "обрали" in shown[1]
    assert shown[2] == "🌐 Work.ua: Інша"
    same = labels(replace(view, texts=[twins[0], twins[0]]))
    assert len(set(same)) == len(same)


def test_a_preview_without_all_values_names_them_and_can_not_be_sent() -> None:
    filled = Filled("{дата}, {адреса}", (Tag.DATE, Tag.ADDRESS))
    view = views.TellPreview("Олена", Kind.INVITE, None, filled, "work_ua", passed_on=True)
    assert "Бракує: {дата}, {адреса}" in drawn(view).text
    assert labels(view)[:2] == ["✏️ Дата", "✏️ Адреса"]
    assert "📨 Надіслати" not in labels(view)
    assert "📨 Надіслати" in labels(replace(view, filled=Filled("Так")))
    unknown = replace(view, filled=Filled("{зарплата}", (), ("зарплата",)))
    assert "Не знаю, що підставити замість {зарплата}" in drawn(unknown).text
    assert "📨 Надіслати" not in labels(unknown)


def test_a_short_text_is_copied_by_a_button_and_a_long_one_by_a_tap_on_it() -> None:
    one = samples.application("Олена")
    short = views.ToldHere(one, Kind.REJECT, "Дякуємо!", disconnected=False)
    assert "📋 Текст" in labels(short)
    assert "<pre>Дякуємо!</pre>" in drawn(short).text
    long = replace(short, words="Дякуємо! " * 100)
    assert "📋 Текст" not in labels(long)
    assert "<pre>Дякуємо!" in drawn(long).text
