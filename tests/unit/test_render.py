"""Every view, in every language, with the worst texts, stays within Telegram's limits."""

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.domain import views
from bot.domain.alert import Today
from bot.domain.application import FileKind
from bot.domain.publication import Status
from bot.domain.vacancy import Step
from bot.domain.views import Screen, View
from bot.domain.views.audit import AuditFile
from bot.domain.views.handling import NotePing, NoteUnseen, PleaAnswered, PleaAsked
from bot.domain.views.inbox import Refused
from bot.domain.views.inline import SharedCard
from bot.domain.views.reports import CandidateSheet, ReportPage, ReportSheet
from bot.domain.views.team import TeamWord
from bot.domain.workspace import LANGUAGES
from handlers.buttons import BUTTONS, GROUP_BUTTONS
from handlers.inline_buttons import INLINE_BUTTONS
from handlers.press import decode
from handlers.render import draw
from handlers.render.drawn import Button, Does, Drawn, Line, Media, Trouble
from handlers.render.inline import shared_publication
from handlers.render.limits import bounded, cut, fit, popup
from handlers.texts import AllTexts, load
from sites.robota_ua import SITE as ROBOTA_UA
from sites.work_ua import SITE
from tests import views as samples
from tests.group_views import every_view
from tests.views import AWKWARD, LONG, NOW, PLAINER, WORST, ZONE

TODAY = Today(samples.NOW, "Europe/Kyiv")
TEXTS: AllTexts = load([Path(one.texts) for one in (SITE, ROBOTA_UA)])
NAMED = {name: chr(0xE000 + at) for at, name in enumerate(("&lt;", "&gt;", "&amp;", "&quot;"))}
"""What Telegram knows, each with a character that no message may hold."""
TAGS = {"b", "i", "s", "a", "code", "pre", "blockquote"}


class Reader(HTMLParser):
    """Telegram's reading of HTML: few tags, properly nested; what is left is the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities = 0
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self.opened.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    assert not set(re.findall(r"&\w+;", text)) - NAMED.keys()
    assert not set(text) & set(NAMED.values())
    assert not re.search(r"&(?!(lt|gt|amp|quot);)", text)
    for name, char in NAMED.items():  # HTMLParser takes its time with each
        text = text.replace(name, char)
    reader = Reader()
    reader.feed(text)
    reader.close()
    for name, char in NAMED.items():
        reader.text = reader.text.replace(char, html.unescape(name))
    assert not reader.opened
    return reader


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def drawn(view: View | Screen, language: str = "uk", *troubles: Trouble) -> Drawn:
    return draw(
        view,
        TEXTS(language),
        time_zone=ZONE,
        now=NOW,
        bot_username="vidhuk_bot",
        troubles=frozenset(troubles),
    )


def said(view: View | Screen, *troubles: Trouble) -> str:
    return read(drawn(view, "uk", *troubles).text).text


def labels(view: View | Screen) -> list[str]:
    return [button.label for row in drawn(view).rows for button in row]


def verbs(view: View | Screen) -> list[str]:
    pressed = [one for row in drawn(view).rows for one in row if one.does is Does.PRESS]
    return [decode(one.target).verb for one in pressed]


def check_text(message: Drawn) -> None:
    reader = read(message.text)
    most = 4096 if message.media is Media.NONE else 1024
    assert 0 < units(reader.text) <= most
    assert reader.entities <= 100
    assert reader.text == reader.text.strip()
    assert not set(reader.text) & set("\u202e\u202c\u2066\u2069\u200b\x00\x07\r")
    assert "\n\n\n" not in reader.text


def check_keyboard(message: Drawn) -> None:
    assert sum(map(len, message.rows)) <= 100
    markup = [[[one.label, one.target] for one in row] for row in message.rows]
    assert len(json.dumps(markup, ensure_ascii=False).encode()) < 10_000
    for row in message.rows:
        assert 0 < len(row) <= 8
        for button in row:
            check_button(button)


def check_button(button: Button) -> None:
    assert button.label.strip()
    assert "\n" not in button.label
    assert "<b>" not in button.label.replace("<b>Жирн", "")
    if button.does is Does.PRESS:
        assert len(button.target.encode()) <= 64
        assert decode(button.target).verb in {**BUTTONS, **GROUP_BUTTONS, **INLINE_BUTTONS}
    elif button.does is Does.OPEN:
        assert button.target.startswith("https://")
    elif button.does is Does.COPY:
        assert 0 < units(button.target) <= 256


EACH = [pytest.param(text, marks=pytest.mark.thorough) for text in PLAINER] + list(WORST)
_VARIED = [*(("uk", text) for text in (WORST[0], WORST[2])), ("ru", LONG)]
EVERY = [
    ("uk", WORST[1]),  # a piece of each of the plainer ones
    ("en", LONG),
    *(pytest.param(*one, marks=pytest.mark.thorough) for one in _VARIED),
]


@pytest.mark.thorough
@pytest.mark.parametrize("text", [*PLAINER, WORST[-1]], ids=range(len(PLAINER) + 1))
def test_every_message_of_plainer_words_passes_telegram(text: str) -> None:
    test_every_message_passes_telegram("uk", text)


@pytest.mark.parametrize(("language", "text"), EVERY, ids=range(len(EVERY)))
def test_every_message_passes_telegram(language: str, text: str) -> None:
    for view in every_view(text):
        message = drawn(view, language)
        check_text(message)
        check_keyboard(message)


@pytest.mark.parametrize("text", EACH, ids=range(len(EACH)))
def test_cards_that_met_trouble_pass_too(text: str) -> None:
    for view in samples.cards(text):
        for trouble in Trouble:
            check_text(drawn(view, "uk", trouble))
        assert drawn(view, "uk", *Trouble).media is Media.NONE


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_a_flash_stands_above_the_screen(text: str) -> None:
    for flash in samples.flashes(text):
        for language in LANGUAGES:
            shown = drawn(Screen(views.AskCompany(), 3, flash), language)
            check_text(shown)
            below = drawn(views.AskCompany(), language).text
            assert shown.text.endswith("\n\n" + below)


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_a_shared_publication_passes_telegram(text: str) -> None:
    for status in Status:
        for language in LANGUAGES:
            line = samples.line(text, status, "badge-closed")
            shared = shared_publication(line, TEXTS(language), TODAY)
            assert shared.title
            assert shared.description
            assert units(read(shared.html).text) <= 4096


def test_the_samples_hold_every_view() -> None:
    assert {type(view) for view in every_view("x")} == set(get_args(View))


def test_buttons_carry_the_version_of_their_screen() -> None:
    screen = Screen(views.ChooseLanguage(first=False), 71)
    pressed = [decode(one.target) for row in drawn(screen).rows for one in row]
    assert {press.version for press in pressed} == {71}


_WATCHED = (views.BrokenRecords, views.BrokenContract, views.OurFault, views.HealthPage)
OUTAGES = (views.SiteDown, views.SiteBack, *_WATCHED)
CARDS = (views.Card, views.CardAgain, views.CardFile, views.CardLetter)
_ASKED_IN_GROUPS = (views.GroupAsked, views.GroupUnlink, views.GroupSettings)
_BOARDS = (views.GroupBoard, views.CameToday)
IN_GROUPS = (*_ASKED_IN_GROUPS, *_BOARDS, views.GroupWord, views.GroupStatus)
NEWS = (views.PasswordLeft, views.UnlinkedNews, views.AdsChanged)
_SAID = (*NEWS, TeamWord, views.Stranger, views.Missed, views.MissedInGroup)
_AMONG = (NotePing, NoteUnseen, PleaAnswered, PleaAsked)
_CARDS = (views.CardPhoto, views.Carousel, views.MaskedCard, SharedCard)
_UNDER = (*_AMONG, *_CARDS, views.CardSaid, views.CardHistory)
_PRIVACY = (views.Erased, views.ExportFile, views.RetentionWarning, Refused)
_REPORTS = (AuditFile, CandidateSheet, ReportPage, ReportSheet)
NO_WAY_BACK = (*_REPORTS, *_PRIVACY, *OUTAGES, *CARDS, *IN_GROUPS, *_SAID, *_UNDER)
BACK = {"menu", "leave", "settings", "accounts", "account", "vacancies", "vacancy", "publication"}
BACK |= {"status", "preview", "lang", "label_keep", "help", "back", "not_now", "groups", "group"}
BACK |= {"answers", "answer", "list_back", "audit_page", "company_page"}
BACK |= {"health"}
BACK |= {"team", "member", "vacancy_team"}


def test_every_screen_has_a_way_back_and_labels_of_ours_are_short() -> None:
    for view in every_view(""):
        buttons = [one for row in drawn(view).rows for one in row]
        assert not [one.label for one in buttons if units(one.label) > 32]
        if not isinstance(view, NO_WAY_BACK):
            pressed = [one.target for one in buttons if one.does is Does.PRESS]
            assert BACK & {decode(one).verb for one in pressed}, view


# -- cutting ------------------------------------------------------------------------------


def test_cutting_closes_tags_and_keeps_entities_whole() -> None:
    source = "<b>1 &amp; 2 <i>🎈🎈🎈</i></b>"
    for most in range(1, 13):
        short = cut(source, most)
        assert units(read(short).text) <= most
        assert short == source or read(short).text.endswith("…")
    assert cut(source, 12) == source
    assert cut(source, 10) == "<b>1 &amp; 2 <i>🎈…</i></b>"


def test_a_long_letter_is_cut_before_anything_is_dropped() -> None:
    lines = [
        Line("head"),
        Line("pay", optional=True),
        Line("x" * 500, elastic=True, before="«", after="»"),
        Line("file"),
    ]
    shown = fit(lines, 100)
    assert shown.startswith("head\npay\n«xxx")
    assert shown.endswith("x…»\nfile")
    assert len(shown) == 100


def test_optional_lines_are_dropped_from_the_bottom() -> None:
    lines = [Line("head"), *(Line(f"{at} " * 20, optional=True) for at in range(9)), Line("file")]
    shown = fit(lines, 100)
    assert shown.startswith("head\n0 0")
    assert shown.endswith(("1\nfile", "1 \nfile"))


def test_a_keyboard_that_is_too_big_keeps_its_last_row() -> None:
    rows = tuple((Button("Довга назва " * 20, f"1|option|{at}|0"),) for at in range(300))
    last = (Button("back", "1|menu|0|0"),)
    kept = bounded((*rows, last))
    assert kept[-1] == last
    assert len(kept) <= 100


def test_a_popup_is_plain_and_short() -> None:
    words = popup("<b>" + "&lt;і " * 200 + "</b>")
    assert units(words) <= 200
    assert words.startswith("<і <і")


# -- what the screens say -----------------------------------------------------------------


def candidate(**more: Any) -> views.Card:
    one = replace(
        samples.application("x"),
        name="Олена Коваль",
        city="Київ",
        position="Менеджер з продажу",
        pay="40 000 ₴",
        phones=("+380671234521",),
        emails=("o.koval@example.com",),
        letter="Маю досвід\nу FMCG",
        skills=("B2B", "CRM"),
        channels=("Telegram",),
    )
    one = replace(one, **more)
    resume = samples.file("Koval_Olena.pdf")
    return views.Card(one, "work_ua", "Ромашка", "Sales B2B", resume, None, file_late=False)


def test_a_card_has_its_lines_in_the_fixed_order() -> None:
    assert said(candidate()).split("\n") == [
        "🆕 Олена Коваль · Київ · 31\N{NO-BREAK SPACE}рік",
        "Менеджер з продажу → вакансія «Sales B2B»",
        "🌐 Work.ua · Ромашка · 14:00 (чекає\N{NO-BREAK SPACE}5\N{NO-BREAK SPACE}хв)",
        "💰 40 000 ₴",
        "📞 +380 67 123 4521",
        "✉️ o.koval@example.com",
        "🎂 02.03.1995",
        "📲 Зручно: Telegram",
        "🧩 B2B, CRM",
        "💬 «Маю досвід у FMCG»",
        "📎 Koval_Olena.pdf",
    ]
    assert labels(candidate()) == ["📋 Телефон", "📋 E-mail", "↗️ На сайті"]


def test_a_card_says_what_the_candidate_hides() -> None:
    card = candidate(name=None, phones=(), emails=(), resume_text=None, url=None)
    assert said(card).startswith("🆕 Ім'я приховано")
    assert labels(card) == []
    assert "📎 Резюме недоступне" in said(replace(card, resume=None))


def test_a_card_is_what_its_files_allow() -> None:
    photo = samples.file("", FileKind.PHOTO)
    full = replace(candidate(), photo=photo)
    textual = replace(full, resume=None)
    late = replace(textual, file_late=True)
    assert drawn(full).media is Media.RESUME
    assert drawn(textual).media is Media.MADE
    assert drawn(late).media is Media.PHOTO
    assert drawn(replace(candidate(resume_text=""), resume=None)).media is Media.NONE
    assert "сформовано ботом із тексту сайту" in said(textual)
    assert "ще завантажується" in said(late)
    assert "завеликий для Telegram" in said(full, Trouble.BIG)
    assert "не вдалося прочитати" in said(full, Trouble.UNREADABLE)
    assert drawn(full, "uk", Trouble.BIG).media is Media.NONE


def test_an_empty_workspace_offers_only_a_beginning() -> None:
    menu = next(view for view in every_view("Ромашка") if isinstance(view, views.Menu))
    assert labels(menu) == ["➕ Додати акаунт", "⚙️ Налаштування", "▶️ Як це працює"]


def test_the_form_says_where_it_stands() -> None:
    form = views.VacancyForm(samples.vacancy("Бухгалтер"), Step.CITY, 3, 7, changing=False)
    assert "крок 3/7  ▰▰▰▱▱▱▱" in said(form)
    assert verbs(form) == ["remote", "back", "skip", "leave"]


def test_a_required_question_can_not_be_skipped_unanswered() -> None:
    empty = replace(samples.vacancy("x"), title="", description="")
    form = views.VacancyForm(empty, Step.DESCRIPTION, 2, 7, changing=False)
    assert verbs(form) == ["back", "leave"]


def test_a_preview_says_what_it_costs_and_what_is_missing() -> None:
    previews = [one for one in every_view("Стандарт") if isinstance(one, views.Preview)]
    ready, unready = previews[0], previews[1]
    assert "Спишеться 1 публікація «Стандарт», лишиться 2." in said(ready)
    assert "Після публікації акаунт змінити не можна" in said(ready)
    assert verbs(ready)[:2] == ["send", "save"]
    assert "send" not in verbs(unready)
    assert "Щоб опублікувати, вкажіть: Місто" in said(unready)


def test_a_password_is_never_on_the_screen() -> None:
    asked = views.AskLogin("work_ua", "password", True, "ol@example.com")
    assert "одразу видалю" in said(asked)
    assert "ol@example.com" in said(asked)
