"""Everybody presses everything: docs/rights.md says who gets through, and nobody else does."""

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.conversation import Place
from bot.domain.handling import Stage
from bot.domain.ids import ApplicationId
from bot.domain.site_action import Kind as Wish
from bot.domain.workspace import BY_VACANCY, REACH, ChatKind, Person, Reach, Right
from bot.usecases.asked import Replied, Typed
from bot.usecases.reach import SUBJECTS, About
from bot.usecases.reading.screen import SCREENS
from handlers.about import about
from handlers.buttons import BUTTONS, COMMANDS, GROUP_BUTTONS, GROUP_COMMANDS, INPUTS, REPLIED
from handlers.inline_buttons import OPEN_NOTE, OPEN_SHARED
from handlers.row import Row
from tests.fakes.store.kinds import (
    ACTIONS,
    APPLICATIONS,
    BARRED,
    LINKS,
    MERGES,
    NOTES,
    NOTICES,
    PUBLICATIONS,
    VACANCIES,
)
from tests.fakes.store.rows import Kind
from tests.rights_desk import Bench, make_bench
from tests.rights_page import PAGE, WHO, passes, written

OUTSIDE = ("removed", "stranger")
TELLING = {"kind": Wish.INVITE.value, "words": "Вітаємо", "seen": Stage.NEW.value}
DRAFTS: Mapping[str, dict[str, Any]] = {
    "tell_preview": {"telling": TELLING},
    "publish_field": {"field": "city"},
}


@pytest.fixture
async def bench() -> Bench:
    return await make_bench()


def test_the_page_says_what_the_tables_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "python -m tests.rights_page"


def test_what_a_screen_is_about_is_said_of_screens_that_are_there() -> None:
    assert SUBJECTS.keys() <= SCREENS.keys()


def _screen(row: Row) -> str:
    """One on which a text or a button of the kind is meant."""
    if row.right is Right.PUBLISH:
        return "preview"
    return "home" if row.right is Right.SEE_CONTACTS else "card_note"


async def _stand(bench: Bench, who: Person, screen: str) -> int:
    subject = bench.of[SUBJECTS[screen]] if screen in SUBJECTS else 0
    return await bench.stand(who, Place(screen, subject), **DRAFTS.get(screen, {}))


async def _differing(bench: Bench, table: Mapping[str, Row], press: Any, **how: bool) -> list[str]:
    wrong = []
    for name, row in table.items():
        expected = {who: passes(row, who, **how) for who in WHO}
        expected |= dict.fromkeys(OUTSIDE, row.right is None)
        for who, through in expected.items():
            if await press(bench.people[who], name, row) is not through:
                wrong.append(f"{name} by {who}: {not through}")
            bench.put_back()
    return wrong


async def test_private_buttons(bench: Bench) -> None:
    async def press(who: Person, verb: str, row: Row) -> bool:
        if row.right is None:
            return True  # they are for people outside, and say so themselves
        if about(row) is About.PLACE:
            version = await _stand(bench, who, _screen(row))
            return await bench.press(who, verb, 0, version)
        return await bench.press(who, verb, bench.of.get(about(row), 1))

    assert await _differing(bench, BUTTONS, press) == []


async def test_buttons_in_groups(bench: Bench) -> None:
    async def press(who: Person, verb: str, row: Row) -> bool:
        carousel = about(row) is About.CAROUSEL
        notice = bench.in_group["carousel" if carousel else "card"]
        return await bench.press_in_group(who, verb, notice, 1)

    own_rule = (
        "confirm",
        "move_here",
        "unlink",
        "unlink_all",
    )  # of groups that the member has linked
    table = {name: row for name, row in GROUP_BUTTONS.items() if name not in own_rule}
    assert await _differing(bench, table, press, group=True) == []


async def test_commands_texts_and_replies(bench: Bench) -> None:
    async def command(who: Person, name: str, row: Row) -> bool:
        return await bench.do(who, row, Typed(f"/{name}", f"/{name}", 9))

    async def type_(who: Person, screen: str, row: Row) -> bool:
        if row.right is None:
            return True
        await _stand(bench, who, _screen(row) if about(row) is About.PLACE else screen)
        return await bench.do(who, row, Typed("щось", "щось", 9))

    async def reply(who: Person, _name: str, row: Row) -> bool:
        one, office = bench.of[About.CARD], bench.desk.office
        typed = Typed("щось", "щось", 9)
        link = next(it for it in office.rows(LINKS) if it.kind is ChatKind.PRIVATE)
        asked = Replied(ApplicationId(one), typed, link, office.workspace.id)
        return await bench.do(who, row, asked)

    assert await _differing(bench, COMMANDS, command) == []
    assert await _differing(bench, INPUTS, type_) == []
    assert await _differing(bench, {"reply": REPLIED}, reply) == []


async def test_the_ways_from_shared_cards(bench: Bench) -> None:
    async def lead(who: Person, _name: str, row: Row) -> bool:
        row = replace(row, fixed={**row.fixed, "subject": bench.of[About.CARD]})
        return await bench.do(who, row, Typed("/start", "/start", 9))

    assert await _differing(bench, {"card": OPEN_SHARED, "note": OPEN_NOTE}, lead) == []


async def test_who_was_shown_one_candidate_sees_no_lists(bench: Bench) -> None:
    lists = [row for row in COMMANDS.values() if row.right is Right.SEE_CONTACTS]
    asked = Typed("/inbox", "/inbox", 9)
    assert lists
    assert not any([await bench.do(bench.people["manager, shown"], row, asked) for row in lists])


async def test_commands_in_groups(bench: Bench) -> None:
    async def command(who: Person, name: str, _row: Row) -> bool:
        return await bench.command_in_group(who, name)

    own_rule = ("unlink", "link", "mute", "settings")
    table = {name: row for name, row in GROUP_COMMANDS.items() if name not in own_rule}
    assert await _differing(bench, table, command, group=True) == []


# -- without the tables: nothing of others' vacancies changes, and nobody hears of it ----------

KINDS: tuple[Kind[Any], ...] = (PUBLICATIONS, APPLICATIONS, ACTIONS, MERGES, NOTES, BARRED)
PLACES = ("menu", "vacancy_form", "publish_field", "preview", "tell_preview", "card_note", "join")


BY_VACANCY_VERBS = {verb for verb, row in BUTTONS.items() if row.right in BY_VACANCY}


def _of_vacancy(bench: Bench) -> list[Any]:
    """What an outsider must leave as it is; vacancies of their own may come."""
    rows = bench.desk.office.rows
    mine = {one.id for one in rows(VACANCIES) if one.id != bench.of[About.VACANCY]}
    kept = [one for one in rows(VACANCIES) if one.id not in mine]
    return [kept, *(rows(kind) for kind in KINDS)]


def _heard(bench: Bench, who: Person) -> list[str]:
    """What of the candidates came to their private chat."""
    office = bench.desk.office
    links = [one for one in office.rows(LINKS) if one.kind is ChatKind.PRIVATE]
    home = {one.id for one in links if one.user_id == who.user_id}
    known = {one.id for one in office.rows(APPLICATIONS)}
    return [
        one.kind.value
        for one in office.rows(NOTICES)
        if one.chat_link_id in home and one.subject_id in known
    ]


async def _changed_by(bench: Bench, who: str, verbs: Set[str]) -> set[str]:
    """Buttons that change something of the vacancy, wherever they stand and whatever they carry."""
    person, before, found = bench.people[who], _of_vacancy(bench), set[str]()
    for screen in PLACES:
        for verb in verbs - found:
            version, commits = await _stand(bench, person, screen), bench.commits
            for subject in (*bench.of.values(), 0) if screen == "menu" else (0, 1):
                await bench.press(person, verb, subject, version)
            if screen == "menu":
                await bench.press(person, verb, bench.of[About.CARD], bench.desk.one.version)
            if bench.commits == commits:
                continue  # nothing at all was changed
            if _of_vacancy(bench) != before or _heard(bench, person):
                found.add(verb)
            bench.put_back()
    return found


@pytest.mark.parametrize("who", ["other recruiter", "manager"])
async def test_an_outsider_changes_nothing_of_a_vacancy_whatever_a_button_says(
    bench: Bench, who: str
) -> None:
    role, _ = WHO[who]
    has = {right for right, by in REACH.items() if by[role] is not Reach.NONE}
    verbs = {verb for verb in BY_VACANCY_VERBS if BUTTONS[verb].right in has}
    assert await _changed_by(bench, who, verbs) == set()


async def test_these_buttons_do_change_it_for_who_may() -> None:
    """Else the test above would look at buttons that do nothing."""
    found = await _changed_by(await make_bench(), "own recruiter", BY_VACANCY_VERBS)
    assert len(found) > 30, sorted(found)
