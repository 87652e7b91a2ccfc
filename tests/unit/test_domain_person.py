"""Contacts that are equal, whom a newcomer is joined to, and what leaves with whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.application import Application
from bot.domain.errors import AlreadyDecided
from bot.domain.ids import AccountId, ApplicationId, MemberId, MergeId, PersonId, WorkspaceId
from bot.domain.person import (
    UNDO_LIFE,
    Meeting,
    Merge,
    MergeState,
    Traits,
    Verdict,
    mail_key,
    meet,
    part_of,
    phone_key,
    verdict,
)
from tests.fakes import MORNING

PHONE = "+380671234521"
BOSS = MemberId(7)


def _one(number: int, name: str | None = "Олена Коваль", **changes: object) -> Application:
    one = Application(
        *(ApplicationId(number), WorkspaceId(1), PersonId(number), AccountId(1), None),
        *("fake", str(number), "ad", MORNING + timedelta(days=number), MORNING),
        name=name,
        phones=(PHONE,),
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def _merge(newcomer: int, other: int, state: MergeState = MergeState.JOINED) -> Merge:
    ids = (ApplicationId(newcomer), ApplicationId(other))
    return Merge(MergeId(newcomer), WorkspaceId(1), *ids, state, MORNING)


@pytest.mark.parametrize(
    "phone",
    ["+380671234521", "067 123-45-21", "80671234521", "380671234521", "00380671234521"],
)
def test_a_number_is_the_same_however_it_is_written(phone: str) -> None:
    assert phone_key(phone) == PHONE


@pytest.mark.parametrize("phone", ["", "12345", "+380000000000", "1" * 30, "немає", "٠٦٧"])
def test_what_is_no_number_is_nobodys(phone: str) -> None:
    assert phone_key(phone) is None


def test_a_russian_number_keeps_its_country() -> None:
    assert phone_key("8 912 345-67-89") == phone_key("+79123456789") == "+79123456789"


def test_a_tag_and_dots_of_gmail_make_no_other_mailbox() -> None:
    assert mail_key(" O.Koval+work@GoogleMail.com ") == "okoval@gmail.com"
    assert mail_key("o.koval@ukr.net") == "o.koval@ukr.net"
    assert mail_key("noreply@site.ua") is mail_key("@x") is mail_key("olena") is None


def test_namesakes_a_generation_apart_are_asked_about() -> None:
    father = Traits("Іван Коваль", (PHONE,), (), date(1965, 1, 1))
    son = replace(father, born=date(1993, 5, 5))
    assert verdict(father, son) is Verdict.ASK
    assert verdict(father, replace(son, born=date(1966, 1, 1))) is Verdict.JOINED
    assert verdict(father, replace(son, born=None)) is Verdict.JOINED


def test_a_newcomer_is_joined_to_the_only_one_it_fits() -> None:
    wife, husband = _one(1), _one(2, "Андрій Коваль")
    assert meet(_one(3), [wife, husband]) == Meeting(wife, sure=True)
    assert meet(_one(3, "Петро Коваль"), [wife, husband]) == Meeting(husband, sure=False)
    assert meet(_one(3, None), [wife]) == Meeting(wife, sure=False)
    assert meet(_one(3, phones=()), [wife, husband]) is None
    assert meet(_one(3), []) is None


def test_who_fits_two_people_is_asked_about() -> None:
    first, second = _one(1), _one(2)
    assert meet(_one(3), [first, second]) == Meeting(second, sure=False)
    same = replace(second, person_id=first.person_id)
    assert meet(_one(3), [first, same]) == Meeting(same, sure=True)


def test_a_phone_of_very_many_people_is_nobodys() -> None:
    names = ("Андрій", "Богдан", "Віктор", "Денис", "Євген", "Захар", "Ігор")
    people = [_one(number, f"{name} Коваль") for number, name in enumerate(names, 1)]
    newcomer = _one(9, "Петро Ткач")
    assert meet(newcomer, people[1:]) == Meeting(people[-1], sure=False)
    assert meet(newcomer, people) is None
    assert meet(_one(9, "Ігор Коваль"), people) == Meeting(people[-1], sure=True)


def test_with_an_application_leaves_what_was_joined_by_way_of_it() -> None:
    chain = [_merge(2, 1, MergeState.UNDONE), _merge(3, 2), _merge(4, 3), _merge(5, 1)]
    assert part_of(ApplicationId(2), chain) == {2, 3, 4}
    assert part_of(ApplicationId(1), chain) == {1, 5}
    assert part_of(ApplicationId(9), chain) == {9}


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (MergeState.ASKED, {MergeState.JOINED, MergeState.REFUSED}),
        (MergeState.JOINED, {MergeState.UNDONE}),
        (MergeState.REFUSED, {MergeState.JOINED}),
        (MergeState.UNDONE, {MergeState.JOINED}),
    ],
)
def test_a_decision_goes_only_where_its_table_leads(state: MergeState, to: set[str]) -> None:
    for wanted in MergeState:
        merge = _merge(2, 1, state)
        if wanted in to:
            decided = merge.to(wanted, BOSS, MORNING)
            assert (decided.state, decided.decided_by, decided.decided_at) == (
                wanted,
                BOSS,
                MORNING,
            )
        else:
            with pytest.raises(AlreadyDecided):
                merge.to(wanted, BOSS, MORNING)


def test_a_question_waits_for_ever_and_a_decision_can_be_taken_back_for_a_month() -> None:
    late = MORNING + UNDO_LIFE
    assert _merge(2, 1, MergeState.ASKED).open(late)
    joined = _merge(2, 1)
    assert joined.open(late - timedelta(seconds=1))
    assert not joined.open(late)
    with pytest.raises(AlreadyDecided):
        joined.to(MergeState.UNDONE, BOSS, late)
    again = _merge(2, 1, MergeState.ASKED).to(MergeState.JOINED, BOSS, late)
    assert again.open(late + timedelta(days=29))
