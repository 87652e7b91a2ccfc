"""Every deed is of one kind, and it is known what its subject is."""

from collections import Counter

from bot.domain.audit import ABOUT, DEEDS, AuditSieve, Matter
from bot.domain.group import Did
from bot.domain.site_action import ABOUT_ADS


def test_every_deed_is_of_one_kind() -> None:
    found = Counter(did for deeds in DEEDS.values() for did in deeds)
    assert set(found) == set(ABOUT) == set(Did)
    assert set(found.values()) == {1}
    assert set(DEEDS) == set(Matter)


def test_what_is_asked_of_a_site_has_its_deed() -> None:
    assert {Did(f"ad_{kind}") for kind in ABOUT_ADS} < DEEDS[Matter.ADS]


def test_without_a_kind_all_are_wanted() -> None:
    assert AuditSieve().deeds == frozenset()
    assert AuditSieve(Matter.CONTACTS).deeds == {Did.CONTACT, Did.RESUME}
