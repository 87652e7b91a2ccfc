"""A card says where its response stands on the site; a balance that nobody knows is no number."""

from dataclasses import replace

import pytest

from bot.domain import views
from bot.domain.ids import NoticeId
from bot.domain.site import Credit
from bot.domain.views import View
from bot.domain.workspace import LANGUAGES
from handlers.render import draw
from handlers.render.ink import Ink
from handlers.texts import load
from sites.work_ua import SITE
from tests import views as samples
from tests.views import INFO, NOW, ZONE

TEXTS = load([SITE.texts])
CARD = views.Card(samples.application("x"), INFO.key, "x", None, None, None, file_late=False)
MASKED = views.MaskedCard(NoticeId(1), "x", "", "", "", (), INFO.key, "x", None, NOW, False)


def said(view: View, language: str) -> str:
    texts = TEXTS(language)
    return draw(view, texts, time_zone=ZONE, now=NOW, bot_username="bot").text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("standing", ["standing-rejected", "standing-archived"])
def test_both_kinds_of_cards_say_where_the_response_stands(language: str, standing: str) -> None:
    words = TEXTS(language)(standing)
    whole = replace(CARD, application=replace(CARD.application, standing=standing))
    assert words in said(whole, language)
    assert words not in said(CARD, language)
    assert words in said(replace(MASKED, standing=standing), language)
    assert words not in said(MASKED, language)


def test_a_balance_that_is_not_known_is_no_number() -> None:
    ink = Ink(TEXTS("uk"), ZONE, NOW, "bot")
    kinds = [Credit("a", {"uk": "Бізнес"}, None), Credit("b", {"uk": "Оптимум"}, 0)]
    assert ink.credits(kinds) == "Бізнес\N{NO-BREAK SPACE}?"
