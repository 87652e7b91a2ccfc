"""The tables of buttons and commands."""

import ast
from collections import Counter
from collections.abc import Mapping

import pytest

import handlers.buttons
from handlers.press import Press, decode, encode


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


# -- what a button carries ----------------------------------------------------------------


def test_a_press_is_read_as_it_was_written() -> None:
    most = (1 << 63) - 1
    for verb in handlers.buttons.BUTTONS:
        data = encode(verb, most, most)
        assert len(data.encode()) <= 64
        assert decode(data) == Press(verb, most, most)
    assert decode(encode("menu")) == Press("menu", 0, 0)


@pytest.mark.parametrize(
    "data", ["", "menu", "2|menu|0|0", "1|menu|0", "1|Menu|0|0", "1|menu|-1|0", "1|меню|0|0",
             "1|menu|zzzzzzzzzzzzz|0", "1|menu|0|0\n", "1|menu|0|0|0"],
)  # fmt: skip
def test_strange_data_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(data)


def test_a_verb_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(ValueError, match="no button"):
        encode("Bad Verb")
    with pytest.raises(ValueError, match="no button"):
        encode("x" * 25)
