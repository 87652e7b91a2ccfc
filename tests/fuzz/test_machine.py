"""Every kind of bad input: what was found so far, what fuzzing begins with, and some of hypothesis.

`make fuzz` looks for more by coverage, and with `FUZZ_EXAMPLES` hypothesis tries as many.
"""

import logging
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.fuzz.kinds import FINDINGS, KINDS

_MORE = int(os.environ.get("FUZZ_EXAMPLES", "0"))
_SLOW = ("updates", "cards")
"""They begin with a whole company each time."""
_SEEDS_EACH = 12
"""Of those that fuzzing begins with; spread, so that each sort is among them."""
Entry = Callable[[bytes], None]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Hundreds of refusals are no news."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def _entry(kind: str) -> Entry:
    found: Entry = import_module(f"tests.fuzz.{kind}").one_input
    return found


def _kept() -> list[Path]:
    return [one for kind in KINDS for one in sorted((FINDINGS / kind).glob("*"))]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", _kept(), ids=lambda one: f"{one.parent.name}/{one.name}")
def test_what_was_found_once_is_mended(file: Path) -> None:
    _entry(file.parent.name)(file.read_bytes())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_breaks_nothing(kind: str) -> None:
    one_input = _entry(kind)
    seeds: list[bytes] = import_module(f"tests.fuzz.{kind}").seeds()
    for one in seeds[:: max(1, len(seeds) // _SEEDS_EACH)]:
        one_input(one)
    known = st.sampled_from(seeds)
    changed = st.builds(
        lambda seed, at, more: seed[:at] + more, known, st.integers(0, 12), st.binary(max_size=48)
    )
    default = hypothesis.settings.get_profile("quick").max_examples // (5 if kind in _SLOW else 1)
    settings = hypothesis.settings(
        max_examples=_MORE or default,
        suppress_health_check=list(hypothesis.HealthCheck),
        database=None,
    )
    settings(hypothesis.given(st.one_of(changed, st.binary(max_size=96)))(one_input))()


def test_each_finding_is_of_a_kind_that_there_is() -> None:
    assert {one.name for one in FINDINGS.iterdir() if one.is_dir()} <= {*KINDS}
