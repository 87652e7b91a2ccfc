"""What HeadHunter wants of an ad's fields, as it tells today (headhunter.md 4.2); pure."""

from collections.abc import Mapping
from typing import Any

from bot.domain.site import Entry
from bot.ports import AdForm
from sites.kit.lenient import integer

CONDITIONS = "conditions"
"""The name of its list among the dictionaries."""
PATH = "/vacancy_conditions"
_NUMBERS = ("min_length", "max_length", "min_count", "max_count")
_REQUIRED = "required"
_ASSUMED: Mapping[str, int] = {
    "name.max_length": 100,
    "description.min_length": 150,
    "description.max_length": 10_000,
    "key_skills.max_count": 30,
}
"""The specification's example, for as long as the site has not told."""


def conditions(data: Any) -> tuple[Entry, ...]:
    """Each rule of a field as an entry: `name.max_length` with its number for a name."""
    fields = data.items() if isinstance(data, dict) else ()
    found = {
        f"{name}.{rule}": integer(rules.get(rule))
        for name, rules in fields
        if isinstance(rules, dict)
        for rule in _NUMBERS
    }
    found |= {
        f"{name}.{_REQUIRED}": 1
        for name, rules in fields
        if isinstance(rules, dict) and rules.get(_REQUIRED) is True
    }
    return tuple(
        Entry(id_, {"uk": str(value)}) for id_, value in found.items() if value is not None
    )


class Conditions:
    """The rules that hold for a form."""

    def __init__(self, form: AdForm) -> None:
        told = {entry.id: int(entry.name("uk")) for entry in form.limits}
        self._rules = {**_ASSUMED, **told}

    def __call__(self, field: str, rule: str) -> int | None:
        """A number of a field by its name at the site; None: there is no such rule."""
        return self._rules.get(f"{field}.{rule}")

    def require(self, field: str) -> bool:
        """Whether no ad is taken without it."""
        return f"{field}.{_REQUIRED}" in self._rules
