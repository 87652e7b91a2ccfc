"""What a preview says of several targets: all that its one confirm sends, and what changes."""

from bot.domain import rich_text
from bot.domain.site import Entry, FieldValues, name_in
from bot.domain.vacancy import STEPS, Step, Vacancy
from bot.domain.views import Change, Preview, RoundTarget
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import GAP, Ink, columns, optional, short
from handlers.render.limits import plain
from handlers.render.vacancies import answer

_VALUE = 80
"""Of each side of a change: enough to know it by."""


def name_of(site: str, account: str, ink: Ink) -> str:
    """A target in a line or on a button; plain text."""
    return f"{ink.site(site)} · {short(account, 30)}"


# -- several targets ----------------------------------------------------------------------


def at_of(view: Preview, ink: Ink) -> str:
    """` (2/3)` behind the head of one preview among several."""
    ids = [one.publication_id for one in view.round]
    if len(ids) < 2:
        return ""
    return ink.t.label("round-at", at=ids.index(view.publication.id) + 1, of=len(ids))


def round_lines(view: Preview, ink: Ink) -> list[Line | str | None]:
    """All that is sent, each with its cost: it is confirmed but once."""
    if len(view.round) < 2:
        return []
    head = ink.t("round-head", count=len(view.round))
    return [GAP, head, *(Line(_target(one, ink)) for one in view.round)]


def _target(one: RoundTarget, ink: Ink) -> str:
    name = name_of(one.site, one.account, ink)
    if not one.payable:
        return ink.t("round-unpayable", name=name)
    if one.lacking:
        return ink.t("round-lacking", name=name)
    if one.cost is None:
        return ink.t("round-ready", name=name)
    return ink.t("round-cost", name=name, kind=name_in(one.cost.names, ink.t.language))


def round_rows(view: Preview, ink: Ink) -> list[Row]:
    """From one preview to the next, and the one confirm."""
    rows: list[Row] = [_turning(view, ink)]
    count = sum(one.payable for one in view.round)
    label = "do-publish-all" if len(view.round) > 1 else "do-publish"
    publish = ink.press(label, "send_all", view.publication.id, style=Style.SUCCESS, count=count)
    keep = "do-save-drafts" if len(view.round) > 1 else "do-save-draft"
    draft = ink.press(keep, "save_all", view.publication.id)
    return [*rows, (publish,) if count else (), (draft,) if view.may_draft else ()]


def _turning(view: Preview, ink: Ink) -> Row:
    ids = [one.publication_id for one in view.round]
    at = ids.index(view.publication.id)
    row: list[Button] = []
    if at > 0:
        row.append(_to(view.round[at - 1], "do-target-back", ink))
    if at + 1 < len(ids):
        row.append(_to(view.round[at + 1], "do-target-on", ink))
    return tuple(row)


def _to(one: RoundTarget, label: str, ink: Ink) -> Button:
    return ink.press(label, "preview", one.publication_id, site=ink.site(one.site))


def drop_row(view: Preview, ink: Ink) -> Row:
    """One of several is left out."""
    if len(view.round) < 2:
        return ()
    site = ink.site(view.publication.site)
    return (ink.press("do-target-drop", "target_drop", view.publication.id, site=site),)


def also_rows(view: Preview, ink: Ink) -> list[Row]:
    """The other ads that get the same edit, with a tick each."""
    buttons = [
        ink.press(
            "chosen" if one.chosen else "not-chosen",
            "also",
            one.publication_id,
            name=name_of(one.site, one.account, ink),
        )
        for one in view.also
    ]
    return columns(buttons, 1)


# -- what changes -------------------------------------------------------------------------


def change_lines(site: str, change: Change, ink: Ink) -> list[Line | str | None]:
    """Each part as it was and as it is, shortly."""
    lines = []
    for part in change.parts:
        was, now = _values(part, change, ink)
        if was != now:
            said = ink.t("change-line", name=ink.t.part(site, part), was=was or "—", now=now or "—")
            lines.append(optional(said))
    return [ink.t("change-head"), *lines]


def _values(part: str, change: Change, ink: Ink) -> tuple[str, str]:
    """Plain texts of both sides."""
    if part == Step.DESCRIPTION:
        return differing(
            rich_text.plain(change.was.description), rich_text.plain(change.now.description)
        )
    if part in STEPS:
        return _answer(part, change.was, ink), _answer(part, change.now, ink)
    return _chosen(part, change.fields_were, ink), _chosen(part, change.fields_now, ink)


def _answer(part: str, vacancy: Vacancy, ink: Ink) -> str:
    return short(plain(answer(vacancy, Step(part), ink)), _VALUE)


def _chosen(key: str, fields: FieldValues, ink: Ink) -> str:
    entries: tuple[Entry, ...] = fields.get(key, ())
    return short(" · ".join(one.name(ink.t.language) or one.id for one in entries), _VALUE)


def differing(was: str, now: str, most: int = _VALUE) -> tuple[str, str]:
    """The first place where two texts differ, on both sides, with a word before it."""
    old, new = was.split(), now.split()
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    start = max(0, same - 1)
    ends = 0
    while ends < min(len(old), len(new)) - same and old[-1 - ends] == new[-1 - ends]:
        ends += 1
    sides = []
    for words in (old, new):
        until = min(len(words), len(words) - ends + 1)
        said = short(" ".join(words[start:until]), most)
        before = "…" if start else ""
        after = "…" if until < len(words) and not said.endswith("…") else ""
        sides.append(f"{before}{said}{after}")
    return sides[0], sides[1]
