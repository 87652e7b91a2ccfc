"""Many new candidates in one message: one of them at a time, with the buttons of a card."""

from bot.domain.views import Card, Carousel
from handlers.render.cards import kept
from handlers.render.drawn import Line, Row
from handlers.render.ink import GAP, RENDERERS, Ink, Sheet, draws, sheet, short


@draws(Carousel)
def carousel(view: Carousel, ink: Ink) -> Sheet:
    """A text, whatever the card brings: a text does not become a file by an edit."""
    where = short(view.vacancy, 100) if view.vacancy else ink.t.label("carousel-several")
    text_id = "carousel-head-below" if view.below else "carousel-head"
    head = ink.t(text_id, count=view.count, vacancy=where)
    if view.card is None:
        return sheet([head, ink.t("carousel-opened")])
    card: Sheet = RENDERERS[type(view.card)](view.card, ink)
    place = ink.t.label("carousel-place", place=view.at + 1, count=view.count)
    turn = (
        ink.press("do-leaf-back", "leaf_back", view.subject),
        ink.pick(place, "leaf", view.subject),
        ink.press("do-leaf-on", "leaf_on", view.subject),
    )
    every = ink.press("do-leaf-cards", "leaf_cards", view.subject)
    lines = (Line(head), GAP, *card.lines)
    return Sheet(lines, (*card.rows, turn, (*_file(view, ink), every)))


def _file(view: Carousel, ink: Ink) -> Row:
    """A group's masked card has such a button of its own."""
    card = view.card
    if not isinstance(card, Card) or view.in_group:
        return ()
    if not (kept(card.resume) or card.file_late or card.application.resume_text):
        return ()
    return (ink.press("do-cv", "missed_one", card.application.id),)
