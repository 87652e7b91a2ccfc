"""Carousels, what chats choose, and mornings, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain import views
from bot.domain.ids import ChatLinkId, PublicationId, new_id
from bot.domain.morning import Debts
from bot.domain.quiet import USUAL, Mode, Quiet
from bot.domain.views import View
from tests import views as samples


def noise_views(text: str) -> Iterator[View]:
    found = [card for card in samples.cards(text) if isinstance(card, views.Card)]
    for card in (found[0], found[-1]):
        yield views.Carousel(new_id(), 300, 11, text, card)
    yield views.Carousel(new_id(), 6, 0, None, replace(found[0], in_group=True), in_group=True)
    yield views.Carousel(new_id(), 6, 0, None, None, below=True)
    yield from _noise(text)


def _noise(text: str) -> Iterator[View]:
    for mode in Mode:
        quiet = Quiet(hours=USUAL, mode=mode)
        loud = Quiet(
            weekends=True, muted_until=samples.NOW + timedelta(hours=2), mode=mode, morning=False
        )
        for one in (quiet, loud):
            yield views.Silence(0, "", one)
            yield views.Silence(7, text, one)
            yield views.AskHours(7, one)
        own, group = ChatLinkId(1), ChatLinkId(2)
        yield views.Bell(samples.vacancy(text), [(own, "")], own, None, mode)
        yield views.Bell(
            samples.vacancy(text), [(own, ""), *[(group, text)] * 9], group, mode, mode
        )
    ads = [
        views.MorningAd(PublicationId(1), text, samples.INFO.key, days) for days in (None, 0, 1, 3)
    ]
    later = [views.MorningLater(text, samples.NOW)] * 2
    for found in (views.Morning(7, Debts(1, 2, 3), ads, later, 5), views.Morning(0, Debts(), ())):
        yield found
        yield views.MorningPage(found)
