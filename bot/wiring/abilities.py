"""What each site can, as the table of the README."""

from collections.abc import Sequence
from typing import Any

from bot.domain.site import Can, SiteInfo
from sites.kit.site import Site

WORDS = {
    Can.DRAFT: "A draft of a vacancy",
    Can.DELETE_DRAFT: "Deleting the draft there",
    Can.PUBLISH: "Publishing a vacancy",
    Can.EDIT: "Editing it while it is live",
    Can.PROLONG: "Prolonging it",
    Can.CLOSE: "Closing it",
    Can.STATISTICS: "How often it was seen",
    Can.CREDITS: "Unused publications",
    Can.APPLICATIONS: "Candidates",
    Can.PUSH: "Candidates at once, by webhook",
    Can.INVITE: "Inviting a candidate",
    Can.REJECT: "Refusing one",
    Can.MESSAGE: "Writing to one",
    Can.GLANCE: "Candidates within a quarter of an hour",
    Can.RECENT: "The last 14 days compared once a day",
}
"""By ability, in the order of the table."""


def table(sites: Sequence[Site[Any]]) -> str:
    """Markdown: a line for each ability, a column for each site."""
    infos = [site.info for site in sites]
    rows = [
        ["", *(info.name for info in infos)],
        ["---", *("---" for _ in infos)],
        ["Login", *map(_login, infos)],
        *([words, *(_cell(info, can) for info in infos)] for can, words in WORDS.items()),
        ["Offered", *("when a team wants it" if one.optional else "always" for one in infos)],
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _login(info: SiteInfo) -> str:
    return "on the site's own page" if info.by_code else ", ".join(one.key for one in info.login)


def _cell(info: SiteInfo, can: Can) -> str:
    if can not in info.can:
        return "–"
    return "for good" if can is Can.CLOSE and info.close_is_final else "✓"
