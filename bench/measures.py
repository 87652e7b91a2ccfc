"""What was measured: a value beside the floor that no program could beat, and the goal."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio is to be: `at_least` where more is better, `at_most` where less is.

    `most` is of the value itself, whatever its floor.
    """

    at_least: float | None = None
    at_most: float | None = None
    most: float | None = None

    def met(self, ratio: float, value: float) -> bool:
        """Whether a ratio and its value are as good as that."""
        enough = self.at_least is None or ratio >= self.at_least
        small = self.most is None or value <= self.most
        return enough and small and (self.at_most is None or ratio <= self.at_most)

    def __str__(self) -> str:
        parts = [f"≥ {self.at_least:g}"] if self.at_least is not None else []
        parts += [f"≤ {self.at_most:g}"] if self.at_most is not None else []
        return " ".join(parts + ([f"value ≤ {self.most:g}"] if self.most is not None else []))


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table.

    `value` and `floor` are of one `unit` and of one run; `ratio` is the first by the second.
    `peak_mib` is the greatest resident memory of the process that was measured.
    """

    name: str
    value: float
    floor: float
    unit: str
    peak_mib: float
    goal: Goal = Goal()

    @property
    def ratio(self) -> float:
        """How the value stands to its floor."""
        return self.value / self.floor

    @property
    def met(self) -> bool:
        """Whether the goal is reached; what has none always is."""
        return self.goal.met(self.ratio, self.value)

    def record(self) -> dict[str, Any]:
        """The line as bench/results.json has it."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "floor": round(self.floor, 4),
            "ratio": round(self.ratio, 3),
            "unit": self.unit,
            "peak_mib": round(self.peak_mib, 1),
        }

    def packed(self) -> dict[str, Any]:
        """All of it, for the process that collects the lines."""
        return asdict(self)

    @classmethod
    def unpacked(cls, found: dict[str, Any]) -> "Measure":
        """What `packed` made."""
        return cls(**{**found, "goal": Goal(**found["goal"])})


def table(measures: Iterable[Measure]) -> str:
    """The measures as a person reads them."""
    head = ("measure", "value", "floor", "unit", "ratio", "goal", "met", "MiB")
    rows = [head, *(_row(one) for one in measures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(lines)


def _row(one: Measure) -> tuple[str, ...]:
    goal = str(one.goal)
    met = ("yes" if one.met else "NO") if goal else ""
    numbers = (f"{one.value:,.4g}", f"{one.floor:,.4g}", one.unit, f"{one.ratio:.2f}")
    return (one.name, *numbers, goal, met, f"{one.peak_mib:.0f}")
