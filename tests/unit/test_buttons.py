"""The tables of buttons and commands."""

import ast
from collections import Counter
from collections.abc import Mapping

import pytest

import handlers.buttons


def _keys(table: ast.Dict) -> list[str]:
    """Its own keys and those of the tables that it takes in, each as often as it stands there."""
    found: list[str] = []
    for key, value in zip(table.keys, table.values, strict=True):
        if isinstance(key, ast.Constant):
            found.append(str(key.value))
        elif key is None and isinstance(value, ast.Name):
            taken: Mapping[str, object] = getattr(handlers.buttons, value.id)
            found += taken
    return found


@pytest.mark.parametrize("name", ["BUTTONS", "GROUP_BUTTONS"])
def test_no_verb_stands_for_two_buttons(name: str) -> None:
    """Of two the later would win in silence, and the other's button do something else."""
    with open(handlers.buttons.__file__, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    tables = {
        one.target.id: one.value
        for one in tree.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    table = tables[name]
    assert isinstance(table, ast.Dict)
    keys = Counter(_keys(table))
    assert len(keys) > 10
    assert [verb for verb, count in keys.items() if count > 1] == []
