"""docs/rights.md, written from the tables: `python -m tests.rights_page` writes it anew."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.domain.workspace import IN_GROUPS, REACH, Reach, Right, Role
from bot.usecases.reach import About
from handlers.about import about
from handlers.buttons import (
    BUTTONS,
    COMMANDS,
    GROUP_BUTTONS,
    GROUP_COMMANDS,
    INPUTS,
    PASTED,
    REPLIED,
)
from handlers.card_buttons import ANSWERED
from handlers.inline_buttons import INLINE_BUTTONS, OPEN_NOTE, OPEN_SHARED
from handlers.operator_buttons import OPERATOR_BUTTONS, OPERATOR_COMMANDS
from handlers.row import Row

PAGE = Path(__file__).parents[1] / "docs" / "rights.md"
WHO: Mapping[str, tuple[Role, bool]] = {
    "owner": (Role.OWNER, False),
    "admin": (Role.ADMIN, False),
    "own recruiter": (Role.RECRUITER, True),
    "other recruiter": (Role.RECRUITER, False),
    "manager": (Role.HIRING_MANAGER, False),
    "manager, shown": (Role.HIRING_MANAGER, True),
}
"""Columns: the role, and whether the vacancy is theirs, or its candidate was shown to them."""
TABLES: Mapping[str, Mapping[str, Row]] = {
    "Buttons": {name: row for name, row in BUTTONS.items() if name not in OPERATOR_BUTTONS},
    "Buttons in groups": GROUP_BUTTONS,
    "Commands": COMMANDS,
    "Commands in groups": GROUP_COMMANDS,
    "Typed texts, by the screen": INPUTS,
    "Buttons of shared cards": INLINE_BUTTONS,
    "Other ways": {
        "a reply to a card": REPLIED,
        "an address": PASTED,
        "from a group": ANSWERED,
        "from a shared card": OPEN_SHARED,
        "a note from a shared card": OPEN_NOTE,
    },
}
_OF_CANDIDATES = (About.CARD, About.MERGE, About.CAROUSEL, About.ACTION)


def passes(row: Row, who: str, *, group: bool = False) -> bool:
    """Whether a press gets through, as product.md 2.2 has it."""
    if row.right is None:
        return True
    role, near = WHO[who]
    reach, meant = REACH[row.right][role], about(row)
    if reach in (Reach.ALL, Reach.NONE):
        return reach is Reach.ALL
    if group and row.right in IN_GROUPS:
        return True
    if meant is About.COMPANY:
        return reach is Reach.OWN
    if role is Role.RECRUITER or meant is About.ITSELF:
        return near
    of_candidate = meant in _OF_CANDIDATES or (meant is About.PLACE and row.right is Right.NOTE)
    return near and of_candidate


def written() -> str:
    """The page."""
    lines = [
        "# Who may do what",
        "",
        "Written from the code by `python -m tests.rights_page`; a test holds the two equal, and",
        "presses every button as everybody (`tests/unit/test_rights_matrix.py`).",
        "",
        "A removed member and a stranger may nothing but what needs no right.",
        "An *own* vacancy is one that the member answers for or is in the team of. A candidate who",
        "was given (assigned) or shown to a member counts as one of theirs.",
        "",
        "## Rights",
        "",
        *_row("right", *(role.value for role in Role)),
        *_row(*["---"] * 5),
    ]
    for one, reaches in REACH.items():
        lines += _row(one.value, *(reaches[role].value for role in Role))
    for title, table in TABLES.items():
        lines += ["", f"## {title}", "", *_row("name", "right", "about", *WHO)]
        lines += _row(*["---"] * (3 + len(WHO)))
        group = "groups" in title
        for name, row in table.items():
            marks = ["yes" if passes(row, who, group=group) else "–" for who in WHO]
            right = row.right.value if row.right is not None else "none"
            lines += _row(f"`{name}`", right, about(row).value, *marks)
    lines += ["", "## Of those who run the bot", "", *_OPERATORS]
    for title, names in (("Commands", OPERATOR_COMMANDS), ("Buttons", OPERATOR_BUTTONS)):
        lines += ["", f"{title}: {', '.join(f'`{one}`' for one in names)}."]
    return "\n".join(lines) + "\n"


_OPERATORS = (
    "No role gives these: who stands in `OPERATORS` has them, in the private chat alone, and is",
    "looked for there at every press. For everybody else there are no such commands.",
)


def _row(*cells: str) -> Sequence[str]:
    return [f"| {' | '.join(cells)} |"]


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
