"""Views become messages here: one function a view, words from the texts, Telegram's limits kept."""

from datetime import datetime
from typing import get_args

from bot.domain.conversation import Flash
from bot.domain.views import Screen, View
from handlers.errors import told
from handlers.render import (
    accounts,
    answers,
    audit,
    boards,
    cards,
    carousel,
    group_pages,
    groups,
    handling,
    health,
    home,
    inbox,
    inline,
    joining,
    last_questions,
    logins,
    menu,
    missed,
    news,
    noise,
    own_ads,
    persons,
    privacy,
    publications,
    publishing,
    radar,
    refusals,
    reports,
    shelves,
    start,
    targets,
    team,
    telling,
    vacancies,
)
from handlers.render.drawn import Drawn, Line, Media, Trouble
from handlers.render.ink import GAP, RENDERERS, Ink
from handlers.render.limits import CAPTION_MOST, TEXT_MOST, bounded, fit
from handlers.texts import Texts

__all__ = [
    "accounts",
    "answers",
    "audit",
    "boards",
    "cards",
    "carousel",
    "draw",
    "group_pages",
    "groups",
    "handling",
    "health",
    "home",
    "inbox",
    "inline",
    "joining",
    "last_questions",
    "logins",
    "menu",
    "missed",
    "news",
    "noise",
    "own_ads",
    "persons",
    "privacy",
    "publications",
    "publishing",
    "radar",
    "refusals",
    "reports",
    "shelves",
    "start",
    "targets",
    "team",
    "telling",
    "vacancies",
]

_UNDRAWN = [view.__name__ for view in get_args(View) if view not in RENDERERS]
if _UNDRAWN:
    raise ImportError(f"no renderer draws {', '.join(_UNDRAWN)}")


def draw(
    view: View | Screen,
    t: Texts,
    *,
    time_zone: str,
    now: datetime,
    bot_username: str,
    troubles: frozenset[Trouble] = frozenset(),
) -> Drawn:
    """The view as a message in the language of `t`, by the clock of `time_zone`.

    `troubles` are those that sending it has met: the card then does without.
    """
    shown, version, flash = (
        (view.view, view.version, view.flash) if isinstance(view, Screen) else (view, 0, None)
    )
    ink = Ink(t, time_zone, now, bot_username, version, troubles)
    sheet = RENDERERS[type(shown)](shown, ink)
    lines = (*_said(flash, ink), *sheet.lines)
    most = TEXT_MOST if sheet.media is Media.NONE else CAPTION_MOST
    return Drawn(fit(lines, most), bounded(sheet.rows), sheet.media, **sheet.extra)


def _said(flash: Flash | None, ink: Ink) -> tuple[Line, ...]:
    if flash is None:
        return ()
    said = told(flash.text_id, flash.values, ink.t, time_zone=ink.time_zone, now=ink.now)
    return (Line(said), GAP)
