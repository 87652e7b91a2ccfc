"""The registry of personal data and the tables say the same (design.md 9)."""

from sqlalchemy import Column, Text, TypeDecorator

from storage.personal import ERASED, REGISTRY, Goes, Holds
from storage.repositories.wiping import BY_APPLICATION
from storage.tables import Sealed, metadata

COLUMNS = {
    f"{table.name}.{column.name}": column for table in metadata.sorted_tables for column in table.c
}


def _is_text(column: Column[object]) -> bool:
    kind = column.type
    return isinstance(kind.impl if isinstance(kind, TypeDecorator) else kind, Text)


def test_every_text_column_is_classified_and_nothing_else_is() -> None:
    assert set(REGISTRY) == {name for name, column in COLUMNS.items() if _is_text(column)}


def test_what_is_for_the_vault_is_sealed_and_nothing_else_is() -> None:
    sealed = {name for name, column in COLUMNS.items() if isinstance(column.type, Sealed)}
    assert sealed == {name for name, holds in REGISTRY.items() if holds is Holds.VAULT}


def test_a_hash_is_called_one() -> None:
    hashes = {name for name in COLUMNS if name.endswith(("_hmac", "_hash"))}
    assert hashes == {name for name, holds in REGISTRY.items() if holds is Holds.HMAC}


def test_every_sealed_row_has_one_key_that_names_its_place() -> None:
    tables = {column.table for column in COLUMNS.values() if isinstance(column.type, Sealed)}
    assert [table.name for table in tables if len(table.primary_key.columns) != 1] == []


def test_erasing_somebody_leaves_out_no_column_that_may_hold_them() -> None:
    personal = {name for name, holds in REGISTRY.items() if holds is not Holds.TECHNICAL}
    assert set(ERASED) == personal


def test_what_goes_with_the_candidate_is_found_by_the_application() -> None:
    found = {"applications", "persons", *(table.name for table in BY_APPLICATION)}
    dropped = {name.partition(".")[0] for name, (goes, _) in ERASED.items() if goes is Goes.DROPPED}
    assert dropped <= found


def test_what_stays_says_why() -> None:
    assert [name for name, (goes, why) in ERASED.items() if goes is Goes.STAYS and not why] == []
