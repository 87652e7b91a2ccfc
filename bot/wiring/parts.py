"""Use cases are made by the names of their fields: one place knows every port."""

from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")
_HINTS: dict[type[Any], dict[str, Any]] = {}
"""Those of a use case are read once, not at each press."""


class Parts:
    """Ports and values by the names that use cases call them."""

    def __init__(self, **ports: Any) -> None:
        self.ports = ports

    def add(self, **ports: Any) -> None:
        """Ports that need others to be there first."""
        self.ports.update(ports)

    def make(self, kind: type[T], /, **fixed: Any) -> T:
        """Make a use case; a field that is itself a use case is made too.

        Raises: LookupError for a field that nothing fills.
        """
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} is no use case")
        given = {
            one.name: self._value(kind, one.name, fixed)
            for one in fields(kind)
            if one.name in fixed or one.name in self.ports or one.default is MISSING
        }
        return kind(**given)

    def _value(self, kind: type[Any], name: str, fixed: dict[str, Any]) -> Any:
        if name in fixed:
            return fixed[name]
        if name in self.ports:
            return self.ports[name]
        if kind not in _HINTS:
            _HINTS[kind] = get_type_hints(kind)
        hint = _HINTS[kind][name]
        if isinstance(hint, type) and hint.__module__.startswith("bot.usecases"):
            return self.make(hint)
        raise LookupError(f"nothing fills {kind.__name__}.{name}")
