"""What `vidhuk check` and `vidhuk doctor` say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of them; `advice` lines do not fail it."""

    what: str
    good: bool
    detail: str
    advice: bool = False
