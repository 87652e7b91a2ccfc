"""Who processes a candidate's data: added once, to the first message that leaves to them."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from bot.domain.answer import tags_in, tidy
from bot.domain.errors import BadInput
from bot.domain.site_action import SiteAction
from bot.domain.workspace import LANGUAGES, Workspace

MOST = 600
"""Letters: with the longest text it still fits what every site takes."""


@cache
def _ready() -> Mapping[str, str]:
    text = files("bot.domain").joinpath("first_notice.toml").read_text(encoding="utf-8")
    return {language: tidy(body) for language, body in tomllib.loads(text).items()}


def notice_in(workspace: Workspace, language: str) -> str:
    """The team's own words, else ours, with their tags."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return workspace.first_notices.get(known) or _ready()[known]


def written(typed: str) -> str:
    """What a team may say. Raises: BadInput("answer-empty" | "answer-long" | "answer-tag")."""
    found = tidy(typed)
    if not found:
        raise BadInput("answer-empty")
    if len(found) > MOST:
        raise BadInput("answer-long", most=MOST, length=len(found))
    _, unknown = tags_in(found)
    if unknown:
        raise BadInput("answer-tag", tags=", ".join(f"{{{one}}}" for one in unknown))
    return found


def was_told(actions: Iterable[SiteAction]) -> bool:
    """Whether a message has left to the candidate, or is about to.

    What nobody knows to have arrived is none: repeated, it must read the same (`OweAnswer`).
    """
    return any(one.words is not None and one.arrives for one in actions)
